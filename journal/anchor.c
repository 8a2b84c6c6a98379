/* system */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "journal/anchor.h"
#include "journal/record.h"

/* The text behind `name` where it stands at the line's beginning or behind a blank; NULL: nowhere. */
static const char *value_of(const char *line, const char *name)
{
    for (const char *at = line; (at = strstr(at, name)); at++)
        if (at == line || at[-1] == ' ' || at[-1] == '\t')
            return at + strlen(name);
    return NULL;
}

static void line_take(struct anchors *a, const char *line)
{
    const char *number = value_of(line, "sequence="), *hash = value_of(line, "hash=");
    uint64_t sequence = number ? strtoull(number, NULL, 10) : 0;
    if (!sequence || !hash || strspn(hash, "0123456789abcdef") != SHA256_HEX - 1)
        return;
    ARRAY_GROW(a->list, a->count, a->cap);
    struct anchor *noted = &a->list[a->count++];
    noted->sequence = sequence;
    memcpy(noted->hash, hash, SHA256_HEX - 1);
    noted->hash[SHA256_HEX - 1] = '\0';
}

static int by_sequence(const void *x, const void *y)
{
    const struct anchor *a = x, *b = y;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

int anchors_load(struct anchors *a, const char *path, struct err *err)
{
    char *line = NULL;
    size_t cap = 0;
    FILE *file = fopen(path, "re");
    if (!file)
        return err_set(err, ERR_CONFIG, "cannot read the anchors in '%s': %s", path, strerror(errno));
    while (getline(&line, &cap, file) >= 0)
        line_take(a, line);
    free(line);
    fclose(file);
    if (!a->count)
        return err_set(err, ERR_CONFIG, "file '%s' notes no head: it needs a line with sequence=NUMBER and hash=HEX", path);
    qsort(a->list, a->count, sizeof *a->list, by_sequence);
    return 0;
}

void anchors_release(struct anchors *a)
{
    free(a->list);
    *a = (struct anchors){0};
}

int anchors_compare(struct anchors *a, const struct record *r, struct err *err)
{
    char hex[SHA256_HEX];
    for (; a->passed < a->count && a->list[a->passed].sequence < r->sequence; a->passed++)
        a->removed++;
    if (a->passed == a->count || a->list[a->passed].sequence > r->sequence)
        return 0;
    hex_encode(r->hash, SHA256_BYTES, hex);
    for (; a->passed < a->count && a->list[a->passed].sequence == r->sequence; a->passed++)
        if (strcmp(a->list[a->passed].hash, hex) != 0)
            return err_set(err, ERR_CONFIG, "sequence %llu is not the one that was noted: hash %s", (unsigned long long)r->sequence,
                           a->list[a->passed].hash);
    return 0;
}

int anchors_end(const struct anchors *a, struct err *err)
{
    if (a->passed == a->count)
        return 0;
    return err_set(err, ERR_CONFIG, "sequence %llu was noted and is not there", (unsigned long long)a->list[a->passed].sequence);
}
