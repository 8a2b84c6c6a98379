/* links: build-podinfo/binding.o build-podinfo/choice.o build-podinfo/class.o build-podinfo/fits.o build-podinfo/fold.o */
/* links: build-podinfo/hold.o build-podinfo/ingress.o build-podinfo/node.o build-podinfo/place.o build-podinfo/pod.o */
/* links: build-podinfo/read.o build-podinfo/say.o build-podinfo/selector.o build-podinfo/service.o build-podinfo/slice.o */
/* links: build-podinfo/wants.o build-podinfo/warn.o */
/* Order of arrival never matters: whatever way the histories of some objects are woven into each other, each
 * object's own order kept, the same records stand at the end. Random worlds from a fixed seed (SEED=n: another). */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <uthash.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "build-podinfo/view.h"

enum { WORLDS = 500, WEAVES = 20, HISTORIES_MAX = 32, EVENTS_MAX = 8 };

struct history { /* what happens to one object, in its order */
    char *lines[EVENTS_MAX];
    struct event events[EVENTS_MAX];
    size_t count;
};

struct world {
    struct history histories[HISTORIES_MAX];
    size_t count;
};

struct record {
    char *key; /* "podinfo SUBJECT" */
    char *data;
    UT_hash_handle hh;
};

static uint64_t state;

/* SplitMix64: the same numbers in each run. */
static unsigned below(unsigned bound)
{
    uint64_t z = (state += 0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (unsigned)((z ^ (z >> 31)) % bound);
}

static const char *one_of(const char *const *choices, unsigned count)
{
    return choices[below(count)];
}

#define ONE_OF(...)                                                                                                                        \
    one_of((const char *const[]){__VA_ARGS__}, (unsigned)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

/* ---- worlds ---- */

static void add_event(struct history *h, const char *type, const char *data)
{
    char *line = xasprintf("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"watch-k8s/blue\",\"type\":\"%s\",\"subject\":\"blue\","
                           "\"time\":\"2026-11-22T08:00:00.000000Z\",\"data\":%s}",
                           type, data);
    struct err err = {0};

    assert_true(h->count < EVENTS_MAX);
    h->lines[h->count] = line;
    if (event_decode(&h->events[h->count], line, strlen(line), &err))
        fail_msg("%s: %s", err.text, line);
    h->count++;
}

/* object: members behind metadata's names, or "" */
static void add_object(struct history *h, const char *type, const char *identity, const char *object)
{
    own_str char *data = xasprintf("{\"cluster\":\"blue\",\"object\":{%s%s}}", identity, object);

    add_event(h, type, data);
}

typedef char *make_fn(unsigned number); /* one random state of an object; free with free() */

static char *make_class(unsigned number)
{
    return xasprintf(",\"spec\":{\"controller\":\"%s\"}", number ? "example.com/other" : "ingress.k8s.aws/alb");
}

static char *make_backend(void)
{
    return xasprintf("{\"service\":{\"name\":\"svc%u\",\"port\":{%s}}}", below(3),
                     ONE_OF("\"number\":80", "\"name\":\"web\"", "\"name\":\"admin\"", "\"number\":81"));
}

static char *make_ingress(unsigned number)
{
    own_str char *one = make_backend(), *two = make_backend();

    (void)number;
    return xasprintf(
        ",\"spec\":{\"ingressClassName\":\"%s\",\"defaultBackend\":%s,\"rules\":[{\"host\":\"%s.example.com\",\"http\":{\"paths\":[{"
        "\"path\":\"/\",\"pathType\":\"Prefix\",\"backend\":%s}]}}]}",
        ONE_OF("alb", "alb", "other"), one, ONE_OF("a", "b"), two);
}

static char *make_service(unsigned number)
{
    (void)number;
    return xasprintf(
        ",\"spec\":{\"type\":\"%s\",\"publishNotReadyAddresses\":%s,\"ports\":[{\"name\":\"web\",\"port\":80,\"targetPort\":%s,"
        "\"nodePort\":3008%u},{\"name\":\"admin\",\"port\":%s,\"targetPort\":%s}]}",
        ONE_OF("ClusterIP", "NodePort"), ONE_OF("true", "false", "false"), ONE_OF("\"http\"", "8080"), below(2), ONE_OF("81", "82"),
        ONE_OF("\"admin\"", "9000", "\"http\""));
}

static char *make_endpoint(void)
{
    unsigned pod = below(4);

    return xasprintf(
        "{\"addresses\":[\"10.0.0.%u\"],\"conditions\":{%s},\"zone\":\"z%u\",\"nodeName\":\"node%u\"%s}", pod + (below(5) == 0),
        ONE_OF("\"ready\":true", "\"ready\":false,\"serving\":true,\"terminating\":true", "\"ready\":false", "\"ready\":\"no\"", ""),
        below(2), below(2), below(4) ? "" : ",\"hostname\":\"x\"");
}

static char *make_pod_endpoint(void)
{
    unsigned pod = below(4);

    return xasprintf(
        "{\"addresses\":[\"10.0.0.%u\"],\"conditions\":{\"ready\":%s},\"targetRef\":{\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":"
        "\"pod%u\",\"uid\":\"uid%u-%u\"}}",
        pod, ONE_OF("true", "false"), pod, pod, below(2));
}

static char *make_slice(unsigned number)
{
    own_buf endpoints = {0};

    for (unsigned i = below(4); i; i--) {
        own_str char *e = below(3) ? make_pod_endpoint() : make_endpoint();

        buf_addf(&endpoints, "%s%s", endpoints.len ? "," : "", e);
    }
    return xasprintf(
        ",\"addressType\":\"IPv4\",\"ports\":[{\"name\":\"web\",\"port\":%s},{\"name\":\"admin\",\"port\":9000}],\"endpoints\":[%s]",
        number == 2 ? "8081" : ONE_OF("8080", "8080", "8081", "\"8080\""), buf_str(&endpoints));
}

static char *make_pod(unsigned number)
{
    return xasprintf(
        ",\"spec\":{\"nodeName\":\"node%u\",\"containers\":[{\"name\":\"c\",\"ports\":[{\"name\":\"http\",\"containerPort\":%s},{\"name\":"
        "\"admin\",\"containerPort\":9000}]}]%s},\"status\":{\"phase\":\"%s\",\"podIP\":\"10.0.0.%u\",\"conditions\":[{\"type\":\"Ready\","
        "\"status\":\"%s\"}]}",
        below(2), ONE_OF("8080", "8081"), ONE_OF("", ",\"readinessGates\":[{\"conditionType\":\"target-health.elbv2.k8s.aws/x\"}]"),
        ONE_OF("Running", "Running", "Pending", "Failed"), number, ONE_OF("True", "False"));
}

static char *make_node(unsigned number)
{
    return xasprintf(
        ",\"spec\":{\"providerID\":\"aws:///us-west-2a/i-%u\"%s},\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"%s\"}]}",
        number, ONE_OF("", ",\"taints\":[{\"key\":\"ToBeDeletedByClusterAutoscaler\",\"effect\":\"NoSchedule\"}]"),
        ONE_OF("True", "False"));
}

static char *make_binding(unsigned number)
{
    (void)number;
    return xasprintf(",\"spec\":{\"targetGroupARN\":\"arn:x\",\"targetType\":\"%s\",\"serviceRef\":{\"name\":\"svc%u\",\"port\":%s}}",
                     ONE_OF("ip", "instance"), below(3), ONE_OF("80", "\"admin\""));
}

static const struct {
    const char *kind, *name;
    unsigned count;
    bool namespaced, stays; /* stays: never deleted, and always the same */
    make_fn *make;
} kinds[] = {
    {"IngressClass", "class", 2, false, true, make_class},
    {"Ingress", "ing", 2, true, false, make_ingress},
    {"Service", "svc", 3, true, false, make_service},
    {"EndpointSlice", "slice", 4, true, false, make_slice},
    {"Pod", "pod", 4, true, false, make_pod},
    {"Node", "node", 2, false, false, make_node},
    {"TargetGroupBinding", "tgb", 1, true, false, make_binding},
};

static char *make_identity(size_t kind, unsigned number, unsigned life)
{
    bool class = kinds[kind].stays, slice = !strcmp(kinds[kind].kind, "EndpointSlice");
    own_str char *name = class ? xstrdup(number ? "other" : "alb") : xasprintf("%s%u", kinds[kind].name, number);
    own_str char *labels =
        slice ? xasprintf(",\"labels\":{\"kubernetes.io/service-name\":\"svc%u\"}", below(8) ? number % 3 : below(3)) : xstrdup("");

    const char *more = !strcmp(kinds[kind].kind, "Ingress") || !strcmp(kinds[kind].kind, "TargetGroupBinding")
                           ? ONE_OF("", ",\"finalizers\":[\"example.com/x\"]", ",\"finalizers\":[\"elbv2.k8s.aws/resources\"]",
                                    ",\"deletionTimestamp\":\"2026-11-22T08:00:00Z\",\"finalizers\":[\"ingress.k8s.aws/resources\"]")
                           : "";
    return xasprintf("\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\"%s,\"uid\":\"uid%u-%u\"%s%s}", kinds[kind].kind, name,
                     kinds[kind].namespaced ? ",\"namespace\":\"shop\"" : "", number, life, labels, more);
}

/* Puts, and here and there a delete after which it comes again with another uid. */
static void make_history(struct history *h, size_t kind, unsigned number)
{
    unsigned life = 0;

    for (unsigned left = kinds[kind].stays ? 1 : 1 + below(4); left; left--) {
        own_str char *identity = make_identity(kind, number, life);
        own_str char *object = kinds[kind].make(number);
        bool gone = !kinds[kind].stays && h->count && below(6) == 0;

        add_object(h, gone ? "object.delete" : "object.put", identity, gone ? "" : object);
        life += gone;
    }
}

static void make_world(struct world *w)
{
    struct history *phases = &w->histories[w->count++];

    add_event(phases, "cluster.listing", "{\"cluster\":\"blue\"}");
    add_event(phases, "cluster.synced", "{\"cluster\":\"blue\"}");
    for (size_t kind = 0; kind < COUNT_OF(kinds); kind++)
        for (unsigned number = 0; number < kinds[kind].count; number++)
            make_history(&w->histories[w->count++], kind, number);
}

static void free_world(struct world *w)
{
    for (size_t i = 0; i < w->count; i++)
        for (size_t e = 0; e < w->histories[i].count; e++) {
            event_release(&w->histories[i].events[e]);
            free(w->histories[i].lines[e]);
        }
    *w = (struct world){0};
}

/* ---- records: what was said, newest of each key ---- */

static void forget(struct record **records, struct record *r)
{
    HASH_DEL(*records, r);
    free(r->key);
    free(r->data);
    free(r);
}

static void say(void *context, const char *type, const char *subject, const char *data)
{
    struct record **records = context, *r = NULL;
    const char *verb = strchr(type, '.') + 1;
    own_str char *key = xasprintf("%.*s %s", (int)(verb - 1 - type), type, subject);

    if (str_starts(type, "cluster.") || str_starts(type, "object."))
        return; /* what passes on, and rejections of what was to come */
    HASH_FIND_STR(*records, key, r);
    if (!strcmp(verb, "delete")) {
        /* only what was said is taken back; an Ingress also after its rejection */
        assert_true(r || !strcmp(type, "ingress.delete"));
        if (r)
            forget(records, r);
        return;
    }
    assert_string_equal(verb, "put");
    if (!r) {
        r = xcalloc(1, sizeof *r);
        r->key = xstrdup(key);
        HASH_ADD_KEYPTR(hh, *records, r->key, strlen(r->key), r);
    }
    str_replace(&r->data, data);
}

static int by_key(const struct record *a, const struct record *b)
{
    return strcmp(a->key, b->key);
}

/* All records as text, in order; *count of them. They are gone afterwards. */
static char *take_records(struct record **records, size_t *count)
{
    own_buf text = {0};
    struct record *r, *next;

    HASH_SORT(*records, by_key);
    *count = HASH_COUNT(*records);
    HASH_ITER (hh, *records, r, next) {
        buf_addf(&text, "%s %s\n", r->key, r->data);
        forget(records, r);
    }
    return buf_take(&text);
}

/* ---- weaving ---- */

/* The history that goes on next: any, or with `straight` the first that has something left. -1: none. */
static int choose(const struct world *w, const size_t *at, bool straight)
{
    size_t left = 0;

    for (size_t i = 0; i < w->count; i++)
        left += w->histories[i].count - at[i];
    if (!left)
        return -1;
    unsigned pick = straight ? 0 : below((unsigned)left);
    for (size_t i = 0; i < w->count; i++) {
        size_t here = w->histories[i].count - at[i];

        if (pick < here)
            return (int)i;
        pick -= (unsigned)here;
    }
    return -1;
}

static char *weave(const struct world *w, bool straight, size_t *count)
{
    struct record *records = NULL;
    struct view view = {.say = say, .context = &records};
    size_t at[HISTORIES_MAX] = {0};
    int next;

    while ((next = choose(w, at, straight)) >= 0) {
        struct err err = {0};

        if (view_fold(&view, &w->histories[next].events[at[next]], &err))
            fail_msg("%s: %s", err.text, w->histories[next].lines[at[next]]);
        at[next]++;
    }
    view_end(&view);
    char *text = take_records(&records, count);
    view_release(&view);
    return text;
}

static void differ(size_t world, size_t number, const char *wanted, const char *got)
{
    while (*wanted && *wanted == *got)
        wanted++, got++;
    fail_msg("world %zu, weave %zu: from here on\n  straight: %.300s\n  woven:    %.300s", world, number, wanted, got);
}

static void any_order_ends_in_the_same_records(void **unused)
{
    size_t podinfos = 0, all = 0;

    (void)unused;
    state = getenv("SEED") ? strtoull(getenv("SEED"), NULL, 10) : 6;
    for (size_t i = 0; i < WORLDS; i++) {
        struct world w = {0};
        size_t count;

        make_world(&w);
        own_str char *straight = weave(&w, true, &count);
        podinfos += strstr(straight, "podinfo ") != NULL;
        all += count;
        for (size_t n = 0; n < WEAVES; n++) {
            own_str char *woven = weave(&w, false, &count);

            if (strcmp(straight, woven) != 0)
                differ(i, n, straight, woven);
        }
        free_world(&w);
    }
    /* the worlds are not empty ones */
    assert_true(podinfos > WORLDS / 3);
    assert_true(all > WORLDS * 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_order_ends_in_the_same_records)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
