#include "lib/base/err.h"

#include "lib/model/field.h"
#include "lib/model/object.h"
#include "lib/model/records.h"

static const struct field fields[] = {
    FIELD_IN(struct binding, id.cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct binding, id.namespace, "namespace", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct binding, id.name, "name", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct binding, id.uid, "uid", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct binding, created, "created", FIELD_MOMENT, FIELD_OPTIONAL),
    FIELD_IN(struct binding, generation, "generation", FIELD_INT64, FIELD_OPTIONAL),
    FIELD_IN(struct binding, annotations, "annotations", FIELD_PAIRS, FIELD_OPTIONAL),
    FIELD_IN(struct binding, spec, "spec", FIELD_JSON, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct binding, fields);

int binding_decode(struct binding *b, const struct json *data, struct err *err)
{
    return shape_decode(&shape, b, data, err);
}

void binding_encode(const struct binding *b, struct buf *to)
{
    shape_encode(&shape, b, to);
}

void binding_release(struct binding *b)
{
    shape_release(&shape, b);
}

char *binding_subject(const struct binding *b)
{
    return object_subject(b->id.cluster, b->id.namespace, "targetgroupbinding", b->id.name);
}
