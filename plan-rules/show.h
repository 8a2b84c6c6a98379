/* plan-rules --diff: what would be done, as a person would write it: "+ rule", "~ weight 100 → 90", "- target". */
#ifndef PLAN_SHOW_H
#define PLAN_SHOW_H

#include "lib/base/buf.h"
#include "lib/model/batch.h"
#include "plan-rules/world.h"

/* Each call of the batch against what AWS holds, a line or several. Lines end with a newline. */
void show_batch(const struct world *w, const struct batch *b, struct buf *to);

#endif
