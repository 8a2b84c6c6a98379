#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

/* What was said of the finalizers on one object. */
struct hold_entry {
    char *key; /* the subject */
    struct said said;
    UT_hash_handle hh;
};

static void drop(struct cluster *c, struct hold_entry *h)
{
    HASH_DEL(c->holds, h);
    free(h->key);
    free(h);
}

static bool holds(const struct finalizers *f)
{
    for (size_t i = 0; i < f->all.count; i++)
        if (finalizer_is_known(f->all.items[i]))
            return true;
    return false;
}

static void say_free(struct cluster *c, struct hold_entry *h, const struct finalizers *f)
{
    struct finalizers name = {.id = {.cluster = f->id.cluster, .namespace = f->id.namespace, .name = f->id.name}, .kind = f->kind};
    own_buf data = {0};
    finalizers_encode(&name, &data);
    say_gone(c, &h->said, "finalizers.delete", h->key, buf_str(&data));
    drop(c, h);
}

void hold_say(struct cluster *c, const struct finalizers *f)
{
    own_str char *subject = finalizers_subject(f);
    own_buf data = {0};
    struct hold_entry *h = NULL;
    HASH_FIND_STR(c->holds, subject, h);
    if (!holds(f)) {
        if (h)
            say_free(c, h, f);
        return;
    }
    if (!h) {
        h = xcalloc(1, sizeof *h);
        h->key = xstrdup(subject);
        HASH_ADD_KEYPTR(hh, c->holds, h->key, strlen(h->key), h);
    }
    finalizers_encode(f, &data);
    say_changed(c, &h->said, "finalizers.put", subject, buf_str(&data));
}

void holds_forget(struct cluster *c)
{
    while (c->holds)
        drop(c, c->holds);
}
