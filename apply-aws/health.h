/* Polling of target health: often while something is on its way, in turn when all is quiet. */
#ifndef APPLY_AWS_HEALTH_H
#define APPLY_AWS_HEALTH_H

#include "apply-aws/apply.h"

void health_start(struct apply *a);
/* Targets were just changed: look soon. (Their groups are busy now, those are read first.) */
void health_soon(struct apply *a);
void health_stop(struct apply *a);

#endif
