/* sim-load: steady requests through a load balancer, each counted: who answered, or what went wrong and when.
 * A line for each in --log, tab-separated: time (s), took (ms), status, cluster, pod, route, error.
 * At the end, or on SIGTERM when what is under way has ended, a summary; exits 1 where there were errors. */
#include <argp.h>
#include <arpa/inet.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* base */
#include "lib/base/loop.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/load/load.h"

enum { TICK_MS = 5 };

static const struct argp_option options[] = {
    {"rate", 'r', "N", 0, "requests a second (default: 200)", 0},
    {"seconds", 's', "N", 0, "for so long (default: until SIGTERM)", 0},
    {"patience-ms", 'p', "N", 0, "a request without an answer for so long is an error (default: 5000)", 0},
    {"log", 'l', "FILE", 0, "append a line for each request", 0},
    {0}};

static void set_address(struct load *l, const char *arg, struct argp_state *state)
{
    char ip[32];
    unsigned port = 0;
    l->to = (struct sockaddr_in){.sin_family = AF_INET};
    if (sscanf(arg, "%31[0-9.]:%u", ip, &port) != 2 || inet_pton(AF_INET, ip, &l->to.sin_addr) != 1)
        argp_error(state, "'%s' must be ADDRESS:PORT", arg);
    l->to.sin_port = htons((uint16_t)port);
}

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct load *l = state->input;
    switch (key) {
    case 'r':
        l->rate = strtoll(arg, NULL, 10);
        return 0;
    case 's':
        l->until_ms = strtoll(arg, NULL, 10) * 1000;
        return 0;
    case 'p':
        l->patience_ms = strtoll(arg, NULL, 10);
        return 0;
    case 'l':
        l->log = fopen(arg, "a");
        if (!l->log)
            argp_error(state, "cannot open '%s'", arg);
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0)
            return ARGP_ERR_UNKNOWN;
        set_address(l, arg, state);
        return 0;
    case ARGP_KEY_ARGS:
        l->routes = state->argv + state->next;
        l->route_count = state->argc - state->next;
        return 0;
    case ARGP_KEY_END:
        if (l->route_count == 0 || l->rate < 1)
            argp_usage(state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- what is heard ---- */

static void count_answer(struct load *l, const char *cluster)
{
    size_t i = 0;
    while (i < MOST_CLUSTERS - 1 && l->tallies[i].answered && strcmp(l->tallies[i].cluster, cluster) != 0)
        i++;
    memcpy(l->tallies[i].cluster, cluster, WORD);
    l->tallies[i].answered++;
}

static void count_error(struct load *l, const struct outcome *o)
{
    char text[MOMENT_TEXT];
    if (l->errors < MOST_TOLD)
        l->told[l->errors] = xasprintf("%s %s: %d %s, after %lld ms", moment_format((struct moment){o->sent_us}, text), o->route, o->status,
                                       o->error, (long long)o->took_ms);
    l->errors++;
}

void load_heard(struct load *l, const struct outcome *o)
{
    l->under_way--;
    if (o->error)
        count_error(l, o);
    else
        count_answer(l, o->cluster);
    if (l->log)
        fprintf(l->log, "%lld.%06lld\t%lld\t%d\t%s\t%s\t%s\t%s\n", (long long)o->sent_us / 1000000, (long long)o->sent_us % 1000000,
                (long long)o->took_ms, o->status, o->cluster, o->pod, o->route, o->error ? o->error : "");
    if (l->stopping && l->under_way == 0)
        loop_stop(l->loop, 0);
}

static int summary(const struct load *l)
{
    printf("sent %lld", l->sent);
    for (size_t i = 0; i < MOST_CLUSTERS && l->tallies[i].answered; i++)
        printf(", answered by %s %lld", l->tallies[i].cluster, l->tallies[i].answered);
    printf(", errors %lld\n", l->errors);
    for (long long i = 0; i < l->errors && i < MOST_TOLD; i++)
        printf("%s\n", l->told[i]);
    return l->errors > 0;
}

/* ---- when it is sent ---- */

static void stop(struct load *l)
{
    l->stopping = 1;
    loop_timer_in(l->timer, -1);
    if (l->under_way == 0)
        loop_stop(l->loop, 0);
}

static void tick(void *context)
{
    struct load *l = context;
    int64_t past = mono_ms() - l->began_ms;
    if (l->until_ms && past > l->until_ms)
        past = l->until_ms;
    while (l->sent < past * l->rate / 1000)
        request_send(l, l->routes[l->sent % l->route_count]);
    if (l->log)
        fflush(l->log);
    if (l->until_ms && past == l->until_ms)
        stop(l);
    else
        loop_timer_in(l->timer, TICK_MS);
}

static void told_to_end(void *context, int sig)
{
    (void)sig;
    stop(context);
}

int main(int argc, char **argv)
{
    static const int ends[] = {SIGTERM, SIGINT};
    static const struct argp parser = {.options = options, .parser = option, .args_doc = "ADDRESS:PORT HOST/PATH..."};
    struct load l = {.rate = 200, .patience_ms = 5000};
    argp_parse(&parser, argc, argv, 0, NULL, &l);
    l.loop = loop_new();
    l.timer = loop_timer_add(l.loop, tick, &l);
    loop_signals(l.loop, ends, 2, told_to_end, &l);
    l.began_ms = mono_ms();
    loop_timer_in(l.timer, 0);
    loop_run(l.loop);
    loop_timer_remove(l.timer);
    loop_free(l.loop);
    if (l.log)
        fclose(l.log);
    int bad = summary(&l);
    for (size_t i = 0; i < MOST_TOLD; i++)
        free(l.told[i]);
    return bad;
}
