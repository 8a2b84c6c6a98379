/* Watches: each one walks along the history at the pace of its reader. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/kube/sim.h"

enum { FILL = 64 * 1024, DEFAULT_SECONDS = 1800, LOOK_MS = 500 };

struct watch {
    struct watch *next, *prev;
    struct call call; /* its request is not touched any more */
    struct sim_stream *stream;
    char *namespace, *labels, *fields;
    uint64_t at; /* the history up to here has been looked at */
    bool bookmarks;
    bool dead;   /* as of a connection that went without a word: nothing comes any more */
    bool ending; /* what is in out is the last */
    enum watch_end how;
    int64_t end_ms, bookmark_ms;
    int64_t left; /* bytes until a cut; -1: none */
    struct buf out;
    uint64_t sent;
};

/* ---- the lines ---- */

static const char *const change_words[] = {[CHANGE_ADDED] = "ADDED", [CHANGE_MODIFIED] = "MODIFIED", [CHANGE_DELETED] = "DELETED"};

static void log_line(const struct watch *w, const char *type, const struct version *v)
{
    FILE *log = w->call.sim->log;
    if (!log)
        return;
    fprintf(log, "{\"time_ns\":%lld,\"watch\":\"%s\",\"type\":\"%s\",\"key\":\"%s\",\"resourceVersion\":\"%llu\"}\n",
            (long long)sim_now_ns(), w->call.target.kind->plural, type, v->key, (unsigned long long)v->rv);
    fflush(log);
}

static void add_line(struct watch *w, enum change_type type, const struct version *v)
{
    buf_addf(&w->out, "{\"type\":\"%s\",\"object\":", change_words[type]);
    render_object(&w->out, &w->call, v->text);
    buf_add_str(&w->out, "}\n");
    w->sent++;
    log_line(w, change_words[type], v);
}

enum bookmark { BOOKMARK_PLAIN, BOOKMARK_INITIAL_END };

static void add_bookmark(struct watch *w, enum bookmark which)
{
    char version[128];
    const struct kind *k = w->call.target.kind;
    bool meta = w->call.metadata_only;
    buf_addf(&w->out,
             "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"%s\",\"apiVersion\":\"%s\",\"metadata\":{\"resourceVersion\":\"%llu\"%s}%s}}\n",
             meta ? "PartialObjectMetadata" : k->name, meta ? "meta.k8s.io/v1" : kind_api_version(k, version), (unsigned long long)w->at,
             which == BOOKMARK_INITIAL_END ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "", meta ? "" : k->bookmark);
}

static void too_old(char *to, size_t size, const struct sim *s, uint64_t rv)
{
    snprintf(to, size, "too old resource version: %llu (%llu)", (unsigned long long)rv, (unsigned long long)store_compacted(s->store));
}

static void add_expired(struct watch *w, uint64_t rv)
{
    char message[128];
    too_old(message, sizeof message, w->call.sim, rv);
    buf_add_str(&w->out, "{\"type\":\"ERROR\",\"object\":");
    status_write(&w->out, &(struct status){.code = 410, .reason = "Expired", .message = message});
    buf_add_str(&w->out, "}\n");
    w->ending = true;
    w->how = WATCH_FINISH;
}

/* ---- along the history ---- */

static bool in_scope(const struct watch *w, const struct version *v)
{
    size_t len = strlen(w->namespace);
    const struct selector s = {w->labels, w->fields};
    if (len && (strncmp(v->key, w->namespace, len) != 0 || v->key[len] != '/'))
        return false;
    return selector_matches(&s, v->text);
}

/* With a selector, what stops matching is DELETED and what starts is ADDED. */
static void tell(struct watch *w, const struct change *c)
{
    if (c->kind != w->call.target.kind)
        return;
    bool was = c->before && in_scope(w, c->before), is = c->type != CHANGE_DELETED && in_scope(w, c->now);
    if (was && is)
        add_line(w, CHANGE_MODIFIED, c->now);
    else if (is)
        add_line(w, CHANGE_ADDED, c->now);
    else if (was)
        add_line(w, CHANGE_DELETED, c->now);
}

static void fill(struct watch *w)
{
    const struct store *s = w->call.sim->store;
    if (w->ending || w->call.sim->muted)
        return;
    if (w->at < store_compacted(s)) {
        add_expired(w, w->at);
        return;
    }
    while (w->at < store_version(s) && w->out.len < FILL)
        tell(w, store_change(s, ++w->at));
}

static ssize_t finish(const struct watch *w)
{
    if (!w->ending)
        return SIM_STREAM_WAIT;
    return w->how == WATCH_FINISH ? SIM_STREAM_END : SIM_STREAM_CUT;
}

static ssize_t watch_read(void *context, char *to, size_t room)
{
    struct watch *w = context;
    if (w->ending && w->how != WATCH_FINISH)
        return SIM_STREAM_CUT;
    if (w->dead)
        return SIM_STREAM_WAIT;
    if (w->out.len < FILL)
        fill(w);
    if (w->out.len == 0)
        return finish(w);
    if (w->left == 0)
        return SIM_STREAM_CUT;
    size_t len = w->out.len < room ? w->out.len : room;
    if (w->left > 0 && len > (size_t)w->left)
        len = (size_t)w->left;
    w->left -= w->left > 0 ? (int64_t)len : 0;
    memcpy(to, w->out.data, len);
    buf_drop(&w->out, len);
    return (ssize_t)len;
}

static void watch_gone(void *context)
{
    struct watch *w = context;
    if (w->prev)
        w->prev->next = w->next;
    else
        w->call.sim->watches = w->next;
    if (w->next)
        w->next->prev = w->prev;
    buf_release(&w->out);
    free(w->namespace);
    free(w->labels);
    free(w->fields);
    free(w);
}

/* ---- from the request to the stream ---- */

enum start { START_FAILED, START_CHANGES, START_SYNTHETIC, START_WATCH_LIST };

static enum start read_watch_list(struct call *c, uint64_t rv)
{
    const char *match = sim_query(c->r, "resourceVersionMatch");
    if (c->sim->set.watch_list == WATCH_LIST_OFF) {
        reply_invalid_option(c, "sendInitialEvents",
                             "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled");
        return START_FAILED;
    }
    if (!match || strcmp(match, "NotOlderThan") != 0) {
        reply_invalid_option(c, "resourceVersionMatch", "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        return START_FAILED;
    }
    if (rv > store_version(c->sim->store)) {
        reply_too_large(c, rv);
        return START_FAILED;
    }
    return START_WATCH_LIST;
}

static enum start read_start(struct call *c, uint64_t *rv)
{
    const char *initial = sim_query(c->r, "sendInitialEvents");
    if (sim_query(c->r, "continue")) {
        reply_bad_request(c, "continue is not allowed with watch");
        return START_FAILED;
    }
    if (parse_version(c, sim_query(c->r, "resourceVersion"), rv))
        return START_FAILED;
    if (initial && !strcmp(initial, "true"))
        return read_watch_list(c, *rv);
    if (sim_query(c->r, "resourceVersionMatch")) {
        reply_invalid_option(c, "resourceVersionMatch", "resourceVersionMatch is forbidden for watch");
        return START_FAILED;
    }
    return *rv ? START_CHANGES : START_SYNTHETIC;
}

/* True when the version is forgotten and it was said by HTTP. */
static bool gone_by_http(struct call *c, uint64_t rv)
{
    char message[128];
    if (c->sim->set.gone != GONE_HTTP)
        return false;
    too_old(message, sizeof message, c->sim, rv);
    reply_status(c, &(struct status){.code = 410, .reason = "Expired", .message = message});
    return true;
}

static char *copy_query(const struct call *c, const char *name)
{
    const char *value = sim_query(c->r, name);
    return xstrdup(value ? value : "");
}

static struct watch *watch_new(const struct call *c)
{
    const char *seconds = sim_query(c->r, "timeoutSeconds"), *bookmarks = sim_query(c->r, "allowWatchBookmarks");
    struct watch *w = xcalloc(1, sizeof *w);
    w->call = *c;
    w->namespace = xstrdup(c->target.namespace);
    w->labels = copy_query(c, "labelSelector");
    w->fields = copy_query(c, "fieldSelector");
    w->bookmarks = bookmarks && (!strcmp(bookmarks, "true") || !strcmp(bookmarks, "1"));
    w->end_ms = mono_ms() + 1000 * (seconds ? strtoll(seconds, NULL, 10) : DEFAULT_SECONDS);
    w->bookmark_ms = mono_ms() + c->sim->set.bookmark_ms;
    w->left = c->cut_after > 0 ? c->cut_after : -1;
    return w;
}

static void add_initial(struct watch *w, enum start start)
{
    struct snapshot all = {0};
    if (!fault_take(&w->call, FAULT_EMPTY))
        store_snapshot(w->call.sim->store, w->call.target.kind, w->at, &all);
    for (size_t i = 0; i < all.count; i++)
        if (in_scope(w, all.items[i]))
            add_line(w, CHANGE_ADDED, all.items[i]);
    snapshot_release(&all);
    if (start == START_WATCH_LIST && w->bookmarks && !w->call.sim->bookmarks_off)
        add_bookmark(w, BOOKMARK_INITIAL_END);
}

static void stream(struct watch *w)
{
    struct sim *s = w->call.sim;
    struct sim_answer head = {.status = 200, .headers = {"Cache-Control", "no-cache, private", "Content-Type", "application/json"}};
    struct sim_stream_source source = {watch_read, watch_gone, w};
    w->next = s->watches;
    if (w->next)
        w->next->prev = w;
    s->watches = w;
    reply_log(&w->call, 200);
    w->stream = sim_stream_open(w->call.r, &head, &source);
}

void answer_watch(struct call *c)
{
    uint64_t rv;
    enum start start = read_start(c, &rv);
    if (start == START_FAILED)
        return;
    bool old = start == START_CHANGES && (rv < store_compacted(c->sim->store) || fault_take(c, FAULT_EXPIRE));
    if (old && gone_by_http(c, rv))
        return;
    struct watch *w = watch_new(c);
    w->at = start == START_CHANGES ? rv : store_version(c->sim->store);
    if (old)
        add_expired(w, rv);
    else if (start != START_CHANGES)
        add_initial(w, start);
    stream(w);
}

/* ---- from outside ---- */

void watch_changed(struct sim *s, const struct kind *k)
{
    for (struct watch *w = s->watches; w; w = w->next)
        if (w->call.target.kind == k && !s->muted)
            sim_stream_wake(w->stream);
}

void watch_wake_all(struct sim *s)
{
    for (struct watch *w = s->watches; w; w = w->next)
        sim_stream_wake(w->stream);
}

static void end_one(struct watch *w, enum watch_end how)
{
    if (how == WATCH_SILENCE) {
        w->dead = true;
        return;
    }
    w->ending = true;
    w->how = how;
    if (how == WATCH_RESET)
        sim_stream_reset(w->stream);
    sim_stream_wake(w->stream);
}

size_t watch_end_all(struct sim *s, const struct kind *k, enum watch_end how)
{
    size_t count = 0;
    for (struct watch *w = s->watches; w; w = w->next) {
        if (k && w->call.target.kind != k)
            continue;
        end_one(w, how);
        count++;
    }
    return count;
}

/* False when the watch wants none or is not where a bookmark could stand; one from the future never is. */
static bool bookmark_one(struct watch *w)
{
    fill(w);
    if (!w->bookmarks || w->ending || w->call.sim->bookmarks_off || w->call.sim->muted || w->at != store_version(w->call.sim->store))
        return false;
    add_bookmark(w, BOOKMARK_PLAIN);
    sim_stream_wake(w->stream);
    return true;
}

size_t watch_bookmark_all(struct sim *s)
{
    size_t count = 0;
    for (struct watch *w = s->watches; w; w = w->next)
        count += bookmark_one(w);
    return count;
}

static void tick_one(struct watch *w, int64_t now)
{
    if (now >= w->bookmark_ms) {
        w->bookmark_ms = now + w->call.sim->set.bookmark_ms;
        bookmark_one(w);
    }
    if (now >= w->end_ms && !w->ending) {
        bookmark_one(w);
        end_one(w, WATCH_FINISH);
    } else if (sim_stream_deserted(w->stream)) {
        end_one(w, WATCH_ABORT);
    }
}

int64_t watch_tick(struct sim *s)
{
    int64_t now = mono_ms(), wait = s->watches ? LOOK_MS : -1;
    for (struct watch *w = s->watches; w; w = w->next) {
        tick_one(w, now);
        int64_t due = (w->end_ms < w->bookmark_ms ? w->end_ms : w->bookmark_ms) - now;
        wait = due < wait ? (due > 0 ? due : 0) : wait;
    }
    return wait;
}

void watch_describe(const struct sim *s, struct json_out *o)
{
    json_open_array(o, "watches");
    for (const struct watch *w = s->watches; w; w = w->next) {
        json_open_object(o, NULL);
        json_add_str(o, "resource", w->call.target.kind->plural);
        json_add_str(o, "namespace", w->namespace);
        json_add_str(o, "labelSelector", w->labels);
        json_add_str(o, "fieldSelector", w->fields);
        json_add_int(o, "at", (int64_t)w->at);
        json_add_int(o, "sent", (int64_t)w->sent);
        json_close_object(o);
    }
    json_close_array(o);
}
