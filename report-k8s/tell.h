/* Tells the cluster: a few requests at a time, what fails again later. Reports each as report.done or report.failed. */
#ifndef REPORT_TELL_H
#define REPORT_TELL_H

#include <stdbool.h>

#include "lib/kube/access.h"

#include "report-k8s/picture.h"

struct stage;
struct teller;

/* Takes what *access holds. */
struct teller *teller_new(struct stage *s, struct kube_access *access);
void teller_free(struct teller *t);
/* Sends what stands in the notes and is neither under way nor put off. Forgets what was put off and stands there no more. */
void teller_tell(struct teller *t, const struct notes *n);
/* Nothing is under way. */
bool teller_idle(const struct teller *t);
/* Something failed since the start. */
bool teller_failed(const struct teller *t);
/* Called when something that was put off is due: the notes are wanted again. */
void teller_on_due(struct teller *t, void (*due)(void *context), void *context);

#endif
