/* plan.batch and what becomes of it: call.done, call.failed, batch.done.
 * A batch is a list of AWS calls for one unit ("loadbalancer/STACK", "targets/NAME"); a unit has at most
 * one batch in flight. Calls stand in an order in which they may be made; `needs` says which must be done
 * first, the others may go side by side. */
#ifndef MODEL_BATCH_H
#define MODEL_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/model/strs.h"

struct err;

struct call {
    char *id;            /* within its batch: "1", "2", … */
    char *service;       /* elasticloadbalancing, ec2, … */
    char *action;        /* CreateRule */
    char *parameters;    /* JSON text under AWS's own names; may hold @references, below */
    char *lane;          /* deregister, register, weights, rules, tags, reads */
    char *reason;        /* to a person: "weight of green in default/web from 0 to 100" */
    struct strs needs;   /* ids of calls that must be done first */
    struct strs because; /* SOURCE#ID of the events behind it */
    int64_t wait_ms;     /* the settle time to let pass after the last of `needs` was done; 0: none */
};

struct batch { /* subject: the unit */
    char *unit;
    uint64_t horizon; /* sequence of the last event folded when it was planned */
    int attempt;      /* how many batches of this unit failed in a row before this one; 0 is not written */
    char *reason;
    struct strs because;
    char *left;   /* JSON {CLASS: n}: thousandths of tokens that AWS's buckets hold behind it; those that are full are left out */
    char *served; /* JSON {LANE: ms}: how long before it a call of that lane was sent; those of long ago are left out */
    struct call *calls;
    size_t calls_count, calls_cap;
};

int batch_decode(struct batch *b, const struct json *data, struct err *err);
void batch_encode(const struct batch *b, struct buf *to);
void batch_release(struct batch *b);
struct call *batch_add_call(struct batch *b); /* borrowed until the next one is added */

/* References in parameters, each a whole JSON string, filled in by apply-aws from what was observed or
 * just made:
 *   @targetgroup/NAME  @loadbalancer/NAME  @listener/LBNAME/PORT  @securitygroup/NAME
 *   @rule/LBNAME/PORT/PRIORITY  @secret/CLUSTER/NS/NAME/KEY  */

/* ---- call.done and call.failed; subject UNIT; causationid the batch ---- */
struct call_result {
    char *batch; /* "plan-rules#ID" of the plan.batch */
    char *call;  /* its id in the batch */
    char *service, *action;
    char *parameters; /* as sent, references filled in; secrets left as references */
    char *request_id; /* AWS's, or NULL when none came */
    int attempts;
    int64_t duration_ms;
    char *answer;     /* call.done: the ARN or id of what was made, or NULL */
    char *error_code; /* call.failed */
    char *error;      /* call.failed: a sentence */
    bool maybe_done;  /* call.failed: sent, and no answer came; observe before anything is repeated */
    struct strs because;
};

int call_result_decode(struct call_result *c, const struct json *data, struct err *err);
void call_result_encode(const struct call_result *c, struct buf *to);
void call_result_release(struct call_result *c);

/* ---- batch.done; subject UNIT ---- */
struct batch_result {
    char *batch; /* "plan-rules#ID" */
    char *unit;
    char *outcome;                  /* done, failed, interrupted */
    struct strs done, failed, left; /* call ids */
    struct strs repeated;           /* actions of the ELBv2 requests beyond the first of each call */
    char *reason;                   /* a sentence when not all was done */
};

int batch_result_decode(struct batch_result *b, const struct json *data, struct err *err);
void batch_result_encode(const struct batch_result *b, struct buf *to);
void batch_result_release(struct batch_result *b);

#endif
