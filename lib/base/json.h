/* JSON: a strict reader over cJSON and a writer that prints deterministically. The only place that
 * includes cJSON.h; others see `struct json`, a node that can only be looked at.
 *
 * The reader refuses what cJSON lets pass: invalid UTF-8, text after the value, NUL in strings,
 * raw control characters, duplicate member names, more than 128 levels, integers beyond 2^53.
 * All nodes are borrowed from the tree and live as long as it. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"

struct err;
struct json;

#define JSON_INT_MOST (INT64_C(1) << 53) /* beyond, also below minus this, a double skips whole numbers */

enum json_kind { JSON_ABSENT = 0, JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* Gives a tree (json_free) or NULL with ERR_INPUT, which names the byte position. */
struct json *json_parse(const char *text, size_t len, struct err *err);
/* The same of what people write into annotations, which Go's encoding/json reads elsewhere: where a member stands twice, the
 * last one counts; a number with a fraction or an exponent is none. */
struct json *json_parse_go(const char *text, size_t len, struct err *err);
void json_free(struct json *tree);
void json_cleanup(struct json **tree);
#define own_json __attribute__((cleanup(json_cleanup))) struct json

/* Every function below takes NULL for a node and treats it as absent. */
enum json_kind json_kind(const struct json *node);
const struct json *json_get(const struct json *object, const char *name);
/* As Go's encoding/json finds members: ignoring case, the last of several. */
const struct json *json_get_fold(const struct json *object, const char *name);
/* json_get through several names, the last one NULL. */
const struct json *json_path(const struct json *object, ...) __attribute__((sentinel));
size_t json_count(const struct json *node); /* of an array's elements or an object's members */
const struct json *json_first(const struct json *node);
const struct json *json_next(const struct json *node);
const char *json_name(const struct json *member); /* NULL inside arrays */

/* The value, or NULL / the fallback where the node is of another kind. */
const char *json_str(const struct json *node);
const char *json_str_or(const struct json *node, const char *fallback);
int64_t json_int_or(const struct json *node, int64_t fallback);
bool json_bool_or(const struct json *node, bool fallback);
/* 0 when the node is a whole number that fits, else -1. */
int json_int(const struct json *node, int64_t *out);
bool json_equal(const struct json *a, const struct json *b); /* member order does not matter */

#define json_each(child, node) for (const struct json *child = json_first(node); child; child = json_next(child))

/* ---- writing: appends to a buffer, members in the order of the calls ---- */

struct json_out {
    struct buf *to; /* borrowed */
    bool comma;     /* something stands before the next member */
};

struct json_out json_out(struct buf *to);
/* name is NULL at the top and inside arrays. */
void json_open_object(struct json_out *o, const char *name);
void json_close_object(struct json_out *o);
void json_open_array(struct json_out *o, const char *name);
void json_close_array(struct json_out *o);
void json_add_str(struct json_out *o, const char *name, const char *value); /* NULL writes nothing */
void json_add_strn(struct json_out *o, const char *name, const char *value, size_t len);
void json_add_int(struct json_out *o, const char *name, int64_t value);
void json_add_bool(struct json_out *o, const char *name, bool value);
void json_add_null(struct json_out *o, const char *name);
void json_add_raw(struct json_out *o, const char *name, const char *json);         /* already JSON; NULL writes nothing */
void json_add_node(struct json_out *o, const char *name, const struct json *node); /* absent writes nothing */

/* The node as compact JSON text; free with free(). NULL for an absent node. */
char *json_text(const struct json *node);

bool utf8_valid(const char *text, size_t len);

#endif
