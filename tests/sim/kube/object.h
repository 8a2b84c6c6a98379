/* Objects as JSON text: the server's own fields put in, patches merged, versions renewed. */
#ifndef SIM_KUBE_OBJECT_H
#define SIM_KUBE_OBJECT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "tests/sim/kube/kinds.h"

/* What the server decides about an object. Text is borrowed. */
struct object_head {
    const struct kind *kind;
    const char *namespace; /* "" for none */
    const char *name;
    const char *uid;
    const char *created;
    const char *deleted; /* deletionTimestamp; NULL: not being deleted */
    int64_t grace;       /* deletionGracePeriodSeconds, with deleted */
    int64_t generation;  /* 0: not written */
    uint64_t rv;
};

/* Where the rest comes from; any may be NULL. */
struct object_parts {
    const struct json *meta;   /* whose metadata: labels, annotations, finalizers, … */
    const struct json *body;   /* whose members, but for metadata and status */
    const struct json *status; /* whose status */
};

/* Appends the object. */
void object_write(struct buf *to, const struct object_head *h, const struct object_parts *p);
/* The head of an object that the server wrote (borrowed from it). */
struct object_head object_head_of(const struct kind *k, const struct json *object);
/* RFC 7386: appends what comes of the patch on old (which may be NULL). */
void object_merge(struct buf *to, const struct json *old, const struct json *patch);
/* Members other than metadata and status are equal. */
bool object_same_body(const struct json *a, const struct json *b);
/* The name that the server makes: stable for the same seed and key. UUID form. */
void object_uid(char to[37], const char *seed, const char *key);

/* "NAMESPACE/NAME" or "NAME". Returns to. */
char *object_key(char to[520], const char *namespace, const char *name);

/* A labelSelector and fieldSelector; NULL or "" selects all. */
struct selector {
    const char *labels;
    const char *fields;
};
bool selector_empty(const struct selector *s);
bool selector_matches(const struct selector *s, const char *object_text);

#endif
