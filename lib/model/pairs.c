#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/strs.h"

static struct pair *find(const struct pairs *p, const char *key)
{
    for (size_t i = 0; i < p->count; i++) {
        if (strcmp(p->items[i].key, key) == 0)
            return &p->items[i];
    }
    return NULL;
}

static void append(struct pairs *p, const char *key, const char *value)
{
    ARRAY_GROW(p->items, p->count, p->cap);
    p->items[p->count++] = (struct pair){xstrdup(key), xstrdup(value)};
}

void pairs_set(struct pairs *p, const char *key, const char *value)
{
    struct pair *there = find(p, key);
    if (there)
        str_replace(&there->value, value);
    else
        append(p, key, value);
}

const char *pairs_get(const struct pairs *p, const char *key)
{
    const struct pair *there = find(p, key);
    return there ? there->value : NULL;
}

void pairs_remove(struct pairs *p, const char *key)
{
    struct pair *there = find(p, key);
    if (!there)
        return;
    free(there->key);
    free(there->value);
    struct pair *end = p->items + p->count--;
    memmove(there, there + 1, (size_t)(end - there - 1) * sizeof *there);
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct pair *)a)->key, ((const struct pair *)b)->key);
}

void pairs_sort(struct pairs *p)
{
    if (p->count > 1)
        qsort(p->items, p->count, sizeof *p->items, compare);
}

void pairs_copy(struct pairs *to, const struct pairs *from)
{
    for (size_t i = 0; i < from->count; i++)
        pairs_set(to, from->items[i].key, from->items[i].value);
}

int pairs_equal(const struct pairs *a, const struct pairs *b)
{
    if (a->count != b->count)
        return 0;
    for (size_t i = 0; i < a->count; i++) {
        if (!str_equal(a->items[i].value, pairs_get(b, a->items[i].key)))
            return 0;
    }
    return 1;
}

void pairs_release(struct pairs *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->items[i].key);
        free(p->items[i].value);
    }
    free(p->items);
    *p = (struct pairs){0};
}

void pairs_decode(struct pairs *p, const struct json *object)
{
    json_each (member, object) {
        if (json_name(member) && json_str(member)) /* a list has no names */
            append(p, json_name(member), json_str(member));
    }
}

void pairs_encode(const struct pairs *p, struct json_out *o, const char *name)
{
    json_open_object(o, name);
    for (size_t i = 0; i < p->count; i++)
        json_add_str(o, p->items[i].key, p->items[i].value);
    json_close_object(o);
}

void pairs_decode_tags(struct pairs *p, const struct json *array)
{
    json_each (element, array) {
        const char *key = json_str(json_get(element, "Key"));
        if (key)
            pairs_set(p, key, json_str_or(json_get(element, "Value"), ""));
    }
}

void pairs_encode_tags(const struct pairs *p, struct json_out *o, const char *name)
{
    json_open_array(o, name);
    for (size_t i = 0; i < p->count; i++) {
        json_open_object(o, NULL);
        json_add_str(o, "Key", p->items[i].key);
        json_add_str(o, "Value", p->items[i].value);
        json_close_object(o);
    }
    json_close_array(o);
}
