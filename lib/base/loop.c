#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "lib/base/log.h"
#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

enum { EVENTS_AT_ONCE = 32 };

struct loop_fd {
    struct loop *loop;
    struct loop_fd *next;
    int fd;
    bool removed; /* freed after the round, so that a callback may remove any */
    bool is_file; /* epoll refuses plain files: they are always ready */
    unsigned want;
    loop_fd_fn *fn;
    void *context;
};

struct loop_timer {
    struct loop *loop;
    struct loop_timer *next;
    bool removed;
    int64_t due; /* mono_ms; -1: not set */
    loop_timer_fn *fn;
    void *context;
};

struct loop {
    int epoll;
    int signal_fd;
    struct loop_fd *fds;
    struct loop_timer *timers;
    struct loop_fd *signals;
    loop_signal_fn *signal_fn;
    void *signal_context;
    loop_timer_fn *before_wait;
    void *before_context;
    bool stopped;
    int code;
};

struct loop *loop_new(void)
{
    struct loop *l = xcalloc(1, sizeof *l);
    l->epoll = epoll_create1(EPOLL_CLOEXEC);
    l->signal_fd = -1;
    if (l->epoll < 0)
        abort();
    return l;
}

static void sweep(struct loop *l)
{
    for (struct loop_fd **at = &l->fds; *at;) {
        struct loop_fd *f = *at;
        if (f->removed) {
            *at = f->next;
            free(f);
        } else {
            at = &f->next;
        }
    }
    for (struct loop_timer **at = &l->timers; *at;) {
        struct loop_timer *t = *at;
        if (t->removed) {
            *at = t->next;
            free(t);
        } else {
            at = &t->next;
        }
    }
}

void loop_free(struct loop *l)
{
    if (!l)
        return;
    for (struct loop_fd *f = l->fds; f; f = f->next)
        f->removed = true;
    for (struct loop_timer *t = l->timers; t; t = t->next)
        t->removed = true;
    sweep(l);
    if (l->signal_fd >= 0)
        close(l->signal_fd);
    close(l->epoll);
    free(l);
}

static uint32_t epoll_mask(unsigned want)
{
    return (want & LOOP_READ ? EPOLLIN | EPOLLRDHUP : 0u) | (want & LOOP_WRITE ? (uint32_t)EPOLLOUT : 0u);
}

struct loop_fd *loop_fd_add(struct loop *l, int fd, unsigned want, loop_fd_fn *fn, void *context)
{
    struct loop_fd *f = xcalloc(1, sizeof *f);
    *f = (struct loop_fd){.loop = l, .next = l->fds, .fd = fd, .want = want, .fn = fn, .context = context};
    l->fds = f;
    struct epoll_event e = {.events = epoll_mask(want), .data.ptr = f};
    if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, fd, &e) < 0) {
        if (errno != EPERM)
            abort();
        f->is_file = true;
    }
    return f;
}

void loop_fd_change(struct loop_fd *f, unsigned want)
{
    if (f->want == want || f->removed)
        return;
    f->want = want;
    struct epoll_event e = {.events = epoll_mask(want), .data.ptr = f};
    if (!f->is_file && epoll_ctl(f->loop->epoll, EPOLL_CTL_MOD, f->fd, &e) < 0)
        abort();
}

void loop_fd_remove(struct loop_fd *f)
{
    if (!f || f->removed)
        return;
    f->removed = true;
    if (!f->is_file)
        epoll_ctl(f->loop->epoll, EPOLL_CTL_DEL, f->fd, NULL);
}

struct loop_timer *loop_timer_add(struct loop *l, loop_timer_fn *fn, void *context)
{
    struct loop_timer *t = xcalloc(1, sizeof *t);
    *t = (struct loop_timer){.loop = l, .next = l->timers, .due = -1, .fn = fn, .context = context};
    l->timers = t;
    return t;
}

void loop_timer_in(struct loop_timer *t, int64_t ms)
{
    t->due = ms < 0 ? -1 : mono_ms() + ms;
}

void loop_timer_remove(struct loop_timer *t)
{
    if (t)
        t->removed = true;
}

static void on_signal(void *context, int fd, unsigned ready)
{
    struct loop *l = context;
    struct signalfd_siginfo info;
    (void)ready;
    while (read(fd, &info, sizeof info) == (ssize_t)sizeof info)
        l->signal_fn(l->signal_context, (int)info.ssi_signo);
}

void loop_signals(struct loop *l, const int *signals, int count, loop_signal_fn *fn, void *context)
{
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < count; i++)
        sigaddset(&set, signals[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    l->signal_fn = fn;
    l->signal_context = context;
    l->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (l->signal_fd < 0)
        abort();
    l->signals = loop_fd_add(l, l->signal_fd, LOOP_READ, on_signal, l);
}

void loop_before_wait(struct loop *l, loop_timer_fn *fn, void *context)
{
    l->before_wait = fn;
    l->before_context = context;
}

/* Milliseconds until the next timer, -1 for none. */
static int next_due(const struct loop *l)
{
    int64_t due = -1;
    for (const struct loop_timer *t = l->timers; t; t = t->next)
        if (!t->removed && t->due >= 0 && (due < 0 || t->due < due))
            due = t->due;
    for (const struct loop_fd *f = l->fds; f; f = f->next)
        if (f->is_file && !f->removed && f->want)
            return 0;
    if (due < 0)
        return -1;
    int64_t left = due - mono_ms();
    return left < 0 ? 0 : left > 60000 ? 60000 : (int)left;
}

static void run_timers(struct loop *l)
{
    int64_t now = mono_ms();
    for (struct loop_timer *t = l->timers; t && !l->stopped; t = t->next)
        if (!t->removed && t->due >= 0 && t->due <= now) {
            t->due = -1;
            t->fn(t->context);
        }
}

static void run_files(struct loop *l)
{
    for (struct loop_fd *f = l->fds; f && !l->stopped; f = f->next)
        if (f->is_file && !f->removed && f->want)
            f->fn(f->context, f->fd, f->want);
}

static unsigned ready_mask(uint32_t events)
{
    return (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR) ? LOOP_READ : 0u) | (events & EPOLLOUT ? LOOP_WRITE : 0u) |
           (events & (EPOLLHUP | EPOLLERR) ? LOOP_HANGUP : 0u);
}

static void wait_once(struct loop *l)
{
    struct epoll_event events[EVENTS_AT_ONCE];
    int count = epoll_wait(l->epoll, events, EVENTS_AT_ONCE, next_due(l));
    if (count < 0 && errno != EINTR)
        abort();
    for (int i = 0; i < count && !l->stopped; i++) {
        struct loop_fd *f = events[i].data.ptr;
        if (!f->removed)
            f->fn(f->context, f->fd, ready_mask(events[i].events));
    }
    run_files(l);
    run_timers(l);
    sweep(l);
}

int loop_run(struct loop *l)
{
    l->stopped = false;
    while (!l->stopped) {
        if (l->before_wait)
            l->before_wait(l->before_context);
        if (!l->stopped)
            wait_once(l);
    }
    return l->code;
}

void loop_stop(struct loop *l, int code)
{
    l->stopped = true;
    l->code = code;
}
