#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/strs.h"

void strs_add(struct strs *s, const char *text)
{
    ARRAY_GROW(s->items, s->count, s->cap);
    s->items[s->count++] = xstrdup(text);
}

void strs_add_all(struct strs *to, const struct strs *from)
{
    for (size_t i = 0; i < from->count; i++)
        strs_add(to, from->items[i]);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void strs_sort_unique(struct strs *s)
{
    if (s->count < 2)
        return;
    qsort(s->items, s->count, sizeof *s->items, compare);
    size_t kept = 1;
    for (size_t i = 1; i < s->count; i++) {
        if (strcmp(s->items[i], s->items[kept - 1]) == 0)
            free(s->items[i]);
        else
            s->items[kept++] = s->items[i];
    }
    s->count = kept;
}

bool strs_equal(const struct strs *a, const struct strs *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(a->items[i], b->items[i]) == 0;
    return same;
}

int strs_has(const struct strs *s, const char *text)
{
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->items[i], text) == 0)
            return 1;
    }
    return 0;
}

void strs_release(struct strs *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->items[i]);
    free(s->items);
    *s = (struct strs){0};
}

void strs_decode(struct strs *s, const struct json *array)
{
    json_each (element, array) {
        if (json_str(element))
            strs_add(s, json_str(element));
    }
}

void strs_encode(const struct strs *s, struct json_out *o, const char *name)
{
    json_open_array(o, name);
    for (size_t i = 0; i < s->count; i++)
        json_add_str(o, NULL, s->items[i]);
    json_close_array(o);
}
