#include "plan-rules/diff/gate.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/compile.h"
#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/rising.h"
#include "plan-rules/diff/settle.h"

void gate_release(struct gate *g)
{
    strs_release(&g->open);
    strs_release(&g->beside);
    strs_release(&g->spared);
    strs_release(&g->closed);
    strs_release(&g->rises);
}

/* ---- health of a target group ---- */

struct health {
    size_t healthy, bad, unknown;
    struct moment since;          /* when the last of the bad ones became so */
    struct moment *healthy_since; /* of each healthy one, in no order; not before the newest word of its endpoint */
};

/* A probe may flap in the cluster alone: then AWS finds the target healthy all the while. */
static struct moment serves_since(const struct gate *g, const struct target_group *t, const struct world_health *seen)
{
    const char *backend = t->source.instance ? NULL : t->source.backend;
    const struct world_pod *pod = backend ? world_pod(g->world, backend, seen->record.id, seen->record.port) : NULL;
    return pod && pod->at.us > seen->since.us ? pod->at : seen->since;
}

static void count_target(struct health *h, const struct world_health *seen, struct moment since)
{
    const char *state = seen ? seen->record.state : "unused";
    if (strcmp(state, "healthy") == 0 || strcmp(state, "unavailable") == 0) {
        h->healthy_since[h->healthy++] = since;
    } else if (strcmp(state, "unused") == 0 || (seen && target_health_unchecked(&seen->record))) {
        h->unknown++;
    } else {
        h->bad++;
        if (seen->since.us > h->since.us)
            h->since = seen->since;
    }
}

static struct health health_of(const struct gate *g, const struct target_group *t, const struct aws_item *item, bool closed)
{
    struct health h = {.healthy_since = xcalloc(t->targets_count + 1, sizeof *h.healthy_since)};
    for (size_t i = 0; i < t->targets_count; i++) {
        const struct world_health *seen = world_health(g->world, aws_text(item, "TargetGroupName"), t->targets[i].id, t->targets[i].port);
        count_target(&h, seen, seen && closed ? serves_since(g, t, seen) : (struct moment){0});
    }
    return h;
}

static bool stays_open(struct gate *g, const struct health *h)
{
    if (h->healthy || h->unknown)
        return true;
    struct moment closes = moment_add_ms(h->since, settle_unhealthy_after_ms(&g->world->fleet));
    if (closes.us <= g->world->now.us)
        return false;
    settle_earlier(&g->wake, closes);
    return true;
}

static int by_moment(const void *a, const void *b)
{
    const struct moment *x = a, *y = b;
    return (x->us > y->us) - (x->us < y->us);
}

/* Enough are healthy, and have been for a while: what comes and goes does not move weights. */
static bool may_open(struct gate *g, struct health *h, size_t targets)
{
    size_t needed = settle_healthy_needed(&g->world->fleet, targets);
    if (!h->healthy && !h->bad)
        return g->in_pipe; /* nobody will tell us later */
    if (h->healthy < needed || g->in_pipe || !needed)
        return h->healthy >= needed;
    qsort(h->healthy_since, h->healthy, sizeof *h->healthy_since, by_moment);
    struct moment opens = moment_add_ms(h->healthy_since[needed - 1], settle_healthy_after_ms(&g->world->fleet));
    if (opens.us <= g->world->now.us)
        return true;
    settle_earlier(&g->wake, opens);
    return false;
}

static const struct target_group *find_group(const struct stack *want, const char *reference)
{
    if (!str_starts(reference, "@targetgroup/"))
        return NULL;
    for (size_t i = 0; i < want->target_groups_count; i++)
        if (str_equal(want->target_groups[i].name, reference + strlen("@targetgroup/")))
            return &want->target_groups[i];
    return NULL;
}

static bool serves(void *context, const struct group_weight *w)
{
    struct gate *g = context;
    const struct target_group *t = find_group(g->want, w->group);
    if (!t)
        return true; /* given by the user: taken as it is */
    if (!t->targets_count)
        return false;
    const struct aws_item *item = diff_find_group(g->aws, t);
    if (!item)
        return g->in_pipe;
    bool open = strs_has(&g->open, item->id);
    struct health h = health_of(g, t, item, !open);
    bool yes = open ? stays_open(g, &h) : may_open(g, &h, t->targets_count);
    free(h.healthy_since);
    return yes;
}

static void note_closed(struct gate *g, const struct target_group *t)
{
    own_str char *reference = xasprintf("@targetgroup/%s", t->name ? t->name : "");
    const struct aws_item *item = diff_find_group(g->aws, t);
    if (t->arn || serves(g, &(struct group_weight){.group = reference}))
        return;
    strs_add(&g->closed, reference);
    if (item)
        strs_add(&g->closed, item->id);
}

/* ---- replacement ---- */

static bool has_healthy(const struct world *w, const char *group)
{
    for (const struct world_health *h = world_health_of(w, group); h; h = h->hh.next)
        if (strcmp(h->record.state, "healthy") == 0)
            return true;
    return false;
}

static bool all_closed(const struct gate *g, const struct action *want, const char *cluster)
{
    size_t of = 0;
    for (size_t i = 0; i < want->groups_count; i++) {
        if (!str_equal(want->groups[i].cluster, cluster))
            continue;
        if (!strs_has(&g->closed, want->groups[i].group))
            return false;
        of++;
    }
    return of > 0;
}

/* Behind a name or the ARN that AWS has for it. */
static size_t targets_behind(const struct gate *g, const char *group)
{
    const struct target_group *named = find_group(g->want, group);
    if (named)
        return named->targets_count;
    for (size_t i = 0; i < g->want->target_groups_count; i++) {
        const struct aws_item *item = diff_find_group(g->aws, &g->want->target_groups[i]);
        if (item && strcmp(item->id, group) == 0)
            return g->want->target_groups[i].targets_count;
    }
    return 0;
}

/* Its new groups are closed since it has nobody left, not since they are new; and another cluster serves. */
static bool is_left_empty(const struct gate *g, const struct action *want, const char *cluster)
{
    bool others = false;
    for (size_t i = 0; i < want->groups_count; i++) {
        const struct group_weight *w = &want->groups[i];
        if (str_equal(w->cluster, cluster) && targets_behind(g, w->group))
            return false;
        others = others || (!str_equal(w->cluster, cluster) && w->asked > 0 && !strs_has(&g->closed, w->group));
    }
    return others;
}

bool gate_replaced_too_early(const struct gate *g, const struct action *want, const char *group)
{
    const struct aws_item *old = aws_find(&g->aws->groups, "", group);
    const char *member = old ? owner_member(&g->world->fleet, &old->tags) : NULL;
    return member && str_equal(old->stack, g->want->id) && all_closed(g, want, member) && !is_left_empty(g, want, member) &&
           strs_has(&g->open, group) && has_healthy(g->world, aws_text(old, "TargetGroupName"));
}

/* ---- actions ---- */

static bool is_shared(const struct action *a)
{
    for (size_t i = 1; i < a->groups_count; i++)
        if (!str_equal(a->groups[i].cluster, a->groups[0].cluster))
            return true;
    return false;
}

/* What is asked of its cluster, or of nobody: then all stand. */
static bool asks_for(const struct action *a, size_t nth)
{
    bool any = false;
    for (size_t i = 0; i < a->groups_count; i++)
        any = any || a->groups[i].asked > 0;
    return !any || a->groups[nth].asked > 0;
}

struct search { /* for a wanted group, by "@targetgroup/NAME" */
    const struct gate *gate;
    const char *reference;
    bool beside_others;
};

static bool wants(const struct search *s, const struct action *a)
{
    for (size_t k = 0; k < a->groups_count; k++)
        if (strcmp(a->groups[k].group, s->reference) == 0 && (is_shared(a) ? asks_for(a, k) : !s->beside_others && gate_has_weight(a, k)))
            return true;
    return false;
}

static bool somewhere(const struct actions *list, const struct search *s, bool (*is_so)(const struct search *, const struct action *))
{
    for (size_t i = 0; i < list->count; i++)
        if (is_so(s, &list->items[i]))
            return true;
    return false;
}

static bool anywhere(const struct stack *want, const struct search *s, bool (*is_so)(const struct search *, const struct action *))
{
    for (size_t i = 0; i < want->listeners_count; i++) {
        const struct listener *l = &want->listeners[i];
        if (somewhere(&l->default_actions, s, is_so))
            return true;
        for (size_t k = 0; k < l->rules_count; k++)
            if (somewhere(&l->rules[k].actions, s, is_so))
                return true;
    }
    return false;
}

bool gate_wants(const struct stack *want, const struct target_group *t, bool beside_others)
{
    own_str char *reference = xasprintf("@targetgroup/%s", t->name);
    return anywhere(want, &(struct search){.reference = reference, .beside_others = beside_others}, wants);
}

/* ---- on the way up ---- */

/* The name that AWS has of a group of ours that stands behind the action; NULL: none as yet, or the user's. */
static const char *seen_name(const struct gate *g, const char *reference, const struct aws_item **item)
{
    const struct target_group *t = find_group(g->want, reference);
    *item = t && !t->arn ? diff_find_group(g->aws, t) : NULL;
    return *item ? aws_text(*item, "TargetGroupName") : NULL;
}

static const char *cluster_of(const struct action *a, const char *reference)
{
    for (size_t i = 0; i < a->groups_count; i++)
        if (strcmp(a->groups[i].group, reference) == 0)
            return a->groups[i].cluster;
    return NULL;
}

/* What the user gave is taken as it is, as in `serves`. */
static bool has_somebody(const struct gate *g, const char *reference)
{
    const struct aws_item *item = NULL;
    const struct target_group *t = find_group(g->want, reference);
    const char *name = seen_name(g, reference, &item);
    return !t || (name && t->targets_count && has_healthy(g->world, name));
}

/* A cluster keeps its part while any of its groups serves: then no weight will move. */
static bool is_served_beside(const struct search *s, const struct action *a)
{
    const char *cluster = cluster_of(a, s->reference);
    bool others = false;
    for (size_t i = 0; cluster && i < a->groups_count; i++) {
        const struct group_weight *w = &a->groups[i];
        bool serving = w->own > 0 && has_somebody(s->gate, w->group), same = str_equal(w->cluster, cluster);
        if (serving && same)
            return false;
        others = others || (serving && !same && asks_for(a, i));
    }
    return others;
}

bool gate_others_serve(const struct gate *g, const struct target_group *t)
{
    own_str char *reference = xasprintf("@targetgroup/%s", t->name);
    return anywhere(g->want, &(struct search){.gate = g, .reference = reference}, is_served_beside);
}

/* Percent of its weight that a cluster may have in this action: as much as the group of it that is farthest. */
static int percent_of(struct gate *g, const struct action *a, const char *cluster)
{
    int most = 0;
    for (size_t i = 0; i < a->groups_count; i++) {
        struct group_weight *w = &a->groups[i];
        const struct aws_item *item = NULL;
        if (!str_equal(w->cluster, cluster) || w->own <= 0 || !serves(g, w))
            continue;
        const char *name = seen_name(g, w->group, &item);
        int percent = name ? rising_percent(g->world, name, &g->wake) : 100;
        if (name && w->asked > 0 && !strs_has(&g->open, item->id) && rising_begins(g->world, name) && !strs_has(&g->rises, name))
            strs_add(&g->rises, name);
        most = percent > most ? percent : most;
    }
    return most ? most : 100;
}

static int part_of(int asked, int percent)
{
    int part = asked * percent / 100;
    return asked && !part ? 1 : part;
}

/* The weights of an action in which some clusters have not risen to theirs. */
static void set_rising(struct gate *g, struct action *a)
{
    int *asked = xcalloc(a->groups_count, sizeof *asked);
    for (size_t i = 0; i < a->groups_count; i++)
        asked[i] = a->groups[i].asked;
    for (size_t i = 0; i < a->groups_count; i++)
        a->groups[i].asked = part_of(asked[i], percent_of(g, a, a->groups[i].cluster));
    shares_set(a, serves, g);
    for (size_t i = 0; i < a->groups_count; i++)
        a->groups[i].asked = asked[i];
    free(asked);
}

static void set_all(struct gate *g, struct actions *list)
{
    bool steps = !g->in_pipe && settle_rise_step(&g->world->fleet) < 100;
    for (size_t i = 0; i < list->count; i++) {
        if (!is_shared(&list->items[i]))
            continue;
        if (steps)
            set_rising(g, &list->items[i]);
        else
            shares_set(&list->items[i], serves, g);
    }
}

void gate_weights(struct gate *g, struct stack *want)
{
    g->want = want;
    for (size_t i = 0; i < want->target_groups_count; i++)
        note_closed(g, &want->target_groups[i]);
    for (size_t i = 0; i < want->listeners_count; i++) {
        set_all(g, &want->listeners[i].default_actions);
        for (size_t k = 0; k < want->listeners[i].rules_count; k++)
            set_all(g, &want->listeners[i].rules[k].actions);
    }
}
