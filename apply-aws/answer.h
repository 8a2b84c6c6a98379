/* What plan-rules asks of AWS (aws.wanted): read, each thing said that is found, then the answer itself. */
#ifndef APPLY_AWS_ANSWER_H
#define APPLY_AWS_ANSWER_H

#include "apply-aws/apply.h"

/* Folds a question; the newest of the same words counts. */
int answer_fold_wanted(struct apply *a, const struct event *e, struct err *err);
/* An answer stands in the journal: its question is none any more. */
void answer_fold_said(struct apply *a, const char *service, const char *answer_id);
/* Begins to read what is open. */
void answer_start(struct apply *a);
void answer_free_all(struct apply *a);

#endif
