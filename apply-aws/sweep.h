/* The slow search for drift: one thing of ours after the other is read again, in a small share of what AWS lets us read.
 * What differs from what is known is read once more before it is told, so that a list that lags behind a write, or a
 * change that somebody is in the middle of, is no drift. The first step comes a while after the start, never at once. */
#ifndef APPLY_AWS_SWEEP_H
#define APPLY_AWS_SWEEP_H

#include "apply-aws/apply.h"

void sweep_start(struct apply *a);
void sweep_stop(struct apply *a);

/* For readings with `drift`: whether this is to be told now. value NULL: as it is known. */
bool sweep_confirms(struct apply *a, const struct observed *what, const struct json *value);
bool sweep_confirms_missing(struct apply *a, const struct observed *what);
/* How many reads a reading took: the next one waits accordingly. */
void sweep_count(struct apply *a, size_t reads);

#endif
