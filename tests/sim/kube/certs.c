/* A CA, a server and a client certificate made by the openssl command, and the kubeconfig files for them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

/* $1 is the folder. */
static const char script[] =
    "set -e; umask 077; cd \"$1\"\n"
    "new() { openssl ecparam -name prime256v1 -genkey -noout -out $1.key; }\n"
    "new ca; openssl req -x509 -new -key ca.key -subj /CN=sim-kube-ca -days 3650 -out ca.crt\n"
    "printf 'subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:kubernetes.default.svc\\n' > server.ext\n"
    "new server; openssl req -new -key server.key -subj /CN=sim-kube -out server.csr\n"
    "openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -extfile server.ext -out server.crt\n"
    "new client; openssl req -new -key client.key -subj /O=system:masters/CN=client -out client.csr\n"
    "openssl x509 -req -in client.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 3650 -out client.crt\n"
    "rm -f server.csr client.csr server.ext ca.srl\n";

static int run(const char *dir, struct err *err)
{
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr) || !freopen("/dev/null", "w", stdout))
            _exit(1);
        execlp("sh", "sh", "-c", script, "make-certs", dir, (char *)NULL);
        _exit(127);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        return err_set(err, ERR_CONFIG, "cannot make certificates in '%s': is openssl installed and the folder writable?", dir);
    return 0;
}

int certs_make(struct certs *c, const char *dir, struct err *err)
{
    if (mkdir(dir, 0700) != 0 && errno != EEXIST)
        return err_set(err, ERR_CONFIG, "cannot make folder '%s': %s", dir, strerror(errno));
    c->ca = xasprintf("%s/ca.crt", dir);
    c->cert = xasprintf("%s/server.crt", dir);
    c->key = xasprintf("%s/server.key", dir);
    c->client_cert = xasprintf("%s/client.crt", dir);
    c->client_key = xasprintf("%s/client.key", dir);
    return access(c->client_cert, R_OK) == 0 ? 0 : run(dir, err);
}

void certs_release(struct certs *c)
{
    free(c->ca);
    free(c->cert);
    free(c->key);
    free(c->client_cert);
    free(c->client_key);
}

static char *base64_file(const char *path, struct err *err)
{
    own_buf text = {0}, encoded = {0};
    if (buf_read_file(&text, path, 1024 * 1024, err))
        return NULL;
    base64_encode(&encoded, text.data, text.len);
    return buf_take(&encoded);
}

static int write_kubeconfig(const struct sim *s, const char *path, const char *ca, const char *user, struct err *err)
{
    const char *name = s->set.name;
    FILE *f = fopen(path, "w");
    if (!f)
        return err_set(err, ERR_CONFIG, "cannot write kubeconfig '%s': %s", path, strerror(errno));
    fprintf(f,
            "apiVersion: v1\nkind: Config\ncurrent-context: admin@%s\nclusters:\n- name: %s\n  cluster:\n"
            "    server: https://127.0.0.1:%u\n    certificate-authority-data: %s\nusers:\n- name: admin\n  user:\n%s"
            "contexts:\n- name: admin@%s\n  context:\n    cluster: %s\n    user: admin\n",
            name, name, sim_server_port(s->server), ca, user, name, name);
    return fclose(f) == 0 ? 0 : err_set(err, ERR_CONFIG, "cannot write kubeconfig '%s': %s", path, strerror(errno));
}

int certs_kubeconfig(const struct certs *c, const struct sim *s, const char *dir, struct err *err)
{
    own_str char *ca = base64_file(c->ca, err), *cert = base64_file(c->client_cert, err), *key = base64_file(c->client_key, err);
    if (!ca || !cert || !key)
        return -1;
    own_str char *with_token = xasprintf("    token: %s\n", s->set.token_count ? s->set.tokens[0].text : "none");
    own_str char *with_cert = xasprintf("    client-certificate-data: %s\n    client-key-data: %s\n", cert, key);
    own_str char *path = xasprintf("%s/kubeconfig", dir), *cert_path = xasprintf("%s/kubeconfig-cert", dir);
    return write_kubeconfig(s, path, ca, with_token, err) || write_kubeconfig(s, cert_path, ca, with_cert, err) ? -1 : 0;
}
