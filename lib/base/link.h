/* Messages of several frames over ZeroMQ, on the loop. The only place that includes zmq.h. */
#ifndef BASE_LINK_H
#define BASE_LINK_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/loop.h"

struct err;
struct link;

enum {
    LINK_MAX_FRAMES = 4,                 /* a message of more is dropped unseen, the identity counted */
    LINK_MAX_MESSAGE = 64 * 1024 * 1024, /* bytes of one frame; a peer that sends more is cut off */
};

struct link_frame {
    const void *data;
    size_t len;
};

/* One whole message; frames are borrowed for the call. At a server the first frame is the peer's identity. */
typedef void link_fn(void *context, const struct link_frame *frames, size_t count);
/* A client has a new connection to its server, the first one or after a break. */
typedef void link_up_fn(void *context);

/* CURVE keys, Z85 text; NULL on ipc://. tcp:// without keys is refused with ERR_CONFIG. */
struct link_keys {
    const char *server_public;
    const char *own_public;
    const char *own_secret;
};

/* ROUTER, bound. ERR_CONFIG: endpoint in use or not allowed, told in a sentence. */
struct link *link_serve(struct loop *l, const char *endpoint, const struct link_keys *keys, link_fn *fn, void *context, struct err *err);
/* DEALER, connects in the background and reconnects by itself. What was on its way when a connection broke is gone. */
struct link *link_connect(struct loop *l, const char *endpoint, const struct link_keys *keys, link_fn *fn, void *context, struct err *err);
/* Of a client: fn is called, with the link's context, each time a connection has come about. Messages may have been sent
 * on it before that call. */
void link_on_up(struct link *k, link_up_fn *fn);
/* Sends one message. False: nothing was sent; errno is EAGAIN (queue full, or a client not connected)
 * or EHOSTUNREACH (the peer is gone). */
bool link_send(struct link *k, const struct link_frame *frames, size_t count);
/* May be called in callbacks. What was not sent yet is dropped. */
void link_close(struct link *k);

#endif
