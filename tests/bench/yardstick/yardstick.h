/* What the machine and others' journals can do, for the journal's figures to be held against. */
#ifndef BENCH_YARDSTICK_H
#define BENCH_YARDSTICK_H

#include <stddef.h>

#include <lmdb.h>

enum { RECORD_HEAD = 110 }; /* what the journal puts in front of a line of the benches: head, source, type, subject */

/* lmdb.c: an environment with one database of chunks, full sync. */
struct bare {
    MDB_env *env;
    MDB_dbi events;
    size_t chunk_max;
    unsigned long long next;
};
void bare_open(struct bare *b, const char *directory);
/* One transaction with `count` records of `size` bytes and the journal's head each. */
void bare_commit(struct bare *b, size_t count, size_t size);
int run_lmdb(char **argv);
int run_cursor(char **argv);

/* hops.c */
int run_commits(char **argv);

/* peers.c */
int run_sqlite(char **argv);
int run_redis(char **argv);

/* hash.c */
int run_sha(char **argv);

#endif
