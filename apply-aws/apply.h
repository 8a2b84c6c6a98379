/* The state of apply-aws: what was folded, and what is under way. */
#ifndef APPLY_AWS_APPLY_H
#define APPLY_AWS_APPLY_H

#include <stdbool.h>

#include "lib/base/stage.h"
#include "lib/model/batch.h"
#include "lib/model/fleet.h"
#include "lib/aws/client.h"

#include "apply-aws/world.h"

struct run;         /* a batch under way, run.h */
struct observation; /* a reading of AWS under way, observe.h */
struct health;      /* the polling of target health, health.h */
struct sweep;       /* the slow search for drift, sweep.h */
struct budget;      /* what is said of AWS's buckets, budget.h */
struct provision;   /* load balancers on their way, provision.h */
struct survey;      /* --check, survey.h */
struct question;    /* an aws.wanted without an answer, answer.h */

struct settings {
    char *endpoint_url, *region, *fleet_file;
    bool observe;   /* read everything, print it, end */
    bool check;     /* say who we are and what we may, and end */
    bool dry_run;   /* call nothing, say on stderr what would be called */
    bool read_only; /* refuse every call that changes something */
    int64_t health_every_ms, sweep_every_ms, call_ms;
    int rate, burst; /* of ELBv2 calls */
    bool budget_given;
};

/* A plan.batch without a batch.done. */
struct pending {
    struct apply *apply;
    char *ref; /* SOURCE#ID */
    struct batch batch;
    struct strs done; /* ids of its calls that have a call.done */
    bool begun;       /* a run has it, or it is being looked at after a crash */
    bool old;         /* stood in the journal when we started: may be half done */
    struct pending *prev, *next;
};

struct apply {
    struct stage *stage;
    struct settings settings;

    struct fleet members; /* of the file of --fleet: how the clusters are reached; empty without one */

    /* folded */
    struct fleet fleet;
    struct world world;
    struct pending *pending; /* in order */
    char *last_call;         /* SOURCE#ID of the newest call.done */
    bool synced;
    struct question *questions;
    int64_t *asked_at; /* of each kind of question, when it was read last (answer_kinds.c) */

    /* of this process */
    bool live;   /* own events are in the state when they are said, not when they come back */
    bool failed; /* a call failed: a pipe ends with 111 */
    bool input_ended;
    bool observing; /* the first whole reading is under way */
    struct aws_client *client;
    struct run *runs;
    struct observation *observations;
    struct health *health;
    struct sweep *sweep;
    struct budget *budget;
    struct provision *provision;
    struct survey *survey;
    char *problem;            /* why AWS cannot be read, said once; NULL: it can */
    struct loop_timer *again; /* the next attempt of the first whole reading */
};

/* fold.c */
int apply_fold(void *state, struct stage *s, const struct event *e, struct err *err);
void pending_remove(struct apply *a, struct pending *p);
/* Whether tags (a list of {Key, Value}) say that our fleet made it. */
bool apply_is_ours(const struct apply *a, const struct json *tags);

/* say.c: every event of ours is in the state at once. cause is a reference or NULL. */
void say_observed(struct apply *a, const char *cause, const struct observed *what, const char *value);
void say_gone(struct apply *a, const char *cause, const char *service, const char *resource, const char *id);
void say_missing(struct apply *a, const char *cause, const struct observed *what);  /* the same, by a reading: with its asof */
void say_health(struct apply *a, const char *cause, const struct target_health *t); /* only when it differs */
void say_synced(struct apply *a, const char *account);
void say_budget(struct apply *a, const struct budget_report *r);
void say_call(struct apply *a, const struct call_result *r);
void say_batch_done(struct apply *a, const struct batch_result *r);

/* main.c: looks what can be begun now. */
void apply_go_on(struct apply *a);

#endif
