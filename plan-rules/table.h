/* plan-rules --desired --format table: what is wanted, for people. */
#ifndef PLAN_TABLE_H
#define PLAN_TABLE_H

#include "lib/base/buf.h"
#include "lib/model/elb.h"

/* The listeners of a stack with their rules in order, what each is answered with, by which weights and on how many
 * targets; a binding: its group and targets. Lines end with a newline. */
void table_add(const struct stack *s, struct buf *to);

/* "host a.example.com, path /v1 or /v2" */
void table_add_conditions(struct buf *to, const struct rule *r);
/* "fixed-response 404": an action that does not forward. */
void table_add_answer(struct buf *to, const struct action *a);

#endif
