/* A server that was away for long may be another cluster's now, which would take up our watches at versions that mean nothing there.
 * When it answers again everything is closed and it is asked who it is, as at a start; the watches go on from where they were. */
#include <stdlib.h>

/* base */
#include "lib/base/log.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"

/* kube */
#include "lib/kube/follow.h"

/* own */
#include "watch-k8s/cluster.h"
#include "watch-k8s/cluster_inner.h"

static void remember_version(struct follower *f)
{
    own_str char *label = follower_label(f->watched, f->namespace, f->name);
    const char *seen = kube_follow_newest(f->follow);

    f->relist = f->relist || !kube_follow_version(f->follow);
    if (seen)
        pairs_set(&f->cluster->versions, label, seen);
}

void cluster_set_back(struct cluster *c)
{
    c->unsettled = true;
    for (struct follower *f = c->followers; f; f = f->next)
        f->relist = true;
}

/* What comes until the timer is due was sent by nobody knows whom: report.c leaves it. */
void cluster_returned(struct cluster *c)
{
    if (c->announced != ANNOUNCED_STALE || c->vouched || c->doubtful)
        return;
    c->doubtful = true;
    for (struct follower *f = c->followers; f; f = f->next)
        if (f->follow)
            remember_version(f);
    loop_timer_in(c->return_timer, 0);
}

void returned_due(void *context)
{
    struct cluster *c = context;

    for (struct follower *f = c->followers; f; f = f->next) {
        kube_follow_free(f->follow);
        f->follow = NULL;
        f->failing = f->settled = false;
    }
    cluster_ask_identity(c);
}

void cluster_vouched(struct cluster *c)
{
    c->doubtful = false;
    c->vouched = true;
    for (struct follower *f = c->followers; f; f = f->next)
        follower_open(f);
}
