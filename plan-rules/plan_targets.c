/* The targets of each target group. */
#include "plan-rules/plan_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/hold.h"
#include "plan-rules/diff/weights.h"

/* More than the quotas let in: the others are registered, and these when there is room. */
static void tell_full(struct planner *p, const struct target_plan *t, const char *unit, size_t without)
{
    const struct unit *u = unit_find(p->world->units, unit);
    const struct quota_words *q = &quota_words[p->room.of_group < p->room.of_balancer ? QUOTA_GROUP_TARGETS : QUOTA_TARGETS];
    if (!without || t->single)
        return;
    own_str char *reason =
        xasprintf("%zu of %zu targets of %s find no room: quota %s, which %s", without, t->wanted_count, t->name, q->name, q->raise);
    if (!u || !u->held || !str_equal(u->held_reason, reason))
        plan_say_state(p, "plan.held", unit, reason);
}

/* Gives whether it waits for what no event of its own tells. */
static bool plan_group(struct planner *p, struct target_plan *t, struct targets_now *now)
{
    own_str char *unit = xasprintf("targets/%s", t->name);
    if ((!t->observed && !p->in_pipe) || weights_held(p->world, t->stack) || !plan_is_free(p, unit))
        return false;
    bool emptied = plan_may_empty(p, t, now);
    plan_tell_drained(p, t, emptied);
    plan_bound_drains(p, t);
    if (emptied)
        t->wanted_count = 0;
    struct batch_make make = {0};
    own_str char *reason = p->in_pipe || emptied ? NULL : hold_targets(t, p->world, p->aws, now);
    bool held = plan_holds(p, unit, t->stack, reason);
    t->keep_unwanted = t->keep_unwanted || held || (!emptied && plan_must_linger(p, t, now));
    now->room = target_room(&p->room, t, now);
    size_t without = target_plan_diff(t, p->world, now, &make);
    if (make.batch.calls_count && !plan_repeats_too_soon(p, unit, &make.batch))
        plan_say_batch(p, unit, &make);
    if (!held)
        tell_full(p, t, unit, without);
    if (!held && !without && !reason)
        plan_holds_no_more(p, unit);
    batch_make_release(&make);
    return t->keep_unwanted || without || reason || plan_leaving_depends(p, t, now) ||
           (t->cluster && weights_drained(p->world, t->stack, t->cluster));
}

/* ---- which of them ---- */

static struct part_group *known(const struct planner *p, const char *name)
{
    struct part_group *g = NULL;
    HASH_FIND_STR(p->memo->groups, name, g);
    return g;
}

static bool group_is_due(const struct planner *p, const struct part_group *g)
{
    return g->again || g->restless || (g->wake.us && g->wake.us <= p->world->now.us);
}

static bool is_asked_for(const struct planner *p, const struct target_group *g)
{
    own_str char *name = target_group_seen_name(g, diff_find_group(p->aws, g));
    const struct part_group *known_one = known(p, name);
    return known_one && group_is_due(p, known_one);
}

static bool add_front_due(struct planner *p, const struct stack *s, bool every, struct target_plans *plans)
{
    bool any = false;
    for (size_t k = 0; s->front && k < s->front->target_groups_count; k++) {
        const struct target_group *g = &s->front->target_groups[k];
        if (!every && !is_asked_for(p, g))
            continue;
        plan_front_target(p, s, g, plans);
        any = true;
    }
    return any;
}

/* One binding's group may be another one's too: all of a part that has several stacks, or the one that is due. */
static void add_due(struct planner *p, const struct part *part, struct target_plans *plans)
{
    bool any = part->all_groups, every = part->all_groups || part->wanted.count > 1;
    for (size_t i = 0; i < part->wanted.count; i++) {
        const struct stack *s = &part->wanted.items[i];
        for (size_t k = 0; k < s->target_groups_count; k++) {
            if (!every && !is_asked_for(p, &s->target_groups[k]))
                continue;
            target_plans_add(plans, p->world, p->aws, s, &s->target_groups[k]);
            any = true;
        }
        any = add_front_due(p, s, every, plans) || any;
        if (any)
            target_rooms_count(&p->room, p->world, p->aws, s);
    }
}

static void gather_due(struct planner *p, struct target_plans *plans)
{
    for (const struct part_group *g = p->memo->groups; g; g = g->hh.next)
        if (group_is_due(p, g))
            g->part->due = true;
    for (size_t i = 0; i < p->memo->count; i++) {
        struct part *part = p->memo->order[i];
        if (part->due || part->all_groups)
            add_due(p, part, plans);
        part->due = part->all_groups = false;
    }
    target_plans_close(plans);
}

static void plan_one(struct planner *p, struct target_plan *t)
{
    struct targets_now now;
    struct part_group *g = known(p, t->name);
    p->wake = (struct moment){0};
    p->waiting = g ? &g->waiting : NULL;
    if (g)
        waiting_clear(&g->waiting);
    targets_now_open(&now, p->world, t->name);
    bool restless = plan_group(p, t, &now);
    targets_now_release(&now);
    p->waiting = NULL;
    if (!g)
        return;
    g->again = false;
    g->restless = restless;
    g->wake = p->wake;
}

void plan_targets(struct planner *p)
{
    struct target_plans plans = {0};
    struct moment all = p->wake;
    size_t before = p->proposals.count;
    target_rooms_open(&p->room, p->world);
    gather_due(p, &plans);
    for (size_t i = 0; i < plans.count; i++)
        plan_one(p, &plans.items[i]);
    plan_leave_close(p);
    plan_unbound(p);
    target_rooms_release(&p->room);
    target_plans_release(&plans);
    p->wake = all;
    for (struct part_group *g = p->memo->groups; g; g = g->hh.next) {
        waiting_offer(&g->waiting, &p->budget, &p->proposals);
        settle_earlier(&p->wake, g->wake);
    }
    proposals_sort(&p->proposals, before);
}
