#include "lib/kube/kube.h"

#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "lib/kube/exec.h"

enum { STATUS_MAX = 64 * 1024 }; /* of a refusal's body, the rest is of no interest */

struct kube {
    struct loop *loop;
    struct http *http;
    struct kube_access access;
    void *signing_in;             /* a credential plugin or a signer at work; NULL: none */
    struct kube_request *waiting; /* for it, in their order */
    unsigned signed_in;           /* how often it gave something */
};

struct kube_request {
    struct kube *k;
    struct http_request *http; /* NULL while waiting */
    struct kube_request *next; /* of those that wait */
    unsigned signed_in;        /* the credentials that it was sent with */
    bool paused;
    struct kube_handlers handlers;
    void *context;
    char *path, *verb, *resource, *body;
    char *type; /* of the body */
    const char *method;
    int64_t total_ms, idle_ms;
    bool again;         /* this is the second try after a 401 */
    struct buf refusal; /* the body of an answer that is not 2xx */
    int status;
};

struct kube *kube_new(struct loop *loop, struct kube_access *access, const char *user_agent)
{
    struct kube *k = xcalloc(1, sizeof *k);

    prctl(PR_SET_DUMPABLE, 0); /* tokens and keys are in no core dump */
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    k->loop = loop;
    k->http = http_new(loop, user_agent);
    k->access = *access;
    *access = (struct kube_access){0};
    return k;
}

void kube_free(struct kube *k)
{
    if (!k)
        return;
    if (k->access.signer.start)
        k->access.signer.cancel(k->signing_in);
    else
        kube_exec_cancel(k->signing_in);
    http_free(k->http);
    kube_access_release(&k->access);
    free(k);
}

struct loop *kube_loop(const struct kube *k)
{
    return k->loop;
}

const char *kube_where(const struct kube *k)
{
    return k->access.where;
}

static void request_free(struct kube_request *r)
{
    free(r->path);
    free(r->verb);
    free(r->resource);
    free(r->body);
    free(r->type);
    buf_release(&r->refusal);
    free(r);
}

/* ---- what a refusal means ---- */

/* The server's own words: a Status' message, else the first line of whatever came. */
static char *message_of(const struct buf *body)
{
    own_json *status = json_parse(buf_str(body), body->len, NULL);
    const char *message = json_str(json_get(status, "message"));

    if (message && *message)
        return xasprintf(": %s", message);
    size_t line = strcspn(buf_str(body), "\r\n");
    if (!line || line > 200 || body->data[0] == '<')
        return xstrdup("");
    return xasprintf(": %.*s", (int)line, body->data);
}

static void refused(const struct kube_request *r, struct kube_end *end)
{
    own_str char *said = message_of(&r->refusal);
    own_json *status = json_parse(buf_str(&r->refusal), r->refusal.len, NULL);
    int64_t seconds = json_int_or(json_path(status, "details", "retryAfterSeconds", NULL), -1);
    const char *where = kube_where(r->k);

    if (end->retry_after_ms < 0 && seconds >= 0 && seconds < 86400)
        end->retry_after_ms = seconds * 1000;
    if (end->status == 401)
        err_set(&end->err, ERR_CONFIG, "credentials of %s were refused (401%s): a valid token or client certificate is needed", where,
                said);
    else if (end->status == 403)
        err_set(&end->err, ERR_CONFIG, "may not %s '%s' at %s (403%s): grant that verb on that resource", r->verb, r->resource, where,
                said);
    else
        err_set(&end->err, ERR_AGAIN, "could not %s '%s' at %s (%d%s)", r->verb, r->resource, where, end->status, said);
}

/* ---- one request ---- */

static void on_head(void *context, const struct http_answer *a)
{
    struct kube_request *r = context;

    r->status = a->status;
    if (a->status / 100 == 2 && r->handlers.head)
        r->handlers.head(r->context);
}

static void end_request(struct kube_request *r, const struct kube_end *end)
{
    struct kube_handlers handlers = r->handlers;
    void *to = r->context;

    request_free(r);
    handlers.done(to, end);
}

static void on_data(void *context, const char *bytes, size_t len)
{
    struct kube_request *r = context;
    struct kube_end end = {.status = r->status, .retry_after_ms = -1};

    if (r->status / 100 != 2) {
        if (r->refusal.len < STATUS_MAX)
            buf_add(&r->refusal, bytes, len);
        return;
    }
    if (!r->handlers.data(r->context, bytes, len, &end.err))
        return;
    err_wrap(&end.err, "%s of '%s' at %s", r->verb, r->resource, kube_where(r->k));
    http_cancel(r->http);
    end_request(r, &end);
}

static int sign_in_and_send(struct kube_request *r, struct err *err);

/* True when the request is under way once more. */
static bool try_again(struct kube_request *r, struct err *err)
{
    struct kube *k = r->k;

    if (r->status != 401 || r->again || !(k->access.token_file || k->access.exec || k->access.signer.start))
        return false;
    r->again = true;
    if (r->signed_in == k->signed_in) /* else others have been refused before, and there are newer ones */
        kube_access_refused(&k->access);
    buf_clear(&r->refusal);
    return !sign_in_and_send(r, err);
}

static void on_done(void *context, const struct http_answer *a, const struct err *err)
{
    struct kube_request *r = context;
    struct kube_end end = {.status = a->status, .retry_after_ms = a->retry_after_ms};

    if (a->status && a->status / 100 != 2) {
        if (try_again(r, &end.err))
            return;
        if (!end.err.kind)
            refused(r, &end);
    } else if (err) {
        end.err = *err;
        err_wrap(&end.err, "%s of '%s' at %s", r->verb, r->resource, kube_where(r->k));
    }
    end_request(r, &end);
}

static int send_request(struct kube_request *r, struct err *err)
{
    static const struct http_handlers handlers = {on_head, on_data, on_done};
    struct kube *k = r->k;
    struct http_trust trust = kube_access_trust(&k->access);
    own_str char *url = xasprintf("%s%s", k->access.server, r->path);
    const char *token = NULL;

    if (kube_access_token(&k->access, &token, err))
        return -1;
    own_str char *bearer = token ? xasprintf("Authorization: Bearer %s", token) : NULL;
    const char *headers[] = {"Accept: application/json", r->type ? r->type : bearer, r->type ? bearer : NULL, NULL};
    struct http_call call = {
        .method = r->method,
        .url = url,
        .body = r->body,
        .body_len = r->body ? strlen(r->body) : 0,
        .headers = headers,
        .trust = &trust,
        .total_ms = r->total_ms,
        .idle_ms = r->idle_ms,
        .gzip = !k->access.uncompressed,
        .http2 = true,
    };

    r->status = 0;
    r->signed_in = k->signed_in;
    r->http = http_send(k->http, &call, &handlers, r, err);
    if (bearer)
        explicit_bzero(bearer, strlen(bearer));
    if (r->http && r->paused)
        http_pause(r->http);
    return r->http ? 0 : -1;
}

/* ---- signing in by a plugin: requests wait while it works ---- */

static void wait_for_it(struct kube_request *r)
{
    struct kube_request **at = &r->k->waiting;

    while (*at)
        at = &(*at)->next;
    r->next = NULL;
    r->http = NULL;
    *at = r;
}

static void wait_no_more(struct kube_request *r)
{
    for (struct kube_request **at = &r->k->waiting; *at; at = &(*at)->next)
        if (*at == r) {
            *at = r->next;
            return;
        }
}

/* Those that wait are sent, or end as it did; one of them may begin the next round. */
static void signed_in(void *context, struct kube_credential *got, const struct err *err)
{
    struct kube *k = context;
    struct kube_request *r;

    k->signing_in = NULL;
    if (got) {
        k->signed_in++;
        kube_access_take(&k->access, got);
    } else if (kube_access_makes_do(&k->access)) {
        log_warn("signing in anew failed, what is there is still good: %s", err->text);
        err = NULL;
    }
    while ((r = k->waiting) && !k->signing_in) {
        struct kube_end end = {.retry_after_ms = -1};

        k->waiting = r->next;
        if (err)
            end.err = *err;
        if (err || send_request(r, &end.err))
            end_request(r, &end);
    }
}

static void *start_signing_in(struct kube *k, struct err *err)
{
    const struct kube_signer *s = &k->access.signer;

    return s->start ? s->start(s->context, signed_in, k, err) : kube_exec_start(k->loop, k->access.exec, signed_in, k, err);
}

static int sign_in_and_send(struct kube_request *r, struct err *err)
{
    struct kube *k = r->k;

    if (!kube_access_wants_exec(&k->access))
        return send_request(r, err);
    if (!k->signing_in)
        k->signing_in = start_signing_in(k, err);
    if (!k->signing_in)
        return kube_access_makes_do(&k->access) ? send_request(r, err) : -1;
    wait_for_it(r);
    return 0;
}

struct kube_request *kube_get(struct kube *k, const struct kube_call *call, const struct kube_handlers *handlers, void *context,
                              struct err *err)
{
    struct kube_request *r = xcalloc(1, sizeof *r);

    r->k = k;
    r->handlers = *handlers;
    r->context = context;
    r->path = xstrdup(call->path);
    r->verb = xstrdup(call->verb);
    r->resource = xstrdup(call->resource);
    r->body = xstrdup_or_null(call->body);
    r->type = call->body ? xasprintf("Content-Type: %s", call->patch ? call->patch : "application/json") : NULL;
    r->method = call->patch ? "PATCH" : call->body ? "POST" : "GET";
    r->total_ms = call->total_ms;
    r->idle_ms = call->idle_ms;
    if (!sign_in_and_send(r, err))
        return r;
    request_free(r);
    return NULL;
}

void kube_cancel(struct kube_request *r)
{
    if (!r)
        return;
    if (r->http)
        http_cancel(r->http);
    else
        wait_no_more(r);
    request_free(r);
}

void kube_pause(struct kube_request *r)
{
    r->paused = true;
    if (r->http)
        http_pause(r->http);
}

void kube_resume(struct kube_request *r)
{
    r->paused = false;
    if (r->http)
        http_resume(r->http);
}
