/* Event lines changed as text: what was received is never parsed and printed again. Every line given here
 * is JSON that event_decode has accepted. */
#ifndef JOURNAL_LINE_H
#define JOURNAL_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"

/* Where the digits of the sequence stand in a line that line_stamp made. */
enum { LINE_SEQUENCE_AT = 13 };

/* What the journal puts on: `sequence` and `recordedtime` as the first two members, with a newline behind.
 * A line that brings such members of its own loses them; `marked` says that it does. */
struct line_stamp {
    uint64_t sequence;
    const char *recorded; /* text of the time */
    bool marked;
};
void line_stamp(struct buf *to, const char *line, size_t len, const struct line_stamp *stamp);

/* Equal but for time, sequence and recordedtime. */
bool line_same(const char *a, size_t a_len, const char *b, size_t b_len);
/* The line with another id, without sequence and recordedtime; no newline behind. */
void line_renumber(struct buf *to, const char *line, size_t len, uint64_t number);

#endif
