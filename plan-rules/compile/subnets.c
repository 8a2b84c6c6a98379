/* Step 5: the subnets. As named; else those the load balancer has; else found by tag or by route. */
#include "plan-rules/compile/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

struct found { /* subnets by id */
    const struct world_observed **items;
    size_t count;
};

/* What a load balancer asks of its subnets. */
struct need {
    const struct build *b;
    const char *scheme;
    bool ipv6;
    bool network;
    const char *field; /* where people name them */
};

static const char *member_of(const struct world_observed *o, const char *name)
{
    return json_str_or(json_get(o->value, name), "");
}

static const char *tag_of(const struct json *value, const char *key)
{
    json_each (tag, json_get(value, "Tags")) {
        if (str_equal(json_str(json_get(tag, "Key")), key))
            return json_str_or(json_get(tag, "Value"), "");
    }
    return NULL;
}

static struct found all_of_vpc(const struct build *b)
{
    struct found f = {0};
    size_t count;
    f.items = world_all(b->c->world, "ec2/subnet", &count);
    for (size_t i = 0; i < count; i++)
        if (!b->c->set.vpc_id || strcmp(member_of(f.items[i], "VpcId"), b->c->set.vpc_id) == 0)
            f.items[f.count++] = f.items[i];
    return f;
}

static bool has_ipv6(const struct world_observed *s)
{
    json_each (a, json_get(s->value, "Ipv6CidrBlockAssociationSet")) {
        if (strcmp(json_str_or(json_path(a, "Ipv6CidrBlockState", "State", NULL), ""), "associated") == 0)
            return true;
    }
    return false;
}

/* ---- locale ---- */

static const char *locale_of(const struct build *b, const struct world_observed *s)
{
    const char *zone = member_of(s, "AvailabilityZoneId"), *type = "availability-zone";
    size_t count;
    if (*member_of(s, "OutpostArn"))
        return "outpost";
    const struct world_observed **zones = world_all(b->c->world, "ec2/availabilityzone", &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(member_of(zones[i], "ZoneId"), zone) == 0 ||
            (!*zone && strcmp(member_of(zones[i], "ZoneName"), member_of(s, "AvailabilityZone")) == 0))
            type = json_str_or(json_get(zones[i]->value, "ZoneType"), type);
    free(zones);
    return type;
}

static int check_locale(const struct need *n, const struct found *f, struct fault *fault)
{
    size_t least;
    const char *locale = f->count ? locale_of(n->b, f->items[0]) : "";
    for (size_t i = 1; i < f->count; i++)
        if (strcmp(locale_of(n->b, f->items[i]), locale) != 0)
            return fault_set(fault, n->field, f->items[i]->id, "subnets lie in zones of different kinds: %s and %s", locale,
                             locale_of(n->b, f->items[i]));
    least = strcmp(locale, "availability-zone") == 0 && !n->b->c->set.single_subnet && !n->network ? 2 : 1;
    if (f->count < least)
        return fault_set(fault, n->field, NULL, "a load balancer needs subnets in %zu availability zones, %zu can be used", least,
                         f->count);
    return 0;
}

/* ---- what was read does not do: made or tagged since, perhaps ---- */

static int ask_for_subnet(const struct need *n, const char *by, const char *value, struct fault *fault)
{
    const struct ask q = {.service = "ec2", .resource = "Subnet", .by = by, .value = value, .missing = true};
    const struct asker who = ask_of_group(n->b);
    return ask_for(n->b->c, &who, &q, NULL) == ANSWER_WAITS ? ask_waits(fault, n->field, &q) : 0;
}

/* All of the VPC anew; the fault stands unless that is to be waited for. */
static void ask_for_subnets(const struct need *n, struct fault *fault)
{
    if (n->b->c->set.vpc_id)
        ask_for_subnet(n, "vpc", n->b->c->set.vpc_id, fault);
}

/* ---- named subnets ---- */

static bool taken(const struct found *f, const struct world_observed *s)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->items[i] == s)
            return true;
    return false;
}

/* By id, or the first of that Name that is not taken yet. */
static const struct world_observed *lookup(const struct build *b, const struct found *all, const struct found *got, const char *name)
{
    if (str_starts(name, "subnet-"))
        return world_observed(b->c->world, "ec2/subnet", name);
    for (size_t i = 0; i < all->count; i++)
        if (str_equal(tag_of(all->items[i]->value, "Name"), name) && !taken(got, all->items[i]))
            return all->items[i];
    return NULL;
}

static int check_named(const struct need *n, const struct found *f, struct fault *fault)
{
    const char *field = n->field;
    for (size_t i = 0; i < f->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(member_of(f->items[i], "AvailabilityZone"), member_of(f->items[k], "AvailabilityZone")) == 0)
                return fault_set(fault, field, f->items[i]->id, "subnets '%s' and '%s' are in one availability zone '%s'", f->items[k]->id,
                                 f->items[i]->id, member_of(f->items[i], "AvailabilityZone"));
    if (check_locale(n, f, fault))
        return -1;
    for (size_t i = 0; n->ipv6 && i < f->count; i++)
        if (!has_ipv6(f->items[i]))
            return fault_set(fault, field, f->items[i]->id, "subnet '%s' has no IPv6 address block, which ip-address-type dualstack needs",
                             f->items[i]->id);
    return 0;
}

static int choose_named(const struct need *n, const struct strs *names, struct strs *out, struct fault *fault)
{
    struct found all = all_of_vpc(n->b), got = {.items = xcalloc(names->count + 1, sizeof *got.items)};
    int bad = 0;
    for (size_t i = 0; i < names->count && !bad; i++) {
        const struct world_observed *s = lookup(n->b, &all, &got, names->items[i]);
        if (!s)
            bad = ask_for_subnet(n, str_starts(names->items[i], "subnet-") ? "id" : "name", names->items[i], fault);
        if (!s && !bad)
            bad = fault_set(fault, n->field, names->items[i], "there is no subnet '%s' in VPC '%s'", names->items[i],
                            n->b->c->set.vpc_id ? n->b->c->set.vpc_id : "");
        else if (s)
            got.items[got.count++] = s;
    }
    if (!bad)
        bad = check_named(n, &got, fault);
    for (size_t i = 0; i < got.count && !bad; i++)
        strs_add(out, got.items[i]->id);
    free(all.items);
    free(got.items);
    return bad;
}

/* ---- found subnets ---- */

/* 1: tagged for this fleet or a member of it; 0: for nobody; -1: for other clusters only. */
static int belongs(const struct build *b, const struct world_observed *s)
{
    static const char prefix[] = "kubernetes.io/cluster";
    const struct fleet *fleet = &b->c->world->fleet;
    bool others = false;
    json_each (tag, json_get(s->value, "Tags")) {
        const char *key = json_str_or(json_get(tag, "Key"), "");
        if (!str_starts(key, prefix))
            continue;
        others = true;
        const char *cluster = key[sizeof prefix - 1] == '/' ? key + sizeof prefix : "";
        if (strcmp(cluster, b->c->set.fleet) == 0 || fleet_index(fleet, cluster) >= 0)
            return 1;
    }
    return others ? -1 : 0;
}

struct dropped {
    size_t seen, others, full, no_ipv6;
};

static bool usable(const struct need *n, const struct world_observed *s, struct dropped *d)
{
    d->seen++;
    if (n->b->c->set.cluster_tag_check && belongs(n->b, s) < 0) {
        d->others++;
        return false;
    }
    if (json_int_or(json_get(s->value, "AvailableIpAddressCount"), 8) < 8) {
        d->full++;
        return false;
    }
    if (n->ipv6 && !has_ipv6(s)) {
        d->no_ipv6++;
        return false;
    }
    return true;
}

/* One for each zone: own before nobody's, then the lowest id; f is sorted by id and stays so. */
static void one_per_zone(const struct need *n, struct found *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        bool best = true;
        for (size_t k = 0; k < f->count && best; k++) {
            bool same = strcmp(member_of(f->items[i], "AvailabilityZone"), member_of(f->items[k], "AvailabilityZone")) == 0;
            bool mine = belongs(n->b, f->items[i]) > 0, theirs = belongs(n->b, f->items[k]) > 0;
            if (k != i && same && (theirs > mine || (theirs == mine && k < i)))
                best = false;
        }
        if (best)
            f->items[kept++] = f->items[i];
    }
    f->count = kept;
}

static int select_found(const struct need *n, struct found *f, struct strs *out, struct fault *fault)
{
    struct dropped d = {0};
    struct found good = {.items = xcalloc(f->count + 1, sizeof *good.items)};
    int bad = 0;
    for (size_t i = 0; i < f->count; i++)
        if (usable(n, f->items[i], &d))
            good.items[good.count++] = f->items[i];
    one_per_zone(n, &good);
    if (!good.count)
        bad = fault_set(fault, n->field, NULL,
                        "no subnet can be used: of %zu found, %zu are tagged for other clusters, %zu have fewer than 8 free addresses, %zu "
                        "have no IPv6; tag subnets with kubernetes.io/role/%s or name them",
                        d.seen, d.others, d.full, d.no_ipv6, strcmp(n->scheme, "internal") == 0 ? "internal-elb" : "elb");
    else
        bad = check_locale(n, &good, fault);
    if (bad)
        ask_for_subnets(n, fault);
    for (size_t i = 0; i < good.count && !bad; i++)
        strs_add(out, good.items[i]->id);
    free(good.items);
    return bad;
}

static size_t keep_tagged(struct found *f, const char *key, const struct json *values)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++) {
        const char *value = tag_of(f->items[i]->value, key);
        bool good = false;
        json_each (v, values) {
            good = good || str_equal(json_str(v), value);
        }
        if (!values)
            good = value && (!*value || strcmp(value, "1") == 0);
        if (value && good)
            f->items[kept++] = f->items[i];
    }
    return f->count = kept;
}

/* ---- by route ---- */

static bool routes_out(const struct json *table)
{
    json_each (r, json_get(table, "Routes")) {
        if (str_starts(json_str_or(json_get(r, "GatewayId"), ""), "igw"))
            return true;
    }
    return false;
}

/* The table of a subnet: the one associated with it, else the VPC's main one. */
static bool is_public(const struct build *b, const struct world_observed *s)
{
    size_t count;
    const struct json *own = NULL, *main_table = NULL;
    const struct world_observed **tables = world_all(b->c->world, "ec2/routetable", &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(member_of(tables[i], "VpcId"), member_of(s, "VpcId")) != 0)
            continue;
        json_each (a, json_get(tables[i]->value, "Associations")) {
            if (str_equal(json_str(json_get(a, "SubnetId")), s->id))
                own = tables[i]->value;
            else if (json_bool_or(json_get(a, "Main"), false))
                main_table = tables[i]->value;
        }
    }
    free(tables);
    return routes_out(own ? own : main_table);
}

static void keep_by_route(const struct need *n, struct found *f)
{
    bool outside = strcmp(n->scheme, "internet-facing") == 0;
    size_t kept = 0;
    for (size_t i = 0; i < f->count; i++)
        if (is_public(n->b, f->items[i]) == outside)
            f->items[kept++] = f->items[i];
    f->count = kept;
}

static int discover(const struct need *n, struct strs *out, struct fault *fault)
{
    bool internal = strcmp(n->scheme, "internal") == 0;
    struct found f = all_of_vpc(n->b);
    if (!keep_tagged(&f, internal ? "kubernetes.io/role/internal-elb" : "kubernetes.io/role/elb", NULL) && n->b->c->set.reachability) {
        free(f.items);
        f = all_of_vpc(n->b);
        keep_by_route(n, &f);
    }
    int bad = select_found(n, &f, out, fault);
    free(f.items);
    return bad;
}

/* ---- what the class says, what is there ---- */

static int choose_by_class(const struct need *n, const struct json *class_subnets, struct strs *out, struct fault *fault)
{
    const struct json *ids = json_get(class_subnets, "ids");
    if (json_count(ids)) {
        struct strs names = {0};
        strs_decode(&names, ids);
        int bad = choose_named(n, &names, out, fault);
        strs_release(&names);
        return bad;
    }
    struct found f = all_of_vpc(n->b);
    json_each (tag, json_get(class_subnets, "tags")) {
        keep_tagged(&f, json_name(tag), tag);
    }
    int bad = select_found(n, &f, out, fault);
    free(f.items);
    return bad;
}

static bool is_ours(const struct need *n, const struct json *lb)
{
    const struct build *b = n->b;
    const char *cluster = tag_of(lb, "elbv2.k8s.aws/cluster");
    if (!cluster)
        cluster = tag_of(lb, "ingress.k8s.aws/cluster");
    bool network = str_equal(json_str(json_get(lb, "Type")), "network");
    return network == n->network && str_equal(cluster, b->identity) && str_equal(tag_of(lb, "ingress.k8s.aws/stack"), b->gid);
}

/* The subnets of the load balancer of this kind that the group has already, if its scheme stays. */
static bool choose_existing(const struct need *n, struct strs *out)
{
    size_t count;
    const struct world_observed **all = world_all(n->b->c->world, "elasticloadbalancing/loadbalancer", &count);
    const struct json *lb = NULL;
    for (size_t i = 0; i < count && !lb; i++)
        if (is_ours(n, all[i]->value))
            lb = all[i]->value;
    free(all);
    if (!lb || strcmp(json_str_or(json_get(lb, "Scheme"), ""), n->scheme) != 0)
        return false;
    json_each (zone, json_get(lb, "AvailabilityZones")) {
        if (json_str(json_get(zone, "SubnetId")))
            strs_add(out, json_str(json_get(zone, "SubnetId")));
    }
    return out->count > 0;
}

int subnets_choose(struct build *b, struct strs *out, struct fault *f)
{
    const struct merged *g = &b->merged;
    struct need n = {
        .b = b,
        .scheme = g->schemed ? g->schemed->scheme : b->c->set.default_scheme,
        .ipv6 = b->dualstack,
        .field = NOTE_PREFIX "subnets",
    };
    if (g->subnets && g->subnets->class_subnets)
        return choose_by_class(&n, g->subnets->class_subnets, out, f);
    if (g->subnets)
        return choose_named(&n, &g->subnets->subnets, out, f);
    if (choose_existing(&n, out))
        return 0;
    return discover(&n, out, f);
}

int subnets_choose_front(struct build *b, const struct stack *behind, const struct strs *named, struct fault *f)
{
    struct stack *front = behind->front;
    struct need n = {.b = b, .scheme = front->scheme, .ipv6 = b->dualstack, .network = true, .field = NOTE_PREFIX "frontend-nlb-subnets"};
    if (named->count)
        return choose_named(&n, named, &front->subnets, f);
    if (choose_existing(&n, &front->subnets))
        return 0;
    if (strcmp(front->scheme, behind->scheme) != 0)
        return discover(&n, &front->subnets, f);
    strs_add_all(&front->subnets, &behind->subnets);
    return 0;
}
