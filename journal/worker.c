/* system */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/log.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/command.h"
#include "journal/guard.h"
#include "journal/indexing.h"
#include "journal/passing.h"
#include "journal/store.h"
#include "journal/store_index.h"
#include "journal/worker.h"

enum {
    IDLE_MS = 200,      /* how often it looks when all is done */
    TROUBLED_MS = 5000, /* when it cannot go on */
    STATE_MS = 500,
    PAGE_MS = 250,       /* when something has passed */
    PAGE_IDLE_MS = 1000, /* ages grow */
    FRESH_MS = 20,       /* before an answer: so long it goes on to the end of the journal */
    REST_MS = 2000,      /* when nothing was new for so long, */
    REST_EVENTS = 100,   /* after so many events, memory is given back */
};

struct worker {
    struct loop *loop;
    int fd;
    struct indexing indexing;
    struct passing *passing; /* NULL: nobody asked for figures */
    struct loop_fd *watch;
    struct loop_timer *tick;
    struct buf in, out;
    uint64_t told;        /* the head of the index as serve knows it, */
    uint64_t told_events; /* and how many events it is made of */
    int64_t state_ms, page_ms;
    bool passed;           /* since the page was told */
    uint64_t head, rested; /* of the index: as it was last seen, and when memory was given back */
    int64_t moved_ms;
    bool settled;       /* it has given back what starting took */
    struct err trouble; /* why it does not go on */
};

/* ---- to serve ---- */

static void flush(struct worker *w)
{
    while (w->out.len) {
        ssize_t n = write(w->fd, w->out.data, w->out.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno != EAGAIN)
            loop_stop(w->loop, EXIT_DONE); /* serve is gone */
        if (n <= 0)
            break;
        buf_drop(&w->out, (size_t)n);
    }
    loop_fd_change(w->watch, w->out.len ? LOOP_READ | LOOP_WRITE : LOOP_READ);
}

static void say_state(struct worker *w)
{
    struct json_out o = json_out(&w->out);
    struct index_share share = index_share(w->indexing.index);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", "state");
    json_add_int(&o, "at", (int64_t)index_head(w->indexing.index));
    json_add_int(&o, "events", (int64_t)share.events);
    json_add_int(&o, "bytesall", (int64_t)share.bytes);
    json_add_int(&o, "live", (int64_t)share.live_events);
    json_add_int(&o, "livebytes", (int64_t)share.live_bytes);
    if (w->trouble.kind != ERR_NONE)
        json_add_str(&o, "trouble", w->trouble.text);
    json_close_object(&o);
    buf_add_char(&w->out, '\n');
    w->told = index_head(w->indexing.index);
    w->told_events = share.events;
    w->state_ms = mono_ms();
}

static void say_page(struct worker *w)
{
    own_buf page = {0};
    passing_page(w->passing, moment_now(), &page);
    buf_addf(&w->out, "{\"word\":\"page\",\"bytes\":%zu}\n", page.len);
    buf_add(&w->out, page.data, page.len);
    w->page_ms = mono_ms();
    w->passed = false;
}

static void say_due(struct worker *w)
{
    int64_t now = mono_ms();
    if (w->out.len)
        return; /* serve has not taken what was said before */
    bool moved = w->told != index_head(w->indexing.index) || w->told_events != index_share(w->indexing.index).events;
    if (moved && now - w->state_ms >= STATE_MS)
        say_state(w);
    if (w->passing && now - w->page_ms >= (w->passed ? PAGE_MS : PAGE_IDLE_MS))
        say_page(w);
}

/* ---- work ---- */

static void troubled(struct worker *w, const struct err *err)
{
    if (!w->indexing.index)
        exit(command_fail(err)); /* serve starts another one */
    if (strcmp(w->trouble.text, err->text) != 0) {
        log_warn("the index of trace does not go on: %s sequence=%llu", err->text, (unsigned long long)index_head(w->indexing.index));
        w->trouble = *err;
        say_state(w);
    }
}

/* True when there is more to do at once. */
static bool go_on(struct worker *w)
{
    struct err err = {0};
    bool more = false, passing = false;
    uint64_t before = w->passing ? passing_at(w->passing) : 0;
    if (indexing_slice(&w->indexing, &more, &err)) {
        troubled(w, &err);
        return false;
    }
    w->trouble = (struct err){0};
    if (w->passing && passing_read(w->passing, &passing, &err))
        troubled(w, &err);
    w->passed |= w->passing && passing_at(w->passing) != before;
    return more || passing;
}

static void rest_when_calm(struct worker *w)
{
    struct err err = {0};
    uint64_t head = w->indexing.index ? index_head(w->indexing.index) : w->head;
    if (head != w->head) {
        w->head = head;
        w->moved_ms = mono_ms();
    }
    bool due = !w->settled || head - w->rested >= REST_EVENTS;
    if (!due || mono_ms() - w->moved_ms < REST_MS)
        return;
    w->settled = true;
    w->rested = head;
    if (indexing_rest(&w->indexing, &err))
        troubled(w, &err);
}

static void on_tick(void *context)
{
    struct worker *w = context;
    bool more = go_on(w);
    if (!more)
        rest_when_calm(w);
    say_due(w);
    flush(w);
    loop_timer_in(w->tick, more ? 0 : w->trouble.kind != ERR_NONE ? TROUBLED_MS : IDLE_MS);
}

/* ---- questions ---- */

/* What is asked for has just come in, as a rule. */
static void freshen(struct worker *w)
{
    struct err err = {0};
    int64_t end = mono_ms() + FRESH_MS;
    bool more = true;
    while (more && mono_ms() < end)
        if (indexing_slice(&w->indexing, &more, &err))
            break;
    if (err.kind == ERR_NONE)
        indexing_commit(&w->indexing, &err);
    if (err.kind != ERR_NONE)
        troubled(w, &err);
}

static void reply(struct worker *w, const struct json *asked)
{
    struct indexing_answer answer = {0};
    struct err err = {0};
    struct json_out o = json_out(&w->out);
    freshen(w);
    int rc = indexing_ask(&w->indexing, json_get(asked, "question"), &answer, &err);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", "answer");
    json_add_int(&o, "ticket", json_int_or(json_get(asked, "ticket"), 0));
    json_add_int(&o, "at", (int64_t)index_head(w->indexing.index));
    if (rc)
        json_add_str(&o, "refused", err.text);
    else if (w->trouble.kind != ERR_NONE)
        json_add_str(&o, "trouble", w->trouble.text);
    json_add_bool(&o, "cut", answer.cut);
    json_add_int(&o, "bytes", (int64_t)answer.lines.len);
    json_close_object(&o);
    buf_add_char(&w->out, '\n');
    buf_add(&w->out, answer.lines.data, answer.lines.len);
    buf_release(&answer.lines);
}

static void take_lines(struct worker *w)
{
    char *newline;
    while (w->in.len && (newline = memchr(w->in.data, '\n', w->in.len))) {
        own_json *asked = json_parse(w->in.data, (size_t)(newline - w->in.data), NULL);
        reply(w, asked);
        buf_drop(&w->in, (size_t)(newline - w->in.data) + 1);
    }
}

static void on_serve(void *context, int fd, unsigned ready)
{
    struct worker *w = context;
    char bytes[65536];
    ssize_t n = ready & LOOP_READ ? read(fd, bytes, sizeof bytes) : -1;
    if (n == 0 || (n < 0 && (ready & LOOP_READ) && errno != EAGAIN && errno != EINTR)) {
        loop_stop(w->loop, EXIT_DONE);
        return;
    }
    if (n > 0)
        buf_add(&w->in, bytes, (size_t)n);
    take_lines(w);
    flush(w);
}

int worker_run(const struct worker_options *options)
{
    struct worker w = {.loop = loop_new(), .fd = options->fd, .moved_ms = mono_ms()};
    struct err err = {0};
    int code;
    guard_settle();
    if (indexing_open(&w.indexing, options->directory, &err) == 0) {
        w.passing = options->figures ? passing_new(w.indexing.store) : NULL;
        w.watch = loop_fd_add(w.loop, options->fd, LOOP_READ, on_serve, &w);
        w.tick = loop_timer_add(w.loop, on_tick, &w);
        say_state(&w);
        loop_timer_in(w.tick, 0);
        code = loop_run(w.loop);
        loop_timer_remove(w.tick);
        loop_fd_remove(w.watch);
        passing_free(w.passing);
        indexing_close(&w.indexing);
    } else {
        code = command_fail(&err);
    }
    buf_release(&w.in);
    buf_release(&w.out);
    loop_free(w.loop);
    return code;
}
