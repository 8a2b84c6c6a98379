/* What AWS holds, as the planner looks at it: the observed resources of the world, in order and by parent. Id, cause and
 * value are borrowed from the world: after a fold that touched a resource, aws_refresh comes before anybody looks. */
#ifndef PLAN_AWS_H
#define PLAN_AWS_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/model/elb.h"
#include "plan-rules/world.h"

struct aws_item {
    const char *id;    /* ARN, or sg-… */
    char *parent;      /* owned: a listener's load balancer, a rule's listener; else "" */
    const char *cause; /* SOURCE#ID of what observed it */
    const struct json *value;
    struct pairs tags;
    char *stack;          /* owned: owner_stack, "" where it belongs to none */
    const char *resource; /* what the tags name, "" where they do not */
};

struct aws_items { /* sorted by parent, then id */
    struct aws_item *items;
    size_t count, cap;
};

struct aws {
    const struct fleet *fleet; /* borrowed from the world */
    struct aws_items balancers, listeners, rules, groups, security_groups;
    const struct aws_item **by_stack; /* the target groups, by stack, then id */
    const struct aws_item **by_owner; /* by stack, resource, then id */
};

void aws_init(struct aws *a, const struct world *w);
void aws_release(struct aws *a);

/* One resource of those kinds is another one now, or gone. False: of no kind that is held here. */
bool aws_refresh(struct aws *a, const struct world *w, const char *kind, const char *id);
/* The id of the stack that a resource was made for, through its parents; NULL: of none, or not ours. Borrowed. */
const char *aws_stack_of(const struct aws *a, const char *kind, const char *id);
const struct aws_item *aws_group_named(const struct aws *a, const char *name);

/* Those of one parent: the first of them and their number. */
const struct aws_item *aws_children(const struct aws_items *of, const char *parent, size_t *count);
/* Target groups of the stack: the first of them and their number. */
const struct aws_item *const *aws_groups_of(const struct aws *a, const char *stack, size_t *count);
/* And of these, those whose tags name the resource. */
const struct aws_item *const *aws_groups_for(const struct aws *a, const char *stack, const char *resource, size_t *count);
const struct aws_item *aws_find(const struct aws_items *of, const char *parent, const char *id);
/* A text member of what was observed, "" where it is not there. */
const char *aws_text(const struct aws_item *item, const char *member);
/* Name in an ARN of the form …:targetgroup/NAME/ID or …:loadbalancer/app/NAME/ID. free with free(). */
char *aws_arn_name(const char *arn);

#endif
