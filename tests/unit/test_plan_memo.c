/* What the planner remembers changes no plan: over random histories it says, event by event, what it says with an empty memo. */
/* links: plan-rules/ tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o */
/* links: tests/unit/diff_places.o tests/unit/plan_said.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "plan-rules/memo.h"
#include "plan-rules/plan.h"
#include "tests/unit/diff_model.h"
#include "tests/unit/diff_places.h"
#include "tests/unit/plan_said.h"

#define OWN "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/own/1"

/* ---- a world with two planners ---- */

struct history {
    struct model model;
    struct memo memo;
    struct batch flying[64]; /* batches that apply-aws has not done yet */
    char *references[64];
    size_t flying_count;
    unsigned seed;
    int step;
    bool shares; /* all is served by both clusters, and what is said is mostly of pods and health */
    size_t batches, rejections, waits, lingers, answers, questions, security, fronts, front_removals, front_targets;
};

static int pick(struct history *h, int of)
{
    h->seed = h->seed * 1103515245U + 12345U;
    return (int)((h->seed >> 16) % (unsigned)of);
}

static void compare(const struct history *h, const struct stage *some, const struct stage *all)
{
    for (size_t i = 0; i < some->count && i < all->count; i++) {
        if (strcmp(some->items[i].type, all->items[i].type) != 0 || strcmp(some->items[i].subject, all->items[i].subject) != 0)
            fail_msg("step %d: %s %s, and %s %s with an empty memo", h->step, some->items[i].type, some->items[i].subject,
                     all->items[i].type, all->items[i].subject);
        assert_string_equal(some->items[i].data, all->items[i].data);
    }
    if (some->count != all->count) {
        const struct stage *more = some->count > all->count ? some : all;
        const struct said *first = &more->items[some->count < all->count ? some->count : all->count];
        fail_msg("step %d: only %s memo says %s %s %s", h->step, more == some ? "the old" : "an empty", first->type, first->subject,
                 first->data);
    }
    int64_t apart = some->wake.us - all->wake.us;
    if (apart < -2000 || apart > 2000)
        fail_msg("step %d: wakes at %lld, and at %lld with an empty memo", h->step, (long long)some->wake.us, (long long)all->wake.us);
}

static void take_batch(struct history *h, const struct said *said)
{
    own_json *data = json_parse(said->data, strlen(said->data), NULL);
    assert_true(h->flying_count < COUNT_OF(h->flying));
    h->flying[h->flying_count] = (struct batch){0};
    assert_int_equal(batch_decode(&h->flying[h->flying_count], data, NULL), 0);
    h->references[h->flying_count++] = xstrdup(unit_find(h->model.world.units, said->subject)->batch);
    h->batches++;
    h->security += str_starts(said->subject, "targetsecurity/");
    h->front_targets += str_starts(said->subject, "targets/") && strstr(said->data, ":loadbalancer/");
    h->fronts += str_starts(said->subject, "frontend/");
    h->front_removals += str_starts(said->subject, "frontend-removal/");
}

static void plan(struct history *h)
{
    struct stage some = {.horizon = h->model.number}, all = {.horizon = h->model.number};
    struct memo empty = {0};
    plan_react(&h->model.world, &h->memo, &some);
    for (size_t i = 0; i < h->memo.count; i++)
        h->waits += budget_waits(&h->memo.order[i]->waiting.lacks);
    for (const struct part_group *g = h->memo.groups; g; g = g->hh.next)
        h->waits += budget_waits(&g->waiting.lacks), h->lingers += g->restless && g->wake.us;
    plan_react(&h->model.world, &empty, &all);
    memo_forget(&empty);
    compare(h, &some, &all);
    for (size_t i = 0; i < some.count; i++) {
        const struct said *said = &some.items[i];
        model_say(&h->model, "plan-rules", said->type, said->subject, said->data);
        h->rejections += strcmp(said->type, "plan.rejected") == 0;
        if (strcmp(said->type, "plan.batch") == 0)
            take_batch(h, said);
    }
    said_clear(&some);
    said_clear(&all);
}

/* ---- what happens ---- */

static const char *const clusters[] = {"blue", "green"};

static void says_ingress(struct history *h)
{
    static const char *const groups[] = {"", "\"alb.ingress.kubernetes.io/group.name\":\"g1\",",
                                         "\"alb.ingress.kubernetes.io/group.name\":\"g2\",",
                                         "\"alb.ingress.kubernetes.io/group.name\":\"Not A Group\","};
    static const char *const faults[] = {"", "", "", "\"alb.ingress.kubernetes.io/scheme\":\"sideways\",",
                                         "\"alb.ingress.kubernetes.io/group.order\":\"7\","};
    static const char *const types[] = {"ip", "ip", "instance"};
    static const char *const ports[] = {"", "\"alb.ingress.kubernetes.io/listen-ports\":\"[{\\\"HTTPS\\\":443}]\",",
                                        "\"alb.ingress.kubernetes.io/wafv2-acl-name\":\"acl\",",
                                        "\"alb.ingress.kubernetes.io/subnets\":\"named-a,subnet-b\","};
    static const char *const fronts[] = {"", "\"alb.ingress.kubernetes.io/enable-frontend-nlb\":\"true\",",
                                         "\"alb.ingress.kubernetes.io/enable-frontend-nlb\":\"true\",\"alb.ingress.kubernetes.io/"
                                         "frontend-nlb-listener-port-mapping\":\"81=80\",",
                                         "\"alb.ingress.kubernetes.io/enable-frontend-nlb\":\"false\","};
    const char *more = h->model.world.whole_only ? ports[pick(h, 8) % 4] : "", *front = fronts[pick(h, 8) % 4];
    const char *cluster = clusters[pick(h, 2)], *group = groups[pick(h, 10) % 4], *fault = faults[pick(h, 5)];
    int name = pick(h, 4), service = pick(h, 3), path = pick(h, 4);
    if (h->shares) {
        name %= 2, service = path = name;
        group = groups[1], fault = more = front = "";
    }
    own_str char *subject = xasprintf("%s/a/ingress/i%d", cluster, name);
    own_str char *data =
        xasprintf("{\"cluster\":\"%s\",\"namespace\":\"a\",\"name\":\"i%d\",\"uid\":\"u\",\"className\":\"alb\",\"annotations\":{%s%s%s%s"
                  "\"alb.ingress.kubernetes.io/target-type\":\"%s\"},\"rules\":[{\"host\":\"h%d.example.com\",\"http\":true,\"paths\":["
                  "{\"pathType\":\"Exact\",\"path\":\"/p%d\",\"backend\":{\"service\":\"s%d\",\"port\":\"80\"}}]}],\"hasDefault\":false}",
                  cluster, name, group, fault, more, front, types[h->shares ? 0 : pick(h, 3)], name, path, service);
    if (pick(h, 8) || (h->shares && pick(h, 8)))
        model_say(&h->model, "build-podinfo", "ingress.put", subject, data);
    else
        model_say(&h->model, "build-podinfo", "ingress.delete", subject,
                  pick(h, 2) ? "{\"cluster\":\"blue\",\"namespace\":\"a\",\"name\":\"i\"}"
                             : "{\"cluster\":\"blue\",\"namespace\":\"a\",\"name\":\"i\",\"reason\":\"absent\"}");
}

static void says_service(struct history *h)
{
    const char *cluster = clusters[pick(h, 2)];
    int name = pick(h, 3);
    own_str char *subject = xasprintf("%s/a/service/s%d", cluster, name);
    own_str char *data =
        xasprintf("{\"cluster\":\"%s\",\"namespace\":\"a\",\"name\":\"s%d\",\"uid\":\"u%d\",\"type\":\"NodePort\",\"ports\":"
                  "[{\"name\":\"http\",\"protocol\":\"TCP\",\"port\":80,\"targetPort\":\"%d\",\"nodePort\":30080}]}",
                  cluster, name, name, pick(h, 4) ? 8080 : 9090);
    model_say(&h->model, "build-podinfo", pick(h, 5) ? "service.put" : "service.delete", subject, data);
}

static void says_pod(struct history *h)
{
    const char *cluster = clusters[pick(h, 2)];
    int name = pick(h, 3), pod = pick(h, 5), blue = cluster[0] == 'b';
    own_str char *subject = xasprintf("%s/a/s%d:80/10.%d.0.%d:8080", cluster, name, blue, pod);
    own_str char *data =
        xasprintf("{\"cluster\":\"%s\",\"namespace\":\"a\",\"service\":\"s%d\",\"portName\":\"http\",\"port\":80,\"address\":"
                  "\"10.%d.0.%d\",\"family\":\"ipv4\",\"targetPort\":8080,\"ready\":%s,\"pod\":\"p%d\",\"node\":\"n%d\","
                  "\"conditions\":[{\"type\":\"ContainersReady\",\"status\":\"True\"}]}",
                  cluster, name, blue, pod, pick(h, 3) ? "true" : "false", pod, pod % 3);
    if (pick(h, 4))
        model_say(&h->model, "build-podinfo", "podinfo.put", subject, data);
    else
        model_say(&h->model, "build-podinfo", "podinfo.delete", subject, pick(h, 2) ? "{}" : "{\"reason\":\"absent\"}");
}

/* A Service of one cluster, or of both, is left without a pod, or gets some. */
static void says_all_pods(struct history *h)
{
    static const char *const how[] = {"", "", "absent", "unready", "ready"};
    int said = pick(h, (int)COUNT_OF(how)), name = pick(h, 3), first = pick(h, 2), last = pick(h, 4) ? first : 1;
    for (int i = first * 5; i < last * 5 + 5; i++)
        if (said < 4 || i % 5 < 2)
            model_pod(&h->model, clusters[i / 5], name, i % 5, how[said]);
}

static void says_node(struct history *h)
{
    const char *cluster = clusters[pick(h, 2)];
    int name = pick(h, 3);
    own_str char *subject = xasprintf("%s/node/n%d", cluster, name);
    own_str char *data = xasprintf("{\"cluster\":\"%s\",\"name\":\"n%d\",\"providerId\":\"aws:///z/i-%s%d\",\"ready\":\"%s\"}", cluster,
                                   name, cluster, name, pick(h, 3) ? "True" : "Unknown");
    model_say(&h->model, "build-podinfo", pick(h, 6) ? "node.put" : "node.delete", subject, data);
}

/* Somebody changes what stands before targets, or apply-aws looks again. */
static void says_place(struct history *h)
{
    own_str char *id = xasprintf("i-%s%d", clusters[pick(h, 2)], pick(h, 3));
    if (world_observed(&h->model.world, "ec2/instance", id))
        model_instance(&h->model, id, pick(h, 3));
}

static void says_security(struct history *h)
{
    int name = pick(h, 2), rules = pick(h, 3);
    model_node_group(&h->model, name, rules, pick(h, 3));
}

/* A binding to a group that a person made. */
static void says_binding(struct history *h)
{
    const char *cluster = clusters[pick(h, 2)];
    int name = pick(h, 2);
    own_str char *subject = xasprintf("%s/a/targetgroupbinding/b%d", cluster, name);
    own_str char *data = xasprintf("{\"cluster\":\"%s\",\"namespace\":\"a\",\"name\":\"b%d\",\"uid\":\"u\",\"spec\":{\"targetGroupARN\":"
                                   "\"arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/own/1\",\"targetType\":\"ip\","
                                   "\"serviceRef\":{\"name\":\"s%d\",\"port\":80},\"networking\":{\"ingress\":[%s]}}}",
                                   cluster, name, pick(h, 3),
                                   pick(h, 2) ? "{\"from\":[{\"ipBlock\":{\"cidr\":\"10.9.0.0/16\"}}],\"ports\":[{\"port\":70}]}" : "");
    model_say(&h->model, "build-podinfo", pick(h, 4) ? "binding.put" : "binding.delete", subject, data);
}

static void gather_targets(const struct history *h, struct strs *keys)
{
    for (const struct world_health_group *g = h->model.world.health; g; g = g->hh.next)
        for (const struct world_health *t = g->targets; t; t = t->hh.next)
            strs_add(keys, t->key);
    strs_sort_unique(keys);
}

/* GROUP/ID:PORT */
static void say_health(struct history *h, const char *target, const char *state)
{
    own_str char *group = xstrdup(target);
    char *slash = strchr(group, '/');
    *slash = '\0';
    model_health(&h->model, group, slash + 1, state);
}

static void says_health(struct history *h)
{
    static const char *const states[] = {"initial", "healthy", "healthy", "unhealthy", "gone"};
    struct strs keys = {0};
    gather_targets(h, &keys);
    if (keys.count)
        say_health(h, keys.items[pick(h, (int)keys.count)], states[pick(h, 5)]);
    strs_release(&keys);
}

/* All targets of a group, or of all: so that weights fall and come back. */
static void says_health_of_many(struct history *h)
{
    struct strs keys = {0};
    gather_targets(h, &keys);
    const char *state = pick(h, 3) ? "healthy" : "unhealthy";
    own_str char *only = keys.count && pick(h, 2) ? xstrdup(keys.items[pick(h, (int)keys.count)]) : NULL;
    size_t len = only ? strcspn(only, "/") + 1 : 0;
    for (size_t i = 0; i < keys.count; i++)
        if (!only || strncmp(keys.items[i], only, len) == 0)
            say_health(h, keys.items[i], state);
    strs_release(&keys);
}

static void says_traffic(struct history *h)
{
    static const char *const scopes[] = {"fleet", "group/g1", "group/g2", "ingress/a/i1"};
    static const char *const said[][2] = {
        {"traffic.drain", "{\"scope\":\"fleet\",\"cluster\":\"green\"}"},
        {"traffic.resume", "{\"scope\":\"fleet\",\"cluster\":\"green\"}"},
        {"traffic.forget", "{\"scope\":\"fleet\",\"cluster\":\"green\"}"},
        {"traffic.resume", "{\"scope\":\"fleet\",\"cluster\":\"green\"}"},
        {"traffic.release", "{\"scope\":\"fleet\"}"},
        {"traffic.hold", "{\"scope\":\"group/g1\"}"},
        {"traffic.release", "{\"scope\":\"group/g1\"}"},
    };
    size_t which = (size_t)pick(h, (int)(COUNT_OF(said) + COUNT_OF(scopes)));
    const char *scope = which < COUNT_OF(said) ? strstr(said[which][1], "g1") ? "group/g1" : "fleet" : scopes[which - COUNT_OF(said)];
    own_str char *weights = xasprintf("{\"scope\":\"%s\",\"weights\":[{\"cluster\":\"blue\",\"weight\":%d},"
                                      "{\"cluster\":\"green\",\"weight\":10}]}",
                                      scope, pick(h, 3) * 45);
    model_say(&h->model, "shift-traffic", which < COUNT_OF(said) ? said[which][0] : "traffic.weights", scope,
              which < COUNT_OF(said) ? said[which][1] : weights);
}

static void batch_ends(struct history *h)
{
    if (!h->flying_count)
        return;
    size_t at = (size_t)pick(h, (int)h->flying_count);
    struct batch b = h->flying[at];
    own_str char *reference = h->references[at];
    h->flying[at] = h->flying[--h->flying_count];
    h->references[at] = h->references[h->flying_count];
    bool done = pick(h, 8) > 0 && model_can(&h->model, &b);
    if (done)
        model_apply(&h->model, &b);
    own_str char *result = xasprintf("{\"batch\":\"%s\",\"unit\":\"%s\",\"outcome\":\"%s\"}", reference, b.unit, done ? "done" : "failed");
    model_say(&h->model, "apply-aws", "batch.done", b.unit, result);
    batch_release(&b);
}

/* What is found is told first, then the answer; now and then it comes a second time. */
static void answer(struct history *h, const struct asked *a)
{
    bool found = pick(h, 3) > 0;
    const char *slash = strchr(a->subject, '/'), *id = NULL;
    own_str char *service = xstrndup(a->subject, (size_t)(slash - a->subject));
    own_str char *subject = xasprintf("%s/answer/%s", service, slash + 1);
    own_str char *certificate = xasprintf("arn:aws:acm:eu-west-1:111122223333:certificate/%d", pick(h, 3));
    if (found && strcmp(service, "acm") == 0) {
        own_str char *seen =
            xasprintf("{\"service\":\"acm\",\"resource\":\"Certificate\",\"id\":\"%s\",\"value\":{\"CertificateArn\":\"%s\"}}", certificate,
                      certificate);
        own_str char *at = xasprintf("acm/certificate/%s", certificate);
        model_say(&h->model, "apply-aws", "aws.observed", at, seen);
        id = certificate;
    } else if (found && strcmp(service, "wafv2") == 0) {
        id = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/acl/1";
    } else if (found && strcmp(service, "elasticloadbalancing") == 0) {
        id = OWN;
    } else if (found && str_starts(slash + 1, "instance/id/")) {
        id = slash + 1 + strlen("instance/id/");
        model_instance(&h->model, id, pick(h, 3));
        h->questions++;
    }
    own_str char *data =
        id ? xasprintf("{\"service\":\"%s\",\"resource\":\"Answer\",\"id\":\"%s\",\"value\":{\"Ids\":[\"%s\"]}}", service, slash + 1, id)
           : xasprintf("{\"service\":\"%s\",\"resource\":\"Answer\",\"id\":\"%s\"}", service, slash + 1);
    h->answers++;
    model_say(&h->model, "apply-aws", id ? "aws.observed" : "aws.gone", subject, data);
}

static void says_answers(struct history *h)
{
    struct strs open = {0};
    for (const struct asked *a = h->model.world.asked; a; a = a->hh.next)
        if (a->open)
            strs_add(&open, a->subject);
    for (size_t i = 0; i < open.count; i++)
        if (pick(h, 3))
            answer(h, asked_find(&h->model.world, open.items[i]));
    strs_release(&open);
}

static void time_passes(struct history *h)
{
    h->model.second += pick(h, 20);
    model_say(&h->model, "plan-rules", "timer.fired", NULL, "{}");
}

/* Both clusters serve; who is not ill is healthy. */
static void happen_shared(struct history *h)
{
    static void (*const events[])(struct history *) = {
        says_all_pods, says_all_pods, says_pod,   says_health_of_many, says_health_of_many, batch_ends,   batch_ends,
        batch_ends,    batch_ends,    batch_ends, time_passes,         says_traffic,        says_ingress, says_answers,
    };
    int which = pick(h, (int)COUNT_OF(events) - !h->model.world.whole_only);
    events[which > 10 && pick(h, 4) ? 0 : which](h);
}

static void happen(struct history *h)
{
    static void (*const events[])(struct history *) = {
        says_ingress,  says_ingress, says_service, says_pod,    says_pod,    says_pod,    says_all_pods,       says_all_pods,
        says_all_pods, says_node,    says_binding, says_health, says_health, says_health, says_health_of_many, says_traffic,
        batch_ends,    batch_ends,   batch_ends,   time_passes, time_passes, says_place,  says_security,       says_answers,
    };
    events[pick(h, (int)COUNT_OF(events) - !h->model.world.whole_only)](h); /* the last one answers */
}

/* So few tokens that most wait. */
#define TIGHT ",\"budget\":{\"writes\":\"0.1:2\",\"targets\":\"0.05:2\",\"heavy\":\"0.02:1\",\"account\":\"0.3:4\",\"share\":0}"

/* Weights come back in steps. */
#define RISING ",\"rise-step\":\"30%\",\"rise-every\":\"10s\",\"healthy-after\":\"7s\""

/* Any of them with any other. */
enum feature { IS_TIGHT = 1, RISES = 2, ASKS = 4, SHARES = 8, FEATURES = 16 };

static void history_run(struct history *h, unsigned seed, int steps, unsigned features)
{
    h->seed = seed;
    own_str char *options = xasprintf("{\"absence-grace\":\"60s\",\"settle-time\":\"5s\"%s%s}", features & IS_TIGHT ? TIGHT : "",
                                      features & RISES ? RISING : "");
    model_open(&h->model, options);
    h->model.world.whole_only = features & ASKS;
    h->shares = features & SHARES;
    model_subnet(&h->model, "subnet-a", "z-a");
    model_subnet(&h->model, "subnet-b", "z-b");
    model_say(&h->model, "apply-aws", "aws.observed", "elasticloadbalancing/targetgroup/" OWN,
              "{\"service\":\"elasticloadbalancing\",\"resource\":\"TargetGroup\",\"value\":{\"TargetGroupArn\":\"" OWN
              "\",\"TargetGroupName\":\"own\",\"TargetType\":\"ip\"}}");
    pairs_set(&h->model.names, "@targetgroup/own", OWN);
    for (int i = 0; i < 12; i++) {
        says_service(h);
        says_node(h);
        says_security(h);
    }
    for (int i = 0; h->shares && i < 12; i++)
        says_ingress(h);
    for (h->step = 0; h->step < steps; h->step++) {
        for (int n = pick(h, 3); n >= 0; n--)
            (h->shares ? happen_shared : happen)(h);
        plan(h);
    }
    for (size_t i = 0; i < h->flying_count; i++) {
        batch_release(&h->flying[i]);
        free(h->references[i]);
    }
    memo_forget(&h->memo);
    model_close(&h->model);
}

/* HISTORIES=1000 in the environment tries more of them. */
static unsigned histories(void)
{
    const char *more = getenv("HISTORIES");
    return more ? (unsigned)strtoul(more, NULL, 10) : 100;
}

static void test_same_plans(void **state)
{
    size_t batches = 0, rejections = 0, waits = 0, lingers = 0, answers = 0, questions = 0, security = 0, fronts = 0, removals = 0,
           leads = 0;
    (void)state;
    for (unsigned seed = 1; seed <= histories(); seed++) {
        struct history *h = xcalloc(1, sizeof *h);
        history_run(h, seed * 7919U, 250, (seed * 2654435769U >> 16) % FEATURES);
        answers += h->answers;
        batches += h->batches;
        rejections += h->rejections;
        waits += h->waits, lingers += h->lingers;
        questions += h->questions;
        security += h->security;
        fronts += h->fronts;
        removals += h->front_removals;
        leads += h->front_targets;
        free(h);
    }
    assert_true(batches > 3000);
    assert_true(rejections > 1000);
    assert_true(waits > 900);
    assert_true(lingers > 300);
    assert_true(answers > 500);
    assert_true(questions > 100);
    assert_true(security > 500);
    assert_true(fronts > 300);
    assert_true(removals > 150);
    assert_true(leads > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_plans)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
