/* links: journal/progress.o */
/* What a person who waits sees, and nobody else. */

/* system */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* own */
#include "journal/progress.h"

/* stderr is a file while `p` tells; gives what it wrote. */
static void told(struct progress *p, uint64_t done, char text[256])
{
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    fflush(stderr);
    dup2(fileno(file), STDERR_FILENO);
    progress_at(p, done);
    progress_end(p);
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    text[fread(text, 1, 255, file)] = '\0';
    fclose(file);
}

static struct progress begun(int64_t ms_ago)
{
    struct progress p;
    progress_begin(&p, "verifying", 1000);
    p.terminal = true;
    p.began_ms -= ms_ago;
    return p;
}

static void after_a_second(void **state)
{
    (void)state;
    char text[256];
    struct progress p = begun(2000);
    told(&p, 250, text);
    assert_non_null(strstr(text, "\rverifying  250 of 1000  25 %  "));
    assert_non_null(strstr(text, " s left\033[K\r\033[K")); /* and taken away */
}

static void not_before(void **state)
{
    (void)state;
    char text[256];
    struct progress p = begun(0);
    told(&p, 250, text);
    assert_string_equal(text, "");
}

static void not_for_a_file(void **state)
{
    (void)state;
    char text[256];
    struct progress p = begun(2000);
    p.terminal = false;
    told(&p, 250, text);
    assert_string_equal(text, "");
}

static void without_a_total(void **state)
{
    (void)state;
    char text[256];
    struct progress p = begun(2000);
    p.total = 0;
    told(&p, 250, text);
    assert_string_equal(text, "\rverifying  250\033[K\r\033[K");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(after_a_second),
        cmocka_unit_test(not_before),
        cmocka_unit_test(not_for_a_file),
        cmocka_unit_test(without_a_total),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
