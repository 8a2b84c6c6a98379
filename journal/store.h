/* The database of the journal: events by sequence, what is known of each source, and the rules by which a line
 * gets in. The only place that includes lmdb.h. One directory has one store open for writing.
 *
 * Writing is by transaction: store_begin, any number of store_greet and store_append, store_commit. A refusal of
 * one of them leaves no trace and harms nothing else in the transaction. A fault of the database is
 * remembered: later calls do nothing, and store_commit tells. What is committed is on disk (full sync). */
#ifndef JOURNAL_STORE_H
#define JOURNAL_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "journal/record.h"

struct err;
struct store;

enum {
    STORE_FORMAT = 3,       /* 2: no ranges were removed (store_removed.h), it is taken over; 1: a value for each record, refused */
    STORE_ID = 33,          /* 32 hex digits and a NUL */
    STORE_START = 17,       /* 16 hex digits and a NUL */
    STORE_MAX_SOURCE = 400, /* bytes: a source is part of a key */
};

struct store_options {
    const char *directory;
    uint64_t max_size; /* bytes the database may grow to; 0: the default of 64 GiB */
    bool read_only;    /* of a store that exists; another process may be writing it */
    bool beside;       /* of one that exists; takes out what another process may be serving, and appends only what it has claimed for */
};

struct store_head {
    uint64_t sequence; /* 0: empty */
    struct moment recorded;
    uint8_t hash[SHA256_BYTES];
};

/* What is remembered of a source. */
struct store_source {
    uint64_t last; /* its newest running number; 0: none */
    uint64_t upto;
    uint64_t epoch;
    char start[STORE_START]; /* of the process that has the epoch */
};

/* ERR_CONFIG: another format, no journal, in use, not allowed. */
struct store *store_open(const struct store_options *options, struct err *err);
void store_close(struct store *s);

/* Makes a store that was opened beside the one that appends, while nobody serves it. False: somebody does. */
bool store_claim(struct store *s);
void store_yield(struct store *s);

const char *store_id(const struct store *s); /* which journal this is; made once, at random */
struct store_head store_head(const struct store *s);
uint64_t store_size(const struct store *s); /* bytes in use */
uint64_t store_max_size(const struct store *s);
/* Where it must end: --max-size, or less where its file system has less left. As of the newest store_begin. */
uint64_t store_limit(const struct store *s);

void store_begin(struct store *s);
/* ERR_AGAIN: there was no room, nothing of the transaction is stored, the store goes on. ERR_CONFIG: the store
 * cannot be used any more. */
int store_commit(struct store *s, struct err *err);
/* After a commit that failed for want of room: true when there is more now, and trying again makes sense. */
bool store_grow(struct store *s);

/* A process says which source it is. */
struct store_greeting {
    const char *source;
    const char *start;   /* at random, the same for one process's whole life */
    uint64_t epoch;      /* that it has, 0 at first: then it takes the next one */
    const char *journal; /* the id it knows, or NULL */
};
/* ERR_CONFIG: a newer process has taken over. ERR_AGAIN: this is not the journal that the process began with. */
int store_greet(struct store *s, const struct store_greeting *g, struct store_source *known, struct err *err);

struct store_append {
    const char *source;
    uint64_t epoch;
    uint64_t upto;     /* 0: as it is */
    const char *lines; /* each with its newline; may be none */
    size_t len;
};
/* Where the lines are: 0, 0 when there were none. A line that was there already counts with its old place. */
struct store_place {
    uint64_t first;
    uint64_t last;
    size_t stored; /* lines that are new */
};
/* ERR_INPUT: a line is no event or not of this source. ERR_AGAIN: a number skips, or is there with other content; a new
 * start would go on with the right one; or only the reserve is left, and none of the lines may take of it (reserve.h). ERR_CONFIG: a newer
 * process has taken over. */
int store_append(struct store *s, const struct store_append *a, struct store_place *place, struct err *err);

/* One record in order; false ends the walk. */
typedef bool store_record_fn(void *context, const struct record *r);
/* Walks the committed records from `from` on, inside one read transaction that ends with the call; ranges that were removed are
 * passed over. ERR_CONFIG: one is damaged or missing; fn has had all in front of it. ERR_AGAIN: the database could not be read at all. */
int store_read(struct store *s, uint64_t from, store_record_fn *fn, void *context, struct err *err);

/* Walks every tree of the file, without hashes. *passed: the newest sequence that was seen. ERR_CONFIG: a page is damaged or missing,
 * where that can be told; where not, the process dies, so call it in a child (guard.h) on a file that was not looked at before. */
int store_check(struct store *s, uint64_t *passed, struct err *err);

/* Other processes may read the database; the place of one that died within a read is taken from it here, so that pages are used again. */
void store_readers_check(struct store *s);
/* Lets go of what is kept for those who read along: nobody is behind. */
void store_rest(struct store *s);

typedef void store_source_fn(void *context, const char *source, const struct store_source *known);
int store_sources(struct store *s, store_source_fn *fn, void *context, struct err *err);

#endif
