/* The HTTP client against a small server on loopback, whose answers are chosen by path. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/http.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"

enum { BIG = 600000 };

/* ---- the server: one process, one child per connection ---- */

static pid_t server;
static int port;

static void say(int fd, const char *text)
{
    if (write(fd, text, strlen(text)) < 0)
        _exit(0);
}

static void say_big(int fd)
{
    static char block[10000];

    memset(block, 'x', sizeof block);
    say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 600000\r\n\r\n");
    for (int sent = 0; sent < BIG; sent += (int)sizeof block)
        if (write(fd, block, sizeof block) < 0)
            _exit(0);
}

static void answer(int fd, const char *request)
{
    if (strstr(request, " /whole "))
        say(fd, "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 08:00:00 GMT\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");
    else if (strstr(request, " /slow-down "))
        say(fd, "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    else if (strstr(request, " /cut "))
        say(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nhe"), _exit(0);
    else if (strstr(request, " /short "))
        say(fd, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"), _exit(0);
    else if (strstr(request, " /silent "))
        say(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
    else if (strstr(request, " /hang-up "))
        _exit(0);
    else if (strstr(request, " /big "))
        say_big(fd);
    else if (strstr(request, " /moved "))
        say(fd, "HTTP/1.1 302 Found\r\nLocation: /whole\r\nContent-Length: 0\r\n\r\n");
    else
        say(fd, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

static void connection(int fd)
{
    static char request[8192];
    size_t len = 0;
    ssize_t got;

    while ((got = read(fd, request + len, sizeof request - len - 1)) > 0) {
        len += (size_t)got;
        request[len] = '\0';
        if (!strstr(request, "\r\n\r\n"))
            continue;
        answer(fd, request);
        len = 0;
    }
    _exit(0);
}

static void serve(int listener)
{
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        int fd = accept(listener, NULL, NULL);

        if (fd >= 0 && fork() == 0)
            connection(fd);
        close(fd);
    }
}

static int start_server(void **state)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    (void)state;
    assert_int_equal(bind(fd, (struct sockaddr *)&at, len), 0);
    assert_int_equal(listen(fd, 16), 0);
    getsockname(fd, (struct sockaddr *)&at, &len);
    port = ntohs(at.sin_port);
    server = fork();
    if (server == 0) {
        setpgid(0, 0);
        serve(fd);
    }
    setpgid(server, server);
    close(fd);
    return 0;
}

static int stop_server(void **state)
{
    (void)state;
    kill(-server, SIGKILL);
    waitpid(server, NULL, 0);
    return 0;
}

/* ---- one request ---- */

struct seen {
    struct loop *loop;
    struct http_request *request;
    struct buf body;
    struct http_answer answer;
    struct err err;
    char content_type[64];
    int heads, dones;
    size_t cancel_at, pause_at;
    struct loop_timer *timer;
    size_t len_at_resume;
};

static void on_head(void *context, const struct http_answer *a)
{
    struct seen *s = context;

    s->heads++;
    snprintf(s->content_type, sizeof s->content_type, "%s", a->content_type ? a->content_type : "");
}

static void on_data(void *context, const char *bytes, size_t len)
{
    struct seen *s = context;

    buf_add(&s->body, bytes, len);
    if (s->cancel_at && s->body.len >= s->cancel_at) {
        http_cancel(s->request);
        loop_timer_in(s->timer, 0);
    }
    if (s->pause_at && s->body.len >= s->pause_at) {
        s->pause_at = 0;
        s->len_at_resume = s->body.len;
        http_pause(s->request);
        loop_timer_in(s->timer, 150);
    }
}

static void on_done(void *context, const struct http_answer *a, const struct err *err)
{
    struct seen *s = context;

    s->dones++;
    s->answer = *a;
    if (err)
        s->err = *err;
    loop_stop(s->loop, 0);
}

static void stop_loop(void *context)
{
    loop_stop(((struct seen *)context)->loop, 0);
}

static void resume(void *context)
{
    struct seen *s = context;

    assert_int_equal(s->body.len, s->len_at_resume);
    http_resume(s->request);
}

static const struct http_handlers handlers = {on_head, on_data, on_done};

static void run(struct seen *s, struct http_call call, const char *path)
{
    own_str char *url = xasprintf("http://127.0.0.1:%d%s", port, path);
    struct http_trust direct = {.proxy = ""};
    struct http *h;

    s->loop = loop_new();
    s->timer = loop_timer_add(s->loop, s->cancel_at ? stop_loop : resume, s);
    h = http_new(s->loop, "headgate-test/1");
    call.url = url;
    if (!call.method)
        call.method = "GET";
    call.trust = &direct;
    s->request = http_send(h, &call, &handlers, s, &s->err);
    assert_non_null(s->request);
    loop_run(s->loop);
    http_free(h);
    loop_timer_remove(s->timer);
    loop_free(s->loop);
}

static void whole_answer(void **state)
{
    struct seen s = {0};

    (void)state;
    run(&s, (struct http_call){.gzip = true}, "/whole");
    assert_int_equal(s.err.kind, ERR_NONE);
    assert_int_equal(s.answer.status, 200);
    assert_string_equal(buf_str(&s.body), "hello");
    assert_string_equal(s.content_type, "text/plain");
    assert_int_equal(s.answer.retry_after_ms, -1);
    assert_int_equal(s.heads, 1);
    assert_int_equal(s.dones, 1);
    assert_true(s.answer.sent);
    buf_release(&s.body);
}

static void retry_after_is_read(void **state)
{
    struct seen s = {0};

    (void)state;
    run(&s, (struct http_call){0}, "/slow-down");
    assert_int_equal(s.answer.status, 429);
    assert_int_equal(s.answer.retry_after_ms, 7000);
}

static void redirects_are_not_followed(void **state)
{
    struct seen s = {0};

    (void)state;
    run(&s, (struct http_call){0}, "/moved");
    assert_int_equal(s.answer.status, 302);
    assert_int_equal(s.body.len, 0);
}

static void cut_answers_are_errors(void **state)
{
    const char *paths[] = {"/cut", "/short"};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        struct seen s = {0};

        run(&s, (struct http_call){0}, paths[i]);
        assert_int_equal(s.err.kind, ERR_AGAIN);
        assert_non_null(strstr(s.err.text, "127.0.0.1"));
        assert_int_equal(s.answer.status, 200);
        assert_true(s.answer.sent);
        buf_release(&s.body);
    }
}

static void silence_ends_by_the_idle_deadline(void **state)
{
    struct seen s = {0};

    (void)state;
    run(&s, (struct http_call){.idle_ms = 100}, "/silent");
    assert_int_equal(s.err.kind, ERR_AGAIN);
    assert_non_null(strstr(s.err.text, "timed out"));
    assert_string_equal(buf_str(&s.body), "hello");
    buf_release(&s.body);
}

static void the_total_deadline_holds(void **state)
{
    struct seen s = {0};

    (void)state;
    run(&s, (struct http_call){.total_ms = 100, .idle_ms = 60000}, "/silent");
    assert_int_equal(s.err.kind, ERR_AGAIN);
    assert_non_null(strstr(s.err.text, "timed out"));
    buf_release(&s.body);
}

/* What a server closes after it was sent may have had its effect, and is not sent again behind our back. */
static void lost_posts_count_as_sent(void **state)
{
    struct seen s = {0};

    (void)state;
    run(&s, (struct http_call){.method = "POST", .body = "x=1", .body_len = 3}, "/hang-up");
    assert_int_equal(s.err.kind, ERR_AGAIN);
    assert_int_equal(s.answer.status, 0);
    assert_true(s.answer.sent);
}

static void refused_connections_are_not_sent(void **state)
{
    struct seen s = {0};
    int kept = port;

    (void)state;
    port = 1;
    run(&s, (struct http_call){.method = "POST", .body = "x=1", .body_len = 3}, "/whole");
    port = kept;
    assert_int_equal(s.err.kind, ERR_AGAIN);
    assert_false(s.answer.sent);
}

static void cancel_inside_data_ends_quietly(void **state)
{
    struct seen s = {.cancel_at = 1};

    (void)state;
    run(&s, (struct http_call){0}, "/big");
    assert_int_equal(s.dones, 0);
    assert_true(s.body.len < BIG);
    buf_release(&s.body);
}

static void pause_holds_the_body_back(void **state)
{
    struct seen s = {.pause_at = 100000};

    (void)state;
    run(&s, (struct http_call){.idle_ms = 100}, "/big");
    assert_int_equal(s.err.kind, ERR_NONE);
    assert_true(s.len_at_resume >= 100000 && s.len_at_resume < BIG);
    assert_int_equal(s.body.len, BIG);
    buf_release(&s.body);
}

static void unusable_calls_are_refused_at_once(void **state)
{
    struct loop *loop = loop_new();
    struct http *h = http_new(loop, "headgate-test/1");
    struct err err = {0};
    struct http_trust half = {.client_cert_pem = "x"};

    (void)state;
    assert_null(http_send(h, &(struct http_call){.method = "GET", .url = "not a url"}, &handlers, NULL, &err));
    assert_int_equal(err.kind, ERR_CONFIG);
    err = (struct err){0};
    assert_null(http_send(h, &(struct http_call){.method = "GET", .url = "https://127.0.0.1/", .trust = &half}, &handlers, NULL, &err));
    assert_int_equal(err.kind, ERR_CONFIG);
    http_free(h);
    loop_free(loop);
}

static void encoding_keeps_only_the_plain(void **state)
{
    own_buf b = {0};

    (void)state;
    http_encode(&b, "a b/c~\xc3\xa4", true);
    buf_add_char(&b, '|');
    http_encode(&b, "a/=", false);
    assert_string_equal(buf_str(&b), "a%20b/c~%C3%A4|a%2F%3D");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_answer),
        cmocka_unit_test(retry_after_is_read),
        cmocka_unit_test(redirects_are_not_followed),
        cmocka_unit_test(cut_answers_are_errors),
        cmocka_unit_test(silence_ends_by_the_idle_deadline),
        cmocka_unit_test(the_total_deadline_holds),
        cmocka_unit_test(lost_posts_count_as_sent),
        cmocka_unit_test(refused_connections_are_not_sent),
        cmocka_unit_test(cancel_inside_data_ends_quietly),
        cmocka_unit_test(pause_holds_the_body_back),
        cmocka_unit_test(unusable_calls_are_refused_at_once),
        cmocka_unit_test(encoding_keeps_only_the_plain),
    };

    return cmocka_run_group_tests(tests, start_server, stop_server);
}
