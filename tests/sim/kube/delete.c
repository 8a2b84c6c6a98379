/* DELETE of objects: at once, or in two steps with the kubelet between them. */
#include <stdio.h>
#include <stdlib.h>

/* base */
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/kube/write.h"

/* A pod that is being deleted, until the kubelet is done with it. */
struct doomed {
    struct doomed *next;
    char *key;
    int64_t due_ms;
};

static int64_t grace_seconds(const struct call *c)
{
    const char *asked = sim_query(c->r, "gracePeriodSeconds");
    if (!str_equal(c->target.kind->plural, "pods"))
        return 0;
    return asked ? strtoll(asked, NULL, 10) : 30;
}

static void doom(struct sim *s, const char *key)
{
    struct doomed *d = xcalloc(1, sizeof *d);
    d->key = xstrdup(key);
    d->due_ms = mono_ms() + s->set.kubelet_ms;
    d->next = s->doomed;
    s->doomed = d;
}

/* The first half of a deletion: deletionTimestamp is set, the object stays. */
static const struct version *mark(struct call *c, struct object_head *h, const struct json *before)
{
    char when[32], text[MOMENT_TEXT];
    h->grace = grace_seconds(c);
    moment_format(moment_add_ms(moment_now(), h->grace * 1000), text);
    snprintf(when, sizeof when, "%.19sZ", text);
    h->deleted = when;
    if (h->generation)
        h->generation++;
    const struct version *v = write_commit(c->sim, h, &(struct object_parts){before, before, before});
    h->deleted = NULL;
    return v;
}

static void reply_deleted(struct call *c, const struct object_head *h)
{
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    json_add_str(&o, "kind", "Status");
    json_add_str(&o, "apiVersion", "v1");
    json_add_raw(&o, "metadata", "{}");
    json_add_str(&o, "status", "Success");
    json_open_object(&o, "details");
    json_add_str(&o, "name", h->name);
    json_add_str(&o, "group", h->kind->group[0] ? h->kind->group : NULL);
    json_add_str(&o, "kind", h->kind->plural);
    json_add_str(&o, "uid", h->uid);
    json_close_object(&o);
    json_close_object(&o);
    reply_json(c, 200, &body);
}

/* Pods go in two steps, as do objects with finalizers; all others at once. */
static void delete_in_steps(struct call *c, struct object_head *h, const struct json *before)
{
    char key[520];
    object_key(key, h->namespace, h->name);
    bool finalizers = json_count(json_path(before, "metadata", "finalizers", NULL)) > 0;
    const struct version *v = h->deleted ? store_get(c->sim->store, h->kind, key) : mark(c, h, before);
    reply_object(c, 200, v->text);
    if (finalizers)
        return;
    if (grace_seconds(c) == 0 || c->sim->set.kubelet_ms == 0)
        write_remove(c->sim, h->kind, key);
    else
        doom(c->sim, key);
}

void answer_delete(struct call *c)
{
    char key[520];
    const struct version *old = write_current(c);
    if (!old) {
        reply_not_found(c);
        return;
    }
    own_json *before = write_parse(old);
    struct object_head h = object_head_of(c->target.kind, before);
    if (str_equal(h.kind->plural, "pods") || json_count(json_path(before, "metadata", "finalizers", NULL)) > 0) {
        delete_in_steps(c, &h, before);
        return;
    }
    reply_deleted(c, &h);
    write_remove(c->sim, h.kind, object_key(key, h.namespace, h.name));
}

/* ---- the kubelet ---- */

int64_t delete_tick(struct sim *s)
{
    int64_t now = mono_ms(), wait = -1;
    for (struct doomed **at = &s->doomed; *at;) {
        struct doomed *d = *at;
        if (d->due_ms <= now) {
            *at = d->next;
            write_remove(s, kind_by_plural("pods"), d->key);
            free(d->key);
            free(d);
            continue;
        }
        wait = wait < 0 || d->due_ms - now < wait ? d->due_ms - now : wait;
        at = &d->next;
    }
    return wait;
}

void delete_release(struct sim *s)
{
    while (s->doomed) {
        struct doomed *d = s->doomed;
        s->doomed = d->next;
        free(d->key);
        free(d);
    }
}
