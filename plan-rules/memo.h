/* What the planner remembers from one look to the next, so that an event costs only what it touches: the wanted stacks,
 * what AWS holds, and which of them must be thought anew. All of it follows from the world: with an empty memo the same
 * plans come out (tests/unit/test_plan_memo.c). A part is what is compiled and planned together:
 *   one stack, with all Ingresses that ask for it in their newest or their last good form;
 *   all TargetGroupBindings ("~");   Ingresses whose group is in doubt ("?"). */
#ifndef PLAN_MEMO_H
#define PLAN_MEMO_H

#include <stdbool.h>
#include <uthash.h>

#include "plan-rules/compile/compile.h"
#include "plan-rules/diff/aws.h"
#include "plan-rules/diff/doors.h"
#include "plan-rules/proposals.h"
#include "plan-rules/world.h"

struct part;
struct gate;

struct part_group { /* a target group, by the name that AWS has or will have */
    char *name;
    struct part *part;
    bool again; /* to be looked at: its endpoints or their health changed */
    bool restless;
    struct moment wake;
    struct waiting waiting; /* for tokens */
    UT_hash_handle hh;
};

struct part {
    char *id;
    struct strs ingresses; /* keys */
    struct stacks wanted;
    struct rejections rejected; /* with what must be known of AWS for it */
    bool anew;                  /* compiled since it was planned last */
    bool structure;             /* its load balancer is to be looked at */
    bool weights;               /* only if the health gate says something else */
    bool all_groups;            /* each of its target groups is to be looked at */
    bool due;                   /* some of them are */
    bool restless;              /* it waits for something that no event of its own tells */
    bool retains;               /* a group that is not wanted stands behind a rule until another one is healthy */
    struct ask_needs guards;    /* what must be known of AWS for what stands before its load balancer */
    struct moment wake, gate_wake;
    struct waiting waiting; /* for tokens */
    struct door *doors;     /* of its target groups that something must be let in for (diff/doors.h) */
    size_t doors_count;
    struct door_rules doors_want; /* what they want together */
    bool doors_made, doors_due;   /* some of them are to be looked at */
    struct strs open, closed;     /* groups that had weight, and that the gate kept closed, when the structure was planned last */
    struct gate *now;             /* who has weight, while targets are planned (plan_leave.c) */
    UT_hash_handle hh;
};

struct memo_doors {
    bool all, asked;        /* each door is to be made anew; each that waits for an answer */
    bool dirty;             /* what they want together, or what AWS has of it, is another */
    bool waits;             /* something is not taken away yet, since targets that leave may need it */
    struct ask_needs needs; /* security groups that a door names and nobody has read */
    struct moment wake;
};

struct memo {
    bool ready;
    bool whole; /* parts depend on each other: all is compiled at once */
    struct part *parts;
    struct part **order; /* by id */
    size_t count;
    struct part_group *groups;
    struct place *places; /* of each Ingress */
    struct memo_doors doors;
    struct aws aws;
    bool asks;             /* somebody needs to know something of AWS, or was told: what is to be asked must be looked at */
    struct moment ask_due; /* else when */
    bool stacks_changed;   /* since the leftovers were looked for */
    struct strs leftovers; /* stacks that AWS holds something of and nobody wants */
};

/* Compiles what was touched, and marks what must be planned again. */
void memo_refresh(struct memo *m, struct world *w);
/* All is thought anew at the next refresh. */
void memo_forget(struct memo *m);

struct part *memo_part(const struct memo *m, const char *id); /* NULL: nobody wants it */

#endif
