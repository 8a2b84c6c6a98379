/* Whose a resource of AWS is, told by its tags, and the difference between two sets of tags.
 * Keys are those of the AWS Load Balancer Controller; what all clusters share bears the fleet's name where
 * that controller writes its cluster's, a target group FLEET/CLUSTER (or CLUSTER where both are the same). */
#ifndef PLAN_OWNER_H
#define PLAN_OWNER_H

#include <stdbool.h>

#include "lib/model/fleet.h"
#include "lib/model/strs.h"

/* The same owner, stack and resource: `have` is what `want` describes. */
bool owner_same(const struct pairs *have, const struct pairs *want);
/* Made for this fleet or one of its members, also one that is forgotten. */
bool owner_ours(const struct fleet *f, const struct pairs *tags);
/* The id of the stack it was made for, as it is planned: that of an Ingress without a group name bears its cluster where each cluster
 * has such stacks of its own (fleet option `implicit-groups: per-cluster`). NULL when it belongs to none. free with free(). */
char *owner_stack(const struct fleet *f, const struct pairs *tags);
/* What in it, as the tags name it; or NULL. */
const char *owner_resource(const struct pairs *tags);
/* The member whose target group this is; NULL when it is nobody's of this fleet. Borrowed from f. */
const char *owner_member(const struct fleet *f, const struct pairs *tags);
/* It belongs to the network load balancer in front of a stack's own: that itself, a listener, a target group of it. */
bool owner_front(const struct pairs *tags);
/* The security group that all load balancers of the fleet share. */
bool owner_shared_group(const struct fleet *f, const struct pairs *tags);

enum owner_resource { OWNER_RULE, OWNER_OTHER };

/* What to add or change, and which keys to take away, so that `have` becomes `want`. Keys that belong to AWS,
 * to others (option external-managed-tags) or to older controllers are left alone. */
void owner_tags_diff(const struct fleet *f, enum owner_resource of, const struct pairs *want, const struct pairs *have, struct pairs *add,
                     struct strs *remove);

#endif
