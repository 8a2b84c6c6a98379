/* Credential plugins (client-go: "client-go credential plugins", client.authentication.k8s.io/v1 and v1beta1): a
 * command that prints a token or a client certificate. It runs beside the loop: nothing waits for it but those
 * who need what it prints. Its stdin is /dev/null, its stderr ours, its stdout a pipe. */
#ifndef KUBE_EXEC_H
#define KUBE_EXEC_H

#include <stddef.h>

#include "lib/base/loop.h"
#include "lib/base/moment.h"

struct err;

/* What a kubeconfig says under `exec`; all text is owned. */
struct kube_exec {
    char *where;   /* for sentences: "user 'x' of '/path'" */
    char *command; /* a path, or a name that is looked for in PATH */
    char **args;   /* from argv[1] on, NULL-terminated */
    char **env;    /* "NAME=VALUE", NULL-terminated; goes before the own environment */
    char *api_version;
    char *install_hint; /* or NULL */
    char *info;         /* KUBERNETES_EXEC_INFO */
};

void kube_exec_free(struct kube_exec *x); /* NULL is let pass */

/* What it printed. Zero is empty; kube_credential_release wipes what is secret. */
struct kube_credential {
    char *token;              /* or NULL */
    char *cert_pem, *key_pem; /* both or none */
    struct moment expires;    /* zero: never said */
};

void kube_credential_release(struct kube_credential *c);
/* Reads an ExecCredential. ERR_CONFIG says what is wrong with it, never what stood in it. */
int kube_credential_read(struct kube_credential *to, const struct kube_exec *x, const char *json, size_t len, struct err *err);

/* err is NULL when got holds something: take it out, the rest is released afterwards. ERR_CONFIG: a person must
 * act; ERR_AGAIN: it failed or did not end in time. */
typedef void kube_exec_fn(void *context, struct kube_credential *got, const struct err *err);

struct kube_exec_run; /* one run of it */

/* Borrows x until fn was called (once, from the loop). NULL and *err when it cannot be started: fn is not called. */
struct kube_exec_run *kube_exec_start(struct loop *loop, const struct kube_exec *x, kube_exec_fn *fn, void *context, struct err *err);
/* Kills it, without a call of fn. NULL is let pass. */
void kube_exec_cancel(struct kube_exec_run *r);

#endif
