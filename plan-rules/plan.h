/* The planner: from the world at this moment to batches, in this order.
 *   1 what is wanted (compile.h); what is rejected is told
 *   2 what AWS holds (aws.h)
 *   3 the security group that load balancers share       unit securitygroup/NAME
 *   4 each stack that is wanted: weights that health lets through (gate.h), then the difference (diff.h);
 *     each stack that AWS holds something of and nobody wants: its removal       unit loadbalancer/STACK
 *     what is only left to be removed, when what replaced it has settled         unit removal/STACK
 *     (in a pipe both are one batch of loadbalancer/STACK that waits by itself)
 *   5 the targets of each target group (targets.h)       unit targets/NAME
 *   6 of all these, the calls that AWS's token buckets let out now (budget_allot.h); not in a pipe
 * A unit in flight, or waiting after a failure, is passed over. Nothing is planned before the fleet is known and
 * AWS was read once; while a member was never read to the end nothing is removed. */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

struct memo;
struct stage;
struct world;

/* Emits plan.batch, plan.rejected, plan.held, plan.settled for the present state, and sets the wake-up. The memo, zeroed at
 * first, is what it remembers from one call to the next (memo.h): with an empty one it says the same, later. */
void plan_react(struct world *w, struct memo *m, struct stage *s);
/* Prints what it would say, for people (show.h), and emits nothing. In a pipe only. */
void plan_show(struct world *w, struct stage *s);

#endif
