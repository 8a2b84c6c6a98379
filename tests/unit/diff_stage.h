/* A stage that gathers what the planner emits, and a compiler that wants what the test says: the stack default/web
 * on one load balancer, behind it a target group in each of some clusters. */
#ifndef TEST_DIFF_STAGE_H
#define TEST_DIFF_STAGE_H

#include "lib/base/buf.h"
#include "tests/unit/diff_model.h"

struct stage {
    struct model model;
    bool in_pipe;
    struct moment wake;
    struct buf said;      /* "plan.batch targets/x" and so on, one a line, since the last look */
    struct strs batches;  /* data of every plan.batch since the last look */
    const char *wants[2]; /* clusters behind the stack default/web; NULL: nobody */
    int asked[2];
    int pods;
    const char *empty; /* a cluster of these that has no pods; NULL: none */
    bool held_by_compiler;
    const char *type;    /* of every target group; NULL: ip */
    const char *retyped; /* only those of this cluster have it; NULL: all */
    const char *ingress; /* that asks for them; NULL: nobody known */
};

int diff_stage_setup(void **state); /* a daemon; blue and green are wanted, a pod each */
int diff_stage_teardown(void **state);

/* Plans once, and compares what was said. */
void stage_reacts(struct stage *s, const char *said);
/* apply-aws does the batch of that number of the last look, and says how it ended. */
void stage_ends(struct stage *s, size_t number, const char *outcome);
/* apply-aws does the first batch of the last look; then the planner plans again. */
void stage_does_and_reacts(struct stage *s, const char *said);
void stage_time_passes(struct stage *s, int seconds);
/* -1: it waits for nothing. */
int64_t stage_wakes_in_s(const struct stage *s);
bool stage_last_batch_has(const struct stage *s, const char *text);
/* Everything made, registered and healthy. */
void stage_until_settled(struct stage *s);
/* The same with blue alone, of whose target nothing is known yet. */
void stage_until_blue_stands(struct stage *s);

#endif
