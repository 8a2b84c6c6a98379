/* What compaction took out of the journal. Of each range of sequences that are not there any more stays where it ends and the hash of
 * its last record, from which the chain goes on: so every number that is missing is accounted for, and what stands behind
 * is still proved. Ranges never touch each other. */
#ifndef JOURNAL_STORE_REMOVED_H
#define JOURNAL_STORE_REMOVED_H

#include <stdbool.h>
#include <stdint.h>

#include "journal/store.h"

struct store_range {
    uint64_t first, last;
    uint8_t hash[SHA256_BYTES]; /* of the record `last` */
};

/* How far compaction has come; zero: there was none. */
struct store_compaction {
    uint64_t cut;     /* up to here only what matters on was kept; everything behind it is whole */
    uint64_t removed; /* events, of all times */
    uint64_t ranges;
    uint64_t seal; /* sequence of the journal.compacted that covers the ranges as they are; 0: one is under way, or did not end */
};

typedef bool store_range_fn(void *context, const struct store_range *range);

/* Walks them in order, in a read transaction of its own; false ends it. ERR_AGAIN: cannot be read. */
int store_ranges(struct store *s, store_range_fn *fn, void *context, struct err *err);
/* SHA-256 over all ranges: for each in order, of the digest so far (zeroes at first), first and last (20 digits each) and the hash. */
int store_ranges_digest(struct store *s, char hex[SHA256_HEX], struct err *err);
int store_compaction(struct store *s, struct store_compaction *c, struct err *err);

#endif
