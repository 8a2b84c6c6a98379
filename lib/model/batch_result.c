#include "lib/base/err.h"

#include "lib/model/batch.h"
#include "lib/model/field.h"

static const struct field fields[] = {
    FIELD_IN(struct batch_result, batch, "batch", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct batch_result, unit, "unit", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct batch_result, outcome, "outcome", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct batch_result, done, "done", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_IN(struct batch_result, failed, "failed", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_IN(struct batch_result, left, "left", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_IN(struct batch_result, repeated, "repeated", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_IN(struct batch_result, reason, "reason", FIELD_STR, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct batch_result, fields);

int batch_result_decode(struct batch_result *b, const struct json *data, struct err *err)
{
    return shape_decode(&shape, b, data, err);
}

void batch_result_encode(const struct batch_result *b, struct buf *to)
{
    shape_encode(&shape, b, to);
}

void batch_result_release(struct batch_result *b)
{
    shape_release(&shape, b);
}
