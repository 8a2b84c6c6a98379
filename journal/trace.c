/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/trace.h"

struct trace_node *trace_find(struct trace *t, const char *reference)
{
    struct trace_node *n;
    HASH_FIND_STR(t->nodes, reference, n);
    return n;
}

static struct trace_node *node_get(struct trace *t, const char *reference)
{
    struct trace_node *n = trace_find(t, reference);
    if (n)
        return n;
    n = xcalloc(1, sizeof *n);
    n->reference = xstrdup(reference);
    HASH_ADD_KEYPTR(hh, t->nodes, n->reference, strlen(n->reference), n);
    return n;
}

static void edge_add(struct trace_edges *e, struct trace_node *to, bool holder)
{
    ARRAY_GROW(e->edges, e->count, e->cap);
    e->edges[e->count++] = (struct trace_edge){to, holder};
}

static void cause_add(struct trace *t, struct trace_node *n, const char *reference, bool holder)
{
    if (!reference || strcmp(reference, n->reference) == 0)
        return;
    struct trace_node *cause = node_get(t, reference);
    for (size_t i = 0; i < n->causes.count; i++)
        if (n->causes.edges[i].to == cause)
            return;
    edge_add(&n->causes, cause, holder);
    edge_add(&cause->effects, n, holder);
}

static void causes_add(struct trace *t, struct trace_node *n, const struct json *because)
{
    json_each (reference, because)
        cause_add(t, n, json_str(reference), false);
}

struct trace_node *trace_note(struct trace *t, const struct event *e)
{
    own_str char *reference = event_reference(e);
    struct trace_node *n = node_get(t, reference);
    const struct json *because = json_get(e->data, "because");
    const char *batch = json_str(json_get(e->data, "batch"));
    bool held = e->causation && batch && strcmp(batch, e->causation) == 0 && json_count(because) > 0;
    n->sequence = e->sequence;
    cause_add(t, n, e->causation, held);
    causes_add(t, n, because);
    json_each (call, json_get(e->data, "calls"))
        causes_add(t, n, json_get(call, "because"));
    return n;
}

/* ---- selecting ---- */

struct worklist {
    struct trace_node **nodes;
    size_t count, cap;
};

static void work_add(struct worklist *w, struct trace_node *n)
{
    ARRAY_GROW(w->nodes, w->count, w->cap);
    w->nodes[w->count++] = n;
}

static void select_causes(struct worklist *w, struct trace_node *n)
{
    for (size_t i = 0; i < n->causes.count; i++) {
        struct trace_edge e = n->causes.edges[i];
        if (e.holder && e.to->role == TRACE_OUTSIDE)
            e.to->role = TRACE_CAUSE; /* shown; its own causes are followed only when something else leads there */
        else if (!e.holder && e.to->role != TRACE_START)
            work_add(w, e.to);
    }
}

static void select_effects(struct worklist *w, struct trace_node *n)
{
    for (size_t i = 0; i < n->effects.count; i++) {
        struct trace_edge e = n->effects.edges[i];
        if (e.to->role != TRACE_OUTSIDE || (e.holder && n->role != TRACE_START))
            continue;
        e.to->role = TRACE_EFFECT;
        work_add(w, e.to);
    }
}

static int by_sequence(const struct trace_node *a, const struct trace_node *b)
{
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

/* An effect that was held by a batch: the batch is shown too. */
static void select_holders(struct trace *t)
{
    struct trace_node *n, *next;
    HASH_ITER (hh, t->nodes, n, next)
        for (size_t i = 0; n->role == TRACE_EFFECT && i < n->causes.count; i++)
            if (n->causes.edges[i].holder && n->causes.edges[i].to->role == TRACE_OUTSIDE)
                n->causes.edges[i].to->role = TRACE_EFFECT;
}

void trace_select(struct trace *t, struct trace_node *start)
{
    struct worklist work = {0};
    struct trace_node *n, *next;
    start->role = TRACE_START;
    work_add(&work, start);
    while (work.count) {
        n = work.nodes[--work.count];
        if (n->followed)
            continue;
        n->followed = true;
        if (n->role != TRACE_START)
            n->role = TRACE_CAUSE;
        select_causes(&work, n);
    }
    work_add(&work, start);
    while (work.count)
        select_effects(&work, work.nodes[--work.count]);
    select_holders(t);
    free(work.nodes);
    HASH_ITER (hh, t->nodes, n, next)
        if (n->role != TRACE_OUTSIDE && n->sequence)
            HASH_ADD(order, t->selected, sequence, sizeof n->sequence, n);
    HASH_SRT(order, t->selected, by_sequence);
}

struct trace_node *trace_selected(struct trace *t, uint64_t sequence)
{
    struct trace_node *n;
    HASH_FIND(order, t->selected, &sequence, sizeof sequence, n);
    return n;
}

void trace_release(struct trace *t)
{
    struct trace_node *n, *next;
    HASH_CLEAR(order, t->selected);
    HASH_ITER (hh, t->nodes, n, next) {
        HASH_DEL(t->nodes, n);
        free(n->reference);
        free(n->causes.edges);
        free(n->effects.edges);
        free(n->line);
        free(n);
    }
}
