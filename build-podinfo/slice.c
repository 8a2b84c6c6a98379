/* EndpointSlices (discovery.k8s.io/v1): an address may stand in several for a while, so a slice that goes
 * takes an address with it only when no other slice mentions it. */
#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

/* ---- reading ---- */

static void endpoint_release(struct endpoint *e)
{
    free(e->address);
    free(e->zone);
    free(e->pod);
    free(e->pod_uid);
}

static void slice_clear(struct slice_entry *s)
{
    for (size_t i = 0; i < s->ports_count; i++)
        free(s->ports[i].name);
    for (size_t i = 0; i < s->endpoints_count; i++)
        endpoint_release(&s->endpoints[i]);
    free(s->ports);
    free(s->endpoints);
    s->ports = NULL;
    s->endpoints = NULL;
    s->ports_count = s->ports_cap = s->endpoints_count = s->endpoints_cap = 0;
}

static void read_endpoint(struct slice_entry *to, const struct json *endpoint, const char *namespace)
{
    const struct json *conditions = json_get(endpoint, "conditions"), *target = json_get(endpoint, "targetRef");
    const char *address = json_str(json_first(json_get(endpoint, "addresses")));
    bool pod = str_equal(json_str(json_get(target, "kind")), "Pod") && json_str(json_get(target, "name"));
    if (!address)
        return;
    ARRAY_GROW(to->endpoints, to->endpoints_count, to->endpoints_cap);
    to->endpoints[to->endpoints_count++] = (struct endpoint){
        .address = xstrdup(address),
        .zone = xstrdup_or_null(json_str(json_get(endpoint, "zone"))),
        .pod = pod ? xasprintf("%s/%s", json_str_or(json_get(target, "namespace"), namespace), json_str(json_get(target, "name"))) : NULL,
        .pod_uid = pod ? xstrdup_or_null(json_str(json_get(target, "uid"))) : NULL,
        .ready = json_bool_or(json_get(conditions, "ready"), true),
        .serving = json_bool_or(json_get(conditions, "serving"), true),
        .terminating = json_bool_or(json_get(conditions, "terminating"), false),
    };
}

static void read_slice(struct slice_entry *to, const struct object *o)
{
    to->v6 = str_equal(json_str(json_get(o->object, "addressType")), "IPv6");
    json_each (port, json_get(o->object, "ports")) {
        int64_t number = json_int_or(json_get(port, "port"), 0);
        if (number <= 0 || number > 65535)
            continue;
        ARRAY_GROW(to->ports, to->ports_count, to->ports_cap);
        to->ports[to->ports_count++] = (struct slice_port){xstrdup(json_str_or(json_get(port, "name"), "")), (int)number};
    }
    json_each (endpoint, json_get(o->object, "endpoints"))
        read_endpoint(to, endpoint, o->namespace);
}

/* ---- what differs ---- */

static bool ports_equal(const struct slice_entry *a, const struct slice_entry *b)
{
    if (a->v6 != b->v6 || a->ports_count != b->ports_count)
        return false;
    for (size_t i = 0; i < a->ports_count; i++) {
        if (a->ports[i].port != b->ports[i].port || strcmp(a->ports[i].name, b->ports[i].name) != 0)
            return false;
    }
    return true;
}

static bool endpoint_equal(const struct endpoint *a, const struct endpoint *b)
{
    return strcmp(a->address, b->address) == 0 && a->ready == b->ready && a->serving == b->serving && a->terminating == b->terminating &&
           str_equal(a->pod, b->pod) && str_equal(a->pod_uid, b->pod_uid) && str_equal(a->zone, b->zone);
}

/* Is the endpoint in the slice just so? Looks first where it should be. */
static bool slice_has(const struct slice_entry *s, const struct endpoint *e, size_t hint)
{
    if (hint < s->endpoints_count && endpoint_equal(e, &s->endpoints[hint]))
        return true;
    for (size_t i = 0; i < s->endpoints_count; i++) {
        if (endpoint_equal(e, &s->endpoints[i]))
            return true;
    }
    return false;
}

static void differing(struct strs *addresses, const struct slice_entry *a, const struct slice_entry *b, bool all)
{
    for (size_t i = 0; i < a->endpoints_count; i++) {
        if (all || !slice_has(b, &a->endpoints[i], i))
            strs_add(addresses, a->endpoints[i].address);
    }
}

/* ---- in and out of its Service ---- */

static void mention_all(struct slice_entry *s)
{
    for (size_t i = 0; s->service->active && i < s->endpoints_count; i++)
        place_mention(s->service, s, i);
}

static void forget_all(struct slice_entry *s)
{
    for (size_t i = 0; s->service->active && i < s->endpoints_count; i++)
        place_forget(s->service, s, i);
}

static void refresh(struct service_entry *service, struct strs *addresses)
{
    strs_sort_unique(addresses);
    for (size_t i = 0; service->active && i < addresses->count; i++)
        place_refresh(service, addresses->items[i]);
    strs_release(addresses);
}

static struct slice_entry *slice_add(struct cluster *c, const char *key, const char *service)
{
    struct slice_entry *s = xcalloc(1, sizeof *s);
    s->key = xstrdup(key);
    s->service = service_entry_get(c, service);
    HASH_ADD_KEYPTR(hh, c->slices, s->key, strlen(s->key), s);
    ARRAY_GROW(s->service->slices, s->service->slices_count, s->service->slices_cap);
    s->service->slices[s->service->slices_count++] = s;
    return s;
}

static void leave_service(struct slice_entry *s)
{
    struct service_entry *service = s->service;
    for (size_t i = 0; i < service->slices_count; i++) {
        if (service->slices[i] == s) {
            service->slices[i] = service->slices[--service->slices_count];
            return;
        }
    }
}

static void slice_drop(struct cluster *c, struct slice_entry *s)
{
    struct service_entry *service = s->service;
    struct strs addresses = {0};
    differing(&addresses, s, s, true);
    forget_all(s);
    leave_service(s);
    HASH_DEL(c->slices, s);
    slice_clear(s);
    free(s->key);
    free(s);
    refresh(service, &addresses);
    service_entry_tidy(service);
}

/* Puts the new content in, the same entry staying in place, and says what differs. */
static void slice_replace(struct slice_entry *s, struct slice_entry *now)
{
    struct strs addresses = {0};
    bool all = !ports_equal(s, now);
    differing(&addresses, s, now, all);
    differing(&addresses, now, s, all);
    forget_all(s);
    slice_clear(s);
    s->v6 = now->v6;
    s->ports = now->ports;
    s->ports_count = now->ports_count;
    s->ports_cap = now->ports_cap;
    s->endpoints = now->endpoints;
    s->endpoints_count = now->endpoints_count;
    s->endpoints_cap = now->endpoints_cap;
    mention_all(s);
    refresh(s->service, &addresses);
}

/* The Service that it belongs to, as NS/NAME; NULL when it is of no use to us. */
static char *service_key(const struct object *o)
{
    const char *name = json_str(json_path(o->object, "metadata", "labels", "kubernetes.io/service-name", NULL));
    const char *type = json_str(json_get(o->object, "addressType"));
    bool usable = str_equal(type, "IPv4") || str_equal(type, "IPv6");
    return name && usable && o->namespace ? xasprintf("%s/%s", o->namespace, name) : NULL;
}

void slice_put(struct cluster *c, const char *key, const struct object *o)
{
    own_str char *service = service_key(o);
    struct slice_entry *s = NULL;
    HASH_FIND_STR(c->slices, key, s);
    if (s && (!service || strcmp(s->service->key, service) != 0)) {
        slice_drop(c, s);
        s = NULL;
    }
    if (!service)
        return;
    struct slice_entry now = {0};
    read_slice(&now, o);
    slice_replace(s ? s : slice_add(c, key, service), &now);
}

void slice_remove(struct cluster *c, const char *key, const struct object *o)
{
    struct slice_entry *s = NULL;
    (void)o;
    HASH_FIND_STR(c->slices, key, s);
    if (s)
        slice_drop(c, s);
}
