/* Step 6: what nobody wants any more, after a settle time behind what replaces it. First what routes requests
 * (rules, certificates, listeners, load balancers); then, when that has settled, what they led to (target groups,
 * security groups). In one batch the settle time is waited for by apply-aws. In a batch of its own nothing waits:
 * it holds only the first of the two, and is planned when the time has come. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/owner.h"

/* Ends a removal. */
static struct call *end_removal(struct diff *d, const char *what)
{
    struct strs because = {0};
    trace_add_ended(&d->world->traces, d->want->id, &because);
    for (size_t i = 0; i < d->want->because.count; i++)
        strs_add(&because, d->want->because.items[i]);
    struct call *c = call_end(d->make, &because, "nobody wants %s any more", what);
    strs_release(&because);
    return c;
}

static struct call *remove_item(struct diff *d, const char *action, const char *member, const struct doomed *one)
{
    const char *service = strcmp(action, "DeleteSecurityGroup") == 0 ? SERVICE_EC2 : SERVICE_ELB;
    struct strs first = {0};
    if (strcmp(member, "ListenerArn") == 0 || strcmp(member, "LoadBalancerArn") == 0)
        diff_let_go(d, one->item, &first);
    struct json_out *o = call_begin(d->make, service, action, LANE_RULES);
    json_add_str(o, member, one->item->id);
    struct call *c = end_removal(d, one->what);
    for (size_t i = 0; i < first.count; i++)
        call_needs(d->make, first.items[i]);
    strs_release(&first);
    return c;
}

static struct call *remove_certificate(struct diff *d, const struct doomed *c)
{
    own_str char *what = xasprintf("certificate %s", c->what);
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "RemoveListenerCertificates", LANE_RULES);
    json_add_str(o, "ListenerArn", c->item->id);
    json_open_array(o, "Certificates");
    json_open_object(o, NULL);
    json_add_str(o, "CertificateArn", c->what);
    json_close_object(o);
    json_close_array(o);
    return end_removal(d, what);
}

struct call *diff_remove(struct diff *d, enum quota kind, const struct doomed *what)
{
    if (kind == QUOTA_CERTIFICATES)
        return remove_certificate(d, what);
    return kind == QUOTA_RULES ? remove_item(d, "DeleteRule", "RuleArn", what) : remove_item(d, "DeleteListener", "ListenerArn", what);
}

/* The removal just written waits: all that changed routes before it is done, and requests have left what it removes. */
static void settle(struct diff *d)
{
    if (!d->removal)
        call_settles(d->make, d->make->routing.count ? d->settle_ms : d->settle_left_ms);
}

static void remove_all(struct diff *d, const struct dooms *list, const char *action, const char *member)
{
    for (size_t i = 0; i < list->count; i++) {
        remove_item(d, action, member, &list->items[i]);
        settle(d);
    }
}

static void remove_certificates(struct diff *d)
{
    for (size_t i = 0; i < d->certificates.count; i++) {
        remove_certificate(d, &d->certificates.items[i]);
        settle(d);
    }
}

static void doom_balancers(struct diff *d)
{
    bool replaced = d->want->has_load_balancer && !d->balancer; /* those are gone already: diff_balancer */
    for (size_t i = 0; !replaced && i < d->aws->balancers.count; i++) {
        const struct aws_item *item = &d->aws->balancers.items[i];
        if (item != d->balancer && owner_ours(&d->world->fleet, &item->tags) && str_equal(item->stack, d->want->id) &&
            diff_is_side(d, item))
            doom(&d->balancers, item, "load balancer %s", aws_text(item, "LoadBalancerName"));
    }
}

static void remove_routes(struct diff *d)
{
    remove_all(d, &d->rules, "DeleteRule", "RuleArn");
    remove_certificates(d);
    remove_all(d, &d->listeners, "DeleteListener", "ListenerArn");
    remove_all(d, &d->balancers, "DeleteLoadBalancer", "LoadBalancerArn");
}

static void keep_retained(struct diff *d)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->groups.count; i++) {
        if (strs_has(&d->retained, d->groups.items[i].item->id))
            free(d->groups.items[i].what);
        else
            d->groups.items[kept++] = d->groups.items[i];
    }
    d->groups.count = kept;
}

static void remove_led_to(struct diff *d)
{
    keep_retained(d);
    remove_all(d, &d->groups, "DeleteTargetGroup", "TargetGroupArn");
    remove_all(d, &d->security_groups, "DeleteSecurityGroup", "GroupId");
}

/* The first of the two that is not empty. */
static void remove_apart(struct diff *d)
{
    struct batch_make *structure = d->make;
    d->make = d->removal;
    d->make->otherwise = &d->want->because;
    remove_routes(d);
    if (!d->make->batch.calls_count)
        remove_led_to(d);
    d->make = structure;
}

void diff_removals(struct diff *d)
{
    if (d->mode != DIFF_ALL)
        return;
    doom_balancers(d);
    if (d->removal) {
        remove_apart(d);
        return;
    }
    size_t first = d->make->batch.calls_count;
    remove_routes(d);
    for (size_t i = first; i < d->make->batch.calls_count; i++)
        strs_add(&d->make->routing, d->make->batch.calls[i].id);
    remove_led_to(d);
}
