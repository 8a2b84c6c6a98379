/* A request as handlers see it, and the ways to answer it whole. */
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/common/exchange.h"

struct exchange *exchange_of(const struct sim_request *r)
{
    union {
        const struct sim_request *in;
        struct exchange *out;
    } u = {.in = r};
    return u.out;
}

const char *sim_query(const struct sim_request *r, const char *name)
{
    return MHD_lookup_connection_value(exchange_of(r)->connection, MHD_GET_ARGUMENT_KIND, name);
}

const char *sim_header(const struct sim_request *r, const char *name)
{
    return MHD_lookup_connection_value(exchange_of(r)->connection, MHD_HEADER_KIND, name);
}

struct each {
    sim_query_fn *fn;
    void *context;
};

static enum MHD_Result each_value(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    struct each *e = context;
    e->fn(e->context, name, value ? value : "");
    return MHD_YES;
}

void sim_each_query(const struct sim_request *r, sim_query_fn *fn, void *context)
{
    struct each e = {fn, context};
    MHD_get_connection_values(exchange_of(r)->connection, MHD_GET_ARGUMENT_KIND, each_value, &e);
}

void sim_each_header(const struct sim_request *r, sim_query_fn *fn, void *context)
{
    struct each e = {fn, context};
    MHD_get_connection_values(exchange_of(r)->connection, MHD_HEADER_KIND, each_value, &e);
}

static bool certificate_name(gnutls_session_t session, char *name, size_t size)
{
    unsigned count = 0, status = 0;
    const gnutls_datum_t *chain = gnutls_certificate_get_peers(session, &count);
    if (!chain || count == 0 || gnutls_certificate_verify_peers2(session, &status) != 0 || status != 0)
        return false;
    gnutls_x509_crt_t cert;
    gnutls_x509_crt_init(&cert);
    int ok = gnutls_x509_crt_import(cert, &chain[0], GNUTLS_X509_FMT_DER);
    if (ok == 0)
        ok = gnutls_x509_crt_get_dn_by_oid(cert, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size);
    gnutls_x509_crt_deinit(cert);
    return ok == 0;
}

bool sim_client_name(const struct sim_request *r, char *name, size_t size)
{
    const struct exchange *x = exchange_of(r);
    if (!x->server->client_ca.len)
        return false;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    return info && certificate_name(info->tls_session, name, size);
}

/* A body of which only the first bytes are sent before the connection is cut. */
struct cut_body {
    struct buf body;
    int64_t keep;
};

static ssize_t cut_read(void *context, uint64_t at, char *to, size_t room)
{
    struct cut_body *c = context;
    uint64_t end = (uint64_t)c->keep < c->body.len ? (uint64_t)c->keep : c->body.len;
    if (at >= end)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t len = end - at < room ? (size_t)(end - at) : room;
    memcpy(to, c->body.data + at, len);
    return (ssize_t)len;
}

static void cut_free(void *context)
{
    struct cut_body *c = context;
    buf_release(&c->body);
    free(c);
}

static struct MHD_Response *response_make(struct sim_answer *a)
{
    if (a->cut_after <= 0) {
        size_t len = a->body.len;
        return MHD_create_response_from_buffer(len, buf_take(&a->body), MHD_RESPMEM_MUST_FREE);
    }
    struct cut_body *c = xcalloc(1, sizeof *c);
    c->body = a->body;
    c->keep = a->cut_after;
    a->body = (struct buf){0};
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, cut_read, c, cut_free);
}

void exchange_headers(struct MHD_Response *response, const struct sim_answer *a)
{
    for (size_t i = 0; i + 1 < COUNT_OF(a->headers) && a->headers[i]; i += 2)
        MHD_add_response_header(response, a->headers[i], a->headers[i + 1]);
}

void sim_reply(struct sim_request *r, struct sim_answer *a)
{
    struct exchange *x = exchange_of(r);
    x->status = a->status;
    x->response = response_make(a);
    exchange_headers(x->response, a);
    x->phase = PHASE_ANSWERED;
    if (a->delay_ms > 0) {
        x->phase = PHASE_DELAYED;
        x->due_ms = mono_ms() + a->delay_ms;
    }
}

void sim_drop(struct sim_request *r)
{
    struct exchange *x = exchange_of(r);
    x->drop = true;
    x->phase = PHASE_ANSWERED;
}

void sim_hold(struct sim_request *r)
{
    struct exchange *x = exchange_of(r);
    x->phase = PHASE_HELD;
    x->due_ms = INT64_MAX;
}

void sim_server_release(struct sim_server *s)
{
    for (struct exchange *x = s->waiting; x; x = x->next)
        if (x->phase == PHASE_HELD)
            x->due_ms = 0;
}
