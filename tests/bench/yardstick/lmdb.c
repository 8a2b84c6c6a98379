#include <sys/stat.h>

#include "tests/bench/common.h"
#include "tests/bench/yardstick/yardstick.h"

enum { CHUNK_MAX = 65520 };

static void must(int rc)
{
    if (!rc)
        return;
    fprintf(stderr, "lmdb: %s\n", mdb_strerror(rc));
    exit(100);
}

void bare_open(struct bare *b, const char *directory)
{
    MDB_txn *txn;
    *b = (struct bare){.chunk_max = CHUNK_MAX, .next = 1};
    mkdir(directory, 0700);
    must(mdb_env_create(&b->env));
    must(mdb_env_set_mapsize(b->env, 16ull << 30));
    must(mdb_env_set_maxdbs(b->env, 8));
    must(mdb_env_open(b->env, directory, 0, 0600));
    must(mdb_txn_begin(b->env, NULL, 0, &txn));
    must(mdb_dbi_open(txn, "events", MDB_CREATE | MDB_INTEGERKEY, &b->events));
    must(mdb_txn_commit(txn));
}

void bare_commit(struct bare *b, size_t count, size_t size)
{
    static char chunk[1 << 20];
    MDB_txn *txn;
    size_t each = size + RECORD_HEAD, per_chunk = each < b->chunk_max ? b->chunk_max / each : 1;
    must(mdb_txn_begin(b->env, NULL, 0, &txn));
    for (size_t done = 0; done < count;) {
        size_t n = count - done < per_chunk ? count - done : per_chunk;
        MDB_val key = {sizeof b->next, &b->next}, value = {n * each, chunk};
        for (size_t i = 0; i < n; i++)
            memset(chunk + i * each, (int)(b->next + i), each); /* the bytes have to be touched by anybody */
        must(mdb_put(txn, b->events, &key, &value, MDB_APPEND));
        b->next += n;
        done += n;
    }
    must(mdb_txn_commit(txn));
}

/* lmdb DIRECTORY COUNT SIZE BATCH: events per second */
int run_lmdb(char **argv)
{
    struct bare b;
    size_t count = strtoul(argv[1], NULL, 10), size = strtoul(argv[2], NULL, 10), batch = strtoul(argv[3], NULL, 10);
    bare_open(&b, argv[0]);
    double start = now_us();
    for (size_t done = 0; done < count; done += batch)
        bare_commit(&b, batch, size);
    printf("%.0f\n", (double)count * 1e6 / (now_us() - start));
    mdb_env_close(b.env);
    return 0;
}

/* cursor DIRECTORY COUNT: walks the journal's events, touching each byte's cache line; events per second */
int run_cursor(char **argv)
{
    MDB_env *env;
    MDB_txn *txn;
    MDB_dbi events;
    MDB_cursor *cursor;
    MDB_val key, value;
    unsigned long sum = 0;
    must(mdb_env_create(&env));
    must(mdb_env_set_maxdbs(env, 8));
    must(mdb_env_open(env, argv[0], MDB_RDONLY, 0600));
    must(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn));
    must(mdb_dbi_open(txn, "events", 0, &events));
    must(mdb_cursor_open(txn, events, &cursor));
    double start = now_us();
    while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0)
        for (size_t i = 0; i < value.mv_size; i += 64)
            sum += ((const unsigned char *)value.mv_data)[i];
    printf("%.0f\n", strtod(argv[1], NULL) * 1e6 / (now_us() - start));
    mdb_cursor_close(cursor);
    mdb_txn_abort(txn);
    mdb_env_close(env);
    return sum == 0;
}
