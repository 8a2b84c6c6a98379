/* The fleet file: what it may say, and the sentence for what it may not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/fleet.h"

static int load(struct fleet *f, const char *yaml, struct err *err)
{
    char path[] = "/tmp/fleet-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, yaml, strlen(yaml)), strlen(yaml));
    close(fd);
    int bad = fleet_load(f, path, err);
    unlink(path);
    return bad;
}

#define GOOD "fleet: shop\nregion: us-west-2\n"

static void a_whole_file(void **state)
{
    (void)state;
    struct fleet f = {0};
    struct err err = {0};
    own_buf data = {0};
    assert_int_equal(load(&f,
                          GOOD "account: 012345678901\nvpcId: vpc-1\nclusters:\n"
                               "  - {name: blue, kubeconfig: /etc/b, context: admin@b}\n  - name: green\n    eks: green-1\n"
                               "  - {name: red, in-cluster: true}\n  - grey\n"
                               "options:\n  default-tags: {team: web, n: \"1\"}\n  list: [a, 2]\n  on: true\n  off: \"true\"\n"
                               "  after: 30s\n  count: 12\n  zip: 0123\n  none:\n",
                          &err),
                     0);
    fleet_encode(&f, &data);
    assert_string_equal(buf_str(&data),
                        "{\"fleet\":\"shop\",\"region\":\"us-west-2\",\"account\":\"012345678901\",\"vpcId\":\"vpc-1\","
                        "\"clusters\":[\"blue\",\"green\",\"red\",\"grey\"],\"options\":{\"default-tags\":{\"team\":\"web\",\"n\":\"1\"},"
                        "\"list\":[\"a\",2],\"on\":true,\"off\":\"true\",\"after\":\"30s\",\"count\":12,\"zip\":\"0123\",\"none\":null}}");
    assert_string_equal(f.clusters[0].kubeconfig, "/etc/b");
    assert_string_equal(f.clusters[0].context, "admin@b");
    assert_string_equal(f.clusters[1].eks, "green-1");
    assert_true(f.clusters[2].in_cluster);
    assert_int_equal(fleet_index(&f, "red"), 2);
    assert_int_equal(fleet_index(&f, "nobody"), -1);
    assert_true(fleet_option_bool(&f, "on", false));
    assert_string_equal(fleet_option_str(&f, "after", "?"), "30s");
    assert_string_equal(fleet_option_str(&f, "missing", "?"), "?");
    fleet_release(&f);
}

static void what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *sentence;
        const char *yaml;
    } cases[] = {
        {"' is empty", ""},
        {"line 1: member 'fleet' is missing", "region: x\nclusters: [a]\n"},
        {"member 'region' is missing", "fleet: shop\nclusters: [a]\n"},
        {"member 'clusters' is missing", GOOD},
        {"member 'clusters' is missing", GOOD "clusters: []\n"},
        {"line 3: 'clusters' must be a list", GOOD "clusters: blue\n"},
        {"line 3: the fleet file has no member 'cluster'", GOOD "cluster: [a]\n"},
        {"line 4: a cluster has no member 'kubekonfig'", GOOD "clusters:\n  - {name: a, kubekonfig: x}\n"},
        {"line 3: a cluster needs a 'name'", GOOD "clusters: [{eks: x}]\n"},
        {"line 5: cluster 'a' is there twice", GOOD "clusters:\n  - a\n  - {name: a}\n"},
        {"line 3: 'region' is there twice", GOOD "region: y\nclusters: [a]\n"},
        {"line 3: cluster 'a/b' must be 1 to 100 letters", GOOD "clusters: [a/b]\n"},
        {"fleet 'a b' must be 1 to 100 letters", "fleet: a b\nregion: x\nclusters: [a]\n"},
        {"line 3: a cluster is reached by one of", GOOD "clusters: [{name: a, eks: x, kubeconfig: y}]\n"},
        {"line 3: 'in-cluster' must be true or false", GOOD "clusters: [{name: a, in-cluster: perhaps}]\n"},
        {"line 2: 'region' must be a text", "fleet: shop\nregion: [x]\nclusters: [a]\n"},
        {"line 4: 'options' must be a mapping", GOOD "clusters: [a]\noptions: [x]\n"},
        {"line 6: an option is there twice", GOOD "clusters: [a]\noptions:\n  x: 1\n  x: 2\n"},
        {"options are nested too deeply", GOOD "clusters: [a]\noptions: &o\n  again: *o\n"},
        {"is not YAML", GOOD "clusters: [a\n"},
        {"the fleet file must be a mapping", "- a\n"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct fleet f = {0};
        struct err err = {0};
        if (!load(&f, cases[i].yaml, &err))
            fail_msg("taken, should say: %s", cases[i].sentence);
        if (!strstr(err.text, cases[i].sentence))
            fail_msg("says: %s\nshould say: %s", err.text, cases[i].sentence);
        assert_int_equal(err.kind, ERR_CONFIG);
        assert_null(f.name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file),
        cmocka_unit_test(what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
