/* What of a journal must stay, so that whoever folds what is left up to a cut has the same state as whoever folded all of it. Fed with all
 * records up to the cut in order, it tells the sequences that stay.
 *
 * A key is source, family and subject; the table in keep.c says which family a type belongs to and by which rule it stays:
 *   newest   the newest of the key
 *   end      what it ended goes with it, and of other families what its row names; it stays itself, and what it ended
 *            too, while it is young: what follows from it may not have happened yet
 *   whole    the newest, and each that is young
 *   run      the newest, and the first of those in one state: since then it holds
 *   call     each of a unit whose batch has no batch.done behind it
 *   aws      the newest, the one in force (`asof`), and the one with the highest `asof`
 * Besides, the newest of each source and type stays: where a fold stands (its clock, its horizon) does not move. */
#ifndef JOURNAL_KEEP_H
#define JOURNAL_KEEP_H

#include <stddef.h>
#include <stdint.h>

#include "journal/record.h"

struct keep;

/* The family of a type: source, family and subject are a key. */
const char *keep_family(const char *type);

/* Recorded at `young` or later is young. */
struct keep *keep_new(struct moment young);
void keep_free(struct keep *k);
void keep_record(struct keep *k, const struct record *r);
/* All that stay, upwards, and how many. free with free(). */
uint64_t *keep_list(const struct keep *k, size_t *count);

#endif
