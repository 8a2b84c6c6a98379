/* A journal from one database into another: what is to be taken along, and putting it where nothing is. */
#ifndef JOURNAL_STORE_CARRY_H
#define JOURNAL_STORE_CARRY_H

#include "journal/store_removed.h"

/* Where the journal is, with what is remembered of each source at just that moment. ERR_AGAIN: cannot be read. */
int store_moment(struct store *s, struct store_head *head, store_source_fn *fn, void *context, struct err *err);

/* Between store_begin and store_commit, in the order of the sequences, into a store that had nothing. */

/* A line with the place, the time and the hash that it has. ERR_INPUT: it is no event, does not follow, or is not what was hashed. */
struct store_carried {
    uint64_t sequence;
    struct moment recorded;
    uint8_t hash[SHA256_BYTES];
    const char *line;
    size_t len;
};
int store_carry_event(struct store *s, const struct store_carried *c, struct err *err);
/* A range that was taken out. ERR_INPUT: it does not follow. */
int store_carry_range(struct store *s, const struct store_range *range, struct err *err);
void store_carry_source(struct store *s, const char *source, const struct store_source *known);
void store_carry_compaction(struct store *s, const struct store_compaction *c);
/* The place of the next one. */
struct store_head store_carried_to(const struct store *s);

#endif
