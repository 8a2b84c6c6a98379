#include "lib/base/err.h"

#include "lib/model/batch.h"
#include "lib/model/field.h"

static const struct field fields[] = {
    FIELD_IN(struct call_result, batch, "batch", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct call_result, call, "call", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct call_result, service, "service", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, action, "action", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct call_result, parameters, "parameters", FIELD_JSON, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, request_id, "requestId", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, attempts, "attempts", FIELD_INT, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, duration_ms, "durationMs", FIELD_INT64, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, answer, "answer", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, error_code, "errorCode", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, error, "error", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, maybe_done, "maybeDone", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct call_result, because, "because", FIELD_STRS, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct call_result, fields);

int call_result_decode(struct call_result *c, const struct json *data, struct err *err)
{
    return shape_decode(&shape, c, data, err);
}

void call_result_encode(const struct call_result *c, struct buf *to)
{
    shape_encode(&shape, c, to);
}

void call_result_release(struct call_result *c)
{
    shape_release(&shape, c);
}
