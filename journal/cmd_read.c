/* NAME     journal read - events of the journal, one a line
 * READS    the journal
 * WRITES   stdout: each event with the sequence and recordedtime that the journal put on
 * STATE    none
 * OPTIONS  --journal, --source, --type, --subject, --from, --until, --follow
 * EXIT     0 all read, 100 refused or a wrong option, 111 no journal answers
 * EXAMPLE  journal read --type plan. --from 1200 | jq -r '.subject + " " + .data.reason' */

/* system */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/mem.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"

enum { PRINT_AT = 65536 };

struct names {
    const char **names; /* NULL-terminated */
    size_t count;
};

struct reader {
    struct client client;
    const char *endpoint;
    struct names sources, types;
    struct hub_reading reading;
    struct buf out;
};

static const struct argp_option options[] = {
    OPTION_JOURNAL,
    {"source", 's', "SOURCE", 0, "Only of this source; 'watch-k8s/' means all that start so. May be repeated", 0},
    {"type", 't', "TYPE", 0, "Only of this type; 'object.' means all that start so. May be repeated", 0},
    {"subject", 'S', "SUBJECT", 0, "Only of this subject; with '*' at its end: all that start so", 0},
    {"from", 'f', "SEQUENCE", 0, "From this sequence on (1)", 0},
    {"until", 'u', "SEQUENCE", 0, "Up to and with this sequence", 0},
    {"follow", 'F', NULL, 0, "Wait for more at the end", 0},
    {0},
};

static void names_add(struct names *n, const char *name)
{
    n->names = xrealloc(n->names, (n->count + 2) * sizeof *n->names);
    n->names[n->count++] = name;
    n->names[n->count] = NULL;
}

static uint64_t sequence_parse(const char *text, struct argp_state *state)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    if (errno || end == text || *end || *text == '-' || !n)
        argp_error(state, "'%s' is no sequence: a number from 1 on", text);
    return n;
}

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct reader *r = state->input;
    switch (key) {
    case 'j':
        r->endpoint = arg;
        return 0;
    case 's':
        names_add(&r->sources, arg);
        return 0;
    case 't':
        names_add(&r->types, arg);
        return 0;
    case 'S':
        r->reading.subject = arg;
        return 0;
    case 'f':
        r->reading.from = sequence_parse(arg, state);
        return 0;
    case 'u':
        r->reading.until = sequence_parse(arg, state);
        return 0;
    case 'F':
        r->reading.follow = true;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': read takes no operands", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print(struct reader *r)
{
    client_print(r->out.data, r->out.len);
    buf_clear(&r->out);
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct reader *r = context;
    (void)w;
    client_met(&r->client);
    hub_read(r->client.hub, &r->reading);
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct reader *r = context;
    (void)sequence;
    buf_add(&r->out, line, len);
    buf_add_char(&r->out, '\n');
    if (r->out.len >= PRINT_AT)
        print(r);
}

static void on_caught_up(void *context, uint64_t sequence)
{
    struct reader *r = context;
    print(r);
    if (!r->reading.follow || (r->reading.until && sequence >= r->reading.until))
        client_stop(&r->client, EXIT_DONE);
}

static void on_refused(void *context, const struct err *err)
{
    struct reader *r = context;
    print(r); /* what came before it is good */
    client_stop(&r->client, command_fail(err));
}

int cmd_read(int argc, char **argv)
{
    static const struct argp argp = {.options = options, .parser = option, .doc = "Print events of the journal, one a line."};
    static const struct hub_handlers handlers = {
        .welcome = on_welcome, .event = on_event, .caught_up = on_caught_up, .refused = on_refused};
    struct reader r = {.reading.from = 1};
    command_parse(&argp, argc, argv, &r);
    r.reading.sources = r.sources.names;
    r.reading.types = r.types.names;
    r.client.patient = r.reading.follow;
    int code = client_open(&r.client, command_endpoint(r.endpoint), &handlers, &r);
    if (!code)
        code = client_run(&r.client);
    client_close(&r.client);
    buf_release(&r.out);
    free(r.sources.names);
    free(r.types.names);
    return code;
}
