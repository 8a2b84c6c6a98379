/* Where things are, in a model: subnets, instances i-… and two security groups of nodes, sg-n0 and sg-n1. */
#ifndef TEST_DIFF_PLACES_H
#define TEST_DIFF_PLACES_H

#include "tests/unit/diff_model.h"

/* groups: 0 sg-n0, 1 sg-n1, 2 both. */
void model_instance(struct model *m, const char *id, int groups);
/* rules: 0 none, 1 somebody's, 2 one that says it is the fleet's; tags: 2 of cluster blue. */
void model_node_group(struct model *m, int name, int rules, int tags);
/* For internal load balancers. */
void model_subnet(struct model *m, const char *id, const char *zone);
/* What the calls of a batch are about is there still. */
bool model_can(const struct model *m, const struct batch *b);
/* An endpoint 10.0.0.POD (of blue 10.1.0.POD) of Service a/sSERVICE: "ready"; and where it is there "unready", "" for seen deleted,
 * "absent". */
void model_pod(struct model *m, const char *cluster, int service, int pod, const char *how);

#endif
