#include "lib/base/err.h"

#include "lib/model/field.h"
#include "lib/model/object.h"
#include "lib/model/records.h"

static const struct field port_fields[] = {
    FIELD_IN(struct service_port, name, "name", FIELD_TEXT, FIELD_OPTIONAL),
    FIELD_IN(struct service_port, protocol, "protocol", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct service_port, port, "port", FIELD_INT, FIELD_NEEDED),
    FIELD_IN(struct service_port, target_port, "targetPort", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct service_port, target_is_name, "targetIsName", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct service_port, node_port, "nodePort", FIELD_INT, FIELD_OPTIONAL),
};
static const struct shape port_shape = SHAPE_OF(struct service_port, port_fields);

static const struct field fields[] = {
    FIELD_IN(struct service, id.cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct service, id.namespace, "namespace", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct service, id.name, "name", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct service, id.uid, "uid", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct service, type, "type", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct service, headless, "headless", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct service, annotations, "annotations", FIELD_PAIRS, FIELD_OPTIONAL),
    FIELD_IN(struct service, ip_families, "ipFamilies", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct service, ports, "ports", &port_shape),
};
static const struct shape shape = SHAPE_OF(struct service, fields);

int service_decode(struct service *s, const struct json *data, struct err *err)
{
    return shape_decode(&shape, s, data, err);
}

void service_encode(const struct service *s, struct buf *to)
{
    shape_encode(&shape, s, to);
}

void service_release(struct service *s)
{
    shape_release(&shape, s);
}

char *service_subject(const struct service *s)
{
    return object_subject(s->id.cluster, s->id.namespace, "service", s->id.name);
}
