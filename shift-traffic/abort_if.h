/* When a ramp must not go on: a condition on what is seen of a cluster.
 *   healthy<80%   healthy<3    of the cluster's registered targets, in all its target groups; none registered is less than any
 *   stale                      its API server is not heard
 *   held                       plan-rules holds something back
 *   failed                     a batch was not done */
#ifndef SHIFT_ABORT_IF_H
#define SHIFT_ABORT_IF_H

#include <stdbool.h>

#include "shift-traffic/view.h"

struct err;

enum abort_kind { ABORT_SHARE, ABORT_COUNT, ABORT_STALE, ABORT_HELD, ABORT_FAILED };

struct abort_if {
    enum abort_kind kind;
    int least; /* of ABORT_SHARE in percent */
};

/* A cluster's targets, in all its groups. */
struct cluster_targets {
    int healthy, registered;
};

/* ERR_CONFIG says what would be right. */
int abort_if_parse(struct abort_if *c, const char *text, struct err *err);
/* A sentence where it holds; free with free(). NULL: it does not. */
char *abort_if_holds(const struct abort_if *c, const struct view *v, const char *cluster);

struct cluster_targets cluster_targets(const struct view *v, const char *cluster);

#endif
