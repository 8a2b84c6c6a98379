#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <signal.h>
#include <unistd.h>
#include <cmocka.h>

#include "lib/base/loop.h"

struct seen {
    struct loop *loop;
    struct loop_fd *watch;
    struct loop_timer *late;
    int bytes, timers, signals, waits;
};

static void on_bytes(void *context, int fd, unsigned ready)
{
    struct seen *s = context;
    char byte[8];
    assert_true(ready & LOOP_READ);
    ssize_t got = read(fd, byte, sizeof byte);
    if (got > 0)
        s->bytes += (int)got;
    else
        loop_fd_remove(s->watch);
}

static void on_timer(void *context)
{
    struct seen *s = context;
    s->timers++;
    kill(getpid(), SIGHUP);
}

static void on_signal(void *context, int number)
{
    struct seen *s = context;
    assert_int_equal(number, SIGHUP);
    s->signals++;
    loop_timer_remove(s->late);
    loop_stop(s->loop, 7);
}

static void before(void *context)
{
    ((struct seen *)context)->waits++;
}

static void waits_for_all_three(void **state)
{
    (void)state;
    struct seen s = {.loop = loop_new()};
    int ends[2];
    const int signals[] = {SIGHUP};
    assert_int_equal(pipe(ends), 0);
    s.watch = loop_fd_add(s.loop, ends[0], LOOP_READ, on_bytes, &s);
    loop_signals(s.loop, signals, 1, on_signal, &s);
    loop_before_wait(s.loop, before, &s);
    loop_timer_in(loop_timer_add(s.loop, on_timer, &s), 5);
    s.late = loop_timer_add(s.loop, on_timer, &s);
    loop_timer_in(s.late, 60000);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    close(ends[1]);
    assert_int_equal(loop_run(s.loop), 7);
    assert_int_equal(s.bytes, 3);
    assert_int_equal(s.timers, 1);
    assert_int_equal(s.signals, 1);
    assert_true(s.waits >= 2);
    loop_free(s.loop);
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(waits_for_all_three)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
