/* system */
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/reserve.h"

enum { SHARE = 32 };
static const uint64_t MOST = 256ull << 20;

/* A type that ends in '.' means all that start so. `part`: only where the subject has this in it. */
static const struct {
    const char *type;
    const char *part;
} kept_for[] = {
    {"traffic.", NULL},   /* the operator's weights, drain, resume, hold */
    {"object.", "/pod/"}, /* a target comes or goes */
    {"object.", "/endpointslice/"},
    {"podinfo.", NULL},
    {"cluster.", NULL},      /* without them a cluster is stale */
    {"target.health", NULL}, /* decides about weights */
    {"plan.batch", NULL},    /* the calls */
    {"call.", NULL},         /* what became of them */
    {"batch.done", NULL},
    {"aws.observed", NULL},
    {"aws.gone", NULL},
    {"timer.fired", NULL},
    {"stage.started", NULL},
};

static bool type_is(const char *type, const char *wanted)
{
    return str_ends(wanted, ".") ? str_starts(type, wanted) : strcmp(type, wanted) == 0;
}

bool reserve_is_for(const struct event *e)
{
    for (size_t i = 0; i < COUNT_OF(kept_for); i++)
        if (type_is(e->type, kept_for[i].type) && (!kept_for[i].part || (e->subject && strstr(e->subject, kept_for[i].part))))
            return true;
    return false;
}

uint64_t reserve_bytes(uint64_t limit)
{
    return limit / SHARE < MOST ? limit / SHARE : MOST;
}
