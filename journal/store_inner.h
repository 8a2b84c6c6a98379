/* Between store.c and store_*.c only. */
#ifndef JOURNAL_STORE_INNER_H
#define JOURNAL_STORE_INNER_H

#include <lmdb.h>

#include "lib/base/buf.h"
#include "lib/base/event.h"

#include "journal/store.h"
#include "journal/store_removed.h"

/* ---- store_recent.c ---- */

struct recent_chunk;

struct recent {
    struct recent_chunk **chunks; /* rising; those from `committed` on are of the transaction in work */
    size_t count, cap, committed;
    size_t bytes;
    size_t txn; /* the number of the newest transaction that they are up to */
};

struct store {
    MDB_env *env;
    MDB_dbi events;  /* sequence of the first record -> chunk */
    MDB_dbi sources; /* source -> struct store_source */
    MDB_dbi runs;    /* source, NUL, first number (8 bytes, big end first) -> struct store_run */
    MDB_dbi meta;    /* "format", "journal", "head", "compaction" */
    MDB_dbi removed; /* first sequence -> struct store_range; not there in a database of format 2 that is only read */
    bool has_removed;
    MDB_txn *txn;                         /* the writing one, between begin and commit */
    MDB_txn *reader;                      /* reset while nobody reads */
    struct store_head head;               /* committed */
    struct store_head next;               /* as of the transaction */
    struct event_glance glance;           /* of the line in work */
    struct buf drafts;                    /* encoded records of the append in work */
    struct buf chunk;                     /* sealed records of the transaction that are not put yet */
    uint64_t chunk_first;                 /* sequence of its first */
    uint8_t chunk_previous[SHA256_BYTES]; /* the hash in front of that one */
    struct recent recent;
    bool dirty; /* the transaction has put something */
    char id[STORE_ID];
    char *directory;
    uint64_t map_size, max_size;
    uint64_t limit;   /* store_limit */
    uint64_t drafted; /* bytes that the transaction adds */
    int lock;
    int fault; /* first LMDB error of the transaction, 0: none */
    bool read_only, beside;
};

/* Numbers of one source that follow each other, at sequences that do. */
struct store_run {
    uint64_t first;    /* number */
    uint64_t sequence; /* of the first */
    uint64_t count;
};

/* Keeps a copy of the chunk that is put. */
void recent_stage(struct store *s);
/* At the end of each transaction: its number, or 0 when it has written nothing. When another process has written since, what is kept is
 * let go: it may have taken records out. */
void recent_settle(struct store *s, size_t txn);
void recent_release(struct store *s);
/* As store_read; false: `from` is older than what is kept. */
bool recent_read(struct store *s, uint64_t from, store_record_fn *fn, void *context);

/* ---- store_chunk.c ---- */

/* Adds a record behind the newest one of the transaction: seals it, with the hash of the one in front in s->next.hash. */
void chunk_add(struct store *s, uint64_t sequence, const void *record, size_t len);
/* Puts what was gathered. */
void chunk_put(struct store *s);
/* The record of that sequence, as the transaction has it. 1: found, 0: not there or a fault, which is remembered, -1: damaged. */
int chunk_find(struct store *s, uint64_t sequence, struct record *r, struct err *err);
/* Puts the cursor on the chunk in which the sequence would stand. LMDB's code. */
int chunk_seek(MDB_cursor *cursor, uint64_t sequence, MDB_val *key, MDB_val *value);

/* ---- store_rules.c ---- */

/* Notes that numbers of a source stand at sequences that follow each other, as they do. */
void store_run_note(struct store *s, const char *source, const struct store_run *fresh);

/* ---- store_removed.c ---- */

/* The removed range that the sequence is in. False: none. */
bool store_range_find(struct store *s, MDB_txn *txn, uint64_t sequence, struct store_range *range);

/* ---- store_read.c ---- */

/* Opens a cursor on db in the reading transaction, which is to be reset behind it. NULL: ERR_AGAIN. */
MDB_cursor *store_reader(struct store *s, MDB_dbi db, struct err *err);

/* ---- store.c ---- */

/* Inside the transaction. False: not there, or a fault, which is remembered. */
bool store_get(struct store *s, MDB_dbi db, MDB_val key, MDB_val *value);
void store_put(struct store *s, MDB_dbi db, MDB_val key, MDB_val value, unsigned flags);
/* Remembers the first fault; true when rc is one. */
bool store_failed(struct store *s, int rc);
MDB_val store_text(const char *text);

#endif
