#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/object.h"

static void write_head(struct json_out *o, const struct object_head *h)
{
    char version[24];
    snprintf(version, sizeof version, "%llu", (unsigned long long)h->rv);
    json_add_str(o, "name", h->name);
    if (h->namespace[0])
        json_add_str(o, "namespace", h->namespace);
    json_add_str(o, "uid", h->uid);
    json_add_str(o, "resourceVersion", version);
    if (h->generation)
        json_add_int(o, "generation", h->generation);
    json_add_str(o, "creationTimestamp", h->created);
    if (h->deleted) {
        json_add_str(o, "deletionTimestamp", h->deleted);
        json_add_int(o, "deletionGracePeriodSeconds", h->grace);
    }
}

static void write_user_metadata(struct json_out *o, const struct json *metadata)
{
    static const char *const kept[] = {"generateName", "labels", "annotations", "ownerReferences", "finalizers", "managedFields"};
    for (size_t i = 0; i < COUNT_OF(kept); i++) {
        const struct json *value = json_get(metadata, kept[i]);
        if (json_kind(value) != JSON_NULL && (json_str(value) || json_count(value)))
            json_add_node(o, kept[i], value);
    }
}

static bool is_own(const char *name)
{
    static const char *const own[] = {"kind", "apiVersion", "metadata", "status"};
    for (size_t i = 0; i < COUNT_OF(own); i++)
        if (!strcmp(name, own[i]))
            return true;
    return false;
}

static void write_body(struct json_out *o, const struct json *body)
{
    for (const struct json *m = json_first(body); m; m = json_next(m))
        if (!is_own(json_name(m)))
            json_add_node(o, json_name(m), m);
}

void object_write(struct buf *to, const struct object_head *h, const struct object_parts *p)
{
    char version[128];
    bool custom = h->kind->flags & KIND_CUSTOM;
    struct json_out o = json_out(to);
    kind_api_version(h->kind, version);
    json_open_object(&o, NULL);
    json_add_str(&o, custom ? "apiVersion" : "kind", custom ? version : h->kind->name);
    json_add_str(&o, custom ? "kind" : "apiVersion", custom ? h->kind->name : version);
    json_open_object(&o, "metadata");
    write_head(&o, h);
    write_user_metadata(&o, json_get(p->meta, "metadata"));
    json_close_object(&o);
    write_body(&o, p->body);
    if (json_kind(json_get(p->status, "status")) != JSON_NULL)
        json_add_node(&o, "status", json_get(p->status, "status"));
    json_close_object(&o);
}

struct object_head object_head_of(const struct kind *k, const struct json *object)
{
    const struct json *m = json_get(object, "metadata");
    return (struct object_head){
        .kind = k,
        .namespace = json_str_or(json_get(m, "namespace"), ""),
        .name = json_str_or(json_get(m, "name"), ""),
        .uid = json_str_or(json_get(m, "uid"), ""),
        .created = json_str(json_get(m, "creationTimestamp")),
        .deleted = json_str(json_get(m, "deletionTimestamp")),
        .grace = json_int_or(json_get(m, "deletionGracePeriodSeconds"), 0),
        .generation = json_int_or(json_get(m, "generation"), 0),
        .rv = strtoull(json_str_or(json_get(m, "resourceVersion"), "0"), NULL, 10),
    };
}

static void merge_into(struct json_out *o, const char *name, const struct json *old, const struct json *patch)
{
    if (json_kind(patch) != JSON_OBJECT) {
        json_add_node(o, name, patch);
        return;
    }
    if (json_kind(old) != JSON_OBJECT)
        old = NULL;
    json_open_object(o, name);
    for (const struct json *m = json_first(old); m; m = json_next(m)) {
        const struct json *change = json_get(patch, json_name(m));
        if (json_kind(change) == JSON_ABSENT)
            json_add_node(o, json_name(m), m);
        else if (json_kind(change) != JSON_NULL)
            merge_into(o, json_name(m), m, change);
    }
    for (const struct json *m = json_first(patch); m; m = json_next(m))
        if (json_kind(m) != JSON_NULL && json_kind(json_get(old, json_name(m))) == JSON_ABSENT)
            merge_into(o, json_name(m), NULL, m);
    json_close_object(o);
}

void object_merge(struct buf *to, const struct json *old, const struct json *patch)
{
    struct json_out o = json_out(to);
    merge_into(&o, NULL, old, patch);
}

static bool body_covers(const struct json *a, const struct json *b)
{
    for (const struct json *m = json_first(a); m; m = json_next(m))
        if (!is_own(json_name(m)) && !json_equal(m, json_get(b, json_name(m))))
            return false;
    return true;
}

bool object_same_body(const struct json *a, const struct json *b)
{
    return body_covers(a, b) && body_covers(b, a);
}

void object_uid(char to[37], const char *seed, const char *key)
{
    char hex[SHA256_HEX];
    own_str char *text = xasprintf("%s %s", seed, key);
    sha256_hex(text, strlen(text), hex);
    snprintf(to, 37, "%.8s-%.4s-4%.3s-a%.3s-%.12s", hex, hex + 8, hex + 12, hex + 15, hex + 18);
}

char *object_key(char to[520], const char *namespace, const char *name)
{
    snprintf(to, 520, "%.255s%s%.255s", namespace, namespace[0] ? "/" : "", name);
    return to;
}

/* ---- selectors ---- */

bool selector_empty(const struct selector *s)
{
    return (!s->labels || !*s->labels) && (!s->fields || !*s->fields);
}

static const struct json *field_node(const struct json *object, const char *path)
{
    own_str char *copy = xstrdup(path);
    const struct json *node = object;
    char *rest = NULL;
    for (char *part = strtok_r(copy, ".", &rest); part; part = strtok_r(NULL, ".", &rest))
        node = json_get(node, part);
    return node;
}

/* One requirement: KEY=VALUE, KEY==VALUE, KEY!=VALUE, KEY or !KEY. */
static bool requirement_holds(char *text, const struct json *labels, const struct json *object)
{
    char *equals = strchr(text, '=');
    if (!equals) {
        bool absent = *text == '!';
        return (json_kind(json_get(labels, text + absent)) == JSON_ABSENT) == absent;
    }
    bool differs = equals > text && equals[-1] == '!';
    const char *want = equals + (equals[1] == '=' ? 2 : 1);
    equals[differs ? -1 : 0] = '\0';
    const char *is = json_str(object ? field_node(object, text) : json_get(labels, text));
    bool equal = object ? !strcmp(is ? is : "", want) : is && !strcmp(is, want);
    return equal != differs;
}

static bool all_hold(const char *requirements, const struct json *labels, const struct json *object)
{
    own_str char *copy = xstrdup(requirements ? requirements : "");
    char *rest = NULL;
    for (char *one = strtok_r(copy, ",", &rest); one; one = strtok_r(NULL, ",", &rest))
        if (!requirement_holds(one, labels, object))
            return false;
    return true;
}

bool selector_matches(const struct selector *s, const char *object_text)
{
    if (selector_empty(s))
        return true;
    own_json *object = json_parse(object_text, strlen(object_text), NULL);
    const struct json *labels = json_path(object, "metadata", "labels", NULL);
    return all_hold(s->labels, labels, NULL) && all_hold(s->fields, NULL, object);
}
