/* The lines of an export, encode beside decode. One JSON object a line: first the head, then the sources, then events and ranges that were
 * taken out in the order of their sequences, then the end, whose digest is of all lines in front of it (carry_digest):
 *
 *   {"export":1,"journal":ID,"head":N,"recordedtime":TIME,"hash":HEX,"cut":N,"removed":N,"ranges":N,"seal":N}
 *   {"source":NAME,"last":N,"upto":N,"epoch":N}
 *   {"sequence":"20 digits","recordedtime":TIME,"hash":HEX,"event":THE BYTES AS THE JOURNAL RECEIVED THEM}
 *   {"gone":N,"until":N,"hash":HEX}
 *   {"end":N,"sha256":HEX}                     N: lines in front of it */
#ifndef JOURNAL_CARRY_H
#define JOURNAL_CARRY_H

#include "lib/base/buf.h"

#include "journal/store_carry.h"

enum { CARRY_FORMAT = 1 };

struct carry_head {
    struct store_head head;
    struct store_compaction compaction;
};

void carry_head_encode(const struct carry_head *h, const char *journal, struct buf *to);
void carry_source_encode(const char *source, const struct store_source *known, struct buf *to);
void carry_event_encode(const struct record *r, struct buf *to);
void carry_range_encode(const struct store_range *range, struct buf *to);
void carry_end_encode(uint64_t lines, const char *hex, struct buf *to);

/* Of each line in order, with its newline: SHA-256 of the digest so far (zeroes at first) and the line. */
void carry_digest(uint8_t digest[SHA256_BYTES], const char *lines, size_t len);

enum carry_kind { CARRY_HEAD, CARRY_SOURCE, CARRY_EVENT, CARRY_RANGE, CARRY_END };

/* A line, taken apart; what belongs to its kind is filled in. */
struct carry_line {
    enum carry_kind kind;
    struct carry_head head;
    char *name; /* of a source */
    struct store_source source;
    struct store_carried event; /* borrows from the line */
    struct store_range range;
    uint64_t lines;
    char sha256[SHA256_HEX];
};
/* Without its newline. ERR_INPUT: it is none of these. */
int carry_decode(struct carry_line *l, const char *line, size_t len, struct err *err);
void carry_line_release(struct carry_line *l);

#endif
