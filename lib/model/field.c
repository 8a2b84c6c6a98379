#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "lib/model/field.h"
#include "lib/model/strs.h"

typedef int decode_fn(const struct field *f, char *at, const struct json *node, struct err *err);
typedef int empty_fn(const struct field *f, const char *at);
typedef void encode_fn(const struct field *f, const char *at, struct json_out *o);
typedef void release_fn(const struct field *f, char *at);

static void encode_members(const struct shape *s, const char *record, struct json_out *o);
static int decode_members(const struct shape *s, char *record, const struct json *data, struct err *err);

static int wrong_kind(const struct field *f, const char *wanted, struct err *err)
{
    return err_set(err, ERR_INPUT, "member '%s' must be %s", f->name, wanted);
}

/* The start of the record, for rows that have more than one offset. */
static char *record_of(const struct field *f, const char *at)
{
    return (char *)(uintptr_t)(at - f->at);
}

/* ---- text ---- */

static char *text_at(const char *at)
{
    char *text;
    memcpy(&text, at, sizeof text);
    return text;
}

static void text_put(char *at, char *text)
{
    free(text_at(at));
    memcpy(at, &text, sizeof text);
}

static int str_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    const char *text = json_str(node);
    if (!text)
        return wrong_kind(f, "a string", err);
    text_put(at, xstrdup(text));
    return 0;
}

static int str_empty(const struct field *f, const char *at)
{
    (void)f;
    return !text_at(at);
}

static int text_empty(const struct field *f, const char *at)
{
    return str_empty(f, at) || !*text_at(at);
}

static void str_encode(const struct field *f, const char *at, struct json_out *o)
{
    json_add_str(o, f->name, text_at(at) ? text_at(at) : "");
}

static void str_release(const struct field *f, char *at)
{
    (void)f;
    text_put(at, NULL);
}

static int raw_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    (void)f;
    (void)err;
    text_put(at, json_text(node));
    return 0;
}

static void raw_encode(const struct field *f, const char *at, struct json_out *o)
{
    json_add_raw(o, f->name, text_at(at) ? text_at(at) : "null");
}

/* ---- numbers, truth, time ---- */

static int int_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    int64_t value = 0;
    if (json_int(node, &value) || value < INT32_MIN || value > INT32_MAX)
        return wrong_kind(f, "a whole number of 32 bits", err);
    *(int *)(void *)at = (int)value;
    return 0;
}

static int int_empty(const struct field *f, const char *at)
{
    (void)f;
    return *(const int *)(const void *)at == 0;
}

static void int_encode(const struct field *f, const char *at, struct json_out *o)
{
    json_add_int(o, f->name, *(const int *)(const void *)at);
}

static int int64_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    return json_int(node, (int64_t *)(void *)at) ? wrong_kind(f, "a whole number", err) : 0;
}

static int int64_empty(const struct field *f, const char *at)
{
    (void)f;
    return *(const int64_t *)(const void *)at == 0;
}

static void int64_encode(const struct field *f, const char *at, struct json_out *o)
{
    json_add_int(o, f->name, *(const int64_t *)(const void *)at);
}

static int bool_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    if (json_kind(node) != JSON_BOOL)
        return wrong_kind(f, "true or false", err);
    *(bool *)at = json_bool_or(node, false);
    return 0;
}

static int bool_empty(const struct field *f, const char *at)
{
    (void)f;
    return !*(const bool *)at;
}

static void bool_encode(const struct field *f, const char *at, struct json_out *o)
{
    json_add_bool(o, f->name, *(const bool *)at);
}

static int moment_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    if (!json_str(node) || moment_parse((struct moment *)(void *)at, json_str(node), NULL))
        return wrong_kind(f, "a point in time such as '2026-11-22T08:26:09Z'", err);
    return 0;
}

static int moment_empty(const struct field *f, const char *at)
{
    (void)f;
    return ((const struct moment *)(const void *)at)->us == 0;
}

static void moment_encode(const struct field *f, const char *at, struct json_out *o)
{
    char text[MOMENT_TEXT];
    json_add_str(o, f->name, moment_format(*(const struct moment *)(const void *)at, text));
}

static void nothing_release(const struct field *f, char *at)
{
    (void)f;
    (void)at;
}

/* ---- strings and pairs ---- */

static int list_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    if (json_kind(node) != JSON_ARRAY)
        return wrong_kind(f, "a list of strings", err);
    strs_decode((struct strs *)(void *)at, node);
    return 0;
}

static int list_empty(const struct field *f, const char *at)
{
    (void)f;
    return ((const struct strs *)(const void *)at)->count == 0;
}

static void list_encode(const struct field *f, const char *at, struct json_out *o)
{
    strs_encode((const struct strs *)(const void *)at, o, f->name);
}

static void list_release(const struct field *f, char *at)
{
    (void)f;
    strs_release((struct strs *)(void *)at);
}

static int map_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    if (json_kind(node) != JSON_OBJECT)
        return wrong_kind(f, "an object", err);
    pairs_decode((struct pairs *)(void *)at, node);
    return 0;
}

static int map_empty(const struct field *f, const char *at)
{
    (void)f;
    return ((const struct pairs *)(const void *)at)->count == 0;
}

static void map_encode(const struct field *f, const char *at, struct json_out *o)
{
    pairs_encode((const struct pairs *)(const void *)at, o, f->name);
}

static void map_release(const struct field *f, char *at)
{
    (void)f;
    pairs_release((struct pairs *)(void *)at);
}

/* ---- a record inside, and many of them ---- */

static int one_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    return decode_members(f->of, at, node, err) ? err_wrap(err, "in '%s'", f->name) : 0;
}

static int one_empty(const struct field *f, const char *at);

static void one_encode(const struct field *f, const char *at, struct json_out *o)
{
    json_open_object(o, f->name);
    encode_members(f->of, at, o);
    json_close_object(o);
}

static void one_release(const struct field *f, char *at)
{
    shape_release(f->of, at);
}

static size_t *many_count(const struct field *f, const char *at)
{
    return (size_t *)(void *)(record_of(f, at) + f->count_at);
}

static void many_grow(const struct field *f, char *at)
{
    size_t *cap = (size_t *)(void *)(record_of(f, at) + f->cap_at);
    if (*many_count(f, at) < *cap)
        return;
    *cap = *cap ? *cap * 2 : 4;
    char *items = xrealloc(text_at(at), *cap * f->of->size);
    memcpy(at, &items, sizeof items);
}

static char *many_add(const struct field *f, char *at)
{
    many_grow(f, at);
    return memset(text_at(at) + (*many_count(f, at))++ * f->of->size, 0, f->of->size);
}

/* Most lists are short, and stay as they are: no room for more. */
static void many_fit(const struct field *f, char *at)
{
    size_t *cap = (size_t *)(void *)(record_of(f, at) + f->cap_at), count = *many_count(f, at);
    if (!count || count == *cap)
        return;
    char *items = xrealloc(text_at(at), count * f->of->size);
    memcpy(at, &items, sizeof items);
    *cap = count;
}

static int many_decode(const struct field *f, char *at, const struct json *node, struct err *err)
{
    if (json_kind(node) != JSON_ARRAY)
        return wrong_kind(f, "a list", err);
    json_each (element, node) {
        if (decode_members(f->of, many_add(f, at), element, err))
            return err_wrap(err, "in '%s[%zu]'", f->name, *many_count(f, at) - 1);
    }
    many_fit(f, at);
    return 0;
}

static int many_empty(const struct field *f, const char *at)
{
    return *many_count(f, at) == 0;
}

static void many_encode(const struct field *f, const char *at, struct json_out *o)
{
    json_open_array(o, f->name);
    for (size_t i = 0; i < *many_count(f, at); i++) {
        json_open_object(o, NULL);
        encode_members(f->of, text_at(at) + i * f->of->size, o);
        json_close_object(o);
    }
    json_close_array(o);
}

static void many_release(const struct field *f, char *at)
{
    for (size_t i = 0; i < *many_count(f, at); i++)
        shape_release(f->of, text_at(at) + i * f->of->size);
    text_put(at, NULL);
}

/* ---- the kinds ---- */

static const struct kind {
    decode_fn *decode;
    empty_fn *empty;
    encode_fn *encode;
    release_fn *release;
} kinds[] = {
    [FIELD_STR] = {str_decode, str_empty, str_encode, str_release},
    [FIELD_TEXT] = {str_decode, text_empty, str_encode, str_release},
    [FIELD_JSON] = {raw_decode, str_empty, raw_encode, str_release},
    [FIELD_INT] = {int_decode, int_empty, int_encode, nothing_release},
    [FIELD_INT64] = {int64_decode, int64_empty, int64_encode, nothing_release},
    [FIELD_BOOL] = {bool_decode, bool_empty, bool_encode, nothing_release},
    [FIELD_MOMENT] = {moment_decode, moment_empty, moment_encode, nothing_release},
    [FIELD_STRS] = {list_decode, list_empty, list_encode, list_release},
    [FIELD_PAIRS] = {map_decode, map_empty, map_encode, map_release},
    [FIELD_ONE] = {one_decode, one_empty, one_encode, one_release},
    [FIELD_MANY] = {many_decode, many_empty, many_encode, many_release},
};

static int one_empty(const struct field *f, const char *at)
{
    for (size_t i = 0; i < f->of->count; i++) {
        const struct field *inner = &f->of->fields[i];
        if (!kinds[inner->kind].empty(inner, at + inner->at))
            return 0;
    }
    return 1;
}

static int decode_absent(const struct field *f, char *at, struct err *err)
{
    if (f->need == FIELD_NEEDED)
        return err_set(err, ERR_INPUT, "member '%s' is missing", f->name);
    if (f->kind == FIELD_TEXT)
        text_put(at, xstrdup(""));
    return 0;
}

static int decode_members(const struct shape *s, char *record, const struct json *data, struct err *err)
{
    if (json_kind(data) != JSON_OBJECT)
        return err_set(err, ERR_INPUT, "data must be an object");
    for (size_t i = 0; i < s->count; i++) {
        const struct field *f = &s->fields[i];
        const struct json *node = json_get(data, f->name);
        bool absent = !node || json_kind(node) == JSON_NULL;
        if (absent ? decode_absent(f, record + f->at, err) : kinds[f->kind].decode(f, record + f->at, node, err))
            return -1;
    }
    return 0;
}

static void encode_members(const struct shape *s, const char *record, struct json_out *o)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct field *f = &s->fields[i];
        if (f->need == FIELD_NEEDED || !kinds[f->kind].empty(f, record + f->at))
            kinds[f->kind].encode(f, record + f->at, o);
    }
}

int shape_decode(const struct shape *s, void *record, const struct json *data, struct err *err)
{
    if (!decode_members(s, record, data, err))
        return 0;
    shape_release(s, record);
    return -1;
}

void shape_encode(const struct shape *s, const void *record, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    encode_members(s, record, &o);
    json_close_object(&o);
}

void shape_release(const struct shape *s, void *record)
{
    char *bytes = record;
    for (size_t i = 0; i < s->count; i++)
        kinds[s->fields[i].kind].release(&s->fields[i], bytes + s->fields[i].at);
    memset(bytes, 0, s->size);
}
