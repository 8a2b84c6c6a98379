/* Which event led to which: the part of all that belongs to some events, walked in the index. */
#ifndef JOURNAL_TRACE_H
#define JOURNAL_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <uthash.h>

#include "lib/base/buf.h"

struct err;
struct event;
struct trace_node;

enum trace_role { TRACE_OUTSIDE = 0, TRACE_CAUSE, TRACE_START, TRACE_EFFECT };

/* A cause that is the batch of a call which names its own causes only holds the call: what else led to the
 * batch has nothing to do with it. */
struct trace_edge {
    struct trace_node *to;
    bool holder;
};

struct trace_edges {
    struct trace_edge *edges;
    size_t count, cap;
};

struct trace_node {
    char *reference;   /* SOURCE#ID */
    uint64_t sequence; /* 0: named as a cause, and not in the journal */
    struct trace_edges causes, effects;
    enum trace_role role;
    char *line;    /* kept of those that are selected */
    bool followed; /* its causes have been looked at */
    bool loaded;   /* out of the index */
    bool shown;
    UT_hash_handle hh;    /* by reference */
    UT_hash_handle order; /* the selected ones by sequence */
};

struct index;

struct trace {
    struct index *index; /* borrowed */
    struct trace_node *nodes;
    struct trace_node *selected;
    size_t most; /* events at most: the nearest; 0: all */
    size_t count;
    bool cut; /* there are more */
};

/* An event's causes: causationid, data.because, and the because of each of data.calls. */
typedef void trace_cause_fn(void *context, const char *reference, bool held);
void trace_causes(const struct event *e, trace_cause_fn *fn, void *context);

/* The node of a reference, made when it is not there. */
struct trace_node *trace_node(struct trace *t, const char *reference);
void trace_edge_add(struct trace_edges *e, struct trace_node *to, bool holder);

/* Notes an event that is asked for; any number of them. False: it is not in the index. */
bool trace_start(struct trace *t, const char *reference);
/* Marks what led to those and what they led to; fills `selected`. */
void trace_select(struct trace *t);
struct trace_node *trace_selected(struct trace *t, uint64_t sequence);
void trace_release(struct trace *t);

/* One of those selected as a JSON object on a line: role, reference, sequence, causes, and the event's line where it is given. */
void trace_encode(const struct trace_node *n, const char *line, size_t len, struct buf *to);
/* Such lines, in the order of the journal, as a trace that can be printed. ERR_INPUT: they are not. */
int trace_decode(struct trace *t, const char *lines, size_t len, struct err *err);

/* A tree to read, each event under the newest of its causes; times, types, subjects, reasons, request ids. */
void trace_print_tree(struct trace *t);

#endif
