#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/node.h"

struct node *node_new(const char *name, const char *value)
{
    struct node *n = xcalloc(1, sizeof *n);
    n->name = xstrdup(name);
    n->value = xstrdup_or_null(value);
    return n;
}

void node_free(struct node *n)
{
    while (n) {
        struct node *next = n->next;
        node_free(n->first);
        free(n->name);
        free(n->value);
        free(n);
        n = next;
    }
}

void node_cleanup(struct node **n)
{
    node_free(*n);
}

struct node *node_clone(const struct node *n)
{
    if (!n)
        return NULL;
    struct node *copy = node_new(n->name, n->value);
    node_each (child, n)
        node_add(copy, node_clone(child));
    return copy;
}

/* ---- reading ---- */

const struct node *node_get(const struct node *n, const char *name)
{
    node_each (child, n)
        if (!strcmp(child->name, name))
            return child;
    return NULL;
}

const char *node_str(const struct node *n, const char *name)
{
    const struct node *child = node_get(n, name);
    return child ? child->value : NULL;
}

const char *node_str_or(const struct node *n, const char *name, const char *fallback)
{
    const char *value = node_str(n, name);
    return value ? value : fallback;
}

int64_t node_int_or(const struct node *n, const char *name, int64_t fallback)
{
    const char *value = node_str(n, name);
    return value ? strtoll(value, NULL, 10) : fallback;
}

size_t node_count(const struct node *n)
{
    size_t count = 0;
    node_each (child, n)
        count++;
    return count;
}

bool node_has(const struct node *list, const char *text)
{
    node_each (m, list)
        if (str_equal(m->value, text))
            return true;
    return false;
}

static bool is_list(const struct node *n)
{
    return n->first && (!strcmp(n->first->name, "member") || !strcmp(n->first->name, "item"));
}

static bool same_in_order(const struct node *a, const struct node *b)
{
    const struct node *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (!node_equal(x, y))
            return false;
    return !x && !y;
}

bool node_equal(const struct node *a, const struct node *b)
{
    if (!a || !b)
        return a == b;
    if (a->value || b->value)
        return str_equal(a->value, b->value);
    if (is_list(a) || is_list(b))
        return same_in_order(a, b);
    node_each (child, a)
        if (!node_equal(child, node_get(b, child->name)))
            return false;
    return node_count(a) == node_count(b);
}

/* ---- building ---- */

struct node *node_add(struct node *n, struct node *child)
{
    struct node **at = &n->first;
    while (*at)
        at = &(*at)->next;
    *at = child;
    return child;
}

void node_remove(struct node *n, const char *name)
{
    for (struct node **at = &n->first; *at; at = &(*at)->next) {
        if (strcmp((*at)->name, name) != 0)
            continue;
        struct node *gone = *at;
        *at = gone->next;
        gone->next = NULL;
        node_free(gone);
        return;
    }
}

void node_put(struct node *n, struct node *child)
{
    if (!child)
        return;
    for (struct node **at = &n->first; *at; at = &(*at)->next) {
        if (strcmp((*at)->name, child->name) != 0)
            continue;
        struct node *gone = *at;
        child->next = gone->next;
        *at = child;
        gone->next = NULL;
        node_free(gone);
        return;
    }
    node_add(n, child);
}

void node_set(struct node *n, const char *name, const char *value)
{
    if (value)
        node_put(n, node_new(name, value));
    else
        node_remove(n, name);
}

void node_set_int(struct node *n, const char *name, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)value);
    node_set(n, name, text);
}

/* ---- forms ---- */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)tolower((unsigned char)c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static char *unescape(const char *text, size_t len)
{
    own_buf out = {0};
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '%' && i + 2 < len && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
            buf_add_char(&out, (char)(hex(text[i + 1]) * 16 + hex(text[i + 2])));
            i += 2;
        } else {
            buf_add_char(&out, text[i] == '+' ? ' ' : text[i]);
        }
    }
    return buf_take(&out);
}

static struct node *child_for(struct node *n, const char *name)
{
    for (struct node *c = n->first; c; c = c->next)
        if (!strcmp(c->name, name))
            return c;
    return node_add(n, node_new(name, NULL));
}

static int place(struct node *root, char *path, const char *value, struct err *err)
{
    char *rest = NULL;
    struct node *at = root;
    own_str char *whole = xstrdup(path);
    for (char *part = strtok_r(path, ".", &rest); part && !at->value; part = strtok_r(NULL, ".", &rest))
        at = child_for(at, part);
    if (at == root || at->value || at->first)
        return err_set(err, ERR_INPUT, "parameter '%s' is given twice or has no name", whole);
    at->value = xstrdup(value);
    return 0;
}

static int place_pair(struct node *root, const char *pair, size_t len, struct err *err)
{
    const char *equals = memchr(pair, '=', len);
    size_t name_len = equals ? (size_t)(equals - pair) : len;
    own_str char *name = unescape(pair, name_len);
    own_str char *value = equals ? unescape(equals + 1, len - name_len - 1) : xstrdup("");
    return place(root, name, value, err);
}

static bool all_numbers(const struct node *n)
{
    node_each (child, n)
        if (strspn(child->name, "0123456789") != strlen(child->name))
            return false;
    return n->first != NULL;
}

/* Sorts numbered children and gives them the name of an element. */
static void number_children(struct node *n, const char *name)
{
    struct node *sorted = NULL;
    while (n->first) {
        struct node *child = n->first;
        n->first = child->next;
        struct node **at = &sorted;
        while (*at && strtol((*at)->name, NULL, 10) <= strtol(child->name, NULL, 10))
            at = &(*at)->next;
        child->next = *at;
        *at = child;
    }
    n->first = sorted;
    for (struct node *child = sorted; child; child = child->next)
        str_replace(&child->name, name);
}

static void find_lists(struct node *n)
{
    struct node *only = n->first;
    bool named = only && !only->next && (!strcmp(only->name, "member") || !strcmp(only->name, "entry"));
    if (named && all_numbers(only)) {
        n->first = only->first;
        only->first = NULL;
        number_children(n, only->name);
        node_free(only);
    } else if (all_numbers(n)) {
        number_children(n, "item");
    }
    for (struct node *child = n->first; child; child = child->next)
        find_lists(child);
}

struct node *node_from_form(const char *body, size_t len, struct err *err)
{
    struct node *root = node_new("", NULL);
    const char *end = body + len;
    for (const char *at = body; at < end;) {
        const char *stop = memchr(at, '&', (size_t)(end - at));
        size_t pair = (size_t)((stop ? stop : end) - at);
        if (pair && place_pair(root, at, pair, err)) {
            node_free(root);
            return NULL;
        }
        at += pair + 1;
    }
    find_lists(root);
    return root;
}

/* ---- writing ---- */

void xml_escape(struct buf *to, const char *text)
{
    for (; *text; text++) {
        if (*text == '&')
            buf_add_str(to, "&amp;");
        else if (*text == '<')
            buf_add_str(to, "&lt;");
        else if (*text == '>')
            buf_add_str(to, "&gt;");
        else if (*text == '"')
            buf_add_str(to, "&quot;");
        else
            buf_add_char(to, *text);
    }
}

void xml_text(struct buf *to, const char *name, const char *value)
{
    if (!value)
        return;
    buf_addf(to, "<%s>", name);
    xml_escape(to, value);
    buf_addf(to, "</%s>", name);
}

void xml_int(struct buf *to, const char *name, int64_t value)
{
    buf_addf(to, "<%s>%lld</%s>", name, (long long)value, name);
}

void node_xml_inner(struct buf *to, const struct node *n)
{
    if (n && n->value)
        xml_escape(to, n->value);
    node_each (child, n)
        node_xml(to, child);
}

void node_xml(struct buf *to, const struct node *n)
{
    if (!n)
        return;
    buf_addf(to, "<%s>", n->name);
    node_xml_inner(to, n);
    buf_addf(to, "</%s>", n->name);
}

void node_json(struct json_out *o, const char *name, const struct node *n)
{
    if (!n)
        return;
    if (n->value) {
        json_add_str(o, name, n->value);
        return;
    }
    bool list = is_list(n) || !n->first || !strcmp(n->first->name, "entry");
    (list ? json_open_array : json_open_object)(o, name);
    node_each (child, n)
        node_json(o, list ? NULL : child->name, child);
    (list ? json_close_array : json_close_object)(o);
}
