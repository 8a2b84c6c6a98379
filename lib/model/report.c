#include "lib/model/report.h"

#include <ctype.h>

#include "lib/base/mem.h"

#include "lib/model/field.h"

static const struct field fields[] = {
    FIELD_IN(struct report, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct report, kind, "kind", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct report, namespace, "namespace", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct report, name, "name", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct report, uid, "uid", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct report, what, "what", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct report, value, "value", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct report, error, "error", FIELD_STR, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct report, fields);

int report_decode(struct report *r, const struct json *data, struct err *err)
{
    return shape_decode(&shape, r, data, err);
}

void report_encode(const struct report *r, struct buf *to)
{
    shape_encode(&shape, r, to);
}

void report_release(struct report *r)
{
    shape_release(&shape, r);
}

char *report_subject(const struct report *r)
{
    own_str char *kind = xstrdup(r->kind);
    for (char *c = kind; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return xasprintf("%s/%s/%s/%s/%s", r->cluster, r->namespace, kind, r->name, r->what);
}
