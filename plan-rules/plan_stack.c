/* The structure of each stack that is wanted, and the removal of what nobody wants. */
#include "plan-rules/plan_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/gate.h"
#include "plan-rules/diff/hold.h"
#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/room.h"
#include "plan-rules/diff/takeover.h"
#include "plan-rules/diff/undo.h"
#include "plan-rules/diff/weights.h"

/* ---- the structure of one stack ---- */

char *plan_unit_of(const struct stack *s)
{
    return xasprintf("%s/%s", s->network ? "frontend" : "loadbalancer", s->id);
}

/* Nothing waits in flight: what is removed is planned when requests have left it. */
static bool has_settled(struct planner *p, const struct diff *d, const char *removal)
{
    bool routes = d->rules.count || d->certificates.count || d->listeners.count || d->balancers.count;
    own_str char *structure = plan_unit_of(d->want);
    int64_t left = plan_settle_left_ms(p, structure), behind = routes ? 0 : plan_settle_left_ms(p, removal);
    left = behind > left ? behind : left;
    if (left)
        settle_earlier(&p->wake, moment_add_ms(p->world->now, left));
    return !left;
}

/* Where somebody wants the stack, what goes with its front was said by a change. */
static char *removal_held(const struct planner *p, const struct diff *d)
{
    const struct part *part = memo_part(p->memo, d->want->id);
    return d->want->network && part && part->wanted.count ? NULL : hold_removal(d);
}

static char *removal_of(const struct stack *s)
{
    return xasprintf("%sremoval/%s", s->network ? "frontend-" : "", s->id);
}

static void plan_removal(struct planner *p, const struct diff *d)
{
    own_str char *unit = removal_of(d->want);
    if (!plan_is_free(p, unit) || !has_settled(p, d, unit))
        return;
    own_str char *reason = removal_held(p, d);
    if (!plan_holds(p, unit, d->want->id, reason) && !plan_repeats_too_soon(p, unit, &d->removal->batch))
        plan_say_batch(p, unit, d->removal);
}

static void conclude(struct planner *p, const char *unit, const struct diff *d)
{
    const struct unit *u = unit_find(p->world->units, unit);
    own_str char *removal = removal_of(d->want);
    if (d->removal && !d->removal->batch.calls_count && d->mode == DIFF_ALL)
        plan_holds_no_more(p, removal);
    own_str char *reason = d->removal || !d->make->batch.calls_count ? NULL : removal_held(p, d);
    if (plan_holds(p, unit, d->want->id, reason))
        return;
    if (d->make->batch.calls_count && !plan_repeats_too_soon(p, unit, &d->make->batch))
        plan_say_batch(p, unit, d->make);
    else if (d->removal && d->removal->batch.calls_count)
        plan_removal(p, d);
    else if (!d->make->batch.calls_count && !d->retained.count && d->mode == DIFF_ALL && d->want->has_load_balancer && !(u && u->settled))
        plan_say_state(p, "plan.settled", unit, NULL);
}

/* A missing Ingress is wanted on, so that nothing is lost; the operator is told how to let it go. */
static void tell_absent(struct planner *p, const struct stack *s)
{
    own_str char *unit = xasprintf("ingresses/%s", s->id);
    own_str char *reason = p->world->any_absent ? hold_absent(p->world, s->id) : NULL;
    plan_holds(p, unit, s->id, reason);
}

/* It is there again, or was let go: then its stack may have gone with it. */
void plan_absent_over(struct planner *p)
{
    static const char prefix[] = "ingresses/";
    for (const struct unit *u = p->world->units; u; u = u->hh.next) {
        bool told = u->held && str_starts(u->name, prefix);
        own_str char *reason = told && p->world->any_absent ? hold_absent(p->world, u->name + strlen(prefix)) : NULL;
        if (told && !reason)
            plan_holds_no_more(p, u->name);
    }
}

/* A new load balancer waits until one that is to go has gone. */
bool plan_region_has_room(const struct planner *p, const struct stack *s)
{
    struct quotas limit;
    size_t there = 0;
    if (p->in_pipe || !s->has_load_balancer || diff_find_balancer(p->aws, s))
        return true;
    for (size_t i = 0; i < p->aws->balancers.count; i++) {
        const struct aws_item *item = &p->aws->balancers.items[i];
        if (owner_same(&item->tags, &s->tags))
            return true; /* its forerunner goes first */
        there += strcmp(json_str_or(json_get(item->value, "Type"), "application"), stack_type(s)) == 0;
    }
    quotas_read(&limit, p->world);
    return there < limit.of[s->network ? QUOTA_NETWORK_BALANCERS : QUOTA_BALANCERS];
}

/* What it waits for is not told by an event of its own. */
static bool must_wait(struct planner *p, const struct stack *s)
{
    return !plan_region_has_room(p, s) || plan_asks_first(p, s) || (!p->in_pipe && !plan_shared_groups_are_there(p, s));
}

/* Gives whether groups stay behind their rules that nobody wants. */
bool plan_difference(struct planner *p, struct stack *s, const char *unit, struct gate *gate)
{
    struct batch_make make = {0}, removal = {0};
    struct undo undo;
    undo_open(&undo, s);
    diff_resolve(s, p->aws);
    struct diff d = plan_new_diff(p, s, unit, &make);
    d.removal = p->in_pipe ? NULL : &removal;
    d.gate = p->in_pipe ? NULL : gate;
    diff_stack(&d);
    conclude(p, unit, &d);
    bool retains = d.retained.count > 0;
    diff_release(&d);
    undo_close(&undo);
    batch_make_release(&make);
    batch_make_release(&removal);
    return retains;
}

/* ---- the gate's word ---- */

static void open_gate(struct planner *p, struct stack *s, struct gate *gate)
{
    gate_open(gate, p->world, p->aws, s);
    gate->in_pipe = p->in_pipe;
    gate_weights(gate, s);
}

static void note_weights(const struct actions *list, struct buf *to)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].groups_count; k++)
            buf_addf(to, "%d,", list->items[i].groups[k].has_weight ? list->items[i].groups[k].weight : -1);
}

static void note_stack(const struct stack *s, struct buf *to)
{
    for (size_t i = 0; i < s->listeners_count; i++) {
        note_weights(&s->listeners[i].default_actions, to);
        for (size_t k = 0; k < s->listeners[i].rules_count; k++)
            note_weights(&s->listeners[i].rules[k].actions, to);
    }
}

/* The health of targets alone changes a structure only through this. */
static bool gate_says_otherwise(struct planner *p, struct part *part, struct stack *s)
{
    own_buf before = {0}, after = {0};
    struct gate gate = {0};
    note_stack(s, &before);
    gate_open_again(&gate, &(struct gate){.world = p->world, .aws = p->aws, .want = s, .in_pipe = p->in_pipe}, &part->open);
    gate_weights(&gate, s);
    note_stack(s, &after);
    bool other = part->retains || strcmp(buf_str(&before), buf_str(&after)) != 0 || !strs_equal(&gate.closed, &part->closed);
    part->gate_wake = gate.wake;
    gate_release(&gate);
    return other;
}

static void copy_texts(struct strs *to, const struct strs *from)
{
    strs_release(to);
    strs_add_all(to, from);
}

static void keep_gate(struct part *part, const struct gate *gate)
{
    copy_texts(&part->closed, &gate->closed);
    copy_texts(&part->open, &gate->open);
    part->gate_wake = gate->wake;
}

/* ---- a part ---- */

/* What AWS holds is put on record before anything is planned; that brings the stack back. */
static bool takes_over(struct planner *p, const struct stack *s)
{
    struct taken taken = {0};
    if (p->in_pipe || !takeover_is_due(p->world, p->aws, s))
        return false;
    bool found = takeover_find(&taken, p->world, p->aws, s);
    if (found)
        plan_say_taken(p, &taken, diff_find_balancer(p->aws, s)->cause);
    taken_release(&taken);
    return found;
}

/* What may have weight from now on, and rises to it in steps, is put on record first; that brings the stack back. */
static bool begins_to_rise(struct planner *p, const struct stack *s, const struct gate *gate)
{
    for (size_t i = 0; !p->in_pipe && i < gate->rises.count; i++)
        plan_say_rising(p, s, gate->rises.items[i]);
    return !p->in_pipe && gate->rises.count;
}

static bool somebody_stands_aside(const struct planner *p, const struct stack *s)
{
    size_t listeners = 0, rules;
    const struct aws_item *balancer = diff_find_balancer(p->aws, s);
    const struct aws_item *l = balancer ? aws_children(&p->aws->listeners, balancer->id, &listeners) : NULL;
    for (size_t i = 0; i < listeners; i++) {
        const struct aws_item *r = aws_children(&p->aws->rules, l[i].id, &rules);
        if (room_stands_aside(&l[i]))
            return true;
        for (size_t k = 0; k < rules; k++)
            if (room_stands_aside(&r[k]))
                return true;
    }
    return false;
}

/* While a rule answers 503 to make room for others, a failure is not waited out longer and longer. */
static bool is_free(struct planner *p, const struct stack *s, const char *unit)
{
    struct moment soon = unit_retry_soon_at(unit_find(p->world->units, unit));
    if (p->in_pipe || !soon.us || !somebody_stands_aside(p, s))
        return plan_is_free(p, unit);
    if (soon.us <= p->world->now.us)
        return true;
    settle_earlier(&p->wake, soon);
    return false;
}

static void plan_stack(struct planner *p, struct part *part, struct stack *s)
{
    own_str char *unit = xasprintf("loadbalancer/%s", s->id);
    struct gate gate = {0};
    part->restless = must_wait(p, s);
    if (weights_held(p->world, s->id) || part->restless || !is_free(p, s, unit) || takes_over(p, s))
        return;
    open_gate(p, s, &gate);
    keep_gate(part, &gate);
    if (!begins_to_rise(p, s, &gate))
        part->retains = plan_difference(p, s, unit, &gate);
    gate_release(&gate);
}

static bool is_due(const struct planner *p, struct moment at)
{
    return at.us && at.us <= p->world->now.us;
}

/* Held, in flight, or waiting after a failure: it is looked at when that has ended. */
static bool is_busy(const struct planner *p, const struct stack *s)
{
    own_str char *unit = xasprintf("loadbalancer/%s", s->id);
    const struct unit *u = unit_find(p->world->units, unit);
    if (weights_held(p->world, s->id))
        return true;
    return u && !p->in_pipe && (u->state == UNIT_IN_FLIGHT || unit_retry_at(u).us > p->world->now.us);
}

static bool needs_look(struct planner *p, struct part *part, struct stack *s)
{
    if (part->structure || part->restless || is_due(p, part->wake) || is_due(p, part->gate_wake))
        return true;
    return part->weights && !is_busy(p, s) && gate_says_otherwise(p, part, s);
}

void plan_part(struct planner *p, struct part *part)
{
    struct stack *s = part->wanted.count ? &part->wanted.items[0] : NULL;
    struct moment all = p->wake;
    if (!s) {
        part->wake = part->gate_wake = (struct moment){0};
        waiting_clear(&part->waiting);
        ask_needs_release(&part->guards);
    }
    if (s && s->has_load_balancer && needs_look(p, part, s)) {
        p->wake = (struct moment){0};
        part->gate_wake = (struct moment){0};
        waiting_clear(&part->waiting);
        p->waiting = &part->waiting;
        tell_absent(p, s);
        plan_stack(p, part, s);
        plan_guards(p, part, s);
        plan_front(p, part, s);
        part->wake = p->wake;
        p->wake = all;
        p->waiting = NULL;
    }
    waiting_offer(&part->waiting, &p->budget, &p->proposals);
    settle_earlier(&p->wake, part->wake);
    settle_earlier(&p->wake, part->gate_wake);
    part->structure = part->weights = false;
}

/* ---- what nobody wants ---- */

static bool stays(const struct planner *p, const char *stack)
{
    const struct part *part = memo_part(p->memo, stack);
    return part && (part->wanted.count || rejections_hold(&part->rejected, stack));
}

static void add_leftovers(const struct planner *p, const struct aws_items *of, struct strs *stacks)
{
    for (size_t i = 0; i < of->count; i++) {
        const char *stack = of->items[i].stack;
        if (*stack && owner_ours(&p->world->fleet, &of->items[i].tags) && !stays(p, stack))
            strs_add(stacks, stack);
    }
}

static void find_leftovers(struct planner *p)
{
    struct strs *stacks = &p->memo->leftovers;
    strs_release(stacks);
    add_leftovers(p, &p->aws->balancers, stacks);
    add_leftovers(p, &p->aws->groups, stacks);
    add_leftovers(p, &p->aws->security_groups, stacks);
    strs_sort_unique(stacks);
    p->memo->stacks_changed = false;
}

static void plan_leftover(struct planner *p, const char *stack)
{
    struct stack nothing = {.id = xstrdup(stack)};
    const struct trace *end = trace_deleted_stack(&p->world->traces, stack);
    own_str char *unit = xasprintf("loadbalancer/%s", stack);
    struct gate gate = {0};
    if (end)
        strs_add(&nothing.because, end->cause);
    if (!weights_held(p->world, stack) && plan_is_free(p, unit)) {
        open_gate(p, &nothing, &gate);
        plan_difference(p, &nothing, unit, &gate);
        gate_release(&gate);
    }
    plan_no_front(p, &nothing);
    stack_release(&nothing);
}

void plan_leftovers(struct planner *p)
{
    if (p->memo->stacks_changed)
        find_leftovers(p);
    for (size_t i = 0; i < p->memo->leftovers.count; i++)
        plan_leftover(p, p->memo->leftovers.items[i]);
}
