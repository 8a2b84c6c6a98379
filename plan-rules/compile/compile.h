/* From records and observed AWS to the stacks that are wanted: pure, in the decision order of docs/RULES.md. */
#ifndef PLAN_COMPILE_H
#define PLAN_COMPILE_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/model/elb.h"
#include "lib/model/records.h"
#include "plan-rules/compile/ask.h"
#include "plan-rules/world.h"

struct stacks { /* sorted by id: groups first, then bindings */
    struct stack *items;
    size_t count, cap;
};

struct rejected { /* a rejection and the event that it is about */
    struct rejection what;
    char *cause;    /* SOURCE#ID of the record, or NULL */
    char *stack;    /* id of the stack that it, or its last good form, belongs to; or NULL */
    char *question; /* of what it waits for, and is not rejected yet; or NULL */
    bool served;    /* in the form last accepted */
    bool held;      /* waits, or was accepted before, and cannot be served in that form either: what AWS holds must stay */
};

struct rejections { /* sorted by cluster, kind, namespace, name */
    struct rejected *items;
    size_t count, cap;
    struct ask_needs needs; /* what had to be known of AWS, for those who are served as well */
};

enum compile_memory {
    COMPILE_NEWEST_ONLY, /* a bad Ingress is left out */
    COMPILE_LAST_GOOD,   /* a bad Ingress is served in the form last accepted (world.accepted) */
};

/* Everything wanted. Weights in forward actions are those of docs/RULES.md step 9 with every target
 * healthy; the health gate calls shares_set again with what it knows. Fills both (zeroed by the caller). */
void compile_wanted(struct world *w, enum compile_memory memory, struct stacks *wanted, struct rejections *rejected);
/* The same of these Ingresses alone (CLUSTER/NS/ingress/NAME), with their last good forms. What they make is what
 * compile_wanted makes of it where all Ingresses of a group, in whatever form, are among them, and the Region has room. */
void compile_some(struct world *w, const struct strs *keys, struct stacks *wanted, struct rejections *rejected);
void compile_bindings(struct world *w, struct stacks *wanted, struct rejections *rejected);
/* Id of the stack that an Ingress asks for; NULL when that is in doubt. free with free(). */
char *compile_group(const struct world *w, const struct ingress *in);
/* The targets of a group that was compiled before, as they are now. */
void compile_targets(struct world *w, struct target_group *g);
/* So many load balancers, and so many network ones in front of them, have room in the Region, whoever the others belong to. */
bool compile_has_room(const struct world *w, size_t balancers, size_t fronts);

/* Part of a stack must stay as AWS has it, since an Ingress that was good cannot be compiled now. */
bool rejections_hold(const struct rejections *r, const char *stack);
void stacks_release(struct stacks *s);
void rejections_release(struct rejections *r);

/* ---- the weight formula (shares.c) ---- */

/* Can this group take traffic (has targets; later: healthy ones)? g->cluster, g->group say which. */
typedef bool shares_serves_fn(void *context, const struct group_weight *g);
/* Sets weight of every group of a forward action from own and cluster weights (g->own, g->asked). A cluster
 * none of whose groups with an own weight above 0 serves gets 0 if another both serves and is asked for. */
void shares_set(struct action *a, shares_serves_fn *serves, void *context);
/* What the operator says of a cluster for one Ingress ("ns/name") of a stack: 0 where it is drained, else the weight of the
 * narrowest scope; -1: nothing. */
int operator_weight(const struct world *w, const char *group, const char *name, const char *cluster);

#endif
