#include <stdint.h>
#include <stdlib.h>

#include <systemd/sd-daemon.h>

#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/base/notify.h"

enum { SIGNS_PER_INTERVAL = 3, US_PER_MS = 1000 };

struct notify {
    struct loop_timer *timer;
    int64_t every_ms;
};

static void on_timer(void *context)
{
    struct notify *n = context;
    sd_notify(0, "WATCHDOG=1");
    loop_timer_in(n->timer, n->every_ms);
}

struct notify *notify_alive(struct loop *l)
{
    uint64_t interval_us = 0;
    if (sd_watchdog_enabled(0, &interval_us) <= 0)
        return NULL;
    struct notify *n = xcalloc(1, sizeof *n);
    n->every_ms = (int64_t)(interval_us / US_PER_MS / SIGNS_PER_INTERVAL);
    n->timer = loop_timer_add(l, on_timer, n);
    loop_timer_in(n->timer, 0);
    return n;
}

void notify_free(struct notify *n)
{
    if (!n)
        return;
    loop_timer_remove(n->timer);
    free(n);
}

void notify_status(const char *status)
{
    sd_notifyf(0, "STATUS=%s", status);
}

void notify_ready(const char *status)
{
    sd_notifyf(0, "READY=1\nSTATUS=%s", status);
}

void notify_stopping(void)
{
    sd_notify(0, "STOPPING=1");
}
