/* What version a server has come to, asked when a watch that was taken up there brings nothing. A watch from the server's future, as after
 * a restore from a backup, is answered by silence: not even a bookmark comes until the server has got there, and what happens until then is
 * lost. A list without a version is the most recent state, whichever server answers. */
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "lib/kube/follow_private.h"

enum {
    PARTS = 16, /* of the time after which a silent watch is dead: asked after one or two of them */
    ANSWER_MS = 30 * 1000,
};

void kube_present_due(struct kube_follow *f)
{
    uint32_t part = (uint32_t)(f->idle_ms / PARTS);

    loop_timer_in(f->timer, part + random_below(part));
}

void kube_present_forget(struct kube_follow *f)
{
    kube_cancel(f->present);
    f->present = NULL;
    kube_scan_clear(&f->present_scan);
}

static bool is_future(const struct kube_follow *f, const char *present)
{
    return present && f->version && kube_version_compare(f->version, present) > 0;
}

static int on_item(void *context, const char *json, size_t len, struct err *err)
{
    (void)context, (void)json, (void)len, (void)err;
    return 0;
}

static int on_data(void *context, const char *bytes, size_t len, struct err *err)
{
    struct kube_follow *f = context;

    return kube_scan_feed(&f->present_scan, bytes, len, err);
}

/* What is no answer is none: the watch's own deadline finds a server that is away. */
static void on_done(void *context, const struct kube_end *end)
{
    struct kube_follow *f = context;
    bool whole = !end->err.kind && !kube_scan_end(&f->present_scan, NULL);
    const char *text = whole ? kube_scan_rest(&f->present_scan) : "";
    own_json *rest = json_parse(text, strlen(text), NULL);
    const char *present = json_str(json_path(rest, "metadata", "resourceVersion", NULL));
    bool future = is_future(f, present);

    if (future)
        log_warn("the watch is from the server's future resource=%s version=%s server=%s", f->resource, f->version, present);
    f->present = NULL;
    kube_present_forget(f);
    if (future)
        kube_watch_lost(f);
}

void kube_present_ask(struct kube_follow *f)
{
    static const struct kube_handlers handlers = {NULL, on_data, on_done};
    own_str char *path = xasprintf("%s?limit=1%s", f->path, f->selector);
    struct kube_call call = {.path = path, .verb = "list", .resource = f->resource, .total_ms = ANSWER_MS};

    if (f->heard || f->present)
        return;
    if (f->paused) {
        kube_present_due(f);
        return;
    }
    f->present_scan = (struct kube_scan){.kind = KUBE_SCAN_LIST, .item = on_item, .context = f};
    f->present = kube_get(f->k, &call, &handlers, f, &(struct err){0});
}
