/* Health checks as an Application Load Balancer makes them: the first good answer makes a new target healthy, afterwards
 * the group's thresholds count. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/http.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

struct probe {
    struct plane *plane;
    struct resource *group;
    char *id;
    int64_t port;
    struct loop_timer *timer;
    struct http_request *asking;
    const char *state;
    int64_t good, bad; /* in a row */
    char reason[40];
};

const char *probe_state(const struct probe *p)
{
    return p->state;
}

const char *probe_reason(const struct probe *p)
{
    return p->reason[0] ? p->reason : NULL;
}

static int64_t scaled(const struct probe *p, const char *member, int64_t fallback_s)
{
    double ms = (double)node_int_or(p->group->fields, member, fallback_s) * 1000 / p->plane->aws->set.time_scale;
    return ms < 20 ? 20 : (int64_t)ms;
}

/* "200", "200,302" or "200-399". */
static bool code_matches(const char *matcher, int status)
{
    for (const char *at = matcher; *at;) {
        char *end = NULL;
        long from = strtol(at, &end, 10), to = from;
        if (*end == '-')
            to = strtol(end + 1, &end, 10);
        if (status >= from && status <= to)
            return true;
        at = *end == ',' ? end + 1 : "";
    }
    return false;
}

static void become(struct probe *p, const char *state)
{
    if (strcmp(p->state, state) != 0)
        plane_touch(p->plane);
    p->state = state;
}

static void count(struct probe *p, bool good, const char *reason)
{
    const struct node *f = p->group->fields;
    p->good = good ? p->good + 1 : 0;
    p->bad = good ? 0 : p->bad + 1;
    bool fresh = strcmp(p->state, "initial") == 0;
    if (good && (fresh || p->good >= node_int_or(f, "HealthyThresholdCount", 5)))
        become(p, "healthy");
    if (!good && p->bad >= node_int_or(f, "UnhealthyThresholdCount", 2))
        become(p, "unhealthy");
    if (strcmp(p->state, "unhealthy") != 0)
        p->reason[0] = '\0';
    else if (!good)
        snprintf(p->reason, sizeof p->reason, "%s", reason);
}

static void answered(void *context, const struct http_answer *a, const struct err *err)
{
    struct probe *p = context;
    const char *matcher = node_str_or(node_get(p->group->fields, "Matcher"), "HttpCode", "200");
    p->asking = NULL;
    if (a->status == 0)
        count(p, false, err && strstr(err->text, "time") ? "Target.Timeout" : "Target.FailedHealthChecks");
    else
        count(p, code_matches(matcher, a->status), "Target.ResponseCodeMismatch");
    loop_timer_in(p->timer, scaled(p, "HealthCheckIntervalSeconds", 30));
}

static void ask(void *context)
{
    static const char *const headers[] = {"User-Agent: ELB-HealthChecker/2.0", "Connection: close", NULL};
    static const struct http_handlers handlers = {.done = answered};
    struct probe *p = context;
    const struct node *f = p->group->fields;
    const char *port = node_str_or(f, "HealthCheckPort", "traffic-port");
    bool secure = str_equal(node_str(f, "HealthCheckProtocol"), "HTTPS"), six = strchr(p->id, ':') != NULL;
    own_str char *own = xasprintf("%lld", (long long)p->port);
    own_str char *url = xasprintf("%s://%s%s%s:%s%s", secure ? "https" : "http", six ? "[" : "", p->id, six ? "]" : "",
                                  strcmp(port, "traffic-port") ? port : own, node_str_or(f, "HealthCheckPath", "/"));
    struct http_trust trust = {.insecure = true, .proxy = ""};
    int64_t patience = scaled(p, "HealthCheckTimeoutSeconds", 5);
    struct http_call call = {
        .method = "GET", .url = url, .headers = headers, .trust = &trust, .connect_ms = patience, .total_ms = patience};
    struct err err = {0};
    p->asking = http_send(p->plane->http, &call, &handlers, p, &err);
    if (!p->asking) {
        count(p, false, "Target.FailedHealthChecks");
        loop_timer_in(p->timer, scaled(p, "HealthCheckIntervalSeconds", 30));
    }
}

struct probe *probe_new(struct plane *plane, struct resource *group, const char *id, int64_t port)
{
    struct probe *p = xcalloc(1, sizeof *p);
    p->plane = plane;
    p->group = group;
    p->id = xstrdup(id);
    p->port = port;
    p->state = "initial";
    p->timer = loop_timer_add(plane->loop, ask, p);
    loop_timer_in(p->timer, 0);
    return p;
}

void probe_free(struct probe *p)
{
    if (!p)
        return;
    if (p->asking)
        http_cancel(p->asking);
    loop_timer_remove(p->timer);
    free(p->id);
    free(p);
}
