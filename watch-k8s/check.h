/* Tries all that watching needs, without watching: one line each on stdout. */
#ifndef WATCH_CHECK_H
#define WATCH_CHECK_H

#include "lib/base/stage.h"

#include "lib/kube/access.h"

#include "watch-k8s/choice.h"

struct check;

/* Starts at once; takes what *access holds. Ends the stage: 0, or 100 when a line says `fail`. choice is borrowed. */
struct check *check_start(struct stage *s, struct kube_access *access, const struct choice *choice);
void check_free(struct check *c);

#endif
