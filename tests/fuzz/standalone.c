/* Runs a fuzz target without libFuzzer: every seed, then some thousand changed ones, the same each time. What it is called tells
 * whose seeds: fuzz_NAME reads tests/fuzz/corpus/NAME. A failure leaves the input in the file that is named. */

/* system */
#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "tests/fuzz/fuzz.h"

enum { SEED_MAX = 1024 * 1024, CHANGED = 3000 };

struct seeds {
    struct buf *all;
    size_t count, cap;
};

static uint64_t state = 88172645463325252ull;
static struct buf input;
static char failed[256];

static uint64_t next_random(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static void on_death(int signal)
{
    FILE *to = fopen(failed, "w");
    if (to) {
        fwrite(buf_str(&input), 1, input.len, to);
        fclose(to);
    }
    fprintf(stderr, "signal %d; the input is in %s\n", signal, failed);
    _exit(1);
}

/* In the order of their names, so that a run is like the one before. */
static void seeds_load(struct seeds *s, const char *directory)
{
    struct dirent **names;
    struct err err = {0};
    int count = scandir(directory, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        own_str char *path = xasprintf("%s/%s", directory, names[i]->d_name);
        struct buf seed = {0};
        if (names[i]->d_name[0] != '.' && buf_read_file(&seed, path, SEED_MAX, &err) == 0) {
            ARRAY_GROW(s->all, s->count, s->cap);
            s->all[s->count++] = seed;
        }
        free(names[i]);
    }
    if (count >= 0)
        free(names);
}

static void bytes_change(struct buf *b)
{
    static const char often[] = "\"\\{}[]:,0123456789-+.eE\n\r\t \x1e\x1f\xff\x80/#*";
    size_t at = next_random() % b->len;
    switch (next_random() % 5) {
    case 0:
        b->data[at] = (char)next_random();
        break;
    case 1:
        b->data[at] = often[next_random() % (sizeof often - 1)];
        break;
    case 2: /* cut */
        b->len = at;
        break;
    case 3: /* take something out */
        memmove(b->data + at, b->data + at + 1, b->len - at - 1);
        b->len--;
        break;
    default: { /* say something twice */
        own_buf again = {0};
        buf_add(&again, b->data + at, 1 + next_random() % (b->len - at));
        buf_add(b, again.data, again.len);
        break;
    }
    }
}

static void run_changed(const struct seeds *s)
{
    const struct buf *seed = &s->all[next_random() % s->count];
    buf_clear(&input);
    buf_add(&input, seed->data, seed->len);
    for (uint64_t n = 1 + next_random() % 8; n && input.len; n--)
        bytes_change(&input);
    LLVMFuzzerTestOneInput((const uint8_t *)buf_str(&input), input.len);
}

__attribute__((weak)) int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

int main(int argc, char **argv)
{
    struct seeds s = {0};
    const char *name = strstr(argv[0], "fuzz_");
    if (!name)
        return 100;
    own_str char *corpus = xasprintf("tests/fuzz/corpus/%s", name + strlen("fuzz_"));
    snprintf(failed, sizeof failed, "%s.failed", argv[0]);
    seeds_load(&s, argc > 1 ? argv[1] : corpus);
    if (!s.count) {
        fprintf(stderr, "no seeds in '%s': write some\n", corpus);
        return 100;
    }
    signal(SIGABRT, on_death);
    signal(SIGSEGV, on_death);
    LLVMFuzzerInitialize(&argc, &argv);
    for (size_t i = 0; i < s.count; i++) {
        buf_clear(&input);
        buf_add(&input, s.all[i].data, s.all[i].len);
        LLVMFuzzerTestOneInput((const uint8_t *)buf_str(&input), input.len);
    }
    for (size_t i = 0; i < CHANGED; i++)
        run_changed(&s);
    printf("%s: %zu seeds and %d changed ones held\n", name, s.count, (int)CHANGED);
    for (size_t i = 0; i < s.count; i++)
        buf_release(&s.all[i]);
    free(s.all);
    buf_release(&input);
    return 0;
}
