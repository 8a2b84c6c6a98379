/* The capacity guard: a cluster that gets a larger part of some rule needs healthy targets to take it. Of all that are healthy
 * behind the rule it must have at least the fleet's `capacity-ratio` (50%) of that part: to get everything, half of them. */
#ifndef SHIFT_GUARD_H
#define SHIFT_GUARD_H

#include "lib/base/hub.h"
#include "lib/model/traffic.h"

#include "shift-traffic/view.h"

struct err;

enum guard { GUARD_UNSAID, GUARD_OFF, GUARD_WARN, GUARD_WAIT };

/* "off", "warn", "wait"; ERR_CONFIG otherwise. */
int guard_parse(enum guard *g, const char *text, struct err *err);
/* What the command line said, or the fleet's option `capacity-guard`, or off. */
enum guard guard_of(enum guard said, const struct fleet *fleet);
/* One sentence on the rule that lacks most; free with free(). NULL: nothing speaks against it, or nothing is known. */
char *guard_objection(const struct view *v, const struct view_change *c);

struct guard_pass {
    const struct hub_address *at;
    struct view_change change;
    enum guard said;
    const char *fleet_file; /* where options are read; NULL: the journal's fleet.configured */
    int64_t timeout_ms;     /* of waiting; 0: none */
};

/* Looks, warns or waits. Gives EXIT_DONE: go on. 111: waited too long, or interrupted: nothing was changed. -1: err says why. */
int guard_passes(const struct guard_pass *p, struct err *err);

#endif
