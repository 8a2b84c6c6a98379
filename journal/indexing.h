/* Bringing the index up to the end of the journal, a slice at a time; and what it answers. */
#ifndef JOURNAL_INDEXING_H
#define JOURNAL_INDEXING_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/event.h"
#include "lib/base/json.h"

struct err;
struct index;
struct store;

struct indexing {
    struct store *store; /* read only */
    struct index *index;
    uint64_t noted; /* since the last commit */
    int64_t committed_ms;
    uint64_t looked;            /* bytes of the slice */
    int64_t compaction_ms;      /* when it was last looked whether there was one */
    struct event_glance glance; /* of the record in work */
    char *path;
};

/* Where the index of the journal in a directory is. free with free(). */
char *indexing_path(const char *directory);
/* Opens both; the journal must be there. What the index holds of another journal is thrown away. */
int indexing_open(struct indexing *x, const char *directory, struct err *err);
void indexing_close(struct indexing *x);
/* About a MiB of events further, committed now and then. ERR_CONFIG: an event cannot be read; ERR_AGAIN: the journal cannot. */
int indexing_slice(struct indexing *x, bool *more, struct err *err);
/* What was noted can be asked for from now on. */
int indexing_commit(struct indexing *x, struct err *err);

/* After a burst: commits, and gives back what the transactions took. */
int indexing_rest(struct indexing *x, struct err *err);

/* What led to the events that a question is about, and what they led to. The question is {"reference":"SOURCE#ID"}, {"sequence":N}, or
 * {"kind":"pod","name":"...","last":N}; with "head":N nothing is answered before the index has come so far. */
struct indexing_answer {
    struct buf lines; /* of trace_encode; none: there is no such event */
    bool cut;         /* only the nearest are there */
};
/* ERR_INPUT: that is no question. */
int indexing_ask(struct indexing *x, const struct json *question, struct indexing_answer *answer, struct err *err);

#endif
