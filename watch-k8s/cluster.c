#include "watch-k8s/cluster.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "watch-k8s/cluster_inner.h"

enum {
    BOOKMARK_MS = 60 * 1000,
    BACKLOG_HIGH = 1024 * 1024,
    BACKLOG_LOW = 256 * 1024,
    HELD_MS = 5,
    TRIM_MS = 1000,
};

struct cluster *cluster_new(const struct cluster_settings *settings)
{
    struct cluster *c = xcalloc(1, sizeof *c);
    own_buf chosen = {0};

    c->set = settings;
    choice_describe(settings->choice, &chosen);
    kinds_digest(buf_str(&chosen), c->fields);
    c->watched_count = watch_kinds_count;
    for (size_t i = 0; i < watch_kinds_count; i++)
        c->watched[i] = (struct watched){.kind = &watch_kinds[i], .cut = cut_new(&watch_kinds[i]), .known.list = 1};
    return c;
}

void cluster_free(struct cluster *c)
{
    if (!c)
        return;
    while (c->followers)
        cluster_unfollow(c->followers);
    kube_follow_free(c->identity.follow);
    kube_free(c->kube);
    if (c->stage) {
        loop_timer_remove(c->stale_timer);
        loop_timer_remove(c->bookmark_timer);
        loop_timer_remove(c->held_timer);
        loop_timer_remove(c->start_timer);
        loop_timer_remove(c->trim_timer);
        loop_timer_remove(c->return_timer);
    }
    free(c->identity.name);
    for (size_t i = 0; i < c->watched_count; i++) {
        known_release(&c->watched[i].known);
        cut_free(c->watched[i].cut);
    }
    pairs_release(&c->versions);
    free(c->uid);
    free(c);
}

struct watched *cluster_watched(struct cluster *c, const char *kind)
{
    for (size_t i = 0; i < c->watched_count; i++)
        if (str_equal(c->watched[i].kind->kind, kind))
            return &c->watched[i];
    return NULL;
}

/* ---- what is said of the whole cluster ---- */

void cluster_announce(struct cluster *c, const char *type, const char *reason, const struct pairs *versions)
{
    own_buf data = {0};
    struct cluster_state state = {.uid = c->uid};
    own_str char *name = xstrdup(c->set->name);
    own_str char *why = xstrdup_or_null(reason);

    state.cluster = name;
    state.reason = why;
    if (versions)
        state.versions = *versions;
    cluster_state_encode(&state, &data);
    stage_emit(c->stage, &(struct stage_event){.type = type, .subject = c->set->name, .data = buf_str(&data)});
}

static const struct follower *any_failing(const struct cluster *c)
{
    if (c->identity.failing)
        return &c->identity;
    for (const struct follower *f = c->followers; f; f = f->next)
        if (f->failing)
            return f;
    return NULL;
}

static bool all_settled(const struct cluster *c)
{
    for (const struct follower *f = c->followers; f; f = f->next)
        if (!f->settled)
            return false;
    return c->followers != NULL;
}

static void say_bookmark(struct cluster *c)
{
    struct pairs versions = {0};

    pairs_set(&versions, "fields", c->fields);
    for (const struct follower *f = c->followers; f; f = f->next) {
        own_str char *label = follower_label(f->watched, f->namespace, f->name);

        if (kube_follow_version(f->follow))
            pairs_set(&versions, label, kube_follow_version(f->follow));
    }
    pairs_sort(&versions);
    cluster_announce(c, "cluster.bookmark", NULL, &versions);
    pairs_release(&versions);
    loop_timer_in(c->bookmark_timer, BOOKMARK_MS);
}

static void bookmark_due(void *context)
{
    struct cluster *c = context;

    if (c->announced == ANNOUNCED_SYNCED && !any_failing(c))
        say_bookmark(c);
    else
        loop_timer_in(c->bookmark_timer, BOOKMARK_MS);
}

/* What lists went through is not needed by watches. */
static void trim(void *cluster)
{
    (void)cluster;
    mem_trim();
}

void cluster_review(struct cluster *c)
{
    bool synced = c->announced == ANNOUNCED_SYNCED;

    if (any_failing(c) || c->doubtful || !all_settled(c) || (synced && !c->resuming))
        return;
    c->resuming = false;
    if (!synced) {
        c->announced = ANNOUNCED_SYNCED;
        c->ever_synced = true;
        log_info("cluster synced");
        cluster_announce(c, "cluster.synced", NULL, NULL);
        loop_timer_in(c->trim_timer, TRIM_MS);
    }
    if (c->set->once)
        stage_exit(c->stage, EXIT_DONE);
    else
        say_bookmark(c);
}

static void say_stale(struct cluster *c, const struct follower *f)
{
    c->announced = ANNOUNCED_STALE;
    c->vouched = false;
    log_warn("cluster is stale: %s", f->why.text);
    cluster_announce(c, "cluster.stale", f->why.text, NULL);
    if (c->set->once)
        stage_exit(c->stage, EXIT_AGAIN);
}

static void stale_due(void *context)
{
    struct cluster *c = context;
    const struct follower *f = any_failing(c);
    int64_t left;

    if (!f || c->announced == ANNOUNCED_STALE)
        return;
    left = f->since + c->set->stale_ms - mono_ms();
    if (left > 0)
        loop_timer_in(c->stale_timer, left);
    else
        say_stale(c, f);
}

void cluster_failing(struct follower *f, const struct err *why)
{
    struct cluster *c = f->cluster;
    bool fatal = why->kind == ERR_CONFIG && !c->ever_synced;
    bool news = !f->failing || f->why.kind != why->kind; /* from not there to not wanted, too */

    if (c->over)
        return;
    c->over = fatal;
    if (news && !fatal)
        log_warn("no answer: %s", why->text);
    if (!f->failing)
        f->since = mono_ms();
    f->failing = true;
    f->why = *why;
    if (fatal)
        stage_fail(c->stage, why);
    else if (news && c->doubtful && why->kind == ERR_CONFIG)
        say_stale(c, f); /* for another reason than before */
    else
        stale_due(c);
}

/* ---- pace ---- */

static void hold_all(struct cluster *c, void (*each)(struct kube_follow *f))
{
    for (struct follower *f = c->followers; f; f = f->next)
        if (f->follow)
            each(f->follow);
}

void cluster_pace(struct cluster *c)
{
    if (c->held || stage_backlog(c->stage) < BACKLOG_HIGH)
        return;
    c->held = true;
    hold_all(c, kube_follow_pause);
    loop_timer_in(c->held_timer, HELD_MS);
}

static void held_due(void *context)
{
    struct cluster *c = context;

    if (stage_backlog(c->stage) > BACKLOG_LOW) {
        loop_timer_in(c->held_timer, HELD_MS);
        return;
    }
    c->held = false;
    hold_all(c, kube_follow_resume);
}

/* ---- followers ---- */

char *follower_label(const struct watched *w, const char *namespace, const char *name)
{
    const char *slash = namespace && name ? "/" : "";

    if (!namespace && !name)
        return xstrdup(w->kind->name);
    return xasprintf("%s/%s%s%s", w->kind->name, namespace ? namespace : "", slash, name ? name : "");
}

bool follower_covers(const struct follower *f, const char *key)
{
    size_t len = f->namespace ? strlen(f->namespace) : 0;

    if (f->namespace && (strncmp(key, f->namespace, len) != 0 || key[len] != '/'))
        return false;
    return !f->name || !strcmp(key + (f->namespace ? len + 1 : 0), f->name);
}

void follower_open(struct follower *f)
{
    struct cluster *c = f->cluster;
    const struct kind *kind = f->watched->kind;
    own_str char *fields = f->name ? xasprintf("metadata.name=%s", f->name) : choice_fields(c->set->choice, kind);
    own_str char *label = follower_label(f->watched, f->namespace, f->name);
    const char *seen = pairs_get(&c->versions, label), *version = f->relist ? NULL : seen;
    struct kube_resource what = {
        .group_version = kind->group_version,
        .plural = kind->plural,
        .namespace = f->namespace,
        .field_selector = fields,
        .label_selector = choice_labels(c->set->choice, kind),
        .once = c->set->once,
        .seen = seen,
        .lists = c->set->lists,
        .silent_ms = c->set->silent_ms,
    };

    f->resumed = version != NULL;
    f->relist = false;
    f->follow = kube_follow_new(c->kube, &what, version, &report_handlers, f);
    if (c->held)
        kube_follow_pause(f->follow);
}

struct follower *cluster_follow(struct cluster *c, struct watched *w, const char *namespace, const char *name)
{
    struct follower *f = xcalloc(1, sizeof *f);

    f->cluster = c;
    f->watched = w;
    f->namespace = xstrdup_or_null(namespace);
    f->name = xstrdup_or_null(name);
    f->relist = c->unsettled;
    if (!c->doubtful)
        follower_open(f);
    f->next = c->followers;
    c->followers = f;
    return f;
}

void cluster_unfollow(struct follower *f)
{
    struct follower **at = &f->cluster->followers;

    while (*at != f)
        at = &(*at)->next;
    *at = f->next;
    kube_follow_free(f->follow);
    free(f->namespace);
    free(f->name);
    free(f);
}

/* ---- what is followed ---- */

/* The kind in all namespaces, or in those that are chosen. */
static void follow_kind(struct cluster *c, struct watched *w)
{
    const struct strs *only = &c->set->choice->namespaces;
    bool narrow = only->count && (w->kind->namespaced || !strcmp(w->kind->kind, "Namespace"));

    if (w->kind->by_name || !choice_wants(c->set->choice, w->kind))
        return;
    if (!narrow)
        cluster_follow(c, w, NULL, NULL);
    for (size_t i = 0; narrow && i < only->count; i++)
        cluster_follow(c, w, w->kind->namespaced ? only->items[i] : NULL, w->kind->namespaced ? NULL : only->items[i]);
}

static bool is_covered(const struct cluster *c, const struct watched *w, const char *key)
{
    for (const struct follower *f = c->followers; f; f = f->next)
        if (f->watched == w && follower_covers(f, key))
            return true;
    return false;
}

/* What an earlier run reported, and is not looked at any more. */
static void forget_unchosen(struct cluster *c, struct watched *w)
{
    known_each(o, &w->known) if (!w->kind->by_name && !is_covered(c, w, o->text)) report_delete(c, w, o, "absent", NULL);
}

static void start_all(void *context)
{
    struct cluster *c = context;

    kube_follow_free(c->identity.follow);
    c->identity.follow = NULL;
    c->identity.failing = false;
    if (c->doubtful) {
        cluster_vouched(c);
        return;
    }
    for (size_t i = 0; i < c->watched_count; i++)
        follow_kind(c, &c->watched[i]);
    for (size_t i = 0; i < c->watched_count; i++)
        forget_unchosen(c, &c->watched[i]);
    secrets_start(c);
}

void cluster_open(struct cluster *c, struct stage *s)
{
    struct loop *loop = stage_loop(s);

    c->stage = s;
    c->stale_timer = loop_timer_add(loop, stale_due, c);
    c->bookmark_timer = loop_timer_add(loop, bookmark_due, c);
    c->held_timer = loop_timer_add(loop, held_due, c);
    c->start_timer = loop_timer_add(loop, start_all, c);
    c->trim_timer = loop_timer_add(loop, trim, c);
    c->return_timer = loop_timer_add(loop, returned_due, c);
    c->resuming = c->announced == ANNOUNCED_SYNCED;
    c->identity.cluster = c;
    loop_timer_in(c->bookmark_timer, BOOKMARK_MS);
}

void cluster_unreached(struct cluster *c, const struct err *why)
{
    cluster_failing(&c->identity, why);
}

void cluster_start(struct cluster *c, struct kube_access *access)
{
    c->kube = kube_new(stage_loop(c->stage), access, "headgate-watch/" HEADGATE_VERSION);
    cluster_ask_identity(c);
}
