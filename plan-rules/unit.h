/* What became of each unit's newest batch. A unit ("loadbalancer/STACK", "removal/STACK", "targets/NAME",
 * "securitygroup/NAME", "targetsecurity/ID") has at most one batch in flight: written, and no batch.done yet. After a failure it waits
 * before it is planned again, twice as long each time. All of it is a fold of plan.batch, plan.settled and batch.done. */
#ifndef PLAN_UNIT_H
#define PLAN_UNIT_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/digest.h"
#include "lib/base/event.h"
#include "lib/base/moment.h"
#include "lib/model/batch.h"
#include "lib/model/strs.h"

enum unit_state {
    UNIT_FRESH,     /* never planned */
    UNIT_IN_FLIGHT, /* nothing new before its batch.done */
    UNIT_DONE,
    UNIT_FAILED, /* not all of it was done: retried when unit_retry_at has come */
};

struct unit {
    char *name;
    enum unit_state state;
    char *batch;             /* reference of the newest plan.batch */
    int attempt;             /* of that batch */
    struct moment planned;   /* when it was planned */
    struct moment ended;     /* when its batch.done came */
    char calls[SHA256_HEX];  /* what that batch does, in a hash */
    bool settled;            /* plan.settled was said since */
    bool held;               /* plan.held was said since, or since it settled */
    struct moment held_at;   /* when */
    char *held_reason;       /* and why */
    struct strs held_groups; /* and whom it concerns, if it was said */
    UT_hash_handle hh;
};

/* Takes plan.batch, plan.settled and batch.done; other types do nothing. */
void units_fold(struct unit **units, const struct event *e);
void units_release(struct unit **units);

const struct unit *unit_find(const struct unit *units, const char *name); /* NULL: never planned */
/* The moment before which a failed unit is left alone; zero when it need not wait. */
struct moment unit_retry_at(const struct unit *u);
/* The same, as if nothing had failed before. */
struct moment unit_retry_soon_at(const struct unit *u);
/* The moment before which these calls would only repeat a batch that was done and did not help; zero when they do
 * something else. */
struct moment unit_repeat_at(const struct unit *u, const struct batch *b);
/* The number of batches in a row that failed or did not help, to be written on this next one. */
int unit_next_attempt(const struct unit *u, const struct batch *b);

#endif
