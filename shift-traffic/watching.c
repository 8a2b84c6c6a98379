#include "shift-traffic/watching.h"

#include <signal.h>

#include "lib/base/err.h"
#include "lib/base/hub.h"
#include "lib/base/loop.h"

enum { PATIENCE_MS = 10 * 1000 };

struct watching {
    const struct watching_plan *plan;
    struct view view;
    struct loop *loop;
    struct hub *hub;
    struct loop_timer *patience; /* for the first answer of the journal */
    struct loop_timer *timeout;
    struct loop_timer *again;
    bool failed;
    bool ended; /* what else its last turn of the loop brings is not looked at */
    struct err *err;
};

static void on_welcome(void *context, const struct hub_welcome *welcome)
{
    struct watching *w = context;
    loop_timer_in(w->patience, -1);
    hub_read(w->hub, &(struct hub_reading){
                         .types = w->plan->types ? w->plan->types : view_types,
                         .from = 1,
                         .until = w->plan->follow ? 0 : welcome->head,
                         .follow = w->plan->follow,
                     });
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct watching *w = context;
    own_event e = {0};
    (void)sequence;
    if (!event_decode(&e, line, len, NULL))
        view_fold(&w->view, &e);
}

static void look(void *context)
{
    struct watching *w = context;
    if (w->ended)
        return;
    if (w->plan->again_ms)
        loop_timer_in(w->again, w->plan->again_ms);
    w->plan->look(w->plan->context, w, &w->view);
}

static void on_caught_up(void *context, uint64_t sequence)
{
    (void)sequence;
    look(context);
}

static void fail(struct watching *w)
{
    w->failed = true;
    watching_end(w, -1);
}

static void on_refused(void *context, const struct err *err)
{
    struct watching *w = context;
    *w->err = *err;
    fail(w);
}

static void on_patience(void *context)
{
    struct watching *w = context;
    err_set(w->err, ERR_AGAIN, "no journal answers at '%s'", w->plan->at->endpoint);
    fail(w);
}

static void on_timeout(void *context)
{
    struct watching *w = context;
    if (w->ended)
        return;
    if (w->plan->timeout)
        w->plan->timeout(w->plan->context, &w->view);
    watching_end(w, EXIT_AGAIN);
}

static void on_signal(void *context, int signal)
{
    struct watching *w = context;
    (void)signal;
    if (w->ended)
        return;
    if (w->plan->interrupt)
        w->plan->interrupt(w->plan->context, &w->view);
    watching_end(w, w->plan->interrupt ? EXIT_AGAIN : 0);
}

static const struct hub_handlers handlers = {
    .welcome = on_welcome,
    .event = on_event,
    .caught_up = on_caught_up,
    .refused = on_refused,
};

static int run(struct watching *w)
{
    static const int signals[] = {SIGINT, SIGTERM};
    w->hub = hub_open(w->loop, w->plan->at, NULL, &handlers, w, w->err);
    if (!w->hub)
        return -1;
    loop_signals(w->loop, signals, 2, on_signal, w);
    loop_timer_in(w->patience, PATIENCE_MS);
    if (w->plan->timeout_ms)
        loop_timer_in(w->timeout, w->plan->timeout_ms);
    int code = loop_run(w->loop);
    hub_close(w->hub);
    return w->failed ? -1 : code;
}

int watching_run(const struct watching_plan *plan, struct err *err)
{
    struct watching w = {.plan = plan, .loop = loop_new(), .err = err};
    w.patience = loop_timer_add(w.loop, on_patience, &w);
    w.timeout = loop_timer_add(w.loop, on_timeout, &w);
    w.again = loop_timer_add(w.loop, look, &w);
    int code = run(&w);
    loop_free(w.loop);
    view_release(&w.view);
    return code;
}

void watching_end(struct watching *w, int code)
{
    w->ended = true;
    loop_stop(w->loop, code);
}
