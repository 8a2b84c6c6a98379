/* How to reach one API server as one user: what a kubeconfig or the cluster around us says.
 * Zero is valid and empty; all text is owned; kube_access_release frees and wipes what is secret. */
#ifndef KUBE_ACCESS_H
#define KUBE_ACCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/http.h"
#include "lib/base/moment.h"

#include "lib/kube/exec.h"

struct err;
/* Signs in in another way than a kubeconfig knows; all NULL: none. */
struct kube_signer {
    void *context; /* borrowed as long as the access is used */
    /* As kube_exec_start: fn is called once, from the loop. NULL and *err when it cannot be started. */
    void *(*start)(void *context, kube_exec_fn *fn, void *to, struct err *err);
    void (*cancel)(void *run); /* without a call of fn; NULL is let pass */
};

struct kube_access {
    char *where;       /* for sentences: "context 'x' of '/root/.kube/config'" */
    char *server;      /* https://HOST:PORT[/PATH], no slash at the end */
    char *namespace;   /* of the context, or NULL */
    char *ca_pem;      /* NULL: the system's CAs */
    char *server_name; /* tls-server-name */
    char *proxy;       /* proxy-url; NULL: from the environment */
    char *client_cert_pem, *client_key_pem;
    char *token;
    char *token_file;   /* wins over token; read again as it rotates */
    int64_t token_read; /* mono_ms of the last reading */
    bool insecure;
    bool uncompressed;         /* disable-compression */
    struct kube_exec *exec;    /* a credential plugin, whose token or certificate stands above; or NULL */
    struct kube_signer signer; /* what does so in its place */
    bool exec_good;            /* it was asked, and nobody has refused what it gave */
    struct moment exec_due;    /* when to ask it again; zero: not before somebody refuses */
    struct moment exec_expires;
};

/* What a person chose; NULL where nothing was said. */
struct kube_choice {
    const char *kubeconfig; /* else $KUBECONFIG (a list, merged), else ~/.kube/config, else in-cluster */
    const char *context;    /* else current-context */
    bool in_cluster;        /* only that */
    bool insecure;          /* insecure-skip-tls-verify in the file is let pass */
};

/* ERR_CONFIG names the file and the field that is wrong or cannot be served. */
int kube_access_load(struct kube_access *a, const struct kube_choice *choice, struct err *err);
void kube_access_release(struct kube_access *a);

/* The bearer token now, borrowed until the next call; NULL when there is none. A token file is opened anew
 * when it was read more than a minute ago, or always after kube_access_refused. ERR_AGAIN names the file. */
int kube_access_token(struct kube_access *a, const char **token, struct err *err);
/* The server answered 401: read what can be read again. */
void kube_access_refused(struct kube_access *a);
/* The plugin must be asked before the next request. */
bool kube_access_wants_exec(const struct kube_access *a);
/* What it said is good until a minute before it expires, or half its short life. Takes what *got holds. */
void kube_access_take(struct kube_access *a, struct kube_credential *got);
/* It failed. True when what it gave before has not expired: that goes on, and it is asked again soon. */
bool kube_access_makes_do(struct kube_access *a);
/* Borrows from a. */
struct http_trust kube_access_trust(const struct kube_access *a);

/* The service account of the pod that this runs in: KUBERNETES_SERVICE_HOST and _PORT, and the folder
 * /var/run/secrets/kubernetes.io/serviceaccount. */
bool kube_in_cluster(void);
int kube_access_in_cluster(struct kube_access *a, struct err *err);

/* PEM text that holds the named kind of block ("CERTIFICATE", "PRIVATE KEY"), as field `what` of `where` says. */
int kube_check_pem(const char *pem, const char *block, const char *what, const char *where, struct err *err);

#endif
