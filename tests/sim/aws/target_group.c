/* Target groups, without their targets. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

static struct resource *find(struct call *c)
{
    const char *arn = node_str(c->in, "TargetGroupArn");
    struct resource *g = resource_find(c->aws, TARGET_GROUP, arn);
    if (!g)
        call_fail(c, "TargetGroupNotFound", "Target group '%s' not found", arn ? arn : "");
    return g;
}

/* ---- checks ---- */

static int check_name(struct call *c, const char *name)
{
    size_t len = strlen(name);
    if (len == 0 || len > 32)
        return call_invalid(c, "Target group name '%s' cannot be longer than '32' characters", name);
    for (size_t i = 0; i < len; i++)
        if (!isalnum((unsigned char)name[i]) && name[i] != '-')
            return call_invalid(c, "Target group name '%s' can only contain characters that are alphanumeric characters and hyphens(-)",
                                name);
    return name[0] == '-' || name[len - 1] == '-' ? call_invalid(c, "Target group name '%s' cannot begin or end with a hyphen(-)", name)
                                                  : 0;
}

static int check_health(struct call *c, const struct node *f)
{
    if (node_int_or(f, "HealthCheckTimeoutSeconds", 0) >= node_int_or(f, "HealthCheckIntervalSeconds", 0))
        return call_invalid(c, "Health check interval must be greater than the timeout");
    const char *path = node_str_or(f, "HealthCheckPath", "/"), *protocol = node_str_or(f, "HealthCheckProtocol", "");
    if (path[0] != '/')
        return call_invalid(c, "Health check path '%s' must begin with a '/' character", path);
    if (strcmp(protocol, "HTTP") != 0 && strcmp(protocol, "HTTPS") != 0)
        return call_fail(c, "InvalidConfigurationRequest", "Health check protocol '%s' must be HTTP or HTTPS for this target group",
                         protocol);
    const char *port = node_str_or(f, "HealthCheckPort", "");
    if (strcmp(port, "traffic-port") != 0 && (strspn(port, "0123456789") != strlen(port) || atoi(port) < 1 || atoi(port) > 65535))
        return call_invalid(c, "Health check port '%s' must be 'traffic-port' or between 1 and 65535", port);
    return 0;
}

static bool leads_to_balancer(const struct node *in)
{
    return str_equal(node_str(in, "TargetType"), "alb");
}

/* Whose only target is an application load balancer. */
static int check_leading(struct call *c, const struct node *f)
{
    if (!str_equal(node_str(f, "Protocol"), "TCP"))
        return call_invalid(c, "Protocol '%s' must be TCP for target type 'alb'", node_str_or(f, "Protocol", ""));
    return node_str(f, "ProtocolVersion") ? call_invalid(c, "You cannot specify a protocol version for protocol 'TCP'") : 0;
}

static int check_kind(struct call *c, const struct node *f)
{
    const char *protocol = node_str_or(f, "Protocol", ""), *type = node_str_or(f, "TargetType", ""), *vpc = node_str_or(f, "VpcId", "");
    const char *version = node_str_or(f, "ProtocolVersion", "");
    bool leading = leads_to_balancer(f);
    if (leading && check_leading(c, f))
        return -1;
    if (!leading && strcmp(type, "instance") != 0 && strcmp(type, "ip") != 0)
        return call_invalid(c, "Target type '%s' must be instance, ip or alb (others are not simulated)", type);
    if (!leading && strcmp(protocol, "HTTP") != 0 && strcmp(protocol, "HTTPS") != 0)
        return call_invalid(c, "Protocol '%s' must be HTTP or HTTPS (others are not simulated)", protocol);
    if (!leading && strcmp(version, "HTTP1") != 0 && strcmp(version, "HTTP2") != 0 && strcmp(version, "GRPC") != 0)
        return call_invalid(c, "Protocol version '%s' must be one of 'HTTP1, HTTP2, GRPC'", version);
    if (!node_str(f, "Port"))
        return call_invalid(c, "A port must be specified");
    if (strcmp(vpc, c->aws->set.vpc) != 0)
        return call_invalid(c, "The VPC ID '%s' is not found", vpc);
    return 0;
}

/* ---- create ---- */

static const char *grpc_or(const struct node *in, const char *grpc, const char *other)
{
    return str_equal(node_str(in, "ProtocolVersion"), "GRPC") ? grpc : other;
}

static struct node *matcher(const struct node *in)
{
    if (node_get(in, "Matcher"))
        return node_clone(node_get(in, "Matcher"));
    struct node *m = node_new("Matcher", NULL);
    node_set(m, grpc_or(in, "GrpcCode", "HttpCode"), grpc_or(in, "12", "200"));
    return m;
}

/* The group as Describe shows it, with what AWS fills in. */
static struct node *wanted_fields(const struct node *in)
{
    const struct {
        const char *member, *fallback;
    } members[] = {{"Protocol", NULL},
                   {"Port", NULL},
                   {"VpcId", NULL},
                   {"HealthCheckProtocol", "HTTP"},
                   {"HealthCheckPort", "traffic-port"},
                   {"HealthCheckEnabled", "true"},
                   {"HealthCheckIntervalSeconds", "30"},
                   {"HealthCheckTimeoutSeconds", "5"},
                   {"HealthyThresholdCount", "5"},
                   {"UnhealthyThresholdCount", "2"},
                   {"HealthCheckPath", grpc_or(in, "/AWS.ALB/healthcheck", "/")},
                   {"TargetType", "instance"},
                   {"ProtocolVersion", leads_to_balancer(in) ? NULL : "HTTP1"},
                   {"IpAddressType", "ipv4"},
                   {"TargetControlPort", NULL}};
    struct node *f = node_new("member", NULL);
    node_set(f, "TargetGroupName", node_str(in, "Name"));
    for (size_t i = 0; i < COUNT_OF(members); i++)
        node_set(f, members[i].member, node_str_or(in, members[i].member, members[i].fallback));
    node_add(f, matcher(in));
    return f;
}

static bool same_settings(const struct resource *g, const struct node *wanted)
{
    node_each (m, wanted)
        if (!node_equal(m, node_get(g->fields, m->name)))
            return false;
    return true;
}

static struct resource *make(struct call *c, const struct node *wanted)
{
    char id[17];
    struct settings *s = &c->aws->set;
    const char *name = node_str(wanted, "TargetGroupName");
    resource_id(id, "targetgroup", name, c->aws->made + 1);
    own_str char *arn = xasprintf("arn:aws:elasticloadbalancing:%s:%s:targetgroup/%s/%s", s->region, s->account, name, id);
    struct resource *g = resource_new(c->aws, TARGET_GROUP, arn, NULL);
    node_set(g->fields, "TargetGroupArn", arn);
    node_each (m, wanted)
        node_add(g->fields, node_clone(m));
    attributes_default(g);
    return g;
}

static void write_one(struct call *c, const struct resource *shown)
{
    struct resource *g = resource_find(c->aws, TARGET_GROUP, shown->arn);
    const struct resource *user = group_user(c->aws, g);
    buf_add_str(&c->out, "<member>");
    node_xml_inner(&c->out, g->fields);
    buf_add_str(&c->out, "<LoadBalancerArns>");
    xml_text(&c->out, "member", user ? user->arn : NULL);
    buf_add_str(&c->out, "</LoadBalancerArns></member>");
}

static int write_changed(struct call *c, const struct resource *g)
{
    buf_add_str(&c->out, "<TargetGroups>");
    write_one(c, g);
    buf_add_str(&c->out, "</TargetGroups>");
    return 0;
}

HANDLER(CreateTargetGroup)
{
    own_node *wanted = wanted_fields(c->in), *tags = node_new("", NULL);
    const char *name = node_str(wanted, "TargetGroupName");
    if (check_name(c, name) || check_kind(c, wanted) || check_health(c, wanted) || tags_take(c, tags, node_get(c->in, "Tags")))
        return -1;
    struct resource *g = resource_by_name(c->aws, TARGET_GROUP, name);
    if (g && same_settings(g, wanted))
        return write_changed(c, g);
    if (g)
        return call_fail(c, "DuplicateTargetGroupName", "A target group with the same name '%s' exists, but with different settings", name);
    if ((int64_t)resource_count(c->aws, TARGET_GROUP, NULL) >= limit_get(c->aws, "target-groups"))
        return call_fail(c, "TooManyTargetGroups", "The maximum number of target groups '%lld' has been reached",
                         (long long)limit_get(c->aws, "target-groups"));
    g = make(c, wanted);
    node_each (t, tags)
        node_set(g->tags, t->name, t->value);
    return write_changed(c, g);
}

/* ---- the rest ---- */

HANDLER(ModifyTargetGroup)
{
    struct resource *g = find(c);
    if (!g)
        return -1;
    own_node *fields = node_clone(g->fields);
    node_each (m, c->in)
        if (strcmp(m->name, "TargetGroupArn") != 0)
            node_put(fields, node_clone(m));
    if (check_health(c, fields))
        return -1;
    node_free(g->fields);
    g->fields = node_clone(fields);
    plane_touch(c->aws->plane);
    return write_changed(c, g);
}

HANDLER(DeleteTargetGroup)
{
    struct resource *g = resource_find(c->aws, TARGET_GROUP, node_str(c->in, "TargetGroupArn"));
    if (g && group_user(c->aws, g))
        return call_fail(c, "ResourceInUse", "Target group '%s' is currently in use by a listener or a rule", g->arn);
    if (g)
        resource_remove(c->aws, g);
    return 0;
}

static int describe_of(struct call *c, const struct resource *lb)
{
    buf_add_str(&c->out, "<TargetGroups>");
    resource_each (g, c->aws, TARGET_GROUP, NULL)
        if (group_user(c->aws, g) == lb)
            write_one(c, g);
    buf_add_str(&c->out, "</TargetGroups>");
    return 0;
}

HANDLER(DescribeTargetGroups)
{
    const char *arn = node_str(c->in, "LoadBalancerArn");
    const struct node *arns = node_get(c->in, "TargetGroupArns"), *names = node_get(c->in, "Names");
    struct resource *lb = resource_find(c->aws, LOAD_BALANCER, arn);
    if ((arn != NULL) + (arns != NULL) + (names != NULL) > 1)
        return call_invalid(c, "Target group names, target group ARNs, and a load balancer ARN cannot be specified at the same time");
    if (node_count(arns) > 20 || node_count(names) > 20)
        return call_invalid(c, "You cannot describe more than '20' target groups at a time");
    if (arn && !lb)
        return call_fail(c, "LoadBalancerNotFound", "Load balancer '%s' not found", arn);
    if (lb)
        return describe_of(c, lb);
    return describe(
        c,
        &(struct paging){
            .kind = TARGET_GROUP, .list = "TargetGroups", .item = "TargetGroupNotFound", .arns = arns, .names = names, .write = write_one});
}

HANDLER(DescribeTargetGroupAttributes)
{
    struct resource *g = find(c);
    if (!g)
        return -1;
    attributes_write(c, g);
    return 0;
}

HANDLER(ModifyTargetGroupAttributes)
{
    struct resource *g = find(c);
    if (!g || attributes_modify(c, g))
        return -1;
    plane_touch(c->aws->plane);
    return 0;
}
