/* From what the fold touched to what must be compiled, or only be looked at again. */
#include "plan-rules/memo_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/targets.h"

enum { AWS_MANY = 64 }; /* so many touched resources: all are read anew */

static void strs_take(struct strs *list, const char *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], text) == 0)
            free(list->items[i]);
        else
            list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

void memo_again(struct again *a, const char *id)
{
    if (strcmp(id, memo_bindings) == 0)
        a->bindings = true;
    else if (!strs_has(&a->ids, id))
        strs_add(&a->ids, id);
}

/* Leaves the parts that it was in, and joins those where it belongs now. */
static void move_ingress(struct memo *m, const struct world *w, const char *key, struct again *a)
{
    struct place *at = NULL;
    HASH_FIND_STR(m->places, key, at);
    for (size_t i = 0; at && i < at->parts.count; i++) {
        struct part *p = memo_part(m, at->parts.items[i]);
        if (p)
            strs_take(&p->ingresses, key);
        memo_again(a, at->parts.items[i]);
    }
    if (at)
        memo_place_free(m, at);
    memo_place(m, w, key);
    HASH_FIND_STR(m->places, key, at);
    for (size_t i = 0; at && i < at->parts.count; i++)
        memo_again(a, at->parts.items[i]);
}

/* A Service concerns the Ingresses of its namespace: CLUSTER/NS/service/NAME. */
static void touch_service(struct memo *m, const char *key, struct again *a)
{
    const char *slash = strchr(key, '/'), *end = slash ? strchr(slash + 1, '/') : NULL;
    size_t len = end ? (size_t)(end - key) + 1 : 0;
    a->bindings = true;
    for (size_t i = 0; i < m->count; i++) {
        const struct part *p = m->order[i];
        for (size_t k = 0; k < p->ingresses.count; k++)
            if (strncmp(p->ingresses.items[k], key, len) == 0) {
                memo_again(a, p->id);
                break;
            }
    }
}

static bool all_settled(const struct part *p, const struct world *w)
{
    for (size_t i = 0; i < p->ingresses.count; i++) {
        struct world_ingress *in = NULL;
        HASH_FIND_STR(w->ingresses, p->ingresses.items[i], in);
        if (in && !in->accepted)
            return false;
    }
    return true;
}

static void look_again(struct memo *m, const char *group)
{
    struct part_group *g = NULL;
    HASH_FIND_STR(m->groups, group, g);
    if (!g)
        return;
    g->again = true;
    g->part->weights = g->part->doors_due = true;
}

/* Groups that have a target there. It says something only to those that wait with a difference. */
static void touch_trace(struct memo *m, const struct world *w, const char *endpoint)
{
    for (struct part_group *g = m->groups; g; g = g->hh.next) {
        struct world_health *found = NULL;
        if (g->again || (!budget_waits(&g->waiting.lacks) && !g->wake.us))
            continue;
        own_str char *key = xasprintf("%s/%s", g->name, endpoint);
        const struct world_health *first = world_health_of(w, g->name);
        HASH_FIND_STR(first, key, found);
        g->again = found != NULL;
    }
}

/* New targets for one group, in place. Where the number of them could decide something else, the part is compiled. */
static void refill(struct memo *m, struct world *w, struct part *p, struct target_group *g, struct again *a)
{
    bool had = g->targets_count > 0;
    compile_targets(w, g);
    if (had != (g->targets_count > 0))
        memo_again(a, p->id);
    const struct aws_item *item = diff_find_group(&m->aws, g);
    own_str char *name = target_group_seen_name(g, item);
    look_again(m, name);
}

/* The groups that the endpoints of a Service port fill; NULL: those that nodes can change, which are all. */
static void touch_endpoints(struct memo *m, struct world *w, const char *backend, struct again *a)
{
    for (size_t i = 0; i < m->count; i++) {
        struct part *p = m->order[i];
        for (size_t s = 0; s < p->wanted.count; s++)
            for (size_t k = 0; k < p->wanted.items[s].target_groups_count; k++) {
                struct target_group *g = &p->wanted.items[s].target_groups[k];
                if (!g->source.backend || (backend && (g->source.instance || strcmp(g->source.backend, backend) != 0)))
                    continue;
                if (all_settled(p, w))
                    refill(m, w, p, g, a);
                else
                    memo_again(a, p->id);
            }
    }
}

static void touch_unit(struct memo *m, const char *unit)
{
    const char *slash = strchr(unit, '/');
    if (!slash)
        return;
    if (str_starts(unit, "targets/")) {
        struct part_group *g = NULL;
        HASH_FIND_STR(m->groups, slash + 1, g);
        if (g)
            g->again = true;
        return;
    }
    struct part *p = memo_part(m, slash + 1);
    if (p)
        p->structure = true;
}

/* A load balancer and a security group say something to the compiler; all that is ours to the differ. */
static void touch_stack(struct memo *m, const char *stack, const char *kind, struct again *a)
{
    struct part *p = stack ? memo_part(m, stack) : NULL;
    if (!p)
        return;
    bool listener = strcmp(kind, "elasticloadbalancing/listener") == 0;
    p->structure = true;
    if (listener && p->wanted.count && p->wanted.items[0].front)
        p->all_groups = true; /* those of the front wait for it */
    if (listener || strcmp(kind, "elasticloadbalancing/rule") == 0)
        return;
    p->all_groups = true;
    memo_again(a, stack);
}

/* Only answers tell of these, and an answer says by itself whom it concerns. */
static bool is_told_by_answers(const struct world *w, const char *kind)
{
    static const char *const kinds[] = {"acm/certificate", "wafv2/webacl", "elasticloadbalancing/truststore", "shield/subscription",
                                        "eks/cluster"};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (w->whole_only && strcmp(kinds[i], kind) == 0)
            return true;
    return false;
}

/* An answer that says what is known concerns only those whom that did not help. */
static bool needs_answer(const struct part *p, const struct asked *a)
{
    for (size_t i = 0; i < p->rejected.needs.count; i++)
        if (strcmp(p->rejected.needs.items[i].subject, a->subject) == 0)
            return a->news || p->rejected.needs.items[i].lacking;
    return false;
}

static bool is_guarded(const struct part *p, const struct asked *a)
{
    for (size_t i = 0; i < p->guards.count; i++)
        if (strcmp(p->guards.items[i].subject, a->subject) == 0)
            return true;
    return false;
}

static void touch_asked(struct memo *m, const struct asked *asked, struct again *a)
{
    m->asks = true;
    for (size_t i = 0; i < m->count && asked && !asked->open; i++) {
        if (needs_answer(m->order[i], asked))
            memo_again(a, m->order[i]->id);
        m->order[i]->structure = m->order[i]->structure || is_guarded(m->order[i], asked);
    }
}

/* The operator's weights concern the Ingresses of their scope. */
static void touch_weights(struct memo *m, const char *scope, struct again *a)
{
    const char *slash = strchr(scope, '/'), *name = slash && str_starts(scope, "ingress/") ? strchr(slash + 1, '/') : NULL;
    own_str char *end = name ? xasprintf("/%.*s/ingress%s", (int)(name - slash - 1), slash + 1, name) : NULL;
    for (size_t i = 0; i < m->count; i++) {
        const struct part *p = m->order[i];
        bool here = !slash || strcmp(slash + 1, p->id) == 0;
        for (size_t k = 0; end && !here && k < p->ingresses.count; k++)
            here = str_ends(p->ingresses.items[k], end);
        if (here)
            memo_again(a, p->id);
    }
}

/* What stands before a load balancer, by its ARN. */
static bool touch_guard(struct memo *m, const char *kind, const char *arn)
{
    static const char *const kinds[] = {"wafv2/webaclassociation", "shield/protection"};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (strcmp(kinds[i], kind) != 0)
            continue;
        const char *stack = aws_stack_of(&m->aws, "elasticloadbalancing/loadbalancer", arn);
        struct part *p = stack ? memo_part(m, stack) : NULL;
        if (p)
            p->structure = true;
        return true;
    }
    return false;
}

/* False: it may concern anybody. Called before and after the resource is read anew. */
static bool touch_resource(struct memo *m, const char *word, struct again *a)
{
    const char *space = strchr(word, ' ');
    own_str char *kind = xstrndup(word, (size_t)(space - word));
    const char *stack = aws_stack_of(&m->aws, kind, space + 1);
    bool route = strcmp(kind, "elasticloadbalancing/listener") == 0 || strcmp(kind, "elasticloadbalancing/rule") == 0;
    touch_stack(m, stack, kind, a);
    return stack || route;
}

static bool touch_aws(struct memo *m, const struct world *w, struct again *a)
{
    if (HASH_COUNT(w->touched.words[TOUCHED_AWS]) > AWS_MANY)
        return false;
    touched_each(word, &w->touched, TOUCHED_AWS)
    {
        const char *space = strchr(word->text, ' ');
        own_str char *kind = xstrndup(word->text, (size_t)(space - word->text));
        if (is_told_by_answers(w, kind) || touch_guard(m, kind, space + 1))
            continue;
        bool known = touch_resource(m, word->text, a);
        if (!aws_refresh(&m->aws, w, kind, space + 1))
            return false;
        m->stacks_changed = true;
        if (!touch_resource(m, word->text, a) && !known && !memo_only_rules(w, kind, space + 1))
            return false;
    }
    return true;
}

static void touch_wanted(struct memo *m, struct world *w, struct again *a)
{
    touched_each(key, &w->touched, TOUCHED_INGRESS) move_ingress(m, w, key->text, a);
    touched_each(key, &w->touched, TOUCHED_SERVICE) touch_service(m, key->text, a);
    touched_each(question, &w->touched, TOUCHED_ASKED) touch_asked(m, asked_find(w, question->text), a);
    touched_each(scope, &w->touched, TOUCHED_WEIGHTS) touch_weights(m, scope->text, a);
    touched_each(key, &w->touched, TOUCHED_BACKEND) touch_endpoints(m, w, key->text, a);
    if (w->touched.words[TOUCHED_NODE])
        touch_endpoints(m, w, NULL, a);
}

bool memo_touch(struct memo *m, struct world *w, struct again *a)
{
    if (!touch_aws(m, w, a))
        return false;
    touch_wanted(m, w, a);
    return true;
}

void memo_touch_plans(struct memo *m, const struct world *w)
{
    touched_each(group, &w->touched, TOUCHED_HEALTH) look_again(m, group->text);
    touched_each(endpoint, &w->touched, TOUCHED_TRACE) touch_trace(m, w, endpoint->text);
    touched_each(unit, &w->touched, TOUCHED_UNIT) touch_unit(m, unit->text);
    memo_touch_doors(m, w);
}
