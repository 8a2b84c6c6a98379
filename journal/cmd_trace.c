/* NAME     journal trace - what led to an event, and what it led to
 * READS    the journal: what the index does not have yet, then the events to show
 * WRITES   stdout: a tree, the oldest cause first, each event under the newest of its causes; those asked for are marked '>'
 * STATE    the index, a file that can be thrown away: it is made anew from the journal
 * OPTIONS  --journal, --journal-key FILE, --journal-server-key FILE, --json, --index FILE,
 *          --last N; ID is SOURCE#NUMBER or a sequence; or one of --target, --pod, --ingress, --rule
 * EXIT     0 told, 100 there is no such event, 111 no journal answers
 * EXAMPLE  journal trace apply-aws#17
 *          journal trace --target 10.0.1.17:8080 */

/* system */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"
#include "journal/store_index.h"
#include "journal/trace.h"

enum { KEY_POD = 0x100, KEY_INGRESS, KEY_TARGET, KEY_RULE, KEY_INDEX, LAST_MAX = 1000, COMMIT_EVERY = 65536, NEAR = 32 };

struct tracer {
    struct client client;
    const char *endpoint;
    const char *index_file;
    bool json;
    const char *asked;    /* as the person wrote it */
    char *reference;      /* what is asked for, or NULL */
    uint64_t sequence;    /* the same, or 0 */
    enum index_kind kind; /* or 0: by that */
    size_t last;
    uint64_t head;  /* to be in the index before it is asked */
    uint64_t noted; /* since the last commit */
    struct index *index;
    struct trace trace;
    struct trace_node *next; /* whose line is still to be read; NULL before all is selected */
    bool selected;
};

static const struct argp_option options[] = {
    OPTION_JOURNAL,
    {"target", KEY_TARGET, "ADDRESS:PORT", 0, "The newest events about a target", 0},
    {"pod", KEY_POD, "CLUSTER/NAMESPACE/NAME", 0, "The newest events about a pod", 0},
    {"ingress", KEY_INGRESS, "CLUSTER/NAMESPACE/NAME", 0, "The newest events about an Ingress", 0},
    {"rule", KEY_RULE, "ARN", 0, "The newest events about a rule", 0},
    {"last", 'n', "N", 0, "How many of the newest (20)", 0},
    {"json", 'J', NULL, 0, "One JSON object a line, for machines", 0},
    {"index", KEY_INDEX, "FILE", 0, "The index (a file of the journal's id in XDG_CACHE_HOME/headgate, else ~/.cache/headgate)", 0},
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
    static const enum index_kind kinds[] = {INDEX_POD, INDEX_INGRESS, INDEX_TARGET, INDEX_RULE};
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
    case KEY_INDEX:
        t->index_file = arg;
        return 0;
    case KEY_POD:
    case KEY_INGRESS:
    case KEY_TARGET:
    case KEY_RULE:
        ask(t, arg, state);
        t->kind = kinds[key - KEY_POD];
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

/* ---- the index ---- */

/* Where it is when nobody says so: for each person, and for each journal. free with free(). */
static char *index_path(const char *journal)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    own_str char *base = cache && *cache ? xstrdup(cache) : home && *home ? xasprintf("%s/.cache", home) : xstrdup("/var/cache");
    own_str char *folder = xasprintf("%s/headgate", base);
    mkdir(base, 0700);
    mkdir(folder, 0700);
    return xasprintf("%s/trace-%s", folder, journal);
}

static void on_stat(void *context, const char *json, size_t len)
{
    struct tracer *t = context;
    struct err err = {0};
    own_json *stat = json_parse(json, len, NULL);
    own_str char *path = t->index_file ? xstrdup(t->index_file) : index_path(json_str_or(json_get(stat, "journal"), "unknown"));
    t->index = index_open(path, &err);
    t->trace.index = t->index;
    if (!t->index) {
        err_wrap(&err, "--index FILE names another place");
        fail(t, &err);
        return;
    }
    hub_read(t->client.hub, &(struct hub_reading){.from = index_head(t->index) + 1, .until = t->head});
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct tracer *t = context;
    client_met(&t->client);
    t->head = w->head;
    hub_stat(t->client.hub, on_stat);
}

static void note(struct tracer *t, const char *line, size_t len)
{
    struct err err = {0};
    own_event e = {0};
    if (event_decode(&e, line, len, NULL))
        return;
    index_note(t->index, &e);
    if (++t->noted % COMMIT_EVERY)
        return;
    if (isatty(STDERR_FILENO))
        log_info("reading the journal for the index: %" PRIu64 " of %" PRIu64, e.sequence, t->head);
    if (index_commit(t->index, &err))
        fail(t, &err);
}

/* ---- what is shown ---- */

static void finish(struct tracer *t)
{
    if (t->json)
        trace_print_json(&t->trace);
    else
        trace_print_tree(&t->trace);
    client_stop(&t->client, EXIT_DONE);
}

static size_t start_named(struct tracer *t)
{
    uint64_t sequences[LAST_MAX];
    size_t found = index_find(t->index, t->kind, t->asked, sequences, t->last), started = 0;
    for (size_t i = 0; i < found; i++) {
        own_str char *reference = index_reference(t->index, sequences[i]);
        started += reference && trace_start(&t->trace, reference);
    }
    return started;
}

static size_t start_one(struct tracer *t)
{
    if (!t->reference)
        t->reference = index_reference(t->index, t->sequence);
    return t->reference && trace_start(&t->trace, t->reference);
}

/* Lines that stand near each other are read together. */
static void read_lines(struct tracer *t)
{
    if (!t->next) {
        finish(t);
        return;
    }
    uint64_t from = t->next->sequence, until = from;
    for (; t->next && t->next->sequence <= until + NEAR; t->next = t->next->order.next)
        until = t->next->sequence;
    hub_read(t->client.hub, &(struct hub_reading){.from = from, .until = until});
}

static void choose(struct tracer *t)
{
    struct err err = {0};
    if (index_commit(t->index, &err)) {
        fail(t, &err);
        return;
    }
    if (!(t->kind ? start_named(t) : start_one(t))) {
        log_error("there is no event '%s' in the journal", t->asked);
        client_stop(&t->client, EXIT_ACT);
        return;
    }
    trace_select(&t->trace);
    t->selected = true;
    t->next = t->trace.selected;
    read_lines(t);
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct tracer *t = context;
    struct trace_node *n = t->selected ? trace_selected(&t->trace, sequence) : NULL;
    if (!t->selected)
        note(t, line, len);
    else if (n && !n->line)
        n->line = xstrndup(line, len);
}

static void on_caught_up(void *context, uint64_t sequence)
{
    struct tracer *t = context;
    (void)sequence;
    if (t->selected)
        read_lines(t);
    else
        choose(t);
}

static void on_refused(void *context, const struct err *err)
{
    fail(context, err);
}

int cmd_trace(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options, .parser = option, .args_doc = "[ID]", .doc = "Print what led to an event, and what it led to."};
    static const struct hub_handlers handlers = {
        .welcome = on_welcome, .event = on_event, .caught_up = on_caught_up, .refused = on_refused};
    struct tracer t = {.last = 20};
    command_parse(&argp, argc, argv, &t);
    int code = client_open(&t.client, command_endpoint(t.endpoint), &handlers, &t);
    if (!code)
        code = client_run(&t.client);
    client_close(&t.client);
    trace_release(&t.trace);
    index_close(t.index);
    free(t.reference);
    return code;
}
