#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/aws/jsonwire.h"
#include "lib/aws/query.h"
#include "lib/aws/wire.h"
#include "lib/aws/xml.h"

static bool is_json(const struct service *s)
{
    return s->protocol == PROTOCOL_JSON || s->protocol == PROTOCOL_REST_JSON;
}

static int encode_json(struct wire_request *r, const struct service *s, const struct operation *op, const struct json *parameters,
                       struct err *err)
{
    *r = (struct wire_request){.method = "POST", .content_type = s->content_type};
    r->target = xasprintf("%s.%s", s->target, op->name);
    return jsonwire_encode(&r->body, op, parameters, err);
}

static int encode_rest(struct wire_request *r, const struct operation *op, const struct json *parameters, struct err *err)
{
    *r = (struct wire_request){.method = op->method, .content_type = "application/json"};
    r->path = jsonwire_path(op, parameters, err);
    if (!r->path || jsonwire_encode(&r->body, op, parameters, err))
        return -1;
    if (r->method[0] == 'G')
        buf_release(&r->body);
    return 0;
}

int wire_encode(struct wire_request *r, const struct service *s, const struct operation *op, const struct json *parameters, struct err *err)
{
    if (s->protocol == PROTOCOL_JSON)
        return encode_json(r, s, op, parameters, err);
    if (s->protocol == PROTOCOL_REST_JSON)
        return encode_rest(r, op, parameters, err);
    *r = (struct wire_request){.method = "POST", .content_type = "application/x-www-form-urlencoded; charset=utf-8"};
    return query_encode(&r->body, s, op, parameters, err);
}

void wire_release(struct wire_request *r)
{
    free(r->target);
    free(r->path);
    buf_release(&r->body);
    *r = (struct wire_request){0};
}

int wire_decode(struct buf *to, char **request_id, const struct service *s, const struct operation *op, const struct wire_answer *a,
                struct err *err)
{
    if (!is_json(s))
        return xml_decode(to, request_id, op, a->body, err);
    *request_id = xstrdup_or_null(a->request_id);
    return jsonwire_decode(to, op, a->body, err);
}

void wire_error_decode(struct aws_error *e, const struct service *s, const struct wire_answer *a)
{
    if (is_json(s))
        jsonwire_error_decode(e, a->body, a->error_type);
    else
        xml_error_decode(e, a->body);
    if (!e->request_id)
        e->request_id = xstrdup_or_null(a->request_id);
}

void aws_error_release(struct aws_error *e)
{
    free(e->code);
    free(e->message);
    free(e->request_id);
    *e = (struct aws_error){0};
}
