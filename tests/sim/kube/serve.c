/* From the request line to the part that answers, in the order of a real API server:
 * 1 authentication, 2 the resource, 3 authorization, 4 the verb. */
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

static const struct {
    const char *method;
    bool named; /* the path ends in a name */
    const char *verb;
    void (*answer)(struct call *c);
} verbs[] = {
    {"GET", false, "list", answer_list},    {"GET", true, "get", answer_get},       {"POST", false, "create", answer_create},
    {"PUT", true, "update", answer_update}, {"PATCH", true, "patch", answer_patch}, {"DELETE", true, "delete", answer_delete},
};

static bool wants_watch(const struct call *c)
{
    const char *watch = sim_query(c->r, "watch");
    return watch && (!strcmp(watch, "1") || !strcmp(watch, "true"));
}

/* The row for the method; NULL for one that is not allowed here. */
static void (*choose(struct call *c))(struct call *c)
{
    bool named = c->target.name[0] != '\0';
    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        if (strcmp(verbs[i].method, c->r->method) != 0 || verbs[i].named != named)
            continue;
        bool watch = !named && verbs[i].answer == answer_list && wants_watch(c);
        c->verb = watch ? "watch" : verbs[i].verb;
        return watch ? answer_watch : verbs[i].answer;
    }
    return NULL;
}

/* What the client accepts: JSON, or only the metadata of it. False when 406 was answered. */
static bool negotiate(struct call *c)
{
    const char *accept = sim_header(c->r, "Accept");
    if (!accept)
        return true;
    c->metadata_only = strstr(accept, "as=PartialObjectMetadata") != NULL;
    if (strstr(accept, "application/json") || strstr(accept, "*/*") || strstr(accept, "application/*"))
        return true;
    reply_status(c, &(struct status){.code = 406,
                                     .reason = "NotAcceptable",
                                     .message = "only the following media types are accepted: application/json"});
    return false;
}

static bool exists(const struct call *c)
{
    const struct target *t = &c->target;
    if (!t->kind || (c->sim->absent >> (t->kind - kinds) & 1))
        return false;
    return !t->subresource[0] || (!strcmp(t->subresource, "status") && t->kind->flags & KIND_STATUS);
}

static void serve_resource(struct call *c)
{
    void (*answer)(struct call *) = c->target.kind ? choose(c) : NULL;
    if (fault_meets(c) || !access_authenticate(c) || answer_review(c) || answer_discovery(c))
        return;
    if (!exists(c)) {
        reply_text(c, 404, "404 page not found\n");
        return;
    }
    if (!answer) {
        reply_status(c, &(struct status){.code = 405,
                                         .reason = "MethodNotAllowed",
                                         .message = "the server does not allow this method on the requested resource"});
        return;
    }
    if (access_authorize(c) && negotiate(c))
        answer(c);
}

void serve(void *sim, struct sim_request *r)
{
    struct call c = {.sim = sim, .r = r, .verb = "", .user = ""};
    if (str_starts(r->path, "/sim/")) {
        answer_control(&c);
        return;
    }
    if (target_parse(&c.target, r->path))
        c.target = (struct target){0};
    serve_resource(&c);
}
