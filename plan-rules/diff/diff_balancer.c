/* Step 3: the load balancer. Another scheme needs another load balancer, and a target group serves only one:
 * then the old one goes first. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/owner.h"

enum { ATTRIBUTES_A_CALL = 20 };

/* ---- sets ---- */

static void sorted_copy(struct strs *to, const struct strs *from)
{
    strs_add_all(to, from);
    strs_sort_unique(to);
}

/* have within want: nothing would be taken away. */
static bool only_adds(const struct strs *want, const struct strs *have)
{
    for (size_t i = 0; i < have->count; i++)
        if (!strs_has(want, have->items[i]))
            return false;
    return true;
}

static bool must_set(const struct diff *d, const struct strs *want, const struct strs *have)
{
    struct strs a = {0}, b = {0};
    sorted_copy(&a, want);
    sorted_copy(&b, have);
    bool same = a.count == b.count && only_adds(&a, &b);
    bool set = !same && (d->mode == DIFF_ALL || only_adds(&a, &b));
    strs_release(&a);
    strs_release(&b);
    return set;
}

/* ---- changes ---- */

static void set_attributes(struct diff *d, const struct json *have)
{
    struct pairs change = {0};
    diff_attributes(&d->want->attributes, have, &change);
    for (size_t from = 0; from < change.count; from += ATTRIBUTES_A_CALL) {
        size_t count = change.count - from < ATTRIBUTES_A_CALL ? change.count - from : ATTRIBUTES_A_CALL;
        struct pairs some = {.items = change.items + from, .count = count};
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "ModifyLoadBalancerAttributes", LANE_RULES);
        json_add_str(o, "LoadBalancerArn", d->balancer_reference);
        pairs_encode_tags(&some, o, "Attributes");
        call_end(d->make, &d->want->because, "attributes of the load balancer of %s", d->want->id);
    }
    pairs_release(&change);
}

static void set_security_groups(struct diff *d)
{
    struct strs have = {0};
    strs_decode(&have, json_get(d->balancer->value, "SecurityGroups"));
    if (must_set(d, &d->want->security_groups, &have)) {
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "SetSecurityGroups", LANE_RULES);
        json_add_str(o, "LoadBalancerArn", d->balancer->id);
        strs_encode(&d->want->security_groups, o, "SecurityGroups");
        call_end(d->make, &d->want->because, "security groups of the load balancer of %s", d->want->id);
        call_routes(d->make);
    }
    strs_release(&have);
}

static void set_subnets(struct diff *d)
{
    struct strs have = {0};
    json_each (zone, json_get(d->balancer->value, "AvailabilityZones"))
        strs_add(&have, json_str_or(json_get(zone, "SubnetId"), ""));
    if (must_set(d, &d->want->subnets, &have)) {
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "SetSubnets", LANE_RULES);
        json_add_str(o, "LoadBalancerArn", d->balancer->id);
        stack_encode_subnets(d->want, o);
        call_end(d->make, &d->want->because, "subnets of the load balancer of %s", d->want->id);
    }
    strs_release(&have);
}

static void set_address_type(struct diff *d)
{
    const char *want = d->want->ip_address_type, *have = aws_text(d->balancer, "IpAddressType");
    if (!want || strcmp(want, have) == 0)
        return;
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "SetIpAddressType", LANE_RULES);
    json_add_str(o, "LoadBalancerArn", d->balancer->id);
    json_add_str(o, "IpAddressType", want);
    call_end(d->make, &d->want->because, "address type of the load balancer of %s from %s to %s", d->want->id, have, want);
}

static void set_pools(struct diff *d)
{
    const struct json *have = json_get(d->balancer->value, "IpamPools");
    own_json *want = d->want->ipam_pools ? json_parse(d->want->ipam_pools, strlen(d->want->ipam_pools), NULL) : NULL;
    const char *pool = json_str(json_get(have, "Ipv4IpamPoolId"));
    if (want ? json_equal(want, have) : !pool || d->mode != DIFF_ALL)
        return;
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "ModifyIpPools", LANE_RULES);
    json_add_str(o, "LoadBalancerArn", d->balancer->id);
    if (want) {
        json_add_raw(o, "IpamPools", d->want->ipam_pools);
    } else {
        json_open_array(o, "RemoveIpamPools");
        json_add_str(o, NULL, "ipv4");
        json_close_array(o);
    }
    call_end(d->make, &d->want->because, "address pools of the load balancer of %s", d->want->id);
}

static void change(struct diff *d)
{
    own_str char *what = xasprintf("load balancer %s", aws_text(d->balancer, "LoadBalancerName"));
    diff_tags(d, d->balancer->id, &d->want->tags, &d->balancer->tags, what);
    set_address_type(d);
    set_security_groups(d);
    set_subnets(d);
    set_attributes(d, json_get(d->balancer->value, "Attributes"));
    set_pools(d);
}

/* ---- the first time ---- */

static struct call *end_forerunner(struct diff *d, const struct aws_item *item)
{
    const char *name = aws_text(item, "LoadBalancerName");
    if (d->want->anew)
        return call_end(d->make, &d->want->because,
                        "load balancer %s has other addresses than those wanted: they cannot be changed in place", name);
    return call_end(d->make, &d->want->because, "load balancer %s is %s, and %s is wanted: that cannot be changed in place", name,
                    aws_text(item, "Scheme"), d->want->scheme);
}

/* One that cannot become the wanted one, and holds its target groups. */
static void remove_forerunners(struct diff *d, struct strs *ids)
{
    for (size_t i = 0; i < d->aws->balancers.count; i++) {
        const struct aws_item *item = &d->aws->balancers.items[i];
        if (!owner_same(&item->tags, &d->want->tags))
            continue;
        struct strs first = {0};
        diff_let_go(d, item, &first);
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "DeleteLoadBalancer", LANE_RULES);
        json_add_str(o, "LoadBalancerArn", item->id);
        strs_add(ids, end_forerunner(d, item)->id);
        for (size_t k = 0; k < first.count; k++)
            call_needs(d->make, first.items[k]);
        strs_release(&first);
    }
}

static void create(struct diff *d)
{
    struct strs first = {0};
    struct stack *w = d->want;
    remove_forerunners(d, &first);
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "CreateLoadBalancer", LANE_RULES);
    json_add_str(o, "Name", w->name);
    stack_encode_subnets(w, o);
    if (w->security_groups.count)
        strs_encode(&w->security_groups, o, "SecurityGroups");
    json_add_str(o, "Scheme", w->scheme);
    json_add_str(o, "Type", stack_type(w));
    json_add_str(o, "IpAddressType", w->ip_address_type);
    json_add_str(o, "CustomerOwnedIpv4Pool", w->customer_owned_pool);
    json_add_raw(o, "IpamPools", w->ipam_pools);
    if (w->tags.count)
        pairs_encode_tags(&w->tags, o, "Tags");
    call_end(d->make, &w->because, "load balancer %s for %s is wanted and not there", w->name, w->id);
    call_makes(d->make, d->balancer_reference);
    for (size_t i = 0; i < first.count; i++)
        call_needs(d->make, first.items[i]);
    strs_release(&first);
    set_attributes(d, NULL);
}

void diff_balancer(struct diff *d)
{
    if (d->balancer)
        change(d);
    else
        create(d);
}
