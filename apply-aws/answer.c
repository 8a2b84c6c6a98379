#include "apply-aws/answer.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "apply-aws/answer_inner.h"

enum {
    AGAIN_LEAST_MS = 5000,
    AGAIN_MOST_MS = 600000,
    GATHER_MS = 1000 /* from one reading of a kind to the next: what is asked meanwhile is read together */
};

/* ---- a question in its reading ---- */

/* The last one frees it. */
static void leave(struct question *q)
{
    struct reading *r = q->reading;
    size_t kept = 0;
    for (size_t i = 0; r && i < r->count; i++)
        if (r->items[i] != q)
            r->items[kept++] = r->items[i];
    q->reading = NULL;
    if (!r)
        return;
    r->count = kept;
    if (kept)
        return;
    free(r->items);
    free(r->problem);
    free(r->asof);
    free(r);
}

static void question_free(struct question *q)
{
    leave(q);
    DL_DELETE(q->apply->questions, q);
    loop_timer_remove(q->timer);
    wanted_release(&q->wanted);
    strs_release(&q->found);
    free(q->ref);
    free(q->answer_id);
    free(q);
}

void answer_free_all(struct apply *a)
{
    while (a->questions)
        question_free(a->questions);
    free(a->asked_at);
    a->asked_at = NULL;
}

/* ---- answering ---- */

/* What was there under the very id that was asked for, and is not any more. */
static void tell_gone(struct question *q)
{
    const struct kind *k = q->kind;
    if (!k->id && world_get(&q->apply->world, k->service, k->resource, q->wanted.value))
        say_gone(q->apply, q->ref, k->service, k->resource, q->wanted.value);
}

static void say_answer(struct question *q)
{
    own_buf value = {0};
    strs_sort_unique(&q->found);
    wanted_answer_encode(&q->found, &value);
    if (!q->found.count)
        tell_gone(q);
    if (q->found.count)
        say_observed(q->apply, q->ref, &(struct observed){.service = q->kind->service, .resource = WANTED_ANSWER, .id = q->answer_id},
                     buf_str(&value));
    else
        say_gone(q->apply, q->ref, q->kind->service, WANTED_ANSWER, q->answer_id);
}

static void ask_again(struct question *q)
{
    loop_timer_in(q->timer, q->again_ms);
    q->again_ms = q->again_ms * 2 < AGAIN_MOST_MS ? q->again_ms * 2 : AGAIN_MOST_MS;
    strs_release(&q->found);
}

static void warn(const struct reading *r)
{
    own_str char *more = r->count > 1 ? xasprintf(" and %zu more", r->count - 1) : xstrdup("");
    log_warn("what was asked cannot be told yet question=%s/%s%s: %s", r->kind->service, r->items[0]->answer_id, more, r->problem);
}

/* What AWS found for the others of a reading that it refused is found again, when each is asked alone. */
static void end_question(struct question *q, const struct reading *r)
{
    bool failed = r->problem != NULL, refused = r->refused;
    leave(q);
    if (failed) {
        ask_again(q);
    } else if (refused) {
        q->alone = true;
        strs_release(&q->found);
        loop_timer_in(q->timer, 0);
    } else {
        say_answer(q);
        question_free(q);
    }
}

void answer_end(struct reading *r)
{
    if (r->problem)
        warn(r);
    for (size_t left = r->count; left; left--)
        end_question(r->items[0], r);
}

/* ---- asking ---- */

static int64_t *asked_at(const struct question *q)
{
    return &q->apply->asked_at[kind_number(q->kind)];
}

static void add(struct reading *r, struct question *q)
{
    r->items[r->count++] = q;
    q->reading = r;
    loop_timer_in(q->timer, -1);
}

/* This one, and all of its kind that wait for their turn. */
static struct reading *gather(struct question *first)
{
    const struct apply *a = first->apply;
    size_t most = first->kind->together && !first->alone ? first->kind->together : 1, waiting = 0;
    struct reading *r = xcalloc(1, sizeof *r);
    struct question *q;
    DL_COUNT(a->questions, q, waiting);
    *r = (struct reading){.apply = first->apply, .kind = first->kind, .asof = xstrdup_or_null(a->last_call)};
    r->items = xcalloc(waiting, sizeof *r->items);
    add(r, first);
    DL_FOREACH(a->questions, q)
    if (q->kind == r->kind && q->timer && !q->reading && !q->alone && r->count < most)
        add(r, q);
    return r;
}

static void ask(void *context)
{
    struct question *q = context;
    int64_t left = q->kind->together && !q->alone ? *asked_at(q) + GATHER_MS - mono_ms() : 0;
    if (left > 0) {
        loop_timer_in(q->timer, left);
        return;
    }
    struct reading *r = gather(q);
    *asked_at(q) = r->count < r->kind->together ? mono_ms() : 0; /* more than one call can tell: the others go at once */
    reading_start(r);
}

void answer_start(struct apply *a)
{
    struct question *q;
    if (a->questions && !a->asked_at)
        a->asked_at = xcalloc(kind_count(), sizeof *a->asked_at);
    DL_FOREACH(a->questions, q)
    if (!q->timer) {
        q->timer = loop_timer_add(stage_loop(a->stage), ask, q);
        loop_timer_in(q->timer, 0);
    }
}

/* ---- questions ---- */

static struct question *find(struct apply *a, const char *service, const char *answer_id)
{
    struct question *q = a->questions;
    while (q && !(strcmp(q->answer_id, answer_id) == 0 && strcmp(q->wanted.service, service) == 0))
        q = q->next;
    return q;
}

void answer_fold_said(struct apply *a, const char *service, const char *answer_id)
{
    struct question *q = find(a, service, answer_id);
    if (q && !q->reading)
        question_free(q);
}

int answer_fold_wanted(struct apply *a, const struct event *e, struct err *err)
{
    struct question *q = xcalloc(1, sizeof *q);
    if (wanted_decode(&q->wanted, e->data, err)) {
        free(q);
        return -1;
    }
    *q = (struct question){.apply = a, .wanted = q->wanted, .kind = kind_of(&q->wanted), .again_ms = AGAIN_LEAST_MS};
    q->answer_id = wanted_answer_id(&q->wanted);
    struct question *open = find(a, q->wanted.service, q->answer_id);
    bool known = q->kind != NULL;
    if (!known)
        err_set(err, ERR_INPUT, "'%s' of '%s' cannot be asked by '%s'", q->wanted.resource, q->wanted.service, q->wanted.by);
    q->ref = event_reference(e);
    DL_APPEND(a->questions, q);
    if (!known || open)
        question_free(q);
    return known ? 0 : -1;
}
