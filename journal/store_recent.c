/* The newest chunks as they were hashed and committed, in memory: who reads along needs neither the database nor the hash again. */

/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "journal/store_inner.h"

enum { RECENT_BYTES = 8 * 1024 * 1024 };

struct recent_chunk {
    uint64_t first;
    uint8_t previous[SHA256_BYTES]; /* the hash in front of it */
    size_t len;
    char data[];
};

void recent_stage(struct store *s)
{
    struct recent *k = &s->recent;
    struct recent_chunk *c = xmalloc(sizeof *c + s->chunk.len);
    c->first = s->chunk_first;
    c->len = s->chunk.len;
    memcpy(c->previous, s->chunk_previous, sizeof c->previous);
    memcpy(c->data, s->chunk.data, c->len);
    ARRAY_GROW(k->chunks, k->count, k->cap);
    k->chunks[k->count++] = c;
    k->bytes += c->len;
}

static void drop(struct recent *k, size_t from, size_t count)
{
    if (!count)
        return;
    for (size_t i = from; i < from + count; i++) {
        k->bytes -= k->chunks[i]->len;
        free(k->chunks[i]);
    }
    memmove(k->chunks + from, k->chunks + from + count, (k->count - from - count) * sizeof *k->chunks);
    k->count -= count;
}

static void clear(struct recent *k)
{
    drop(k, 0, k->count);
    k->committed = 0;
}

void recent_settle(struct store *s, size_t txn)
{
    struct recent *k = &s->recent;
    size_t old = 0;
    if (!txn) {
        drop(k, k->committed, k->count - k->committed);
        return;
    }
    if (txn != k->txn + 1)
        drop(k, 0, k->committed);
    for (size_t bytes = k->bytes; old < k->count && bytes > RECENT_BYTES; old++)
        bytes -= k->chunks[old]->len;
    drop(k, 0, old);
    k->committed = k->count;
    k->txn = txn;
}

void store_rest(struct store *s)
{
    if (s->recent.count == s->recent.committed)
        clear(&s->recent);
}

void recent_release(struct store *s)
{
    clear(&s->recent);
    free(s->recent.chunks);
}

/* The chunk in which the sequence stands; the count of chunks when it is older than all of them. */
static size_t find(const struct recent *k, uint64_t sequence)
{
    size_t low = 0, high = k->committed;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->chunks[middle]->first <= sequence)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : k->committed;
}

bool recent_read(struct store *s, uint64_t from, store_record_fn *fn, void *context)
{
    struct recent *k = &s->recent;
    MDB_envinfo info;
    mdb_env_info(s->env, &info);
    if (info.me_last_txnid != k->txn)
        clear(k); /* somebody else has written: a compaction */
    size_t i = find(k, from);
    if (i >= k->committed || from > s->head.sequence + 1)
        return false;
    for (; i < k->committed; i++) {
        const struct recent_chunk *c = k->chunks[i];
        const uint8_t *previous = c->previous;
        struct record r;
        for (size_t at = 0; at < c->len; at += r.size, previous = r.hash) {
            if (record_decode(&r, 0, c->data + at, c->len - at, NULL))
                abort();
            r.previous = previous;
            r.held = true;
            if (r.sequence >= from && !fn(context, &r))
                return true;
        }
    }
    return true;
}
