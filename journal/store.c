/* system */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_inner.h"

static const uint64_t MAP_DEFAULT_MAX = 64ull << 30;
static const uint64_t MAP_FIRST = 1ull << 30;
enum { STORE_OLDEST = 2 };
static const uint64_t MAP_LEAST = 1ull << 20;

/* ---- small helpers over LMDB ---- */

MDB_val store_text(const char *text)
{
    return (MDB_val){strlen(text), (void *)(uintptr_t)text};
}

bool store_failed(struct store *s, int rc)
{
    if (rc && !s->fault)
        s->fault = rc;
    return rc != 0;
}

bool store_get(struct store *s, MDB_dbi db, MDB_val key, MDB_val *value)
{
    if (s->fault)
        return false;
    int rc = mdb_get(s->txn, db, &key, value);
    return rc != MDB_NOTFOUND && !store_failed(s, rc);
}

void store_put(struct store *s, MDB_dbi db, MDB_val key, MDB_val value, unsigned flags)
{
    s->dirty = true;
    if (!s->fault)
        store_failed(s, mdb_put(s->txn, db, &key, &value, flags));
}

enum { SHORT_OF_BYTES = 16 * 1024 * 1024 };

/* LMDB says EIO of a write that was cut short, which is what a file system does that is nearly full. */
static bool is_full(const struct store *s, int rc)
{
    struct statvfs fs;
    if (rc == EIO && statvfs(s->directory, &fs) == 0)
        return fs.f_bavail * fs.f_frsize < SHORT_OF_BYTES;
    return rc == MDB_MAP_FULL || rc == ENOSPC || rc == EDQUOT;
}

/* ---- opening ---- */

static int open_error(const char *directory, int rc, struct err *err)
{
    if (rc == MDB_INVALID || rc == MDB_VERSION_MISMATCH || rc == MDB_CORRUPTED)
        return err_set(err, ERR_CONFIG, "directory '%s' holds no journal that can be read: %s", directory, mdb_strerror(rc));
    return err_set(err, ERR_CONFIG, "cannot open the journal in '%s': %s", directory, mdb_strerror(rc));
}

enum { LOCK_TRIES = 40, LOCK_PAUSE_US = 50000 };

/* A compaction holds it for a moment, to note its end. */
static int lock_patiently(int lock)
{
    for (int tries = 0; flock(lock, LOCK_EX | LOCK_NB) != 0; tries++) {
        if (tries == LOCK_TRIES)
            return -1;
        usleep(LOCK_PAUSE_US);
    }
    return 0;
}

static int lock_at_once(int lock)
{
    return flock(lock, LOCK_EX | LOCK_NB);
}

/* False: somebody else holds it. */
static bool lock_take(struct store *s, int (*how)(int lock), struct err *err)
{
    own_str char *path = xasprintf("%s/serving.lock", s->directory);
    s->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (s->lock < 0) {
        err_set(err, ERR_CONFIG, "cannot open '%s': %s", path, strerror(errno));
        return false;
    }
    if (how(s->lock) == 0)
        return true;
    close(s->lock);
    s->lock = -1;
    err_set(err, ERR_CONFIG, "directory '%s' is in use: another journal holds '%s'", s->directory, path);
    return false;
}

static int directory_lock(struct store *s, struct err *err)
{
    if (s->read_only || s->beside)
        return 0;
    if (mkdir(s->directory, 0750) != 0 && errno != EEXIST)
        return err_set(err, ERR_CONFIG, "cannot make directory '%s': %s", s->directory, strerror(errno));
    return lock_take(s, lock_patiently, err) ? 0 : -1;
}

/* The map starts with room to grow over what is there. */
static uint64_t first_map_size(const struct store *s)
{
    own_str char *path = xasprintf("%s/data.mdb", s->directory);
    struct stat st = {0};
    uint64_t size = stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;
    uint64_t want = size * 2 > MAP_FIRST ? size * 2 : MAP_FIRST;
    if (want > s->max_size)
        want = s->max_size > size ? s->max_size : size;
    return (want + 4095) & ~4095ull;
}

static bool has_data(const struct store *s)
{
    own_str char *path = xasprintf("%s/data.mdb", s->directory);
    return access(path, F_OK) == 0;
}

static int environment_open(struct store *s, struct err *err)
{
    int rc = mdb_env_create(&s->env);
    if (rc)
        return open_error(s->directory, rc, err);
    if (s->beside && !has_data(s))
        return err_set(err, ERR_CONFIG, "directory '%s' holds no journal", s->directory);
    s->map_size = first_map_size(s);
    mdb_env_set_maxdbs(s->env, 8);
    mdb_env_set_mapsize(s->env, s->map_size);
    rc = mdb_env_open(s->env, s->directory, s->read_only ? MDB_RDONLY : 0, 0640);
    if (rc == ENOENT)
        return err_set(err, ERR_CONFIG, "directory '%s' holds no journal", s->directory);
    if (rc)
        return open_error(s->directory, rc, err);
    int stale;
    mdb_reader_check(s->env, &stale);
    return 0;
}

/* Whether somebody else's data is there: an environment of ours always has `meta`. */
static bool is_foreign(struct store *s)
{
    MDB_dbi all;
    MDB_stat st = {0};
    if (mdb_dbi_open(s->txn, NULL, 0, &all) == 0)
        mdb_stat(s->txn, all, &st);
    return st.ms_entries > 0;
}

static void put_format(struct store *s)
{
    uint32_t format = STORE_FORMAT;
    store_put(s, s->meta, store_text("format"), (MDB_val){sizeof format, &format}, 0);
}

static void make_new(struct store *s)
{
    uint8_t random[(STORE_ID - 1) / 2];
    random_bytes(random, sizeof random);
    hex_encode(random, sizeof random, s->id);
    put_format(s);
    store_put(s, s->meta, store_text("journal"), store_text(s->id), 0);
}

static void take_over(struct store *s, uint32_t format)
{
    put_format(s);
    log_info("the journal in '%s' had format %u and has %u from now on: versions that read %u only refuse it", s->directory,
             (unsigned)format, (unsigned)STORE_FORMAT, (unsigned)format);
}

static int format_check(struct store *s, struct err *err)
{
    MDB_val value;
    uint32_t format = 0;
    if (store_get(s, s->meta, store_text("format"), &value) && value.mv_size == sizeof format)
        memcpy(&format, value.mv_data, sizeof format);
    if (format < STORE_OLDEST || format > STORE_FORMAT)
        return err_set(err, ERR_CONFIG, "the journal in '%s' has format %u, this version reads %u to %u: use the version that wrote it",
                       s->directory, format, (unsigned)STORE_OLDEST, (unsigned)STORE_FORMAT);
    if (format < STORE_FORMAT && s->beside)
        return err_set(err, ERR_CONFIG, "the journal in '%s' has format %u: start the 'journal serve' of this version first", s->directory,
                       (unsigned)format);
    if (format < STORE_FORMAT && !s->read_only)
        take_over(s, format);
    if (store_get(s, s->meta, store_text("journal"), &value) && value.mv_size == STORE_ID - 1)
        memcpy(s->id, value.mv_data, STORE_ID - 1);
    if (store_get(s, s->meta, store_text("head"), &value) && value.mv_size == sizeof s->head)
        memcpy(&s->head, value.mv_data, sizeof s->head);
    return 0;
}

static void removed_open(struct store *s, unsigned create)
{
    int rc = s->fault ? s->fault : mdb_dbi_open(s->txn, "removed", create | MDB_INTEGERKEY, &s->removed);
    s->has_removed = !rc;
    if (rc != MDB_NOTFOUND)
        store_failed(s, rc);
}

static int databases_open(struct store *s, struct err *err)
{
    unsigned create = s->read_only ? 0 : MDB_CREATE;
    int rc = mdb_dbi_open(s->txn, "meta", 0, &s->meta);
    bool fresh = rc == MDB_NOTFOUND;
    if (fresh && (s->read_only || s->beside || is_foreign(s)))
        return err_set(err, ERR_CONFIG, "the database in '%s' is not a journal", s->directory);
    if (fresh)
        rc = mdb_dbi_open(s->txn, "meta", create, &s->meta);
    if (!rc && fresh)
        make_new(s);
    if (!rc && !fresh && format_check(s, err))
        return -1;
    store_failed(s, rc);
    if (!s->fault)
        store_failed(s, mdb_dbi_open(s->txn, "events", create | MDB_INTEGERKEY, &s->events));
    if (!s->fault)
        store_failed(s, mdb_dbi_open(s->txn, "sources", create, &s->sources));
    if (!s->fault)
        store_failed(s, mdb_dbi_open(s->txn, "runs", create, &s->runs));
    removed_open(s, create);
    return s->fault ? open_error(s->directory, s->fault, err) : 0;
}

static int contents_open(struct store *s, struct err *err)
{
    int rc = mdb_txn_begin(s->env, NULL, s->read_only ? MDB_RDONLY : 0, &s->txn);
    if (rc)
        return open_error(s->directory, rc, err);
    if (databases_open(s, err)) {
        mdb_txn_abort(s->txn);
        s->txn = NULL;
        return -1;
    }
    rc = mdb_txn_commit(s->txn);
    s->txn = NULL;
    return rc ? open_error(s->directory, rc, err) : 0;
}

struct store *store_open(const struct store_options *options, struct err *err)
{
    struct store *s = xcalloc(1, sizeof *s);
    s->directory = xstrdup(options->directory);
    s->max_size = options->max_size ? options->max_size : MAP_DEFAULT_MAX;
    if (s->max_size < MAP_LEAST)
        s->max_size = MAP_LEAST;
    s->read_only = options->read_only;
    s->beside = options->beside;
    s->lock = -1;
    if (directory_lock(s, err) || environment_open(s, err) || contents_open(s, err)) {
        store_close(s);
        return NULL;
    }
    return s;
}

bool store_claim(struct store *s)
{
    if (!lock_take(s, lock_at_once, NULL))
        return false;
    store_begin(s);
    MDB_val value;
    if (store_get(s, s->meta, store_text("head"), &value) && value.mv_size == sizeof s->head)
        memcpy(&s->head, value.mv_data, sizeof s->head);
    s->next = s->head;
    store_commit(s, NULL);
    return true;
}

void store_yield(struct store *s)
{
    close(s->lock);
    s->lock = -1;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    if (s->txn)
        mdb_txn_abort(s->txn);
    if (s->reader)
        mdb_txn_abort(s->reader);
    if (s->env)
        mdb_env_close(s->env);
    if (s->lock >= 0)
        close(s->lock);
    event_glance_release(&s->glance);
    buf_release(&s->drafts);
    buf_release(&s->chunk);
    recent_release(s);
    free(s->directory);
    free(s);
}

/* ---- what it knows ---- */

const char *store_id(const struct store *s)
{
    return s->id;
}

struct store_head store_head(const struct store *s)
{
    return s->head;
}

uint64_t store_size(const struct store *s)
{
    MDB_envinfo info;
    MDB_stat st;
    mdb_env_info(s->env, &info);
    mdb_env_stat(s->env, &st);
    return (info.me_last_pgno + 1) * st.ms_psize;
}

uint64_t store_max_size(const struct store *s)
{
    return s->max_size;
}

uint64_t store_limit(const struct store *s)
{
    return s->limit;
}

static uint64_t limit_now(const struct store *s)
{
    struct statvfs fs;
    uint64_t used = store_size(s);
    uint64_t left = statvfs(s->directory, &fs) == 0 ? (uint64_t)fs.f_bavail * fs.f_frsize : s->max_size;
    return left < s->max_size && used + left < s->max_size ? used + left : s->max_size;
}

/* ---- transactions ---- */

static void reader_drop(struct store *s)
{
    if (s->reader)
        mdb_txn_abort(s->reader); /* no transaction may be open while the map moves */
    s->reader = NULL;
}

/* Another process has grown the file. */
static bool follow_growth(struct store *s)
{
    MDB_envinfo info;
    reader_drop(s);
    if (mdb_env_set_mapsize(s->env, 0) != 0)
        return false;
    mdb_env_info(s->env, &info);
    s->map_size = info.me_mapsize;
    return true;
}

void store_begin(struct store *s)
{
    struct moment now = moment_now();
    s->fault = 0;
    s->limit = limit_now(s);
    s->drafted = 0;
    s->dirty = false;
    buf_clear(&s->chunk);
    s->next = s->head;
    if (now.us > s->next.recorded.us)
        s->next.recorded = now;
    int rc = mdb_txn_begin(s->env, NULL, 0, &s->txn);
    if (rc == MDB_MAP_RESIZED && follow_growth(s))
        rc = mdb_txn_begin(s->env, NULL, 0, &s->txn);
    store_failed(s, rc);
}

static int commit_error(struct store *s, int rc, struct err *err)
{
    if (rc == MDB_MAP_FULL)
        return err_set(err, ERR_AGAIN, "the journal in '%s' is full: it has reached its limit of %llu bytes (--max-size)", s->directory,
                       (unsigned long long)s->max_size);
    if ((rc == EIO || rc == EROFS) && !is_full(s, rc))
        return err_set(err, ERR_AGAIN, "the journal in '%s' cannot be written: %s: look at its file system", s->directory, strerror(rc));
    if (is_full(s, rc))
        return err_set(err, ERR_AGAIN, "the journal in '%s' cannot be written: %s: make room on its file system", s->directory,
                       strerror(rc == EIO ? ENOSPC : rc));
    return err_set(err, ERR_CONFIG, "the journal in '%s' cannot be written: %s", s->directory, mdb_strerror(rc));
}

int store_commit(struct store *s, struct err *err)
{
    chunk_put(s);
    if (s->next.sequence != s->head.sequence)
        store_put(s, s->meta, store_text("head"), (MDB_val){sizeof s->next, &s->next}, 0);
    size_t txn = s->txn ? mdb_txn_id(s->txn) : 0;
    if (s->fault && s->txn)
        mdb_txn_abort(s->txn);
    else if (!s->fault)
        store_failed(s, mdb_txn_commit(s->txn));
    s->txn = NULL;
    recent_settle(s, s->dirty && !s->fault ? txn : 0);
    if (s->fault)
        return commit_error(s, s->fault, err);
    s->head = s->next;
    return 0;
}

bool store_grow(struct store *s)
{
    if (s->fault != MDB_MAP_FULL || s->map_size >= s->max_size)
        return false;
    uint64_t want = s->map_size * 2 < s->max_size ? s->map_size * 2 : s->max_size;
    reader_drop(s);
    if (mdb_env_set_mapsize(s->env, want) != 0)
        return false;
    s->map_size = want;
    return true;
}
