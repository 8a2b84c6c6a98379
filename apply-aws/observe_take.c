/* From AWS's answers to what a reading has found. */
#include <stdlib.h>
#include <string.h>
#include <utlist.h>

#include "lib/base/mem.h"

#include "apply-aws/observe_inner.h"
#include "apply-aws/value.h"

static const char elb[] = "elasticloadbalancing";

/* {"ListenerArn": "…"} */
static char *listener_member(const char *arn)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_add_str(&o, "ListenerArn", arn);
    json_close_object(&o);
    return buf_take(&out);
}

void observe_take_account(struct read *r, const struct json *answer)
{
    struct fleet *fleet = &r->observation->apply->fleet;
    const char *account = json_str(json_get(answer, "Account"));
    if (account && !fleet->account)
        fleet->account = xstrdup(account);
}

void observe_take_list(struct read *r, const struct json *answer)
{
    static const struct {
        const char *resource, *list;
    } lists[] = {{"Vpc", "Vpcs"},
                 {"Subnet", "Subnets"},
                 {"RouteTable", "RouteTables"},
                 {"SecurityGroup", "SecurityGroups"},
                 {"AvailabilityZone", "AvailabilityZones"},
                 {"LoadBalancer", "LoadBalancers"},
                 {"TargetGroup", "TargetGroups"},
                 {"Listener", "Listeners"}};
    const char *vpc = r->observation->apply->fleet.vpc_id;
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (strcmp(lists[i].resource, r->resource) == 0)
            json_each (item, json_get(answer, lists[i].list)) {
                const char *own = json_str(json_get(item, "VpcId"));
                if (!own || !vpc || strcmp(own, vpc) == 0)
                    found_put(r->observation, r->service, r->resource, item);
            }
}

void observe_take_instances(struct read *r, const struct json *answer)
{
    json_each (reservation, json_get(answer, "Reservations"))
        json_each (instance, json_get(reservation, "Instances")) {
            own_str char *value = value_instance(instance);
            own_json *item = json_parse(value, strlen(value), NULL);
            found_put(r->observation, r->service, r->resource, item);
        }
}

void observe_take_limits(struct read *r, const struct json *answer)
{
    own_str char *value = json_text(answer);
    own_json *with_id = json_parse(value, strlen(value), NULL);
    own_str char *id = xasprintf("\"%s\"", aws_client_region(r->observation->apply->client));
    own_str char *whole = value_with(with_id, "Region", id);
    own_json *item = json_parse(whole, strlen(whole), NULL);
    found_put(r->observation, elb, "AccountLimits", item);
}

void observe_take_rules(struct read *r, const struct json *answer)
{
    own_str char *listener = listener_member(r->of);
    own_json *with = json_parse(listener, strlen(listener), NULL);
    json_each (rule, json_get(answer, "Rules")) {
        if (json_bool_or(json_get(rule, "IsDefault"), false))
            continue; /* it is the listener's DefaultActions */
        own_str char *value = value_merged(rule, with);
        own_json *item = json_parse(value, strlen(value), NULL);
        found_put(r->observation, elb, "Rule", item);
    }
}

void observe_take_tags(struct read *r, const struct json *answer)
{
    json_each (d, json_get(answer, "TagDescriptions")) {
        own_str char *tags = json_text(json_get(d, "Tags"));
        found_set(r->observation, json_str_or(json_get(d, "ResourceArn"), ""), "Tags", tags ? tags : "[]");
    }
}

void observe_take_attributes(struct read *r, const struct json *answer)
{
    own_str char *attributes = json_text(json_get(answer, "Attributes"));
    if (attributes)
        found_set(r->observation, r->of, "Attributes", attributes);
}

/* All of the listener's, the default one first. */
void observe_take_certificates(struct read *r, const struct json *answer)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_array(&o, NULL);
    for (int pass = 0; pass < 2; pass++)
        json_each (c, json_get(answer, "Certificates"))
            if (json_bool_or(json_get(c, "IsDefault"), false) == (pass == 0)) {
                json_open_object(&o, NULL);
                json_add_node(&o, "CertificateArn", json_get(c, "CertificateArn"));
                json_close_object(&o);
            }
    json_close_array(&o);
    if (json_count(json_get(answer, "Certificates")))
        found_set(r->observation, r->of, "Certificates", buf_str(&out));
}

void observe_take_health(struct read *r, const struct json *answer)
{
    struct found_health *h = xcalloc(1, sizeof *h);
    h->arn = xstrdup(r->of);
    h->answer = json_text(answer);
    LL_APPEND(r->observation->health, h);
}
