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

/* The first number of a source whose event stands behind the cut. */
struct since {
    char *source;
    uint64_t number;
    struct since *next;
};

/* An input behind the cut, in order. Without --replay-from nothing is noted. */
void since_note(struct since **since, const struct stage *s, const struct event *e);
/* The cause that the line names stands before the cut: of its source nothing, or nothing older, was read behind it. */
bool since_is_older(const struct since *since, const struct stage *s, const struct event *e);
void since_release(struct since **since);

/* The line as it was sent: without what the journal puts on in front. free with free(). */
char *replay_as_sent(const struct event *e);

#endif
