/* NAME     journal trace - what led to an event, and what it led to
 * READS    the journal, from its beginning
 * WRITES   stdout: a tree, the oldest cause first, each event under the newest of its causes; the event asked for is marked '>'
 * STATE    none
 * OPTIONS  --journal, --json; ID is SOURCE#NUMBER or a sequence
 * EXIT     0 told, 100 there is no such event, 111 no journal answers
 * EXAMPLE  journal trace apply-aws#17 */

/* system */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"
#include "journal/trace.h"

struct tracer {
    struct client client;
    const char *endpoint;
    bool json;
    const char *asked; /* as the person wrote it */
    char *reference;   /* what is asked for, or NULL */
    uint64_t sequence; /* the same, or 0 */
    struct trace trace;
    struct trace_node *start;
    bool selected; /* the second reading, for the lines */
};

static const struct argp_option options[] = {
    OPTION_JOURNAL,
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
    t->asked = id;
    if (!hash && all_digits(id))
        t->sequence = strtoull(id, NULL, 10);
    else if (hash && hash > id && all_digits(hash + 1))
        t->reference = xasprintf("%.*s#%s", (int)(hash - id), id, event_number_format(strtoull(hash + 1, NULL, 10), number));
    else
        argp_error(state, "'%s' is neither SOURCE#NUMBER nor a sequence", id);
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
    case ARGP_KEY_ARG:
        if (t->asked)
            argp_error(state, "'%s': trace takes one ID", arg);
        id_parse(t, arg, state);
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "which event? give SOURCE#NUMBER or a sequence");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct tracer *t = context;
    client_met(&t->client);
    hub_read(t->client.hub, &(struct hub_reading){.from = 1, .until = w->head});
}

static void note(struct tracer *t, const char *line, size_t len)
{
    own_event e = {0};
    if (event_decode(&e, line, len, NULL))
        return;
    struct trace_node *n = trace_note(&t->trace, &e);
    if (t->sequence ? e.sequence == t->sequence : strcmp(n->reference, t->reference) == 0)
        t->start = n;
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

static void finish(struct tracer *t)
{
    if (t->json)
        trace_print_json(&t->trace);
    else
        trace_print_tree(&t->trace);
    client_stop(&t->client, EXIT_DONE);
}

/* First everything is read for who caused whom, then once more for the lines of those selected. */
static void on_caught_up(void *context, uint64_t sequence)
{
    struct tracer *t = context;
    (void)sequence;
    if (t->selected) {
        finish(t);
        return;
    }
    if (!t->start) {
        log_error("there is no event '%s' in the journal", t->asked);
        client_stop(&t->client, EXIT_ACT);
        return;
    }
    t->selected = true;
    trace_select(&t->trace, t->start);
    struct trace_node *last = t->trace.selected;
    while (last->order.next)
        last = last->order.next;
    hub_read(t->client.hub, &(struct hub_reading){.from = t->trace.selected->sequence, .until = last->sequence});
}

static void on_refused(void *context, const struct err *err)
{
    struct tracer *t = context;
    client_stop(&t->client, command_fail(err));
}

int cmd_trace(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options, .parser = option, .args_doc = "ID", .doc = "Print what led to an event, and what it led to."};
    static const struct hub_handlers handlers = {
        .welcome = on_welcome, .event = on_event, .caught_up = on_caught_up, .refused = on_refused};
    struct tracer t = {0};
    command_parse(&argp, argc, argv, &t);
    int code = client_open(&t.client, command_endpoint(t.endpoint), &handlers, &t);
    if (!code)
        code = client_run(&t.client);
    client_close(&t.client);
    trace_release(&t.trace);
    free(t.reference);
    return code;
}
