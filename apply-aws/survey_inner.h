/* What survey.c and survey_use.c share. */
#ifndef APPLY_AWS_SURVEY_INNER_H
#define APPLY_AWS_SURVEY_INNER_H

#include "apply-aws/survey.h"

struct use {
    const char *what;
    const char *quota; /* as DescribeAccountLimits names it; NULL: it does not tell this one */
    const char *whose; /* the fullest one, or NULL */
    size_t used;
    int64_t usual; /* without quota: what AWS gives where nobody asked for more */
};

/* A line: how much of the quota it is. */
void survey_say_use(struct survey *s, const struct use *u);

/* survey_use.c: a line for each quota that the fleet's load balancers and security groups have, by the fullest of them. The world is
 * what was just read. */
void survey_tell_uses(struct survey *s, const struct apply *a);

#endif
