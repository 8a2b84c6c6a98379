/* NAME     journal trace - what led to an event, and what it led to
 * READS    the journal, which keeps an index of causes
 * WRITES   stdout: a tree, the oldest cause first, each event under the newest of its causes; those asked for are marked '>'
 * STATE    none
 * OPTIONS  --journal, --journal-key FILE, --journal-server-key FILE, --json, --last N;
 *          ID is SOURCE#NUMBER or a sequence; or one of --target, --pod, --ingress, --rule
 * EXIT     0 told, 100 there is no such event, 111 no journal answers
 * EXAMPLE  journal trace apply-aws#17
 *          journal trace --target 10.0.1.17:8080 */

/* system */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"
#include "journal/progress.h"
#include "journal/trace.h"

enum { KEY_POD = 0x100, KEY_INGRESS, KEY_TARGET, KEY_RULE, LAST_MAX = 1000, AGAIN_MS = 50, PATIENCE_MS = 30000 };

struct tracer {
    struct client client;
    const char *endpoint;
    bool json;
    const char *asked; /* as the person wrote it */
    char *reference;   /* what is asked for, or NULL */
    uint64_t sequence; /* the same, or 0 */
    int kind;          /* KEY_POD... or 0: by that */
    size_t last;
    uint64_t head; /* to be in the index before it answers */
    uint64_t at;   /* where the index was */
    int64_t moved_ms;
    struct loop_timer *again;
    struct progress progress;
    struct trace trace;
};

static const struct argp_option options[] = {
    OPTION_JOURNAL,
    {"target", KEY_TARGET, "ADDRESS:PORT", 0, "The newest events about a target", 0},
    {"pod", KEY_POD, "CLUSTER/NAMESPACE/NAME", 0, "The newest events about a pod", 0},
    {"ingress", KEY_INGRESS, "CLUSTER/NAMESPACE/NAME", 0, "The newest events about an Ingress", 0},
    {"rule", KEY_RULE, "ARN", 0, "The newest events about a rule", 0},
    {"last", 'n', "N", 0, "How many of the newest (20)", 0},
    {"json", 'J', NULL, 0, "One JSON object a line, for machines", 0},
    {0},
};

static bool all_digits(const char *text)
{
    size_t len = strlen(text);
    return len && len < EVENT_NUMBER && strspn(text, "0123456789") == len;
}

/* SOURCE#NUMBER, with or without zeroes in front, or a sequence. */
static void id_parse(struct tracer *t, const char *id, struct argp_state *state)
{
    char number[EVENT_NUMBER];
    const char *hash = strrchr(id, '#');
    if (!hash && all_digits(id))
        t->sequence = strtoull(id, NULL, 10);
    else if (hash && hash > id && all_digits(hash + 1))
        t->reference = xasprintf("%.*s#%s", (int)(hash - id), id, event_number_format(strtoull(hash + 1, NULL, 10), number));
    else
        argp_error(state, "'%s' is neither SOURCE#NUMBER nor a sequence", id);
}

static void ask(struct tracer *t, const char *what, struct argp_state *state)
{
    if (t->asked)
        argp_error(state, "'%s': trace takes one ID, or one of --target, --pod, --ingress, --rule", what);
    t->asked = what;
}

static void last_parse(struct tracer *t, const char *arg, struct argp_state *state)
{
    t->last = all_digits(arg) ? strtoull(arg, NULL, 10) : 0;
    if (!t->last || t->last > LAST_MAX)
        argp_error(state, "'%s' is no number from 1 to %d", arg, LAST_MAX);
}

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct tracer *t = state->input;
    switch (key) {
    case 'j':
        t->endpoint = arg;
        return 0;
    case 'J':
        t->json = true;
        return 0;
    case 'n':
        last_parse(t, arg, state);
        return 0;
    case KEY_POD:
    case KEY_INGRESS:
    case KEY_TARGET:
    case KEY_RULE:
        ask(t, arg, state);
        t->kind = key;
        return 0;
    case ARGP_KEY_ARG:
        ask(t, arg, state);
        id_parse(t, arg, state);
        return 0;
    case ARGP_KEY_END:
        if (!t->asked)
            argp_error(state, "which event? give SOURCE#NUMBER, a sequence, or one of --target, --pod, --ingress, --rule");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void fail(struct tracer *t, const struct err *err)
{
    client_stop(&t->client, command_fail(err));
}

/* ---- the question ---- */

static hub_traced_fn on_traced;

static void ask_journal(void *context)
{
    static const char *const kinds[] = {"pod", "ingress", "target", "rule"};
    struct tracer *t = context;
    own_buf question = {0};
    struct json_out o = json_out(&question);
    json_open_object(&o, NULL);
    json_add_int(&o, "head", (int64_t)t->head);
    json_add_str(&o, "reference", t->reference);
    if (t->sequence)
        json_add_int(&o, "sequence", (int64_t)t->sequence);
    if (t->kind) {
        json_add_str(&o, "kind", kinds[t->kind - KEY_POD]);
        json_add_str(&o, "name", t->asked);
        json_add_int(&o, "last", (int64_t)t->last);
    }
    json_close_object(&o);
    hub_trace(t->client.hub, buf_str(&question), on_traced);
}

/* The index has not come to where the journal ended when we asked. */
static void wait_for_index(struct tracer *t, uint64_t at, const char *trouble)
{
    int64_t now = mono_ms();
    if (at != t->at)
        t->moved_ms = now;
    t->at = at;
    progress_at(&t->progress, at);
    if (trouble || now - t->moved_ms > PATIENCE_MS) {
        progress_end(&t->progress);
        log_error("the index of trace has not come further than sequence %" PRIu64 " of %" PRIu64 ": %s", at, t->head,
                  trouble ? trouble : "the log of 'journal serve' says why");
        client_stop(&t->client, EXIT_AGAIN);
        return;
    }
    loop_timer_in(t->again, AGAIN_MS);
}

static int print(struct tracer *t, const struct hub_traced *traced, struct err *err)
{
    if (t->json) {
        client_print(traced->lines, traced->lines_len);
        return 0;
    }
    if (trace_decode(&t->trace, traced->lines, traced->lines_len, err))
        return -1;
    trace_print_tree(&t->trace);
    return 0;
}

static void finish(struct tracer *t, const struct hub_traced *traced, bool cut)
{
    struct err err = {0};
    progress_end(&t->progress);
    if (!traced->lines_len) {
        log_error("there is no event '%s' in the journal", t->asked);
        client_stop(&t->client, EXIT_ACT);
        return;
    }
    if (print(t, traced, &err)) {
        fail(t, &err);
        return;
    }
    if (cut)
        log_warn("there is more than is shown here: ask for fewer events (--last), or for one that is nearer");
    client_stop(&t->client, EXIT_DONE);
}

static void on_traced(void *context, const struct hub_traced *traced)
{
    struct tracer *t = context;
    struct err err = {0};
    own_json *said = json_parse(traced->json, traced->json_len, NULL);
    const char *refused = json_str(json_get(said, "refused"));
    uint64_t at = (uint64_t)json_int_or(json_get(said, "at"), 0);
    if (refused) {
        err_set(&err, ERR_INPUT, "%s", refused);
        fail(t, &err);
    } else if (at < t->head) {
        wait_for_index(t, at, json_str(json_get(said, "trouble")));
    } else {
        finish(t, traced, json_bool_or(json_get(said, "cut"), false));
    }
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct tracer *t = context;
    client_met(&t->client);
    t->head = w->head;
    t->moved_ms = mono_ms();
    progress_begin(&t->progress, "indexing", w->head);
    ask_journal(t);
}

static void on_refused(void *context, const struct err *err)
{
    fail(context, err);
}

int cmd_trace(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options, .parser = option, .args_doc = "[ID]", .doc = "Print what led to an event, and what it led to."};
    static const struct hub_handlers handlers = {.welcome = on_welcome, .refused = on_refused};
    struct tracer t = {.last = 20};
    command_parse(&argp, argc, argv, &t);
    int code = client_open(&t.client, command_endpoint(t.endpoint), &handlers, &t);
    t.again = loop_timer_add(t.client.loop, ask_journal, &t);
    if (!code)
        code = client_run(&t.client);
    loop_timer_remove(t.again);
    client_close(&t.client);
    trace_release(&t.trace);
    free(t.reference);
    return code;
}
