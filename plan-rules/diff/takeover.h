/* Starting with nothing on a load balancer that exists (the journal was lost, another machine): the weights that AWS holds
 * where clusters share an action are taken over, on record as traffic.taken, and hold until the operator says otherwise.
 * What is asked for anyway is not taken over. In one action of one cluster there is nothing to take over. */
#ifndef PLAN_TAKEOVER_H
#define PLAN_TAKEOVER_H

#include "lib/model/taken.h"

#include "plan-rules/diff/diff.h"

/* AWS has the stack's load balancer, and the journal tells of nobody who ever planned it or took it over. */
bool takeover_is_due(const struct world *w, const struct aws *aws, const struct stack *want);
/* Fills a zeroed record; false: there is nothing to take over. Release it. */
bool takeover_find(struct taken *t, const struct world *w, const struct aws *aws, const struct stack *want);
/* The wanted actions of a rule (its ARN, or its listener's) get just the numbers that were taken over for it, while the
 * operator has not spoken of it; who is kept closed by the gate stays at nothing. */
void takeover_keep(const struct diff *d, const char *rule, struct actions *want);

#endif
