/* A list as the beginning of a watch (api-concepts: "Streaming lists"): what is there comes as ADDED, then a bookmark
 * that says so, and the watch goes on. A server that cannot, and a stream that never comes to that bookmark (a proxy may
 * swallow it), is asked in pages instead. */
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "lib/kube/follow_private.h"

#define INITIAL_EVENTS_END "k8s.io/initial-events-end"

enum {
    QUIET_MS = 10 * 1000,            /* so long without a byte: the bookmark will not come */
    REFUSED_MS = 60 * 60 * 1000,     /* so long a server that cannot is not asked again: it may have been upgraded */
    INTERRUPTED_MS = 10 * 60 * 1000, /* and one whose stream did not come whole */
};

bool kube_stream_possible(const struct kube_follow *f)
{
    return f->lists == KUBE_LISTS_STREAMED && !f->once && !f->page && mono_ms() >= f->pages_until;
}

/* Not older than what was seen, so that no list comes from the past. */
void kube_stream_start(struct kube_follow *f)
{
    own_str char *since = f->newest ? xasprintf("&resourceVersion=%s", f->newest) : xstrdup("");
    own_str char *query = xasprintf("&sendInitialEvents=true&resourceVersionMatch=NotOlderThan%s", since);

    f->streaming = true;
    f->stirred = mono_ms();
    loop_timer_in(f->timer, QUIET_MS);
    kube_watch_open(f, query);
}

static bool is_end(const struct json *bookmark)
{
    return str_equal(json_str(json_path(bookmark, "metadata", "annotations", INITIAL_EVENTS_END, NULL)), "true");
}

static int stream_whole(struct kube_follow *f, const struct json *bookmark, struct err *err)
{
    const char *version = json_str(json_path(bookmark, "metadata", "resourceVersion", NULL));
    bool flawed = f->flawed;

    if (!version || !*version)
        return err_set(err, ERR_AGAIN, "the bookmark at the end of a list has no 'metadata.resourceVersion'");
    if (kube_list_doubt(f, version, err) || f->handlers.listed(f->context, version, flawed, err))
        return -1;
    f->streaming = f->listing = f->flawed = false;
    f->heard = true;
    f->failures = 0;
    kube_follow_moved(f, version);
    f->handlers.alive(f->context); /* not before the list is believed */
    return 0;
}

int kube_stream_event(struct kube_follow *f, const char *type, const struct json *object, struct err *err)
{
    f->stirred = mono_ms();
    if (!strcmp(type, "BOOKMARK"))
        return is_end(object) ? stream_whole(f, object, err) : 0;
    f->handed = true;
    if (!strcmp(type, "ADDED") || !strcmp(type, "MODIFIED"))
        f->handlers.item(f->context, KUBE_LISTED, object);
    else if (!strcmp(type, "DELETED"))
        f->handlers.item(f->context, KUBE_DELETED, object);
    return 0;
}

static void by_pages(struct kube_follow *f, int64_t ms, const char *why)
{
    log_info("lists come in pages now resource=%s reason=\"%s\"", f->resource, why);
    f->pages_until = mono_ms() + ms;
}

/* It does not know sendInitialEvents, or has it switched off. */
static bool cannot(const struct kube_end *end)
{
    return end->status == 422 || end->status == 400;
}

void kube_stream_ended(struct kube_follow *f, const struct kube_end *end)
{
    struct kube_end failed = *end;

    f->streaming = false;
    kube_list_forget(f);
    if (cannot(end)) {
        by_pages(f, REFUSED_MS, end->err.text);
        kube_follow_again(f, 0);
        return;
    }
    if (!failed.err.kind)
        err_set(&failed.err, ERR_AGAIN, "watch of '%s' at %s ended before its list was whole", f->resource, kube_where(f->k));
    if (end->status / 100 == 2 || end->status == 504) /* 504: the version that was seen is not known there, as after a restore */
        by_pages(f, INTERRUPTED_MS, failed.err.text);
    kube_follow_failed(f, &failed);
}

void kube_stream_look(struct kube_follow *f)
{
    int64_t left = f->stirred + QUIET_MS - mono_ms();

    if (f->paused || left > 0) {
        loop_timer_in(f->timer, left > 0 ? left : QUIET_MS);
        return;
    }
    kube_cancel(f->request);
    f->request = NULL;
    f->streaming = false;
    kube_list_forget(f);
    by_pages(f, REFUSED_MS, "a streamed list did not come to its end");
    kube_follow_again(f, 0);
}
