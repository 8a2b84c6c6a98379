#include "tests/unit/diff_calls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/unit/diff_held.h"

static const char *text_of(const struct json *p, const char *member)
{
    const char *text = json_str(json_get(p, member));
    if (!text)
        fail_msg("parameter %s is missing", member);
    return text;
}

static void zones_of(const struct json *p, struct buf *to)
{
    buf_add_str(to, "\"AvailabilityZones\":[");
    json_each (s, json_get(p, "SubnetMappings"))
        buf_addf(to, "%s{\"SubnetId\":\"%s\"}", s == json_first(json_get(p, "SubnetMappings")) ? "" : ",", text_of(s, "SubnetId"));
    buf_add_char(to, ']');
}

static void create_balancer(struct model *m, const struct json *p)
{
    const char *name = text_of(p, "Name");
    own_str char *id = xasprintf(MODEL_ARN "loadbalancer/app/%s/%d", name, ++m->made);
    own_str char *reference = xasprintf("@loadbalancer/%s", name);
    own_buf extra = {0};
    buf_addf(&extra, "{\"LoadBalancerName\":\"%s\",", name);
    zones_of(p, &extra);
    buf_add_char(&extra, '}');
    held_make(m, &held_balancer, reference, id, p, buf_str(&extra));
}

static void create_group(struct model *m, const struct json *p)
{
    const char *name = text_of(p, "Name");
    own_str char *id = xasprintf(MODEL_ARN "targetgroup/%s/%d", name, ++m->made);
    own_str char *reference = xasprintf("@targetgroup/%s", name);
    own_str char *extra = xasprintf("{\"TargetGroupName\":\"%s\"}", name);
    held_make(m, &held_group, reference, id, p, extra);
}

static void create_listener(struct model *m, const struct json *p)
{
    const char *of = text_of(p, "LoadBalancerArn");
    int64_t port = json_int_or(json_get(p, "Port"), 0);
    const char *name = json_str(json_get(held_value(m, &held_balancer, of), "LoadBalancerName"));
    own_str char *id = xasprintf(MODEL_ARN "listener/app/%s/1/%d", name, ++m->made);
    own_str char *reference = xasprintf("@listener/%s/%d", name, (int)port);
    const char *made = held_make(m, &held_listener, reference, id, p, "{}");
    own_str char *fallback = xasprintf("%s/default", made);
    own_str char *value =
        xasprintf("{\"RuleArn\":\"%s\",\"ListenerArn\":\"%s\",\"Priority\":\"default\",\"IsDefault\":true}", fallback, made);
    held_tell(m, &held_rule, fallback, value);
}

/* PriorityInUse. */
static void check_priority(struct model *m, const char *listener_arn, int priority)
{
    size_t count;
    const struct world_observed **all = world_all(&m->world, "elasticloadbalancing/rule", &count);
    for (size_t i = 0; i < count; i++)
        if (str_equal(json_str(json_get(all[i]->value, "ListenerArn")), listener_arn))
            assert_int_not_equal(atoi(json_str(json_get(all[i]->value, "Priority"))), priority);
    free(all);
}

static void create_rule(struct model *m, const struct json *p)
{
    int priority = (int)json_int_or(json_get(p, "Priority"), 0);
    own_str char *id = xasprintf(MODEL_ARN "listener-rule/app/x/1/1/%d", ++m->made);
    own_str char *extra = xasprintf("{\"Priority\":\"%d\",\"IsDefault\":false}", priority);
    held_value(m, &held_listener, text_of(p, "ListenerArn"));
    if (!m->unchecked)
        check_priority(m, text_of(p, "ListenerArn"), priority);
    held_make(m, &held_rule, NULL, id, p, extra);
}

static void create_security(struct model *m, const struct json *p)
{
    own_str char *id = xasprintf("sg-%d", ++m->made);
    own_str char *reference = xasprintf("@securitygroup/%s", text_of(p, "GroupName"));
    own_str char *tags = json_text(json_get(json_first(json_get(p, "TagSpecifications")), "Tags"));
    own_str char *extra = xasprintf("{\"IpPermissions\":[],\"Tags\":%s}", tags);
    held_make(m, &held_security, reference, id, p, extra);
}

static void permissions(struct model *m, const struct json *p, bool add)
{
    const char *id = text_of(p, "GroupId");
    own_buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    json_open_array(&o, "IpPermissions");
    json_each (now, json_get(held_value(m, &held_security, id), "IpPermissions")) {
        bool away = false;
        json_each (one, json_get(p, "IpPermissions"))
            away = away || (!add && json_equal(one, now));
        if (!away)
            json_add_node(&o, NULL, now);
    }
    json_each (one, json_get(p, "IpPermissions"))
        if (add)
            json_add_node(&o, NULL, one);
    json_close_array(&o);
    json_close_object(&o);
    held_merge_text(m, &held_security, id, buf_str(&text));
}

static void set_priorities(struct model *m, const struct json *p)
{
    json_each (one, json_get(p, "RulePriorities")) {
        own_str char *extra = xasprintf("{\"Priority\":\"%d\"}", (int)json_int_or(json_get(one, "Priority"), 0));
        held_merge_text(m, &held_rule, text_of(one, "RuleArn"), extra);
    }
}

static void certificates(struct model *m, const struct json *p, bool add)
{
    const char *id = text_of(p, "ListenerArn");
    const char *arn = text_of(json_first(json_get(p, "Certificates")), "CertificateArn");
    own_buf text = {0};
    buf_add_str(&text, "{\"Certificates\":[");
    const char *comma = "";
    json_each (now, json_get(held_value(m, &held_listener, id), "Certificates")) {
        if (strcmp(text_of(now, "CertificateArn"), arn) == 0)
            continue;
        own_str char *one = json_text(now);
        buf_addf(&text, "%s%s", comma, one);
        comma = ",";
    }
    if (add)
        buf_addf(&text, "%s{\"CertificateArn\":\"%s\",\"IsDefault\":false}", comma, arn);
    buf_add_str(&text, "]}");
    held_merge_text(m, &held_listener, id, buf_str(&text));
}

static void targets(struct model *m, const struct json *p, const char *state)
{
    const char *name = json_str(json_get(held_value(m, &held_group, text_of(p, "TargetGroupArn")), "TargetGroupName"));
    own_str char *copy = xstrdup(name);
    json_each (t, json_get(p, "Targets")) {
        own_str char *target = xasprintf("%s:%d", text_of(t, "Id"), (int)json_int_or(json_get(t, "Port"), 0));
        model_health(m, copy, target, state);
    }
}

static void set_subnets(struct model *m, const struct json *p)
{
    own_buf extra = {0};
    buf_add_char(&extra, '{');
    zones_of(p, &extra);
    buf_add_char(&extra, '}');
    held_merge_text(m, &held_balancer, text_of(p, "LoadBalancerArn"), buf_str(&extra));
}

static void remove_keys(struct model *m, const struct json *p)
{
    struct strs away = {0};
    strs_decode(&away, json_get(p, "TagKeys"));
    const char *id = json_str(json_first(json_get(p, "ResourceArns")));
    held_merge_pairs(m, held_kind_of(id), id, "Tags", NULL, &away);
    strs_release(&away);
}

static void modify_rule(struct model *m, const struct json *p)
{
    held_merge(m, &held_rule, text_of(p, "RuleArn"), p);
    if (json_bool_or(json_get(p, "ResetTransforms"), false))
        held_merge_text(m, &held_rule, text_of(p, "RuleArn"), "{\"Transforms\":[]}");
}

/* What stands before a load balancer. */
static void stands(struct model *m, const char *service, const char *resource, const char *arn, const char *acl)
{
    own_buf data = {0};
    own_str char *subject = observed_subject(service, resource, arn);
    own_str char *value = xasprintf("{\"ResourceArn\":\"%s\",\"WebACLArn\":\"%s\"}", arn, acl);
    observed_encode(&data, service, resource, arn, value, NULL);
    model_say(m, "apply-aws", "aws.observed", subject, buf_str(&data));
}

void call_carry_out(struct model *m, const char *action, const struct json *p)
{
    const char *first = json_str(json_first(json_get(p, "ResourceArns")));
    if (!strcmp(action, "CreateLoadBalancer"))
        create_balancer(m, p);
    else if (!strcmp(action, "CreateTargetGroup"))
        create_group(m, p);
    else if (!strcmp(action, "CreateListener"))
        create_listener(m, p);
    else if (!strcmp(action, "CreateRule"))
        create_rule(m, p);
    else if (!strcmp(action, "CreateSecurityGroup"))
        create_security(m, p);
    else if (!strcmp(action, "AuthorizeSecurityGroupIngress") || !strcmp(action, "RevokeSecurityGroupIngress"))
        permissions(m, p, action[0] == 'A');
    else if (!strcmp(action, "SetRulePriorities"))
        set_priorities(m, p);
    else if (!strcmp(action, "AddListenerCertificates") || !strcmp(action, "RemoveListenerCertificates"))
        certificates(m, p, action[0] == 'A');
    else if (!strcmp(action, "RegisterTargets"))
        targets(m, p, "initial");
    else if (!strcmp(action, "DeregisterTargets"))
        targets(m, p, "draining");
    else if (!strcmp(action, "ModifyRule"))
        modify_rule(m, p);
    else if (!strcmp(action, "ModifyListener"))
        held_merge(m, &held_listener, text_of(p, "ListenerArn"), p);
    else if (!strcmp(action, "ModifyTargetGroup"))
        held_merge(m, &held_group, text_of(p, "TargetGroupArn"), p);
    else if (!strcmp(action, "SetSecurityGroups") || !strcmp(action, "SetIpAddressType"))
        held_merge(m, &held_balancer, text_of(p, "LoadBalancerArn"), p);
    else if (!strcmp(action, "SetSubnets"))
        set_subnets(m, p);
    else if (!strcmp(action, "AddTags"))
        held_merge_pairs(m, held_kind_of(first), first, "Tags", json_get(p, "Tags"), NULL);
    else if (!strcmp(action, "RemoveTags"))
        remove_keys(m, p);
    else if (!strcmp(action, "CreateTags"))
        held_merge_pairs(m, &held_security, json_str(json_first(json_get(p, "Resources"))), "Tags", json_get(p, "Tags"), NULL);
    else if (!strcmp(action, "ModifyLoadBalancerAttributes"))
        held_merge_pairs(m, &held_balancer, text_of(p, "LoadBalancerArn"), "Attributes", json_get(p, "Attributes"), NULL);
    else if (!strcmp(action, "ModifyTargetGroupAttributes"))
        held_merge_pairs(m, &held_group, text_of(p, "TargetGroupArn"), "Attributes", json_get(p, "Attributes"), NULL);
    else if (!strcmp(action, "ModifyListenerAttributes"))
        held_merge_pairs(m, &held_listener, text_of(p, "ListenerArn"), "Attributes", json_get(p, "Attributes"), NULL);
    else if (!strcmp(action, "AssociateWebACL"))
        stands(m, "wafv2", "WebACLAssociation", text_of(p, "ResourceArn"), text_of(p, "WebACLArn"));
    else if (!strcmp(action, "DeleteRule"))
        held_tell(m, &held_rule, text_of(p, "RuleArn"), NULL);
    else if (!strcmp(action, "DeleteListener"))
        held_tell(m, &held_listener, text_of(p, "ListenerArn"), NULL);
    else if (!strcmp(action, "DeleteLoadBalancer"))
        held_tell(m, &held_balancer, text_of(p, "LoadBalancerArn"), NULL);
    else if (!strcmp(action, "DeleteTargetGroup"))
        held_tell(m, &held_group, text_of(p, "TargetGroupArn"), NULL);
    else if (!strcmp(action, "DeleteSecurityGroup"))
        held_tell(m, &held_security, text_of(p, "GroupId"), NULL);
    else
        fail_msg("the model does not know %s", action);
}
