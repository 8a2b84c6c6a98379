/* The table of what is watched: which resources, and which of their fields go into events. */
#ifndef WATCH_KINDS_H
#define WATCH_KINDS_H

#include <stdbool.h>
#include <stddef.h>

/* One field that is kept. `path` has member names with a space between; [] is every element of an array; a
 * last name with a star at its end stands for all members that begin so. Everything below is kept with it. */
struct keep {
    const char *path;
    const char *used_by;
};

struct kind {
    const char *kind;          /* "Ingress" */
    const char *group_version; /* "networking.k8s.io/v1" */
    const char *plural;        /* "ingresses" */
    const char *name;          /* "ingresses.networking.k8s.io", as in cluster.bookmark */
    bool namespaced;
    bool optional;           /* a CRD that may not be there, or a right that may not be given: no error */
    bool by_name;            /* only the objects that others name: Secrets */
    bool by_label;           /* asks for something: a label selector chooses among them */
    bool dispensable;        /* may be left out: where it is not needed, the rest is right without it */
    const struct keep *keep; /* ends with path NULL */
};

extern const struct kind watch_kinds[];
extern const size_t watch_kinds_count;

enum { KINDS_DIGEST = 17 };
/* Changes when the table's fields do, or what is chosen: what was reported otherwise must be listed anew. Returns out. */
char *kinds_digest(const char *chosen, char out[KINDS_DIGEST]);

#endif
