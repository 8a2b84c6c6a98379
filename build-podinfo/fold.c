#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/fleet.h"

#include "build-podinfo/parts.h"

/* A kind that is not here is nobody's business. */
static const struct kind {
    const char *name;
    bool namespaced;
    object_fn *put, *remove;
} kinds[] = {
    {"Pod", true, pod_put, pod_remove},
    {"EndpointSlice", true, slice_put, slice_remove},
    {"Service", true, service_put, service_remove},
    {"Ingress", true, ingress_put, ingress_remove},
    {"TargetGroupBinding", true, binding_put, binding_remove},
    {"Node", false, node_put, node_remove},
    {"Namespace", false, namespace_put, namespace_remove},
    {"Secret", true, secret_put, secret_remove},
    {"IngressClass", false, class_put, class_remove},
    {"IngressClassParams", false, params_put, params_remove},
};

static const struct kind *kind_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    }
    return NULL;
}

static struct cluster *cluster_get(struct view *v, const char *name)
{
    struct cluster *c = NULL;
    HASH_FIND_STR(v->clusters, name, c);
    if (c)
        return c;
    c = xcalloc(1, sizeof *c);
    c->name = xstrdup(name);
    c->view = v;
    HASH_ADD_KEYPTR(hh, v->clusters, c->name, strlen(c->name), c);
    return c;
}

/* ---- object.put, object.delete ---- */

static void put_fitting(struct cluster *c, object_fn *put, const char *key, struct object *o)
{
    own_json *trimmed = object_trim(o, &c->wrong);
    if (trimmed)
        o->object = trimmed;
    if (trimmed && put != ingress_put) /* which is rejected: less than all of it may open more than was meant */
        wrong_warn(c, o);
    put(c, key, o);
    wrong_release(&c->wrong);
}

static int fold_object(struct view *v, const struct event *e, struct err *err)
{
    struct object o;
    if (object_decode(&o, e->data, err))
        return -1;
    const struct kind *kind = kind_find(o.kind);
    if (!kind)
        return 0;
    if (kind->namespaced && !o.namespace)
        return err_set(err, ERR_INPUT, "%s '%s' of cluster '%s' has no namespace", o.kind, o.name, o.cluster);
    own_str char *key = kind->namespaced ? xasprintf("%s/%s", o.namespace, o.name) : xstrdup(o.name);
    struct cluster *c = cluster_get(v, o.cluster);
    if (strcmp(e->type, "object.put") == 0)
        put_fitting(c, kind->put, key, &o);
    else
        kind->remove(c, key, &o);
    return 0;
}

/* ---- cluster.* : passed on as our own, after what came before ---- */

static void enter(struct cluster *c, const char *type)
{
    bool listing = strcmp(type, "cluster.listing") == 0, synced = strcmp(type, "cluster.synced") == 0;
    /* of a compacted journal the bookmark may be all that is left: it comes after a list only */
    bool resumed = c->phase == CLUSTER_UNHEARD && strcmp(type, "cluster.bookmark") == 0;
    if (listing)
        c->phase = CLUSTER_LISTING;
    if (!synced && !resumed)
        return;
    c->phase = CLUSTER_SYNCED;
    ingress_review_all(c);
}

static int fold_cluster(struct view *v, const struct event *e, struct err *err)
{
    struct cluster_state said = {0};
    if (cluster_state_decode(&said, e->data, err))
        return -1;
    enter(cluster_get(v, said.cluster), e->type);
    own_str char *data = json_text(e->data);
    v->say(v->context, e->type, said.cluster, data);
    cluster_state_release(&said);
    return 0;
}

/* ---- fleet.configured ---- */

static int by_name(const struct cluster *a, const struct cluster *b)
{
    return strcmp(a->name, b->name);
}

static int fold_fleet(struct view *v, const struct event *e, struct err *err)
{
    struct fleet fleet = {0};
    if (fleet_decode(&fleet, e->data, err))
        return -1;
    const char *class = fleet_option_str(&fleet, "ingress-class", NULL);
    bool same = str_equal(class, v->ingress_class);
    str_replace(&v->ingress_class, class);
    fleet_release(&fleet);
    HASH_SORT(v->clusters, by_name);
    for (struct cluster *c = same ? NULL : v->clusters; c; c = c->hh.next)
        ingress_review_all(c);
    return 0;
}

static const struct {
    const char *type;
    int (*fold)(struct view *v, const struct event *e, struct err *err);
} types[] = {
    {"object.put", fold_object},      {"object.delete", fold_object},     {"cluster.listing", fold_cluster},
    {"cluster.synced", fold_cluster}, {"cluster.bookmark", fold_cluster}, {"cluster.stale", fold_cluster},
    {"fleet.configured", fold_fleet},
};

int view_fold(struct view *v, const struct event *e, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        if (strcmp(types[i].type, e->type) == 0)
            return types[i].fold(v, e, err);
    }
    return 0;
}

void view_end(struct view *v)
{
    HASH_SORT(v->clusters, by_name);
    for (struct cluster *c = v->clusters; c; c = c->hh.next) {
        if (c->phase != CLUSTER_UNHEARD)
            continue;
        c->phase = CLUSTER_SYNCED;
        ingress_review_all(c);
    }
}

/* ---- the end ---- */

#define REMOVE_ALL(c, head, remove)                                                                                                        \
    do {                                                                                                                                   \
        while ((c)->head)                                                                                                                  \
            remove(c, (c)->head->key, NULL);                                                                                               \
    } while (0)

static void forget_services(struct cluster *c)
{
    for (struct service_entry *s = c->services, *next; s; s = next) {
        next = s->hh.next;
        s->users = 0;
        if (s->active)
            places_drop(s);
        s->active = false;
        service_entry_tidy(s);
    }
}

static void say_nothing(void *context, const char *type, const char *subject, const char *data)
{
    (void)context;
    (void)type;
    (void)subject;
    (void)data;
}

static void cluster_free(struct view *v, struct cluster *c)
{
    forget_services(c);
    REMOVE_ALL(c, slices, slice_remove);
    REMOVE_ALL(c, services, service_remove);
    REMOVE_ALL(c, pods, pod_remove);
    REMOVE_ALL(c, nodes, node_remove);
    REMOVE_ALL(c, ingresses, ingress_remove);
    REMOVE_ALL(c, bindings, binding_remove);
    REMOVE_ALL(c, classes, class_remove);
    REMOVE_ALL(c, params, params_remove);
    REMOVE_ALL(c, namespaces, namespace_remove);
    REMOVE_ALL(c, secrets, secret_remove);
    holds_forget(c);
    HASH_DEL(v->clusters, c);
    free(c->name);
    free(c);
}

void view_release(struct view *v)
{
    v->say = say_nothing;
    while (v->clusters)
        cluster_free(v, v->clusters);
    free(v->ingress_class);
    v->ingress_class = NULL;
}
