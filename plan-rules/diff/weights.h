/* What the operator has said of a cluster, as the planner needs it beside the weights that are asked for (shares.c). */
#ifndef PLAN_WEIGHTS_H
#define PLAN_WEIGHTS_H

#include <stdbool.h>

#include "plan-rules/world.h"

/* Drained in one of the scopes that hold for the whole stack: fleet, group, and its Ingress where it has no group. */
bool weights_drained(const struct world *w, const char *stack, const char *cluster);
/* And with force: where nobody else can serve, too. */
bool weights_forced(const struct world *w, const char *stack, const char *cluster);
/* SOURCE#ID of the word that drains it; NULL: it is not. */
const char *weights_drain_cause(const struct world *w, const char *stack, const char *cluster);
/* On hold, in one of these scopes: nothing is planned for it. stack may be NULL: what belongs to none. */
bool weights_held(const struct world *w, const char *stack);

#endif
