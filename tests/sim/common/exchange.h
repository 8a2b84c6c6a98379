/* What the files of the server share, and nobody else sees. Only these include microhttpd.h. */
#ifndef SIM_COMMON_EXCHANGE_H
#define SIM_COMMON_EXCHANGE_H

#include <microhttpd.h>

#include "tests/sim/common/server.h"

enum { STREAM_BLOCK = 64 * 1024 };

/* What a request is waiting for before it is answered. */
enum phase { PHASE_READING, PHASE_HELD, PHASE_DELAYED, PHASE_ANSWERED };

/* A request with what the outside need not see. */
struct exchange {
    struct sim_request pub;
    struct sim_server *server;
    struct MHD_Connection *connection;
    struct exchange *next, *prev; /* in the list of those that wait */
    enum phase phase;
    char *uri, *path;
    struct MHD_Response *response; /* made, not queued yet */
    int status;
    int64_t due_ms;
    bool drop;
    bool whole; /* the handler has been called */
};

struct sim_server {
    struct MHD_Daemon *daemon;
    struct loop *loop;
    struct loop_timer *timer; /* when the library, a held answer or the tick wants to go on */
    struct sim_server_options o;
    struct buf cert, key, client_ca;
    struct exchange *waiting;
    struct sim_stream *streams;
    uint16_t port;
};

struct sim_stream {
    struct sim_stream_source source;
    struct sim_server *server;
    struct MHD_Connection *connection;
    struct sim_stream *next, *prev;
    bool asleep;
};

struct exchange *exchange_of(const struct sim_request *r);
void exchange_headers(struct MHD_Response *response, const struct sim_answer *a);

#endif
