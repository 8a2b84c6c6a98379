#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

char *read_text(const struct json *value)
{
    int64_t number;
    if (json_str(value))
        return xstrdup(json_str(value));
    return json_int(value, &number) ? NULL : xasprintf("%lld", (long long)number);
}

/* Others (last-applied-configuration above all) change without meaning anything to a plan. */
static const char *const prefixes[] = {
    "alb.ingress.kubernetes.io/",
    "headgate.io/",
    "kubernetes.io/ingress.class",
    "service.beta.kubernetes.io/aws-load-balancer-",
};

static bool wanted(const char *annotation)
{
    for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
        if (str_starts(annotation, prefixes[i]))
            return true;
    }
    return false;
}

static bool is_strange(const char *annotation)
{
    return str_starts(annotation, ANNOTATION_PREFIX) && !annotation_find(annotation + strlen(ANNOTATION_PREFIX));
}

void read_annotations(struct pairs *to, struct pairs *strange, const struct json *object)
{
    json_each (a, json_path(object, "metadata", "annotations", NULL)) {
        const char *name = json_name(a);
        if (json_str(a) && wanted(name))
            pairs_set(strange && is_strange(name) ? strange : to, name, json_str(a));
    }
    pairs_sort(to);
    if (strange)
        pairs_sort(strange);
}

void read_name(struct object_name *to, const struct cluster *c, const struct object *o)
{
    str_replace(&to->cluster, c->name);
    str_replace(&to->namespace, o->namespace);
    str_replace(&to->name, o->name);
    str_replace(&to->uid, o->uid);
}

struct moment read_created(const struct json *object)
{
    struct moment created = {0};
    const char *text = json_str(json_path(object, "metadata", "creationTimestamp", NULL));
    if (text && moment_parse(&created, text, NULL))
        created = (struct moment){0};
    return created;
}

bool read_deleting(const struct json *object)
{
    return json_str(json_path(object, "metadata", "deletionTimestamp", NULL)) != NULL;
}

void read_finalizers(struct strs *to, const struct json *object)
{
    strs_release(to);
    strs_decode(to, json_path(object, "metadata", "finalizers", NULL));
}

/* ---- the spec of an Ingress (networking.k8s.io/v1) ---- */

static void read_backend(struct backend *to, const struct json *backend)
{
    const struct json *service = json_get(backend, "service"), *port = json_get(service, "port");
    to->resource = json_kind(json_get(backend, "resource")) == JSON_OBJECT;
    to->service = xstrdup_or_null(json_str(json_get(service, "name")));
    const char *name = json_str(json_get(port, "name"));
    to->port_is_name = name && *name;
    to->port = to->port_is_name ? xstrdup(name) : read_text(json_get(port, "number"));
}

static void read_path(struct ingress_rule *rule, const struct json *path)
{
    ARRAY_GROW(rule->paths, rule->paths_count, rule->paths_cap);
    struct ingress_path *to = &rule->paths[rule->paths_count++];
    *to = (struct ingress_path){
        .path = xstrdup_or_null(json_str(json_get(path, "path"))),
        .path_type = xstrdup_or_null(json_str(json_get(path, "pathType"))),
    };
    read_backend(&to->backend, json_get(path, "backend"));
}

static void read_rule(struct ingress *i, const struct json *rule)
{
    const struct json *http = json_get(rule, "http");
    ARRAY_GROW(i->rules, i->rules_count, i->rules_cap);
    struct ingress_rule *to = &i->rules[i->rules_count++];
    *to = (struct ingress_rule){
        .host = xstrdup_or_null(json_str(json_get(rule, "host"))),
        .has_http = json_kind(http) == JSON_OBJECT,
    };
    json_each (path, json_get(http, "paths"))
        read_path(to, path);
}

void read_ingress_spec(struct ingress *to, const struct json *spec)
{
    const struct json *backend = json_get(spec, "defaultBackend");
    to->has_default = json_kind(backend) == JSON_OBJECT;
    if (to->has_default)
        read_backend(&to->default_backend, backend);
    json_each (rule, json_get(spec, "rules"))
        read_rule(to, rule);
    json_each (tls, json_get(spec, "tls"))
        strs_decode(&to->tls_hosts, json_get(tls, "hosts"));
}
