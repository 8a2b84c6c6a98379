/* How far something is, for a person who waits: one line on stderr that is written over, only on a terminal, and only once it has taken
 * more than a second. */
#ifndef JOURNAL_PROGRESS_H
#define JOURNAL_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what; /* "verifying"; borrowed */
    uint64_t total;   /* 0: not known */
    int64_t began_ms, told_ms;
    bool terminal, shown;
};

void progress_begin(struct progress *p, const char *what, uint64_t total);
/* Cheap enough for every event. */
void progress_at(struct progress *p, uint64_t done);
/* Takes the line away; before anything else is written. */
void progress_end(struct progress *p);

#endif
