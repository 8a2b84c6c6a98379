/* A plan fills in what AWS holds: references become ARNs, and groups stay behind rules for a while. The wanted stack must
 * be as it was for the next plan: what such a plan changes is put aside, and put back. */
#ifndef PLAN_UNDO_H
#define PLAN_UNDO_H

#include "lib/model/elb.h"

struct undo {
    struct stack *of;
    struct actions *actions; /* default actions and rules, in order */
    size_t count;
    struct strs security_groups;
    char **sources; /* groups in permissions */
};

/* The stack holds copies from here on. */
void undo_open(struct undo *u, struct stack *s);
/* The stack is as it was. */
void undo_close(struct undo *u);

#endif
