/* AWS's token buckets: the fleet's option `budget` and --budget to the client, and budget.report, told when AWS refuses for the
 * rate and when they are whole again. */
#ifndef APPLY_AWS_BUDGET_H
#define APPLY_AWS_BUDGET_H

#include "apply-aws/apply.h"

/* Watches the client; call once it is open. */
void budget_start(struct apply *a);
/* The client is open, or the fleet is another. */
void budget_set(struct apply *a);
void budget_stop(struct apply *a);

#endif
