/* WAFv2's web ACLs and Shield's protections, as far as load balancers have them. */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

/* ---- WAFv2: any ACL whose ARN has the form exists; those that a test names are listed ---- */

static int check_acl(struct call *c)
{
    const char *arn = node_str_or(c->in, "WebACLArn", "");
    return str_starts(arn, "arn:aws:wafv2:") && strstr(arn, ":regional/webacl/")
               ? 0
               : call_fail(c, "WAFInvalidParameterException", "Error reason: The ARN isn't valid, field: RESOURCE_ARN, parameter: %s", arn);
}

static struct resource *find_guarded(struct call *c)
{
    struct resource *lb = resource_find(c->aws, LOAD_BALANCER, node_str(c->in, "ResourceArn"));
    if (!lb)
        call_fail(c, "WAFNonexistentItemException", "AWS WAF couldn't perform the operation because your resource doesn't exist.");
    return lb;
}

HANDLER(AssociateWebACL)
{
    struct resource *lb = find_guarded(c);
    if (!lb || check_acl(c))
        return -1;
    str_replace(&lb->web_acl, node_str(c->in, "WebACLArn"));
    return 0;
}

HANDLER(DisassociateWebACL)
{
    struct resource *lb = find_guarded(c);
    if (!lb)
        return -1;
    str_replace(&lb->web_acl, NULL);
    return 0;
}

/* arn:…:regional/webacl/NAME/ID */
static void write_acl(struct json_out *o, const char *arn)
{
    const char *name = strstr(arn, "/webacl/") + strlen("/webacl/"), *slash = strchr(name, '/');
    own_str char *only = xstrndup(name, slash ? (size_t)(slash - name) : strlen(name));
    json_add_str(o, "Name", only);
    json_add_str(o, "Id", slash ? slash + 1 : "");
    json_add_str(o, "ARN", arn);
}

HANDLER(GetWebACLForResource)
{
    struct resource *lb = find_guarded(c);
    if (!lb)
        return -1;
    if (!lb->web_acl)
        return 0;
    struct json_out o = json_out(&c->out);
    json_open_object(&o, "WebACL");
    write_acl(&o, lb->web_acl);
    json_add_raw(&o, "DefaultAction", "{\"Allow\":{}}");
    json_add_raw(&o, "VisibilityConfig", "{\"SampledRequestsEnabled\":false,\"CloudWatchMetricsEnabled\":false,\"MetricName\":\"sim\"}");
    json_close_object(&o);
    return 0;
}

HANDLER(ListResourcesForWebACL)
{
    if (check_acl(c))
        return -1;
    struct json_out o = json_out(&c->out);
    json_open_array(&o, "ResourceArns");
    resource_each (lb, c->aws, LOAD_BALANCER, NULL)
        if (str_equal(lb->web_acl, node_str(c->in, "WebACLArn")))
            json_add_str(&o, NULL, lb->arn);
    json_close_array(&o);
    return 0;
}

HANDLER(ListWebACLs)
{
    struct json_out o = json_out(&c->out);
    json_open_array(&o, "WebACLs");
    node_each (m, c->aws->root->web_acls) {
        json_open_object(&o, NULL);
        write_acl(&o, m->name);
        json_add_str(&o, "LockToken", "00000000-0000-0000-0000-000000000000");
        json_close_object(&o);
    }
    json_close_array(&o);
    return 0;
}

/* ---- Shield Advanced ---- */

static struct resource *protection_of(const struct aws *a, const char *arn)
{
    resource_each (p, a, PROTECTION, NULL)
        if (str_equal(node_str(p->fields, "ResourceArn"), arn))
            return p;
    return NULL;
}

static int check_subscription(struct call *c)
{
    return c->aws->root->set.shield ? 0 : call_fail(c, "ResourceNotFoundException", "The subscription does not exist.");
}

HANDLER(GetSubscriptionState)
{
    struct json_out o = json_out(&c->out);
    json_add_str(&o, "SubscriptionState", c->aws->root->set.shield ? "ACTIVE" : "INACTIVE");
    return 0;
}

HANDLER(CreateProtection)
{
    char hex[17], id[40];
    const char *arn = node_str(c->in, "ResourceArn");
    if (check_subscription(c))
        return -1;
    if (!resource_find(c->aws, LOAD_BALANCER, arn))
        return call_fail(c, "InvalidResourceException", "Unrecognized resource '%s'.", arn);
    if (protection_of(c->aws, arn))
        return call_fail(c, "ResourceAlreadyExistsException", "The protection already exists.");
    resource_id(hex, "protection", arn, c->aws->made + 1);
    snprintf(id, sizeof id, "%.8s-%.4s-4000-8000-%.12s", hex, hex + 8, hex + 4);
    own_str char *own = xasprintf("arn:aws:shield::%s:protection/%s", c->aws->set.account, id);
    struct resource *p = resource_new(c->aws, PROTECTION, own, NULL);
    node_set(p->fields, "Id", id);
    node_set(p->fields, "Name", node_str(c->in, "Name"));
    node_set(p->fields, "ResourceArn", arn);
    node_set(p->fields, "ProtectionArn", own);
    struct json_out o = json_out(&c->out);
    json_add_str(&o, "ProtectionId", id);
    return 0;
}

static struct resource *find_protection(struct call *c)
{
    const char *id = node_str(c->in, "ProtectionId");
    struct resource *found = protection_of(c->aws, node_str_or(c->in, "ResourceArn", ""));
    resource_each (p, c->aws, PROTECTION, NULL)
        if (str_equal(node_str(p->fields, "Id"), id))
            found = p;
    if (!found)
        call_fail(c, "ResourceNotFoundException", "The referenced protection does not exist.");
    return found;
}

HANDLER(DescribeProtection)
{
    struct resource *p = check_subscription(c) ? NULL : find_protection(c);
    if (!p)
        return -1;
    struct json_out o = json_out(&c->out);
    node_json(&o, "Protection", p->fields);
    return 0;
}

HANDLER(DeleteProtection)
{
    struct resource *p = check_subscription(c) ? NULL : find_protection(c);
    if (!p)
        return -1;
    resource_remove(c->aws, p);
    return 0;
}
