/* What is committed, in order, each record with the hash in front of it. */

/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_inner.h"

static int reader_begin(struct store *s, struct err *err)
{
    int rc = s->reader ? mdb_txn_renew(s->reader) : mdb_txn_begin(s->env, NULL, MDB_RDONLY, &s->reader);
    if (rc == MDB_MAP_RESIZED) { /* another process has grown it */
        mdb_env_set_mapsize(s->env, 0);
        rc = s->reader ? mdb_txn_renew(s->reader) : mdb_txn_begin(s->env, NULL, MDB_RDONLY, &s->reader);
    }
    return rc ? err_set(err, ERR_AGAIN, "the journal in '%s' cannot be read: %s", s->directory, mdb_strerror(rc)) : 0;
}

MDB_cursor *store_reader(struct store *s, MDB_dbi db, struct err *err)
{
    MDB_cursor *cursor;
    if (reader_begin(s, err))
        return NULL;
    int rc = mdb_cursor_open(s->reader, db, &cursor);
    if (!rc)
        return cursor;
    mdb_txn_reset(s->reader);
    err_set(err, ERR_AGAIN, "the journal in '%s' cannot be read: %s", s->directory, mdb_strerror(rc));
    return NULL;
}

static int unreadable(uint64_t sequence, int rc, struct err *err)
{
    return err_set(err, ERR_CONFIG, "sequence %llu cannot be read: %s", (unsigned long long)sequence, mdb_strerror(rc));
}

static int is_missing(uint64_t sequence, struct err *err)
{
    return err_set(err, ERR_CONFIG, "sequence %llu is missing", (unsigned long long)sequence);
}

/* Where a walk is. */
struct walk {
    struct store *store;
    MDB_cursor *cursor;
    MDB_val key, value;
    const char *at, *end; /* what is left of the chunk */
    uint64_t sequence;    /* wanted next */
    uint8_t previous[SHA256_BYTES];
};

/* Stands at the first record of the chunk that the cursor is on. */
static int walk_enter(struct walk *w, int rc)
{
    w->at = rc ? NULL : w->value.mv_data;
    w->end = rc ? NULL : w->at + w->value.mv_size;
    return rc;
}

static int walk_next_chunk(struct walk *w)
{
    return walk_enter(w, mdb_cursor_get(w->cursor, &w->key, &w->value, MDB_NEXT));
}

/* Goes behind the range that was removed, when the sequence wanted next is in one. */
static void walk_skip(struct walk *w)
{
    struct store_range range;
    if (!store_range_find(w->store, w->store->reader, w->sequence, &range))
        return;
    memcpy(w->previous, range.hash, sizeof w->previous);
    w->sequence = range.last + 1;
}

/* Takes the next record of the chunk, which must be the one wanted. */
static int walk_take(struct walk *w, struct record *r, struct err *err)
{
    if (record_decode(r, w->sequence, w->at, (size_t)(w->end - w->at), err))
        return -1;
    if (r->sequence != w->sequence)
        walk_skip(w);
    if (r->sequence != w->sequence)
        return is_missing(w->sequence, err);
    r->previous = w->previous;
    return 0;
}

static void walk_pass(struct walk *w, const struct record *r)
{
    memcpy(w->previous, r->hash, sizeof w->previous);
    w->at += r->size;
    w->sequence++;
}

/* Stands at the record of that sequence, or where it would be in its chunk. */
static int walk_seek(struct walk *w, uint64_t sequence, struct err *err)
{
    int rc = walk_enter(w, chunk_seek(w->cursor, sequence, &w->key, &w->value));
    if (rc)
        return rc == MDB_NOTFOUND ? is_missing(sequence, err) : unreadable(sequence, rc, err);
    for (struct record r; w->at < w->end; w->at += r.size) {
        if (record_decode(&r, sequence, w->at, (size_t)(w->end - w->at), err))
            return -1;
        if (r.sequence >= sequence)
            break;
    }
    return 0;
}

/* Learns the hash in front of the one wanted, of the record there or of the range that was removed there, and stands behind it. */
static int walk_begin(struct walk *w, struct err *err)
{
    struct record r;
    struct store_range range;
    if (w->sequence == 1)
        return 0;
    w->sequence--;
    if (store_range_find(w->store, w->store->reader, w->sequence, &range)) {
        walk_skip(w);
        return walk_seek(w, w->sequence, err);
    }
    if (walk_seek(w, w->sequence, err))
        return -1;
    if (w->at == w->end)
        return is_missing(w->sequence, err);
    if (walk_take(w, &r, err))
        return -1;
    walk_pass(w, &r);
    return 0;
}

static int walk(struct walk *w, store_record_fn *fn, void *context, struct err *err)
{
    int rc = w->sequence == 1 ? walk_enter(w, mdb_cursor_get(w->cursor, &w->key, &w->value, MDB_FIRST)) : 0;
    for (; !rc; rc = walk_next_chunk(w)) {
        struct record r;
        for (; w->at < w->end; walk_pass(w, &r)) {
            if (walk_take(w, &r, err))
                return -1;
            if (!fn(context, &r))
                return 0;
        }
    }
    return rc == MDB_NOTFOUND ? 0 : unreadable(w->sequence, rc, err);
}

int store_read(struct store *s, uint64_t from, store_record_fn *fn, void *context, struct err *err)
{
    if (recent_read(s, from ? from : 1, fn, context))
        return 0;
    struct walk w = {.store = s, .cursor = store_reader(s, s->events, err), .sequence = from ? from : 1};
    if (!w.cursor)
        return -1;
    int rc = walk_begin(&w, err) ? -1 : walk(&w, fn, context, err);
    mdb_cursor_close(w.cursor);
    mdb_txn_reset(s->reader);
    return rc;
}

void store_readers_check(struct store *s)
{
    int dead;
    mdb_reader_check(s->env, &dead);
}

int store_sources(struct store *s, store_source_fn *fn, void *context, struct err *err)
{
    MDB_cursor *cursor = store_reader(s, s->sources, err);
    if (!cursor)
        return -1;
    MDB_val key, value;
    for (int rc = mdb_cursor_get(cursor, &key, &value, MDB_FIRST); !rc; rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
        struct store_source known = {0};
        own_str char *name = xstrndup(key.mv_data, key.mv_size);
        memcpy(&known, value.mv_data, value.mv_size < sizeof known ? value.mv_size : sizeof known);
        fn(context, name, &known);
    }
    mdb_cursor_close(cursor);
    mdb_txn_reset(s->reader);
    return 0;
}
