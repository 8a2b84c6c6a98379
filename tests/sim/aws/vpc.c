/* EC2's side: one VPC with a public and a private subnet in each of three zones, and who calls (STS). */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

void vpc_default(struct aws *a)
{
    for (size_t i = 0; i < COUNT_OF(a->subnets); i++) {
        struct subnet *s = &a->subnets[i];
        char zone = (char)('a' + i % 3);
        s->public = i < 3;
        snprintf(s->id, sizeof s->id, "subnet-0%c%c%c0000000000%03zu", zone, zone, zone, i / 3 + 1);
        snprintf(s->zone, sizeof s->zone, "%.20s%c", a->set.region, zone);
        snprintf(s->cidr, sizeof s->cidr, "10.0.%zu.0/24", i + 1);
        s->tags = node_new("", NULL);
        own_str char *name = xasprintf("%s-%c", s->public ? "public" : "private", zone);
        node_set(s->tags, "Name", name);
        node_set(s->tags, s->public ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb", "1");
    }
    struct security_group *g = xcalloc(1, sizeof *g);
    g->id = xstrdup("sg-0def0000000000001");
    g->name = xstrdup("default");
    g->description = xstrdup("default VPC security group");
    g->tags = node_new("", NULL);
    g->predefined = true;
    a->groups = g;
}

void vpc_release(struct aws *a)
{
    for (size_t i = 0; i < COUNT_OF(a->subnets); i++)
        node_free(a->subnets[i].tags);
}

const struct subnet *subnet_find(const struct aws *a, const char *id)
{
    for (size_t i = 0; i < COUNT_OF(a->subnets); i++)
        if (str_equal(a->subnets[i].id, id))
            return &a->subnets[i];
    return NULL;
}

/* ---- filters ---- */

static bool any_value(const struct node *values, const char *is)
{
    node_each (v, values)
        if (is && fnmatch(v->value, is, 0) == 0)
            return true;
    return false;
}

static bool any_key(const struct node *values, const struct node *tags)
{
    node_each (t, tags)
        if (any_value(values, t->name))
            return true;
    return false;
}

/* 1 passes, 0 not, -1 call_fail. fields that are lists pass with any of their elements. */
static int one_filter(struct call *c, const struct node *filter, const struct node *fields, const struct node *tags)
{
    const char *name = node_str_or(filter, "Name", "");
    const struct node *values = node_get(filter, "Value"), *field = node_get(fields, name);
    if (str_starts(name, "tag:"))
        return any_value(values, node_str(tags, name + strlen("tag:")));
    if (!strcmp(name, "tag-key"))
        return any_key(values, tags);
    if (!field)
        return call_fail(c, "InvalidParameterValue", "The filter '%s' is invalid", name);
    node_each (m, field)
        if (any_value(values, m->value))
            return 1;
    return any_value(values, field->value);
}

int filter_matches(struct call *c, const struct node *fields, const struct node *tags)
{
    node_each (filter, node_get(c->in, "Filter")) {
        int passes = one_filter(c, filter, fields, tags);
        if (passes != 1)
            return passes;
    }
    return 1;
}

void ec2_tags_write(struct buf *to, const struct node *tags)
{
    if (node_count(tags) == 0)
        return;
    buf_add_str(to, "<tagSet>");
    node_each (t, tags) {
        buf_add_str(to, "<item>");
        xml_text(to, "key", t->name);
        xml_text(to, "value", t->value);
        buf_add_str(to, "</item>");
    }
    buf_add_str(to, "</tagSet>");
}

static bool in_list(const struct node *list, const char *text)
{
    node_each (m, list)
        if (str_equal(m->value, text))
            return true;
    return !list;
}

/* ---- subnets ---- */

static struct node *subnet_fields(const struct call *c, const struct subnet *s)
{
    struct node *f = node_new("", NULL);
    node_set(f, "vpc-id", c->aws->set.vpc);
    node_set(f, "subnet-id", s->id);
    node_set(f, "availability-zone", s->zone);
    node_set(f, "cidr-block", s->cidr);
    node_set(f, "state", "available");
    return f;
}

static void write_subnet(struct call *c, const struct subnet *s)
{
    struct settings *set = &c->aws->set;
    own_str char *arn = xasprintf("arn:aws:ec2:%s:%s:subnet/%s", set->region, set->account, s->id);
    buf_add_str(&c->out, "<item>");
    xml_text(&c->out, "subnetId", s->id);
    xml_text(&c->out, "subnetArn", arn);
    xml_text(&c->out, "state", "available");
    xml_text(&c->out, "vpcId", set->vpc);
    xml_text(&c->out, "cidrBlock", s->cidr);
    buf_add_str(&c->out, "<ipv6CidrBlockAssociationSet/>");
    xml_int(&c->out, "availableIpAddressCount", 251);
    xml_text(&c->out, "availabilityZone", s->zone);
    buf_addf(&c->out, "<availabilityZoneId>usw2-az%d</availabilityZoneId>", s->zone[strlen(s->zone) - 1] - 'a' + 1);
    xml_text(&c->out, "ownerId", set->account);
    xml_text(&c->out, "defaultForAz", "false");
    xml_text(&c->out, "mapPublicIpOnLaunch", s->public ? "true" : "false");
    buf_add_str(&c->out, "<assignIpv6AddressOnCreation>false</assignIpv6AddressOnCreation><ipv6Native>false</ipv6Native>");
    ec2_tags_write(&c->out, s->tags);
    buf_add_str(&c->out, "</item>");
}

HANDLER(DescribeSubnets)
{
    const struct node *ids = node_get(c->in, "SubnetId");
    node_each (m, ids)
        if (!subnet_find(c->aws, m->value))
            return call_fail(c, "InvalidSubnetID.NotFound", "The subnet ID '%s' does not exist", m->value);
    buf_add_str(&c->out, "<subnetSet>");
    for (size_t i = 0; i < COUNT_OF(c->aws->subnets); i++) {
        const struct subnet *s = &c->aws->subnets[i];
        own_node *fields = subnet_fields(c, s);
        int passes = in_list(ids, s->id) ? filter_matches(c, fields, s->tags) : 0;
        if (passes < 0)
            return -1;
        if (passes)
            write_subnet(c, s);
    }
    buf_add_str(&c->out, "</subnetSet>");
    return 0;
}

/* ---- the VPC ---- */

HANDLER(DescribeVpcs)
{
    const struct node *ids = node_get(c->in, "VpcId");
    own_node *fields = node_new("", NULL);
    node_set(fields, "vpc-id", c->aws->set.vpc);
    node_set(fields, "state", "available");
    node_set(fields, "cidr", c->aws->set.vpc_cidr);
    node_each (m, ids)
        if (!str_equal(m->value, c->aws->set.vpc))
            return call_fail(c, "InvalidVpcID.NotFound", "The vpc ID '%s' does not exist", m->value);
    int passes = filter_matches(c, fields, NULL);
    if (passes < 0)
        return -1;
    buf_add_str(&c->out, "<vpcSet>");
    if (passes) {
        buf_add_str(&c->out, "<item>");
        xml_text(&c->out, "vpcId", c->aws->set.vpc);
        xml_text(&c->out, "ownerId", c->aws->set.account);
        xml_text(&c->out, "state", "available");
        xml_text(&c->out, "cidrBlock", c->aws->set.vpc_cidr);
        xml_text(&c->out, "dhcpOptionsId", "dopt-00000000000000001");
        buf_addf(&c->out,
                 "<cidrBlockAssociationSet><item><cidrBlock>%s</cidrBlock><associationId>vpc-cidr-assoc-0000000000000001"
                 "</associationId><cidrBlockState><state>associated</state></cidrBlockState></item></cidrBlockAssociationSet>",
                 c->aws->set.vpc_cidr);
        buf_add_str(&c->out, "<instanceTenancy>default</instanceTenancy><isDefault>false</isDefault></item>");
    }
    buf_add_str(&c->out, "</vpcSet>");
    return 0;
}

static void write_route_table(struct call *c, const char *id, const char *gateway, const struct subnet *from)
{
    buf_add_str(&c->out, "<item>");
    xml_text(&c->out, "routeTableId", id);
    xml_text(&c->out, "vpcId", c->aws->set.vpc);
    xml_text(&c->out, "ownerId", c->aws->set.account);
    buf_addf(&c->out,
             "<routeSet><item><destinationCidrBlock>%s</destinationCidrBlock><gatewayId>local</gatewayId><origin>CreateRouteTable</"
             "origin><state>active</state></item>"
             "<item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock><%s><origin>CreateRoute</origin><state>active</state></item></"
             "routeSet><associationSet>",
             c->aws->set.vpc_cidr, gateway);
    for (size_t i = 0; i < 3; i++)
        buf_addf(
            &c->out,
            "<item><routeTableAssociationId>rtbassoc-%s</routeTableAssociationId><routeTableId>%s</routeTableId><subnetId>%s</subnetId>"
            "<main>false</main><associationState><state>associated</state></associationState></item>",
            from[i].id + strlen("subnet-"), id, from[i].id);
    buf_add_str(&c->out, "</associationSet></item>");
}

HANDLER(DescribeRouteTables)
{
    static const char *const ids[] = {"rtb-0b00000000000000a", "rtb-0b00000000000000b"};
    static const char *const gateways[] = {"gatewayId>igw-0a00000000000000a</gatewayId",
                                           "natGatewayId>nat-0a00000000000000a</natGatewayId"};
    own_node *fields = node_new("", NULL);
    node_set(fields, "vpc-id", c->aws->set.vpc);
    int passes = filter_matches(c, fields, NULL);
    if (passes < 0)
        return -1;
    buf_add_str(&c->out, "<routeTableSet>");
    for (size_t i = 0; passes && i < COUNT_OF(ids); i++)
        if (in_list(node_get(c->in, "RouteTableId"), ids[i]))
            write_route_table(c, ids[i], gateways[i], &c->aws->subnets[i * 3]);
    buf_add_str(&c->out, "</routeTableSet>");
    return 0;
}

HANDLER(DescribeAvailabilityZones)
{
    buf_add_str(&c->out, "<availabilityZoneInfo>");
    for (size_t i = 0; i < 3; i++) {
        const char *zone = c->aws->subnets[i].zone;
        if (!in_list(node_get(c->in, "ZoneName"), zone))
            continue;
        buf_addf(&c->out,
                 "<item><optInStatus>opt-in-not-required</optInStatus><zoneName>%s</zoneName><zoneState>available</zoneState>"
                 "<zoneId>usw2-az%zu</zoneId><zoneType>availability-zone</zoneType><groupName>%s-zg-1</groupName>"
                 "<regionName>%s</regionName></item>",
                 zone, i + 1, c->aws->set.region, c->aws->set.region);
    }
    buf_add_str(&c->out, "</availabilityZoneInfo>");
    return 0;
}

/* ---- instances: any id is one that runs ---- */

/* Those that a test made for it; else one with the VPC's default group. */
static void write_interfaces(struct call *c, const char *instance)
{
    bool any = false;
    buf_add_str(&c->out, "<networkInterfaceSet>");
    node_each (interface, c->aws->root->interfaces) {
        if (!str_equal(node_str(interface, "instance"), instance))
            continue;
        interface_write(c, interface);
        any = true;
    }
    own_node *usual = node_new(strlen(instance) > 2 ? instance + 2 : instance, NULL);
    node_set(usual, "instance", instance);
    node_set(usual, "groups", c->aws->groups->id);
    own_str char *id = xasprintf("eni-%s", usual->name);
    str_replace(&usual->name, id);
    if (!any)
        interface_write(c, usual);
    buf_add_str(&c->out, "</networkInterfaceSet>");
}

static void write_instance(struct call *c, const char *id)
{
    unsigned long number = strtoul(strlen(id) > 4 ? id + strlen(id) - 4 : id, NULL, 16);
    const struct subnet *s = &c->aws->subnets[3 + number % 3];
    buf_add_str(&c->out, "<item><reservationId>r-00000000000000001</reservationId><groupSet/><instancesSet><item>");
    xml_text(&c->out, "instanceId", id);
    buf_add_str(&c->out, "<instanceState><code>16</code><name>running</name></instanceState>");
    buf_addf(&c->out, "<privateIpAddress>10.0.%lu.%lu</privateIpAddress>", 4 + number % 3, number / 3 % 250 + 1);
    xml_text(&c->out, "subnetId", s->id);
    xml_text(&c->out, "vpcId", c->aws->set.vpc);
    buf_addf(&c->out,
             "<placement><availabilityZone>%s</availabilityZone></placement><groupSet><item><groupId>%s</groupId></item></groupSet>",
             s->zone, c->aws->groups->id);
    write_interfaces(c, id);
    buf_add_str(&c->out, "</item></instancesSet></item>");
}

HANDLER(DescribeInstances)
{
    node_each (m, node_get(c->in, "InstanceId"))
        if (!str_starts(m->value, "i-"))
            return call_fail(c, "InvalidInstanceID.Malformed", "Invalid id: \"%s\"", m->value);
    buf_add_str(&c->out, "<reservationSet>");
    node_each (m, node_get(c->in, "InstanceId"))
        write_instance(c, m->value);
    node_each (filter, node_get(c->in, "Filter"))
        node_each (m, str_equal(node_str(filter, "Name"), "instance-id") ? node_get(filter, "Value") : NULL)
            write_instance(c, m->value);
    buf_add_str(&c->out, "</reservationSet>");
    return 0;
}

/* ---- who ---- */

HANDLER(GetCallerIdentity)
{
    own_str char *user = xasprintf("arn:aws:iam::%s:user/sim", c->aws->set.account);
    buf_addf(&c->out, "<Arn>%s</Arn><UserId>AIDASIM00000000000001</UserId><Account>%s</Account>", c->session ? c->session->arn : user,
             c->aws->set.account);
    return 0;
}
