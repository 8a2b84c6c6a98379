/* docs/EVENTS.md against lib/model/types.c: every type has one example, which survives decode and encode. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

#include "lib/model/strs.h"
#include "lib/model/types.h"

enum { PAGE_MAX = 4 * 1024 * 1024 };

struct page {
    struct strs titles;   /* of "### TYPE" sections */
    struct strs examples; /* lines inside fences */
};

static void read_line(struct page *p, const char *line, bool *fenced)
{
    if (str_starts(line, "```"))
        *fenced = !*fenced;
    else if (*fenced)
        strs_add(&p->examples, line);
    else if (str_starts(line, "### "))
        strs_add(&p->titles, line + 4);
}

static int read_page(void **state)
{
    struct page *p = xcalloc(1, sizeof *p);
    own_buf text = {0};
    struct err err = {0};
    bool fenced = false;
    if (buf_read_file(&text, "docs/EVENTS.md", PAGE_MAX, &err))
        fail_msg("%s", err.text);
    for (char *line = text.data, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        read_line(p, line, &fenced);
    }
    *state = p;
    return 0;
}

static int drop_page(void **state)
{
    struct page *p = *state;
    strs_release(&p->titles);
    strs_release(&p->examples);
    free(p);
    return 0;
}

static void each_type_has_one_section(void **state)
{
    const struct page *p = *state;
    for (size_t i = 0; i < event_types_count; i++) {
        if (!strs_has(&p->titles, event_types[i].name))
            fail_msg("'%s' is in lib/model/types.c and has no section in docs/EVENTS.md", event_types[i].name);
    }
    for (size_t i = 0; i < p->titles.count; i++) {
        if (!event_type_find(p->titles.items[i]))
            fail_msg("'%s' has a section in docs/EVENTS.md and is not in lib/model/types.c", p->titles.items[i]);
    }
    assert_int_equal(p->titles.count, event_types_count);
    assert_int_equal(p->examples.count, event_types_count);
}

static void examples_stand_under_their_title(void **state)
{
    const struct page *p = *state;
    for (size_t i = 0; i < p->examples.count; i++) {
        struct err err = {0};
        own_event e = {0};
        if (event_decode(&e, p->examples.items[i], strlen(p->examples.items[i]), &err))
            fail_msg("example of '%s': %s", p->titles.items[i], err.text);
        assert_string_equal(e.type, p->titles.items[i]);
        const char *writer = event_type_find(e.type)->writer;
        if (strcmp(writer, "stage") != 0)
            assert_true(str_starts(e.source, writer));
    }
}

static void recode(const char *line)
{
    struct err err = {0};
    own_event e = {0};
    own_buf again = {0}, whole = {0};
    uint64_t number = 0;
    assert_int_equal(event_decode(&e, line, strlen(line), &err), 0);
    if (event_type_find(e.type)->recode(e.data, &again, &err))
        fail_msg("%s: %s", e.type, err.text);
    own_str char *data = json_text(e.data);
    assert_string_equal(buf_str(&again), data);
    assert_int_equal(event_number_parse(e.id, &number), 0);
    event_encode(&whole, &(struct event_head){number, e.source, e.type, e.subject, e.causation, e.time, buf_str(&again)});
    whole.data[whole.len - 1] = '\0'; /* its newline */
    assert_string_equal(whole.data, line);
}

static void examples_survive(void **state)
{
    const struct page *p = *state;
    for (size_t i = 0; i < p->examples.count; i++)
        recode(p->examples.items[i]);
}

/* Data without its first member is data without a name: no record may take it. */
static void nameless_data_is_refused(void **state)
{
    (void)state;
    own_json *nothing = json_parse("{}", 2, NULL);
    for (size_t i = 0; i < event_types_count; i++) {
        own_buf out = {0};
        struct err err = {0};
        if (!event_types[i].recode(nothing, &out, &err))
            fail_msg("'%s' takes data without any member", event_types[i].name);
        assert_int_equal(err.kind, ERR_INPUT);
        assert_non_null(strchr(err.text, '\''));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_type_has_one_section),
        cmocka_unit_test(examples_stand_under_their_title),
        cmocka_unit_test(examples_survive),
        cmocka_unit_test(nameless_data_is_refused),
    };
    return cmocka_run_group_tests(tests, read_page, drop_page);
}
