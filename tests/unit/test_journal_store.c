/* links: journal/store.o journal/store_chunk.o journal/store_recent.o journal/store_read.o journal/store_removed.o journal/store_rules.o */
/* links: journal/record.o journal/reserve.o journal/line.o */
/* The rules by which a line gets into the journal, and what is there after it was closed and opened. */

#include "tests/unit/store_fixture.h"

/* system */
#include <lmdb.h>

static enum err_kind append_one(struct store *s, unsigned number, const char *text, struct store_place *place, struct err *err)
{
    own_str char *line = event_line("a", number, text, "2026-11-22T08:26:09Z");
    return append_lines(s, "a", line, place, err);
}

static void numbers_follow_each_other(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err;
    greet(f->store, "a", "0000000000000001");
    assert_int_equal(append_one(f->store, 1, "one", &place, &err), ERR_NONE);
    assert_int_equal(place.first, 1);
    assert_int_equal(place.last, 1);
    assert_int_equal(append_one(f->store, 3, "three", &place, &err), ERR_AGAIN);
    assert_non_null(strstr(err.text, "skips: the next one is 2"));
    assert_int_equal(append_one(f->store, 2, "two", &place, &err), ERR_NONE);
    assert_int_equal(place.last, 2);
    assert_int_equal(store_head(f->store).sequence, 2);
}

static void twin_is_acknowledged_and_not_stored(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err;
    greet(f->store, "a", "0000000000000001");
    greet(f->store, "b", "0000000000000002");
    append_one(f->store, 1, "one", &place, &err);
    own_str char *other = event_line("b", 1, "x", "2026-11-22T08:26:09Z");
    append_lines(f->store, "b", other, &place, &err);
    append_one(f->store, 2, "two", &place, &err);
    own_str char *later = event_line("a", 2, "two", "2027-01-01T00:00:00Z");
    assert_int_equal(append_lines(f->store, "a", later, &place, &err), ERR_NONE);
    assert_int_equal(place.first, 3);
    assert_int_equal(place.last, 3);
    assert_int_equal(place.stored, 0);
    assert_int_equal(append_one(f->store, 1, "another", &place, &err), ERR_AGAIN);
    assert_non_null(strstr(err.text, "is there already with other content, at sequence 1"));
    assert_int_equal(store_head(f->store).sequence, 3);
}

/* Twins in front, new lines behind: as after a resend that was batched otherwise. */
static void twins_and_new_ones_mix(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err;
    greet(f->store, "a", "0000000000000001");
    append_one(f->store, 1, "one", &place, &err);
    own_str char *one = event_line("a", 1, "one", "2026-11-22T08:26:09Z");
    own_str char *two = event_line("a", 2, "two", "2026-11-22T08:26:09Z");
    own_str char *both = xasprintf("%s%s", one, two);
    assert_int_equal(append_lines(f->store, "a", both, &place, &err), ERR_NONE);
    assert_int_equal(place.first, 1);
    assert_int_equal(place.last, 2);
    assert_int_equal(place.stored, 1);
}

static void what_is_no_event_of_the_source_is_refused(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err;
    greet(f->store, "a", "0000000000000001");
    own_str char *good = event_line("a", 1, "one", "2026-11-22T08:26:09Z");
    own_str char *foreign = event_line("b", 1, "one", "2026-11-22T08:26:09Z");
    own_str char *mixed = xasprintf("%s%s", good, foreign);
    own_str char *twice = xasprintf("%s%s", good, good);
    own_str char *open = xstrndup(good, strlen(good) - 1);
    assert_int_equal(append_lines(f->store, "a", "garbage\n", &place, &err), ERR_INPUT);
    assert_int_equal(append_lines(f->store, "a", foreign, &place, &err), ERR_INPUT);
    assert_int_equal(append_lines(f->store, "a", mixed, &place, &err), ERR_INPUT);
    assert_int_equal(append_lines(f->store, "a", twice, &place, &err), ERR_INPUT);
    assert_int_equal(append_lines(f->store, "a", open, &place, &err), ERR_INPUT);
    assert_int_equal(append_lines(f->store, "a", "{\"specversion\":\"1.0\",\"id\":\"x\",\"source\":\"a\",\"type\":\"t\"}\n", &place, &err),
                     ERR_INPUT);
    assert_int_equal(append_lines(f->store, "a",
                                  "{\"specversion\":\"1.0\",\"id\":\"00000000000000000001\",\"source\":\"a\",\"type\":\"t\","
                                  "\"s\\u0065quence\":\"00000000000000000009\"}\n",
                                  &place, &err),
                     ERR_INPUT);
    assert_int_equal(store_head(f->store).sequence, 0);
}

static void outputs_and_upto_all_or_nothing(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err;
    struct store_source known = {0};
    greet(f->store, "a", "0000000000000001");
    append_one(f->store, 1, "one", &place, &err);
    own_str char *gap = event_line("a", 7, "x", "2026-11-22T08:26:09Z");
    struct store_append a = {.source = "a", .epoch = 1, .upto = 1, .lines = gap, .len = strlen(gap)};
    assert_int_equal(append(f->store, &a, &place, &err), ERR_AGAIN);
    store_begin(f->store);
    store_greet(f->store, &(struct store_greeting){.source = "a", .start = "0000000000000001"}, &known, &err);
    assert_int_equal(store_commit(f->store, &err), 0);
    assert_int_equal(known.upto, 0);
    a = (struct store_append){.source = "a", .epoch = 1, .upto = 1};
    assert_int_equal(append(f->store, &a, &place, &err), ERR_NONE);
    assert_int_equal(place.first, 0);
    a.upto = 2;
    assert_int_equal(append(f->store, &a, &place, &err), ERR_AGAIN); /* beyond the end */
    store_begin(f->store);
    store_greet(f->store, &(struct store_greeting){.source = "a", .start = "0000000000000001"}, &known, &err);
    assert_int_equal(store_commit(f->store, &err), 0);
    assert_int_equal(known.upto, 1);
}

static void older_epochs_are_refused(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err = {0};
    struct store_source known;
    assert_int_equal(greet(f->store, "a", "0000000000000001"), 1);
    assert_int_equal(greet(f->store, "a", "0000000000000001"), 1); /* the same process again */
    assert_int_equal(greet(f->store, "a", "0000000000000002"), 2);
    assert_int_equal(append_one(f->store, 1, "one", &place, &err), ERR_CONFIG);
    assert_non_null(strstr(err.text, "another 'a' has taken over"));
    store_begin(f->store);
    struct store_greeting g = {.source = "a", .start = "0000000000000001", .epoch = 1};
    assert_int_equal(store_greet(f->store, &g, &known, &err), -1);
    assert_int_equal(err.kind, ERR_CONFIG);
    g = (struct store_greeting){.source = "a", .start = "0000000000000002", .epoch = 2, .journal = "another"};
    assert_int_equal(store_greet(f->store, &g, &known, &err), -1);
    assert_int_equal(err.kind, ERR_AGAIN);
    assert_int_equal(store_commit(f->store, &err), 0);
}

/* ---- what is there after it was opened again ---- */

static void reopened_it_goes_on(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err = {0};
    struct seen seen = {.good = true};
    own_str char *id = xstrdup(store_id(f->store));
    greet(f->store, "a", "0000000000000001");
    append_one(f->store, 1, "one", &place, &err);
    append_one(f->store, 2, "two", &place, &err);
    store_close(f->store);
    f->store = opened(f->directory, 0);
    assert_string_equal(store_id(f->store), id);
    assert_int_equal(store_head(f->store).sequence, 2);
    assert_int_equal(append_one(f->store, 2, "two", &place, &err), ERR_NONE);
    assert_int_equal(place.stored, 0);
    assert_int_equal(append_one(f->store, 3, "three", &place, &err), ERR_NONE);
    assert_int_equal(place.first, 3);
    assert_int_equal(store_read(f->store, 1, see, &seen, &err), 0);
    assert_int_equal(seen.count, 3);
    assert_true(seen.good);
    assert_memory_equal(seen.hash, store_head(f->store).hash, SHA256_BYTES);
}

static void second_store_is_refused(void **state)
{
    struct fixture *f = *state;
    struct err err = {0};
    assert_null(store_open(&(struct store_options){.directory = f->directory}, &err));
    assert_int_equal(err.kind, ERR_CONFIG);
    assert_non_null(strstr(err.text, "is in use"));
}

/* Writes another format's number behind the store's back. */
static void set_format(const char *directory, uint32_t format)
{
    MDB_env *env;
    MDB_txn *txn;
    MDB_dbi meta;
    MDB_val key = {6, (char[]){"format"}}, value = {sizeof format, &format};
    assert_int_equal(mdb_env_create(&env), 0);
    mdb_env_set_maxdbs(env, 8);
    assert_int_equal(mdb_env_open(env, directory, 0, 0640), 0);
    assert_int_equal(mdb_txn_begin(env, NULL, 0, &txn), 0);
    assert_int_equal(mdb_dbi_open(txn, "meta", 0, &meta), 0);
    assert_int_equal(mdb_put(txn, meta, &key, &value, 0), 0);
    assert_int_equal(mdb_txn_commit(txn), 0);
    mdb_env_close(env);
}

static void another_format_is_refused(void **state)
{
    struct fixture *f = *state;
    struct err err = {0};
    store_close(f->store);
    set_format(f->directory, 99);
    f->store = store_open(&(struct store_options){.directory = f->directory}, &err);
    assert_null(f->store);
    assert_int_equal(err.kind, ERR_CONFIG);
    assert_non_null(strstr(err.text, "has format 99"));
}

static void foreign_files_are_refused(void **state)
{
    struct fixture *f = *state;
    struct err err = {0};
    own_str char *path = xasprintf("%s/data.mdb", f->directory);
    store_close(f->store);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (int i = 0; i < 1000; i++)
        fputs("this is no database ", file);
    fclose(file);
    f->store = store_open(&(struct store_options){.directory = f->directory}, &err);
    assert_null(f->store);
    assert_int_equal(err.kind, ERR_CONFIG);
}

/* One event that the reserve is for gets in; then so many at once that nothing is left. Gives how many are stored: one. */
static unsigned urgent_until_full(struct store *s, const char *text, struct err *err)
{
    struct store_place place;
    own_buf lines = {0};
    own_str char *data = xasprintf("\"%s\"", text);
    struct event_head head = {.number = 1, .source = "shift-traffic", .type = "traffic.weights"};
    greet(s, "shift-traffic", "0000000000000002");
    event_encode(&lines, &head);
    buf_add_char(&lines, '\0');
    assert_int_equal(append_lines(s, "shift-traffic", lines.data, &place, err), ERR_NONE);
    buf_clear(&lines);
    for (head.data = data; head.number < 40;) {
        head.number++;
        event_encode(&lines, &head);
    }
    store_begin(s);
    store_append(s, &(struct store_append){.source = "shift-traffic", .epoch = 1, .lines = lines.data, .len = lines.len}, &place, err);
    assert_int_equal(store_commit(s, err), -1);
    return 1;
}

static void full_is_refused_and_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err = {0};
    struct seen seen = {.good = true};
    store_close(f->store);
    f->store = opened(f->directory, 1 << 20);
    greet(f->store, "a", "0000000000000001");
    own_str char *text = xcalloc(1, 50001);
    memset(text, 'x', 50000);
    unsigned stored = 0;
    int rc = 0;
    while (!rc && stored < 100) {
        own_str char *line = event_line("a", stored + 1, text, "2026-11-22T08:26:09Z");
        store_begin(f->store);
        rc = store_append(f->store, &(struct store_append){.source = "a", .epoch = 1, .lines = line, .len = strlen(line)}, &place, &err);
        assert_int_equal(store_commit(f->store, NULL), 0);
        stored += !rc;
    }
    assert_in_range(stored, 5, 30);
    assert_int_equal(err.kind, ERR_AGAIN);
    assert_non_null(strstr(err.text, "--max-size"));
    stored += urgent_until_full(f->store, text, &err);
    assert_int_equal(err.kind, ERR_AGAIN);
    assert_non_null(strstr(err.text, "it has reached its limit"));
    assert_false(store_grow(f->store));
    assert_int_equal(store_head(f->store).sequence, stored);
    assert_int_equal(store_read(f->store, 1, see, &seen, &err), 0);
    assert_int_equal(seen.count, stored);
    assert_true(seen.good);
    store_close(f->store); /* with more room it goes on */
    f->store = opened(f->directory, 0);
    assert_int_equal(append_one(f->store, stored, "small", &place, &err), ERR_NONE);
    assert_int_equal(place.first, stored + 1);
}

static void many_in_one_transaction(void **state)
{
    struct fixture *f = *state;
    struct store_place place;
    struct err err = {0};
    struct seen seen = {.good = true};
    greet(f->store, "a", "0000000000000001");
    greet(f->store, "b", "0000000000000002");
    store_begin(f->store);
    for (unsigned i = 1; i <= 500; i++) {
        own_str char *a = event_line("a", i, "x", "2026-11-22T08:26:09Z");
        own_str char *b = event_line("b", i, "y", "2026-11-22T08:26:09Z");
        assert_int_equal(
            store_append(f->store, &(struct store_append){.source = "a", .epoch = 1, .lines = a, .len = strlen(a)}, &place, &err), 0);
        assert_int_equal(place.first, i * 2 - 1);
        assert_int_equal(
            store_append(f->store, &(struct store_append){.source = "b", .epoch = 1, .lines = b, .len = strlen(b)}, &place, &err), 0);
        if (i == 250) /* a refusal in the middle harms nothing */
            assert_int_equal(
                store_append(f->store, &(struct store_append){.source = "a", .epoch = 1, .lines = "x\n", .len = 2}, &place, &err), -1);
    }
    assert_int_equal(store_commit(f->store, &err), 0);
    assert_int_equal(store_head(f->store).sequence, 1000);
    assert_int_equal(store_read(f->store, 1, see, &seen, &err), 0);
    assert_int_equal(seen.count, 1000);
    assert_true(seen.good);
    own_str char *twin = event_line("b", 333, "y", "2026-11-22T08:26:09Z");
    assert_int_equal(append_lines(f->store, "b", twin, &place, &err), ERR_NONE);
    assert_int_equal(place.first, 666);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_follow_each_other, setup, teardown),
        cmocka_unit_test_setup_teardown(twin_is_acknowledged_and_not_stored, setup, teardown),
        cmocka_unit_test_setup_teardown(twins_and_new_ones_mix, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_event_of_the_source_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(outputs_and_upto_all_or_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(older_epochs_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(reopened_it_goes_on, setup, teardown),
        cmocka_unit_test_setup_teardown(second_store_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(another_format_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(foreign_files_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(full_is_refused_and_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(many_in_one_transaction, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
