/* Stacks: growing, freeing, and the one line that plan-rules --desired prints. */
#include "lib/model/elb.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#define ADD(owner, list)                                                                                                                   \
    (__extension__({                                                                                                                       \
        ARRAY_GROW((owner)->list, (owner)->list##_count, (owner)->list##_cap);                                                             \
        memset(&(owner)->list[(owner)->list##_count], 0, sizeof *(owner)->list);                                                           \
        &(owner)->list[(owner)->list##_count++];                                                                                           \
    }))

/* ---- growing ---- */

struct listener *stack_add_listener(struct stack *s)
{
    return ADD(s, listeners);
}

struct rule *listener_add_rule(struct listener *l)
{
    return ADD(l, rules);
}

struct target_group *stack_add_target_group(struct stack *s)
{
    return ADD(s, target_groups);
}

struct target *target_group_add_target(struct target_group *g)
{
    return ADD(g, targets);
}

struct security_group *stack_add_security_group(struct stack *s)
{
    return ADD(s, groups);
}

struct permission *security_group_add_permission(struct security_group *g)
{
    return ADD(g, permissions);
}

struct opening *target_group_add_opening(struct target_group *g, const char *protocol)
{
    struct opening *o = ADD(g, openings);
    o->what.protocol = xstrdup(protocol);
    return o;
}

/* ---- freeing ---- */

void target_group_clear_targets(struct target_group *g)
{
    for (size_t i = 0; i < g->targets_count; i++) {
        free(g->targets[i].id);
        free(g->targets[i].zone);
        free(g->targets[i].cause);
    }
    g->targets_count = 0;
}

static void source_release(struct target_source *s)
{
    free(s->backend);
    free(s->cluster);
    free(s->family);
    free(s->node_selector);
    pairs_release(&s->node_labels);
}

void target_group_release(struct target_group *g)
{
    char *texts[] = {g->arn,
                     g->name,
                     g->cluster,
                     g->resource_id,
                     g->ingress,
                     g->protocol,
                     g->protocol_version,
                     g->target_type,
                     g->ip_address_type,
                     g->health_protocol,
                     g->health_port,
                     g->health_path,
                     g->matcher_http,
                     g->matcher_grpc};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        free(texts[i]);
    target_group_clear_targets(g);
    source_release(&g->source);
    free(g->targets);
    for (size_t i = 0; i < g->openings_count; i++) {
        permission_release(&g->openings[i].what);
        free(g->openings[i].port_name);
    }
    free(g->openings);
    pairs_release(&g->attributes);
    pairs_release(&g->tags);
    strs_release(&g->because);
    memset(g, 0, sizeof *g);
}

void permission_release(struct permission *p)
{
    free(p->protocol);
    free(p->cidr);
    free(p->cidr_v6);
    free(p->prefix_list);
    free(p->group);
    free(p->description);
}

void permission_copy(struct permission *to, const struct permission *from)
{
    *to = (struct permission){.protocol = xstrdup(from->protocol),
                              .from_port = from->from_port,
                              .to_port = from->to_port,
                              .cidr = xstrdup_or_null(from->cidr),
                              .cidr_v6 = xstrdup_or_null(from->cidr_v6),
                              .prefix_list = xstrdup_or_null(from->prefix_list),
                              .group = xstrdup_or_null(from->group),
                              .description = xstrdup_or_null(from->description)};
}

void security_group_release(struct security_group *g)
{
    free(g->id);
    free(g->name);
    free(g->description);
    for (size_t i = 0; i < g->permissions_count; i++)
        permission_release(&g->permissions[i]);
    free(g->permissions);
    pairs_release(&g->tags);
    memset(g, 0, sizeof *g);
}

void listener_release(struct listener *l)
{
    free(l->protocol);
    free(l->ssl_policy);
    free(l->mutual_authentication);
    strs_release(&l->certificates);
    pairs_release(&l->attributes);
    pairs_release(&l->tags);
    actions_release(&l->default_actions);
    for (size_t i = 0; i < l->rules_count; i++)
        rule_release(&l->rules[i]);
    free(l->rules);
    strs_release(&l->because);
    memset(l, 0, sizeof *l);
}

void stack_release(struct stack *s)
{
    char *texts[] = {s->id, s->name, s->scheme, s->ip_address_type, s->web_acl_arn, s->ipam_pools, s->customer_owned_pool};
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        free(texts[i]);
    strs_release(&s->subnets);
    strs_release(&s->allocations);
    strs_release(&s->security_groups);
    pairs_release(&s->attributes);
    pairs_release(&s->tags);
    for (size_t i = 0; i < s->groups_count; i++)
        security_group_release(&s->groups[i]);
    for (size_t i = 0; i < s->target_groups_count; i++)
        target_group_release(&s->target_groups[i]);
    for (size_t i = 0; i < s->listeners_count; i++)
        listener_release(&s->listeners[i]);
    free(s->groups);
    free(s->target_groups);
    free(s->listeners);
    strs_release(&s->because);
    strs_release(&s->clusters);
    if (s->front)
        stack_release(s->front);
    free(s->front);
    memset(s, 0, sizeof *s);
}

/* ---- writing ---- */

void stack_encode_subnets(const struct stack *s, struct json_out *o)
{
    json_open_array(o, "SubnetMappings");
    for (size_t i = 0; i < s->subnets.count; i++) {
        json_open_object(o, NULL);
        json_add_str(o, "SubnetId", s->subnets.items[i]);
        json_add_str(o, "AllocationId", i < s->allocations.count ? s->allocations.items[i] : NULL);
        json_close_object(o);
    }
    json_close_array(o);
}

const char *stack_type(const struct stack *s)
{
    return s->network ? "network" : "application";
}

static void add_pairs(const struct pairs *p, struct json_out *o, const char *name)
{
    if (p->count)
        pairs_encode_tags(p, o, name);
}

static void encode_capacity(int64_t units, struct json_out *o)
{
    if (units < 0)
        return;
    json_open_object(o, "MinimumLoadBalancerCapacity");
    json_add_int(o, "CapacityUnits", units);
    json_close_object(o);
}

static void encode_load_balancer(const struct stack *s, struct json_out *o)
{
    json_open_object(o, "LoadBalancer");
    json_add_str(o, "Name", s->name);
    json_add_str(o, "Scheme", s->scheme);
    json_add_str(o, "Type", stack_type(s));
    json_add_str(o, "IpAddressType", s->ip_address_type);
    stack_encode_subnets(s, o);
    strs_encode(&s->security_groups, o, "SecurityGroups");
    add_pairs(&s->attributes, o, "Attributes");
    add_pairs(&s->tags, o, "Tags");
    json_add_str(o, "WebAclArn", s->web_acl_arn);
    if (s->shield >= 0)
        json_add_bool(o, "Shield", s->shield == 1);
    encode_capacity(s->capacity_units, o);
    json_add_raw(o, "IpamPools", s->ipam_pools);
    json_add_str(o, "CustomerOwnedIpv4Pool", s->customer_owned_pool);
    json_close_object(o);
}

static void encode_source(struct json_out *o, const char *list, const char *member, const char *value, const char *description)
{
    if (!value)
        return;
    json_open_array(o, list);
    json_open_object(o, NULL);
    json_add_str(o, member, value);
    if (description && *description)
        json_add_str(o, "Description", description);
    json_close_object(o);
    json_close_array(o);
}

void permissions_encode(const struct security_group *g, struct json_out *o, const char *name)
{
    json_open_array(o, name);
    for (size_t i = 0; i < g->permissions_count; i++) {
        const struct permission *p = &g->permissions[i];
        json_open_object(o, NULL);
        json_add_str(o, "IpProtocol", p->protocol);
        json_add_int(o, "FromPort", p->from_port);
        json_add_int(o, "ToPort", p->to_port);
        encode_source(o, "IpRanges", "CidrIp", p->cidr, p->description);
        encode_source(o, "Ipv6Ranges", "CidrIpv6", p->cidr_v6, p->description);
        encode_source(o, "PrefixListIds", "PrefixListId", p->prefix_list, p->description);
        encode_source(o, "UserIdGroupPairs", "GroupId", p->group, p->description);
        json_close_object(o);
    }
    json_close_array(o);
}

static void encode_security_groups(const struct stack *s, struct json_out *o)
{
    json_open_array(o, "SecurityGroups");
    for (size_t i = 0; i < s->groups_count; i++) {
        const struct security_group *g = &s->groups[i];
        if (g->id)
            continue;
        json_open_object(o, NULL);
        json_add_str(o, "GroupName", g->name);
        json_add_str(o, "Description", g->description);
        if (g->permissions_count)
            permissions_encode(g, o, "IpPermissions");
        add_pairs(&g->tags, o, "Tags");
        json_close_object(o);
    }
    json_close_array(o);
}

static void add_count(struct json_out *o, const char *name, int value)
{
    if (value)
        json_add_int(o, name, value);
}

static void encode_matcher(const struct target_group *g, struct json_out *o)
{
    if (!g->matcher_http && !g->matcher_grpc)
        return;
    json_open_object(o, "Matcher");
    json_add_str(o, "HttpCode", g->matcher_http);
    json_add_str(o, "GrpcCode", g->matcher_grpc);
    json_close_object(o);
}

static void encode_targets(const struct target_group *g, struct json_out *o)
{
    json_open_array(o, "Targets");
    for (size_t i = 0; i < g->targets_count; i++) {
        json_open_object(o, NULL);
        json_add_str(o, "Id", g->targets[i].id);
        json_add_int(o, "Port", g->targets[i].port);
        json_add_str(o, "AvailabilityZone", g->targets[i].zone);
        json_close_object(o);
    }
    json_close_array(o);
}

void target_group_settings_encode(const struct target_group *g, struct json_out *o)
{
    json_add_str(o, "Protocol", g->protocol);
    json_add_str(o, "ProtocolVersion", g->protocol_version);
    add_count(o, "Port", g->port);
    json_add_str(o, "TargetType", g->target_type);
    json_add_str(o, "IpAddressType", g->ip_address_type);
    add_count(o, "TargetControlPort", g->control_port);
    json_add_str(o, "HealthCheckProtocol", g->health_protocol);
    json_add_str(o, "HealthCheckPort", g->health_port);
    json_add_str(o, "HealthCheckPath", g->health_path);
    add_count(o, "HealthCheckIntervalSeconds", g->health_interval_s);
    add_count(o, "HealthCheckTimeoutSeconds", g->health_timeout_s);
    add_count(o, "HealthyThresholdCount", g->healthy_count);
    add_count(o, "UnhealthyThresholdCount", g->unhealthy_count);
    encode_matcher(g, o);
}

static void encode_target_group(const struct target_group *g, struct json_out *o)
{
    json_open_object(o, NULL);
    if (g->arn) {
        json_add_str(o, "TargetGroupArn", g->arn);
    } else {
        json_add_str(o, "Name", g->name);
        target_group_settings_encode(g, o);
        add_pairs(&g->attributes, o, "Attributes");
        add_pairs(&g->tags, o, "Tags");
    }
    encode_targets(g, o);
    json_add_str(o, "cluster", g->cluster);
    json_close_object(o);
}

static void encode_rule(const struct rule *r, struct json_out *o)
{
    json_open_object(o, NULL);
    conditions_encode(r, o, "Conditions");
    actions_encode(&r->actions, o, "Actions");
    json_add_raw(o, "Transforms", r->transforms);
    json_close_object(o);
}

static void encode_certificates(const struct strs *certificates, struct json_out *o)
{
    if (!certificates->count)
        return;
    json_open_array(o, "Certificates");
    for (size_t i = 0; i < certificates->count; i++) {
        json_open_object(o, NULL);
        json_add_str(o, "CertificateArn", certificates->items[i]);
        json_close_object(o);
    }
    json_close_array(o);
}

static void encode_listener(const struct listener *l, struct json_out *o)
{
    json_open_object(o, NULL);
    json_add_int(o, "Port", l->port);
    json_add_str(o, "Protocol", l->protocol);
    json_add_str(o, "SslPolicy", l->ssl_policy);
    encode_certificates(&l->certificates, o);
    json_add_raw(o, "MutualAuthentication", l->mutual_authentication);
    add_pairs(&l->attributes, o, "Attributes");
    add_pairs(&l->tags, o, "Tags");
    actions_encode(&l->default_actions, o, "DefaultActions");
    json_open_array(o, "Rules");
    for (size_t i = 0; i < l->rules_count; i++)
        encode_rule(&l->rules[i], o);
    json_close_array(o);
    json_close_object(o);
}

static void encode_target_groups(const struct stack *s, struct json_out *o)
{
    json_open_array(o, "TargetGroups");
    for (size_t i = 0; i < s->target_groups_count; i++)
        encode_target_group(&s->target_groups[i], o);
    json_close_array(o);
}

static void encode_listeners(const struct stack *s, struct json_out *o)
{
    json_open_array(o, "Listeners");
    for (size_t i = 0; i < s->listeners_count; i++)
        encode_listener(&s->listeners[i], o);
    json_close_array(o);
}

void stack_encode(const struct stack *s, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "stack", s->id);
    if (s->has_load_balancer) {
        encode_load_balancer(s, &o);
        encode_security_groups(s, &o);
    }
    encode_target_groups(s, &o);
    if (s->has_load_balancer)
        encode_listeners(s, &o);
    json_close_object(&o);
}
