/* A journal and its clients over a real socket, on one loop, for tests of the hub. */
#ifndef TESTS_HUB_MODEL_H
#define TESTS_HUB_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/hub.h"

#include "journal/server.h"
#include "journal/store.h"

struct fixture {
    char directory[64];
    char *endpoint;
    struct loop *loop;
    struct loop_timer *late, *later;
    struct store *store;
    struct server *server;
};

/* One client and what it has heard. */
struct listener {
    struct loop *loop;
    struct hub *hub;
    struct hub_welcome welcome;
    size_t welcomes, events, caught, stored;
    uint64_t first, last, newest, caught_at, number;
    bool ordered;
    struct err refused;
    /* loop_stop is called when one of these is reached; 0: never */
    size_t stop_events, stop_stored, stop_caught;
    uint64_t stop_caught_at;
    bool stop_refused;
};

/* Of cmocka: a server on a journal of its own. A test that takes longer than half a minute fails. */
int hub_setup(void **state);
int hub_teardown(void **state);
void hub_server_start(struct fixture *f);
void hub_server_stop(struct fixture *f);

/* A client that is welcome; source NULL: a reader. Zeroes c. */
void hub_join(struct fixture *f, struct listener *c, const char *source);
void hub_on_welcome(void *context, const struct hub_welcome *w);
/* `count` events of `type` in one append. */
void hub_say(struct listener *c, const char *source, const char *type, size_t count, uint64_t upto);

#endif
