/* What room_groups.c and room_way.c share: routing calls in an order in which the target groups behind the load balancer
 * always fit. */
#ifndef PLAN_ROOM_INNER_H
#define PLAN_ROOM_INNER_H

#include <uthash.h>

#include "plan-rules/diff/room.h"

struct behind { /* a target group */
    char *name;
    size_t holders;
    UT_hash_handle hh;
};

struct holder { /* a rule, or a listener with its default action */
    char *id;   /* ARN; of what is to be made the id of its call */
    struct strs groups;
    const struct json *actions; /* as observed, borrowed; NULL: not there yet */
    bool ours, changes;
    UT_hash_handle hh;
};

struct step {
    size_t call; /* index in the batch */
    struct holder *holder;
    struct strs groups;
    bool done;
};

struct order {
    struct diff *d;
    struct behind *behind;
    size_t standing; /* groups that somebody holds */
    struct holder *holders;
    struct step *steps;
    size_t count, left;
    bool lent;
    char *before; /* id of the call made last */
};

void room_read_groups(const struct json *actions, struct strs *to);
size_t room_holders_of(const struct order *o, const char *group);
void room_hold(struct order *o, struct holder *h, const struct strs *groups);
/* Groups that nobody but this one holds, and `keep` does not have: NULL keeps none. */
size_t room_freed_by(const struct order *o, const struct holder *h, const struct strs *keep);
/* All that stands, with these. */
bool room_fits(const struct order *o, const struct strs *groups);
/* Behind the call made before it. */
void room_chain(struct order *o, struct call *c);

/* ---- where no step fits (room_way.c): false: nobody can ---- */
enum keeping { KEEPS_SOME, KEEPS_NONE };
/* A rule lets go of the groups that it will not keep. */
bool room_one_lets_go(struct order *o, enum keeping how);
/* The last old group of a rule gives way to its first new one. */
bool room_one_exchanges(struct order *o);
/* A rule that is to stay as it is lends the place of a group. */
bool room_one_lends(struct order *o);

#endif
