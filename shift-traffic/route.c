#include "shift-traffic/route.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/elb.h"
#include "lib/model/strs.h"

static const struct view_thing *thing(const struct view *v, const char *arn)
{
    struct view_thing *t = NULL;
    if (arn)
        HASH_FIND_STR(v->things, arn, t);
    return t;
}

/* Borrowed from the thing. */
static const char *tag(const struct view_thing *t, const char *key)
{
    json_each (one, t ? json_get(t->value, "Tags") : NULL) {
        if (str_equal(json_str(json_get(one, "Key")), key))
            return json_str(json_get(one, "Value"));
    }
    return NULL;
}

/* ---- one share of a rule ---- */

/* Tagged FLEET/CLUSTER, or with the bare name where both are the same (DESIGN: names). */
const char *route_cluster(const struct view *v, const char *group_arn)
{
    const char *owner = tag(thing(v, group_arn), "elbv2.k8s.aws/cluster");
    const char *fleet = v->fleet.name;
    if (!owner || !fleet || !str_starts(owner, fleet))
        return NULL;
    const char *rest = owner + strlen(fleet);
    return *rest == '/' ? rest + 1 : *rest ? NULL : owner;
}

static char *why_of(const struct route_share *s, const struct view *v, const struct view_place *at)
{
    const struct traffic *drain = s->cluster ? view_drain(v, at, s->cluster) : NULL;
    const char *stale = s->cluster ? view_stale(v, s->cluster) : NULL;
    if (drain)
        return xasprintf("%s by %s%s%s", s->weight ? "drained, but nobody else serves it," : "drained",
                         drain->user ? drain->user : "somebody", drain->reason ? ": " : "", drain->reason ? drain->reason : "");
    if (stale)
        return xasprintf("its cluster is not heard: %s", stale);
    if (!s->weight && s->asked == 0)
        return xstrdup("0 was asked for");
    if (s->cluster && view_taken_over(v, at, s->cluster))
        return xasprintf("taken over from AWS, until 'shift-traffic weights'%s says otherwise", s->weight ? "" : " or 'resume'");
    if (!s->weight)
        return xstrdup(s->healthy ? "waits until enough targets are healthy" : "no healthy target");
    if (!s->healthy)
        return xstrdup("no healthy target, and nobody else to serve");
    return NULL;
}

/* A group that stands alone gets all, whatever its weight says (ForwardActionConfig). */
static int weight_of(const struct action *forward, const struct group_weight *g)
{
    return g->has_weight && (forward->groups_count > 1 || g->weight) ? g->weight : 1;
}

static void add_share(struct route *r, const struct view *v, const struct action *forward, const struct group_weight *g)
{
    const char *cluster = route_cluster(v, g->group);
    const struct view_thing *group = thing(v, g->group);
    const struct view_group *targets = view_group(v, g->group);
    const struct view_place at = {r->stack, cluster ? view_ingress_of(v, cluster, tag(group, "ingress.k8s.aws/resource")) : NULL};
    ARRAY_GROW(r->shares, r->shares_count, r->shares_cap);
    struct route_share *s = &r->shares[r->shares_count++];
    *s = (struct route_share){
        .cluster = xstrdup_or_null(cluster),
        .group = xstrdup(json_str_or(json_get(group ? group->value : NULL, "TargetGroupName"), g->group)),
        .weight = weight_of(forward, g),
        .ingress = xstrdup_or_null(at.ingress),
        .asked = cluster ? view_asked(v, &at, cluster) : -1,
        .wanted = cluster ? view_weight(v, &at, cluster, NULL) : -1,
        .healthy = targets ? targets->healthy : 0,
        .active = targets ? targets->active : 0,
        .draining = targets ? targets->draining : 0,
    };
    s->why = why_of(s, v, &at);
}

/* ---- one rule ---- */

static void add_values(struct buf *to, const struct strs *values)
{
    for (size_t i = 0; i < values->count; i++)
        buf_addf(to, "%s%s", i ? "|" : "", values->items[i]);
}

static void add_condition(struct buf *to, const struct condition *c)
{
    if (to->len)
        buf_add_str(to, " ");
    if (strcmp(c->field, "host-header") != 0 && strcmp(c->field, "path-pattern") != 0)
        buf_addf(to, "%s=", c->header_name ? c->header_name : c->field);
    add_values(to, &c->values);
    add_values(to, &c->regex_values);
    for (size_t i = 0; i < c->query.count; i++)
        buf_addf(to, "%s%s%s%s", i ? "|" : "", c->query.items[i].key, *c->query.items[i].key ? ":" : "", c->query.items[i].value);
}

static char *match_of(const struct rule *rule, bool is_default)
{
    struct buf text = {0};
    for (size_t i = 0; !is_default && i < rule->conditions_count; i++)
        add_condition(&text, &rule->conditions[i]);
    if (!text.len)
        buf_add_str(&text, "default");
    return buf_take(&text);
}

static const struct action *forward_of(const struct rule *rule)
{
    for (size_t i = 0; i < rule->actions.count; i++)
        if (rule->actions.items[i].groups_count)
            return &rule->actions.items[i];
    return NULL;
}

/* Where a rule stands: of a Listener its own default actions, which are tried last. */
struct place {
    const struct view_thing *listener;
    const struct view_thing *balancer;
    bool is_default;
};

static struct place place_of(const struct view *v, const struct view_thing *t)
{
    struct place at = {.is_default = strcmp(t->resource, "Listener") == 0};
    at.listener = at.is_default ? t : thing(v, json_str(json_get(t->value, "ListenerArn")));
    at.balancer = at.listener ? thing(v, json_str(json_get(at.listener->value, "LoadBalancerArn"))) : NULL;
    return at;
}

/* Ours are tagged with the stack; a load balancer without is nobody's business here. A network one in front leads to no cluster, but to the
 * one behind it. */
static void add_route(struct routes *r, const struct view *v, const struct view_thing *t, const struct rule *rule)
{
    const struct action *forward = forward_of(rule);
    const struct place at = place_of(v, t);
    const char *stack = tag(at.balancer, "ingress.k8s.aws/stack");
    if (!forward || !stack || str_equal(json_str(json_get(at.balancer->value, "Type")), "network"))
        return;
    ARRAY_GROW(r->items, r->count, r->cap);
    struct route *route = &r->items[r->count++];
    *route = (struct route){
        .balancer = xstrdup(json_str_or(json_get(at.balancer->value, "LoadBalancerName"), at.balancer->arn)),
        .stack = xstrdup(stack),
        .port = (int)json_int_or(json_get(at.listener->value, "Port"), 0),
        .priority = at.is_default ? 0 : atoi(json_str_or(json_get(t->value, "Priority"), "0")),
        .match = match_of(rule, at.is_default),
    };
    for (size_t i = 0; i < forward->groups_count; i++)
        add_share(route, v, forward, &forward->groups[i]);
}

static int by_place(const void *a, const void *b)
{
    const struct route *x = a, *y = b;
    int names = strcmp(x->balancer, y->balancer);
    if (names || x->port != y->port)
        return names ? names : (x->port > y->port) - (x->port < y->port);
    unsigned left = (unsigned)x->priority - 1, right = (unsigned)y->priority - 1; /* the default wraps to the end */
    return (left > right) - (left < right);
}

/* -1: it is neither a rule nor a listener, or cannot be read. */
static int rule_of(struct rule *rule, const struct view_thing *t)
{
    if (strcmp(t->resource, "Listener") == 0)
        return actions_decode(&rule->actions, json_get(t->value, "DefaultActions"), NULL);
    return strcmp(t->resource, "Rule") == 0 && !json_bool_or(json_get(t->value, "IsDefault"), false) ? rule_decode(rule, t->value, NULL)
                                                                                                     : -1;
}

void routes_of(struct routes *r, const struct view *v)
{
    for (const struct view_thing *t = v->things; t; t = t->hh.next) {
        struct rule rule = {0};
        if (rule_of(&rule, t))
            continue;
        add_route(r, v, t, &rule);
        rule_release(&rule);
    }
    if (r->count)
        qsort(r->items, r->count, sizeof *r->items, by_place);
}

void routes_release(struct routes *r)
{
    for (size_t i = 0; i < r->count; i++) {
        struct route *route = &r->items[i];
        for (size_t k = 0; k < route->shares_count; k++) {
            free(route->shares[k].cluster);
            free(route->shares[k].group);
            free(route->shares[k].ingress);
            free(route->shares[k].why);
        }
        free(route->shares);
        free(route->balancer);
        free(route->stack);
        free(route->match);
    }
    free(r->items);
    *r = (struct routes){0};
}

bool route_in_scope(const struct route *r, const char *scope)
{
    const char *name = strchr(scope, '/');
    bool in = !name || strcmp(name + 1, r->stack) == 0;
    for (size_t i = 0; !in && str_starts(scope, "ingress/") && i < r->shares_count; i++)
        in = str_equal(r->shares[i].ingress, name + 1);
    return in;
}

bool route_only(const struct route *r, const char *cluster)
{
    bool serves = false;
    for (size_t i = 0; i < r->shares_count; i++) {
        if (!r->shares[i].weight)
            continue;
        if (!str_equal(r->shares[i].cluster, cluster))
            return false;
        serves = true;
    }
    return serves;
}
