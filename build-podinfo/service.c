#include <stdio.h>
#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

#define OIDC_ANNOTATION "alb.ingress.kubernetes.io/auth-idp-oidc"

/* ---- entries ---- */

static void name_entry(struct service_entry *s)
{
    const char *slash = strchr(s->key, '/');
    s->record.id.cluster = xstrdup(s->cluster->name);
    s->record.id.namespace = xstrndup(s->key, (size_t)(slash - s->key));
    s->record.id.name = xstrdup(slash + 1);
}

struct service_entry *service_entry_get(struct cluster *c, const char *key)
{
    struct service_entry *s = NULL;
    HASH_FIND_STR(c->services, key, s);
    if (s)
        return s;
    s = xcalloc(1, sizeof *s);
    s->key = xstrdup(key);
    s->cluster = c;
    name_entry(s);
    HASH_ADD_KEYPTR(hh, c->services, s->key, strlen(s->key), s);
    return s;
}

static void entry_free(struct service_entry *s)
{
    service_release(&s->record);
    for (size_t i = 0; i < s->uses_count; i++)
        free(s->uses[i].port);
    free(s->uses);
    free(s->slices);
    free(s->key);
    free(s);
}

void service_entry_tidy(struct service_entry *s)
{
    if (s->known || s->users || s->slices_count || s->active)
        return;
    HASH_DEL(s->cluster->services, s);
    entry_free(s);
}

/* ---- what is said ---- */

static bool say_service(struct service_entry *s)
{
    own_str char *subject = service_subject(&s->record);
    own_buf data = {0};
    service_encode(&s->record, &data);
    bool said = say_changed(s->cluster, &s->said, "service.put", subject, buf_str(&data));
    if (said) {
        struct warning w;
        warning_make(&w, ANNOTATION_SERVICE, &s->record.annotations, NULL);
        warn_of(s->cluster, ANNOTATION_SERVICE, &s->record.id, &w);
        warning_release(&w);
        reject_alias(s->cluster, &s->record);
    }
    return said;
}

static void say_service_gone(struct service_entry *s)
{
    struct service name = {.id = s->record.id};
    own_str char *subject = service_subject(&s->record);
    own_buf data = {0};
    service_encode(&name, &data);
    say_gone(s->cluster, &s->said, "service.delete", subject, buf_str(&data));
}

/* ---- references ---- */

void refs_add(struct refs *r, const char *namespace, const char *service, const char *port)
{
    ARRAY_GROW(r->items, r->count, r->cap);
    r->items[r->count++] = (struct ref){xasprintf("%s/%s", namespace, service), xstrdup(port)};
}

void refs_release(struct refs *r)
{
    for (size_t i = 0; i < r->count; i++) {
        free(r->items[i].service);
        free(r->items[i].port);
    }
    free(r->items);
    *r = (struct refs){0};
}

static bool refs_equal(const struct refs *a, const struct refs *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(a->items[i].service, b->items[i].service) != 0 || strcmp(a->items[i].port, b->items[i].port) != 0)
            return false;
    }
    return true;
}

static struct port_use *use_of(struct service_entry *s, const char *port)
{
    for (size_t i = 0; i < s->uses_count; i++) {
        if (strcmp(s->uses[i].port, port) == 0)
            return &s->uses[i];
    }
    ARRAY_GROW(s->uses, s->uses_count, s->uses_cap);
    s->uses[s->uses_count] = (struct port_use){xstrdup(port), 0};
    return &s->uses[s->uses_count++];
}

static void use(struct service_entry *s, const char *port)
{
    s->users++;
    if (use_of(s, port)->users++ == 0)
        s->changed = true;
}

static void unuse(struct service_entry *s, const char *port)
{
    struct port_use *u = use_of(s, port);
    s->users--;
    if (--u->users)
        return;
    s->changed = true;
    free(u->port);
    *u = s->uses[--s->uses_count];
}

/* The last reference went: endpoints first, then the Service itself. */
static void deactivate(struct service_entry *s)
{
    places_drop(s);
    say_service_gone(s);
    s->active = false;
}

static void settle(struct service_entry *s)
{
    bool wanted = s->users > 0, refresh = s->changed;
    s->changed = false;
    if (!wanted && s->active)
        deactivate(s);
    if (wanted && !s->active) {
        s->active = true;
        places_build(s);
        if (s->known)
            say_service(s);
    }
    if (wanted && refresh)
        places_refresh(s);
    service_entry_tidy(s);
}

static void settle_all(struct cluster *c, struct strs *keys)
{
    strs_sort_unique(keys);
    for (size_t i = 0; i < keys->count; i++) {
        struct service_entry *s = NULL;
        HASH_FIND_STR(c->services, keys->items[i], s);
        if (s)
            settle(s);
    }
}

void refs_replace(struct cluster *c, struct refs *held, struct refs *now)
{
    struct strs touched = {0};
    if (refs_equal(held, now)) {
        refs_release(now);
        return;
    }
    for (size_t i = 0; i < now->count; i++) {
        use(service_entry_get(c, now->items[i].service), now->items[i].port);
        strs_add(&touched, now->items[i].service);
    }
    for (size_t i = 0; i < held->count; i++) {
        unuse(service_entry_get(c, held->items[i].service), held->items[i].port);
        strs_add(&touched, held->items[i].service);
    }
    refs_release(held);
    *held = *now;
    *now = (struct refs){0};
    settle_all(c, &touched);
    strs_release(&touched);
}

bool service_port_used(const struct service_entry *s, const struct service_port *p)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%d", p->port);
    for (size_t i = 0; i < s->uses_count; i++) {
        if (strcmp(s->uses[i].port, p->name) == 0 || strcmp(s->uses[i].port, digits) == 0)
            return true;
    }
    return false;
}

/* ---- the object ---- */

static void read_port(struct service *to, const struct json *port)
{
    int64_t number = json_int_or(json_get(port, "port"), 0);
    const struct json *target = json_get(port, "targetPort");
    ARRAY_GROW(to->ports, to->ports_count, to->ports_cap);
    struct service_port *p = &to->ports[to->ports_count++];
    *p = (struct service_port){
        .name = xstrdup(json_str_or(json_get(port, "name"), "")),
        .protocol = xstrdup(json_str_or(json_get(port, "protocol"), "TCP")),
        .target_port = read_text(target),
        .target_is_name = json_str(target) && strspn(json_str(target), "0123456789") != strlen(json_str(target)),
        .port = (int)number,
        .node_port = (int)json_int_or(json_get(port, "nodePort"), 0),
    };
    if (!p->target_port || strcmp(p->target_port, "0") == 0) {
        free(p->target_port);
        p->target_port = xasprintf("%d", p->port);
    }
}

static void read_service(struct service *to, const struct cluster *c, const struct object *o)
{
    const struct json *spec = json_get(o->object, "spec");
    read_name(&to->id, c, o);
    to->type = xstrdup(json_str_or(json_get(spec, "type"), "ClusterIP"));
    to->headless = str_equal(json_str(json_get(spec, "clusterIP")), "None");
    read_annotations(&to->annotations, NULL, o->object);
    strs_decode(&to->ip_families, json_get(spec, "ipFamilies"));
    json_each (port, json_get(spec, "ports"))
        read_port(to, port);
}

void service_put(struct cluster *c, const char *key, const struct object *o)
{
    struct service_entry *s = service_entry_get(c, key);
    own_str char *before = xstrdup_or_null(pairs_get(&s->record.annotations, OIDC_ANNOTATION));
    service_release(&s->record);
    read_service(&s->record, c, o);
    s->known = true;
    if (s->active && say_service(s))
        places_refresh(s);
    if (s->active && !str_equal(before, pairs_get(&s->record.annotations, OIDC_ANNOTATION)))
        ingress_review_users(c, key);
}

void service_remove(struct cluster *c, const char *key, const struct object *o)
{
    struct service_entry *s = NULL;
    HASH_FIND_STR(c->services, key, s);
    if (!s)
        return;
    if (!o) {
        HASH_DEL(c->services, s);
        entry_free(s);
        return;
    }
    service_release(&s->record);
    name_entry(s);
    s->known = false;
    if (s->active) {
        places_refresh(s);
        say_service_gone(s);
    }
    service_entry_tidy(s);
}
