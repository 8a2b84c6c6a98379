/* traffic.taken: weights that AWS held when plan-rules had no history of a load balancer. They hold like the operator's
 * until he says otherwise. Subject: the stack. */
#ifndef MODEL_TAKEN_H
#define MODEL_TAKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/model/traffic.h"

struct err;

struct taken_ingress { /* what its clusters get, as the operator would have said it */
    char *ingress;     /* NS/NAME */
    struct cluster_weight *weights;
    size_t weights_count, weights_cap;
};

struct taken_share {
    char *group; /* ARN */
    char *cluster;
    int weight; /* as AWS holds it */
};

struct taken_rule { /* one whose numbers do not follow from its Ingress's weights */
    char *rule;     /* ARN; of a default action that of the listener */
    char *ingress;  /* NS/NAME; NULL: nobody known wanted its groups then */
    struct taken_share *shares;
    size_t shares_count, shares_cap;
};

struct taken {
    char *stack;
    struct taken_ingress *ingresses;
    size_t ingresses_count, ingresses_cap;
    struct taken_rule *rules;
    size_t rules_count, rules_cap;
};

struct rising { /* traffic.rising: a target group begins to rise to its weight. Subject: its name */
    char *group;
    char *cluster;
    char *stack;
};

struct drained { /* traffic.drained: its cluster is drained, and none of its targets is wanted in it. Subject: its name */
    char *group;
    char *cluster;
    char *stack;
    char *backend; /* CLUSTER/NS/SERVICE:PORT; NULL: of nodes, or of nobody */
    bool ended;    /* that holds no more */
};

int rising_decode(struct rising *r, const struct json *data, struct err *err);
void rising_encode(const struct rising *r, struct buf *to);
void rising_release(struct rising *r);

int drained_decode(struct drained *d, const struct json *data, struct err *err);
void drained_encode(const struct drained *d, struct buf *to);
void drained_release(struct drained *d);

int taken_decode(struct taken *t, const struct json *data, struct err *err);
void taken_encode(const struct taken *t, struct buf *to);
void taken_release(struct taken *t);

/* NULL: nothing was taken over for it. */
struct taken_ingress *taken_ingress_find(const struct taken *t, const char *ingress);
/* -1: nothing was taken over for this cluster. */
int taken_weight(const struct taken_ingress *i, const char *cluster);
/* The operator has resumed the cluster in this scope: a weight of 0 that was taken over for it holds no more. */
void taken_resume(struct taken *t, const char *scope, const char *cluster);

#endif
