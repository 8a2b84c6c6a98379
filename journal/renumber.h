/* New numbers for old ones, within one source, and the references that follow them. */
#ifndef JOURNAL_RENUMBER_H
#define JOURNAL_RENUMBER_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"

/* Old numbers that follow each other and whose new ones do. */
struct renumber_span {
    uint64_t old_first, new_first, count;
};

struct renumber {
    struct renumber_span *spans; /* in the order they came */
    size_t count, cap;
};

void renumber_note(struct renumber *r, uint64_t old_number, uint64_t new_number);
/* The newest new number of an old one; 0: none. */
uint64_t renumber_of(const struct renumber *r, uint64_t old_number);
void renumber_release(struct renumber *r);

/* Gives the numbers of a source, or NULL when nothing of it was renumbered. */
typedef const struct renumber *renumber_fn(void *context, const char *source, size_t len);
/* Appends the line with every string "SOURCE#NUMBER" in it changed to the new number. */
void renumber_references(struct buf *to, const char *line, size_t len, renumber_fn *fn, void *context);

#endif
