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
#include "lib/aws/endpoint.h"
#include "lib/aws/query.h"
#include "lib/aws/retry.h"
#include "lib/aws/xml.h"

enum { CONNECT_MS = 5000, ATTEMPT_MS = 30000, DEADLINE_MS = 60000, MAX_ATTEMPTS = 12 };

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

void call_send_in(struct aws_call *call, int64_t ms)
{
    if (strcmp(call->service->name, "elasticloadbalancing") == 0) {
        int64_t budget = client_budget_ms(call->client);
        ms = ms > budget ? ms : budget;
    }
    loop_timer_in(call->timer, ms);
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

static void answered_error(struct aws_call *call)
{
    struct xml_error e = {0};
    xml_error_decode(&e, &call->answer);
    own_str char *plain = xasprintf("%s answered HTTP %d without an error that could be read", call->host, call->head.status);
    failed(call, e.code ? e.code : "BadAnswer", e.message && *e.message ? e.message : plain, e.request_id);
    xml_error_release(&e);
}

static void answered(struct aws_call *call)
{
    own_buf json = {0};
    own_str char *request_id = NULL;
    struct err err = {0};
    if (call->head.status < 200 || call->head.status > 299) {
        answered_error(call);
        return;
    }
    if (xml_decode(&json, &request_id, call->operation, &call->answer, &err)) {
        failed(call, "BadAnswer", err.text, NULL);
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
    call->head.date = call->head.content_type = NULL;
    if (err) {
        call->head.status = 0; /* what came did not come whole */
        failed(call, "Unreachable", err->text, NULL);
        return;
    }
    answered(call);
}

static void on_data(void *context, const char *bytes, size_t len)
{
    struct aws_call *call = context;
    if (call->answer.len <= XML_MAX_ANSWER)
        buf_add(&call->answer, bytes, len);
}

static const char content_type[] = "application/x-www-form-urlencoded; charset=utf-8";

static void authorize(struct buf *to, struct aws_call *call, const char *date, struct moment at)
{
    struct aws_client *c = call->client;
    struct sigv4_header headers[] = {
        {"Content-Type", content_type}, {"Host", call->host}, {"X-Amz-Date", date}, {"X-Amz-Security-Token", c->credentials.session_token}};
    struct sigv4_request r = {.method = "POST",
                              .path = call->path,
                              .headers = headers,
                              .headers_count = c->credentials.session_token ? 4 : 3,
                              .body = call->body.data,
                              .body_len = call->body.len};
    struct sigv4_keys k = {.access_key = c->credentials.access_key,
                           .secret_key = c->credentials.secret_key,
                           .region = c->region,
                           .service = call->service->name};
    sigv4_authorization(to, &r, &k, at, &c->keys);
}

static void send(struct aws_call *call)
{
    struct aws_client *c = call->client;
    struct moment at = moment_add_ms(moment_now(), c->skew_ms);
    char date[SIGV4_DATE];
    own_buf authorization = {0};
    sigv4_date(at, date);
    if (c->credentials.access_key)
        authorize(&authorization, call, date, at);
    own_str char *type = xasprintf("Content-Type: %s", content_type);
    own_str char *dated = xasprintf("X-Amz-Date: %s", date);
    own_str char *authorized = authorization.len ? xasprintf("Authorization: %s", buf_str(&authorization)) : NULL;
    own_str char *token = c->credentials.session_token ? xasprintf("X-Amz-Security-Token: %s", c->credentials.session_token) : NULL;
    const char *headers[] = {type, dated, authorized, token, NULL}; /* without keys it ends earlier: unsigned */
    struct http_call request = {.method = "POST",
                                .url = call->url,
                                .headers = headers,
                                .body = call->body.data,
                                .body_len = call->body.len,
                                .connect_ms = CONNECT_MS,
                                .total_ms = ATTEMPT_MS};
    struct http_handlers handlers = {.data = on_data, .done = on_done};
    struct err err = {0};
    buf_clear(&call->answer);
    call->attempts++;
    call->request = http_send(c->http, &request, &handlers, call, &err);
    if (!call->request)
        finish_refused(call, "Unreachable", err.text);
}

static void on_timer(void *context)
{
    struct aws_call *call = context;
    if (call->refused.kind != ERR_NONE)
        finish_refused(call, call->refused.kind == ERR_CONFIG ? "Unreachable" : "BadParameters", call->refused.text);
    else
        send(call);
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
    own_json *parameters = json_parse(text, strlen(text), err);
    if (!parameters || query_encode(&call->body, call->service, call->operation, parameters, err))
        return -1;
    own_buf url = {0};
    if (endpoint_url(&url, call->service, call->client->region, call->client->endpoint_url, err))
        return -1;
    call->url = xstrdup(buf_str(&url));
    return endpoint_split(call->url, &call->host, &call->path, err);
}

struct aws_call *aws_call(struct aws_client *c, const struct aws_request *r, aws_done_fn *done, void *context)
{
    struct aws_call *call = xcalloc(1, sizeof *call);
    *call = (struct aws_call){.client = c,
                              .next = c->calls,
                              .place = &c->calls,
                              .action = xstrdup(r->action),
                              .begun_ms = mono_ms(),
                              .deadline_ms = r->deadline_ms ? r->deadline_ms : DEADLINE_MS,
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
