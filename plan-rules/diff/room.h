/* At a quota there is no room to add before removing. Then what nobody wants any more goes first, no more of it than
 * needed and the least missed first; only what does not fit waits for it. With room to spare nothing here changes a plan.
 *   listeners, rules, certificates   deleted before the creation that needs the place
 *   target groups behind a load balancer   routing calls in an order in which each step fits; where there is no such
 *                                   order, a rule stands aside for a moment */
#ifndef PLAN_ROOM_H
#define PLAN_ROOM_H

#include "plan-rules/diff/diff.h"

/* Counts what stands on the load balancer. Before the listeners. */
void room_open(struct diff *d);
/* So many rules are to be created beside those that stand: they do not all fit. */
bool room_is_short(const struct diff *d, size_t creations);
/* So many more target groups that nobody wants may stay behind rules until the new ones are healthy: takes the room. */
bool room_takes(struct diff *d, size_t groups);
/* After the listeners and before the removals: takes what must go first out of the lists of the doomed. */
void room_make(struct diff *d);

/* room_groups.c: the last part of room_make. */
void room_order_groups(struct diff *d);

/* A rule or listener answers 503 since a sequence of room_order_groups came to no end. */
bool room_stands_aside(const struct aws_item *item);

/* Gives the actions of a call or of an observed resource, whatever they are called there. */
const struct json *room_actions(const struct json *of);

#endif
