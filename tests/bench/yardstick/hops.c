/* A commit of one record at the far end of an ipc link, asked for and answered: two hops and one commit. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <zmq.h>

#include "tests/bench/common.h"
#include "tests/bench/yardstick/yardstick.h"

static void answer(const char *endpoint, const char *directory, size_t size)
{
    struct bare b;
    char bytes[65536], from[64];
    void *context = zmq_ctx_new(), *socket = zmq_socket(context, ZMQ_ROUTER);
    bare_open(&b, directory);
    if (zmq_bind(socket, endpoint))
        exit(100);
    for (;;) {
        int from_len = zmq_recv(socket, from, sizeof from, 0);
        int len = zmq_recv(socket, bytes, sizeof bytes, 0);
        if (len < 0 || from_len < 0)
            exit(111);
        bare_commit(&b, 1, size);
        zmq_send(socket, from, (size_t)from_len, ZMQ_SNDMORE);
        zmq_send(socket, bytes, 64, 0);
    }
}

static double one_round(void *socket, size_t size, size_t commits)
{
    static char bytes[65536];
    double start = now_us();
    for (size_t i = 0; i < commits; i++)
        if (zmq_send(socket, bytes, size, 0) < 0 || zmq_recv(socket, bytes, sizeof bytes, 0) < 0)
            exit(111);
    return now_us() - start;
}

/* commits DIRECTORY ENDPOINT COUNT SIZE COMMITS: p50 and p99 in microseconds of so many commits, two hops each */
int run_commits(char **argv)
{
    size_t count = strtoul(argv[2], NULL, 10), size = strtoul(argv[3], NULL, 10), commits = strtoul(argv[4], NULL, 10);
    double *took = xcalloc(count, sizeof *took);
    pid_t child = fork();
    if (child == 0)
        answer(argv[1], argv[0], size);
    void *context = zmq_ctx_new(), *socket = zmq_socket(context, ZMQ_DEALER);
    zmq_connect(socket, argv[1]);
    for (size_t i = 0; i < 20; i++)
        one_round(socket, size, commits);
    for (size_t i = 0; i < count; i++)
        took[i] = one_round(socket, size, commits);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    percentiles(took, count);
    zmq_close(socket);
    zmq_ctx_term(context);
    free(took);
    return 0;
}
