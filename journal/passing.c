/* system */
#include <stdlib.h>
#include <string.h>

#include <uthash.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/passing.h"
#include "journal/store.h"

enum { SLICE_BYTES = 4 * 1024 * 1024 };

struct count {
    char *type;
    uint64_t events;
    UT_hash_handle hh;
};

struct balancer { /* of plan-rules' units "loadbalancer/STACK" */
    char *stack;
    bool converged, held;
    struct moment since; /* not converged since then */
    UT_hash_handle hh;
};

struct cluster { /* of watch-k8s/NAME */
    char *name;
    bool stale;
    struct moment heard;
    UT_hash_handle hh;
};

struct passing {
    struct store *store;
    uint64_t next;
    struct count *counts;
    struct balancer *balancers;
    struct cluster *clusters;
    size_t looked;
};

struct passing *passing_new(struct store *store)
{
    struct passing *p = xcalloc(1, sizeof *p);
    p->store = store;
    p->next = 1;
    return p;
}

static void balancer_free(struct passing *p, struct balancer *b)
{
    HASH_DEL(p->balancers, b);
    free(b->stack);
    free(b);
}

void passing_free(struct passing *p)
{
    struct count *c, *c_next;
    struct balancer *b, *b_next;
    struct cluster *k, *k_next;
    if (!p)
        return;
    HASH_ITER (hh, p->counts, c, c_next) {
        HASH_DEL(p->counts, c);
        free(c->type);
        free(c);
    }
    HASH_ITER (hh, p->balancers, b, b_next)
        balancer_free(p, b);
    HASH_ITER (hh, p->clusters, k, k_next) {
        HASH_DEL(p->clusters, k);
        free(k->name);
        free(k);
    }
    free(p);
}

/* ---- what a record changes ---- */

static void count(struct passing *p, const char *type)
{
    struct count *c;
    HASH_FIND_STR(p->counts, type, c);
    if (!c) {
        c = xcalloc(1, sizeof *c);
        c->type = xstrdup(type);
        HASH_ADD_KEYPTR(hh, p->counts, c->type, strlen(c->type), c);
    }
    c->events++;
}

static struct balancer *balancer_get(struct passing *p, const char *stack)
{
    struct balancer *b;
    HASH_FIND_STR(p->balancers, stack, b);
    if (b)
        return b;
    b = xcalloc(1, sizeof *b);
    b->stack = xstrdup(stack);
    b->converged = true;
    HASH_ADD_KEYPTR(hh, p->balancers, b->stack, strlen(b->stack), b);
    return b;
}

static void plan_record(struct passing *p, const struct record *r, const char *stack)
{
    struct balancer *b = balancer_get(p, stack);
    bool settled = strcmp(r->type, "plan.settled") == 0;
    b->held = strcmp(r->type, "plan.held") == 0;
    if (b->converged && !settled)
        b->since = r->recorded;
    b->converged = settled;
}

/* The load balancer of a stack has gone: nobody says that it is settled. */
static void call_record(struct passing *p, const struct record *r, const char *stack)
{
    own_event e = {0};
    struct balancer *b;
    HASH_FIND_STR(p->balancers, stack, b);
    if (!b || event_decode(&e, r->line, r->line_len, NULL))
        return;
    if (str_equal(json_str(json_get(e.data, "action")), "DeleteLoadBalancer"))
        balancer_free(p, b);
}

static void cluster_record(struct passing *p, const struct record *r, const char *name)
{
    struct cluster *k;
    HASH_FIND_STR(p->clusters, name, k);
    if (!k) {
        k = xcalloc(1, sizeof *k);
        k->name = xstrdup(name);
        HASH_ADD_KEYPTR(hh, p->clusters, k->name, strlen(k->name), k);
    }
    k->heard = r->recorded;
    if (str_starts(r->type, "cluster."))
        k->stale = strcmp(r->type, "cluster.stale") == 0;
}

static bool pass_record(void *context, const struct record *r)
{
    static const char unit[] = "loadbalancer/", watch[] = "watch-k8s/";
    struct passing *p = context;
    if (p->looked >= SLICE_BYTES)
        return false;
    p->looked += r->line_len;
    p->next = r->sequence + 1;
    count(p, r->type);
    const char *stack = r->subject && str_starts(r->subject, unit) ? r->subject + strlen(unit) : NULL;
    if (stack && strcmp(r->source, "plan-rules") == 0 && str_starts(r->type, "plan.") && strcmp(r->type, "plan.rejected") != 0)
        plan_record(p, r, stack);
    else if (stack && strcmp(r->type, "call.done") == 0)
        call_record(p, r, stack);
    else if (str_starts(r->source, watch))
        cluster_record(p, r, r->source + strlen(watch));
    return true;
}

int passing_read(struct passing *p, bool *more, struct err *err)
{
    p->looked = 0;
    int rc = store_read(p->store, p->next, pass_record, p, err);
    *more = p->looked >= SLICE_BYTES;
    return rc;
}

/* ---- the page ---- */

void passing_label(struct buf *to, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\' || *text == '"')
            buf_add_char(to, '\\');
        if (*text == '\n')
            buf_add_str(to, "\\n");
        else
            buf_add_char(to, *text);
    }
}

static void head(struct buf *to, const char *name, const char *type, const char *help)
{
    buf_addf(to, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void figure(struct buf *to, const char *name, const char *label, double value)
{
    const char *equals = strchr(label, '=');
    buf_addf(to, "%s{%.*s=\"", name, (int)(equals - label), label);
    passing_label(to, equals + 1);
    buf_addf(to, "\"} %.15g\n", value);
}

static double seconds(struct moment from, struct moment to)
{
    return to.us > from.us ? (double)(to.us - from.us) / 1e6 : 0;
}

static void balancers_page(const struct passing *p, struct moment now, struct buf *to)
{
    static const char converged[] = "headgate_loadbalancer_converged", held[] = "headgate_loadbalancer_held",
                      waiting[] = "headgate_loadbalancer_unconverged_seconds";
    head(to, converged, "gauge", "1: AWS holds what is wanted of this stack's load balancer.");
    for (const struct balancer *b = p->balancers; b; b = b->hh.next) {
        own_str char *label = xasprintf("stack=%s", b->stack);
        figure(to, converged, label, b->converged);
    }
    head(to, held, "gauge", "1: a plan waits for the operator's word.");
    for (const struct balancer *b = p->balancers; b; b = b->hh.next) {
        own_str char *label = xasprintf("stack=%s", b->stack);
        figure(to, held, label, b->held);
    }
    head(to, waiting, "gauge", "For how long it has not been so.");
    for (const struct balancer *b = p->balancers; b; b = b->hh.next) {
        own_str char *label = xasprintf("stack=%s", b->stack);
        figure(to, waiting, label, b->converged ? 0 : seconds(b->since, now));
    }
}

static void clusters_page(const struct passing *p, struct moment now, struct buf *to)
{
    static const char stale[] = "headgate_cluster_stale", silent[] = "headgate_cluster_silent_seconds";
    head(to, stale, "gauge", "1: the newest word about the cluster is that nothing is heard of it.");
    for (const struct cluster *k = p->clusters; k; k = k->hh.next) {
        own_str char *label = xasprintf("cluster=%s", k->name);
        figure(to, stale, label, k->stale);
    }
    head(to, silent, "gauge", "Since the newest event of its watch-k8s.");
    for (const struct cluster *k = p->clusters; k; k = k->hh.next) {
        own_str char *label = xasprintf("cluster=%s", k->name);
        figure(to, silent, label, seconds(k->heard, now));
    }
}

void passing_page(const struct passing *p, struct moment now, struct buf *to)
{
    static const char events[] = "headgate_events_total", read[] = "headgate_passing_sequence";
    head(to, read, "gauge", "The newest sequence that the figures below have seen.");
    buf_addf(to, "%s %llu\n", read, (unsigned long long)p->next - 1);
    head(to, events, "counter", "Events in the journal by type.");
    for (const struct count *c = p->counts; c; c = c->hh.next) {
        own_str char *label = xasprintf("type=%s", c->type);
        figure(to, events, label, (double)c->events);
    }
    balancers_page(p, now, to);
    clusters_page(p, now, to);
}
