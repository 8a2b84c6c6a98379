#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/http.h"
#include "lib/base/mem.h"
#include "lib/aws/query.h"

struct writer {
    struct buf *to;
    const struct service *service;
    const struct operation *op;
    struct err *err;
};

static int write_value(struct writer *w, const char *key, const struct shape *shape, const struct json *value);

static void add_pair(struct buf *to, const char *key, const char *value)
{
    if (to->len)
        buf_add_char(to, '&');
    http_encode(to, key, false);
    buf_add_char(to, '=');
    http_encode(to, value, false);
}

static const char *kind_words(enum shape_kind kind)
{
    static const char *const words[] = {
        [SHAPE_STRING] = "text",         [SHAPE_INTEGER] = "a whole number",
        [SHAPE_DOUBLE] = "a number",     [SHAPE_BOOLEAN] = "true or false",
        [SHAPE_TIMESTAMP] = "a time",    [SHAPE_BLOB] = "base64 text",
        [SHAPE_STRUCTURE] = "an object", [SHAPE_LIST] = "a list",
        [SHAPE_MAP] = "an object",
    };
    return words[kind];
}

static int refuse_kind(struct writer *w, const char *key, const struct shape *shape)
{
    return err_set(w->err, ERR_INPUT, "%s: parameter '%s' must be %s", w->op->name, key, kind_words(shape->kind));
}

static char *join(const char *parent, const char *name)
{
    return *parent ? xasprintf("%s.%s", parent, name) : xstrdup(name);
}

static int refuse_unknown(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    json_each (member, value)
        if (!shape_member_find(shape, json_name(member)))
            return err_set(w->err, ERR_INPUT, "%s has no parameter '%s%s%s'", w->op->name, key, *key ? "." : "", json_name(member));
    return 0;
}

static int write_structure(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    if (json_kind(value) != JSON_OBJECT)
        return refuse_kind(w, key, shape);
    if (refuse_unknown(w, key, shape, value))
        return -1;
    for (size_t i = 0; i < shape->count; i++) {
        const struct shape_member *m = &shape->members[i];
        const struct json *child = json_get(value, m->name);
        if (json_kind(child) == JSON_ABSENT || json_kind(child) == JSON_NULL) {
            if (m->required)
                return err_set(w->err, ERR_INPUT, "%s: parameter '%s%s%s' is missing", w->op->name, key, *key ? "." : "", m->name);
            continue;
        }
        own_str char *name = join(key, m->wire);
        if (write_value(w, name, m->shape, child))
            return -1;
    }
    return 0;
}

/* "Tags.member"; EC2's lists and flat ones stand under the key itself. */
static char *list_prefix(const struct writer *w, const char *key, const struct shape *shape)
{
    if (w->service->protocol == PROTOCOL_EC2 || shape->flat)
        return xstrdup(key);
    return xasprintf("%s.%s", key, shape->item_name ? shape->item_name : "member");
}

static int write_list(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    if (json_kind(value) != JSON_ARRAY)
        return refuse_kind(w, key, shape);
    if (json_count(value) == 0 && w->service->protocol != PROTOCOL_EC2)
        add_pair(w->to, key, "");
    own_str char *prefix = list_prefix(w, key, shape);
    size_t place = 0;
    json_each (item, value) {
        own_str char *name = xasprintf("%s.%zu", prefix, ++place);
        if (write_value(w, name, shape->item, item))
            return -1;
    }
    return 0;
}

static int write_map(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    if (json_kind(value) != JSON_OBJECT)
        return refuse_kind(w, key, shape);
    size_t place = 0;
    json_each (entry, value) {
        own_str char *prefix = xasprintf("%s%s.%zu", key, shape->flat ? "" : ".entry", ++place);
        own_str char *key_name = join(prefix, shape->item_name ? shape->item_name : "key");
        own_str char *value_name = join(prefix, shape->value_name ? shape->value_name : "value");
        add_pair(w->to, key_name, json_name(entry));
        if (write_value(w, value_name, shape->item, entry))
            return -1;
    }
    return 0;
}

static int write_text(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    if (json_kind(value) != JSON_STRING)
        return refuse_kind(w, key, shape);
    add_pair(w->to, key, json_str(value));
    return 0;
}

static int write_integer(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    int64_t number;
    if (json_kind(value) != JSON_NUMBER || json_int(value, &number))
        return refuse_kind(w, key, shape);
    own_str char *text = xasprintf("%lld", (long long)number);
    add_pair(w->to, key, text);
    return 0;
}

/* The shortest text that reads back as the same number. */
static int write_double(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    if (json_kind(value) != JSON_NUMBER)
        return refuse_kind(w, key, shape);
    own_str char *exact = json_text(value);
    own_str char *brief = xasprintf("%.15g", strtod(exact, NULL));
    add_pair(w->to, key, strtod(brief, NULL) == strtod(exact, NULL) ? brief : exact);
    return 0;
}

static int write_boolean(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    if (json_kind(value) != JSON_BOOL)
        return refuse_kind(w, key, shape);
    add_pair(w->to, key, json_bool_or(value, false) ? "true" : "false");
    return 0;
}

static int write_value(struct writer *w, const char *key, const struct shape *shape, const struct json *value)
{
    static int (*const write[])(struct writer *, const char *, const struct shape *, const struct json *) = {
        [SHAPE_STRING] = write_text,         [SHAPE_INTEGER] = write_integer, [SHAPE_DOUBLE] = write_double,
        [SHAPE_BOOLEAN] = write_boolean,     [SHAPE_TIMESTAMP] = write_text,  [SHAPE_BLOB] = write_text,
        [SHAPE_STRUCTURE] = write_structure, [SHAPE_LIST] = write_list,       [SHAPE_MAP] = write_map,
    };
    return write[shape->kind](w, key, shape, value);
}

int query_encode(struct buf *to, const struct service *s, const struct operation *op, const struct json *parameters, struct err *err)
{
    struct writer w = {.to = to, .service = s, .op = op, .err = err};
    add_pair(to, "Action", op->name);
    add_pair(to, "Version", s->version);
    return write_structure(&w, "", op->input, parameters);
}
