/* How many more targets may be registered: in one group, and behind one load balancer over all its groups. */
#ifndef PLAN_TARGET_ROOM_H
#define PLAN_TARGET_ROOM_H

#include "plan-rules/diff/targets.h"
#include "plan-rules/quotas.h"

struct registered; /* behind one stack */

struct target_rooms {
    struct quotas limit;
    struct registered *stacks;
    size_t of_group, of_balancer; /* of the group looked at last */
};

void target_rooms_open(struct target_rooms *r, const struct world *w);
void target_rooms_release(struct target_rooms *r);

/* The targets behind these groups count for the stack. Once for each stack, before target_room. */
void target_rooms_count(struct target_rooms *r, const struct world *w, const struct aws *aws, const struct stack *s);
/* What this group may take beside what it has; taken from what its load balancer may hold. */
size_t target_room(struct target_rooms *r, const struct target_plan *t, const struct targets_now *now);

#endif
