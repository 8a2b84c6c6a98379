/* Blast radius: what would take more than a change that somebody was seen to make is held back (plan.held) until the
 * operator lets it go. One sentence says what would be lost and the command that lets it through. */
#ifndef PLAN_HOLD_H
#define PLAN_HOLD_H

#include "plan-rules/diff/aws.h"
#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/targets.h"

enum { HOLD_LEAST = 5 }; /* fewer targets than this are no share of anything */

/* Why the removals of a stack must wait: a load balancer would go, and not every Ingress behind it was seen deleted.
 * NULL: they need not. free with free(), as all below. */
char *hold_removal(const struct diff *d);
/* An Ingress of the stack is missing in its cluster's list, and its rules stay. NULL: none is. */
char *hold_absent(const struct world *w, const char *stack);
/* The targets that would leave were only missing in a list, and they are more than the option hold-share (50%) of the
 * group, or the last healthy ones behind a rule. NULL: let them go. */
char *hold_targets(const struct target_plan *t, const struct world *w, const struct aws *aws, const struct targets_now *now);
/* "'shift-traffic release --ingress NS/NAME' lets it go" */
char *hold_release_command(const char *stack);
/* Just this, told as plan.held with this reason, was let go by the operator since. */
bool hold_is_released(const struct world *w, const char *unit, const char *stack, const char *reason);

#endif
