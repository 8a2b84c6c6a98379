/* GET /sim/state: all that is held, as one JSON object. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

static void write_pairs(struct json_out *o, const char *name, const struct node *pairs)
{
    json_open_object(o, name);
    node_each (p, pairs)
        json_add_str(o, p->name, p->value);
    json_close_object(o);
}

/* Groups and weights in few words, beside the actions as they are. */
static void write_forwards(struct aws *a, struct json_out *o, const struct node *actions)
{
    json_open_array(o, "forward");
    node_each (action, actions) {
        node_each (t, node_get(node_get(action, "ForwardConfig"), "TargetGroups")) {
            const struct resource *g = resource_find(a, TARGET_GROUP, node_str(t, "TargetGroupArn"));
            json_open_object(o, NULL);
            json_add_str(o, "group", g ? node_str(g->fields, "TargetGroupName") : NULL);
            json_add_str(o, "arn", node_str(t, "TargetGroupArn"));
            json_add_int(o, "weight", node_int_or(t, "Weight", 1));
            json_close_object(o);
        }
    }
    json_close_array(o);
}

static void write_rule(struct aws *a, struct json_out *o, const struct resource *rule)
{
    json_open_object(o, NULL);
    json_add_str(o, "arn", rule->arn);
    json_add_int(o, "priority", node_int_or(rule->fields, "Priority", 0));
    node_json(o, "conditions", node_get(rule->fields, "Conditions"));
    node_json(o, "actions", node_get(rule->fields, "Actions"));
    node_json(o, "transforms", node_get(rule->fields, "Transforms"));
    write_forwards(a, o, node_get(rule->fields, "Actions"));
    write_pairs(o, "tags", rule->tags);
    json_close_object(o);
}

/* In the order of priorities, without the default rule. */
static void write_rules(struct aws *a, struct json_out *o, const struct resource *listener)
{
    int64_t last = 0;
    json_open_array(o, "rules");
    for (;;) {
        const struct resource *next = NULL;
        resource_each (rule, a, RULE, listener) {
            int64_t priority = node_int_or(rule->fields, "Priority", 0);
            if (priority > last && (!next || priority < node_int_or(next->fields, "Priority", 0)))
                next = rule;
        }
        if (!next)
            break;
        write_rule(a, o, next);
        last = node_int_or(next->fields, "Priority", 0);
    }
    json_close_array(o);
}

static void write_listener(struct aws *a, struct json_out *o, const struct resource *l)
{
    const struct node *actions = node_get(l->fields, "DefaultActions");
    json_open_object(o, NULL);
    json_add_str(o, "arn", l->arn);
    json_add_int(o, "port", node_int_or(l->fields, "Port", 0));
    json_add_str(o, "protocol", node_str(l->fields, "Protocol"));
    json_add_str(o, "sslPolicy", node_str(l->fields, "SslPolicy"));
    node_json(o, "certificates", node_get(l->fields, "Certificates"));
    write_pairs(o, "sni", l->certificates);
    node_json(o, "defaultActions", actions);
    write_forwards(a, o, actions);
    write_rules(a, o, l);
    write_pairs(o, "attributes", l->attributes);
    write_pairs(o, "tags", l->tags);
    json_close_object(o);
}

static void write_load_balancer(struct aws *a, struct json_out *o, const struct resource *lb)
{
    json_open_object(o, NULL);
    json_add_str(o, "arn", lb->arn);
    json_add_str(o, "name", node_str(lb->fields, "LoadBalancerName"));
    json_add_str(o, "scheme", node_str(lb->fields, "Scheme"));
    json_add_str(o, "ipAddressType", node_str(lb->fields, "IpAddressType"));
    json_add_str(o, "dnsName", node_str(lb->fields, "DNSName"));
    json_add_str(o, "state", load_balancer_state(a, lb));
    node_json(o, "zones", node_get(lb->fields, "AvailabilityZones"));
    node_json(o, "securityGroups", node_get(lb->fields, "SecurityGroups"));
    write_pairs(o, "attributes", lb->attributes);
    write_pairs(o, "tags", lb->tags);
    json_add_str(o, "webAcl", lb->web_acl);
    resource_each (p, a, PROTECTION, NULL)
        if (str_equal(node_str(p->fields, "ResourceArn"), lb->arn))
            json_add_str(o, "protection", node_str(p->fields, "Name"));
    json_open_array(o, "listeners");
    resource_each (l, a, LISTENER, lb)
        write_listener(a, o, l);
    json_close_array(o);
    serving_json(a, o, lb);
    json_close_object(o);
}

static void write_targets(struct aws *a, struct json_out *o, struct resource *g)
{
    json_open_array(o, "targets");
    for (size_t i = 0; i < g->target_count; i++) {
        const struct target *t = &g->targets[i];
        json_open_object(o, NULL);
        json_add_str(o, "id", t->id);
        json_add_int(o, "port", t->port);
        json_add_str(o, "zone", t->zone);
        json_add_str(o, "state", target_state(a, g, t));
        json_add_str(o, "reason", t->reason);
        json_close_object(o);
    }
    json_close_array(o);
}

static void write_target_group(struct aws *a, struct json_out *o, struct resource *g)
{
    const struct resource *user = group_user(a, g);
    targets_expire(a, g);
    json_open_object(o, NULL);
    json_add_str(o, "arn", g->arn);
    json_add_str(o, "name", node_str(g->fields, "TargetGroupName"));
    json_add_str(o, "loadBalancer", user ? user->arn : NULL);
    node_json(o, "settings", g->fields);
    write_pairs(o, "attributes", g->attributes);
    write_pairs(o, "tags", g->tags);
    write_targets(a, o, g);
    json_close_object(o);
}

static void write_security_group(struct json_out *o, const struct security_group *g)
{
    json_open_object(o, NULL);
    json_add_str(o, "id", g->id);
    json_add_str(o, "name", g->name);
    json_add_str(o, "description", g->description);
    json_open_array(o, "permissions");
    for (size_t i = 0; i < g->permission_count; i++) {
        const struct permission *p = &g->permissions[i];
        json_open_object(o, NULL);
        json_add_str(o, "protocol", p->protocol);
        json_add_int(o, "from", p->from);
        json_add_int(o, "to", p->to);
        json_add_str(o, p->kind, p->source);
        json_add_str(o, "description", p->description);
        json_close_object(o);
    }
    json_close_array(o);
    write_pairs(o, "tags", g->tags);
    json_close_object(o);
}

void state_write(struct aws *a, struct buf *to)
{
    struct json_out o = json_out(to);
    serving_settle(a);
    json_open_object(&o, NULL);
    json_add_int(&o, "requests", (int64_t)a->requests);
    if (a->plane)
        plane_json(a->plane, &o);
    json_open_array(&o, "loadBalancers");
    resource_each (lb, a, LOAD_BALANCER, NULL)
        write_load_balancer(a, &o, lb);
    json_close_array(&o);
    json_open_array(&o, "targetGroups");
    resource_each (g, a, TARGET_GROUP, NULL)
        write_target_group(a, &o, g);
    json_close_array(&o);
    json_open_array(&o, "securityGroups");
    for (const struct security_group *g = a->groups; g; g = g->next)
        write_security_group(&o, g);
    json_close_array(&o);
    json_close_object(&o);
}
