/* Which load balancers AWS holds as they are wanted: from what plan-rules says of its units "loadbalancer/STACK". */

/* system */
#include <stdlib.h>
#include <string.h>

#include <uthash.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "journal/figures.h"
#include "journal/passing_parts.h"

struct balancer {
    char *stack;
    bool converged, held;
    struct moment since; /* not converged since then */
    UT_hash_handle hh;
};

struct balancers {
    struct balancer *all;
};

static void *make(void)
{
    return xcalloc(1, sizeof(struct balancers));
}

static void balancer_free(struct balancers *s, struct balancer *b)
{
    HASH_DEL(s->all, b);
    free(b->stack);
    free(b);
}

static struct balancer *balancer_get(struct balancers *s, const char *stack)
{
    struct balancer *b;
    HASH_FIND_STR(s->all, stack, b);
    if (b)
        return b;
    b = xcalloc(1, sizeof *b);
    b->stack = xstrdup(stack);
    b->converged = true;
    HASH_ADD_KEYPTR(hh, s->all, b->stack, strlen(b->stack), b);
    return b;
}

static void take_plan(struct balancers *s, const struct record *r, const char *stack)
{
    struct balancer *b = balancer_get(s, stack);
    bool settled = strcmp(r->type, "plan.settled") == 0;
    b->held = strcmp(r->type, "plan.held") == 0;
    if (b->converged && !settled)
        b->since = r->recorded;
    b->converged = settled;
}

/* The load balancer of a stack has gone: nobody says that it is settled. */
static void take_call(struct balancers *s, struct passed *p, const char *stack)
{
    struct balancer *b;
    HASH_FIND_STR(s->all, stack, b);
    if (b && str_equal(json_str(json_get(passed_data(p), "action")), "DeleteLoadBalancer"))
        balancer_free(s, b);
}

static void take(void *state, struct passed *p)
{
    const struct record *r = p->record;
    const char *stack = passed_subject(p, "loadbalancer/");
    if (!stack)
        return;
    if (strcmp(r->source, "plan-rules") == 0 && str_starts(r->type, "plan.") && strcmp(r->type, "plan.rejected") != 0)
        take_plan(state, r, stack);
    else if (strcmp(r->type, "call.done") == 0)
        take_call(state, p, stack);
}

/* ---- the page ---- */

static double converged(const struct balancer *b, struct moment now)
{
    (void)now;
    return b->converged;
}

static double held(const struct balancer *b, struct moment now)
{
    (void)now;
    return b->held;
}

static double unconverged_for(const struct balancer *b, struct moment now)
{
    return b->converged ? 0 : passing_seconds(b->since, now);
}

static const struct {
    const char *name, *type_and_help;
    double (*value)(const struct balancer *b, struct moment now);
} rows[] = {
    {"headgate_loadbalancer_converged", "gauge 1: AWS holds what is wanted of this stack's load balancer.", converged},
    {"headgate_loadbalancer_held", "gauge 1: a plan waits for the operator's word.", held},
    {"headgate_loadbalancer_unconverged_seconds", "gauge For how long it has not been so.", unconverged_for},
};

static void page(const void *state, struct moment now, struct buf *to)
{
    const struct balancers *s = state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        figure_head(to, rows[i].name, rows[i].type_and_help);
        for (const struct balancer *b = s->all; b; b = b->hh.next)
            figure_add(to, rows[i].name, FIGURE_LABEL("stack", b->stack), rows[i].value(b, now));
    }
}

static void drop(void *state)
{
    struct balancers *s = state;
    struct balancer *b, *next;
    HASH_ITER (hh, s->all, b, next)
        balancer_free(s, b);
    free(s);
}

const struct passing_part passing_balancers = {make, take, page, drop};
