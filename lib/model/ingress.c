#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/annotations.h"
#include "lib/model/field.h"
#include "lib/model/object.h"
#include "lib/model/records.h"

static const struct field backend_fields[] = {
    FIELD_IN(struct backend, resource, "resource", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct backend, service, "service", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct backend, port, "port", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct backend, port_is_name, "portIsName", FIELD_BOOL, FIELD_OPTIONAL),
};
static const struct shape backend_shape = SHAPE_OF(struct backend, backend_fields);

static const struct field path_fields[] = {
    FIELD_IN(struct ingress_path, path, "path", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct ingress_path, path_type, "pathType", FIELD_STR, FIELD_OPTIONAL),
    FIELD_ONE_IN(struct ingress_path, backend, "backend", &backend_shape),
};
static const struct shape path_shape = SHAPE_OF(struct ingress_path, path_fields);

static const struct field rule_fields[] = {
    FIELD_IN(struct ingress_rule, host, "host", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct ingress_rule, has_http, "http", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct ingress_rule, paths, "paths", &path_shape),
};
static const struct shape rule_shape = SHAPE_OF(struct ingress_rule, rule_fields);

static const struct field secret_fields[] = {
    FIELD_IN(struct secret_info, name, "name", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct secret_info, keys, "keys", FIELD_PAIRS, FIELD_OPTIONAL),
    FIELD_IN(struct secret_info, labels, "labels", FIELD_PAIRS, FIELD_OPTIONAL),
};
static const struct shape secret_shape = SHAPE_OF(struct secret_info, secret_fields);

static const struct field fields[] = {
    FIELD_IN(struct ingress, id.cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct ingress, id.namespace, "namespace", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct ingress, id.name, "name", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct ingress, id.uid, "uid", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct ingress, created, "created", FIELD_MOMENT, FIELD_OPTIONAL),
    FIELD_IN(struct ingress, annotations, "annotations", FIELD_PAIRS, FIELD_OPTIONAL),
    FIELD_IN(struct ingress, class_name, "className", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct ingress, class_params_name, "classParamsName", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct ingress, class_params, "classParams", FIELD_JSON, FIELD_OPTIONAL),
    FIELD_IN(struct ingress, has_default, "hasDefault", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_ONE_IN(struct ingress, default_backend, "defaultBackend", &backend_shape),
    FIELD_MANY_IN(struct ingress, rules, "rules", &rule_shape),
    FIELD_IN(struct ingress, tls_hosts, "tlsHosts", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct ingress, secrets, "secrets", &secret_shape),
};
static const struct shape shape = SHAPE_OF(struct ingress, fields);

int ingress_decode(struct ingress *i, const struct json *data, struct err *err)
{
    return shape_decode(&shape, i, data, err);
}

void ingress_encode(const struct ingress *i, struct buf *to)
{
    shape_encode(&shape, i, to);
}

void ingress_release(struct ingress *i)
{
    shape_release(&shape, i);
}

char *ingress_subject(const struct ingress *i)
{
    return object_subject(i->id.cluster, i->id.namespace, "ingress", i->id.name);
}

char *ingress_stack(const struct ingress *i)
{
    own_json *params = i->class_params ? json_parse(i->class_params, strlen(i->class_params), NULL) : NULL;
    const char *group = json_str(json_path(params, "group", "name", NULL));
    if (!group)
        group = pairs_get(&i->annotations, ANNOTATION_PREFIX "group.name");
    return group ? xstrdup(group) : xasprintf("%s/%s", i->id.namespace ? i->id.namespace : "", i->id.name);
}

char *ingress_stack_apart(const char *cluster, const char *stack)
{
    return strchr(stack, '/') ? xasprintf("%s:%s", cluster, stack) : NULL;
}
