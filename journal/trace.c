/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_index.h"
#include "journal/trace.h"

static struct trace_node *node_find(struct trace *t, const char *reference)
{
    struct trace_node *n;
    HASH_FIND_STR(t->nodes, reference, n);
    return n;
}

struct trace_node *trace_node(struct trace *t, const char *reference)
{
    struct trace_node *n = node_find(t, reference);
    if (n)
        return n;
    n = xcalloc(1, sizeof *n);
    n->reference = xstrdup(reference);
    HASH_ADD_KEYPTR(hh, t->nodes, n->reference, strlen(n->reference), n);
    return n;
}

void trace_edge_add(struct trace_edges *e, struct trace_node *to, bool holder)
{
    ARRAY_GROW(e->edges, e->count, e->cap);
    e->edges[e->count++] = (struct trace_edge){to, holder};
}

static void causes_tell(const struct json *because, trace_cause_fn *fn, void *context)
{
    json_each (reference, because)
        if (json_str(reference))
            fn(context, json_str(reference), false);
}

void trace_causes(const struct event *e, trace_cause_fn *fn, void *context)
{
    const struct json *because = json_get(e->data, "because");
    const char *batch = json_str(json_get(e->data, "batch"));
    bool held = e->causation && batch && strcmp(batch, e->causation) == 0 && json_count(because) > 0;
    if (e->causation)
        fn(context, e->causation, held);
    causes_tell(because, fn, context);
    json_each (call, json_get(e->data, "calls"))
        causes_tell(json_get(call, "because"), fn, context);
}

/* ---- out of the index ---- */

struct loading {
    struct trace *t;
    struct trace_node *n;
};

static void load_self(void *context, uint64_t sequence)
{
    struct loading *l = context;
    l->n->sequence = sequence;
}

static void load_cause(void *context, const char *reference, bool held)
{
    struct loading *l = context;
    trace_edge_add(&l->n->causes, trace_node(l->t, reference), held);
}

static void load_effect(void *context, const char *reference, bool held)
{
    struct loading *l = context;
    trace_edge_add(&l->n->effects, trace_node(l->t, reference), held);
}

static int by_reference(const void *a, const void *b)
{
    const struct trace_node *one = ((const struct trace_edge *)a)->to, *two = ((const struct trace_edge *)b)->to;
    return strcmp(one->reference, two->reference);
}

/* One that is named twice, once as what only holds the call, counts as the other. */
static void edges_unite(struct trace_edges *e)
{
    size_t kept = 0;
    if (e->count)
        qsort(e->edges, e->count, sizeof *e->edges, by_reference);
    for (size_t i = 0; i < e->count; i++) {
        if (kept && e->edges[kept - 1].to == e->edges[i].to)
            e->edges[kept - 1].holder &= e->edges[i].holder;
        else
            e->edges[kept++] = e->edges[i];
    }
    e->count = kept;
}

static void load(struct trace *t, struct trace_node *n)
{
    static const struct index_fns fns = {load_self, load_cause, load_effect};
    if (n->loaded)
        return;
    n->loaded = true;
    index_look(t->index, n->reference, &fns, &(struct loading){t, n});
    edges_unite(&n->causes);
    edges_unite(&n->effects);
}

/* ---- selecting ---- */

/* In the order they came: those that are nearest first. */
struct worklist {
    struct trace_node **nodes;
    size_t next, count, cap;
};

static void work_add(struct worklist *w, struct trace_node *n)
{
    ARRAY_GROW(w->nodes, w->count, w->cap);
    w->nodes[w->count++] = n;
}

static struct trace_node *work_take(struct worklist *w)
{
    return w->next < w->count ? w->nodes[w->next++] : NULL;
}

/* Gives a node its role. False: there are too many already. */
static bool role_give(struct trace *t, struct trace_node *n, enum trace_role role)
{
    if (n->role == TRACE_OUTSIDE && t->most && t->count >= t->most) {
        t->cut = true;
        return false;
    }
    t->count += n->role == TRACE_OUTSIDE;
    n->role = role;
    return true;
}

static void select_causes(struct trace *t, struct worklist *w, struct trace_node *n)
{
    load(t, n);
    for (size_t i = 0; i < n->causes.count; i++) {
        struct trace_edge e = n->causes.edges[i];
        if (e.holder && e.to->role == TRACE_OUTSIDE)
            role_give(t, e.to, TRACE_CAUSE); /* shown; its own causes are followed only when something else leads there */
        else if (!e.holder && e.to->role != TRACE_START && !e.to->followed && role_give(t, e.to, TRACE_CAUSE))
            work_add(w, e.to);
    }
}

static void select_effects(struct trace *t, struct worklist *w, struct trace_node *n)
{
    load(t, n);
    for (size_t i = 0; i < n->effects.count; i++) {
        struct trace_edge e = n->effects.edges[i];
        bool shown_only = e.to->role == TRACE_CAUSE && !e.to->followed; /* it holds a call that was asked for */
        if ((e.to->role != TRACE_OUTSIDE && !shown_only) || (e.holder && n->role != TRACE_START))
            continue;
        if (role_give(t, e.to, TRACE_EFFECT))
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
                role_give(t, n->causes.edges[i].to, TRACE_EFFECT);
}

bool trace_start(struct trace *t, const char *reference)
{
    struct trace_node *n = trace_node(t, reference);
    load(t, n);
    if (n->sequence)
        role_give(t, n, TRACE_START);
    return n->sequence;
}

static void work_add_starts(struct trace *t, struct worklist *w)
{
    struct trace_node *n, *next;
    HASH_ITER (hh, t->nodes, n, next)
        if (n->role == TRACE_START)
            work_add(w, n);
}

static void follow(struct trace *t)
{
    struct worklist causes = {0}, effects = {0};
    struct trace_node *n;
    work_add_starts(t, &causes);
    while ((n = work_take(&causes))) {
        if (n->followed)
            continue;
        n->followed = true;
        select_causes(t, &causes, n);
    }
    work_add_starts(t, &effects);
    while ((n = work_take(&effects)))
        select_effects(t, &effects, n);
    free(causes.nodes);
    free(effects.nodes);
}

void trace_select(struct trace *t)
{
    struct trace_node *n, *next;
    follow(t);
    select_holders(t);
    HASH_ITER (hh, t->nodes, n, next) {
        if (n->role != TRACE_OUTSIDE)
            load(t, n);
        if (n->role != TRACE_OUTSIDE && n->sequence)
            HASH_ADD(order, t->selected, sequence, sizeof n->sequence, n);
    }
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
