#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/aws/shapes.h"

const struct shape shape_string = {.kind = SHAPE_STRING};
const struct shape shape_integer = {.kind = SHAPE_INTEGER};
const struct shape shape_double = {.kind = SHAPE_DOUBLE};
const struct shape shape_boolean = {.kind = SHAPE_BOOLEAN};
const struct shape shape_timestamp = {.kind = SHAPE_TIMESTAMP};
const struct shape shape_blob = {.kind = SHAPE_BLOB};

static const struct service *const services[SERVICES] = {&service_elbv2, &service_ec2,    &service_sts,     &service_acm,
                                                         &service_wafv2, &service_shield, &service_tagging, &service_eks};

const struct service *service_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(services); i++)
        if (str_equal(services[i]->name, name))
            return services[i];
    return NULL;
}

size_t service_index(const struct service *s)
{
    size_t i = 0;
    while (services[i] != s)
        i++;
    return i;
}

static int by_name(const void *name, const void *operation)
{
    return strcmp(name, ((const struct operation *)operation)->name);
}

const struct operation *operation_find(const struct service *s, const char *name)
{
    return bsearch(name, s->operations, s->count, sizeof *s->operations, by_name);
}

const struct shape_member *shape_member_find(const struct shape *structure, const char *name)
{
    for (size_t i = 0; i < structure->count; i++)
        if (strcmp(structure->members[i].name, name) == 0)
            return &structure->members[i];
    return NULL;
}
