#include <ctype.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/field.h"
#include "lib/model/object.h"
#include "lib/model/records.h"

static const struct field fields[] = {
    FIELD_IN(struct finalizers, id.cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct finalizers, kind, "kind", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct finalizers, id.namespace, "namespace", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct finalizers, id.name, "name", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct finalizers, id.uid, "uid", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct finalizers, deleting, "deleting", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct finalizers, generated, "generated", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct finalizers, stack, "stack", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct finalizers, target_group, "targetGroup", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct finalizers, all, "finalizers", FIELD_STRS, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct finalizers, fields);

int finalizers_decode(struct finalizers *f, const struct json *data, struct err *err)
{
    return shape_decode(&shape, f, data, err);
}

void finalizers_encode(const struct finalizers *f, struct buf *to)
{
    shape_encode(&shape, f, to);
}

void finalizers_release(struct finalizers *f)
{
    shape_release(&shape, f);
}

char *finalizers_subject(const struct finalizers *f)
{
    own_str char *kind = xstrdup(f->kind);
    for (char *c = kind; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return object_subject(f->id.cluster, f->id.namespace, kind, f->id.name);
}

bool finalizer_is_known(const char *name)
{
    return strcmp(name, "ingress.k8s.aws/resources") == 0 || strcmp(name, "elbv2.k8s.aws/resources") == 0 ||
           str_starts(name, "group.ingress.k8s.aws/");
}
