/* A watch with bookmarks, from the last version on (api-concepts: "Efficient detection of changes"). */
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "lib/kube/follow_private.h"
#include "lib/kube/salvage.h"

enum {
    WATCH_S = 300,     /* the server ends it after this to twice this */
    SETTLED_MS = 1000, /* a watch that ends sooner without a word is waited after */
    CUTS_MAX = 3,      /* and so often in a row a failure */
};

static const char *version_of(const struct json *object)
{
    const char *version = json_str(json_path(object, "metadata", "resourceVersion", NULL));

    return version && *version ? version : NULL;
}

/* ERROR: a Status; the stream ends after it. */
static int on_error(struct kube_follow *f, const struct json *status, struct err *err)
{
    int64_t code = json_int_or(json_get(status, "code"), 0);
    const char *reason = json_str_or(json_get(status, "reason"), "");

    f->refused = true;
    f->expired = code == 410 || !strcmp(reason, "Expired") || !strcmp(reason, "Gone");
    return err_set(err, ERR_AGAIN, "the server ended it: %s (%lld)", json_str_or(json_get(status, "message"), reason), (long long)code);
}

static int on_event(struct kube_follow *f, const char *type, const struct json *object, struct err *err)
{
    const char *version = version_of(object);

    if (!strcmp(type, "ERROR"))
        return on_error(f, object, err);
    if (f->streaming)
        return kube_stream_event(f, type, object, err);
    f->heard = true;
    f->failures = 0;
    if (!strcmp(type, "ADDED") || !strcmp(type, "MODIFIED"))
        f->handlers.item(f->context, KUBE_PUT, object);
    else if (!strcmp(type, "DELETED"))
        f->handlers.item(f->context, KUBE_DELETED, object);
    else if (strcmp(type, "BOOKMARK") != 0)
        log_warn("watch event of unknown type resource=%s type=%s", f->resource, type);
    if (version)
        kube_follow_moved(f, version);
    return 0;
}

/* A line that cannot be read: of an object that is there, when its name can be made out; its DELETED is believed by the
 * next list only. Its version is not taken over: the next event or bookmark moves on. */
static void on_unreadable(struct kube_follow *f, const char *json, size_t len, const struct err *why)
{
    struct salvage line = {json, len}, type = salvage_member(line, "type"), object = salvage_member(line, "object");
    bool put = type.text && type.len >= 7 && (!strncmp(type.text, "\"ADDED\"", 7) || !strncmp(type.text, "\"MODIFIED\"", 10));

    if (put && object.text && !kube_follow_refused(f, object.text, object.len, why))
        return;
    f->flawed = f->flawed || f->streaming;
    log_warn("watch event not readable resource=%s reason=\"%s\"", f->resource, why->text);
}

static int on_item(void *context, const char *json, size_t len, struct err *err)
{
    struct kube_follow *f = context;
    struct err why = {0};
    own_json *event = json_parse(json, len, &why);
    const char *type = json_str(json_get(event, "type"));

    if (event && type)
        return on_event(f, type, json_get(event, "object"), err);
    if (event)
        err_set(&why, ERR_INPUT, "no 'type'");
    on_unreadable(f, json, len, &why);
    return 0;
}

static int on_data(void *context, const char *bytes, size_t len, struct err *err)
{
    struct kube_follow *f = context;

    return kube_scan_feed(&f->scan, bytes, len, err);
}

static void on_head(void *context)
{
    struct kube_follow *f = context;

    if (!f->streaming) /* else when the list is whole */
        f->handlers.alive(f->context);
}

/* Where the next request must be a list: the version is not known there any more, or never will be. */
static bool position_lost(const struct kube_follow *f, const struct kube_end *end)
{
    return f->expired || end->status == 410 || end->status == 404 || end->status == 504;
}

static void list_anew(struct kube_follow *f)
{
    log_info("resource version of no use any more, listing anew resource=%s version=%s", f->resource, f->version);
    kube_list_begin(f); /* said now, though the first page is asked for a little later */
}

void kube_watch_lost(struct kube_follow *f)
{
    kube_cancel(f->request);
    f->request = NULL;
    list_anew(f);
    kube_follow_again(f, random_below(SETTLED_MS));
}

/* Once or twice that may happen. A server that goes on so tells nothing, though it answers. */
static void ended_at_once(struct kube_follow *f, struct kube_end *end)
{
    if (!end->err.kind)
        err_set(&end->err, ERR_AGAIN, "watch of '%s' at %s ended at once", f->resource, kube_where(f->k));
    if (f->failures < CUTS_MAX)
        kube_follow_wait(f, end);
    else
        kube_follow_failed(f, end);
}

static void on_done(void *context, const struct kube_end *end)
{
    struct kube_follow *f = context;
    int64_t lasted = mono_ms() - f->opened;
    struct kube_end failed = *end;

    f->request = NULL;
    kube_present_forget(f);
    if (f->streaming) {
        kube_stream_ended(f, end);
        return;
    }
    if (position_lost(f, end))
        list_anew(f);
    if (f->expired || end->status == 410) {
        kube_follow_again(f, random_below(SETTLED_MS));
    } else if (end->status / 100 != 2 || f->refused) {
        kube_follow_failed(f, &failed);
    } else if (f->heard || lasted >= SETTLED_MS) {
        /* a normal end, or a cut: what follows shows whether the server is there */
        f->failures = 0;
        kube_follow_again(f, lasted >= SETTLED_MS ? 0 : SETTLED_MS);
    } else {
        ended_at_once(f, &failed);
    }
}

void kube_watch_open(struct kube_follow *f, const char *query)
{
    static const struct kube_handlers handlers = {on_head, on_data, on_done};
    own_str char *path = xasprintf("%s?watch=1&allowWatchBookmarks=true&timeoutSeconds=%u%s%s", f->path, WATCH_S + random_below(WATCH_S),
                                   query, f->selector);

    kube_scan_clear(&f->scan);
    f->scan.kind = KUBE_SCAN_STREAM;
    f->scan.item = on_item;
    f->scan.head = NULL;
    f->scan.context = f;
    f->heard = f->expired = f->refused = false;
    f->opened = mono_ms();
    kube_follow_send(f, &(struct kube_call){.path = path, .verb = "watch", .resource = f->resource, .idle_ms = f->idle_ms}, &handlers);
}

void kube_watch_start(struct kube_follow *f)
{
    own_str char *query = xasprintf("&resourceVersion=%s", f->version);

    f->streaming = false;
    kube_watch_open(f, query);
}
