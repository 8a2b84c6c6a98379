#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/field.h"
#include "lib/model/traffic.h"

static const struct field weight_fields[] = {
    FIELD_IN(struct cluster_weight, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct cluster_weight, weight, "weight", FIELD_INT, FIELD_NEEDED),
};
static const struct shape weight_shape = SHAPE_OF(struct cluster_weight, weight_fields);

static const struct field fields[] = {
    FIELD_IN(struct traffic, scope, "scope", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct traffic, cluster, "cluster", FIELD_STR, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct traffic, weights, "weights", &weight_shape),
    FIELD_IN(struct traffic, force, "force", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct traffic, user, "user", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct traffic, reason, "reason", FIELD_STR, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct traffic, fields);

static bool scope_known(const char *scope)
{
    return strcmp(scope, "fleet") == 0 || (strncmp(scope, "group/", 6) == 0 && scope[6]) ||
           (strncmp(scope, "ingress/", 8) == 0 && strchr(scope + 8, '/'));
}

static int check(const struct traffic *t, struct err *err)
{
    if (!scope_known(t->scope))
        return err_set(err, ERR_INPUT, "member 'scope' must be fleet, group/NAME or ingress/NS/NAME, is '%s'", t->scope);
    for (size_t i = 0; i < t->weights_count; i++) {
        if (t->weights[i].weight < 0 || t->weights[i].weight > 100)
            return err_set(err, ERR_INPUT, "weight of cluster '%s' must be 0 to 100, is %d", t->weights[i].cluster, t->weights[i].weight);
    }
    return 0;
}

int traffic_decode(struct traffic *t, const struct json *data, struct err *err)
{
    if (shape_decode(&shape, t, data, err))
        return -1;
    if (!check(t, err))
        return 0;
    traffic_release(t);
    return -1;
}

void traffic_encode(const struct traffic *t, struct buf *to)
{
    shape_encode(&shape, t, to);
}

void traffic_release(struct traffic *t)
{
    shape_release(&shape, t);
}

char *traffic_subject(const struct traffic *t)
{
    return t->cluster ? xasprintf("%s/%s", t->scope, t->cluster) : xstrdup(t->scope);
}
