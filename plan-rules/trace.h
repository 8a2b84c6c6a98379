/* What ended, and through which event: so that a removal can name its cause after the record itself is gone.
 *   "ADDRESS:PORT"   the newest podinfo event of an endpoint there
 *   "stack ID"       an Ingress of the stack was seen deleted (not only missed in a list)
 *                    (of an Ingress's own stack also under CLUSTER:NS/NAME, which it has where clusters do not share it)
 *   "ended ID CLUSTER/NS/ingress/NAME"  which one, until the stack is settled without it;
 *                    so do those of a cluster that the operator forgets
 *   "release SCOPE"  the operator let go what was held
 *   "traffic SCOPE"  the operator's newest word of any kind */
#ifndef PLAN_TRACE_H
#define PLAN_TRACE_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/event.h"
#include "lib/model/strs.h"

struct world;

struct ingress;

/* Of endpoints that are gone and registered nowhere the newest 5,000 at least are kept. */
struct trace {
    char *key;
    char *cause; /* SOURCE#ID */
    struct moment at;
    bool ended;  /* the endpoint is gone */
    bool absent; /* … and was only missing in a list */
    UT_hash_handle hh;
};

struct traces {              /* in the order of the events */
    struct trace *endpoints; /* tens of thousands: the first kind of key */
    struct trace *words;     /* the others */
};

/* It belongs to this stack, by whichever id that has: ingress_stack or ingress_stack_apart. */
bool trace_stack_is(const struct ingress *i, const char *stack);
/* Before the world takes the event: a deleted Ingress must still be known. */
void trace_fold(struct traces *traces, const struct world *w, const struct event *e);
void trace_release(struct traces *traces);

const struct trace *trace_endpoint(const struct traces *traces, const char *address, int port);
const struct trace *trace_deleted_stack(const struct traces *traces, const char *stack);
/* The newest of these, of whatever stack. */
const struct trace *trace_deleted_last(const struct traces *traces);
/* Adds the deletions of Ingresses behind which the stack has not settled yet, in their order. */
void trace_add_ended(const struct traces *traces, const char *stack, struct strs *to);
/* Adds the operator's newest words on the fleet, the group and the Ingress NS/NAME. */
void trace_add_traffic(const struct traces *traces, const char *group, const char *name, struct strs *to);
/* The operator let go what is held of the stack, at `since` or later. */
bool trace_is_released(const struct traces *traces, const char *stack, struct moment since);

#endif
