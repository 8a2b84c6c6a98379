/* What was reported of one kind: of each object its name, uid, version and the hash of its text. Nothing more is
 * held, so that 50,000 pods cost megabytes. */
#ifndef WATCH_KNOWN_H
#define WATCH_KNOWN_H

#include <stddef.h>
#include <stdint.h>
#include <uthash.h>

#include "lib/base/buf.h"

enum { KNOWN_HASH = 16 };

struct known_object {
    UT_hash_handle hh;
    uint8_t hash[KNOWN_HASH];
    uint64_t version;  /* resource version as a number; 0 where it is none */
    char *secret;      /* of an Ingress or Service: the Secret it names, or NULL */
    uint32_t rejected; /* of the reason that was said why it cannot be used; 0: it can */
    uint32_t seen;     /* the list that it was last seen in */
    uint16_t uid_at;   /* of text */
    char text[];       /* "NS/NAME" or "NAME", NUL, uid, NUL */
};

struct known { /* zero is valid and empty */
    struct known_object *objects;
    uint32_t list; /* number of the newest list */
};

struct known_object *known_find(const struct known *k, const char *key);
/* Adds or replaces. The object keeps its secret. Borrowed until the next change. */
struct known_object *known_put(struct known *k, const char *key, const char *uid, const uint8_t hash[KNOWN_HASH]);
void known_remove(struct known *k, struct known_object *o);
void known_release(struct known *k);

const char *known_uid(const struct known_object *o);
/* The first bytes of the text's SHA-256. */
void known_hash(const struct buf *text, uint8_t hash[KNOWN_HASH]);
uint64_t known_version(const char *resource_version);

#endif
