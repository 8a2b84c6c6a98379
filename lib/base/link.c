/* system */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/link_inner.h"
#include "lib/base/link_meter.h"
#include "lib/base/mem.h"

enum {
    TURN_MESSAGES = 256,          /* taken in before others on the loop get their turn */
    TURN_BYTES = 4 * 1024 * 1024, /* the same, in bytes */
    QUEUE_OUT = 8192,             /* messages; readers are bounded by credit long before */
    HEARTBEAT_MS = 5000,
    HEARTBEAT_LOST_MS = 15000,
};

/* ---- receiving ---- */

void link_frames_close(zmq_msg_t *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        zmq_msg_close(&parts[i]);
}

struct link_taken link_frames_receive(void *socket, zmq_msg_t *parts, size_t room)
{
    struct link_taken t = {0};
    for (bool more = true; more;) {
        zmq_msg_t part;
        zmq_msg_init(&part);
        if (zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) < 0) {
            zmq_msg_close(&part);
            break;
        }
        more = zmq_msg_more(&part);
        t.bytes += zmq_msg_size(&part);
        if (t.count < room) {
            parts[t.count++] = part;
        } else {
            zmq_msg_close(&part);
            t.extra++;
        }
    }
    return t;
}

/* The name that the door gave to the connection when its key was admitted. */
static const char *sender_of(const struct link *k, zmq_msg_t *part)
{
    return k->zap ? zmq_msg_gets(part, "User-Id") : NULL;
}

/* Bytes handed on, or -1 when nothing waits. */
static long link_receive(struct link *k)
{
    zmq_msg_t parts[LINK_MAX_FRAMES];
    struct link_frame frames[LINK_MAX_FRAMES];
    struct link_taken t = link_frames_receive(k->socket, parts, LINK_MAX_FRAMES);
    if (!t.count)
        return -1;
    for (size_t i = 0; i < t.count; i++)
        frames[i] = (struct link_frame){zmq_msg_data(&parts[i]), zmq_msg_size(&parts[i])};
    if (k->metered)
        link_meter_took(zmq_msg_get(&parts[t.count - 1], ZMQ_SRCFD), t.bytes, t.count + t.extra);
    k->sender = sender_of(k, &parts[t.count - 1]);
    if (!t.extra && (k->sender || !k->zap))
        k->fn(k->context, frames, t.count);
    k->sender = NULL;
    link_frames_close(parts, t.count);
    return (long)t.bytes;
}

const char *link_sender(const struct link *k)
{
    return k->sender;
}

static void link_free(struct link *k)
{
    loop_fd_remove(k->fd);
    loop_timer_remove(k->again);
    link_monitor_close(k);
    zmq_close(k->socket);
    link_curve_close(k);
    zmq_ctx_term(k->zmq);
    if (k->path)
        unlink(k->path);
    free(k->path);
    if (k->lock >= 0)
        close(k->lock); /* the file stays: removing it would let two servers hold two files of one name */
    free(k->lock_path);
    free(k);
}

void link_leave(struct link *k)
{
    k->depth--;
    if (k->dead && !k->depth)
        link_free(k);
}

static void link_drain(struct link *k)
{
    long bytes = 0;
    int messages = 0;
    k->depth++;
    while (!k->dead && messages < TURN_MESSAGES && bytes < TURN_BYTES) {
        long got = link_receive(k);
        if (got < 0)
            break;
        bytes += got;
        messages++;
    }
    if (!k->dead && (messages == TURN_MESSAGES || bytes >= TURN_BYTES))
        loop_timer_in(k->again, 0);
    link_leave(k);
}

static void on_again(void *context)
{
    link_drain(context);
}

static void on_readable(void *context, int fd, unsigned ready)
{
    (void)fd;
    (void)ready;
    link_drain(context);
}

int link_fd(void *socket)
{
    int fd = -1;
    size_t size = sizeof fd;
    zmq_getsockopt(socket, ZMQ_FD, &fd, &size);
    return fd;
}

bool link_readable(void *socket)
{
    int events = 0;
    size_t size = sizeof events;
    zmq_getsockopt(socket, ZMQ_EVENTS, &events, &size);
    return events & ZMQ_POLLIN;
}

void link_on_up(struct link *k, link_up_fn *fn)
{
    k->up = fn;
}

void link_on_barred(struct link *k, link_barred_fn *fn)
{
    k->barred = fn;
}

/* ---- sending ---- */

bool link_send(struct link *k, const struct link_frame *frames, size_t count)
{
    bool sent = count > 0;
    int why = 0;
    for (size_t i = 0; i < count && sent; i++) {
        int flags = ZMQ_DONTWAIT | (i + 1 < count ? ZMQ_SNDMORE : 0);
        sent = zmq_send(k->socket, frames[i].data, frames[i].len, flags) >= 0;
        why = errno;
    }
    /* Sending may have swallowed the descriptor's sign that something arrived. */
    if (link_readable(k->socket))
        loop_timer_in(k->again, 0);
    errno = sent ? 0 : why == EHOSTUNREACH ? EHOSTUNREACH : EAGAIN;
    return sent;
}

/* ---- opening and closing ---- */

void link_set_int(void *socket, int option, int value)
{
    zmq_setsockopt(socket, option, &value, sizeof value);
}

static void socket_settle(void *socket)
{
    int64_t most = LINK_MAX_MESSAGE;
    zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &most, sizeof most);
    link_set_int(socket, ZMQ_LINGER, 0);
    link_set_int(socket, ZMQ_SNDHWM, QUEUE_OUT);
    link_set_int(socket, ZMQ_HEARTBEAT_IVL, HEARTBEAT_MS);
    link_set_int(socket, ZMQ_HEARTBEAT_TIMEOUT, HEARTBEAT_LOST_MS);
    link_set_int(socket, ZMQ_HEARTBEAT_TTL, HEARTBEAT_LOST_MS);
}

struct link *link_new(struct loop *l, int type, link_fn *fn, void *context)
{
    struct link *k = xcalloc(1, sizeof *k);
    k->loop = l;
    k->fn = fn;
    k->context = context;
    k->lock = -1;
    k->zmq = zmq_ctx_new();
    k->socket = zmq_socket(k->zmq, type);
    socket_settle(k->socket);
    k->again = loop_timer_add(l, on_again, k);
    k->fd = loop_fd_add(l, link_fd(k->socket), LOOP_READ, on_readable, k);
    return k;
}

void link_close(struct link *k)
{
    if (!k)
        return;
    k->dead = true;
    if (!k->depth)
        link_free(k);
}
