/* libcurl's multi interface on our loop: curl tells which sockets and which timer it wants, the loop says
 * when they are ready.
 *
 * curl may not be entered from its own callbacks. What a caller does inside `head` and `data` (send, cancel,
 * resume) is therefore noted on the request and done by `chores` once curl has returned. */
#include "lib/base/http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

enum {
    CONNECT_MS = 10000,
    KEEPALIVE_S = 30,
    REUSE_S = 50,      /* a connection idle for longer is not used again; API servers close at 90 s, AWS earlier */
    REUSE_WRITE_S = 5, /* the same for what must not be sent twice */
};

struct http {
    struct loop *loop;
    struct loop_timer *timer;  /* curl's */
    struct loop_timer *chores; /* what was put off */
    CURLM *multi;
    char *user_agent;
    struct http_request *requests;
    bool inside; /* curl is on the stack */
};

struct http_request {
    struct http *h;
    struct http_request *prev, *next;
    CURL *easy;
    struct curl_slist *headers, *connect_to;
    struct http_handlers handlers;
    void *context;
    struct http_answer answer;
    char *date, *content_type, *host;
    struct loop_timer *deadline;
    int64_t total_ms, idle_ms;
    int64_t started, heard; /* mono_ms */
    bool safe;              /* GET or HEAD: curl may repeat it on a new connection */
    bool added, dead, held, paused, resume, ending;
    int64_t overdue_ms; /* the deadline that passed, or 0 */
    char error[CURL_ERROR_SIZE];
};

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
    curl_easy_cleanup(r->easy);
    curl_slist_free_all(r->headers);
    curl_slist_free_all(r->connect_to);
    free(r->date);
    free(r->content_type);
    free(r->host);
    free(r);
}

void http_free(struct http *h)
{
    if (!h)
        return;
    while (h->requests)
        request_free(h->requests);
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

/* ---- what curl says of a request ---- */

static int before_request(void *context, char *to_ip, char *from_ip, int to_port, int from_port)
{
    struct http_request *r = context;

    (void)to_ip, (void)from_ip, (void)to_port, (void)from_port;
    if (r->answer.sent && !r->safe)
        return CURL_PREREQFUNC_ABORT; /* curl wants to send it once more; only the caller may decide that */
    r->answer.sent = true;
    return CURL_PREREQFUNC_OK;
}

static void keep_value(char **to, const char *value, size_t len)
{
    free(*to);
    *to = xstrndup(value, len);
}

static int64_t retry_after(const char *text)
{
    char *end;
    long long seconds = strtoll(text, &end, 10);
    time_t at;

    if (end != text && seconds >= 0)
        return (seconds > 86400 ? 86400 : seconds) * 1000;
    at = curl_getdate(text, NULL);
    if (at < 0)
        return -1;
    return at > time(NULL) ? (int64_t)(at - time(NULL)) * 1000 : 0;
}

static void header_line(struct http_request *r, const char *line, size_t len)
{
    const char *colon = memchr(line, ':', len);
    size_t name_len = colon ? (size_t)(colon - line) : 0;
    const char *value = colon ? colon + 1 : line;

    while (len && (line[len - 1] == '\r' || line[len - 1] == '\n' || line[len - 1] == ' '))
        len--;
    while (value < line + len && *value == ' ')
        value++;
    size_t value_len = value < line + len ? (size_t)(line + len - value) : 0;

    if (name_len == 4 && !strncasecmp(line, "date", 4)) {
        keep_value(&r->date, value, value_len);
    } else if (name_len == 12 && !strncasecmp(line, "content-type", 12)) {
        keep_value(&r->content_type, value, value_len);
    } else if (name_len == 11 && !strncasecmp(line, "retry-after", 11)) {
        own_str char *text = xstrndup(value, value_len);

        r->answer.retry_after_ms = retry_after(text);
    }
}

static void headers_end(struct http_request *r)
{
    long status = 0;

    curl_easy_getinfo(r->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200)
        return; /* 100-continue and its like */
    r->answer.status = (int)status;
    r->answer.date = r->date;
    r->answer.content_type = r->content_type;
    if (r->handlers.head)
        r->handlers.head(r->context, &r->answer);
}

static size_t on_header(char *line, size_t size, size_t count, void *context)
{
    struct http_request *r = context;
    size_t len = size * count;

    if (r->dead)
        return 0;
    r->heard = mono_ms();
    if (r->answer.status)
        return len; /* trailers */
    if (len <= 2 && (line[0] == '\r' || line[0] == '\n'))
        headers_end(r);
    else
        header_line(r, line, len);
    return len;
}

static size_t on_data(char *bytes, size_t size, size_t count, void *context)
{
    struct http_request *r = context;
    size_t len = size * count;

    if (r->dead)
        return 0;
    r->heard = mono_ms();
    if (r->paused) {
        r->held = true;
        return CURL_WRITEFUNC_PAUSE; /* curl keeps these bytes and brings them again */
    }
    if (r->handlers.data)
        r->handlers.data(r->context, bytes, len);
    return r->dead ? 0 : len;
}

/* ---- a request ---- */

/* The URL's host becomes the name that TLS asks for; the connection and the Host header stay with the real one. */
static char *renamed_url(struct http_request *r, CURLU *u, const char *server_name)
{
    char *host = NULL, *port = NULL, *url = NULL, *copy;

    curl_url_get(u, CURLUPART_HOST, &host, 0);
    curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT);
    own_str char *connect = xasprintf("%s:%s:%s:%s", server_name, port, host, port);
    own_str char *header = xasprintf("Host: %s:%s", host, port);
    r->connect_to = curl_slist_append(NULL, connect);
    r->headers = curl_slist_append(r->headers, header);
    curl_url_set(u, CURLUPART_HOST, server_name, 0);
    curl_url_get(u, CURLUPART_URL, &url, 0);
    copy = xstrdup(url);
    curl_free(host);
    curl_free(port);
    curl_free(url);
    return copy;
}

static void set_blob(CURL *easy, CURLoption option, const char *pem)
{
    struct curl_blob blob = {.len = strlen(pem), .flags = CURL_BLOB_COPY};

    memcpy(&blob.data, &pem, sizeof pem); /* curl's struct has no const; COPY never writes there */
    curl_easy_setopt(easy, option, &blob);
}

static void set_trust(CURL *easy, const struct http_trust *t)
{
    if (t->ca_pem || t->ca_file)
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL); /* these CAs only, not the system's beside them */
    if (t->ca_pem)
        set_blob(easy, CURLOPT_CAINFO_BLOB, t->ca_pem);
    else if (t->ca_file)
        curl_easy_setopt(easy, CURLOPT_CAINFO, t->ca_file);
    if (t->client_cert_pem && t->client_key_pem) {
        set_blob(easy, CURLOPT_SSLCERT_BLOB, t->client_cert_pem);
        set_blob(easy, CURLOPT_SSLKEY_BLOB, t->client_key_pem);
        curl_easy_setopt(easy, CURLOPT_KEYPASSWD, ""); /* an encrypted key is an error, not a question on the terminal */
    }
    if (t->proxy) {
        curl_easy_setopt(easy, CURLOPT_PROXY, t->proxy);
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    }
    if (t->insecure) {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

static void set_body(struct http_request *r, const struct http_call *call)
{
    bool get = !strcmp(call->method, "GET");

    r->safe = get || !strcmp(call->method, "HEAD");
    if (!strcmp(call->method, "HEAD")) {
        curl_easy_setopt(r->easy, CURLOPT_NOBODY, 1L);
    } else if (call->body || !strcmp(call->method, "POST")) {
        curl_easy_setopt(r->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)(call->body ? call->body_len : 0));
        curl_easy_setopt(r->easy, CURLOPT_COPYPOSTFIELDS, call->body ? call->body : "");
        r->headers = curl_slist_append(r->headers, "Expect:");
    }
    if (!get)
        curl_easy_setopt(r->easy, CURLOPT_CUSTOMREQUEST, call->method);
    curl_easy_setopt(r->easy, CURLOPT_MAXAGE_CONN, r->safe ? (long)REUSE_S : (long)REUSE_WRITE_S);
}

static void set_callbacks(struct http_request *r)
{
    curl_easy_setopt(r->easy, CURLOPT_PRIVATE, r);
    curl_easy_setopt(r->easy, CURLOPT_ERRORBUFFER, r->error);
    curl_easy_setopt(r->easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(r->easy, CURLOPT_HEADERDATA, r);
    curl_easy_setopt(r->easy, CURLOPT_WRITEFUNCTION, on_data);
    curl_easy_setopt(r->easy, CURLOPT_WRITEDATA, r);
    curl_easy_setopt(r->easy, CURLOPT_PREREQFUNCTION, before_request);
    curl_easy_setopt(r->easy, CURLOPT_PREREQDATA, r);
}

static void set_call(struct http_request *r, const struct http_call *call)
{
    CURL *easy = r->easy;

    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, r->h->user_agent);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)(call->connect_ms ? call->connect_ms : CONNECT_MS));
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, (long)KEEPALIVE_S);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, (long)KEEPALIVE_S / 3);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, call->http2 ? (long)CURL_HTTP_VERSION_2TLS : (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, call->http2 ? 1L : 0L);
    if (call->gzip)
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    for (const char *const *header = call->headers; header && *header; header++)
        r->headers = curl_slist_append(r->headers, *header);
    set_body(r, call);
    set_callbacks(r);
    if (call->trust)
        set_trust(easy, call->trust);
}

static int set_url(struct http_request *r, const struct http_call *call, struct err *err)
{
    const char *server_name = call->trust ? call->trust->server_name : NULL;
    CURLU *u = curl_url();
    char *host = NULL;
    CURLUcode code = curl_url_set(u, CURLUPART_URL, call->url, 0);

    if (!code)
        code = curl_url_get(u, CURLUPART_HOST, &host, 0);
    if (code) {
        curl_url_cleanup(u);
        return err_set(err, ERR_CONFIG, "address '%s' is not usable: %s", call->url, curl_url_strerror(code));
    }
    own_str char *url = server_name ? renamed_url(r, u, server_name) : xstrdup(call->url);
    r->host = xstrdup(host);
    curl_easy_setopt(r->easy, CURLOPT_URL, url);
    if (r->connect_to)
        curl_easy_setopt(r->easy, CURLOPT_CONNECT_TO, r->connect_to);
    curl_free(host);
    curl_url_cleanup(u);
    return 0;
}

static struct http_request *request_new(struct http *h)
{
    struct http_request *r = xcalloc(1, sizeof *r);

    r->h = h;
    r->easy = curl_easy_init();
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
    if (set_url(r, call, err)) {
        request_free(r);
        return NULL;
    }
    set_call(r, call);
    curl_easy_setopt(r->easy, CURLOPT_HTTPHEADER, r->headers);
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

void http_encode(struct buf *to, const char *text, bool keep_slash)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    for (; *text; text++) {
        if (strchr(plain, *text) || (*text == '/' && keep_slash))
            buf_add_char(to, *text);
        else
            buf_addf(to, "%%%02X", (unsigned char)*text);
    }
}
