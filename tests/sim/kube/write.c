/* What is written: objects that are new, changed, or go, each with the next version, and the watches told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/kube/write.h"

static void now_text(char to[32])
{
    char text[MOMENT_TEXT];
    moment_format(moment_now(), text);
    snprintf(to, 32, "%.19sZ", text);
}

struct json *write_parse(const struct version *v)
{
    return v ? json_parse(v->text, v->len, NULL) : NULL;
}

const struct version *write_commit(struct sim *s, struct object_head *h, const struct object_parts *p)
{
    char key[520];
    own_buf text = {0};
    h->rv = store_version(s->store) + 1;
    object_write(&text, h, p);
    const struct version *v = store_put(s->store, h->kind, object_key(key, h->namespace, h->name), buf_str(&text));
    watch_changed(s, h->kind);
    return v;
}

const struct version *write_current(const struct call *c)
{
    char key[520];
    return store_get(c->sim->store, c->target.kind, object_key(key, c->target.namespace, c->target.name));
}

/* ---- the first time ---- */

/* Objects may come before their namespace; a real server would refuse them. */
static void need_namespace(struct sim *s, const char *name)
{
    const struct kind *k = kind_by_plural("namespaces");
    if (!name[0] || store_get(s->store, k, name))
        return;
    own_str char *text = xasprintf("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\",\"labels\":"
                                   "{\"kubernetes.io/metadata.name\":\"%s\"}},\"spec\":{\"finalizers\":[\"kubernetes\"]},"
                                   "\"status\":{\"phase\":\"Active\"}}",
                                   name, name);
    own_json *object = json_parse(text, strlen(text), NULL);
    write_load(s, object, NULL);
}

const struct version *write_create(struct sim *s, const struct target *t, const struct json *object, const struct json *status)
{
    char key[520], uid[37], now[32];
    const struct json *m = json_get(object, "metadata");
    own_str char *seed = xasprintf("%s %s %llu", s->set.name, t->kind->plural, (unsigned long long)store_version(s->store));
    object_uid(uid, str_equal(t->kind->plural, "namespaces") ? s->set.name : seed, object_key(key, t->namespace, t->name));
    now_text(now);
    need_namespace(s, t->namespace);
    struct object_head h = {
        .kind = t->kind,
        .namespace = t->namespace,
        .name = t->name,
        .uid = json_str_or(json_get(m, "uid"), uid),
        .created = json_str_or(json_get(m, "creationTimestamp"), now),
        .deleted = json_str(json_get(m, "deletionTimestamp")),
        .grace = json_int_or(json_get(m, "deletionGracePeriodSeconds"), 30),
        .generation = t->kind->flags & KIND_GENERATION ? 1 : 0,
    };
    return write_commit(s, &h, &(struct object_parts){object, object, status});
}

/* ---- a change ---- */

static void remove_now(struct sim *s, struct object_head *h, const struct json *last)
{
    char key[520];
    own_buf text = {0};
    h->rv = store_version(s->store) + 1;
    object_write(&text, h, &(struct object_parts){last, last, last});
    store_delete(s->store, h->kind, object_key(key, h->namespace, h->name), buf_str(&text));
    watch_changed(s, h->kind);
}

void write_remove(struct sim *s, const struct kind *k, const char *key)
{
    own_json *last = write_parse(store_get(s->store, k, key));
    if (!last)
        return;
    struct object_head h = object_head_of(k, last);
    remove_now(s, &h, last);
}

/* An object that is being deleted goes with its last finalizer. */
static bool is_over(const struct object_head *h, const struct json *object)
{
    return h->deleted && h->grace == 0 && json_count(json_path(object, "metadata", "finalizers", NULL)) == 0;
}

char *write_change(struct sim *s, const struct kind *k, const struct version *old, const struct object_parts *p)
{
    own_json *before = write_parse(old);
    struct object_head h = object_head_of(k, before);
    own_buf same = {0};
    object_write(&same, &h, p);
    if (!strcmp(buf_str(&same), old->text))
        return buf_take(&same);
    if (h.generation && !object_same_body(before, p->body))
        h.generation++;
    if (is_over(&h, p->meta)) {
        char *text = xstrdup(buf_str(&same));
        own_json *last = json_parse(text, strlen(text), NULL);
        remove_now(s, &h, last);
        return text;
    }
    return xstrdup(write_commit(s, &h, p)->text);
}

/* ---- loading ---- */

static int load_target(struct target *t, const struct json *object, struct err *err)
{
    const char *api = json_str(json_get(object, "apiVersion")), *kind = json_str(json_get(object, "kind"));
    const char *name = json_str(json_path(object, "metadata", "name", NULL));
    if (!api || !kind || !name)
        return err_set(err, ERR_INPUT, "object without apiVersion, kind or metadata.name");
    *t = (struct target){.kind = kind_by_object(api, kind)};
    if (!t->kind)
        return err_set(err, ERR_INPUT, "unknown kind '%s' in '%s'", kind, api);
    const char *namespace = json_str_or(json_path(object, "metadata", "namespace", NULL), "default");
    if (t->kind->flags & KIND_NAMESPACED)
        snprintf(t->namespace, sizeof t->namespace, "%s", namespace);
    snprintf(t->name, sizeof t->name, "%s", name);
    return 0;
}

int write_load(struct sim *s, const struct json *object, struct err *err)
{
    struct target t;
    char key[520];
    if (load_target(&t, object, err))
        return -1;
    const struct version *old = store_get(s->store, t.kind, object_key(key, t.namespace, t.name));
    if (old)
        free(write_change(s, t.kind, old, &(struct object_parts){object, object, object}));
    else
        write_create(s, &t, object, object);
    return 0;
}
