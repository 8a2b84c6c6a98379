#include "lib/reach/reach.h"

#include <stdlib.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/fleet.h"

#include "lib/aws/credentials.h"
#include "lib/reach/eks.h"

struct reach {
    struct eks *eks;           /* NULL: what follows is known */
    struct kube_access access; /* until it is handed out */
};

const struct fleet_cluster *reach_ask_fleet(struct reach_choice *c, struct fleet *fleet, const char *path, const char *name,
                                            struct err *err)
{
    const struct fleet_cluster *member = fleet_load_member(fleet, path, name, err);
    if (!member)
        return NULL;
    if (!c->kube.kubeconfig && !c->kube.in_cluster && !c->eks) {
        c->kube.kubeconfig = member->kubeconfig;
        c->kube.in_cluster = member->in_cluster;
        c->eks = member->eks;
    }
    if (!c->kube.context)
        c->kube.context = member->context;
    return member;
}

static int open_eks(struct reach *r, struct loop *loop, const struct reach_choice *c, const char *region, struct err *err)
{
    if (c->kube.kubeconfig || c->kube.in_cluster)
        return err_set(err, ERR_CONFIG, "a cluster is reached by one of --kubeconfig, --eks and --in-cluster, not by several");
    own_str char *where = region ? xstrdup(region) : credentials_region();
    if (!where && !str_starts(c->eks, "arn:")) /* an ARN names its own */
        where = credentials_region_of_machine(NULL);
    r->eks = eks_new(loop, c->eks, where, err);
    return r->eks ? 0 : -1;
}

struct reach *reach_new(struct loop *loop, const struct reach_choice *c, const char *region, struct err *err)
{
    struct reach *r = xcalloc(1, sizeof *r);
    if (c->eks ? open_eks(r, loop, c, region, err) : kube_access_load(&r->access, &c->kube, err)) {
        reach_free(r);
        return NULL;
    }
    return r;
}

void reach_free(struct reach *r)
{
    if (!r)
        return;
    eks_free(r->eks);
    kube_access_release(&r->access);
    free(r);
}

void reach_start(struct reach *r, reached_fn *reached, void *context)
{
    if (r->eks)
        eks_reach(r->eks, reached, context);
    else
        reached(context, &r->access, NULL);
}
