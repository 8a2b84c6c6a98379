/* One call: its attempts, one after the other, until AWS has said yes or no or the time is over. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/digest.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"
#include "lib/aws/client_inner.h"
#include "lib/aws/retry.h"

enum { CONNECT_MS = 5000, ATTEMPT_MS = 30000, MAX_ATTEMPTS = 12 };

/* ---- one attempt ---- */

static void on_timer(void *context);

static void finish(struct aws_call *call, const struct aws_result *r)
{
    struct aws_result whole = *r;
    whole.attempts = call->attempts;
    whole.duration_ms = mono_ms() - call->begun_ms;
    aws_done_fn *done = call->done;
    void *context = call->context;
    if (done)
        done(context, &whole);
    call_free(call);
}

static void finish_refused(struct aws_call *call, const char *code, const char *message)
{
    finish(call, &(struct aws_result){.code = code, .message = message});
}

void call_due_at(struct aws_call *call, int64_t ms)
{
    int64_t left = ms - mono_ms();
    call->due_ms = ms;
    loop_timer_in(call->timer, left > 0 ? left : 0);
}

void call_send_in(struct aws_call *call, int64_t ms)
{
    int64_t budget = client_pace_ms(call);
    call->paced = false;
    call_due_at(call, mono_ms() + (ms > budget ? ms : budget));
}

static time_t http_date(const char *text)
{
    struct tm tm = {0};
    return text && strptime(text, "%a, %d %b %Y %H:%M:%S GMT", &tm) ? timegm(&tm) : 0;
}

static bool learn_clock(struct aws_call *call)
{
    time_t theirs = http_date(call->date);
    if (!theirs || call->clock_set)
        return false;
    call->clock_set = true;
    call->client->skew_ms = (int64_t)theirs * 1000 - moment_now().us / 1000;
    log_warn("clock differs from AWS's, corrected for signing skew_ms=%lld", (long long)call->client->skew_ms);
    return true;
}

/* Whether another attempt is on its way. */
static bool try_again(struct aws_call *call, const struct retry_case *why)
{
    int64_t left = call->deadline_ms - (mono_ms() - call->begun_ms);
    if (call->attempts >= MAX_ATTEMPTS)
        return false;
    bool throttled = retry_is_throttling(why->code, why->status);
    if (throttled)
        client_pace_refused(call);
    int64_t delay = retry_delay_ms((unsigned)call->attempts - 1, throttled, random_below(UINT32_MAX));
    switch (retry_judge(why)) {
    case RETRY_CLOCK:
        delay = 0;
        if (!learn_clock(call)) /* RequestExpired is also what EC2 says of a session that is over */
            return identity_read_again(call);
        break;
    case RETRY_CREDENTIALS:
        return identity_read_again(call);
    case RETRY_LATER:
        if (call->head.retry_after_ms > delay)
            delay = call->head.retry_after_ms;
        break;
    case RETRY_NO:
        return false;
    }
    if (delay >= left)
        return false;
    call_send_in(call, delay);
    return true;
}

static void failed(struct aws_call *call, const char *code, const char *message, const char *request_id)
{
    struct retry_case why = {
        .status = call->head.status, .code = code, .message = message, .sent = call->head.sent, .repeatable = call->repeatable};
    if (why.code && (strcmp(code, "Unreachable") == 0 || strcmp(code, "BadAnswer") == 0))
        why.code = NULL;
    if (try_again(call, &why))
        return;
    finish(
        call,
        &(struct aws_result){
            .code = code, .message = message, .request_id = request_id, .status = call->head.status, .maybe_done = retry_maybe_done(&why)});
}

static struct wire_answer answer_of(const struct aws_call *call)
{
    return (struct wire_answer){.body = &call->answer, .error_type = call->error_type, .request_id = call->request_id};
}

static void answered_error(struct aws_call *call)
{
    struct aws_error e = {0};
    struct wire_answer a = answer_of(call);
    wire_error_decode(&e, call->service, &a);
    own_str char *plain = xasprintf("%s answered HTTP %d without an error that could be read%s%s", call->place_of->host, call->head.status,
                                    call->content_type ? ", as " : "", call->content_type ? call->content_type : "");
    failed(call, e.code ? e.code : "BadAnswer", e.message && *e.message ? e.message : plain, e.request_id);
    aws_error_release(&e);
}

static void answered(struct aws_call *call)
{
    own_buf json = {0};
    own_str char *request_id = NULL;
    struct err err = {0};
    struct wire_answer a = answer_of(call);
    if (call->head.status < 200 || call->head.status > 299) {
        answered_error(call);
        return;
    }
    if (wire_decode(&json, &request_id, call->service, call->operation, &a, &err)) {
        own_str char *text = xasprintf("%s: %s", call->place_of->host, err.text);
        failed(call, "BadAnswer", text, NULL);
        return;
    }
    finish(call, &(struct aws_result){.answer = buf_str(&json), .request_id = request_id, .status = call->head.status});
}

static void on_done(void *context, const struct http_answer *a, const struct err *err)
{
    struct aws_call *call = context;
    call->request = NULL;
    call->head = *a;
    str_replace(&call->date, a->date);
    str_replace(&call->content_type, a->content_type);
    str_replace(&call->error_type, a->error_type);
    str_replace(&call->request_id, a->request_id);
    call->head.date = call->head.content_type = call->head.error_type = call->head.request_id = NULL;
    if (err) {
        call->head.status = 0; /* what came did not come whole */
        failed(call, "Unreachable", err->text, NULL);
        return;
    }
    answered(call);
}

/* More than any answer is: not taken to its end. */
static void on_data(void *context, const char *bytes, size_t len)
{
    struct aws_call *call = context;
    buf_add(&call->answer, bytes, len);
    if (call->answer.len <= WIRE_MAX_ANSWER)
        return;
    http_cancel(call->request);
    call->request = NULL;
    call->too_big = true;
    call->head = (struct http_answer){.status = 200, .retry_after_ms = -1, .sent = true};
    buf_release(&call->answer);
    loop_timer_in(call->timer, 0);
}

static void authorize(struct buf *to, struct aws_call *call, const char *date, struct moment at)
{
    struct aws_client *c = call->client;
    struct sigv4_header headers[5] = {{"Content-Type", call->wire.content_type}, {"Host", call->place_of->host}, {"X-Amz-Date", date}};
    size_t count = 3;
    if (c->credentials.session_token)
        headers[count++] = (struct sigv4_header){"X-Amz-Security-Token", c->credentials.session_token};
    if (call->wire.target)
        headers[count++] = (struct sigv4_header){"X-Amz-Target", call->wire.target};
    struct sigv4_request r = {.method = call->wire.method,
                              .path = call->path,
                              .headers = headers,
                              .headers_count = count,
                              .body = call->wire.body.data,
                              .body_len = call->wire.body.len};
    struct sigv4_keys k = {.access_key = c->credentials.access_key,
                           .secret_key = c->credentials.secret_key,
                           .region = call->place_of->signing_region,
                           .service = call->service->name};
    sigv4_authorization(to, &r, &k, at, &call->place_of->keys);
}

enum { MOST_HEADERS = 5 };

struct header_lines {
    char *lines[MOST_HEADERS + 1];
    size_t count;
};

static void add_header(struct header_lines *h, const char *name, const char *value)
{
    if (value && *value)
        h->lines[h->count++] = xasprintf("%s: %s", name, value);
}

static void send(struct aws_call *call)
{
    struct aws_client *c = call->client;
    struct moment at = moment_add_ms(moment_now(), c->skew_ms);
    char date[SIGV4_DATE];
    own_buf authorization = {0};
    struct header_lines h = {0};
    struct err err = {0};
    sigv4_date(at, date);
    if (c->credentials.access_key) /* without keys it goes unsigned */
        authorize(&authorization, call, date, at);
    add_header(&h, "Content-Type", call->wire.content_type);
    add_header(&h, "X-Amz-Date", date);
    add_header(&h, "X-Amz-Target", call->wire.target);
    add_header(&h, "X-Amz-Security-Token", c->credentials.session_token);
    add_header(&h, "Authorization", buf_str(&authorization));
    struct http_trust trust = {.ca_file = c->ca_file};
    struct http_call request = {.method = call->wire.method,
                                .url = call->url,
                                .headers = (const char *const *)h.lines,
                                .body = call->wire.body.data,
                                .body_len = call->wire.body.len,
                                .trust = &trust,
                                .connect_ms = CONNECT_MS,
                                .total_ms = ATTEMPT_MS};
    struct http_handlers handlers = {.data = on_data, .done = on_done};
    buf_clear(&call->answer);
    call->attempts++;
    call->request = http_send(c->http, &request, &handlers, call, &err);
    for (size_t i = 0; i < h.count; i++)
        free(h.lines[i]);
    if (!call->request)
        finish_refused(call, "Unreachable", err.text);
}

static void send_when_paced(struct aws_call *call)
{
    if (client_pace_lets_pass(call))
        return;
    int64_t wait = call->paced ? 0 : client_pace_account_ms(call);
    call->paced = true;
    if (wait > 0)
        call_due_at(call, mono_ms() + wait);
    else
        send(call);
}

static void on_timer(void *context)
{
    struct aws_call *call = context;
    if (call->too_big) {
        call->too_big = false;
        own_str char *text = xasprintf("%s: an answer of more than %d bytes is refused", call->place_of->host, WIRE_MAX_ANSWER);
        failed(call, "BadAnswer", text, NULL);
    } else if (call->refused.kind != ERR_NONE)
        finish_refused(call, call->refused.kind == ERR_CONFIG ? "Unreachable" : "BadParameters", call->refused.text);
    else
        send_when_paced(call);
}

/* ---- a call ---- */

static int prepare(struct aws_call *call, const struct aws_request *r, struct err *err)
{
    call->service = service_find(r->service);
    if (!call->service)
        return err_set(err, ERR_INPUT, "calls to service '%s' are not supported", r->service);
    call->operation = operation_find(call->service, r->action);
    if (!call->operation)
        return err_set(err, ERR_INPUT, "service '%s' has no operation '%s' that is known here", r->service, r->action);
    const char *text = r->parameters ? r->parameters : "{}";
    own_json *parsed = r->tree ? NULL : json_parse(text, strlen(text), err);
    const struct json *parameters = r->tree ? r->tree : parsed;
    if (!parameters || wire_encode(&call->wire, call->service, call->operation, parameters, err))
        return -1;
    call->place_of = client_place(call->client, call->service, err);
    if (!call->place_of)
        return -1;
    const char *below = call->wire.path ? call->wire.path : "/";
    call->path = xasprintf("%s%s", call->place_of->path, below);
    call->url = xasprintf("%s%s", call->place_of->url, below);
    return 0;
}

struct aws_call *aws_call(struct aws_client *c, const struct aws_request *r, aws_done_fn *done, void *context)
{
    struct aws_call *call = xcalloc(1, sizeof *call);
    *call = (struct aws_call){.client = c,
                              .next = c->calls,
                              .place = &c->calls,
                              .action = xstrdup(r->action),
                              .begun_ms = mono_ms(),
                              .deadline_ms = r->deadline_ms && r->deadline_ms < c->call_ms ? r->deadline_ms : c->call_ms,
                              .done = done,
                              .context = context,
                              .repeatable = retry_is_repeatable(r->action)};
    if (c->calls)
        c->calls->place = &call->next;
    c->calls = call;
    call->timer = loop_timer_add(c->loop, on_timer, call);
    if (prepare(call, r, &call->refused))
        loop_timer_in(call->timer, 0);
    else
        call_send_in(call, 0);
    return call;
}
