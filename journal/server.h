/* The journal as a service: one socket, one thread, one store. What waits is committed together, then
 * read out to those who follow, then acknowledged. The words are those of docs/JOURNAL.md. */
#ifndef JOURNAL_SERVER_H
#define JOURNAL_SERVER_H

#include "lib/base/loop.h"

struct access;
struct err;
struct server;
struct store;

/* Borrows loop and store, and takes the loop's before_wait. When the store fails for good the loop is stopped with 111. Whoever can connect
 * to the endpoint may do everything; NULL: there is none such. */
struct server *server_new(struct loop *l, struct store *store, const char *endpoint, struct err *err);
/* Listens where the table says, and for whom it says. A second call puts another table in the place of the first: endpoints are opened
 * and closed, and clients that have lost their rights are told and dropped. Takes what is in `a`; secret is the server's key for
 * tcp://, or NULL. ERR_CONFIG: one endpoint cannot be opened; the others are. */
int server_admit(struct server *v, struct access *a, const char *secret, struct err *err);
void server_free(struct server *v);

#endif
