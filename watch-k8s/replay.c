/* Own events of earlier runs, folded before the start: what was reported, and where to resume. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/object.h"

#include "watch-k8s/cluster_inner.h"

/* Everything up to the version of an event that a watch brought has been reported: resume behind it. */
static void advance(struct cluster *c, const struct watched *w, const struct object *o)
{
    own_str char *label = follower_label(w, o->namespace, w->kind->namespaced && !w->kind->by_name ? NULL : o->name);
    const char *by = pairs_get(&c->versions, label) ? label : w->kind->name;
    const char *is = pairs_get(&c->versions, by);

    if (c->advance && is && o->resource_version && kube_version_compare(o->resource_version, is) > 0)
        pairs_set(&c->versions, by, o->resource_version);
}

static void fold_put(struct watched *w, const struct object *o)
{
    own_str char *key = known_key(w, o->namespace, o->name);
    own_buf text = {0};
    uint8_t hash[KNOWN_HASH];

    cut_object(w->cut, o->object, NULL, &text);
    known_hash(&text, hash);
    struct known_object *known = known_put(&w->known, key, o->uid ? o->uid : "", hash);
    known->version = known_version(o->resource_version);
    known->rejected = 0;
    free(known->secret);
    known->secret = secrets_named_by(w->kind, o->object);
}

static void fold_delete(struct watched *w, const struct object *o)
{
    own_str char *key = known_key(w, o->namespace, o->name);
    struct known_object *known = known_find(&w->known, key);

    if (known)
        known_remove(&w->known, known);
}

/* Said of an object that could not be used; there may be an older state of it, or none. */
static int fold_rejected(struct cluster *c, const struct event *e, struct err *err)
{
    static const uint8_t unknown[KNOWN_HASH];
    struct rejection r = {0};

    if (rejection_decode(&r, e->data, err))
        return -1;
    struct watched *w = cluster_watched(c, r.kind);
    if (w) {
        own_str char *key = known_key(w, r.namespace, r.name);
        struct known_object *o = known_find(&w->known, key);

        if (!o)
            o = known_put(&w->known, key, "", unknown);
        o->rejected = rejected_hash(r.reason ? r.reason : "");
    }
    rejection_release(&r);
    return 0;
}

static int fold_object(struct cluster *c, const struct event *e, struct err *err)
{
    struct object o;
    struct watched *w;

    if (object_decode(&o, e->data, err))
        return -1;
    w = cluster_watched(c, o.kind);
    if (!w)
        return 0; /* of an earlier version that watched more */
    if (!strcmp(e->type, "object.put"))
        fold_put(w, &o);
    else
        fold_delete(w, &o);
    advance(c, w, &o);
    return 0;
}

static void fold_bookmark(struct cluster *c, const struct cluster_state *state)
{
    pairs_release(&c->versions);
    c->unsettled = false;
    c->advance = str_equal(pairs_get(&state->versions, "fields"), c->fields);
    if (c->advance)
        pairs_copy(&c->versions, &state->versions);
}

static int fold_state(struct cluster *c, const struct event *e, struct err *err)
{
    struct cluster_state state = {0};
    int failed = cluster_state_decode(&state, e->data, err);

    if (!failed && state.uid)
        str_replace(&c->uid, state.uid);
    if (failed) {
        /* nothing of it counts */
    } else if (!strcmp(e->type, "cluster.bookmark")) {
        fold_bookmark(c, &state);
    } else if (!strcmp(e->type, "cluster.listing")) {
        c->announced = ANNOUNCED_LISTING;
        c->advance = false;
        c->unsettled = true;
    } else if (!strcmp(e->type, "cluster.synced")) {
        c->announced = ANNOUNCED_SYNCED;
        c->ever_synced = true;
    } else if (!strcmp(e->type, "cluster.stale")) {
        c->announced = ANNOUNCED_STALE;
        c->unsettled = true;
    }
    cluster_state_release(&state);
    return failed;
}

int cluster_fold(struct cluster *c, const struct event *e, struct err *err)
{
    if (!strcmp(e->type, "object.rejected"))
        return fold_rejected(c, e, err);
    if (str_starts(e->type, "object."))
        return fold_object(c, e, err);
    return fold_state(c, e, err);
}
