/* One event as the database holds it: a head of fixed size (with the sequence), then source, type and subject, each with a NUL
 * behind, then the bytes of the line as received. A value of the database is a chunk: such records one behind another, sequences
 * rising, under the sequence of the first. The hash chain: SHA-256 over the previous record's hash (32 bytes, of
 * the first record: zeroes), the sequence as 20 digits, the recordedtime as served (27 characters), the bytes of the line. */
#ifndef JOURNAL_RECORD_H
#define JOURNAL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/moment.h"

struct err;
struct event_glance;

/* All text is borrowed from the value. */
struct record {
    uint64_t sequence;
    struct moment recorded;
    const uint8_t *hash;
    const uint8_t *previous; /* the hash of the record in front; NULL: not known here */
    const char *source;
    const char *type;
    const char *subject; /* NULL where there is none */
    const char *line;
    size_t line_len;
    size_t size; /* bytes of the whole record: behind them stands the next one of its chunk */
    bool held;   /* in this process's memory since it was hashed there */
    bool marked; /* the line brings sequence or recordedtime of its own */
};

/* Appends the record of an event; sequence, hash and time are filled in by record_seal. */
void record_encode(struct buf *to, const struct event_glance *g);
/* The first record of what is left of a chunk. ERR_CONFIG: it is damaged; `sequence` is the one wanted, for the sentence. */
int record_decode(struct record *r, uint64_t sequence, const void *rest, size_t len, struct err *err);
/* Puts sequence, time and hash into an encoded record; `hash` holds the previous one and becomes this one. */
void record_seal(void *value, size_t len, uint64_t sequence, struct moment recorded, uint8_t hash[SHA256_BYTES]);
/* The hash that belongs to a record after `previous`. */
void record_hash(const struct record *r, const uint8_t previous[SHA256_BYTES], uint8_t hash[SHA256_BYTES]);
/* ERR_CONFIG: the record is not the one that was hashed behind r->previous. One that is held is not hashed again. */
int record_check(const struct record *r, struct err *err);

#endif
