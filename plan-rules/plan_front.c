/* The network load balancer in front of a stack's own: a unit of its own, frontend/STACK, so that what AWS refuses there delays nothing
 * else. Its targets are planned as all others are (plan_targets.c). */
#include "plan-rules/plan_inner.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/hold.h"
#include "plan-rules/diff/undo.h"
#include "plan-rules/diff/weights.h"

/* In a pipe they are made just now; else the look at the load balancer behind it makes them. */
static bool has_security_groups(const struct planner *p, const struct stack *front)
{
    for (size_t i = 0; !p->in_pipe && i < front->security_groups.count; i++)
        if (*front->security_groups.items[i] == '@')
            return false;
    return true;
}

static void plan_difference_of(struct planner *p, struct stack *front)
{
    own_str char *unit = plan_unit_of(front);
    if (!weights_held(p->world, front->id) && plan_is_free(p, unit))
        plan_difference(p, front, unit, NULL);
}

/* ---- its addresses ---- */

static const char *allocation_of(const struct json *zone)
{
    return json_str_or(json_get(json_first(json_get(zone, "LoadBalancerAddresses")), "AllocationId"), "");
}

/* One that is not asked for, in a subnet that is; or none at all. While it is provisioning AWS does not say. */
static bool has_other_addresses(const struct aws_item *balancer, const struct stack *front)
{
    bool any = false, other = false;
    json_each (zone, json_get(balancer->value, "AvailabilityZones")) {
        const char *held = allocation_of(zone);
        any = any || *held;
        if (*held && strs_has(&front->subnets, json_str_or(json_get(zone, "SubnetId"), "")))
            other = other || !strs_has(&front->allocations, held);
    }
    return other || (!any && str_equal(json_str(json_path(balancer->value, "State", "Code", NULL)), "active"));
}

/* AWS changes the addresses of a network load balancer in no way: another one must take its place, and users be moved by its name. That is
 * for the operator to say. */
static bool may_be_made_anew(struct planner *p, const struct stack *front)
{
    own_str char *unit = xasprintf("addresses/%s", front->id);
    const struct aws_item *there = front->allocations.count ? diff_find_balancer(p->aws, front) : NULL;
    if (!there || !has_other_addresses(there, front)) {
        plan_holds_no_more(p, unit);
        return false;
    }
    own_str char *command = hold_release_command(front->id);
    own_str char *reason =
        xasprintf("load balancer %s has other Elastic IP addresses than those asked for, and AWS changes them only where "
                  "another one takes its place, with another host name: %s",
                  aws_text(there, "LoadBalancerName"), command);
    return !plan_holds(p, unit, front->id, reason);
}

/* ---- all of it ---- */

void plan_no_front(struct planner *p, const struct stack *s)
{
    own_str char *addresses = xasprintf("addresses/%s", s->id);
    struct stack nothing = {.id = xstrdup(s->id), .network = true};
    strs_add_all(&nothing.because, &s->because);
    plan_holds_no_more(p, addresses);
    plan_difference_of(p, &nothing);
    stack_release(&nothing);
}

void plan_front(struct planner *p, struct part *part, struct stack *s)
{
    struct undo undo;
    if (!s->front) {
        plan_no_front(p, s);
        return;
    }
    undo_open(&undo, s->front);
    diff_resolve_front(s, p->aws);
    s->front->anew = may_be_made_anew(p, s->front);
    bool room = plan_region_has_room(p, s->front);
    part->restless = part->restless || !room;
    if (room && has_security_groups(p, s->front) && !plan_asks_first(p, s))
        plan_difference_of(p, s->front);
    s->front->anew = false;
    undo_close(&undo);
}

/* ---- its targets ---- */

/* AWS takes a load balancer that is active and listens on the port. */
static bool can_be_target(const struct planner *p, const struct aws_item *balancer, int port)
{
    size_t count;
    const char *state = balancer ? json_str_or(json_path(balancer->value, "State", "Code", NULL), "active") : "";
    const struct aws_item *listeners = balancer ? aws_children(&p->aws->listeners, balancer->id, &count) : NULL;
    if (!balancer || strcmp(state, "provisioning") == 0 || strcmp(state, "failed") == 0)
        return false;
    for (size_t i = 0; listeners && i < count; i++)
        if (json_int_or(json_get(listeners[i].value, "Port"), 0) == port)
            return true;
    return false;
}

/* A pipe does not look a second time. */
static void tell_later(struct planner *p, const struct target_plan *t, const struct stack *s, int port)
{
    own_str char *unit = xasprintf("targets/%s", t->name);
    own_str char *reason =
        xasprintf("load balancer %s becomes the target when it is active and listens on port %d: plan again then", s->name, port);
    if (p->in_pipe)
        plan_say_state(p, "plan.held", unit, reason);
}

/* Until it can be, nothing leaves the group either. */
void plan_front_target(struct planner *p, const struct stack *s, const struct target_group *g, struct target_plans *plans)
{
    const struct aws_item *balancer = diff_find_balancer(p->aws, s);
    const int port = g->targets[0].port;
    bool ready = can_be_target(p, balancer, port);
    struct target there = {.id = ready ? (char *)(uintptr_t)balancer->id : NULL, .port = port};
    struct target_group now = *g;
    now.targets = &there;
    now.targets_count = ready;
    struct target_plan *t = target_plans_add(plans, p->world, p->aws, s->front, &now);
    t->group = t->group == &now ? g : t->group; /* that one ends here */
    t->keep_unwanted = t->keep_unwanted || !ready;
    if (!ready)
        tell_later(p, t, s, port);
}
