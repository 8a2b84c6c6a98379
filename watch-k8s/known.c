#include "watch-k8s/known.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/digest.h"
#include "lib/base/mem.h"

enum { CAP_MIN = 64 };

/* FNV-1a */
static uint32_t hash_of(const char *key)
{
    uint32_t hash = 2166136261u;

    for (; *key; key++)
        hash = (hash ^ (uint8_t)*key) * 16777619u;
    return hash;
}

struct known_object *known_find(const struct known *k, const char *key)
{
    uint32_t hash = hash_of(key);
    struct known_object *o = k->cap ? k->buckets[hash & (k->cap - 1)] : NULL;

    while (o && (o->bucket != hash || strcmp(o->text, key) != 0))
        o = o->next;
    return o;
}

static void add(struct known *k, struct known_object *o)
{
    struct known_object **at = &k->buckets[o->bucket & (k->cap - 1)];

    o->next = *at;
    *at = o;
}

static void grow(struct known *k)
{
    struct known old = *k;

    if (k->count < k->cap)
        return;
    k->cap = k->cap ? 2 * k->cap : CAP_MIN;
    k->buckets = xcalloc(k->cap, sizeof *k->buckets);
    known_each(o, &old) add(k, o);
    free(old.buckets);
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* False where it is no UUID in the form that an API server writes. */
static bool uid_bytes(const char *uid, uint8_t bytes[KNOWN_UID_BYTES])
{
    size_t at = 0;

    for (size_t i = 0; i < KNOWN_UID - 1; i++) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (uid[i] != '-')
                return false;
            continue;
        }
        if (digit(uid[i]) < 0)
            return false;
        bytes[at / 2] = (uint8_t)(bytes[at / 2] << 4 | digit(uid[i]));
        at++;
    }
    return !uid[KNOWN_UID - 1];
}

static struct known_object *object_new(const char *key, const char *uid)
{
    uint8_t bytes[KNOWN_UID_BYTES] = {0};
    bool text = !uid_bytes(uid, bytes);
    size_t key_len = strlen(key), uid_len = strlen(uid);
    struct known_object *o = xcalloc(1, sizeof *o + key_len + 1 + (text ? uid_len + 1 : 0));

    memcpy(o->text, key, key_len);
    memcpy(o->uid, bytes, sizeof bytes);
    o->uid_is_text = text;
    if (text)
        memcpy(o->text + key_len + 1, uid, uid_len);
    o->bucket = hash_of(key);
    return o;
}

struct known_object *known_put(struct known *k, const char *key, const char *uid, const uint8_t hash[KNOWN_HASH])
{
    char text[KNOWN_UID];
    struct known_object *o = known_find(k, key), *old = o;

    if (!o || strcmp(known_uid(o, text), uid) != 0) {
        o = object_new(key, uid);
        if (old) {
            o->secret = old->secret;
            old->secret = NULL;
            known_remove(k, old);
        }
        grow(k);
        add(k, o);
        k->count++;
    }
    memcpy(o->hash, hash, KNOWN_HASH);
    return o;
}

void known_remove(struct known *k, struct known_object *o)
{
    struct known_object **at = &k->buckets[o->bucket & (k->cap - 1)];

    while (*at != o)
        at = &(*at)->next;
    *at = o->next;
    k->count--;
    free(o->secret);
    free(o);
}

void known_release(struct known *k)
{
    known_each(o, k) known_remove(k, o);
    free(k->buckets);
    *k = (struct known){.list = k->list};
}

static struct known_object *from_bucket(const struct known *k, uint32_t at)
{
    for (; at < k->cap; at++)
        if (k->buckets[at])
            return k->buckets[at];
    return NULL;
}

struct known_object *known_first(const struct known *k)
{
    return from_bucket(k, 0);
}

struct known_object *known_next(const struct known *k, const struct known_object *o)
{
    if (!o)
        return NULL;
    return o->next ? o->next : from_bucket(k, (o->bucket & (k->cap - 1)) + 1);
}

const char *known_uid(const struct known_object *o, char out[KNOWN_UID])
{
    const uint8_t *u = o->uid;

    if (o->uid_is_text)
        return o->text + strlen(o->text) + 1;
    snprintf(out, KNOWN_UID, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", u[0], u[1], u[2], u[3], u[4], u[5],
             u[6], u[7], u[8], u[9], u[10], u[11], u[12], u[13], u[14], u[15]);
    return out;
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
