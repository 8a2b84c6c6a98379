/* A store in a directory of its own, for the tests of it. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

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

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store.h"

struct fixture {
    char directory[64];
    struct store *store;
};

static inline struct store *opened(const char *directory, uint64_t max_size)
{
    struct err err = {0};
    struct store *s = store_open(&(struct store_options){.directory = directory, .max_size = max_size}, &err);
    if (!s)
        fail_msg("%s", err.text);
    return s;
}

static inline int setup(void **state)
{
    struct fixture *f = xcalloc(1, sizeof *f);
    strcpy(f->directory, "/tmp/headgate-store-XXXXXX");
    assert_non_null(mkdtemp(f->directory));
    f->store = opened(f->directory, 0);
    *state = f;
    return 0;
}

static inline int teardown(void **state)
{
    struct fixture *f = *state;
    own_str char *command = xasprintf("rm -rf '%s'", f->directory);
    store_close(f->store);
    assert_int_equal(system(command), 0);
    free(f);
    return 0;
}

/* One line of a source; text goes into data, stamp into time. */
static inline char *event_line(const char *source, unsigned number, const char *text, const char *time)
{
    return xasprintf("{\"specversion\":\"1.0\",\"id\":\"%020u\",\"source\":\"%s\",\"type\":\"t.x\",\"time\":\"%s\",\"data\":\"%s\"}\n",
                     number, source, time, text);
}

static inline uint64_t greet(struct store *s, const char *source, const char *start)
{
    struct err err = {0};
    struct store_source known = {0};
    store_begin(s);
    int rc = store_greet(s, &(struct store_greeting){.source = source, .start = start}, &known, &err);
    assert_int_equal(rc, 0);
    assert_int_equal(store_commit(s, &err), 0);
    return known.epoch;
}

/* Appends in a transaction of its own; gives the kind of the refusal. */
static inline enum err_kind append(struct store *s, const struct store_append *a, struct store_place *place, struct err *err)
{
    struct err ignored = {0};
    *err = (struct err){0};
    store_begin(s);
    int rc = store_append(s, a, place, err);
    assert_int_equal(store_commit(s, &ignored), 0);
    return rc ? err->kind : ERR_NONE;
}

static inline enum err_kind append_lines(struct store *s, const char *source, const char *lines, struct store_place *place, struct err *err)
{
    return append(s, &(struct store_append){.source = source, .epoch = 1, .lines = lines, .len = strlen(lines)}, place, err);
}

struct seen {
    uint64_t count;
    struct moment recorded;
    uint8_t hash[SHA256_BYTES];
    bool good;
};

static inline bool see(void *context, const struct record *r)
{
    struct seen *s = context;
    uint8_t hash[SHA256_BYTES];
    record_hash(r, s->hash, hash);
    s->good &= r->sequence == s->count + 1 && r->recorded.us >= s->recorded.us && !memcmp(hash, r->hash, sizeof hash);
    s->recorded = r->recorded;
    memcpy(s->hash, hash, sizeof hash);
    s->count++;
    return true;
}

/* The records come one by one from *context on, each right behind the one in front of it. */
static inline bool count_up(void *context, const struct record *r)
{
    uint64_t *at = context;
    return !record_check(r, NULL) && r->sequence == (*at)++;
}

#endif
