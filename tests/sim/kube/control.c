/* POST /sim/...: what a test does to the server. Needs no token: the server listens on loopback only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

static int64_t number(const struct call *c, const char *name, int64_t fallback)
{
    const char *text = sim_query(c->r, name);
    return text ? strtoll(text, NULL, 10) : fallback;
}

static void done(struct call *c, const char *name, int64_t value)
{
    struct buf body = {0};
    buf_addf(&body, "{\"%s\":%lld}", name, (long long)value);
    reply_json(c, 200, &body);
}

/* The kind that ?resource= names; NULL for all. -1 with the answer given when there is no such. */
static int resource(struct call *c, const struct kind **k)
{
    const char *name = sim_query(c->r, "resource");
    *k = name ? kind_by_plural(name) : NULL;
    if (!name || *k)
        return 0;
    reply_bad_request(c, "no such resource");
    return -1;
}

static void add_fault(struct call *c)
{
    const char *verb = sim_query(c->r, "verb"), *plural = sim_query(c->r, "resource");
    struct fault f = {.kind = fault_kind_of(sim_query(c->r, "kind")),
                      .skip = number(c, "skip", 0),
                      .count = number(c, "count", 1),
                      .code = number(c, "code", 503),
                      .retry_after_s = number(c, "retry-after", 0),
                      .bytes = number(c, "bytes", 1),
                      .delay_ms = number(c, "ms", 100)};
    snprintf(f.verb, sizeof f.verb, "%s", verb ? verb : "");
    snprintf(f.resource, sizeof f.resource, "%s", plural ? plural : "");
    if (f.kind == FAULT_NONE || f.count < 1 || f.bytes < 1)
        reply_bad_request(c, "kind is one of status cut empty expire silent delay drop; count and bytes are at least 1");
    else if (fault_add(c->sim, &f))
        reply_bad_request(c, "too many faults at once");
    else
        done(c, "count", f.count);
}

static void clear_faults(struct call *c)
{
    c->sim->fault_count = 0;
    c->sim->muted = false;
    c->sim->bookmarks_off = false;
    sim_server_release(c->sim->server);
    watch_wake_all(c->sim);
    done(c, "faults", 0);
}

static void speak(struct call *c)
{
    sim_server_release(c->sim->server);
    done(c, "released", 1);
}

static void cut_watches(struct call *c)
{
    const struct kind *k;
    const char *how = sim_query(c->r, "how");
    static const char *const words[] = {
        [WATCH_ABORT] = "abort", [WATCH_FINISH] = "end", [WATCH_RESET] = "reset", [WATCH_SILENCE] = "silence"};
    size_t end = WATCH_ABORT;
    for (size_t i = 0; how && i < COUNT_OF(words); i++)
        if (strcmp(how, words[i]) == 0)
            end = i;
    if (resource(c, &k) == 0)
        done(c, "watches", (int64_t)watch_end_all(c->sim, k, (enum watch_end)end));
}

static void mute(struct call *c)
{
    c->sim->muted = number(c, "on", 1) != 0;
    watch_wake_all(c->sim);
    done(c, "muted", c->sim->muted);
}

static void bookmark(struct call *c)
{
    done(c, "watches", (int64_t)watch_bookmark_all(c->sim));
}

static void bookmarks(struct call *c)
{
    c->sim->bookmarks_off = number(c, "on", 1) == 0;
    done(c, "on", !c->sim->bookmarks_off);
}

static void compact(struct call *c)
{
    store_compact(c->sim->store);
    done(c, "compacted", (int64_t)store_compacted(c->sim->store));
}

static void crd(struct call *c)
{
    const struct kind *k;
    if (resource(c, &k))
        return;
    if (!k || !(k->flags & KIND_CUSTOM)) {
        reply_bad_request(c, "resource must be one that comes from a CRD");
        return;
    }
    uint32_t bit = 1u << (k - kinds);
    c->sim->absent = number(c, "present", 1) ? c->sim->absent & ~bit : c->sim->absent | bit;
    done(c, "present", !(c->sim->absent & bit));
}

static void deny(struct call *c)
{
    struct err err = {0};
    const char *rule = sim_query(c->r, "rule");
    if (access_deny(c->sim, rule ? rule : "", &err))
        reply_bad_request(c, err.text);
    else
        done(c, "denials", (int64_t)c->sim->denial_count);
}

static void allow(struct call *c)
{
    c->sim->denial_count = 0;
    done(c, "denials", 0);
}

static void load(struct call *c)
{
    struct err err = {0};
    int64_t count = load_text(c->sim, &c->r->body, &err);
    if (count < 0)
        reply_bad_request(c, err.text);
    else
        done(c, "objects", count);
}

static void clear_kind(struct sim *s, const struct kind *k)
{
    struct snapshot all;
    store_snapshot(s->store, k, store_version(s->store), &all);
    for (size_t i = 0; i < all.count; i++)
        write_remove(s, k, all.items[i]->key);
    snapshot_release(&all);
}

static void clear(struct call *c)
{
    const struct kind *k;
    if (resource(c, &k))
        return;
    if (!k) {
        reply_bad_request(c, "say which resource");
        return;
    }
    int64_t count = (int64_t)store_count(c->sim->store, k);
    clear_kind(c->sim, k);
    done(c, "objects", count);
}

/* Each touch gives a pod another address: `count` watch events over the pods of a namespace, in turn. */
static void touch(struct call *c)
{
    struct snapshot all;
    const char *ns = sim_query(c->r, "namespace");
    int64_t count = number(c, "count", 1);
    own_str char *prefix = ns ? xasprintf("%s/", ns) : xstrdup("");
    store_snapshot(c->sim->store, kind_by_plural("pods"), store_version(c->sim->store), &all);
    int64_t made = 0;
    for (size_t i = 0; all.count && made < count; i++) {
        const struct version *v = all.items[i % all.count];
        if (i >= all.count && made == 0)
            break;
        if (!str_starts(v->key, prefix))
            continue;
        own_buf text = {0};
        uint64_t n = store_version(c->sim->store);
        own_str char *change = xasprintf("{\"status\":{\"podIP\":\"10.%u.%u.%u\"}}", 200 + (unsigned)(n >> 16) % 50,
                                         (unsigned)(n >> 8) % 256, (unsigned)n % 256);
        own_json *before = json_parse(v->text, v->len, NULL);
        own_json *patch = json_parse(change, strlen(change), NULL);
        object_merge(&text, before, patch);
        own_json *next = json_parse(buf_str(&text), text.len, NULL);
        made += write_load(c->sim, next, NULL) == 0;
    }
    snapshot_release(&all);
    done(c, "touched", made);
}

static void state(struct call *c)
{
    struct buf body = {0};
    struct json_out o = json_out(&body);
    const struct store *s = c->sim->store;
    json_open_object(&o, NULL);
    json_add_int(&o, "resourceVersion", (int64_t)store_version(s));
    json_add_int(&o, "compacted", (int64_t)store_compacted(s));
    json_add_int(&o, "requests", (int64_t)c->sim->requests);
    json_open_object(&o, "objects");
    for (size_t i = 0; i < kind_count; i++) {
        char qualified[128];
        json_add_int(&o, kind_qualified(&kinds[i], qualified), (int64_t)store_count(s, &kinds[i]));
    }
    json_close_object(&o);
    watch_describe(c->sim, &o);
    json_close_object(&o);
    reply_json(c, 200, &body);
}

static const struct {
    const char *path;
    void (*answer)(struct call *c);
} controls[] = {
    {"/sim/state", state},       {"/sim/load", load},           {"/sim/clear", clear},
    {"/sim/touch", touch},       {"/sim/fault", add_fault},     {"/sim/faults/clear", clear_faults},
    {"/sim/speak", speak},       {"/sim/mute", mute},           {"/sim/watches/cut", cut_watches},
    {"/sim/bookmark", bookmark}, {"/sim/bookmarks", bookmarks}, {"/sim/compact", compact},
    {"/sim/crd", crd},           {"/sim/deny", deny},           {"/sim/allow", allow},
};

void answer_control(struct call *c)
{
    for (size_t i = 0; i < COUNT_OF(controls); i++) {
        if (!strcmp(controls[i].path, c->r->path)) {
            controls[i].answer(c);
            return;
        }
    }
    reply_text(c, 404, "404 no such control\n");
}
