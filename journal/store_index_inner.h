/* Between store_index.c, store_index_note.c and store_index_look.c only. */
#ifndef JOURNAL_STORE_INDEX_INNER_H
#define JOURNAL_STORE_INDEX_INNER_H

#include <lmdb.h>

#include "journal/store_index.h"

/* What it is, kept under "#state" in `sources`. */
struct index_state {
    uint32_t format;
    char journal[36]; /* id, zeroes behind */
    uint64_t head;
    uint64_t removed; /* from the journal, when this was begun */
    struct index_share share;
};

struct index {
    MDB_env *env;
    MDB_dbi nodes, order, names, sources, live;
    MDB_txn *txn; /* the writing one, while something is noted */
    struct index_state state;
    int fault; /* the first of the transaction */
};

struct index_key {
    uint32_t source; /* big end first, as is number: so they sort */
    uint64_t number;
} __attribute__((packed));

struct index_entry {
    char what; /* 'S', 'C', 'E' */
    union {
        uint64_t sequence;
        struct index_key other;
    } __attribute__((packed));
    uint8_t held;
} __attribute__((packed));

enum { INDEX_HASH = 16 }; /* half a SHA-256 stands for a name */

MDB_val index_value(const void *data, size_t len);
void index_put(struct index *ix, MDB_dbi db, MDB_val key, MDB_val value, unsigned flags);
/* Opens the writing transaction when there is none. */
void index_begin(struct index *ix);
/* False: there is no such reference. Inside the writing transaction a new source gets a number. */
bool index_key_of(struct index *ix, MDB_txn *txn, const char *reference, struct index_key *key);
/* The reference behind a key, or NULL. free with free(). */
char *index_reference_of(struct index *ix, MDB_txn *txn, const struct index_key *key);
/* hash: SHA256_BYTES, of which INDEX_HASH count. */
void index_name_hash(enum index_kind kind, const char *name, uint8_t *hash);

#endif
