/* One request's way: log, faults, signature, throttle, parameters, handler, answer. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

/* Codes whose HTTP status is not 400. */
static const struct {
    const char *code;
    int status;
} statuses[] = {
    {"AuthFailure", 401},
    {"InvalidClientTokenId", 403},
    {"SignatureDoesNotMatch", 403},
    {"MissingAuthenticationToken", 403},
    {"AccessDenied", 403},
    {"ExpiredToken", 403},
    {"OptInRequired", 403},
    {"UnauthorizedOperation", 403},
    {"InternalFailure", 500},
    {"InternalError", 500},
    {"ServiceUnavailable", 503},
    {"RequestLimitExceeded", 503},
    {"MalformedQueryString", 404},
    {"HealthUnavailable", 500},
    {"PriorRequestNotComplete", 429},
    {"DryRunOperation", 412},
    {"InsufficientCapacity", 500},
    {"ResourceNotFoundException.eks", 404},
};

static int status_of(const char *code)
{
    for (size_t i = 0; i < COUNT_OF(statuses); i++)
        if (!strcmp(statuses[i].code, code))
            return statuses[i].status;
    return 400;
}

static int fail_with(struct call *c, const char *code, const char *format, va_list args) __attribute__((format(printf, 3, 0)));
static int fail_with(struct call *c, const char *code, const char *format, va_list args)
{
    c->status = status_of(code);
    snprintf(c->code, sizeof c->code, "%s", code_for(c->service, code));
    vsnprintf(c->message, sizeof c->message, format, args);
    return -1;
}

int call_fail(struct call *c, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_with(c, code, format, args);
    va_end(args);
    return -1;
}

int call_invalid(struct call *c, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_with(c, "ValidationError", format, args);
    va_end(args);
    return -1;
}

/* ---- what is asked ---- */

static int choose_operation(struct call *c)
{
    if (!c->action)
        return call_fail(c, "MissingAction", "Could not find operation for no Action");
    c->op = operation_find(c->service, c->action);
    return c->op && c->known_version ? 0 : call_fail(c, "InvalidAction", "Could not find operation %s for this version", c->action);
}

static int handle(struct call *c)
{
    struct resource *now = c->aws->resources;
    const struct fault *lag = operation_reads(c->op) ? fault_take(c->aws->root, FAULT_STALE, c->op->name) : NULL;
    if (!operation_reads(c->op))
        stale_before_write(c->aws);
    if (!lag)
        return c->op->handler(c);
    c->aws->resources = stale_look(c->aws, lag->delay_ms);
    int failed = c->op->handler(c);
    c->aws->resources = now;
    return failed;
}

static int check_dry_run(struct call *c)
{
    if (!str_equal(node_str(c->in, "DryRun"), "true"))
        return 0;
    return call_fail(c, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
}

static int perform(struct call *c)
{
    const struct fault *f = fault_take(c->aws->root, FAULT_ERROR, c->op->name);
    if (f) {
        call_fail(c, f->code, "%s", f->message);
        c->status = f->status ? (int)f->status : c->status;
        return -1;
    }
    if (fault_take(c->aws->root, FAULT_EXPIRED, c->op->name))
        return call_fail(c, c->service == EC2 ? "RequestExpired" : "ExpiredToken", "The security token included in the request is expired");
    return throttle_check(c) || model_check(c) || check_dry_run(c) ? -1 : handle(c);
}

/* ---- what is answered ---- */

static void write_json_error(struct call *c, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "__type", c->code);
    json_add_str(&o, "message", c->message);
    json_close_object(&o);
}

static void write_error(struct call *c, struct buf *to)
{
    if (c->service == EC2) {
        buf_add_str(to, "<Response><Errors><Error>");
        xml_text(to, "Code", c->code);
        xml_text(to, "Message", c->message);
        buf_add_str(to, "</Error></Errors>");
        xml_text(to, "RequestID", c->request_id);
        buf_add_str(to, "</Response>");
        return;
    }
    buf_addf(to, "<ErrorResponse xmlns=\"%s\"><Error>", services[c->service].xmlns);
    xml_text(to, "Type", c->status >= 500 ? "Receiver" : "Sender");
    xml_text(to, "Code", c->code);
    xml_text(to, "Message", c->message);
    buf_add_str(to, "</Error>");
    xml_text(to, "RequestId", c->request_id);
    buf_add_str(to, "</ErrorResponse>");
}

static void write_result(struct call *c, struct buf *to)
{
    const char *op = c->op->name;
    buf_addf(to, "<%sResponse xmlns=\"%s\">", op, services[c->service].xmlns);
    if (c->service == EC2) {
        xml_text(to, "requestId", c->request_id);
        buf_add(to, buf_str(&c->out), c->out.len);
    } else {
        buf_addf(to, "<%sResult>%s</%sResult><ResponseMetadata>", op, buf_str(&c->out), op);
        xml_text(to, "RequestId", c->request_id);
        buf_add_str(to, "</ResponseMetadata>");
    }
    buf_addf(to, "</%sResponse>", op);
}

static void write_body(struct call *c, struct buf *to)
{
    bool json = speaks_json(c->service), failed = c->code[0];
    if (json && failed)
        write_json_error(c, to);
    else if (json)
        buf_addf(to, "{%s}", buf_str(&c->out));
    else if (failed)
        write_error(c, to);
    else
        write_result(c, to);
}

static void log_call(const struct call *c, const char *action, const char *fate)
{
    if (!c->aws->log)
        return;
    own_buf line = {0};
    struct json_out o = json_out(&line);
    json_open_object(&o, NULL);
    json_add_int(&o, "time_ns", c->r->arrived_ns);
    json_add_str(&o, "service", services[c->service].signing);
    json_add_str(&o, "action", action);
    json_add_str(&o, "account", c->aws->set.account);
    json_add_str(&o, "region", c->aws->set.region);
    json_add_int(&o, "status", c->status);
    json_add_str(&o, "code", c->code[0] ? c->code : NULL);
    json_add_str(&o, "message", c->message[0] ? c->message : NULL);
    json_add_str(&o, "request_id", c->request_id);
    json_add_str(&o, "fate", fate);
    node_json(&o, "parameters", c->in->first ? c->in : NULL);
    json_close_object(&o);
    fprintf(c->aws->log, "%s\n", buf_str(&line));
    fflush(c->aws->log);
}

static void request_id(struct call *c)
{
    char hex[SHA256_HEX];
    own_str char *text = xasprintf("request %llu", (unsigned long long)++c->aws->root->requests);
    sha256_hex(text, strlen(text), hex);
    snprintf(c->request_id, sizeof c->request_id, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static void answer(struct call *c, const char *action)
{
    const struct fault *slow = fault_take(c->aws->root, FAULT_DELAY, action), *cut = fault_take(c->aws->root, FAULT_CUT, action);
    const struct fault *garble = fault_take(c->aws->root, FAULT_GARBLE, action);
    char date[40];
    struct tm tm;
    time_t now = time(NULL) + c->skew_s;
    gmtime_r(&now, &tm);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &tm);
    struct sim_answer a = {.status = c->status, .delay_ms = slow ? slow->delay_ms : 0, .cut_after = cut ? cut->bytes : 0};
    const char *type = services[c->service].form == FORM_JSON   ? "application/x-amz-json-1.1"
                       : services[c->service].form == FORM_REST ? "application/json"
                                                                : "text/xml";
    write_body(c, &a.body);
    if (garble)
        type = fault_garble(garble, &a.body, type);
    const char *const headers[] = {"Content-Type",
                                   type,
                                   "x-amzn-RequestId",
                                   c->request_id,
                                   "Date",
                                   date,
                                   c->code[0] && speaks_json(c->service) ? "x-amzn-ErrorType" : NULL,
                                   c->code};
    memcpy(a.headers, headers, sizeof headers);
    sim_reply(c->r, &a);
}

/* Unsigned: the token says who. */
static bool anyone_may(const struct call *c)
{
    return str_equal(c->action, "AssumeRoleWithWebIdentity");
}

static void run(struct call *c, int unread, const struct err *err)
{
    c->status = 200;
    if (unread)
        call_fail(c, "MalformedQueryString", "%s", err->text);
    else if ((anyone_may(c) || sigv4_check(c) == 0) && choose_operation(c) == 0 && perform(c) == 0)
        c->status = 200;
}

static void serve_call(struct aws *root, struct sim_request *r)
{
    struct call c = {.aws = root, .r = r, .skew_s = root->set.skew_s};
    struct err err = {0};
    int unread = read_request(&c, &err);
    const char *action = c.action ? c.action : "";
    const struct fault *skew = fault_take(root, FAULT_SKEW, action);
    c.skew_s += skew ? skew->skew_s : 0;
    request_id(&c);
    if (fault_take(root, FAULT_DROP_BEFORE, action)) {
        log_call(&c, action, "dropped before");
        sim_drop(r);
    } else {
        run(&c, unread, &err);
        bool lost = fault_take(root, FAULT_DROP_AFTER, action) != NULL;
        log_call(&c, action, lost ? "answer lost" : NULL);
        if (lost)
            sim_drop(r);
        else
            answer(&c, action);
    }
    node_free(c.in);
    free(c.action);
    buf_release(&c.out);
}

void serve(void *aws, struct sim_request *r)
{
    bool looks = !strcmp(r->method, "GET") && (!strcmp(r->path, "/state") || (!strcmp(r->path, "/") && !sim_header(r, "Authorization")));
    if (looks || str_starts(r->path, "/sim/"))
        answer_control(aws, r);
    else if (!answer_metadata(aws, r))
        serve_call(aws, r);
}
