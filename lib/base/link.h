/* Messages of several frames over ZeroMQ, on the loop. Only link.c and link_*.c include zmq.h. */
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
/* The server does not admit a client's key: ERR_CONFIG; or no handshake comes about, which may mend: ERR_AGAIN, once. */
typedef void link_barred_fn(void *context, const struct err *why);
/* Whether a client with this public key (Z85) may connect. It is asked before anything of the client is taken in. */
typedef bool link_admit_fn(void *context, const char *key, const char *address);

/* Where a server listens, and for whom. tcp:// without keys is refused with ERR_CONFIG. */
struct link_door {
    const char *endpoint;
    unsigned mode;        /* ipc://: of the socket; 0: 0660 */
    const char *group;    /* ipc://: the socket's; NULL: the process's own */
    const char *secret;   /* tcp://: the server's secret key */
    link_admit_fn *admit; /* tcp:// */
};

/* A client's CURVE keys, Z85 text. */
struct link_keys {
    const char *server_public;
    const char *own_public;
    const char *own_secret;
};

/* ROUTER, bound. ERR_CONFIG: endpoint in use or not allowed, told in a sentence. */
struct link *link_serve(struct loop *l, const struct link_door *door, link_fn *fn, void *context, struct err *err);
/* DEALER, connects in the background and reconnects by itself; keys are NULL on ipc://. What was on its way when a connection
 * broke is gone. */
struct link *link_connect(struct loop *l, const char *endpoint, const struct link_keys *keys, link_fn *fn, void *context, struct err *err);
/* Of a client: fn is called, with the link's context, each time a connection has come about. Messages may have been sent
 * on it before that call. */
void link_on_up(struct link *k, link_up_fn *fn);
void link_on_barred(struct link *k, link_barred_fn *fn);
/* Of a server on tcp://, while its link_fn runs: the public key of who sent the message. NULL on ipc://. */
const char *link_sender(const struct link *k);
/* Sends one message. False: nothing was sent; errno is EAGAIN (queue full, or a client not connected)
 * or EHOSTUNREACH (the peer is gone). */
bool link_send(struct link *k, const struct link_frame *frames, size_t count);
/* May be called in callbacks. What was not sent yet is dropped. */
void link_close(struct link *k);

#endif
