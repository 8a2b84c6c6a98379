#include "plan-rules/plan.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "plan-rules/desired.h"
#include "plan-rules/plan_inner.h"

/* ---- 1: what is rejected, and what is served ---- */

static int by_object(const void *a, const void *b)
{
    const struct rejection *x = &((const struct rejected *)a)->what, *y = &((const struct rejected *)b)->what;
    int order = strcmp(x->cluster, y->cluster);
    if (!order)
        order = strcmp(x->kind, y->kind);
    if (!order)
        order = strcmp(x->namespace, y->namespace);
    return order ? order : strcmp(x->name, y->name);
}

/* Of the parts that were compiled anew: views, the texts stay with the parts. */
static void gather_news(const struct memo *m, struct rejections *rejected, struct strs *keys)
{
    for (size_t i = 0; i < m->count; i++) {
        struct part *p = m->order[i];
        for (size_t k = 0; p->anew && k < p->rejected.count; k++) {
            ARRAY_GROW(rejected->items, rejected->count, rejected->cap);
            rejected->items[rejected->count++] = p->rejected.items[k];
        }
        for (size_t k = 0; p->anew && k < p->ingresses.count; k++)
            strs_add(keys, p->ingresses.items[k]);
        p->anew = false;
    }
    if (rejected->count)
        qsort(rejected->items, rejected->count, sizeof *rejected->items, by_object);
    strs_sort_unique(keys);
}

static void tell_news(struct planner *p)
{
    struct rejections rejected = {0};
    struct strs keys = {0};
    gather_news(p->memo, &rejected, &keys);
    if (p->shown) {
        rejections_show(&rejected, p->shown);
    } else {
        rejections_emit(p->world, &rejected, p->stage);
        accepted_emit(p->world, &keys, &rejected, p->stage);
    }
    free(rejected.items);
    strs_release(&keys);
}

/* ---- all ---- */

static void plan_all(struct planner *p)
{
    plan_shared_groups(p);
    plan_doors(p);
    for (size_t i = 0; i < p->memo->count; i++)
        plan_part(p, p->memo->order[i]);
    plan_absent_over(p);
    if (p->mode == DIFF_ALL)
        plan_leftovers(p);
    if (p->mode == DIFF_ALL)
        plan_shared_leftovers(p);
    plan_targets(p);
}

static void react(struct planner *p)
{
    struct world *w = p->world;
    p->mode = world_all_synced(w) ? DIFF_ALL : DIFF_ADD_ONLY;
    memo_refresh(p->memo, w);
    budget_open(&p->budget, &w->budget, &w->fleet, w->now);
    tell_news(p);
    plan_members(p);
    plan_all(p);
    plan_ask(p);
    plan_send(p);
    settle_earlier(&p->wake, w->absent_due);
}

void plan_react(struct world *w, struct memo *m, struct stage *s)
{
    struct planner p = {.world = w, .stage = s, .memo = m, .aws = &m->aws, .in_pipe = stage_in_pipe(s)};
    if (!w->fleet.name || !w->aws_synced)
        return;
    react(&p);
    stage_wake_at(s, p.wake);
}

void plan_show(struct world *w, struct stage *s)
{
    struct memo m = {0};
    struct buf shown = {0};
    struct planner p = {.world = w, .stage = s, .memo = &m, .aws = &m.aws, .in_pipe = true, .shown = &shown};
    if (w->fleet.name && w->aws_synced)
        react(&p);
    else
        buf_add_str(&shown, w->fleet.name ? "nothing was read of AWS: 'apply-aws --observe' belongs in the pipe\n"
                                          : "no fleet is known: give --fleet FILE, or a pipe that tells fleet.configured\n");
    if (!shown.len)
        buf_add_str(&shown, "nothing to do\n");
    own_str char *text = buf_take(&shown);
    desired_print_lines(s, text);
    memo_forget(&m);
}
