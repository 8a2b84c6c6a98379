#include "plan-rules/diff/interface.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/wanted.h"

#include "plan-rules/compile/cidr.h"

/* ---- questions ---- */

/* Of several targets that lead to it the first cause in the alphabet. */
static void note(struct look *l, const struct ask *q)
{
    struct strs *because = &ask_needs_get(l->needs, NULL, q)->question.because;
    if (l->cause && !because->count)
        strs_add(because, l->cause);
    else if (l->cause && strcmp(l->cause, because->items[0]) < 0)
        str_replace(&because->items[0], l->cause);
}

static enum before ask(struct look *l, const struct ask *q)
{
    own_str char *subject = ask_subject(q);
    note(l, q);
    const struct asked *a = asked_find(l->world, subject);
    if (!a || !a->answered.us || a->found)
        return BEFORE_UNKNOWN;
    snprintf(l->why, sizeof l->why, "AWS knows no %s '%s'", strcmp(q->resource, "Instance") == 0 ? "instance" : "network interface of",
             q->value);
    return BEFORE_WRONG;
}

/* ---- which of an interface's groups ---- */

static bool has_tag(const struct world_observed *group, const char *key, const char *value)
{
    json_each (tag, json_get(group->value, "Tags"))
        if (str_equal(json_str(json_get(tag, "Key")), key) && (!value || str_equal(json_str(json_get(tag, "Value")), value)))
            return true;
    return false;
}

static bool is_of_any_cluster(const struct world_observed *group)
{
    json_each (tag, json_get(group->value, "Tags"))
        if (str_starts(json_str_or(json_get(tag, "Key"), ""), "kubernetes.io/cluster/"))
            return true;
    return false;
}

/* Option service-target-eni-security-group-tags: all of these too. */
static bool has_more_tags(const struct look *l, const struct world_observed *group)
{
    json_each (tag, fleet_option(&l->world->fleet, "service-target-eni-security-group-tags"))
        if (!has_tag(group, json_name(tag), json_str(tag)))
            return false;
    return true;
}

struct choice {
    const char *own, *any;    /* the last that carries the tag of this cluster, of any */
    size_t owns, anys, count; /* how many do, and how many there are */
};

/* BEFORE_UNKNOWN where one of them is not known. */
static enum before weigh(struct look *l, const struct json *groups, struct choice *c)
{
    own_str char *key = xasprintf("kubernetes.io/cluster/%s", l->cluster);
    json_each (group, groups) {
        const char *id = json_str_or(json_get(group, "GroupId"), "");
        const struct world_observed *known = world_observed(l->world, "ec2/securitygroup", id);
        if (!known)
            return ask(l, &(struct ask){.service = "ec2", .resource = "SecurityGroup", .by = "id", .value = id});
        bool more = has_more_tags(l, known), own = more && has_tag(known, key, NULL), any = more && is_of_any_cluster(known);
        c->own = own ? known->id : c->own;
        c->any = any ? known->id : c->any;
        c->owns += own;
        c->anys += any;
    }
    return BEFORE_GROUP;
}

/* The cluster may be known to AWS by another name than in the fleet: then the only one that is tagged for any. */
static enum before choose(struct look *l, const struct json *interface, const char **group)
{
    const struct json *groups = json_get(interface, "Groups");
    const char *id = json_str_or(json_get(interface, "NetworkInterfaceId"), "");
    struct choice c = {.count = json_count(groups)};
    if (c.count == 1) {
        *group = json_str_or(json_get(json_first(groups), "GroupId"), "");
        return BEFORE_GROUP;
    }
    enum before known = weigh(l, groups, &c);
    if (known != BEFORE_GROUP)
        return known;
    *group = c.owns == 1 ? c.own : c.any;
    if (c.owns == 1 || (!c.owns && c.anys == 1))
        return BEFORE_GROUP;
    snprintf(l->why, sizeof l->why,
             "network interface '%s' has %zu security groups, and %zu of them carry the tag kubernetes.io/cluster/%s: exactly one must", id,
             c.count, c.owns, l->cluster);
    return BEFORE_WRONG;
}

/* ---- interfaces ---- */

static enum before of_interface(struct look *l, const struct ask *q, const char **group)
{
    own_str char *subject = ask_subject(q);
    const struct asked *a = asked_find(l->world, subject);
    const char *id = a && a->found && a->ids.count ? a->ids.items[0] : strcmp(q->by, "id") == 0 ? q->value : "";
    const struct world_observed *known = world_observed(l->world, "ec2/networkinterface", id);
    return known ? choose(l, known->value, group) : ask(l, q);
}

static bool in_list(const struct json *interface, const char *list, const char *member, const char *address)
{
    bool block = strstr(list, "Prefixes") != NULL;
    json_each (one, json_get(interface, list)) {
        const char *text = json_str(json_get(one, member));
        if (block ? cidr_has(text, address) : str_equal(text, address))
            return true;
    }
    return false;
}

static bool has_address(const struct json *interface, const char *address)
{
    return in_list(interface, "PrivateIpAddresses", "PrivateIpAddress", address) ||
           in_list(interface, "Ipv6Addresses", "Ipv6Address", address) || in_list(interface, "Ipv4Prefixes", "Ipv4Prefix", address) ||
           in_list(interface, "Ipv6Prefixes", "Ipv6Prefix", address);
}

/* Of an instance whose interfaces all have the same groups any one will do; its addresses are not even told then. */
static bool all_alike(const struct json *interfaces)
{
    own_str char *first = json_text(json_get(json_first(interfaces), "Groups"));
    json_each (interface, interfaces) {
        own_str char *groups = json_text(json_get(interface, "Groups"));
        if (!str_equal(groups, first))
            return false;
    }
    return true;
}

static bool tells_addresses(const struct json *interface)
{
    return json_get(interface, "PrivateIpAddresses") || json_get(interface, "Ipv6Addresses");
}

static const struct json *interface_at(const struct json *interfaces, const char *address)
{
    const struct json *first = json_first(interfaces);
    if (first && !tells_addresses(first))
        return first;
    json_each (interface, interfaces)
        if (has_address(interface, address))
            return interface;
    return all_alike(interfaces) ? json_first(interfaces) : NULL;
}

static enum before of_address(struct look *l, const struct podinfo *p, const char **group)
{
    own_str char *value = xasprintf("%s/%s", p->address, p->pod_uid ? p->pod_uid : "");
    const char *by = strchr(p->address, ':') ? "ipv6-address" : "address";
    return of_interface(l, &(struct ask){.service = "ec2", .resource = "NetworkInterface", .by = by, .value = value}, group);
}

enum before interface_of_instance(struct look *l, const char *instance, const char **group)
{
    const struct world_observed *known = world_observed(l->world, "ec2/instance", instance);
    if (!known)
        return ask(l, &(struct ask){.service = "ec2", .resource = "Instance", .by = "id", .value = instance});
    const struct json *first = json_first(json_get(known->value, "NetworkInterfaces"));
    return first ? choose(l, first, group) : BEFORE_NOTHING;
}

/* ---- pods ---- */

static const char *own_interface(const struct podinfo *p)
{
    for (size_t i = 0; i < p->enis_count; i++)
        if (p->enis[i].eni_id && (str_equal(p->enis[i].private_ip, p->address) || str_equal(p->enis[i].ipv6_address, p->address)))
            return p->enis[i].eni_id;
    return NULL;
}

static enum before of_node(struct look *l, const struct world_node *n, const struct podinfo *p, const char **group)
{
    const char *slash = n->record.provider_id ? strrchr(n->record.provider_id, '/') : NULL;
    if (!slash || !str_starts(slash + 1, "i-"))
        return BEFORE_NOTHING;
    const struct world_observed *known = world_observed(l->world, "ec2/instance", slash + 1);
    if (!known)
        return interface_of_instance(l, slash + 1, group);
    const struct json *interface = interface_at(json_get(known->value, "NetworkInterfaces"), p->address);
    return interface ? choose(l, interface, group) : of_address(l, p, group);
}

/* Where nodes are left out of what is watched, addresses alone tell. */
static bool knows_nodes(struct look *l)
{
    for (const struct world_node *n = l->world->nodes; n && !l->nodes; n = n->hh.next)
        if (strcmp(n->record.id.cluster, l->cluster) == 0)
            l->nodes = 1;
    if (!l->nodes)
        l->nodes = -1;
    return l->nodes == 1;
}

enum before interface_of_pod(struct look *l, const struct podinfo *p, const char **group)
{
    const struct world_node *n = p->node ? world_node(l->world, p->cluster, p->node) : NULL;
    const char *type = n ? pairs_get(&n->record.labels, "eks.amazonaws.com/compute-type") : NULL;
    bool hyperpod = n && str_equal(pairs_get(&n->record.labels, "sagemaker.amazonaws.com/compute-type"), "hyperpod");
    const char *own = own_interface(p);
    if (str_equal(type, "hybrid"))
        return BEFORE_NOTHING;
    if (own && !hyperpod && !str_equal(type, "fargate"))
        return of_interface(l, &(struct ask){.service = "ec2", .resource = "NetworkInterface", .by = "id", .value = own}, group);
    if (!n && knows_nodes(l))
        return BEFORE_UNKNOWN;
    return n && !hyperpod && !str_equal(type, "fargate") ? of_node(l, n, p, group) : of_address(l, p, group);
}
