/* Step 5: the security groups in front of the load balancer, and the one its targets let in. */
#include "plan-rules/compile/build.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/names.h"

static const char *tag_of(const struct json *value, const char *key)
{
    json_each (tag, json_get(value, "Tags")) {
        if (str_equal(json_str(json_get(tag, "Key")), key))
            return json_str_or(json_get(tag, "Value"), "");
    }
    return NULL;
}

static bool in_vpc(const struct build *b, const struct world_observed *g)
{
    return !b->c->set.vpc_id || str_equal(json_str(json_get(g->value, "VpcId")), b->c->set.vpc_id);
}

/* ---- named by users ---- */

struct naming {
    struct build *b;
    const char *field; /* where they are named */
    struct strs *out;
    struct fault *f;
};

/* Not among those that were read: made since, perhaps. */
static int ask_for_group(const struct naming *n, const char *by, const char *value)
{
    const struct ask q = {.service = "ec2", .resource = "SecurityGroup", .by = by, .value = value, .missing = true};
    const struct asker who = ask_of_group(n->b);
    return ask_for(n->b->c, &who, &q, NULL) == ANSWER_WAITS ? ask_waits(n->f, n->field, &q) : 0;
}

static int add_by_id(const struct naming *n, const char *id)
{
    bool there = world_observed(n->b->c->world, "ec2/securitygroup", id) != NULL;
    if (!there && ask_for_group(n, "id", id))
        return -1;
    if (!there)
        return fault_set(n->f, n->field, id, "there is no security group '%s'", id);
    if (strs_has(n->out, id))
        return fault_set(n->f, n->field, id, "security group '%s' is listed twice", id);
    strs_add(n->out, id);
    return 0;
}

static int add_by_name(const struct naming *n, const char *name)
{
    size_t count, found = 0;
    const struct world_observed **all = world_all(n->b->c->world, "ec2/securitygroup", &count);
    for (size_t i = 0; i < count; i++) {
        if (!in_vpc(n->b, all[i]) || !str_equal(tag_of(all[i]->value, "Name"), name))
            continue;
        found++;
        if (!strs_has(n->out, all[i]->id))
            strs_add(n->out, all[i]->id);
    }
    free(all);
    if (!found && ask_for_group(n, "name", name))
        return -1;
    if (!found)
        return fault_set(n->f, n->field, name, "no security group of the VPC has the tag Name '%s'", name);
    return 0;
}

static int add_named(const struct naming *n, const struct strs *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_starts(names->items[i], "sg-") && add_by_id(n, names->items[i]))
            return -1;
    for (size_t i = 0; i < names->count; i++)
        if (!str_starts(names->items[i], "sg-") && add_by_name(n, names->items[i]))
            return -1;
    return 0;
}

int security_choose_front(struct build *b, const struct stack *behind, const struct strs *named, struct fault *f)
{
    struct naming n = {b, NOTE_PREFIX "frontend-nlb-security-groups", &behind->front->security_groups, f};
    if (named->count)
        return add_named(&n, named);
    strs_add_all(&behind->front->security_groups, &behind->security_groups);
    return 0;
}

/* ---- the managed group ---- */

static struct permission *add_permission(struct security_group *g, int port)
{
    struct permission *p = security_group_add_permission(g);
    p->protocol = xstrdup("tcp");
    p->from_port = p->to_port = port;
    return p;
}

static void open_port(const struct build *b, struct security_group *g, const struct merged_port *port)
{
    bool anywhere = !port->sources && !port->prefixes;
    const struct strs none = {0};
    const struct strs *v4 = port->sources ? &port->sources->cidrs : &none, *v6 = port->sources ? &port->sources->cidrs_v6 : &none;
    const struct strs *lists = port->prefixes ? &port->prefixes->prefix_lists : &none;
    for (size_t i = 0; i < v4->count; i++)
        add_permission(g, port->port)->cidr = xstrdup(v4->items[i]);
    if (anywhere)
        add_permission(g, port->port)->cidr = xstrdup("0.0.0.0/0");
    for (size_t i = 0; b->dualstack && i < v6->count; i++)
        add_permission(g, port->port)->cidr_v6 = xstrdup(v6->items[i]);
    if (anywhere && b->dualstack)
        add_permission(g, port->port)->cidr_v6 = xstrdup("::/0");
    for (size_t i = 0; i < lists->count; i++)
        add_permission(g, port->port)->prefix_list = xstrdup(lists->items[i]);
}

static void make_managed(struct build *b, struct stack *out)
{
    struct security_group *g = stack_add_security_group(out);
    const char *parts[] = {b->identity, b->gid};
    own_str char *hash = name_hash(parts, 2);
    const struct object_name *id = &b->merged.first->in->id;
    g->name = b->explicit_group ? name_made(b->gid, NULL, hash) : name_made(id->namespace, id->name, hash);
    g->description = xstrdup("[k8s] Managed SecurityGroup for LoadBalancer");
    for (size_t i = 0; i < b->merged.ports_count; i++)
        open_port(b, g, &b->merged.ports[i]);
    tags_make(&b->c->set, &(struct tracking){b->identity, b->gid, "ManagedLBSecurityGroup"}, &b->merged.tags, &g->tags);
    own_str char *reference = xasprintf("@securitygroup/%s", g->name);
    strs_add(&out->security_groups, reference);
}

/* ---- the shared backend group ---- */

static const char *existing_backend(const struct build *b)
{
    size_t count;
    const char *id = NULL;
    const struct world_observed **all = world_all(b->c->world, "ec2/securitygroup", &count);
    for (size_t i = 0; i < count && !id; i++)
        if (in_vpc(b, all[i]) && str_equal(tag_of(all[i]->value, "elbv2.k8s.aws/cluster"), b->c->set.fleet) &&
            str_equal(tag_of(all[i]->value, "elbv2.k8s.aws/resource"), "backend-sg"))
            id = all[i]->id;
    free(all);
    return id;
}

static void tag_backend(const struct settings *s, struct security_group *g)
{
    pairs_copy(&g->tags, &s->default_tags);
    pairs_set(&g->tags, "elbv2.k8s.aws/cluster", s->fleet);
    pairs_set(&g->tags, "elbv2.k8s.aws/resource", "backend-sg");
    pairs_sort(&g->tags);
}

static void add_backend(struct build *b, struct stack *out)
{
    const char *id = b->c->set.backend_group && *b->c->set.backend_group ? b->c->set.backend_group : existing_backend(b);
    struct security_group *g = stack_add_security_group(out);
    g->shared = true;
    g->name = name_backend_group(b->c->set.fleet);
    g->description = xstrdup("[k8s] Shared Backend SecurityGroup for LoadBalancer");
    tag_backend(&b->c->set, g);
    g->id = xstrdup_or_null(id);
    own_str char *reference = id ? xstrdup(id) : xasprintf("@securitygroup/%s", g->name);
    strs_add(&out->security_groups, reference);
}

int security_choose(struct build *b, struct stack *out, struct fault *f)
{
    const struct merged *g = &b->merged;
    const struct settings *s = &b->c->set;
    if (!g->groups) {
        make_managed(b, out);
        if (s->backend_groups)
            add_backend(b, out);
        return 0;
    }
    struct naming n = {b, NOTE_PREFIX "security-groups", &out->security_groups, f};
    if (add_named(&n, &g->groups->security_groups))
        return -1;
    bool manage = g->managed ? g->managed->manage_backend_rules == 1 : s->manage_backend_rules;
    if (manage && !s->backend_groups)
        return fault_set(
            f, NOTE_PREFIX "manage-backend-security-group-rules", NULL,
            "the fleet's option enable-backend-security-group is false, so rules of targets' security groups cannot be managed");
    if (manage)
        add_backend(b, out);
    return 0;
}
