#include <stdlib.h>
#include <string.h>
#include <utlist.h>

#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "apply-aws/observe.h"
#include "apply-aws/run_inner.h"

enum { SIDE_BY_SIDE = 16 };

/* ---- which may be begun ---- */

/* When the call may be begun, in mono_ms; -1 while something that it needs is not done. */
static int64_t due_ms(const struct run_call *c)
{
    return c->unmet ? -1 : c->ready_ms + c->call->wait_ms;
}

static void begin_due(struct run *r)
{
    int64_t now = mono_ms();
    for (size_t i = r->first_open; i < r->pending->batch.calls_count && !r->failed && r->in_flight < SIDE_BY_SIDE; i++) {
        struct run_call *c = &r->calls[i];
        int64_t due = c->state == CALL_WAITING ? due_ms(c) : -1;
        if (due < 0)
            continue;
        if (due <= now) {
            c->state = CALL_READY;
            r->in_flight++;
        }
        run_call_wake_in(c, due > now ? due - now : 0);
    }
}

void run_left(struct run_call *c)
{
    struct run *r = c->run;
    r->in_flight--;
    r->open--;
    for (size_t i = 0; i < c->followers_count && c->state == CALL_DONE; i++) {
        c->followers[i]->unmet--;
        c->followers[i]->ready_ms = mono_ms();
    }
    while (r->first_open < r->pending->batch.calls_count && r->calls[r->first_open].state != CALL_WAITING)
        r->first_open++;
    run_go_on(r);
}

/* ---- the end ---- */

/* Requests beyond the first of each call, which no plan has paid for. */
static void add_repeated(struct strs *to, const struct run_call *c)
{
    for (int i = 1; i < c->attempts && str_equal(c->call->service, "elasticloadbalancing"); i++)
        strs_add(to, c->call->action);
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
        add_repeated(&result.repeated, &r->calls[i]);
    }
    say_batch_done(r->apply, &result);
    strs_release(&result.repeated);
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

static bool is_waiting_for_time(const struct run *r)
{
    for (size_t i = 0; i < r->pending->batch.calls_count; i++)
        if (r->calls[i].state == CALL_WAITING && due_ms(&r->calls[i]) >= 0)
            return true;
    return false;
}

void run_go_on(struct run *r)
{
    begin_due(r);
    if (r->in_flight || r->ending || (!r->failed && is_waiting_for_time(r)))
        return;
    if (r->open)
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

/* Only the calls under way, or due at a known time, have a timer. */
void run_call_wake_in(struct run_call *c, int64_t ms)
{
    if (!c->timer)
        c->timer = loop_timer_add(stage_loop(c->run->apply->stage), on_due, c);
    loop_timer_in(c->timer, ms);
}

/* Who waits for whom; a call that needs one which the batch does not have is never ready. */
static void note_needs(struct run *r)
{
    struct run_call *by_id = NULL, *need;
    for (size_t i = 0; i < r->pending->batch.calls_count; i++)
        HASH_ADD_KEYPTR(hh, by_id, r->calls[i].call->id, strlen(r->calls[i].call->id), &r->calls[i]);
    for (size_t i = 0; i < r->pending->batch.calls_count; i++) {
        struct run_call *c = &r->calls[i];
        c->unmet = c->call->needs.count;
        for (size_t n = 0; n < c->call->needs.count; n++) {
            HASH_FIND_STR(by_id, c->call->needs.items[n], need);
            if (!need)
                continue;
            ARRAY_GROW(need->followers, need->followers_count, need->followers_cap);
            need->followers[need->followers_count++] = c;
        }
    }
    HASH_CLEAR(hh, by_id);
}

void run_start(struct apply *a, struct pending *p)
{
    struct run *r = xcalloc(1, sizeof *r);
    *r = (struct run){.apply = a, .pending = p, .open = p->batch.calls_count};
    r->calls = xcalloc(p->batch.calls_count + 1, sizeof *r->calls);
    for (size_t i = 0; i < p->batch.calls_count; i++)
        r->calls[i] = (struct run_call){.run = r, .call = &p->batch.calls[i], .ready_ms = mono_ms()};
    note_needs(r);
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
