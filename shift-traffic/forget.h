/* shift-traffic forget: a cluster that exists no more is taken out. Before: what only it can serve. After: until AWS holds none of it. */
#ifndef SHIFT_FORGET_H
#define SHIFT_FORGET_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/hub.h"

struct err;

/* ERR_CONFIG: the journal knows no such cluster, or only it can serve something (which is said line by line on stderr) and it is not
 * forced. ERR_AGAIN: no journal answers. */
int forget_check(const struct hub_address *at, const char *cluster, bool forced, struct err *err);
/* Waits until no target group of the cluster is left. Gives the exit code; -1: ERR_AGAIN, no journal answers. */
int forget_wait(const struct hub_address *at, const char *cluster, int64_t timeout_ms, struct err *err);

#endif
