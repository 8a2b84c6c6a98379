#include <ctype.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/object.h"

int object_decode(struct object *o, const struct json *data, struct err *err)
{
    const struct json *object = json_get(data, "object"), *meta = json_get(object, "metadata");
    *o = (struct object){
        .cluster = json_str(json_get(data, "cluster")),
        .kind = json_str(json_get(object, "kind")),
        .namespace = json_str(json_get(meta, "namespace")),
        .name = json_str(json_get(meta, "name")),
        .uid = json_str(json_get(meta, "uid")),
        .resource_version = json_str(json_get(meta, "resourceVersion")),
        .reason = json_str(json_get(data, "reason")),
        .object = object,
    };
    if (!o->cluster)
        return err_set(err, ERR_INPUT, "member 'cluster' is missing");
    if (json_kind(object) != JSON_OBJECT)
        return err_set(err, ERR_INPUT, "member 'object' must be an object");
    if (!o->kind)
        return err_set(err, ERR_INPUT, "member 'object.kind' is missing");
    if (!o->name)
        return err_set(err, ERR_INPUT, "member 'object.metadata.name' is missing");
    return 0;
}

void object_encode(struct buf *to, const char *cluster, const char *object_json, const char *reason)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "cluster", cluster);
    json_add_str(&o, "reason", reason);
    json_add_raw(&o, "object", object_json);
    json_close_object(&o);
}

char *object_subject(const char *cluster, const char *namespace, const char *kind, const char *name)
{
    struct buf b = {0};
    buf_add_str(&b, cluster);
    buf_add_char(&b, '/');
    if (namespace && *namespace)
        buf_addf(&b, "%s/", namespace);
    for (; *kind; kind++)
        buf_add_char(&b, (char)tolower((unsigned char)*kind));
    buf_addf(&b, "/%s", name);
    return buf_take(&b);
}
