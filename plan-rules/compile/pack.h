/* Step 13: neighbours that answer alike become one rule, where the load balancer would else have too many. */
#ifndef PLAN_PACK_H
#define PLAN_PACK_H

#include "lib/model/elb.h"

/* If the two, neighbours in this order, can be one rule that answers every request as they do: makes `into` that
 * rule and gives true. Else nothing changes. */
bool rule_absorb(struct rule *into, const struct rule *from);
/* Packs from the end of the listener until there are `most` rules fewer, or nothing is left to pack. Gives how many
 * fewer. owners[i] belongs to rule i; the owner of a packed rule is the lower one. */
size_t rules_pack(struct listener *l, size_t *owners, size_t most);

#endif
