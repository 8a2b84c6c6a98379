#include "tests/unit/diff_held.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

const struct held_kind held_balancer = {"elasticloadbalancing", "LoadBalancer", "elasticloadbalancing/loadbalancer", "LoadBalancerArn"};
const struct held_kind held_listener = {"elasticloadbalancing", "Listener", "elasticloadbalancing/listener", "ListenerArn"};
const struct held_kind held_rule = {"elasticloadbalancing", "Rule", "elasticloadbalancing/rule", "RuleArn"};
const struct held_kind held_group = {"elasticloadbalancing", "TargetGroup", "elasticloadbalancing/targetgroup", "TargetGroupArn"};
const struct held_kind held_security = {"ec2", "SecurityGroup", "ec2/securitygroup", "GroupId"};

void held_tell(struct model *m, const struct held_kind *k, const char *id, const char *value)
{
    own_buf data = {0};
    own_str char *subject = observed_subject(k->service, k->resource, id);
    observed_encode(&data, k->service, k->resource, id, value, NULL);
    model_say(m, "apply-aws", value ? "aws.observed" : "aws.gone", subject, buf_str(&data));
}

const struct json *held_value(struct model *m, const struct held_kind *k, const char *id)
{
    const struct world_observed *o = world_observed(&m->world, k->table, id);
    if (!o)
        fail_msg("no %s %s to change", k->resource, id);
    return o->value;
}

void held_merge(struct model *m, const struct held_kind *k, const char *id, const struct json *changes)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    json_each (member, held_value(m, k, id))
        if (!json_get(changes, json_name(member)))
            json_add_node(&o, json_name(member), member);
    json_each (member, changes)
        json_add_node(&o, json_name(member), member);
    json_close_object(&o);
    held_tell(m, k, id, buf_str(&text));
}

void held_merge_text(struct model *m, const struct held_kind *k, const char *id, const char *changes)
{
    own_json *tree = json_parse(changes, strlen(changes), NULL);
    assert_non_null(tree);
    held_merge(m, k, id, tree);
}

void held_merge_pairs(struct model *m, const struct held_kind *k, const char *id, const char *list, const struct json *set,
                      const struct strs *away)
{
    struct pairs all = {0};
    own_buf text = {0};
    pairs_decode_tags(&all, json_get(held_value(m, k, id), list));
    json_each (one, set)
        pairs_set(&all, json_str(json_get(one, "Key")), json_str(json_get(one, "Value")));
    for (size_t i = 0; away && i < away->count; i++)
        pairs_remove(&all, away->items[i]);
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    pairs_encode_tags(&all, &o, list);
    json_close_object(&o);
    held_merge_text(m, k, id, buf_str(&text));
    pairs_release(&all);
}

const char *held_make(struct model *m, const struct held_kind *k, const char *reference, const char *id, const struct json *p,
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
    held_tell(m, k, id, buf_str(&text));
    held_merge_text(m, k, id, extra);
    if (!reference)
        return NULL;
    pairs_set(&m->names, reference, id);
    return pairs_get(&m->names, reference);
}

const struct held_kind *held_kind_of(const char *arn)
{
    return strstr(arn, ":loadbalancer/")  ? &held_balancer
           : strstr(arn, ":targetgroup/") ? &held_group
           : strstr(arn, ":listener/")    ? &held_listener
                                          : &held_rule;
}
