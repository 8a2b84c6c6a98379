/* One page after the other of a list (api-concepts: "Retrieving large results sets in chunks"). */
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/http.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "lib/kube/follow_private.h"

enum {
    PAGE = 500,
    LIST_IDLE_MS = 30 * 1000,
    LIST_TOTAL_MS = 10 * 60 * 1000,
    DOUBT_MS = 5 * 60 * 1000, /* so long a list from the past is not believed */
};

/* A list that is older than what was seen already comes from a server that lags behind or was set back. */
int kube_doubt_past(int64_t *since, const char *version, const char *seen, struct err *err)
{
    if (!version || !seen || kube_version_compare(version, seen) >= 0) {
        *since = 0;
        return 0;
    }
    if (!*since)
        *since = mono_ms();
    if (mono_ms() - *since > DOUBT_MS)
        return 0;
    return err_set(err, ERR_AGAIN, "the list is from the past: its version is %s, and %s was seen before", version, seen);
}

int kube_list_doubt(struct kube_follow *f, const char *version, struct err *err)
{
    return kube_doubt_past(&f->doubted, version, f->newest, err);
}

/* Before the first item. */
static int on_list_head(void *context, const char *json, size_t len, struct err *err)
{
    own_json *head = json_parse(json, len, NULL);

    return kube_list_doubt(context, json_str(json_path(head, "metadata", "resourceVersion", NULL)), err);
}

static int on_item(void *context, const char *json, size_t len, struct err *err)
{
    struct kube_follow *f = context;
    struct err why = {0};
    own_json *object = json_parse(json, len, &why);

    (void)err;
    f->handed = true;
    if (object) {
        f->handlers.item(f->context, KUBE_LISTED, object);
        return 0;
    }
    if (!kube_follow_refused(f, json, len, &why))
        return 0;
    f->flawed = true;
    log_warn("object of a list not readable resource=%s reason=\"%s\"", f->resource, why.text);
    return 0;
}

static int on_data(void *context, const char *bytes, size_t len, struct err *err)
{
    struct kube_follow *f = context;

    return kube_scan_feed(&f->scan, bytes, len, err);
}

/* What stands beside the items: gives the version and the next page's token (NULL at the last). */
static int read_rest(struct kube_follow *f, char **version, char **page, struct err *err)
{
    const char *text = kube_scan_rest(&f->scan);
    own_json *rest = json_parse(text, strlen(text), err);
    const struct json *metadata = json_get(rest, "metadata");
    const char *next = json_str(json_get(metadata, "continue"));
    const char *is = json_str(json_get(metadata, "resourceVersion"));

    if (!rest)
        return -1;
    if (!str_ends(json_str_or(json_get(rest, "kind"), ""), "List") || !is || !*is)
        return err_set(err, ERR_AGAIN, "the answer is no list of an API server: 'kind' or 'metadata.resourceVersion' is missing");
    *version = xstrdup(is);
    *page = next && *next ? xstrdup(next) : NULL;
    return 0;
}

static int list_whole(struct kube_follow *f, const char *version, struct err *err)
{
    bool flawed = f->flawed;

    f->listing = f->flawed = false;
    if (f->handlers.listed(f->context, version, flawed, err))
        return -1;
    kube_follow_moved(f, version);
    f->failures = 0;
    f->handlers.alive(f->context); /* not before the list is believed */
    if (!f->once)
        kube_watch_start(f);
    return 0;
}

static int page_whole(struct kube_follow *f, struct err *err)
{
    own_str char *version = NULL;
    char *page = NULL;

    if (kube_scan_end(&f->scan, err) || read_rest(f, &version, &page, err)) {
        err->kind = ERR_AGAIN;
        return err_wrap(err, "list of '%s' at %s", f->resource, kube_where(f->k));
    }
    free(f->page);
    f->page = page;
    if (!page)
        return list_whole(f, version, err);
    f->handlers.alive(f->context);
    kube_list_start(f);
    return 0;
}

static void on_done(void *context, const struct kube_end *end)
{
    struct kube_follow *f = context;
    struct kube_end failed = *end;

    f->request = NULL;
    if (!failed.err.kind && !page_whole(f, &failed.err))
        return;
    if (failed.status == 410 || failed.status == 400 || !f->page) /* the continue token has expired, or is none */
        kube_list_forget(f);
    kube_follow_failed(f, &failed);
}

/* What was handed over of one state must not count as part of the next: it may have gone in between. */
void kube_list_forget(struct kube_follow *f)
{
    str_replace(&f->page, NULL);
    if (f->handed)
        f->listing = false;
}

void kube_list_begin(struct kube_follow *f)
{
    str_replace(&f->version, NULL);
    str_replace(&f->page, NULL);
    f->flawed = f->handed = false;
    f->listing = true;
    f->handlers.listing(f->context);
}

void kube_list_start(struct kube_follow *f)
{
    static const struct kube_handlers handlers = {NULL, on_data, on_done};
    own_buf path = {0};

    if (!f->listing)
        kube_list_begin(f);
    if (kube_stream_possible(f)) {
        kube_stream_start(f);
        return;
    }
    kube_scan_clear(&f->scan);
    f->scan.kind = KUBE_SCAN_LIST;
    f->scan.item = on_item;
    f->scan.head = on_list_head;
    f->scan.context = f;
    buf_addf(&path, "%s?limit=%d%s", f->path, PAGE, f->selector);
    if (f->page) {
        buf_add_str(&path, "&continue=");
        http_encode(&path, f->page, false);
    }
    kube_follow_send(
        f,
        &(struct kube_call){
            .path = buf_str(&path), .verb = "list", .resource = f->resource, .total_ms = LIST_TOTAL_MS, .idle_ms = LIST_IDLE_MS},
        &handlers);
}
