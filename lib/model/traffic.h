/* The operator's words: traffic.weights, .drain, .resume, .hold, .release, .forget.
 * Subject: the scope they hold for, "fleet", "group/NAME" or "ingress/NS/NAME"; where they are about one
 * cluster (drain, resume, forget) with "/CLUSTER" behind it: each cluster's newest word counts. */
#ifndef MODEL_TRAFFIC_H
#define MODEL_TRAFFIC_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"

struct err;

struct cluster_weight {
    char *cluster;
    int weight; /* 0…100 */
};

struct traffic {
    char *scope;                    /* "fleet", "group/NAME", "ingress/NS/NAME" */
    char *cluster;                  /* of drain, resume, forget */
    struct cluster_weight *weights; /* of weights */
    size_t weights_count, weights_cap;
    bool force;
    char *user;   /* who: "uid 1000 (ann)" */
    char *reason; /* why, as given; or NULL */
};

int traffic_decode(struct traffic *t, const struct json *data, struct err *err);
void traffic_encode(const struct traffic *t, struct buf *to);
void traffic_release(struct traffic *t);
char *traffic_subject(const struct traffic *t); /* free with free() */

#endif
