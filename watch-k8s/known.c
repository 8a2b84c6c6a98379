#include "watch-k8s/known.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/digest.h"
#include "lib/base/mem.h"

struct known_object *known_find(const struct known *k, const char *key)
{
    struct known_object *o = NULL;

    HASH_FIND_STR(k->objects, key, o);
    return o;
}

static struct known_object *object_new(const char *key, const char *uid)
{
    size_t key_len = strlen(key), uid_len = strlen(uid);
    struct known_object *o = xcalloc(1, sizeof *o + key_len + uid_len + 2);

    memcpy(o->text, key, key_len);
    memcpy(o->text + key_len + 1, uid, uid_len);
    o->uid_at = (uint16_t)(key_len + 1);
    return o;
}

struct known_object *known_put(struct known *k, const char *key, const char *uid, const uint8_t hash[KNOWN_HASH])
{
    struct known_object *o = known_find(k, key), *old = o;

    if (!o || !str_equal(known_uid(o), uid)) {
        o = object_new(key, uid);
        if (old) {
            o->secret = old->secret;
            old->secret = NULL;
            known_remove(k, old);
        }
        HASH_ADD_STR(k->objects, text, o);
    }
    memcpy(o->hash, hash, KNOWN_HASH);
    return o;
}

void known_remove(struct known *k, struct known_object *o)
{
    HASH_DEL(k->objects, o);
    free(o->secret);
    free(o);
}

void known_release(struct known *k)
{
    struct known_object *o, *next;

    HASH_ITER (hh, k->objects, o, next)
        known_remove(k, o);
}

const char *known_uid(const struct known_object *o)
{
    return o->text + o->uid_at;
}

void known_hash(const struct buf *text, uint8_t hash[KNOWN_HASH])
{
    uint8_t whole[SHA256_BYTES];

    sha256(text->data, text->len, whole);
    memcpy(hash, whole, KNOWN_HASH);
}

uint64_t known_version(const char *resource_version)
{
    char *end;

    if (!resource_version || resource_version[0] < '1' || resource_version[0] > '9')
        return 0;
    errno = 0;
    unsigned long long n = strtoull(resource_version, &end, 10);
    return *end || errno ? 0 : n;
}
