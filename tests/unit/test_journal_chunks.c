/* links: journal/store.o journal/store_chunk.o journal/store_recent.o journal/store_read.o journal/store_removed.o journal/store_rules.o */
/* links: journal/record.o journal/reserve.o journal/line.o */
/* Records by the chunk: each is found, on disk and before it is. */

#include "tests/unit/store_fixture.h"

/* Of the line with this number: most some hundred bytes, each 60th larger than a chunk. */
static char *sized_line(const char *text, size_t len, unsigned number, const char *time)
{
    return event_line("a", number, number % 60 ? text + len - number * 7 : text, time);
}

/* Each record can be read from, and each number is found. */
static void each_from(struct store *s, const char *text, size_t len)
{
    struct store_place place;
    struct err err = {0};
    for (unsigned from = 2; from <= 301; from++) {
        uint64_t at = from;
        assert_int_equal(store_read(s, from, count_up, &at, &err), 0);
        assert_int_equal(at, 301);
        own_str char *twin = sized_line(text, len, from - 1, "2026-11-23T08:26:09Z");
        assert_int_equal(append_lines(s, "a", twin, &place, &err), ERR_NONE);
        assert_int_equal(place.first, from - 1);
        assert_int_equal(place.stored, 0);
    }
    assert_int_equal(store_read(s, 302, count_up, &(uint64_t){302}, &err), -1);
    assert_non_null(strstr(err.text, "sequence 301 is missing"));
}

/* Lines of all sizes in one append, chunks of many and of one record: as they are in memory, and as they are on disk. */
static void chunks_are_read_from_any_place(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err = {0};
    own_buf lines = {0};
    enum { LONG = 200000 };
    own_str char *text = xcalloc(1, LONG + 1);
    memset(text, 'x', LONG);
    greet(f->store, "a", "0000000000000001");
    for (unsigned i = 1; i <= 300; i++) {
        own_str char *line = sized_line(text, LONG, i, "2026-11-22T08:26:09Z");
        buf_add_str(&lines, line);
    }
    assert_int_equal(append_lines(f->store, "a", lines.data, &place, &err), ERR_NONE);
    assert_int_equal(place.last, 300);
    each_from(f->store, text, LONG);
    store_close(f->store);
    f->store = opened(f->directory, 0);
    each_from(f->store, text, LONG);
}

/* More than is kept in memory: what was dropped there is read from the database, and on into what is kept. */
static void reading_goes_on_from_disk_into_memory(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err = {0};
    enum { LONG = 500000, COUNT = 60 };
    own_str char *text = xcalloc(1, LONG + 1);
    memset(text, 'y', LONG);
    greet(f->store, "a", "0000000000000001");
    for (unsigned i = 1; i <= COUNT; i++) {
        own_str char *line = event_line("a", i, text, "2026-11-22T08:26:09Z");
        assert_int_equal(append_lines(f->store, "a", line, &place, &err), ERR_NONE);
        uint64_t one = 1, here = i;
        assert_int_equal(store_read(f->store, 1, count_up, &one, &err), 0);
        assert_int_equal(one, i + 1);
        assert_int_equal(store_read(f->store, i, count_up, &here, &err), 0);
        assert_int_equal(here, i + 1);
    }
    for (unsigned i = 1; i <= COUNT; i++) {
        uint64_t at = i;
        assert_int_equal(store_read(f->store, i, count_up, &at, &err), 0);
        assert_int_equal(at, COUNT + 1);
    }
}

/* What is not on disk yet counts too when a number comes again. */
static void twin_within_a_transaction(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err = {0};
    greet(f->store, "a", "0000000000000001");
    own_str char *one = event_line("a", 1, "one", "2026-11-22T08:26:09Z");
    own_str char *other = event_line("a", 1, "other", "2026-11-22T08:26:09Z");
    struct store_append first = {.source = "a", .epoch = 1, .lines = one, .len = strlen(one)};
    struct store_append second = {.source = "a", .epoch = 1, .lines = other, .len = strlen(other)};
    store_begin(f->store);
    assert_int_equal(store_append(f->store, &first, &place, &err), 0);
    assert_int_equal(store_append(f->store, &first, &place, &err), 0);
    assert_int_equal(place.stored, 0);
    assert_int_equal(store_append(f->store, &second, &place, &err), -1);
    assert_int_equal(err.kind, ERR_AGAIN);
    assert_int_equal(store_commit(f->store, &err), 0);
    assert_int_equal(store_head(f->store).sequence, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(chunks_are_read_from_any_place, setup, teardown),
        cmocka_unit_test_setup_teardown(reading_goes_on_from_disk_into_memory, setup, teardown),
        cmocka_unit_test_setup_teardown(twin_within_a_transaction, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
