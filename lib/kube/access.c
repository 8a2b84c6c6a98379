#include "lib/kube/access.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

#include "lib/kube/exec.h"
#include "lib/kube/kubeconfig.h"

#define SERVICE_ACCOUNT "/var/run/secrets/kubernetes.io/serviceaccount/"

enum {
    TOKEN_LIMIT = 64 * 1024,
    CA_LIMIT = 4 * 1024 * 1024,
    TOKEN_READ_MS = 50 * 1000, /* at least every minute, with some room */
    EARLY_MS = 60 * 1000,      /* a plugin's credentials are renewed so long before they expire */
    AGAIN_MS = 10 * 1000,      /* after that failed */
};

static void wipe(char *secret)
{
    if (secret)
        explicit_bzero(secret, strlen(secret));
    free(secret);
}

void kube_access_release(struct kube_access *a)
{
    free(a->where);
    free(a->server);
    free(a->namespace);
    free(a->ca_pem);
    free(a->server_name);
    free(a->proxy);
    free(a->client_cert_pem);
    wipe(a->client_key_pem);
    wipe(a->token);
    free(a->token_file);
    kube_exec_free(a->exec);
    *a = (struct kube_access){0};
}

static int read_token(struct kube_access *a, struct err *err)
{
    own_buf text = {0};

    if (buf_read_file(&text, a->token_file, TOKEN_LIMIT, err)) {
        if (err)
            err->kind = ERR_AGAIN; /* it is being replaced, or will be */
        return -1;
    }
    while (text.len && strchr(" \t\r\n", text.data[text.len - 1]))
        text.data[--text.len] = '\0';
    if (!text.len || strpbrk(text.data, "\r\n"))
        return err_set(err, ERR_AGAIN, "token file '%s' holds no token: it must be one line", a->token_file);
    wipe(a->token);
    a->token = buf_take(&text);
    a->token_read = mono_ms();
    return 0;
}

int kube_access_token(struct kube_access *a, const char **token, struct err *err)
{
    if (a->token_file && (!a->token_read || mono_ms() - a->token_read > TOKEN_READ_MS)) {
        struct err why = {0};

        if (read_token(a, &why) && !a->token)
            return err_set(err, why.kind, "%s", why.text);
    }
    *token = a->token;
    return 0;
}

void kube_access_refused(struct kube_access *a)
{
    a->token_read = 0;
    a->exec_good = false;
}

/* ---- what a plugin says ---- */

bool kube_access_wants_exec(const struct kube_access *a)
{
    return (a->exec || a->signer.start) && (!a->exec_good || (a->exec_due.us && moment_now().us >= a->exec_due.us));
}

static void replace_secret(char **old, char **new)
{
    wipe(*old);
    *old = *new;
    *new = NULL;
}

void kube_access_take(struct kube_access *a, struct kube_credential *got)
{
    int64_t life_ms = (got->expires.us - moment_now().us) / 1000;
    int64_t early_ms = life_ms / 2 < EARLY_MS ? life_ms / 2 : EARLY_MS;

    replace_secret(&a->token, &got->token);
    replace_secret(&a->client_cert_pem, &got->cert_pem);
    replace_secret(&a->client_key_pem, &got->key_pem);
    a->exec_good = true;
    a->exec_expires = got->expires;
    a->exec_due = got->expires.us ? moment_add_ms(got->expires, life_ms > 0 ? -early_ms : 0) : (struct moment){0};
}

bool kube_access_makes_do(struct kube_access *a)
{
    struct moment now = moment_now();

    if (!a->exec_good || now.us >= a->exec_expires.us)
        return false;
    a->exec_due = moment_add_ms(now, AGAIN_MS);
    return true;
}

struct http_trust kube_access_trust(const struct kube_access *a)
{
    return (struct http_trust){
        .ca_pem = a->ca_pem,
        .client_cert_pem = a->client_cert_pem,
        .client_key_pem = a->client_key_pem,
        .server_name = a->server_name,
        .proxy = a->proxy,
        .insecure = a->insecure,
    };
}

int kube_check_pem(const char *pem, const char *block, const char *what, const char *where, struct err *err)
{
    own_str char *mark = xasprintf("%s-----", block);
    const char *begin = strstr(pem, "-----BEGIN ");

    if (begin && strstr(begin, mark))
        return 0;
    return err_set(err, ERR_CONFIG, "%s of %s is not usable: no PEM block '%s' in it", what, where, block);
}

bool kube_in_cluster(void)
{
    const char *host = getenv("KUBERNETES_SERVICE_HOST"), *port = getenv("KUBERNETES_SERVICE_PORT");

    return host && *host && port && *port;
}

int kube_access_in_cluster(struct kube_access *a, struct err *err)
{
    const char *host = getenv("KUBERNETES_SERVICE_HOST"), *port = getenv("KUBERNETES_SERVICE_PORT");
    own_buf ca = {0}, namespace = {0};

    if (!kube_in_cluster())
        return err_set(err, ERR_CONFIG,
                       "in-cluster access needs 'KUBERNETES_SERVICE_HOST' and 'KUBERNETES_SERVICE_PORT' in the environment");
    if (buf_read_file(&ca, SERVICE_ACCOUNT "ca.crt", CA_LIMIT, err))
        return -1;
    a->where = xstrdup("the cluster that this runs in");
    a->server = xasprintf(strchr(host, ':') ? "https://[%s]:%s" : "https://%s:%s", host, port);
    a->ca_pem = buf_take(&ca);
    a->token_file = xstrdup(SERVICE_ACCOUNT "token");
    if (!buf_read_file(&namespace, SERVICE_ACCOUNT "namespace", TOKEN_LIMIT, NULL))
        a->namespace = buf_take(&namespace);
    return kube_check_pem(a->ca_pem, "CERTIFICATE", "'" SERVICE_ACCOUNT "ca.crt'", a->where, err);
}

int kube_access_load(struct kube_access *a, const struct kube_choice *choice, struct err *err)
{
    own_str char *paths = choice->in_cluster ? NULL : kubeconfig_paths(choice->kubeconfig);

    if (paths)
        return kubeconfig_load(a, paths, choice, err);
    if (choice->in_cluster || kube_in_cluster())
        return kube_access_in_cluster(a, err);
    return err_set(err, ERR_CONFIG, "no kubeconfig found: give --kubeconfig FILE, or set KUBECONFIG, or write '~/.kube/config'");
}
