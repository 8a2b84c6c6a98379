/* A cluster by its name in EKS: where its API server is (DescribeCluster), and signing in to it by AWS's credentials. */
#ifndef WATCH_EKS_H
#define WATCH_EKS_H

#include "lib/base/loop.h"

#include "lib/kube/access.h"

struct eks;
struct err;

/* text is a name, in that Region, or an ARN. NULL and ERR_CONFIG when it is none. */
struct eks *eks_new(struct loop *loop, const char *text, const char *region, struct err *err);
void eks_free(struct eks *e); /* after who uses the access; NULL is let pass */

/* Called until it is found: access (take what it holds; it borrows the eks), or why it was not this time. */
typedef void eks_reached_fn(void *context, struct kube_access *access, const struct err *err);
void eks_reach(struct eks *e, eks_reached_fn *reached, void *context);

#endif
