/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"

/* own */
#include "journal/store_inner.h"

static bool range_take(const MDB_val *key, const MDB_val *value, struct store_range *range)
{
    if (key->mv_size != sizeof range->first || value->mv_size != sizeof *range)
        return false;
    memcpy(range, value->mv_data, sizeof *range);
    return true;
}

bool store_range_find(struct store *s, MDB_txn *txn, uint64_t sequence, struct store_range *range)
{
    MDB_cursor *cursor;
    MDB_val key = {sizeof sequence, &sequence}, value;
    if (!s->has_removed || mdb_cursor_open(txn, s->removed, &cursor))
        return false;
    int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
    bool exact = !rc && range_take(&key, &value, range) && range->first == sequence;
    if (!exact)
        rc = mdb_cursor_get(cursor, &key, &value, rc ? MDB_LAST : MDB_PREV);
    bool found = !rc && range_take(&key, &value, range) && range->first <= sequence && sequence <= range->last;
    mdb_cursor_close(cursor);
    return found;
}

int store_ranges(struct store *s, store_range_fn *fn, void *context, struct err *err)
{
    MDB_val key, value;
    struct store_range range;
    if (!s->has_removed)
        return 0;
    MDB_cursor *cursor = store_reader(s, s->removed, err);
    if (!cursor)
        return -1;
    for (int rc = mdb_cursor_get(cursor, &key, &value, MDB_FIRST); !rc; rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT))
        if (range_take(&key, &value, &range) && !fn(context, &range))
            break;
    mdb_cursor_close(cursor);
    mdb_txn_reset(s->reader);
    return 0;
}

/* The digest of so far and one range make the next: no list has to be held. */
static bool range_digest(void *context, const struct store_range *range)
{
    uint8_t *digest = context;
    char first[EVENT_NUMBER], last[EVENT_NUMBER];
    event_number_format(range->first, first);
    event_number_format(range->last, last);
    const struct digest_part parts[] = {
        {digest, SHA256_BYTES}, {first, EVENT_NUMBER - 1}, {last, EVENT_NUMBER - 1}, {range->hash, SHA256_BYTES}};
    uint8_t next[SHA256_BYTES];
    sha256_parts(parts, 4, next);
    memcpy(digest, next, sizeof next);
    return true;
}

int store_ranges_digest(struct store *s, char hex[SHA256_HEX], struct err *err)
{
    uint8_t digest[SHA256_BYTES] = {0};
    if (store_ranges(s, range_digest, digest, err))
        return -1;
    hex_encode(digest, sizeof digest, hex);
    return 0;
}

int store_compaction(struct store *s, struct store_compaction *c, struct err *err)
{
    MDB_val key = store_text("compaction"), value;
    *c = (struct store_compaction){0};
    MDB_cursor *cursor = store_reader(s, s->meta, err);
    if (!cursor)
        return -1;
    if (mdb_cursor_get(cursor, &key, &value, MDB_SET_KEY) == 0 && value.mv_size == sizeof *c)
        memcpy(c, value.mv_data, sizeof *c);
    mdb_cursor_close(cursor);
    mdb_txn_reset(s->reader);
    return 0;
}
