/* sim-kubeconfig [--context NAME] [--insecure] [--kubeconfig FILE]: what lib/kube understands of a kubeconfig, as one line of JSON in the
 * words of the file; for the comparison with kubectl. Without --kubeconfig as the programs do it: $KUBECONFIG, ~/.kube/config. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* kube */
#include "lib/kube/access.h"

static void add_texts(struct json_out *o, const char *name, char *const *texts)
{
    json_open_array(o, name);
    for (; texts && *texts; texts++)
        json_add_str(o, NULL, *texts);
    json_close_array(o);
}

static void add_exec(struct json_out *o, const struct kube_exec *x)
{
    if (!x)
        return;
    json_open_object(o, "exec");
    json_add_str(o, "command", x->command);
    add_texts(o, "args", x->args);
    add_texts(o, "env", x->env);
    json_add_str(o, "apiVersion", x->api_version);
    json_add_str(o, "installHint", x->install_hint);
    json_add_raw(o, "info", x->info);
    json_close_object(o);
}

static void print(const struct kube_access *a)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);

    json_open_object(&o, NULL);
    json_add_str(&o, "server", a->server);
    json_add_str(&o, "namespace", a->namespace);
    json_add_str(&o, "certificate-authority-data", a->ca_pem);
    json_add_str(&o, "tls-server-name", a->server_name);
    json_add_str(&o, "proxy-url", a->proxy);
    json_add_bool(&o, "insecure-skip-tls-verify", a->insecure);
    json_add_bool(&o, "disable-compression", a->uncompressed);
    json_add_str(&o, "client-certificate-data", a->client_cert_pem);
    json_add_str(&o, "client-key-data", a->client_key_pem);
    json_add_str(&o, "token", a->token);
    json_add_str(&o, "tokenFile", a->token_file);
    add_exec(&o, a->exec);
    json_close_object(&o);
    puts(buf_str(&text));
}

int main(int argc, char **argv)
{
    static const struct option options[] = {
        {"context", required_argument, NULL, 'c'}, {"kubeconfig", required_argument, NULL, 'k'}, {"insecure", no_argument, NULL, 'i'}, {0}};
    struct kube_choice choice = {0};
    struct kube_access a = {0};
    struct err err = {0};

    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == '?')
            return 100;
        if (c == 'c')
            choice.context = optarg;
        else if (c == 'k')
            choice.kubeconfig = optarg;
        else
            choice.insecure = true;
    }
    if (kube_access_load(&a, &choice, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return err_exit_code(&err);
    }
    print(&a);
    kube_access_release(&a);
    return 0;
}
