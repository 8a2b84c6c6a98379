#include "plan-rules/diff/hold.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/settle.h"

/* The scope as the command line wants it: NS/NAME is an Ingress's own stack, all others are groups. */
char *hold_release_command(const char *stack)
{
    return xasprintf("'shift-traffic release --%s %s' lets it go", strchr(stack, '/') ? "ingress" : "group", stack);
}

/* ---- load balancers ---- */

/* Its cluster was forgotten, also where nobody else can serve. */
static bool is_let_go(const struct world *w, const struct world_ingress *i)
{
    own_str char *key = xasprintf("forget fleet %s", i->record.id.cluster);
    const struct world_traffic *t = world_traffic(w, key);
    return t && t->record.force;
}

/* The first of those by key, so that the order in which they came says nothing. */
static const struct world_ingress *ingress_left(const struct world *w, const char *stack, bool *let_go)
{
    const struct world_ingress *first = NULL;
    *let_go = false;
    for (const struct world_ingress *i = w->ingresses; i; i = i->hh.next) {
        bool here = trace_stack_is(&i->record, stack), gone = here && is_let_go(w, i);
        *let_go = *let_go || gone;
        if (here && !gone && (!first || strcmp(i->key, first->key) < 0))
            first = i;
    }
    return first;
}

char *hold_removal(const struct diff *d)
{
    if (!d->balancers.count)
        return NULL;
    bool let_go;
    const struct world_ingress *left = ingress_left(d->world, d->want->id, &let_go);
    if (!left && (let_go || trace_deleted_stack(&d->world->traces, d->want->id)))
        return NULL;
    own_str char *command = hold_release_command(d->want->id);
    if (left)
        return xasprintf("%s would be deleted, and Ingress %s was not seen deleted: %s", d->balancers.items[0].what, left->key, command);
    return xasprintf("%s would be deleted, and no Ingress of %s was seen deleted: %s", d->balancers.items[0].what, d->want->id, command);
}

/* ---- missing Ingresses ---- */

static const struct world_ingress *first_absent(const struct world *w, const char *stack, size_t *count)
{
    const struct world_ingress *first = NULL;
    *count = 0;
    for (const struct world_ingress *i = w->ingresses; i; i = i->hh.next) {
        if (!i->absent.us || !trace_stack_is(&i->record, stack))
            continue;
        (*count)++;
        if (!first || strcmp(i->key, first->key) < 0)
            first = i;
    }
    return first;
}

char *hold_absent(const struct world *w, const char *stack)
{
    size_t count;
    const struct world_ingress *first = first_absent(w, stack, &count);
    if (!first)
        return NULL;
    own_str char *command = hold_release_command(stack);
    own_str char *more = count > 1 ? xasprintf(" (and %zu more)", count - 1) : xstrdup("");
    return xasprintf("the rules of %s%s would be deleted: it was missing in a list, and not seen deleted: %s", first->key, more, command);
}

/* ---- targets ---- */

struct leaving {
    size_t registered, unseen, healthy, healthy_left;
};

static void count_one(struct leaving *l, const struct target_plan *t, const struct world *w, const struct world_health *h)
{
    if (strcmp(h->record.state, "draining") == 0)
        return;
    bool wanted = target_is_wanted(t, h), healthy = strcmp(h->record.state, "healthy") == 0;
    const struct trace *end = wanted ? NULL : trace_endpoint(&w->traces, h->record.id, h->record.port);
    l->registered++;
    l->healthy += healthy;
    l->healthy_left += healthy && wanted;
    l->unseen += end && end->ended && end->absent;
}

static bool is_healthy(const struct world *w, const struct aws *aws, const char *arn)
{
    const struct aws_item *item = aws_find(&aws->groups, "", arn);
    for (const struct world_health *h = item ? world_health_of(w, aws_text(item, "TargetGroupName")) : NULL; h; h = h->hh.next)
        if (strcmp(h->record.state, "healthy") == 0)
            return true;
    return false;
}

/* Some action forwards to this group, and to no other one that has somebody healthy. */
static bool alone_in(const struct world *w, const struct aws *aws, const struct json *actions, const char *arn)
{
    struct actions now = {0};
    bool named = false, others = false;
    if (actions_decode(&now, actions, NULL) == 0)
        for (size_t i = 0; i < now.count; i++)
            for (size_t k = 0; k < now.items[i].groups_count; k++) {
                const char *group = now.items[i].groups[k].group;
                bool this = strcmp(group, arn) == 0;
                named = named || this;
                others = others || (!this && is_healthy(w, aws, group));
            }
    actions_release(&now);
    return named && !others;
}

static bool is_last(const struct world *w, const struct aws *aws, const char *arn)
{
    for (size_t i = 0; i < aws->rules.count; i++)
        if (alone_in(w, aws, json_get(aws->rules.items[i].value, "Actions"), arn))
            return true;
    for (size_t i = 0; i < aws->listeners.count; i++)
        if (alone_in(w, aws, json_get(aws->listeners.items[i].value, "DefaultActions"), arn))
            return true;
    return false;
}

char *hold_targets(const struct target_plan *t, const struct world *w, const struct aws *aws, const struct targets_now *now)
{
    struct leaving l = {0};
    for (size_t i = 0; i < now->count; i++)
        count_one(&l, t, w, now->health[i]);
    if (!l.unseen)
        return NULL;
    bool many = l.unseen >= HOLD_LEAST && l.unseen * 100 > l.registered * settle_hold_share(&w->fleet);
    bool last = l.healthy && !l.healthy_left && is_last(w, aws, t->reference);
    if (!many && !last)
        return NULL;
    own_str char *command = hold_release_command(t->stack);
    return xasprintf("%zu of %zu targets of %s%s%s would leave%s: they were missing in a list, and not seen deleted: %s", l.unseen,
                     l.registered, t->stack, t->cluster ? " in " : "", t->cluster ? t->cluster : "",
                     last ? ", the last healthy ones behind a rule" : "", command);
}

/* ---- the operator's word ---- */

bool hold_is_released(const struct world *w, const char *unit, const char *stack, const char *reason)
{
    const struct unit *u = unit_find(w->units, unit);
    return u && u->held && str_equal(u->held_reason, reason) && trace_is_released(&w->traces, stack, u->held_at);
}
