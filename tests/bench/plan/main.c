/* bench-plan BALANCERS: plan-rules in one process without a journal, over BALANCERS load balancers of 10 Ingresses with 10
 * rules each and 50 endpoints behind every Ingress's Service. Prints "NAME VALUE UNIT" lines:
 *   first      decode and fold everything, and the first plan          ms, and us an event
 *   endpoint   one endpoint comes: from the event's line to its batch  us, p50 and p99
 *   rule       one Ingress's path changes: the same
 *   memory     resident, behind all of that                            KB */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/stage.h"

#include "plan-rules/memo.h"
#include "plan-rules/plan.h"
#include "tests/bench/common.h"
#include "tests/unit/diff_model.h"
#include "tests/unit/plan_said.h"

enum { INGRESSES = 10, RULES = 10, ENDPOINTS = 50, CHANGES = 400 };

/* ---- a stage that gathers; what it said is folded and carried out between the measurements ---- */

struct bench {
    struct stage stage;
    struct model model;
    struct memo memo;
};

static void react(struct bench *s)
{
    s->stage.horizon = s->model.number;
    plan_react(&s->model.world, &s->memo, &s->stage);
}

/* Who is registered is healthy at once. */
static void make_healthy(struct bench *s, const struct batch *b)
{
    for (size_t i = 0; str_starts(b->unit, "targets/") && i < b->calls_count; i++) {
        own_json *p = json_parse(b->calls[i].parameters, strlen(b->calls[i].parameters), NULL);
        json_each (t, json_get(p, "Targets")) {
            own_str char *target = xasprintf("%s:8080", json_str_or(json_get(t, "Id"), ""));
            model_health(&s->model, b->unit + strlen("targets/"), target, "healthy");
        }
    }
}

static void carry_out(struct bench *s, const struct said *said)
{
    struct batch b = {0};
    own_json *data = json_parse(said->data, strlen(said->data), NULL);
    batch_decode(&b, data, NULL);
    own_str char *reference = xstrdup(unit_find(s->model.world.units, said->subject)->batch);
    model_apply(&s->model, &b);
    make_healthy(s, &b);
    own_str char *result = xasprintf("{\"batch\":\"%s\",\"unit\":\"%s\",\"outcome\":\"done\"}", reference, b.unit);
    model_say(&s->model, "apply-aws", "batch.done", b.unit, result);
    batch_release(&b);
}

/* Gives how many batches there were. */
static size_t settle_once(struct bench *s)
{
    struct said *said = s->stage.items;
    size_t count = s->stage.count, batches = 0;
    s->stage.items = NULL;
    s->stage.count = s->stage.cap = 0;
    for (size_t i = 0; i < count; i++) {
        model_say(&s->model, "plan-rules", said[i].type, said[i].subject, said[i].data);
        if (strcmp(said[i].type, "plan.batch") == 0) {
            carry_out(s, &said[i]);
            batches++;
        }
        free(said[i].type);
        free(said[i].subject);
        free(said[i].data);
    }
    free(said);
    return batches + count;
}

static void until_quiet(struct bench *s)
{
    do
        react(s);
    while (settle_once(s));
}

/* ---- lines ---- */

static void add_line(struct bench *s, struct buf *to, const char *type, const char *subject, const char *data)
{
    struct event_head head = {.number = ++s->model.number, .source = "build-podinfo", .type = type, .subject = subject, .data = data};
    head.time.us = (1700000000 + ++s->model.second) * 1000000;
    event_encode(to, &head);
}

static void fold_line(struct bench *s, const char *line, size_t len)
{
    struct event e = {0};
    struct err err = {0};
    if (event_decode(&e, line, len, &err) || world_fold(&s->model.world, &e, &err)) {
        fprintf(stderr, "bench-plan: %s\n", err.text);
        exit(1);
    }
    event_release(&e);
}

static void endpoint_line(struct bench *s, struct buf *to, int service, int pod)
{
    own_str char *subject = xasprintf("blue/a/s%d:80/10.%d.%d.%d:8080", service, service / 250, service % 250, pod);
    own_str char *data = xasprintf("{\"cluster\":\"blue\",\"namespace\":\"a\",\"service\":\"s%d\",\"portName\":\"http\",\"port\":80,"
                                   "\"address\":\"10.%d.%d.%d\",\"family\":\"ipv4\",\"targetPort\":8080,\"ready\":true,\"serving\":true,"
                                   "\"terminating\":false,\"pod\":\"s%d-%d\",\"node\":\"n1\",\"uid\":\"8f1e-%d-%d\"}",
                                   service, service / 250, service % 250, pod, service, pod, service, pod);
    add_line(s, to, "podinfo.put", subject, data);
}

static void service_line(struct bench *s, struct buf *to, int service)
{
    own_str char *subject = xasprintf("blue/a/service/s%d", service);
    own_str char *data =
        xasprintf("{\"cluster\":\"blue\",\"namespace\":\"a\",\"name\":\"s%d\",\"uid\":\"u%d\",\"type\":\"ClusterIP\",\"ports\":"
                  "[{\"name\":\"http\",\"protocol\":\"TCP\",\"port\":80,\"targetPort\":\"8080\"}]}",
                  service, service);
    add_line(s, to, "service.put", subject, data);
}

static void ingress_line(struct bench *s, struct buf *to, int service, int version)
{
    own_buf paths = {0};
    own_str char *subject = xasprintf("blue/a/ingress/i%d", service);
    for (int i = 0; i < RULES; i++)
        buf_addf(&paths, "%s{\"pathType\":\"Exact\",\"path\":\"/p%d/v%d\",\"backend\":{\"service\":\"s%d\",\"port\":\"80\"}}", i ? "," : "",
                 i, i == 5 ? version : 0, service);
    own_str char *data =
        xasprintf("{\"cluster\":\"blue\",\"namespace\":\"a\",\"name\":\"i%d\",\"uid\":\"i\",\"className\":\"alb\",\"annotations\":{"
                  "\"alb.ingress.kubernetes.io/group.name\":\"g%d\",\"alb.ingress.kubernetes.io/target-type\":\"ip\"},\"rules\":["
                  "{\"host\":\"h%d.example.com\",\"http\":true,\"paths\":[%s]}],\"hasDefault\":false}",
                  service, service / INGRESSES, service, buf_str(&paths));
    add_line(s, to, "ingress.put", subject, data);
}

static void aws_line(struct bench *s, const char *subject, const char *data)
{
    model_say(&s->model, "apply-aws", "aws.observed", subject, data);
}

static void open_world(struct bench *s)
{
    model_open(&s->model, "{\"budget\":\"off\"}"); /* the whole of it is planned at once */
    s->model.unchecked = true;
    aws_line(s, "elasticloadbalancing/accountlimits/r",
             "{\"service\":\"elasticloadbalancing\",\"resource\":\"AccountLimits\",\"value\":{\"Limits\":[{\"Name\":"
             "\"application-load-balancers\",\"Max\":\"500\"},{\"Name\":\"targets-per-application-load-balancer\",\"Max\":\"3000\"}]}}");
    static const char *const zones[] = {"a", "b"};
    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        own_str char *subject = xasprintf("ec2/subnet/subnet-%s", zones[i]);
        own_str char *data =
            xasprintf("{\"service\":\"ec2\",\"resource\":\"Subnet\",\"value\":{\"SubnetId\":\"subnet-%s\",\"VpcId\":\"vpc-1\","
                      "\"AvailabilityZone\":\"z-%s\",\"AvailableIpAddressCount\":250,\"Tags\":[{\"Key\":"
                      "\"kubernetes.io/role/internal-elb\",\"Value\":\"1\"}]}}",
                      zones[i], zones[i]);
        aws_line(s, subject, data);
    }
    aws_line(s, "ec2/instance/i-1",
             "{\"service\":\"ec2\",\"resource\":\"Instance\",\"id\":\"i-1\",\"value\":{\"InstanceId\":\"i-1\",\"NetworkInterfaces\":"
             "[{\"NetworkInterfaceId\":\"eni-1\",\"Groups\":[{\"GroupId\":\"sg-nodes\"}]}]}}");
    aws_line(s, "ec2/securitygroup/sg-nodes",
             "{\"service\":\"ec2\",\"resource\":\"SecurityGroup\",\"id\":\"sg-nodes\",\"value\":{\"GroupId\":\"sg-nodes\",\"VpcId\":\"vpc-"
             "1\"}}");
    model_say(&s->model, "build-podinfo", "node.put", "blue/node/n1",
              "{\"cluster\":\"blue\",\"name\":\"n1\",\"providerId\":\"aws:///z-a/i-1\",\"ready\":\"True\"}");
}

/* ---- the figures ---- */

/* One thread that waits for nothing: the processor's time is what a clock would show on a machine that does nothing else. */
static double cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void first_plan(struct bench *s, int services)
{
    own_buf lines = {0};
    size_t count = 0;
    for (int i = 0; i < services; i++) {
        service_line(s, &lines, i);
        ingress_line(s, &lines, i, 0);
        for (int k = 0; k < ENDPOINTS; k++)
            endpoint_line(s, &lines, i, k);
    }
    double start = cpu_us();
    for (const char *at = lines.data, *end; at < lines.data + lines.len; at = end + 1, count++) {
        end = memchr(at, '\n', (size_t)(lines.data + lines.len - at));
        fold_line(s, at, (size_t)(end - at));
    }
    double folded = cpu_us();
    react(s);
    settle_once(s); /* the security group that all share; then everything else is planned */
    double before = cpu_us();
    react(s);
    double took = folded - start + cpu_us() - before;
    printf("first %.0f ms\nfirst-event %.2f us\n", took / 1000, took / (double)count);
}

/* Apart, so that a profiler can tell it from what comes between. */
__attribute__((noinline)) static void measured(struct bench *s, const char *line, size_t len)
{
    fold_line(s, line, len);
    react(s);
}

static void one_change(struct bench *s, const char *line, size_t len, double *took)
{
    double start = cpu_us();
    measured(s, line, len - 1);
    *took = cpu_us() - start;
    if (!s->stage.count) {
        fprintf(stderr, "bench-plan: a change made no plan\n");
        exit(1);
    }
    until_quiet(s);
}

static void print(const char *name, double *took)
{
    qsort(took, CHANGES, sizeof *took, by_value);
    printf("%s-p50 %.0f us\n%s-p99 %.0f us\n", name, took[CHANGES / 2], name, took[CHANGES * 99 / 100]);
}

static void changes(struct bench *s, int services)
{
    double took[CHANGES];
    for (int i = 0; i < CHANGES; i++) {
        own_buf line = {0};
        endpoint_line(s, &line, i * 7 % services, ENDPOINTS + i / services + 1);
        one_change(s, line.data, line.len, &took[i]);
    }
    print("endpoint", took);
    for (int i = 0; i < CHANGES; i++) {
        own_buf line = {0};
        ingress_line(s, &line, i * 7 % services, i + 1);
        one_change(s, line.data, line.len, &took[i]);
    }
    print("rule", took);
}

static long resident_kb(void)
{
    own_buf status = {0};
    const char *at = buf_read_file(&status, "/proc/self/status", 1 << 16, NULL) ? NULL : strstr(buf_str(&status), "VmRSS:");
    return at ? strtol(at + strlen("VmRSS:"), NULL, 10) : 0;
}

int main(int argc, char **argv)
{
    struct bench *s = xcalloc(1, sizeof *s);
    int services = (argc > 1 ? atoi(argv[1]) : 100) * INGRESSES;
    open_world(s);
    first_plan(s, services);
    until_quiet(s);
    changes(s, services);
    printf("memory %ld KB\n", resident_kb());
    memo_forget(&s->memo);
    model_close(&s->model);
    free(s);
    return 0;
}
