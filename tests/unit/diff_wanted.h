/* What tests of the planner want: the stack default/web of fleet "prod" on a load balancer with one HTTP listener. */
#ifndef TEST_DIFF_WANTED_H
#define TEST_DIFF_WANTED_H

#include "lib/model/elb.h"

/* Listener 80 forwards to nothing yet. release with stack_release. */
struct stack wanted_stack(void);
/* The action of that listener. */
struct action *wanted_forward(struct stack *s);
/* A target group of the cluster with so many ip targets: 10.1.0.N behind blue, 10.2.0.N behind any other. */
struct target_group *wanted_group(struct stack *s, const char *name, const char *cluster, int targets);
/* The forward action leads to @targetgroup/NAME as well; `asked` is the cluster's weight. */
void wanted_share(struct stack *s, const char *name, const char *cluster, int asked);
/* "10.1.0.3". free with free(). */
char *wanted_address(const char *cluster, int number);

#endif
