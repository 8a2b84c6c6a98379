/* Between link.c and link_*.c only: these are the only places that include zmq.h. */
#ifndef BASE_LINK_INNER_H
#define BASE_LINK_INNER_H

#include <zmq.h>

#include "lib/base/link.h"

struct link {
    struct loop *loop;
    void *zmq; /* the context */
    void *socket;
    void *monitor; /* tells of connections; else NULL */
    void *zap;     /* of a server on tcp://: asked whether a key may connect; else NULL */
    struct loop_fd *fd;
    struct loop_fd *monitor_fd;
    struct loop_fd *zap_fd;
    struct loop_timer *again; /* set when something waits that the descriptor will not tell of */
    link_fn *fn;
    link_up_fn *up;
    link_barred_fn *barred;
    link_admit_fn *admit;
    void *context;
    const char *sender; /* while fn is called */
    bool keyed;         /* a client with keys */
    bool metered;       /* a server */
    unsigned fruitless; /* handshakes that came to nothing since the last that did not */
    char *path;         /* of a server on ipc://, once it is bound: the socket */
    char *lock_path;    /* held open in lock while the endpoint is ours */
    int lock;
    int depth; /* callbacks under way */
    bool dead; /* closed inside a callback: freed when it returns */
};

/* ---- link.c ---- */

/* Of a message that was taken off a socket. */
struct link_taken {
    size_t count; /* frames; 0: none was there */
    size_t extra; /* frames that did not fit: dropped */
    size_t bytes; /* of all of them */
};
struct link_taken link_frames_receive(void *socket, zmq_msg_t *parts, size_t room);
void link_frames_close(zmq_msg_t *parts, size_t count);
int link_fd(void *socket);
/* Also arms the descriptor, which tells of changes only. */
bool link_readable(void *socket);
struct link *link_new(struct loop *l, int type, link_fn *fn, void *context);
/* A callback has returned: frees what was closed in it. */
void link_leave(struct link *k);
void link_set_int(void *socket, int option, int value);

/* ---- link_monitor.c ---- */

/* Before the first connection is begun, so that none is missed. */
void link_monitor_open(struct link *k);
void link_monitor_close(struct link *k);

/* ---- link_curve.c ---- */

/* Keys into the socket, before it is bound or connected. */
int link_curve_serve(struct link *k, const struct link_door *door, struct err *err);
int link_curve_connect(struct link *k, const struct link_keys *keys, struct err *err);
void link_curve_close(struct link *k);

#endif
