/* Parameters against the service's model: names, types, what must be there, bounds, words, patterns. What AWS would not
 * know is refused too, so that a typing error in a request cannot pass unseen. */
#include <ctype.h>
#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

static int check_value(struct call *c, const struct node *n, const struct model_shape *s, const char *path);

/* ---- in AWS's words ---- */

static int bad_type(struct call *c, const char *path, const char *wanted)
{
    return c->service == EC2 ? call_fail(c, "InvalidParameterValue", "Parameter '%s' must be %s", path, wanted)
                             : call_invalid(c, "Parameter '%s' must be %s", path, wanted);
}

static int unsatisfied(struct call *c, const struct node *n, const char *path, const char *constraint)
{
    const char *value = n->value ? n->value : "[...]";
    if (c->service == EC2)
        return call_fail(c, "InvalidParameterValue", "Value (%s) for parameter %s is invalid. %s", value, path, constraint);
    return call_invalid(c, "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s", value, path, constraint);
}

static int missing(struct call *c, const char *path)
{
    if (c->service == EC2)
        return call_fail(c, "MissingParameter", "The request must contain the parameter %s", path);
    return call_invalid(c, "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null", path);
}

static int unknown(struct call *c, const char *path)
{
    return c->service == EC2 ? call_fail(c, "UnknownParameter", "The parameter %s is not recognized", path)
                             : call_invalid(c, "Unknown parameter '%s'", path);
}

/* ---- scalars ---- */

static size_t characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

static int check_bounds(struct call *c, const struct node *n, const struct model_shape *s, int64_t size, const char *path)
{
    const char *what = s->kind == MODEL_INTEGER ? "value" : "length";
    if (s->has_least && size < s->least) {
        own_str char *text = xasprintf("Member must have %s greater than or equal to %lld", what, (long long)s->least);
        return unsatisfied(c, n, path, text);
    }
    if (s->has_most && size > s->most) {
        own_str char *text = xasprintf("Member must have %s less than or equal to %lld", what, (long long)s->most);
        return unsatisfied(c, n, path, text);
    }
    return 0;
}

static int check_words(struct call *c, const struct node *n, const struct model_shape *s, const char *path)
{
    own_buf text = {0};
    buf_add_str(&text, "Member must satisfy enum value set: [");
    for (size_t i = 0; s->words[i]; i++) {
        if (strcmp(s->words[i], n->value) == 0)
            return 0;
        buf_addf(&text, "%s%s", i ? ", " : "", s->words[i]);
    }
    buf_add_char(&text, ']');
    return unsatisfied(c, n, path, buf_str(&text));
}

static bool all_words(const char *text)
{
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && (unsigned char)*text < 0x80 && !strchr(" _.:/=+-@", *text))
            return false;
    return true;
}

static bool matches(const char *expression, const char *text)
{
    regex_t r;
    own_str char *whole = xasprintf("^(%s)$", expression);
    if (strcmp(expression, "words") == 0)
        return all_words(text);
    if (regcomp(&r, whole, REG_EXTENDED | REG_NOSUB) != 0)
        return true;
    bool yes = regexec(&r, text, 0, NULL, 0) == 0;
    regfree(&r);
    return yes;
}

static int check_text(struct call *c, const struct node *n, const struct model_shape *s, const char *path)
{
    if (s->words && check_words(c, n, s, path))
        return -1;
    if (check_bounds(c, n, s, (int64_t)characters(n->value), path))
        return -1;
    if (!s->expression || matches(s->expression, n->value))
        return 0;
    own_str char *text = xasprintf("Member must satisfy regular expression pattern: %s", s->pattern);
    return unsatisfied(c, n, path, text);
}

static int check_scalar(struct call *c, const struct node *n, const struct model_shape *s, const char *path)
{
    char *end = NULL;
    if (!n->value)
        return bad_type(c, path, "text");
    if (s->kind == MODEL_TEXT)
        return check_text(c, n, s, path);
    if (s->kind == MODEL_BOOLEAN)
        return strcmp(n->value, "true") && strcmp(n->value, "false") ? bad_type(c, path, "true or false") : 0;
    bool empty = !n->value[0] || isspace((unsigned char)n->value[0]);
    errno = 0;
    if (s->kind == MODEL_NUMBER)
        return empty || (strtod(n->value, &end), *end) ? bad_type(c, path, "a number") : 0;
    int64_t value = strtoll(n->value, &end, 10);
    return empty || *end || errno ? bad_type(c, path, "an integer") : check_bounds(c, n, s, value, path);
}

/* ---- lists and structures ---- */

static char *path_to(const char *path, const char *name)
{
    char *full = xasprintf("%s%s%s", path, path[0] ? "." : "", name);
    char *last = full + strlen(full) - strlen(name);
    *last = (char)tolower((unsigned char)*last);
    return full;
}

/* An empty list is written as NAME= . */
static int check_list(struct call *c, const struct node *n, const struct model_shape *s, const char *path)
{
    const char *element = c->service == EC2 ? "item" : "member";
    int64_t number = 0;
    if (n->value && n->value[0])
        return bad_type(c, path, "a list");
    node_each (child, n) {
        own_str char *full = xasprintf("%s.%lld.member", path, (long long)++number);
        if (strcmp(child->name, element) != 0)
            return bad_type(c, path, "a list");
        if (check_value(c, child, s->item, full))
            return -1;
    }
    return check_bounds(c, n, s, number, path);
}

static int check_map(struct call *c, const struct node *n, const struct model_shape *s, const char *path)
{
    if (n->value && n->value[0])
        return bad_type(c, path, "a map");
    node_each (child, n)
        if (strcmp(child->name, "entry") != 0 || !node_str(child, "key") || !node_get(child, "value") || node_count(child) != 2)
            return bad_type(c, path, "a map");
        else if (check_value(c, node_get(child, "value"), s->item, path))
            return -1;
    return 0;
}

static const struct model_member *member_of(const struct model_shape *s, const char *name)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->members[i].name, name) == 0)
            return &s->members[i];
    return NULL;
}

static int check_structure(struct call *c, const struct node *n, const struct model_shape *s, const char *path)
{
    if (n->value && n->value[0])
        return bad_type(c, path, "a structure");
    node_each (child, n) {
        const struct model_member *m = member_of(s, child->name);
        own_str char *full = path_to(path, child->name);
        if (m ? check_value(c, child, m->shape, full) : unknown(c, full))
            return -1;
    }
    for (size_t i = 0; i < s->count; i++) {
        own_str char *full = path_to(path, s->members[i].name);
        if (s->members[i].required && !node_get(n, s->members[i].name))
            return missing(c, full);
    }
    return 0;
}

static int check_value(struct call *c, const struct node *n, const struct model_shape *s, const char *path)
{
    switch (s->kind) {
    case MODEL_LIST:
        return check_list(c, n, s, path);
    case MODEL_MAP:
        return check_map(c, n, s, path);
    case MODEL_STRUCTURE:
        return check_structure(c, n, s, path);
    case MODEL_TEXT:
    case MODEL_INTEGER:
    case MODEL_NUMBER:
    case MODEL_BOOLEAN:
        return check_scalar(c, n, s, path);
    }
    return -1;
}

int model_check(struct call *c)
{
    for (const struct model_operation *m = services[c->service].model; m->name; m++)
        if (strcmp(m->name, c->op->name) == 0)
            return check_structure(c, c->in, m->input, "");
    return call_fail(c, "InternalFailure", "no model of operation '%s'; run make-model", c->op->name);
}
