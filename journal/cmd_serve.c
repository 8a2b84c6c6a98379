/* NAME     journal serve - keep the journal
 * READS    appends and readings of its clients, over ZeroMQ
 * WRITES   the database in DIRECTORY; answers
 * STATE    DIRECTORY/data.mdb. What was acknowledged is on disk; an append is stored whole or not at all. DIRECTORY/trace.index can be lost
 * OPTIONS  --listen ENDPOINT, --access FILE, --key FILE, --directory DIRECTORY, --max-size SIZE, --head-every SECONDS, --metrics PORT
 * EXIT     0 stopped by SIGTERM or SIGINT, 100 endpoint or database cannot be used, 111 the database failed
 * EXAMPLE  journal serve --listen ipc:///run/headgate/journal --directory /var/lib/headgate/journal */

/* system */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* base */
#include "lib/base/link_keys.h"
#include "lib/base/log.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/base/notify.h"

/* own */
#include "journal/access.h"
#include "journal/behind.h"
#include "journal/command.h"
#include "journal/guard.h"
#include "journal/metrics.h"
#include "journal/server.h"
#include "journal/store.h"

#define DIRECTORY "/var/lib/headgate/journal"

enum { HEAD_EVERY_MS = 600000 };

struct serve_options {
    const char *endpoint; /* open to all who can connect; or NULL */
    const char *access;   /* the file of who may do what; or NULL */
    const char *key;      /* the file of the journal's own key pair; or NULL */
    struct store_options store;
    int64_t head_every_ms;
    int metrics_port; /* -1: none */
};

static const struct argp_option options[] = {
    {"listen", 'l', "ENDPOINT", 0, "Where clients connect who may do everything (" JOURNAL_ENDPOINT " when there is no --access)", 0},
    {"access", 'a', "FILE", 0, "The table of endpoints and keys, and what may be done there; read again on SIGHUP", 0},
    {"key", 'k', "FILE", 0, "The journal's own key pair, for endpoints at tcp://", 0},
    {"directory", 'd', "DIRECTORY", 0, "Where the database is (" DIRECTORY "); made when it is not there", 0},
    {"max-size", 'm', "SIZE", 0, "What the database may grow to: bytes, or with K, M, G (64G)", 0},
    {"head-every", 'e', "SECONDS", 0,
     "Log sequence and hash of the head so often, when it has moved (600), as an anchor for verify; 0: never", 0},
    {"metrics", 'M', "PORT", 0, "Figures for Prometheus at http://127.0.0.1:PORT/metrics; 0: any port, told in the log", 0},
    {0},
};

/* "512M" as bytes; 0 when it is not that. */
static uint64_t size_parse(const char *text)
{
    static const char units[] = "KMG";
    char *end;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    const char *unit = *end ? strchr(units, *end) : NULL;
    if (errno || end == text || *text == '-' || (*end && (!unit || end[1])))
        return 0;
    unsigned shift = unit ? 10u * (unsigned)(unit - units + 1) : 0;
    return n > (UINT64_MAX >> shift) ? 0 : (uint64_t)n << shift;
}

/* Up to a day, in ms; -1 when it is not that. */
static int64_t seconds_parse(const char *text)
{
    char *end;
    long n = strtol(text, &end, 10);
    return end == text || *end || n < 0 || n > 86400 ? -1 : n * 1000;
}

static int port_parse(const char *text)
{
    char *end;
    long n = strtol(text, &end, 10);
    return end == text || *end || n < 0 || n > 65535 ? -1 : (int)n;
}

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct serve_options *o = state->input;
    switch (key) {
    case 'l':
        o->endpoint = arg;
        return 0;
    case 'a':
        o->access = arg;
        return 0;
    case 'k':
        o->key = arg;
        return 0;
    case 'd':
        o->store.directory = arg;
        return 0;
    case 'm':
        o->store.max_size = size_parse(arg);
        if (!o->store.max_size)
            argp_error(state, "'%s' is no size: write bytes, or a number with K, M or G", arg);
        return 0;
    case 'e':
        o->head_every_ms = seconds_parse(arg);
        if (o->head_every_ms < 0)
            argp_error(state, "'%s' is no number of seconds from 0 to 86400", arg);
        return 0;
    case 'M':
        o->metrics_port = port_parse(arg);
        if (o->metrics_port < 0)
            argp_error(state, "'%s' is no port from 0 to 65535", arg);
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': serve takes no operands", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* What the signals are about. */
struct service {
    struct loop *loop;
    struct server *server; /* NULL until it serves */
    const struct serve_options *options;
    struct link_pair key;
};

/* The table, and the doors that it says. */
static int admit(struct service *s, struct err *err)
{
    struct access a = {0};
    if (!s->options->access)
        return 0;
    if (access_load(&a, s->options->access, err))
        return -1;
    size_t rows = a.count;
    int rc = server_admit(s->server, &a, s->options->key ? s->key.secret : NULL, err);
    if (!rc)
        log_info("access file=%s rows=%zu", s->options->access, rows);
    return rc;
}

/* A table that is wrong changes nothing: the one in force stays. */
static void on_hangup(struct service *s)
{
    struct err err = {0};
    if (s->server && admit(s, &err))
        log_error("%s", err.text);
}

static void on_signal(void *context, int signal)
{
    struct service *s = context;
    if (signal == SIGHUP) {
        on_hangup(s);
        return;
    }
    log_info("stopping signal=%s", strsignal(signal));
    loop_stop(s->loop, EXIT_DONE);
}

/* The head in the log now and then: kept on another machine, it proves what was there (verify --anchor). */
struct heads {
    const struct store *store;
    struct loop_timer *timer;
    int64_t every_ms;
    uint64_t told;
};

static void on_head(void *context)
{
    struct heads *h = context;
    char hex[SHA256_HEX];
    struct store_head head = store_head(h->store);
    if (head.sequence != h->told)
        log_info("head sequence=%llu hash=%s", (unsigned long long)head.sequence, hex_encode(head.hash, SHA256_BYTES, hex));
    h->told = head.sequence;
    if (h->every_ms)
        loop_timer_in(h->timer, h->every_ms);
}

static void tell_ready(const struct serve_options *o, const struct store *store)
{
    const char *at = o->endpoint ? o->endpoint : o->access;
    char hex[SHA256_HEX];
    struct store_head head = store_head(store);
    log_info("serving endpoint=%s directory=%s sequence=%llu hash=%s", at, o->store.directory, (unsigned long long)head.sequence,
             hex_encode(head.hash, SHA256_BYTES, hex));
    own_str char *status = xasprintf("serving at %s", at);
    notify_ready(status);
}

static void tell_stopped(const struct store *store)
{
    char hex[SHA256_HEX];
    struct store_head head = store_head(store);
    log_info("stopped sequence=%llu hash=%s", (unsigned long long)head.sequence, hex_encode(head.hash, SHA256_BYTES, hex));
}

/* All endpoints, or none: NULL. */
static struct server *open_server(struct service *s, struct store *store, struct err *err)
{
    const struct serve_options *o = s->options;
    if (o->key && link_pair_load(&s->key, o->key, err))
        return NULL;
    s->server = server_new(s->loop, store, o->endpoint, err);
    if (s->server && admit(s, err)) {
        server_free(s->server);
        s->server = NULL;
    }
    return s->server;
}

/* All that is open now: runs until somebody ends it. */
static int run(struct loop *l, struct store *store, const struct serve_options *o)
{
    struct heads heads = {.store = store, .every_ms = o->head_every_ms, .told = store_head(store).sequence};
    tell_ready(o, store);
    heads.timer = loop_timer_add(l, on_head, &heads);
    loop_timer_in(heads.timer, heads.every_ms ? heads.every_ms : -1);
    struct notify *alive = notify_alive(l);
    int code = loop_run(l);
    notify_stopping();
    notify_free(alive);
    loop_timer_remove(heads.timer);
    return code;
}

static int serve(struct service *s, struct store *store)
{
    struct err err = {0};
    struct metrics *m = NULL;
    const struct serve_options *o = s->options;
    struct server *v = open_server(s, store, &err);
    if (!v)
        return command_fail(&err);
    struct behind *b = behind_new(v, &(struct behind_options){.directory = o->store.directory, .figures = o->metrics_port >= 0});
    if (o->metrics_port >= 0)
        m = metrics_new(v, b, (uint16_t)o->metrics_port, &err);
    int code = err.kind == ERR_NONE ? run(s->loop, store, o) : command_fail(&err);
    metrics_free(m);
    behind_free(b);
    server_free(v);
    if (err.kind == ERR_NONE)
        tell_stopped(store);
    return code;
}

/* In a child: whether the database can be walked. What is no journal, or of another format, is told by who opens it next. */
static int look(void *context, uint64_t *passed)
{
    struct err err = {0};
    struct store *store = store_open(context, &err);
    int rc = store ? store_check(store, passed, &err) : 0;
    store_close(store);
    return rc ? command_fail(&err) : EXIT_DONE;
}

/* 0, or the exit code when the database that is there must not be served. */
static int check(const struct serve_options *o)
{
    struct stat st;
    struct err err = {0};
    struct store_options reading = {.directory = o->store.directory, .read_only = true};
    own_str char *path = xasprintf("%s/data.mdb", o->store.directory);
    if (stat(path, &st) != 0 || !st.st_size)
        return 0;
    int code = guard_run(look, &reading, o->store.directory, &err);
    return code < 0 ? command_fail(&err) : code;
}

int cmd_serve(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options, .parser = option, .doc = "Keep the journal: one order, on disk before it is read."};
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
    struct serve_options o = {.store = {.directory = DIRECTORY}, .head_every_ms = HEAD_EVERY_MS, .metrics_port = -1};
    struct err err = {0};
    command_parse(&argp, argc, argv, &o);
    if (!o.endpoint && !o.access)
        o.endpoint = JOURNAL_ENDPOINT;
    umask(0027);
    int code = check(&o);
    if (code)
        return code;
    struct service s = {.loop = loop_new(), .options = &o};
    loop_signals(s.loop, signals, COUNT_OF(signals), on_signal, &s); /* before any thread is made, so that none takes them */
    struct store *store = store_open(&o.store, &err);
    code = store ? serve(&s, store) : command_fail(&err);
    store_close(store);
    loop_free(s.loop);
    link_pair_wipe(&s.key);
    return code;
}
