/* system */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/event.h"
#include "lib/base/hub.h"
#include "lib/base/json.h"
#include "lib/base/link.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

enum {
    TICK_MS = 100, /* how often a hello is tried while there is no answer */
    TICK_CALM_MS = 1000,
    HELLO_AGAIN_MS = 5000, /* a hello without an answer for so long is said again */
    PING_MS = 5000,
    SILENT_MS = 20000,              /* nothing heard for so long: hello again */
    WINDOW_BYTES = 8 * 1024 * 1024, /* appends on their way */
    WINDOW_COUNT = 64,
    CREDIT = 4 * 1024 * 1024,
    CREDIT_STEP = 1024 * 1024, /* given back at once */
    SEQUENCE_AT = 13,          /* of each line read: {"sequence":"… */
};

enum hub_state { HUB_DOWN, HUB_GREETING, HUB_READY, HUB_BROKEN };

/* An append that is not acknowledged. */
struct pending {
    struct pending *next;
    uint64_t request;
    uint64_t upto;
    bool sent; /* on this connection */
    size_t len;
    char lines[];
};

struct reading_copy {
    char **sources, **types; /* NULL-terminated, or NULL */
    char *subject;
    uint64_t until;
    bool follow;
};

struct hub {
    struct loop *loop;
    struct link *link;
    struct loop_timer *tick;
    char *endpoint, *source, *journal; /* journal: its id, known since the first welcome */
    char start[17];                    /* tells this process from others of its source */
    struct hub_handlers handlers;
    void *context;

    enum hub_state state;
    uint64_t ups; /* connections so far */
    bool welcomed;
    uint64_t epoch;
    uint64_t requests; /* the newest request's number */
    uint64_t hello;    /* the request of the hello under way */
    int64_t hello_ms, heard_ms, ping_ms;

    struct pending *first, **end;
    size_t backlog; /* bytes of all of them */
    size_t flying_bytes, flying_count;

    struct reading_copy wanted;
    bool reading;       /* a reading is under way or must be asked for again */
    uint64_t read_id;   /* of the reading as this connection knows it; 0: not asked for yet */
    uint64_t read_next; /* the first sequence not seen */
    size_t consumed;    /* bytes for which credit was not given back */

    hub_stat_fn *stat;
    int depth; /* callbacks under way */
    bool dead;
};

/* ---- a word ---- */

static bool word_send(struct hub *h, const struct buf *word, const struct link_frame *payload)
{
    struct link_frame frames[2] = {{word->data, word->len}};
    if (payload)
        frames[1] = *payload;
    return link_send(h->link, frames, payload ? 2 : 1);
}

static struct json_out word_begin(struct buf *to, const char *name)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", name);
    return o;
}

static bool word_plain(struct hub *h, const char *name)
{
    own_buf word = {0};
    struct json_out o = word_begin(&word, name);
    json_add_int(&o, "request", (int64_t)++h->requests);
    json_close_object(&o);
    return word_send(h, &word, NULL);
}

static void broken(struct hub *h, const struct err *why)
{
    if (h->state == HUB_BROKEN)
        return;
    h->state = HUB_BROKEN;
    if (h->handlers.refused)
        h->handlers.refused(h->context, why);
}

/* ---- hello ---- */

static void hello_send(struct hub *h)
{
    own_buf word = {0};
    struct json_out o = word_begin(&word, "hello");
    json_add_int(&o, "request", (int64_t)(h->requests + 1));
    json_add_str(&o, "source", h->source);
    if (h->source)
        json_add_str(&o, "start", h->start);
    json_add_int(&o, "epoch", (int64_t)h->epoch);
    json_add_str(&o, "journal", h->journal);
    json_close_object(&o);
    h->state = HUB_DOWN;
    if (!word_send(h, &word, NULL))
        return; /* not connected; the tick or the connection's coming about tries again */
    h->hello = ++h->requests;
    h->hello_ms = mono_ms();
    h->state = HUB_GREETING;
}

/* A connection broke or the journal does not know us: what was on its way counts as lost. */
static void greet(struct hub *h)
{
    for (struct pending *p = h->first; p; p = p->next)
        p->sent = false;
    h->flying_bytes = h->flying_count = 0;
    h->read_id = 0;
    hello_send(h);
}

/* ---- appends ---- */

static bool pending_send(struct hub *h, struct pending *p)
{
    own_buf word = {0};
    struct json_out o = word_begin(&word, "append");
    struct link_frame payload = {p->lines, p->len};
    json_add_int(&o, "request", (int64_t)p->request);
    json_add_int(&o, "epoch", (int64_t)h->epoch);
    json_add_int(&o, "upto", (int64_t)p->upto);
    json_close_object(&o);
    if (!word_send(h, &word, &payload))
        return false;
    p->sent = true;
    h->flying_bytes += p->len;
    h->flying_count++;
    return true;
}

/* Sends what the window lets through, in order. */
static void appends_pump(struct hub *h)
{
    if (h->state != HUB_READY)
        return;
    for (struct pending *p = h->first; p; p = p->next) {
        if (p->sent)
            continue;
        bool room = !h->flying_count || (h->flying_count < WINDOW_COUNT && h->flying_bytes + p->len <= WINDOW_BYTES);
        if (!room || !pending_send(h, p))
            return;
    }
}

void hub_append(struct hub *h, const char *lines, size_t len, size_t count, uint64_t upto)
{
    (void)count;
    if (len > LINK_MAX_MESSAGE) {
        struct err err = {0};
        err_set(&err, ERR_CONFIG, "an append of %zu bytes is over the limit of %d", len, LINK_MAX_MESSAGE);
        broken(h, &err);
        return;
    }
    struct pending *p = xcalloc(1, sizeof *p + len);
    p->request = ++h->requests;
    p->upto = upto;
    p->len = len;
    if (len)
        memcpy(p->lines, lines, len);
    *h->end = p;
    h->end = &p->next;
    h->backlog += len;
    appends_pump(h);
    if (!p->sent)
        loop_timer_in(h->tick, TICK_MS);
}

size_t hub_backlog(const struct hub *h)
{
    return h->backlog;
}

static struct pending *pending_take(struct hub *h)
{
    struct pending *p = h->first;
    h->first = p->next;
    if (!h->first)
        h->end = &h->first;
    h->backlog -= p->len;
    if (p->sent) {
        h->flying_bytes -= p->len;
        h->flying_count--;
    }
    return p;
}

/* ---- the reading ---- */

static char **names_copy(const char *const *names)
{
    size_t count = 0;
    if (!names)
        return NULL;
    while (names[count])
        count++;
    char **copy = xcalloc(count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = xstrdup(names[i]);
    return copy;
}

static void names_free(char **names)
{
    for (size_t i = 0; names && names[i]; i++)
        free(names[i]);
    free(names);
}

static void reading_forget(struct hub *h)
{
    names_free(h->wanted.sources);
    names_free(h->wanted.types);
    free(h->wanted.subject);
    h->wanted = (struct reading_copy){0};
    h->reading = false;
    h->read_id = 0;
}

static void add_names(struct json_out *o, const char *name, char **names)
{
    if (!names)
        return;
    json_open_array(o, name);
    for (size_t i = 0; names[i]; i++)
        json_add_str(o, NULL, names[i]);
    json_close_array(o);
}

/* Asks for what is wanted from the next sequence on; the id tells its answers from those of an older asking. */
static void reading_ask(struct hub *h)
{
    own_buf word = {0};
    struct json_out o = word_begin(&word, "read");
    json_add_int(&o, "request", (int64_t)(h->requests + 1));
    json_add_int(&o, "reading", (int64_t)(h->requests + 1));
    add_names(&o, "sources", h->wanted.sources);
    add_names(&o, "types", h->wanted.types);
    json_add_str(&o, "subject", h->wanted.subject);
    json_add_int(&o, "from", (int64_t)h->read_next);
    json_add_int(&o, "until", (int64_t)h->wanted.until);
    json_add_bool(&o, "follow", h->wanted.follow);
    json_add_int(&o, "credit", CREDIT);
    json_close_object(&o);
    if (!word_send(h, &word, NULL))
        return;
    h->read_id = ++h->requests;
    h->consumed = 0;
}

void hub_read(struct hub *h, const struct hub_reading *r)
{
    reading_forget(h);
    h->wanted = (struct reading_copy){
        .sources = names_copy(r->sources),
        .types = names_copy(r->types),
        .subject = xstrdup_or_null(r->subject),
        .until = r->until,
        .follow = r->follow,
    };
    h->read_next = r->from ? r->from : 1;
    h->reading = true;
    if (h->state == HUB_READY)
        reading_ask(h);
}

static void credit_give(struct hub *h)
{
    own_buf word = {0};
    if (h->consumed < CREDIT_STEP || !h->read_id)
        return;
    struct json_out o = word_begin(&word, "credit");
    json_add_int(&o, "reading", (int64_t)h->read_id);
    json_add_int(&o, "bytes", (int64_t)h->consumed);
    json_close_object(&o);
    if (word_send(h, &word, NULL))
        h->consumed = 0;
}

/* ---- what the journal says ---- */

struct heard {
    const struct json *word;
    const char *text; /* of the word's frame */
    size_t text_len;
    struct link_frame payload;
};

typedef void heard_fn(struct hub *h, const struct heard *a);

static uint64_t number_of(const struct heard *a, const char *name)
{
    int64_t n = json_int_or(json_get(a->word, name), 0);
    return n > 0 ? (uint64_t)n : 0;
}

static void on_welcome(struct hub *h, const struct heard *a)
{
    if (h->state != HUB_GREETING || number_of(a, "request") != h->hello)
        return;
    struct hub_welcome w = {
        .last_number = number_of(a, "last"),
        .upto = number_of(a, "upto"),
        .epoch = number_of(a, "epoch"),
        .head = number_of(a, "head"),
    };
    h->state = HUB_READY;
    h->epoch = w.epoch;
    if (h->source) /* a mere reader goes on with whatever journal is there */
        str_replace(&h->journal, json_str(json_get(a->word, "journal")));
    if (h->welcomed)
        log_info("connected to the journal again head=%" PRIu64 " unacknowledged=%zu", w.head, h->backlog);
    if (h->reading)
        reading_ask(h);
    appends_pump(h);
    if (!h->welcomed && h->handlers.welcome) {
        h->welcomed = true;
        h->handlers.welcome(h->context, &w);
    }
    h->welcomed = true;
}

static void on_unknown(struct hub *h, const struct heard *a)
{
    (void)a;
    if (h->state == HUB_READY)
        greet(h);
}

static void on_stored(struct hub *h, const struct heard *a)
{
    if (!h->first || h->first->request != number_of(a, "request"))
        return; /* acknowledged before a break, resent and acknowledged again */
    free(pending_take(h));
    appends_pump(h);
    if (h->handlers.stored)
        h->handlers.stored(h->context, number_of(a, "first"), number_of(a, "last"));
}

static void on_refused(struct hub *h, const struct heard *a)
{
    const char *kind = json_str_or(json_get(a->word, "kind"), "config");
    struct err err = {0};
    err_set(&err,
            strcmp(kind, "input") == 0   ? ERR_INPUT
            : strcmp(kind, "again") == 0 ? ERR_AGAIN
                                         : ERR_CONFIG,
            "%s", json_str_or(json_get(a->word, "text"), "the journal refused without a reason"));
    broken(h, &err);
}

static bool is_current(const struct hub *h, const struct heard *a)
{
    return h->read_id && number_of(a, "reading") == h->read_id;
}

/* The sequence that the journal put at the beginning of a line; 0: it did not. */
static uint64_t line_sequence(const char *line, size_t len)
{
    char text[EVENT_NUMBER] = {0};
    uint64_t sequence;
    if (len < SEQUENCE_AT + sizeof text)
        return 0;
    memcpy(text, line + SEQUENCE_AT, sizeof text - 1);
    return event_number_parse(text, &sequence) == 0 ? sequence : 0;
}

/* Hands on one line. False: the reading was ended or replaced by what the handler did. */
static bool line_take(struct hub *h, const char *line, size_t len)
{
    uint64_t id = h->read_id, sequence = line_sequence(line, len);
    if (sequence >= h->read_next) {
        h->read_next = sequence + 1;
        if (h->handlers.event)
            h->handlers.event(h->context, line, len, sequence);
    }
    return !h->dead && h->state == HUB_READY && h->read_id == id;
}

static void on_events(struct hub *h, const struct heard *a)
{
    if (!is_current(h, a))
        return;
    const char *at = a->payload.data;
    const char *end = at + a->payload.len;
    h->consumed += a->payload.len;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline || !line_take(h, at, (size_t)(newline - at)))
            return;
        at = newline + 1;
    }
    credit_give(h);
}

static void passed(struct hub *h, uint64_t sequence)
{
    if (sequence >= h->read_next)
        h->read_next = sequence + 1;
}

static void on_progress(struct hub *h, const struct heard *a)
{
    if (is_current(h, a))
        passed(h, number_of(a, "sequence"));
}

static void on_caught_up(struct hub *h, const struct heard *a)
{
    uint64_t sequence = number_of(a, "sequence");
    if (!is_current(h, a))
        return;
    passed(h, sequence);
    if (!h->wanted.follow || (h->wanted.until && sequence >= h->wanted.until))
        reading_forget(h);
    if (h->handlers.caught_up)
        h->handlers.caught_up(h->context, sequence);
}

static void on_pong(struct hub *h, const struct heard *a)
{
    (void)h;
    (void)a;
}

static void on_stat(struct hub *h, const struct heard *a)
{
    hub_stat_fn *fn = h->stat;
    h->stat = NULL;
    if (fn)
        fn(h->context, a->text, a->text_len);
}

static const struct {
    const char *word;
    heard_fn *fn;
} heard_words[] = {
    {"events", on_events},   {"stored", on_stored},   {"caught-up", on_caught_up}, {"progress", on_progress}, {"welcome", on_welcome},
    {"refused", on_refused}, {"unknown", on_unknown}, {"pong", on_pong},           {"stat", on_stat},
};

static void heard_dispatch(struct hub *h, const struct heard *a)
{
    const char *name = json_str_or(json_get(a->word, "word"), "");
    for (size_t i = 0; i < COUNT_OF(heard_words); i++)
        if (strcmp(heard_words[i].word, name) == 0)
            heard_words[i].fn(h, a);
}

/* ---- on the loop ---- */

static void hub_free(struct hub *h)
{
    if (h->state == HUB_READY)
        word_plain(h, "bye");
    link_close(h->link);
    loop_timer_remove(h->tick);
    while (h->first)
        free(pending_take(h));
    reading_forget(h);
    free(h->endpoint);
    free(h->source);
    free(h->journal);
    free(h);
}

static void leave(struct hub *h)
{
    h->depth--;
    if (h->dead && !h->depth)
        hub_free(h);
}

static void on_message(void *context, const struct link_frame *frames, size_t count)
{
    struct hub *h = context;
    if (h->state == HUB_BROKEN || h->dead)
        return;
    own_json *word = json_parse(frames[0].data, frames[0].len, NULL);
    struct heard a = {.word = word, .text = frames[0].data, .text_len = frames[0].len};
    if (count > 1)
        a.payload = frames[1];
    h->heard_ms = mono_ms();
    h->depth++;
    heard_dispatch(h, &a);
    leave(h);
}

static void on_up(void *context)
{
    struct hub *h = context;
    bool said = h->ups++ == 0 && h->state != HUB_DOWN; /* hello went out on this connection before it was told of */
    if (h->state != HUB_BROKEN && !said)
        greet(h);
}

static void tick_ready(struct hub *h, int64_t now)
{
    if (now - h->heard_ms > SILENT_MS) {
        greet(h);
        return;
    }
    if (now - h->ping_ms > PING_MS) {
        h->ping_ms = now;
        word_plain(h, "ping");
    }
    if (h->reading && !h->read_id)
        reading_ask(h);
    credit_give(h);
    appends_pump(h);
}

static void on_tick(void *context)
{
    struct hub *h = context;
    int64_t now = mono_ms();
    if (h->state == HUB_DOWN || (h->state == HUB_GREETING && now - h->hello_ms > HELLO_AGAIN_MS))
        greet(h);
    else if (h->state == HUB_READY)
        tick_ready(h, now);
    loop_timer_in(h->tick, h->state == HUB_READY && !h->first ? TICK_CALM_MS : TICK_MS);
}

struct hub *hub_open(struct loop *l, const char *endpoint, const char *source, const struct hub_handlers *handlers, void *context,
                     struct err *err)
{
    uint8_t random[8];
    struct hub *h = xcalloc(1, sizeof *h);
    h->loop = l;
    h->handlers = *handlers;
    h->context = context;
    h->end = &h->first;
    h->heard_ms = h->ping_ms = mono_ms();
    h->link = link_connect(l, endpoint, NULL, on_message, h, err);
    if (!h->link) {
        free(h);
        return NULL;
    }
    random_bytes(random, sizeof random);
    hex_encode(random, sizeof random, h->start);
    h->endpoint = xstrdup(endpoint);
    h->source = xstrdup_or_null(source);
    h->tick = loop_timer_add(l, on_tick, h);
    link_on_up(h->link, on_up);
    loop_timer_in(h->tick, 0);
    return h;
}

void hub_stat(struct hub *h, hub_stat_fn *fn)
{
    h->stat = fn;
    word_plain(h, "stat");
}

void hub_close(struct hub *h)
{
    if (!h)
        return;
    h->dead = true;
    if (!h->depth)
        hub_free(h);
}
