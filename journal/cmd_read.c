/* NAME     journal read - events of the journal, one a line
 * READS    the journal
 * WRITES   stdout: each event with the sequence and recordedtime that the journal put on; or, for people, --format short or table
 * STATE    none
 * OPTIONS  --journal, --journal-key FILE, --journal-server-key FILE, --source, --type,
 *          --subject, --from, --until, --since, --follow, --format, --raw
 * EXIT     0 all read, 100 refused or a wrong option, 111 no journal answers
 * EXAMPLE  journal read --type plan. --from 1200 | jq -r '.subject + " " + .data.reason'
 *          journal read --since 5m --follow --format short
 *          journal read --until 2026-11-22T08:26:09Z | build-podinfo | plan-rules --desired */

/* system */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/event.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"
#include "journal/format.h"

enum { PRINT_AT = 65536 };

struct names {
    const char **names; /* NULL-terminated */
    size_t count;
};

/* The first sequence that was recorded at `since` or later lies in low ... high. */
struct search {
    struct moment since; /* zero: nobody asks */
    uint64_t low, high, at;
    uint64_t cut;        /* up to here events may be missing */
    bool sift;           /* it lies there: older ones are left out until it is reached */
    struct moment found; /* of the event at `at` */
    bool done;
};

struct reader {
    struct client client;
    const char *endpoint;
    struct names sources, types;
    struct hub_reading reading;
    const struct format *format;
    bool colour;
    struct search search;
    struct moment until; /* zero: nobody asks */
    bool past;           /* that moment is reached */
    struct buf out;
};

enum { KEY_SINCE = 0x100, KEY_FORMAT, KEY_RAW };

static const struct argp_option options[] = {
    OPTION_JOURNAL,
    {"source", 's', "SOURCE", 0, "Only of this source; 'watch-k8s/' means all that start so. May be repeated", 0},
    {"type", 't', "TYPE", 0, "Only of this type; 'object.' means all that start so. May be repeated", 0},
    {"subject", 'S', "SUBJECT", 0, "Only of this subject; with '*' at its end: all that start so", 0},
    {"from", 'f', "SEQUENCE", 0, "From this sequence on (1)", 0},
    {"until", 'u', "SEQUENCE|TIME|AGE", 0, "Up to and with this sequence, or what was recorded up to then", 0},
    {"since", KEY_SINCE, "AGE|TIME", 0, "What was recorded in the last AGE (30s, 5m, 2h), or since TIME (2026-11-22T08:26:09Z)", 0},
    {"format", KEY_FORMAT, "NAME", 0, "json (as it is), short or table, with colours on a terminal", 0},
    {"raw", KEY_RAW, NULL, 0, "The bytes as the journal received them, without the marks that it puts on", 0},
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

/* "5m": so long ago; "2026-11-22T08:26:09Z": then. */
static struct moment time_parse(const char *arg, struct argp_state *state)
{
    struct err err = {0};
    struct moment m = {0};
    int64_t ms = 0;
    if (strchr(arg, 'T') ? moment_parse(&m, arg, &err) : duration_parse(&ms, arg, &err))
        argp_error(state, "%s", err.text);
    return m.us ? m : moment_add_ms(moment_now(), -ms);
}

static void until_parse(struct reader *r, const char *arg, struct argp_state *state)
{
    if (strspn(arg, "0123456789") == strlen(arg))
        r->reading.until = sequence_parse(arg, state);
    else
        r->until = time_parse(arg, state);
}

static void format_parse(struct reader *r, const char *arg, struct argp_state *state)
{
    r->format = format_find(arg);
    if (!r->format)
        argp_error(state, "'%s' is no format: json, short or table", arg);
}

/* Which events. */
static error_t option_events(int key, char *arg, struct argp_state *state)
{
    struct reader *r = state->input;
    switch (key) {
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
        until_parse(r, arg, state);
        return 0;
    case KEY_SINCE:
        r->search.since = time_parse(arg, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct reader *r = state->input;
    switch (key) {
    case 'j':
        r->endpoint = arg;
        return 0;
    case KEY_RAW:
        r->reading.raw = true;
        return 0;
    case KEY_FORMAT:
        format_parse(r, arg, state);
        return 0;
    case 'F':
        r->reading.follow = true;
        return 0;
    case ARGP_KEY_END:
        if (r->reading.raw && (r->until.us || r->search.since.us))
            argp_error(state, "--raw has no times: with it, say --from and --until by sequence");
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': read takes no operands", arg);
        return 0;
    default:
        return option_events(key, arg, state);
    }
}

static void print(struct reader *r)
{
    client_print(r->out.data, r->out.len);
    buf_clear(&r->out);
}

/* ---- since: halving, one event at a time ---- */

static void search_step(struct reader *r)
{
    struct search *s = &r->search;
    s->done = s->low >= s->high;
    if (s->done) {
        r->reading.from = s->low > r->reading.from ? s->low : r->reading.from;
        hub_read(r->client.hub, &r->reading);
        return;
    }
    s->at = s->low + (s->high - s->low) / 2;
    if (s->low <= s->cut) /* there events are missing: is it behind? */
        s->at = s->cut + 1;
    s->found = (struct moment){0};
    hub_read(r->client.hub, &(struct hub_reading){.from = s->at, .until = s->at});
}

static void search_event(struct search *s, const char *line, size_t len)
{
    own_event e = {0};
    if (event_decode(&e, line, len, NULL) == 0)
        s->found = e.recorded;
}

/* What is left of a compacted part is looked at one by one. */
static bool is_too_old(struct search *s, const char *line, size_t len)
{
    search_event(s, line, len);
    s->sift = s->found.us < s->since.us;
    return s->sift;
}

static void search_caught_up(struct reader *r)
{
    struct search *s = &r->search;
    bool reached = s->found.us >= s->since.us;
    if (s->low <= s->cut && (reached || s->at >= s->high)) {
        s->sift = true;
        s->high = s->low;
    } else if (reached)
        s->high = s->at;
    else
        s->low = s->at + 1;
    search_step(r);
}

/* ---- */

static void tell_compacted(const struct reader *r, uint64_t until)
{
    if (until < r->search.cut)
        log_warn("the journal was compacted up to sequence %llu: what was at %llu can be told only of what is left",
                 (unsigned long long)r->search.cut, (unsigned long long)until);
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct reader *r = context;
    client_met(&r->client);
    r->search.low = r->reading.from;
    r->search.cut = w->cut;
    if (r->reading.until)
        tell_compacted(r, r->reading.until);
    r->search.high = r->search.since.us ? w->head + 1 : 0;
    search_step(r);
}

/* Times never go back: the first event that is younger ends it. */
static bool is_too_young(struct reader *r, const char *line, size_t len, uint64_t sequence)
{
    own_event e = {0};
    if (r->past || event_decode(&e, line, len, NULL) || e.recorded.us <= r->until.us)
        return r->past;
    r->past = true;
    tell_compacted(r, sequence - 1);
    print(r);
    client_stop(&r->client, EXIT_DONE);
    return true;
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct reader *r = context;
    if (!r->search.done) {
        search_event(&r->search, line, len);
        return;
    }
    if (r->search.sift && is_too_old(&r->search, line, len))
        return;
    if (r->until.us && is_too_young(r, line, len, sequence))
        return;
    r->format->add(&r->out, line, len, r->colour);
    if (r->out.len >= PRINT_AT)
        print(r);
}

static void on_caught_up(void *context, uint64_t sequence)
{
    struct reader *r = context;
    if (!r->search.done) {
        search_caught_up(r);
        return;
    }
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
    struct reader r = {.reading.from = 1, .format = format_find("json"), .colour = format_colour()};
    command_parse(&argp, argc, argv, &r);
    if (r.format->head)
        buf_addf(&r.out, "%s\n", r.format->head);
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
