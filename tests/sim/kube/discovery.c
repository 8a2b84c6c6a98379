/* /version, health, and which resources there are. */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

#define VERSION                                                                                                                            \
    "{\n  \"major\": \"1\",\n  \"minor\": \"36\",\n  \"gitVersion\": \"v1.36.2\",\n  \"gitCommit\": \"sim\",\n"                            \
    "  \"gitTreeState\": \"clean\",\n  \"buildDate\": \"1970-01-01T00:00:00Z\",\n  \"goVersion\": \"none\",\n"                             \
    "  \"compiler\": \"cc\",\n  \"platform\": \"linux/amd64\"\n}"

static bool present(const struct sim *s, const struct kind *k)
{
    return !(s->absent >> (k - kinds) & 1);
}

static void write_resource(struct json_out *o, const struct kind *k)
{
    json_open_object(o, NULL);
    json_add_str(o, "name", k->plural);
    json_add_str(o, "singularName", "");
    json_add_bool(o, "namespaced", k->flags & KIND_NAMESPACED);
    json_add_str(o, "kind", k->name);
    json_add_raw(o, "verbs", "[\"create\",\"delete\",\"get\",\"list\",\"patch\",\"update\",\"watch\"]");
    json_close_object(o);
}

/* False when no resource of this group is there. */
static bool resource_list(struct call *c, const char *api_version)
{
    char own[128];
    size_t count = 0;
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    json_add_str(&o, "kind", "APIResourceList");
    json_add_str(&o, "apiVersion", "v1");
    json_add_str(&o, "groupVersion", api_version);
    json_open_array(&o, "resources");
    for (size_t i = 0; i < kind_count; i++) {
        if (!strcmp(kind_api_version(&kinds[i], own), api_version) && present(c->sim, &kinds[i])) {
            write_resource(&o, &kinds[i]);
            count++;
        }
    }
    json_close_array(&o);
    json_close_object(&o);
    if (count)
        reply_json(c, 200, &body);
    buf_release(&body);
    return count > 0;
}

static bool first_of_group(size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (!strcmp(kinds[j].group, kinds[i].group))
            return false;
    return kinds[i].group[0] != '\0';
}

static void group_list(struct call *c)
{
    char version[128];
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    json_add_str(&o, "kind", "APIGroupList");
    json_add_str(&o, "apiVersion", "v1");
    json_open_array(&o, "groups");
    for (size_t i = 0; i < kind_count; i++) {
        if (!first_of_group(i) || !present(c->sim, &kinds[i]))
            continue;
        own_str char *versions =
            xasprintf("{\"groupVersion\":\"%s\",\"version\":\"%s\"}", kind_api_version(&kinds[i], version), kinds[i].version);
        own_str char *list = xasprintf("[%s]", versions);
        json_open_object(&o, NULL);
        json_add_str(&o, "name", kinds[i].group);
        json_add_raw(&o, "versions", list);
        json_add_raw(&o, "preferredVersion", versions);
        json_close_object(&o);
    }
    json_close_array(&o);
    json_close_object(&o);
    reply_json(c, 200, &body);
}

bool answer_discovery(struct call *c)
{
    const char *path = c->r->path;
    struct buf body = {0};
    if (!strcmp(path, "/version")) {
        buf_add_str(&body, VERSION);
        reply_json(c, 200, &body);
    } else if (!strcmp(path, "/readyz") || !strcmp(path, "/livez") || !strcmp(path, "/healthz")) {
        reply_text(c, 200, "ok");
    } else if (!strcmp(path, "/api")) {
        buf_add_str(&body, "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
        reply_json(c, 200, &body);
    } else if (!strcmp(path, "/apis")) {
        group_list(c);
    } else if (!c->target.kind && str_starts(path, "/api/")) {
        return resource_list(c, path + strlen("/api/"));
    } else if (!c->target.kind && str_starts(path, "/apis/")) {
        return resource_list(c, path + strlen("/apis/"));
    } else {
        return false;
    }
    return true;
}
