/* What a call changed: from its parameters and its answer to the complete new values of all that it touched. */
#ifndef APPLY_AWS_EFFECTS_H
#define APPLY_AWS_EFFECTS_H

#include "apply-aws/apply.h"

struct effect { /* all borrowed */
    struct apply *apply;
    const char *cause; /* the batch */
    const char *service, *action;
    const struct json *parameters; /* as sent */
    const struct json *answer;     /* or NULL where the thing was gone already */

    char *made;      /* out: the ARN or id of what was made; free with free() */
    bool incomplete; /* out: something changed whose old value is not known: it must be read */
};

void effects_say(struct effect *e);

/* One group's targets as DescribeTargetHealth has them (answer NULL: it has none); those held and not among them are gone.
 * since: the world's clock when the read was sent; what changed after that is left as it is. */
struct health_read {
    const char *group_arn;
    const struct json *answer;
    uint64_t since;
};
void effects_say_health(struct apply *a, const char *cause, const struct health_read *read);

#endif
