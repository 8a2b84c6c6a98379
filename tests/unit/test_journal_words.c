/* links: journal/server.o journal/doors.o journal/access.o journal/words.o journal/batch.o journal/reading.o journal/line.o */
/* links: journal/store.o journal/store_chunk.o journal/store_recent.o journal/store_read.o journal/store_removed.o journal/store_rules.o */
/* links: journal/record.o journal/reserve.o journal/stat.o */
/* What no client of ours would say: frames of any size and content. The journal goes on, grows by nothing, and serves who asks well. */

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
#include "lib/base/link.h"
#include "lib/base/mem.h"

/* own */
#include "journal/server.h"
#include "journal/store.h"

enum { PATIENCE_MS = 30000, ROUNDS = 4000, BATCH = 50, FRAME_MAX = 3000 };

struct fixture {
    char directory[64];
    char *endpoint;
    struct loop *loop;
    struct loop_timer *late;
    struct store *store;
    struct server *server;
    struct link *client;
    uint64_t random, pongs, wanted;
    struct buf heard; /* words, one a line */
};

static void on_late(void *context)
{
    struct fixture *f = context;
    loop_stop(f->loop, 1);
}

static void on_message(void *context, const struct link_frame *frames, size_t count)
{
    struct fixture *f = context;
    assert_true(count >= 1);
    if (f->heard.len > 1024 * 1024)
        buf_clear(&f->heard);
    buf_add(&f->heard, frames[0].data, frames[0].len);
    buf_add_char(&f->heard, '\n');
    if (memmem(frames[0].data, frames[0].len, "\"word\":\"pong\"", 13) && ++f->pongs >= f->wanted)
        loop_stop(f->loop, 0);
}

static int setup(void **state)
{
    struct err err = {0};
    struct fixture *f = xcalloc(1, sizeof *f);
    strcpy(f->directory, "/tmp/headgate-words-XXXXXX");
    assert_non_null(mkdtemp(f->directory));
    f->endpoint = xasprintf("ipc://%s/sock", f->directory);
    f->random = 88172645463325252ull;
    f->loop = loop_new();
    f->late = loop_timer_add(f->loop, on_late, f);
    loop_timer_in(f->late, PATIENCE_MS);
    f->store = store_open(&(struct store_options){.directory = f->directory}, &err);
    f->server = server_new(f->loop, f->store, f->endpoint, &err);
    f->client = link_connect(f->loop, f->endpoint, NULL, on_message, f, &err);
    assert_non_null(f->server);
    assert_non_null(f->client);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    own_str char *command = xasprintf("rm -rf '%s'", f->directory);
    link_close(f->client);
    server_free(f->server);
    store_close(f->store);
    loop_free(f->loop);
    assert_int_equal(system(command), 0);
    buf_release(&f->heard);
    free(f->endpoint);
    free(f);
    return 0;
}

static uint64_t next_random(struct fixture *f)
{
    f->random ^= f->random << 13;
    f->random ^= f->random >> 7;
    f->random ^= f->random << 17;
    return f->random;
}

/* Words as they should be, to be spoiled. */
static const char *const good[] = {
    "{\"word\":\"hello\",\"request\":1,\"source\":\"a\",\"start\":\"0123456789abcdef\",\"epoch\":0}",
    "{\"word\":\"hello\",\"request\":1}",
    "{\"word\":\"append\",\"request\":2,\"epoch\":1,\"upto\":0}",
    "{\"word\":\"read\",\"request\":3,\"reading\":3,\"sources\":[\"a\"],\"types\":[\"t.\"],\"subject\":\"x*\",\"credit\":65536}",
    "{\"word\":\"credit\",\"reading\":3,\"bytes\":1000}",
    "{\"word\":\"stat\",\"request\":4}",
    "{\"word\":\"bye\"}",
};

/* A good word with bytes changed, cut or doubled, or mere noise. */
static size_t spoil(struct fixture *f, char *frame)
{
    const char *word = good[next_random(f) % COUNT_OF(good)];
    size_t len = strlen(word);
    if (next_random(f) % 8 == 0) {
        len = next_random(f) % FRAME_MAX;
        for (size_t i = 0; i < len; i++)
            frame[i] = (char)next_random(f);
        return len;
    }
    memcpy(frame, word, len);
    for (uint64_t n = next_random(f) % 4; n; n--)
        frame[next_random(f) % len] = (char)(next_random(f) % 2 ? next_random(f) : (uint64_t) "0129-\"{}[],:"[next_random(f) % 12]);
    return next_random(f) % 6 ? len : next_random(f) % (len + 1);
}

static void say_spoiled(struct fixture *f)
{
    char bytes[LINK_MAX_FRAMES + 2][FRAME_MAX];
    struct link_frame frames[LINK_MAX_FRAMES + 2];
    size_t count = next_random(f) % 4 ? 1 + next_random(f) % 2 : 1 + next_random(f) % (LINK_MAX_FRAMES + 2);
    for (size_t i = 0; i < count; i++)
        frames[i] = (struct link_frame){bytes[i], spoil(f, bytes[i])};
    link_send(f->client, frames, count);
}

/* A hello and a ping, and on until as many pongs came. */
static void ask(struct fixture *f, uint64_t pongs)
{
    static const char hello[] = "{\"word\":\"hello\",\"request\":7}", ping[] = "{\"word\":\"ping\",\"request\":8}";
    f->wanted = f->pongs + pongs;
    for (uint64_t i = 0; i < pongs; i++) {
        while (!link_send(f->client, &(struct link_frame){hello, sizeof hello - 1}, 1))
            usleep(1000); /* not connected yet */
        assert_true(link_send(f->client, &(struct link_frame){ping, sizeof ping - 1}, 1));
    }
    assert_int_equal(loop_run(f->loop), 0);
}

static void noise_harms_nobody(void **state)
{
    struct fixture *f = *state;
    ask(f, 1);
    for (int i = 0; i < ROUNDS / BATCH; i++) {
        for (int k = 0; k < BATCH; k++)
            say_spoiled(f);
        ask(f, 1);
    }
    assert_int_equal(store_head(f->store).sequence, 0); /* nothing of it was an event */
}

static void unknown_word_is_told(void **state)
{
    struct fixture *f = *state;
    static const char word[] = "{\"word\":\"open-the-gate\",\"request\":9}", long_word[] = "{\"word\":\"append\",\"request\":10}";
    link_send(f->client, &(struct link_frame){word, sizeof word - 1}, 1);
    ask(f, 1);
    buf_clear(&f->heard);
    link_send(f->client, &(struct link_frame){word, sizeof word - 1}, 1);
    link_send(f->client, &(struct link_frame){long_word, sizeof long_word - 1}, 1);
    ask(f, 1);
    buf_add_char(&f->heard, '\0');
    assert_non_null(strstr(f->heard.data, "a word that this journal does not know"));
    assert_non_null(strstr(f->heard.data, "an append from a client that has named no source"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(noise_harms_nobody, setup, teardown),
        cmocka_unit_test_setup_teardown(unknown_word_is_told, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
