/* Group commit: everything that waits goes into one transaction. */

/* base */
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/server_inner.h"

static void op_apply(struct server *v, struct op *op)
{
    op->err = (struct err){0};
    if (op->kind == OP_HELLO) {
        struct store_greeting g = {.source = op->source, .start = op->start, .epoch = op->epoch, .journal = op->journal};
        store_greet(v->store, &g, &op->known, &op->err);
        return;
    }
    struct store_append a = {.source = op->source, .epoch = op->epoch, .upto = op->upto, .lines = op->lines.data, .len = op->lines.len};
    store_append(v->store, &a, &op->place, &op->err);
}

/* The ops from `first` up to `end` in one transaction, again whenever the map could grow. */
static int commit_span(struct server *v, struct op *first, const struct op *end, struct err *err)
{
    do {
        store_begin(v->store);
        for (struct op *op = first; op != end; op = op->next)
            op_apply(v, op);
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

/* There was no room for all at once: each by itself, so that what fits gets in. */
static int commit_each(struct server *v, struct op *ops)
{
    for (struct op *op = ops; op; op = op->next) {
        struct err err = {0};
        if (commit_span(v, op, op->next, &err) == 0)
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
    if (!ops)
        return NULL;
    v->commits++;
    if (commit_span(v, ops, NULL, &err) == 0) {
        if (v->full)
            log_info("there is room again sequence=%llu", (unsigned long long)store_head(v->store).sequence);
        v->full = false;
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
    struct peer *p, *next;
    HASH_ITER(hh, v->peers, p, next)
    {
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

void batch_answer(struct server *v, struct op *ops)
{
    for (struct op *op = ops; op; op = op->next) {
        if (op->err.kind != ERR_NONE) {
            v->refused++;
            if (!v->full)
                log_warn("refused: %s source=%s sequence=%llu", op->err.text, op->source,
                         (unsigned long long)store_head(v->store).sequence);
            server_refuse(v, &op->peer, op->request, &op->err);
        } else if (op->kind == OP_HELLO) {
            answer_hello(v, op);
        } else {
            answer_append(v, op);
        }
    }
    ops_free(ops);
}
