/* What plan-rules says beside batches: ingress.accepted, plan.held, plan.settled. */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/model/records.h"
#include "lib/model/strs.h"

struct err;

/* ---- ingress.accepted, subject CLUSTER/NS/ingress/NAME: the last good form of an Ingress ----
 * data: cluster, namespace, name, and `ingress`, the record of ingress.put as it was accepted. */
int ingress_accepted_decode(struct ingress *i, const struct json *data, struct err *err);
void ingress_accepted_encode(const struct ingress *i, struct buf *to);

/* ---- plan.held, subject the unit: a batch that waits for the operator, or for the grace time ----
 * ---- plan.settled, subject the unit: wanted and observed agree ---- */
struct plan_state {
    char *unit;          /* "loadbalancer/STACK", "targets/NAME" */
    uint64_t horizon;    /* sequence of the last event folded */
    char *reason;        /* of plan.held: a sentence */
    struct moment until; /* of plan.held: released by itself then; zero: only by the operator */
    struct strs because;
    struct strs groups; /* of plan.held of a unit that is of no stack: target groups that it concerns, by name */
};

int plan_state_decode(struct plan_state *p, const struct json *data, struct err *err);
void plan_state_encode(const struct plan_state *p, struct buf *to);
void plan_state_release(struct plan_state *p);

#endif
