/* The work of `journal compact`: how far it may go, what stays up to there, and taking out the rest. */
#ifndef JOURNAL_COMPACT_H
#define JOURNAL_COMPACT_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/moment.h"

struct err;
struct store;

struct compact_asked {
    struct moment until; /* what was recorded before */
    uint64_t sequence;   /* and no further than this; 0: no such bound */
    int64_t linger_ms;   /* for how long before the cut ends stay */
};

/* Zero is empty. */
struct compact_plan {
    uint64_t cut;   /* 0: nothing may be touched */
    char *bound;    /* the sentence why it does not go as far as was asked, or NULL */
    uint64_t *kept; /* up to the cut, upwards */
    size_t kept_count;
    uint64_t there;     /* events up to the cut that are there */
    int64_t longest_ms; /* of the transactions: for so long an append had to wait at most */
};

/* ERR_CONFIG: a record is damaged: nothing is to be taken out of such a journal. */
int compact_plan(struct store *s, const struct compact_asked *asked, struct compact_plan *plan, struct err *err);
/* Takes out the rest, with a pause behind each transaction as long as it was. *removed is told also when it ends early. */
int compact_remove(struct store *s, struct compact_plan *plan, uint64_t *removed, struct err *err);
void compact_plan_release(struct compact_plan *plan);

#endif
