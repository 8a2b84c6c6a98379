#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

#define ENI_ANNOTATION "vpc.amazonaws.com/pod-eni"

/* ---- entries ---- */

struct pod_entry *pod_entry_get(struct cluster *c, const char *key)
{
    struct pod_entry *p = NULL;
    HASH_FIND_STR(c->pods, key, p);
    if (p)
        return p;
    p = xcalloc(1, sizeof *p);
    p->key = xstrdup(key);
    HASH_ADD_KEYPTR(hh, c->pods, p->key, strlen(p->key), p);
    return p;
}

void pod_entry_tidy(struct cluster *c, struct pod_entry *p)
{
    if (p->part || p->places_count)
        return;
    HASH_DEL(c->pods, p);
    free(p->places);
    free(p->uid);
    free(p->key);
    free(p);
}

/* ---- reading ---- */

static void read_ports(struct podinfo *to, const struct json *container)
{
    json_each (port, json_get(container, "ports")) {
        ARRAY_GROW(to->ports, to->ports_count, to->ports_cap);
        to->ports[to->ports_count++] = (struct container_port){
            .container = xstrdup_or_null(json_str(json_get(container, "name"))),
            .name = xstrdup_or_null(json_str(json_get(port, "name"))),
            .protocol = xstrdup(json_str_or(json_get(port, "protocol"), "TCP")),
            .port = (int)json_int_or(json_get(port, "containerPort"), 0),
        };
    }
}

/* Containers, and init containers that stay (restartPolicy Always). */
static void read_containers(struct podinfo *to, const struct json *spec)
{
    json_each (container, json_get(spec, "containers"))
        read_ports(to, container);
    json_each (container, json_get(spec, "initContainers")) {
        if (str_equal(json_str(json_get(container, "restartPolicy")), "Always"))
            read_ports(to, container);
    }
}

static void read_conditions(struct podinfo *to, const struct json *status)
{
    json_each (condition, json_get(status, "conditions")) {
        const char *type = json_str(json_get(condition, "type"));
        if (!type)
            continue;
        ARRAY_GROW(to->conditions, to->conditions_count, to->conditions_cap);
        to->conditions[to->conditions_count++] =
            (struct pod_condition){xstrdup(type), xstrdup(json_str_or(json_get(condition, "status"), "Unknown"))};
    }
}

static int by_type(const void *a, const void *b)
{
    return strcmp(((const struct pod_condition *)a)->type, ((const struct pod_condition *)b)->type);
}

static bool are_objects(const struct json *list)
{
    json_each (one, list)
        if (json_kind(one) != JSON_OBJECT)
            return false;
    return json_kind(list) == JSON_ARRAY;
}

/* Text that is no JSON, or no list of objects, is as good as none. */
static void read_enis(struct podinfo *to, const char *text)
{
    if (!text)
        return;
    own_json *list = json_parse(text, strlen(text), NULL);
    if (!are_objects(list))
        return;
    json_each (eni, list) {
        ARRAY_GROW(to->enis, to->enis_count, to->enis_cap);
        to->enis[to->enis_count++] = (struct eni_info){
            .eni_id = xstrdup_or_null(json_str(json_get(eni, "eniId"))),
            .private_ip = xstrdup_or_null(json_str(json_get(eni, "privateIp"))),
            .ipv6_address = xstrdup_or_null(json_str(json_get(eni, "ipv6Addr"))),
            .vlan_id = read_text(json_get(eni, "vlanId")),
            .subnet_cidr = xstrdup_or_null(json_str(json_get(eni, "subnetCidr"))),
        };
    }
}

static void read_pod(struct podinfo *to, const struct object *o)
{
    const struct json *spec = json_get(o->object, "spec"), *status = json_get(o->object, "status");
    to->node = xstrdup_or_null(json_str(json_get(spec, "nodeName")));
    to->pod = xstrdup(o->name);
    to->pod_uid = xstrdup_or_null(o->uid);
    to->pod_ip = xstrdup_or_null(json_str(json_get(status, "podIP")));
    to->created = read_created(o->object);
    to->deleting = read_deleting(o->object);
    read_containers(to, spec);
    json_each (gate, json_get(spec, "readinessGates")) {
        if (json_str(json_get(gate, "conditionType")))
            strs_add(&to->readiness_gates, json_str(json_get(gate, "conditionType")));
    }
    read_conditions(to, status);
    if (to->conditions_count > 1)
        qsort(to->conditions, to->conditions_count, sizeof *to->conditions, by_type);
    read_enis(to, json_str(json_path(o->object, "metadata", "annotations", ENI_ANNOTATION, NULL)));
}

static char *pod_part(const struct object *o)
{
    struct podinfo info = {0};
    struct buf part = {0};
    read_pod(&info, o);
    podinfo_pod_encode(&info, &part);
    podinfo_release(&info);
    own_str char *text = buf_take(&part);
    return xstrdup(text); /* exactly as long as it is: there is one for each pod of each cluster */
}

/* ---- the object ---- */

static int by_service(const void *a, const void *b)
{
    const struct place *x = *(struct place *const *)a, *y = *(struct place *const *)b;
    int order = strcmp(x->service->key, y->service->key);
    return order ? order : strcmp(x->key, y->key);
}

/* Copies what it walks: a place that is refreshed may go. */
static void refresh_places(const struct pod_entry *p)
{
    size_t count = p->places_count;
    struct place **places = xcalloc(count, sizeof(struct place *));
    if (count)
        memcpy(places, p->places, count * sizeof(struct place *));
    if (count > 1)
        qsort(places, count, sizeof(struct place *), by_service);
    for (size_t i = 0; i < count; i++)
        place_refresh(places[i]->service, places[i]->key);
    free(places);
}

void pod_put(struct cluster *c, const char *key, const struct object *o)
{
    struct pod_entry *p = pod_entry_get(c, key);
    char *part = pod_part(o);
    bool same = p->part && strcmp(p->part, part) == 0;
    free(p->part);
    p->part = part;
    str_replace(&p->uid, o->uid);
    if (!same)
        refresh_places(p);
}

void pod_remove(struct cluster *c, const char *key, const struct object *o)
{
    struct pod_entry *p = NULL;
    HASH_FIND_STR(c->pods, key, p);
    if (!p)
        return;
    free(p->part);
    p->part = NULL;
    if (o)
        refresh_places(p);
    pod_entry_tidy(c, p);
}
