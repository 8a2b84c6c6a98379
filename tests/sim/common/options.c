/* The options that both simulators have. */
#include "tests/sim/common/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

enum { KEY_PORT = 1000, KEY_PORT_FILE, KEY_CERT, KEY_KEY, KEY_LOG };

static const struct argp_option options[] = {
    {"port", KEY_PORT, "N", 0, "listen on 127.0.0.1:N; 0, the default, takes a free port", 1},
    {"port-file", KEY_PORT_FILE, "FILE", 0, "write the port's number there, last of all", 0},
    {"tls-cert", KEY_CERT, "FILE", 0, "the server's certificate (PEM); without any, plain HTTP", 0},
    {"tls-key", KEY_KEY, "FILE", 0, "its key", 0},
    {"log", KEY_LOG, "FILE", 0, "append a JSON line for each request, before its answer goes out", 0},
    {0}};

static error_t set(int key, char *arg, struct argp_state *state)
{
    struct sim_options *o = state->input;
    switch (key) {
    case KEY_PORT:
        o->server->port = (uint16_t)strtoul(arg, NULL, 10);
        return 0;
    case KEY_PORT_FILE:
        o->server->port_file = arg;
        return 0;
    case KEY_CERT:
        o->server->cert_file = arg;
        return 0;
    case KEY_KEY:
        o->server->key_file = arg;
        return 0;
    case KEY_LOG:
        *o->log = fopen(arg, "a");
        if (!*o->log)
            argp_failure(state, EXIT_ACT, errno, "cannot open log '%s'", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp parser = {.options = options, .parser = set};
const struct argp_child sim_options_child[2] = {{&parser, 0, NULL, 0}, {0}};
