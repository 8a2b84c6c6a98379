/* While a member cluster was never read to the end, or an Ingress cannot be compiled that once was, what AWS holds for
 * it stays. So does a target group that still serves, while the one that takes its place has nobody healthy. */
#ifndef PLAN_RETAIN_H
#define PLAN_RETAIN_H

#include "plan-rules/diff/diff.h"

/* Puts target groups that must stay, and that AWS forwards to, into the wanted actions, and keeps the weights that
 * AWS holds; a group that is new joins at 0 (in a pipe, where nobody will raise it, at the largest there is). */
void retain_groups(struct diff *d, struct actions *want, const struct actions *have);

#endif
