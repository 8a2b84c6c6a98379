#include "journal/metrics.h"

/* system */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include <microhttpd.h>

/* base */
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/behind.h"
#include "journal/passing.h"
#include "journal/server_inner.h"

enum { TICK_MS = 1000, CONNECTIONS_MAX = 16, IDLE_SECONDS = 10, CONNECTION_MEMORY = 16384 };

struct metrics {
    struct server *server;
    const struct behind *behind;
    struct MHD_Daemon *daemon;
    struct loop_fd *watch;
    struct loop_timer *tick;
};

/* ---- the page ---- */

static void figure(struct buf *to, const char *name, const char *kind_and_help, uint64_t value)
{
    const char *help = strchr(kind_and_help, ' ');
    buf_addf(to, "# HELP headgate_journal_%s%s\n# TYPE headgate_journal_%s %.*s\nheadgate_journal_%s %llu\n", name, help, name,
             (int)(help - kind_and_help), kind_and_help, name, (unsigned long long)value);
}

static void journal_page(const struct server *v, struct buf *to)
{
    figure(to, "sequence", "gauge The newest event.", store_head(v->store).sequence);
    figure(to, "bytes", "gauge Bytes of the database in use.", store_size(v->store));
    figure(to, "max_bytes", "gauge What the database may grow to.", store_max_size(v->store));
    figure(to, "uptime_seconds", "gauge Since this process began.", (uint64_t)(mono_ms() - v->opened_ms) / 1000);
    figure(to, "appended_total", "counter Events stored by this process.", v->appended);
    figure(to, "commits_total", "counter Transactions of this process.", v->commits);
    figure(to, "refused_total", "counter Appends refused by this process.", v->refused);
    figure(to, "full", "gauge 1: appends are refused for want of room.", v->full);
    figure(to, "clients", "gauge Clients that are known.", HASH_COUNT(v->peers));
}

/* Each reader by its source and a number of its own. */
static void readers_page(const struct server *v, struct buf *to)
{
    static const char name[] = "headgate_journal_reader_lag_events";
    uint64_t end = store_head(v->store).sequence;
    char id[2 * PEER_ID_MAX + 1];
    buf_addf(to, "# HELP %s Events that a reader has not been sent yet.\n# TYPE %s gauge\n", name, name);
    for (const struct peer *p = v->peers; p; p = p->hh.next) {
        if (!p->reading)
            continue;
        uint64_t at = reading_at(p->reading);
        buf_addf(to, "%s{source=\"", name);
        passing_label(to, p->source ? p->source : "");
        buf_addf(to, "\",client=\"%s\"} %llu\n", hex_encode(p->id.bytes, p->id.len, id), (unsigned long long)(end > at ? end - at : 0));
    }
}

static void add_source(void *context, const char *source, const struct store_source *known)
{
    struct buf *to = context;
    buf_add_str(to, "headgate_journal_source_upto{source=\"");
    passing_label(to, source);
    buf_addf(to, "\"} %llu\n", (unsigned long long)known->upto);
}

static void page(struct metrics *m, struct buf *to)
{
    struct err err = {0};
    journal_page(m->server, to);
    readers_page(m->server, to);
    buf_add_str(
        to, "# HELP headgate_journal_source_upto The newest input that a stage has answered.\n# TYPE headgate_journal_source_upto gauge\n");
    if (store_sources(m->server->store, add_source, to, &err))
        log_warn("metrics: %s", err.text);
    buf_add(to, behind_page(m->behind)->data, behind_page(m->behind)->len);
}

/* ---- HTTP ---- */

static enum MHD_Result answer(struct MHD_Connection *to, unsigned status, const struct buf *body)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(body->len, body->data, MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(r, "Content-Type", status == MHD_HTTP_OK ? "text/plain; version=0.0.4; charset=utf-8" : "text/plain");
    enum MHD_Result queued = MHD_queue_response(to, status, r);
    MHD_destroy_response(r);
    return queued;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                                  const char *upload, size_t *upload_size, void **seen)
{
    own_buf body = {0};
    (void)version;
    (void)upload;
    if (!*seen || *upload_size) { /* the first call of a request; whatever is sent with it is not looked at */
        *seen = context;
        *upload_size = 0;
        return MHD_YES;
    }
    bool found = strcmp(url, "/metrics") == 0 && (strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0);
    if (found)
        page(context, &body);
    else
        buf_add_str(&body, "the figures are at /metrics\n");
    return answer(c, found ? MHD_HTTP_OK : MHD_HTTP_NOT_FOUND, &body);
}

static void on_ready(void *context, int fd, unsigned ready)
{
    struct metrics *m = context;
    (void)fd;
    (void)ready;
    MHD_run(m->daemon);
}

/* Timeouts of connections. */
static void on_tick(void *context)
{
    struct metrics *m = context;
    MHD_run(m->daemon);
    loop_timer_in(m->tick, TICK_MS);
}

static struct MHD_Daemon *listen_on(struct metrics *m, uint16_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, on_request, m, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_END);
}

struct metrics *metrics_new(struct server *v, const struct behind *b, uint16_t port, struct err *err)
{
    struct metrics *m = xcalloc(1, sizeof *m);
    m->server = v;
    m->behind = b;
    m->daemon = listen_on(m, port);
    if (!m->daemon) {
        free(m);
        err_set(err, ERR_CONFIG, "cannot listen for --metrics on 127.0.0.1:%u: %s", port, strerror(errno));
        return NULL;
    }
    m->watch = loop_fd_add(v->loop, MHD_get_daemon_info(m->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd, LOOP_READ, on_ready, m);
    m->tick = loop_timer_add(v->loop, on_tick, m);
    loop_timer_in(m->tick, 0);
    log_info("metrics at http://127.0.0.1:%u/metrics", MHD_get_daemon_info(m->daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    return m;
}

void metrics_free(struct metrics *m)
{
    if (!m)
        return;
    loop_fd_remove(m->watch);
    loop_timer_remove(m->tick);
    MHD_stop_daemon(m->daemon);
    free(m);
}
