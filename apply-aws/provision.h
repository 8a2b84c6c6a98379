/* A load balancer is `provisioning` for minutes after it was made: its state is read until it is another, and told. */
#ifndef APPLY_AWS_PROVISION_H
#define APPLY_AWS_PROVISION_H

#include "apply-aws/apply.h"

/* Looks whether there is one to watch. Cheap: call it whenever one may have been made. */
void provision_watch(struct apply *a);
void provision_stop(struct apply *a);

#endif
