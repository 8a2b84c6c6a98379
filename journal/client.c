/* system */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/log.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"

enum { PATIENCE_MS = 5000 };

static void on_impatient(void *context)
{
    struct client *c = context;
    log_error("no journal answers at '%s': start 'journal serve' or give --journal ENDPOINT", c->endpoint);
    loop_stop(c->loop, EXIT_AGAIN);
}

int client_open(struct client *c, const char *endpoint, const struct hub_handlers *handlers, void *context)
{
    return client_open_as(c, endpoint, NULL, handlers, context);
}

int client_open_as(struct client *c, const char *endpoint, const char *source, const struct hub_handlers *handlers, void *context)
{
    struct err err = {0};
    c->loop = loop_new();
    c->endpoint = endpoint;
    c->patience = loop_timer_add(c->loop, on_impatient, c);
    struct hub_address at = command_address(endpoint);
    c->hub = hub_open(c->loop, &at, source, handlers, context, &err);
    return c->hub ? 0 : command_fail(&err);
}

int client_run(struct client *c)
{
    if (!c->patient)
        loop_timer_in(c->patience, PATIENCE_MS);
    return loop_run(c->loop);
}

void client_met(struct client *c)
{
    loop_timer_in(c->patience, -1);
}

void client_stop(struct client *c, int code)
{
    loop_stop(c->loop, code);
}

void client_close(struct client *c)
{
    hub_close(c->hub);
    loop_timer_remove(c->patience);
    loop_free(c->loop);
}

void client_print(const char *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(STDOUT_FILENO, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            log_error("cannot write to stdout: %s", strerror(errno));
            exit(EXIT_AGAIN);
        }
        bytes += n;
        len -= (size_t)n;
    }
}
