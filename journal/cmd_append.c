/* NAME     journal append - a tee for shells
 * READS    stdin: events, one a line, of any sources
 * WRITES   the journal; stdout: each line as it was stored, once it is on disk
 * STATE    none. Lines are numbered anew within their source, behind what the journal has of it, and references
 *          to lines of the same input follow; with --keep-ids they keep their ids, and what is there already is
 *          not stored twice. A line that is no event becomes an event.rejected of source journal/append
 * OPTIONS  --journal, --journal-key FILE, --journal-server-key FILE, --keep-ids
 * EXIT     0 all stored, 100 refused or a wrong option, 111 no journal answers, or it has no room
 * EXAMPLE  shift-traffic weights blue=90 green=10 --reason upgrade | journal append */

/* system */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <uthash.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/event.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"
#include "journal/line.h"
#include "journal/renumber.h"

#define OWN_SOURCE "journal/append"

enum {
    BATCH_BYTES = 262144,
    UNSTORED_MAX = 4 * 1024 * 1024, /* stdin waits while more is on its way */
    READ_BYTES = 65536,
    SHOWN_BYTES = 200, /* of a line that is no event */
};

/* One source: whoever appends for it says so to the journal. */
struct writer {
    struct appender *appender;
    char *source;
    struct hub *hub;
    bool ready;      /* its last number is known */
    uint64_t number; /* its newest */
    struct renumber renumber;
    UT_hash_handle hh;
};

/* Lines that went out together. */
struct batch {
    struct buf lines;
    size_t count;
    struct batch *next;
};

struct appender {
    struct client client;
    const char *endpoint;
    bool keep_ids;
    struct loop_fd *input;
    struct buf in; /* what is read */
    size_t at;     /* of it, what is taken already */
    size_t line;   /* number of the next line */
    bool skipping; /* in a line that is too long */
    bool ended;
    struct writer *writers;
    struct writer *active;      /* the only one with lines on their way: so the order of stdin is kept */
    struct batch *open;         /* being filled; NULL: none */
    struct batch *first, **end; /* on their way */
    size_t unstored;
};

static const struct argp_option options[] = {
    OPTION_JOURNAL,
    {"keep-ids", 'k', NULL, 0, "Keep the ids: for lines that come from another journal or are sent again", 0},
    {0},
};

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct appender *a = state->input;
    switch (key) {
    case 'j':
        a->endpoint = arg;
        return 0;
    case 'k':
        a->keep_ids = true;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': append takes no operands, it reads stdin", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void advance(struct appender *a);

/* ---- batches ---- */

static void batch_send(struct appender *a)
{
    struct batch *b = a->open;
    if (!b)
        return;
    a->open = NULL;
    *a->end = b;
    a->end = &b->next;
    a->unstored += b->lines.len;
    hub_append(a->active->hub, b->lines.data, b->lines.len, b->count, 0);
}

static void batch_free(struct batch *b)
{
    buf_release(&b->lines);
    free(b);
}

static void batch_stored(struct appender *a)
{
    struct batch *b = a->first;
    if (!b)
        return;
    a->first = b->next;
    if (!a->first)
        a->end = &a->first;
    a->unstored -= b->lines.len;
    client_print(b->lines.data, b->lines.len);
    batch_free(b);
    advance(a);
}

/* ---- writers ---- */

static void on_writer_welcome(void *context, const struct hub_welcome *w)
{
    struct writer *wr = context;
    wr->ready = true;
    wr->number = w->last_number;
    advance(wr->appender);
}

static void on_writer_stored(void *context, uint64_t first, uint64_t last)
{
    struct writer *w = context;
    (void)first;
    (void)last;
    batch_stored(w->appender);
}

static void on_writer_refused(void *context, const struct err *err)
{
    struct writer *w = context;
    client_stop(&w->appender->client, command_fail(err));
}

static struct writer *writer_get(struct appender *a, const char *source)
{
    static const struct hub_handlers handlers = {.welcome = on_writer_welcome, .stored = on_writer_stored, .refused = on_writer_refused};
    struct err err = {0};
    struct writer *w;
    HASH_FIND_STR(a->writers, source, w);
    if (w)
        return w;
    w = xcalloc(1, sizeof *w);
    w->appender = a;
    w->source = xstrdup(source);
    HASH_ADD_KEYPTR(hh, a->writers, w->source, strlen(w->source), w);
    struct hub_address at = command_address(a->client.endpoint);
    w->hub = hub_open(a->client.loop, &at, source, &handlers, w, &err);
    if (!w->hub)
        client_stop(&a->client, command_fail(&err));
    return w;
}

static const struct renumber *numbers_of(void *context, const char *source, size_t len)
{
    struct appender *a = context;
    struct writer *w;
    HASH_FIND(hh, a->writers, source, len, w);
    return w ? &w->renumber : NULL;
}

/* True when lines of this source may be added now; else advance is called again when they may. */
static bool writer_turn(struct appender *a, struct writer *w)
{
    if (w != a->active) {
        batch_send(a);
        if (a->first)
            return false;
        a->active = w;
    }
    return w->ready && a->unstored < UNSTORED_MAX;
}

/* ---- lines ---- */

static struct buf *batch_line(struct appender *a)
{
    if (!a->open)
        a->open = xcalloc(1, sizeof *a->open);
    a->open->count++;
    return &a->open->lines;
}

static void line_add(struct appender *a, struct writer *w, const struct event *e)
{
    struct buf *to = batch_line(a);
    own_buf numbered = {0};
    uint64_t old;
    if (a->keep_ids) {
        buf_add(to, e->line, e->line_len);
        buf_add_char(to, '\n');
        return;
    }
    line_renumber(&numbered, e->line, e->line_len, ++w->number);
    if (event_number_parse(e->id, &old) == 0)
        renumber_note(&w->renumber, old, w->number);
    renumber_references(to, numbered.data, numbered.len, numbers_of, a);
    buf_add_char(to, '\n');
}

static void shown_add(struct json_out *o, const char *line, size_t len)
{
    char shown[SHOWN_BYTES];
    size_t n = len < sizeof shown ? len : sizeof shown;
    for (size_t i = 0; i < n; i++)
        shown[i] = line[i] >= 0x20 && line[i] < 0x7f ? line[i] : '?';
    json_add_strn(o, "line", shown, n);
}

static void rejected_add(struct appender *a, struct writer *w, const struct err *why, const char *line, size_t len)
{
    own_buf data = {0};
    own_str char *where = xasprintf("stdin:%zu", a->line);
    struct json_out o = json_out(&data);
    json_open_object(&o, NULL);
    json_add_str(&o, "where", where);
    json_add_str(&o, "reason", why->text);
    shown_add(&o, line, len);
    json_close_object(&o);
    log_warn("event rejected: %s where=%s", why->text, where);
    struct event_head head = {
        .number = ++w->number, .source = OWN_SOURCE, .type = "event.rejected", .time = moment_now(), .data = buf_str(&data)};
    event_encode(batch_line(a), &head);
}

/* False: not its turn yet. */
static bool line_take(struct appender *a, const char *line, size_t len)
{
    struct err err = {0};
    own_event e = {0};
    int rc = event_decode(&e, line, len, &err);
    struct writer *w = writer_get(a, rc ? OWN_SOURCE : e.source);
    if (!w->hub || !writer_turn(a, w))
        return false;
    if (rc)
        rejected_add(a, w, &err, line, len);
    else
        line_add(a, w, &e);
    if (a->open && a->open->lines.len >= BATCH_BYTES)
        batch_send(a);
    return true;
}

/* What is read and not taken, and the newline in it or NULL. */
static const char *rest(const struct appender *a, size_t *len, const char **newline)
{
    const char *from = buf_str(&a->in) + a->at;
    *len = a->in.len - a->at;
    *newline = memchr(from, '\n', *len);
    return from;
}

/* A line that is too long is rejected once, and skipped to its end as it comes in. False: its end is not there yet. */
static bool line_skip(struct appender *a)
{
    size_t len;
    const char *newline;
    const char *from = rest(a, &len, &newline);
    a->at += newline ? (size_t)(newline - from) + 1 : len;
    a->skipping = !newline;
    return newline;
}

/* Takes one line. False: there is no whole one, or it is not its turn. */
static bool line_advance(struct appender *a)
{
    size_t len;
    const char *newline;
    if (a->skipping && !line_skip(a))
        return false;
    const char *from = rest(a, &len, &newline);
    bool whole = newline || len > EVENT_MAX_LINE || (a->ended && len);
    if (newline)
        len = (size_t)(newline - from);
    if (!whole || (len && !line_take(a, from, len)))
        return false;
    a->skipping = !newline;
    a->at += newline ? len + 1 : len;
    a->line++;
    return true;
}

/* Takes lines as far as it goes now. */
static void advance(struct appender *a)
{
    while (line_advance(a))
        ;
    buf_drop(&a->in, a->at);
    a->at = 0;
    batch_send(a);
    bool hungry = !a->ended && a->unstored < UNSTORED_MAX && a->in.len <= EVENT_MAX_LINE;
    if (a->input)
        loop_fd_change(a->input, hungry ? LOOP_READ : 0);
    if (a->ended && !a->in.len && !a->first)
        client_stop(&a->client, EXIT_DONE);
}

/* ---- stdin ---- */

static void on_input(void *context, int fd, unsigned ready)
{
    struct appender *a = context;
    (void)ready;
    ssize_t n = read(fd, buf_room(&a->in, READ_BYTES), READ_BYTES);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (n > 0)
        a->in.len += (size_t)n;
    if (n <= 0) {
        a->ended = true;
        loop_fd_remove(a->input);
        a->input = NULL;
    }
    advance(a);
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct appender *a = context;
    (void)w;
    client_met(&a->client);
    a->input = loop_fd_add(a->client.loop, STDIN_FILENO, LOOP_READ, on_input, a);
}

static void on_refused(void *context, const struct err *err)
{
    struct appender *a = context;
    client_stop(&a->client, command_fail(err));
}

static void appender_release(struct appender *a)
{
    struct writer *w, *next;
    HASH_ITER (hh, a->writers, w, next) {
        HASH_DEL(a->writers, w);
        hub_close(w->hub);
        renumber_release(&w->renumber);
        free(w->source);
        free(w);
    }
    while (a->first) {
        struct batch *b = a->first;
        a->first = b->next;
        batch_free(b);
    }
    if (a->open)
        batch_free(a->open);
    buf_release(&a->in);
    client_close(&a->client);
}

int cmd_append(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options, .parser = option, .doc = "Append events from stdin; print them once they are on disk."};
    static const struct hub_handlers handlers = {.welcome = on_welcome, .refused = on_refused};
    struct appender a = {.line = 1};
    a.end = &a.first;
    command_parse(&argp, argc, argv, &a);
    int code = client_open(&a.client, command_endpoint(a.endpoint), &handlers, &a);
    if (!code)
        code = client_run(&a.client);
    appender_release(&a);
    return code;
}
