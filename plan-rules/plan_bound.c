/* Target groups that a person made, and TargetGroupBindings fill: whom they serve is not ours to weigh. A drained cluster's targets leave
 * where another cluster's are there to serve, else by force; those of a binding that is gone leave, too. */
#include "plan-rules/plan_inner.h"

#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/weights.h"

/* ---- drained ---- */

/* AWS sends to it, or checks nothing as no load balancer uses the group. */
static bool stands_ready(const struct planner *p, const struct target_plan *t, const struct wanted_target *one)
{
    static const char *const states[] = {"healthy", "unused", "unavailable"};
    const struct world_health *h = world_health(p->world, t->name, one->id, one->port);
    for (size_t i = 0; h && i < COUNT_OF(states); i++)
        if (strcmp(states[i], h->record.state) == 0)
            return true;
    return false;
}

static bool others_serve(const struct planner *p, const struct target_plan *t)
{
    for (size_t i = 0; i < t->wanted_count; i++) {
        const char *cluster = t->wanted[i].cluster; /* NULL: of none, as a load balancer */
        if ((!cluster || !weights_drained(p->world, t->stack, cluster)) && stands_ready(p, t, &t->wanted[i]))
            return true;
    }
    return false;
}

static void take_out(struct target_plan *t, const char *cluster)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->wanted_count; i++)
        if (!str_equal(t->wanted[i].cluster, cluster))
            t->wanted[kept++] = t->wanted[i];
    t->wanted_count = kept;
}

static void tell(struct planner *p, const struct target_plan *t, const char *cluster, bool out)
{
    struct world_drained *told = NULL;
    own_str char *subject = xasprintf("%s/%s", t->name, cluster);
    HASH_FIND_STR(p->world->drained, subject, told);
    if (p->in_pipe || out == (told != NULL))
        return;
    struct drained word = {.group = xstrdup(t->name), .cluster = xstrdup(cluster), .stack = xstrdup(t->stack), .ended = !out};
    plan_say_drained(p, subject, &word, weights_drain_cause(p->world, t->stack, cluster));
    drained_release(&word);
}

void plan_bound_drains(struct planner *p, struct target_plan *t)
{
    bool others = t->clusters.count && others_serve(p, t);
    for (size_t i = 0; i < t->clusters.count; i++) {
        const char *cluster = t->clusters.items[i];
        bool out = weights_drained(p->world, t->stack, cluster) && (others || weights_forced(p->world, t->stack, cluster));
        if (out)
            take_out(t, cluster);
        tell(p, t, cluster, out);
    }
}

/* ---- not bound any more ---- */

static bool names_group(const struct world_binding *b, const char *group)
{
    own_json *spec = b->record.spec ? json_parse(b->record.spec, strlen(b->record.spec), NULL) : NULL;
    const char *arn = json_str(json_get(spec, "targetGroupARN"));
    own_str char *name = arn && *arn ? aws_arn_name(arn) : xstrdup_or_null(json_str(json_get(spec, "targetGroupName")));
    return str_equal(name, group);
}

/* By anybody's, counted or not: only a delete that was seen, and the operator's word, end it. */
static bool is_bound(const struct world *w, const char *group)
{
    for (const struct world_binding *b = w->bindings; b; b = b->hh.next) {
        own_str char *forgotten = xasprintf("forget fleet %s", b->record.id.cluster);
        if (!world_traffic(w, forgotten) && names_group(b, group))
            return true;
    }
    return false;
}

static bool is_ours(const struct planner *p, const char *group)
{
    const struct aws_item *item = aws_group_named(p->aws, group);
    return item && *item->stack;
}

/* A pod's or node's of ours: so it came through a binding. Others in the group are none of our business. */
static bool is_known(const struct world *w, const struct target_health *t)
{
    if (trace_endpoint(&w->traces, t->id, t->port))
        return true;
    own_str char *instance = xasprintf("/%s", t->id);
    for (const struct world_node *n = str_starts(t->id, "i-") ? w->nodes : NULL; n; n = n->hh.next)
        if (n->record.provider_id && str_ends(n->record.provider_id, instance))
            return true;
    return false;
}

static void release(struct planner *p, const char *unit, const char *group)
{
    struct targets_now now;
    struct batch_make make = {0};
    targets_now_open(&now, p->world, group);
    struct wanted_target *strangers = xcalloc(now.count + 1, sizeof *strangers);
    struct target_plan t = {.name = xstrdup(group), .stack = "no TargetGroupBinding", .wanted = strangers};
    t.reference = xstrdup_or_null(world_health_arn(p->world, group));
    for (size_t i = 0; i < now.count; i++) {
        const struct target_health *h = &now.health[i]->record;
        if (!is_known(p->world, h))
            strangers[t.wanted_count++] = (struct wanted_target){.id = h->id, .port = h->port};
    }
    target_plan_close(&t);
    target_plan_diff(&t, p->world, &now, &make);
    if (make.batch.calls_count && !plan_repeats_too_soon(p, unit, &make.batch))
        plan_say_batch(p, unit, &make);
    batch_make_release(&make);
    targets_now_release(&now);
    free(strangers);
    free(t.reference);
    free(t.name);
}

static bool has_registered(const struct world *w, const char *group)
{
    for (const struct world_health *h = world_health_of(w, group); h; h = h->hh.next)
        if (target_is_registered(h))
            return true;
    return false;
}

/* Groups that targets were planned for, and nobody wants to fill any more. */
void plan_unbound(struct planner *p)
{
    static const char prefix[] = "targets/";
    for (const struct unit *u = p->world->units; u && !p->in_pipe && p->mode == DIFF_ALL; u = u->hh.next) {
        struct part_group *wanted = NULL;
        if (!str_starts(u->name, prefix))
            continue;
        const char *group = u->name + strlen(prefix);
        HASH_FIND_STR(p->memo->groups, group, wanted);
        if (wanted || !has_registered(p->world, group) || is_ours(p, group) || is_bound(p->world, group))
            continue;
        if (!weights_held(p->world, NULL) && plan_is_free(p, u->name))
            release(p, u->name, group);
    }
}
