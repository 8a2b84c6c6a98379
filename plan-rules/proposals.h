/* What units would send if AWS's token buckets let them: batches that are planned, and wait. */
#ifndef PLAN_PROPOSALS_H
#define PLAN_PROPOSALS_H

#include "plan-rules/budget.h"

struct proposal {
    char *unit;
    struct batch batch;      /* all that is wanted; owned */
    struct moment planned;   /* when the unit's last batch was; zero: never */
    struct waiting *waiting; /* where it is kept while it finds no token; borrowed, NULL: nowhere */
    struct moment out;       /* not to be sent before then; zero: now, if there are tokens */
    char *taken;             /* by call */
    size_t taken_count;
    size_t place;             /* in which it was planned, among all */
    bool urgent;              /* a call of the first lane is among them */
    struct budget_wait lacks; /* what it found no token for */
    bool in_vain;             /* nothing of it was taken: lacks tells of each of its calls */
};

struct proposals {
    struct proposal *items;
    size_t count, cap;
};

/* What a unit, or all units of a stack, would send if there were tokens. It stays as it is until they are looked at again for
 * another reason: so a token costs what it lets go, not what waits. */
struct waiting {
    struct budget_wait lacks;
    struct proposals kept;
};

/* Takes the batch, which is empty afterwards. */
struct proposal *proposals_add(struct proposals *p, const char *unit, struct batch *batch);
void proposals_release(struct proposals *p);
/* By unit, from the one at that place on. */
void proposals_sort(struct proposals *p, size_t from);

/* Moves what waits to the proposals, if there is a token for any of it. */
void waiting_offer(struct waiting *w, const struct budget_now *n, struct proposals *to);
/* Keeps a proposal that found no token; it is empty afterwards. */
void waiting_keep(struct waiting *w, struct proposal *one);
void waiting_clear(struct waiting *w);

#endif
