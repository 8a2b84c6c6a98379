/* From the picture to what the cluster has not been told yet. */
#include "report-k8s/picture.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* Whom a note is about. */
struct about {
    const char *kind, *namespace, *name, *uid;
};

static const char *said(const struct picture *p, const char *key)
{
    struct picture_said *s = NULL;
    HASH_FIND_STR(p->said, key, s);
    return s ? s->value : NULL;
}

void note_release(struct note *n)
{
    report_release(&n->report);
    free(n->key);
    free(n->cause);
    free(n->before);
    *n = (struct note){0};
}

/* Unless that was told last. */
static void add(const struct picture *p, struct notes *to, const struct about *about, const char *what, const char *value,
                const char *cause)
{
    struct note n = {.report = {.cluster = xstrdup(p->cluster), .kind = xstrdup(about->kind), .namespace = xstrdup(about->namespace)}};
    n.report.name = xstrdup(about->name);
    n.report.uid = xstrdup_or_null(about->uid);
    n.report.what = xstrdup(what);
    n.report.value = xstrdup(value);
    n.key = report_subject(&n.report);
    n.before = xstrdup_or_null(said(p, n.key));
    n.cause = xstrdup_or_null(cause);
    if (str_equal(n.before, value) || (!n.before && !*value)) {
        note_release(&n);
        return;
    }
    ARRAY_GROW(to->items, to->count, to->cap);
    to->items[to->count++] = n;
}

/* ---- Ingresses ---- */

static const struct picture_thing *balancer_of(const struct picture *p, const char *stack)
{
    for (const struct picture_thing *t = p->things; t; t = t->hh.next)
        if (t->dns && strcmp(t->stack, stack) == 0)
            return t;
    return NULL;
}

/* Held units are named after the stack, or after a target group of it. */
static bool concerns(const struct picture *p, const char *unit, const char *stack)
{
    const char *name = strchr(unit, '/');
    if (!name || strcmp(name + 1, stack) == 0)
        return name != NULL;
    for (const struct picture_thing *t = p->things; t; t = t->hh.next)
        if (str_equal(t->name, name + 1))
            return strcmp(t->stack, stack) == 0;
    return false;
}

static void add_held(const struct picture *p, struct notes *to, const struct picture_ingress *i, const struct about *about)
{
    static const char held[] = "held ";
    for (const struct picture_problem *b = p->problems; b; b = b->hh.next)
        if (str_starts(b->key, held) && concerns(p, b->key + strlen(held), i->stack)) {
            add(p, to, about, "event/held", b->reason, b->cause);
            return; /* one at a time */
        }
}

static void add_ingress(const struct picture *p, struct notes *to, const struct picture_ingress *i)
{
    const struct about about = {"Ingress", i->namespace, i->name, i->uid};
    const struct picture_thing *balancer = balancer_of(p, i->stack);
    own_str char *rejected = xasprintf("rejected %s/%s/ingress/%s", p->cluster, i->namespace, i->name);
    struct picture_problem *problem = NULL;
    add(p, to, &about, "status", balancer ? balancer->dns : "", balancer ? balancer->cause : NULL);
    HASH_FIND_STR(p->problems, rejected, problem);
    if (problem)
        add(p, to, &about, "event/rejected", problem->reason, problem->cause);
    add_held(p, to, i, &about);
}

/* ---- pods ---- */

/* The health that counts for a gate: of the group that it names, else the best of all, as a pod that serves behind one group
 * must not become unready because another one begins with it. NULL: not a target. */
static const struct picture_health *health_for(const struct picture *p, const struct picture_pod *pod, const char *gate)
{
    const struct picture_health *best = NULL;
    struct picture_target *t = NULL;
    HASH_FIND_STR(p->targets, pod->target, t);
    for (const struct picture_health *h = t ? t->health : NULL; h; h = h->next) {
        if (strcmp(h->group, gate + strlen(GATE_PREFIX)) == 0)
            return h;
        if (!best || strcmp(h->state, "healthy") == 0)
            best = h;
    }
    return best;
}

static void add_pod(const struct picture *p, struct notes *to, const struct picture_pod *pod)
{
    const struct about about = {"Pod", pod->namespace, pod->name, pod->uid};
    for (size_t i = 0; i < pod->gates.count; i++) {
        const struct picture_health *h = health_for(p, pod, pod->gates.items[i]);
        if (!h)
            continue;
        own_str char *what = xasprintf("condition/%s", pod->gates.items[i]);
        bool healthy = strcmp(h->state, "healthy") == 0;
        own_str char *value = healthy ? xstrdup("True") : xasprintf("False %s", h->reason ? h->reason : h->state);
        add(p, to, &about, what, value, h->cause);
    }
}

/* ---- all ---- */

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct note *)a)->key, ((const struct note *)b)->key);
}

/* A pod behind several ports has a note from each: the same one. */
static void drop_twins(struct notes *n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n->count; i++) {
        if (kept && strcmp(n->items[kept - 1].key, n->items[i].key) == 0)
            note_release(&n->items[i]);
        else
            n->items[kept++] = n->items[i];
    }
    n->count = kept;
}

void picture_notes(const struct picture *p, struct notes *to)
{
    for (const struct picture_ingress *i = p->ingresses; i; i = i->hh.next)
        add_ingress(p, to, i);
    for (const struct picture_pod *pod = p->pods; pod; pod = pod->hh.next)
        add_pod(p, to, pod);
    if (to->count)
        qsort(to->items, to->count, sizeof *to->items, by_key);
    drop_twins(to);
}

void notes_release(struct notes *n)
{
    for (size_t i = 0; i < n->count; i++)
        note_release(&n->items[i]);
    free(n->items);
    *n = (struct notes){0};
}
