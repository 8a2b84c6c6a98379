/* The journal as its clients see it: append and read over one link, resent after a break, in order.
 * The words on the wire are documented in docs/JOURNAL.md. */
#ifndef BASE_HUB_H
#define BASE_HUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/loop.h"

struct hub;

/* Where the journal is. tcp:// needs keys: files that `journal keygen` made. */
struct hub_address {
    const char *endpoint;
    const char *key_file;    /* our own key pair; NULL on ipc:// */
    const char *server_file; /* the journal's public key */
};

/* What the journal remembers of a source. */
struct hub_welcome {
    uint64_t last_number; /* the source's newest running number; 0: none */
    uint64_t upto;        /* the newest `upto` it stored */
    uint64_t epoch;       /* of this start */
    uint64_t head;        /* the newest sequence of all */
    uint64_t cut;         /* told to mere readers: up to here the journal was compacted; 0: it is whole */
};

struct hub_handlers {
    /* Connected and known. Comes once; after a reconnect the hub resends by itself. */
    void (*welcome)(void *context, const struct hub_welcome *w);
    /* One event, with sequence and recordedtime; borrowed. */
    void (*event)(void *context, const char *line, size_t len, uint64_t sequence);
    /* All up to here has been read; nothing newer is there at this moment (or until `until`). */
    void (*caught_up)(void *context, uint64_t sequence);
    /* An append is on disk; its events have these sequences (0, 0 for a bare upto). */
    void (*stored)(void *context, uint64_t first, uint64_t last);
    /* The journal will not have it, or cannot be used at all: a person or a restart must act. */
    void (*refused)(void *context, const struct err *err);
};

struct hub_reading {
    const char *const *sources; /* NULL: all; "watch-k8s/" means every one that starts so */
    const char *const *types;   /* NULL: all; "cluster." the same way */
    const char *subject;        /* NULL: all; ends in '*': prefix */
    uint64_t from;              /* first sequence wanted, 1 at least */
    uint64_t until;             /* 0: no end */
    bool follow;                /* go on after the head */
    bool raw;                   /* lines as the journal received them, without sequence and recordedtime */
};

/* source NULL: a reader only. Copies everything it is given. All handlers are called from the loop; any may be NULL,
 * and hub_close may be called in them. */
struct hub *hub_open(struct loop *l, const struct hub_address *at, const char *source, const struct hub_handlers *handlers, void *context,
                     struct err *err);
void hub_close(struct hub *h);
/* One reading a hub; a second call ends the first. Call after welcome. Flow is by credit: at most 4 MiB are on
 * their way. A reader with a source gets caught_up also when events of its own source have been passed, whether the
 * reading wants them or not. */
void hub_read(struct hub *h, const struct hub_reading *r);
/* Lines with their newlines, all of the hub's source in running order, stored all or not at all together
 * with upto (0: leave it). Kept until acknowledged, resent after a break. */
void hub_append(struct hub *h, const char *lines, size_t len, size_t count, uint64_t upto);
/* What the journal says of itself, as JSON text (docs/JOURNAL.md, `stat`); borrowed for the call. Call after welcome. */
typedef void hub_stat_fn(void *context, const char *json, size_t len);
void hub_stat(struct hub *h, hub_stat_fn *fn);
/* What led to some events and what they led to: `question` is a JSON object (docs/JOURNAL.md, `trace`), `json` what the journal says of its
 * answer, `lines` the answer; all borrowed. One at a time. Call after welcome. */
struct hub_traced {
    const char *json;
    size_t json_len;
    const char *lines;
    size_t lines_len;
};
typedef void hub_traced_fn(void *context, const struct hub_traced *traced);
void hub_trace(struct hub *h, const char *question, hub_traced_fn *fn);
/* Bytes handed to hub_append and not yet acknowledged. */
size_t hub_backlog(const struct hub *h);

#endif
