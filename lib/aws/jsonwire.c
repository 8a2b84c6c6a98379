#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/http.h"
#include "lib/base/mem.h"
#include "lib/aws/jsonwire.h"

struct walk {
    struct json_out *out;
    const struct operation *op;
    struct err *err;
};

static int write_value(struct walk *w, const char *path, const struct shape *shape, const struct json *value);

/* ---- what goes in ---- */

static bool has_kind(const struct shape *shape, const struct json *value)
{
    enum json_kind kind = json_kind(value);
    int64_t number;
    switch (shape->kind) {
    case SHAPE_STRING:
    case SHAPE_BLOB:
        return kind == JSON_STRING;
    case SHAPE_INTEGER:
        return kind == JSON_NUMBER && json_int(value, &number) == 0;
    case SHAPE_DOUBLE:
        return kind == JSON_NUMBER;
    case SHAPE_TIMESTAMP:
        return kind == JSON_NUMBER || kind == JSON_STRING;
    case SHAPE_BOOLEAN:
        return kind == JSON_BOOL;
    case SHAPE_LIST:
        return kind == JSON_ARRAY;
    case SHAPE_STRUCTURE:
    case SHAPE_MAP:
        return kind == JSON_OBJECT;
    }
    return false;
}

static int refuse(struct walk *w, const char *path, const struct shape *shape)
{
    static const char *const words[] = {
        [SHAPE_STRING] = "text",         [SHAPE_INTEGER] = "a whole number",
        [SHAPE_DOUBLE] = "a number",     [SHAPE_BOOLEAN] = "true or false",
        [SHAPE_TIMESTAMP] = "a time",    [SHAPE_BLOB] = "base64 text",
        [SHAPE_STRUCTURE] = "an object", [SHAPE_LIST] = "a list",
        [SHAPE_MAP] = "an object",
    };
    return err_set(w->err, ERR_INPUT, "%s: '%s' must be %s", w->op->name, *path ? path : "the whole", words[shape->kind]);
}

static char *below(const char *path, const char *name)
{
    return *path ? xasprintf("%s.%s", path, name) : xstrdup(name);
}

static bool in_path(const struct walk *w, const char *path, const struct shape_member *m)
{
    own_str char *label = xasprintf("{%s}", m->wire);
    return !*path && w->op->uri && strstr(w->op->uri, label);
}

static int write_member(struct walk *w, const char *path, const struct shape_member *m, const struct json *value)
{
    own_str char *name = below(path, m->name);
    const struct json *child = json_get(value, m->name);
    if (in_path(w, path, m))
        return 0;
    if (json_kind(child) == JSON_ABSENT || json_kind(child) == JSON_NULL)
        return m->required ? err_set(w->err, ERR_INPUT, "%s: parameter '%s' is missing", w->op->name, name) : 0;
    if (!has_kind(m->shape, child))
        return refuse(w, name, m->shape);
    if (m->shape->kind == SHAPE_STRUCTURE)
        json_open_object(w->out, m->wire);
    else if (m->shape->kind == SHAPE_LIST)
        json_open_array(w->out, m->wire);
    else
        json_add_node(w->out, m->wire, child);
    return write_value(w, name, m->shape, child);
}

static int write_structure(struct walk *w, const char *path, const struct shape *shape, const struct json *value)
{
    json_each (member, value)
        if (!shape_member_find(shape, json_name(member))) {
            own_str char *name = below(path, json_name(member));
            return err_set(w->err, ERR_INPUT, "%s has no parameter '%s'", w->op->name, name);
        }
    for (size_t i = 0; i < shape->count; i++)
        if (write_member(w, path, &shape->members[i], value))
            return -1;
    json_close_object(w->out);
    return 0;
}

static int write_list(struct walk *w, const char *path, const struct shape *shape, const struct json *value)
{
    json_each (item, value) {
        if (!has_kind(shape->item, item))
            return refuse(w, path, shape->item);
        if (shape->item->kind == SHAPE_STRUCTURE)
            json_open_object(w->out, NULL);
        else if (shape->item->kind == SHAPE_LIST)
            json_open_array(w->out, NULL);
        else
            json_add_node(w->out, NULL, item);
        if (write_value(w, path, shape->item, item))
            return -1;
    }
    json_close_array(w->out);
    return 0;
}

/* What is inside value, whose own opening is written; leaves are whole already. */
static int write_value(struct walk *w, const char *path, const struct shape *shape, const struct json *value)
{
    if (shape->kind == SHAPE_STRUCTURE)
        return write_structure(w, path, shape, value);
    if (shape->kind == SHAPE_LIST)
        return write_list(w, path, shape, value);
    return 0;
}

int jsonwire_encode(struct buf *to, const struct operation *op, const struct json *parameters, struct err *err)
{
    struct json_out o = json_out(to);
    struct walk w = {&o, op, err};
    if (json_kind(parameters) != JSON_OBJECT)
        return refuse(&w, "", op->input);
    json_open_object(&o, NULL);
    return write_value(&w, "", op->input, parameters);
}

static const char *label_value(const struct operation *op, const struct json *parameters, const char *label)
{
    for (size_t i = 0; i < op->input->count; i++)
        if (strcmp(op->input->members[i].wire, label) == 0)
            return json_str(json_get(parameters, op->input->members[i].name));
    return NULL;
}

char *jsonwire_path(const struct operation *op, const struct json *parameters, struct err *err)
{
    own_buf path = {0};
    for (const char *at = op->uri; *at;) {
        const char *close = *at == '{' ? strchr(at, '}') : NULL;
        if (!close) {
            buf_add_char(&path, *at++);
            continue;
        }
        own_str char *label = xstrndup(at + 1, (size_t)(close - at - 1));
        const char *value = label_value(op, parameters, label);
        if (!value || !*value) {
            err_set(err, ERR_INPUT, "%s: parameter '%s' is missing", op->name, label);
            return NULL;
        }
        http_encode(&path, value, false);
        at = close + 1;
    }
    return buf_take(&path);
}

/* ---- what comes out ---- */

static void read_value(struct json_out *o, const char *name, const struct shape *shape, const struct json *value);

static void read_structure(struct json_out *o, const char *name, const struct shape *shape, const struct json *value)
{
    json_open_object(o, name);
    for (size_t i = 0; i < shape->count; i++)
        read_value(o, shape->members[i].name, shape->members[i].shape, json_get(value, shape->members[i].wire));
    json_close_object(o);
}

static void read_list(struct json_out *o, const char *name, const struct shape *shape, const struct json *value)
{
    json_open_array(o, name);
    json_each (item, value)
        read_value(o, NULL, shape->item, item);
    json_close_array(o);
}

/* null and what has another kind than the table says count as left out. */
static void read_value(struct json_out *o, const char *name, const struct shape *shape, const struct json *value)
{
    if (!has_kind(shape, value))
        return;
    if (shape->kind == SHAPE_STRUCTURE)
        read_structure(o, name, shape, value);
    else if (shape->kind == SHAPE_LIST)
        read_list(o, name, shape, value);
    else
        json_add_node(o, name, value);
}

static struct json *parse(const struct buf *body, struct err *err)
{
    struct err why = {0};
    if (body->len > JSON_MAX_ANSWER) {
        err_set(err, ERR_AGAIN, "an answer of more than %d bytes is refused", JSON_MAX_ANSWER);
        return NULL;
    }
    struct json *tree = json_parse(buf_str(body), body->len, &why);
    if (json_kind(tree) == JSON_OBJECT)
        return tree;
    err_set(err, ERR_AGAIN, "the answer is no whole JSON object%s%s", tree ? "" : ": ", tree ? "" : why.text);
    json_free(tree);
    return NULL;
}

int jsonwire_decode(struct buf *to, const struct operation *op, const struct buf *body, struct err *err)
{
    static const struct shape nothing = {.kind = SHAPE_STRUCTURE};
    struct json_out o = json_out(to);
    bool may_be_empty = !op->output || !op->output->count;
    own_json *tree = body->len || !may_be_empty ? parse(body, err) : json_parse("{}", 2, NULL);
    if (!tree)
        return -1;
    read_structure(&o, NULL, op->output ? op->output : &nothing, tree);
    return 0;
}

/* "prefix#Code:http://…": the code alone; heap text, NULL for no text. */
static char *code_of(const char *type)
{
    const char *hash = type ? strrchr(type, '#') : NULL;
    const char *begin = hash ? hash + 1 : type;
    return begin && *begin ? xstrndup(begin, strcspn(begin, ":")) : NULL;
}

void jsonwire_error_decode(struct aws_error *e, const struct buf *body, const char *type)
{
    own_json *tree = parse(body, NULL);
    const char *said = json_str(json_get(tree, "__type"));
    if (!said)
        said = json_str(json_get(tree, "code"));
    e->code = code_of(type && *type ? type : said);
    e->message = xstrdup_or_null(json_str(json_get_fold(tree, "message")));
}
