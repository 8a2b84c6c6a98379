/* Parameters against the table in operations.c: what AWS would not know is refused here, so that a typing error
 * in a request cannot pass unseen. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

enum kind { TEXT, INTEGER, BOOLEAN, MAP, LIST_OF_TEXT, LIST, STRUCTURE };

struct item {
    char name[96];
    bool required;
    enum kind kind;
    char *inner; /* the spec inside the brackets; owned */
};

static void item_release(struct item *i)
{
    free(i->inner);
}

/* Where the bracket that opens at `at` closes. */
static const char *closing(const char *at)
{
    int depth = 0;
    for (;; at++) {
        depth += *at == '[' || *at == '{';
        depth -= *at == ']' || *at == '}';
        if (depth == 0)
            return at;
    }
}

/* The next item of the spec; false at its end. */
static bool item_next(const char **at, struct item *i)
{
    *i = (struct item){0};
    *at += strspn(*at, " ");
    if (!**at)
        return false;
    i->required = **at == '*';
    *at += i->required;
    size_t len = strcspn(*at, " #?%[{");
    memcpy(i->name, *at, len);
    *at += len;
    if (**at == '[' || **at == '{') {
        const char *end = closing(*at);
        i->inner = xstrndup(*at + 1, (size_t)(end - *at - 1));
        i->kind = **at == '{' ? STRUCTURE : i->inner[0] ? LIST : LIST_OF_TEXT;
        *at = end + 1;
    } else if (**at && **at != ' ') {
        i->kind = **at == '#' ? INTEGER : **at == '?' ? BOOLEAN : MAP;
        ++*at;
    }
    return true;
}

static bool find_item(const char *spec, const char *name, struct item *out)
{
    while (item_next(&spec, out)) {
        if (!strcmp(out->name, name))
            return true;
        item_release(out);
    }
    return false;
}

static int wrong(struct call *c, const char *path, const char *wanted)
{
    return call_fail(c, c->service == EC2 ? "InvalidParameterValue" : "ValidationError", "Parameter '%s' must be %s", path, wanted);
}

static int check_scalar(struct call *c, const struct node *n, enum kind kind, const char *path)
{
    char *end = NULL;
    errno = 0;
    if (!n->value)
        return wrong(c, path, "text");
    if (kind == INTEGER && (!n->value[0] || isspace((unsigned char)n->value[0]) || (strtoll(n->value, &end, 10), *end) || errno))
        return wrong(c, path, "an integer");
    if (kind == BOOLEAN && strcmp(n->value, "true") != 0 && strcmp(n->value, "false") != 0)
        return wrong(c, path, "true or false");
    return 0;
}

static int check_members(struct call *c, const struct node *n, const char *spec, const char *path);

/* An empty list is written as NAME= . */
static int check_list(struct call *c, const struct node *n, const struct item *i, const char *path)
{
    const char *element = c->service == EC2 ? "item" : i->kind == MAP ? "entry" : "member";
    if (n->value)
        return n->value[0] ? wrong(c, path, "a list") : 0;
    node_each (child, n) {
        if (strcmp(child->name, element) != 0)
            return wrong(c, path, "a list");
        int failed = i->kind == LIST_OF_TEXT ? check_scalar(c, child, TEXT, path)
                     : i->kind == MAP        ? check_members(c, child, "*key *value", path)
                                             : check_members(c, child, i->inner, path);
        if (failed)
            return -1;
    }
    return 0;
}

static int check_value(struct call *c, const struct node *n, const struct item *i, const char *path)
{
    switch (i->kind) {
    case LIST:
    case LIST_OF_TEXT:
    case MAP:
        return check_list(c, n, i, path);
    case STRUCTURE:
        return n->value ? (n->value[0] ? wrong(c, path, "a structure") : 0) : check_members(c, n, i->inner, path);
    case TEXT:
    case INTEGER:
    case BOOLEAN:
        return check_scalar(c, n, i->kind, path);
    }
    return -1;
}

static int check_member(struct call *c, const struct node *n, const char *spec, const char *path)
{
    struct item i;
    own_str char *full = xasprintf("%s%s%s", path, path[0] ? "." : "", n->name);
    if (!find_item(spec, n->name, &i))
        return c->service == EC2 ? call_fail(c, "UnknownParameter", "The parameter %s is not recognized", full)
                                 : call_invalid(c, "Unknown parameter '%s'", full);
    int failed = check_value(c, n, &i, full);
    item_release(&i);
    return failed;
}

static int check_required(struct call *c, const struct node *n, const char *spec, const char *path)
{
    struct item i;
    while (item_next(&spec, &i)) {
        bool missing = i.required && !node_get(n, i.name);
        item_release(&i);
        if (!missing)
            continue;
        if (c->service == EC2)
            return call_fail(c, "MissingParameter", "The request must contain the parameter %s", i.name);
        return call_invalid(c,
                            "1 validation error detected: Value null at '%s%s%s' failed to satisfy constraint: "
                            "Member must not be null",
                            path, path[0] ? "." : "", i.name);
    }
    return 0;
}

static int check_members(struct call *c, const struct node *n, const char *spec, const char *path)
{
    if (n->value)
        return n->value[0] ? wrong(c, path, "a structure") : 0;
    node_each (child, n)
        if (check_member(c, child, spec, path))
            return -1;
    return check_required(c, n, spec, path);
}

int spec_check(struct call *c, const struct node *in, const char *spec)
{
    return check_members(c, in, spec, "");
}
