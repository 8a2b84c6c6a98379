/* What AWS's token buckets hold, as far as the journal tells: so many calls can be sent now. A fold:
 *   plan.batch     what was left behind it, and when each lane was served last; the newest one is the whole truth
 *   batch.done     requests that were sent again, besides
 *   budget.report  AWS gives less of a class; where it refused calls, its bucket is empty
 * What the newest plan.batch could not know yet (its horizon) is charged on top of it. So the newest event of each
 * key is enough, and a journal that was compacted gives the same.
 * Lanes, in the order in which they are served; enum lane. Registrations leave RESERVE tokens to deregistrations. A lane
 * that was not served for PATIENCE_MS comes first, with one call: none starves. */
#ifndef PLAN_BUDGET_H
#define PLAN_BUDGET_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/event.h"
#include "lib/base/moment.h"
#include "lib/model/batch.h"
#include "lib/model/budget.h"
#include "lib/model/fleet.h"

enum lane { LANE_FIRST_OUT, LANE_IN, LANE_WEIGHING, LANE_ROUTING, LANE_TAGGING, LANE_READING, LANES };

enum { BUDGET_TOKEN = 1000, BUDGET_RESERVE = 5 * BUDGET_TOKEN, BUDGET_PATIENCE_MS = 8000 }; /* tokens in thousandths */

struct budget_repeat {
    uint64_t sequence;
    enum budget_class of;
};

struct budget_said { /* the newest budget.report of a class */
    uint64_t sequence;
    struct moment at;
    int per_minute; /* 0: none came */
    bool lowered, refused;
};

struct budget {
    struct moment at; /* of the newest plan.batch; zero: none came */
    uint64_t horizon;
    int64_t left[BUDGET_CLASSES];
    struct moment served[LANES];
    struct budget_said said[BUDGET_CLASSES];
    struct budget_repeat *repeats; /* behind the horizon */
    size_t repeats_count, repeats_cap;
};

/* Takes plan.batch, batch.done and budget.report; other types do nothing. */
void budget_fold(struct budget *b, const struct event *e);
void budget_release(struct budget *b);

enum lane budget_lane(const char *name); /* of a call; what is not known stands with the rules */

/* ---- at one moment ---- */

struct budget_now {
    bool off;
    struct moment now;
    struct {
        int64_t left, full, per_minute; /* tokens in thousandths; whole tokens a minute */
        bool blocked;                   /* somebody before waits for it */
    } of[BUDGET_CLASSES];
    struct moment served[LANES];
};

/* A unit that got nothing. */
struct budget_wait {
    uint8_t lanes[BUDGET_CLASSES]; /* by class: a bit for each lane that waits for it */
    struct moment again;           /* what it could have got was done just before: not again before then; zero: not that */
};

void budget_open(struct budget_now *n, const struct budget *b, const struct fleet *f, struct moment now);
/* It was not served for so long that it comes first. */
bool budget_is_favoured(const struct budget_now *n, enum lane lane);
/* Thousandths of tokens that are kept back from the lane. */
int64_t budget_reserve(const struct budget_now *n, enum lane lane, enum budget_class of);
/* One more call of this lane. */
void budget_take(struct budget_now *n, enum lane lane, enum budget_class of);

/* One call of this lane finds a token of that class, and one of the account's. */
bool budget_begins(const struct budget_now *n, enum lane lane, enum budget_class of, bool favoured);
bool budget_waits(const struct budget_wait *w);
void budget_wait_add(struct budget_wait *to, const struct budget_wait *more);
/* Whether one that waits can be given anything; and when it should be looked at again, later than now (zero: it does not wait). */
bool budget_serves(const struct budget_now *n, const struct budget_wait *w);
/* A token of any that it lacks is there, in its lane's turn; or for one call of this lane, that comes first. */
bool budget_gives(const struct budget_now *n, const struct budget_wait *w);
bool budget_favours(const struct budget_now *n, const struct budget_wait *w, enum lane lane);
struct moment budget_wake(const struct budget_now *n, const struct budget_wait *w);

/* Puts what is left on record in a batch. */
void budget_note(const struct budget_now *n, struct batch *b);

#endif
