/* Step 6: of all that could be sent now, what there are tokens for. The rest waits for them as it was planned, until something else of
 * its stack or target group changes and it is planned anew: so only what is wanted then is ever sent. */
#include "plan-rules/plan_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* ---- no batch again that was done and did not help ---- */

/* What would be sent of it, borrowed; free calls with free(). */
static struct batch view(const struct proposal *one)
{
    struct batch b = {.calls = xcalloc(one->taken_count + 1, sizeof *b.calls)};
    for (size_t i = 0; i < one->batch.calls_count; i++)
        if (one->taken[i])
            b.calls[b.calls_count++] = one->batch.calls[i];
    return b;
}

/* A whole batch was looked at when it was planned. Gives whether it is put off. */
static bool put_off(const struct planner *p, struct proposal *one)
{
    if (one->out.us || !one->taken_count || one->taken_count == one->batch.calls_count)
        return false;
    struct batch sent = view(one);
    struct moment at = unit_repeat_at(unit_find(p->world->units, one->unit), &sent);
    free(sent.calls);
    if (at.us <= p->world->now.us)
        return false;
    one->out = one->lacks.again = at;
    return true;
}

/* Those are left out, and their tokens are for others. */
static void allot(struct planner *p)
{
    const struct budget_now before = p->budget;
    bool again = true;
    while (again) {
        again = false;
        p->budget = before;
        budget_allot(&p->proposals, &p->budget);
        for (size_t i = 0; i < p->proposals.count; i++)
            again = put_off(p, &p->proposals.items[i]) || again;
    }
}

/* ---- saying it ---- */

/* Those that deregister first, the others as they were planned. */
static int by_urgency(const void *a, const void *b)
{
    const struct proposal *x = a, *y = b;
    if (x->urgent != y->urgent)
        return x->urgent ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static void say(struct planner *p, struct proposal *one)
{
    proposal_cut(one);
    if (!p->budget.off)
        budget_note(&p->budget, &one->batch);
    plan_emit_batch(p, one->unit, &one->batch);
}

static void wait_for_tokens(struct planner *p, struct proposal *one)
{
    if (one->waiting)
        waiting_keep(one->waiting, one);
    else
        settle_earlier(&p->wake, budget_wake(&p->budget, &one->lacks));
}

static void wake_when_due(struct planner *p)
{
    for (size_t i = 0; i < p->memo->count; i++)
        settle_earlier(&p->wake, budget_wake(&p->budget, &p->memo->order[i]->waiting.lacks));
    for (const struct part_group *g = p->memo->groups; g; g = g->hh.next)
        settle_earlier(&p->wake, budget_wake(&p->budget, &g->waiting.lacks));
}

void plan_send(struct planner *p)
{
    for (size_t i = 0; i < p->proposals.count; i++)
        p->proposals.items[i].place = i;
    allot(p);
    if (p->proposals.count)
        qsort(p->proposals.items, p->proposals.count, sizeof *p->proposals.items, by_urgency);
    for (size_t i = 0; i < p->proposals.count; i++) {
        struct proposal *one = &p->proposals.items[i];
        if (one->taken_count)
            say(p, one);
        else
            wait_for_tokens(p, one);
    }
    wake_when_due(p);
    proposals_release(&p->proposals);
}
