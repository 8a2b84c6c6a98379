/* Cuts an object down to the fields of its kind's table. */
#ifndef WATCH_CUT_H
#define WATCH_CUT_H

#include "lib/base/buf.h"
#include "lib/base/json.h"

#include "watch-k8s/kinds.h"

struct cut; /* a kind's table, made ready */

struct cut *cut_new(const struct kind *kind);
void cut_free(struct cut *c);

/* Appends {"apiVersion":…,"kind":…,"metadata":{…},…}: kept fields only, in the table's order, whatever the order they
 * came in; null, and objects of which nothing is kept, are left out. Cutting what was cut gives the same text.
 * resource_version, unless NULL, is added to metadata: it is no part of what makes two objects equal. */
void cut_object(const struct cut *c, const struct json *object, const char *resource_version, struct buf *to);

/* Where the version stands in the text, with its comma: the text without that is the same object's at any version. */
struct cut_version {
    const char *text; /* NULL: none is added */
    size_t at, len;   /* given */
};

/* As cut_object. */
void cut_object_at(const struct cut *c, const struct json *object, struct cut_version *version, struct buf *to);

/* The same for a Secret as the server sends it: in place of each value of `data` the hex of its HMAC-SHA256. The key
 * is the SHA-256 of a fixed word, the cluster's name and the Secret's uid: it stays the same over restarts, and equal
 * values of two Secrets do not look equal. */
void cut_secret(const struct cut *c, const struct json *object, const char *cluster, const char *resource_version, struct buf *to);

/* What identifies an object in an event that says it is gone: apiVersion, kind and metadata's names. */
void cut_names(const struct cut *c, const char *namespace, const char *name, const char *uid, const char *resource_version, struct buf *to);

#endif
