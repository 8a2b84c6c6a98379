/* The table of operations.h, for looking up. */
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

#define ROW(service, name, throttle, function) {service, #name, THROTTLE_##throttle, op_##function},
static const struct operation operations[] = {OPERATIONS(ROW)};
#undef ROW

const struct operation *operation_find(enum service service, const char *name)
{
    for (size_t i = 0; i < COUNT_OF(operations); i++)
        if (operations[i].service == service && strcmp(operations[i].name, name) == 0)
            return &operations[i];
    return NULL;
}

bool operation_reads(const struct operation *o)
{
    return str_starts(o->name, "Describe") || str_starts(o->name, "Get") || str_starts(o->name, "List");
}
