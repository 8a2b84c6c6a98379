/* bench-hub: a client of a journal, with a clock.
 *   append ENDPOINT COUNT SIZE FRAME [BYTES]  one producer as fast as it can, FRAME events an append, until BYTES (4 MiB) are on
 *                                      their way: events per second
 *   inject ENDPOINT SOURCE FILE        the lines of FILE as SOURCE, numbered from 1 on: events per second
 *   one ENDPOINT COUNT SIZE            an append of one event, the next when it is acknowledged: p50 and p99 in microseconds
 *   read ENDPOINT COUNT                reads from the start to the end: events per second; fails when they are not COUNT at least
 *   chain ENDPOINT COUNT SIZE SINK     as append with frames of 64, until the source SINK has said as many: events per second
 *   lone ENDPOINT COUNT SIZE SINK      one event, the next when the source SINK has answered it: p50 and p99 in microseconds
 *   lines COUNT SIZE                   the events of append and chain on stdout */
#include "lib/base/hub.h"
#include "lib/base/log.h"
#include "lib/base/loop.h"

#include "tests/bench/common.h"

enum { BACKLOG_MAX = 4 * 1024 * 1024 };
#define PODS "bench/pods"
#define TYPE "relay.0"

struct bench {
    struct loop *loop;
    struct hub_address at;
    struct hub *hub;  /* writes */
    struct hub *sink; /* reads, or NULL */
    const char *source, *sink_source;
    const char *file; /* of the lines; NULL: they are made */
    size_t backlog_max;
    size_t count, size, frame;
    bool lone;
    uint64_t first; /* number of the first event */
    struct buf lines;
    size_t *ends; /* of each line */
    size_t sent, stored, seen;
    double start, sent_us, *took;
};

static void must(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "bench-hub: %s\n", what);
    exit(111);
}

static void on_refused(void *context, const struct err *err)
{
    (void)context;
    must(false, err->text);
}

static void load(struct bench *b)
{
    struct err err = {0};
    size_t cap = 0;
    must(buf_read_file(&b->lines, b->file, SIZE_MAX, &err) == 0, err.text);
    for (const char *at = b->lines.data, *end; (end = strchr(at, '\n')); at = end + 1) {
        ARRAY_GROW(b->ends, b->count, cap);
        b->ends[b->count++] = (size_t)(end + 1 - b->lines.data);
    }
}

static void prepare(struct bench *b)
{
    if (b->file) {
        load(b);
        return;
    }
    b->ends = xcalloc(b->count, sizeof *b->ends);
    for (size_t i = 0; i < b->count; i++) {
        bench_line(&b->lines, b->source, TYPE, b->first + i, b->size);
        b->ends[i] = b->lines.len;
    }
}

static void send_frame(struct bench *b)
{
    size_t n = b->count - b->sent < b->frame ? b->count - b->sent : b->frame;
    size_t from = b->sent ? b->ends[b->sent - 1] : 0;
    b->sent_us = now_us();
    hub_append(b->hub, b->lines.data + from, b->ends[b->sent + n - 1] - from, n, 0);
    b->sent += n;
}

static void pump(struct bench *b)
{
    while (b->sent < b->count && (b->lone ? b->sent == b->seen : hub_backlog(b->hub) < b->backlog_max))
        send_frame(b);
}

static void progress(struct bench *b, size_t now)
{
    if (b->lone && now > b->seen)
        b->took[b->seen] = now_us() - b->sent_us;
    b->seen = now;
    if (b->seen >= b->count)
        loop_stop(b->loop, 0);
    else if (b->lone)
        pump(b);
}

static void on_stored(void *context, uint64_t first, uint64_t last)
{
    struct bench *b = context;
    b->stored += last - first + 1;
    if (!b->sink_source)
        progress(b, b->stored);
    if (!b->lone)
        pump(b);
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct bench *b = context;
    b->first = w->last_number + 1;
    prepare(b);
    b->start = now_us();
    pump(b);
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct bench *b = context;
    (void)sequence;
    if (!b->hub || memmem(line, len < 300 ? len : 300, "\"relay.", 7))
        progress(b, b->seen + 1);
}

static void on_sink_caught_up(void *context, uint64_t sequence)
{
    static const struct hub_handlers writer = {.welcome = on_welcome, .stored = on_stored, .refused = on_refused};
    struct bench *b = context;
    struct err err = {0};
    (void)sequence;
    if (b->sink_source && !b->hub)
        b->hub = hub_open(b->loop, &b->at, b->source, &writer, b, &err);
    else if (!b->sink_source)
        loop_stop(b->loop, 0);
}

static void on_sink_welcome(void *context, const struct hub_welcome *w)
{
    struct bench *b = context;
    const char *sources[] = {b->sink_source, NULL};
    b->start = now_us();
    uint64_t from = b->sink_source ? w->head + 1 : 1;
    hub_read(b->sink, &(struct hub_reading){.sources = b->sink_source ? sources : NULL, .from = from, .follow = b->sink_source});
}

static int finish(struct bench *b)
{
    must(b->seen >= b->count, "not all came");
    if (b->took)
        percentiles(b->took, b->count);
    else
        printf("%.0f\n", (double)b->seen * 1e6 / (now_us() - b->start));
    hub_close(b->hub);
    hub_close(b->sink);
    loop_free(b->loop);
    buf_release(&b->lines);
    free(b->ends);
    free(b->took);
    return 0;
}

static int run_client(struct bench *b, const char *endpoint)
{
    static const struct hub_handlers writer = {.welcome = on_welcome, .stored = on_stored, .refused = on_refused};
    static const struct hub_handlers reader = {
        .welcome = on_sink_welcome, .event = on_event, .caught_up = on_sink_caught_up, .refused = on_refused};
    struct err err = {0};
    b->loop = loop_new();
    if (b->lone)
        b->took = xcalloc(b->count, sizeof *b->took);
    b->at.endpoint = endpoint;
    if (b->sink_source || (!b->size && !b->file))
        b->sink = hub_open(b->loop, &b->at, NULL, &reader, b, &err);
    else
        b->hub = hub_open(b->loop, &b->at, b->source, &writer, b, &err);
    must(b->sink || b->hub, err.text);
    loop_run(b->loop);
    return finish(b);
}

static int run_lines(size_t count, size_t size)
{
    own_buf line = {0};
    for (uint64_t i = 1; i <= count; i++) {
        buf_clear(&line);
        bench_line(&line, PODS, TYPE, i, size);
        fwrite(line.data, 1, line.len, stdout);
    }
    return 0;
}

static size_t number(char **argv, int argc, int at)
{
    return argc > at ? strtoul(argv[at], NULL, 10) : 0;
}

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";
    struct bench b = {
        .count = number(argv, argc, 3), .size = number(argv, argc, 4), .frame = 64, .source = PODS, .backlog_max = BACKLOG_MAX};
    log_open("bench-hub", LOG_LEVEL_WARN);
    if (str_equal(what, "lines"))
        return run_lines(number(argv, argc, 2), number(argv, argc, 3));
    b.lone = str_equal(what, "one") || str_equal(what, "lone");
    if (b.lone)
        b.frame = 1;
    if (str_equal(what, "append"))
        b.frame = number(argv, argc, 5);
    if (argc > 6)
        b.backlog_max = number(argv, argc, 6);
    if (str_equal(what, "inject")) {
        b.source = argv[3];
        b.file = argc > 4 ? argv[4] : "";
        b.count = b.size = 0;
    }
    if (str_equal(what, "chain") || str_equal(what, "lone"))
        b.sink_source = argc > 5 ? argv[5] : "";
    return run_client(&b, argc > 2 ? argv[2] : "");
}
