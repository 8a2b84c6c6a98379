/* yardstick: what the machine itself can do, for the benchmarks to be compared with.
 *   sync FILE COUNT HOPS   COUNT times HOPS writes of 1 KB, each with fdatasync; prints p50 and p99 in microseconds
 *   json                   parses and prints each line of stdin; prints lines per second */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double one_round(int fd, int hops)
{
    static const char block[1024];
    double start = now_us();
    for (int i = 0; i < hops; i++)
        if (write(fd, block, sizeof block) != (ssize_t)sizeof block || fdatasync(fd) < 0)
            abort();
    return now_us() - start;
}

static int run_sync(const char *path, int count, int hops)
{
    int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0 || count < 1)
        return 100;
    double *took = xcalloc((size_t)count, sizeof *took);
    for (int i = 0; i < count; i++)
        took[i] = one_round(fd, hops);
    qsort(took, (size_t)count, sizeof *took, by_value);
    printf("%.0f %.0f\n", took[count / 2], took[count * 99 / 100]);
    free(took);
    close(fd);
    return unlink(path) < 0;
}

static int run_json(void)
{
    char *line = NULL;
    size_t cap = 0, lines = 0;
    ssize_t len;
    double start = now_us();
    for (; (len = getline(&line, &cap, stdin)) > 0; lines++) {
        own_json *tree = json_parse(line, (size_t)len, NULL);
        own_str char *text = json_text(tree);
        if (!text)
            return 100;
    }
    printf("%.0f\n", (double)lines * 1e6 / (now_us() - start));
    free(line);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 5 && str_equal(argv[1], "sync"))
        return run_sync(argv[2], atoi(argv[3]), atoi(argv[4]));
    if (argc == 2 && str_equal(argv[1], "json"))
        return run_json();
    fputs("usage: yardstick sync FILE COUNT HOPS | yardstick json\n", stderr);
    return 100;
}
