/* Polling of target health: often while something in a group is on its way in or out; when all is quiet, of each load
 * balancer and cluster one group in turn, and a few of those with an unhealthy target. Where a quiet group turns out to be
 * worse than it was, its neighbours (same load balancer, same cluster) are looked at next. */
#ifndef APPLY_AWS_HEALTH_H
#define APPLY_AWS_HEALTH_H

#include "apply-aws/apply.h"

void health_start(struct apply *a);
/* Targets were just changed: look soon. (Their groups are on their way now, those are read first.) */
void health_soon(struct apply *a);
void health_stop(struct apply *a);

#endif
