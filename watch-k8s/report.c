/* What one resource's list and watch say, as object.put and object.delete: differences to what was reported only. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "lib/model/object.h"

#include "watch-k8s/cluster_inner.h"

enum {
    TEXT_MAX = EVENT_MAX_LINE - 8192, /* room for the envelope */
    ASK_MS = 1000,
    EMPTY_MS = 5 * 60 * 1000, /* so long an empty list is doubted where objects were known */
};

char *known_key(const struct watched *w, const char *namespace, const char *name)
{
    return w->kind->namespaced ? xasprintf("%s/%s", namespace ? namespace : "", name) : xstrdup(name);
}

void known_names(const struct watched *w, const struct known_object *o, char **namespace, char **name)
{
    size_t len = w->kind->namespaced ? strcspn(o->text, "/") : 0;

    *namespace = len ? xstrndup(o->text, len) : NULL;
    *name = xstrdup(w->kind->namespaced ? o->text + len + 1 : o->text);
}

static void emit(struct cluster *c, const char *type, const char *subject, const struct buf *object, const char *reason)
{
    own_buf data = {0};

    object_encode(&data, c->set->name, buf_str(object), reason);
    stage_emit(c->stage, &(struct stage_event){.type = type, .subject = subject, .data = buf_str(&data)});
    cluster_pace(c);
}

void report_delete(struct cluster *c, struct watched *w, struct known_object *o, const char *reason, const char *version)
{
    own_buf text = {0};
    own_str char *namespace = NULL, *name = NULL;
    char uid[KNOWN_UID];

    known_names(w, o, &namespace, &name);
    own_str char *subject = object_subject(c->set->name, namespace, w->kind->kind, name);
    cut_names(w->cut, namespace, name, known_uid(o, uid), version, &text);
    secrets_refer(c, o, NULL);
    known_remove(&w->known, o);
    emit(c, "object.delete", subject, &text, reason);
}

uint32_t rejected_hash(const char *reason)
{
    uint8_t hash[KNOWN_HASH];
    uint32_t first;
    struct buf text = {(char *)(uintptr_t)reason, strlen(reason), 0}; /* only looked at */

    known_hash(&text, hash);
    memcpy(&first, hash, sizeof first);
    return first ? first : 1;
}

/* Its subject is not the object's own: the newest object.put stays the newest of its subject. */
static void rejection_say(struct cluster *c, const struct watched *w, const struct object *o)
{
    own_str char *cluster = xstrdup(c->set->name), *kind = xstrdup(w->kind->kind), *namespace = xstrdup_or_null(o->namespace);
    own_str char *name = xstrdup(o->name), *reason = xstrdup(o->reason);
    struct rejection r = {.cluster = cluster, .kind = kind, .namespace = namespace, .name = name, .reason = reason};
    own_str char *object = rejection_subject(&r);
    own_str char *subject = xasprintf("%s/rejected", object);
    own_buf data = {0};

    rejection_encode(&r, &data);
    stage_emit(c->stage, &(struct stage_event){.type = "object.rejected", .subject = subject, .data = buf_str(&data)});
    cluster_pace(c);
}

/* The object as it is compared, and the same with its resource version as it is sent. */
static void cut_both(const struct follower *f, const struct json *object, struct buf *compared, struct buf *sent)
{
    const struct watched *w = f->watched;
    struct cut_version version = {.text = json_str(json_path(object, "metadata", "resourceVersion", NULL))};

    if (w->kind->by_name) {
        cut_secret(w->cut, object, f->cluster->set->name, NULL, compared);
        cut_secret(w->cut, object, f->cluster->set->name, version.text, sent);
        return;
    }
    cut_object_at(w->cut, object, &version, sent);
    buf_add(compared, sent->data, version.at);
    buf_add(compared, sent->data + version.at + version.len, sent->len - version.at - version.len);
}

/* An object that cannot be used: said once for each reason. What was reported of it before stays, and it counts as
 * there: the others in its list that are missing are gone all the same. */
static void reject(struct follower *f, const char *namespace, const char *name, const char *reason)
{
    static const uint8_t unknown[KNOWN_HASH];
    struct cluster *c = f->cluster;
    struct watched *w = f->watched;
    own_str char *key = known_key(w, namespace, name);
    struct known_object *o = known_find(&w->known, key);
    uint32_t said = rejected_hash(reason);

    if (!o)
        o = known_put(&w->known, key, "", unknown);
    o->seen = f->list;
    if (o->rejected == said)
        return;
    o->rejected = said;
    log_warn("object cannot be used kind=%s object=%s reason=\"%s\"", w->kind->kind, key, reason);
    rejection_say(c, w, &(struct object){.namespace = namespace, .name = name, .reason = reason});
}

/* Another cluster behind the address is found out at the next start, which asks for the uid before all else. */
static void check_uid(struct cluster *c, const struct watched *w, const char *name, const char *uid)
{
    struct err err = {0};

    if (!c->uid || strcmp(w->kind->kind, "Namespace") != 0 || strcmp(name, "kube-system") != 0 || str_equal(c->uid, uid))
        return;
    err_set(&err, ERR_AGAIN, "another cluster answers: the uid of 'kube-system' is %s and was %s", uid, c->uid);
    stage_fail(c->stage, &err);
}

static void put(struct follower *f, const char *key, const struct json *object)
{
    struct watched *w = f->watched;
    const struct json *metadata = json_get(object, "metadata");
    const char *name = json_str(json_get(metadata, "name")), *uid = json_str_or(json_get(metadata, "uid"), "");
    struct known_object *o = known_find(&w->known, key);
    own_buf compared = {0}, sent = {0};
    uint8_t hash[KNOWN_HASH];

    cut_both(f, object, &compared, &sent);
    if (sent.len > TEXT_MAX) {
        own_str char *reason = xasprintf("the object is too large for an event even when cut down: more than %d bytes", TEXT_MAX);
        reject(f, json_str(json_get(metadata, "namespace")), name, reason);
        return;
    }
    known_hash(&compared, hash);
    bool same = o && !o->rejected && !memcmp(o->hash, hash, KNOWN_HASH);
    if (!same)
        o = known_put(&w->known, key, uid, hash);
    o->rejected = 0;
    o->seen = f->list;
    o->version = known_version(json_str(json_get(metadata, "resourceVersion")));
    if (same)
        return;
    check_uid(f->cluster, w, name, uid);
    own_str char *subject = object_subject(f->cluster->set->name, json_str(json_get(metadata, "namespace")), w->kind->kind, name);
    emit(f->cluster, "object.put", subject, &sent, NULL);
    secrets_refer(f->cluster, o, secrets_named_by(w->kind, object));
}

static void on_item(void *context, enum kube_change change, const struct json *object)
{
    struct follower *f = context;
    struct watched *w = f->watched;
    const struct json *metadata = json_get(object, "metadata");
    const char *name = json_str(json_get(metadata, "name"));
    const char *version = json_str(json_get(metadata, "resourceVersion"));

    if (f->cluster->doubtful)
        return;
    if (!name) {
        log_warn("object without a name kind=%s", w->kind->kind);
        return;
    }
    own_str char *key = known_key(w, json_str(json_get(metadata, "namespace")), name);
    struct known_object *o = known_find(&w->known, key);
    uint64_t is = known_version(version);

    if (change != KUBE_LISTED && o && o->version && is && is <= o->version)
        return; /* a resumed watch tells again what was reported */
    bool taken = choice_takes(f->cluster->set->choice, w->kind, object);
    if (change != KUBE_DELETED && taken)
        put(f, key, object);
    else if (o && change != KUBE_LISTED) /* what a list does not show is absent */
        report_delete(f->cluster, w, o, NULL, version);
}

static void on_refused(void *context, const char *namespace, const char *name, const struct err *why)
{
    struct follower *f = context;

    if (f->watched->kind->namespaced == (namespace != NULL))
        reject(f, namespace, name, why->text);
    else
        log_warn("object not readable kind=%s object=%s reason=\"%s\"", f->watched->kind->kind, name, why->text);
}

/* Marks what is known as not seen yet. */
static void begin_list(struct follower *f)
{
    f->list = ++f->watched->known.list;
}

static void on_listing(void *context)
{
    struct follower *f = context;
    struct cluster *c = f->cluster;

    f->settled = false;
    begin_list(f);
    if (c->announced == ANNOUNCED_LISTING || (f->watched->kind->optional && c->announced == ANNOUNCED_SYNCED))
        return; /* asking again for a CRD that was not there is no news */
    if (f->failing && c->announced == ANNOUNCED_STALE)
        return; /* nor is another try */
    c->announced = ANNOUNCED_LISTING;
    log_info("listing");
    cluster_announce(c, "cluster.listing", NULL, NULL);
}

/* What the list should have shown of this follower, and did not. */
static bool is_absent(const struct follower *f, const struct known_object *o)
{
    return o->seen != f->list && follower_covers(f, o->text);
}

/* Nothing at all where there was something: more often a broken server than an empty cluster. */
static int doubt_empty(struct follower *f, struct err *err)
{
    size_t known = 0, seen = 0;

    known_each(o, &f->watched->known)
    {
        known += follower_covers(f, o->text);
        seen += o->seen == f->list;
    }
    if (f->name || !known || seen) {
        f->empty_since = 0;
        return 0;
    }
    if (!f->empty_since)
        f->empty_since = mono_ms();
    if (mono_ms() - f->empty_since > EMPTY_MS)
        return 0;
    return err_set(err, ERR_AGAIN, "list of '%s' is empty, and %zu were known: not believed for %d minutes", f->watched->kind->name, known,
                   EMPTY_MS / 60000);
}

static int on_listed(void *context, const char *version, bool flawed, struct err *err)
{
    struct follower *f = context;

    (void)version;
    if (f->cluster->doubtful)
        return err_set(err, ERR_AGAIN, "it was away, and has not said yet which cluster it is");
    if (doubt_empty(f, err))
        return -1;
    if (!flawed)
        known_each(o, &f->watched->known) if (is_absent(f, o)) report_delete(f->cluster, f->watched, o, "absent", NULL);
    f->settled = true; /* on_alive follows, once there is a version to resume from */
    return 0;
}

/* What one resource found out helps the others, which may have long to wait. */
static void answers_again(const struct follower *answering)
{
    log_info("answers again resource=%s", answering->watched->kind->name);
    cluster_returned(answering->cluster);
    for (struct follower *f = answering->cluster->followers; f; f = f->next)
        if (f->failing && f->why.kind != ERR_CONFIG)
            kube_follow_hurry(f->follow);
}

static void on_alive(void *context)
{
    struct follower *f = context;

    bool again = f->failing;

    f->failing = f->missing = false;
    if (again)
        answers_again(f);
    if (f->resumed)
        f->settled = true;
    f->resumed = false;
    cluster_review(f->cluster);
}

/* The first of those that fail. */
static bool is_first_failing(const struct follower *f)
{
    const struct follower *first = f->cluster->followers;
    while (first != f && !first->failing)
        first = first->next;
    return first == f;
}

/* At an address where nobody answers one asks each second, however long the others wait: they are hurried when it gets an answer. */
static void ask_soon(struct follower *f, const struct kube_end *end)
{
    if (!end->status && end->err.kind == ERR_AGAIN && f->follow && is_first_failing(f))
        kube_follow_soon(f->follow, ASK_MS);
}

static void on_failed(void *context, const struct kube_end *end)
{
    struct follower *f = context;
    const struct kind *kind = f->watched->kind;
    bool absent = kind->optional && (end->status == 404 || end->status == 403);

    if (kube_follow_doubts(f->follow))
        cluster_set_back(f->cluster);
    if (!absent) {
        cluster_failing(f, &end->err);
        ask_soon(f, end);
        return;
    }
    if (!f->missing && end->status == 403)
        log_warn("goes on without: %s", end->err.text);
    else if (!f->missing)
        log_info("not in this cluster, asked for again later resource=%s", kind->name);
    f->missing = f->settled = true;
    f->failing = f->resumed = false;
    cluster_review(f->cluster);
}

const struct kube_follow_handlers report_handlers = {on_listing, on_item, on_refused, on_listed, on_alive, on_failed};
