#include "apply-aws/guard.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/model/permission.h"

static const char elb[] = "elasticloadbalancing";

bool guard_is_reading(const char *action)
{
    return str_starts(action, "Describe") || str_starts(action, "Get") || str_starts(action, "List");
}

/* ---- whose it is ---- */

/* The load balancer behind a listener or rule; a thing that stands by itself is its own. */
static const struct json *root_of(const struct apply *a, const char *arn)
{
    const struct json *value = world_by_arn(&a->world, arn);
    const char *listener = json_str(json_get(value, "ListenerArn"));
    if (str_equal(arn_resource(arn), "Rule"))
        value = listener ? world_by_arn(&a->world, listener) : NULL;
    const char *balancer = json_str(json_get(value, "LoadBalancerArn"));
    bool below = str_equal(arn_resource(arn), "Rule") || str_equal(arn_resource(arn), "Listener");
    return below ? (balancer ? world_by_arn(&a->world, balancer) : NULL) : value;
}

static const struct json *thing_of(const struct apply *a, const char *id)
{
    if (str_starts(id, "sg-"))
        return world_get(&a->world, "ec2", "SecurityGroup", id);
    if (strstr(id, ":truststore/"))
        return world_get(&a->world, elb, "TrustStore", id);
    return root_of(a, id);
}

static bool is_ours(const struct apply *a, const char *id)
{
    return apply_is_ours(a, json_get(thing_of(a, id), "Tags"));
}

static enum guard_verdict refuse(struct guard *why, const char *code, char *text)
{
    why->code = code;
    why->text = text;
    return GUARD_REFUSE;
}

static enum guard_verdict judge_owner(const struct apply *a, const char *id, struct guard *why)
{
    const char *fleet = a->fleet.name ? a->fleet.name : "";
    if (is_ours(a, id))
        return GUARD_GO;
    why->unknown = !thing_of(a, id);
    if (why->unknown)
        return refuse(why, "NotOurs",
                      xasprintf("'%s' is not known here, and only what carries the tags of fleet '%s' is changed", id, fleet));
    return refuse(why, "NotOurs",
                  xasprintf("'%s' does not carry the tag elbv2.k8s.aws/cluster of fleet '%s': it is left alone", id, fleet));
}

/* ---- what a call names ---- */

/* Every text under a member that names what is changed; lists and lists of objects too. */
static enum guard_verdict judge_named(const struct apply *a, const struct json *node, struct guard *why)
{
    enum guard_verdict verdict = GUARD_GO;
    if (json_str(node))
        return judge_owner(a, json_str(node), why);
    json_each (item, node) {
        const struct json *inner = json_kind(item) == JSON_OBJECT ? json_get(item, "RuleArn") : item;
        if (verdict == GUARD_GO && inner)
            verdict = judge_named(a, inner, why);
    }
    return verdict;
}

/* What stands there for the same protocol, ports and source is our fleet's, or nothing does. */
static bool may_touch(const struct apply *a, const struct security_group *held, const struct permission *p)
{
    const struct permission *there = permissions_find(held, p);
    return permission_is_marked(p, a->fleet.name) && (!there || permission_is_marked(there, a->fleet.name));
}

/* Rules in the security groups of nodes and pods, which are other people's: only those that say that our fleet made them. */
static bool are_marked_rules(const struct apply *a, const char *action, const struct json *parameters)
{
    bool marked = strcmp(action, "AuthorizeSecurityGroupIngress") == 0 || strcmp(action, "RevokeSecurityGroupIngress") == 0;
    struct security_group asked = {0}, held = {0};
    if (!marked)
        return false;
    permissions_decode(&asked, json_get(parameters, "IpPermissions"));
    permissions_decode(&held, json_get(thing_of(a, json_str_or(json_get(parameters, "GroupId"), "")), "IpPermissions"));
    marked = asked.permissions_count > 0;
    for (size_t i = 0; i < asked.permissions_count; i++)
        marked = marked && may_touch(a, &held, &asked.permissions[i]);
    security_group_release(&asked);
    security_group_release(&held);
    return marked;
}

static bool is_targets(const char *action)
{
    return strcmp(action, "RegisterTargets") == 0 || strcmp(action, "DeregisterTargets") == 0;
}

static enum guard_verdict judge_members(const struct apply *a, const char *action, const struct json *parameters, struct guard *why)
{
    static const char *const members[] = {"LoadBalancerArn", "TargetGroupArn", "ListenerArn",  "RuleArn",   "TrustStoreArn",
                                          "GroupId",         "ResourceArn",    "ResourceArns", "Resources", "RulePriorities"};
    enum guard_verdict verdict = GUARD_GO;
    if (is_targets(action) || are_marked_rules(a, action, parameters))
        return GUARD_GO;
    for (size_t i = 0; i < COUNT_OF(members) && verdict == GUARD_GO; i++)
        verdict = judge_named(a, json_get(parameters, members[i]), why);
    return verdict;
}

/* ---- names that are taken ---- */

/* AWS answers a Create with what has that name already, where its settings are the same: a stranger's would become ours. */
static enum guard_verdict judge_name(const struct apply *a, const char *action, const struct json *parameters, struct guard *why)
{
    static const struct {
        const char *action, *resource, *member;
    } named[] = {{"CreateLoadBalancer", "LoadBalancer", "LoadBalancerName"}, {"CreateTargetGroup", "TargetGroup", "TargetGroupName"}};
    const char *name = json_str_or(json_get(parameters, "Name"), "");
    for (size_t i = 0; i < COUNT_OF(named); i++) {
        if (strcmp(named[i].action, action) != 0)
            continue;
        const struct thing *taken = world_find(&a->world, named[i].resource, named[i].member, name);
        if (taken && !apply_is_ours(a, json_get(world_value(&a->world, taken), "Tags")))
            return refuse(why, "Exists", xasprintf("'%s' exists already and does not carry our tags", taken->id));
    }
    return GUARD_GO;
}

/* ---- deletion protection ---- */

static bool is_protected(const struct apply *a, const char *arn)
{
    json_each (attribute, json_get(world_by_arn(&a->world, arn), "Attributes"))
        if (str_equal(json_str(json_get(attribute, "Key")), "deletion_protection.enabled"))
            return str_equal(json_str(json_get(attribute, "Value")), "true");
    return false;
}

/* ---- provisioning ---- */

static bool needs_active(const char *action)
{
    static const char *const actions[] = {"AssociateWebACL", "CreateProtection", "ModifyCapacityReservation",
                                          "ModifyIpPools",   "SetIpAddressType", "SetSubnets"};
    for (size_t i = 0; i < COUNT_OF(actions); i++)
        if (strcmp(actions[i], action) == 0)
            return true;
    return false;
}

static enum guard_verdict judge_state(const struct apply *a, const char *action, const char *arn, struct guard *why)
{
    const struct json *state = json_get(world_by_arn(&a->world, arn), "State");
    const char *code = json_str_or(json_get(state, "Code"), "active");
    if (strcmp(action, "DeleteLoadBalancer") == 0 && is_protected(a, arn))
        return refuse(why, "DeletionProtection",
                      xasprintf("'%s' is protected against deletion: set the attribute deletion_protection.enabled to false first", arn));
    if (!needs_active(action) || strcmp(code, "active") == 0 || strcmp(code, "active_impaired") == 0)
        return GUARD_GO;
    if (strcmp(code, "provisioning") == 0)
        return GUARD_WAIT;
    return refuse(why, "LoadBalancerFailed",
                  xasprintf("'%s' is in state '%s': %s", arn, code, json_str_or(json_get(state, "Reason"), "AWS gives no reason")));
}

enum guard_verdict guard_judge(const struct apply *a, const char *action, const struct json *parameters, struct guard *why)
{
    const char *arn = json_str(json_get(parameters, "LoadBalancerArn"));
    if (guard_is_reading(action))
        return GUARD_GO;
    if (a->settings.read_only)
        return refuse(why, "ReadOnly", xstrdup("nothing is changed under --read-only"));
    enum guard_verdict verdict = judge_name(a, action, parameters, why);
    if (verdict == GUARD_GO)
        verdict = judge_members(a, action, parameters, why);
    if (verdict == GUARD_REFUSE && why->unknown && str_starts(action, "Delete"))
        return GUARD_GONE;
    if (!arn)
        arn = json_str(json_get(parameters, "ResourceArn"));
    return verdict == GUARD_GO && arn ? judge_state(a, action, arn, why) : verdict;
}
