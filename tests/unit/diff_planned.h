/* One stack compared with what a model holds. */
#ifndef TEST_DIFF_PLANNED_H
#define TEST_DIFF_PLANNED_H

#include "plan-rules/diff/diff.h"
#include "tests/unit/diff_model.h"

struct planned {
    struct batch_make make;
    struct aws aws;
    struct diff diff;
};

/* The batch is borrowed until planned_close. */
const struct batch *plan_with(struct planned *p, struct model *m, struct stack *want, enum diff_mode mode);
void planned_close(struct planned *p);

#endif
