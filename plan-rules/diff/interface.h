/* Which security group stands before a target: that of the pod's own network interface (vpc.amazonaws.com/pod-eni), of the
 * interface of its node that has its address, or of the first interface of an instance. Where an interface has several, the one
 * that is tagged for the cluster. What must be asked of AWS for it is noted. */
#ifndef PLAN_INTERFACE_H
#define PLAN_INTERFACE_H

#include "lib/model/records.h"
#include "plan-rules/compile/ask.h"
#include "plan-rules/world.h"

enum before {
    BEFORE_GROUP,
    BEFORE_NOTHING, /* none that we could change: an address outside of AWS, a node that is no instance */
    BEFORE_UNKNOWN, /* it was asked for, or what names it has not come yet */
    BEFORE_WRONG,   /* it cannot be told: a person must act */
};

struct look {
    const struct world *world;
    const char *cluster;     /* the member whose target it is */
    const char *cause;       /* of the target, or NULL */
    struct ask_needs *needs; /* what is still to be known is added, each once */
    int nodes;               /* some node of it is known: 1; none: -1; 0: not looked at yet */
    char why[512];           /* of BEFORE_WRONG: a sentence */
};

/* group is borrowed from the world. */
enum before interface_of_pod(struct look *l, const struct podinfo *p, const char **group);
enum before interface_of_instance(struct look *l, const char *instance, const char **group);

#endif
