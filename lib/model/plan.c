#include "lib/base/err.h"

#include "lib/model/field.h"
#include "lib/model/plan.h"

int ingress_accepted_decode(struct ingress *i, const struct json *data, struct err *err)
{
    const struct json *inner = json_get(data, "ingress");
    if (!inner)
        return err_set(err, ERR_INPUT, "member 'ingress' is missing");
    return ingress_decode(i, inner, err) ? err_wrap(err, "in 'ingress'") : 0;
}

void ingress_accepted_encode(const struct ingress *i, struct buf *to)
{
    own_buf inner = {0};
    struct json_out o = json_out(to);
    ingress_encode(i, &inner);
    json_open_object(&o, NULL);
    json_add_str(&o, "cluster", i->id.cluster);
    json_add_str(&o, "namespace", i->id.namespace);
    json_add_str(&o, "name", i->id.name);
    json_add_raw(&o, "ingress", buf_str(&inner));
    json_close_object(&o);
}

static const struct field fields[] = {
    FIELD_IN(struct plan_state, unit, "unit", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct plan_state, horizon, "horizon", FIELD_INT64, FIELD_OPTIONAL),
    FIELD_IN(struct plan_state, reason, "reason", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct plan_state, until, "until", FIELD_MOMENT, FIELD_OPTIONAL),
    FIELD_IN(struct plan_state, because, "because", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_IN(struct plan_state, groups, "groups", FIELD_STRS, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct plan_state, fields);

int plan_state_decode(struct plan_state *p, const struct json *data, struct err *err)
{
    return shape_decode(&shape, p, data, err);
}

void plan_state_encode(const struct plan_state *p, struct buf *to)
{
    shape_encode(&shape, p, to);
}

void plan_state_release(struct plan_state *p)
{
    shape_release(&shape, p);
}
