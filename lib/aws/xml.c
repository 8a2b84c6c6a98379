#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/aws/xml.h"

/* An element and what is in it; the whole answer as a tree, then read by the table. */
struct element {
    char *name;
    struct buf text;
    struct element *parent, *first, *last, *next;
};

enum { XML_MAX_DEPTH = 64 };

struct builder {
    XML_Parser parser;
    struct element *root, *open;
    unsigned depth;
};

static void element_free(struct element *e)
{
    while (e) {
        struct element *next = e->next;
        element_free(e->first);
        free(e->name);
        buf_release(&e->text);
        free(e);
        e = next;
    }
}

static void on_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct builder *b = context;
    (void)attributes;
    if (++b->depth > XML_MAX_DEPTH) {
        XML_StopParser(b->parser, XML_FALSE);
        return;
    }
    struct element *e = xcalloc(1, sizeof *e);
    const char *colon = strchr(name, ':');
    e->name = xstrdup(colon ? colon + 1 : name);
    e->parent = b->open;
    if (!b->open)
        b->root = e;
    else if (b->open->last)
        b->open->last->next = e;
    else
        b->open->first = e;
    if (b->open)
        b->open->last = e;
    b->open = e;
}

static void on_end(void *context, const XML_Char *name)
{
    struct builder *b = context;
    (void)name;
    b->depth--;
    b->open = b->open->parent;
}

static void on_text(void *context, const XML_Char *text, int len)
{
    struct builder *b = context;
    if (b->open)
        buf_add(&b->open->text, text, (size_t)len);
}

static void on_doctype(void *context, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id, int has_internal)
{
    struct builder *b = context;
    (void)name, (void)system_id, (void)public_id, (void)has_internal;
    XML_StopParser(b->parser, XML_FALSE); /* no service sends one: that is where entity bombs live */
}

static struct element *parse(const struct buf *body, struct err *err)
{
    if (body->len > XML_MAX_ANSWER) {
        err_set(err, ERR_AGAIN, "an answer of %zu bytes is refused, at most %d are taken", body->len, XML_MAX_ANSWER);
        return NULL;
    }
    struct builder b = {.parser = XML_ParserCreate(NULL)};
    XML_SetUserData(b.parser, &b);
    XML_SetElementHandler(b.parser, on_start, on_end);
    XML_SetCharacterDataHandler(b.parser, on_text);
    XML_SetStartDoctypeDeclHandler(b.parser, on_doctype);
    if (XML_Parse(b.parser, buf_str(body), (int)body->len, 1) != XML_STATUS_OK) {
        err_set(err, ERR_AGAIN, "the answer is no whole XML: %s at byte %ld", XML_ErrorString(XML_GetErrorCode(b.parser)),
                (long)XML_GetCurrentByteIndex(b.parser));
        element_free(b.root);
        b.root = NULL;
    }
    XML_ParserFree(b.parser);
    return b.root;
}

static void own_element_free(struct element **e)
{
    element_free(*e);
}

#define own_element __attribute__((cleanup(own_element_free))) struct element

static struct element *child(const struct element *e, const char *name)
{
    for (struct element *c = e ? e->first : NULL; c; c = c->next)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

static struct element *next_same(const struct element *e)
{
    for (struct element *c = e->next; c; c = c->next)
        if (strcmp(c->name, e->name) == 0)
            return c;
    return NULL;
}

static void read_value(struct json_out *o, const char *name, const struct shape *shape, const struct element *e);

static void read_members(struct json_out *o, const struct shape *shape, const struct element *e)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct shape_member *m = &shape->members[i];
        struct element *c = child(e, m->xml);
        if (c)
            read_value(o, m->name, m->shape, c);
    }
}

static void read_structure(struct json_out *o, const char *name, const struct shape *shape, const struct element *e)
{
    json_open_object(o, name);
    read_members(o, shape, e);
    json_close_object(o);
}

static void read_list(struct json_out *o, const char *name, const struct shape *shape, const struct element *e)
{
    json_open_array(o, name);
    if (shape->flat)
        for (const struct element *c = e; c; c = next_same(c))
            read_value(o, NULL, shape->item, c);
    else
        for (const struct element *c = e->first; c; c = c->next)
            read_value(o, NULL, shape->item, c);
    json_close_array(o);
}

static void read_entry(struct json_out *o, const struct shape *shape, const struct element *entry)
{
    const struct element *key = child(entry, shape->item_name ? shape->item_name : "key");
    const struct element *value = child(entry, shape->value_name ? shape->value_name : "value");
    if (key && value)
        read_value(o, buf_str(&key->text), shape->item, value);
}

static void read_map(struct json_out *o, const char *name, const struct shape *shape, const struct element *e)
{
    json_open_object(o, name);
    if (shape->flat)
        for (const struct element *c = e; c; c = next_same(c))
            read_entry(o, shape, c);
    else
        for (const struct element *c = e->first; c; c = c->next)
            read_entry(o, shape, c);
    json_close_object(o);
}

static void read_text(struct json_out *o, const char *name, const struct shape *shape, const struct element *e)
{
    (void)shape;
    json_add_strn(o, name, buf_str(&e->text), e->text.len);
}

/* One that the reader of JSON would not keep exactly stays text. */
static void read_integer(struct json_out *o, const char *name, const struct shape *shape, const struct element *e)
{
    char *end;
    long long value = strtoll(buf_str(&e->text), &end, 10);
    if (e->text.len && *end == '\0' && value >= -JSON_INT_MOST && value <= JSON_INT_MOST)
        json_add_int(o, name, value);
    else if (e->text.len)
        read_text(o, name, shape, e);
    else if (!name)
        json_add_null(o, name);
}

/* Whether the text can stand in JSON as a number; "NaN" and "Infinity" cannot and stay text. */
static bool is_number(const struct buf *text)
{
    own_json *value = json_parse(buf_str(text), text->len, NULL);
    return json_kind(value) == JSON_NUMBER;
}

static void read_double(struct json_out *o, const char *name, const struct shape *shape, const struct element *e)
{
    if (is_number(&e->text))
        json_add_raw(o, name, buf_str(&e->text));
    else
        read_text(o, name, shape, e);
}

static void read_boolean(struct json_out *o, const char *name, const struct shape *shape, const struct element *e)
{
    (void)shape;
    json_add_bool(o, name, strcasecmp(buf_str(&e->text), "true") == 0);
}

static void read_value(struct json_out *o, const char *name, const struct shape *shape, const struct element *e)
{
    static void (*const read[])(struct json_out *, const char *, const struct shape *, const struct element *) = {
        [SHAPE_STRING] = read_text,         [SHAPE_INTEGER] = read_integer, [SHAPE_DOUBLE] = read_double,
        [SHAPE_BOOLEAN] = read_boolean,     [SHAPE_TIMESTAMP] = read_text,  [SHAPE_BLOB] = read_text,
        [SHAPE_STRUCTURE] = read_structure, [SHAPE_LIST] = read_list,       [SHAPE_MAP] = read_map,
    };
    read[shape->kind](o, name, shape, e);
}

/* ELBv2 and STS put it under ResponseMetadata, EC2 at the top, errors of EC2 under RequestID. */
static char *request_id_of(const struct element *root)
{
    const struct element *meta = child(root, "ResponseMetadata");
    const struct element *places[] = {meta ? child(meta, "RequestId") : NULL, child(root, "requestId"), child(root, "RequestId"),
                                      child(root, "RequestID")};
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (places[i])
            return xstrdup(buf_str(&places[i]->text));
    return NULL;
}

int xml_decode(struct buf *to, char **request_id, const struct operation *op, const struct buf *body, struct err *err)
{
    own_element *root = parse(body, err);
    if (!root)
        return -1;
    own_str char *expected = xasprintf("%sResponse", op->name);
    if (strcmp(root->name, expected) != 0)
        return err_set(err, ERR_AGAIN, "the answer to %s is a '%s', not a '%s'", op->name, root->name, expected);
    const struct element *members = op->wrapper ? child(root, op->wrapper) : root;
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    if (members && op->output)
        read_members(&o, op->output, members);
    json_close_object(&o);
    *request_id = request_id_of(root);
    return 0;
}

static char *text_of(const struct element *e, const char *name)
{
    const struct element *c = child(e, name);
    return c ? xstrdup(buf_str(&c->text)) : NULL;
}

/* ErrorResponse/Error of Query, Response/Errors/Error of EC2. */
void xml_error_decode(struct aws_error *e, const struct buf *body)
{
    own_element *root = parse(body, NULL);
    const struct element *errors = child(root, "Errors");
    const struct element *error = child(errors ? errors : root, "Error");
    if (!error)
        return;
    e->code = text_of(error, "Code");
    e->message = text_of(error, "Message");
    e->request_id = request_id_of(root);
    if (!e->request_id)
        e->request_id = text_of(error, "RequestId");
}
