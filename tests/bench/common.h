/* What the benches' programs share: a clock, percentiles, and the event that all of them store. */
#ifndef BENCH_COMMON_H
#define BENCH_COMMON_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/buf.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

static inline double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static inline int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Prints p50 and p99. */
static inline void percentiles(double *took, size_t count)
{
    qsort(took, count, sizeof *took, by_value);
    printf("%.0f %.0f\n", took[count / 2], took[count * 99 / 100]);
}

/* One line with its newline, of `size` bytes without it (as far as it can be), shaped like a pod's object.put: members of
 * text, numbers, booleans, nested some levels, and a longer text to fill up. */
static inline void bench_line(struct buf *to, const char *source, const char *type, uint64_t number, size_t size)
{
    static const char fill[] = "registry.example.com/shop/web:1.27.3@sha256:4f2a9c0d17b8e6/";
    own_buf data = {0};
    unsigned pod = (unsigned)(number % 900);
    size_t head = strlen(source) + strlen(type) + 160;
    struct event_head e = {.number = number, .source = source, .type = type, .time = {1767607200000000}};
    own_str char *subject = xasprintf("blue/default/pod/web-%u", pod);
    e.subject = subject;
    buf_addf(
        &data,
        "{\"cluster\":\"blue\",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"name\":\"web-%u\",\"namespace\":\"default\",\"uid\":\"pod-%u\","
        "\"generation\":%u},\"spec\":{\"nodeName\":\"node-%u\",\"containers\":[{\"name\":\"web\",\"ports\":[{\"name\":\"http\","
        "\"containerPort\":8080,"
        "\"protocol\":\"TCP\"}]}]},\"status\":{\"podIP\":\"10.1.%u.%u\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\"},"
        "{\"type\":\"ContainersReady\",\"status\":\"True\"}],\"restarts\":%u,\"hostNetwork\":false,\"note\":\"",
        pod, pod, pod % 7, pod % 45, pod / 250, pod % 250, number % 2 ? "True" : "False", pod % 3);
    while (data.len + head < size)
        buf_add(&data, fill, size - data.len - head < sizeof fill - 1 ? size - data.len - head : sizeof fill - 1);
    buf_add_str(&data, "\"}}}");
    e.data = data.data;
    event_encode(to, &e);
}

#endif
