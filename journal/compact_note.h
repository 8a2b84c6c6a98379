/* journal.compacted: the compaction on record in the journal itself. Its sequence and hash are in the chain, so that heads noted behind
 * it vouch for what was taken out too. */
#ifndef JOURNAL_COMPACT_NOTE_H
#define JOURNAL_COMPACT_NOTE_H

#include <stdint.h>

#include "lib/base/digest.h"

struct err;
struct store;

#define COMPACT_SOURCE "journal"
#define COMPACT_TYPE   "journal.compacted"

struct compact_note {
    uint64_t cut;
    uint64_t removed; /* by this compaction */
    uint64_t missing; /* all events that are not there any more */
    uint64_t ranges;
    char digest[SHA256_HEX];
};

/* Fills all but `removed` from the database. */
int compact_note_fill(struct compact_note *n, struct store *s, struct err *err);
/* Appends the event and seals the ranges with it: through the journal that serves the database, when there is one, else by itself.
 * ERR_AGAIN: the one who serves it does not answer at the endpoint. */
int compact_note_append(const struct compact_note *n, struct store *s, const char *endpoint, struct err *err);

#endif
