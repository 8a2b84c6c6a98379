/* The resources that this API server knows, and how a request path names them. */
#ifndef SIM_KUBE_KINDS_H
#define SIM_KUBE_KINDS_H

#include <stdbool.h>
#include <stddef.h>

enum {
    KIND_NAMESPACED = 1,
    KIND_CUSTOM = 2,     /* from a CRD: may be absent; items of a list carry kind and apiVersion */
    KIND_GENERATION = 4, /* metadata.generation counts changes outside metadata and status */
    KIND_STATUS = 8,     /* has the subresource status */
};

struct kind {
    const char *group; /* "" is the core group */
    const char *version;
    const char *plural;
    const char *name;
    unsigned flags;
    const char *bookmark; /* what a BOOKMARK's object holds after metadata */
};

extern const struct kind kinds[];
extern const size_t kind_count;

/* What a path names. Text is copied into the struct. */
struct target {
    const struct kind *kind;
    char namespace[256]; /* "" for all */
    char name[256];      /* "" for the collection */
    char subresource[64];
};

/* 0, or -1 when the path names no resource known here. */
int target_parse(struct target *t, const char *path);
/* By plural ("pods") or plural.group; NULL when there is none. */
const struct kind *kind_by_plural(const char *name);
/* By the words in an object. */
const struct kind *kind_by_object(const char *api_version, const char *kind);
/* "v1" or "GROUP/VERSION" into to. Returns to. */
char *kind_api_version(const struct kind *k, char to[128]);
/* "pods" or "ingresses.networking.k8s.io", as in messages. Returns to. */
char *kind_qualified(const struct kind *k, char to[128]);

#endif
