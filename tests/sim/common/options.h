/* The options that both simulators have: where to listen, TLS, the log. A child of each one's own parser, which hands over
 * a sim_options in child_inputs[0] at ARGP_KEY_INIT. */
#ifndef SIM_COMMON_OPTIONS_H
#define SIM_COMMON_OPTIONS_H

#include <argp.h>
#include <stdio.h>

#include "tests/sim/common/server.h"

struct sim_options {
    struct sim_server_options *server;
    FILE **log;
};

extern const struct argp_child sim_options_child[2];

#endif
