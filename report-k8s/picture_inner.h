/* What picture.c and picture_*.c share: one fold for each type. */
#ifndef REPORT_PICTURE_INNER_H
#define REPORT_PICTURE_INNER_H

#include "lib/base/err.h"

#include "report-k8s/picture.h"

typedef int picture_fold_fn(struct picture *p, const struct event *e, struct err *err);

/* ---- picture_objects.c: Ingresses, bindings, finalizers ---- */
picture_fold_fn fold_ingress, fold_binding, fold_finalizers;
/* From arn:…:targetgroup/NAME/ID; NULL where it is no such ARN. free with free(). */
char *picture_group_name(const char *arn);
void objects_release(struct picture *p);

/* ---- picture_pods.c: endpoints of pods with gates of ours ---- */
picture_fold_fn fold_pod;
/* The first endpoint of a pod, the others behind it (same); NULL: it has none. */
const struct picture_pod *pods_named(const struct picture *p, const char *namespace, const char *name);
/* It was told so, this very pod. */
bool pod_gate_is_open(const struct picture *p, const struct picture_pod *pod, const char *gate);
/* A pod that was let go is not waited for any more. */
void pods_told(struct picture *p, const struct report *r);
void pods_release(struct picture *p);

/* ---- picture_plan.c: the fleet, units, what is rejected or held ---- */
picture_fold_fn fold_fleet, fold_bookmark, fold_rejected, fold_accepted, fold_held, fold_batch, fold_batch_done, fold_settled;
void plan_release(struct picture *p);
void problem_drop(struct picture *p, const char *key);

/* ---- picture_drained.c: pods that a drain has left without a load balancer ---- */
picture_fold_fn fold_drained;
/* Nobody registers it anywhere; *cause is what said so (borrowed). */
bool pod_is_drained(const struct picture *p, const struct picture_pod *pod, const char **cause);
void drained_release_all(struct picture *p);

/* ---- picture.c ---- */
bool health_is_leaving(const struct picture_health *h);
/* What was said of an object that is gone says nothing of the next one of its name. kind in lower case. */
void said_forget_object(struct picture *p, const char *kind, const char *namespace, const char *name);
struct picture_said *said_get(const struct picture *p, const char *key);

#endif
