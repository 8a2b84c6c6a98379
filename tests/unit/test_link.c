/* Messages over the link: there and back, refusals, a second server, a peer that is gone, a server that comes back. */

/* system */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/link.h"
#include "lib/base/link_keys.h"
#include "lib/base/mem.h"

enum { PATIENCE_MS = 20000, WANTED = 1000 };

struct fixture {
    char directory[64];
    char *endpoint;
    struct loop *loop;
    struct loop_timer *late;
    struct link *server, *client;
    size_t echoed; /* answers that the client has */
    size_t ups;
    bool ordered;
    bool close_at_first;
    struct link_frame last_peer;
    char peer[64];
};

static void on_late(void *context)
{
    struct fixture *f = context;
    loop_stop(f->loop, 1);
}

static int setup(void **state)
{
    struct fixture *f = xcalloc(1, sizeof *f);
    strcpy(f->directory, "/tmp/headgate-link-XXXXXX");
    assert_non_null(mkdtemp(f->directory));
    f->endpoint = xasprintf("ipc://%s/sock", f->directory);
    f->loop = loop_new();
    f->late = loop_timer_add(f->loop, on_late, f);
    loop_timer_in(f->late, PATIENCE_MS);
    f->ordered = true;
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    own_str char *command = xasprintf("rm -rf '%s'", f->directory);
    link_close(f->client);
    link_close(f->server);
    loop_free(f->loop);
    assert_int_equal(system(command), 0);
    free(f->endpoint);
    free(f);
    return 0;
}

static void echo(void *context, const struct link_frame *frames, size_t count)
{
    struct fixture *f = context;
    assert_in_range(frames[0].len, 1, sizeof f->peer);
    memcpy(f->peer, frames[0].data, frames[0].len);
    f->last_peer = (struct link_frame){f->peer, frames[0].len};
    assert_true(link_send(f->server, frames, count));
}

static bool send_number(struct fixture *f, uint32_t n)
{
    const struct link_frame frames[] = {{&n, sizeof n}, {"tail", 4}};
    return link_send(f->client, frames, 2);
}

static void on_answer(void *context, const struct link_frame *frames, size_t count)
{
    struct fixture *f = context;
    uint32_t n;
    assert_int_equal(count, 2);
    assert_int_equal(frames[1].len, 4);
    memcpy(&n, frames[0].data, sizeof n);
    f->ordered &= n == f->echoed;
    f->echoed++;
    if (f->close_at_first) {
        link_close(f->client);
        f->client = NULL;
    }
    if (f->echoed == WANTED || f->close_at_first)
        loop_stop(f->loop, 0);
}

static void on_up(void *context)
{
    struct fixture *f = context;
    f->ups++;
    loop_stop(f->loop, 0);
}

static void open_both(struct fixture *f)
{
    struct err err = {0};
    f->server = link_serve(f->loop, &(struct link_door){.endpoint = f->endpoint}, echo, f, &err);
    if (!f->server)
        fail_msg("%s", err.text);
    f->client = link_connect(f->loop, f->endpoint, NULL, on_answer, f, &err);
    assert_non_null(f->client);
    link_on_up(f->client, on_up);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(f->ups, 1);
}

/* The connection is up; that a message may be sent comes a moment later. */
static void send_when_possible(struct fixture *f, uint32_t n)
{
    for (int i = 0; i < 2000; i++) {
        if (send_number(f, n))
            return;
        usleep(10000);
    }
    fail_msg("nothing could be sent");
}

static void there_and_back_in_order(void **state)
{
    struct fixture *f = *state;
    open_both(f);
    for (uint32_t n = 0; n < WANTED; n++)
        send_when_possible(f, n);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(f->echoed, WANTED);
    assert_true(f->ordered);
}

static void closed_in_its_own_callback(void **state)
{
    struct fixture *f = *state;
    open_both(f);
    f->close_at_first = true;
    send_when_possible(f, 0);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(f->echoed, 1);
}

static void unconnected_nothing_is_sent(void **state)
{
    struct fixture *f = *state;
    struct err err = {0};
    f->client = link_connect(f->loop, f->endpoint, NULL, on_answer, f, &err);
    assert_non_null(f->client);
    assert_false(send_number(f, 1));
    assert_int_equal(errno, EAGAIN);
}

static void unknown_peer_is_told(void **state)
{
    struct fixture *f = *state;
    open_both(f);
    const struct link_frame frames[] = {{"nobody", 6}, {"x", 1}};
    assert_false(link_send(f->server, frames, 2));
    assert_int_equal(errno, EHOSTUNREACH);
}

static void server_that_comes_back(void **state)
{
    struct fixture *f = *state;
    struct err err = {0};
    open_both(f);
    link_close(f->server);
    f->server = link_serve(f->loop, &(struct link_door){.endpoint = f->endpoint}, echo, f, &err);
    assert_non_null(f->server);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(f->ups, 2);
    f->close_at_first = true;
    send_when_possible(f, 0);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(f->echoed, 1);
}

static void refused_endpoint(struct fixture *f, const char *endpoint, const char *why)
{
    struct err err = {0};
    assert_null(link_serve(f->loop, &(struct link_door){.endpoint = endpoint}, echo, f, &err));
    assert_int_equal(err.kind, ERR_CONFIG);
    if (!strstr(err.text, why))
        fail_msg("'%s' does not say '%s'", err.text, why);
}

static void endpoints_that_are_refused(void **state)
{
    struct fixture *f = *state;
    struct err err = {0};
    struct stat st;
    own_str char *path = xasprintf("%s/file", f->directory);
    own_str char *file = xasprintf("ipc://%s", path);
    FILE *made = fopen(path, "w");
    assert_non_null(made);
    fclose(made);
    f->server = link_serve(f->loop, &(struct link_door){.endpoint = f->endpoint}, echo, f, &err);
    assert_non_null(f->server);
    assert_int_equal(stat(f->endpoint + 6, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);
    refused_endpoint(f, f->endpoint, "is in use");
    refused_endpoint(f, file, "is no socket");
    assert_int_equal(stat(path, &st), 0);
    refused_endpoint(f, "tcp://127.0.0.1:1", "CURVE");
    refused_endpoint(f, "ipc://relative", "absolute");
    refused_endpoint(f, "inproc://x", "neither");
    refused_endpoint(f, "ipc:///nonexistent/dir/sock", "nonexistent");
}

static bool admit_all(void *context, const char *key, const char *address)
{
    (void)context;
    (void)key;
    (void)address;
    return true;
}

static void tcp_with_wrong_keys(void **state)
{
    struct fixture *f = *state;
    struct err err = {0};
    struct link_door door = {.endpoint = "tcp://127.0.0.1:*", .secret = "short", .admit = admit_all};
    assert_null(link_serve(f->loop, &door, echo, f, &err));
    assert_int_equal(err.kind, ERR_CONFIG);
}

/* ---- tcp:// with keys ---- */

struct keyed {
    struct link_pair server, client;
    bool admit;
    size_t asked, barred;
    char asked_for[LINK_KEY];
    struct err why;
};

static struct keyed keyed; /* its callbacks are the fixture's too, which has no room for it */

static bool admit_keyed(void *context, const char *key, const char *address)
{
    (void)context;
    assert_string_equal(address, "127.0.0.1");
    keyed.asked++;
    strcpy(keyed.asked_for, key);
    return keyed.admit;
}

static void echo_keyed(void *context, const struct link_frame *frames, size_t count)
{
    struct fixture *f = context;
    assert_string_equal(link_sender(f->server), keyed.client.public);
    echo(context, frames, count);
    assert_non_null(link_sender(f->server));
}

static void on_barred(void *context, const struct err *why)
{
    struct fixture *f = context;
    keyed.barred++;
    keyed.why = *why;
    loop_stop(f->loop, 0);
}

/* A port that nobody has: libzmq does not say which one '*' became, so the system is asked for one. */
static char *free_port(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
    close(fd);
    return xasprintf("tcp://127.0.0.1:%d", ntohs(at.sin_port));
}

static void open_keyed(struct fixture *f, const char *server_public)
{
    struct err err = {0};
    own_str char *endpoint = free_port();
    assert_int_equal(link_pair_make(&keyed.client, &err), 0);
    struct link_door door = {.endpoint = endpoint, .secret = keyed.server.secret, .admit = admit_keyed};
    struct link_keys keys = {server_public, keyed.client.public, keyed.client.secret};
    f->server = link_serve(f->loop, &door, echo_keyed, f, &err);
    if (!f->server)
        fail_msg("%s", err.text);
    f->client = link_connect(f->loop, endpoint, &keys, on_answer, f, &err);
    assert_non_null(f->client);
    link_on_up(f->client, on_up);
    link_on_barred(f->client, on_barred);
    assert_int_equal(loop_run(f->loop), 0);
}

static void keyed_reset(bool admit)
{
    keyed = (struct keyed){.admit = admit};
    assert_int_equal(link_pair_make(&keyed.server, NULL), 0);
}

static void key_that_is_admitted(void **state)
{
    struct fixture *f = *state;
    keyed_reset(true);
    open_keyed(f, keyed.server.public);
    assert_int_equal(f->ups, 1);
    assert_string_equal(keyed.asked_for, keyed.client.public);
    for (uint32_t n = 0; n < WANTED; n++)
        send_when_possible(f, n);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(f->echoed, WANTED);
    assert_true(f->ordered);
    assert_null(link_sender(f->server));
}

static void key_that_is_not_admitted(void **state)
{
    struct fixture *f = *state;
    keyed_reset(false);
    open_keyed(f, keyed.server.public);
    assert_int_equal(f->ups, 0);
    assert_int_equal(keyed.why.kind, ERR_CONFIG);
    assert_non_null(strstr(keyed.why.text, "does not admit our key"));
    assert_false(send_number(f, 1));
}

static void wrong_key_of_the_server(void **state)
{
    struct fixture *f = *state;
    struct link_pair other;
    keyed_reset(true);
    assert_int_equal(link_pair_make(&other, NULL), 0);
    open_keyed(f, other.public);
    assert_int_equal(f->ups, 0);
    assert_int_equal(keyed.asked, 0);
    assert_int_equal(keyed.why.kind, ERR_AGAIN);
    assert_non_null(strstr(keyed.why.text, "is the server's public key the right one"));
}

static void key_files(void **state)
{
    struct fixture *f = *state;
    struct err err = {0};
    struct stat st;
    struct link_pair made, read;
    char public[LINK_KEY];
    own_str char *path = xasprintf("%s/k", f->directory);
    own_str char *beside = xasprintf("%s.pub", path);
    assert_int_equal(link_pair_make(&made, &err), 0);
    assert_int_equal(link_pair_save(&made, path, &err), 0);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(link_pair_load(&read, path, &err), 0);
    assert_memory_equal(&made, &read, sizeof made);
    assert_int_equal(link_public_load(public, beside, &err), 0);
    assert_string_equal(public, made.public);
    assert_int_equal(link_pair_load(&read, beside, &err), -1); /* anybody may read it, and it has no secret */
    assert_int_equal(link_pair_save(&made, path, &err), -1);
    assert_non_null(strstr(err.text, "is there already"));
    assert_int_equal(chmod(path, 0644), 0);
    assert_int_equal(link_pair_load(&read, path, &err), -1);
    assert_non_null(strstr(err.text, "is open to others (mode 0644)"));
    assert_false(link_key_valid("short"));
    assert_true(link_key_valid(public));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(there_and_back_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(closed_in_its_own_callback, setup, teardown),
        cmocka_unit_test_setup_teardown(unconnected_nothing_is_sent, setup, teardown),
        cmocka_unit_test_setup_teardown(unknown_peer_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(server_that_comes_back, setup, teardown),
        cmocka_unit_test_setup_teardown(endpoints_that_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(tcp_with_wrong_keys, setup, teardown),
        cmocka_unit_test_setup_teardown(key_that_is_admitted, setup, teardown),
        cmocka_unit_test_setup_teardown(key_that_is_not_admitted, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_key_of_the_server, setup, teardown),
        cmocka_unit_test_setup_teardown(key_files, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
