/* A cluster by its name in EKS: where its API server is (DescribeCluster), and signing in to it by AWS's credentials. */
#ifndef REACH_EKS_H
#define REACH_EKS_H

#include "lib/base/loop.h"

#include "lib/kube/access.h"
#include "lib/reach/reach.h"

struct eks;
struct err;

/* text is a name, in that Region, or an ARN. NULL and ERR_CONFIG when it is none. */
struct eks *eks_new(struct loop *loop, const char *text, const char *region, struct err *err);
void eks_free(struct eks *e); /* after who uses the access; NULL is let pass */

/* The access borrows the eks. */
void eks_reach(struct eks *e, reached_fn *reached, void *context);

#endif
