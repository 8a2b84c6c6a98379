/* system */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <zmq.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/link.h"
#include "lib/base/mem.h"

enum {
    TURN_MESSAGES = 256,          /* taken in before others on the loop get their turn */
    TURN_BYTES = 4 * 1024 * 1024, /* the same, in bytes */
    QUEUE_OUT = 8192,             /* messages; readers are bounded by credit long before */
    QUEUE_IN = 64,                /* messages a peer may have waiting here */
    HEARTBEAT_MS = 5000,
    HEARTBEAT_LOST_MS = 15000,
    RECONNECT_MS = 50,
    RECONNECT_MAX_MS = 1000,
};

struct link {
    struct loop *loop;
    void *zmq; /* the context */
    void *socket;
    void *monitor; /* of a client: tells of its connections; else NULL */
    struct loop_fd *fd;
    struct loop_fd *monitor_fd;
    struct loop_timer *again; /* set when something waits that the descriptor will not tell of */
    link_fn *fn;
    link_up_fn *up;
    void *context;
    char *lock_path; /* held open in lock while the endpoint is ours */
    int lock;
    int depth; /* callbacks under way */
    bool dead; /* closed inside a callback: freed when it returns */
};

/* ---- receiving ---- */

static void frames_close(zmq_msg_t *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        zmq_msg_close(&parts[i]);
}

/* Takes one whole message off the socket: how many frames, 0 for none there. *extra counts what did not fit. */
static size_t frames_receive(void *socket, zmq_msg_t *parts, size_t *extra)
{
    size_t count = 0;
    *extra = 0;
    for (bool more = true; more;) {
        zmq_msg_t part;
        zmq_msg_init(&part);
        if (zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) < 0) {
            zmq_msg_close(&part);
            break;
        }
        more = zmq_msg_more(&part);
        if (count < LINK_MAX_FRAMES) {
            parts[count++] = part;
        } else {
            zmq_msg_close(&part);
            (*extra)++;
        }
    }
    return count;
}

/* Bytes handed on, or -1 when nothing waits. */
static long link_receive(struct link *k)
{
    zmq_msg_t parts[LINK_MAX_FRAMES];
    struct link_frame frames[LINK_MAX_FRAMES];
    size_t extra = 0;
    size_t count = frames_receive(k->socket, parts, &extra);
    if (!count)
        return -1;
    long bytes = 1;
    for (size_t i = 0; i < count; i++) {
        frames[i] = (struct link_frame){zmq_msg_data(&parts[i]), zmq_msg_size(&parts[i])};
        bytes += (long)frames[i].len;
    }
    if (!extra)
        k->fn(k->context, frames, count);
    frames_close(parts, count);
    return bytes;
}

static void link_free(struct link *k)
{
    loop_fd_remove(k->fd);
    loop_timer_remove(k->again);
    if (k->monitor) {
        loop_fd_remove(k->monitor_fd);
        zmq_socket_monitor(k->socket, NULL, 0);
        zmq_close(k->monitor);
    }
    zmq_close(k->socket);
    zmq_ctx_term(k->zmq);
    if (k->lock >= 0)
        close(k->lock); /* the file stays: removing it would let two servers hold two files of one name */
    free(k->lock_path);
    free(k);
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
    k->depth--;
    if (k->dead && !k->depth)
        link_free(k);
    else if (!k->dead && (messages == TURN_MESSAGES || bytes >= TURN_BYTES))
        loop_timer_in(k->again, 0);
}

static void link_again(void *context)
{
    link_drain(context);
}

static void link_readable(void *context, int fd, unsigned ready)
{
    (void)fd;
    (void)ready;
    link_drain(context);
}

/* ---- the monitor of a client's connection ---- */

/* The event's number, 0 when none waits. Its frames are a number of 16 bits, one of 32, and the address (zmq_socket_monitor). */
static unsigned monitor_take(void *monitor)
{
    zmq_msg_t parts[LINK_MAX_FRAMES];
    size_t extra = 0;
    size_t count = frames_receive(monitor, parts, &extra);
    uint16_t event = 0;
    if (count && zmq_msg_size(&parts[0]) >= sizeof event)
        memcpy(&event, zmq_msg_data(&parts[0]), sizeof event);
    frames_close(parts, count);
    return event;
}

static void monitor_readable(void *context, int fd, unsigned ready)
{
    (void)fd;
    (void)ready;
    struct link *k = context;
    k->depth++;
    for (unsigned event; (event = monitor_take(k->monitor));)
        if (event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED && k->up && !k->dead)
            k->up(k->context);
    k->depth--;
    if (k->dead && !k->depth)
        link_free(k);
}

static int socket_fd(void *socket)
{
    int fd = -1;
    size_t size = sizeof fd;
    zmq_getsockopt(socket, ZMQ_FD, &fd, &size);
    return fd;
}

static bool socket_readable(void *socket)
{
    int events = 0;
    size_t size = sizeof events;
    zmq_getsockopt(socket, ZMQ_EVENTS, &events, &size);
    return events & ZMQ_POLLIN;
}

/* Before the first connection is begun, so that none is missed. */
static void monitor_open(struct link *k)
{
    int zero = 0;
    own_str char *address = xasprintf("inproc://up-%p", (void *)k);
    zmq_socket_monitor(k->socket, address, ZMQ_EVENT_HANDSHAKE_SUCCEEDED);
    k->monitor = zmq_socket(k->zmq, ZMQ_PAIR);
    zmq_setsockopt(k->monitor, ZMQ_LINGER, &zero, sizeof zero);
    zmq_connect(k->monitor, address);
    k->monitor_fd = loop_fd_add(k->loop, socket_fd(k->monitor), LOOP_READ, monitor_readable, k);
    (void)socket_readable(k->monitor); /* the descriptor tells of changes only: arm it */
}

void link_on_up(struct link *k, link_up_fn *fn)
{
    k->up = fn;
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
    if (socket_readable(k->socket))
        loop_timer_in(k->again, 0);
    errno = sent ? 0 : why == EHOSTUNREACH ? EHOSTUNREACH : EAGAIN;
    return sent;
}

void link_close(struct link *k)
{
    if (!k)
        return;
    k->dead = true;
    if (!k->depth)
        link_free(k);
}

/* ---- opening ---- */

static void set_int(void *socket, int option, int value)
{
    zmq_setsockopt(socket, option, &value, sizeof value);
}

static void socket_settle(void *socket)
{
    int64_t most = LINK_MAX_MESSAGE;
    zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &most, sizeof most);
    set_int(socket, ZMQ_LINGER, 0);
    set_int(socket, ZMQ_SNDHWM, QUEUE_OUT);
    set_int(socket, ZMQ_HEARTBEAT_IVL, HEARTBEAT_MS);
    set_int(socket, ZMQ_HEARTBEAT_TIMEOUT, HEARTBEAT_LOST_MS);
    set_int(socket, ZMQ_HEARTBEAT_TTL, HEARTBEAT_LOST_MS);
}

static int key_set(void *socket, int option, const char *key, struct err *err)
{
    if (key && zmq_setsockopt(socket, option, key, strlen(key) + 1) == 0)
        return 0;
    return err_set(err, ERR_CONFIG, "a CURVE key is missing or is not 40 characters of Z85");
}

static int keys_set(void *socket, const struct link_keys *keys, bool server, struct err *err)
{
    if (!keys)
        return 0;
    if (server) {
        set_int(socket, ZMQ_CURVE_SERVER, 1);
        return key_set(socket, ZMQ_CURVE_SECRETKEY, keys->own_secret, err);
    }
    if (key_set(socket, ZMQ_CURVE_SERVERKEY, keys->server_public, err) || key_set(socket, ZMQ_CURVE_PUBLICKEY, keys->own_public, err))
        return -1;
    return key_set(socket, ZMQ_CURVE_SECRETKEY, keys->own_secret, err);
}

static const char *ipc_path(const char *endpoint)
{
    return str_starts(endpoint, "ipc://") ? endpoint + strlen("ipc://") : NULL;
}

static int endpoint_check(const char *endpoint, const struct link_keys *keys, struct err *err)
{
    const char *path = ipc_path(endpoint);
    if (path && *path == '/')
        return 0;
    if (path)
        return err_set(err, ERR_CONFIG, "endpoint '%s' is no absolute path: write it as ipc:///DIRECTORY/NAME", endpoint);
    if (!str_starts(endpoint, "tcp://"))
        return err_set(err, ERR_CONFIG, "endpoint '%s' is neither ipc:///PATH nor tcp://HOST:PORT", endpoint);
    if (!keys)
        return err_set(err, ERR_CONFIG, "endpoint '%s' is tcp:// and no CURVE keys are given: use ipc:// or give keys", endpoint);
    return 0;
}

static struct link *link_open(struct loop *l, int type, link_fn *fn, void *context)
{
    struct link *k = xcalloc(1, sizeof *k);
    k->loop = l;
    k->fn = fn;
    k->context = context;
    k->lock = -1;
    k->zmq = zmq_ctx_new();
    k->socket = zmq_socket(k->zmq, type);
    socket_settle(k->socket);
    k->again = loop_timer_add(l, link_again, k);
    k->fd = loop_fd_add(l, socket_fd(k->socket), LOOP_READ, link_readable, k);
    return k;
}

/* Somebody who knows nothing of our lock file answers at the path, or it is no socket at all. */
static int path_check(const char *endpoint, const char *path, struct err *err)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return 0;
    if (!S_ISSOCK(st.st_mode))
        return err_set(err, ERR_CONFIG, "endpoint '%s' names a file that is no socket: remove it or choose another path", endpoint);
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof to.sun_path)
        return 0;
    memcpy(to.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int answered = fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0;
    if (fd >= 0)
        close(fd);
    if (answered)
        return err_set(err, ERR_CONFIG, "endpoint '%s' is in use by another program: stop it or choose another path", endpoint);
    return 0;
}

/* libzmq takes an ipc path over without a word, so a lock file beside it says whose it is. */
static int endpoint_lock(struct link *k, const char *endpoint, struct err *err)
{
    const char *path = ipc_path(endpoint);
    if (!path)
        return 0;
    k->lock_path = xasprintf("%s.lock", path);
    k->lock = open(k->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (k->lock < 0)
        return err_set(err, ERR_CONFIG, "cannot listen at '%s': lock file '%s': %s", endpoint, k->lock_path, strerror(errno));
    if (flock(k->lock, LOCK_EX | LOCK_NB) != 0) {
        close(k->lock);
        k->lock = -1;
        return err_set(err, ERR_CONFIG, "endpoint '%s' is in use: another server holds '%s'", endpoint, k->lock_path);
    }
    return path_check(endpoint, path, err);
}

static int endpoint_bind(struct link *k, const char *endpoint, struct err *err)
{
    if (zmq_bind(k->socket, endpoint) != 0)
        return err_set(err, ERR_CONFIG, "cannot listen at '%s': %s", endpoint, zmq_strerror(zmq_errno()));
    const char *path = ipc_path(endpoint);
    if (path && chmod(path, 0660) != 0)
        return err_set(err, ERR_CONFIG, "cannot set the mode of '%s': %s", path, strerror(errno));
    return 0;
}

struct link *link_serve(struct loop *l, const char *endpoint, const struct link_keys *keys, link_fn *fn, void *context, struct err *err)
{
    if (endpoint_check(endpoint, keys, err))
        return NULL;
    struct link *k = link_open(l, ZMQ_ROUTER, fn, context);
    set_int(k->socket, ZMQ_ROUTER_MANDATORY, 1);
    set_int(k->socket, ZMQ_RCVHWM, QUEUE_IN);
    if (keys_set(k->socket, keys, true, err) || endpoint_lock(k, endpoint, err) || endpoint_bind(k, endpoint, err)) {
        link_close(k);
        return NULL;
    }
    return k;
}

struct link *link_connect(struct loop *l, const char *endpoint, const struct link_keys *keys, link_fn *fn, void *context, struct err *err)
{
    if (endpoint_check(endpoint, keys, err))
        return NULL;
    struct link *k = link_open(l, ZMQ_DEALER, fn, context);
    set_int(k->socket, ZMQ_IMMEDIATE, 1);
    set_int(k->socket, ZMQ_RECONNECT_IVL, RECONNECT_MS);
    set_int(k->socket, ZMQ_RECONNECT_IVL_MAX, RECONNECT_MAX_MS);
    if (keys_set(k->socket, keys, false, err))
        goto fail;
    monitor_open(k);
    if (zmq_connect(k->socket, endpoint) != 0) {
        err_set(err, ERR_CONFIG, "cannot connect to '%s': %s", endpoint, zmq_strerror(zmq_errno()));
        goto fail;
    }
    return k;
fail:
    link_close(k);
    return NULL;
}
