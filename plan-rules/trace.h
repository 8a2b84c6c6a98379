/* What ended, and through which event: so that a removal can name its cause after the record itself is gone.
 *   "ADDRESS:PORT"   the newest podinfo event of an endpoint there
 *   "stack ID"       an Ingress of the stack was seen deleted (not only missed in a list)
 *   "release SCOPE"  the operator let go what was held */
#ifndef PLAN_TRACE_H
#define PLAN_TRACE_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/event.h"

struct world;

struct trace {
    char *key;
    char *cause; /* SOURCE#ID */
    bool ended;  /* the endpoint is gone */
    UT_hash_handle hh;
};

/* Before the world takes the event: a deleted Ingress must still be known. */
void trace_fold(struct trace **traces, const struct world *w, const struct event *e);
void trace_release(struct trace **traces);

const struct trace *trace_endpoint(const struct trace *traces, const char *address, int port);
const struct trace *trace_deleted_stack(const struct trace *traces, const char *stack);
bool trace_is_released(const struct trace *traces, const char *stack);

#endif
