#include "plan-rules/compile/bindings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/arn.h"
#include "plan-rules/compile/build.h"

/* One binding while it is read. */
struct reading {
    struct compiler *c;
    const struct world_binding *from;
    struct json *spec;                  /* owned */
    const struct world_observed *group; /* what AWS holds of it, or NULL */
    const char *arn, *type, *family;
    const char *service;
    char *port; /* owned */
    bool port_is_name;
    struct fault *f;
};

static const char *text(const struct json *object, const char *name)
{
    const char *value = json_str(json_get(object, name));
    return value && *value ? value : NULL;
}

static enum answer ask_for_group(struct reading *x, const struct ask *q)
{
    const struct object_name *id = &x->from->record.id;
    own_str char *stack = xasprintf("targetgroupbinding/%s/%s", id->namespace, id->name);
    const struct asker who = {stack, x->from->cause, x->from->at};
    return ask_for(x->c, &who, q, NULL);
}

static int find_by_name(struct reading *x, const char *name)
{
    const struct ask q = {.service = "elasticloadbalancing", .resource = "TargetGroup", .by = "name", .value = name, .missing = true};
    x->arn = world_named(x->c->world, "elasticloadbalancing/targetgroup", "TargetGroupName", name);
    if (x->arn)
        return 0;
    if (ask_for_group(x, &q) == ANSWER_WAITS)
        return ask_waits(x->f, "spec.targetGroupName", &q);
    return fault_set(x->f, "spec.targetGroupName", name, "there is no target group named '%s'", name);
}

/* The group is the user's own: its targets are read because a binding names it. One that AWS does not show (of another VPC) is
 * filled all the same, where the binding says all that must be known of it. */
static int look_up(struct reading *x)
{
    const struct ask q = {.service = "elasticloadbalancing", .resource = "TargetGroup", .by = "id", .value = x->arn};
    if (ask_for_group(x, &q) == ANSWER_WAITS)
        return ask_waits(x->f, "spec.targetGroupARN", &q);
    x->group = world_observed(x->c->world, "elasticloadbalancing/targetgroup", x->arn);
    return 0;
}

/* The group by ARN, else by name; what the binding leaves out is what AWS says of the group. */
static int read_group(struct reading *x)
{
    const char *name = text(x->spec, "targetGroupName");
    x->arn = text(x->spec, "targetGroupARN");
    if (!x->arn && !name)
        return fault_set(x->f, "spec.targetGroupARN", NULL,
                         "a TargetGroupBinding must name its group in targetGroupARN or targetGroupName");
    if (x->arn && arn_check(ARN_TARGET_GROUP, x->arn, "spec.targetGroupARN", x->f))
        return -1;
    if ((!x->arn && find_by_name(x, name)) || look_up(x))
        return -1;
    const struct json *known = x->group ? x->group->value : NULL;
    x->type = text(x->spec, "targetType") ? text(x->spec, "targetType") : text(known, "TargetType");
    x->family = text(x->spec, "ipAddressType") ? text(x->spec, "ipAddressType") : text(known, "IpAddressType");
    if (!x->family)
        x->family = "ipv4";
    if (!x->type && !known)
        return fault_set(x->f, "spec.targetGroupARN", x->arn,
                         "there is no target group '%s' in the fleet's VPC, and without it spec.targetType must be given", x->arn);
    if (!x->type || (strcmp(x->type, "ip") != 0 && strcmp(x->type, "instance") != 0))
        return fault_set(x->f, "spec.targetType", x->type, "targetType must be ip or instance");
    return 0;
}

static int read_service(struct reading *x)
{
    const struct json *reference = json_get(x->spec, "serviceRef"), *port = json_get(reference, "port");
    int64_t number;
    x->service = text(reference, "name");
    if (!x->service)
        return fault_set(x->f, "spec.serviceRef.name", NULL, "serviceRef must name a Service");
    if (json_int(port, &number) == 0)
        x->port = xasprintf("%lld", (long long)number);
    else if (json_str(port))
        x->port = xstrdup(json_str(port));
    else
        return fault_set(x->f, "spec.serviceRef.port", NULL, "serviceRef must give the Service's port, by number or name");
    x->port_is_name = json_str(port) != NULL;
    return 0;
}

/* A Service or port that is not there: a group without targets. */
static int fill(struct reading *x, struct target_group *g)
{
    const struct object_name *id = &x->from->record.id;
    const struct world_service *s = world_service(x->c->world, id->cluster, id->namespace, x->service);
    const struct service_port *p = s ? service_port_find(&s->record, &(struct port_written){x->port, x->port_is_name}) : NULL;
    bool instance = strcmp(x->type, "instance") == 0;
    if (s && instance && !str_equal(s->record.type, "NodePort") && !str_equal(s->record.type, "LoadBalancer"))
        return fault_set(x->f, "spec.targetType", "instance",
                         "Service '%s/%s' must be of type NodePort or LoadBalancer for instance targets", id->namespace, x->service);
    strs_add(&g->because, x->from->cause ? x->from->cause : "");
    if (s && s->cause)
        strs_add(&g->because, s->cause);
    if (!p)
        return 0;
    const struct json *selector = json_get(x->spec, "nodeSelector");
    g->source = (struct target_source){
        .backend = xasprintf("%s/%s/%s:%d", id->cluster, id->namespace, x->service, p->port),
        .cluster = xstrdup(id->cluster),
        .family = xstrdup(x->family),
        .instance = instance,
        .node_port = p->node_port,
        .node_selector = selector ? json_text(selector) : NULL,
    };
    endpoints_fill(x->c, g);
    return 0;
}

/* The stack of that id, made when it is the first binding of the name. */
static struct stack *stack_slot(struct stacks *wanted, const struct object_name *id)
{
    own_str char *name = xasprintf("targetgroupbinding/%s/%s", id->namespace, id->name);
    for (size_t i = 0; i < wanted->count; i++)
        if (strcmp(wanted->items[i].id, name) == 0)
            return &wanted->items[i];
    ARRAY_GROW(wanted->items, wanted->count, wanted->cap);
    struct stack *s = &wanted->items[wanted->count++];
    *s = (struct stack){.id = xstrdup(name), .shield = -1, .capacity_units = -1};
    return s;
}

static int compile_one(struct reading *x, struct stacks *wanted)
{
    const struct binding *b = &x->from->record;
    struct target_group g = {0};
    x->spec = b->spec ? json_parse(b->spec, strlen(b->spec), NULL) : NULL;
    if (read_group(x) || read_service(x) || networking_of_binding(json_get(x->spec, "networking"), &g, x->f) || fill(x, &g)) {
        target_group_release(&g);
        return -1;
    }
    g.arn = xstrdup(x->arn);
    g.name = xstrdup_or_null(x->group ? json_str(json_get(x->group->value, "TargetGroupName")) : NULL);
    g.cluster = xstrdup(b->id.cluster);
    struct stack *s = stack_slot(wanted, &b->id);
    *stack_add_target_group(s) = g;
    if (x->from->cause)
        strs_add(&s->because, x->from->cause);
    strs_add(&s->clusters, b->id.cluster);
    return 0;
}

static int by_name(const void *a, const void *b)
{
    const struct world_binding *x = *(const struct world_binding *const *)a, *y = *(const struct world_binding *const *)b;
    int order = strcmp(x->record.id.namespace, y->record.id.namespace);
    if (!order)
        order = strcmp(x->record.id.name, y->record.id.name);
    return order ? order : strcmp(x->key, y->key);
}

/* By name, then cluster in fleet order. */
static size_t ordered(const struct world *w, const struct world_binding ***out)
{
    size_t count = 0, all = 0;
    const struct world_binding **list = xcalloc(HASH_COUNT(w->bindings) + 1, sizeof *list);
    for (size_t c = 0; c < w->fleet.clusters_count; c++)
        for (const struct world_binding *b = w->bindings; b; b = b->hh.next)
            if (strcmp(b->record.id.cluster, w->fleet.clusters[c].name) == 0 && world_counts(w, b->record.id.cluster))
                list[all++] = b;
    count = all;
    if (count)
        qsort(list, count, sizeof *list, by_name);
    *out = list;
    return count;
}

void bindings_compile(struct compiler *c, struct stacks *wanted, struct rejections *rejected)
{
    const struct world_binding **list;
    size_t count = ordered(c->world, &list);
    for (size_t i = 0; i < count; i++) {
        struct fault f = {0};
        struct reading x = {.c = c, .from = list[i], .f = &f};
        if (compile_one(&x, wanted)) {
            struct rejected *r = rejections_add(rejected, &list[i]->record.id, "TargetGroupBinding", &f);
            r->cause = xstrdup_or_null(list[i]->cause);
            r->stack = xasprintf("targetgroupbinding/%s/%s", list[i]->record.id.namespace, list[i]->record.id.name);
            r->held = true; /* what was registered through it stays */
        }
        json_free(x.spec);
        free(x.port);
    }
    free(list);
}
