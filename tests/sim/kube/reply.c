/* Answers in the forms of a real API server, and the request log. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

enum { COMPRESS_MIN = 128 * 1024 };

static void write_details(struct json_out *o, const struct status *s)
{
    if (!s->kind && !s->causes && !s->retry_after_s)
        return;
    json_open_object(o, "details");
    json_add_str(o, "name", s->name);
    json_add_str(o, "group", s->group && *s->group ? s->group : NULL);
    json_add_str(o, "kind", s->kind);
    json_add_raw(o, "causes", s->causes);
    if (s->retry_after_s)
        json_add_int(o, "retryAfterSeconds", s->retry_after_s);
    json_close_object(o);
}

void status_write(struct buf *to, const struct status *s)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "kind", "Status");
    json_add_str(&o, "apiVersion", "v1");
    json_open_object(&o, "metadata");
    json_add_str(&o, "continue", s->token);
    json_close_object(&o);
    json_add_str(&o, "status", s->code < 300 ? "Success" : "Failure");
    json_add_str(&o, "message", s->message);
    json_add_str(&o, "reason", s->reason);
    write_details(&o, s);
    if (s->code >= 300)
        json_add_int(&o, "code", s->code);
    json_close_object(&o);
}

void reply_log(const struct call *c, int code)
{
    if (!c->sim->log)
        return;
    own_buf line = {0};
    struct json_out o = json_out(&line);
    json_open_object(&o, NULL);
    json_add_int(&o, "time_ns", sim_now_ns());
    json_add_str(&o, "method", c->r->method);
    json_add_str(&o, "uri", c->r->uri);
    json_add_str(&o, "verb", c->verb);
    json_add_str(&o, "user", c->user);
    json_add_int(&o, "status", code);
    json_close_object(&o);
    fprintf(c->sim->log, "%s\n", buf_str(&line));
    fflush(c->sim->log);
}

/* What stands on every answer. */
static void common_headers(struct call *c, struct sim_answer *a, const char *type, char audit[37])
{
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)++c->sim->requests);
    object_uid(audit, c->sim->set.name, number);
    const char *const fixed[] = {"Audit-Id",
                                 audit,
                                 "Cache-Control",
                                 "no-cache, private",
                                 "Content-Type",
                                 type,
                                 "X-Kubernetes-Pf-Flowschema-Uid",
                                 "87efab18-c650-4502-acc3-1bf289320679",
                                 "X-Kubernetes-Pf-Prioritylevel-Uid",
                                 "bea18332-8f6b-4d7b-a817-929c8a11a8a3"};
    memcpy(a->headers, fixed, sizeof fixed);
}

static void deflate_body(struct buf *body)
{
    z_stream z = {.next_in = (unsigned char *)body->data, .avail_in = (uInt)body->len};
    if (deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort();
    size_t room = deflateBound(&z, (uLong)body->len);
    struct buf small = {.data = xmalloc(room), .cap = room};
    z.next_out = (unsigned char *)small.data;
    z.avail_out = (uInt)room;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        abort();
    small.len = z.total_out;
    deflateEnd(&z);
    buf_release(body);
    *body = small;
}

/* As a real server does with answers of 128 KiB and more (apiserver: endpoints/handlers/responsewriters). */
static bool compressed(const struct call *c, struct sim_answer *a)
{
    const char *accepted = sim_header(c->r, "Accept-Encoding");
    if (a->body.len < COMPRESS_MIN || !accepted || !strstr(accepted, "gzip"))
        return false;
    deflate_body(&a->body);
    return true;
}

static void add_header(struct sim_answer *a, const char *name, const char *value)
{
    size_t at = 0;
    while (a->headers[at])
        at += 2;
    a->headers[at] = name;
    a->headers[at + 1] = value;
}

static void send_body(struct call *c, struct sim_answer *a, const char *type, int64_t retry_after_s)
{
    char audit[37], seconds[24];
    common_headers(c, a, type, audit);
    if (retry_after_s) {
        snprintf(seconds, sizeof seconds, "%lld", (long long)retry_after_s);
        add_header(a, "Retry-After", seconds);
    }
    if (compressed(c, a))
        add_header(a, "Content-Encoding", "gzip");
    a->cut_after = c->cut_after;
    a->delay_ms = c->delay_ms;
    reply_log(c, a->status);
    sim_reply(c->r, a);
}

void reply_json(struct call *c, int code, struct buf *body)
{
    struct sim_answer a = {.status = code, .body = *body};
    *body = (struct buf){0};
    buf_add_char(&a.body, '\n');
    send_body(c, &a, "application/json", 0);
}

void reply_object(struct call *c, int code, const char *text)
{
    struct buf body = {0};
    render_object(&body, c, text);
    reply_json(c, code, &body);
}

void reply_text(struct call *c, int code, const char *text)
{
    struct sim_answer a = {.status = code};
    buf_add_str(&a.body, text);
    send_body(c, &a, "text/plain; charset=utf-8", 0);
}

void reply_status(struct call *c, const struct status *s)
{
    struct sim_answer a = {.status = s->code};
    status_write(&a.body, s);
    buf_add_char(&a.body, '\n');
    send_body(c, &a, "application/json", s->retry_after_s);
}

void reply_not_found(struct call *c)
{
    char qualified[128];
    const struct kind *k = c->target.kind;
    own_str char *message = xasprintf("%s \"%s\" not found", kind_qualified(k, qualified), c->target.name);
    reply_status(c,
                 &(struct status){
                     .code = 404, .reason = "NotFound", .message = message, .group = k->group, .kind = k->plural, .name = c->target.name});
}

void reply_bad_request(struct call *c, const char *message)
{
    reply_status(c, &(struct status){.code = 400, .reason = "BadRequest", .message = message});
}

void reply_invalid_option(struct call *c, const char *field, const char *message)
{
    own_str char *text = xasprintf("ListOptions.meta.k8s.io \"\" is invalid: %s: Forbidden: %s", field, message);
    own_str char *causes =
        xasprintf("[{\"reason\":\"FieldValueForbidden\",\"message\":\"Forbidden: %s\",\"field\":\"%s\"}]", message, field);
    reply_status(c,
                 &(struct status){
                     .code = 422, .reason = "Invalid", .message = text, .group = "meta.k8s.io", .kind = "ListOptions", .causes = causes});
}

void render_object(struct buf *to, const struct call *c, const char *text)
{
    if (!c->metadata_only) {
        buf_add_str(to, text);
        return;
    }
    own_json *object = json_parse(text, strlen(text), NULL);
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "kind", "PartialObjectMetadata");
    json_add_str(&o, "apiVersion", "meta.k8s.io/v1");
    json_add_node(&o, "metadata", json_get(object, "metadata"));
    json_close_object(&o);
}

int parse_version(struct call *c, const char *text, uint64_t *out)
{
    *out = 0;
    if (!text || !*text)
        return 0;
    if (strspn(text, "0123456789") == strlen(text) && strlen(text) < 19) {
        *out = strtoull(text, NULL, 10);
        return 0;
    }
    own_str char *message =
        xasprintf("resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax", text, text);
    reply_status(c, &(struct status){.code = 500, .message = message});
    return -1;
}
