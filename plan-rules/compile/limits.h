/* What ELBv2 refuses, checked before it is asked (docs/RULES.md step 10; the API model's bounds).
 * Each gives 0, or -1 with the fault filled in. */
#ifndef PLAN_LIMITS_H
#define PLAN_LIMITS_H

#include "lib/model/elb.h"

#include "plan-rules/compile/fault.h"

enum { LIMIT_RULE_VALUES = 5, LIMIT_RULE_WILDCARDS = 5, LIMIT_ACTION_GROUPS = 5, LIMIT_TAGS = 50, LIMIT_TAGS_TAKEN = 3 };

int limit_load_balancer_name(const char *name, struct fault *f);
/* `usual` are the tags that the fleet puts on everything. */
int limit_tags(const struct pairs *tags, const struct pairs *usual, const char *field, struct fault *f);
int limit_attributes(const struct pairs *attributes, const char *field, struct fault *f);
int limit_target_group(const struct target_group *g, struct fault *f);
/* field: the annotation that the action or condition came from, or "spec.rules". */
int limit_action(const struct action *a, const char *field, struct fault *f);
int limit_conditions(const struct rule *r, const char *field, struct fault *f);
int limit_transforms(const struct json *rewrites, const char *field, struct fault *f);
/* Condition values, and wildcards in them, of one rule. */
size_t rule_values(const struct rule *r);
size_t rule_wildcards(const struct rule *r);

#endif
