/* The server's life, and each request's from its first line to its answer. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/common/exchange.h"

enum { IDLE_SECONDS = 90, CONNECTION_MEMORY = 256 * 1024, BODY_LIMIT = 64 * 1024 * 1024 };

int64_t sim_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- the request's life ---- */

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
/* ---- the server's life ---- */

static void on_stop(void *context, int signal)
{
    (void)signal;
    loop_stop(context, 0);
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
    s->loop = loop_new();
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

struct loop *sim_server_loop(struct sim_server *s)
{
    return s->loop;
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
            wait = 0; /* the library does not count it as work */
        } else if (x->due_ms != INT64_MAX) {
            wait = sooner(wait, x->due_ms - now);
        }
    }
    return wait;
}

static int64_t wait_ms(struct sim_server *s)
{
    int64_t wait = sooner(s->o.tick ? s->o.tick(s->o.context) : -1, resume_due(s));
    MHD_UNSIGNED_LONG_LONG library = 0;
    if (MHD_get_timeout(s->daemon, &library) == MHD_YES)
        wait = sooner(wait, (int64_t)library);
    return wait < 0 || wait > 1000 ? 1000 : wait;
}

static void work(void *context)
{
    struct sim_server *s = context;
    MHD_run(s->daemon);
}

static void work_ready(void *context, int fd, unsigned ready)
{
    (void)fd, (void)ready;
    work(context);
}

static void before_wait(void *context)
{
    struct sim_server *s = context;
    loop_timer_in(s->timer, wait_ms(s));
}

void sim_server_run(struct sim_server *s)
{
    static const int stops[] = {SIGTERM, SIGINT};
    struct err err = {0};
    loop_signals(s->loop, stops, 2, on_stop, s->loop);
    signal(SIGPIPE, SIG_IGN);
    if (write_port_file(s, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return;
    }
    s->timer = loop_timer_add(s->loop, work, s);
    loop_fd_add(s->loop, MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, LOOP_READ, work_ready, s);
    loop_before_wait(s->loop, before_wait, s);
    loop_run(s->loop);
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
    loop_free(s->loop);
    free(s);
}
