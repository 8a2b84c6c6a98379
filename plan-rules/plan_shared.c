/* The security group that all load balancers of the fleet share: before the first of them, and behind the last. */
#include "plan-rules/plan_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/permission.h"

#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/weights.h"

/* ---- before the first ---- */

static void plan_shared_group(struct planner *p, struct stack *s, const struct security_group *g)
{
    own_str char *unit = xasprintf("securitygroup/%s", g->name);
    if (weights_held(p->world, s->id) || !plan_is_free(p, unit))
        return;
    struct batch_make make = {0};
    struct diff d = plan_new_diff(p, s, unit, &make);
    diff_security_group(&d, g);
    if (make.batch.calls_count && !plan_repeats_too_soon(p, unit, &make.batch))
        plan_say_batch(p, unit, &make);
    diff_release(&d);
    batch_make_release(&make);
}

static void plan_groups_of(struct planner *p, struct stack *s, struct strs *done)
{
    for (size_t k = 0; k < s->groups_count; k++) {
        const struct security_group *g = &s->groups[k];
        if (!g->shared || g->id || strs_has(done, g->name))
            continue;
        strs_add(done, g->name);
        plan_shared_group(p, s, g);
    }
}

/* The first stack that names it stands for all. */
void plan_shared_groups(struct planner *p)
{
    struct strs done = {0};
    for (size_t i = 0; i < p->memo->count; i++)
        for (size_t k = 0; k < p->memo->order[i]->wanted.count; k++)
            plan_groups_of(p, &p->memo->order[i]->wanted.items[k], &done);
    strs_release(&done);
}

bool plan_shared_groups_are_there(const struct planner *p, const struct stack *s)
{
    for (size_t i = 0; i < s->groups_count; i++)
        if (s->groups[i].shared && !s->groups[i].id && !diff_find_security_group(p->aws, &s->groups[i]))
            return false;
    return true;
}

/* ---- behind the last ---- */

static bool names_shared(const struct part *part)
{
    for (size_t i = 0; i < part->wanted.count; i++)
        for (size_t k = 0; k < part->wanted.items[i].groups_count; k++)
            if (part->wanted.items[i].groups[k].shared)
                return true;
    return false;
}

/* AWS deletes no group that a rule names: those of the groups of nodes and pods go first. */
static bool is_let_in(const struct planner *p, const struct aws_item *group)
{
    bool any = false;
    for (size_t i = 0; i < p->aws->security_groups.count && !any; i++) {
        struct security_group held = {0};
        permissions_decode(&held, json_get(p->aws->security_groups.items[i].value, "IpPermissions"));
        for (size_t k = 0; k < held.permissions_count; k++)
            any = any ||
                  (str_equal(held.permissions[k].group, group->id) && permission_is_marked(&held.permissions[k], p->world->fleet.name));
        security_group_release(&held);
    }
    return any;
}

static bool is_used(const struct planner *p, const struct aws_item *group)
{
    for (size_t i = 0; i < p->memo->count; i++)
        if (names_shared(p->memo->order[i]))
            return true;
    for (size_t i = 0; i < p->aws->balancers.count; i++)
        json_each (id, json_get(p->aws->balancers.items[i].value, "SecurityGroups"))
            if (str_equal(json_str(id), group->id))
                return true;
    return is_let_in(p, group);
}

static void remove_shared_group(struct planner *p, const struct aws_item *group)
{
    own_str char *unit = xasprintf("securitygroup/%s", aws_text(group, "GroupName"));
    if (weights_held(p->world, NULL) || !plan_is_free(p, unit))
        return;
    struct batch_make make = {0};
    struct stack nothing = {.id = xstrdup("")};
    const struct trace *end = trace_deleted_last(&p->world->traces);
    strs_add(&nothing.because, end ? end->cause : group->cause);
    struct diff d = plan_new_diff(p, &nothing, unit, &make);
    doom(&d.security_groups, group, "security group %s", group->id);
    diff_removals(&d);
    if (make.batch.calls_count && !plan_repeats_too_soon(p, unit, &make.batch))
        plan_say_batch(p, unit, &make);
    diff_release(&d);
    stack_release(&nothing);
    batch_make_release(&make);
}

void plan_shared_leftovers(struct planner *p)
{
    for (size_t i = 0; i < p->aws->security_groups.count; i++) {
        const struct aws_item *group = &p->aws->security_groups.items[i];
        if (owner_shared_group(&p->world->fleet, &group->tags) && !is_used(p, group))
            remove_shared_group(p, group);
    }
}
