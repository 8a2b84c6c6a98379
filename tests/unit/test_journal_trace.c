/* links: journal/trace.o journal/store_index.o journal/store_index_note.o journal/store_index_look.o journal/keep.o */
/* The index of who caused whom, and the part of it that belongs to one event. */

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
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_index.h"
#include "journal/trace.h"

struct bed {
    char path[32];
    struct trace trace;
    uint64_t sequence;
};

static int bed_make(void **state)
{
    struct bed *b = xcalloc(1, sizeof *b);
    strcpy(b->path, "/tmp/index.XXXXXX");
    close(mkstemp(b->path));
    b->trace.index = index_open(b->path, NULL);
    *state = b;
    return b->trace.index ? 0 : -1;
}

static int bed_drop(void **state)
{
    struct bed *b = *state;
    own_str char *lock = xasprintf("%s-lock", b->path);
    trace_release(&b->trace);
    index_close(b->trace.index);
    unlink(b->path);
    unlink(lock);
    free(b);
    return 0;
}

#define REF(source, digit) source "#0000000000000000000" digit
#define LINE(source, digit, rest)                                                                                                          \
    "{\"specversion\":\"1.0\",\"id\":\"0000000000000000000" digit "\",\"source\":\"" source "\",\"type\":\"t\"" rest "}"
#define BECAUSE(ref) ",\"causationid\":\"" ref "\""

static void note(struct bed *b, const char *line)
{
    own_event e = {0};
    assert_int_equal(event_decode(&e, line, strlen(line), NULL), 0);
    e.sequence = ++b->sequence;
    index_note(b->trace.index, &e);
}

static void start(struct bed *b, const char *reference)
{
    assert_int_equal(index_commit(b->trace.index, NULL), 0);
    assert_true(trace_start(&b->trace, reference));
    trace_select(&b->trace);
}

static enum trace_role role(struct bed *b, uint64_t sequence)
{
    const struct trace_node *n = trace_selected(&b->trace, sequence);
    return n ? n->role : TRACE_OUTSIDE;
}

static void note_two_calls(struct bed *b)
{
    note(b, LINE("w", "1", ""));
    note(b, LINE("w", "2", ""));
    note(b, LINE("b", "1", BECAUSE(REF("w", "1"))));
    note(b, LINE("b", "2", BECAUSE(REF("w", "2"))));
    note(b, LINE("p", "1", ",\"data\":{\"calls\":[{\"because\":[\"" REF("b", "1") "\"]},{\"because\":[\"" REF("b", "2") "\"]}]}"));
    note(b, LINE("x", "1", BECAUSE(REF("p", "1")) ",\"data\":{\"batch\":\"" REF("p", "1") "\",\"because\":[\"" REF("b", "1") "\"]}"));
    note(b, LINE("x", "2", BECAUSE(REF("p", "1")) ",\"data\":{\"batch\":\"" REF("p", "1") "\",\"because\":[\"" REF("b", "2") "\"]}"));
    note(b, LINE("x", "3", BECAUSE(REF("x", "1"))));
}

static void chain_both_ways(void **state)
{
    struct bed *b = *state;
    static const enum trace_role wanted[] = {TRACE_CAUSE, TRACE_OUTSIDE, TRACE_CAUSE,   TRACE_OUTSIDE,
                                             TRACE_CAUSE, TRACE_START,   TRACE_OUTSIDE, TRACE_EFFECT};
    note_two_calls(b);
    start(b, REF("x", "1"));
    for (uint64_t s = 1; s <= 8; s++)
        assert_int_equal(role(b, s), wanted[s - 1]); /* what is of the other call stays outside */
    assert_int_equal(b->trace.selected->sequence, 1);
}

static void effects_of_one_pod(void **state)
{
    struct bed *b = *state;
    static const enum trace_role wanted[] = {TRACE_START,  TRACE_OUTSIDE, TRACE_EFFECT,  TRACE_OUTSIDE,
                                             TRACE_EFFECT, TRACE_EFFECT,  TRACE_OUTSIDE, TRACE_EFFECT};
    note_two_calls(b);
    start(b, REF("w", "1"));
    for (uint64_t s = 1; s <= 8; s++)
        assert_int_equal(role(b, s), wanted[s - 1]);
}

static void batch_of_a_call_asked_for_is_followed_when_it_is_an_effect(void **state)
{
    struct bed *b = *state;
    note_two_calls(b);
    note(b, LINE("x", "4", BECAUSE(REF("p", "1"))));
    assert_int_equal(index_commit(b->trace.index, NULL), 0);
    assert_true(trace_start(&b->trace, REF("x", "1")));
    start(b, REF("b", "1"));
    assert_int_equal(role(b, 5), TRACE_EFFECT);
    assert_int_equal(role(b, 9), TRACE_EFFECT);
}

static void what_is_not_there(void **state)
{
    struct bed *b = *state;
    note_two_calls(b);
    assert_int_equal(index_commit(b->trace.index, NULL), 0);
    assert_false(trace_start(&b->trace, REF("w", "9")));
    assert_false(trace_start(&b->trace, "no reference"));
    assert_null(index_reference(b->trace.index, 9));
    own_str char *last = index_reference(b->trace.index, 8);
    assert_string_equal(last, REF("x", "3"));
}

static void names_newest_first_and_kept(void **state)
{
    struct bed *b = *state;
    uint64_t found[4];
    for (int i = 0; i < 3; i++) {
        own_str char *line = xasprintf("{\"specversion\":\"1.0\",\"id\":\"0000000000000000000%d\",\"source\":\"w\",\"type\":\"object.put\","
                                       "\"subject\":\"c/n/pod/a\"}",
                                       i + 1);
        note(b, line);
    }
    assert_int_equal(index_commit(b->trace.index, NULL), 0);
    index_close(b->trace.index);
    b->trace.index = index_open(b->path, NULL);
    assert_non_null(b->trace.index);
    assert_int_equal(index_head(b->trace.index), 3);
    b->sequence = 2;
    note(b, LINE("w", "3", "")); /* had already */
    assert_int_equal(index_commit(b->trace.index, NULL), 0);
    assert_int_equal(index_find(b->trace.index, INDEX_POD, "c/n/a", found, 2), 2);
    assert_int_equal(found[0], 3);
    assert_int_equal(found[1], 2);
    assert_int_equal(index_find(b->trace.index, INDEX_POD, "c/n/a", found, 4), 3);
    assert_int_equal(index_find(b->trace.index, INDEX_INGRESS, "c/n/a", found, 4), 0);
}

/* The nearest are shown, and that there are more. */
static void no_more_than_so_many(void **state)
{
    struct bed *b = *state;
    note_two_calls(b);
    b->trace.most = 2;
    start(b, REF("w", "1"));
    assert_true(b->trace.cut);
    assert_int_equal(b->trace.count, 2);
    assert_int_equal(role(b, 1), TRACE_START);
    assert_int_equal(role(b, 3), TRACE_EFFECT);
    assert_int_equal(role(b, 8), TRACE_OUTSIDE);
}

/* A pod that comes, changes and goes is one key; a compaction's numbers do not matter. */
static void share_of_what_is_live(void **state)
{
    struct bed *b = *state;
    struct index *ix = b->trace.index;
    static const char put[] =
        "{\"specversion\":\"1.0\",\"id\":\"00000000000000000001\",\"source\":\"w\",\"type\":\"object.put\",\"subject\":\"a\"}";
    static const char gone[] =
        "{\"specversion\":\"1.0\",\"id\":\"00000000000000000002\",\"source\":\"w\",\"type\":\"object.delete\",\"subject\":\"a\"}";
    note(b, put);
    note(b, LINE("x", "1", ""));
    b->sequence = 10;
    note(b, gone);
    assert_int_equal(index_commit(ix, NULL), 0);
    assert_int_equal(index_share(ix).events, 3);
    assert_int_equal(index_share(ix).live_events, 2);
    assert_int_equal(index_share(ix).live_bytes, strlen(gone) + strlen(LINE("x", "1", "")));
    index_clear(ix);
    assert_int_equal(index_commit(ix, NULL), 0);
    assert_int_equal(index_head(ix), 0);
    assert_int_equal(index_share(ix).events, 0);
}

static void claimed_by_another_journal(void **state)
{
    struct bed *b = *state;
    struct index *ix = b->trace.index;
    assert_int_equal(index_claim(ix, "one", 0, NULL), 0);
    note(b, LINE("w", "1", ""));
    assert_int_equal(index_commit(ix, NULL), 0);
    assert_int_equal(index_claim(ix, "one", 1, NULL), 0);
    assert_int_equal(index_head(ix), 1); /* it is the one */
    assert_int_equal(index_claim(ix, "one", 0, NULL), 0);
    assert_int_equal(index_head(ix), 0); /* an older copy of it: nothing is known of what it has now */
    assert_int_equal(index_claim(ix, "two", 9, NULL), 0);
    assert_int_equal(index_head(ix), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(chain_both_ways, bed_make, bed_drop),
        cmocka_unit_test_setup_teardown(effects_of_one_pod, bed_make, bed_drop),
        cmocka_unit_test_setup_teardown(batch_of_a_call_asked_for_is_followed_when_it_is_an_effect, bed_make, bed_drop),
        cmocka_unit_test_setup_teardown(no_more_than_so_many, bed_make, bed_drop),
        cmocka_unit_test_setup_teardown(share_of_what_is_live, bed_make, bed_drop),
        cmocka_unit_test_setup_teardown(claimed_by_another_journal, bed_make, bed_drop),
        cmocka_unit_test_setup_teardown(what_is_not_there, bed_make, bed_drop),
        cmocka_unit_test_setup_teardown(names_newest_first_and_kept, bed_make, bed_drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
