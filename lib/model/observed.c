#include <ctype.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/observed.h"

int observed_decode(struct observed *o, const struct json *data, struct err *err)
{
    *o = (struct observed){
        .service = json_str(json_get(data, "service")),
        .resource = json_str(json_get(data, "resource")),
        .id = json_str(json_get(data, "id")),
        .value = json_get(data, "value"),
        .asof = json_str(json_get(data, "asof")),
    };
    if (!o->service)
        return err_set(err, ERR_INPUT, "member 'service' is missing");
    if (!o->resource)
        return err_set(err, ERR_INPUT, "member 'resource' is missing");
    if (o->value && json_kind(o->value) != JSON_OBJECT)
        return err_set(err, ERR_INPUT, "member 'value' must be an object");
    return 0;
}

void observed_encode(struct buf *to, const char *service, const char *resource, const char *id, const char *value, const char *asof)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "service", service);
    json_add_str(&o, "resource", resource);
    json_add_str(&o, "id", id);
    json_add_str(&o, "asof", asof);
    json_add_raw(&o, "value", value);
    json_close_object(&o);
}

char *observed_subject(const char *service, const char *resource, const char *id)
{
    struct buf b = {0};
    buf_addf(&b, "%s/", service);
    for (; *resource; resource++)
        buf_add_char(&b, (char)tolower((unsigned char)*resource));
    buf_addf(&b, "/%s", id);
    return buf_take(&b);
}

int synced_decode(struct synced *s, const struct json *data, struct err *err)
{
    *s = (struct synced){json_str(json_get(data, "account")), json_str(json_get(data, "region"))};
    return s->region ? 0 : err_set(err, ERR_INPUT, "member 'region' is missing");
}

void synced_encode(struct buf *to, const char *account, const char *region)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "account", account);
    json_add_str(&o, "region", region);
    json_close_object(&o);
}
