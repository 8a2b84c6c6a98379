/* Health gates weight: which clusters of a forward action may have traffic now. A target group that has weight
 * keeps it until none of its targets has been healthy for `unhealthy-after`; one that has none gets it when
 * enough are (`healthy-share` of its targets, `healthy-count` at least) and have been for `healthy-after`. What is
 * not known lowers nothing. A group that takes the place of another one of its cluster stands beside it at weight 0
 * until then. */
#ifndef PLAN_GATE_H
#define PLAN_GATE_H

#include "plan-rules/diff/diff.h"

struct gate {
    const struct world *world;
    const struct aws *aws;
    const struct stack *want;
    bool in_pipe;
    struct strs open;   /* ARNs of target groups that have weight on the load balancer now */
    struct strs beside; /* those of them that have it where another cluster has weight too */
    struct strs spared; /* those that have none where another cluster has weight */
    struct strs closed; /* wanted target groups that may not have weight: "@targetgroup/NAME", and the ARN where there is one */
    struct strs rises;  /* names of wanted target groups that may have weight now, and must begin to rise first */
    struct moment wake; /* when the gate may decide otherwise by itself; zero: not before something happens */
};

/* The nth group of the action is sent requests, as its weights stand. */
bool gate_has_weight(const struct action *a, size_t nth);
/* Looks at what AWS holds for the stack's load balancer. */
void gate_open(struct gate *g, const struct world *w, const struct aws *aws, const struct stack *want);
/* The same for gate_weights alone, where AWS holds what it held then: `open` of that time. */
void gate_open_again(struct gate *g, const struct gate *like, const struct strs *open);
/* Sets the weights of every action that several clusters share. Before diff_resolve. */
void gate_weights(struct gate *g, struct stack *want);
/* Is the group asked to have weight; beside_others: only where several clusters share the action? */
bool gate_wants(const struct stack *want, const struct target_group *t, bool beside_others);
/* In some action with the group, another cluster is asked for and has somebody healthy, and its own has nobody any more. */
bool gate_others_serve(const struct gate *g, const struct target_group *t);
/* `group` (an ARN) has weight and a healthy target, and what `want` has of its cluster instead is all closed; not where
 * the cluster has nobody left and another one serves. */
bool gate_replaced_too_early(const struct gate *g, const struct action *want, const char *group);
void gate_release(struct gate *g);

#endif
