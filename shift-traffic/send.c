#include <stdio.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/hub.h"
#include "lib/base/loop.h"

#include "shift-traffic/guard.h"
#include "shift-traffic/send.h"

enum { PATIENCE_MS = 10 * 1000 };

struct sender {
    const struct word *word;
    const struct hub_address *at;
    struct loop *loop;
    struct hub *hub;
    enum send_check check;
    struct fleet told; /* the newest fleet.configured of the journal */
    uint64_t number;
    struct buf line;
    bool sent;
    bool guarded;
    bool failed;
    struct err *err;
};

static void stop(struct sender *s)
{
    s->failed = true;
    loop_stop(s->loop, 0);
}

static void append(struct sender *s)
{
    if (s->sent)
        return;
    word_encode(s->word, s->number, moment_now(), &s->line);
    s->sent = true;
    hub_append(s->hub, s->line.data, s->line.len, 1, 0);
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    static const char *const types[] = {"fleet.configured", NULL};
    struct sender *s = context;
    s->number = w->last_number + 1;
    bool checked = s->check == SEND_CHECKED || s->check == SEND_SILENT;
    if (checked || !w->head)
        append(s);
    else
        hub_read(s->hub, &(struct hub_reading){.types = types, .from = 1, .until = w->head});
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct sender *s = context;
    struct fleet fleet = {0};
    own_event e = {0};
    (void)sequence;
    if (event_decode(&e, line, len, NULL) || fleet_decode(&fleet, e.data, NULL))
        return;
    fleet_release(&s->told);
    s->told = fleet;
}

static void on_caught_up(void *context, uint64_t sequence)
{
    struct sender *s = context;
    (void)sequence;
    s->guarded = s->check == SEND_UNGUARDED && guard_of(GUARD_UNSAID, &s->told) != GUARD_OFF;
    if (s->told.name && word_check(s->word, &s->told, s->err))
        stop(s);
    else if (s->guarded)
        loop_stop(s->loop, 0);
    else
        append(s);
}

static void on_stored(void *context, uint64_t first, uint64_t last)
{
    struct sender *s = context;
    (void)first;
    (void)last;
    loop_stop(s->loop, 0);
}

static void on_refused(void *context, const struct err *err)
{
    struct sender *s = context;
    *s->err = *err;
    stop(s);
}

static void on_patience(void *context)
{
    struct sender *s = context;
    err_set(s->err, ERR_AGAIN,
            s->sent ? "journal '%s' has not acknowledged the event: 'journal read --source shift-traffic' tells whether it has it"
                    : "no journal answers at '%s'",
            s->at->endpoint);
    stop(s);
}

static const struct hub_handlers handlers = {
    .welcome = on_welcome,
    .event = on_event,
    .caught_up = on_caught_up,
    .stored = on_stored,
    .refused = on_refused,
};

static int run(struct sender *s)
{
    struct loop_timer *patience = loop_timer_add(s->loop, on_patience, s);
    s->hub = hub_open(s->loop, s->at, "shift-traffic", &handlers, s, s->err);
    if (!s->hub)
        return -1;
    loop_timer_in(patience, PATIENCE_MS);
    loop_run(s->loop);
    hub_close(s->hub);
    if (s->failed || s->guarded)
        return s->failed ? -1 : 1;
    if (s->check != SEND_SILENT)
        fputs(buf_str(&s->line), stdout);
    return 0;
}

int send_word(const struct word *w, const struct hub_address *at, enum send_check check, struct err *err)
{
    struct sender s = {.word = w, .at = at, .loop = loop_new(), .check = check, .err = err};
    int got = run(&s);
    loop_free(s.loop);
    fleet_release(&s.told);
    buf_release(&s.line);
    return got;
}
