/* The tables of struct world: set, drop, look up, free. What an event does to them is in fold.c. */
#include "plan-rules/world.h"
#include "plan-rules/fold.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

/* ---- looking ---- */

const struct world_service *world_service(const struct world *w, const char *cluster, const char *ns, const char *name)
{
    own_buf key = {0};
    buf_addf(&key, "%s/%s/service/%s", cluster, ns, name);
    struct world_service *found = NULL;
    HASH_FIND_STR(w->services, buf_str(&key), found);
    return found;
}

const struct world_backend *world_backend(const struct world *w, const char *key)
{
    struct world_backend *found = NULL;
    HASH_FIND_STR(w->backends, key, found);
    return found;
}

const struct world_pod *world_pod(const struct world *w, const char *backend, const char *address, int port)
{
    const struct world_backend *b = world_backend(w, backend);
    struct world_pod *found = NULL;
    own_str char *key = b ? xasprintf("%s/%s:%d", backend, address, port) : NULL; /* podinfo_subject */
    if (b)
        HASH_FIND_STR(b->pods, key, found);
    return found;
}

const struct world_node *world_node(const struct world *w, const char *cluster, const char *name)
{
    own_buf key = {0};
    buf_addf(&key, "%s/node/%s", cluster, name);
    struct world_node *found = NULL;
    HASH_FIND_STR(w->nodes, buf_str(&key), found);
    return found;
}

const struct world_cluster *world_cluster(const struct world *w, const char *name)
{
    struct world_cluster *found = NULL;
    HASH_FIND_STR(w->clusters, name, found);
    return found;
}

static struct world_kind *find_kind(const struct world *w, const char *kind)
{
    struct world_kind *found = NULL;
    HASH_FIND_STR(w->kinds, kind, found);
    return found;
}

const struct world_observed *world_observed(const struct world *w, const char *kind, const char *id)
{
    const struct world_kind *k = find_kind(w, kind);
    struct world_observed *found = NULL;
    if (k)
        HASH_FIND_STR(k->items, id, found);
    return found && found->value ? found : NULL;
}

static int by_id(const void *a, const void *b)
{
    const struct world_observed *const *x = a, *const *y = b;
    return strcmp((*x)->id, (*y)->id);
}

const struct world_observed **world_all(const struct world *w, const char *kind, size_t *count)
{
    const struct world_kind *k = find_kind(w, kind);
    const struct world_observed **all = xcalloc((k ? HASH_COUNT(k->items) : 0) + 1, sizeof *all);
    *count = 0;
    for (struct world_observed *o = k ? k->items : NULL; o; o = o->hh.next)
        if (o->value)
            all[(*count)++] = o;
    if (*count)
        qsort(all, *count, sizeof *all, by_id);
    return all;
}

const char *world_named(const struct world *w, const char *kind, const char *member, const char *name)
{
    size_t count;
    const char *id = NULL;
    const struct world_observed **all = world_all(w, kind, &count);
    for (size_t i = 0; i < count && !id; i++)
        if (str_equal(json_str(json_get(all[i]->value, member)), name))
            id = all[i]->id;
    free(all);
    return id;
}

const struct world_health *world_health_of(const struct world *w, const char *group)
{
    struct world_health_group *found = NULL;
    HASH_FIND_STR(w->health, group, found);
    return found ? found->targets : NULL;
}

const char *world_health_arn(const struct world *w, const char *group)
{
    struct world_health_group *found = NULL;
    HASH_FIND_STR(w->health, group, found);
    return found ? found->arn : NULL;
}

/* GROUP/ID:PORT, looked up for each target of a group: written by hand. */
const struct world_health *world_health_in(const struct world_health *first, const char *group, const char *id, int port)
{
    struct world_health *found = NULL;
    size_t group_len = strlen(group), id_len = strlen(id), len = group_len + id_len + 2;
    char key[512], digits[16];
    int count = 0;
    if (len + sizeof digits > sizeof key || port < 0)
        return NULL;
    memcpy(key, group, group_len);
    key[group_len] = '/';
    memcpy(key + group_len + 1, id, id_len);
    key[len - 1] = ':';
    do
        digits[count++] = (char)('0' + port % 10);
    while ((port /= 10) > 0);
    while (count > 0)
        key[len++] = digits[--count];
    HASH_FIND(hh, first, key, len, found);
    return found;
}

const struct world_health *world_health(const struct world *w, const char *group, const char *id, int port)
{
    const struct world_health *first = world_health_of(w, group);
    return first ? world_health_in(first, group, id, port) : NULL;
}

const char *world_batch(const struct world *w, const char *unit)
{
    struct world_batch *found = NULL;
    HASH_FIND_STR(w->batches, unit, found);
    return found ? found->reference : NULL;
}

const struct world_traffic *world_traffic(const struct world *w, const char *key)
{
    struct world_traffic *found = NULL;
    HASH_FIND_STR(w->traffic, key, found);
    return found;
}

const struct taken *world_taken(const struct world *w, const char *stack)
{
    struct world_taken *found = NULL;
    HASH_FIND_STR(w->taken, stack, found);
    return found ? &found->record : NULL;
}

const struct world_rejection *world_rejection(const struct world *w, const char *key)
{
    struct world_rejection *found = NULL;
    HASH_FIND_STR(w->rejections, key, found);
    return found;
}

bool world_synced(const struct world *w, const char *cluster)
{
    const struct world_cluster *c = world_cluster(w, cluster);
    return w->assume_synced || (c && c->synced);
}

bool world_counts(const struct world *w, const char *cluster)
{
    return fleet_index(&w->fleet, cluster) >= 0 && (!w->whole_only || world_synced(w, cluster));
}

bool world_all_synced(const struct world *w)
{
    for (size_t i = 0; i < w->fleet.clusters_count; i++)
        if (!world_synced(w, w->fleet.clusters[i].name))
            return false;
    return true;
}

/* ---- order ---- */

#define BY_KEY(table)                                                                                                                      \
    static int by_##table##_key(const struct world_##table *a, const struct world_##table *b)                                              \
    {                                                                                                                                      \
        return strcmp(a->key, b->key);                                                                                                     \
    }

BY_KEY(ingress)
BY_KEY(service)
BY_KEY(node)
BY_KEY(binding)
BY_KEY(traffic)

void world_sort(struct world *w)
{
    HASH_SORT(w->ingresses, by_ingress_key);
    HASH_SORT(w->accepted, by_ingress_key);
    HASH_SORT(w->services, by_service_key);
    HASH_SORT(w->nodes, by_node_key);
    HASH_SORT(w->bindings, by_binding_key);
    HASH_SORT(w->traffic, by_traffic_key);
}

/* ---- freeing ---- */

#define FREE_TABLE(table, head, release_record)                                                                                            \
    do {                                                                                                                                   \
        struct world_##table *item_, *next_;                                                                                               \
        HASH_ITER (hh, head, item_, next_) {                                                                                               \
            HASH_DEL(head, item_);                                                                                                         \
            release_record(&item_->record);                                                                                                \
            free(item_->key);                                                                                                              \
            free(item_->cause);                                                                                                            \
            free(item_);                                                                                                                   \
        }                                                                                                                                  \
    } while (0)

static void free_backends(struct world *w)
{
    struct world_backend *b, *next;
    HASH_ITER (hh, w->backends, b, next) {
        HASH_DEL(w->backends, b);
        FREE_TABLE(pod, b->pods, podinfo_release);
        free(b->key);
        free(b);
    }
}

static void free_health(struct world *w)
{
    struct world_health_group *g, *next;
    HASH_ITER (hh, w->health, g, next) {
        HASH_DEL(w->health, g);
        FREE_TABLE(health, g->targets, target_health_release);
        free(g->name);
        free(g->arn);
        free(g);
    }
}

static void free_kinds(struct world *w)
{
    struct world_kind *k, *next;
    HASH_ITER (hh, w->kinds, k, next) {
        struct world_observed *o, *after;
        HASH_ITER (hh, k->items, o, after) {
            HASH_DEL(k->items, o);
            json_free(o->value);
            free(o->id);
            free(o->cause);
            free(o);
        }
        HASH_DEL(w->kinds, k);
        free(k->name);
        free(k);
    }
}

static void free_clusters(struct world *w)
{
    struct world_cluster *c, *next;
    HASH_ITER (hh, w->clusters, c, next) {
        HASH_DEL(w->clusters, c);
        free(c->name);
        free(c->uid);
        free(c->reason);
        free(c);
    }
}

static void free_batches(struct world *w)
{
    struct world_batch *b, *next;
    HASH_ITER (hh, w->batches, b, next) {
        HASH_DEL(w->batches, b);
        free(b->unit);
        free(b->reference);
        free(b);
    }
}

static void free_rejections(struct world *w)
{
    struct world_rejection *r, *next;
    HASH_ITER (hh, w->rejections, r, next) {
        HASH_DEL(w->rejections, r);
        free(r->key);
        free(r->cause);
        free(r->reason);
        free(r);
    }
}

void world_release(struct world *w)
{
    fleet_release(&w->fleet);
    fleet_release(&w->told);
    free(w->fleet_cause);
    FREE_TABLE(ingress, w->ingresses, ingress_release);
    FREE_TABLE(ingress, w->accepted, ingress_release);
    FREE_TABLE(service, w->services, service_release);
    FREE_TABLE(node, w->nodes, node_release);
    FREE_TABLE(binding, w->bindings, binding_release);
    free_health(w);
    FREE_TABLE(traffic, w->traffic, traffic_release);
    FREE_TABLE(taken, w->taken, taken_release);
    FREE_TABLE(rising, w->rising, rising_release);
    FREE_TABLE(drained, w->drained, drained_release);
    free_backends(w);
    free_kinds(w);
    free_clusters(w);
    free_batches(w);
    units_release(&w->units);
    budget_release(&w->budget);
    trace_release(&w->traces);
    free_rejections(w);
    asked_release(&w->asked);
    touched_clear(&w->touched);
    memset(w, 0, sizeof *w);
}

/* ---- dropping ---- */

void world_drop_empty(struct world *w, struct world_backend *b)
{
    if (b->pods)
        return;
    HASH_DEL(w->backends, b);
    free(b->key);
    free(b);
}

void world_forget_rejection(struct world *w, const char *key)
{
    struct world_rejection *r = NULL;
    HASH_FIND_STR(w->rejections, key, r);
    if (!r)
        return;
    HASH_DEL(w->rejections, r);
    free(r->key);
    free(r->cause);
    free(r->reason);
    free(r);
}
