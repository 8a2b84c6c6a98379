/* A batch under way: its calls by what they need, side by side where they may, each with its result told. */
#ifndef APPLY_AWS_RUN_H
#define APPLY_AWS_RUN_H

#include "apply-aws/apply.h"

/* The life of one call in a batch, and what a crash leaves behind: until DONE or FAILED is in the journal, the
 * batch has no batch.done; the next start then observes what the batch touches and ends it as interrupted. */
enum call_state {
    CALL_WAITING, /* for what it needs, or for its settle time */
    CALL_READY,   /* to be sent as soon as the loop comes round */
    CALL_SENT,    /* AWS has it, perhaps */
    CALL_LOOKING, /* no answer, or "exists already": a read tells */
    CALL_BACKOFF, /* still in use, or not yet there for its follower: again in a while */
    CALL_DONE,
    CALL_FAILED,
};

/* Begins a pending batch. */
void run_start(struct apply *a, struct pending *p);
void run_free_all(struct apply *a);

#endif
