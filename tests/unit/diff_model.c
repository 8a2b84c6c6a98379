#include "tests/unit/diff_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#define ARN "arn:aws:elasticloadbalancing:eu-west-1:111122223333:"

/* ---- events ---- */

void model_say(struct model *m, const char *source, const char *type, const char *subject, const char *data)
{
    own_buf line = {0};
    struct err err = {0};
    struct event e = {0};
    struct event_head head = {.number = ++m->number, .source = source, .type = type, .subject = subject, .data = data};
    head.time.us = (1700000000 + ++m->second) * 1000000;
    event_encode(&line, &head);
    if (event_decode(&e, line.data, line.len - 1, &err) || world_fold(&m->world, &e, &err))
        fail_msg("%s %s: %s", type, subject, err.text);
    event_release(&e);
}

void model_open(struct model *m, const char *options)
{
    memset(m, 0, sizeof *m);
    own_buf fleet = {0};
    buf_addf(&fleet,
             "{\"fleet\":\"prod\",\"region\":\"eu-west-1\",\"account\":\"111122223333\",\"vpcId\":\"vpc-1\","
             "\"clusters\":[\"blue\",\"green\"],\"options\":%s}",
             options);
    model_say(m, "check", "fleet.configured", "prod", buf_str(&fleet));
    model_say(m, "build-podinfo", "cluster.synced", "blue", "{\"cluster\":\"blue\"}");
    model_say(m, "build-podinfo", "cluster.synced", "green", "{\"cluster\":\"green\"}");
    model_say(m, "apply-aws", "aws.synced", "eu-west-1", "{\"account\":\"111122223333\",\"region\":\"eu-west-1\"}");
}

void model_close(struct model *m)
{
    world_release(&m->world);
    pairs_release(&m->names);
}

/* ---- resources ---- */

struct kind {
    const char *service, *resource, *table, *id_member;
};
static const struct kind balancer = {"elasticloadbalancing", "LoadBalancer", "elasticloadbalancing/loadbalancer", "LoadBalancerArn"};
static const struct kind listener = {"elasticloadbalancing", "Listener", "elasticloadbalancing/listener", "ListenerArn"};
static const struct kind rule = {"elasticloadbalancing", "Rule", "elasticloadbalancing/rule", "RuleArn"};
static const struct kind group = {"elasticloadbalancing", "TargetGroup", "elasticloadbalancing/targetgroup", "TargetGroupArn"};
static const struct kind security = {"ec2", "SecurityGroup", "ec2/securitygroup", "GroupId"};

static void tell(struct model *m, const struct kind *k, const char *id, const char *value)
{
    own_buf data = {0};
    own_str char *subject = observed_subject(k->service, k->resource, id);
    observed_encode(&data, k->service, k->resource, id, value, NULL);
    model_say(m, "apply-aws", value ? "aws.observed" : "aws.gone", subject, buf_str(&data));
}

static const struct json *held(struct model *m, const struct kind *k, const char *id)
{
    const struct world_observed *o = world_observed(&m->world, k->table, id);
    if (!o)
        fail_msg("no %s %s to change", k->resource, id);
    return o->value;
}

/* Members of `changes` instead of, or beside, those of the resource. */
static void merge(struct model *m, const struct kind *k, const char *id, const struct json *changes)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    json_each (member, held(m, k, id))
        if (!json_get(changes, json_name(member)))
            json_add_node(&o, json_name(member), member);
    json_each (member, changes)
        json_add_node(&o, json_name(member), member);
    json_close_object(&o);
    tell(m, k, id, buf_str(&text));
}

static void merge_text(struct model *m, const struct kind *k, const char *id, const char *changes)
{
    own_json *tree = json_parse(changes, strlen(changes), NULL);
    assert_non_null(tree);
    merge(m, k, id, tree);
}

/* [{Key,Value}] of the resource's list with those of `set` put over it, and those in `away` left out. */
static void merge_pairs(struct model *m, const struct kind *k, const char *id, const char *list, const struct json *set,
                        const struct strs *away)
{
    struct pairs all = {0};
    own_buf text = {0};
    pairs_decode_tags(&all, json_get(held(m, k, id), list));
    json_each (one, set)
        pairs_set(&all, json_str(json_get(one, "Key")), json_str(json_get(one, "Value")));
    for (size_t i = 0; away && i < away->count; i++)
        pairs_remove(&all, away->items[i]);
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    pairs_encode_tags(&all, &o, list);
    json_close_object(&o);
    merge_text(m, k, id, buf_str(&text));
    pairs_release(&all);
}

/* The parameters as the resource, with an id, a few members under the names that Describe gives them, and without
 * `drop`. Gives the id, borrowed; NULL where no reference names it. */
static const char *make(struct model *m, const struct kind *k, const char *reference, const char *id, const struct json *p,
                        const char *extra)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    json_add_str(&o, k->id_member, id);
    json_each (member, p)
        if (strcmp(json_name(member), "Priority") != 0 && strcmp(json_name(member), "TagSpecifications") != 0)
            json_add_node(&o, json_name(member), member);
    json_close_object(&o);
    tell(m, k, id, buf_str(&text));
    merge_text(m, k, id, extra);
    if (!reference)
        return NULL;
    pairs_set(&m->names, reference, id);
    return pairs_get(&m->names, reference);
}

/* ---- the calls ---- */

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
    own_str char *id = xasprintf(ARN "loadbalancer/app/%s/%d", name, ++m->made);
    own_str char *reference = xasprintf("@loadbalancer/%s", name);
    own_buf extra = {0};
    buf_addf(&extra, "{\"LoadBalancerName\":\"%s\",", name);
    zones_of(p, &extra);
    buf_add_char(&extra, '}');
    make(m, &balancer, reference, id, p, buf_str(&extra));
}

static void create_group(struct model *m, const struct json *p)
{
    const char *name = text_of(p, "Name");
    own_str char *id = xasprintf(ARN "targetgroup/%s/%d", name, ++m->made);
    own_str char *reference = xasprintf("@targetgroup/%s", name);
    own_str char *extra = xasprintf("{\"TargetGroupName\":\"%s\"}", name);
    make(m, &group, reference, id, p, extra);
}

static void create_listener(struct model *m, const struct json *p)
{
    const char *of = text_of(p, "LoadBalancerArn");
    int64_t port = json_int_or(json_get(p, "Port"), 0);
    const char *name = json_str(json_get(held(m, &balancer, of), "LoadBalancerName"));
    own_str char *id = xasprintf(ARN "listener/app/%s/1/%d", name, ++m->made);
    own_str char *reference = xasprintf("@listener/%s/%d", name, (int)port);
    const char *made = make(m, &listener, reference, id, p, "{}");
    own_str char *fallback = xasprintf("%s/default", made);
    own_str char *value =
        xasprintf("{\"RuleArn\":\"%s\",\"ListenerArn\":\"%s\",\"Priority\":\"default\",\"IsDefault\":true}", fallback, made);
    tell(m, &rule, fallback, value);
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
    own_str char *id = xasprintf(ARN "listener-rule/app/x/1/1/%d", ++m->made);
    own_str char *extra = xasprintf("{\"Priority\":\"%d\",\"IsDefault\":false}", priority);
    held(m, &listener, text_of(p, "ListenerArn"));
    if (!m->unchecked)
        check_priority(m, text_of(p, "ListenerArn"), priority);
    make(m, &rule, NULL, id, p, extra);
}

static void create_security(struct model *m, const struct json *p)
{
    own_str char *id = xasprintf("sg-%d", ++m->made);
    own_str char *reference = xasprintf("@securitygroup/%s", text_of(p, "GroupName"));
    own_str char *tags = json_text(json_get(json_first(json_get(p, "TagSpecifications")), "Tags"));
    own_str char *extra = xasprintf("{\"IpPermissions\":[],\"Tags\":%s}", tags);
    make(m, &security, reference, id, p, extra);
}

static void permissions(struct model *m, const struct json *p, bool add)
{
    const char *id = text_of(p, "GroupId");
    own_buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    json_open_array(&o, "IpPermissions");
    json_each (now, json_get(held(m, &security, id), "IpPermissions")) {
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
    merge_text(m, &security, id, buf_str(&text));
}

static void set_priorities(struct model *m, const struct json *p)
{
    json_each (one, json_get(p, "RulePriorities")) {
        own_str char *extra = xasprintf("{\"Priority\":\"%d\"}", (int)json_int_or(json_get(one, "Priority"), 0));
        merge_text(m, &rule, text_of(one, "RuleArn"), extra);
    }
}

static void certificates(struct model *m, const struct json *p, bool add)
{
    const char *id = text_of(p, "ListenerArn");
    const char *arn = text_of(json_first(json_get(p, "Certificates")), "CertificateArn");
    own_buf text = {0};
    buf_add_str(&text, "{\"Certificates\":[");
    const char *comma = "";
    json_each (now, json_get(held(m, &listener, id), "Certificates")) {
        if (strcmp(text_of(now, "CertificateArn"), arn) == 0)
            continue;
        own_str char *one = json_text(now);
        buf_addf(&text, "%s%s", comma, one);
        comma = ",";
    }
    if (add)
        buf_addf(&text, "%s{\"CertificateArn\":\"%s\",\"IsDefault\":false}", comma, arn);
    buf_add_str(&text, "]}");
    merge_text(m, &listener, id, buf_str(&text));
}

static void targets(struct model *m, const struct json *p, const char *state)
{
    const char *name = json_str(json_get(held(m, &group, text_of(p, "TargetGroupArn")), "TargetGroupName"));
    own_str char *copy = xstrdup(name);
    json_each (t, json_get(p, "Targets")) {
        own_str char *target = xasprintf("%s:%d", text_of(t, "Id"), (int)json_int_or(json_get(t, "Port"), 0));
        model_health(m, copy, target, state);
    }
}

static const struct kind *kind_of_arn(const char *id)
{
    return strstr(id, ":loadbalancer/") ? &balancer : strstr(id, ":targetgroup/") ? &group : strstr(id, ":listener/") ? &listener : &rule;
}

static void set_subnets(struct model *m, const struct json *p)
{
    own_buf extra = {0};
    buf_add_char(&extra, '{');
    zones_of(p, &extra);
    buf_add_char(&extra, '}');
    merge_text(m, &balancer, text_of(p, "LoadBalancerArn"), buf_str(&extra));
}

static void remove_keys(struct model *m, const struct json *p)
{
    struct strs away = {0};
    strs_decode(&away, json_get(p, "TagKeys"));
    const char *id = json_str(json_first(json_get(p, "ResourceArns")));
    merge_pairs(m, kind_of_arn(id), id, "Tags", NULL, &away);
    strs_release(&away);
}

static void modify_rule(struct model *m, const struct json *p)
{
    merge(m, &rule, text_of(p, "RuleArn"), p);
    if (json_bool_or(json_get(p, "ResetTransforms"), false))
        merge_text(m, &rule, text_of(p, "RuleArn"), "{\"Transforms\":[]}");
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

static void carry_out(struct model *m, const char *action, const struct json *p)
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
        merge(m, &listener, text_of(p, "ListenerArn"), p);
    else if (!strcmp(action, "ModifyTargetGroup"))
        merge(m, &group, text_of(p, "TargetGroupArn"), p);
    else if (!strcmp(action, "SetSecurityGroups") || !strcmp(action, "SetIpAddressType"))
        merge(m, &balancer, text_of(p, "LoadBalancerArn"), p);
    else if (!strcmp(action, "SetSubnets"))
        set_subnets(m, p);
    else if (!strcmp(action, "AddTags"))
        merge_pairs(m, kind_of_arn(first), first, "Tags", json_get(p, "Tags"), NULL);
    else if (!strcmp(action, "RemoveTags"))
        remove_keys(m, p);
    else if (!strcmp(action, "CreateTags"))
        merge_pairs(m, &security, json_str(json_first(json_get(p, "Resources"))), "Tags", json_get(p, "Tags"), NULL);
    else if (!strcmp(action, "ModifyLoadBalancerAttributes"))
        merge_pairs(m, &balancer, text_of(p, "LoadBalancerArn"), "Attributes", json_get(p, "Attributes"), NULL);
    else if (!strcmp(action, "ModifyTargetGroupAttributes"))
        merge_pairs(m, &group, text_of(p, "TargetGroupArn"), "Attributes", json_get(p, "Attributes"), NULL);
    else if (!strcmp(action, "ModifyListenerAttributes"))
        merge_pairs(m, &listener, text_of(p, "ListenerArn"), "Attributes", json_get(p, "Attributes"), NULL);
    else if (!strcmp(action, "AssociateWebACL"))
        stands(m, "wafv2", "WebACLAssociation", text_of(p, "ResourceArn"), text_of(p, "WebACLArn"));
    else if (!strcmp(action, "DeleteRule"))
        tell(m, &rule, text_of(p, "RuleArn"), NULL);
    else if (!strcmp(action, "DeleteListener"))
        tell(m, &listener, text_of(p, "ListenerArn"), NULL);
    else if (!strcmp(action, "DeleteLoadBalancer"))
        tell(m, &balancer, text_of(p, "LoadBalancerArn"), NULL);
    else if (!strcmp(action, "DeleteTargetGroup"))
        tell(m, &group, text_of(p, "TargetGroupArn"), NULL);
    else if (!strcmp(action, "DeleteSecurityGroup"))
        tell(m, &security, text_of(p, "GroupId"), NULL);
    else
        fail_msg("the model does not know %s", action);
}

/* Every "@…" becomes what it names. */
static char *filled_in(const struct model *m, const char *parameters)
{
    own_buf text = {0};
    const char *at = parameters, *next;
    while ((next = strstr(at, "\"@"))) {
        const char *end = strchr(next + 1, '"');
        own_str char *reference = xstrndup(next + 1, (size_t)(end - next - 1));
        const char *id = pairs_get(&m->names, reference);
        if (!id)
            fail_msg("nothing made %s", reference);
        buf_add(&text, at, (size_t)(next - at) + 1);
        buf_add_str(&text, id);
        at = end;
    }
    buf_add_str(&text, at);
    return buf_take(&text);
}

void model_apply(struct model *m, const struct batch *b)
{
    for (size_t i = 0; i < b->calls_count; i++) {
        own_str char *text = filled_in(m, b->calls[i].parameters);
        struct err err = {0};
        own_json *p = json_parse(text, strlen(text), &err);
        if (!p)
            fail_msg("%s: %s", text, err.text);
        carry_out(m, b->calls[i].action, p);
    }
}

void model_health(struct model *m, const char *name, const char *target, const char *state)
{
    const char *colon = strrchr(target, ':');
    own_str char *reference = xasprintf("@targetgroup/%s", name);
    own_str char *id = xstrndup(target, (size_t)(colon - target));
    own_buf data = {0};
    struct target_health h = {.group_arn = xstrdup_or_null(pairs_get(&m->names, reference)),
                              .group_name = xstrdup(name),
                              .id = xstrdup(id),
                              .port = atoi(colon + 1),
                              .state = xstrdup(state)};
    if (!h.group_arn)
        h.group_arn = xasprintf(ARN "targetgroup/%s/0", name);
    target_health_encode(&h, &data);
    own_str char *subject = target_health_subject(&h);
    model_say(m, "apply-aws", "target.health", subject, buf_str(&data));
    target_health_release(&h);
}

char *model_actions(const struct batch *b)
{
    own_buf text = {0};
    for (size_t i = 0; i < b->calls_count; i++)
        buf_addf(&text, "%s%s", i ? "; " : "", b->calls[i].action);
    return buf_take(&text);
}
