/* Which type each field of a Kubernetes object has that the pipeline reads. */
#ifndef PODINFO_WANTS_H
#define PODINFO_WANTS_H

enum want_type {
    WANT_TEXT,
    WANT_WHOLE,
    WANT_TRUTH,
    WANT_TEXT_OR_WHOLE,
    WANT_OBJECT, /* this one and what follows hold others */
    WANT_LIST,   /* of objects */
    WANT_TEXTS,
    WANT_LABELS, /* an object of texts */
};

struct want {
    const char *name;
    enum want_type type;
    const struct want *of; /* of an object's members, or of those of a list's objects */
};

/* Its members, the last one without a name; NULL for a kind that has no table: all fits. */
const struct want *wants_of(const char *kind);

#endif
