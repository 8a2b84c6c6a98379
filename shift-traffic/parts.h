/* What each cluster has of one rule: the sum of its target groups there. */
#ifndef SHIFT_PARTS_H
#define SHIFT_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shift-traffic/route.h"

enum { PARTS_MOST = 16 };

struct part {
    const char *cluster; /* borrowed from the route */
    int64_t weight;      /* in force */
    int64_t healthy;
    int64_t after;       /* the guard's: its weight once a word is said */
    const char *ingress; /* borrowed from the route */
    int wanted;          /* its weight, whoever says it */
    bool said;           /* by the operator */
};

struct parts {
    struct part items[PARTS_MOST];
    size_t count;
};

/* Target groups that belong to no cluster are left out. */
void parts_of(struct parts *p, const struct view *v, const struct route *r);

#endif
