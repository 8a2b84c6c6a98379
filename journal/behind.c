/* system */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* base */
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/behind.h"
#include "journal/indexing.h"
#include "journal/server_inner.h"

enum {
    AGAIN_MS = 1000, /* after its first death; doubled each time */
    AGAIN_MOST_MS = 60000,
    NICE = 10, /* appends go first */
    CHILD_FD = 3,
    TICKETS_MOST = 256, /* questions on their way */
    ANSWER_MOST = 64 * 1024 * 1024,
};

struct ticket {
    struct ticket *next;
    uint64_t number, request;
    struct peer_id peer;
};

struct behind {
    struct server *server;
    const struct behind_options options;
    pid_t child;
    int fd; /* -1: it does not run */
    struct loop_fd *watch;
    struct loop_timer *again;
    int64_t again_ms;
    struct buf in, out, page;
    struct ticket *tickets;
    uint64_t asked;
    size_t waiting;
};

/* ---- its life ---- */

/* Only what is safe between fork and exec. */
__attribute__((noreturn)) static void child_become(int fd, char *const *argv)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    setpriority(PRIO_PROCESS, 0, NICE);
    if (dup2(fd, CHILD_FD) == CHILD_FD)
        close_range(CHILD_FD + 1, UINT_MAX, 0);
    execv("/proc/self/exe", argv);
    _exit(EXIT_ACT);
}

static void on_child(void *context, int fd, unsigned ready);

static int child_start(struct behind *b)
{
    static char program[] = "journal", command[] = "index", beside[] = "--beside=3", figures[] = "--figures";
    own_str char *directory = xasprintf("--directory=%s", b->options.directory);
    char *argv[] = {program, command, beside, directory, b->options.figures ? figures : NULL, NULL};
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) < 0)
        return -1;
    b->child = fork();
    if (b->child == 0)
        child_become(ends[1], argv);
    close(ends[1]);
    if (b->child < 0) {
        close(ends[0]);
        return -1;
    }
    b->fd = ends[0];
    b->watch = loop_fd_add(b->server->loop, b->fd, LOOP_READ, on_child, b);
    return 0;
}

static void on_again(void *context)
{
    struct behind *b = context;
    if (child_start(b) == 0)
        return;
    log_warn("the index of trace is not kept: no process can be made: %s", strerror(errno));
    loop_timer_in(b->again, AGAIN_MOST_MS);
}

/* Its death by a signal that it brought on itself may be its file's fault. */
static void index_remove(const struct behind *b, int signal)
{
    own_str char *path = indexing_path(b->options.directory);
    log_warn("the index of trace is made anew: keeping it ended with '%s' file=%s", strsignal(signal), path);
    unlink(path);
}

static int child_end(struct behind *b)
{
    int status = 0;
    loop_fd_remove(b->watch);
    close(b->fd);
    b->fd = -1;
    kill(b->child, SIGTERM);
    while (waitpid(b->child, &status, 0) < 0 && errno == EINTR)
        ;
    buf_clear(&b->in);
    buf_clear(&b->out);
    return status;
}

/* ---- what serve asks ---- */

static void say_traced(struct behind *b, const struct ticket *t, const struct json *answer, const struct buf *lines)
{
    own_buf word = {0};
    struct json_out o = json_out(&word);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", "traced");
    json_add_int(&o, "request", (int64_t)t->request);
    json_add_int(&o, "at", json_int_or(json_get(answer, "at"), 0));
    json_add_str(&o, "refused", json_str(json_get(answer, "refused")));
    json_add_bool(&o, "cut", json_bool_or(json_get(answer, "cut"), false));
    json_add_str(&o, "trouble", json_str(json_get(answer, "trouble")));
    json_close_object(&o);
    server_send(b->server, &t->peer, &word, lines);
}

static struct ticket *ticket_take(struct behind *b, uint64_t number)
{
    for (struct ticket **at = &b->tickets; *at; at = &(*at)->next) {
        struct ticket *t = *at;
        if (t->number != number)
            continue;
        *at = t->next;
        b->waiting--;
        return t;
    }
    return NULL;
}

/* Nobody answers these any more: who asked hears that nothing is known yet, and asks again. */
static void tickets_return(struct behind *b)
{
    while (b->tickets) {
        struct ticket *t = ticket_take(b, b->tickets->number);
        say_traced(b, t, NULL, NULL);
        free(t);
    }
}

static void flush(struct behind *b)
{
    while (b->out.len) {
        ssize_t n = write(b->fd, b->out.data, b->out.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        buf_drop(&b->out, (size_t)n);
    }
    loop_fd_change(b->watch, b->out.len ? LOOP_READ | LOOP_WRITE : LOOP_READ);
}

static bool ask(void *context, const struct peer_id *from, uint64_t request, const char *question)
{
    struct behind *b = context;
    if (b->waiting >= TICKETS_MOST)
        return false;
    struct ticket *t = xcalloc(1, sizeof *t);
    *t = (struct ticket){.next = b->tickets, .number = ++b->asked, .request = request, .peer = *from};
    b->tickets = t;
    b->waiting++;
    if (b->fd < 0) {
        tickets_return(b);
        return true;
    }
    buf_addf(&b->out, "{\"ticket\":%llu,\"question\":%s}\n", (unsigned long long)t->number, question);
    flush(b);
    return true;
}

/* ---- what it says ---- */

static uint64_t number_of(const struct json *from, const char *name)
{
    int64_t n = json_int_or(json_get(from, name), 0);
    return n > 0 ? (uint64_t)n : 0;
}

static void on_state(struct behind *b, const struct json *word, const struct buf *bytes)
{
    (void)bytes;
    b->again_ms = AGAIN_MS; /* it runs */
    b->server->share_at = number_of(word, "at");
    b->server->share = (struct index_share){.events = number_of(word, "events"),
                                            .bytes = number_of(word, "bytesall"),
                                            .live_events = number_of(word, "live"),
                                            .live_bytes = number_of(word, "livebytes")};
}

static void on_page(struct behind *b, const struct json *word, const struct buf *bytes)
{
    (void)word;
    buf_clear(&b->page);
    buf_add(&b->page, bytes->data, bytes->len);
}

static void on_answer(struct behind *b, const struct json *word, const struct buf *bytes)
{
    struct ticket *t = ticket_take(b, number_of(word, "ticket"));
    if (t)
        say_traced(b, t, word, bytes);
    free(t);
}

static const struct {
    const char *word;
    void (*fn)(struct behind *b, const struct json *word, const struct buf *bytes);
} words[] = {{"state", on_state}, {"page", on_page}, {"answer", on_answer}};

/* One whole word with its bytes. False: it is not all there yet. */
static bool take_word(struct behind *b)
{
    char *newline = b->in.len ? memchr(b->in.data, '\n', b->in.len) : NULL;
    if (!newline)
        return false;
    size_t head = (size_t)(newline - b->in.data) + 1;
    own_json *word = json_parse(b->in.data, head - 1, NULL);
    size_t bytes = number_of(word, "bytes");
    if (bytes > ANSWER_MOST)
        bytes = 0; /* no worker says so */
    if (b->in.len - head < bytes)
        return false;
    const struct buf payload = {.data = b->in.data + head, .len = bytes};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_equal(json_str(json_get(word, "word")), words[i].word))
            words[i].fn(b, word, &payload);
    buf_drop(&b->in, head + bytes);
    return true;
}

static void on_death(struct behind *b)
{
    int status = child_end(b);
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (signal == SIGSEGV || signal == SIGBUS || signal == SIGABRT)
        index_remove(b, signal);
    else if (signal != SIGTERM)
        log_warn("the process that keeps the index of trace has ended, it is started again code=%d signal=%d in_ms=%lld",
                 signal ? 0 : WEXITSTATUS(status), signal, (long long)b->again_ms);
    tickets_return(b);
    store_readers_check(b->server->store);
    loop_timer_in(b->again, b->again_ms);
    b->again_ms = b->again_ms * 2 < AGAIN_MOST_MS ? b->again_ms * 2 : AGAIN_MOST_MS;
}

static void on_child(void *context, int fd, unsigned ready)
{
    struct behind *b = context;
    char bytes[65536];
    ssize_t n = ready & LOOP_READ ? read(fd, bytes, sizeof bytes) : -1;
    if (n == 0 || (n < 0 && (ready & LOOP_READ) && errno != EAGAIN && errno != EINTR)) {
        on_death(b);
        return;
    }
    if (n > 0)
        buf_add(&b->in, bytes, (size_t)n);
    while (take_word(b))
        ;
    flush(b);
}

/* ---- */

const struct buf *behind_page(const struct behind *b)
{
    return &b->page;
}

struct behind *behind_new(struct server *v, const struct behind_options *options)
{
    struct behind *b = xcalloc(1, sizeof *b);
    memcpy(b, &(struct behind){.server = v, .options = *options, .fd = -1, .again_ms = AGAIN_MS}, sizeof *b);
    b->again = loop_timer_add(v->loop, on_again, b);
    v->ask = ask;
    v->ask_context = b;
    loop_timer_in(b->again, 0);
    return b;
}

void behind_free(struct behind *b)
{
    if (!b)
        return;
    b->server->ask = NULL;
    if (b->fd >= 0)
        child_end(b);
    while (b->tickets)
        free(ticket_take(b, b->tickets->number));
    loop_timer_remove(b->again);
    buf_release(&b->in);
    buf_release(&b->out);
    buf_release(&b->page);
    free(b);
}
