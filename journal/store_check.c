/* Every page of the file that is in use, touched once: its trees can be walked, in order, to their ends. */

/* system */
#include <string.h>
#include <sys/stat.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_inner.h"

enum { FREE_PAGES = 0, PAGE = 4096, KEY_MAX = 512 };

struct check {
    struct store *store;
    MDB_txn *txn;
    MDB_dbi db;
    uint64_t last_page;
    uint8_t key[KEY_MAX]; /* the one before */
    size_t key_len;
    uint64_t *passed;
};

static int is_damaged(const struct check *c, const char *why, struct err *err)
{
    return err_set(
        err, ERR_CONFIG,
        "the database in '%s' is damaged: %s, behind sequence %llu: keep a copy, and restore it or begin with an empty directory",
        c->store->directory, why, (unsigned long long)*c->passed);
}

static int length_check(const struct check *c, struct err *err)
{
    struct stat st;
    own_str char *path = xasprintf("%s/data.mdb", c->store->directory);
    if (stat(path, &st) == 0 && (uint64_t)st.st_size >= store_size(c->store))
        return 0;
    return is_damaged(c, "its file is shorter than what is in use", err);
}

/* A list of page numbers: how many, then they. What is listed will be written over. */
static bool free_list_good(const struct check *c, const MDB_val *value)
{
    uint64_t count = 0, page;
    const char *at = value->mv_data;
    if (value->mv_size < sizeof count)
        return false;
    memcpy(&count, at, sizeof count);
    if (count > value->mv_size / sizeof page - 1)
        return false;
    for (uint64_t i = 1; i <= count; i++) {
        memcpy(&page, at + i * sizeof page, sizeof page);
        if (page < 2 || page > c->last_page)
            return false;
    }
    return true;
}

static void touch(const MDB_val *value)
{
    const volatile char *at = value->mv_data;
    for (size_t i = 0; i < value->mv_size; i += PAGE)
        (void)at[i];
    if (value->mv_size)
        (void)at[value->mv_size - 1];
}

/* The records of a chunk follow each other; *passed is the newest. */
static bool chunk_good(const struct check *c, const MDB_val *key, const MDB_val *value)
{
    struct record r;
    const char *at = value->mv_data;
    const char *end = at + value->mv_size;
    uint64_t first = 0, least;
    memcpy(&first, key->mv_data, sizeof first);
    for (least = first; at < end; at += r.size, least = r.sequence + 1) {
        if (record_decode(&r, least, at, (size_t)(end - at), NULL) || r.sequence < least || (least == first && r.sequence != first))
            return false;
        *c->passed = r.sequence;
    }
    return true;
}

static int entry_check(struct check *c, MDB_val *key, const MDB_val *value, struct err *err)
{
    MDB_val before = {c->key_len, c->key};
    if (key->mv_size > KEY_MAX || !key->mv_size)
        return is_damaged(c, "a key has no length that can be", err);
    if (c->db == c->store->events && key->mv_size != sizeof *c->passed)
        return is_damaged(c, "a sequence has no length that can be", err);
    if (c->key_len && mdb_cmp(c->txn, c->db, &before, key) >= 0)
        return is_damaged(c, "its keys are out of order", err);
    memcpy(c->key, key->mv_data, key->mv_size);
    c->key_len = key->mv_size;
    touch(value);
    if (c->db == FREE_PAGES && !free_list_good(c, value))
        return is_damaged(c, "its list of free pages", err);
    if (c->db == c->store->events && !chunk_good(c, key, value))
        return is_damaged(c, "records that do not follow each other", err);
    return 0;
}

static int tree_check(struct check *c, struct err *err)
{
    MDB_cursor *cursor;
    MDB_val key, value;
    int rc = mdb_cursor_open(c->txn, c->db, &cursor);
    c->key_len = 0;
    if (rc)
        return is_damaged(c, mdb_strerror(rc), err);
    for (rc = mdb_cursor_get(cursor, &key, &value, MDB_FIRST); !rc; rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT))
        if (entry_check(c, &key, &value, err))
            break;
    mdb_cursor_close(cursor);
    return !rc ? -1 : rc == MDB_NOTFOUND ? 0 : is_damaged(c, mdb_strerror(rc), err);
}

int store_check(struct store *s, uint64_t *passed, struct err *err)
{
    MDB_envinfo info;
    struct check c = {.store = s, .passed = passed};
    const MDB_dbi all[] = {FREE_PAGES, s->meta, s->sources, s->runs, s->events, s->removed};
    const size_t count = COUNT_OF(all) - !s->has_removed;
    mdb_env_info(s->env, &info);
    c.last_page = info.me_last_pgno;
    int rc = mdb_txn_begin(s->env, NULL, MDB_RDONLY, &c.txn);
    if (rc)
        return is_damaged(&c, mdb_strerror(rc), err);
    rc = length_check(&c, err);
    for (size_t i = 0; i < count && !rc; i++) {
        c.db = all[i];
        rc = tree_check(&c, err);
    }
    mdb_txn_abort(c.txn);
    return rc;
}
