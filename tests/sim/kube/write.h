/* How objects are written, for those who answer the verbs. */
#ifndef SIM_KUBE_WRITE_H
#define SIM_KUBE_WRITE_H

#include "tests/sim/kube/sim.h"

/* The object as it stands; NULL where v is. */
struct json *write_parse(const struct version *v);
/* What the call names; NULL when it is not there. */
const struct version *write_current(const struct call *c);
/* Puts the object with the next version and tells the watches. */
const struct version *write_commit(struct sim *s, struct object_head *h, const struct object_parts *p);
/* An object that was not there; status is NULL where it must not come with it. */
const struct version *write_create(struct sim *s, const struct target *t, const struct json *object, const struct json *status);
/* Writes the next state, unless nothing would change. Gives the text; free with free(). */
char *write_change(struct sim *s, const struct kind *k, const struct version *old, const struct object_parts *p);

#endif
