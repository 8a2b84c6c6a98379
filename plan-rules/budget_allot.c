#include "plan-rules/budget_allot.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/batch_make.h"

static int by_age(const void *a, const void *b)
{
    const struct proposal *x = a, *y = b;
    if (x->planned.us != y->planned.us)
        return x->planned.us < y->planned.us ? -1 : 1;
    return strcmp(x->unit, y->unit);
}

/* ---- what one call takes with it ---- */

struct bite {
    char *in; /* by call of the batch */
    enum lane lane;
    int64_t cost[BUDGET_CLASSES]; /* thousandths of tokens */
    bool free;
};

static size_t call_index(const struct batch *b, const char *id)
{
    size_t guess = strtoul(id, NULL, 10) - 1; /* as batch_make numbers them */
    if (guess < b->calls_count && strcmp(b->calls[guess].id, id) == 0)
        return guess;
    for (size_t i = 0; i < b->calls_count; i++)
        if (strcmp(b->calls[i].id, id) == 0)
            return i;
    return b->calls_count;
}

static void bite_add(struct bite *bite, const struct proposal *p, size_t i)
{
    if (i >= p->batch.calls_count || p->taken[i] || bite->in[i])
        return;
    const struct call *c = &p->batch.calls[i];
    enum lane lane = budget_lane(c->lane);
    bite->in[i] = 1;
    bite->lane = lane > bite->lane ? lane : bite->lane;
    if (strcmp(c->service, SERVICE_ELB) == 0) {
        bite->cost[budget_class_of(c->action)] += BUDGET_TOKEN;
        bite->cost[BUDGET_ACCOUNT] += BUDGET_TOKEN;
        bite->free = false;
    }
    for (size_t k = 0; k < c->needs.count; k++)
        bite_add(bite, p, call_index(&p->batch, c->needs.items[k]));
}

/* Who registers takes along who leaves the same group: that unit sends nothing more until this is done, and those that leave must not
 * wait for it. */
static void bite_add_leaving(struct bite *bite, const struct proposal *p)
{
    for (size_t i = 0; i < p->batch.calls_count && bite->lane == LANE_IN; i++)
        if (budget_lane(p->batch.calls[i].lane) == LANE_FIRST_OUT && !p->batch.calls[i].needs.count)
            bite_add(bite, p, i);
}

/* ---- whether there are tokens for it ---- */

/* One that needs more than the bucket can hold is sent when that is full. */
static bool fits_class(const struct budget_now *n, const struct bite *bite, int i, bool favoured)
{
    int64_t reserve = favoured ? 0 : budget_reserve(n, bite->lane, (enum budget_class)i);
    int64_t most = n->of[i].full - reserve, needed = bite->cost[i] < most ? bite->cost[i] : most;
    return !n->of[i].blocked && n->of[i].left - reserve >= needed;
}

static bool begins(const struct budget_now *n, const struct bite *bite, bool favoured)
{
    bool any = n->off;
    for (int i = 0; i < BUDGET_CLASSES && !any; i++)
        any = i != BUDGET_ACCOUNT && bite->cost[i] && budget_begins(n, bite->lane, (enum budget_class)i, favoured);
    return any;
}

/* Blocks what it lacks. */
static bool fits(struct budget_now *n, const struct bite *bite, bool favoured)
{
    bool all = true;
    for (int i = 0; i < BUDGET_CLASSES && !n->off; i++)
        if (bite->cost[i] && !fits_class(n, bite, i, favoured))
            all = false, n->of[i].blocked = true;
    return all;
}

/* What it lacks is found out anew. */
static void forget_lacks(struct proposal *p)
{
    if (p->in_vain)
        p->lacks = (struct budget_wait){0};
    p->in_vain = false;
}

static void take(struct proposal *p, const struct bite *bite, struct budget_now *n)
{
    forget_lacks(p);
    for (size_t i = 0; i < p->batch.calls_count; i++) {
        const struct call *c = &p->batch.calls[i];
        if (!bite->in[i])
            continue;
        p->taken[i] = 1;
        p->taken_count++;
        p->urgent = p->urgent || budget_lane(c->lane) == LANE_FIRST_OUT;
        if (strcmp(c->service, SERVICE_ELB) == 0)
            budget_take(n, budget_lane(c->lane), budget_class_of(c->action));
    }
}

static void wait_for(struct proposal *p, const struct bite *bite)
{
    for (int i = 0; i < BUDGET_CLASSES; i++)
        if (i != BUDGET_ACCOUNT && bite->cost[i])
            p->lacks.lanes[i] |= (uint8_t)(1U << bite->lane);
}

/* ---- lane by lane ---- */

struct round {
    struct proposals *all;
    struct budget_now *n;
    enum lane lane;
    bool favoured; /* one call, which may be of the reserve */
};

/* What costs nothing needs no favour. In the other rounds a lane before this one may have its turn: what the call needed has just
 * been taken. */
static bool has_turn(const struct round *r, const struct bite *bite)
{
    return r->favoured ? bite->lane == r->lane && !bite->free : bite->lane <= r->lane;
}

/* Gives whether it found anything, or even all that it needs. */
static bool try_bite(const struct round *r, struct proposal *p, const struct bite *bite)
{
    bool found = bite->free ? !budget_waits(&p->lacks) : begins(r->n, bite, r->favoured);
    if (found && (bite->free || fits(r->n, bite, r->favoured)))
        take(p, bite, r->n);
    else if (!r->favoured)
        wait_for(p, bite);
    return found;
}

static bool try_call(const struct round *r, struct proposal *p, size_t i)
{
    struct bite bite = {.free = true};
    if (p->taken[i] || budget_lane(p->batch.calls[i].lane) > r->lane)
        return false;
    bite.in = xcalloc(p->batch.calls_count, 1);
    bite_add(&bite, p, i);
    bite_add_leaving(&bite, p);
    bool found = has_turn(r, &bite) && try_bite(r, p, &bite);
    free(bite.in);
    return found;
}

/* Whether it is worth looking at: tokens only become fewer, so what finds none in the first round finds none in any. */
static bool may_find(const struct round *r, struct proposal *p)
{
    if (p->in_vain && !(r->favoured ? budget_favours(r->n, &p->lacks, r->lane) : budget_gives(r->n, &p->lacks)))
        return false;
    if (!r->favoured)
        forget_lacks(p);
    return true;
}

static void serve_lane(const struct round *r)
{
    for (size_t k = 0; k < r->all->count; k++) {
        struct proposal *p = &r->all->items[k];
        if (!may_find(r, p))
            continue;
        for (size_t i = 0; !p->out.us && i < p->batch.calls_count; i++)
            if (try_call(r, p, i) && r->favoured)
                return;
    }
}

static void clear(struct proposals *p)
{
    for (size_t i = 0; i < p->count; i++) {
        struct proposal *one = &p->items[i];
        memset(one->taken, 0, one->batch.calls_count);
        one->taken_count = 0;
        one->urgent = false;
        if (!one->out.us && !one->in_vain)
            one->lacks = (struct budget_wait){0};
    }
}

void budget_allot(struct proposals *p, struct budget_now *n)
{
    bool favoured[LANES];
    clear(p);
    if (p->count)
        qsort(p->items, p->count, sizeof *p->items, by_age);
    for (int i = 0; i < LANES; i++)
        favoured[i] = budget_is_favoured(n, (enum lane)i);
    for (int i = 0; i < LANES; i++)
        if (favoured[i])
            serve_lane(&(struct round){p, n, (enum lane)i, true});
    for (int i = 0; i < LANES; i++)
        serve_lane(&(struct round){p, n, (enum lane)i, false});
    for (size_t i = 0; i < p->count; i++)
        p->items[i].in_vain = !p->items[i].taken_count && !p->items[i].out.us;
}

/* ---- what is left of a batch ---- */

static void call_free(struct call *c)
{
    struct batch one = {.calls = xcalloc(1, sizeof *c), .calls_count = 1};
    one.calls[0] = *c;
    batch_release(&one);
}

static void gather_because(struct batch *b)
{
    strs_release(&b->because);
    for (size_t i = 0; i < b->calls_count; i++)
        for (size_t k = 0; k < b->calls[i].because.count; k++)
            batch_add_because(b, b->calls[i].because.items[k]);
}

void proposal_cut(struct proposal *p)
{
    struct batch *b = &p->batch;
    size_t kept = 0;
    if (p->taken_count == b->calls_count)
        return;
    for (size_t i = 0; i < b->calls_count; i++) {
        if (p->taken[i])
            b->calls[kept++] = b->calls[i];
        else
            call_free(&b->calls[i]);
    }
    b->calls_count = kept;
    gather_because(b);
}
