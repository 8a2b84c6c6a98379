#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "apply-aws/effects_inner.h"
#include "apply-aws/value.h"

static const char elb[] = "elasticloadbalancing";

const char *effects_param(const struct effect *e, const char *name)
{
    return json_str_or(json_get(e->parameters, name), "");
}

static void tell(struct effect *e, const char *service, const char *resource, const char *id, const char *value)
{
    say_observed(e->apply, e->cause, &(struct observed){.service = service, .resource = resource, .id = id}, value);
}

/* One member of a thing that is known becomes another; of one that is not known, nothing can be said. */
static void change(struct effect *e, const char *arn, const char *name, const char *raw)
{
    const struct json *base = world_by_arn(&e->apply->world, arn);
    if (!base) {
        e->incomplete = true;
        return;
    }
    own_str char *value = value_with(base, name, raw);
    tell(e, elb, arn_resource(arn), arn, value);
}

static void change_to(struct effect *e, const char *arn, const char *name, const struct json *node)
{
    own_str char *raw = json_text(node);
    if (raw)
        change(e, arn, name, raw);
}

/* ---- things made ---- */

/* The one item of the answer's list, with the tags it was given. */
static char *new_value(struct effect *e, const char *list, const char *id_member)
{
    const struct json *item = json_first(json_get(e->answer, list));
    const char *id = json_str(json_get(item, id_member));
    if (!id) {
        e->incomplete = true;
        return NULL;
    }
    e->made = xstrdup(id);
    own_str char *tags = value_tags(json_get(e->parameters, "Tags"), NULL, NULL);
    return value_with(item, "Tags", tags);
}

static void made_load_balancer(struct effect *e)
{
    own_str char *value = new_value(e, "LoadBalancers", "LoadBalancerArn");
    if (value)
        tell(e, elb, "LoadBalancer", e->made, value);
}

static void made_target_group(struct effect *e)
{
    own_str char *value = new_value(e, "TargetGroups", "TargetGroupArn");
    if (value)
        tell(e, elb, "TargetGroup", e->made, value);
}

static void made_listener(struct effect *e)
{
    own_str char *value = new_value(e, "Listeners", "ListenerArn");
    if (value)
        tell(e, elb, "Listener", e->made, value);
}

static void made_rule(struct effect *e)
{
    own_str char *value = new_value(e, "Rules", "RuleArn");
    if (!value)
        return;
    own_json *tree = json_parse(value, strlen(value), NULL);
    own_str char *listener = json_text(json_get(e->parameters, "ListenerArn"));
    own_str char *whole = value_with(tree, "ListenerArn", listener);
    tell(e, elb, "Rule", e->made, whole);
}

static void made_trust_store(struct effect *e)
{
    own_str char *value = new_value(e, "TrustStores", "TrustStoreArn");
    if (value)
        tell(e, elb, "TrustStore", e->made, value);
}

static const struct json *security_group_tags(const struct effect *e)
{
    json_each (specification, json_get(e->parameters, "TagSpecifications"))
        if (str_equal(json_str(json_get(specification, "ResourceType")), "security-group"))
            return json_get(specification, "Tags");
    return NULL;
}

static void made_security_group(struct effect *e)
{
    const char *id = json_str(json_get(e->answer, "GroupId"));
    if (!id) {
        e->incomplete = true;
        return;
    }
    own_buf out = {0};
    struct json_out o = json_out(&out);
    own_str char *tags = value_tags(security_group_tags(e), NULL, NULL);
    e->made = xstrdup(id);
    json_open_object(&o, NULL);
    json_add_str(&o, "GroupId", id);
    json_add_str(&o, "GroupName", effects_param(e, "GroupName"));
    json_add_str(&o, "Description", effects_param(e, "Description"));
    json_add_str(&o, "VpcId", effects_param(e, "VpcId"));
    json_add_raw(&o, "IpPermissions", "[]");
    json_add_raw(&o, "Tags", tags);
    json_close_object(&o);
    tell(e, "ec2", "SecurityGroup", id, buf_str(&out));
}

/* ---- things changed, told whole in the answer ---- */

static bool holds_all(const struct json *base, const struct json *item)
{
    json_each (member, item)
        if (!json_equal(member, json_get(base, json_name(member))))
            return false;
    return true;
}

static void merge_items(struct effect *e, const char *list, const char *id_member)
{
    json_each (item, json_get(e->answer, list)) {
        const char *arn = json_str_or(json_get(item, id_member), "");
        const struct json *base = world_by_arn(&e->apply->world, arn);
        if (!base) {
            e->incomplete = true;
            continue;
        }
        if (holds_all(base, item))
            continue;
        own_str char *value = value_merged(base, item);
        tell(e, elb, arn_resource(arn), arn, value);
    }
}

static void changed_trust_store(struct effect *e)
{
    const struct json *item = json_first(json_get(e->answer, "TrustStores"));
    const struct json *base = world_get(&e->apply->world, elb, "TrustStore", effects_param(e, "TrustStoreArn"));
    own_str char *value = value_merged(base, item);
    tell(e, elb, "TrustStore", effects_param(e, "TrustStoreArn"), value);
}

static void changed_target_group(struct effect *e)
{
    merge_items(e, "TargetGroups", "TargetGroupArn");
}

static void changed_rules(struct effect *e)
{
    merge_items(e, "Rules", "RuleArn");
}

/* A ModifyRule that resets the transforms comes back without them. */
static void changed_rule(struct effect *e)
{
    changed_rules(e);
    if (json_bool_or(json_get(e->parameters, "ResetTransforms"), false))
        change(e, effects_param(e, "RuleArn"), "Transforms", NULL);
}

/* Answers name the default certificate alone; the others stay. */
static char *certificates_after(const struct json *base, const struct json *item)
{
    const struct json *fresh = json_first(json_get(item, "Certificates"));
    const struct json *held = json_first(json_get(base, "Certificates"));
    if (!fresh)
        return NULL;
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_array(&o, NULL);
    json_add_node(&o, NULL, fresh);
    for (const struct json *c = held ? json_next(held) : NULL; c; c = json_next(c))
        if (!json_equal(json_get(c, "CertificateArn"), json_get(fresh, "CertificateArn")))
            json_add_node(&o, NULL, c);
    json_close_array(&o);
    return buf_take(&out);
}

static void changed_listener(struct effect *e)
{
    const char *arn = effects_param(e, "ListenerArn");
    const struct json *base = world_by_arn(&e->apply->world, arn);
    const struct json *item = json_first(json_get(e->answer, "Listeners"));
    if (!base || !item) {
        e->incomplete = true;
        return;
    }
    own_str char *certificates = certificates_after(base, item);
    own_str char *merged = value_merged(base, item);
    own_json *tree = json_parse(merged, strlen(merged), NULL);
    own_str char *value = value_with(tree, "Certificates", certificates);
    tell(e, elb, "Listener", arn, value);
}

/* ---- members changed ---- */

static void changed_attributes(struct effect *e)
{
    static const char *const members[] = {"LoadBalancerArn", "TargetGroupArn", "ListenerArn"};
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        const char *arn = effects_param(e, members[i]);
        const struct json *base = *arn ? world_by_arn(&e->apply->world, arn) : NULL;
        if (!*arn)
            continue;
        own_str char *asked = value_tags(json_get(base, "Attributes"), json_get(e->parameters, "Attributes"), NULL);
        own_json *tree = json_parse(asked, strlen(asked), NULL);
        own_str char *whole = value_tags(tree, json_get(e->answer, "Attributes"), NULL);
        change(e, arn, "Attributes", whole);
    }
}

static void changed_tags(struct effect *e)
{
    json_each (arn, json_get(e->parameters, "ResourceArns")) {
        const struct json *base = world_by_arn(&e->apply->world, json_str_or(arn, ""));
        own_str char *tags = value_tags(json_get(base, "Tags"), json_get(e->parameters, "Tags"), json_get(e->parameters, "TagKeys"));
        change(e, json_str_or(arn, ""), "Tags", tags);
    }
}

static void changed_security_groups(struct effect *e)
{
    change_to(e, effects_param(e, "LoadBalancerArn"), "SecurityGroups", json_get(e->answer, "SecurityGroupIds"));
}

static void changed_subnets(struct effect *e)
{
    change_to(e, effects_param(e, "LoadBalancerArn"), "AvailabilityZones", json_get(e->answer, "AvailabilityZones"));
    change_to(e, effects_param(e, "LoadBalancerArn"), "IpAddressType", json_get(e->answer, "IpAddressType"));
}

static void changed_address_type(struct effect *e)
{
    change_to(e, effects_param(e, "LoadBalancerArn"), "IpAddressType", json_get(e->answer, "IpAddressType"));
}

static void changed_pools(struct effect *e)
{
    own_str char *pools = json_text(json_get(e->answer, "IpamPools"));
    change(e, effects_param(e, "LoadBalancerArn"), "IpamPools", pools);
}

static void changed_capacity(struct effect *e)
{
    own_str char *capacity = json_text(json_get(e->answer, "MinimumLoadBalancerCapacity"));
    change(e, effects_param(e, "LoadBalancerArn"), "MinimumLoadBalancerCapacity", capacity);
}

static void add_certificates(struct json_out *o, const struct json *list, const struct json *without)
{
    json_each (c, list) {
        bool skip = false;
        json_each (other, without)
            skip |= json_equal(json_get(c, "CertificateArn"), json_get(other, "CertificateArn"));
        if (!skip)
            json_add_node(o, NULL, c);
    }
}

static void changed_certificates(struct effect *e)
{
    const char *arn = effects_param(e, "ListenerArn");
    const struct json *held = json_get(world_by_arn(&e->apply->world, arn), "Certificates");
    const struct json *named = json_get(e->parameters, "Certificates");
    bool removing = strcmp(e->action, "RemoveListenerCertificates") == 0;
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_array(&o, NULL);
    add_certificates(&o, held, removing ? named : NULL);
    if (!removing)
        add_certificates(&o, named, held);
    json_close_array(&o);
    change(e, arn, "Certificates", buf_str(&out));
}

static void change_security_group(struct effect *e, const char *id, const char *member, const char *raw)
{
    const struct json *base = world_get(&e->apply->world, "ec2", "SecurityGroup", id);
    if (!base) {
        e->incomplete = true;
        return;
    }
    own_str char *value = value_with(base, member, raw);
    tell(e, "ec2", "SecurityGroup", id, value);
}

static void added_permissions(struct effect *e)
{
    const struct json *base = world_get(&e->apply->world, "ec2", "SecurityGroup", effects_param(e, "GroupId"));
    own_str char *list = value_permissions_added(json_get(base, "IpPermissions"), json_get(e->parameters, "IpPermissions"));
    change_security_group(e, effects_param(e, "GroupId"), "IpPermissions", list);
}

static void removed_permissions(struct effect *e)
{
    const struct json *base = world_get(&e->apply->world, "ec2", "SecurityGroup", effects_param(e, "GroupId"));
    own_str char *list = value_permissions_removed(json_get(base, "IpPermissions"), json_get(e->parameters, "IpPermissions"));
    change_security_group(e, effects_param(e, "GroupId"), "IpPermissions", list);
}

/* EC2's DeleteTags names pairs; the value does not matter to us. */
static char *tags_without(const struct json *base, const struct json *tags)
{
    own_buf keys = {0};
    struct json_out o = json_out(&keys);
    json_open_array(&o, NULL);
    json_each (tag, tags)
        json_add_str(&o, NULL, json_str(json_get(tag, "Key")));
    json_close_array(&o);
    own_json *list = json_parse(buf_str(&keys), keys.len, NULL);
    return value_tags(base, NULL, list);
}

static void changed_ec2_tags(struct effect *e)
{
    const struct json *named = json_get(e->parameters, "Tags");
    json_each (resource, json_get(e->parameters, "Resources")) {
        const char *id = json_str_or(resource, "");
        const struct json *base = world_get(&e->apply->world, "ec2", "SecurityGroup", id);
        const struct json *tags = json_get(base, "Tags");
        own_str char *list = strcmp(e->action, "CreateTags") == 0 ? value_tags(tags, named, NULL) : tags_without(tags, named);
        if (str_starts(id, "sg-"))
            change_security_group(e, id, "Tags", list);
    }
}

/* ---- things gone ---- */

/* All of a resource whose member names what went. */
static void gone_children(struct effect *e, const char *resource, const char *member, const char *arn)
{
    const struct thing *t;
    while ((t = world_find(&e->apply->world, resource, member, arn))) {
        own_str char *id = xstrdup(t->id);
        if (strcmp(resource, "Listener") == 0)
            gone_children(e, "Rule", "ListenerArn", id);
        say_gone(e->apply, e->cause, elb, resource, id);
    }
}

void effects_gone(struct effect *e)
{
    static const char *const members[] = {"LoadBalancerArn", "TargetGroupArn", "ListenerArn", "RuleArn"};
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        const char *arn = effects_param(e, members[i]);
        if (!*arn || !arn_resource(arn))
            continue;
        gone_children(e, "Listener", "LoadBalancerArn", arn);
        gone_children(e, "Rule", "ListenerArn", arn);
        if (strcmp(members[i], "TargetGroupArn") == 0)
            effects_say_health(e->apply, e->cause, &(struct health_read){arn, NULL, UINT64_MAX});
        say_gone(e->apply, e->cause, elb, arn_resource(arn), arn);
    }
}

static void gone_security_group(struct effect *e)
{
    say_gone(e->apply, e->cause, "ec2", "SecurityGroup", effects_param(e, "GroupId"));
}

static void gone_trust_store(struct effect *e)
{
    say_gone(e->apply, e->cause, elb, "TrustStore", effects_param(e, "TrustStoreArn"));
}

/* ---- the table ---- */

static const struct {
    const char *action;
    void (*say)(struct effect *e);
} effects[] = {
    {"CreateLoadBalancer", made_load_balancer},
    {"CreateTargetGroup", made_target_group},
    {"CreateListener", made_listener},
    {"CreateRule", made_rule},
    {"CreateSecurityGroup", made_security_group},
    {"ModifyTargetGroup", changed_target_group},
    {"ModifyListener", changed_listener},
    {"ModifyRule", changed_rule},
    {"SetRulePriorities", changed_rules},
    {"ModifyLoadBalancerAttributes", changed_attributes},
    {"ModifyTargetGroupAttributes", changed_attributes},
    {"ModifyListenerAttributes", changed_attributes},
    {"AddTags", changed_tags},
    {"RemoveTags", changed_tags},
    {"SetSecurityGroups", changed_security_groups},
    {"SetSubnets", changed_subnets},
    {"SetIpAddressType", changed_address_type},
    {"ModifyIpPools", changed_pools},
    {"ModifyCapacityReservation", changed_capacity},
    {"AddListenerCertificates", changed_certificates},
    {"RemoveListenerCertificates", changed_certificates},
    {"AuthorizeSecurityGroupIngress", added_permissions},
    {"RevokeSecurityGroupIngress", removed_permissions},
    {"CreateTags", changed_ec2_tags},
    {"DeleteTags", changed_ec2_tags},
    {"DeleteLoadBalancer", effects_gone},
    {"DeleteTargetGroup", effects_gone},
    {"DeleteListener", effects_gone},
    {"DeleteRule", effects_gone},
    {"DeleteSecurityGroup", gone_security_group},
    {"CreateTrustStore", made_trust_store},
    {"ModifyTrustStore", changed_trust_store},
    {"DeleteTrustStore", gone_trust_store},
    {"AssociateWebACL", effects_associated},
    {"DisassociateWebACL", effects_disassociated},
    {"CreateProtection", effects_protected},
    {"DeleteProtection", effects_unprotected},
    {"RegisterTargets", effects_registered},
    {"DeregisterTargets", effects_deregistered},
};

void effects_say(struct effect *e)
{
    for (size_t i = 0; i < COUNT_OF(effects); i++)
        if (strcmp(effects[i].action, e->action) == 0) {
            effects[i].say(e);
            return;
        }
}
