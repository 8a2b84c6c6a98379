/* What was reported of one kind: of each object its name, uid, version and the hash of its text. Nothing more is
 * held, so that 50,000 pods cost megabytes. */
#ifndef WATCH_KNOWN_H
#define WATCH_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"

enum { KNOWN_HASH = 16, KNOWN_UID_BYTES = 16, KNOWN_UID = 37 };

struct known_object {
    struct known_object *next; /* in its bucket */
    char *secret;              /* of an Ingress or Service: the Secret it names, or NULL */
    uint64_t version;          /* resource version as a number; 0 where it is none */
    uint8_t hash[KNOWN_HASH];
    uint8_t uid[KNOWN_UID_BYTES]; /* where it is a UUID in lower case, as an API server makes it */
    uint32_t bucket;              /* hash of its key */
    uint32_t rejected;            /* of the reason that was said why it cannot be used; 0: it can */
    uint32_t seen;                /* the list that it was last seen in */
    bool uid_is_text;             /* it is none, and stands behind the key */
    char text[];                  /* "NS/NAME" or "NAME", NUL; where uid_is_text the uid, NUL */
};

struct known { /* zero is valid and empty */
    struct known_object **buckets;
    uint32_t count, cap; /* cap is a power of two */
    uint32_t list;       /* number of the newest list */
};

struct known_object *known_find(const struct known *k, const char *key);
/* Adds or replaces. The object keeps its secret. Borrowed until the next change. */
struct known_object *known_put(struct known *k, const char *key, const char *uid, const uint8_t hash[KNOWN_HASH]);
void known_remove(struct known *k, struct known_object *o);
void known_release(struct known *k);

/* All of them, in an order that depends on keys and history alone; o may be removed. */
#define known_each(o, k)                                                                                                                   \
    for (struct known_object *o = known_first(k), *o##_next = known_next(k, o); o; o = o##_next, o##_next = known_next(k, o))
struct known_object *known_first(const struct known *k);                              /* NULL: none */
struct known_object *known_next(const struct known *k, const struct known_object *o); /* NULL at the end, and of NULL */

/* Returns out, or the object's own text. */
const char *known_uid(const struct known_object *o, char out[KNOWN_UID]);
/* The first bytes of the text's SHA-256. */
void known_hash(const struct buf *text, uint8_t hash[KNOWN_HASH]);
uint64_t known_version(const char *resource_version);

#endif
