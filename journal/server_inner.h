/* Between server.c, doors.c, words.c, batch.c, reading.c, stat.c, behind.c and metrics.c only. */
#ifndef JOURNAL_SERVER_INNER_H
#define JOURNAL_SERVER_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <uthash.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/link.h"
#include "lib/base/link_keys.h"
#include "lib/base/loop.h"

#include "journal/access.h"
#include "journal/server.h"
#include "journal/store.h"
#include "journal/store_index.h"

struct door;
struct reading;

enum { PEER_ID_MAX = 64 };

/* Which connection: at which endpoint, and its identity there. */
struct peer_id {
    struct door *door;
    uint8_t bytes[PEER_ID_MAX]; /* zeroes behind len */
    size_t len;
};

/* Who says something. */
struct sender {
    struct peer_id id;
    const char *key; /* its public key, "" on ipc:// */
    const struct rights *rights;
};

struct peer {
    struct peer_id id;
    char key[LINK_KEY];
    char *source; /* NULL: reads only */
    uint64_t epoch;
    bool refused;            /* an append of it was refused: nothing behind that one may get in, until it says hello again */
    int64_t heard_ms;        /* mono_ms of its last word */
    uint64_t sent;           /* bytes of events */
    struct reading *reading; /* or NULL */
    UT_hash_handle hh;
};

/* Who answers what a peer asks about causes, with the word `traced`. False: too many ask. */
typedef bool server_ask_fn(void *context, const struct peer_id *from, uint64_t request, const char *question);

enum op_kind { OP_HELLO, OP_APPEND };

/* Something that waits for the next commit. */
struct op {
    enum op_kind kind;
    struct peer_id peer;
    uint64_t request;
    char *source;
    uint64_t epoch;
    uint64_t upto;
    char *start;
    char *journal;
    struct buf lines;
    struct err err; /* why it was refused; ERR_NONE: done */
    bool follows;   /* refused because one before it was */
    struct store_source known;
    struct store_place place;
    struct op *next;
};

enum { STAT_SAMPLES = 7, STAT_BOUNDS = 10 };

/* Where the journal was some seconds ago. */
struct stat_sample {
    int64_t ms;
    uint64_t sequence;
};

/* How long commits took: all together, and how many within each bound. */
struct stat_took {
    double seconds;
    uint64_t within[STAT_BOUNDS];
};

struct server {
    struct loop *loop;
    struct store *store;
    struct door *doors;
    struct access access;
    struct peer *peers;
    struct op *ops;
    struct op **ops_end;
    struct buf frame;         /* in work for a reader */
    struct loop_timer *more;  /* readings have something left to send */
    struct loop_timer *sweep; /* drops those who have not been heard of */
    struct loop_timer *tidy;  /* gives back what a burst has left */
    uint64_t tidy_head;       /* the newest sequence when it last ran */
    bool settled;             /* it has given back what starting took */
    int64_t opened_ms;
    int64_t ahead; /* bytes sent to all readings, for which no credit came back yet */
    uint64_t commits, appended, refused;
    uint64_t cut; /* connections that were ended, as last told */
    struct stat_took took;
    struct stat_sample samples[STAT_SAMPLES]; /* a ring; sampled: how many there were */
    size_t sampled;
    server_ask_fn *ask; /* NULL: nobody */
    void *ask_context;
    struct index_share share; /* as the index last said, of the events up to share_at */
    uint64_t share_at;
    bool low;  /* told once, until there is room again */
    bool full; /* told once, until a commit succeeds again */
};

/* ---- server.c ---- */

struct peer *server_peer(struct server *v, const struct peer_id *id);
struct peer *server_peer_add(struct server *v, const struct sender *from);
void server_peer_drop(struct server *v, struct peer *p);
/* One word, with a payload or NULL. False: not sent; a peer that is gone is dropped at the next sweep. */
bool server_send(struct server *v, const struct peer_id *to, const struct buf *word, const struct buf *payload);
void server_refuse(struct server *v, const struct peer_id *to, uint64_t request, const struct err *why);
struct op *server_op_add(struct server *v, enum op_kind kind, const struct peer_id *peer);
void server_op_free(struct op *op);

/* ---- words.c ---- */

/* What a peer says, after its identity. */
void words_take(struct server *v, const struct sender *from, const struct link_frame *frames, size_t count);

/* ---- batch.c ---- */

/* Commits what waits and returns it, results filled in; NULL when nothing waited or the store has failed. */
struct op *batch_commit(struct server *v);
/* Tells the peers, and frees. */
void batch_answer(struct server *v, struct op *ops);

/* ---- reading.c ---- */

/* ERR_INPUT: what is asked for is not well formed. */
struct reading *reading_new(const struct json *word, const char *source, struct err *err);
/* ERR_CONFIG: it asks for what may not be read. */
int reading_permit(const struct reading *r, const struct rights *rights, struct err *err);
void reading_free(struct reading *r);
void reading_credit(struct reading *r, uint64_t id, int64_t bytes);
/* The newest sequence it has passed. */
uint64_t reading_at(const struct reading *r);
/* Sends at most one frame to each; true when there is more to do at once. */
bool readings_serve(struct server *v);

/* ---- stat.c ---- */

int64_t stat_clock_us(void);
/* A commit that began at that clock is over. */
void stat_commit(struct server *v, int64_t began_us);
double stat_bound(size_t i); /* in seconds */
/* To be called every few seconds; the rate is that of the last samples. */
void stat_sample(struct server *v);
double stat_rate(const struct server *v); /* events a second */
struct stat_lag {
    uint64_t events;
    int64_t ms; /* since the first of them was recorded */
};
/* Of a peer that reads. */
struct stat_lag stat_lag(const struct server *v, const struct peer *p);
/* The members of the word `stat`. */
int stat_fill(struct server *v, struct json_out *o, struct err *err);

#endif
