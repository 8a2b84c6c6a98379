/* Pods that a drain has left without a load balancer: nobody registers them, and no health check will ever open their gates. */
#include "report-k8s/picture_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/fleet.h"
#include "lib/model/taken.h"

static struct picture_drained *drained_get(const struct picture *p, const char *group)
{
    struct picture_drained *d = NULL;
    HASH_FIND_STR(p->drained, group, d);
    return d;
}

static void drained_drop(struct picture *p, struct picture_drained *d)
{
    HASH_DEL(p->drained, d);
    free(d->group);
    free(d->backend);
    free(d->cause);
    free(d);
}

int fold_drained(struct picture *p, const struct event *e, struct err *err)
{
    struct drained said = {0};
    if (drained_decode(&said, e->data, err))
        return -1;
    struct picture_drained *d = drained_get(p, e->subject);
    if (d)
        drained_drop(p, d);
    if (!said.ended && strcmp(said.cluster, p->cluster) == 0) {
        d = xcalloc(1, sizeof *d);
        *d = (struct picture_drained){.group = xstrdup(e->subject), .backend = xstrdup_or_null(said.backend), .cause = event_reference(e)};
        HASH_ADD_KEYPTR(hh, p->drained, d->group, strlen(d->group), d);
    }
    drained_release(&said);
    return 0;
}

/* ---- what stands before a pod's Service ---- */

/* "SERVICE:PORT/ADDRESS:PORT" of CLUSTER/NS/SERVICE:PORT/ADDRESS:PORT. */
static const char *service_of(const struct picture *p, const struct picture_pod *pod)
{
    return pod->key + strlen(p->cluster) + 1 + strlen(pod->namespace) + 1;
}

/* A tag says NS/INGRESS-SERVICE:PORT: one of another Service may look alike, and then a gate waits that need not. */
static bool is_before(const struct picture *p, const struct picture_pod *pod, const struct picture_thing *t)
{
    const char *slash = t->of ? strchr(t->of, '/') : NULL, *end = slash ? strrchr(slash, ':') : NULL;
    const char *service = service_of(p, pod);
    size_t len = strcspn(service, ":"), ns = strlen(pod->namespace);
    return end && slash == t->of + ns && strncmp(t->of, pod->namespace, ns) == 0 && (size_t)(end - slash) > len + 1 &&
           strncmp(end - len, service, len) == 0;
}

static bool is_bound_by(const struct picture *p, const struct picture_pod *pod, const struct picture_binding *b)
{
    own_json *spec = b->record.spec ? json_parse(b->record.spec, strlen(b->record.spec), NULL) : NULL;
    const char *name = json_str(json_get(json_get(spec, "serviceRef"), "name")), *service = service_of(p, pod);
    return name && strcmp(b->record.id.namespace, pod->namespace) == 0 && strlen(name) == strcspn(service, ":") &&
           str_starts(service, name);
}

/* What a drain has taken out of a person's group. */
static const struct picture_drained *out_of_bound(const struct picture *p, const struct picture_binding *b)
{
    own_str char *key = xasprintf("%s/%s", b->group ? b->group : "", p->cluster);
    return drained_get(p, key);
}

static bool is_bound(const struct picture *p, const struct picture_pod *pod)
{
    for (const struct picture_binding *b = p->bindings; b; b = b->hh.next)
        if (is_bound_by(p, pod, b) && !out_of_bound(p, b))
            return true;
    return false;
}

static bool somebody_registers(const struct picture *p, const struct picture_pod *pod)
{
    own_str char *ours = p->fleet ? fleet_identity(p->fleet, p->cluster) : NULL;
    for (const struct picture_thing *t = p->things; t && ours; t = t->hh.next)
        if (t->name && str_equal(t->owner, ours) && is_before(p, pod, t) && !drained_get(p, t->name))
            return true;
    return is_bound(p, pod);
}

static const struct picture_drained *emptied_before(const struct picture *p, const struct picture_pod *pod)
{
    size_t len = (size_t)(strrchr(pod->key, '/') - pod->key);
    const struct picture_drained *found = NULL;
    for (const struct picture_drained *d = p->drained; d && !found; d = d->hh.next)
        if (d->backend && strlen(d->backend) == len && strncmp(d->backend, pod->key, len) == 0)
            found = d;
    for (const struct picture_binding *b = p->drained ? p->bindings : NULL; b && !found; b = b->hh.next)
        if (is_bound_by(p, pod, b))
            found = out_of_bound(p, b);
    return found;
}

static bool is_registered(const struct picture *p, const struct picture_pod *pod)
{
    struct picture_target *t = NULL;
    HASH_FIND_STR(p->targets, pod->target, t);
    for (const struct picture_health *h = t ? t->health : NULL; h; h = h->next)
        if (!health_is_leaving(h))
            return true;
    return false;
}

/* Of all Services that it stands behind. */
bool pod_is_drained(const struct picture *p, const struct picture_pod *pod, const char **cause)
{
    const struct picture_drained *d = emptied_before(p, pod);
    if (!d)
        return false;
    for (const struct picture_pod *o = pods_named(p, pod->namespace, pod->name); o; o = o->same)
        if (!o->gone && (is_registered(p, o) || somebody_registers(p, o)))
            return false;
    *cause = d->cause;
    return true;
}

void drained_release_all(struct picture *p)
{
    struct picture_drained *d, *next;
    HASH_ITER (hh, p->drained, d, next)
        drained_drop(p, d);
}
