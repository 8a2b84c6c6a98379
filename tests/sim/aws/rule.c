/* Rules and their priorities. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

static bool is_default(const struct resource *rule)
{
    return str_equal(node_str(rule->fields, "IsDefault"), "true");
}

static struct resource *find(struct call *c, const char *arn)
{
    struct resource *rule = resource_find(c->aws, RULE, arn);
    if (!rule)
        call_fail(c, "RuleNotFound", "Rule '%s' not found", arn ? arn : "");
    return rule;
}

static struct resource *find_own(struct call *c)
{
    struct resource *rule = find(c, node_str(c->in, "RuleArn"));
    if (!rule || !is_default(rule))
        return rule;
    call_fail(c, "OperationNotPermitted", "Default rule '%s' cannot be modified or deleted", rule->arn);
    return NULL;
}

static struct resource *at_priority(const struct aws *a, const struct resource *listener, int64_t priority)
{
    resource_each (rule, a, RULE, listener)
        if (node_int_or(rule->fields, "Priority", 0) == priority)
            return rule;
    return NULL;
}

static int64_t rules_of(const struct aws *a, const struct resource *lb)
{
    int64_t count = 0;
    resource_each (rule, a, RULE, NULL)
        count += rule->parent->parent == lb && !is_default(rule);
    return count;
}

/* ---- writing ---- */

static void write_one(struct call *c, const struct resource *rule)
{
    if (!is_default(rule)) {
        node_xml(&c->out, rule->fields);
        return;
    }
    buf_add_str(&c->out, "<member>");
    node_xml_inner(&c->out, rule->fields);
    buf_add_str(&c->out, "<Conditions/><Actions>");
    node_xml_inner(&c->out, node_get(rule->parent->fields, "DefaultActions"));
    buf_add_str(&c->out, "</Actions></member>");
}

static int write_changed(struct call *c, const struct resource *rule)
{
    buf_add_str(&c->out, "<Rules>");
    write_one(c, rule);
    buf_add_str(&c->out, "</Rules>");
    return 0;
}

/* ---- create, modify, delete ---- */

static int check_transforms(struct call *c, const struct node *list)
{
    int host = 0, url = 0;
    node_each (m, list) {
        const char *type = node_str_or(m, "Type", "");
        bool is_host = !strcmp(type, "host-header-rewrite"), is_url = !strcmp(type, "url-rewrite");
        host += is_host;
        url += is_url;
        if (!is_host && !is_url)
            return call_invalid(c, "Transform type '%s' must be host-header-rewrite or url-rewrite", type);
        if (!node_get(m, is_host ? "HostHeaderRewriteConfig" : "UrlRewriteConfig"))
            return call_invalid(c, "A transform of type '%s' needs its configuration", type);
    }
    return host > 1 || url > 1 ? call_invalid(c, "A rule can have at most one transform of each type") : 0;
}

/* Conditions, Actions and Transforms that the call gives, checked, into fields. */
static int take_content(struct call *c, struct node *fields, const struct resource *listener)
{
    const struct node *given_conditions = node_get(c->in, "Conditions"), *given_actions = node_get(c->in, "Actions");
    const struct node *transforms = node_get(c->in, "Transforms");
    struct node *conditions = given_conditions ? conditions_take(c, given_conditions) : NULL;
    if (given_conditions && !conditions)
        return -1;
    node_put(fields, conditions);
    struct node *actions = given_actions ? actions_take(c, given_actions, listener->parent, node_str(listener->fields, "Protocol")) : NULL;
    if (given_actions && !actions)
        return -1;
    node_put(fields, actions);
    if (check_transforms(c, transforms))
        return -1;
    if (transforms)
        node_put(fields, node_clone(transforms));
    return 0;
}

static struct resource *make(struct call *c, struct resource *listener, const struct node *content)
{
    char id[17];
    struct settings *s = &c->aws->set;
    resource_id(id, "rule", listener->arn, c->aws->made + 1);
    const char *tail = strstr(listener->arn, ":listener/") + strlen(":listener/");
    own_str char *arn = xasprintf("arn:aws:elasticloadbalancing:%s:%s:listener-rule/%s/%s", s->region, s->account, tail, id);
    struct resource *rule = resource_new(c->aws, RULE, arn, listener);
    node_set(rule->fields, "RuleArn", arn);
    node_set(rule->fields, "Priority", node_str(c->in, "Priority"));
    node_set(rule->fields, "IsDefault", "false");
    node_each (m, content)
        node_add(rule->fields, node_clone(m));
    structure_edited(c->aws, listener->parent);
    return rule;
}

HANDLER(CreateRule)
{
    const char *arn = node_str(c->in, "ListenerArn");
    struct resource *listener = resource_find(c->aws, LISTENER, arn);
    int64_t priority = node_int_or(c->in, "Priority", 0), max = limit_get(c->aws, "rules-per-application-load-balancer");
    own_node *content = node_new("", NULL), *tags = node_new("", NULL);
    if (!listener)
        return call_fail(c, "ListenerNotFound", "Listener '%s' not found", arn);
    if (take_content(c, content, listener) || tags_take(c, tags, node_get(c->in, "Tags")))
        return -1;
    if (at_priority(c->aws, listener, priority))
        return call_fail(c, "PriorityInUse", "Priority '%lld' is currently in use", (long long)priority);
    if (rules_of(c->aws, listener->parent) >= max)
        return call_fail(c, "TooManyRules", "The maximum number of rules per load balancer '%lld' has been reached", (long long)max);
    struct resource *rule = make(c, listener, content);
    node_each (t, tags)
        node_set(rule->tags, t->name, t->value);
    return write_changed(c, rule);
}

HANDLER(ModifyRule)
{
    struct resource *rule = find_own(c);
    bool reset = str_equal(node_str(c->in, "ResetTransforms"), "true");
    if (!rule)
        return -1;
    if (reset && node_get(c->in, "Transforms"))
        return call_invalid(c, "You cannot provide both Transforms and ResetTransforms");
    own_node *fields = node_clone(rule->fields);
    if (take_content(c, fields, rule->parent))
        return -1;
    if (reset)
        node_remove(fields, "Transforms");
    node_free(rule->fields);
    rule->fields = node_clone(fields);
    structure_edited(c->aws, rule->parent->parent);
    return write_changed(c, rule);
}

HANDLER(DeleteRule)
{
    struct resource *rule = find_own(c);
    if (!rule)
        return -1;
    structure_edited(c->aws, rule->parent->parent);
    resource_remove(c->aws, rule);
    return 0;
}

HANDLER(DescribeRules)
{
    const char *arn = node_str(c->in, "ListenerArn");
    const struct node *arns = node_get(c->in, "RuleArns");
    struct resource *listener = resource_find(c->aws, LISTENER, arn);
    if (!arn == !arns)
        return call_invalid(c, "You must specify either listener rule ARNs or a listener ARN");
    if (arn && !listener)
        return call_fail(c, "ListenerNotFound", "Listener '%s' not found", arn);
    return describe(
        c, &(struct paging){.kind = RULE, .parent = listener, .list = "Rules", .item = "RuleNotFound", .arns = arns, .write = write_one});
}

/* ---- priorities: all or none ---- */

static const char *new_priority(const struct node *pairs, const struct resource *rule)
{
    node_each (pair, pairs)
        if (str_equal(node_str(pair, "RuleArn"), rule->arn))
            return node_str(pair, "Priority");
    return NULL;
}

static int check_pair(struct call *c, const struct node *pairs, const struct node *pair)
{
    struct resource *rule = find(c, node_str(pair, "RuleArn"));
    int64_t priority = node_int_or(pair, "Priority", 0);
    if (!rule)
        return -1;
    if (is_default(rule))
        return call_fail(c, "OperationNotPermitted", "The priority of default rule '%s' cannot be changed", rule->arn);
    resource_each (other, c->aws, RULE, rule->parent) {
        const char *moved = new_priority(pairs, other);
        int64_t its = moved ? strtoll(moved, NULL, 10) : node_int_or(other->fields, "Priority", 0);
        if (other != rule && its == priority)
            return call_fail(c, "PriorityInUse", "Priority '%lld' is currently in use", (long long)priority);
    }
    return 0;
}

HANDLER(SetRulePriorities)
{
    const struct node *pairs = node_get(c->in, "RulePriorities");
    node_each (pair, pairs)
        if (check_pair(c, pairs, pair))
            return -1;
    buf_add_str(&c->out, "<Rules>");
    node_each (pair, pairs) {
        struct resource *rule = find(c, node_str(pair, "RuleArn"));
        node_set(rule->fields, "Priority", node_str(pair, "Priority"));
        structure_edited(c->aws, rule->parent->parent);
        write_one(c, rule);
    }
    buf_add_str(&c->out, "</Rules>");
    return 0;
}
