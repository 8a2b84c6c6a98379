/* When the last targets of a group may leave: not before requests have left the group, where there is a choice. */
#include "plan-rules/plan_inner.h"

#include <stdlib.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/gate.h"
#include "plan-rules/diff/weights.h"

enum { CALLS_TAKE_MS = 20 * 1000 }; /* until a weight is set, at worst */

/* Who has weight on the load balancer of the stack: read once for all its groups. NULL: nobody wants it. */
static const struct gate *gate_of(struct planner *p, const char *stack)
{
    struct part *part = memo_part(p->memo, stack);
    if (!part || !part->wanted.count)
        return NULL;
    if (!part->now) {
        part->now = xcalloc(1, sizeof *part->now);
        gate_open(part->now, p->world, p->aws, &part->wanted.items[0]);
    }
    return part->now;
}

void plan_leave_close(struct planner *p)
{
    for (size_t i = 0; i < p->memo->count; i++) {
        struct part *part = p->memo->order[i];
        if (part->now)
            gate_release(part->now);
        free(part->now);
        part->now = NULL;
    }
}

static const struct world_drained *told_drained(const struct planner *p, const struct target_plan *t)
{
    struct world_drained *told = NULL;
    HASH_FIND_STR(p->world->drained, t->name, told);
    return told;
}

/* What had weight until now has settled. */
static bool has_settled(struct planner *p, const struct target_plan *t)
{
    own_str char *unit = xasprintf("loadbalancer/%s", t->stack);
    const struct unit *u = unit_find(p->world->units, unit);
    int64_t left = p->in_pipe ? 0 : plan_settle_left_ms(p, unit);
    if (left)
        settle_earlier(&p->wake, moment_add_ms(p->world->now, left));
    return !left && !(u && u->state == UNIT_IN_FLIGHT && !p->in_pipe);
}

/* Nobody is sent to the group, nor shall be: not where only its cluster can serve, but by force. */
static bool is_out(struct planner *p, const struct target_plan *t)
{
    const struct gate *gate = gate_of(p, t->stack);
    bool forced = weights_forced(p->world, t->stack, t->cluster);
    if (!gate || !t->group->name || gate_wants(gate->want, t->group, forced))
        return false;
    return !strs_has(forced ? &gate->beside : &gate->open, t->reference);
}

bool plan_may_empty(struct planner *p, const struct target_plan *t, const struct targets_now *now)
{
    bool empty = true;
    if (!t->cluster || !weights_drained(p->world, t->stack, t->cluster) || !is_out(p, t))
        return false;
    for (size_t i = 0; i < now->count; i++)
        empty = empty && !target_is_registered(now->health[i]);
    return empty || told_drained(p, t) || has_settled(p, t);
}

void plan_tell_drained(struct planner *p, const struct target_plan *t, bool emptied)
{
    if (p->in_pipe || !t->cluster || t->clusters.count || emptied == (told_drained(p, t) != NULL))
        return;
    struct drained word = {.group = xstrdup(t->name), .cluster = xstrdup(t->cluster), .stack = xstrdup(t->stack), .ended = !emptied};
    word.backend = xstrdup_or_null(t->group->source.backend);
    plan_say_drained(p, t->name, &word, weights_drain_cause(p->world, t->stack, t->cluster));
    drained_release(&word);
}

/* ---- a cluster that has nobody left ---- */

/* Behind the group's own Service port an endpoint stands there yet, if only not ready. */
static bool is_there_yet(const struct world *w, const struct target_plan *t, const struct target_health *h)
{
    const char *backend = t->group->source.backend;
    return backend && world_pod(w, backend, h->id, h->port);
}

/* The moment the last of the registered ones ended; zero: nothing tells, or an address is another Service's by now. */
static struct moment ended_last(const struct world *w, const struct target_plan *t, const struct targets_now *now)
{
    struct moment last = {0};
    for (size_t i = 0; i < now->count; i++) {
        const struct target_health *h = &now->health[i]->record;
        const struct trace *end = target_is_registered(now->health[i]) ? trace_endpoint(&w->traces, h->id, h->port) : NULL;
        if (end && !end->ended && !is_there_yet(w, t, h))
            return (struct moment){0};
        struct moment at = end ? moment_add_ms(end->at, end->absent ? world_grace_ms(w) : 0) : last;
        last = at.us > last.us ? at : last;
    }
    return last;
}

/* Others serve beside it, and requests come to it yet, or may be on their way. */
static bool is_sent_to(struct planner *p, const struct target_plan *t)
{
    const struct gate *gate = gate_of(p, t->stack);
    if (gate && strs_has(&gate->beside, t->reference) && gate_others_serve(gate, t->group))
        return true;
    return gate && strs_has(&gate->spared, t->reference) && !has_settled(p, t);
}

bool plan_must_linger(struct planner *p, const struct target_plan *t, const struct targets_now *now)
{
    if (p->in_pipe || t->wanted_count || !t->cluster || t->group->arn)
        return false;
    struct moment until = moment_add_ms(ended_last(p->world, t, now), settle_time_ms(&p->world->fleet) + CALLS_TAKE_MS);
    if (until.us <= p->world->now.us || !is_sent_to(p, t))
        return false;
    settle_earlier(&p->wake, until);
    return true;
}

bool plan_leaving_depends(const struct planner *p, const struct target_plan *t, const struct targets_now *now)
{
    for (size_t i = 0; i < now->count; i++) {
        const struct target_health *h = &now->health[i]->record;
        if (!target_is_registered(now->health[i]) || target_is_wanted(t, now->health[i]))
            continue;
        const struct trace *end = trace_endpoint(&p->world->traces, h->id, h->port);
        if ((t->cluster && !t->wanted_count) || (end && end->ended && end->absent))
            return true;
    }
    return false;
}
