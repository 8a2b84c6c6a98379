#include "tests/unit/hub_model.h"

/* system */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

enum { PATIENCE_MS = 30000 };

static void on_late(void *context)
{
    struct fixture *f = context;
    loop_stop(f->loop, 1);
}

void hub_server_start(struct fixture *f)
{
    struct err err = {0};
    f->store = store_open(&(struct store_options){.directory = f->directory}, &err);
    f->server = f->store ? server_new(f->loop, f->store, f->endpoint, &err) : NULL;
    if (!f->server)
        fail_msg("%s", err.text);
}

void hub_server_stop(struct fixture *f)
{
    server_free(f->server);
    store_close(f->store);
    f->server = NULL;
    f->store = NULL;
}

int hub_setup(void **state)
{
    struct fixture *f = xcalloc(1, sizeof *f);
    strcpy(f->directory, "/tmp/headgate-hub-XXXXXX");
    assert_non_null(mkdtemp(f->directory));
    f->endpoint = xasprintf("ipc://%s/sock", f->directory);
    f->loop = loop_new();
    f->late = loop_timer_add(f->loop, on_late, f);
    loop_timer_in(f->late, PATIENCE_MS);
    hub_server_start(f);
    *state = f;
    return 0;
}

int hub_teardown(void **state)
{
    struct fixture *f = *state;
    own_str char *command = xasprintf("rm -rf '%s'", f->directory);
    hub_server_stop(f);
    loop_free(f->loop);
    assert_int_equal(system(command), 0);
    free(f->endpoint);
    free(f);
    return 0;
}

/* ---- what a client hears ---- */

void hub_on_welcome(void *context, const struct hub_welcome *w)
{
    struct listener *c = context;
    c->welcome = *w;
    c->number = w->last_number;
    c->welcomes++;
    loop_stop(c->loop, 0);
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct listener *c = context;
    own_event e = {0};
    assert_int_equal(event_decode(&e, line, len, NULL), 0);
    assert_int_equal(e.sequence, sequence);
    c->ordered &= sequence > c->newest;
    c->newest = sequence;
    if (++c->events == c->stop_events)
        loop_stop(c->loop, 0);
}

static void on_caught_up(void *context, uint64_t sequence)
{
    struct listener *c = context;
    c->caught_at = sequence;
    if (++c->caught == c->stop_caught || (c->stop_caught_at && sequence >= c->stop_caught_at))
        loop_stop(c->loop, 0);
}

static void on_stored(void *context, uint64_t first, uint64_t last)
{
    struct listener *c = context;
    c->first = first;
    c->last = last;
    if (++c->stored == c->stop_stored)
        loop_stop(c->loop, 0);
}

static void on_refused(void *context, const struct err *err)
{
    struct listener *c = context;
    c->refused = *err;
    if (c->stop_refused)
        loop_stop(c->loop, 0);
}

void hub_join(struct fixture *f, struct listener *c, const char *source)
{
    static const struct hub_handlers handlers = {
        .welcome = hub_on_welcome, .event = on_event, .caught_up = on_caught_up, .stored = on_stored, .refused = on_refused};
    struct err err = {0};
    *c = (struct listener){.loop = f->loop, .ordered = true};
    c->hub = hub_open(f->loop, &(struct hub_address){.endpoint = f->endpoint}, source, &handlers, c, &err);
    assert_non_null(c->hub);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(c->welcomes, 1);
}

void hub_say(struct listener *c, const char *source, const char *type, size_t count, uint64_t upto)
{
    own_buf lines = {0};
    for (size_t i = 0; i < count; i++)
        event_encode(&lines, &(struct event_head){.number = ++c->number, .source = source, .type = type, .subject = "s/1", .data = "{}"});
    hub_append(c->hub, lines.data, lines.len, count, upto);
}
