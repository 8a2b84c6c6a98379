/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_compact.h"
#include "journal/store_inner.h"

static MDB_val bytes_of(const void *data, size_t len)
{
    return (MDB_val){len, (void *)(uintptr_t)data};
}

/* ---- what is noted of it ---- */

static void compaction_load(struct store *s, struct store_compaction *c)
{
    MDB_val value;
    *c = (struct store_compaction){0};
    if (store_get(s, s->meta, store_text("compaction"), &value) && value.mv_size == sizeof *c)
        memcpy(c, value.mv_data, sizeof *c);
}

static void compaction_save(struct store *s, const struct store_compaction *c)
{
    store_put(s, s->meta, store_text("compaction"), bytes_of(c, sizeof *c), 0);
}

/* ---- the range that grows ---- */

struct growing {
    struct store_range range; /* first 0: none */
    struct store_compaction *noted;
};

static void range_put(struct store *s, const struct store_range *range)
{
    store_put(s, s->removed, bytes_of(&range->first, sizeof range->first), bytes_of(range, sizeof *range), 0);
}

static void range_delete(struct store *s, uint64_t first)
{
    MDB_val key = bytes_of(&first, sizeof first);
    store_failed(s, mdb_del(s->txn, s->removed, &key, NULL));
}

/* The range is at its end: it takes in the one right behind it, and is written. */
static void range_end(struct store *s, struct growing *g)
{
    struct store_range behind;
    if (!g->range.first || s->fault)
        return;
    if (store_range_find(s, s->txn, g->range.last + 1, &behind)) {
        range_delete(s, behind.first);
        g->noted->ranges--;
        g->range.last = behind.last;
        memcpy(g->range.hash, behind.hash, sizeof g->range.hash);
    }
    range_put(s, &g->range);
    g->range.first = 0;
}

static void range_add(struct store *s, struct growing *g, uint64_t sequence, const uint8_t hash[SHA256_BYTES])
{
    struct store_range *range = &g->range;
    if (range->first && range->last + 1 != sequence)
        range_end(s, g);
    if (!range->first && !(sequence > 1 && store_range_find(s, s->txn, sequence - 1, range))) {
        range->first = sequence;
        g->noted->ranges++;
    }
    range->last = sequence;
    memcpy(range->hash, hash, sizeof range->hash);
}

/* ---- a slice ---- */

/* Larger values fill their last page badly (store_chunk.c). */
enum { CHUNK_MAX = 16 * 4096 - 16 };

/* What stays of the chunks that were taken apart, put together again. */
struct slice {
    struct store *store;
    struct store_removal *removal;
    struct growing growing;
    struct buf stays; /* records, one behind another */
    uint64_t first;   /* sequence of the first of them */
    size_t removed;
};

static bool is_kept(struct store_removal *r, uint64_t sequence)
{
    while (r->at < r->count && r->kept[r->at] < sequence)
        r->at++;
    return sequence > r->cut || (r->at < r->count && r->kept[r->at] == sequence);
}

static void stays_put(struct slice *c)
{
    if (c->stays.len)
        store_put(c->store, c->store->events, bytes_of(&c->first, sizeof c->first), bytes_of(c->stays.data, c->stays.len), 0);
    buf_clear(&c->stays);
}

static void stays_add(struct slice *c, const void *record, size_t len, uint64_t sequence)
{
    if (c->stays.len + len > CHUNK_MAX)
        stays_put(c);
    if (!c->stays.len)
        c->first = sequence;
    buf_add(&c->stays, record, len);
}

/* How many records of the chunk go; *last is the sequence of its last one. */
static size_t chunk_count(struct slice *c, const MDB_val *chunk, uint64_t *last, size_t *looked)
{
    struct store_removal *r = c->removal;
    const char *end = (const char *)chunk->mv_data + chunk->mv_size;
    size_t before = r->at, go = 0;
    struct record record;
    for (const char *at = chunk->mv_data; at < end; at += record.size) {
        if (record_decode(&record, *last, at, (size_t)(end - at), NULL)) {
            store_failed(c->store, MDB_CORRUPTED);
            return 0;
        }
        *last = record.sequence;
        go += !is_kept(r, record.sequence);
        ++*looked;
    }
    if (go)
        r->at = before; /* they are walked once more */
    return go;
}

static void chunk_split(struct slice *c, const MDB_val *chunk)
{
    const char *end = (const char *)chunk->mv_data + chunk->mv_size;
    struct record record;
    for (const char *at = chunk->mv_data; at < end; at += record.size) {
        if (record_decode(&record, 0, at, (size_t)(end - at), NULL))
            return;
        if (is_kept(c->removal, record.sequence)) {
            stays_add(c, at, record.size, record.sequence);
            continue;
        }
        range_add(c->store, &c->growing, record.sequence, record.hash);
        c->removed++;
    }
}

/* Takes the next chunk apart, when something of it goes. 1: done, 0: there is none up to the cut, or a fault. */
static int chunk_take(struct slice *c, size_t *looked)
{
    struct store *s = c->store;
    struct store_removal *r = c->removal;
    MDB_val key = bytes_of(&r->next, sizeof r->next), chunk;
    MDB_cursor *cursor;
    uint64_t first = 0, last = 0;
    if (s->fault || store_failed(s, mdb_cursor_open(s->txn, s->events, &cursor)))
        return 0;
    int rc = mdb_cursor_get(cursor, &key, &chunk, MDB_SET_RANGE);
    if (!rc && key.mv_size == sizeof first)
        memcpy(&first, key.mv_data, sizeof first);
    bool there = !rc && first <= r->cut;
    if (rc && rc != MDB_NOTFOUND)
        store_failed(s, rc);
    if (there && chunk_count(c, &chunk, &last, looked)) {
        own_buf copy = {0};
        buf_add(&copy, chunk.mv_data, chunk.mv_size); /* the page moves when something is put */
        MDB_val apart = bytes_of(copy.data, copy.len);
        store_failed(s, mdb_cursor_del(cursor, 0));
        chunk_split(c, &apart);
    } else if (there) {
        stays_put(c); /* nothing may be put behind this one under a key in front of it */
    }
    mdb_cursor_close(cursor);
    if (there)
        r->next = last + 1;
    return there && !s->fault;
}

/* True when something is left. */
static bool slice_remove(struct slice *c)
{
    size_t looked = 0;
    bool more = true;
    while (more && looked < c->removal->most)
        more = chunk_take(c, &looked);
    stays_put(c);
    range_end(c->store, &c->growing);
    buf_release(&c->stays);
    return more && c->removal->next <= c->removal->cut;
}

int store_remove(struct store *s, struct store_removal *r, bool *more, struct err *err)
{
    struct store_compaction noted;
    struct slice c = {.store = s, .removal = r, .growing.noted = &noted};
    struct store_removal before = *r;
    store_begin(s);
    int64_t began = mono_ms();
    compaction_load(s, &noted);
    *more = slice_remove(&c);
    r->removed += c.removed;
    if (c.removed) {
        noted.removed += c.removed;
        noted.cut = r->cut > noted.cut ? r->cut : noted.cut;
        noted.seal = 0;
        compaction_save(s, &noted);
    }
    int rc = store_commit(s, err);
    if (rc)
        *r = before;
    r->held_ms = mono_ms() - began;
    return rc;
}

/* ---- where numbers are ---- */

static bool runs_remove(struct store *s, uint64_t cut, size_t most, struct buf *after)
{
    MDB_cursor *cursor;
    MDB_val key = bytes_of(after->data, after->len), value;
    size_t looked = 0;
    if (s->fault || store_failed(s, mdb_cursor_open(s->txn, s->runs, &cursor)))
        return false;
    int rc = mdb_cursor_get(cursor, &key, &value, after->len ? MDB_SET_RANGE : MDB_FIRST);
    for (; !rc && looked < most; looked++, rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
        struct store_run run;
        if (value.mv_size == sizeof run) {
            memcpy(&run, value.mv_data, sizeof run);
            if (run.sequence + run.count - 1 <= cut && store_failed(s, mdb_cursor_del(cursor, 0)))
                break;
        }
    }
    buf_clear(after);
    if (!rc)
        buf_add(after, key.mv_data, key.mv_size);
    mdb_cursor_close(cursor);
    return !rc && !s->fault;
}

int store_remove_runs(struct store *s, uint64_t cut, size_t most, struct buf *after, bool *more, struct err *err)
{
    store_begin(s);
    *more = runs_remove(s, cut, most, after);
    return store_commit(s, err);
}

int store_seal(struct store *s, uint64_t sequence, struct err *err)
{
    struct store_compaction noted;
    store_begin(s);
    compaction_load(s, &noted);
    noted.seal = sequence;
    compaction_save(s, &noted);
    return store_commit(s, err);
}
