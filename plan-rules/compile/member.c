/* Steps 2 and 3: what one Ingress says by itself about its group and its load balancer. */
#include "plan-rules/compile/member.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/arn.h"
#include "plan-rules/compile/limits.h"

/* ---- the fleet's options ---- */

static bool gate(const struct fleet *fleet, const char *name, bool usual)
{
    return json_bool_or(json_get(fleet_option(fleet, "feature-gates"), name), usual);
}

static void strs_from(struct strs *out, const struct json *value)
{
    if (json_kind(value) == JSON_STRING)
        parse_list(json_str(value), out);
    else
        strs_decode(out, value);
}

static void pairs_from(struct pairs *out, const struct json *value)
{
    if (json_kind(value) == JSON_STRING)
        parse_map(json_str(value), out);
    else
        pairs_decode(out, value);
}

void settings_read(struct settings *s, const struct fleet *f)
{
    *s = (struct settings){
        .fleet = f->name ? f->name : "",
        .vpc_id = f->vpc_id,
        .default_scheme = fleet_option_str(f, "default-load-balancer-scheme", "internal"),
        .default_target_type = fleet_option_str(f, "default-target-type", "instance"),
        .default_ssl_policy = fleet_option_str(f, "default-ssl-policy", "ELBSecurityPolicy-2016-08"),
        .backend_group = fleet_option_str(f, "backend-security-group", NULL),
        .backend_groups = fleet_option_bool(f, "enable-backend-security-group", true),
        .manage_backend_rules = fleet_option_bool(f, "enable-manage-backend-security-group-rules", false),
        .tolerate_service = fleet_option_bool(f, "tolerate-non-existent-backend-service", true),
        .tolerate_action = fleet_option_bool(f, "tolerate-non-existent-backend-action", true),
        .default_tags_low = gate(f, "EnableDefaultTagsLowPriority", false),
        .ip_targets = gate(f, "EnableIPTargetType", true),
        .fail_open = gate(f, "EndpointsFailOpen", true),
        .cluster_tag_check = gate(f, "SubnetsClusterTagCheck", true),
        .reachability = gate(f, "SubnetDiscoveryByReachability", true),
        .single_subnet = gate(f, "ALBSingleSubnet", false),
        .listener_tags = gate(f, "ListenerRulesTagging", true),
        .weighted = gate(f, "WeightedTargetGroups", true),
        .capacity = gate(f, "LBCapacityReservation", true),
        .web_acls = fleet_option_bool(f, "enable-wafv2", true),
        .shield = fleet_option_bool(f, "enable-shield", true),
        .per_cluster = fleet_keeps_apart(f),
        .all_ports = fleet_option_bool(f, "disable-restricted-sg-rules", false),
    };
    pairs_from(&s->default_tags, fleet_option(f, "default-tags"));
    strs_from(&s->external_tags, fleet_option(f, "external-managed-tags"));
    strs_from(&s->certificate_authorities, fleet_option(f, "allowed-certificate-authority-arns"));
    pairs_from(&s->secret_labels, fleet_option(f, "required-secrets-label"));
}

void settings_release(struct settings *s)
{
    pairs_release(&s->default_tags);
    strs_release(&s->external_tags);
    strs_release(&s->certificate_authorities);
    pairs_release(&s->secret_labels);
}

/* ---- IngressClassParams ---- */

const char *params_str(const struct member *m, const char *name)
{
    return json_str(json_get(m->params, name));
}

void params_pairs(const struct json *list, struct pairs *out)
{
    json_each (item, list) {
        const char *key = json_str(json_get(item, "key"));
        if (key)
            pairs_set(out, key, json_str_or(json_get(item, "value"), ""));
    }
}

/* ---- step 2: which group ---- */

static bool group_name_good(const char *name)
{
    size_t len = strlen(name);
    if (!len || len > 63 || !isalnum((unsigned char)name[0]) || !isalnum((unsigned char)name[len - 1]))
        return false;
    for (const char *c = name; *c; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '-' && *c != '.')
            return false;
    return true;
}

static int read_group(const struct settings *s, struct member *m, struct fault *f)
{
    const char *name = json_str(json_path(m->params, "group", "name", NULL));
    if (!name)
        name = notes_get(&m->notes, "group.name");
    if (!name) {
        m->group = s->per_cluster ? ingress_stack_apart(m->in->id.cluster, m->name) : xstrdup(m->name);
        return 0;
    }
    if (!group_name_good(name))
        return fault_set(f, NOTE_PREFIX "group.name", name,
                         "a group name has 1 to 63 lower-case letters, digits, '-' or '.', and begins and ends with a letter or digit");
    m->explicit_group = true;
    m->group = xstrdup(name);
    return 0;
}

static int read_order(struct member *m, struct fault *f)
{
    int got = notes_int(&m->notes, "group.order", &m->order, f);
    if (got > 0 && (m->order < -1000 || m->order > 1000))
        return fault_set(f, NOTE_PREFIX "group.order", notes_get(&m->notes, "group.order"), "group.order must be from -1000 to 1000");
    return got < 0 ? -1 : 0;
}

static int read_cluster_weight(struct member *m, struct fault *f)
{
    int64_t weight = 100;
    const char *text = pairs_get(&m->in->annotations, "headgate.io/cluster-weight");
    if (text && (parse_int(text, 32, &weight) || weight < 0 || weight > 100))
        return fault_set(f, "headgate.io/cluster-weight", text, "a cluster's weight must be a whole number from 0 to 100");
    m->cluster_weight = (int)weight;
    return 0;
}

/* ---- step 3: the load balancer ---- */

/* The class's member wins over the annotation. */
static const char *said(const struct member *m, const char *param, const char *note)
{
    const char *value = param ? params_str(m, param) : NULL;
    return value && *value ? value : notes_get(&m->notes, note);
}

static int read_name(struct member *m, struct fault *f)
{
    m->lb_name = xstrdup_or_null(said(m, "loadBalancerName", "load-balancer-name"));
    return m->lb_name ? limit_load_balancer_name(m->lb_name, f) : 0;
}

static int read_scheme(struct member *m, struct fault *f)
{
    m->scheme = xstrdup_or_null(said(m, "scheme", "scheme"));
    if (m->scheme && strcmp(m->scheme, "internal") != 0 && strcmp(m->scheme, "internet-facing") != 0)
        return fault_set(f, NOTE_PREFIX "scheme", m->scheme, "scheme must be 'internal' or 'internet-facing'");
    return 0;
}

static int read_ip_address_type(struct member *m, struct fault *f)
{
    const char *type = said(m, "ipAddressType", "ip-address-type");
    m->ip_address_type = xstrdup_or_null(type);
    if (type && strcmp(type, "ipv4") != 0 && strcmp(type, "dualstack") != 0 && strcmp(type, "dualstack-without-public-ipv4") != 0)
        return fault_set(f, NOTE_PREFIX "ip-address-type", type,
                         "ip-address-type must be 'ipv4', 'dualstack' or 'dualstack-without-public-ipv4'");
    return 0;
}

static int read_web_acl(struct member *m, struct fault *f)
{
    m->web_acl_name = xstrdup_or_null(said(m, "wafv2AclName", "wafv2-acl-name"));
    m->web_acl_arn = xstrdup_or_null(said(m, "wafv2AclArn", "wafv2-acl-arn"));
    if (!m->web_acl_arn || !*m->web_acl_arn || strcmp(m->web_acl_arn, "none") == 0)
        return 0;
    return arn_check(ARN_WEB_ACL, m->web_acl_arn, NOTE_PREFIX "wafv2-acl-arn", f);
}

static int read_shield(struct member *m, struct fault *f)
{
    bool on = false;
    int got = notes_bool(&m->notes, "shield-advanced-protection", &on, f);
    m->shield = got > 0 ? on : -1;
    return got < 0 ? -1 : 0;
}

static int read_capacity(struct member *m, struct fault *f)
{
    struct pairs map = {0};
    int bad = 0;
    m->class_capacity = json_int_or(json_path(m->params, "minimumLoadBalancerCapacity", "capacityUnits", NULL), -1);
    int got = notes_map(&m->notes, "minimum-load-balancer-capacity", &map, f);
    for (size_t i = 0; got > 0 && !bad && i < map.count; i++)
        if (strcmp(map.items[i].key, "CapacityUnits") != 0 || parse_int(map.items[i].value, 32, &m->capacity) || m->capacity < 0)
            bad = fault_set(f, NOTE_PREFIX "minimum-load-balancer-capacity", notes_get(&m->notes, "minimum-load-balancer-capacity"),
                            "capacity must be written as 'CapacityUnits=NUMBER'");
    pairs_release(&map);
    return got < 0 ? -1 : bad;
}

static int read_pools(struct member *m, struct fault *f)
{
    m->class_ipam_pool = xstrdup_or_null(json_str(json_path(m->params, "ipamConfiguration", "ipv4IPAMPoolId", NULL)));
    m->ipam_pool = xstrdup_or_null(notes_get(&m->notes, "ipam-ipv4-pool-id"));
    m->customer_owned_pool = xstrdup_or_null(notes_get(&m->notes, "customer-owned-ipv4-pool"));
    if (m->customer_owned_pool && !*m->customer_owned_pool)
        return fault_set(f, NOTE_PREFIX "customer-owned-ipv4-pool", "", "customer-owned-ipv4-pool must name a pool");
    if (m->ipam_pool && !*m->ipam_pool)
        return fault_set(f, NOTE_PREFIX "ipam-ipv4-pool-id", "", "ipam-ipv4-pool-id must name a pool");
    return 0;
}

static int read_subnets(struct member *m, struct fault *f)
{
    const struct json *class_subnets = json_get(m->params, "subnets");
    m->class_subnets = json_count(class_subnets) ? class_subnets : NULL;
    if (!m->class_subnets && notes_list(&m->notes, "subnets", &m->subnets) && !m->subnets.count)
        return fault_set(f, NOTE_PREFIX "subnets", "", "subnets must name at least one subnet, by id or by its tag Name: or leave it out");
    return 0;
}

static int read_security_groups(struct member *m, struct fault *f)
{
    bool on = false;
    notes_list(&m->notes, "security-groups", &m->security_groups);
    m->manage_backend_rules = -1;
    int got = notes_bool(&m->notes, "manage-backend-security-group-rules", &on, f);
    if (got > 0)
        m->manage_backend_rules = on;
    if (got < 0 && !m->security_groups.count) { /* only looked at where the group has security groups of its own */
        m->manage_unreadable = *f;
        *f = (struct fault){0};
        return 0;
    }
    return got < 0 ? -1 : 0;
}

static int read_lb_attributes(struct member *m, struct fault *f)
{
    params_pairs(json_get(m->params, "loadBalancerAttributes"), &m->class_lb_attributes);
    if (notes_map(&m->notes, "load-balancer-attributes", &m->lb_attributes, f) < 0)
        return -1;
    return limit_attributes(&m->lb_attributes, NOTE_PREFIX "load-balancer-attributes", f);
}

static int read_tags(const struct settings *s, struct member *m, struct fault *f)
{
    if (notes_map(&m->notes, "tags", &m->tags, f) < 0)
        return -1;
    params_pairs(json_get(m->params, "tags"), &m->tags);
    for (size_t i = 0; i < m->tags.count; i++)
        if (strs_has(&s->external_tags, m->tags.items[i].key))
            return fault_set(f, NOTE_PREFIX "tags", m->tags.items[i].key,
                             "tag key '%s' is managed elsewhere (fleet option external-managed-tags): take it out", m->tags.items[i].key);
    return limit_tags(&m->tags, &s->default_tags, NOTE_PREFIX "tags", f);
}

/* A port that cannot be read in the class means: no redirect. */
static int read_ssl_redirect(struct member *m, struct fault *f)
{
    const char *param = params_str(m, "sslRedirectPort");
    m->ssl_redirect = -1;
    if (param && *param) {
        if (parse_int(param, 32, &m->ssl_redirect))
            m->ssl_redirect = -1;
        return 0;
    }
    int got = notes_int(&m->notes, "ssl-redirect", &m->ssl_redirect, f);
    if (got > 0 && (m->ssl_redirect < 1 || m->ssl_redirect > 65535))
        return fault_set(f, NOTE_PREFIX "ssl-redirect", notes_get(&m->notes, "ssl-redirect"),
                         "ssl-redirect must be a port from 1 to 65535");
    return got < 0 ? -1 : 0;
}

static int read_load_balancer(struct compiler *c, struct member *m, struct fault *f)
{
    static int (*const readers[])(struct member *, struct fault *) = {
        read_order,    read_cluster_weight, read_name,    read_scheme,          read_ip_address_type, read_web_acl,      read_shield,
        read_capacity, read_pools,          read_subnets, read_security_groups, read_lb_attributes,   read_ssl_redirect,
    };
    for (size_t i = 0; i < COUNT_OF(readers); i++)
        if (readers[i](m, f))
            return -1;
    return read_tags(&c->set, m, f);
}

void member_open(struct compiler *c, struct member *m, const struct world_ingress *form)
{
    const struct ingress *in = &form->record;
    *m = (struct member){
        .in = in,
        .cause = form->cause,
        .changed = form->at,
        .cluster_index = fleet_index(&c->world->fleet, in->id.cluster),
        .name = xasprintf("%s/%s", in->id.namespace, in->id.name),
        .notes = {.first = &in->annotations},
        .capacity = -1,
        .class_capacity = -1,
        .shield = -1,
        .manage_backend_rules = -1,
        .ssl_redirect = -1,
        .cluster_weight = 100,
    };
    if (in->class_params)
        m->params = json_parse(in->class_params, strlen(in->class_params), NULL);
    if (read_group(&c->set, m, &m->fault) || read_load_balancer(c, m, &m->fault) || listen_read(c, m, &m->fault) || front_read(m))
        m->rejected = true;
}

char *member_group(const struct fleet *f, const struct ingress *in)
{
    struct settings set = {.per_cluster = fleet_keeps_apart(f)};
    struct member m = {.in = in, .name = xasprintf("%s/%s", in->id.namespace, in->id.name), .notes = {.first = &in->annotations}};
    m.params = in->class_params ? json_parse(in->class_params, strlen(in->class_params), NULL) : NULL;
    read_group(&set, &m, &m.fault);
    char *group = m.group;
    m.group = NULL;
    member_release(&m);
    return group;
}

/* ---- freeing ---- */

static void draft_release(struct draft *d)
{
    rule_release(&d->rule);
    action_release(&d->action);
    action_release(&d->auth);
    free(d->conditions_key);
    memset(d, 0, sizeof *d);
}

void member_forget_drafts(struct member *m)
{
    for (size_t i = 0; i < m->drafts_count; i++)
        draft_release(&m->drafts[i]);
    free(m->drafts);
    m->drafts = NULL;
    m->drafts_count = m->drafts_cap = 0;
    draft_release(&m->fallback);
    m->drafted = false;
}

static void release_lists(struct member *m)
{
    struct strs *lists[] = {&m->subnets, &m->security_groups, &m->certificates, &m->cidrs, &m->cidrs_v6, &m->prefix_lists};
    struct pairs *maps[] = {&m->lb_attributes, &m->class_lb_attributes, &m->tags};
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        strs_release(lists[i]);
    for (size_t i = 0; i < COUNT_OF(maps); i++)
        pairs_release(maps[i]);
    for (size_t i = 0; i < m->ports_count; i++) {
        free(m->ports[i].mutual_authentication);
        pairs_release(&m->ports[i].attributes);
    }
    free(m->ports);
}

void member_release(struct member *m)
{
    char *texts[] = {m->name,        m->group,           m->lb_name,
                     m->scheme,      m->ip_address_type, m->web_acl_name,
                     m->web_acl_arn, m->ssl_policy,      m->customer_owned_pool,
                     m->ipam_pool,   m->class_ipam_pool};
    member_forget_drafts(m);
    release_lists(m);
    front_wish_release(&m->front);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        free(texts[i]);
    json_free(m->params);
    memset(m, 0, sizeof *m);
}

const struct port_wish *member_port(const struct member *m, int port)
{
    for (size_t i = 0; i < m->ports_count; i++)
        if (m->ports[i].port == port)
            return &m->ports[i];
    return NULL;
}
