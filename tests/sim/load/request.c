/* One request, on a connection of its own. The answer's first two words are the cluster and the pod that gave it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/load/load.h"

struct request {
    struct load *load;
    const char *route;
    int fd;
    struct loop_fd *watch;
    struct loop_timer *timer;
    int64_t began_ms, sent_us;
    struct buf answer;
};

/* "HTTP/1.1 200 OK", headers, an empty line, "CLUSTER POD ..." */
static void read_answer(const struct request *r, struct outcome *o)
{
    const char *text = buf_str(&r->answer), *body = strstr(text, "\r\n\r\n");
    const char *length = strcasestr(text, "\r\nContent-Length:");
    if (sscanf(text, "HTTP/1.%*d %d", &o->status) != 1 || !body) {
        o->status = 0;
        o->error = r->answer.len ? "the answer breaks off" : "closed without an answer";
        return;
    }
    if (length && strlen(body + 4) < strtoul(length + 17, NULL, 10))
        o->error = "the answer breaks off";
    else if (o->status == 200 && sscanf(body + 4, "%63s %63s", o->cluster, o->pod) != 2)
        o->error = "the answer does not say who gave it";
    else if (o->status != 200)
        o->error = "not 200";
}

/* Ends the request: with this error, or with what was answered. */
static void finish(struct request *r, const char *error)
{
    struct outcome o = {
        .sent_us = r->sent_us, .took_ms = mono_ms() - r->began_ms, .route = r->route, .error = error, .cluster = "-", .pod = "-"};
    if (!error)
        read_answer(r, &o);
    if (r->watch)
        loop_fd_remove(r->watch);
    loop_timer_remove(r->timer);
    if (r->fd >= 0)
        close(r->fd);
    load_heard(r->load, &o);
    buf_release(&r->answer);
    free(r);
}

static void too_long(void *context)
{
    finish(context, "no answer in time");
}

static int write_request(const struct request *r, int fd)
{
    own_buf text = {0};
    const char *path = strchr(r->route, '/');
    int host = path ? (int)(path - r->route) : (int)strlen(r->route);
    buf_addf(&text, "GET %s HTTP/1.1\r\nHost: %.*s\r\nConnection: close\r\n\r\n", path ? path : "/", host, r->route);
    return send(fd, text.data, text.len, MSG_NOSIGNAL) == (ssize_t)text.len ? 0 : -1;
}

static void read_more(struct request *r)
{
    char *at = buf_room(&r->answer, 4096);
    ssize_t n = recv(r->fd, at, 4096, 0);
    if (n > 0) {
        r->answer.len += (size_t)n;
        r->answer.data[r->answer.len] = '\0';
    } else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
        finish(r, n == 0 ? NULL : strerror(errno));
    }
}

static void ready(void *context, int fd, unsigned what)
{
    struct request *r = context;
    int error = 0;
    socklen_t len = sizeof error;
    (void)fd;
    if (what & LOOP_WRITE) {
        getsockopt(r->fd, SOL_SOCKET, SO_ERROR, &error, &len);
        if (error || write_request(r, r->fd)) {
            finish(r, strerror(error ? error : errno));
            return;
        }
        loop_fd_change(r->watch, LOOP_READ);
    } else {
        read_more(r);
    }
}

void request_send(struct load *l, const char *route)
{
    struct request *r = xcalloc(1, sizeof *r);
    *r = (struct request){.load = l, .route = route, .began_ms = mono_ms(), .sent_us = moment_now().us};
    l->sent++;
    l->under_way++;
    r->timer = loop_timer_add(l->loop, too_long, r);
    loop_timer_in(r->timer, l->patience_ms);
    r->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (r->fd < 0 || (connect(r->fd, (const struct sockaddr *)&l->to, sizeof l->to) != 0 && errno != EINPROGRESS)) {
        finish(r, strerror(errno));
        return;
    }
    r->watch = loop_fd_add(l->loop, r->fd, LOOP_WRITE, ready, r);
}
