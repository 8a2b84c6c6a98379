/* The network load balancer that a group may have in front of its own: what enable-frontend-nlb and frontend-nlb-… say. Its targets are
 * the group's load balancer, by target groups of type alb. front.c reads what one Ingress says (step 3) and has the members agree
 * (step 4); front_make.c makes it (step 5). */
#ifndef PLAN_FRONT_H
#define PLAN_FRONT_H

#include <stdbool.h>
#include <stddef.h>

#include "plan-rules/compile/fault.h"

struct build;
struct member;
struct stack;

enum front_note {
    FRONT_ENABLE,
    FRONT_SCHEME,
    FRONT_SUBNETS,
    FRONT_GROUPS,
    FRONT_ADDRESSES,
    FRONT_ATTRIBUTES,
    FRONT_TAGS,
    FRONT_HEALTH_PORT,
    FRONT_HEALTH_PROTOCOL,
    FRONT_HEALTH_PATH,
    FRONT_HEALTH_CODES,
    FRONT_HEALTH_INTERVAL,
    FRONT_HEALTH_TIMEOUT,
    FRONT_HEALTHY_COUNT,
    FRONT_UNHEALTHY_COUNT,
    FRONT_NOTES,
};

struct front_port { /* its port, and that of the load balancer behind it */
    int port, to;
    const struct member *first; /* who asked first; of one member NULL */
};

struct front_ports {
    struct front_port *items;
    size_t count, cap;
};

struct front_wish {           /* of one Ingress */
    char *said[FRONT_NOTES];  /* in one spelling: equal text, equal meaning; NULL: says nothing */
    struct front_ports ports; /* to those that the Ingress listens on */
    struct fault fault;       /* what cannot be read; matters only where the group has such a load balancer */
};

struct front_agreed { /* of a group */
    bool wanted;
    const struct member *by[FRONT_NOTES]; /* who says it first */
    struct front_ports ports;             /* by port */
};

/* The annotation's name, without the prefix. */
const char *front_suffix(enum front_note note);

/* After the member's ports are read. -1 with the member's fault. */
int front_read(struct member *m);
void front_wish_release(struct front_wish *w);

/* Before the first check: somebody wants one. */
void front_look_around(struct front_agreed *g, const struct member *m);
/* -1 with the member's fault: it contradicts an earlier one. */
int front_check(const struct front_agreed *g, struct member *m);
void front_apply(struct front_agreed *g, const struct member *m);
/* After the last one: what came out. */
void front_agree(struct front_agreed *g);
void front_agreed_release(struct front_agreed *g);

/* out->front, behind all else of step 5. False: some members were rejected, start over. */
bool front_make(struct build *b, struct stack *out);

#endif
