/* Step 13, over all groups: load balancers per Region. */
#ifndef PLAN_REGION_H
#define PLAN_REGION_H

#include "plan-rules/compile/compile.h"
#include "plan-rules/compile/member.h"
#include "plan-rules/quotas.h"

/* How many of the wanted load balancers of a kind (QUOTA_BALANCERS, QUOTA_NETWORK_BALANCERS) find no room beside those of others: the
 * last ones that are not there yet, by id. Puts the ids of their stacks into `out`, and into `f` the reason, which is the same for all. */
size_t region_full(const struct compiler *c, enum quota kind, const struct stacks *wanted, struct strs *out, struct fault *f);

#endif
