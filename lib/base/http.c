/* libcurl's multi interface on our loop: curl tells which sockets and which timer it wants, the loop says
 * when they are ready.
 *
 * curl may not be entered from its own callbacks. What a caller does inside `head` and `data` (send, cancel,
 * resume) is therefore noted on the request and done by `chores` once curl has returned. */
#include "lib/base/http.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/http_inner.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

static void chores(void *context);

/* ---- the multi handle on the loop ---- */

static void reap(struct http *h);

static void act(struct http *h, curl_socket_t fd, int ready)
{
    int running;

    h->inside = true;
    curl_multi_socket_action(h->multi, fd, ready, &running);
    h->inside = false;
    reap(h);
    chores(h);
}

static void socket_ready(void *context, int fd, unsigned ready)
{
    int bits = 0;

    if (ready & LOOP_READ)
        bits |= CURL_CSELECT_IN;
    if (ready & LOOP_WRITE)
        bits |= CURL_CSELECT_OUT;
    if (ready & LOOP_HANGUP)
        bits |= CURL_CSELECT_IN | CURL_CSELECT_ERR;
    act(context, fd, bits);
}

static int socket_wanted(CURL *easy, curl_socket_t fd, int what, void *context, void *known)
{
    struct http *h = context;
    struct loop_fd *watch = known;
    unsigned want = 0;

    (void)easy;
    if (what == CURL_POLL_REMOVE) {
        if (watch)
            loop_fd_remove(watch);
        curl_multi_assign(h->multi, fd, NULL);
        return 0;
    }
    if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
        want |= LOOP_READ;
    if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
        want |= LOOP_WRITE;
    if (watch)
        loop_fd_change(watch, want);
    else
        curl_multi_assign(h->multi, fd, loop_fd_add(h->loop, fd, want, socket_ready, h));
    return 0;
}

static int timer_wanted(CURLM *multi, long ms, void *context)
{
    struct http *h = context;

    (void)multi;
    loop_timer_in(h->timer, ms);
    return 0;
}

static void timer_fired(void *context)
{
    act(context, CURL_SOCKET_TIMEOUT, 0);
}

struct http *http_new(struct loop *loop, const char *user_agent)
{
    static bool global;
    struct http *h = xcalloc(1, sizeof *h);

    if (!global)
        curl_global_init(CURL_GLOBAL_DEFAULT);
    global = true;
    h->loop = loop;
    h->user_agent = xstrdup(user_agent);
    h->timer = loop_timer_add(loop, timer_fired, h);
    h->chores = loop_timer_add(loop, chores, h);
    h->multi = curl_multi_init();
    curl_multi_setopt(h->multi, CURLMOPT_SOCKETFUNCTION, socket_wanted);
    curl_multi_setopt(h->multi, CURLMOPT_SOCKETDATA, h);
    curl_multi_setopt(h->multi, CURLMOPT_TIMERFUNCTION, timer_wanted);
    curl_multi_setopt(h->multi, CURLMOPT_TIMERDATA, h);
    curl_multi_setopt(h->multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    return h;
}

/* A used handle comes back with its memory and its TLS sessions; a fresh one takes both to make. */
static CURL *easy_take(struct http *h)
{
    return h->spare_count ? h->spare[--h->spare_count] : curl_easy_init();
}

static void easy_give(struct http *h, CURL *easy)
{
    if (h->spare_count == HTTP_SPARE) {
        curl_easy_cleanup(easy);
        return;
    }
    curl_easy_reset(easy);
    h->spare[h->spare_count++] = easy;
}

static void request_free(struct http_request *r)
{
    struct http *h = r->h;

    if (r->added)
        curl_multi_remove_handle(h->multi, r->easy);
    if (r->prev)
        r->prev->next = r->next;
    else
        h->requests = r->next;
    if (r->next)
        r->next->prev = r->prev;
    loop_timer_remove(r->deadline);
    easy_give(h, r->easy);
    curl_slist_free_all(r->headers);
    curl_slist_free_all(r->connect_to);
    free(r->date);
    free(r->content_type);
    free(r->error_type);
    free(r->request_id);
    free(r->host);
    free(r);
}

void http_free(struct http *h)
{
    if (!h)
        return;
    while (h->requests)
        request_free(h->requests);
    while (h->spare_count)
        curl_easy_cleanup(h->spare[--h->spare_count]);
    curl_multi_cleanup(h->multi);
    loop_timer_remove(h->timer);
    loop_timer_remove(h->chores);
    free(h->user_agent);
    free(h);
}

/* ---- the end of a request ---- */

/* A person must act on these; all other failures may pass by themselves. */
static bool needs_person(CURLcode code)
{
    static const CURLcode codes[] = {CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
                                     CURLE_SSL_ISSUER_ERROR,         CURLE_SSL_CIPHER,      CURLE_URL_MALFORMAT,
                                     CURLE_UNSUPPORTED_PROTOCOL};

    for (size_t i = 0; i < COUNT_OF(codes); i++)
        if (codes[i] == code)
            return true;
    return false;
}

static void describe(const struct http_request *r, CURLcode code, struct err *err)
{
    const char *why = r->error[0] ? r->error : curl_easy_strerror(code);
    int why_len = (int)strcspn(why, "\r\n");

    if (r->overdue_ms)
        err_set(err, ERR_AGAIN, "answer of '%s' timed out: nothing came for %lld ms", r->host, (long long)r->overdue_ms);
    else if (code == CURLE_ABORTED_BY_CALLBACK)
        err_set(err, ERR_AGAIN, "connection to '%s' was lost after the request was sent", r->host);
    else if (code == CURLE_PEER_FAILED_VERIFICATION)
        err_set(err, ERR_CONFIG, "TLS certificate of '%s' was not accepted: %.*s", r->host, why_len, why);
    else if (code == CURLE_SSL_CERTPROBLEM)
        err_set(err, ERR_CONFIG, "client certificate or key for '%s' is not usable: %.*s", r->host, why_len, why);
    else if (code == CURLE_SSL_CACERT_BADFILE)
        err_set(err, ERR_CONFIG, "CA certificates for '%s' are not usable: %.*s", r->host, why_len, why);
    else if (code == CURLE_PARTIAL_FILE)
        err_set(err, ERR_AGAIN, "answer of '%s' was cut off: %.*s", r->host, why_len, why);
    else
        err_set(err, needs_person(code) ? ERR_CONFIG : ERR_AGAIN, "request to '%s' failed: %.*s", r->host, why_len, why);
}

static void finish(struct http_request *r, CURLcode code)
{
    struct err err = {0};
    bool failed = code != CURLE_OK || r->overdue_ms;

    r->ending = true;
    if (failed)
        describe(r, code, &err);
    if (r->handlers.done)
        r->handlers.done(r->context, &r->answer, failed ? &err : NULL);
    request_free(r);
}

static void reap(struct http *h)
{
    CURLMsg *message;
    int left;

    while ((message = curl_multi_info_read(h->multi, &left))) {
        struct http_request *r = NULL;
        CURLcode code = message->data.result;

        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &r);
        if (r->dead)
            request_free(r);
        else
            finish(r, code);
    }
}

/* One request that has something put off, or NULL. */
static struct http_request *next_chore(struct http *h)
{
    for (struct http_request *r = h->requests; r; r = r->next)
        if (!r->ending && (r->dead || !r->added || r->resume))
            return r;
    return NULL;
}

static void chore(struct http_request *r)
{
    if (r->dead) {
        request_free(r);
    } else if (!r->added) {
        r->added = true;
        curl_multi_add_handle(r->h->multi, r->easy);
    } else {
        struct http *h = r->h;

        r->resume = r->held = false;
        h->inside = true;
        curl_easy_pause(r->easy, CURLPAUSE_CONT);
        h->inside = false;
    }
}

static void chores(void *context)
{
    struct http *h = context;
    struct http_request *r;

    if (h->inside)
        return;
    while ((r = next_chore(h)))
        chore(r);
}

/* One timer serves both deadlines: it wakes at the nearer one and looks again. While paused, silence is ours. */
static void deadline(void *context)
{
    struct http_request *r = context;
    int64_t now = mono_ms();
    int64_t total = r->total_ms ? r->started + r->total_ms - now : INT64_MAX;
    int64_t idle = r->idle_ms && !r->paused ? r->heard + r->idle_ms - now : INT64_MAX;
    int64_t next = total < idle ? total : idle;

    if (r->dead)
        return;
    if (next > 0) {
        if (next != INT64_MAX)
            loop_timer_in(r->deadline, next);
        return;
    }
    r->overdue_ms = total <= 0 ? r->total_ms : r->idle_ms;
    finish(r, CURLE_OPERATION_TIMEDOUT);
}

/* ---- a request ---- */

static struct http_request *request_new(struct http *h)
{
    struct http_request *r = xcalloc(1, sizeof *r);

    r->h = h;
    r->easy = easy_take(h);
    r->deadline = loop_timer_add(h->loop, deadline, r);
    r->answer.retry_after_ms = -1;
    r->started = r->heard = mono_ms();
    r->next = h->requests;
    if (r->next)
        r->next->prev = r;
    h->requests = r;
    return r;
}

struct http_request *http_send(struct http *h, const struct http_call *call, const struct http_handlers *handlers, void *context,
                               struct err *err)
{
    const struct http_trust *t = call->trust;

    if (t && !t->client_cert_pem != !t->client_key_pem) {
        err_set(err, ERR_CONFIG, "client certificate and its key are needed both or none for '%s'", call->url);
        return NULL;
    }
    struct http_request *r = request_new(h);
    r->handlers = *handlers;
    r->context = context;
    r->total_ms = call->total_ms;
    r->idle_ms = call->idle_ms;
    r->dead = true; /* until it is complete */
    if (http_prepare(r, call, err)) {
        request_free(r);
        return NULL;
    }
    r->dead = false;
    loop_timer_in(r->deadline, 0);
    loop_timer_in(h->chores, 0);
    return r;
}

void http_cancel(struct http_request *r)
{
    if (!r || r->ending)
        return;
    r->dead = true;
    if (r->h->inside)
        loop_timer_in(r->h->chores, 0);
    else
        request_free(r);
}

void http_pause(struct http_request *r)
{
    r->paused = true;
}

void http_resume(struct http_request *r)
{
    if (!r->paused)
        return;
    r->paused = false;
    r->heard = mono_ms();
    r->resume = r->held;
    loop_timer_in(r->deadline, 0);
    loop_timer_in(r->h->chores, 0);
}
