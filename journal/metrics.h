/* Figures for Prometheus over HTTP, on loopback only: /metrics. The only place that includes microhttpd.h. */
#ifndef JOURNAL_METRICS_H
#define JOURNAL_METRICS_H

#include <stdint.h>

struct behind;
struct err;
struct metrics;
struct server;

/* Borrows the server, with its loop and store, and who reads behind it what passes. Port 0: any; it is in the log. ERR_CONFIG: the port is
 * in use. */
struct metrics *metrics_new(struct server *v, const struct behind *b, uint16_t port, struct err *err);
void metrics_free(struct metrics *m);

#endif
