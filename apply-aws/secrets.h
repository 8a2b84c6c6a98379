/* `@secret/CLUSTER/NAMESPACE/NAME/KEY` in a call's parameters: read from that cluster when the call is made, sent to AWS
 * and dropped. Events carry the reference only. The clusters are those of the file of --fleet. */
#ifndef APPLY_AWS_SECRETS_H
#define APPLY_AWS_SECRETS_H

#include "apply-aws/apply.h"

struct secrets;

/* filled: the parameters with the values, borrowed and wiped afterwards; NULL where err says why there are none. */
typedef void secrets_done_fn(void *context, const char *filled, const struct err *err);

bool secrets_are_named(const char *parameters);
/* done is called once, from the loop, and the struct is gone then. */
struct secrets *secrets_fill(struct apply *a, const char *parameters, secrets_done_fn *done, void *context);
void secrets_cancel(struct secrets *s); /* without done; NULL is fine */

#endif
