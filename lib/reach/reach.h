/* How a member of the fleet is reached: by a kubeconfig, from inside the cluster, or by its name in EKS. What the command line
 * says goes before what the fleet file says. */
#ifndef REACH_REACH_H
#define REACH_REACH_H

#include "lib/kube/access.h"

struct err;
struct fleet;
struct loop;
struct reach;

struct reach_choice { /* all borrowed; NULL where nothing was said */
    struct kube_choice kube;
    const char *eks; /* the name of an EKS cluster, or its ARN */
};

/* Loads the fleet file and takes from its member of that name what is not chosen yet. The member, borrowed from *fleet; NULL and
 * ERR_CONFIG where it is none. */
const struct fleet_cluster *reach_ask_fleet(struct reach_choice *c, struct fleet *fleet, const char *path, const char *name,
                                            struct err *err);
/* A kubeconfig is read now, an EKS cluster is asked for by reach_start. region: of the fleet, or NULL. NULL and ERR_CONFIG where
 * the choice is none, or the kubeconfig cannot be served. */
struct reach *reach_new(struct loop *loop, const struct reach_choice *c, const char *region, struct err *err);
void reach_free(struct reach *r); /* after who uses the access; NULL is let pass */

/* Called until it is found: access (take what it holds; it may borrow from the reach), or why it was not this time. */
typedef void reached_fn(void *context, struct kube_access *access, const struct err *err);
/* For a kubeconfig `reached` is called before this returns. */
void reach_start(struct reach *r, reached_fn *reached, void *context);

#endif
