/* The simulated API server's insides: paths, history and snapshots, selectors, merge patches. */
/* links: tests/sim/kube/kinds.o tests/sim/kube/store.o tests/sim/kube/object.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* own */
#include "tests/sim/kube/object.h"
#include "tests/sim/kube/store.h"

static void paths_name_their_target(void **state)
{
    (void)state;
    static const struct {
        const char *path, *plural, *namespace, *name, *subresource;
    } rows[] = {
        {"/api/v1/pods", "pods", "", "", ""},
        {"/api/v1/namespaces", "namespaces", "", "", ""},
        {"/api/v1/namespaces/shop", "namespaces", "", "shop", ""},
        {"/api/v1/namespaces/shop/status", "namespaces", "", "shop", "status"},
        {"/api/v1/namespaces/shop/pods", "pods", "shop", "", ""},
        {"/api/v1/namespaces/shop/pods/a/status", "pods", "shop", "a", "status"},
        {"/apis/networking.k8s.io/v1/namespaces/shop/ingresses/web", "ingresses", "shop", "web", ""},
        {"/apis/networking.k8s.io/v1/ingressclasses/alb", "ingressclasses", "", "alb", ""},
        {"/apis/networking.k8s.io/v1beta1/ingresses", NULL, "", "", ""},
        {"/api/v1/pods/a", NULL, "", "", ""},
        {"/api/v1/namespaces/shop/nodes", NULL, "", "", ""},
        {"/apis", NULL, "", "", ""},
        {"/healthz", NULL, "", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct target t;
        int failed = target_parse(&t, rows[i].path);
        if (!rows[i].plural) {
            assert_int_equal(failed, -1);
            continue;
        }
        assert_int_equal(failed, 0);
        assert_string_equal(t.kind->plural, rows[i].plural);
        assert_string_equal(t.namespace, rows[i].namespace);
        assert_string_equal(t.name, rows[i].name);
        assert_string_equal(t.subresource, rows[i].subresource);
    }
}

static void expect(const struct store *s, uint64_t rv, const char *wanted)
{
    struct snapshot n;
    char text[256] = "";
    store_snapshot(s, kind_by_plural("pods"), rv, &n);
    for (size_t i = 0; i < n.count; i++)
        strcat(strcat(text, n.items[i]->text), " ");
    snapshot_release(&n);
    assert_string_equal(text, wanted);
}

static void a_snapshot_shows_the_past(void **state)
{
    (void)state;
    struct store *s = store_new(1000);
    const struct kind *pods = kind_by_plural("pods"), *nodes = kind_by_plural("nodes");
    uint64_t start = store_version(s);
    store_put(s, pods, "n/b", "b1");
    store_put(s, pods, "n/a", "a1");
    store_put(s, nodes, "x", "x1");
    store_put(s, pods, "n/b", "b2");
    store_delete(s, pods, "n/a", "a-last");
    store_put(s, pods, "n/a", "a2");
    store_put(s, pods, "n/b", "b3");
    expect(s, start, "");
    expect(s, start + 2, "a1 b1 ");
    expect(s, start + 3, "a1 b1 ");
    expect(s, start + 4, "a1 b2 ");
    expect(s, start + 5, "b2 ");
    expect(s, start + 6, "a2 b2 ");
    expect(s, start + 7, "a2 b3 ");
    assert_int_equal(store_count(s, pods), 2);
    const struct change *c = store_change(s, start + 5);
    assert_int_equal(c->type, CHANGE_DELETED);
    assert_string_equal(c->now->text, "a-last");
    assert_string_equal(c->before->text, "a1");
    store_compact(s);
    assert_int_equal(store_compacted(s), start + 7);
    expect(s, start + 7, "a2 b3 ");
    store_free(s);
}

static void old_changes_are_forgotten(void **state)
{
    (void)state;
    struct store *s = store_new(10);
    for (int i = 0; i < 5000; i++)
        store_put(s, kind_by_plural("pods"), "n/a", i % 2 ? "odd" : "even");
    assert_int_equal(store_version(s) - store_compacted(s), 10);
    assert_string_equal(store_change(s, store_compacted(s) + 1)->now->text, "even");
    assert_string_equal(store_change(s, store_version(s))->now->text, "odd");
    expect(s, store_compacted(s), "odd ");
    store_free(s);
}

static void selectors_select(void **state)
{
    (void)state;
    static const char object[] = "{\"metadata\":{\"name\":\"n\",\"labels\":{\"a\":\"1\",\"b\":\"\"}},\"spec\":{\"nodeName\":\"x\"}}";
    static const struct {
        const char *labels, *fields;
        bool matches;
    } rows[] = {
        {NULL, NULL, true},
        {"", "", true},
        {"a=1", NULL, true},
        {"a==1", NULL, true},
        {"a=2", NULL, false},
        {"a!=2", NULL, true},
        {"c!=2", NULL, true},
        {"a", NULL, true},
        {"c", NULL, false},
        {"!c", NULL, true},
        {"!a", NULL, false},
        {"a=1,b=", NULL, true},
        {"a=1,c", NULL, false},
        {NULL, "metadata.name=n", true},
        {NULL, "metadata.name!=n", false},
        {"a=1", "spec.nodeName=x", true},
        {"a=1", "spec.nodeName=y", false},
        {NULL, "metadata.namespace=", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct selector s = {rows[i].labels, rows[i].fields};
        assert_int_equal(selector_matches(&s, object), rows[i].matches);
    }
}

/* The examples of RFC 7386, appendix A, whose target is an object. */
static void merge_patches_follow_the_rfc(void **state)
{
    (void)state;
    static const struct {
        const char *old, *patch, *wanted;
    } rows[] = {
        {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
        {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
        {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
        {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
        {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
        {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        own_buf text = {0};
        own_json *old = json_parse(rows[i].old, strlen(rows[i].old), NULL);
        own_json *patch = json_parse(rows[i].patch, strlen(rows[i].patch), NULL);
        object_merge(&text, old, patch);
        assert_string_equal(buf_str(&text), rows[i].wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_name_their_target),      cmocka_unit_test(a_snapshot_shows_the_past),
        cmocka_unit_test(old_changes_are_forgotten),    cmocka_unit_test(selectors_select),
        cmocka_unit_test(merge_patches_follow_the_rfc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
