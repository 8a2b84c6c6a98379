/* Group commit: everything that waits goes into one transaction. */

/* system */
#include <string.h>

/* base */
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/server_inner.h"

/* Appends of one client build on each other, a bare `upto` too: after a refusal none of the later ones may get in. */
static bool follows_refused(struct server *v, const struct op *batch, const struct op *op)
{
    const struct peer *p = server_peer(v, &op->peer);
    if (op->kind != OP_APPEND || (p && p->refused))
        return op->kind == OP_APPEND;
    for (const struct op *o = batch; o != op; o = o->next)
        if (o->kind == OP_APPEND && o->err.kind != ERR_NONE && memcmp(&o->peer, &op->peer, sizeof op->peer) == 0)
            return true;
    return false;
}

static void op_apply(struct server *v, const struct op *batch, struct op *op)
{
    op->err = (struct err){0};
    op->follows = follows_refused(v, batch, op);
    if (op->follows) {
        err_set(&op->err, ERR_AGAIN, "an append of '%s' before this one was refused", op->source);
        return;
    }
    if (op->kind == OP_HELLO) {
        struct store_greeting g = {.source = op->source, .start = op->start, .epoch = op->epoch, .journal = op->journal};
        store_greet(v->store, &g, &op->known, &op->err);
        return;
    }
    struct store_append a = {.source = op->source, .epoch = op->epoch, .upto = op->upto, .lines = op->lines.data, .len = op->lines.len};
    store_append(v->store, &a, &op->place, &op->err);
}

/* Part of a batch in one transaction. */
struct span {
    const struct op *batch; /* its beginning */
    struct op *first;
    const struct op *end;
};

/* Again whenever the map could grow. */
static int commit_span(struct server *v, const struct span *span, struct err *err)
{
    do {
        store_begin(v->store);
        for (struct op *op = span->first; op != span->end; op = op->next)
            op_apply(v, span->batch, op);
        *err = (struct err){0};
        if (store_commit(v->store, err) == 0)
            return 0;
    } while (store_grow(v->store));
    return -1;
}

static void tell_full(struct server *v, const struct err *why)
{
    if (!v->full)
        log_error("appends are refused: %s sequence=%llu", why->text, (unsigned long long)store_head(v->store).sequence);
    v->full = true;
}

static void tell_room(struct server *v, uint64_t before)
{
    uint64_t now = store_head(v->store).sequence;
    if (!v->full || now == before)
        return;
    v->full = false;
    log_info("appends are taken again sequence=%llu", (unsigned long long)now);
}

/* There was no room for all at once: each by itself, so that what fits gets in. */
static int commit_each(struct server *v, struct op *ops)
{
    for (struct op *op = ops; op; op = op->next) {
        struct err err = {0};
        if (commit_span(v, &(struct span){ops, op, op->next}, &err) == 0)
            continue;
        if (err.kind != ERR_AGAIN) {
            log_error("%s", err.text);
            return -1;
        }
        op->err = err;
        tell_full(v, &err);
    }
    return 0;
}

/* A fifth left: told while there is time. */
static void tell_low(struct server *v)
{
    uint64_t used = store_size(v->store), limit = store_limit(v->store);
    uint64_t left = limit > used ? limit - used : 0;
    if (!v->low && left < limit / 5)
        log_warn("the journal runs out of room: make its file system or --max-size larger left=%llu limit=%llu", (unsigned long long)left,
                 (unsigned long long)limit);
    v->low = left < (v->low ? limit / 4 : limit / 5);
}

static struct op *ops_take(struct server *v)
{
    struct op *ops = v->ops;
    v->ops = NULL;
    v->ops_end = &v->ops;
    return ops;
}

static void ops_free(struct op *ops)
{
    while (ops) {
        struct op *next = ops->next;
        server_op_free(ops);
        ops = next;
    }
}

struct op *batch_commit(struct server *v)
{
    struct err err = {0};
    struct op *ops = ops_take(v);
    uint64_t before = store_head(v->store).sequence;
    if (!ops)
        return NULL;
    int64_t began_us = stat_clock_us();
    int failed = commit_span(v, &(struct span){ops, ops, NULL}, &err);
    stat_commit(v, began_us);
    if (!failed) {
        tell_room(v, before);
        tell_low(v);
        return ops;
    }
    if (err.kind != ERR_AGAIN)
        log_error("%s", err.text);
    if (err.kind == ERR_AGAIN && commit_each(v, ops) == 0)
        return ops;
    ops_free(ops);
    loop_stop(v->loop, EXIT_AGAIN);
    return NULL;
}

/* ---- answers ---- */

/* An older process of the same source stops now rather than at its next append. */
static void tell_older(struct server *v, const struct op *op)
{
    for (struct peer *p = v->peers; p; p = p->hh.next) {
        if (!str_equal(p->source, op->source) || p->epoch >= op->known.epoch)
            continue;
        struct err err = {0};
        err_set(&err, ERR_CONFIG, "another '%s' has taken over: epoch %llu, this one has %llu", op->source,
                (unsigned long long)op->known.epoch, (unsigned long long)p->epoch);
        server_refuse(v, &p->id, 0, &err);
        log_info("taken over source=%s epoch=%llu", op->source, (unsigned long long)op->known.epoch);
    }
}

static void answer_hello(struct server *v, const struct op *op)
{
    struct peer *p = server_peer(v, &op->peer);
    own_buf word = {0};
    struct json_out o = json_out(&word);
    if (!p)
        return;
    str_replace(&p->source, op->source);
    p->epoch = op->known.epoch;
    p->refused = false;
    json_open_object(&o, NULL);
    json_add_str(&o, "word", "welcome");
    json_add_int(&o, "request", (int64_t)op->request);
    json_add_str(&o, "journal", store_id(v->store));
    json_add_int(&o, "last", (int64_t)op->known.last);
    json_add_int(&o, "upto", (int64_t)op->known.upto);
    json_add_int(&o, "epoch", (int64_t)op->known.epoch);
    json_add_int(&o, "head", (int64_t)store_head(v->store).sequence);
    json_close_object(&o);
    server_send(v, &op->peer, &word, NULL);
    tell_older(v, op);
}

static void answer_append(struct server *v, const struct op *op)
{
    own_buf word = {0};
    struct json_out o = json_out(&word);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", "stored");
    json_add_int(&o, "request", (int64_t)op->request);
    json_add_int(&o, "first", (int64_t)op->place.first);
    json_add_int(&o, "last", (int64_t)op->place.last);
    json_close_object(&o);
    server_send(v, &op->peer, &word, NULL);
    v->appended += op->place.stored;
}

static void answer_refused(struct server *v, const struct op *op)
{
    struct peer *p = server_peer(v, &op->peer);
    if (p && op->kind == OP_APPEND)
        p->refused = true;
    v->refused++;
    if (!v->full && !op->follows)
        log_warn("refused: %s source=%s sequence=%llu", op->err.text, op->source, (unsigned long long)store_head(v->store).sequence);
    server_refuse(v, &op->peer, op->request, &op->err);
}

void batch_answer(struct server *v, struct op *ops)
{
    for (struct op *op = ops; op; op = op->next) {
        if (op->err.kind != ERR_NONE)
            answer_refused(v, op);
        else if (op->kind == OP_HELLO)
            answer_hello(v, op);
        else
            answer_append(v, op);
    }
    ops_free(ops);
}
