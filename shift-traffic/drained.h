/* shift-traffic drain --wait: until no target of the cluster is registered or draining. */
#ifndef SHIFT_DRAINED_H
#define SHIFT_DRAINED_H

#include <stdint.h>

#include "lib/base/buf.h"

#include "lib/base/hub.h"

#include "shift-traffic/view.h"

/* How far a cluster is from being safe to switch off. */
struct drain_state {
    int rules;      /* rules that still send to it, though another could serve */
    int kept;       /* rules that only it can serve, or groups that a person made: they keep it */
    int registered; /* its targets that still take requests */
    int kept_here;  /* of these, targets of groups that a kept rule needs */
    int draining;
    bool busy;        /* a batch is in flight */
    const char *held; /* why a change is held; borrowed from the view; NULL: none */
};

struct drain_state drain_state_of(const struct view *v, const char *cluster);
/* One line that says what is waited for; with "" once it is over. */
void drain_state_say(const struct drain_state *d, const char *cluster, struct buf *to);
struct drain_wait {
    const struct hub_address *at; /* borrowed */
    const char *cluster;
    int64_t timeout_ms; /* 0: none */
    bool forced;        /* what only the cluster can serve is not kept */
};

/* Says on stderr what it waits for. Gives the exit code: 0 no target is registered or draining; 111 only this cluster can
 * serve something, or it took too long, or it was interrupted: the drain stands. -1: ERR_AGAIN, no journal answers. */
int drained_wait(const struct drain_wait *wait, struct err *err);

#endif
