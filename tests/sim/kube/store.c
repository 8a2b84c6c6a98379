#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/store.h"

enum { FIRST_VERSION = 100 };

struct entry {
    UT_hash_handle hh;
    struct version *now;
};

struct store {
    struct entry **tables; /* one a kind */
    struct change *history;
    size_t start, count, cap; /* history[start] made version compacted + 1 */
    size_t limit;
    uint64_t version, compacted;
};

static struct version *version_new(const char *key, const char *text, uint64_t rv)
{
    struct version *v = xcalloc(1, sizeof *v);
    v->refs = 1;
    v->rv = rv;
    v->key = xstrdup(key);
    v->len = strlen(text);
    v->text = xstrndup(text, v->len);
    return v;
}

static struct version *version_ref(struct version *v)
{
    if (v)
        v->refs++;
    return v;
}

static void version_unref(struct version *v)
{
    if (!v || --v->refs)
        return;
    free(v->key);
    free(v->text);
    free(v);
}

struct store *store_new(size_t history_limit)
{
    struct store *s = xcalloc(1, sizeof *s);
    s->tables = xcalloc(kind_count, sizeof *s->tables);
    s->limit = history_limit;
    s->version = s->compacted = FIRST_VERSION;
    return s;
}

static void forget_oldest(struct store *s)
{
    struct change *c = &s->history[s->start];
    version_unref(c->now);
    version_unref(c->before);
    s->start++;
    s->compacted++;
    if (s->start < 1024 || s->start * 2 < s->count)
        return;
    memmove(s->history, s->history + s->start, (s->count - s->start) * sizeof *s->history);
    s->count -= s->start;
    s->start = 0;
}

void store_compact(struct store *s)
{
    while (s->compacted < s->version)
        forget_oldest(s);
}

static void free_table(struct entry *table)
{
    struct entry *e, *next;
    HASH_ITER (hh, table, e, next) {
        HASH_DEL(table, e);
        version_unref(e->now);
        free(e);
    }
}

void store_free(struct store *s)
{
    if (!s)
        return;
    store_compact(s);
    for (size_t i = 0; i < kind_count; i++)
        free_table(s->tables[i]);
    free(s->tables);
    free(s->history);
    free(s);
}

uint64_t store_version(const struct store *s)
{
    return s->version;
}

uint64_t store_compacted(const struct store *s)
{
    return s->compacted;
}

static struct entry *find(const struct store *s, const struct kind *k, const char *key)
{
    struct entry *e = NULL;
    HASH_FIND_STR(s->tables[k - kinds], key, e);
    return e;
}

const struct version *store_get(const struct store *s, const struct kind *k, const char *key)
{
    struct entry *e = find(s, k, key);
    return e ? e->now : NULL;
}

size_t store_count(const struct store *s, const struct kind *k)
{
    return HASH_COUNT(s->tables[k - kinds]);
}

static void record(struct store *s, const struct change *c)
{
    ARRAY_GROW(s->history, s->count, s->cap);
    s->history[s->count++] = *c;
    s->version++;
    while (s->version - s->compacted > s->limit)
        forget_oldest(s);
}

const struct version *store_put(struct store *s, const struct kind *k, const char *key, const char *text)
{
    struct version *v = version_new(key, text, s->version + 1);
    struct entry *e = find(s, k, key);
    struct change c = {e ? CHANGE_MODIFIED : CHANGE_ADDED, k, version_ref(v), e ? e->now : NULL};
    if (!e) {
        e = xcalloc(1, sizeof *e);
        e->now = v;
        HASH_ADD_KEYPTR(hh, s->tables[k - kinds], v->key, strlen(v->key), e);
    } else {
        /* the key that the table points at must be the living version's */
        HASH_DELETE(hh, s->tables[k - kinds], e);
        e->now = v;
        HASH_ADD_KEYPTR(hh, s->tables[k - kinds], v->key, strlen(v->key), e);
    }
    record(s, &c);
    return v;
}

void store_delete(struct store *s, const struct kind *k, const char *key, const char *text)
{
    struct entry *e = find(s, k, key);
    struct change c = {CHANGE_DELETED, k, version_new(key, text, s->version + 1), e->now};
    HASH_DELETE(hh, s->tables[k - kinds], e);
    free(e);
    record(s, &c);
}

const struct change *store_change(const struct store *s, uint64_t rv)
{
    return &s->history[s->start + (size_t)(rv - s->compacted - 1)];
}

static void take(struct snapshot *n, size_t *cap, struct version *v)
{
    ARRAY_GROW(n->items, n->count, *cap);
    n->items[n->count++] = version_ref(v);
}

static int by_key(const void *a, const void *b)
{
    const struct version *const *x = a, *const *y = b;
    return strcmp((*x)->key, (*y)->key);
}

void store_snapshot(const struct store *s, const struct kind *k, uint64_t rv, struct snapshot *out)
{
    size_t cap = 0;
    *out = (struct snapshot){0};
    for (struct entry *e = s->tables[k - kinds]; e; e = e->hh.next)
        if (e->now->rv <= rv)
            take(out, &cap, e->now);
    for (uint64_t at = rv + 1; at <= s->version; at++) {
        const struct change *c = store_change(s, at);
        if (c->kind == k && c->before && c->before->rv <= rv)
            take(out, &cap, c->before);
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_key);
}

void snapshot_release(struct snapshot *n)
{
    for (size_t i = 0; i < n->count; i++)
        version_unref(n->items[i]);
    free(n->items);
    *n = (struct snapshot){0};
}
