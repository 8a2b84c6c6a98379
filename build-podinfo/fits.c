/* Fields of a wrong type, in the objects that wants.c has tables for. An API server lets none of them pass; something before it, or
 * a person who writes events by hand, may. What does not fit counts as not there, so that one bad endpoint costs no other. */
#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"
#include "build-podinfo/wants.h"

/* ---- does it fit ---- */

static const char *const must_be[] = {
    [WANT_TEXT] = "text",
    [WANT_WHOLE] = "a whole number",
    [WANT_TRUTH] = "true or false",
    [WANT_TEXT_OR_WHOLE] = "text or a whole number",
    [WANT_OBJECT] = "an object",
    [WANT_LIST] = "a list of objects",
    [WANT_TEXTS] = "a list of texts",
    [WANT_LABELS] = "an object of texts",
};

static const char *const is[] = {
    [JSON_ABSENT] = "nothing", [JSON_NULL] = "null",    [JSON_BOOL] = "true or false", [JSON_NUMBER] = "a number",
    [JSON_STRING] = "text",    [JSON_ARRAY] = "a list", [JSON_OBJECT] = "an object",
};

/* The node itself, not what it holds. null is as good as not there. */
static bool type_fits(enum want_type type, const struct json *node)
{
    enum json_kind kind = json_kind(node);
    int64_t number;
    bool whole = kind == JSON_NUMBER && !json_int(node, &number);
    static const enum json_kind kinds[] = {
        [WANT_TEXT] = JSON_STRING,   [WANT_WHOLE] = JSON_NUMBER, [WANT_TRUTH] = JSON_BOOL,  [WANT_TEXT_OR_WHOLE] = JSON_STRING,
        [WANT_OBJECT] = JSON_OBJECT, [WANT_LIST] = JSON_ARRAY,   [WANT_TEXTS] = JSON_ARRAY, [WANT_LABELS] = JSON_OBJECT,
    };
    if (kind == JSON_ABSENT || kind == JSON_NULL)
        return true;
    if (kind == JSON_NUMBER)
        return whole && (type == WANT_WHOLE || type == WANT_TEXT_OR_WHOLE);
    return kind == kinds[type];
}

/* What each thing inside must be: an element of a list, or a member of an object of texts. */
static struct want inside_of(const struct want *w)
{
    return (struct want){.type = w->type == WANT_LIST ? WANT_OBJECT : WANT_TEXT, .of = w->of};
}

static const struct want *member_want(const struct want *members, const char *name)
{
    for (; members && members->name; members++)
        if (strcmp(members->name, name) == 0)
            return members;
    return NULL;
}

static bool fits(const struct want *w, const struct json *node)
{
    struct want inside = inside_of(w);
    if (!type_fits(w->type, node))
        return false;
    if (w->type < WANT_OBJECT)
        return true;
    if (w->type == WANT_OBJECT) {
        for (const struct want *m = w->of; m && m->name; m++)
            if (!fits(m, json_get(node, m->name)))
                return false;
        return true;
    }
    json_each (one, node)
        if (!fits(&inside, one))
            return false;
    return true;
}

/* ---- what is left of it, and what is said ---- */

enum { SAID_MAX = 5, VALUE_MAX = 80 };

struct trim {
    struct json_out to;
    struct buf path; /* of what is looked at */
    struct buf reason;
    char *field, *value; /* of the first */
    unsigned count;
    bool secret; /* what stands there is not said */
};

static void say_wrong(struct trim *t, const struct want *w, const struct json *node)
{
    enum json_kind kind = json_kind(node);
    own_str char *value = kind == JSON_ARRAY || kind == JSON_OBJECT ? NULL : json_text(node);
    bool brief = value && !t->secret && strlen(value) <= VALUE_MAX;
    if (++t->count > SAID_MAX)
        return;
    buf_addf(&t->reason, "%s'%s' is %s%s%s%s, and must be %s", t->count > 1 ? "; " : "", buf_str(&t->path), is[kind], brief ? " (" : "",
             brief ? value : "", brief ? ")" : "", must_be[w->type]);
    if (t->count > 1)
        return;
    t->field = xstrdup(buf_str(&t->path));
    t->value = brief ? xstrdup(value) : NULL;
}

static void path_back(struct trim *t, size_t len)
{
    t->path.len = len;
    t->path.data[len] = '\0';
}

static void copy_fitting(struct trim *t, const struct want *w, const struct json *node, const char *name);

static void copy_inside(struct trim *t, const struct want *w, const struct json *node)
{
    struct want inside = inside_of(w);
    size_t before = t->path.len, index = 0;
    json_each (one, node) {
        const char *name = json_name(one);
        const struct want *member = w->type == WANT_OBJECT ? member_want(w->of, name) : &inside;
        if (name)
            buf_addf(&t->path, "%s%s", before ? "." : "", name);
        else
            buf_addf(&t->path, "[%zu]", index++);
        if (member)
            copy_fitting(t, member, one, name);
        else
            json_add_node(&t->to, name, one);
        path_back(t, before);
    }
}

static void copy_fitting(struct trim *t, const struct want *w, const struct json *node, const char *name)
{
    enum json_kind kind = json_kind(node);
    if (!type_fits(w->type, node)) {
        say_wrong(t, w, node);
    } else if (kind == JSON_OBJECT) {
        json_open_object(&t->to, name);
        copy_inside(t, w, node);
        json_close_object(&t->to);
    } else if (kind == JSON_ARRAY) {
        json_open_array(&t->to, name);
        copy_inside(t, w, node);
        json_close_array(&t->to);
    } else {
        json_add_node(&t->to, name, node);
    }
}

/* Takes what is said over from *t. */
static void take_wrong(struct wrong *to, struct trim *t)
{
    if (t->count > SAID_MAX)
        buf_addf(&t->reason, "; and %u more", t->count - SAID_MAX);
    *to = (struct wrong){t->field, t->value, buf_take(&t->reason)};
    buf_release(&t->path);
}

struct json *object_trim(const struct object *o, struct wrong *wrong)
{
    struct want top = {.type = WANT_OBJECT, .of = wants_of(o->kind)};
    own_buf text = {0};
    struct trim t = {.to = json_out(&text), .secret = strcmp(o->kind, "Secret") == 0};
    if (fits(&top, o->object))
        return NULL;
    copy_fitting(&t, &top, o->object, NULL);
    take_wrong(wrong, &t);
    return json_parse(buf_str(&text), text.len, NULL);
}

void wrong_warn(struct cluster *c, const struct object *o)
{
    own_str char *kind = xstrdup(o->kind), *namespace = xstrdup_or_null(o->namespace), *name = xstrdup(o->name);
    own_str char *reason = xasprintf("%s: what is of a wrong type counts as not there", c->wrong.reason);
    struct rejection r = {.cluster = c->name, .kind = kind, .namespace = namespace, .name = name, .reason = reason};
    own_str char *object = rejection_subject(&r);
    own_str char *subject = xasprintf("%s/types", object);
    own_buf data = {0};
    r.field = c->wrong.field;
    r.value = c->wrong.value;
    rejection_encode(&r, &data);
    c->view->say(c->view->context, "object.warning", subject, buf_str(&data));
}

void wrong_copy(struct wrong *to, const struct wrong *from)
{
    str_replace(&to->field, from->field);
    str_replace(&to->value, from->value);
    str_replace(&to->reason, from->reason);
}

void wrong_release(struct wrong *wrong)
{
    free(wrong->field);
    free(wrong->value);
    free(wrong->reason);
    *wrong = (struct wrong){0};
}
