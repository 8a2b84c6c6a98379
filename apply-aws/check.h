/* Looking before believing: after a call that makes something found it there already, or got no answer, one
 * read tells whether the thing is there and is what was asked for. */
#ifndef APPLY_AWS_CHECK_H
#define APPLY_AWS_CHECK_H

#include "apply-aws/apply.h"

enum check_verdict {
    CHECK_THERE,   /* as asked for, with our tags: the call counts as done */
    CHECK_ABSENT,  /* not there: the call may be made again */
    CHECK_FOREIGN, /* there, and another's or otherwise: text says which */
    CHECK_UNKNOWN, /* could not be read: text says why */
};

struct check_result {
    enum check_verdict verdict;
    const char *answer; /* CHECK_THERE: what the call would have answered; borrowed */
    const char *text;   /* borrowed */
};

typedef void check_done_fn(void *context, const struct check_result *r);

/* Whether a call of that action can be looked after at all. */
bool check_can(const char *action);
/* parameters: as sent. done comes from the loop, unless the client ends before. */
void check_start(struct apply *a, const char *action, const char *parameters, check_done_fn *done, void *context);

#endif
