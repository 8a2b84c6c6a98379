#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/field.h"
#include "lib/model/observed.h"
#include "lib/model/wanted.h"

static const struct field fields[] = {
    FIELD_IN(struct wanted, service, "service", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct wanted, resource, "resource", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct wanted, by, "by", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct wanted, value, "value", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct wanted, horizon, "horizon", FIELD_INT64, FIELD_OPTIONAL),
    FIELD_IN(struct wanted, attempt, "attempt", FIELD_INT, FIELD_OPTIONAL),
    FIELD_IN(struct wanted, because, "because", FIELD_STRS, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct wanted, fields);

int wanted_decode(struct wanted *w, const struct json *data, struct err *err)
{
    return shape_decode(&shape, w, data, err);
}

void wanted_encode(const struct wanted *w, struct buf *to)
{
    shape_encode(&shape, w, to);
}

void wanted_release(struct wanted *w)
{
    shape_release(&shape, w);
}

static char *question(const struct wanted *w)
{
    return xasprintf("%s/%s", w->by, w->value);
}

char *wanted_subject(const struct wanted *w)
{
    own_str char *rest = question(w);
    return observed_subject(w->service, w->resource, rest);
}

char *wanted_answer_id(const struct wanted *w)
{
    own_str char *subject = wanted_subject(w);
    return xstrdup(subject + strlen(w->service) + 1);
}

void wanted_answer_encode(const struct strs *ids, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_open_array(&o, "Ids");
    for (size_t i = 0; i < ids->count; i++)
        json_add_str(&o, NULL, ids->items[i]);
    json_close_array(&o);
    json_close_object(&o);
}

bool certificate_name_covers(const char *name, const char *host)
{
    const char *rest = strchr(host, '.');
    return strcmp(name, host) == 0 || (str_starts(name, "*.") && rest && rest != host && strcmp(name + 1, rest) == 0);
}
