/* The calls that the model of AWS knows, and what each does to the resources that it holds. */
#ifndef TEST_DIFF_CALLS_H
#define TEST_DIFF_CALLS_H

#include "tests/unit/diff_model.h"

/* No parameter is a reference any more. A call that it does not know fails the test. */
void call_carry_out(struct model *m, const char *action, const struct json *p);

#endif
