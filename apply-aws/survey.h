/* apply-aws --check: who we are, what we may read, what there is to work with, how full ours is. Changes nothing. */
#ifndef APPLY_AWS_SURVEY_H
#define APPLY_AWS_SURVEY_H

#include "apply-aws/apply.h"

struct survey;

/* Asks one thing after the other, prints a line for each, and ends the stage: 0, 100 where a person must act, 111
 * where AWS could not be asked. The client is open. */
struct survey *survey_start(struct apply *a);
void survey_free(struct survey *s); /* NULL is fine */

#endif
