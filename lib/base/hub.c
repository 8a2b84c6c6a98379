/* system */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/hub_inner.h"
#include "lib/base/link_keys.h"
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
};

/* ---- a word ---- */

bool hub_word_send(struct hub *h, const struct buf *word, const struct link_frame *payload)
{
    struct link_frame frames[2] = {{word->data, word->len}};
    if (payload)
        frames[1] = *payload;
    return link_send(h->link, frames, payload ? 2 : 1);
}

struct json_out hub_word(struct buf *to, const char *name)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", name);
    return o;
}

static bool word_plain(struct hub *h, const char *name)
{
    own_buf word = {0};
    struct json_out o = hub_word(&word, name);
    json_add_int(&o, "request", (int64_t)++h->requests);
    json_close_object(&o);
    return hub_word_send(h, &word, NULL);
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
    struct json_out o = hub_word(&word, "hello");
    json_add_int(&o, "request", (int64_t)(h->requests + 1));
    json_add_str(&o, "source", h->source);
    if (h->source)
        json_add_str(&o, "start", h->start);
    json_add_int(&o, "epoch", (int64_t)h->epoch);
    json_add_str(&o, "journal", h->journal);
    json_close_object(&o);
    h->state = HUB_DOWN;
    if (!hub_word_send(h, &word, NULL))
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
    struct json_out o = hub_word(&word, "append");
    struct link_frame payload = {p->lines, p->len};
    json_add_int(&o, "request", (int64_t)p->request);
    json_add_int(&o, "epoch", (int64_t)h->epoch);
    json_add_int(&o, "upto", (int64_t)p->upto);
    json_close_object(&o);
    if (!hub_word_send(h, &word, &payload))
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
    struct pending *p = xmalloc(sizeof *p + len);
    *p = (struct pending){.request = ++h->requests, .upto = upto, .len = len};
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

/* ---- what the journal says ---- */

uint64_t heard_number(const struct heard *a, const char *name)
{
    int64_t n = json_int_or(json_get(a->word, name), 0);
    return n > 0 ? (uint64_t)n : 0;
}

static void on_welcome(struct hub *h, const struct heard *a)
{
    if (h->state != HUB_GREETING || heard_number(a, "request") != h->hello)
        return;
    struct hub_welcome w = {
        .last_number = heard_number(a, "last"),
        .upto = heard_number(a, "upto"),
        .epoch = heard_number(a, "epoch"),
        .head = heard_number(a, "head"),
        .cut = heard_number(a, "cut"),
    };
    h->state = HUB_READY;
    h->epoch = w.epoch;
    if (h->source) /* a mere reader goes on with whatever journal is there */
        str_replace(&h->journal, json_str(json_get(a->word, "journal")));
    if (h->welcomed)
        log_info("connected to the journal again head=%" PRIu64 " unacknowledged=%zu", w.head, h->backlog);
    if (h->reading)
        hub_reading_ask(h);
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
    if (!h->first || h->first->request != heard_number(a, "request"))
        return; /* acknowledged before a break, resent and acknowledged again */
    free(pending_take(h));
    appends_pump(h);
    if (h->handlers.stored)
        h->handlers.stored(h->context, heard_number(a, "first"), heard_number(a, "last"));
}

static void on_refused(struct hub *h, const struct heard *a)
{
    const char *kind = json_str_or(json_get(a->word, "kind"), "config");
    const char *text = json_str_or(json_get(a->word, "text"), "");
    struct err err = {0};
    err_set(&err,
            strcmp(kind, "input") == 0   ? ERR_INPUT
            : strcmp(kind, "again") == 0 ? ERR_AGAIN
                                         : ERR_CONFIG,
            "%s", *text ? text : "the journal refused without a reason");
    broken(h, &err);
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

static void on_traced(struct hub *h, const struct heard *a)
{
    struct hub_traced traced = {.json = a->text, .json_len = a->text_len, .lines = a->payload.data, .lines_len = a->payload.len};
    if (h->traced && heard_number(a, "request") == h->trace)
        h->traced(h->context, &traced);
}

static const struct {
    const char *word;
    heard_fn *fn;
} heard_words[] = {
    {"events", hub_on_events}, {"stored", on_stored},   {"caught-up", hub_on_caught_up}, {"progress", hub_on_progress},
    {"welcome", on_welcome},   {"refused", on_refused}, {"unknown", on_unknown},         {"pong", on_pong},
    {"stat", on_stat},         {"traced", on_traced},
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
    hub_reading_forget(h);
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
        hub_reading_ask(h);
    hub_credit_give(h);
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

/* Our key is not admitted: for good. That no handshake comes about may mend when the right journal is back. */
static void on_barred(void *context, const struct err *why)
{
    struct hub *h = context;
    struct err err = *why;
    err_wrap(&err, "journal '%s'", h->endpoint);
    if (err.kind == ERR_CONFIG)
        broken(h, &err);
    else
        log_warn("%s", err.text);
}

static struct link *connect_keyed(struct hub *h, const struct hub_address *at, struct err *err)
{
    struct link_pair own;
    char server[LINK_KEY];
    if (!at->key_file || !at->server_file)
        return link_connect(h->loop, at->endpoint, NULL, on_message, h, err);
    if (link_pair_load(&own, at->key_file, err) || link_public_load(server, at->server_file, err))
        return NULL;
    struct link_keys keys = {.server_public = server, .own_public = own.public, .own_secret = own.secret};
    struct link *k = link_connect(h->loop, at->endpoint, &keys, on_message, h, err);
    link_pair_wipe(&own);
    return k;
}

struct hub *hub_open(struct loop *l, const struct hub_address *at, const char *source, const struct hub_handlers *handlers, void *context,
                     struct err *err)
{
    uint8_t random[8];
    struct hub *h = xcalloc(1, sizeof *h);
    h->loop = l;
    h->handlers = *handlers;
    h->context = context;
    h->end = &h->first;
    h->heard_ms = h->ping_ms = mono_ms();
    h->link = connect_keyed(h, at, err);
    if (!h->link) {
        free(h);
        return NULL;
    }
    random_bytes(random, sizeof random);
    hex_encode(random, sizeof random, h->start);
    h->endpoint = xstrdup(at->endpoint);
    h->source = xstrdup_or_null(source);
    h->tick = loop_timer_add(l, on_tick, h);
    link_on_up(h->link, on_up);
    link_on_barred(h->link, on_barred);
    loop_timer_in(h->tick, 0);
    return h;
}

void hub_trace(struct hub *h, const char *question, hub_traced_fn *fn)
{
    own_buf word = {0};
    struct json_out o = hub_word(&word, "trace");
    h->traced = fn;
    h->trace = ++h->requests;
    json_add_int(&o, "request", (int64_t)h->trace);
    json_add_raw(&o, "question", question);
    json_close_object(&o);
    hub_word_send(h, &word, NULL);
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
