#include "lib/kube/follow.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/http.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "lib/kube/follow_private.h"
#include "lib/kube/salvage.h"

enum { WATCH_IDLE_MS = 75 * 1000 }; /* a bookmark comes each minute; silence beyond that is a dead connection */

enum {
    WAIT_MIN_MS = 800,
    WAIT_MAX_MS = 30 * 1000,
    HURRY_MS = 500,
    CALM_MS = 120 * 1000, /* without a failure for so long: the wait begins small again */
};

int kube_version_compare(const char *a, const char *b)
{
    static const char digits[] = "0123456789";
    size_t a_len = strlen(a), b_len = strlen(b);

    if (!a_len || !b_len || a[0] == '0' || b[0] == '0' || a[strspn(a, digits)] || b[strspn(b, digits)])
        return 0;
    if (a_len != b_len)
        return a_len < b_len ? -1 : 1;
    return strcmp(a, b);
}

static char *resource_path(const struct kube_resource *what)
{
    own_buf path = {0};

    buf_addf(&path, "%s/%s", strchr(what->group_version, '/') ? "/apis" : "/api", what->group_version);
    if (what->namespace) {
        buf_add_str(&path, "/namespaces/");
        http_encode(&path, what->namespace, false);
    }
    buf_addf(&path, "/%s", what->plural);
    return buf_take(&path);
}

static char *resource_name(const struct kube_resource *what)
{
    const char *slash = strchr(what->group_version, '/');

    if (!slash)
        return xstrdup(what->plural);
    return xasprintf("%s.%.*s", what->plural, (int)(slash - what->group_version), what->group_version);
}

static char *selector_query(const struct kube_resource *what)
{
    own_buf query = {0};

    if (what->field_selector) {
        buf_add_str(&query, "&fieldSelector=");
        http_encode(&query, what->field_selector, false);
    }
    if (what->label_selector) {
        buf_add_str(&query, "&labelSelector=");
        http_encode(&query, what->label_selector, false);
    }
    return buf_take(&query);
}

static void timer_fired(void *context)
{
    struct kube_follow *f = context;

    if (f->request && f->streaming) {
        kube_stream_look(f);
    } else if (f->request) {
        kube_present_ask(f);
    } else if (f->version) {
        kube_watch_start(f);
        if (f->request)
            kube_present_due(f);
    } else {
        kube_list_start(f);
    }
}

struct kube_follow *kube_follow_new(struct kube *k, const struct kube_resource *what, const char *version,
                                    const struct kube_follow_handlers *handlers, void *context)
{
    struct kube_follow *f = xcalloc(1, sizeof *f);

    f->k = k;
    f->handlers = *handlers;
    f->context = context;
    f->path = resource_path(what);
    f->resource = resource_name(what);
    f->selector = selector_query(what);
    f->once = what->once;
    f->lists = what->lists;
    f->idle_ms = what->silent_ms ? what->silent_ms : WATCH_IDLE_MS;
    f->version = xstrdup_or_null(version);
    f->newest = xstrdup_or_null(version ? version : what->seen);
    f->timer = loop_timer_add(kube_loop(k), timer_fired, f);
    loop_timer_in(f->timer, 0);
    return f;
}

void kube_follow_free(struct kube_follow *f)
{
    if (!f)
        return;
    kube_cancel(f->request);
    kube_present_forget(f);
    loop_timer_remove(f->timer);
    kube_scan_clear(&f->scan);
    free(f->path);
    free(f->resource);
    free(f->selector);
    free(f->version);
    free(f->newest);
    free(f->page);
    free(f);
}

const char *kube_follow_version(const struct kube_follow *f)
{
    return f->version;
}

const char *kube_follow_newest(const struct kube_follow *f)
{
    return f->newest;
}

bool kube_follow_doubts(const struct kube_follow *f)
{
    return f->doubted != 0;
}

void kube_follow_pause(struct kube_follow *f)
{
    f->paused = true;
    if (f->request)
        kube_pause(f->request);
}

void kube_follow_resume(struct kube_follow *f)
{
    f->paused = false;
    if (f->request)
        kube_resume(f->request);
}

void kube_follow_hurry(struct kube_follow *f)
{
    if (!f->request)
        kube_follow_again(f, random_below(HURRY_MS));
}

void kube_follow_soon(struct kube_follow *f, int64_t ms)
{
    kube_follow_again(f, ms + random_below((uint32_t)ms / 4));
}

int kube_follow_refused(struct kube_follow *f, const char *json, size_t len, const struct err *why)
{
    struct salvage metadata = salvage_member((struct salvage){json, len}, "metadata");
    own_str char *name = salvage_name(salvage_member(metadata, "name"));
    own_str char *namespace = salvage_name(salvage_member(metadata, "namespace"));

    if (!name)
        return -1;
    f->handlers.refused(f->context, namespace, name, why);
    return 0;
}

void kube_follow_moved(struct kube_follow *f, const char *version)
{
    str_replace(&f->version, version);
    str_replace(&f->newest, version);
}

void kube_follow_again(struct kube_follow *f, int64_t ms)
{
    loop_timer_in(f->timer, ms);
}

static int64_t jittered(int64_t ms)
{
    return ms + random_below((uint32_t)ms);
}

/* client-go's reflector: 0.8 s doubled to 30 s, up to as much again at random; also after 403, which a server that has
 * just come up says of everything until it has read its roles, and after 404, as a CRD may come. */
static int64_t wait_after(struct kube_follow *f, const struct kube_end *end)
{
    int64_t ms = (int64_t)WAIT_MIN_MS << (f->failures < 6 ? f->failures : 6);

    f->failures++;
    ms = jittered(ms < WAIT_MAX_MS ? ms : WAIT_MAX_MS);
    if (end->retry_after_ms > ms)
        ms = jittered(end->retry_after_ms);
    return ms;
}

void kube_follow_wait(struct kube_follow *f, const struct kube_end *end)
{
    int64_t now = mono_ms();

    if (now - f->failed_at > CALM_MS)
        f->failures = 0;
    f->failed_at = now;
    kube_follow_again(f, wait_after(f, end));
}

void kube_follow_failed(struct kube_follow *f, const struct kube_end *end)
{
    kube_follow_wait(f, end);
    f->handlers.failed(f->context, end);
}

void kube_follow_send(struct kube_follow *f, const struct kube_call *call, const struct kube_handlers *handlers)
{
    struct kube_end end = {.retry_after_ms = -1};

    f->request = kube_get(f->k, call, handlers, f, &end.err);
    if (!f->request)
        kube_follow_failed(f, &end);
    else if (f->paused)
        kube_pause(f->request);
}
