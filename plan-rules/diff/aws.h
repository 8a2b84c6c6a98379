/* What AWS holds, as the planner looks at it: the observed resources of the world, in order and by parent.
 * Everything is borrowed from the world and valid until its next fold. */
#ifndef PLAN_AWS_H
#define PLAN_AWS_H

#include <stddef.h>

#include "lib/model/elb.h"
#include "plan-rules/world.h"

struct aws_item {
    const char *id;     /* ARN, or sg-… */
    const char *parent; /* a listener's load balancer, a rule's listener; else "" */
    const char *cause;  /* SOURCE#ID of what observed it */
    const struct json *value;
    struct pairs tags;
};

struct aws_items { /* sorted by parent, then id */
    struct aws_item *items;
    size_t count, cap;
};

struct aws {
    struct aws_items balancers, listeners, rules, groups, security_groups;
    const struct aws_item **by_stack; /* the target groups, by the stack that their tags name, then id */
};

void aws_init(struct aws *a, const struct world *w);
void aws_release(struct aws *a);

/* Those of one parent: the first of them and their number. */
const struct aws_item *aws_children(const struct aws_items *of, const char *parent, size_t *count);
/* Target groups whose tags name the stack: the first of them and their number. */
const struct aws_item *const *aws_groups_of(const struct aws *a, const char *stack, size_t *count);
const struct aws_item *aws_find(const struct aws_items *of, const char *parent, const char *id);
/* A text member of what was observed, "" where it is not there. */
const char *aws_text(const struct aws_item *item, const char *member);
/* Name in an ARN of the form …:targetgroup/NAME/ID or …:loadbalancer/app/NAME/ID. free with free(). */
char *aws_arn_name(const char *arn);

#endif
