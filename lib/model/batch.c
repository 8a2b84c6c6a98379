#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/batch.h"
#include "lib/model/field.h"

static const struct field call_fields[] = {
    FIELD_IN(struct call, id, "id", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct call, service, "service", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct call, action, "action", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct call, parameters, "parameters", FIELD_JSON, FIELD_NEEDED),
    FIELD_IN(struct call, lane, "lane", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct call, reason, "reason", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct call, needs, "needs", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_IN(struct call, wait_ms, "waitMs", FIELD_INT64, FIELD_OPTIONAL),
    FIELD_IN(struct call, because, "because", FIELD_STRS, FIELD_OPTIONAL),
};
static const struct shape call_shape = SHAPE_OF(struct call, call_fields);

static const struct field fields[] = {
    FIELD_IN(struct batch, unit, "unit", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct batch, horizon, "horizon", FIELD_INT64, FIELD_OPTIONAL),
    FIELD_IN(struct batch, attempt, "attempt", FIELD_INT, FIELD_OPTIONAL),
    FIELD_IN(struct batch, reason, "reason", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct batch, because, "because", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_IN(struct batch, left, "milliTokens", FIELD_JSON, FIELD_OPTIONAL),
    FIELD_IN(struct batch, served, "servedMs", FIELD_JSON, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct batch, calls, "calls", &call_shape),
};
static const struct shape shape = SHAPE_OF(struct batch, fields);

int batch_decode(struct batch *b, const struct json *data, struct err *err)
{
    return shape_decode(&shape, b, data, err);
}

void batch_encode(const struct batch *b, struct buf *to)
{
    shape_encode(&shape, b, to);
}

void batch_release(struct batch *b)
{
    shape_release(&shape, b);
}

struct call *batch_add_call(struct batch *b)
{
    ARRAY_GROW(b->calls, b->calls_count, b->calls_cap);
    b->calls[b->calls_count] = (struct call){0};
    return &b->calls[b->calls_count++];
}
