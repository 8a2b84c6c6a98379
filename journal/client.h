/* What the commands that ask a running journal have in common. */
#ifndef JOURNAL_CLIENT_H
#define JOURNAL_CLIENT_H

#include <stdbool.h>

#include "lib/base/hub.h"
#include "lib/base/loop.h"

struct client {
    struct loop *loop;
    struct hub *hub; /* the first one opened; append has more */
    const char *endpoint;
    struct loop_timer *patience;
    bool patient; /* wait for ever */
};

/* Opens loop and hub; both borrowed to the handlers' context by the caller. */
int client_open(struct client *c, const char *endpoint, const struct hub_handlers *handlers, void *context);
/* The same for one who appends, as this source. */
int client_open_as(struct client *c, const char *endpoint, const char *source, const struct hub_handlers *handlers, void *context);
/* Runs until client_stop; gives its code. Without a welcome within some seconds: says so, 111. */
int client_run(struct client *c);
/* The journal has answered. */
void client_met(struct client *c);
void client_stop(struct client *c, int code);
void client_close(struct client *c);

/* Writes all of it to stdout; what cannot be written ends the process with 111. */
void client_print(const char *bytes, size_t len);

#endif
