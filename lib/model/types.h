/* Every type of event that there is: a new one is a row here, a paragraph and an example in docs/EVENTS.md. */
#ifndef MODEL_TYPES_H
#define MODEL_TYPES_H

#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"

struct err;

struct event_type {
    const char *name;
    const char *writer; /* the program; "stage" for what any of them writes */
    /* Decodes the data and encodes it again: the same bytes for data in the form that we write. */
    int (*recode)(const struct json *data, struct buf *to, struct err *err);
};

extern const struct event_type event_types[];
extern const size_t event_types_count;

/* NULL when there is no such type. */
const struct event_type *event_type_find(const char *name);

#endif
