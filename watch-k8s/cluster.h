/* One cluster, followed: what the API server says becomes object.put, object.delete and cluster.* events.
 *
 *   nothing ─► LISTING ─► SYNCED ─► (410, restart without versions) LISTING ─► SYNCED …
 *                 └─────────┴─► STALE ─► SYNCED, once every resource answers and is whole again
 *
 * A crash at any point leaves what was reported in the journal; the next start folds it (cluster_fold), resumes the
 * watches at the last cluster.bookmark or lists, and reports the differences. */
#ifndef WATCH_CLUSTER_H
#define WATCH_CLUSTER_H

#include "lib/base/stage.h"

#include "lib/kube/access.h"
#include "lib/kube/follow.h"

#include "watch-k8s/choice.h"

struct cluster;

struct cluster_settings { /* borrowed as long as the cluster lives */
    const char *name;
    struct choice *choice;
    const char *accept_uid; /* a kube-system uid that may follow another one */
    int64_t stale_ms;       /* without an answer for so long: cluster.stale */
    int64_t silent_ms;      /* a watch that brings nothing for so long is taken up anew; 0: 75 s */
    bool once;              /* list, report, end */
    enum kube_lists lists;  /* how lists are asked for */
};

struct cluster *cluster_new(const struct cluster_settings *settings);
void cluster_free(struct cluster *c);

/* Own events of earlier runs, before cluster_start. */
int cluster_fold(struct cluster *c, const struct event *e, struct err *err);
/* From here on it is known to be silent or not; what was folded is all of it. */
void cluster_open(struct cluster *c, struct stage *s);
/* After cluster_open: where the server is could not be found out; tried again by the caller. */
void cluster_unreached(struct cluster *c, const struct err *why);
/* After cluster_open. Takes what *access holds. */
void cluster_start(struct cluster *c, struct kube_access *access);

#endif
