/* Who gets AWS's tokens: of all batches that could be sent now, those calls that there is a token for. Each unit's wanted
 * difference is whole each time it is looked at; what is not sent is no queue: it waits as it was planned until its unit is looked at
 * again.
 *   1 each lane that was not served for long, one call
 *   2 lane by lane; within a lane the unit that was planned longest ago, then by name; within a unit in its order
 * A call goes together with what it needs, in the last of their lanes. Whoever finds a token, but too few, blocks the buckets
 * that lack them for all behind it, so that they fill up for the first. Who finds none stands in nobody's way: so what waits
 * need not be offered before there is a token for it (budget_serves).
 * A call that costs nothing does not overtake one of its unit that waits. */
#ifndef PLAN_BUDGET_ALLOT_H
#define PLAN_BUDGET_ALLOT_H

#include "plan-rules/proposals.h"

/* Marks the calls that are sent, and takes their tokens. May be called again, with another state: all is marked anew. */
void budget_allot(struct proposals *p, struct budget_now *n);
/* Drops the calls that are not sent. */
void proposal_cut(struct proposal *p);

#endif
