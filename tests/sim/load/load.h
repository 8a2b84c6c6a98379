/* A steady stream of requests to one address: each is sent when it is due, whatever became of those before. */
#ifndef SIM_LOAD_H
#define SIM_LOAD_H

#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>

struct loop;
struct loop_timer;

enum { WORD = 64, MOST_CLUSTERS = 16, MOST_TOLD = 20 };

struct tally {
    char cluster[WORD];
    long long answered;
};

struct load {
    struct loop *loop;
    struct loop_timer *timer;
    struct sockaddr_in to;
    char **routes; /* HOST/PATH, asked in turn */
    int route_count;
    int64_t rate, began_ms, until_ms; /* until_ms: 0, until it is told to end */
    int64_t patience_ms;
    int stopping;
    long long sent, under_way, errors;
    struct tally tallies[MOST_CLUSTERS];
    char *told[MOST_TOLD]; /* the first errors, a sentence each */
    FILE *log;
};

/* What became of a request. */
struct outcome {
    int64_t sent_us, took_ms;
    int status; /* 0: no answer */
    const char *route, *error;
    char cluster[WORD], pod[WORD];
};

/* Sends one request; load_heard is called when its answer is whole or will not come. */
void request_send(struct load *l, const char *route);
void load_heard(struct load *l, const struct outcome *o);

#endif
