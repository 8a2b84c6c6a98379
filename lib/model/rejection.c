#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/field.h"
#include "lib/model/object.h"
#include "lib/model/records.h"

static const struct field fields[] = {
    FIELD_IN(struct rejection, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct rejection, kind, "kind", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct rejection, namespace, "namespace", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct rejection, name, "name", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct rejection, field, "field", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct rejection, value, "value", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct rejection, reason, "reason", FIELD_TEXT, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct rejection, fields);

int rejection_decode(struct rejection *r, const struct json *data, struct err *err)
{
    return shape_decode(&shape, r, data, err);
}

void rejection_encode(const struct rejection *r, struct buf *to)
{
    shape_encode(&shape, r, to);
}

void rejection_release(struct rejection *r)
{
    shape_release(&shape, r);
}

char *rejection_subject(const struct rejection *r)
{
    return object_subject(r->cluster, r->namespace, r->kind, r->name);
}
