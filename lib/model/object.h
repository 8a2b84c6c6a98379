/* object.put and object.delete: a Kubernetes object as the API server sends it, cut down.
 * Subject CLUSTER/NS/KIND/NAME, kind in lower case; cluster-scoped objects leave NS out. */
#ifndef MODEL_OBJECT_H
#define MODEL_OBJECT_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"

struct err;

/* Everything borrowed from the event's tree. */
struct object {
    const char *cluster;
    const char *kind;
    const char *namespace; /* NULL for cluster-scoped */
    const char *name;
    const char *uid;              /* may be NULL */
    const char *resource_version; /* may be NULL */
    const char *reason;           /* of object.delete: "absent" when found missing in a list, else NULL */
    const struct json *object;    /* the whole object; for a delete only apiVersion, kind and metadata's names */
};

int object_decode(struct object *o, const struct json *data, struct err *err);
/* object_json is the object's text. reason NULL for a put. */
void object_encode(struct buf *to, const char *cluster, const char *object_json, const char *reason);
/* free with free() */
char *object_subject(const char *cluster, const char *namespace, const char *kind, const char *name);

#endif
