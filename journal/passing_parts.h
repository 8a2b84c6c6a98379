/* Between passing.c and its parts: each folds what passes into figures of one kind. */
#ifndef JOURNAL_PASSING_PARTS_H
#define JOURNAL_PASSING_PARTS_H

#include "lib/base/buf.h"
#include "lib/base/event.h"
#include "lib/base/moment.h"

#include "journal/record.h"

/* An event that passes; its data is looked at only when somebody asks. */
struct passed {
    const struct record *record;
    struct event event;
    bool decoded;
};
/* Borrowed until the event has passed; NULL where it has none. */
const struct json *passed_data(struct passed *p);
/* What the subject has behind `prefix`, or NULL. */
const char *passed_subject(const struct passed *p, const char *prefix);

struct passing_part {
    void *(*make)(void);
    void (*take)(void *state, struct passed *p);
    void (*page)(const void *state, struct moment now, struct buf *to);
    void (*drop)(void *state);
};

extern const struct passing_part passing_counts, passing_balancers, passing_clusters, passing_quotas, passing_budgets, passing_targets;

/* Seconds from one moment to a later one; 0 where it is not later. */
double passing_seconds(struct moment from, struct moment to);

#endif
