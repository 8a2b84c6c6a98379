/* What run.c and run_call.c share. */
#ifndef APPLY_AWS_RUN_INNER_H
#define APPLY_AWS_RUN_INNER_H

#include "apply-aws/run.h"

struct run_call {
    struct run *run;
    const struct call *call;
    enum call_state state;
    char *parameters;        /* as sent, references filled in but those of secrets */
    struct secrets *secrets; /* being read; NULL: none */
    char *request_id;
    int attempts;
    int looks;        /* how often a read was needed */
    int64_t begun_ms; /* of the first attempt */
    int64_t done_ms;
    struct loop_timer *timer;
};

struct run {
    struct apply *apply;
    struct pending *pending; /* owned by apply until the end */
    struct run_call *calls;
    size_t in_flight;
    int64_t begun_ms;
    bool failed, incomplete, ending;
    char *reason; /* of the first failure */
    struct run *prev, *next;
};

/* run.c: a call ended or may be begun; goes on with the others. */
void run_go_on(struct run *r);

/* run_call.c */
void run_call_send(struct run_call *c);
void run_call_release(struct run_call *c);

#endif
