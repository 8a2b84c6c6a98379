/* What one cluster should be told: a fold of its Ingresses, TargetGroupBindings and gated pods, of what AWS holds and says of
 * targets, of what plan-rules plans, rejects and holds, and of what was told before (report.done). Pure: picture_fold is its only
 * way to change.
 *
 *   Ingress status      the host name of the load balancer that serves it, and of a network one in front (Ingress v1, status.loadBalancer)
 *   binding status      observedGeneration, once plan-rules has seen that generation and its targets are as wanted
 *   pod condition       target-health.elbv2.k8s.aws/NAME, for pods that carry it as a readiness gate: the health of the pod's
 *                       target in the target group NAME, else in whichever group of the fleet has it healthy. Where a drain has
 *                       emptied its groups nobody registers it: its gate stays open, or opens (Drained), and is not shut again
 *                       before a health check after the drain says so
 *   Event               what is rejected or held, on the Ingress or TargetGroupBinding that it concerns
 *   finalizers          those of the AWS Load Balancer Controller go, in the cluster that the fleet is named after (whose load
 *                       balancers were taken over), once what they guarded is ours: its plan has settled, or it is gone */
#ifndef REPORT_PICTURE_H
#define REPORT_PICTURE_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/event.h"
#include "lib/model/records.h"
#include "lib/model/report.h"
#include "lib/model/strs.h"

struct err;

#define GATE_DRAINED "Drained" /* the reason that stands at a gate */
#define GATE_PREFIX  "target-health.elbv2.k8s.aws/"

struct picture_ingress { /* NS/NAME */
    char *key;
    char *namespace, *name, *uid;
    char *stack;
    UT_hash_handle hh;
};

struct picture_binding { /* CLUSTER/NS/targetgroupbinding/NAME */
    char *key;
    struct binding record;
    char *group;       /* the name of its target group; NULL: it names none */
    uint64_t sequence; /* of the event that said so */
    UT_hash_handle hh;
};

struct picture_finalizers { /* CLUSTER/NS/KIND/NAME */
    char *key;
    struct finalizers record;
    uint64_t sequence;
    UT_hash_handle hh;
};

struct picture_unit { /* what plan-rules plans as one: "loadbalancer/STACK", "targets/GROUP" */
    char *key;
    bool open;    /* a batch has not ended, or not well */
    bool settled; /* nothing is to be done, and nothing has been since */
    UT_hash_handle hh;
};

struct picture_pod { /* by the subject of podinfo: an endpoint of a pod with a gate of ours */
    char *key;
    char *namespace, *name, *uid;
    char *target; /* ADDRESS:PORT */
    struct strs gates;
    bool gone;                /* no target any more, and its gate is not open yet */
    struct picture_pod *same; /* the next endpoint of the same pod; or NULL */
    UT_hash_handle hh;
};

struct picture_named { /* NS/NAME: the endpoints of one pod */
    char *key;
    struct picture_pod *first;
    UT_hash_handle hh;
};

struct picture_health { /* what AWS says of one target in one group */
    char *group;        /* its name */
    char *state, *reason;
    char *cause;
    struct picture_health *next;
};

struct picture_target { /* ADDRESS:PORT */
    char *key;
    struct picture_health *health;
    UT_hash_handle hh;
};

struct picture_thing { /* by ARN: a load balancer or target group of ours */
    char *arn;
    char *stack;
    char *owner; /* FLEET, or FLEET/CLUSTER; or NULL */
    char *name;  /* of a target group */
    char *of;    /* of a target group: NS/INGRESS-SERVICE:PORT */
    char *dns;   /* of a load balancer */
    bool front;  /* it is a network one, in front of another */
    char *cause;
    UT_hash_handle hh;
};

struct picture_drained { /* by a target group's name: its cluster's drain has emptied it */
    char *group;         /* or NAME/CLUSTER of a person's group that bindings fill */
    char *backend;       /* CLUSTER/NS/SERVICE:PORT; or NULL */
    char *cause;
    UT_hash_handle hh;
};

struct picture_problem { /* by subject: "rejected CLUSTER/NS/ingress/NAME", "held UNIT" */
    char *key;
    char *reason;
    char *cause;
    struct strs groups; /* target groups that it concerns, by name, where the unit does not tell */
    UT_hash_handle hh;
};

struct picture_said { /* by the subject of report.done */
    char *key;
    char *value;
    char *uid;
    int64_t times; /* one after the other that it was told */
    bool over;     /* it ended: the same again is news */
    UT_hash_handle hh;
};

struct picture {
    char *cluster;
    char *fleet;     /* its name; NULL: not told yet */
    bool apart;      /* an Ingress without a group has a load balancer for each cluster */
    bool aws_known;  /* all of AWS was observed once */
    uint64_t seen;   /* plan-rules has folded everything up to this sequence */
    uint64_t marked; /* of the last cluster.bookmark */
    struct picture_ingress *ingresses;
    struct picture_binding *bindings;
    struct picture_finalizers *finalizers;
    struct picture_unit *units;
    struct picture_pod *pods;
    struct picture_named *named;
    size_t gone; /* of the pods */
    struct picture_target *targets;
    struct picture_thing *things;
    struct picture_drained *drained;
    struct picture_problem *problems;
    struct picture_said *said;
    bool changed; /* something that can lead to another note; the caller clears it */
};

/* The types that picture_fold takes, NULL-terminated. */
extern const char *const picture_types[];
/* ERR_INPUT: the event says what cannot be. */
int picture_fold(struct picture *p, const struct event *e, struct err *err);
void picture_release(struct picture *p);

/* ---- what is to be told ---- */

struct note {
    struct report report; /* owned */
    char *key;            /* its subject */
    char *cause;          /* SOURCE#ID; or NULL */
    char *before;         /* what was told last; NULL: nothing */
    int64_t times;        /* of an Event: the how manyth of its words, 1 and more */
};

struct notes { /* by key */
    struct note *items;
    size_t count, cap;
};

/* Only what the cluster has not been told yet. Release what it fills. */
void picture_notes(const struct picture *p, struct notes *to);
void notes_release(struct notes *n);
/* Leaves it empty. */
void note_release(struct note *n);

#endif
