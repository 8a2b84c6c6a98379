/* Between stage_replay.c and stage_replay_cut.c only: spans of recorded lines, and what followed from inputs that were compacted. */
#ifndef BASE_STAGE_REPLAY_CUT_H
#define BASE_STAGE_REPLAY_CUT_H

#include "lib/base/stage_inner.h"

/* Lines of one version that stand together. */
struct span {
    char *version; /* NULL: nobody said it */
    uint64_t first, last;
    size_t count;
};

void span_count(struct span *span, const struct event *e);
/* Prints it, when there is something in it. */
void span_tell(const struct span *span, const char *source);
void span_tell_compacted(const struct span *span, const struct stage *s);

/* Where the cut is in the running numbers of a source. */
struct since {
    char *source;
    uint64_t last;  /* the newest that is left before it; 0: none */
    uint64_t first; /* the first behind it; 0: none was read yet */
    struct since *next;
};

/* Any line of the journal, in order. Without --replay-from nothing is noted. */
void since_note(struct since **since, const struct stage *s, const struct event *e);
/* The cause that the line names stands before the cut. `at`: all inputs up to this sequence were noted. */
bool since_is_older(struct since *since, const struct event *e, uint64_t at);
void since_release(struct since **since);

/* The line as it was sent: without what the journal puts on in front. free with free(). */
char *replay_as_sent(const struct event *e);
/* Two lines as they were sent; made gets the other's running number, which is not the replay's to know. */
bool replay_same_line(const char *recorded, char *made);

#endif
