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

static const struct {
    const char *version;
    const char *namespace;
} services[] = {
    [ELBV2] = {"2015-12-01", "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"},
    [EC2] = {"2016-11-15", "http://ec2.amazonaws.com/doc/2016-11-15/"},
    [STS] = {"2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"},
};

/* Codes whose HTTP status is not 400. */
static const struct {
    const char *code;
    int status;
} statuses[] = {
    {"AuthFailure", 401},          {"InvalidClientTokenId", 403}, {"SignatureDoesNotMatch", 403},   {"MissingAuthenticationToken", 403},
    {"AccessDenied", 403},         {"ExpiredToken", 403},         {"OptInRequired", 403},           {"UnauthorizedOperation", 403},
    {"InternalFailure", 500},      {"InternalError", 500},        {"ServiceUnavailable", 503},      {"RequestLimitExceeded", 503},
    {"MalformedQueryString", 404}, {"HealthUnavailable", 500},    {"PriorRequestNotComplete", 429}, {"InsufficientCapacity", 500},
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
    snprintf(c->code, sizeof c->code, "%s", code);
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

static void choose_service(struct call *c)
{
    const char *version = node_str_or(c->in, "Version", "");
    for (size_t i = 0; i < COUNT_OF(services); i++)
        if (!strcmp(services[i].version, version))
            c->service = (enum service)i;
}

static int choose_operation(struct call *c)
{
    const char *action = node_str(c->in, "Action"), *version = node_str_or(c->in, "Version", "");
    if (!action)
        return call_fail(c, "MissingAction", "Could not find operation for no Action");
    for (size_t i = 0; i < operation_count; i++)
        if (operations[i].service == c->service && !strcmp(operations[i].name, action))
            c->op = &operations[i];
    if (!c->op || strcmp(services[c->service].version, version) != 0)
        return call_fail(c, "InvalidAction", "Could not find operation %s for version %s", action, version);
    node_remove(c->in, "Action");
    node_remove(c->in, "Version");
    return 0;
}

static int read_form(struct call *c)
{
    struct err err = {0};
    c->in = node_from_form(buf_str(&c->r->body), c->r->body.len, &err);
    if (c->in)
        return 0;
    c->in = node_new("", NULL);
    return call_fail(c, "MalformedQueryString", "%s", err.text);
}

static int perform(struct call *c)
{
    const struct fault *f = fault_take(c->aws, FAULT_ERROR, c->op->name);
    if (f) {
        call_fail(c, f->code, "%s", f->message);
        c->status = f->status ? (int)f->status : c->status;
        return -1;
    }
    if (throttle_check(c) || spec_check(c, c->in, c->op->spec))
        return -1;
    return c->op->handler(c);
}

/* ---- what is answered ---- */

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
    buf_addf(to, "<ErrorResponse xmlns=\"%s\"><Error>", services[c->service].namespace);
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
    buf_addf(to, "<%sResponse xmlns=\"%s\">", op, services[c->service].namespace);
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

static void log_call(const struct call *c, const char *action, const char *fate)
{
    if (!c->aws->log)
        return;
    own_buf line = {0};
    struct json_out o = json_out(&line);
    json_open_object(&o, NULL);
    json_add_int(&o, "time_ns", c->r->arrived_ns);
    json_add_str(&o, "action", action);
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
    own_str char *text = xasprintf("request %llu", (unsigned long long)++c->aws->requests);
    sha256_hex(text, strlen(text), hex);
    snprintf(c->request_id, sizeof c->request_id, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static void answer(struct call *c, int64_t delay_ms)
{
    char date[40];
    struct tm tm;
    time_t now = time(NULL) + c->aws->set.skew_s;
    gmtime_r(&now, &tm);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", &tm);
    struct sim_answer a = {.status = c->status, .delay_ms = delay_ms};
    if (c->code[0])
        write_error(c, &a.body);
    else
        write_result(c, &a.body);
    const char *const headers[] = {"Content-Type", "text/xml", "x-amzn-RequestId", c->request_id, "Date", date};
    memcpy(a.headers, headers, sizeof headers);
    sim_reply(c->r, &a);
}

static void run(struct call *c)
{
    request_id(c);
    c->status = 200;
    if (read_form(c))
        return;
    choose_service(c);
    bool anyone = str_equal(node_str(c->in, "Action"), "AssumeRoleWithWebIdentity"); /* unsigned: the token says who */
    if ((anyone || sigv4_check(c) == 0) && choose_operation(c) == 0 && perform(c) == 0)
        c->status = 200;
}

void serve(void *aws, struct sim_request *r)
{
    struct call c = {.aws = aws, .r = r};
    if (str_starts(r->path, "/sim/")) {
        answer_control(aws, r);
        return;
    }
    if (answer_metadata(aws, r))
        return;
    own_node *peek = node_from_form(buf_str(&r->body), r->body.len, NULL);
    own_str char *action = xstrdup(node_str_or(peek, "Action", ""));
    if (fault_take(aws, FAULT_DROP_BEFORE, action)) {
        request_id(&c);
        c.in = node_clone(peek);
        log_call(&c, action, "dropped before");
        node_free(c.in);
        sim_drop(r);
        return;
    }
    run(&c);
    const struct fault *slow = fault_take(aws, FAULT_DELAY, action);
    bool lost = fault_take(aws, FAULT_DROP_AFTER, action) != NULL;
    log_call(&c, action, lost ? "answer lost" : NULL);
    if (lost)
        sim_drop(r);
    else
        answer(&c, slow ? slow->delay_ms : 0);
    node_free(c.in);
    buf_release(&c.out);
}
