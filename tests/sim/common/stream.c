/* Bodies without a known end. */
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/common/exchange.h"

static ssize_t stream_read(void *context, uint64_t at, char *to, size_t room)
{
    (void)at;
    struct sim_stream *t = context;
    ssize_t got = t->source.read(t->source.context, to, room);
    if (got == SIM_STREAM_END)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (got == SIM_STREAM_CUT)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (got == SIM_STREAM_WAIT) {
        t->asleep = true;
        MHD_suspend_connection(t->connection);
    }
    return got;
}

static void stream_free(void *context)
{
    struct sim_stream *t = context;
    if (t->prev)
        t->prev->next = t->next;
    else
        t->server->streams = t->next;
    if (t->next)
        t->next->prev = t->prev;
    t->source.gone(t->source.context);
    free(t);
}

struct sim_stream *sim_stream_open(struct sim_request *r, const struct sim_answer *head, const struct sim_stream_source *source)
{
    struct exchange *x = exchange_of(r);
    struct sim_stream *t = xcalloc(1, sizeof *t);
    t->source = *source;
    t->connection = x->connection;
    t->server = x->server;
    t->next = x->server->streams;
    if (t->next)
        t->next->prev = t;
    x->server->streams = t;
    x->response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream_read, t, stream_free);
    x->status = head->status;
    exchange_headers(x->response, head);
    x->phase = PHASE_ANSWERED;
    return t;
}

void sim_stream_wake(struct sim_stream *t)
{
    if (!t->asleep)
        return;
    t->asleep = false;
    MHD_resume_connection(t->connection);
}

static int stream_socket(const struct sim_stream *t)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(t->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

void sim_stream_reset(struct sim_stream *t)
{
    shutdown(stream_socket(t), SHUT_RDWR);
    sim_stream_wake(t);
}

bool sim_stream_deserted(const struct sim_stream *t)
{
    struct pollfd p = {.fd = stream_socket(t), .events = POLLRDHUP};
    return poll(&p, 1, 0) == 1;
}
