#include "journal/metrics.h"

/* system */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include <microhttpd.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/behind.h"
#include "journal/figures.h"
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

static void journal_page(const struct server *v, struct buf *to)
{
    const struct {
        const char *name, *type_and_help;
        double value;
    } rows[] = {
        {"headgate_journal_sequence", "gauge The newest event.", (double)store_head(v->store).sequence},
        {"headgate_journal_bytes", "gauge Bytes of the database in use.", (double)store_size(v->store)},
        {"headgate_journal_max_bytes", "gauge What the database may grow to.", (double)store_max_size(v->store)},
        {"headgate_journal_uptime_seconds", "gauge Since this process began.", (double)(mono_ms() - v->opened_ms) / 1000},
        {"headgate_journal_appended_total", "counter Events stored by this process.", (double)v->appended},
        {"headgate_journal_commits_total", "counter Transactions of this process.", (double)v->commits},
        {"headgate_journal_refused_total", "counter Appends refused by this process.", (double)v->refused},
        {"headgate_journal_rate", "gauge Events a second, of the last minute.", stat_rate(v)},
        {"headgate_journal_full", "gauge 1: appends are refused for want of room.", v->full},
        {"headgate_journal_clients", "gauge Clients that are known.", HASH_COUNT(v->peers)},
        {"headgate_journal_index_sequence", "gauge How far the index of trace is.", (double)v->share_at},
        {"headgate_journal_live_events", "gauge Events that are the newest of their key, of those in the index.",
         (double)v->share.live_events},
        {"headgate_journal_live_bytes", "gauge Their bytes.", (double)v->share.live_bytes},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        figure_alone(to, rows[i].name, rows[i].type_and_help, rows[i].value);
}

static void commits_page(const struct server *v, struct buf *to)
{
    static const char name[] = "headgate_journal_commit_seconds";
    figure_head(to, name, "histogram How long transactions took, until they were on disk.");
    for (size_t i = 0; i < STAT_BOUNDS; i++)
        buf_addf(to, "%s_bucket{le=\"%g\"} %llu\n", name, stat_bound(i), (unsigned long long)v->took.within[i]);
    buf_addf(to, "%s_bucket{le=\"+Inf\"} %llu\n%s_sum %.6f\n%s_count %llu\n", name, (unsigned long long)v->commits, name, v->took.seconds,
             name, (unsigned long long)v->commits);
}

/* Each reader by its source and a number of its own. */
static void lag_page(const struct server *v, struct buf *to, int in_seconds)
{
    static const char *const names[] = {"headgate_journal_reader_lag_events", "headgate_journal_reader_lag_seconds"};
    char id[2 * PEER_ID_MAX + 1];
    figure_head(to, names[in_seconds],
                in_seconds ? "gauge Since the oldest of them was recorded." : "gauge Events that a reader has not been sent yet.");
    for (const struct peer *p = v->peers; p; p = p->hh.next) {
        if (!p->reading)
            continue;
        struct stat_lag lag = stat_lag(v, p);
        figure_add(to, names[in_seconds],
                   FIGURE_LABEL_TWO("source", p->source ? p->source : "", "client", hex_encode(p->id.bytes, p->id.len, id)),
                   in_seconds ? (double)lag.ms / 1000 : (double)lag.events);
    }
}

static void readers_page(const struct server *v, struct buf *to)
{
    unsigned readers = 0;
    for (const struct peer *p = v->peers; p; p = p->hh.next)
        readers += p->reading != NULL;
    figure_alone(to, "headgate_journal_readers", "gauge Readings under way.", readers);
    lag_page(v, to, 0);
    lag_page(v, to, 1);
}

static void add_source(void *context, const char *source, const struct store_source *known)
{
    figure_add(context, "headgate_journal_source_upto", FIGURE_LABEL("source", source), (double)known->upto);
}

static void page(struct metrics *m, struct buf *to)
{
    struct err err = {0};
    journal_page(m->server, to);
    commits_page(m->server, to);
    readers_page(m->server, to);
    figure_head(to, "headgate_journal_source_upto", "gauge The newest input that a stage has answered.");
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
