/* The only file of the simulators that includes microhttpd.h. */
#include <arpa/inet.h>
#include <errno.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/common/server.h"

enum { IDLE_SECONDS = 90, CONNECTION_MEMORY = 256 * 1024, BODY_LIMIT = 64 * 1024 * 1024, STREAM_BLOCK = 64 * 1024 };

/* What a request is waiting for before it is answered. */
enum phase { PHASE_READING, PHASE_HELD, PHASE_DELAYED, PHASE_ANSWERED };

/* A request with what the outside need not see. */
struct exchange {
    struct sim_request pub;
    struct sim_server *server;
    struct MHD_Connection *connection;
    struct exchange *next, *prev; /* in the list of those that wait */
    enum phase phase;
    char *uri, *path;
    struct MHD_Response *response; /* made, not queued yet */
    int status;
    int64_t due_ms;
    bool drop;
    bool whole; /* the handler has been called */
};

struct sim_server {
    struct MHD_Daemon *daemon;
    struct sim_server_options o;
    struct buf cert, key, client_ca;
    struct exchange *waiting;
    struct sim_stream *streams;
    uint16_t port;
};

struct sim_stream {
    struct sim_stream_source source;
    struct sim_server *server;
    struct MHD_Connection *connection;
    struct sim_stream *next, *prev;
    bool asleep;
};

static volatile sig_atomic_t stop_wanted;

int64_t sim_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- the request's life ---- */

static struct exchange *exchange_of(const struct sim_request *r)
{
    union {
        const struct sim_request *in;
        struct exchange *out;
    } u = {.in = r};
    return u.out;
}

static void *exchange_new(void *context, const char *uri, struct MHD_Connection *connection)
{
    struct exchange *x = xcalloc(1, sizeof *x);
    x->server = context;
    x->connection = connection;
    x->uri = xstrdup(uri);
    x->pub.uri = x->uri;
    return x;
}

static void wait_add(struct exchange *x)
{
    x->prev = NULL;
    x->next = x->server->waiting;
    if (x->next)
        x->next->prev = x;
    x->server->waiting = x;
}

static void wait_remove(struct exchange *x)
{
    if (x->prev)
        x->prev->next = x->next;
    else if (x->server->waiting == x)
        x->server->waiting = x->next;
    if (x->next)
        x->next->prev = x->prev;
    x->next = x->prev = NULL;
}

static void exchange_over(void *context, struct MHD_Connection *connection, void **slot, enum MHD_RequestTerminationCode why)
{
    (void)context, (void)connection, (void)why;
    struct exchange *x = *slot;
    if (!x)
        return;
    wait_remove(x);
    if (x->response)
        MHD_destroy_response(x->response);
    buf_release(&x->pub.body);
    free(x->uri);
    free(x->path);
    free(x);
    *slot = NULL;
}

static enum MHD_Result queue_now(struct exchange *x)
{
    if (x->drop)
        return MHD_NO;
    enum MHD_Result ok = MHD_queue_response(x->connection, (unsigned)x->status, x->response);
    MHD_destroy_response(x->response);
    x->response = NULL;
    return ok;
}

static void sleep_until_due(struct exchange *x, int64_t due_ms)
{
    x->due_ms = due_ms;
    wait_add(x);
    MHD_suspend_connection(x->connection);
}

/* After the handler: queues the answer, or lets it wait. */
static enum MHD_Result settle(struct exchange *x)
{
    if (x->phase == PHASE_HELD || x->phase == PHASE_DELAYED) {
        sleep_until_due(x, x->due_ms);
        return MHD_YES;
    }
    return queue_now(x);
}

static enum MHD_Result handle(struct exchange *x)
{
    x->phase = PHASE_READING;
    x->server->o.handler(x->server->o.context, &x->pub);
    return settle(x);
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **slot)
{
    (void)context, (void)connection, (void)version;
    struct exchange *x = *slot;
    if (!x->path) {
        x->path = xstrdup(url);
        x->pub.path = x->path;
        x->pub.method = method;
        return MHD_YES;
    }
    if (*size > 0) {
        if (x->pub.body.len + *size > BODY_LIMIT)
            return MHD_NO;
        buf_add(&x->pub.body, data, *size);
        *size = 0;
        return MHD_YES;
    }
    if (x->phase == PHASE_DELAYED)
        return queue_now(x);
    if (!x->whole)
        x->pub.arrived_ns = sim_now_ns();
    x->whole = true;
    return handle(x);
}

/* ---- what handlers see and do ---- */

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

static void add_headers(struct MHD_Response *response, const struct sim_answer *a)
{
    for (size_t i = 0; i + 1 < COUNT_OF(a->headers) && a->headers[i]; i += 2)
        MHD_add_response_header(response, a->headers[i], a->headers[i + 1]);
}

void sim_reply(struct sim_request *r, struct sim_answer *a)
{
    struct exchange *x = exchange_of(r);
    x->status = a->status;
    x->response = response_make(a);
    add_headers(x->response, a);
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

/* ---- streams ---- */

static ssize_t stream_read(void *context, uint64_t at, char *to, size_t room)
{
    (void)at;
    struct sim_stream *t = context;
    ssize_t got = t->source.read(t->source.context, to, room);
    if (got == SIM_STREAM_END)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (got == SIM_STREAM_CUT)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (got == SIM_STREAM_WAIT) {
        t->asleep = true;
        MHD_suspend_connection(t->connection);
    }
    return got;
}

static void stream_free(void *context)
{
    struct sim_stream *t = context;
    if (t->prev)
        t->prev->next = t->next;
    else
        t->server->streams = t->next;
    if (t->next)
        t->next->prev = t->prev;
    t->source.gone(t->source.context);
    free(t);
}

struct sim_stream *sim_stream_open(struct sim_request *r, const struct sim_answer *head, const struct sim_stream_source *source)
{
    struct exchange *x = exchange_of(r);
    struct sim_stream *t = xcalloc(1, sizeof *t);
    t->source = *source;
    t->connection = x->connection;
    t->server = x->server;
    t->next = x->server->streams;
    if (t->next)
        t->next->prev = t;
    x->server->streams = t;
    x->response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream_read, t, stream_free);
    x->status = head->status;
    add_headers(x->response, head);
    x->phase = PHASE_ANSWERED;
    return t;
}

void sim_stream_wake(struct sim_stream *t)
{
    if (!t->asleep)
        return;
    t->asleep = false;
    MHD_resume_connection(t->connection);
}

static int stream_socket(const struct sim_stream *t)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(t->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

void sim_stream_reset(struct sim_stream *t)
{
    shutdown(stream_socket(t), SHUT_RDWR);
    sim_stream_wake(t);
}

bool sim_stream_deserted(const struct sim_stream *t)
{
    struct pollfd p = {.fd = stream_socket(t), .events = POLLRDHUP};
    return poll(&p, 1, 0) == 1;
}

/* ---- the server's life ---- */

static void on_stop(int signal)
{
    (void)signal;
    stop_wanted = 1;
}

static int write_port_file(const struct sim_server *s, struct err *err)
{
    if (!s->o.port_file)
        return 0;
    own_str char *tmp = xasprintf("%s.tmp", s->o.port_file);
    FILE *f = fopen(tmp, "w");
    if (!f)
        return err_set(err, ERR_CONFIG, "cannot write port file '%s': %s", tmp, strerror(errno));
    fprintf(f, "%u\n", s->port);
    if (fclose(f) != 0 || rename(tmp, s->o.port_file) != 0)
        return err_set(err, ERR_CONFIG, "cannot write port file '%s': %s", s->o.port_file, strerror(errno));
    return 0;
}

static int read_pem(struct buf *to, const char *path, struct err *err)
{
    return path ? buf_read_file(to, path, 1024 * 1024, err) : 0;
}

static struct MHD_Daemon *start(struct sim_server *s)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(s->o.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_CERT, 0, s->cert.data},
                                   {MHD_OPTION_HTTPS_MEM_KEY, 0, s->key.data},
                                   {s->client_ca.len ? MHD_OPTION_HTTPS_MEM_TRUST : MHD_OPTION_END, 0, s->client_ca.data},
                                   {MHD_OPTION_END, 0, NULL}};
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | (s->cert.len ? MHD_USE_TLS : 0);
    return MHD_start_daemon(flags, 0, NULL, NULL, on_request, s, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
                            MHD_OPTION_URI_LOG_CALLBACK, exchange_new, s, MHD_OPTION_NOTIFY_COMPLETED, exchange_over, s,
                            MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            (size_t)CONNECTION_MEMORY, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_ARRAY, s->cert.len ? tls : none,
                            MHD_OPTION_END);
}

struct sim_server *sim_server_open(const struct sim_server_options *o, struct err *err)
{
    struct sim_server *s = xcalloc(1, sizeof *s);
    s->o = *o;
    if (read_pem(&s->cert, o->cert_file, err) || read_pem(&s->key, o->key_file, err) || read_pem(&s->client_ca, o->client_ca_file, err)) {
        sim_server_close(s);
        return NULL;
    }
    s->daemon = start(s);
    if (!s->daemon) {
        err_set(err, ERR_CONFIG, "cannot listen on 127.0.0.1 port '%u': %s", o->port, strerror(errno));
        sim_server_close(s);
        return NULL;
    }
    s->port = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    return s;
}

uint16_t sim_server_port(const struct sim_server *s)
{
    return s->port;
}

static int64_t sooner(int64_t a, int64_t b)
{
    if (a < 0)
        return b;
    return b < 0 || a < b ? a : b;
}

/* Resumes what is due; gives the milliseconds until the next. */
static int64_t resume_due(struct sim_server *s)
{
    int64_t now = mono_ms(), wait = -1;
    for (struct exchange *x = s->waiting, *next; x; x = next) {
        next = x->next;
        if (x->due_ms <= now) {
            wait_remove(x);
            MHD_resume_connection(x->connection);
        } else if (x->due_ms != INT64_MAX) {
            wait = sooner(wait, x->due_ms - now);
        }
    }
    return wait;
}

static int wait_ms(struct sim_server *s)
{
    int64_t wait = sooner(s->o.tick ? s->o.tick(s->o.context) : -1, resume_due(s));
    MHD_UNSIGNED_LONG_LONG library = 0;
    if (MHD_get_timeout(s->daemon, &library) == MHD_YES)
        wait = sooner(wait, (int64_t)library);
    return wait < 0 || wait > 1000 ? 1000 : (int)wait;
}

void sim_server_run(struct sim_server *s)
{
    struct err err = {0};
    struct sigaction stop = {.sa_handler = on_stop};
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGINT, &stop, NULL);
    signal(SIGPIPE, SIG_IGN);
    if (write_port_file(s, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return;
    }
    struct pollfd p = {.fd = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, .events = POLLIN};
    while (!stop_wanted) {
        poll(&p, 1, wait_ms(s));
        MHD_run(s->daemon);
    }
}

void sim_server_close(struct sim_server *s)
{
    if (!s)
        return;
    if (s->daemon) {
        for (struct exchange *x = s->waiting; x; x = x->next)
            x->due_ms = 0;
        resume_due(s);
        for (struct sim_stream *t = s->streams; t; t = t->next)
            sim_stream_wake(t);
        MHD_stop_daemon(s->daemon);
    }
    buf_release(&s->cert);
    buf_release(&s->key);
    buf_release(&s->client_ca);
    free(s);
}
