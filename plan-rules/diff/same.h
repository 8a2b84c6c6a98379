/* When what is wanted and what was observed are the same to a load balancer. */
#ifndef PLAN_SAME_H
#define PLAN_SAME_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/model/elb.h"

/* Actions: a member that says what AWS assumes anyway equals its absence; the weight of a single group does
 * not matter; a client secret, which AWS never shows, is not looked at. */
bool same_actions(const struct actions *want, const struct actions *have);
/* The same but for weights: only ModifyRule's weights would change. */
bool same_but_weights(const struct actions *want, const struct actions *have);
/* Transforms as JSON text or NULL; each type at most once, in any order. */
bool same_transforms(const char *want, const char *have);
/* Mutual authentication as JSON text or NULL. */
bool same_mutual_authentication(const char *want, const struct json *have);

/* Conditions in one spelling: equal text, equal requests. */
void same_conditions_key(const struct rule *r, struct buf *to);

#endif
