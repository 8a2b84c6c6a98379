/* Objects in numbers, the same each time: for benches. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

struct bulk {
    int64_t pods, services, nodes, slice;
    char namespace[64];
    bool ingress;
};

static int load_printed(struct sim *s, struct err *err, const char *format, ...) __attribute__((format(printf, 3, 4)));
static int load_printed(struct sim *s, struct err *err, const char *format, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, format);
    int len = vasprintf(&text, format, args);
    va_end(args);
    if (len < 0)
        abort();
    own_json *object = json_parse(text, (size_t)len, err);
    int failed = object ? write_load(s, object, err) : -1;
    free(text);
    return failed;
}

#define BULK_TIME "2026-01-01T00:00:00Z"

static void pod_address(int64_t i, char to[16])
{
    unsigned a = (unsigned)(100 + i / 62500) % 256, b = (unsigned)(i / 250 % 250), c = (unsigned)(i % 250 + 1);
    snprintf(to, 16, "10.%u.%u.%u", a & 255, b & 255, c & 255);
}

static int bulk_node(struct sim *s, const struct bulk *b, int64_t i, struct err *err)
{
    (void)b;
    return load_printed(s, err,
                        "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"node-%04lld\",\"creationTimestamp\":\"" BULK_TIME
                        "\",\"labels\":{\"topology.kubernetes.io/zone\":\"us-west-2%c\"}},\"spec\":{\"providerID\":"
                        "\"aws:///us-west-2%c/i-%017llx\"},\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}],"
                        "\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"10.0.%lld.%lld\"}]}}",
                        (long long)i, (char)('a' + i % 3), (char)('a' + i % 3), (unsigned long long)(0x1000 + i), (long long)(i / 250),
                        (long long)(i % 250 + 1));
}

static int bulk_service(struct sim *s, const struct bulk *b, int64_t i, struct err *err)
{
    return load_printed(s, err,
                        "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"svc-%04lld\",\"namespace\":\"%s\","
                        "\"creationTimestamp\":\"" BULK_TIME "\"},\"spec\":{\"type\":\"ClusterIP\",\"selector\":{\"app\":\"svc-%04lld\"},"
                        "\"ports\":[{\"name\":\"http\",\"protocol\":\"TCP\",\"port\":80,\"targetPort\":8080}]}}",
                        (long long)i, b->namespace, (long long)i);
}

static int bulk_pod(struct sim *s, const struct bulk *b, int64_t i, struct err *err)
{
    char address[16];
    pod_address(i, address);
    long long service = (long long)(i % b->services), node = (long long)(i % b->nodes);
    return load_printed(s, err,
                        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"pod-%06lld\",\"namespace\":\"%s\","
                        "\"creationTimestamp\":\"" BULK_TIME
                        "\",\"labels\":{\"app\":\"svc-%04lld\"}},\"spec\":{\"nodeName\":\"node-%04lld\","
                        "\"containers\":[{\"name\":\"web\",\"image\":\"web:1\",\"ports\":[{\"name\":\"http\",\"containerPort\":8080,"
                        "\"protocol\":\"TCP\"}]}]},\"status\":{\"phase\":\"Running\",\"podIP\":\"%s\",\"podIPs\":[{\"ip\":\"%s\"}],"
                        "\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"lastTransitionTime\":\"" BULK_TIME
                        "\"},{\"type\":\"ContainersReady\",\"status\":\"True\",\"lastTransitionTime\":\"" BULK_TIME "\"}]}}",
                        (long long)i, b->namespace, service, node, address, address);
}

static void write_endpoint(struct buf *to, const struct sim *s, const struct bulk *b, int64_t pod)
{
    char address[16], key[600];
    pod_address(pod, address);
    snprintf(key, sizeof key, "%s/pod-%06lld", b->namespace, (long long)pod);
    const struct version *v = store_get(s->store, kind_by_plural("pods"), key);
    own_json *object = json_parse(v->text, v->len, NULL);
    buf_addf(to,
             "{\"addresses\":[\"%s\"],\"conditions\":{\"ready\":true,\"serving\":true,\"terminating\":false},\"nodeName\":\"node-%04lld\","
             "\"zone\":\"us-west-2%c\",\"targetRef\":{\"kind\":\"Pod\",\"namespace\":\"%s\",\"name\":\"pod-%06lld\",\"uid\":\"%s\"}}",
             address, (long long)(pod % b->nodes), (char)('a' + pod % b->nodes % 3), b->namespace, (long long)pod,
             json_str(json_path(object, "metadata", "uid", NULL)));
}

static int bulk_slice(struct sim *s, const struct bulk *b, int64_t service, int64_t from, struct err *err)
{
    own_buf endpoints = {0};
    int64_t taken = 0;
    for (int64_t pod = service + from * b->services; pod < b->pods && taken < b->slice; pod += b->services) {
        if (taken++)
            buf_add_char(&endpoints, ',');
        write_endpoint(&endpoints, s, b, pod);
    }
    return load_printed(s, err,
                        "{\"apiVersion\":\"discovery.k8s.io/v1\",\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"svc-%04lld-%04lld\","
                        "\"namespace\":\"%s\",\"creationTimestamp\":\"" BULK_TIME "\",\"labels\":{\"kubernetes.io/service-name\":"
                        "\"svc-%04lld\",\"endpointslice.kubernetes.io/managed-by\":\"endpointslice-controller.k8s.io\"}},\"addressType\":"
                        "\"IPv4\",\"endpoints\":[%s],\"ports\":[{\"name\":\"http\",\"protocol\":\"TCP\",\"port\":8080}]}",
                        (long long)service, (long long)(from / b->slice), b->namespace, (long long)service, buf_str(&endpoints));
}

static int bulk_slices(struct sim *s, const struct bulk *b, int64_t service, struct err *err)
{
    int64_t own = (b->pods - service + b->services - 1) / b->services;
    for (int64_t from = 0; from < own; from += b->slice)
        if (bulk_slice(s, b, service, from, err))
            return -1;
    return 0;
}

static int bulk_ingress(struct sim *s, const struct bulk *b, struct err *err)
{
    own_buf rules = {0};
    for (int64_t i = 0; i < b->services; i++)
        buf_addf(&rules,
                 "%s{\"host\":\"svc-%04lld.example.com\",\"http\":{\"paths\":[{\"path\":\"/\",\"pathType\":\"Prefix\",\"backend\":"
                 "{\"service\":{\"name\":\"svc-%04lld\",\"port\":{\"number\":80}}}}]}}",
                 i ? "," : "", (long long)i, (long long)i);
    if (load_printed(s, err,
                     "{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"IngressClass\",\"metadata\":{\"name\":\"alb\"},\"spec\":"
                     "{\"controller\":\"ingress.k8s.aws/alb\"}}"))
        return -1;
    return load_printed(
        s, err,
        "{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"Ingress\",\"metadata\":{\"name\":\"bulk\",\"namespace\":\"%s\","
        "\"creationTimestamp\":\"" BULK_TIME "\",\"annotations\":{\"alb.ingress.kubernetes.io/scheme\":\"internet-facing\","
        "\"alb.ingress.kubernetes.io/target-type\":\"ip\"}},\"spec\":{\"ingressClassName\":\"alb\",\"rules\":[%s]}}",
        b->namespace, buf_str(&rules));
}

static int bulk_each(struct sim *s, const struct bulk *b, int64_t count, struct err *err,
                     int (*one)(struct sim *, const struct bulk *, int64_t, struct err *))
{
    for (int64_t i = 0; i < count; i++)
        if (one(s, b, i, err))
            return -1;
    return 0;
}

static int bulk_word(struct bulk *b, const char *word, struct err *err)
{
    const char *equals = strchr(word, '=');
    size_t len = equals ? (size_t)(equals - word) : 0;
    const struct {
        const char *name;
        int64_t *to;
    } numbers[] = {{"pods", &b->pods}, {"services", &b->services}, {"nodes", &b->nodes}, {"slice", &b->slice}};
    for (size_t i = 0; len && i < COUNT_OF(numbers); i++) {
        if (strlen(numbers[i].name) == len && !strncmp(word, numbers[i].name, len)) {
            *numbers[i].to = strtoll(equals + 1, NULL, 10);
            return *numbers[i].to > 0 ? 0 : err_set(err, ERR_CONFIG, "'%s' in --bulk is no number above 0", word);
        }
    }
    if (str_starts(word, "namespace="))
        return snprintf(b->namespace, sizeof b->namespace, "%s", equals + 1) > 0 ? 0 : -1;
    b->ingress = strcmp(word, "ingress=no") != 0;
    return b->ingress ? err_set(err, ERR_CONFIG, "unknown word '%s' in --bulk: pods services nodes slice namespace ingress=no", word) : 0;
}

static int bulk_parse(struct bulk *b, const char *spec, struct err *err)
{
    own_str char *copy = xstrdup(spec);
    char *rest = NULL;
    *b = (struct bulk){.slice = 100, .namespace = "bulk", .ingress = true};
    for (char *word = strtok_r(copy, ",", &rest); word; word = strtok_r(NULL, ",", &rest))
        if (bulk_word(b, word, err))
            return -1;
    b->services = b->services ? b->services : (b->pods + 999) / 1000;
    b->nodes = b->nodes ? b->nodes : b->pods / 50 + 3;
    return b->pods > 0 ? 0 : err_set(err, ERR_CONFIG, "--bulk '%s' has no pods=N", spec);
}

int load_bulk(struct sim *s, const char *spec, struct err *err)
{
    struct bulk b;
    if (bulk_parse(&b, spec, err) || bulk_each(s, &b, b.nodes, err, bulk_node) || bulk_each(s, &b, b.services, err, bulk_service) ||
        bulk_each(s, &b, b.pods, err, bulk_pod) || bulk_each(s, &b, b.services, err, bulk_slices))
        return -1;
    return b.ingress ? bulk_ingress(s, &b, err) : 0;
}
