/* Step 8: the targets of a target group. Pods that can answer, or nodes that lead to them. */
#include "plan-rules/compile/build.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/cidr.h"

/* ---- inside or outside of the VPC ---- */

static bool set_has(const struct json *set, const char *cidr_name, const char *state_name, const char *address)
{
    json_each (a, set) {
        const char *state = json_str_or(json_path(a, state_name, "State", NULL), "associated");
        if (strcmp(state, "associated") == 0 && cidr_has(json_str(json_get(a, cidr_name)), address))
            return true;
    }
    return false;
}

/* "all" for an address that the VPC does not have; NULL otherwise, and when the VPC is not known. */
static const char *zone_of(const struct compiler *c, const char *address)
{
    const struct world_observed *vpc = c->set.vpc_id ? world_observed(c->world, "ec2/vpc", c->set.vpc_id) : NULL;
    if (!vpc || set_has(json_get(vpc->value, "CidrBlockAssociationSet"), "CidrBlock", "CidrBlockState", address) ||
        set_has(json_get(vpc->value, "Ipv6CidrBlockAssociationSet"), "Ipv6CidrBlock", "Ipv6CidrBlockState", address))
        return NULL;
    return "all";
}

/* ---- common ---- */

static void add_target(struct target_group *g, const char *id, int port, const char *zone, const char *cause)
{
    struct target *t = target_group_add_target(g);
    t->id = xstrdup(id);
    t->port = port;
    t->zone = xstrdup_or_null(zone);
    t->cause = xstrdup_or_null(cause);
}

static int by_id_port(const void *a, const void *b)
{
    const struct target *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    if (!order)
        order = (x->port > y->port) - (x->port < y->port);
    return order ? order : strcmp(x->cause ? x->cause : "", y->cause ? y->cause : "");
}

/* Sorted, each id and port once. */
static void settle_targets(struct target_group *g)
{
    size_t kept = 0;
    if (!g->targets_count)
        return;
    qsort(g->targets, g->targets_count, sizeof *g->targets, by_id_port);
    for (size_t i = 1; i < g->targets_count; i++) {
        struct target *last = &g->targets[kept], *t = &g->targets[i];
        if (strcmp(last->id, t->id) == 0 && last->port == t->port) {
            free(t->id);
            free(t->zone);
            free(t->cause);
        } else {
            g->targets[++kept] = *t;
        }
    }
    g->targets_count = kept + 1;
}

/* ---- pods ---- */

enum usable { USABLE_NOT, USABLE_YES, USABLE_AT_WORST };

/* A pod that is not ready counts while its containers are: its readiness gates wait for this very target. */
static enum usable pod_usable(const struct compiler *c, const struct podinfo *p)
{
    const char *containers = podinfo_condition(p, "ContainersReady");
    if (p->ready)
        return USABLE_YES;
    if (!containers || strcmp(containers, "True") != 0 || !p->node)
        return USABLE_NOT;
    const struct world_node *n = world_node(c->world, p->cluster, p->node);
    if (!n || !n->record.ready)
        return USABLE_NOT;
    if (strcmp(n->record.ready, "True") == 0)
        return p->terminating ? USABLE_NOT : USABLE_YES;
    return strcmp(n->record.ready, "Unknown") == 0 ? USABLE_AT_WORST : USABLE_NOT;
}

static void add_pods(const struct compiler *c, struct target_group *g, enum usable wanted)
{
    const struct world_backend *b = world_backend(c->world, g->source.backend);
    for (const struct world_pod *p = b ? b->pods : NULL; p; p = p->hh.next) {
        const struct podinfo *r = &p->record;
        if (r->pod && *r->pod && r->address && str_equal(r->family, g->source.family) && pod_usable(c, r) == wanted)
            add_target(g, r->address, r->target_port, zone_of(c, r->address), p->cause);
    }
}

static void fill_pods(const struct compiler *c, struct target_group *g)
{
    add_pods(c, g, USABLE_YES);
    if (!g->targets_count && c->set.fail_open)
        add_pods(c, g, USABLE_AT_WORST);
}

/* ---- nodes ---- */

static bool node_excluded(const struct node *n)
{
    static const char *const labels[] = {"node-role.kubernetes.io/master", "node.kubernetes.io/exclude-from-external-load-balancers",
                                         "alpha.service-controller.kubernetes.io/exclude-balancer"};
    for (size_t i = 0; i < COUNT_OF(labels); i++)
        if (pairs_get(&n->labels, labels[i]))
            return true;
    if (str_equal(pairs_get(&n->labels, "eks.amazonaws.com/compute-type"), "fargate"))
        return true;
    for (size_t i = 0; i < n->taints_count; i++) {
        const struct taint *t = &n->taints[i];
        if (strcmp(t->key, "ToBeDeletedByClusterAutoscaler") == 0 ||
            (strcmp(t->key, "karpenter.sh/disrupted") == 0 && str_equal(t->effect, "NoSchedule")))
            return true;
    }
    return false;
}

static bool node_selected(const struct node *n, const struct pairs *labels)
{
    for (size_t i = 0; labels && i < labels->count; i++)
        if (!str_equal(pairs_get(&n->labels, labels->items[i].key), labels->items[i].value))
            return false;
    return true;
}

static bool among(const struct json *values, const char *label)
{
    json_each (v, values) {
        if (str_equal(json_str(v), label))
            return true;
    }
    return false;
}

/* One of matchExpressions (metav1.LabelSelectorRequirement). */
static bool node_meets(const struct node *n, const struct json *requirement)
{
    const char *key = json_str_or(json_get(requirement, "key"), ""), *label = pairs_get(&n->labels, key);
    const char *operator= json_str_or(json_get(requirement, "operator"), "");
    const struct json *values = json_get(requirement, "values");
    if (strcmp(operator, "In") == 0)
        return label && among(values, label);
    if (strcmp(operator, "NotIn") == 0)
        return !label || !among(values, label);
    return strcmp(operator, "Exists") == 0 ? label != NULL : strcmp(operator, "DoesNotExist") == 0 && !label;
}

static bool node_matches(const struct node *n, const struct json *selector)
{
    json_each (l, json_get(selector, "matchLabels")) {
        if (!str_equal(pairs_get(&n->labels, json_name(l)), json_str_or(l, "")))
            return false;
    }
    json_each (r, json_get(selector, "matchExpressions")) {
        if (!node_meets(n, r))
            return false;
    }
    return true;
}

/* The instance behind a node: the last part of its providerID, "i-…"; NULL for anything else. */
static const char *node_instance(const struct node *n)
{
    const char *slash = n->provider_id ? strrchr(n->provider_id, '/') : NULL;
    return slash && strncmp(slash + 1, "i-", 2) == 0 ? slash + 1 : NULL;
}

static void add_nodes(const struct compiler *c, const struct json *selector, struct target_group *g, const char *ready)
{
    for (const struct world_node *n = c->world->nodes; n; n = n->hh.next) {
        const struct node *r = &n->record;
        const char *instance = node_instance(r);
        if (!instance || strcmp(r->id.cluster, g->source.cluster) != 0 || !str_equal(r->ready, ready) || node_excluded(r) ||
            !node_selected(r, &g->source.node_labels) || !node_matches(r, selector))
            continue;
        add_target(g, instance, g->source.node_port, NULL, n->cause);
    }
}

static void fill_nodes(const struct compiler *c, struct target_group *g)
{
    const char *text = g->source.node_selector;
    own_json *selector = text ? json_parse(text, strlen(text), NULL) : NULL;
    add_nodes(c, selector, g, "True");
    if (!g->targets_count && c->set.fail_open)
        add_nodes(c, selector, g, "Unknown");
}

void endpoints_fill(const struct compiler *c, struct target_group *g)
{
    target_group_clear_targets(g);
    if (g->source.instance)
        fill_nodes(c, g);
    else if (g->source.backend)
        fill_pods(c, g);
    settle_targets(g);
}
