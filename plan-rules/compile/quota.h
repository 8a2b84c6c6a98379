/* Step 13: what one load balancer may hold, before the first write. */
#ifndef PLAN_QUOTA_H
#define PLAN_QUOTA_H

#include "plan-rules/compile/build.h"

/* Gives each member its place: those served already in group order, then those that come anew. */
void quota_places(struct build *b);
/* The stack keeps the quotas, packed where it must be. False: members were rejected, from the last place on. */
bool quota_keep(struct build *b, struct stack *out);

#endif
