/* Load balancers. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* base */
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/aws/aws.h"

enum { GROUPS_MAX = 5 };

static struct resource *find(struct call *c)
{
    const char *arn = node_str(c->in, "LoadBalancerArn");
    struct resource *lb = resource_find(c->aws, LOAD_BALANCER, arn);
    if (!lb)
        call_fail(c, "LoadBalancerNotFound", "Load balancer '%s' not found", arn ? arn : "");
    return lb;
}

/* ---- checks ---- */

static int check_name(struct call *c, const char *name)
{
    size_t len = strlen(name);
    if (len == 0 || len > 32)
        return call_invalid(c, "The load balancer name '%s' cannot be longer than '32' characters", name);
    for (size_t i = 0; i < len; i++)
        if (!isalnum((unsigned char)name[i]) && name[i] != '-')
            return call_invalid(
                c, "The load balancer name '%s' can only contain characters that are alphanumeric characters and hyphens(-)", name);
    if (name[0] == '-' || name[len - 1] == '-')
        return call_invalid(c, "The load balancer name '%s' cannot begin or end with a hyphen(-)", name);
    return str_starts(name, "internal-") ? call_invalid(c, "The load balancer name '%s' cannot begin with 'internal-'", name) : 0;
}

/* What a network load balancer's subnet gets of it. */
static int take_address(struct call *c, const struct node *mapping, struct node *zone)
{
    const char *allocation = node_str(mapping, "AllocationId");
    if (!allocation)
        return 0;
    if (!str_starts(allocation, "eipalloc-"))
        return call_fail(c, "AllocationIdNotFound", "The allocation ID '%s' does not exist", allocation);
    struct node *address = node_add(node_add(zone, node_new("LoadBalancerAddresses", NULL)), node_new("member", NULL));
    node_set(address, "AllocationId", allocation);
    return 0;
}

static int check_addresses(struct call *c, const struct node *mapped, const char *type, const char *scheme)
{
    size_t given = 0;
    node_each (m, mapped)
        given += node_str(m, "AllocationId") != NULL;
    if (given && strcmp(type, "network") != 0)
        return call_fail(c, "InvalidConfigurationRequest", "Elastic IP addresses are for network load balancers");
    if (given && strcmp(scheme, "internet-facing") != 0)
        return call_fail(c, "InvalidConfigurationRequest", "Elastic IP addresses are for internet-facing load balancers");
    if (given && given != node_count(mapped))
        return call_invalid(c, "You must specify an Elastic IP address for each subnet, or for none");
    return 0;
}

/* The subnets asked for, as AvailabilityZones. NULL: call_fail. */
static struct node *take_zones(struct call *c, const char *type, const char *scheme)
{
    const struct node *plain = node_get(c->in, "Subnets"), *mapped = node_get(c->in, "SubnetMappings");
    own_node *zones = node_new("AvailabilityZones", NULL);
    if (!plain == !mapped) {
        call_invalid(c, "You must specify either subnets or subnet mappings");
        return NULL;
    }
    if (check_addresses(c, mapped, type, scheme))
        return NULL;
    node_each (m, plain ? plain : mapped) {
        const char *id = plain ? m->value : node_str_or(m, "SubnetId", "");
        const struct subnet *s = subnet_find(c->aws, id);
        if (!s) {
            call_fail(c, "SubnetNotFound", "The subnet ID '%s' does not exist", id);
            return NULL;
        }
        node_each (z, zones)
            if (str_equal(node_str(z, "ZoneName"), s->zone)) {
                call_fail(c, "InvalidConfigurationRequest",
                          "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
                return NULL;
            }
        struct node *zone = node_add(zones, node_new("member", NULL));
        node_set(zone, "ZoneName", s->zone);
        node_set(zone, "SubnetId", s->id);
        if (!plain && take_address(c, m, zone))
            return NULL;
    }
    if (node_count(zones) < 2 && strcmp(type, "network") != 0) {
        call_fail(c, "InvalidConfigurationRequest", "At least two subnets in two different Availability Zones must be specified");
        return NULL;
    }
    return node_clone(zones);
}

/* The security groups asked for, else the VPC's default one; of a network load balancer none. NULL: call_fail. */
static struct node *take_groups(struct call *c, const char *type)
{
    const struct node *list = node_get(c->in, "SecurityGroups");
    if (node_count(list) == 0) {
        struct node *groups = node_new("SecurityGroups", NULL);
        for (struct security_group *g = c->aws->groups; g; g = g->next)
            if (g->predefined && strcmp(type, "network") != 0)
                node_add(groups, node_new("member", g->id));
        return groups;
    }
    if (node_count(list) > GROUPS_MAX) {
        call_fail(c, "InvalidConfigurationRequest", "The maximum number of security groups per load balancer '%d' has been reached",
                  GROUPS_MAX);
        return NULL;
    }
    node_each (m, list)
        if (!security_group_find(c->aws, m->value)) {
            call_fail(c, "InvalidSecurityGroup", "The security group ID '%s' does not exist", m->value);
            return NULL;
        }
    return node_clone(list);
}

/* ---- create ---- */

static int check_create(struct call *c)
{
    if (check_name(c, node_str_or(c->in, "Name", "")))
        return -1;
    const char *type = node_str_or(c->in, "Type", "application"), *address = node_str_or(c->in, "IpAddressType", "ipv4");
    bool network = strcmp(type, "network") == 0;
    if (!network && strcmp(type, "application") != 0)
        return call_fail(c, "OperationNotPermitted", "This simulator makes application and network load balancers only");
    if (network && strcmp(address, "ipv4") != 0 && strcmp(address, "dualstack") != 0)
        return call_fail(c, "InvalidConfigurationRequest", "IP address type '%s' is not for network load balancers", address);
    return 0;
}

/* All that a repeated call must agree on. Owned; NULL: call_fail. */
static struct node *wanted_fields(struct call *c)
{
    const char *type = node_str_or(c->in, "Type", "application"), *scheme = node_str_or(c->in, "Scheme", "internet-facing");
    own_node *zones = take_zones(c, type, scheme), *groups = zones ? take_groups(c, type) : NULL;
    if (!zones || !groups)
        return NULL;
    struct node *f = node_new("member", NULL);
    node_set(f, "LoadBalancerName", node_str(c->in, "Name"));
    node_set(f, "Scheme", scheme);
    node_set(f, "Type", type);
    node_set(f, "IpAddressType", node_str_or(c->in, "IpAddressType", "ipv4"));
    node_set(f, "VpcId", c->aws->set.vpc);
    node_add(f, node_clone(zones));
    node_add(f, node_clone(groups));
    if (node_get(c->in, "IpamPools"))
        node_add(f, node_clone(node_get(c->in, "IpamPools")));
    node_set(f, "CustomerOwnedIpv4Pool", node_str(c->in, "CustomerOwnedIpv4Pool"));
    return f;
}

static bool same_settings(const struct resource *lb, const struct node *wanted)
{
    node_each (m, wanted)
        if (!node_equal(m, node_get(lb->fields, m->name)))
            return false;
    return true;
}

static void now_text(const struct aws *a, char to[32])
{
    char text[MOMENT_TEXT];
    moment_format(moment_add_ms(moment_now(), a->set.skew_s * 1000), text);
    snprintf(to, 32, "%.23sZ", text);
}

/* The smallest number that no load balancer has. */
static int free_slot(const struct aws *a)
{
    bool taken[61] = {0};
    int slot = 0;
    world_each(w, a) resource_each (lb, w, LOAD_BALANCER, NULL) if (lb->slot >= 0) taken[lb->slot] = true;
    while (slot < 60 && taken[slot])
        slot++;
    return slot;
}

static struct resource *make(struct call *c, const struct node *wanted)
{
    char id[17], created[32];
    struct settings *s = &c->aws->set;
    const char *name = node_str(wanted, "LoadBalancerName");
    bool internal = str_equal(node_str(wanted, "Scheme"), "internal");
    resource_id(id, "loadbalancer", name, c->aws->made + 1);
    now_text(c->aws, created);
    bool network = str_equal(node_str(wanted, "Type"), "network");
    own_str char *arn =
        xasprintf("arn:aws:elasticloadbalancing:%s:%s:loadbalancer/%s/%s/%s", s->region, s->account, network ? "net" : "app", name, id);
    own_str char *dns = network ? xasprintf("%s-%s.elb.%s.amazonaws.com", name, id, s->region)
                                : xasprintf("%s%s-%lu.%s.elb.amazonaws.com", internal ? "internal-" : "", name,
                                            strtoul(id + 8, NULL, 16) % 2000000000, s->region);
    struct resource *lb = resource_new(c->aws, LOAD_BALANCER, arn, NULL);
    node_set(lb->fields, "LoadBalancerArn", arn);
    node_set(lb->fields, "DNSName", dns);
    node_set(lb->fields, "CanonicalHostedZoneId", "Z1H1FL5HABSF5");
    node_set(lb->fields, "CreatedTime", created);
    node_each (m, wanted)
        node_add(lb->fields, node_clone(m));
    attributes_default(lb);
    lb->slot = free_slot(c->aws);
    return lb;
}

static void write_one(struct call *c, const struct resource *lb)
{
    buf_add_str(&c->out, "<member>");
    node_xml_inner(&c->out, lb->fields);
    buf_add_str(&c->out, "<State>");
    xml_text(&c->out, "Code", load_balancer_state(c->aws, lb));
    buf_add_str(&c->out, "</State></member>");
}

static int write_created(struct call *c, const struct resource *lb)
{
    buf_add_str(&c->out, "<LoadBalancers>");
    write_one(c, lb);
    buf_add_str(&c->out, "</LoadBalancers>");
    return 0;
}

bool load_balancer_is_network(const struct resource *lb)
{
    return lb->kind == LOAD_BALANCER && str_equal(node_str(lb->fields, "Type"), "network");
}

static int check_count(struct call *c)
{
    const char *type = node_str_or(c->in, "Type", "application");
    int64_t count = 0, most = limit_get(c->aws, strcmp(type, "network") == 0 ? "network-load-balancers" : "application-load-balancers");
    resource_each (lb, c->aws, LOAD_BALANCER, NULL)
        count += str_equal(node_str(lb->fields, "Type"), type);
    return count < most
               ? 0
               : call_fail(c, "TooManyLoadBalancers", "The maximum number of load balancers '%lld' has been reached", (long long)most);
}

HANDLER(CreateLoadBalancer)
{
    if (check_create(c))
        return -1;
    own_node *wanted = wanted_fields(c), *tags = node_new("", NULL);
    if (!wanted || tags_take(c, tags, node_get(c->in, "Tags")))
        return -1;
    struct resource *lb = resource_by_name(c->aws, LOAD_BALANCER, node_str(c->in, "Name"));
    if (lb && same_settings(lb, wanted))
        return write_created(c, lb);
    if (lb)
        return call_fail(c, "DuplicateLoadBalancerName", "A load balancer with the same name '%s' exists, but with different settings",
                         node_str(c->in, "Name"));
    if (check_count(c))
        return -1;
    lb = make(c, wanted);
    node_each (t, tags)
        node_set(lb->tags, t->name, t->value);
    return write_created(c, lb);
}

/* ---- the rest ---- */

HANDLER(DescribeLoadBalancers)
{
    return describe(c, &(struct paging){.kind = LOAD_BALANCER,
                                        .list = "LoadBalancers",
                                        .item = "LoadBalancerNotFound",
                                        .arns = node_get(c->in, "LoadBalancerArns"),
                                        .names = node_get(c->in, "Names"),
                                        .write = write_one});
}

HANDLER(DeleteLoadBalancer)
{
    struct resource *lb = resource_find(c->aws, LOAD_BALANCER, node_str(c->in, "LoadBalancerArn"));
    if (!lb)
        return 0;
    if (str_equal(node_str(lb->attributes, "deletion_protection.enabled"), "true"))
        return call_fail(c, "OperationNotPermitted", "Load balancer '%s' cannot be deleted because deletion protection is enabled",
                         lb->arn);
    if (group_leading_to(c->aws, lb, 0))
        return call_fail(c, "ResourceInUse", "Load balancer '%s' is in use by registered target '%s' and cannot be deleted", lb->arn,
                         lb->arn);
    resource_remove(c->aws, lb);
    return 0;
}

HANDLER(DescribeLoadBalancerAttributes)
{
    struct resource *lb = find(c);
    if (!lb)
        return -1;
    attributes_write(c, lb);
    return 0;
}

HANDLER(ModifyLoadBalancerAttributes)
{
    struct resource *lb = find(c);
    return lb ? attributes_modify(c, lb) : -1;
}

HANDLER(SetSecurityGroups)
{
    struct resource *lb = find(c);
    if (!lb)
        return -1;
    if (node_count(node_get(c->in, "SecurityGroups")) == 0)
        return call_fail(c, "InvalidConfigurationRequest", "At least one security group must be specified");
    if (load_balancer_is_network(lb) && !node_count(node_get(lb->fields, "SecurityGroups")))
        return call_fail(c, "InvalidConfigurationRequest", "You cannot set security groups on a network load balancer made without any");
    struct node *groups = take_groups(c, node_str_or(lb->fields, "Type", ""));
    if (!groups)
        return -1;
    node_put(lb->fields, groups);
    buf_add_str(&c->out, "<SecurityGroupIds>");
    node_xml_inner(&c->out, groups);
    buf_add_str(&c->out, "</SecurityGroupIds>");
    return 0;
}

HANDLER(SetSubnets)
{
    struct resource *lb = find(c);
    struct node *zones = lb ? take_zones(c, node_str_or(lb->fields, "Type", ""), node_str_or(lb->fields, "Scheme", "")) : NULL;
    if (!zones)
        return -1;
    node_put(lb->fields, zones);
    if (node_str(c->in, "IpAddressType"))
        node_set(lb->fields, "IpAddressType", node_str(c->in, "IpAddressType"));
    node_xml(&c->out, zones);
    xml_text(&c->out, "IpAddressType", node_str(lb->fields, "IpAddressType"));
    return 0;
}

HANDLER(ModifyIpPools)
{
    struct resource *lb = find(c);
    const struct node *pools = node_get(c->in, "IpamPools");
    if (!lb)
        return -1;
    if (node_count(node_get(c->in, "RemoveIpamPools")))
        node_remove(lb->fields, "IpamPools");
    if (node_str(pools, "Ipv4IpamPoolId"))
        node_put(lb->fields, node_clone(pools));
    node_xml(&c->out, node_get(lb->fields, "IpamPools"));
    return 0;
}

HANDLER(SetIpAddressType)
{
    struct resource *lb = find(c);
    const char *type = node_str_or(c->in, "IpAddressType", "");
    if (!lb)
        return -1;
    node_set(lb->fields, "IpAddressType", type);
    xml_text(&c->out, "IpAddressType", type);
    return 0;
}

/* ---- capacity ---- */

static int write_capacity(struct call *c, const struct resource *lb)
{
    xml_int(&c->out, "DecreaseRequestsRemaining", 2);
    if (lb->capacity_units == 0)
        return 0;
    buf_add_str(&c->out, "<MinimumLoadBalancerCapacity>");
    xml_int(&c->out, "CapacityUnits", lb->capacity_units);
    buf_add_str(&c->out, "</MinimumLoadBalancerCapacity><CapacityReservationState>");
    node_each (zone, node_get(lb->fields, "AvailabilityZones")) {
        buf_add_str(&c->out, "<member>");
        xml_text(&c->out, "AvailabilityZone", node_str(zone, "ZoneName"));
        buf_add_str(&c->out, "<State><Code>provisioned</Code></State></member>");
    }
    buf_add_str(&c->out, "</CapacityReservationState>");
    return 0;
}

HANDLER(DescribeCapacityReservation)
{
    struct resource *lb = find(c);
    return lb ? write_capacity(c, lb) : -1;
}

HANDLER(ModifyCapacityReservation)
{
    struct resource *lb = find(c);
    if (!lb)
        return -1;
    bool reset = str_equal(node_str(c->in, "ResetCapacityReservation"), "true");
    int64_t units = node_int_or(node_get(c->in, "MinimumLoadBalancerCapacity"), "CapacityUnits", 0);
    if (!reset && (units < 1 || units > 15000))
        return call_fail(c, units > 15000 ? "CapacityUnitsLimitExceeded" : "InvalidConfigurationRequest",
                         "The capacity units '%lld' must be between 1 and 15000", (long long)units);
    lb->capacity_units = reset ? 0 : units;
    return write_capacity(c, lb);
}
