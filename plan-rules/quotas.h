/* What an account may hold: the quotas by which plans are made. The numbers are the account's (aws.observed of
 * DescribeAccountLimits), else those of the user guide. */
#ifndef PLAN_QUOTAS_H
#define PLAN_QUOTAS_H

#include <stddef.h>

struct world;

enum quota {
    QUOTA_RULES,
    QUOTA_GROUPS,
    QUOTA_CERTIFICATES,
    QUOTA_LISTENERS,
    QUOTA_SOURCES,
    QUOTA_SOURCES_V6,
    QUOTA_TARGETS,
    QUOTAS_OF_BALANCER, /* those before are of one load balancer */
    QUOTA_GROUP_TARGETS = QUOTAS_OF_BALANCER,
    QUOTA_BALANCERS,
    QUOTA_NETWORK_BALANCERS,
    QUOTA_NETWORK_LISTENERS, /* of one network load balancer */
    QUOTA_NETWORK_TARGETS,   /* of one network load balancer, in a zone */
    QUOTAS,
};

struct quota_words {
    const char *name; /* in DescribeAccountLimits; where that does not answer it, the fleet's option */
    const char *what;
    size_t usual;
    const char *raise;
};

extern const struct quota_words quota_words[QUOTAS];

struct quotas {
    size_t of[QUOTAS];
};

void quotas_read(struct quotas *q, const struct world *w);

#endif
