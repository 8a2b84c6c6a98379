/* Records are put by the chunk, so that a page holds more of them, and a transaction writes fewer. */

/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"

/* own */
#include "journal/store_inner.h"

/* A larger value fills its last page badly: 16 pages but for LMDB's head of 16 bytes. One record may be larger. */
enum { CHUNK_MAX = 16 * 4096 - 16 };

void chunk_put(struct store *s)
{
    if (s->chunk.len) {
        store_put(s, s->events, (MDB_val){sizeof s->chunk_first, &s->chunk_first}, (MDB_val){s->chunk.len, s->chunk.data}, MDB_APPEND);
        recent_stage(s);
    }
    buf_clear(&s->chunk);
    if (s->chunk.cap > 4 * CHUNK_MAX)
        buf_release(&s->chunk);
}

void chunk_add(struct store *s, uint64_t sequence, const void *record, size_t len)
{
    if (s->chunk.len + len > CHUNK_MAX)
        chunk_put(s);
    if (!s->chunk.len) {
        s->chunk_first = sequence;
        memcpy(s->chunk_previous, s->next.hash, sizeof s->chunk_previous);
    }
    buf_add(&s->chunk, record, len);
    record_seal(s->chunk.data + s->chunk.len - len, len, sequence, s->next.recorded, s->next.hash);
}

int chunk_seek(MDB_cursor *cursor, uint64_t sequence, MDB_val *key, MDB_val *value)
{
    uint64_t found = 0;
    *key = (MDB_val){sizeof sequence, &sequence};
    int rc = mdb_cursor_get(cursor, key, value, MDB_SET_RANGE);
    if (rc == MDB_NOTFOUND)
        return mdb_cursor_get(cursor, key, value, MDB_LAST);
    if (!rc && key->mv_size == sizeof found)
        memcpy(&found, key->mv_data, sizeof found);
    return rc || found == sequence ? rc : mdb_cursor_get(cursor, key, value, MDB_PREV);
}

/* Looks for the record within one chunk. */
static int find_in(const MDB_val *chunk, uint64_t sequence, struct record *r, struct err *err)
{
    const char *at = chunk->mv_data;
    const char *end = at + chunk->mv_size;
    for (; at < end; at += r->size) {
        if (record_decode(r, sequence, at, (size_t)(end - at), err))
            return -1;
        if (r->sequence >= sequence)
            return r->sequence == sequence;
    }
    return 0;
}

int chunk_find(struct store *s, uint64_t sequence, struct record *r, struct err *err)
{
    MDB_cursor *cursor;
    MDB_val key, value = {s->chunk.len, s->chunk.data};
    if (s->chunk.len && sequence >= s->chunk_first)
        return find_in(&value, sequence, r, err);
    if (s->fault || store_failed(s, mdb_cursor_open(s->txn, s->events, &cursor)))
        return 0;
    int rc = chunk_seek(cursor, sequence, &key, &value);
    mdb_cursor_close(cursor);
    if (rc == MDB_NOTFOUND || store_failed(s, rc))
        return 0;
    return find_in(&value, sequence, r, err);
}
