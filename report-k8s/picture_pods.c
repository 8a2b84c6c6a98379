/* Endpoints of pods with gates of ours. */
#include "report-k8s/picture_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/report.h"

/* ---- by the name of their pod ---- */

static struct picture_named *named(const struct picture *p, const char *namespace, const char *name)
{
    own_str char *key = xasprintf("%s/%s", namespace, name);
    struct picture_named *n = NULL;
    HASH_FIND_STR(p->named, key, n);
    return n;
}

const struct picture_pod *pods_named(const struct picture *p, const char *namespace, const char *name)
{
    const struct picture_named *n = named(p, namespace, name);
    return n ? n->first : NULL;
}

static void name_pod(struct picture *p, struct picture_pod *pod)
{
    struct picture_named *n = named(p, pod->namespace, pod->name);
    if (!n) {
        n = xcalloc(1, sizeof *n);
        n->key = xasprintf("%s/%s", pod->namespace, pod->name);
        HASH_ADD_KEYPTR(hh, p->named, n->key, strlen(n->key), n);
    }
    pod->same = n->first;
    n->first = pod;
}

static void unname_pod(struct picture *p, const struct picture_pod *pod)
{
    struct picture_named *n = named(p, pod->namespace, pod->name);
    struct picture_pod **at = &n->first;
    while (*at != pod)
        at = &(*at)->same;
    *at = pod->same;
    if (n->first)
        return;
    HASH_DEL(p->named, n);
    free(n->key);
    free(n);
}

/* ---- as podinfo says ---- */

static void pod_drop(struct picture *p, const char *key)
{
    struct picture_pod *pod = NULL;
    HASH_FIND_STR(p->pods, key, pod);
    if (!pod)
        return;
    HASH_DEL(p->pods, pod);
    unname_pod(p, pod);
    p->gone -= pod->gone;
    strs_release(&pod->gates);
    free(pod->key);
    free(pod->namespace);
    free(pod->name);
    free(pod->uid);
    free(pod->target);
    free(pod);
}

static void drop_gone(struct picture *p, const char *namespace, const char *name)
{
    const struct picture_pod *pod = p->gone ? pods_named(p, namespace, name) : NULL, *next;
    for (; pod; pod = next) {
        next = pod->same;
        if (pod->gone)
            pod_drop(p, pod->key);
    }
}

void pods_told(struct picture *p, const struct report *r)
{
    drop_gone(p, r->namespace, r->name);
}

static void pod_put(struct picture *p, const struct podinfo *said, const char *key)
{
    struct strs gates = {0};
    for (size_t i = 0; i < said->readiness_gates.count; i++)
        if (str_starts(said->readiness_gates.items[i], GATE_PREFIX))
            strs_add(&gates, said->readiness_gates.items[i]);
    if (!gates.count || !said->pod)
        return;
    drop_gone(p, said->namespace, said->pod);
    struct picture_pod *pod = xcalloc(1, sizeof *pod);
    *pod = (struct picture_pod){.key = xstrdup(key), .gates = gates};
    pod->namespace = xstrdup(said->namespace);
    pod->name = xstrdup(said->pod);
    pod->uid = xstrdup_or_null(said->pod_uid);
    pod->target = xasprintf("%s:%d", said->address, said->target_port);
    HASH_ADD_KEYPTR(hh, p->pods, pod->key, strlen(pod->key), pod);
    name_pod(p, pod);
}

bool pod_gate_is_open(const struct picture *p, const struct picture_pod *pod, const char *gate)
{
    own_str char *key = xasprintf("%s/%s/pod/%s/condition/%s", p->cluster, pod->namespace, pod->name, gate);
    const struct picture_said *s = said_get(p, key);
    return s && str_starts(s->value, "True") && (!s->uid || !pod->uid || strcmp(s->uid, pod->uid) == 0);
}

static bool behind_another(const struct picture *p, const struct picture_pod *pod)
{
    for (const struct picture_pod *o = pods_named(p, pod->namespace, pod->name); o; o = o->same)
        if (o != pod && !o->gone)
            return true;
    return false;
}

/* No load balancer sends it anything any more, and none will: its gate must not stay shut, or it never becomes ready. Its pod may
 * also be gone: then this is found out when it is told. */
static void pod_let_go(struct picture *p, const char *key)
{
    struct picture_pod *pod = NULL;
    HASH_FIND_STR(p->pods, key, pod);
    if (!pod)
        return;
    bool shut = false;
    for (size_t i = 0; i < pod->gates.count; i++)
        shut = shut || !pod_gate_is_open(p, pod, pod->gates.items[i]);
    if (shut && !pod->gone && !behind_another(p, pod)) {
        pod->gone = true;
        p->gone++;
        return;
    }
    if (!behind_another(p, pod))
        said_forget_object(p, "pod", pod->namespace, pod->name);
    pod_drop(p, key);
}

int fold_pod(struct picture *p, const struct event *e, struct err *err)
{
    struct podinfo said = {0};
    if (podinfo_decode(&said, e->data, err))
        return -1;
    if (strcmp(said.cluster, p->cluster) == 0) {
        if (strcmp(e->type, "podinfo.delete") == 0) {
            pod_let_go(p, e->subject);
        } else {
            pod_drop(p, e->subject);
            pod_put(p, &said, e->subject);
        }
    }
    podinfo_release(&said);
    return 0;
}

void pods_release(struct picture *p)
{
    while (p->pods)
        pod_drop(p, p->pods->key);
}
