/* The objects and their history, under one version number that each change raises by one, as etcd's.
 * A version of an object never changes once made; it is shared by the table, the history and lists. */
#ifndef SIM_KUBE_STORE_H
#define SIM_KUBE_STORE_H

#include <stddef.h>
#include <stdint.h>

#include "tests/sim/kube/kinds.h"

struct store;

/* One state of one object. */
struct version {
    unsigned refs;
    uint64_t rv;
    char *key;  /* "NAMESPACE/NAME" or "NAME" */
    char *text; /* the object as JSON */
    size_t len;
};

enum change_type { CHANGE_ADDED, CHANGE_MODIFIED, CHANGE_DELETED };

struct change {
    enum change_type type;
    const struct kind *kind;
    struct version *now;    /* for a deletion: the last state, with the deletion's version */
    struct version *before; /* NULL for an addition */
};

struct store *store_new(size_t history_limit);
void store_free(struct store *s);

uint64_t store_version(const struct store *s);
/* Changes up to and with this version are forgotten. */
uint64_t store_compacted(const struct store *s);
void store_compact(struct store *s);

const struct version *store_get(const struct store *s, const struct kind *k, const char *key);
size_t store_count(const struct store *s, const struct kind *k);
/* Puts the object's next state, whose text must carry store_version() + 1, and gives it. */
const struct version *store_put(struct store *s, const struct kind *k, const char *key, const char *text);
/* text: the last state with store_version() + 1. The object must be there. */
void store_delete(struct store *s, const struct kind *k, const char *key, const char *text);
/* The change that made version rv; compacted < rv <= store_version(). */
const struct change *store_change(const struct store *s, uint64_t rv);

/* What there was at version rv (compacted <= rv), in the order of keys. snapshot_release frees. */
struct snapshot {
    struct version **items;
    size_t count;
};
void store_snapshot(const struct store *s, const struct kind *k, uint64_t rv, struct snapshot *out);
void snapshot_release(struct snapshot *n);

#endif
