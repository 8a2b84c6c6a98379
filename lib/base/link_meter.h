/* What the connections of a server's clients make it hold. libzmq bounds the size of a frame and the number of messages that wait, but
 * neither the frames of one message nor the bytes of all: a client that says "more follows" for ever would fill the memory, before anything
 * of it comes to us. So the two calls by which libzmq takes connections and bytes in, accept4 and recv, are ours: a connection that would
 * go beyond its bounds is ended there as if its client had closed it, and libzmq lets go of what it had of it.
 *
 * Bytes count from when they are taken in until their message is handed on. */
#ifndef BASE_LINK_METER_H
#define BASE_LINK_METER_H

#include <stddef.h>
#include <stdint.h>

enum {
    METER_STRANGER_MAX = 1024 * 1024,        /* before a connection's first message was handed on */
    METER_CONNECTION_MAX = 66 * 1024 * 1024, /* one append of the largest size, and what goes with it */
    METER_ALL_MAX = 256 * 1024 * 1024,       /* beyond, each may have its share of this */
};

/* From now on: what threads other than the calling one accept are connections of clients. */
void link_meter_begin(void);
/* A message of so many bytes in so many frames came from this connection. */
void link_meter_took(int fd, size_t bytes, size_t frames);

struct link_meter_sums {
    uint64_t held;  /* bytes at this moment */
    uint64_t cut;   /* connections that were ended here */
    size_t clients; /* connections */
};
struct link_meter_sums link_meter_sums(void);

#endif
