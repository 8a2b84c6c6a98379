/* Two small containers that every record uses: a list of strings and a list of string pairs.
 * Zero is valid and empty. */
#ifndef MODEL_STRS_H
#define MODEL_STRS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/json.h"

struct strs {
    char **items;
    size_t count, cap;
};

void strs_add(struct strs *s, const char *text);
void strs_add_all(struct strs *to, const struct strs *from);
void strs_sort_unique(struct strs *s);
bool strs_equal(const struct strs *a, const struct strs *b); /* in the same order */
int strs_has(const struct strs *s, const char *text);
void strs_release(struct strs *s);
/* A JSON array of strings; other elements are skipped. */
void strs_decode(struct strs *s, const struct json *array);
void strs_encode(const struct strs *s, struct json_out *o, const char *name);

struct pair {
    char *key;
    char *value;
};

struct pairs { /* in the order they were added; keys unique when set with pairs_set */
    struct pair *items;
    size_t count, cap;
};

void pairs_set(struct pairs *p, const char *key, const char *value);
const char *pairs_get(const struct pairs *p, const char *key); /* NULL when absent */
void pairs_remove(struct pairs *p, const char *key);
void pairs_sort(struct pairs *p); /* by key, bytewise */
void pairs_copy(struct pairs *to, const struct pairs *from);
int pairs_equal(const struct pairs *a, const struct pairs *b); /* as sets */
void pairs_release(struct pairs *p);
/* A JSON object with string values, as Kubernetes writes labels and annotations. */
void pairs_decode(struct pairs *p, const struct json *object);
void pairs_encode(const struct pairs *p, struct json_out *o, const char *name);
/* [{"Key":…,"Value":…}], as AWS writes tags and attributes. */
void pairs_decode_tags(struct pairs *p, const struct json *array);
void pairs_encode_tags(const struct pairs *p, struct json_out *o, const char *name);

#endif
