/* Security groups, and the tags of EC2's resources. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

enum { PERMISSIONS_MAX = 60 };

struct security_group *security_group_find(const struct aws *a, const char *id)
{
    for (struct security_group *g = a->groups; g; g = g->next)
        if (str_equal(g->id, id))
            return g;
    return NULL;
}

static struct security_group *find(struct call *c)
{
    const char *id = node_str(c->in, "GroupId");
    struct security_group *g = security_group_find(c->aws, id);
    if (!g)
        call_fail(c, "InvalidGroup.NotFound", "The security group '%s' does not exist", id ? id : "");
    return g;
}

/* ---- permissions: one protocol, one range, one source each ---- */

static void permission_release(struct permission *p)
{
    free(p->protocol);
    free(p->kind);
    free(p->source);
    free(p->description);
}

static bool same_permission(const struct permission *a, const struct permission *b)
{
    return a->from == b->from && a->to == b->to && str_equal(a->protocol, b->protocol) && str_equal(a->kind, b->kind) &&
           str_equal(a->source, b->source);
}

static struct permission *permission_find(struct security_group *g, const struct permission *p)
{
    for (size_t i = 0; i < g->permission_count; i++)
        if (same_permission(&g->permissions[i], p))
            return &g->permissions[i];
    return NULL;
}

struct permission_list {
    struct permission *items;
    size_t count, cap;
};

static void list_release(struct permission_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        permission_release(&l->items[i]);
    free(l->items);
}

/* The lists of sources in a request, what an element is called there, and in the answer's list. */
static const struct source {
    const char *list, *member, *kind, *answer;
} sources[] = {
    {"IpRanges", "CidrIp", "cidrIp", "ipRanges"},
    {"Ipv6Ranges", "CidrIpv6", "cidrIpv6", "ipv6Ranges"},
    {"PrefixListIds", "PrefixListId", "prefixListId", "prefixListIds"},
    {"Groups", "GroupId", "groupId", "groups"},
};

static int take_source(struct call *c, struct permission_list *to, const struct node *permission, const struct source *s)
{
    node_each (m, node_get(permission, s->list)) {
        const char *source = node_str(m, s->member);
        if (!source)
            return call_fail(c, "MissingParameter", "The request must contain the parameter %s", s->member);
        if (!strcmp(s->kind, "groupId") && !security_group_find(c->aws, source))
            return call_fail(c, "InvalidGroup.NotFound", "The security group '%s' does not exist", source);
        ARRAY_GROW(to->items, to->count, to->cap);
        to->items[to->count++] = (struct permission){.protocol = xstrdup(node_str_or(permission, "IpProtocol", "")),
                                                     .from = node_int_or(permission, "FromPort", -1),
                                                     .to = node_int_or(permission, "ToPort", -1),
                                                     .kind = xstrdup(s->kind),
                                                     .source = xstrdup(source),
                                                     .description = xstrdup_or_null(node_str(m, "Description"))};
    }
    return 0;
}

static int take_permissions(struct call *c, struct permission_list *to)
{
    node_each (p, node_get(c->in, "IpPermissions")) {
        size_t before = to->count;
        const char *protocol = node_str_or(p, "IpProtocol", "");
        if (strcmp(protocol, "tcp") != 0 && strcmp(protocol, "udp") != 0 && strcmp(protocol, "-1") != 0 && strcmp(protocol, "icmp") != 0)
            return call_fail(c, "InvalidParameterValue", "Invalid value '%s' for IP protocol. Unknown protocol.", protocol);
        for (size_t i = 0; i < COUNT_OF(sources); i++)
            if (take_source(c, to, p, &sources[i]))
                return -1;
        if (to->count == before)
            return call_fail(c, "InvalidParameterValue", "A permission names no source");
    }
    return to->count ? 0 : call_fail(c, "MissingParameter", "The request must contain the parameter IpPermissions");
}

static void spell(const struct permission *p, char to[256])
{
    snprintf(to, 256, "peer: %s, %s, from port: %lld, to port: %lld, ALLOW", p->source, p->protocol, (long long)p->from, (long long)p->to);
}

/* The new permissions as rules, each with an id. */
static void write_rules(struct call *c, const struct security_group *g, const struct permission_list *l)
{
    static const char *const members[][2] = {{"cidrIp", "cidrIpv4"}, {"cidrIpv6", "cidrIpv6"}, {"prefixListId", "prefixListId"}};
    buf_add_str(&c->out, "<securityGroupRuleSet>");
    for (size_t i = 0; i < l->count; i++) {
        const struct permission *p = &l->items[i];
        char id[17];
        resource_id(id, g->id, p->source, (uint64_t)p->from);
        buf_addf(&c->out, "<item><securityGroupRuleId>sgr-0%s</securityGroupRuleId><isEgress>false</isEgress>", id);
        xml_text(&c->out, "groupId", g->id);
        xml_text(&c->out, "ipProtocol", p->protocol);
        xml_int(&c->out, "fromPort", p->from);
        xml_int(&c->out, "toPort", p->to);
        for (size_t k = 0; k < COUNT_OF(members); k++)
            if (strcmp(members[k][0], p->kind) == 0)
                xml_text(&c->out, members[k][1], p->source);
        if (strcmp(p->kind, "groupId") == 0)
            buf_addf(&c->out, "<referencedGroupInfo><groupId>%s</groupId></referencedGroupInfo>", p->source);
        xml_text(&c->out, "description", p->description);
        buf_add_str(&c->out, "</item>");
    }
    buf_add_str(&c->out, "</securityGroupRuleSet>");
}

static int authorize(struct call *c, struct security_group *g, struct permission_list *l)
{
    char text[256];
    for (size_t i = 0; i < l->count; i++) {
        spell(&l->items[i], text);
        if (permission_find(g, &l->items[i]))
            return call_fail(c, "InvalidPermission.Duplicate", "the specified rule \"%s\" already exists", text);
    }
    if (g->permission_count + l->count > PERMISSIONS_MAX)
        return call_fail(c, "RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached.");
    buf_add_str(&c->out, "<return>true</return>");
    write_rules(c, g, l);
    for (size_t i = 0; i < l->count; i++) {
        ARRAY_GROW(g->permissions, g->permission_count, g->permission_cap);
        g->permissions[g->permission_count++] = l->items[i];
    }
    l->count = 0;
    return 0;
}

HANDLER(AuthorizeSecurityGroupIngress)
{
    struct permission_list l = {0};
    struct security_group *g = find(c);
    int failed = !g || take_permissions(c, &l) || authorize(c, g, &l);
    list_release(&l);
    return failed ? -1 : 0;
}

static int revoke(struct call *c, struct security_group *g, const struct permission_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (!permission_find(g, &l->items[i]))
            return call_fail(c, "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
    for (size_t i = 0; i < l->count; i++) {
        struct permission *p = permission_find(g, &l->items[i]);
        if (!p)
            continue;
        permission_release(p);
        *p = g->permissions[--g->permission_count];
    }
    buf_add_str(&c->out, "<return>true</return>");
    return 0;
}

HANDLER(RevokeSecurityGroupIngress)
{
    struct permission_list l = {0};
    struct security_group *g = find(c);
    int failed = !g || take_permissions(c, &l) || revoke(c, g, &l);
    list_release(&l);
    return failed ? -1 : 0;
}

/* ---- describe ---- */

static bool same_range(const struct permission *a, const struct permission *b)
{
    return a->from == b->from && a->to == b->to && str_equal(a->protocol, b->protocol);
}

static void write_sources(struct call *c, const struct security_group *g, const struct permission *range, const struct source *s)
{
    buf_addf(&c->out, "<%s>", s->answer);
    for (size_t i = 0; i < g->permission_count; i++) {
        const struct permission *p = &g->permissions[i];
        if (!same_range(p, range) || strcmp(p->kind, s->kind) != 0)
            continue;
        buf_add_str(&c->out, "<item>");
        xml_text(&c->out, "userId", strcmp(s->kind, "groupId") ? NULL : c->aws->set.account);
        xml_text(&c->out, s->kind, p->source);
        xml_text(&c->out, "description", p->description);
        buf_add_str(&c->out, "</item>");
    }
    buf_addf(&c->out, "</%s>", s->answer);
}

static bool first_of_range(const struct security_group *g, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (same_range(&g->permissions[j], &g->permissions[i]))
            return false;
    return true;
}

static void write_permissions(struct call *c, const struct security_group *g)
{
    buf_add_str(&c->out, "<ipPermissions>");
    for (size_t i = 0; i < g->permission_count; i++) {
        const struct permission *p = &g->permissions[i];
        if (!first_of_range(g, i))
            continue;
        buf_add_str(&c->out, "<item>");
        xml_text(&c->out, "ipProtocol", p->protocol);
        if (strcmp(p->protocol, "-1") != 0) {
            xml_int(&c->out, "fromPort", p->from);
            xml_int(&c->out, "toPort", p->to);
        }
        for (size_t s = 0; s < COUNT_OF(sources); s++)
            write_sources(c, g, p, &sources[s]);
        buf_add_str(&c->out, "</item>");
    }
    buf_add_str(&c->out, "</ipPermissions>");
}

static void write_group(struct call *c, const struct security_group *g)
{
    buf_add_str(&c->out, "<item>");
    xml_text(&c->out, "ownerId", c->aws->set.account);
    xml_text(&c->out, "groupId", g->id);
    xml_text(&c->out, "groupName", g->name);
    xml_text(&c->out, "groupDescription", g->description);
    xml_text(&c->out, "vpcId", c->aws->set.vpc);
    own_str char *arn = xasprintf("arn:aws:ec2:%s:%s:security-group/%s", c->aws->set.region, c->aws->set.account, g->id);
    xml_text(&c->out, "securityGroupArn", arn);
    write_permissions(c, g);
    buf_add_str(&c->out, "<ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><groups/><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item>"
                         "</ipRanges><ipv6Ranges/><prefixListIds/></item></ipPermissionsEgress>");
    ec2_tags_write(&c->out, g->tags);
    buf_add_str(&c->out, "</item>");
}

static bool listed(const struct node *list, const char *text)
{
    node_each (m, list)
        if (str_equal(m->value, text))
            return true;
    return !list;
}

static int group_passes(struct call *c, const struct security_group *g)
{
    own_node *fields = node_new("", NULL);
    node_set(fields, "vpc-id", c->aws->set.vpc);
    node_set(fields, "group-id", g->id);
    node_set(fields, "group-name", g->name);
    node_set(fields, "description", g->description);
    if (!listed(node_get(c->in, "GroupId"), g->id) || !listed(node_get(c->in, "GroupName"), g->name))
        return 0;
    return filter_matches(c, fields, g->tags);
}

HANDLER(DescribeSecurityGroups)
{
    node_each (m, node_get(c->in, "GroupId"))
        if (!security_group_find(c->aws, m->value))
            return call_fail(c, "InvalidGroup.NotFound", "The security group '%s' does not exist", m->value);
    buf_add_str(&c->out, "<securityGroupInfo>");
    for (struct security_group *g = c->aws->groups; g; g = g->next) {
        int passes = group_passes(c, g);
        if (passes < 0)
            return -1;
        if (passes)
            write_group(c, g);
    }
    buf_add_str(&c->out, "</securityGroupInfo>");
    return 0;
}

/* ---- create and delete ---- */

static struct security_group *make(struct call *c)
{
    char id[17];
    struct security_group *g = xcalloc(1, sizeof *g), **at = &c->aws->groups;
    resource_id(id, "security-group", node_str(c->in, "GroupName"), ++c->aws->made);
    g->id = xasprintf("sg-0%s", id);
    g->name = xstrdup(node_str(c->in, "GroupName"));
    g->description = xstrdup(node_str(c->in, "GroupDescription"));
    g->tags = node_new("", NULL);
    node_each (s, node_get(c->in, "TagSpecification"))
        ec2_tags_take(g->tags, node_get(s, "Tag"));
    while (*at)
        at = &(*at)->next;
    *at = g;
    return g;
}

HANDLER(CreateSecurityGroup)
{
    const char *name = node_str(c->in, "GroupName"), *vpc = node_str_or(c->in, "VpcId", c->aws->set.vpc);
    if (strcmp(vpc, c->aws->set.vpc) != 0)
        return call_fail(c, "InvalidVpcID.NotFound", "The vpc ID '%s' does not exist", vpc);
    if (!*name || strlen(name) > 255 || str_starts(name, "sg-"))
        return call_fail(c, "InvalidParameterValue", "Value (%s) for parameter GroupName is invalid.", name);
    for (struct security_group *g = c->aws->groups; g; g = g->next)
        if (str_equal(g->name, name))
            return call_fail(c, "InvalidGroup.Duplicate", "The security group '%s' already exists for VPC '%s'", name, vpc);
    node_each (s, node_get(c->in, "TagSpecification"))
        if (!str_equal(node_str(s, "ResourceType"), "security-group"))
            return call_fail(c, "InvalidParameterValue", "'%s' is not a valid taggable resource type for this operation.",
                             node_str_or(s, "ResourceType", ""));
    struct security_group *g = make(c);
    own_str char *arn = xasprintf("arn:aws:ec2:%s:%s:security-group/%s", c->aws->set.region, c->aws->set.account, g->id);
    xml_text(&c->out, "groupId", g->id);
    ec2_tags_write(&c->out, g->tags);
    xml_text(&c->out, "securityGroupArn", arn);
    return 0;
}

/* By a load balancer, or as the source of another group's permission. */
static bool in_use(const struct aws *a, const struct security_group *g)
{
    resource_each (lb, a, LOAD_BALANCER, NULL)
        node_each (m, node_get(lb->fields, "SecurityGroups"))
            if (str_equal(m->value, g->id))
                return true;
    for (const struct security_group *other = a->groups; other; other = other->next)
        for (size_t i = 0; other != g && i < other->permission_count; i++)
            if (str_equal(other->permissions[i].source, g->id))
                return true;
    return false;
}

static void group_free(struct security_group *g)
{
    for (size_t i = 0; i < g->permission_count; i++)
        permission_release(&g->permissions[i]);
    free(g->permissions);
    free(g->id);
    free(g->name);
    free(g->description);
    node_free(g->tags);
    free(g);
}

HANDLER(DeleteSecurityGroup)
{
    struct security_group *g = find(c);
    if (!g)
        return -1;
    if (g->predefined)
        return call_fail(c, "CannotDelete", "the specified group: \"%s\" name: \"default\" cannot be deleted by a user", g->id);
    if (in_use(c->aws, g))
        return call_fail(c, "DependencyViolation", "resource %s has a dependent object", g->id);
    struct security_group **at = &c->aws->groups;
    while (*at != g)
        at = &(*at)->next;
    *at = g->next;
    buf_add_str(&c->out, "<return>true</return>");
    xml_text(&c->out, "groupId", g->id);
    group_free(g);
    return 0;
}

void security_groups_free(struct aws *a)
{
    while (a->groups) {
        struct security_group *g = a->groups;
        a->groups = g->next;
        group_free(g);
    }
}
