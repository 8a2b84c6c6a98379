/* What the operator has said of a cluster, as the planner needs it beside the weights that are asked for (shares.c). */
#ifndef PLAN_WEIGHTS_H
#define PLAN_WEIGHTS_H

#include <stdbool.h>

#include "plan-rules/world.h"

/* Drained in one of the scopes that hold for the whole stack: fleet, group, and its Ingress where it has no group. */
bool weights_drained(const struct world *w, const char *stack, const char *cluster);

#endif
