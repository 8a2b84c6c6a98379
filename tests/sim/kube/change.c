/* POST, PUT and PATCH of objects. */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/json_patch.h"
#include "tests/sim/kube/strategic.h"
#include "tests/sim/kube/write.h"

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

static bool status_is_apart(const struct call *c)
{
    return c->sim->set.status_rule == STATUS_BY_SUBRESOURCE && c->target.kind->flags & KIND_STATUS;
}

void answer_create(struct call *c)
{
    own_json *body = read_body(c);
    if (!body || !body_fits(c, body))
        return;
    if (write_current(c)) {
        reply_conflict(c, "AlreadyExists", "already exists");
        return;
    }
    reply_object(c, 201, write_create(c->sim, &c->target, body, status_is_apart(c) ? NULL : body)->text);
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
    own_json *before = write_parse(old);
    struct object_parts p = {next, next, status_is_apart(c) ? before : next};
    if (c->target.subresource[0])
        p = (struct object_parts){next, before, next};
    own_str char *text = write_change(c->sim, c->target.kind, old, &p);
    reply_object(c, 200, text);
}

void answer_update(struct call *c)
{
    own_json *body = read_body(c);
    const struct version *old = write_current(c);
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
    own_json *before = write_parse(old);
    const char *wanted = json_str(json_path(patch, "metadata", "uid", NULL));
    if (!wanted || str_equal(wanted, json_str(json_path(before, "metadata", "uid", NULL))))
        return true;
    reply_status(c, &(struct status){.code = 422, .reason = "Invalid", .message = "metadata.uid: Invalid value: field is immutable"});
    return false;
}

static void answer_json_patch(struct call *c, const struct version *old)
{
    struct err err = {0};
    own_json *before = write_parse(old);
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
    const struct version *old = write_current(c);
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
    own_json *before = write_parse(old);
    own_json *next = type == PATCH_STRATEGIC ? object_merge_strategic(before, patch) : object_merge_plain(before, patch);
    write_next(c, old, next);
}
