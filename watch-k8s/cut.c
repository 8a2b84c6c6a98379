#include "watch-k8s/cut.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/digest.h"
#include "lib/base/mem.h"

/* The table as a tree of names. */
struct branch {
    char *name;           /* "[]": every element */
    bool beginning;       /* name is how members begin */
    struct branch *items; /* none: all below is kept */
    size_t count, cap;
};

struct cut {
    const struct kind *kind;
    struct branch root;
};

static struct branch *branch_add(struct branch *at, const char *name, size_t len)
{
    bool star = len > 1 && name[len - 1] == '*';

    for (size_t i = 0; i < at->count; i++)
        if (strlen(at->items[i].name) == len && !memcmp(at->items[i].name, name, len))
            return &at->items[i];
    ARRAY_GROW(at->items, at->count, at->cap);
    at->items[at->count] = (struct branch){.name = xstrndup(name, star ? len - 1 : len), .beginning = star};
    return &at->items[at->count++];
}

struct cut *cut_new(const struct kind *kind)
{
    struct cut *c = xcalloc(1, sizeof *c);

    c->kind = kind;
    for (const struct keep *k = kind->keep; k->path; k++) {
        struct branch *at = &c->root;

        for (const char *p = k->path; *p; p += strspn(p, " ")) {
            size_t len = strcspn(p, " ");

            at = branch_add(at, p, len);
            p += len;
        }
    }
    return c;
}

static void branch_release(struct branch *b)
{
    for (size_t i = 0; i < b->count; i++)
        branch_release(&b->items[i]);
    free(b->items);
    free(b->name);
}

void cut_free(struct cut *c)
{
    if (!c)
        return;
    branch_release(&c->root);
    free(c);
}

static void write_kept(const struct branch *b, const struct json *node, const char *name, struct json_out *o);

static void write_members(const struct branch *b, const struct json *object, struct json_out *o)
{
    for (size_t i = 0; i < b->count; i++) {
        const struct branch *kept = &b->items[i];

        if (!kept->beginning)
            write_kept(kept, json_get(object, kept->name), kept->name, o);
        else
            json_each (member, object)
                if (str_starts(json_name(member), kept->name))
                    write_kept(kept, member, json_name(member), o);
    }
}

static void write_object(const struct branch *b, const struct json *object, const char *name, struct json_out *o)
{
    size_t before = o->to->len;
    bool comma = o->comma;

    json_open_object(o, name);
    size_t empty = o->to->len;
    write_members(b, object, o);
    if (o->to->len > empty || !name) {
        json_close_object(o);
        return;
    }
    o->to->len = before; /* nothing of it is kept */
    o->to->data[before] = '\0';
    o->comma = comma;
}

static void write_elements(const struct branch *b, const struct json *array, const char *name, struct json_out *o)
{
    if (!json_count(array))
        return;
    json_open_array(o, name);
    json_each (element, array)
        write_kept(b, element, NULL, o);
    json_close_array(o);
}

static void write_kept(const struct branch *b, const struct json *node, const char *name, struct json_out *o)
{
    enum json_kind kind = json_kind(node);

    if (kind == JSON_ABSENT || kind == JSON_NULL)
        return;
    if (!b->count || (kind != JSON_OBJECT && kind != JSON_ARRAY))
        json_add_node(o, name, node);
    else if (!strcmp(b->items[0].name, "[]") != (kind == JSON_ARRAY))
        json_add_raw(o, name, kind == JSON_ARRAY ? "[]" : "{}"); /* of a wrong type: that it is shows, and nothing of it */
    else if (kind == JSON_OBJECT)
        write_object(b, node, name, o);
    else
        write_elements(&b->items[0], node, name, o);
}

static void write_head(const struct cut *c, struct json_out *o)
{
    json_open_object(o, NULL);
    json_add_str(o, "apiVersion", c->kind->group_version);
    json_add_str(o, "kind", c->kind->kind);
}

static void write_metadata(const struct branch *b, const struct json *object, struct cut_version *version, struct json_out *o)
{
    json_open_object(o, "metadata");
    write_members(b, json_get(object, "metadata"), o);
    version->at = o->to->len;
    json_add_str(o, "resourceVersion", version->text);
    version->len = o->to->len - version->at;
    json_close_object(o);
}

void cut_object(const struct cut *c, const struct json *object, const char *resource_version, struct buf *to)
{
    cut_object_at(c, object, &(struct cut_version){.text = resource_version}, to);
}

void cut_object_at(const struct cut *c, const struct json *object, struct cut_version *version, struct buf *to)
{
    struct json_out o = json_out(to);

    write_head(c, &o);
    for (size_t i = 0; i < c->root.count; i++) {
        const struct branch *b = &c->root.items[i];

        if (!strcmp(b->name, "metadata"))
            write_metadata(b, object, version, &o);
        else
            write_kept(b, json_get(object, b->name), b->name, &o);
    }
    json_close_object(&o);
}

static void write_hashes(const struct json *data, const struct buf *key, struct json_out *o)
{
    uint8_t hash[SHA256_BYTES];
    char hex[SHA256_HEX];

    if (!json_count(data))
        return;
    json_open_object(o, "data");
    json_each (member, data) {
        const char *value = json_str_or(member, "");

        hmac_sha256(key->data, key->len, value, strlen(value), hash);
        json_add_str(o, json_name(member), hex_encode(hash, sizeof hash, hex));
    }
    json_close_object(o);
}

void cut_secret(const struct cut *c, const struct json *object, const char *cluster, const char *resource_version, struct buf *to)
{
    struct json_out o = json_out(to);
    own_buf key = {0};
    own_str char *words = xasprintf("headgate secret %s %s", cluster, json_str_or(json_path(object, "metadata", "uid", NULL), ""));
    uint8_t hash[SHA256_BYTES];

    sha256(words, strlen(words), hash);
    buf_add(&key, hash, sizeof hash);
    write_head(c, &o);
    for (size_t i = 0; i < c->root.count; i++) {
        const struct branch *b = &c->root.items[i];

        if (!strcmp(b->name, "metadata"))
            write_metadata(b, object, &(struct cut_version){.text = resource_version}, &o);
        else if (!strcmp(b->name, "data"))
            write_hashes(json_get(object, "data"), &key, &o);
        else
            write_kept(b, json_get(object, b->name), b->name, &o);
    }
    json_close_object(&o);
}

void cut_names(const struct cut *c, const char *namespace, const char *name, const char *uid, const char *resource_version, struct buf *to)
{
    struct json_out o = json_out(to);

    write_head(c, &o);
    json_open_object(&o, "metadata");
    json_add_str(&o, "name", name);
    json_add_str(&o, "namespace", namespace);
    json_add_str(&o, "uid", uid);
    json_add_str(&o, "resourceVersion", resource_version);
    json_close_object(&o);
    json_close_object(&o);
}
