/* POST, PUT, PATCH and DELETE of objects, and what stands behind them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/kube/json_patch.h"
#include "tests/sim/kube/sim.h"
#include "tests/sim/kube/strategic.h"

/* A pod that is being deleted, until the kubelet is done with it. */
struct doomed {
    struct doomed *next;
    char *key;
    int64_t due_ms;
};

static void now_text(char to[32])
{
    char text[MOMENT_TEXT];
    moment_format(moment_now(), text);
    snprintf(to, 32, "%.19sZ", text);
}

static struct json *parse(const struct version *v)
{
    return v ? json_parse(v->text, v->len, NULL) : NULL;
}

/* Puts the object with the next version and tells the watches. */
static const struct version *commit(struct sim *s, struct object_head *h, const struct object_parts *p)
{
    char key[520];
    own_buf text = {0};
    h->rv = store_version(s->store) + 1;
    object_write(&text, h, p);
    const struct version *v = store_put(s->store, h->kind, object_key(key, h->namespace, h->name), buf_str(&text));
    watch_changed(s, h->kind);
    return v;
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

static const struct version *create(struct sim *s, const struct target *t, const struct json *object, const struct json *status)
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
    return commit(s, &h, &(struct object_parts){object, object, status});
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
    own_json *last = parse(store_get(s->store, k, key));
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

/* Writes the next state, unless nothing would change. Gives the text; free with free(). */
static char *change(struct sim *s, const struct kind *k, const struct version *old, const struct object_parts *p)
{
    own_json *before = parse(old);
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
    return xstrdup(commit(s, &h, p)->text);
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
        free(change(s, t.kind, old, &(struct object_parts){object, object, object}));
    else
        create(s, &t, object, object);
    return 0;
}

/* ---- the verbs ---- */

static struct json *read_body(struct call *c)
{
    struct err err = {0};
    struct json *body = json_parse(buf_str(&c->r->body), c->r->body.len, &err);
    if (body && json_kind(body) == JSON_OBJECT)
        return body;
    json_free(body);
    own_str char *message =
        xasprintf("the object provided is unrecognized (must be of type %s): couldn't get version/kind; json parse error: %s",
                  c->target.kind->name, err.text[0] ? err.text : "not an object");
    reply_bad_request(c, message);
    return NULL;
}

static void reply_text_of(struct call *c, int code, const char *text)
{
    struct buf body = {0};
    render_object(&body, c, text);
    reply_json(c, code, &body);
}

static void reply_conflict(struct call *c, const char *reason, const char *format)
{
    char qualified[128];
    const struct kind *k = c->target.kind;
    own_buf message = {0};
    kind_qualified(k, qualified);
    if (!strcmp(reason, "AlreadyExists"))
        buf_addf(&message, "%s \"%s\" %s", qualified, c->target.name, format);
    else
        buf_addf(&message, "Operation cannot be fulfilled on %s \"%s\": %s", qualified, c->target.name, format);
    reply_status(
        c, &(struct status){
               .code = 409, .reason = reason, .message = buf_str(&message), .group = k->group, .kind = k->plural, .name = c->target.name});
}

/* Type, name and namespace in the body must be those of the path. False when it has answered. */
static bool body_fits(struct call *c, const struct json *body)
{
    char version[128];
    struct target *t = &c->target;
    const char *api = json_str_or(json_get(body, "apiVersion"), ""), *kind = json_str_or(json_get(body, "kind"), "");
    const char *namespace = json_str_or(json_path(body, "metadata", "namespace", NULL), t->namespace);
    const char *name = json_str(json_path(body, "metadata", "name", NULL));
    if (strcmp(kind, t->kind->name) != 0 || strcmp(api, kind_api_version(t->kind, version)) != 0)
        reply_bad_request(c, "the API version or kind in the data does not match the expected one");
    else if (strcmp(namespace, t->namespace) != 0)
        reply_bad_request(c, "the namespace of the provided object does not match the namespace sent on the request");
    else if (!name || !*name || (t->name[0] && strcmp(name, t->name) != 0))
        reply_bad_request(c, "the name of the object is missing or does not match the name on the URL");
    else if (!t->namespace[0] && t->kind->flags & KIND_NAMESPACED)
        reply_bad_request(c, "an empty namespace may not be set during creation");
    else
        return snprintf(t->name, sizeof t->name, "%s", name) > 0;
    return false;
}

static const struct version *current(const struct call *c)
{
    char key[520];
    return store_get(c->sim->store, c->target.kind, object_key(key, c->target.namespace, c->target.name));
}

static bool status_is_apart(const struct call *c)
{
    return c->sim->set.status_rule == STATUS_BY_SUBRESOURCE && c->target.kind->flags & KIND_STATUS;
}

void answer_create(struct call *c)
{
    own_json *body = read_body(c);
    if (!body || !body_fits(c, body))
        return;
    if (current(c)) {
        reply_conflict(c, "AlreadyExists", "already exists");
        return;
    }
    reply_text_of(c, 201, create(c->sim, &c->target, body, status_is_apart(c) ? NULL : body)->text);
}

/* A resourceVersion in the body must be the newest. False when it has answered 409. */
static bool not_stale(struct call *c, const struct json *body, const struct version *old)
{
    char version[24];
    const char *wanted = json_str(json_path(body, "metadata", "resourceVersion", NULL));
    snprintf(version, sizeof version, "%llu", (unsigned long long)old->rv);
    if (!wanted || !*wanted || !strcmp(wanted, version))
        return true;
    reply_conflict(c, "Conflict", "the object has been modified; please apply your changes to the latest version and try again");
    return false;
}

/* `next` is the whole object as the client would have it; which parts count depends on the path. */
static void write_next(struct call *c, const struct version *old, const struct json *next)
{
    own_json *before = parse(old);
    struct object_parts p = {next, next, status_is_apart(c) ? before : next};
    if (c->target.subresource[0])
        p = (struct object_parts){next, before, next};
    own_str char *text = change(c->sim, c->target.kind, old, &p);
    reply_text_of(c, 200, text);
}

void answer_update(struct call *c)
{
    own_json *body = read_body(c);
    const struct version *old = current(c);
    if (!body || !body_fits(c, body))
        return;
    if (!old)
        reply_not_found(c);
    else if (not_stale(c, body, old))
        write_next(c, old, body);
}

/* A uid in the patch is a precondition. False when it has answered 422. */
static bool same_uid(struct call *c, const struct json *patch, const struct version *old)
{
    own_json *before = parse(old);
    const char *wanted = json_str(json_path(patch, "metadata", "uid", NULL));
    if (!wanted || str_equal(wanted, json_str(json_path(before, "metadata", "uid", NULL))))
        return true;
    reply_status(c, &(struct status){.code = 422, .reason = "Invalid", .message = "metadata.uid: Invalid value: field is immutable"});
    return false;
}

static void answer_json_patch(struct call *c, const struct version *old)
{
    struct err err = {0};
    own_json *before = parse(old);
    own_json *next = object_json_patch(before, &c->r->body, &err);
    if (next)
        write_next(c, old, next);
    else
        reply_status(c, &(struct status){.code = 422, .reason = "Invalid", .message = err.text});
}

void answer_patch(struct call *c)
{
    enum patch_type type = patch_type(sim_header(c->r, "Content-Type"), c->target.kind);
    if (type == PATCH_UNKNOWN) {
        reply_status(c, &(struct status){.code = 415,
                                         .reason = "UnsupportedMediaType",
                                         .message = "the body of the request was in an unknown format - accepted media types include: "
                                                    "application/merge-patch+json"});
        return;
    }
    const struct version *old = current(c);
    if (old && type == PATCH_JSON) {
        answer_json_patch(c, old);
        return;
    }
    own_json *patch = read_body(c);
    if (!patch)
        return;
    if (!old) {
        reply_not_found(c);
        return;
    }
    if (!not_stale(c, patch, old) || !same_uid(c, patch, old))
        return;
    own_json *before = parse(old);
    own_json *next = type == PATCH_STRATEGIC ? object_merge_strategic(before, patch) : object_merge_plain(before, patch);
    write_next(c, old, next);
}

/* ---- deleting ---- */

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
    const struct version *v = commit(c->sim, h, &(struct object_parts){before, before, before});
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
    reply_text_of(c, 200, v->text);
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
    const struct version *old = current(c);
    if (!old) {
        reply_not_found(c);
        return;
    }
    own_json *before = parse(old);
    struct object_head h = object_head_of(c->target.kind, before);
    if (str_equal(h.kind->plural, "pods") || json_count(json_path(before, "metadata", "finalizers", NULL)) > 0) {
        delete_in_steps(c, &h, before);
        return;
    }
    reply_deleted(c, &h);
    write_remove(c->sim, h.kind, object_key(key, h.namespace, h.name));
}

/* ---- the kubelet ---- */

int64_t write_tick(struct sim *s)
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

void write_release(struct sim *s)
{
    while (s->doomed) {
        struct doomed *d = s->doomed;
        s->doomed = d->next;
        free(d->key);
        free(d);
    }
}
