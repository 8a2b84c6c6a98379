/* Annotations of an Ingress, or of a Service laid over it, read by the rules of docs/RULES.md step 2.
 * Every reader gives 1 when the annotation is there, 0 when not (out untouched), -1 when it cannot be read. */
#ifndef PLAN_NOTES_H
#define PLAN_NOTES_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/json.h"
#include "lib/model/strs.h"

#include "plan-rules/compile/fault.h"

#define NOTE_PREFIX "alb.ingress.kubernetes.io/"

/* first wins over second, key by key; second may be NULL. Borrowed. */
struct notes {
    const struct pairs *first;
    const struct pairs *second;
};

/* The raw text, or NULL. suffix without the prefix. */
const char *notes_get(const struct notes *n, const char *suffix);
int notes_bool(const struct notes *n, const char *suffix, bool *out, struct fault *f);
int notes_int(const struct notes *n, const char *suffix, int64_t *out, struct fault *f); /* 32 bits */
int notes_long(const struct notes *n, const char *suffix, int64_t *out, struct fault *f);
/* Added to out; an empty list counts as present. */
int notes_list(const struct notes *n, const char *suffix, struct strs *out);
int notes_map(const struct notes *n, const char *suffix, struct pairs *out, struct fault *f);
/* A tree to be freed with json_free. */
int notes_json(const struct notes *n, const char *suffix, struct json **out, struct fault *f);

int parse_bool(const char *text, bool *out);                  /* Go's ParseBool */
int parse_int(const char *text, unsigned bits, int64_t *out); /* Go's ParseInt, base 10 */
int parse_map(const char *text, struct pairs *out);
void parse_list(const char *text, struct strs *out);

/* ---- JSON members as Go's encoding/json takes them: names ignore case, null is absent ---- */

struct reader { /* where the JSON came from, for the fault */
    const char *field;
    const char *raw;
    struct fault *fault;
};

int read_str(const struct reader *r, const struct json *object, const char *name, const char **out); /* NULL: absent */
int read_int(const struct reader *r, const struct json *object, const char *name, int64_t *out, bool *has);
int read_bool(const struct reader *r, const struct json *object, const char *name, bool *out, bool *has);
int read_array(const struct reader *r, const struct json *object, const char *name, const struct json **out);
int read_object(const struct reader *r, const struct json *object, const char *name, const struct json **out);
int read_strs(const struct reader *r, const struct json *object, const char *name, struct strs *out);
/* The node itself must be one of these, or null. */
int want_array(const struct reader *r, const struct json *node);
int want_object(const struct reader *r, const struct json *node);
int reader_fault(const struct reader *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
