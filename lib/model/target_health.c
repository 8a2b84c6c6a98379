#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/field.h"
#include "lib/model/observed.h"

static const struct field fields[] = {
    FIELD_IN(struct target_health, group_arn, "groupArn", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct target_health, group_name, "group", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct target_health, id, "id", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct target_health, port, "port", FIELD_INT, FIELD_NEEDED),
    FIELD_IN(struct target_health, zone, "zone", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct target_health, state, "state", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct target_health, reason, "reason", FIELD_STR, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct target_health, fields);

int target_health_decode(struct target_health *t, const struct json *data, struct err *err)
{
    return shape_decode(&shape, t, data, err);
}

void target_health_encode(const struct target_health *t, struct buf *to)
{
    shape_encode(&shape, t, to);
}

void target_health_release(struct target_health *t)
{
    shape_release(&shape, t);
}

char *target_health_subject(const struct target_health *t)
{
    return xasprintf("%s/%s:%d", t->group_name, t->id, t->port);
}

bool target_health_leaving(const struct target_health *t)
{
    return strcmp(t->state, "draining") == 0 || strcmp(t->state, "unhealthy.draining") == 0;
}

bool target_health_unchecked(const struct target_health *t)
{
    return str_equal(t->state, "initial") && str_equal(t->reason, "Elb.RegistrationInProgress");
}
