/* shift-traffic ramp: weights moved step by step, for a CD system. The steps live in the command: each is one traffic.weights,
 * and what it leaves when it ends, however it ends, is the weights of its last step, or those from before when it aborts. */
#ifndef SHIFT_RAMP_H
#define SHIFT_RAMP_H

#include "lib/base/hub.h"

#include "shift-traffic/abort_if.h"
#include "shift-traffic/guard.h"
#include "shift-traffic/ramp_steps.h"

struct err;

struct ramp_plan { /* all borrowed */
    const struct hub_address *at;
    struct ramp_steps steps;
    const char *scope; /* of the weights: "fleet", "group/NAME", "ingress/NS/NAME" */
    const char *user, *reason;
    const struct abort_if *aborts;
    size_t aborts_count;
    enum guard guard;   /* before each step */
    bool wait;          /* a step's pause begins when AWS has its weights */
    int64_t timeout_ms; /* with wait: a step that takes longer aborts; 0: none */
};

/* Prints one JSON object a line: what it does, and what it waits for. Gives the exit code: 0 done; 100 aborted, and the weights
 * from before are back, or somebody else has moved traffic; 111 interrupted. -1: ERR_CONFIG or ERR_AGAIN. */
int ramp_run(const struct ramp_plan *plan, struct err *err);

#endif
