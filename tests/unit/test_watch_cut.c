/* links: watch-k8s/cut.o watch-k8s/kinds.o watch-k8s/known.o */
/* What is left of an object: the fields of the table, in its order, and nothing that the table does not name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "watch-k8s/cut.h"
#include "watch-k8s/known.h"

static const struct kind *kind_of(const char *name)
{
    for (size_t i = 0; i < watch_kinds_count; i++)
        if (!strcmp(watch_kinds[i].kind, name))
            return &watch_kinds[i];
    fail_msg("no kind '%s'", name);
    return NULL;
}

/* free with free() */
static char *cut(const char *kind, const char *text, const char *version)
{
    struct cut *c = cut_new(kind_of(kind));
    struct err err = {0};
    own_json *object = json_parse(text, strlen(text), &err);
    struct buf out = {0};

    if (!object)
        fail_msg("%s", err.text);
    cut_object(c, object, version, &out);
    cut_free(c);
    return buf_take(&out);
}

static const char pod[] =
    "{\"metadata\":{\"name\":\"p\",\"namespace\":\"d\",\"uid\":\"u\",\"resourceVersion\":\"7\",\"creationTimestamp\":\"2026-01-01T00:00:"
    "00Z\","
    "\"annotations\":{\"vpc.amazonaws.com/pod-eni\":\"[]\",\"kubectl.kubernetes.io/last-applied-configuration\":\"{}\"},"
    "\"managedFields\":[{\"manager\":\"kubelet\"}]},"
    "\"spec\":{\"volumes\":[{\"name\":\"v\"}],\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"env\":[{\"name\":\"SECRET\",\"value\":"
    "\"s\"}],"
    "\"ports\":[{\"containerPort\":80,\"protocol\":\"TCP\",\"hostPort\":1}]},{\"image\":\"j\"}],\"nodeName\":\"n\"},"
    "\"status\":{\"podIP\":\"10.0.0.1\",\"hostIP\":\"10.0.0.9\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"lastProbeTime\":"
    "null}],"
    "\"containerStatuses\":[{\"restartCount\":3}]}}";

static void a_pod_is_cut_down(void **state)
{
    own_str char *got = cut("Pod", pod, NULL);

    (void)state;
    assert_string_equal(
        got, "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\",\"namespace\":\"d\",\"uid\":\"u\","
             "\"creationTimestamp\":\"2026-01-01T00:00:00Z\",\"annotations\":{\"vpc.amazonaws.com/pod-eni\":\"[]\"}},"
             "\"spec\":{\"nodeName\":\"n\",\"containers\":[{\"name\":\"c\",\"ports\":[{\"containerPort\":80,\"protocol\":\"TCP\"}]},{}]},"
             "\"status\":{\"podIP\":\"10.0.0.1\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
}

static void the_version_is_added_and_does_not_count(void **state)
{
    own_str char *with = cut("Pod", pod, "7");
    own_str char *without = cut("Pod", pod, NULL);
    own_str char *again = cut("Pod", with, NULL);

    (void)state;
    assert_non_null(strstr(with, "\"resourceVersion\":\"7\"}"));
    assert_string_equal(again, without);
}

/* What was read back from an event is cut to the same bytes, or every restart would report everything anew. */
static void where_the_version_stands_is_told(void **state)
{
    (void)state;
    static const char text[] =
        "{\"metadata\":{\"name\":\"a\",\"namespace\":\"n\",\"resourceVersion\":\"7\"},\"spec\":{\"nodeName\":\"x\"}}";
    own_json *object = json_parse(text, strlen(text), NULL);
    struct cut *c = cut_new(kind_of("Pod"));
    struct cut_version version = {.text = "7"};
    own_buf with = {0}, without = {0}, rest = {0};
    cut_object_at(c, object, &version, &with);
    cut_object(c, object, NULL, &without);
    buf_add(&rest, with.data, version.at);
    buf_add_str(&rest, with.data + version.at + version.len);
    assert_string_equal(buf_str(&rest), buf_str(&without));
    cut_free(c);
}

static void cutting_twice_changes_nothing(void **state)
{
    static const char *const texts[][2] = {
        {"Ingress",
         "{\"metadata\":{\"name\":\"i\",\"annotations\":{\"alb.ingress.kubernetes.io/tags\":\"a=\\u00e4\\/\\\"\\n\",\"x\":\"y\"}},"
         "\"spec\":{\"rules\":[{\"http\":{\"paths\":[]}}],\"big\":9007199254740991,\"f\":1.50,\"e\":{},\"n\":null}}"},
        {"Service", "{\"metadata\":{\"name\":\"s\",\"namespace\":\"d\"},\"spec\":{\"clusterIP\":\"None\",\"ports\":[{\"port\":80,"
                    "\"targetPort\":\"http\"}],\"selector\":{\"a\":\"b\"}}}"},
        {"EndpointSlice", "{\"metadata\":{\"name\":\"e\",\"labels\":{\"kubernetes.io/"
                          "service-name\":\"s\",\"o\":\"p\"}},\"addressType\":\"IPv4\",\"endpoints\":null,\"ports\":[]}"},
        {"Secret", "{\"metadata\":{\"name\":\"s\"},\"type\":\"Opaque\",\"data\":{\"k\":\"00ff\"}}"},
        {"Pod", pod},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        own_str char *once = cut(texts[i][0], texts[i][1], NULL);
        own_str char *twice = cut(texts[i][0], once, NULL);

        assert_string_equal(twice, once);
    }
}

static void only_our_annotations_stay(void **state)
{
    own_str char *got = cut("Ingress",
                            "{\"metadata\":{\"name\":\"i\",\"annotations\":{\"alb.ingress.kubernetes.io/"
                            "scheme\":\"internal\",\"kubernetes.io/ingress.class\":\"alb\","
                            "\"kubectl.kubernetes.io/last-applied-configuration\":\"{}\",\"headgate.io/"
                            "cluster-weight\":\"5\"}},\"status\":{\"loadBalancer\":{}}}",
                            NULL);

    (void)state;
    assert_string_equal(got, "{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"Ingress\",\"metadata\":{\"name\":\"i\",\"annotations\":{"
                             "\"alb.ingress.kubernetes.io/scheme\":\"internal\",\"headgate.io/cluster-weight\":\"5\",\"kubernetes.io/"
                             "ingress.class\":\"alb\"}}}");
}

static void fields_of_another_type_are_let_through_for_their_reader(void **state)
{
    own_str char *got = cut("Pod", "{\"metadata\":{\"name\":\"p\",\"annotations\":7},\"spec\":\"x\",\"status\":[1]}", NULL);

    (void)state;
    assert_string_equal(
        got, "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\",\"annotations\":7},\"spec\":\"x\",\"status\":[]}");
}

static char *secret(const char *uid, const char *value, const char *cluster)
{
    struct cut *c = cut_new(kind_of("Secret"));
    own_str char *text = xasprintf(
        "{\"metadata\":{\"name\":\"s\",\"namespace\":\"d\",\"uid\":\"%s\"},\"type\":\"Opaque\",\"data\":{\"k\":\"%s\"}}", uid, value);
    own_json *object = json_parse(text, strlen(text), NULL);
    struct buf out = {0};

    cut_secret(c, object, cluster, NULL, &out);
    cut_free(c);
    return buf_take(&out);
}

static void a_secret_shows_keys_and_hashes(void **state)
{
    own_str char *one = secret("u1", "aHVudGVyMg==", "blue"), *same = secret("u1", "aHVudGVyMg==", "blue");
    own_str char *other_value = secret("u1", "eA==", "blue"), *other_uid = secret("u2", "aHVudGVyMg==", "blue");
    own_str char *other_cluster = secret("u1", "aHVudGVyMg==", "green");

    (void)state;
    assert_null(strstr(one, "aHVudGVyMg"));
    assert_non_null(strstr(one, "\"data\":{\"k\":\""));
    assert_string_equal(one, same);
    assert_string_not_equal(one, other_value);
    assert_string_not_equal(strstr(one, "\"data\""), strstr(other_uid, "\"data\""));
    assert_string_not_equal(one, other_cluster);
    own_str char *again = cut("Secret", one, NULL);
    assert_string_equal(again, one);
}

static void known_objects_are_found_and_replaced(void **state)
{
    struct known k = {0};
    uint8_t a[KNOWN_HASH] = {1}, b[KNOWN_HASH] = {2};
    char uid[KNOWN_UID];
    struct known_object *o = known_put(&k, "d/p", "u1", a);

    (void)state;
    o->secret = xstrdup("d/s");
    assert_ptr_equal(known_find(&k, "d/p"), o);
    assert_string_equal(known_uid(o, uid), "u1");
    assert_null(known_find(&k, "d/q"));
    o = known_put(&k, "d/p", "u2", b);
    assert_string_equal(known_uid(known_find(&k, "d/p"), uid), "u2");
    assert_memory_equal(o->hash, b, KNOWN_HASH);
    assert_string_equal(o->secret, "d/s");
    known_remove(&k, o);
    assert_null(known_find(&k, "d/p"));
    known_put(&k, "d/p", "u3", a);
    known_release(&k);
    assert_null(known_first(&k));
    assert_int_equal(known_version("120"), 120);
    assert_int_equal(known_version("12x"), 0);
    assert_int_equal(known_version(NULL), 0);
}

static void many_are_held_and_walked(void **state)
{
    struct known k = {0};
    uint8_t hash[KNOWN_HASH] = {0};
    char text[KNOWN_UID];
    size_t seen = 0;

    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        own_str char *key = xasprintf("ns/pod-%u", i), *uid = xasprintf("0123abcd-0000-4000-8000-%012x", i);
        struct known_object *o = known_put(&k, key, uid, hash);

        assert_false(o->uid_is_text);
        assert_string_equal(known_uid(o, text), uid);
    }
    known_each(o, &k)
    {
        seen++;
        if (seen % 2)
            known_remove(&k, o);
    }
    assert_int_equal(seen, 1000);
    assert_int_equal(k.count, 500);
    assert_true(known_put(&k, "ns/odd", "0123ABCD-0000-4000-8000-000000000000", hash)->uid_is_text);
    assert_string_equal(known_uid(known_find(&k, "ns/odd"), text), "0123ABCD-0000-4000-8000-000000000000");
    known_release(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pod_is_cut_down),
        cmocka_unit_test(the_version_is_added_and_does_not_count),
        cmocka_unit_test(where_the_version_stands_is_told),
        cmocka_unit_test(cutting_twice_changes_nothing),
        cmocka_unit_test(only_our_annotations_stay),
        cmocka_unit_test(fields_of_another_type_are_let_through_for_their_reader),
        cmocka_unit_test(a_secret_shows_keys_and_hashes),
        cmocka_unit_test(known_objects_are_found_and_replaced),
        cmocka_unit_test(many_are_held_and_walked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
