#include "lib/base/err.h"

#include "lib/model/field.h"
#include "lib/model/records.h"

static const struct field fields[] = {
    FIELD_IN(struct cluster_state, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct cluster_state, uid, "uid", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct cluster_state, reason, "reason", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct cluster_state, versions, "versions", FIELD_PAIRS, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct cluster_state, fields);

int cluster_state_decode(struct cluster_state *c, const struct json *data, struct err *err)
{
    return shape_decode(&shape, c, data, err);
}

void cluster_state_encode(const struct cluster_state *c, struct buf *to)
{
    shape_encode(&shape, c, to);
}

void cluster_state_release(struct cluster_state *c)
{
    shape_release(&shape, c);
}
