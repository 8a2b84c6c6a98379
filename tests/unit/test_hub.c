/* links: journal/server.o journal/doors.o journal/access.o journal/words.o journal/batch.o journal/reading.o journal/line.o */
/* links: journal/store.o journal/store_chunk.o journal/store_recent.o journal/store_read.o journal/store_removed.o journal/store_rules.o */
/* links: journal/record.o journal/reserve.o journal/stat.o tests/unit/hub_model.o */
/* The journal and its client over a real socket, on one loop: append, read, credit, the server's restart, takeover. */

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
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/hub.h"
#include "lib/base/mem.h"

/* own */
#include "tests/unit/hub_model.h"

/* ---- tests ---- */

static void appended_and_read(void **state)
{
    struct fixture *f = *state;
    struct listener w, r;
    hub_join(f, &w, "a");
    assert_int_equal(w.welcome.epoch, 1);
    assert_int_equal(w.welcome.last_number, 0);
    hub_say(&w, "a", "t.x", 10, 0);
    assert_true(hub_backlog(w.hub) > 0);
    w.stop_stored = 1;
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(w.first, 1);
    assert_int_equal(w.last, 10);
    assert_int_equal(hub_backlog(w.hub), 0);
    hub_join(f, &r, NULL);
    r.stop_caught = 1;
    hub_read(r.hub, &(struct hub_reading){.from = 3, .until = 8});
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(r.events, 6);
    assert_int_equal(r.caught_at, 8);
    assert_true(r.ordered);
    hub_close(w.hub);
    hub_join(f, &w, "a");
    assert_int_equal(w.welcome.epoch, 2);
    assert_int_equal(w.welcome.last_number, 10);
    assert_int_equal(w.welcome.head, 10);
    hub_close(w.hub);
    hub_close(r.hub);
}

/* What a raw reading gives, line after line. */
struct raw_text {
    struct loop *loop;
    struct buf text;
    uint64_t newest;
};

static void on_raw_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct raw_text *t = context;
    buf_add(&t->text, line, len);
    buf_add_char(&t->text, '\n');
    t->newest = sequence;
}

static void on_raw_end(void *context, uint64_t sequence)
{
    struct raw_text *t = context;
    (void)sequence;
    loop_stop(t->loop, 0);
}

static void on_raw_welcome(void *context, const struct hub_welcome *w)
{
    struct raw_text *t = context;
    (void)w;
    loop_stop(t->loop, 0);
}

/* Marks of its own, odd spacing, numbers that a double cannot hold: the bytes come back as they went in. */
static void raw_is_what_was_received(void **state)
{
    static const struct hub_handlers handlers = {.welcome = on_raw_welcome, .event = on_raw_event, .caught_up = on_raw_end};
    static const char lines[] =
        "{\"specversion\":\"1.0\", "
        "\"id\":\"00000000000000000001\",\"source\":\"a\",\"type\":\"t\",\"sequence\":\"00000000000000000099\",\"data\":{\"n\":1.50}}\n"
        "{\"type\":\"t\",\"id\":\"00000000000000000002\",\"source\":\"a\",\"specversion\":\"1.0\",\"data\": 4503599627370497 }\n";
    struct fixture *f = *state;
    struct listener w;
    struct raw_text t = {.loop = f->loop};
    hub_join(f, &w, "a");
    hub_append(w.hub, lines, sizeof lines - 1, 2, 0);
    w.stop_stored = 1;
    assert_int_equal(loop_run(f->loop), 0);
    struct hub *reader = hub_open(f->loop, &(struct hub_address){.endpoint = f->endpoint}, NULL, &handlers, &t, NULL);
    assert_int_equal(loop_run(f->loop), 0);
    hub_read(reader, &(struct hub_reading){.from = 1, .raw = true});
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(t.newest, 2);
    assert_int_equal(t.text.len, sizeof lines - 1);
    assert_memory_equal(t.text.data, lines, sizeof lines - 1);
    buf_release(&t.text);
    hub_close(reader);
    hub_close(w.hub);
}

/* Far more than the credit, through a filter that lets a part pass: all of it comes, in order. */
static void credit_loses_nothing(void **state)
{
    struct fixture *f = *state;
    struct listener w, r;
    const char *const types[] = {"want.", NULL};
    hub_join(f, &w, "a");
    for (int i = 0; i < 600; i++) {
        hub_say(&w, "a", "other", 30, 0);
        hub_say(&w, "a", "want.this", 70, 0);
    }
    w.stop_stored = 1200;
    assert_int_equal(loop_run(f->loop), 0);
    hub_join(f, &r, NULL);
    r.stop_caught = 1;
    hub_read(r.hub, &(struct hub_reading){.types = types, .from = 1});
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(r.events, 42000);
    assert_int_equal(r.caught_at, 60000);
    assert_true(r.ordered);
    hub_close(w.hub);
    hub_close(r.hub);
}

/* Sources and types are told apart at the journal: what is not wanted never comes. */
static void only_what_is_wanted_is_sent(void **state)
{
    struct fixture *f = *state;
    struct listener a, b, r;
    const char *const sources[] = {"watch-k8s/", "b", NULL}, *const types[] = {"t.", "exact", NULL};
    hub_join(f, &a, "watch-k8s/x");
    hub_join(f, &b, "build");
    hub_say(&a, "watch-k8s/x", "t.x", 2, 0);
    hub_say(&a, "watch-k8s/x", "tx", 3, 0);
    hub_say(&a, "watch-k8s/x", "exact", 5, 0);
    hub_say(&a, "watch-k8s/x", "exactly", 7, 0);
    hub_say(&b, "build", "t.x", 11, 0);
    a.stop_stored = 4;
    assert_int_equal(loop_run(f->loop), 0);
    b.stop_stored = 1;
    if (!b.stored)
        assert_int_equal(loop_run(f->loop), 0);
    hub_join(f, &r, NULL);
    r.stop_caught = 1;
    hub_read(r.hub, &(struct hub_reading){.sources = sources, .types = types, .from = 1});
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(r.events, 2 + 5);
    assert_int_equal(r.caught_at, 28);
    hub_close(a.hub);
    hub_close(b.hub);
    hub_close(r.hub);
}

/* The reading does not want own events, and yet it is told that they have been passed. */
static void writer_learns_that_its_events_passed(void **state)
{
    struct fixture *f = *state;
    struct listener w;
    const char *const sources[] = {"watch-k8s/", NULL};
    hub_join(f, &w, "a");
    w.stop_caught = 1;
    hub_read(w.hub, &(struct hub_reading){.sources = sources, .from = 1, .follow = true});
    assert_int_equal(loop_run(f->loop), 0);
    w.stop_caught = 0;
    w.stop_caught_at = 5;
    hub_say(&w, "a", "t.x", 5, 0);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(w.events, 0);
    hub_close(w.hub);
}

static void restarted_server_loses_nothing(void **state)
{
    struct fixture *f = *state;
    struct listener w, r;
    hub_join(f, &w, "a");
    hub_join(f, &r, NULL);
    hub_read(r.hub, &(struct hub_reading){.from = 1, .follow = true});
    for (int i = 0; i < 20; i++)
        hub_say(&w, "a", "t.x", 100, 0);
    w.stop_stored = 5; /* the rest is on its way or waits */
    assert_int_equal(loop_run(f->loop), 0);
    hub_server_stop(f);
    hub_say(&w, "a", "t.x", 100, 50);
    hub_server_start(f);
    w.stop_stored = 21;
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(w.last, 2100);
    r.stop_events = 2100;
    if (r.events < 2100)
        assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(r.events, 2100);
    assert_int_equal(r.newest, 2100);
    assert_true(r.ordered);
    assert_int_equal(store_head(f->store).sequence, 2100);
    assert_int_equal(w.welcomes, 1);
    hub_close(w.hub);
    hub_close(r.hub);
}

static void newest_start_takes_over(void **state)
{
    struct fixture *f = *state;
    struct listener old, new;
    hub_join(f, &old, "a");
    hub_join(f, &new, "a");
    old.stop_refused = true;
    if (!old.refused.kind)
        assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(old.refused.kind, ERR_CONFIG);
    assert_non_null(strstr(old.refused.text, "another 'a' has taken over"));
    hub_say(&old, "a", "t.x", 1, 0);
    hub_say(&new, "a", "t.x", 1, 0);
    new.stop_stored = 1;
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(new.last, 1);
    assert_int_equal(old.stored, 0);
    assert_int_equal(store_head(f->store).sequence, 1);
    hub_close(old.hub);
    hub_close(new.hub);
}

static void gap_is_refused_with_a_sentence(void **state)
{
    struct fixture *f = *state;
    struct listener w;
    hub_join(f, &w, "a");
    w.number = 4;
    w.stop_refused = true;
    hub_say(&w, "a", "t.x", 1, 0);
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(w.refused.kind, ERR_AGAIN);
    assert_non_null(strstr(w.refused.text, "skips: the next one is 1"));
    hub_close(w.hub);
}

/* What was refused must not be skipped over by the `upto` behind it. */
static void nothing_gets_in_behind_a_refusal(void **state)
{
    struct fixture *f = *state;
    struct listener w, next;
    hub_join(f, &w, "a");
    hub_say(&w, "a", "t.x", 2, 0);
    w.number = 9;
    hub_say(&w, "a", "t.x", 1, 1);
    hub_say(&w, "a", "t.x", 0, 2);
    w.stop_refused = true;
    assert_int_equal(loop_run(f->loop), 0);
    hub_close(w.hub);
    hub_join(f, &next, "a");
    assert_int_equal(next.welcome.last_number, 2);
    assert_int_equal(next.welcome.upto, 0);
    hub_say(&next, "a", "t.x", 1, 2); /* a new start may go on */
    next.stop_stored = 1;
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(next.last, 3);
    hub_close(next.hub);
}

static void bare_upto_is_kept(void **state)
{
    struct fixture *f = *state;
    struct listener w;
    hub_join(f, &w, "a");
    hub_say(&w, "a", "t.x", 3, 0);
    hub_say(&w, "a", "t.x", 0, 3);
    w.stop_stored = 2;
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(w.first, 0);
    hub_close(w.hub);
    hub_join(f, &w, "a");
    assert_int_equal(w.welcome.upto, 3);
    hub_close(w.hub);
}

/* An append larger than the window is no attack, and neither is the next. */
static void large_appends_get_in(void **state)
{
    enum { LINES = 12, BYTES = 1000000 };
    struct fixture *f = *state;
    struct listener w;
    own_buf lines = {0};
    own_str char *pad = xcalloc(1, BYTES + 3);
    memset(pad, 'x', BYTES + 2);
    pad[0] = pad[BYTES + 1] = '"';
    hub_join(f, &w, "a");
    for (int round = 1; round <= 2; round++) {
        buf_clear(&lines);
        for (int i = 0; i < LINES; i++)
            event_encode(&lines, &(struct event_head){.number = ++w.number, .source = "a", .type = "t.x", .data = pad});
        hub_append(w.hub, lines.data, lines.len, LINES, 0);
        w.stop_stored = (size_t)round;
        assert_int_equal(loop_run(f->loop), 0);
        assert_int_equal(w.last, round * LINES);
    }
    hub_close(w.hub);
}

/* A reading that is replaced, and a hub that is closed, inside a handler. */
static void on_event_close(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct listener *c = context;
    (void)line;
    (void)len;
    (void)sequence;
    c->events++;
    hub_close(c->hub);
    c->hub = NULL;
    loop_stop(c->loop, 0);
}

static void closed_in_a_handler(void **state)
{
    struct fixture *f = *state;
    static const struct hub_handlers handlers = {.welcome = hub_on_welcome, .event = on_event_close};
    struct listener w, r = {.loop = f->loop};
    hub_join(f, &w, "a");
    hub_say(&w, "a", "t.x", 10, 0);
    w.stop_stored = 1;
    assert_int_equal(loop_run(f->loop), 0);
    r.hub = hub_open(f->loop, &(struct hub_address){.endpoint = f->endpoint}, NULL, &handlers, &r, NULL);
    assert_int_equal(loop_run(f->loop), 0);
    hub_read(r.hub, &(struct hub_reading){.from = 1});
    assert_int_equal(loop_run(f->loop), 0);
    assert_int_equal(r.events, 1);
    hub_close(w.hub);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(appended_and_read, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(raw_is_what_was_received, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(credit_loses_nothing, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(only_what_is_wanted_is_sent, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(writer_learns_that_its_events_passed, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(restarted_server_loses_nothing, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(newest_start_takes_over, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(gap_is_refused_with_a_sentence, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(nothing_gets_in_behind_a_refusal, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(bare_upto_is_kept, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(large_appends_get_in, hub_setup, hub_teardown),
        cmocka_unit_test_setup_teardown(closed_in_a_handler, hub_setup, hub_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
