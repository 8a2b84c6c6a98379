/* What becomes of connections, as the socket's monitor tells it. */

/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/link_inner.h"
#include "lib/base/mem.h"

enum {
    FRUITLESS_TOLD = 3, /* handshakes in a row; a server that stops may break one */
    NOT_ADMITTED = 400, /* of ZAP */
    WATCHED = ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
              ZMQ_EVENT_HANDSHAKE_FAILED_AUTH,
};

struct happening {
    unsigned event; /* 0: none */
    unsigned value;
};

/* Its frames are a number of 16 bits with one of 32 behind it, and the address (zmq_socket_monitor). */
static struct happening monitor_take(void *monitor)
{
    zmq_msg_t parts[LINK_MAX_FRAMES];
    size_t count = link_frames_receive(monitor, parts, LINK_MAX_FRAMES).count;
    uint16_t event = 0;
    uint32_t value = 0;
    if (count && zmq_msg_size(&parts[0]) >= sizeof event + sizeof value) {
        const char *bytes = zmq_msg_data(&parts[0]);
        memcpy(&event, bytes, sizeof event);
        memcpy(&value, bytes + sizeof event, sizeof value);
    }
    link_frames_close(parts, count);
    return (struct happening){event, value};
}

static void came_about(struct link *k)
{
    k->fruitless = 0;
    if (k->up)
        k->up(k->context);
}

static void not_admitted(struct link *k, unsigned status)
{
    struct err err = {0};
    if (status != NOT_ADMITTED || !k->barred)
        return;
    err_set(&err, ERR_CONFIG, "the server does not admit our key: its public part must be put into the server's access file");
    k->barred(k->context, &err);
}

static void came_to_nothing(struct link *k)
{
    struct err err = {0};
    if (++k->fruitless != FRUITLESS_TOLD || !k->barred || !k->keyed)
        return;
    err_set(&err, ERR_AGAIN, "the server answers, but no handshake comes about: is the server's public key the right one?");
    k->barred(k->context, &err);
}

static void on_happening(void *context, int fd, unsigned ready)
{
    (void)fd;
    (void)ready;
    struct link *k = context;
    k->depth++;
    for (struct happening h; (h = monitor_take(k->monitor)).event && !k->dead;) {
        if (h.event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
            came_about(k);
        else if (h.event == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH)
            not_admitted(k, h.value);
        else
            came_to_nothing(k);
    }
    link_leave(k);
}

void link_monitor_open(struct link *k)
{
    own_str char *address = xasprintf("inproc://up-%p", (void *)k);
    zmq_socket_monitor(k->socket, address, WATCHED);
    k->monitor = zmq_socket(k->zmq, ZMQ_PAIR);
    link_set_int(k->monitor, ZMQ_LINGER, 0);
    zmq_connect(k->monitor, address);
    k->monitor_fd = loop_fd_add(k->loop, link_fd(k->monitor), LOOP_READ, on_happening, k);
    (void)link_readable(k->monitor);
}

void link_monitor_close(struct link *k)
{
    if (!k->monitor)
        return;
    loop_fd_remove(k->monitor_fd);
    zmq_socket_monitor(k->socket, NULL, 0);
    zmq_close(k->monitor);
}
