#include "plan-rules/plan_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "lib/model/plan.h"

#include "plan-rules/diff/hold.h"
#include "plan-rules/diff/owner.h"
#include "plan-rules/show.h"

/* ---- saying it ---- */

void plan_emit_batch(struct planner *p, const char *unit, struct batch *b)
{
    own_buf data = {0};
    b->unit = xstrdup(unit);
    b->horizon = stage_horizon(p->stage);
    b->attempt = unit_next_attempt(unit_find(p->world->units, unit), b);
    b->reason =
        b->calls_count == 1 ? xstrdup(b->calls[0].reason) : xasprintf("%zu calls, the first: %s", b->calls_count, b->calls[0].reason);
    if (p->shown) {
        show_batch(p->world, b, p->shown);
        return;
    }
    batch_encode(b, &data);
    stage_emit(p->stage, &(struct stage_event){
                             .type = "plan.batch",
                             .subject = unit,
                             .causation = b->because.count ? b->because.items[0] : NULL,
                             .data = buf_str(&data),
                         });
}

void plan_say_batch(struct planner *p, const char *unit, struct batch_make *make)
{
    if (p->in_pipe) {
        plan_emit_batch(p, unit, &make->batch);
        return;
    }
    const struct unit *u = unit_find(p->world->units, unit);
    struct proposal *one = proposals_add(&p->proposals, unit, &make->batch);
    one->planned = u ? u->planned : (struct moment){0};
    one->waiting = p->waiting;
}

static void say_state(struct planner *p, const char *type, const char *unit, const char *reason, const struct strs *groups)
{
    own_buf data = {0};
    if (p->shown) {
        if (reason)
            buf_addf(p->shown, "%s is held: %s\n", unit, reason);
        return;
    }
    struct plan_state state = {.unit = xstrdup(unit), .horizon = stage_horizon(p->stage), .reason = xstrdup_or_null(reason)};
    for (size_t i = 0; groups && i < groups->count; i++)
        strs_add(&state.groups, groups->items[i]);
    plan_state_encode(&state, &data);
    plan_state_release(&state);
    stage_emit(p->stage, &(struct stage_event){.type = type, .subject = unit, .data = buf_str(&data)});
}

void plan_say_state(struct planner *p, const char *type, const char *unit, const char *reason)
{
    say_state(p, type, unit, reason, NULL);
}

void plan_say_held(struct planner *p, const char *unit, const char *reason, const struct strs *groups)
{
    const struct unit *u = unit_find(p->world->units, unit);
    if (!u || !u->held || !str_equal(u->held_reason, reason) || !strs_equal(&u->held_groups, groups))
        say_state(p, "plan.held", unit, reason, groups);
}

void plan_say_taken(struct planner *p, const struct taken *taken, const char *cause)
{
    own_buf data = {0};
    taken_encode(taken, &data);
    stage_emit(p->stage, &(struct stage_event){
                             .type = "traffic.taken",
                             .subject = taken->stack,
                             .causation = cause,
                             .data = buf_str(&data),
                         });
}

void plan_say_rising(struct planner *p, const struct stack *s, const char *group)
{
    own_buf data = {0};
    const struct aws_item *item = aws_group_named(p->aws, group);
    const char *member = item ? owner_member(&p->world->fleet, &item->tags) : NULL;
    struct rising rising = {.group = xstrdup(group), .cluster = xstrdup(member ? member : ""), .stack = xstrdup(s->id)};
    rising_encode(&rising, &data);
    rising_release(&rising);
    stage_emit(p->stage, &(struct stage_event){
                             .type = "traffic.rising",
                             .subject = group,
                             .causation = item ? item->cause : NULL,
                             .data = buf_str(&data),
                         });
}

void plan_say_drained(struct planner *p, const char *subject, const struct drained *d, const char *cause)
{
    own_buf data = {0};
    drained_encode(d, &data);
    stage_emit(p->stage, &(struct stage_event){.type = "traffic.drained", .subject = subject, .causation = cause, .data = buf_str(&data)});
}

/* ---- units ---- */

bool plan_is_free(struct planner *p, const char *unit)
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

bool plan_repeats_too_soon(struct planner *p, const char *unit, const struct batch *b)
{
    const struct unit *u = unit_find(p->world->units, unit);
    struct moment at = p->in_pipe ? (struct moment){0} : unit_repeat_at(u, b);
    if (at.us <= p->world->now.us)
        return false;
    settle_earlier(&p->wake, at);
    return true;
}

int64_t plan_settle_left_ms(const struct planner *p, const char *unit)
{
    const struct unit *u = unit_find(p->world->units, unit);
    if (!u || !u->ended.us)
        return 0;
    int64_t left = (u->ended.us - p->world->now.us) / 1000 + settle_time_ms(&p->world->fleet);
    return left > 0 ? left : 0;
}

/* ---- for one stack ---- */

bool plan_holds(struct planner *p, const char *unit, const char *stack, const char *reason)
{
    const struct unit *u = unit_find(p->world->units, unit);
    if (!reason || hold_is_released(p->world, unit, stack, reason))
        return false;
    if (!u || !u->held || !str_equal(u->held_reason, reason))
        plan_say_state(p, "plan.held", unit, reason);
    return true;
}

void plan_holds_no_more(struct planner *p, const char *unit)
{
    const struct unit *u = unit_find(p->world->units, unit);
    if (u && u->held && !p->in_pipe)
        plan_say_state(p, "plan.settled", unit, NULL);
}

enum diff_mode plan_mode_of(const struct planner *p, const char *stack)
{
    const struct part *part = memo_part(p->memo, stack);
    return part && rejections_hold(&part->rejected, stack) ? DIFF_KEEP : p->mode;
}

struct diff plan_new_diff(struct planner *p, struct stack *want, const char *unit, struct batch_make *make)
{
    return (struct diff){
        .world = p->world,
        .aws = p->aws,
        .want = want,
        .mode = plan_mode_of(p, want->id),
        .in_pipe = p->in_pipe,
        .settle_ms = settle_time_ms(&p->world->fleet),
        .settle_left_ms = plan_settle_left_ms(p, unit),
        .make = make,
    };
}
