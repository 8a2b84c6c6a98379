/* What run.c and run_call.c share. */
#ifndef APPLY_AWS_RUN_INNER_H
#define APPLY_AWS_RUN_INNER_H

#include <uthash.h>

#include "apply-aws/run.h"

struct run_call {
    struct run *run;
    const struct call *call;
    enum call_state state;
    char *parameters;        /* as sent, references filled in but those of secrets */
    struct json *tree;       /* the same, taken apart; both NULL until the references stand for something */
    struct secrets *secrets; /* being read; NULL: none */
    char *request_id;
    int attempts;
    int looks;        /* how often a read was needed */
    int64_t begun_ms; /* of the first attempt */
    int64_t ready_ms; /* when the batch began, or the last call that it needs was done */
    size_t unmet;     /* so many of those that it needs are not done */
    struct run_call **followers;
    size_t followers_count, followers_cap;
    struct loop_timer *timer; /* NULL until there is something to wait for */
    UT_hash_handle hh;        /* by id, while the batch is laid out */
};

struct run {
    struct apply *apply;
    struct pending *pending; /* owned by apply until the end */
    struct run_call *calls;
    size_t in_flight, open;
    size_t first_open; /* all calls before this one were begun */
    bool failed, incomplete, ending;
    char *reason; /* of the first failure */
    struct run *prev, *next;
};

/* run.c: begins what may be begun, ends the batch when all is over. */
void run_go_on(struct run *r);
/* The call is done or failed: what waits for it may be ready now. */
void run_left(struct run_call *c);
void run_call_wake_in(struct run_call *c, int64_t ms);

/* run_call.c */
void run_call_send(struct run_call *c);
void run_call_release(struct run_call *c);

#endif
