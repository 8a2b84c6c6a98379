/* Quotas: what DescribeAccountLimits answers, and what is enforced. */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

static const struct limit defaults[] = {
    {"application-load-balancers", 50},
    {"listeners-per-application-load-balancer", 50},
    {"rules-per-application-load-balancer", 100},
    {"certificates-per-application-load-balancer", 25},
    {"target-groups-per-application-load-balancer", 100},
    {"target-groups-per-action-on-application-load-balancer", 5},
    {"targets-per-application-load-balancer", 1000},
    {"target-id-registrations-per-application-load-balancer", 1000},
    {"condition-values-per-alb-rule", 5},
    {"condition-wildcards-per-alb-rule", 5},
    {"target-groups", 3000},
    {"targets-per-target-group", 1000},
    {"network-load-balancers", 50},
    {"listeners-per-network-load-balancer", 50},
    {"certificates-per-network-load-balancer", 25},
    {"targets-per-network-load-balancer", 3000},
    {"targets-per-availability-zone-per-network-load-balancer", 500},
    {"target-groups-per-action-on-network-load-balancer", 1},
    {"network-load-balancer-enis-per-vpc", 1200},
    {"gateway-load-balancers", 100},
    {"gateway-load-balancers-per-vpc", 100},
};

void limits_default(struct aws *a)
{
    memcpy(a->limits, defaults, sizeof defaults);
    a->limit_count = COUNT_OF(defaults);
}

int64_t limit_get(const struct aws *a, const char *name)
{
    for (size_t i = 0; i < a->limit_count; i++)
        if (!strcmp(a->limits[i].name, name))
            return a->limits[i].max;
    return INT64_MAX;
}

int limit_set(struct aws *a, const char *name, int64_t max)
{
    for (size_t i = 0; i < a->limit_count; i++) {
        if (strcmp(a->limits[i].name, name) != 0)
            continue;
        a->limits[i].max = max;
        return 0;
    }
    return -1;
}

HANDLER(DescribeAccountLimits)
{
    size_t size = (size_t)node_int_or(c->in, "PageSize", 400), i = (size_t)node_int_or(c->in, "Marker", 0), end = i + size;
    buf_add_str(&c->out, "<Limits>");
    for (; i < c->aws->limit_count && i < end; i++) {
        buf_add_str(&c->out, "<member>");
        xml_int(&c->out, "Max", c->aws->limits[i].max);
        xml_text(&c->out, "Name", c->aws->limits[i].name);
        buf_add_str(&c->out, "</member>");
    }
    buf_add_str(&c->out, "</Limits>");
    if (i < c->aws->limit_count)
        xml_int(&c->out, "NextMarker", (int64_t)i);
    return 0;
}
