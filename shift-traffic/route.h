/* The rules of every load balancer of the fleet as AWS was seen to hold them, with each cluster's part in them. */
#ifndef SHIFT_ROUTE_H
#define SHIFT_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "shift-traffic/view.h"

struct route_share {     /* one target group of a rule's forward action */
    char *cluster;       /* it belongs to; NULL: none of the fleet's */
    char *group;         /* its name, or the ARN of one that was not read */
    char *ingress;       /* NS/NAME that it was made for; NULL: not known */
    int weight;          /* in force */
    int asked;           /* the operator's weight for the cluster, 0…100; -1: none */
    int wanted;          /* the cluster's weight, whoever says it (view_weight); -1: of no cluster */
    int healthy, active; /* targets: healthy ones of those that are registered */
    int draining;
    char *why; /* why the weight is what it is, where that needs a word; or NULL */
};

struct route {
    char *balancer; /* its name */
    char *stack;
    int port;
    int priority; /* 0: the default rule, tried last */
    char *match;  /* "www.example.com /api" or "default" */
    struct route_share *shares;
    size_t shares_count, shares_cap;
};

struct routes {
    struct route *items; /* by load balancer, port, priority, the default last */
    size_t count, cap;
};

/* Only rules that forward. Release what it fills. */
void routes_of(struct routes *r, const struct view *v);
void routes_release(struct routes *r);

/* "fleet", "group/NAME" or "ingress/NS/NAME" takes it in. */
bool route_in_scope(const struct route *r, const char *scope);
/* Only this cluster gets traffic by this rule. */
bool route_only(const struct route *r, const char *cluster);
/* The cluster that a target group belongs to, by its tags, member or once a member; NULL: none, or not known. Borrowed. */
const char *route_cluster(const struct view *v, const char *group_arn);

#endif
