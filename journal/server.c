/* system */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/link_meter.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/doors.h"

enum {
    SWEEP_MS = 10000,
    TIDY_MS = 2000,
    IDLE_MEMORY_MAX = 1024 * 1024, /* bytes kept by malloc that nobody uses */
    TURN_MS = 4,                   /* readers that lag behind are served so long before writers get their turn */
    SILENT_MS = 60000,             /* a client says something every few seconds */
};

struct peer *server_peer(struct server *v, const struct peer_id *id)
{
    struct peer *p;
    HASH_FIND(hh, v->peers, id, sizeof *id, p);
    return p;
}

struct peer *server_peer_add(struct server *v, const struct sender *from)
{
    struct peer *p = xcalloc(1, sizeof *p);
    p->id = from->id;
    snprintf(p->key, sizeof p->key, "%s", from->key);
    p->heard_ms = mono_ms();
    HASH_ADD(hh, v->peers, id, sizeof p->id, p);
    return p;
}

void server_peer_drop(struct server *v, struct peer *p)
{
    HASH_DEL(v->peers, p);
    reading_free(p->reading);
    free(p->source);
    free(p);
}

bool server_send(struct server *v, const struct peer_id *to, const struct buf *word, const struct buf *payload)
{
    (void)v; /* the door knows its link */
    const struct link_frame frames[] = {
        {to->bytes, to->len}, {word->data, word->len}, {payload ? payload->data : NULL, payload ? payload->len : 0}};
    return to->door->link && link_send(to->door->link, frames, payload ? 3 : 2);
}

static const char *kind_text(enum err_kind kind)
{
    return kind == ERR_INPUT ? "input" : kind == ERR_AGAIN ? "again" : "config";
}

void server_refuse(struct server *v, const struct peer_id *to, uint64_t request, const struct err *why)
{
    own_buf word = {0};
    struct json_out o = json_out(&word);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", "refused");
    json_add_int(&o, "request", (int64_t)request);
    json_add_str(&o, "kind", kind_text(why->kind));
    json_add_str(&o, "text", why->text);
    json_close_object(&o);
    server_send(v, to, &word, NULL);
}

/* ---- what waits for the next commit ---- */

struct op *server_op_add(struct server *v, enum op_kind kind, const struct peer_id *peer)
{
    struct op *op = xcalloc(1, sizeof *op);
    op->kind = kind;
    op->peer = *peer;
    *v->ops_end = op;
    v->ops_end = &op->next;
    return op;
}

void server_op_free(struct op *op)
{
    free(op->source);
    free(op->start);
    free(op->journal);
    buf_release(&op->lines);
    free(op);
}

/* ---- on the loop ---- */

/* Commit, read out, then acknowledge: readers wake first, writers after them. Who lags behind gets more in the same turn, for a while:
 * the next turn may cost a commit. */
static void on_before_wait(void *context)
{
    struct server *v = context;
    struct op *done = batch_commit(v);
    int64_t end = mono_ms() + TURN_MS;
    bool more = readings_serve(v);
    batch_answer(v, done);
    while (more && mono_ms() < end)
        more = readings_serve(v);
    if (more)
        loop_timer_in(v->more, 0);
}

static void on_more(void *context)
{
    (void)context; /* the loop's next turn does the work */
}

/* Those who sent more than any client has reason to. */
static void tell_cut(struct server *v)
{
    uint64_t cut = link_meter_sums().cut;
    if (cut != v->cut)
        log_warn("connections were ended for what they sent: more than a message may have connections=%llu",
                 (unsigned long long)(cut - v->cut));
    v->cut = cut;
}

/* When nothing was appended for a while: the newest chunks, what starting took, and after a burst what malloc keeps, go back to the
 * system. */
static void give_back(struct server *v)
{
    uint64_t head = store_head(v->store).sequence;
    if (head == v->tidy_head) {
        store_rest(v->store);
        if (!v->settled || mallinfo2().fordblks > IDLE_MEMORY_MAX)
            mem_trim();
        v->settled = true;
    }
    v->tidy_head = head;
}

static void on_tidy(void *context)
{
    struct server *v = context;
    tell_cut(v);
    give_back(v);
    loop_timer_in(v->tidy, TIDY_MS);
}

static void on_sweep(void *context)
{
    struct server *v = context;
    int64_t now = mono_ms();
    struct peer *p, *next;
    HASH_ITER (hh, v->peers, p, next)
        if (now - p->heard_ms > SILENT_MS)
            server_peer_drop(v, p);
    store_readers_check(v->store);
    stat_sample(v);
    loop_timer_in(v->sweep, SWEEP_MS);
}

static int open_to_all(struct server *v, const char *endpoint, struct err *err)
{
    own_str char *listen = xstrdup(endpoint);
    if (door_open(v, &(struct rights){.listen = listen}, NULL, err))
        return -1;
    v->doors->open_to_all = true;
    return 0;
}

struct server *server_new(struct loop *l, struct store *store, const char *endpoint, struct err *err)
{
    struct server *v = xcalloc(1, sizeof *v);
    v->loop = l;
    v->store = store;
    v->ops_end = &v->ops;
    v->opened_ms = mono_ms();
    stat_sample(v);
    if (endpoint && open_to_all(v, endpoint, err)) {
        doors_free(v);
        free(v);
        return NULL;
    }
    v->more = loop_timer_add(l, on_more, v);
    v->sweep = loop_timer_add(l, on_sweep, v);
    loop_timer_in(v->sweep, SWEEP_MS);
    v->tidy = loop_timer_add(l, on_tidy, v);
    loop_timer_in(v->tidy, TIDY_MS);
    loop_before_wait(l, on_before_wait, v);
    return v;
}

void server_free(struct server *v)
{
    struct peer *p, *next;
    if (!v)
        return;
    loop_before_wait(v->loop, NULL, NULL);
    HASH_ITER (hh, v->peers, p, next)
        server_peer_drop(v, p);
    while (v->ops) {
        struct op *op = v->ops;
        v->ops = op->next;
        server_op_free(op);
    }
    loop_timer_remove(v->more);
    loop_timer_remove(v->sweep);
    loop_timer_remove(v->tidy);
    doors_free(v);
    buf_release(&v->frame);
    free(v);
}
