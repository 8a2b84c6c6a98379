/* Reading AWS: everything that a fleet's VPC holds, or what one batch touches. What was found becomes
 * aws.observed and target.health where it differs from what is known, what is known and was not found becomes
 * aws.gone. Listeners, rules, attributes and targets are read of what carries our fleet's tags only. */
#ifndef APPLY_AWS_OBSERVE_H
#define APPLY_AWS_OBSERVE_H

#include "apply-aws/apply.h"
#include "apply-aws/refs.h"

/* problem is NULL when all was read, else a sentence; account is known then, or NULL. */
typedef void observe_done_fn(void *context, const char *problem);

struct observe_request {
    struct scope scope; /* taken */
    const char *cause;  /* borrowed for the call; or NULL */
    bool drift;         /* nobody said that anything changed: what differs is told when it is seen twice (sweep.h) */
    observe_done_fn *done;
    void *context;
};

void observe_start(struct apply *a, struct observe_request *request);
void observe_cancel_all(struct apply *a);

#endif
