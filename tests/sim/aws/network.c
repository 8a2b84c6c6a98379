/* More of EC2: tags of its resources, the internet gateway, network interfaces. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

static int write_tags_of(struct call *c, const char *id, const char *type, const struct node *tags)
{
    node_each (t, tags) {
        own_node *fields = node_new("", NULL);
        node_set(fields, "resource-id", id);
        node_set(fields, "resource-type", type);
        node_set(fields, "key", t->name);
        node_set(fields, "value", t->value);
        int passes = filter_matches(c, fields, tags);
        if (passes < 0)
            return -1;
        if (!passes)
            continue;
        buf_add_str(&c->out, "<item>");
        xml_text(&c->out, "resourceId", id);
        xml_text(&c->out, "resourceType", type);
        xml_text(&c->out, "key", t->name);
        xml_text(&c->out, "value", t->value);
        buf_add_str(&c->out, "</item>");
    }
    return 0;
}

HANDLER(ec2_DescribeTags)
{
    buf_add_str(&c->out, "<tagSet>");
    for (size_t i = 0; i < COUNT_OF(c->aws->subnets); i++)
        if (write_tags_of(c, c->aws->subnets[i].id, "subnet", c->aws->subnets[i].tags))
            return -1;
    for (const struct security_group *g = c->aws->groups; g; g = g->next)
        if (write_tags_of(c, g->id, "security-group", g->tags))
            return -1;
    buf_add_str(&c->out, "</tagSet>");
    return 0;
}

HANDLER(DescribeInternetGateways)
{
    static const char gateway[] = "igw-0a00000000000000a";
    const struct node *ids = node_get(c->in, "InternetGatewayId");
    own_node *fields = node_new("", NULL);
    node_set(fields, "internet-gateway-id", gateway);
    node_set(fields, "attachment.vpc-id", c->aws->set.vpc);
    node_set(fields, "attachment.state", "available");
    node_each (m, ids)
        if (strcmp(m->value, gateway) != 0)
            return call_fail(c, "InvalidInternetGatewayID.NotFound", "The internetGateway ID '%s' does not exist", m->value);
    int passes = filter_matches(c, fields, NULL);
    if (passes < 0)
        return -1;
    buf_add_str(&c->out, "<internetGatewaySet>");
    if (passes) {
        buf_add_str(&c->out, "<item>");
        xml_text(&c->out, "internetGatewayId", gateway);
        xml_text(&c->out, "ownerId", c->aws->set.account);
        buf_add_str(&c->out, "<attachmentSet><item>");
        xml_text(&c->out, "vpcId", c->aws->set.vpc);
        xml_text(&c->out, "state", "available");
        buf_add_str(&c->out, "</item></attachmentSet></item>");
    }
    buf_add_str(&c->out, "</internetGatewaySet>");
    return 0;
}

/* Those of load balancers: one in each of their subnets, with their security groups. */
static int write_interface(struct call *c, const struct resource *lb, const struct node *zone, int number)
{
    char hex[17];
    resource_id(hex, "interface", lb->arn, (uint64_t)number);
    own_str char *id = xasprintf("eni-0%s", hex),
                 *description = xasprintf("ELB %s", strstr(lb->arn, ":loadbalancer/") + strlen(":loadbalancer/"));
    own_node *fields = node_new("", NULL);
    node_set(fields, "network-interface-id", id);
    node_set(fields, "vpc-id", c->aws->set.vpc);
    node_set(fields, "subnet-id", node_str(zone, "SubnetId"));
    node_set(fields, "availability-zone", node_str(zone, "ZoneName"));
    node_set(fields, "description", description);
    node_set(fields, "addresses.private-ip-address", "");
    node_set(fields, "ipv6-addresses.ipv6-address", "");
    struct node *groups = node_new("group-id", NULL);
    node_each (g, node_get(lb->fields, "SecurityGroups"))
        node_add(groups, node_new("item", g->value));
    node_add(fields, groups);
    const struct node *ids = node_get(c->in, "NetworkInterfaceId");
    int passes = !ids || node_has(ids, id) ? filter_matches(c, fields, NULL) : 0;
    if (passes <= 0)
        return passes;
    buf_add_str(&c->out, "<item>");
    xml_text(&c->out, "networkInterfaceId", id);
    xml_text(&c->out, "subnetId", node_str(zone, "SubnetId"));
    xml_text(&c->out, "vpcId", c->aws->set.vpc);
    xml_text(&c->out, "availabilityZone", node_str(zone, "ZoneName"));
    xml_text(&c->out, "description", description);
    xml_text(&c->out, "ownerId", c->aws->set.account);
    xml_text(&c->out, "requesterManaged", "true");
    xml_text(&c->out, "status", "in-use");
    buf_add_str(&c->out, "<groupSet>");
    node_each (g, groups) {
        buf_add_str(&c->out, "<item>");
        xml_text(&c->out, "groupId", g->value);
        buf_add_str(&c->out, "</item>");
    }
    buf_add_str(&c->out, "</groupSet></item>");
    return 0;
}

/* ---- those of instances and pods, as a test made them (interface.c) ---- */

static int interface_passes(struct call *c, const struct node *interface)
{
    const struct node *ids = node_get(c->in, "NetworkInterfaceId");
    own_node *fields = node_new("", NULL);
    node_set(fields, "network-interface-id", interface->name);
    node_set(fields, "vpc-id", c->aws->set.vpc);
    node_set(fields, "description", "");
    interface_addresses(fields, "addresses.private-ip-address", interface, false);
    interface_addresses(fields, "ipv6-addresses.ipv6-address", interface, true);
    return !ids || node_has(ids, interface->name) ? filter_matches(c, fields, NULL) : 0;
}

HANDLER(DescribeNetworkInterfaces)
{
    buf_add_str(&c->out, "<networkInterfaceSet>");
    node_each (interface, c->aws->root->interfaces) {
        int passes = interface_passes(c, interface);
        if (passes < 0)
            return -1;
        if (passes)
            interface_write(c, interface);
    }
    resource_each (lb, c->aws, LOAD_BALANCER, NULL) {
        int number = 0;
        node_each (zone, node_get(lb->fields, "AvailabilityZones"))
            if (write_interface(c, lb, zone, number++) < 0)
                return -1;
    }
    buf_add_str(&c->out, "</networkInterfaceSet>");
    return 0;
}

/* ---- making and removing tags ---- */

void ec2_tags_take(struct node *to, const struct node *list)
{
    node_each (t, list)
        node_set(to, node_str_or(t, "Key", ""), node_str_or(t, "Value", ""));
}

static struct node *tags_of(struct aws *a, const char *id)
{
    struct security_group *g = security_group_find(a, id);
    const struct subnet *s = subnet_find(a, id);
    return g ? g->tags : s ? s->tags : NULL;
}

static int check_tagged(struct call *c)
{
    node_each (m, node_get(c->in, "ResourceId"))
        if (!tags_of(c->aws, m->value))
            return call_fail(c, "InvalidID", "The ID '%s' is not valid", m->value);
    return 0;
}

HANDLER(CreateTags)
{
    if (check_tagged(c))
        return -1;
    node_each (m, node_get(c->in, "ResourceId"))
        ec2_tags_take(tags_of(c->aws, m->value), node_get(c->in, "Tag"));
    buf_add_str(&c->out, "<return>true</return>");
    return 0;
}

HANDLER(DeleteTags)
{
    if (check_tagged(c))
        return -1;
    node_each (m, node_get(c->in, "ResourceId"))
        node_each (t, node_get(c->in, "Tag")) {
            const char *key = node_str_or(t, "Key", ""), *value = node_str(t, "Value");
            struct node *tags = tags_of(c->aws, m->value);
            if (!value || str_equal(value, node_str(tags, key)))
                node_remove(tags, key);
        }
    buf_add_str(&c->out, "<return>true</return>");
    return 0;
}
