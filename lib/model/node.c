#include "lib/base/err.h"

#include "lib/model/field.h"
#include "lib/model/object.h"
#include "lib/model/records.h"

static const struct field taint_fields[] = {
    FIELD_IN(struct taint, key, "key", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct taint, effect, "effect", FIELD_STR, FIELD_OPTIONAL),
};
static const struct shape taint_shape = SHAPE_OF(struct taint, taint_fields);

static const struct field fields[] = {
    FIELD_IN(struct node, id.cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct node, id.name, "name", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct node, id.uid, "uid", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct node, provider_id, "providerId", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct node, zone, "zone", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct node, ready, "ready", FIELD_TEXT, FIELD_OPTIONAL),
    FIELD_IN(struct node, created, "created", FIELD_MOMENT, FIELD_OPTIONAL),
    FIELD_IN(struct node, labels, "labels", FIELD_PAIRS, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct node, taints, "taints", &taint_shape),
};
static const struct shape shape = SHAPE_OF(struct node, fields);

int node_decode(struct node *n, const struct json *data, struct err *err)
{
    return shape_decode(&shape, n, data, err);
}

void node_encode(const struct node *n, struct buf *to)
{
    shape_encode(&shape, n, to);
}

void node_release(struct node *n)
{
    shape_release(&shape, n);
}

char *node_subject(const struct node *n)
{
    return object_subject(n->id.cluster, n->id.namespace, "node", n->id.name);
}
