/* From an address behind a Service to podinfo.put: which slice's word counts, joined with the pod. */
#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

/* ---- places and pods know each other ---- */

static struct place *place_find(const struct service_entry *s, const char *address)
{
    struct place *p = NULL;
    HASH_FIND_STR(s->places, address, p);
    return p;
}

static struct place *place_get(struct service_entry *s, const char *address)
{
    struct place *p = place_find(s, address);
    if (p)
        return p;
    p = xcalloc(1, sizeof *p);
    p->key = xstrdup(address);
    p->service = s;
    HASH_ADD_KEYPTR(hh, s->places, p->key, strlen(p->key), p);
    return p;
}

static const struct endpoint *said_by(const struct mention *m)
{
    return &m->slice->endpoints[m->at];
}

static void link_pod(struct place *p, const char *key)
{
    struct pod_entry *pod = pod_entry_get(p->service->cluster, key);
    for (size_t i = 0; i < pod->places_count; i++) {
        if (pod->places[i] == p)
            return;
    }
    ARRAY_GROW_TIGHT(pod->places, pod->places_count, pod->places_cap);
    pod->places[pod->places_count++] = p;
}

static bool names_pod(const struct place *p, const char *key)
{
    for (size_t i = 0; i < p->mentions_count; i++) {
        if (str_equal(said_by(&p->mentions[i])->pod, key))
            return true;
    }
    return false;
}

static void unlink_pod(struct place *p, const char *key)
{
    struct pod_entry *pod = pod_entry_get(p->service->cluster, key);
    for (size_t i = 0; i < pod->places_count; i++) {
        if (pod->places[i] == p) {
            pod->places[i] = pod->places[--pod->places_count];
            break;
        }
    }
    pod_entry_tidy(p->service->cluster, pod);
}

void place_mention(struct service_entry *s, const struct slice_entry *slice, size_t at)
{
    struct place *p = place_get(s, slice->endpoints[at].address);
    ARRAY_GROW_TIGHT(p->mentions, p->mentions_count, p->mentions_cap);
    p->mentions[p->mentions_count++] = (struct mention){slice, at};
    if (slice->endpoints[at].pod)
        link_pod(p, slice->endpoints[at].pod);
}

void place_forget(struct service_entry *s, const struct slice_entry *slice, size_t at)
{
    struct place *p = place_find(s, slice->endpoints[at].address);
    const char *pod = slice->endpoints[at].pod;
    for (size_t i = 0; p && i < p->mentions_count; i++) {
        if (p->mentions[i].slice == slice && p->mentions[i].at == at) {
            p->mentions[i] = p->mentions[--p->mentions_count];
            break;
        }
    }
    if (p && pod && !names_pod(p, pod))
        unlink_pod(p, pod);
}

/* ---- whose word counts ---- */

struct candidate {
    const struct service_port *port;
    int target_port;
    const struct mention *best;
    const struct pod_entry *pod;
};

struct candidates {
    struct candidate *items;
    size_t count, cap;
};

/* The pod behind an endpoint, once it is known; one of the same name but another uid is another pod. */
static const struct pod_entry *pod_behind(const struct place *p, const struct endpoint *e)
{
    struct pod_entry *pod = NULL;
    if (e->pod)
        HASH_FIND_STR(p->service->cluster->pods, e->pod, pod);
    if (!pod || !pod->part || (pod->uid && e->pod_uid && strcmp(pod->uid, e->pod_uid) != 0))
        return NULL;
    return pod;
}

/* Ready first, then serving, then not terminating; then the slice's name, so that it is always the same. */
static bool better(const struct mention *a, const struct mention *b)
{
    const struct endpoint *x = said_by(a), *y = said_by(b);
    if (x->ready != y->ready)
        return x->ready;
    if (x->serving != y->serving)
        return x->serving;
    if (x->terminating != y->terminating)
        return y->terminating;
    return strcmp(a->slice->key, b->slice->key) < 0;
}

static void offer(struct candidates *all, const struct candidate *one)
{
    for (size_t i = 0; i < all->count; i++) {
        struct candidate *have = &all->items[i];
        if (have->port->port != one->port->port || have->target_port != one->target_port)
            continue;
        if (better(one->best, have->best))
            *have = *one;
        return;
    }
    ARRAY_GROW(all->items, all->count, all->cap);
    all->items[all->count++] = *one;
}

/* A named Service port is the slice's port of that name; an unnamed one is every port of the slice. */
static void offer_ports(struct candidates *all, const struct mention *m, const struct service_port *port, const struct pod_entry *pod)
{
    for (size_t i = 0; i < m->slice->ports_count; i++) {
        const struct slice_port *sp = &m->slice->ports[i];
        if (!*port->name || strcmp(port->name, sp->name) == 0)
            offer(all, &(struct candidate){port, sp->port, m, pod});
    }
}

/* TCP and UDP under one number are one port to a load balancer of ours: the first counts. */
static bool first_of_number(const struct service *s, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (s->ports[i].port == s->ports[at].port)
            return false;
    }
    return true;
}

static int by_ports(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    return x->port->port != y->port->port ? (x->port->port > y->port->port) - (x->port->port < y->port->port)
                                          : (x->target_port > y->target_port) - (x->target_port < y->target_port);
}

static void collect(struct candidates *all, const struct place *p)
{
    const struct service *service = &p->service->record;
    for (size_t m = 0; m < p->mentions_count; m++) {
        const struct pod_entry *pod = pod_behind(p, said_by(&p->mentions[m]));
        for (size_t i = 0; pod && i < service->ports_count; i++) {
            if (first_of_number(service, i) && service_port_used(p->service, &service->ports[i]))
                offer_ports(all, &p->mentions[m], &service->ports[i], pod);
        }
    }
    if (all->count > 1)
        qsort(all->items, all->count, sizeof *all->items, by_ports);
}

/* ---- saying it ---- */

/* The names; everything borrowed, never to be released. */
static struct podinfo named(const struct place *p, int port, int target_port)
{
    const struct object_name *id = &p->service->record.id;
    return (struct podinfo){
        .cluster = id->cluster,
        .namespace = id->namespace,
        .service = id->name,
        .address = p->key,
        .port = port,
        .target_port = target_port,
    };
}

/* The endpoint's members, then the pod's, in one object: what podinfo_encode would write of the whole. */
static void encode_joined(const struct place *p, const struct candidate *c, struct buf *data)
{
    static char v4[] = "ipv4", v6[] = "ipv6";
    const struct endpoint *e = said_by(c->best);
    struct podinfo info = named(p, c->port->port, c->target_port);
    info.port_name = c->port->name;
    info.family = c->best->slice->v6 ? v6 : v4;
    info.zone = e->zone;
    info.ready = e->ready;
    info.serving = e->serving;
    info.terminating = e->terminating;
    podinfo_encode(&info, data);
    data->data[data->len - 1] = ',';
    buf_add_str(data, c->pod->part + 1);
}

static struct said_port *said_find(struct place *p, int port, int target_port)
{
    for (size_t i = 0; i < p->said_count; i++) {
        if (p->said[i].port == port && p->said[i].target_port == target_port)
            return &p->said[i];
    }
    return NULL;
}

static void say(const struct place *p, const char *type, const struct podinfo *name, const char *data)
{
    own_str char *subject = podinfo_subject(name);
    struct view *v = p->service->cluster->view;
    v->say(v->context, type, subject, data);
}

static void say_put(struct place *p, const struct candidate *c)
{
    own_buf data = {0};
    encode_joined(p, c, &data);
    uint64_t hash = say_hash(buf_str(&data));
    struct said_port *said = said_find(p, c->port->port, c->target_port);
    if (said && said->hash == hash)
        return;
    if (!said) {
        ARRAY_GROW_TIGHT(p->said, p->said_count, p->said_cap);
        said = &p->said[p->said_count++];
    }
    *said = (struct said_port){c->port->port, c->target_port, hash};
    struct podinfo name = named(p, c->port->port, c->target_port);
    say(p, "podinfo.put", &name, buf_str(&data));
}

static void say_delete(const struct place *p, const struct said_port *said)
{
    struct podinfo name = named(p, said->port, said->target_port);
    own_buf data = {0};
    podinfo_encode(&name, &data);
    say(p, "podinfo.delete", &name, buf_str(&data));
}

static bool still(const struct candidates *all, const struct said_port *said)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].port->port == said->port && all->items[i].target_port == said->target_port)
            return true;
    }
    return false;
}

static void place_free(struct place *p)
{
    HASH_DEL(p->service->places, p);
    free(p->mentions);
    free(p->said);
    free(p->key);
    free(p);
}

static void refresh(struct place *p)
{
    struct candidates all = {0};
    collect(&all, p);
    for (size_t i = 0; i < all.count; i++)
        say_put(p, &all.items[i]);
    for (size_t i = 0; i < p->said_count;) {
        if (still(&all, &p->said[i])) {
            i++;
            continue;
        }
        say_delete(p, &p->said[i]);
        memmove(&p->said[i], &p->said[i + 1], (--p->said_count - i) * sizeof *p->said);
    }
    free(all.items);
    if (!p->mentions_count)
        place_free(p);
}

void place_refresh(struct service_entry *s, const char *address)
{
    struct place *p = place_find(s, address);
    if (p)
        refresh(p);
}

static int by_address(const struct place *a, const struct place *b)
{
    return strcmp(a->key, b->key);
}

void places_refresh(struct service_entry *s)
{
    struct place *p, *next;
    HASH_SORT(s->places, by_address);
    HASH_ITER (hh, s->places, p, next)
        refresh(p);
}

void places_build(struct service_entry *s)
{
    for (size_t i = 0; i < s->slices_count; i++) {
        for (size_t e = 0; e < s->slices[i]->endpoints_count; e++)
            place_mention(s, s->slices[i], e);
    }
}

void places_drop(struct service_entry *s)
{
    for (size_t i = 0; i < s->slices_count; i++) {
        for (size_t e = 0; e < s->slices[i]->endpoints_count; e++)
            place_forget(s, s->slices[i], e);
    }
    places_refresh(s);
}
