/* Heads noted earlier, outside the journal: what was the newest sequence and its hash at some moment. Read from any text:
 * each line that holds `sequence=NUMBER` and `hash=64 HEX DIGITS`, as `serve` logs them, notes one. */
#ifndef JOURNAL_ANCHOR_H
#define JOURNAL_ANCHOR_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/digest.h"

struct err;
struct record;

struct anchor {
    uint64_t sequence;
    char hash[SHA256_HEX];
};

/* In order of their sequences; zero is none. */
struct anchors {
    struct anchor *list;
    size_t count, cap;
    size_t passed;  /* compared so far */
    size_t removed; /* of them, those whose event is not there any more: nothing to compare with */
};

/* ERR_CONFIG: the file cannot be read, or notes no head. */
int anchors_load(struct anchors *a, const char *path, struct err *err);
void anchors_release(struct anchors *a);
/* Compares the next record of the journal, in order. ERR_CONFIG: another one was noted at its place. */
int anchors_compare(struct anchors *a, const struct record *r, struct err *err);
/* At the end: ERR_CONFIG when one was noted that is not there. */
int anchors_end(const struct anchors *a, struct err *err);

#endif
