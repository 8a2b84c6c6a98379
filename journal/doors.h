/* The endpoints of the journal, and what those who come in by them may do. Between server.c, words.c and doors.c only. */
#ifndef JOURNAL_DOORS_H
#define JOURNAL_DOORS_H

#include "journal/access.h"
#include "journal/server_inner.h"

/* Refusals for want of rights, in this minute. */
struct barred {
    int64_t since_ms;
    unsigned told, untold;
};

/* One endpoint. It stays until the server goes, so that what waits may name it; closed: link is NULL. */
struct door {
    struct server *server;
    struct link *link;
    char *endpoint;
    unsigned mode;
    char *group;
    struct barred barred;
    bool open_to_all; /* given without a table: whoever can connect may do everything */
    struct door *next;
};

/* Opens one, in front of the others. ERR_CONFIG: it cannot listen there. */
int door_open(struct server *v, const struct rights *row, const char *secret, struct err *err);
void doors_free(struct server *v);

/* What a message's sender may do: NULL, nothing (any more). key: "" on ipc://. */
const struct rights *door_rights(const struct door *d, const char *key);
/* The sender is told why not, and so is the log, where it is not flooded with it. */
void door_refuse(struct server *v, const struct sender *to, uint64_t request, const struct err *why);

#endif
