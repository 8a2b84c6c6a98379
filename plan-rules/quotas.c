#include "plan-rules/quotas.h"

#include <stdlib.h>

#include "lib/base/mem.h"

#include "plan-rules/world.h"

/* The usual numbers are those of the user guides: "Quotas for your Application Load Balancers", and for the rules of a
 * security group "Amazon VPC quotas", which holds them apart for IPv4 and IPv6. */
const struct quota_words quota_words[QUOTAS] = {
    [QUOTA_RULES] = {"rules-per-application-load-balancer", "rules", 100, "can be raised"},
    [QUOTA_GROUPS] = {"target-groups-per-application-load-balancer", "target groups", 100, "cannot be raised"},
    [QUOTA_CERTIFICATES] = {"certificates-per-application-load-balancer", "certificates beside the default ones", 25, "can be raised"},
    [QUOTA_LISTENERS] = {"listeners-per-application-load-balancer", "listeners", 50, "can be raised"},
    [QUOTA_SOURCES] = {"inbound-rules-per-security-group", "IPv4 sources and prefix lists over its ports", 60, "can be raised"},
    [QUOTA_SOURCES_V6] = {"inbound-rules-per-security-group", "IPv6 sources over its ports", 60, "can be raised"},
    [QUOTA_TARGETS] = {"targets-per-application-load-balancer", "targets", 1000, "can be raised"},
    [QUOTA_GROUP_TARGETS] = {"targets-per-target-group", "targets of one group", 1000, "can be raised"},
    [QUOTA_BALANCERS] = {"application-load-balancers", "application load balancers", 50, "can be raised"},
    [QUOTA_NETWORK_BALANCERS] = {"network-load-balancers", "network load balancers", 50, "can be raised"},
    [QUOTA_NETWORK_LISTENERS] = {"listeners-per-network-load-balancer", "listeners", 50, "cannot be raised"},
    [QUOTA_NETWORK_TARGETS] = {"targets-per-availability-zone-per-network-load-balancer", "targets in a zone", 500, "can be raised"},
};

static int64_t account_limit(const struct json *limits, const char *name)
{
    json_each (limit, limits)
        if (str_equal(json_str(json_get(limit, "Name")), name))
            return strtoll(json_str_or(json_get(limit, "Max"), "-1"), NULL, 10);
    return -1;
}

void quotas_read(struct quotas *q, const struct world *w)
{
    size_t count;
    const struct world_observed **all = world_all(w, "elasticloadbalancing/accountlimits", &count);
    const struct json *limits = count ? json_get(all[0]->value, "Limits") : NULL;
    for (int i = 0; i < QUOTAS; i++) {
        int64_t most = account_limit(limits, quota_words[i].name);
        if (most < 0)
            most = json_int_or(fleet_option(&w->fleet, quota_words[i].name), -1);
        q->of[i] = most < 0 ? quota_words[i].usual : (size_t)most;
    }
    free(all);
}
