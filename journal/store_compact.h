/* Taking events out, a slice at a time. Each slice is one short transaction of its own, so that the one who appends waits only for
 * that; what was taken out and what stands instead of it (store_removed.h) are stored together or not at all. Slices go upwards, so
 * an end goes after all that it ended. Killed between any two, the journal is whole, and a later compaction goes on. */
#ifndef JOURNAL_STORE_COMPACT_H
#define JOURNAL_STORE_COMPACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "journal/store_removed.h"

struct store_removal {
    uint64_t cut;         /* nothing behind it is touched */
    const uint64_t *kept; /* those up to it that stay, upwards; borrowed */
    size_t count;
    size_t most;      /* events that one slice looks at, with all of the last one's chunk */
    uint64_t next;    /* to begin with: 1. No chunk begins between the last one looked at and this */
    size_t at;        /* to begin with: 0. The first of kept that was not passed */
    uint64_t removed; /* by all slices so far */
    int64_t held_ms;  /* for how long the newest slice held up an append, had one come */
};

/* False in *more: there is nothing left to take out. ERR_AGAIN: no room to write in, nothing of the slice is done. */
int store_remove(struct store *s, struct store_removal *r, bool *more, struct err *err);
/* The rows that say where a source's numbers are, of what stands up to the cut: nobody sends those again. `after` is where the walk
 * is, empty to begin with. */
int store_remove_runs(struct store *s, uint64_t cut, size_t most, struct buf *after, bool *more, struct err *err);
/* The journal.compacted at this sequence covers the ranges as they are. */
int store_seal(struct store *s, uint64_t sequence, struct err *err);

#endif
