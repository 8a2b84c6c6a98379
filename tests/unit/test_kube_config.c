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
#include "lib/kube/exec.h"

#define CERT    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
#define CERT64  "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo="
#define KEY     "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n"
#define CONTEXT "contexts:\n- {name: c, context: {cluster: k, user: u, namespace: shop}}\ncurrent-context: c\n"
#define CLUSTER "clusters:\n- {name: k, cluster: {server: \"https://api.example:6443/\", certificate-authority: pki/ca.crt}}\n"
#define USER    "users:\n- {name: u, user: {token: abc}}\n"

#define EXEC(text) "users:\n- {name: u, user: {exec: {" text "}}}\n" CONTEXT

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

/* One line: what kubectl makes of it. "DIR" in what is wanted stands for the folder of the file. */
struct form {
    const char *text, *server, *ca, *server_name, *proxy, *cert, *token, *token_file, *command, *info;
};

static const struct form forms[] = {
    {.text = CLUSTER USER CONTEXT, .server = "https://api.example:6443", .ca = CERT, .token = "abc"},
    /* kind and apiVersion, preferences, extensions, unknown members: let pass */
    {.text = "kind: Config\npreferences: {colors: true}\nextensions: []\nmore: 1\n" CLUSTER USER CONTEXT,
     .server = "https://api.example:6443",
     .ca = CERT,
     .token = "abc"},
    /* no CA: the system's; a path in the server's address, and slashes at its end */
    {.text = "clusters: [{name: k, cluster: {server: 'https://x/k8s/clusters/c-1//'}}]\n" USER CONTEXT,
     .server = "https://x/k8s/clusters/c-1",
     .token = "abc"},
    {.text = "clusters: [{name: k, cluster: {server: 'https://1.2.3.4', tls-server-name: api.internal}}]\n" USER CONTEXT,
     .server = "https://1.2.3.4",
     .server_name = "api.internal",
     .token = "abc"},
    {.text =
         "clusters: [{name: k, cluster: {server: 'https://x', proxy-url: 'socks5://p:1080', disable-compression: true}}]\n" USER CONTEXT,
     .server = "https://x",
     .proxy = "socks5://p:1080",
     .token = "abc"},
    /* client certificate by path */
    {.text = CLUSTER "users: [{name: u, user: {client-certificate: pki/ca.crt, client-key: pki/key}}]\n" CONTEXT,
     .server = "https://api.example:6443",
     .ca = CERT,
     .cert = CERT},
    /* certificate and token: both are used */
    {.text = CLUSTER "users: [{name: u, user: {client-certificate: pki/ca.crt, client-key: pki/key, token: abc}}]\n" CONTEXT,
     .server = "https://api.example:6443",
     .ca = CERT,
     .cert = CERT,
     .token = "abc"},
    {.text = CLUSTER "users: [{name: u, user: {tokenFile: ./run/token}}]\n" CONTEXT,
     .server = "https://api.example:6443",
     .ca = CERT,
     .token_file = "DIR/./run/token"},
    {.text = CLUSTER "users: [{name: u, user: {tokenFile: /run/token}}]\n" CONTEXT,
     .server = "https://api.example:6443",
     .ca = CERT,
     .token_file = "/run/token"},
    /* null and empty are absent */
    {.text = CLUSTER "users: [{name: u, user: {token: '123', tokenFile: '', client-certificate: null, exec: ~}}]\n" CONTEXT,
     .server = "https://api.example:6443",
     .ca = CERT,
     .token = "123"},
    /* no user: anonymous */
    {.text = CLUSTER "contexts: [{name: c, context: {cluster: k}}]\ncurrent-context: c\n",
     .server = "https://api.example:6443",
     .ca = CERT},
    /* the last of two fields of one name */
    {.text = "clusters: [{name: k, cluster: {server: 'https://one', server: 'https://two'}}]\n" USER CONTEXT,
     .server = "https://two",
     .token = "abc"},
    /* plugins: a name for PATH, a path beside the file, an absolute one */
    {.text = CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1beta1, command: aws, args: [eks, get-token], env: null"),
     .server = "https://api.example:6443",
     .ca = CERT,
     .command = "aws eks get-token",
     .info = "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"spec\":{\"interactive\":false}}"},
    {.text = CLUSTER EXEC(
         "apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ./login, env: [{name: A, value: b}, {name: C}]"),
     .server = "https://api.example:6443",
     .ca = CERT,
     .command = "DIR/./login A=b C=",
     .info = "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"spec\":{\"interactive\":false}}"},
    {.text =
         "clusters: [{name: k, cluster: {server: 'https://x', certificate-authority: pki/ca.crt, extensions: [{name: other, extension: 1}, "
         "{name: client.authentication.k8s.io/exec, extension: {audience: [a, '7', 7, true, null]}}]}}]\n" EXEC(
             "apiVersion: client.authentication.k8s.io/v1, interactiveMode: IfAvailable, command: /bin/login, provideClusterInfo: true"),
     .server = "https://x",
     .ca = CERT,
     .command = "/bin/login",
     .info =
         "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"spec\":{\"cluster\":{\"server\":\"https://x\","
         "\"certificate-authority-data\":\"" CERT64 "\",\"config\":{\"audience\":[\"a\",\"7\",7,true,null]}},\"interactive\":false}}"},
    /* a token goes before a plugin */
    {.text =
         CLUSTER "users: [{name: u, user: {token: abc, exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws}}}]\n" CONTEXT,
     .server = "https://api.example:6443",
     .ca = CERT,
     .token = "abc"},
};

static void same(size_t form, const char *field, const char *got, const char *wanted)
{
    bool in_dir = wanted && !strncmp(wanted, "DIR/", 4);
    own_str char *full = in_dir ? path_of(wanted + 4) : xstrdup_or_null(wanted);

    if (!str_equal(got, full))
        fail_msg("form %zu: %s is '%s', wanted '%s'", form, field, got ? got : "(none)", full ? full : "(none)");
}

static void same_exec(size_t i, const struct kube_exec *x, const struct form *f)
{
    own_buf line = {0};

    if (x)
        buf_add_str(&line, x->command);
    for (char **at = x ? x->args : NULL; at && *at; at++)
        buf_addf(&line, " %s", *at);
    for (char **at = x ? x->env : NULL; at && *at; at++)
        buf_addf(&line, " %s", *at);
    same(i, "exec", x ? buf_str(&line) : NULL, f->command);
    same(i, "KUBERNETES_EXEC_INFO", x ? x->info : NULL, f->info);
}

static void forms_are_read_as_kubectl_reads_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        const struct form *f = &forms[i];
        struct kube_access a = {0};
        struct err err = {0};

        if (load(&a, f->text, NULL, &err))
            fail_msg("form %zu: %s", i, err.text);
        same(i, "server", a.server, f->server);
        same(i, "CA", a.ca_pem, f->ca);
        same(i, "TLS name", a.server_name, f->server_name);
        same(i, "proxy", a.proxy, f->proxy);
        same(i, "certificate", a.client_cert_pem, f->cert);
        same(i, "key", a.client_key_pem, f->cert ? KEY : NULL);
        same(i, "token", a.token, f->token);
        same(i, "tokenFile", a.token_file, f->token_file);
        same_exec(i, a.exec, f);
        kube_access_release(&a);
    }
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
        {CLUSTER "users:\n- {name: u, user: {exec: {command: aws}}}\n" CONTEXT, NULL, "has apiVersion ''"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1alpha1, command: x"), NULL, "v1alpha1'"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1, command: x"), NULL, "has no 'interactiveMode'"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Always"), NULL, "nobody sits here"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Maybe"), NULL, "interactiveMode 'Maybe'"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never"), NULL, "has no 'command'"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1beta1, command: x, args: y"), NULL, "'args' of 'exec' of user 'u'"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1beta1, command: x, env: [{value: z}]"), NULL,
         "'env' of 'exec' of user 'u'"},
        {CLUSTER "users:\n- {name: u, user: {username: x, password: z}}\n" CONTEXT, NULL, "signs in by 'username'"},
        {CLUSTER "users:\n- {name: u, user: {auth-provider: {name: gcp}}}\n" CONTEXT, NULL, "signs in by 'auth-provider'"},
        {"clusters: [{name: k, cluster: {server: 'https://one'}}, {name: k, cluster: {server: 'https://two'}}]\n" USER CONTEXT, NULL,
         "name 'k' stands twice"},
        {CLUSTER "users: [{name: u, user: {token: 123}}]\n" CONTEXT, NULL, "field 'token' of user 'u'"},
        {CLUSTER "users: [{name: u, user: [token]}]\n" CONTEXT, NULL, "user 'u' of '"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1beta1, command: x, args: [yes]"), NULL, "field 'args' of 'exec' of user"},
        {CLUSTER EXEC("apiVersion: client.authentication.k8s.io/v1beta1, command: x, env: [{name: a, value: 0x1f}]"), NULL,
         "field 'value' of 'env' of 'exec' of user 'u'"},
        {"clusters: [{name: k, cluster: {server: 'https://x', disable-compression: 'true'}}]\n" USER CONTEXT, NULL,
         "neither true nor false"},
        {"clusters: k\n" USER CONTEXT, NULL, "field 'clusters' of kubeconfig"},
        {"kind: Pod\n" CLUSTER USER CONTEXT, NULL, "says kind 'Pod' of apiVersion 'v1'"},
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
        cmocka_unit_test(forms_are_read_as_kubectl_reads_them),
        cmocka_unit_test(what_is_wrong_has_a_sentence),
        cmocka_unit_test(nothing_at_all_is_said),
    };

    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
