/* What real API servers answered to lists and watches (tests/data/kube), given to lib/kube by a small server on loopback: every item and
 * event comes through, and each refusal is understood by its status. What is wanted is read from each recording as a whole. */
#include <arpa/inet.h>
#include <dirent.h>
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
#include "lib/base/json.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"
#include "lib/kube/follow.h"

#define FOLDER "tests/data/kube"

enum { FILE_MAX = 1024 * 1024, LOOK_MS = 10, PATIENCE_MS = 20000 };

enum how { LIST, WATCH, STREAMED };

/* What was recorded, and what follows from it. */
struct recording {
    struct buf file;
    enum how how;
    char *head, *body; /* of the answer, in file */
    int status;
    size_t puts, deletes;
    char *version; /* to go on from; NULL: none */
    char *message; /* of a refusal */
    bool more;     /* there is another page */
    bool gone;     /* the watch says 410 */
    bool whole;    /* of a list: it is one, and comes to its end */
};

struct seen {
    size_t puts, deletes, alive, listings;
    char *version;
    bool failed;
    int status;
    struct err err;
};

/* ---- reading a recording ---- */

static void expect_list(struct recording *r)
{
    own_json *list = json_parse(r->body, strlen(r->body), NULL);
    const struct json *metadata = json_get(list, "metadata");

    r->puts = json_count(json_get(list, "items"));
    r->more = json_str_or(json_get(metadata, "continue"), "")[0];
    r->whole = str_ends(json_str_or(json_get(list, "kind"), ""), "List");
    r->version = r->whole && !r->more ? xstrdup_or_null(json_str(json_get(metadata, "resourceVersion"))) : NULL;
}

static void expect_event(struct recording *r, const char *line, size_t len)
{
    own_json *event = json_parse(line, len, NULL);
    const char *type = json_str(json_get(event, "type"));
    const struct json *metadata = json_path(event, "object", "metadata", NULL);
    const char *version = json_str(json_get(metadata, "resourceVersion"));

    assert_non_null(type);
    r->puts += !strcmp(type, "ADDED") || !strcmp(type, "MODIFIED");
    r->deletes += !strcmp(type, "DELETED");
    r->gone = r->gone || !strcmp(type, "ERROR");
    r->whole = r->whole || json_path(metadata, "annotations", "k8s.io/initial-events-end", NULL);
    if (version && *version && (r->how == WATCH || r->whole))
        str_replace(&r->version, version);
}

static void expect_events(struct recording *r)
{
    for (char *line = r->body, *end; (end = strchr(line, '\n')); line = end + 1)
        if (line[0] == '{' && (r->how == WATCH || !r->whole)) /* what comes after a list is a watch's */
            expect_event(r, line, (size_t)(end - line));
}

static void expect_refusal(struct recording *r)
{
    own_json *status = json_parse(r->body, strlen(r->body), NULL);

    r->message = xstrdup_or_null(json_str(json_get(status, "message")));
}

static void read_recording(struct recording *r, const char *name)
{
    own_str char *path = xasprintf(FOLDER "/%s", name);
    struct err err = {0};

    if (buf_read_file(&r->file, path, FILE_MAX, &err))
        fail_msg("%s", err.text);
    char *answer = strstr(r->file.data, "\n----\n"), *end;
    assert_non_null(answer);
    *answer = '\0';
    r->how = strstr(r->file.data, "sendInitialEvents=true") && strstr(r->file.data, "watch=1") ? STREAMED
             : strstr(r->file.data, "watch=1")                                                 ? WATCH
                                                                                               : LIST;
    r->head = answer + strlen("\n----\n");
    end = strstr(r->head, "\n\n");
    assert_non_null(end);
    *end = '\0';
    r->body = end + 2;
    end = r->body[0] == '#' ? r->body : strstr(r->body, "\n#");
    if (end)
        end[end != r->body] = '\0';
    r->status = atoi(r->head + strlen("HTTP/1.1 "));
    if (r->status / 100 != 2)
        expect_refusal(r);
    else if (r->how == LIST)
        expect_list(r);
    else
        expect_events(r);
}

static void recording_release(struct recording *r)
{
    buf_release(&r->file);
    free(r->version);
    free(r->message);
}

/* ---- the server: the first request gets the recording, all later ones 503 ---- */

static void say(int fd, const char *text)
{
    for (size_t left = strlen(text), n; left; left -= n, text += n) {
        ssize_t sent = write(fd, text, left);
        if (sent < 0)
            _exit(0);
        n = (size_t)sent;
    }
}

static void hear_request(int fd)
{
    static char request[16384];

    for (size_t len = 0; !strstr(request, "\r\n\r\n");) {
        ssize_t got = read(fd, request + len, sizeof request - len - 1);
        if (got <= 0)
            _exit(0);
        len += (size_t)got;
        request[len] = '\0';
    }
    request[0] = '\0';
}

/* Neither the length nor chunks: the body ends with the connection. */
static void say_recorded(int fd, const struct recording *r)
{
    own_str char *head = xstrdup(r->head);
    char *rest = NULL;

    for (char *line = strtok_r(head, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (str_starts(line, "Content-Length") || str_starts(line, "Transfer-Encoding"))
            continue;
        say(fd, line);
        say(fd, "\r\n");
    }
    say(fd, "Connection: close\r\n\r\n");
    say(fd, r->body);
}

static void serve(int listening, const struct recording *r)
{
    for (bool first = true;; first = false) {
        int fd = accept(listening, NULL, NULL);
        if (fd < 0)
            _exit(0);
        hear_request(fd);
        if (first)
            say_recorded(fd, r);
        else
            say(fd, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        close(fd);
    }
}

static pid_t start_server(const struct recording *r, int *port)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_int_equal(bind(listening, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(listening, 8), 0);
    assert_int_equal(getsockname(listening, (struct sockaddr *)&at, &len), 0);
    *port = ntohs(at.sin_port);
    pid_t pid = fork();
    if (!pid)
        serve(listening, r);
    close(listening);
    return pid;
}

/* ---- what lib/kube makes of it ---- */

static void on_listing(void *context)
{
    ((struct seen *)context)->listings++;
}

static void on_item(void *context, enum kube_change change, const struct json *object)
{
    struct seen *s = context;

    assert_non_null(json_path(object, "metadata", "name", NULL));
    if (s->version)
        return; /* its list is whole */
    s->puts += change != KUBE_DELETED;
    s->deletes += change == KUBE_DELETED;
}

static void on_refused(void *context, const char *namespace, const char *name, const struct err *why)
{
    (void)context, (void)namespace;
    fail_msg("'%s' was refused: %s", name, why->text);
}

static int on_listed(void *context, const char *version, bool flawed, struct err *err)
{
    (void)err;
    assert_false(flawed);
    str_replace(&((struct seen *)context)->version, version);
    return 0;
}

static void on_alive(void *context)
{
    ((struct seen *)context)->alive++;
}

static void on_failed(void *context, const struct kube_end *end)
{
    struct seen *s = context;

    if (s->failed)
        return;
    s->failed = true;
    s->status = end->status;
    s->err = end->err;
}

struct run {
    const struct recording *r;
    struct seen *seen;
    struct loop *loop;
    struct kube_follow *follow;
    struct loop_timer *timer;
    int64_t began;
};

/* All that can come has come. */
static bool is_over(const struct run *run)
{
    const struct recording *r = run->r;
    const struct seen *s = run->seen;

    if (s->failed)
        return true;
    if (r->how == WATCH)
        return r->gone ? s->listings > 0
                       : s->alive && s->puts == r->puts && s->deletes == r->deletes &&
                             (!r->version || str_equal(kube_follow_version(run->follow), r->version));
    return s->version != NULL;
}

static void look(void *context)
{
    struct run *run = context;

    if (is_over(run) || mono_ms() - run->began > PATIENCE_MS)
        loop_stop(run->loop, 0);
    loop_timer_in(run->timer, LOOK_MS);
}

static void follow(const struct recording *r, struct seen *s, int port)
{
    static const struct kube_follow_handlers handlers = {on_listing, on_item, on_refused, on_listed, on_alive, on_failed};
    struct kube_access access = {.where = xstrdup("a recording"), .server = xasprintf("http://127.0.0.1:%d", port)};
    struct kube_resource what = {
        .group_version = "v1", .plural = "pods", .once = r->how == LIST, .lists = r->how == LIST ? KUBE_LISTS_PAGED : KUBE_LISTS_STREAMED};
    struct run run = {.r = r, .seen = s, .loop = loop_new(), .began = mono_ms()};
    struct kube *k = kube_new(run.loop, &access, "test");

    run.follow = kube_follow_new(k, &what, r->how == WATCH ? "1" : NULL, &handlers, s);
    run.timer = loop_timer_add(run.loop, look, &run);
    loop_timer_in(run.timer, LOOK_MS);
    loop_run(run.loop);
    if (r->how == WATCH && !s->version)
        s->version = xstrdup_or_null(kube_follow_version(run.follow));
    kube_follow_free(run.follow);
    kube_free(k);
    loop_timer_remove(run.timer);
    loop_free(run.loop);
}

/* ---- comparing ---- */

/* By its status: 401 and 403 are for a person, all others are tried again; in the server's own words. */
static void check_refusal(const char *name, const struct recording *r, const struct seen *s)
{
    bool person = r->status == 401 || r->status == 403;

    if (r->how == STREAMED && r->status == 422) { /* then it is asked in pages */
        assert_int_equal(s->status, 503);
        return;
    }
    if (s->status != r->status || s->err.kind != (person ? ERR_CONFIG : ERR_AGAIN) || (r->message && !strstr(s->err.text, r->message)))
        fail_msg("%s: %d was understood as %d, kind %d: %s", name, r->status, s->status, (int)s->err.kind, s->err.text);
    if (r->how != WATCH)
        assert_null(s->version);
}

static void check_answer(const char *name, const struct recording *r, const struct seen *s)
{
    if (r->how != WATCH && !r->whole) {
        if (!s->failed || s->version)
            fail_msg("%s: it is no whole list, and was taken for one", name);
        return;
    }
    if (s->puts != r->puts || s->deletes != r->deletes)
        fail_msg("%s: %zu and %zu deleted came, wanted %zu and %zu", name, s->puts, s->deletes, r->puts, r->deletes);
    if (r->more && (!s->failed || s->status != 503 || s->version)) /* which is what the next page gets here */
        fail_msg("%s: the next page was not asked for", name);
    if (r->gone && !s->listings)
        fail_msg("%s: its version is gone, and nothing was listed", name);
    if (!r->gone && r->version && !str_equal(s->version, r->version))
        fail_msg("%s: goes on from %s, wanted %s", name, s->version ? s->version : "nowhere", r->version);
}

static void check(const char *name)
{
    struct recording r = {0};
    struct seen s = {0};
    int port;

    read_recording(&r, name);
    pid_t server = start_server(&r, &port);
    follow(&r, &s, port);
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
    if (r.status / 100 == 2)
        check_answer(name, &r, &s);
    else
        check_refusal(name, &r, &s);
    free(s.version);
    recording_release(&r);
}

static int is_recording(const struct dirent *d)
{
    return str_ends(d->d_name, ".http");
}

static void each_is_understood(void **state)
{
    struct dirent **all;
    int count = scandir(FOLDER, &all, is_recording, alphasort);

    (void)state;
    assert_true(count >= 50);
    for (int i = 0; i < count; i++) {
        check(all[i]->d_name);
        free(all[i]);
    }
    free(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_is_understood)};

    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
