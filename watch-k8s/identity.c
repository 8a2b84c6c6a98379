/* Which cluster answers, and how far it has come: asked for before all else, and again when a server was away. */
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

static void identity_item(void *context, enum kube_change change, const struct json *object)
{
    struct follower *f = context;

    (void)change;
    free(f->name);
    f->name = xstrdup_or_null(json_str(json_path(object, "metadata", "uid", NULL)));
}

/* Up to where namespaces were followed: a server that has not come so far was set back. */
static const char *newest_namespace(const struct cluster *c)
{
    const char *newest = NULL;

    for (size_t i = 0; i < c->versions.count; i++) {
        const char *version = c->versions.items[i].value;

        if (str_starts(c->versions.items[i].key, "namespaces") && (!newest || kube_version_compare(version, newest) > 0))
            newest = version;
    }
    return newest;
}

/* The cluster that we know, but as it was before. */
static int believe(struct cluster *c, const char *version, struct err *err)
{
    if (!kube_doubt_past(&c->past_since, version, newest_namespace(c), err))
        return 0;
    cluster_set_back(c);
    return -1;
}

static int identity_listed(void *context, const char *version, bool flawed, struct err *err)
{
    struct follower *f = context;
    struct cluster *c = f->cluster;

    bool other = c->uid && f->name && !str_equal(c->uid, f->name);

    (void)flawed;
    if (other && !str_equal(c->set->accept_uid, f->name))
        return err_set(err, ERR_CONFIG,
                       "another cluster answers: the uid of 'kube-system' is %s and was %s; if that is right, start with --accept-uid %s",
                       f->name, c->uid, f->name);
    if (other)
        pairs_release(&c->versions); /* they mean nothing there */
    else if (believe(c, version, err))
        return -1;
    if (f->name)
        str_replace(&c->uid, f->name);
    loop_timer_in(c->start_timer, 0);
    return 0;
}

static void identity_listing(void *context)
{
    (void)context;
}

static void identity_refused(void *context, const char *namespace, const char *name, const struct err *why)
{
    (void)context, (void)namespace;
    log_warn("not readable object=%s reason=\"%s\"", name, why->text);
}

static void identity_alive(void *context)
{
    struct follower *f = context;

    f->failing = false;
}

/* Without the right to look, or without such a namespace, there is nothing to compare. */
static void identity_failed(void *context, const struct kube_end *end)
{
    struct follower *f = context;

    if (end->status == 403 || end->status == 404) {
        log_warn("cannot tell which cluster this is: %s", end->err.text);
        loop_timer_in(f->cluster->start_timer, 0);
        return;
    }
    cluster_failing(f, &end->err);
}

void cluster_ask_identity(struct cluster *c)
{
    static const struct kube_follow_handlers handlers = {identity_listing, identity_item,  identity_refused,
                                                         identity_listed,  identity_alive, identity_failed};
    static const struct kube_resource kube_system = {
        .group_version = "v1", .plural = "namespaces", .field_selector = "metadata.name=kube-system", .once = true};

    c->identity.follow = kube_follow_new(c->kube, &kube_system, NULL, &handlers, &c->identity);
}
