/* Kubeconfig files in their forms, read as kubectl reads them; and what is refused, with its sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/kube/access.h"

#define CERT    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
#define KEY     "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n"
#define CONTEXT "contexts:\n- {name: c, context: {cluster: k, user: u, namespace: shop}}\ncurrent-context: c\n"
#define CLUSTER "clusters:\n- {name: k, cluster: {server: \"https://api.example:6443/\", certificate-authority: pki/ca.crt}}\n"
#define USER    "users:\n- {name: u, user: {token: abc}}\n"

static char dir[64];

static char *path_of(const char *name)
{
    return xasprintf("%s/%s", dir, name);
}

static char *put(const char *name, const char *text)
{
    char *path = path_of(name);
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

static int make_dir(void **state)
{
    (void)state;
    snprintf(dir, sizeof dir, "/tmp/kubeconfig-test.XXXXXX");
    assert_non_null(mkdtemp(dir));
    own_str char *pki = path_of("pki");
    mkdir(pki, 0700);
    free(put("pki/ca.crt", CERT));
    free(put("pki/key", KEY));
    unsetenv("KUBECONFIG");
    unsetenv("KUBERNETES_SERVICE_HOST");
    setenv("HOME", dir, 1);
    return 0;
}

static int remove_dir(void **state)
{
    own_str char *command = xasprintf("rm -rf '%s'", dir);

    (void)state;
    return system(command);
}

static int load(struct kube_access *a, const char *text, const struct kube_choice *more, struct err *err)
{
    own_str char *path = put("config", text);
    struct kube_choice choice = more ? *more : (struct kube_choice){0};

    choice.kubeconfig = path;
    return kube_access_load(a, &choice, err);
}

static void the_usual_file(void **state)
{
    struct kube_access a = {0};
    struct err err = {0};
    const char *token = NULL;

    (void)state;
    assert_int_equal(load(&a, "apiVersion: v1\nkind: Config\n" CLUSTER USER CONTEXT, NULL, &err), 0);
    assert_string_equal(a.server, "https://api.example:6443");
    assert_string_equal(a.ca_pem, CERT);
    assert_string_equal(a.namespace, "shop");
    assert_non_null(strstr(a.where, "context 'c' of '"));
    assert_int_equal(kube_access_token(&a, &token, &err), 0);
    assert_string_equal(token, "abc");
    kube_access_release(&a);
}

static void json_is_yaml_too(void **state)
{
    struct kube_access a = {0};
    struct err err = {0};

    (void)state;
    assert_int_equal(load(&a,
                          "{\"clusters\":[{\"name\":\"k\",\"cluster\":{\"server\":\"https://"
                          "x\",\"tls-server-name\":\"y\",\"proxy-url\":\"http://p:1\"}}],"
                          "\"contexts\":[{\"name\":\"c\",\"context\":{\"cluster\":\"k\"}}],\"current-context\":\"c\"}",
                          NULL, &err),
                     0);
    assert_string_equal(a.server_name, "y");
    assert_string_equal(a.proxy, "http://p:1");
    assert_null(a.ca_pem);
    assert_null(a.token);
    kube_access_release(&a);
}

static void data_wins_over_paths(void **state)
{
    own_buf text = {0};
    struct kube_access a = {0};
    struct err err = {0};
    struct http_trust trust;

    (void)state;
    buf_add_str(&text, "clusters:\n- name: k\n  cluster:\n    server: https://x\n    certificate-authority: /does/not/exist\n    "
                       "certificate-authority-data: ");
    base64_encode(&text, CERT, strlen(CERT));
    buf_add_str(&text, "\nusers:\n- name: u\n  user:\n    client-certificate: pki/ca.crt\n    client-key-data: ");
    base64_encode(&text, KEY, strlen(KEY));
    buf_add_str(&text, "\n" CONTEXT);
    assert_int_equal(load(&a, buf_str(&text), NULL, &err), 0);
    trust = kube_access_trust(&a);
    assert_string_equal(trust.ca_pem, CERT);
    assert_string_equal(trust.client_cert_pem, CERT);
    assert_string_equal(trust.client_key_pem, KEY);
    assert_false(trust.insecure);
    kube_access_release(&a);
}

static void a_token_file_wins_and_is_read_again(void **state)
{
    own_str char *file = put("token", "first\n");
    struct kube_access a = {0};
    struct err err = {0};
    const char *token = NULL;

    (void)state;
    assert_int_equal(load(&a, CLUSTER "users:\n- {name: u, user: {token: abc, tokenFile: token}}\n" CONTEXT, NULL, &err), 0);
    assert_int_equal(kube_access_token(&a, &token, &err), 0);
    assert_string_equal(token, "first");
    free(put("token", "second"));
    assert_int_equal(kube_access_token(&a, &token, &err), 0);
    assert_string_equal(token, "first"); /* not yet */
    kube_access_refused(&a);
    assert_int_equal(kube_access_token(&a, &token, &err), 0);
    assert_string_equal(token, "second");
    unlink(file);
    kube_access_refused(&a);
    assert_int_equal(kube_access_token(&a, &token, &err), 0); /* it is being replaced: the last one goes on */
    assert_string_equal(token, "second");
    kube_access_release(&a);
}

static void several_files_are_merged(void **state)
{
    own_str char *one = put("one", "current-context: c2\n" CLUSTER);
    own_str char *two = put("two", USER "current-context: c\ncontexts:\n- {name: c2, context: {cluster: k, user: u}}\n"
                                        "clusters:\n- {name: k, cluster: {server: \"https://later\"}}\n");
    own_str char *list = xasprintf("%s/missing:%s::%s", dir, one, two);
    struct kube_access a = {0};
    struct err err = {0};

    (void)state;
    setenv("KUBECONFIG", list, 1);
    assert_int_equal(kube_access_load(&a, &(struct kube_choice){0}, &err), 0);
    unsetenv("KUBECONFIG");
    assert_string_equal(a.server, "https://api.example:6443"); /* the first of a name wins */
    assert_string_equal(a.token, "abc");
    kube_access_release(&a);
}

static void insecure_only_when_asked_for(void **state)
{
    static const char text[] = "clusters:\n- {name: k, cluster: {server: \"https://x\", insecure-skip-tls-verify: true}}\n" USER CONTEXT;
    struct kube_access a = {0};
    struct err err = {0};

    (void)state;
    assert_int_equal(load(&a, text, NULL, &err), -1);
    assert_int_equal(err.kind, ERR_CONFIG);
    assert_non_null(strstr(err.text, "insecure-skip-tls-verify"));
    assert_int_equal(load(&a, text, &(struct kube_choice){.insecure = true}, &err), 0);
    assert_true(kube_access_trust(&a).insecure);
    kube_access_release(&a);
}

static void what_is_wrong_has_a_sentence(void **state)
{
    static const struct {
        const char *text, *context, *says;
    } cases[] = {
        {CLUSTER USER CONTEXT, "other", "context 'other' is not in kubeconfig '"},
        {CLUSTER USER "contexts:\n- {name: c, context: {cluster: k, user: u}}\n", NULL, "has no 'current-context'"},
        {USER CONTEXT, NULL, "cluster 'k' is not in kubeconfig '"},
        {CLUSTER CONTEXT, NULL, "user 'u' is not in kubeconfig '"},
        {"clusters:\n- {name: k, cluster: {}}\n" USER CONTEXT, NULL, "has no 'server'"},
        {"clusters:\n- {name: k, cluster: {server: \"http://x\"}}\n" USER CONTEXT, NULL, "only https://"},
        {"clusters:\n- {name: k, cluster: {server: \"https://x\", certificate-authority: none.crt}}\n" USER CONTEXT, NULL,
         "field 'certificate-authority' of cluster 'k'"},
        {"clusters:\n- {name: k, cluster: {server: \"https://x\", certificate-authority-data: \"%%\"}}\n" USER CONTEXT, NULL,
         "field 'certificate-authority-data' of cluster 'k'"},
        {"clusters:\n- {name: k, cluster: {server: \"https://x\", certificate-authority: pki/key}}\n" USER CONTEXT, NULL,
         "no PEM block 'CERTIFICATE'"},
        {CLUSTER "users:\n- {name: u, user: {client-certificate: pki/ca.crt}}\n" CONTEXT, NULL, "without the other"},
        {CLUSTER "users:\n- {name: u, user: {exec: {command: aws}}}\n" CONTEXT, NULL, "signs in by 'exec'"},
        {CLUSTER "users:\n- {name: u, user: {username: x, password: y}}\n" CONTEXT, NULL, "signs in by 'username'"},
        {CLUSTER "users:\n- {name: u, user: {auth-provider: {name: gcp}}}\n" CONTEXT, NULL, "signs in by 'auth-provider'"},
        {"clusters: [\n", NULL, "is no YAML: line "},
        {"- a\n", NULL, "is not a mapping"},
        {"", NULL, "has no 'current-context'"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct kube_access a = {0};
        struct err err = {0};

        assert_int_equal(load(&a, cases[i].text, &(struct kube_choice){.context = cases[i].context}, &err), -1);
        assert_int_equal(err.kind, ERR_CONFIG);
        if (!strstr(err.text, cases[i].says))
            fail_msg("case %zu: '%s' does not say \"%s\"", i, err.text, cases[i].says);
        assert_null(a.server);
    }
}

static void nothing_at_all_is_said(void **state)
{
    struct kube_access a = {0};
    struct err err = {0};
    own_str char *missing = path_of("missing");

    (void)state;
    assert_int_equal(kube_access_load(&a, &(struct kube_choice){0}, &err), -1);
    assert_non_null(strstr(err.text, "no kubeconfig found"));
    assert_int_equal(kube_access_load(&a, &(struct kube_choice){.kubeconfig = missing}, &err), -1);
    assert_int_equal(err.kind, ERR_CONFIG);
    assert_non_null(strstr(err.text, missing));
    assert_int_equal(kube_access_load(&a, &(struct kube_choice){.in_cluster = true}, &err), -1);
    assert_non_null(strstr(err.text, "KUBERNETES_SERVICE_HOST"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_file),
        cmocka_unit_test(json_is_yaml_too),
        cmocka_unit_test(data_wins_over_paths),
        cmocka_unit_test(a_token_file_wins_and_is_read_again),
        cmocka_unit_test(several_files_are_merged),
        cmocka_unit_test(insecure_only_when_asked_for),
        cmocka_unit_test(what_is_wrong_has_a_sentence),
        cmocka_unit_test(nothing_at_all_is_said),
    };

    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
