/* What shift-traffic sees of a running fleet: a fold of the operator's words, of what AWS was seen to hold and of what
 * plan-rules waits for. Only to be looked at; nothing is decided here. */
#ifndef SHIFT_VIEW_H
#define SHIFT_VIEW_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/event.h"
#include "lib/model/fleet.h"
#include "lib/model/observed.h"
#include "lib/model/strs.h"
#include "lib/model/taken.h"
#include "lib/model/traffic.h"

struct view_word { /* "weights fleet", "drain fleet/green", "hold group/shop": in force */
    char *key;
    struct traffic said;
    UT_hash_handle hh;
};

struct view_taken { /* by stack: weights that were taken over from AWS */
    char *stack;
    struct taken record;
    UT_hash_handle hh;
};

struct view_cluster { /* by name: one that nobody vouches for */
    char *name;
    char *stale; /* the reason; NULL: it is heard */
    UT_hash_handle hh;
};

struct view_thing { /* by ARN: LoadBalancer, Listener, Rule or TargetGroup */
    char *arn;
    char *resource;
    struct json *value;
    UT_hash_handle hh;
};

struct view_target { /* by the subject of target.health: registered, or draining */
    char *key;
    struct target_health record;
    UT_hash_handle hh;
};

struct view_group { /* by ARN: a target group's targets, counted */
    char *arn;
    int healthy, active; /* healthy ones of those that are registered */
    int draining;
    UT_hash_handle hh;
};

struct view_unit { /* by unit: what plan-rules does about it */
    char *name;
    char *batch;  /* SOURCE#ID of the one in flight; or NULL */
    char *held;   /* why it is held; or NULL */
    char *failed; /* what became of the newest batch, if not all was done; or NULL */
    UT_hash_handle hh;
};

struct view_ingress { /* CLUSTER/NS/NAME, as it is served */
    char *key;
    int weight;           /* its cluster's, by its annotation headgate.io/cluster-weight; 100 without one */
    struct strs services; /* behind its paths */
    UT_hash_handle hh;
};

struct view_binding { /* CLUSTER/NS/targetgroupbinding/NAME */
    char *key;
    char *cluster;
    char *group; /* the name of the person's target group that it fills */
    UT_hash_handle hh;
};

struct view {
    struct fleet fleet; /* name NULL until fleet.configured */
    struct view_word *words;
    struct view_taken *taken;
    struct view_ingress *ingresses;
    struct view_binding *bindings;
    struct strs emptied; /* GROUP/CLUSTER: a drain has taken its targets out of a person's group (traffic.drained) */
    struct view_cluster *clusters;
    struct view_thing *things;
    struct view_target *targets;
    struct view_group *groups; /* that have targets */
    struct view_unit *units;
    bool aws_read; /* aws.synced has come */
};

/* The types that view_fold takes, NULL-terminated, for hub_reading. */
extern const char *const view_types[];
/* Others, and what cannot be read, are passed over. */
void view_fold(struct view *v, const struct event *e);
void view_release(struct view *v);

/* NULL: this is not in force. */
const struct traffic *view_word(const struct view *v, const char *word, const char *subject);

/* ---- weights (view_weights.c): what holds for a cluster at a place ---- */

struct view_place { /* all borrowed */
    const char *stack;
    const char *ingress; /* NS/NAME; NULL: not known */
};

struct view_change { /* a word that is not said yet; all borrowed */
    const char *scope;
    const struct cluster_weight *weights; /* in place of those of the scope; none: these stay */
    size_t weights_count;
    const char *drained; /* the cluster that it drains; or NULL */
};

/* The word that drains the cluster there, or NULL. at NULL: in the whole fleet. */
const struct traffic *view_drain(const struct view *v, const struct view_place *at, const char *cluster);
/* The weight that the operator gave it there, 0…100, narrowest scope first; -1: none. */
int view_asked(const struct view *v, const struct view_place *at, const char *cluster);
/* The weight that it is to have there, as plan-rules reckons it: 0 where it is drained, the operator's, what was taken over from AWS, what
 * its Ingress's annotation says, 100. change: as if that were said; or NULL. */
int view_weight(const struct view *v, const struct view_place *at, const char *cluster, const struct view_change *change);
/* Some of its weights there were taken over from AWS, and nobody has said otherwise. */
bool view_taken_over(const struct view *v, const struct view_place *at, const char *cluster);
/* The Ingress of the cluster that a target group was made for, by its tag NS/INGRESS-SERVICE:PORT: NS/NAME, borrowed; NULL: not known. */
const char *view_ingress_of(const struct view *v, const char *cluster, const char *tag);

/* ---- target groups that a person made, and TargetGroupBindings of a cluster fill (view_bindings.c) ---- */

struct view_bound {
    int registered; /* in groups that no drain has emptied of the cluster's targets; others' targets in them counted in */
    int draining;
    const struct view_binding *first; /* of these; borrowed; NULL: none is registered */
};

struct view_bound view_bound(const struct view *v, const char *cluster);

/* ---- the rest ---- */

const char *view_stale(const struct view *v, const char *cluster);                /* the reason; NULL: not stale */
const struct view_group *view_group(const struct view *v, const char *group_arn); /* NULL: it has no targets */
const struct view_unit *view_unit(const struct view *v, const char *name);
bool view_in_flight(const struct view *v); /* some batch has not ended */

#endif
