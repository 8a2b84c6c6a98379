/* What the index answers. */

/* system */
#include <endian.h>
#include <string.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_index_inner.h"

struct looking {
    struct index *ix;
    MDB_txn *txn;
    const struct index_fns *fns;
    void *context;
};

static void look_entry(const struct looking *l, const struct index_entry *entry)
{
    if (entry->what == 'S') {
        l->fns->self(l->context, be64toh(entry->sequence));
        return;
    }
    struct index_key other = entry->other;
    own_str char *reference = index_reference_of(l->ix, l->txn, &other);
    if (reference && entry->what == 'C')
        l->fns->cause(l->context, reference, entry->held);
    else if (reference)
        l->fns->effect(l->context, reference, entry->held);
}

void index_look(struct index *ix, const char *reference, const struct index_fns *fns, void *context)
{
    struct looking l = {.ix = ix, .fns = fns, .context = context};
    struct index_key key;
    MDB_cursor *cursor;
    if (mdb_txn_begin(ix->env, NULL, MDB_RDONLY, &l.txn))
        return;
    if (index_key_of(ix, l.txn, reference, &key) && mdb_cursor_open(l.txn, ix->nodes, &cursor) == 0) {
        MDB_val at = index_value(&key, sizeof key), value;
        for (int rc = mdb_cursor_get(cursor, &at, &value, MDB_SET); !rc; rc = mdb_cursor_get(cursor, &at, &value, MDB_NEXT_DUP)) {
            struct index_entry entry;
            memcpy(&entry, value.mv_data, sizeof entry);
            look_entry(&l, &entry);
        }
        mdb_cursor_close(cursor);
    }
    mdb_txn_abort(l.txn);
}

char *index_reference(struct index *ix, uint64_t sequence)
{
    uint64_t at = htobe64(sequence);
    MDB_val key = index_value(&at, sizeof at), value;
    MDB_txn *txn;
    char *reference = NULL;
    if (mdb_txn_begin(ix->env, NULL, MDB_RDONLY, &txn))
        return NULL;
    if (mdb_get(txn, ix->order, &key, &value) == 0) {
        struct index_key found;
        memcpy(&found, value.mv_data, sizeof found);
        reference = index_reference_of(ix, txn, &found);
    }
    mdb_txn_abort(txn);
    return reference;
}

static size_t find_all(MDB_cursor *cursor, MDB_val key, uint64_t *sequences, size_t most)
{
    MDB_val value;
    size_t count = 0;
    if (mdb_cursor_get(cursor, &key, &value, MDB_SET_KEY) || mdb_cursor_get(cursor, &key, &value, MDB_LAST_DUP))
        return 0;
    do {
        memcpy(&sequences[count], value.mv_data, sizeof *sequences);
        sequences[count] = be64toh(sequences[count]);
        count++;
    } while (count < most && mdb_cursor_get(cursor, &key, &value, MDB_PREV_DUP) == 0);
    return count;
}

size_t index_find(struct index *ix, enum index_kind kind, const char *name, uint64_t *sequences, size_t most)
{
    uint8_t hash[SHA256_BYTES];
    MDB_txn *txn;
    MDB_cursor *cursor;
    size_t count = 0;
    index_name_hash(kind, name, hash);
    if (!most || mdb_txn_begin(ix->env, NULL, MDB_RDONLY, &txn))
        return 0;
    if (mdb_cursor_open(txn, ix->names, &cursor) == 0) {
        count = find_all(cursor, index_value(hash, INDEX_HASH), sequences, most);
        mdb_cursor_close(cursor);
    }
    mdb_txn_abort(txn);
    return count;
}
