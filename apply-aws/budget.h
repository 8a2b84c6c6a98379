/* budget.report: what AWS's token buckets give, told when AWS refuses for the rate and when they are whole again. */
#ifndef APPLY_AWS_BUDGET_H
#define APPLY_AWS_BUDGET_H

#include "apply-aws/apply.h"

/* Watches the client; call once it is open. */
void budget_start(struct apply *a);
void budget_stop(struct apply *a);

#endif
