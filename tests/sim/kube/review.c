/* Who asks, and what may he do: SelfSubjectReview (authentication.k8s.io/v1) and SelfSubjectAccessReview
 * (authorization.k8s.io/v1). Nothing is kept of them. */
#include <string.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

static const struct kind *find(const char *group, const char *resource)
{
    for (size_t i = 0; i < kind_count; i++)
        if (!strcmp(kinds[i].group, group) && !strcmp(kinds[i].plural, resource))
            return &kinds[i];
    return NULL;
}

static bool allowed(const struct call *c, const struct json *asked)
{
    struct call as = *c;
    as.target = (struct target){.kind = find(json_str_or(json_get(asked, "group"), ""), json_str_or(json_get(asked, "resource"), ""))};
    as.verb = json_str_or(json_get(asked, "verb"), "");
    return as.target.kind && access_allows(&as);
}

static void review_access(struct call *c)
{
    own_json *review = json_parse(buf_str(&c->r->body), c->r->body.len, NULL);
    struct buf body = {0};
    buf_addf(&body, "{\"kind\":\"SelfSubjectAccessReview\",\"apiVersion\":\"authorization.k8s.io/v1\",\"status\":{\"allowed\":%s}}",
             allowed(c, json_path(review, "spec", "resourceAttributes", NULL)) ? "true" : "false");
    reply_json(c, 201, &body);
}

static void review_self(struct call *c)
{
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    json_add_str(&o, "kind", "SelfSubjectReview");
    json_add_str(&o, "apiVersion", "authentication.k8s.io/v1");
    json_open_object(&o, "status");
    json_open_object(&o, "userInfo");
    json_add_str(&o, "username", c->user);
    json_add_raw(&o, "groups", "[\"system:authenticated\"]");
    json_close_object(&o);
    json_close_object(&o);
    json_close_object(&o);
    reply_json(c, 201, &body);
}

bool answer_review(struct call *c)
{
    if (strcmp(c->r->method, "POST") != 0)
        return false;
    if (!strcmp(c->r->path, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"))
        review_access(c);
    else if (!strcmp(c->r->path, "/apis/authentication.k8s.io/v1/selfsubjectreviews"))
        review_self(c);
    else
        return false;
    return true;
}
