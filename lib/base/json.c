/* The reader. cJSON builds the tree; json_scan.c has refused before what cJSON would let pass. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cjson/cJSON.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/json_scan.h"
#include "lib/base/mem.h"

/* `struct json` is never defined: a node is a cJSON seen through a keyhole. */
static const cJSON *inside(const struct json *node)
{
    return (const cJSON *)(const void *)node;
}

static const struct json *outside(const cJSON *node)
{
    return (const struct json *)(const void *)node;
}

struct json *json_parse(const char *text, size_t len, struct err *err)
{
    if (json_scan(text, len, err) < 0)
        return NULL;
    cJSON *tree = cJSON_ParseWithLength(text, len);
    if (!tree)
        err_set(err, ERR_INPUT, "not JSON");
    return (struct json *)(void *)tree;
}

static bool comes_again(const cJSON *member)
{
    for (const cJSON *later = member->next; later; later = later->next)
        if (strcmp(later->string, member->string) == 0)
            return true;
    return false;
}

/* In every object of the tree, of members with one name only the last stays. */
static void keep_last(cJSON *node)
{
    for (cJSON *child = node->child, *next; child; child = next) {
        next = child->next;
        if (cJSON_IsObject(node) && comes_again(child))
            cJSON_Delete(cJSON_DetachItemViaPointer(node, child));
        else
            keep_last(child);
    }
}

struct json *json_parse_go(const char *text, size_t len, struct err *err)
{
    bool twice;
    if (json_scan_go(text, len, &twice, err) < 0)
        return NULL;
    cJSON *tree = cJSON_ParseWithLength(text, len);
    if (!tree)
        err_set(err, ERR_INPUT, "not JSON");
    else if (twice)
        keep_last(tree);
    return (struct json *)(void *)tree;
}

void json_free(struct json *tree)
{
    cJSON_Delete((cJSON *)(void *)tree);
}

void json_cleanup(struct json **tree)
{
    json_free(*tree);
    *tree = NULL;
}

enum json_kind json_kind(const struct json *node)
{
    const cJSON *n = inside(node);
    if (!n)
        return JSON_ABSENT;
    switch (n->type & 0xFF) { /* the rest are flags */
    case cJSON_NULL:
        return JSON_NULL;
    case cJSON_False:
    case cJSON_True:
        return JSON_BOOL;
    case cJSON_Number:
        return JSON_NUMBER;
    case cJSON_String:
        return JSON_STRING;
    case cJSON_Array:
        return JSON_ARRAY;
    case cJSON_Object:
        return JSON_OBJECT;
    default:
        return JSON_ABSENT;
    }
}

const struct json *json_get(const struct json *object, const char *name)
{
    if (json_kind(object) != JSON_OBJECT)
        return NULL;
    for (const cJSON *n = inside(object)->child; n; n = n->next)
        if (n->string[0] == name[0] && strcmp(n->string, name) == 0)
            return outside(n);
    return NULL;
}

const struct json *json_get_fold(const struct json *object, const char *name)
{
    const struct json *last = NULL;
    if (json_kind(object) != JSON_OBJECT)
        return NULL;
    json_each (member, object)
        if (strcasecmp(json_name(member), name) == 0)
            last = member;
    return last;
}

const struct json *json_path(const struct json *object, ...)
{
    va_list names;
    va_start(names, object);
    const char *name;
    while (object && (name = va_arg(names, const char *)))
        object = json_get(object, name);
    va_end(names);
    return object;
}

size_t json_count(const struct json *node)
{
    enum json_kind kind = json_kind(node);
    return kind == JSON_ARRAY || kind == JSON_OBJECT ? (size_t)cJSON_GetArraySize(inside(node)) : 0;
}

const struct json *json_first(const struct json *node)
{
    enum json_kind kind = json_kind(node);
    return kind == JSON_ARRAY || kind == JSON_OBJECT ? outside(inside(node)->child) : NULL;
}

const struct json *json_next(const struct json *node)
{
    return outside(inside(node)->next);
}

const char *json_name(const struct json *member)
{
    return inside(member)->string;
}

const char *json_str(const struct json *node)
{
    return json_kind(node) == JSON_STRING ? inside(node)->valuestring : NULL;
}

const char *json_str_or(const struct json *node, const char *fallback)
{
    const char *s = json_str(node);
    return s ? s : fallback;
}

/* Whole and within 2^53. (Not by floor(): not every compiler makes it without libm.) */
static bool is_whole(double d)
{
    return d >= -(double)JSON_INT_MOST && d <= (double)JSON_INT_MOST && d == (double)(int64_t)d;
}

int json_int(const struct json *node, int64_t *out)
{
    if (json_kind(node) != JSON_NUMBER)
        return -1;
    double d = inside(node)->valuedouble;
    if (!is_whole(d))
        return -1;
    *out = (int64_t)d;
    return 0;
}

int64_t json_int_or(const struct json *node, int64_t fallback)
{
    int64_t value;
    return json_int(node, &value) == 0 ? value : fallback;
}

bool json_bool_or(const struct json *node, bool fallback)
{
    return json_kind(node) == JSON_BOOL ? cJSON_IsTrue(inside(node)) : fallback;
}

bool json_equal(const struct json *a, const struct json *b)
{
    if (json_kind(a) == JSON_ABSENT || json_kind(b) == JSON_ABSENT)
        return json_kind(a) == json_kind(b);
    return cJSON_Compare(inside(a), inside(b), 1);
}

static void add_number(struct json_out *o, const char *name, double d)
{
    if (is_whole(d)) {
        json_add_int(o, name, (int64_t)d);
        return;
    }
    own_str char *text = xasprintf("%.17g", d);
    json_add_raw(o, name, text);
}

static void add_children(struct json_out *o, const struct json *node)
{
    json_each (child, node)
        json_add_node(o, json_name(child), child);
}

void json_add_node(struct json_out *o, const char *name, const struct json *node)
{
    switch (json_kind(node)) {
    case JSON_ABSENT:
        return;
    case JSON_NULL:
        json_add_null(o, name);
        return;
    case JSON_BOOL:
        json_add_bool(o, name, json_bool_or(node, false));
        return;
    case JSON_NUMBER:
        add_number(o, name, inside(node)->valuedouble);
        return;
    case JSON_STRING:
        json_add_str(o, name, json_str(node));
        return;
    case JSON_ARRAY:
        json_open_array(o, name);
        add_children(o, node);
        json_close_array(o);
        return;
    case JSON_OBJECT:
        json_open_object(o, name);
        add_children(o, node);
        json_close_object(o);
        return;
    }
}

char *json_text(const struct json *node)
{
    if (json_kind(node) == JSON_ABSENT)
        return NULL;
    struct buf text = {0};
    struct json_out o = json_out(&text);
    json_add_node(&o, NULL, node);
    return buf_take(&text);
}
