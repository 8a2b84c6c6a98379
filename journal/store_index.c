/* Five databases in one LMDB file:
 *   nodes    source's number in `sources` and running number -> 'S' sequence, 'C' a cause, 'E' an effect
 *   order    sequence -> that key
 *   names    half a hash of kind and name -> sequences
 *   live     half a hash of source, type family and subject -> sequence and size of the newest event
 *   sources  name -> number, and '#' number -> name; "#state" */

/* system */
#include <endian.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_index_inner.h"

#define MAP_SIZE ((size_t)1 << 38) /* address space; the file grows as it is filled */

enum { FORMAT = 3 };

static const char state_name[] = "#state"; /* no source is called so: a reference has its '#' behind the source */

MDB_val index_value(const void *data, size_t len)
{
    MDB_val v = {.mv_size = len};
    memcpy(&v.mv_data, &data, sizeof data);
    return v;
}

void index_put(struct index *ix, MDB_dbi db, MDB_val key, MDB_val value, unsigned flags)
{
    int rc = ix->fault ? ix->fault : mdb_put(ix->txn, db, &key, &value, flags);
    if (rc && rc != MDB_KEYEXIST)
        ix->fault = rc;
}

static void state_read(struct index *ix, MDB_txn *txn)
{
    MDB_val key = index_value(state_name, sizeof state_name), value;
    if (mdb_get(txn, ix->sources, &key, &value) == 0 && value.mv_size == sizeof ix->state)
        memcpy(&ix->state, value.mv_data, sizeof ix->state);
}

void index_begin(struct index *ix)
{
    if (ix->txn)
        return;
    ix->fault = mdb_txn_begin(ix->env, NULL, 0, &ix->txn);
    if (!ix->fault)
        state_read(ix, ix->txn); /* another process may have gone on */
}

int index_commit(struct index *ix, struct err *err)
{
    if (!ix->txn)
        return 0;
    index_put(ix, ix->sources, index_value(state_name, sizeof state_name), index_value(&ix->state, sizeof ix->state), 0);
    int rc = ix->fault;
    if (rc)
        mdb_txn_abort(ix->txn);
    else
        rc = mdb_txn_commit(ix->txn);
    ix->txn = NULL;
    return rc ? err_set(err, ERR_CONFIG, "the index of trace cannot be written: %s", mdb_strerror(rc)) : 0;
}

/* ---- opening ---- */

static int open_tables(struct index *ix)
{
    const unsigned dup = MDB_CREATE | MDB_DUPSORT;
    MDB_txn *txn;
    int rc = mdb_txn_begin(ix->env, NULL, 0, &txn);
    if (rc)
        return rc;
    if ((rc = mdb_dbi_open(txn, "nodes", dup, &ix->nodes)) || (rc = mdb_dbi_open(txn, "order", MDB_CREATE, &ix->order)) ||
        (rc = mdb_dbi_open(txn, "names", dup | MDB_DUPFIXED, &ix->names)) || (rc = mdb_dbi_open(txn, "live", MDB_CREATE, &ix->live)) ||
        (rc = mdb_dbi_open(txn, "sources", MDB_CREATE, &ix->sources))) {
        mdb_txn_abort(txn);
        return rc;
    }
    state_read(ix, txn);
    return mdb_txn_commit(txn);
}

static int try_open(struct index *ix, const char *path)
{
    int stale, rc = mdb_env_create(&ix->env);
    if (rc)
        return rc;
    mdb_env_set_maxdbs(ix->env, 5);
    mdb_env_set_mapsize(ix->env, MAP_SIZE);
    rc = mdb_env_open(ix->env, path, MDB_NOSUBDIR, 0640);
    if (!rc)
        rc = mdb_reader_check(ix->env, &stale);
    if (!rc)
        rc = open_tables(ix);
    if (rc) {
        mdb_env_close(ix->env);
        ix->env = NULL;
    }
    return rc;
}

struct index *index_open(const char *path, struct err *err)
{
    struct index *ix = xcalloc(1, sizeof *ix);
    int rc = try_open(ix, path);
    if (rc == EACCES || rc == MDB_INVALID || rc == MDB_VERSION_MISMATCH || rc == MDB_CORRUPTED || rc == MDB_PAGE_NOTFOUND ||
        rc == MDB_INCOMPATIBLE) {
        own_str char *lock = xasprintf("%s-lock", path);
        unlink(path); /* in a directory of ours even another user's */
        unlink(lock);
        rc = try_open(ix, path);
    }
    if (rc == 0)
        return ix;
    free(ix);
    err_set(err, ERR_CONFIG, "the index of trace '%s' cannot be opened: %s", path, mdb_strerror(rc));
    return NULL;
}

void index_close(struct index *ix)
{
    if (!ix)
        return;
    if (ix->txn)
        mdb_txn_abort(ix->txn);
    mdb_env_close(ix->env);
    free(ix);
}

void index_clear(struct index *ix)
{
    index_begin(ix);
    const MDB_dbi all[] = {ix->nodes, ix->order, ix->names, ix->live, ix->sources};
    for (size_t i = 0; i < COUNT_OF(all) && !ix->fault; i++)
        ix->fault = mdb_drop(ix->txn, all[i], 0);
    ix->state.head = 0;
    ix->state.share = (struct index_share){0};
}

int index_claim(struct index *ix, const char *journal, uint64_t head, struct err *err)
{
    index_begin(ix);
    if (ix->state.format != FORMAT || strcmp(ix->state.journal, journal) != 0 || ix->state.head > head) {
        index_clear(ix);
        ix->state = (struct index_state){.format = FORMAT};
        strncpy(ix->state.journal, journal, sizeof ix->state.journal - 1);
    }
    return index_commit(ix, err);
}

uint64_t index_removed(const struct index *ix)
{
    return ix->state.removed;
}

void index_removed_set(struct index *ix, uint64_t removed)
{
    index_begin(ix);
    ix->state.removed = removed;
}

uint64_t index_head(const struct index *ix)
{
    return ix->state.head;
}

struct index_share index_share(const struct index *ix)
{
    return ix->state.share;
}

/* ---- references as keys ---- */

/* The number of a source; with `make` a new one gets the next. 0: there is none. */
static uint32_t source_number(struct index *ix, MDB_txn *txn, const char *name, size_t len, bool make)
{
    MDB_val key = index_value(name, len), value;
    uint32_t number = 0;
    MDB_stat stat;
    if (!len || name[0] == '#' || len > (size_t)mdb_env_get_maxkeysize(ix->env))
        return 0;
    if (mdb_get(txn, ix->sources, &key, &value) == 0) {
        memcpy(&number, value.mv_data, sizeof number);
        return number;
    }
    if (!make || mdb_stat(txn, ix->sources, &stat))
        return 0;
    number = htobe32((uint32_t)stat.ms_entries + 1);
    index_put(ix, ix->sources, key, index_value(&number, sizeof number), 0);
    char back[1 + sizeof number] = {'#'};
    memcpy(back + 1, &number, sizeof number);
    index_put(ix, ix->sources, index_value(back, sizeof back), key, 0);
    return number;
}

bool index_key_of(struct index *ix, MDB_txn *txn, const char *reference, struct index_key *key)
{
    const char *hash = strrchr(reference, '#');
    uint64_t number;
    if (!hash || event_number_parse(hash + 1, &number))
        return false;
    key->source = source_number(ix, txn, reference, (size_t)(hash - reference), txn == ix->txn);
    key->number = htobe64(number);
    return key->source;
}

char *index_reference_of(struct index *ix, MDB_txn *txn, const struct index_key *key)
{
    char back[1 + sizeof key->source] = {'#'}, number[EVENT_NUMBER];
    memcpy(back + 1, &key->source, sizeof key->source);
    MDB_val at = index_value(back, sizeof back), name;
    if (mdb_get(txn, ix->sources, &at, &name))
        return NULL;
    return xasprintf("%.*s#%s", (int)name.mv_size, (const char *)name.mv_data, event_number_format(be64toh(key->number), number));
}

void index_name_hash(enum index_kind kind, const char *name, uint8_t *hash)
{
    const char k = (char)kind;
    sha256_parts((const struct digest_part[]){{&k, 1}, {name, strlen(name)}}, 2, hash);
}
