/* Records as tables: one row per member, read by encode, decode and release alike.
 * A record is a zeroed struct and a `struct shape`. Members are written in the order of the rows; what is
 * empty (NULL, "", 0, false, no elements) is left out unless its row says FIELD_NEEDED, and decodes to the
 * same again. */
#ifndef MODEL_FIELD_H
#define MODEL_FIELD_H

#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"

struct err;

enum field_kind {
    FIELD_STR,    /* char *; NULL is "not there", "" is a value */
    FIELD_TEXT,   /* char *; "" is "not there", never NULL after decode */
    FIELD_JSON,   /* char *; any JSON, kept as text */
    FIELD_INT,    /* int */
    FIELD_INT64,  /* int64_t or uint64_t below 2^63 */
    FIELD_BOOL,   /* bool */
    FIELD_MOMENT, /* struct moment */
    FIELD_STRS,   /* struct strs */
    FIELD_PAIRS,  /* struct pairs */
    FIELD_ONE,    /* a struct inside */
    FIELD_MANY,   /* an open array: items, items_count, items_cap */
};

enum field_need { FIELD_OPTIONAL, FIELD_NEEDED };

struct shape;

struct field {
    const char *name;
    enum field_kind kind;
    enum field_need need;
    size_t at;
    const struct shape *of;  /* of FIELD_ONE and FIELD_MANY */
    size_t count_at, cap_at; /* of FIELD_MANY */
};

struct shape {
    const struct field *fields;
    size_t count;
    size_t size; /* of the struct */
};

#define FIELD_IN(type, member, json_name, kind, need)                                                                                      \
    {                                                                                                                                      \
        json_name, kind, need, offsetof(type, member), NULL, 0, 0                                                                          \
    }
#define FIELD_ONE_IN(type, member, json_name, shape)                                                                                       \
    {                                                                                                                                      \
        json_name, FIELD_ONE, FIELD_OPTIONAL, offsetof(type, member), shape, 0, 0                                                          \
    }
#define FIELD_MANY_IN(type, member, json_name, shape)                                                                                      \
    {                                                                                                                                      \
        json_name, FIELD_MANY, FIELD_OPTIONAL, offsetof(type, member), shape, offsetof(type, member##_count), offsetof(type, member##_cap) \
    }
#define SHAPE_OF(type, rows)                                                                                                               \
    {                                                                                                                                      \
        rows, sizeof(rows) / sizeof *(rows), sizeof(type)                                                                                  \
    }

/* Reads data into a zeroed record. ERR_INPUT names the member that is missing or of a wrong kind; the record
 * is then empty again. */
int shape_decode(const struct shape *s, void *record, const struct json *data, struct err *err);
/* Appends the object. */
void shape_encode(const struct shape *s, const void *record, struct buf *to);
/* Frees all that the record owns and zeroes it. */
void shape_release(const struct shape *s, void *record);

#endif
