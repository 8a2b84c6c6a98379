/* Between hub.c and hub_read.c only. */
#ifndef BASE_HUB_INNER_H
#define BASE_HUB_INNER_H

#include "lib/base/buf.h"
#include "lib/base/hub.h"
#include "lib/base/json.h"
#include "lib/base/link.h"

enum hub_state { HUB_DOWN, HUB_GREETING, HUB_READY, HUB_BROKEN };

/* An append that is not acknowledged. */
struct pending {
    struct pending *next;
    uint64_t request;
    uint64_t upto;
    bool sent; /* on this connection */
    size_t len;
    char lines[];
};

struct reading_copy {
    char **sources, **types; /* NULL-terminated, or NULL */
    char *subject;
    uint64_t until;
    bool follow;
    bool raw;
};

struct hub {
    struct loop *loop;
    struct link *link;
    struct loop_timer *tick;
    char *endpoint, *source, *journal; /* journal: its id, known since the first welcome */
    char start[17];                    /* tells this process from others of its source */
    struct hub_handlers handlers;
    void *context;

    enum hub_state state;
    uint64_t ups; /* connections so far */
    bool welcomed;
    uint64_t epoch;
    uint64_t requests; /* the newest request's number */
    uint64_t hello;    /* the request of the hello under way */
    int64_t hello_ms, heard_ms, ping_ms;

    struct pending *first, **end;
    size_t backlog; /* bytes of all of them */
    size_t flying_bytes, flying_count;

    struct reading_copy wanted;
    bool reading;       /* a reading is under way or must be asked for again */
    uint64_t read_id;   /* of the reading as this connection knows it; 0: not asked for yet */
    uint64_t read_next; /* the first sequence not seen */
    size_t consumed;    /* bytes for which credit was not given back */

    hub_stat_fn *stat;
    hub_traced_fn *traced;
    uint64_t trace; /* the request of the question under way */
    int depth;      /* callbacks under way */
    bool dead;
};

struct heard {
    const struct json *word;
    const char *text; /* of the word's frame */
    size_t text_len;
    struct link_frame payload;
};

typedef void heard_fn(struct hub *h, const struct heard *a);

uint64_t heard_number(const struct heard *a, const char *name);

/* ---- hub.c ---- */

/* Begins a word; the caller adds members and closes the object. */
struct json_out hub_word(struct buf *to, const char *name);
bool hub_word_send(struct hub *h, const struct buf *word, const struct link_frame *payload);

/* ---- hub_read.c ---- */

/* Asks for what is wanted from the next sequence on. */
void hub_reading_ask(struct hub *h);
void hub_reading_forget(struct hub *h);
/* Gives back what was taken in since the last time, once it is enough. */
void hub_credit_give(struct hub *h);

heard_fn hub_on_events;
heard_fn hub_on_progress;
heard_fn hub_on_caught_up;

#endif
