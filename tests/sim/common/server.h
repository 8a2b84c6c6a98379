/* The HTTP server that both simulators stand on: one thread, loopback only, libmicrohttpd inside.
 * A handler is called once a request has come whole; it answers with one sim_answer, one sim_stream or
 * one sim_drop, at once. Answers can be held back, cut short, or lost. Not a library of the product. */
#ifndef SIM_COMMON_SERVER_H
#define SIM_COMMON_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lib/base/buf.h"

struct err;
struct loop;
struct sim_server;

/* One request. method, path and uri are borrowed and live as long as it. */
struct sim_request {
    const char *method;
    const char *path; /* percent-decoded, without the query */
    const char *uri;  /* as it stood on the request line */
    struct buf body;
    int64_t arrived_ns; /* wall clock when the request was whole */
};

typedef void sim_handler_fn(void *context, struct sim_request *r);
/* Called before each wait; gives the milliseconds until it wants to be called again, -1: no wish. */
typedef int64_t sim_tick_fn(void *context);

struct sim_server_options {
    uint16_t port;         /* 0: any free one */
    const char *port_file; /* gets the port's number; may be NULL */
    const char *cert_file; /* with key_file: TLS */
    const char *key_file;
    const char *client_ca_file; /* asks for client certificates and verifies them; may be NULL */
    sim_handler_fn *handler;
    sim_tick_fn *tick; /* may be NULL */
    void *context;
};

struct sim_server *sim_server_open(const struct sim_server_options *o, struct err *err);
uint16_t sim_server_port(const struct sim_server *s);
/* The loop that it runs on: timers and descriptors of a simulator's own. */
struct loop *sim_server_loop(struct sim_server *s);
/* Until SIGTERM or SIGINT. */
void sim_server_run(struct sim_server *s);
void sim_server_close(struct sim_server *s);

/* A query parameter or header of the request; NULL when absent. Borrowed. */
const char *sim_query(const struct sim_request *r, const char *name);
const char *sim_header(const struct sim_request *r, const char *name);
/* Each query parameter in turn. */
typedef void sim_query_fn(void *context, const char *name, const char *value);
void sim_each_query(const struct sim_request *r, sim_query_fn *fn, void *context);
void sim_each_header(const struct sim_request *r, sim_query_fn *fn, void *context);
/* The common name of a verified client certificate. False when there is none. */
bool sim_client_name(const struct sim_request *r, char *name, size_t size);

enum { SIM_ANSWER_HEADERS = 10 };

/* body is taken over and left empty. headers are "Name", "value" pairs. */
struct sim_answer {
    int status;
    struct buf body;
    const char *headers[2 * SIM_ANSWER_HEADERS];
    int64_t cut_after; /* > 0: the connection is cut after so many bytes of the body */
    int64_t delay_ms;  /* the answer waits for so long */
};
void sim_reply(struct sim_request *r, struct sim_answer *a);
/* Closes the connection without an answer. */
void sim_drop(struct sim_request *r);
/* Nothing is answered until sim_server_release; the handler is then called afresh. */
void sim_hold(struct sim_request *r);
void sim_server_release(struct sim_server *s);

/* A body without a known end, chunked. */
struct sim_stream;
enum { SIM_STREAM_WAIT = 0, SIM_STREAM_END = -1, SIM_STREAM_CUT = -2 };
struct sim_stream_source {
    ssize_t (*read)(void *context, char *to, size_t room); /* bytes, or one of the above */
    void (*gone)(void *context);                           /* the stream is over, whoever ended it */
    void *context;
};
struct sim_stream *sim_stream_open(struct sim_request *r, const struct sim_answer *head, const struct sim_stream_source *source);
/* There may be more to read. */
void sim_stream_wake(struct sim_stream *t);
/* Breaks the connection off at once, in the middle of whatever TLS record. */
void sim_stream_reset(struct sim_stream *t);
/* The other side has closed. */
bool sim_stream_deserted(const struct sim_stream *t);

int64_t sim_now_ns(void); /* wall clock */

#endif
