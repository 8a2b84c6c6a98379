/* From the command line to a ramp. */
#ifndef SHIFT_RAMP_COMMAND_H
#define SHIFT_RAMP_COMMAND_H

#include "lib/base/hub.h"

#include "shift-traffic/guard.h"
#include "shift-traffic/word.h"

struct ramp_asked { /* all borrowed */
    const struct asked *asked;
    const struct hub_address *at; /* endpoint NULL: none was given */
    const char *const *aborts;    /* --abort-if, as written */
    size_t aborts_count;
    enum guard guard;
    bool wait;
    int64_t timeout_ms;
};

/* Gives the exit code; -1: err says why not. */
int ramp_command(const struct ramp_asked *a, struct err *err);

#endif
