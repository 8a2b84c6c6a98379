/* What one cluster should be told: a fold of its Ingresses and gated pods, of what AWS holds and says of targets, of what
 * plan-rules rejects and holds, and of what was told before (report.done). Pure: picture_fold is its only way to change.
 *
 *   Ingress status      the host name of the load balancer that serves it (Ingress v1, status.loadBalancer)
 *   pod condition       target-health.elbv2.k8s.aws/NAME, for pods that carry it as a readiness gate: the health of the pod's
 *                       target in the target group NAME, else in whichever group of the fleet has it healthy
 *   Event               what is rejected or held, on the Ingress that it concerns */
#ifndef REPORT_PICTURE_H
#define REPORT_PICTURE_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/event.h"
#include "lib/model/report.h"
#include "lib/model/strs.h"

struct err;

#define GATE_PREFIX "target-health.elbv2.k8s.aws/"

struct picture_ingress { /* NS/NAME */
    char *key;
    char *namespace, *name, *uid;
    char *stack;
    UT_hash_handle hh;
};

struct picture_pod { /* by the subject of podinfo: an endpoint of a pod with a gate of ours */
    char *key;
    char *namespace, *name, *uid;
    char *target; /* ADDRESS:PORT */
    struct strs gates;
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
    char *name; /* of a target group */
    char *dns;  /* of a load balancer */
    char *cause;
    UT_hash_handle hh;
};

struct picture_problem { /* by subject: "rejected CLUSTER/NS/ingress/NAME", "held UNIT" */
    char *key;
    char *reason;
    char *cause;
    UT_hash_handle hh;
};

struct picture_said { /* by the subject of report.done */
    char *key;
    char *value;
    UT_hash_handle hh;
};

struct picture {
    char *cluster;
    struct picture_ingress *ingresses;
    struct picture_pod *pods;
    struct picture_target *targets;
    struct picture_thing *things;
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
