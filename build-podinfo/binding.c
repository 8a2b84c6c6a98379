#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

/* The incumbent labels the bindings that it makes for its own target groups ("PREFIX.k8s.aws/stack",
 * "…/stack-namespace", "…/stack-name"): those are its business. */
static bool made_by_incumbent(const struct json *object)
{
    json_each (label, json_path(object, "metadata", "labels", NULL)) {
        if (strstr(json_name(label), ".k8s.aws/stack"))
            return true;
    }
    return false;
}

static struct binding_entry *entry_get(struct cluster *c, const char *key)
{
    struct binding_entry *b = NULL;
    HASH_FIND_STR(c->bindings, key, b);
    if (b)
        return b;
    b = xcalloc(1, sizeof *b);
    b->key = xstrdup(key);
    HASH_ADD_KEYPTR(hh, c->bindings, b->key, strlen(b->key), b);
    return b;
}

static int64_t read_generation(const struct json *object)
{
    return json_int_or(json_path(object, "metadata", "generation", NULL), 0);
}

static void follow_refs(struct cluster *c, struct binding_entry *b, const struct object *o)
{
    const struct json *ref = json_path(o->object, "spec", "serviceRef", NULL);
    const char *service = json_str(json_get(ref, "name"));
    own_str char *port = read_text(json_get(ref, "port"));
    struct refs now = {0};
    if (service && port)
        refs_add(&now, o->namespace ? o->namespace : "", service, port);
    refs_replace(c, &b->refs, &now);
}

static void say_binding_gone(struct cluster *c, struct binding_entry *b, const struct object *o)
{
    struct binding name = {0};
    own_buf data = {0};
    read_name(&name.id, c, o);
    str_replace(&name.id.uid, NULL);
    binding_encode(&name, &data);
    own_str char *subject = binding_subject(&name);
    say_gone(c, &b->said, "binding.delete", subject, buf_str(&data));
    binding_release(&name);
}

static void forget(struct cluster *c, const char *key, const struct object *o)
{
    struct refs none = {0};
    struct binding_entry *b = NULL;
    HASH_FIND_STR(c->bindings, key, b);
    if (!b)
        return;
    if (o) {
        say_binding_gone(c, b, o);
        refs_replace(c, &b->refs, &none);
    }
    HASH_DEL(c->bindings, b);
    refs_release(&b->refs);
    free(b->key);
    free(b);
}

static void say_finalizers(struct cluster *c, const struct object *o, bool there)
{
    static char kind[] = "TargetGroupBinding";
    struct finalizers f = {.kind = kind};
    read_name(&f.id, c, o);
    if (there) {
        f.deleting = read_deleting(o->object);
        f.generated = made_by_incumbent(o->object);
        f.target_group = xstrdup_or_null(json_str(json_path(o->object, "spec", "targetGroupARN", NULL)));
        read_finalizers(&f.all, o->object);
    }
    hold_say(c, &f);
    f.kind = NULL; /* not its own */
    finalizers_release(&f);
}

void binding_put(struct cluster *c, const char *key, const struct object *o)
{
    say_finalizers(c, o, true);
    if (read_deleting(o->object) || made_by_incumbent(o->object)) {
        forget(c, key, o);
        return;
    }
    struct binding_entry *b = entry_get(c, key);
    struct binding record = {
        .created = read_created(o->object), .generation = read_generation(o->object), .spec = json_text(json_get(o->object, "spec"))};
    own_buf data = {0};
    read_name(&record.id, c, o);
    read_annotations(&record.annotations, NULL, o->object);
    binding_encode(&record, &data);
    own_str char *subject = binding_subject(&record);
    follow_refs(c, b, o);
    say_changed(c, &b->said, "binding.put", subject, buf_str(&data));
    binding_release(&record);
}

void binding_remove(struct cluster *c, const char *key, const struct object *o)
{
    if (o)
        say_finalizers(c, o, false);
    forget(c, key, o);
}
