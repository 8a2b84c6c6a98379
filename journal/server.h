/* The journal as a service: one socket, one thread, one store. What waits is committed together, then
 * read out to those who follow, then acknowledged. The words are those of docs/JOURNAL.md. */
#ifndef JOURNAL_SERVER_H
#define JOURNAL_SERVER_H

#include "lib/base/loop.h"

struct err;
struct server;
struct store;

/* Borrows loop and store, and takes the loop's before_wait. When the store fails for good the loop is stopped with 111. */
struct server *server_new(struct loop *l, struct store *store, const char *endpoint, struct err *err);
void server_free(struct server *v);

#endif
