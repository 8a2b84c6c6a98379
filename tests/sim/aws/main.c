/* sim-aws: a simulated ELBv2, EC2 and STS, for tests and the demo. See tests/sim/README.md. */
#include <argp.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"
#include "tests/sim/common/options.h"

enum key {
    KEY_ACCESS = 256,
    KEY_SECRET,
    KEY_SESSION,
    KEY_UNSIGNED,
    KEY_REGION,
    KEY_ACCOUNT,
    KEY_VPC,
    KEY_VPC_CIDR,
    KEY_PROVISION,
    KEY_HEALTHY,
    KEY_DRAIN,
    KEY_PAGE,
    KEY_SKEW,
    KEY_BUCKETS,
    KEY_MORE,
    KEY_SEED,
    KEY_PLANE,
    KEY_WINDOW,
    KEY_SCALE,
};

static const struct argp_option options[] = {
    {"access-key", KEY_ACCESS, "ID", 0, "the access key of --account (default: AKIDSIM)", 0},
    {"secret-key", KEY_SECRET, "KEY", 0, "its secret (default: secret)", 0},
    {"key", KEY_MORE, "ID:SECRET:ACCOUNT", 0, "another access key, of another account; may be given again", 0},
    {"session-token", KEY_SESSION, "TOKEN", 0, "requests must carry this session token", 0},
    {"unsigned", KEY_UNSIGNED, NULL, 0, "do not look at signatures", 0},
    {"region", KEY_REGION, "NAME", 0, "the Region (default: us-west-2)", 0},
    {"account", KEY_ACCOUNT, "ID", 0, "the account (default: 123456789012)", 0},
    {"vpc", KEY_VPC, "ID", 0, "the VPC's id (default: vpc-0123456789abcdef0)", 0},
    {"vpc-cidr", KEY_VPC_CIDR, "CIDR", 0, "its range (default: 10.0.0.0/16)", 0},
    {"provision-ms", KEY_PROVISION, "N", 0, "a load balancer is active after so long (default: 0)", 0},
    {"healthy-ms", KEY_HEALTHY, "N", 0, "a target in use is healthy after so long (default: 0)", 0},
    {"drain-ms", KEY_DRAIN, "N", 0, "a deregistered target is gone after so long (default: 0)", 0},
    {"rule-window-ms", KEY_WINDOW, "N", 0,
     "edits of rules and listeners take effect so long after the first (default: 10000 by the scale with a scale or data plane, else 0)",
     0},
    {"time-scale", KEY_SCALE, "N", 0,
     "AWS's own times for all that, N times faster: 120 s to be active, the group's interval to be healthy and its delay to drain", 0},
    {"data-plane", KEY_PLANE, "FOLDER", 0, "serve HTTP and HTTPS by the rules on loopback addresses, with nginx; its files go there", 0},
    {"page-size", KEY_PAGE, "N", 0, "no page of a Describe holds more (default: 400)", 0},
    {"skew-s", KEY_SKEW, "N", 0, "AWS's clock is so many seconds ahead", 0},
    {"buckets", KEY_BUCKETS, NULL, 0, "throttle by the token buckets that AWS documents", 0},
    {"seed", KEY_SEED, "N", 0, "for faults that meet a share of the calls: the same seed, the same faults (default: 0)", 0},
    {0}};

struct arguments {
    struct sim_options common;
    struct aws *aws;
    const char *plane_dir;
    struct sim_server_options server;
    struct err err;
};

static error_t set_text(struct arguments *a, int key, const char *arg)
{
    struct settings *s = &a->aws->set;
    const struct {
        int key;
        const char **to;
    } texts[] = {
        {KEY_ACCESS, &s->access_key}, {KEY_SECRET, &s->secret_key}, {KEY_SESSION, &s->session_token}, {KEY_REGION, &s->region},
        {KEY_ACCOUNT, &s->account},   {KEY_VPC, &s->vpc},           {KEY_VPC_CIDR, &s->vpc_cidr},     {KEY_PLANE, &a->plane_dir},
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        if (texts[i].key == key) {
            *texts[i].to = arg;
            return 0;
        }
    }
    return ARGP_ERR_UNKNOWN;
}

static error_t set_number(struct settings *s, int key, const char *arg)
{
    const struct {
        int key;
        int64_t *to;
    } numbers[] = {{KEY_PROVISION, &s->provision_ms},
                   {KEY_HEALTHY, &s->healthy_ms},
                   {KEY_DRAIN, &s->drain_ms},
                   {KEY_WINDOW, &s->rule_window_ms},
                   {KEY_SEED, &s->seed},
                   {KEY_PAGE, &s->page_size},
                   {KEY_SKEW, &s->skew_s}};
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        if (numbers[i].key == key) {
            *numbers[i].to = strtoll(arg, NULL, 10);
            return 0;
        }
    }
    return ARGP_ERR_UNKNOWN;
}

static error_t add_key(struct arguments *a, const char *arg)
{
    char id[64], secret[128], account[16];
    if (sscanf(arg, "%63[^:]:%127[^:]:%15[0-9]", id, secret, account) != 3) {
        err_set(&a->err, ERR_CONFIG, "'--key %s' must be ID:SECRET:ACCOUNT", arg);
        return EINVAL;
    }
    own_str char *value = xasprintf("%s:%s", account, secret);
    a->aws->set.more_keys = a->aws->set.more_keys ? a->aws->set.more_keys : node_new("", NULL);
    node_set(a->aws->set.more_keys, id, value);
    return 0;
}

static error_t set_rest(struct arguments *a, int key, const char *arg)
{
    switch (key) {
    case KEY_SCALE:
        a->aws->set.time_scale = strtod(arg, NULL);
        if (a->aws->set.time_scale > 0)
            return 0;
        err_set(&a->err, ERR_CONFIG, "'--time-scale %s' must be a number above 0", arg);
        return EINVAL;
    case KEY_UNSIGNED:
        a->aws->set.unsigned_too = true;
        return 0;
    case KEY_MORE:
        return add_key(a, arg);
    case KEY_BUCKETS:
        a->aws->set.buckets = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t set_option(int key, char *arg, struct argp_state *state)
{
    struct arguments *a = state->input;
    if (key == ARGP_KEY_INIT)
        state->child_inputs[0] = &a->common;
    error_t e = set_text(a, key, arg);
    if (e == ARGP_ERR_UNKNOWN)
        e = set_number(&a->aws->set, key, arg);
    if (e == ARGP_ERR_UNKNOWN)
        e = set_rest(a, key, arg);
    if (e == EINVAL)
        argp_failure(state, EXIT_ACT, 0, "%s", a->err.text);
    return e;
}

/* What was not asked for: AWS's own times where a scale is given, else none; the window of edits also with a data plane. */
static void times_default(struct settings *s, bool plane)
{
    bool scaled = s->time_scale > 0;
    s->time_scale = scaled ? s->time_scale : 1;
    if (s->rule_window_ms < 0)
        s->rule_window_ms = scaled || plane ? (int64_t)(10000 / s->time_scale) : 0;
    if (s->provision_ms < 0)
        s->provision_ms = scaled ? (int64_t)(120000 / s->time_scale) : 0;
    if (s->healthy_ms < 0 && !scaled)
        s->healthy_ms = 0;
    if (s->drain_ms < 0 && !scaled)
        s->drain_ms = 0;
}

static int64_t tick(void *context)
{
    int64_t wait = -1;
    world_each(w, (struct aws *)context)
    {
        int64_t its = serving_settle(w);
        wait = wait < 0 || (its >= 0 && its < wait) ? its : wait;
    }
    return wait;
}

static int run(struct arguments *a)
{
    struct aws *aws = a->aws;
    aws->root = aws;
    aws->certificate_names = node_new("", NULL);
    aws->web_acls = node_new("", NULL);
    aws->clusters = node_new("", NULL);
    aws->interfaces = node_new("", NULL);
    limits_default(aws);
    vpc_default(aws);
    times_default(&aws->set, a->plane_dir != NULL);
    a->server.tick = tick;
    a->server.handler = serve;
    a->server.context = aws;
    aws->server = sim_server_open(&a->server, &a->err);
    if (aws->server && a->plane_dir)
        aws->plane = plane_open(aws, a->plane_dir, &a->err);
    bool stands = aws->server && (aws->plane || !a->plane_dir);
    if (stands)
        sim_server_run(aws->server);
    else
        log_error("%s", a->err.text);
    int code = stands ? EXIT_DONE : EXIT_ACT;
    struct plane *plane = aws->plane;
    struct sim_server *server = aws->server;
    FILE *log = aws->log;
    worlds_release(aws);
    plane_close(plane);
    sim_server_close(server);
    if (log)
        fclose(log);
    return code;
}

int main(int argc, char **argv)
{
    static const struct argp parser = {
        options,
        set_option,
        NULL,
        "A simulated AWS, for tests: all of ELBv2 and what of EC2, STS, ACM, WAFv2, Shield and EKS goes with it, in "
        "memory, signatures checked, on loopback only. POST /sim/... makes it misbehave.",
        sim_options_child,
        NULL,
        NULL};
    static struct aws aws;
    struct arguments a = {.aws = &aws};
    a.common = (struct sim_options){&a.server, &aws.log};
    aws.set = (struct settings){.access_key = "AKIDSIM",
                                .secret_key = "secret",
                                .region = "us-west-2",
                                .account = "123456789012",
                                .vpc = "vpc-0123456789abcdef0",
                                .vpc_cidr = "10.0.0.0/16",
                                .session_ms = 3600000,
                                .provision_ms = -1,
                                .healthy_ms = -1,
                                .drain_ms = -1,
                                .rule_window_ms = -1};
    argp_err_exit_status = EXIT_ACT;
    argp_parse(&parser, argc, argv, 0, NULL, &a);
    log_open("sim-aws", LOG_LEVEL_INFO);
    return run(&a);
}
