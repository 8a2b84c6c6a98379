/* A stage that only gathers what the planner emits; what is printed for people is dropped. Stands in the place of lib/base/stage. */
#ifndef TESTS_PLAN_SAID_H
#define TESTS_PLAN_SAID_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/moment.h"

struct said {
    char *type, *subject, *data;
};

struct stage {
    struct said *items;
    size_t count, cap;
    struct moment wake;
    uint64_t horizon; /* what the planner is told */
};

void said_clear(struct stage *s);

#endif
