/* While a member cluster was never read to the end, or an Ingress cannot be compiled that once was, what AWS holds for
 * it stays. */
#ifndef PLAN_RETAIN_H
#define PLAN_RETAIN_H

#include "plan-rules/diff/diff.h"

/* Puts target groups of unread clusters that AWS forwards to into the wanted actions, and keeps the weights that
 * AWS holds; a group that is new joins at 0 (in a pipe, where nobody will raise it, at the largest there is). */
void retain_groups(const struct diff *d, struct actions *want, const struct actions *have);
/* The group must stay: it belongs to a member that was never read to the end, or to a stack that is kept. */
bool retain_must_stay(const struct diff *d, const char *group_arn);

#endif
