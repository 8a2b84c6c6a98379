/* One thread waits here for descriptors, timers and signals. Callbacks run from loop_run only. */
#ifndef BASE_LOOP_H
#define BASE_LOOP_H

#include <stdbool.h>
#include <stdint.h>

struct loop;
struct loop_fd;
struct loop_timer;

enum { LOOP_READ = 1, LOOP_WRITE = 2, LOOP_HANGUP = 4 };

typedef void loop_fd_fn(void *context, int fd, unsigned ready);
typedef void loop_timer_fn(void *context);
typedef void loop_signal_fn(void *context, int signal);

struct loop *loop_new(void);
void loop_free(struct loop *l);

/* Watches fd (borrowed) for `want`; loop_fd_change with 0 only pauses it. May be called in callbacks. */
struct loop_fd *loop_fd_add(struct loop *l, int fd, unsigned want, loop_fd_fn *fn, void *context);
void loop_fd_change(struct loop_fd *f, unsigned want);
void loop_fd_remove(struct loop_fd *f);

/* A timer that is not set until loop_timer_in is called; one-shot. Negative ms stops it. */
struct loop_timer *loop_timer_add(struct loop *l, loop_timer_fn *fn, void *context);
void loop_timer_in(struct loop_timer *t, int64_t ms);
void loop_timer_remove(struct loop_timer *t);

/* Blocks the signals for normal delivery and calls fn for them instead (signalfd). */
void loop_signals(struct loop *l, const int *signals, int count, loop_signal_fn *fn, void *context);
/* Called each time before the loop waits: the place to send what was gathered. One only. */
void loop_before_wait(struct loop *l, loop_timer_fn *fn, void *context);

/* Runs until loop_stop; returns what loop_stop was given. */
int loop_run(struct loop *l);
void loop_stop(struct loop *l, int code);

#endif
