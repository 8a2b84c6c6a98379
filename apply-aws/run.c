#include <stdlib.h>
#include <string.h>
#include <utlist.h>

#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "apply-aws/observe.h"
#include "apply-aws/run_inner.h"

enum { SIDE_BY_SIDE = 16 };

static struct run_call *call_by_id(struct run *r, const char *id)
{
    for (size_t i = 0; i < r->pending->batch.calls_count; i++)
        if (strcmp(r->calls[i].call->id, id) == 0)
            return &r->calls[i];
    return NULL;
}

/* When the call may be begun, in mono_ms; -1 while something that it needs is not done. */
static int64_t due_ms(struct run *r, const struct run_call *c)
{
    int64_t after = r->begun_ms;
    for (size_t i = 0; i < c->call->needs.count; i++) {
        const struct run_call *need = call_by_id(r, c->call->needs.items[i]);
        if (!need || need->state != CALL_DONE)
            return -1;
        after = need->done_ms > after ? need->done_ms : after;
    }
    return after + c->call->wait_ms;
}

static void begin_due(struct run *r)
{
    for (size_t i = 0; i < r->pending->batch.calls_count && !r->failed && r->in_flight < SIDE_BY_SIDE; i++) {
        struct run_call *c = &r->calls[i];
        int64_t due = c->state == CALL_WAITING ? due_ms(r, c) : -1, now = mono_ms();
        if (due < 0)
            continue;
        if (due <= now) {
            c->state = CALL_READY;
            r->in_flight++;
        }
        loop_timer_in(c->timer, due > now ? due - now : 0);
    }
}

/* ---- the end ---- */

static bool has_open(const struct run *r)
{
    for (size_t i = 0; i < r->pending->batch.calls_count; i++)
        if (r->calls[i].state != CALL_DONE && r->calls[i].state != CALL_FAILED)
            return true;
    return false;
}

static void say_end(struct run *r)
{
    const struct batch *b = &r->pending->batch;
    struct batch_result result = {.batch = r->pending->ref, .unit = b->unit, .reason = r->reason};
    char done[] = "done", failed[] = "failed";
    result.outcome = r->failed ? failed : done;
    for (size_t i = 0; i < b->calls_count; i++) {
        enum call_state state = r->calls[i].state;
        strs_add(state == CALL_DONE ? &result.done : state == CALL_FAILED ? &result.failed : &result.left, b->calls[i].id);
    }
    say_batch_done(r->apply, &result);
    strs_release(&result.done);
    strs_release(&result.failed);
    strs_release(&result.left);
}

static void run_free(struct run *r)
{
    for (size_t i = 0; i < r->pending->batch.calls_count; i++)
        run_call_release(&r->calls[i]);
    DL_DELETE(r->apply->runs, r);
    free(r->calls);
    free(r->reason);
    free(r);
}

static void end(struct run *r)
{
    struct apply *a = r->apply;
    struct pending *p = r->pending;
    say_end(r);
    run_free(r);
    pending_remove(a, p);
    apply_go_on(a);
}

static void on_observed(void *context, const char *problem)
{
    struct run *r = context;
    if (problem && r->reason) {
        char *both = xasprintf("%s; and what it left could not be read: %s", r->reason, problem);
        free(r->reason);
        r->reason = both;
    }
    end(r);
}

/* After a failure, and where an old value was not known, AWS is asked what there is now. */
static void observe_then_end(struct run *r)
{
    const struct batch *b = &r->pending->batch;
    struct observe_request request = {.cause = r->pending->ref, .done = on_observed, .context = r};
    for (size_t i = 0; i < b->calls_count; i++)
        scope_add_call(&request.scope, b->calls[i].action, b->calls[i].parameters);
    observe_start(r->apply, &request);
}

/* The first call waiting for one that does not exist or waits for it in turn. */
static void refuse_stuck(struct run *r)
{
    if (r->failed)
        return;
    r->failed = true;
    r->reason = xstrdup("calls need each other, or a call that the batch does not have: nothing more can be begun");
}

static bool is_waiting_for_time(struct run *r)
{
    for (size_t i = 0; i < r->pending->batch.calls_count; i++)
        if (r->calls[i].state == CALL_WAITING && due_ms(r, &r->calls[i]) >= 0)
            return true;
    return false;
}

void run_go_on(struct run *r)
{
    begin_due(r);
    if (r->in_flight || r->ending || (!r->failed && is_waiting_for_time(r)))
        return;
    if (has_open(r))
        refuse_stuck(r);
    r->ending = true;
    if (r->failed || r->incomplete)
        observe_then_end(r);
    else
        end(r);
}

/* ---- the beginning ---- */

static void on_due(void *context)
{
    struct run_call *c = context;
    if (c->state == CALL_WAITING)
        run_go_on(c->run);
    else
        run_call_send(c);
}

void run_start(struct apply *a, struct pending *p)
{
    struct run *r = xcalloc(1, sizeof *r);
    *r = (struct run){.apply = a, .pending = p, .begun_ms = mono_ms()};
    r->calls = xcalloc(p->batch.calls_count + 1, sizeof *r->calls);
    for (size_t i = 0; i < p->batch.calls_count; i++)
        r->calls[i] =
            (struct run_call){.run = r, .call = &p->batch.calls[i], .timer = loop_timer_add(stage_loop(a->stage), on_due, &r->calls[i])};
    p->begun = true;
    DL_APPEND(a->runs, r);
    run_go_on(r);
}

void run_free_all(struct apply *a)
{
    struct run *r, *next;
    DL_FOREACH_SAFE(a->runs, r, next)
    run_free(r);
}
