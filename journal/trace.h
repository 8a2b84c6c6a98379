/* Which event led to which: the part of all that belongs to some events, walked in the index. */
#ifndef JOURNAL_TRACE_H
#define JOURNAL_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <uthash.h>

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
};

/* An event's causes: causationid, data.because, and the because of each of data.calls. */
typedef void trace_cause_fn(void *context, const char *reference, bool held);
void trace_causes(const struct event *e, trace_cause_fn *fn, void *context);

/* Notes an event that is asked for; any number of them. False: it is not in the index. */
bool trace_start(struct trace *t, const char *reference);
/* Marks what led to those and what they led to; fills `selected`. */
void trace_select(struct trace *t);
struct trace_node *trace_selected(struct trace *t, uint64_t sequence);
void trace_release(struct trace *t);

/* A tree to read, each event under the newest of its causes; times, types, subjects, reasons, request ids. */
void trace_print_tree(struct trace *t);
/* One JSON object a line, in the order of the journal: role, causes, the event. */
void trace_print_json(struct trace *t);

#endif
