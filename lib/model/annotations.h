/* The annotations behind alb.ingress.kubernetes.io/: one table that says of each its name, what its value must be, and on
 * which objects it counts. What stands otherwise is warned of in a sentence. */
#ifndef MODEL_ANNOTATIONS_H
#define MODEL_ANNOTATIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buf.h"

#define ANNOTATION_PREFIX "alb.ingress.kubernetes.io/"

enum annotation_type {
    ANNOTATION_TEXT,
    ANNOTATION_WORD,   /* one of those in `words` */
    ANNOTATION_BOOL,   /* as Go's ParseBool reads them */
    ANNOTATION_NUMBER, /* from least to most */
    ANNOTATION_PORT,   /* traffic-port, a number, or a port's name */
    ANNOTATION_LIST,   /* texts with commas between them */
    ANNOTATION_MAP,    /* key=value,key=value */
    ANNOTATION_OBJECT, /* JSON */
    ANNOTATION_ARRAY,  /* JSON */
};

enum annotation_place { ANNOTATION_INGRESS = 1, ANNOTATION_SERVICE = 2, ANNOTATION_BOTH = 3 };

struct annotation {
    const char *name; /* without the prefix; one that ends with '.' is followed by a name of the user's own */
    enum annotation_type type;
    enum annotation_place place; /* BOTH: the Service's value goes before the Ingress's */
    const char *words;           /* WORD: "internal|internet-facing" */
    int64_t least, most;         /* NUMBER */
};

extern const struct annotation annotation_table[]; /* sorted by name */
extern const size_t annotation_table_count;

/* name without its prefix; NULL: nobody knows it. */
const struct annotation *annotation_find(const char *name);
/* The known name that is most like it; NULL when none is near (more than a third of its letters differ). */
const char *annotation_nearest(const char *name);

/* What is wrong with it on such an object: appends the sentence, or nothing. */
void annotation_check(const char *name, const char *value, enum annotation_place on, struct buf *to);

#endif
