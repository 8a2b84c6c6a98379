/* What the security groups of nodes and pods must let in. A door is what one target group wants of them: for each security group
 * before its targets the rules, and what it may want of a group that is not known yet. Rules are laid together as the
 * incumbent controller does: those with one source group and protocol become one, from the lowest port to the highest, unless the
 * fleet's option disable-restricted-sg-rules says otherwise; those with a block of addresses stay as they are. */
#ifndef PLAN_DOORS_H
#define PLAN_DOORS_H

#include "plan-rules/diff/aws.h"
#include "plan-rules/diff/interface.h"

struct door_rule {
    char *group; /* the security group that must have it */
    struct permission what;
    char *cause; /* SOURCE#ID of a target behind it, or NULL */
};

struct door_rules { /* sorted by group, protocol, source, ports */
    struct door_rule *items;
    size_t count, cap;
};

struct door {
    char *name; /* of the target group, as AWS has it or will have it */
    const struct stack *stack;
    const struct target_group *of;
    struct door_rules rules;
    struct security_group doubts; /* permissions that some group may have to keep for it */
    struct ask_needs needs;       /* what must be asked of AWS for it */
    char *problem;                /* a sentence, or NULL */
};

/* The door of one target group, which it is zeroed for. */
void door_make(struct door *d, const struct world *w, const struct target_group *g);
void door_release(struct door *d);
/* In all but the name. */
bool door_equal(const struct door *a, const struct door *b);

/* Adds copies. */
void door_rules_add(struct door_rules *to, const struct door_rules *from);
/* Sorts, and makes one of those that are laid together. */
void door_rules_close(struct door_rules *r, const struct fleet *f);
bool door_rules_equal(const struct door_rules *a, const struct door_rules *b);
void door_rules_release(struct door_rules *r);

#endif
