#include "plan-rules/plan.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "lib/model/plan.h"

#include "plan-rules/diff/aws.h"
#include "plan-rules/compile/compile.h"
#include "plan-rules/desired.h"
#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/gate.h"
#include "plan-rules/diff/hold.h"
#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/settle.h"
#include "plan-rules/diff/target_room.h"
#include "plan-rules/diff/targets.h"
#include "plan-rules/diff/weights.h"

struct planner {
    struct world *world;
    struct stage *stage;
    struct aws aws;
    struct stacks wanted;
    struct rejections rejected;
    enum diff_mode mode;
    bool in_pipe;
    struct target_rooms room;
    struct moment wake;
};

/* ---- saying it ---- */

static void emit_batch(struct planner *p, const char *unit, struct batch_make *make)
{
    struct batch *b = &make->batch;
    own_buf data = {0};
    b->unit = xstrdup(unit);
    b->horizon = stage_horizon(p->stage);
    b->attempt = unit_next_attempt(unit_find(p->world->units, unit), b);
    b->reason =
        b->calls_count == 1 ? xstrdup(b->calls[0].reason) : xasprintf("%zu calls, the first: %s", b->calls_count, b->calls[0].reason);
    batch_encode(b, &data);
    stage_emit(p->stage, &(struct stage_event){
                             .type = "plan.batch",
                             .subject = unit,
                             .causation = b->because.count ? b->because.items[0] : NULL,
                             .data = buf_str(&data),
                         });
}

static void emit_state(struct planner *p, const char *type, const char *unit, const char *reason)
{
    own_buf data = {0};
    struct plan_state state = {.unit = xstrdup(unit), .horizon = stage_horizon(p->stage), .reason = xstrdup_or_null(reason)};
    plan_state_encode(&state, &data);
    plan_state_release(&state);
    stage_emit(p->stage, &(struct stage_event){.type = type, .subject = unit, .data = buf_str(&data)});
}

/* ---- units ---- */

/* May this unit be planned now? If it only has to wait, the wake-up is set. */
static bool is_free(struct planner *p, const char *unit)
{
    const struct unit *u = unit_find(p->world->units, unit);
    if (p->in_pipe || !u)
        return true;
    if (u->state == UNIT_IN_FLIGHT)
        return false;
    struct moment at = unit_retry_at(u);
    if (at.us <= p->world->now.us)
        return true;
    settle_earlier(&p->wake, at);
    return false;
}

/* The same calls again although the last batch was done: AWS does not show what was set. Waits like a failure. */
static bool repeats_too_soon(struct planner *p, const char *unit, const struct batch *b)
{
    const struct unit *u = unit_find(p->world->units, unit);
    struct moment at = p->in_pipe ? (struct moment){0} : unit_repeat_at(u, b);
    if (at.us <= p->world->now.us)
        return false;
    settle_earlier(&p->wake, at);
    return true;
}

static int64_t settle_left_ms(const struct planner *p, const char *unit)
{
    const struct unit *u = unit_find(p->world->units, unit);
    if (!u || !u->ended.us)
        return 0;
    int64_t left = (u->ended.us - p->world->now.us) / 1000 + settle_time_ms(&p->world->fleet);
    return left > 0 ? left : 0;
}

/* ---- 3: what load balancers share ---- */

static enum diff_mode mode_of(const struct planner *p, const char *stack)
{
    return rejections_hold(&p->rejected, stack) ? DIFF_KEEP : p->mode;
}

static struct diff new_diff(struct planner *p, struct stack *want, const char *unit, struct batch_make *make)
{
    return (struct diff){
        .world = p->world,
        .aws = &p->aws,
        .want = want,
        .mode = mode_of(p, want->id),
        .in_pipe = p->in_pipe,
        .settle_ms = settle_time_ms(&p->world->fleet),
        .settle_left_ms = settle_left_ms(p, unit),
        .make = make,
    };
}

static void plan_shared_group(struct planner *p, struct stack *s, const struct security_group *g)
{
    own_str char *unit = xasprintf("securitygroup/%s", g->name);
    if (weights_held(p->world, s->id) || !is_free(p, unit))
        return;
    struct batch_make make = {0};
    struct diff d = new_diff(p, s, unit, &make);
    diff_security_group(&d, g);
    if (make.batch.calls_count && !repeats_too_soon(p, unit, &make.batch))
        emit_batch(p, unit, &make);
    diff_release(&d);
    batch_make_release(&make);
}

/* The first stack that names it stands for all. */
static void plan_shared_groups(struct planner *p)
{
    struct strs done = {0};
    for (size_t i = 0; i < p->wanted.count; i++)
        for (size_t k = 0; k < p->wanted.items[i].groups_count; k++) {
            const struct security_group *g = &p->wanted.items[i].groups[k];
            if (!g->shared || g->id || strs_has(&done, g->name))
                continue;
            strs_add(&done, g->name);
            plan_shared_group(p, &p->wanted.items[i], g);
        }
    strs_release(&done);
}

static bool shared_groups_are_there(const struct planner *p, const struct stack *s)
{
    for (size_t i = 0; i < s->groups_count; i++)
        if (s->groups[i].shared && !s->groups[i].id && !diff_find_security_group(&p->aws, &s->groups[i]))
            return false;
    return true;
}

/* ---- 4: the structure of one stack ---- */

/* Told once, and again when it would take something else. False: it need not wait, or was let go. */
static bool holds(struct planner *p, const char *unit, const char *stack, const char *reason)
{
    const struct unit *u = unit_find(p->world->units, unit);
    if (!reason || hold_is_released(p->world, unit, stack, reason))
        return false;
    if (!u || !u->held || !str_equal(u->held_reason, reason))
        emit_state(p, "plan.held", unit, reason);
    return true;
}

/* Nothing waits in flight: what is removed is planned when requests have left it. */
static bool has_settled(struct planner *p, const struct diff *d, const char *removal)
{
    bool routes = d->rules.count || d->certificates.count || d->listeners.count || d->balancers.count;
    own_str char *structure = xasprintf("loadbalancer/%s", d->want->id);
    int64_t left = settle_left_ms(p, structure), behind = routes ? 0 : settle_left_ms(p, removal);
    left = behind > left ? behind : left;
    if (left)
        settle_earlier(&p->wake, moment_add_ms(p->world->now, left));
    return !left;
}

static void plan_removal(struct planner *p, const struct diff *d)
{
    own_str char *unit = xasprintf("removal/%s", d->want->id);
    if (!is_free(p, unit) || !has_settled(p, d, unit))
        return;
    own_str char *reason = hold_removal(d);
    if (!holds(p, unit, d->want->id, reason) && !repeats_too_soon(p, unit, &d->removal->batch))
        emit_batch(p, unit, d->removal);
}

static void conclude(struct planner *p, const char *unit, const struct diff *d)
{
    const struct unit *u = unit_find(p->world->units, unit);
    own_str char *reason = d->removal || !d->make->batch.calls_count ? NULL : hold_removal(d);
    if (holds(p, unit, d->want->id, reason))
        return;
    if (d->make->batch.calls_count && !repeats_too_soon(p, unit, &d->make->batch))
        emit_batch(p, unit, d->make);
    else if (d->removal && d->removal->batch.calls_count)
        plan_removal(p, d);
    else if (!d->make->batch.calls_count && !d->retained.count && d->mode == DIFF_ALL && d->want->has_load_balancer && !(u && u->settled))
        emit_state(p, "plan.settled", unit, NULL);
}

/* A missing Ingress is wanted on, so that nothing is lost; the operator is told how to let it go. */
static void tell_absent(struct planner *p, const struct stack *s)
{
    own_str char *unit = xasprintf("ingresses/%s", s->id);
    own_str char *reason = p->world->any_absent ? hold_absent(p->world, s->id) : NULL;
    holds(p, unit, s->id, reason);
}

/* A new load balancer waits until one that is to go has gone. */
static bool region_has_room(const struct planner *p, const struct stack *s)
{
    struct quotas limit;
    size_t there = 0;
    if (p->in_pipe || !s->has_load_balancer || diff_find_balancer(&p->aws, s))
        return true;
    for (size_t i = 0; i < p->aws.balancers.count; i++) {
        const struct aws_item *item = &p->aws.balancers.items[i];
        if (owner_same(&item->tags, &s->tags))
            return true; /* its forerunner goes first */
        there += strcmp(json_str_or(json_get(item->value, "Type"), "application"), "application") == 0;
    }
    quotas_read(&limit, p->world);
    return there < limit.of[QUOTA_BALANCERS];
}

static void plan_stack(struct planner *p, struct stack *s)
{
    own_str char *unit = xasprintf("loadbalancer/%s", s->id);
    if (!region_has_room(p, s))
        return;
    if (weights_held(p->world, s->id) || !is_free(p, unit) || (!p->in_pipe && !shared_groups_are_there(p, s)))
        return;
    struct batch_make make = {0}, removal = {0};
    struct gate gate = {0};
    gate_open(&gate, p->world, &p->aws, s);
    gate.in_pipe = p->in_pipe;
    gate_weights(&gate, s);
    settle_earlier(&p->wake, gate.wake);
    diff_resolve(s, &p->aws);
    struct diff d = new_diff(p, s, unit, &make);
    d.removal = p->in_pipe ? NULL : &removal;
    d.gate = p->in_pipe ? NULL : &gate;
    diff_stack(&d);
    conclude(p, unit, &d);
    diff_release(&d);
    gate_release(&gate);
    batch_make_release(&make);
    batch_make_release(&removal);
}

static bool is_wanted(const struct planner *p, const char *stack)
{
    for (size_t i = 0; i < p->wanted.count; i++)
        if (strcmp(p->wanted.items[i].id, stack) == 0)
            return true;
    return false;
}

static void add_leftovers(const struct planner *p, const struct aws_items *of, struct strs *stacks)
{
    for (size_t i = 0; i < of->count; i++) {
        const char *stack = owner_stack(&of->items[i].tags);
        if (stack && owner_ours(&p->world->fleet, &of->items[i].tags) && !is_wanted(p, stack) && !rejections_hold(&p->rejected, stack))
            strs_add(stacks, stack);
    }
}

static void plan_leftovers(struct planner *p)
{
    struct strs stacks = {0};
    add_leftovers(p, &p->aws.balancers, &stacks);
    add_leftovers(p, &p->aws.groups, &stacks);
    add_leftovers(p, &p->aws.security_groups, &stacks);
    strs_sort_unique(&stacks);
    for (size_t i = 0; i < stacks.count; i++) {
        struct stack nothing = {.id = xstrdup(stacks.items[i])};
        const struct trace *end = trace_deleted_stack(p->world->traces, nothing.id);
        if (end)
            strs_add(&nothing.because, end->cause);
        plan_stack(p, &nothing);
        stack_release(&nothing);
    }
    strs_release(&stacks);
}

/* ---- what load balancers shared, behind the last of them ---- */

static bool is_used(const struct planner *p, const struct aws_item *group)
{
    for (size_t i = 0; i < p->wanted.count; i++)
        for (size_t k = 0; k < p->wanted.items[i].groups_count; k++)
            if (p->wanted.items[i].groups[k].shared)
                return true;
    for (size_t i = 0; i < p->aws.balancers.count; i++)
        json_each (id, json_get(p->aws.balancers.items[i].value, "SecurityGroups"))
            if (str_equal(json_str(id), group->id))
                return true;
    return false;
}

static void remove_shared_group(struct planner *p, const struct aws_item *group)
{
    own_str char *unit = xasprintf("securitygroup/%s", aws_text(group, "GroupName"));
    if (weights_held(p->world, NULL) || !is_free(p, unit))
        return;
    struct batch_make make = {0};
    struct stack nothing = {.id = xstrdup("")};
    const struct trace *end = trace_deleted_last(p->world->traces);
    strs_add(&nothing.because, end ? end->cause : group->cause);
    struct diff d = new_diff(p, &nothing, unit, &make);
    doom(&d.security_groups, group, "security group %s", group->id);
    diff_removals(&d);
    if (make.batch.calls_count && !repeats_too_soon(p, unit, &make.batch))
        emit_batch(p, unit, &make);
    diff_release(&d);
    stack_release(&nothing);
    batch_make_release(&make);
}

static void plan_shared_leftovers(struct planner *p)
{
    for (size_t i = 0; i < p->aws.security_groups.count; i++) {
        const struct aws_item *group = &p->aws.security_groups.items[i];
        if (owner_shared_group(&p->world->fleet, &group->tags) && !is_used(p, group))
            remove_shared_group(p, group);
    }
}

/* ---- 5: targets ---- */

/* Drained, without weight, and settled: nobody is sent there any more. By force also where nobody else can serve. */
static bool may_empty(struct planner *p, const struct target_plan *t)
{
    if (!t->cluster || !weights_drained(p->world, t->stack, t->cluster))
        return false;
    struct gate gate = {0};
    bool empty = false;
    own_str char *unit = xasprintf("loadbalancer/%s", t->stack);
    for (size_t i = 0; i < p->wanted.count; i++) {
        if (strcmp(p->wanted.items[i].id, t->stack) != 0)
            continue;
        gate_open(&gate, p->world, &p->aws, &p->wanted.items[i]);
        empty = !strs_has(weights_forced(p->world, t->stack, t->cluster) ? &gate.beside : &gate.open, t->reference);
        gate_release(&gate);
        break;
    }
    const struct unit *u = unit_find(p->world->units, unit);
    int64_t left = p->in_pipe ? 0 : settle_left_ms(p, unit);
    if (empty && left)
        settle_earlier(&p->wake, moment_add_ms(p->world->now, left));
    return empty && !left && !(u && u->state == UNIT_IN_FLIGHT && !p->in_pipe);
}

/* More than the quotas let in: the others are registered, and these when there is room. */
static void tell_full(struct planner *p, const struct target_plan *t, const char *unit, size_t without)
{
    const struct unit *u = unit_find(p->world->units, unit);
    const struct quota_words *q = &quota_words[p->room.of_group < p->room.of_balancer ? QUOTA_GROUP_TARGETS : QUOTA_TARGETS];
    if (!without)
        return;
    own_str char *reason =
        xasprintf("%zu of %zu targets of %s find no room: quota %s, which %s", without, t->wanted_count, t->name, q->name, q->raise);
    if (!u || !u->held || !str_equal(u->held_reason, reason))
        emit_state(p, "plan.held", unit, reason);
}

static void plan_group(struct planner *p, struct target_plan *t, struct targets_now *now)
{
    own_str char *unit = xasprintf("targets/%s", t->name);
    if ((!t->observed && !p->in_pipe) || weights_held(p->world, t->stack) || !is_free(p, unit))
        return;
    bool emptied = may_empty(p, t);
    if (emptied)
        t->wanted_count = 0;
    struct batch_make make = {0};
    own_str char *reason = p->in_pipe || emptied ? NULL : hold_targets(t, p->world, &p->aws, now);
    bool held = holds(p, unit, t->stack, reason);
    t->keep_unwanted = t->keep_unwanted || held;
    now->room = target_room(&p->room, t, now);
    size_t without = target_plan_diff(t, p->world, now, &make);
    if (make.batch.calls_count && !repeats_too_soon(p, unit, &make.batch))
        emit_batch(p, unit, &make);
    if (!held)
        tell_full(p, t, unit, without);
    batch_make_release(&make);
}

static void plan_targets(struct planner *p, struct target_plans *plans)
{
    target_rooms_open(&p->room, p->world);
    for (size_t i = 0; i < p->wanted.count; i++)
        target_rooms_count(&p->room, p->world, &p->aws, &p->wanted.items[i]);
    for (size_t i = 0; i < plans->count; i++) {
        struct targets_now now;
        targets_now_open(&now, p->world, plans->items[i].name);
        plan_group(p, &plans->items[i], &now);
        targets_now_release(&now);
    }
    target_rooms_release(&p->room);
}

/* ---- all ---- */

static void plan_all(struct planner *p)
{
    struct target_plans targets = {0};
    target_plans_open(&targets, p->world, &p->aws, &p->wanted);
    plan_shared_groups(p);
    for (size_t i = 0; i < p->wanted.count; i++)
        if (p->wanted.items[i].has_load_balancer) {
            tell_absent(p, &p->wanted.items[i]);
            plan_stack(p, &p->wanted.items[i]);
        }
    if (p->mode == DIFF_ALL)
        plan_leftovers(p);
    if (p->mode == DIFF_ALL)
        plan_shared_leftovers(p);
    plan_targets(p, &targets);
    target_plans_release(&targets);
}

void plan_react(struct world *w, struct stage *s)
{
    struct planner p = {.world = w, .stage = s, .in_pipe = stage_in_pipe(s)};
    if (!w->fleet.name || !w->aws_synced)
        return;
    p.mode = world_all_synced(w) ? DIFF_ALL : DIFF_ADD_ONLY;
    compile_wanted(w, COMPILE_LAST_GOOD, &p.wanted, &p.rejected);
    rejections_emit(w, &p.rejected, s);
    accepted_emit(w, &p.rejected, s);
    aws_init(&p.aws, w);
    plan_all(&p);
    aws_release(&p.aws);
    stacks_release(&p.wanted);
    rejections_release(&p.rejected);
    settle_earlier(&p.wake, w->absent_due);
    stage_wake_at(s, p.wake);
}
