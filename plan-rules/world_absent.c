/* What a list did not have and nobody saw deleted: how long it stays, and what ends that. */
#include "plan-rules/world.h"
#include "plan-rules/diff/settle.h"
#include "plan-rules/fold.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

enum { ABSENCE_GRACE_MS = 5 * 60 * 1000 };

int64_t world_grace_ms(const struct world *w)
{
    return option_ms(&w->fleet, "absence-grace", ABSENCE_GRACE_MS);
}

void world_absent_until(struct world *w, struct moment since)
{
    w->any_absent = true;
    struct moment end = moment_add_ms(since, world_grace_ms(w));
    if (!w->absent_due.us || end.us < w->absent_due.us)
        w->absent_due = end;
}

/* ---- the end of a grace time ---- */

/* Since then, for longer than the grace time. */
static bool has_passed(struct world *w, struct moment absent)
{
    if (!absent.us || moment_add_ms(absent, world_grace_ms(w)).us <= w->now.us)
        return absent.us != 0;
    world_absent_until(w, absent);
    return false;
}

/* Endpoints and nodes go by themselves: what their leaving would take is held by the planner. */
static void sweep_pods(struct world *w)
{
    struct world_backend *b, *next_b;
    HASH_ITER (hh, w->backends, b, next_b) {
        struct world_pod *p, *next;
        HASH_ITER (hh, b->pods, p, next)
            if (has_passed(w, p->absent))
                DROP(pod, b->pods, p->key, podinfo_release);
        world_drop_empty(w, b);
    }
}

static void sweep_nodes(struct world *w)
{
    struct world_node *n, *next;
    HASH_ITER (hh, w->nodes, n, next)
        if (has_passed(w, n->absent))
            DROP(node, w->nodes, n->key, node_release);
}

/* An Ingress that another cluster has too: its rules keep what serves them there. */
static bool has_twin(const struct world *w, const struct world_ingress *of)
{
    for (const struct world_ingress *i = w->ingresses; i; i = i->hh.next)
        if (i != of && !i->absent.us && str_equal(i->record.id.namespace, of->record.id.namespace) &&
            strcmp(i->record.id.name, of->record.id.name) == 0)
            return true;
    return false;
}

static void drop_ingress(struct world *w, struct world_ingress *i)
{
    own_str char *key = xstrdup(i->key);
    DROP(ingress, w->accepted, key, ingress_release);
    world_forget_rejection(w, key);
    DROP(ingress, w->ingresses, key, ingress_release);
}

static void sweep_ingresses(struct world *w)
{
    struct world_ingress *i, *next;
    HASH_ITER (hh, w->ingresses, i, next)
        if (has_passed(w, i->absent) && has_twin(w, i))
            drop_ingress(w, i);
}

void world_sweep(struct world *w)
{
    w->absent_due = (struct moment){0};
    w->touched.all = true;
    sweep_pods(w);
    sweep_nodes(w);
    sweep_ingresses(w);
}

/* ---- the operator lets them go ---- */

static bool in_scope(const struct world_ingress *i, const char *scope)
{
    const char *slash = strchr(scope, '/');
    return strcmp(scope, "fleet") == 0 || (slash && trace_stack_is(&i->record, slash + 1));
}

static void release_others(struct world *w)
{
    struct world_service *s, *next_s;
    struct world_binding *b, *next_b;
    HASH_ITER (hh, w->services, s, next_s)
        if (s->absent.us)
            DROP(service, w->services, s->key, service_release);
    HASH_ITER (hh, w->bindings, b, next_b)
        if (b->absent.us)
            DROP(binding, w->bindings, b->key, binding_release);
}

void world_release_absent(struct world *w, const char *scope)
{
    struct world_ingress *i, *next;
    HASH_ITER (hh, w->ingresses, i, next)
        if (i->absent.us && in_scope(i, scope))
            drop_ingress(w, i);
    if (strcmp(scope, "fleet") == 0)
        release_others(w);
}
