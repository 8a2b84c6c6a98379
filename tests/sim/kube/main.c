/* sim-kube: a simulated Kubernetes API server, for tests and the demo. See tests/sim/README.md. */
#include <argp.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/common/options.h"
#include "tests/sim/kube/sim.h"

enum { HISTORY = 200000, MAX_FILES = 32 };

enum key {
    KEY_CLIENT_CA = 256,
    KEY_MAKE_CERTS,
    KEY_NAME,
    KEY_TOKEN,
    KEY_DENY,
    KEY_WITHOUT,
    KEY_LOAD,
    KEY_BULK,
    KEY_GONE,
    KEY_STRICT,
    KEY_NO_WATCH_LIST,
    KEY_BOOKMARK,
    KEY_KUBELET,
    KEY_HISTORY,
    KEY_EKS,
    KEY_EKS_TOKEN,
};

static const struct argp_option options[] = {
    {"make-certs", KEY_MAKE_CERTS, "DIR", 0, "make CA, server and client certificate in DIR (once), use them, write DIR/kubeconfig", 0},
    {"client-ca", KEY_CLIENT_CA, "FILE", 0, "accept client certificates of this CA; the user is the common name", 0},
    {"name", KEY_NAME, "NAME", 0, "the cluster's name, in kubeconfig and as the seed of uids (default: sim)", 0},
    {"token", KEY_TOKEN, "TOKEN[:USER]", 0, "accept this bearer token; may be repeated (default: sim-token)", 0},
    {"deny", KEY_DENY, "RULE", 0, "answer 403 to 'VERB RESOURCE [NAMESPACE]'; may be repeated", 0},
    {"without", KEY_WITHOUT, "RESOURCE", 0, "this resource's CRD is not installed; may be repeated", 0},
    {"load", KEY_LOAD, "FILE", 0, "objects at the start: JSON lines, an array or a List; may be repeated", 0},
    {"bulk", KEY_BULK, "SPEC", 0, "make objects: pods=N[,services=N][,nodes=N][,slice=N][,namespace=NAME][,ingress=no]", 0},
    {"gone", KEY_GONE, "event|http", 0, "how a watch from a forgotten version is refused (default: event)", 0},
    {"strict-status", KEY_STRICT, NULL, 0, "as a real server: status changes by its subresource only", 0},
    {"no-watch-list", KEY_NO_WATCH_LIST, NULL, 0, "answer sendInitialEvents with 422", 0},
    {"bookmark-ms", KEY_BOOKMARK, "N", 0, "a bookmark on each watch every N ms (default: 60000)", 0},
    {"kubelet-ms", KEY_KUBELET, "N", 0, "a deleted pod vanishes after N ms (default: 0)", 0},
    {"eks", KEY_EKS, "CLUSTER:KEY:SECRET", 0, "accept EKS tokens for that cluster in us-west-2, signed by these keys", 0},
    {"eks-token-ms", KEY_EKS_TOKEN, "N", 0, "they are good for N ms (default: 900000)", 0},
    {"history", KEY_HISTORY, "N", 0, "remember so many changes (default: 200000)", 0},
    {0}};

struct arguments {
    struct sim_options common;
    struct sim *sim;
    struct sim_server_options server;
    const char *certs_dir, *bulk;
    const char *files[MAX_FILES];
    size_t file_count, history;
    struct err err;
};

static void add_token(struct settings *set, char *arg)
{
    if (set->token_count == SIM_MAX_TOKENS)
        return;
    char *colon = strchr(arg, ':');
    if (colon)
        *colon = '\0';
    set->tokens[set->token_count++] = (struct token){arg, colon ? colon + 1 : "admin"};
}

static int set_eks(struct eks_settings *e, char *text, struct err *err)
{
    e->cluster = strsep(&text, ":");
    e->access_key = strsep(&text, ":");
    e->secret_key = text;
    return text ? 0 : err_set(err, ERR_CONFIG, "--eks must be CLUSTER:KEY:SECRET");
}

static int set_without(struct sim *s, const char *name, struct err *err)
{
    const struct kind *k = kind_by_plural(name);
    if (!k)
        return err_set(err, ERR_CONFIG, "--without '%s': no such resource", name);
    s->absent |= 1u << (k - kinds);
    return 0;
}

static error_t set_behaviour(struct settings *set, int key, const char *arg)
{
    switch (key) {
    case KEY_GONE:
        set->gone = strcmp(arg, "http") ? GONE_EVENT : GONE_HTTP;
        return 0;
    case KEY_STRICT:
        set->status_rule = STATUS_BY_SUBRESOURCE;
        return 0;
    case KEY_NO_WATCH_LIST:
        set->watch_list = WATCH_LIST_OFF;
        return 0;
    case KEY_BOOKMARK:
        set->bookmark_ms = strtoll(arg, NULL, 10);
        return 0;
    case KEY_KUBELET:
        set->kubelet_ms = strtoll(arg, NULL, 10);
        return 0;
    case KEY_EKS_TOKEN:
        set->eks.token_ms = strtoll(arg, NULL, 10);
        return 0;
    case KEY_NAME:
        set->name = arg;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t set_content(struct arguments *a, int key, char *arg)
{
    switch (key) {
    case KEY_TOKEN:
        add_token(&a->sim->set, arg);
        return 0;
    case KEY_DENY:
        return access_deny(a->sim, arg, &a->err) ? EINVAL : 0;
    case KEY_EKS:
        return set_eks(&a->sim->set.eks, arg, &a->err) ? EINVAL : 0;
    case KEY_WITHOUT:
        return set_without(a->sim, arg, &a->err) ? EINVAL : 0;
    case KEY_LOAD:
        if (a->file_count < MAX_FILES)
            a->files[a->file_count++] = arg;
        return 0;
    case KEY_BULK:
        a->bulk = arg;
        return 0;
    case KEY_CLIENT_CA:
        a->server.client_ca_file = arg;
        return 0;
    case KEY_MAKE_CERTS:
        a->certs_dir = arg;
        return 0;
    case KEY_HISTORY:
        a->history = strtoul(arg, NULL, 10);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t set_option(int key, char *arg, struct argp_state *state)
{
    struct arguments *a = state->input;
    if (key == ARGP_KEY_INIT)
        state->child_inputs[0] = &a->common;
    error_t e = set_behaviour(&a->sim->set, key, arg);
    if (e == ARGP_ERR_UNKNOWN)
        e = set_content(a, key, arg);
    if (e == EINVAL)
        argp_failure(state, EXIT_ACT, 0, "%s", a->err.text);
    return e;
}

static int64_t tick(void *context)
{
    struct sim *s = context;
    int64_t a = delete_tick(s), b = watch_tick(s);
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

static int first_objects(struct arguments *a)
{
    static const char *const made[] = {"default", "kube-system"};
    for (size_t i = 0; i < COUNT_OF(made); i++) {
        own_str char *text = xasprintf("{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\",\"labels\":"
                                       "{\"kubernetes.io/metadata.name\":\"%s\"}},\"status\":{\"phase\":\"Active\"}}",
                                       made[i], made[i]);
        own_json *object = json_parse(text, strlen(text), &a->err);
        if (!object || write_load(a->sim, object, &a->err))
            return -1;
    }
    for (size_t i = 0; i < a->file_count; i++)
        if (load_file(a->sim, a->files[i], &a->err))
            return -1;
    return a->bulk ? load_bulk(a->sim, a->bulk, &a->err) : 0;
}

static int open_server(struct arguments *a, struct certs *certs)
{
    struct sim_server_options *o = &a->server;
    if (a->certs_dir) {
        if (certs_make(certs, a->certs_dir, &a->err))
            return -1;
        o->cert_file = certs->cert;
        o->key_file = certs->key;
        o->client_ca_file = certs->ca;
    }
    o->handler = serve;
    o->tick = tick;
    o->context = a->sim;
    a->sim->server = sim_server_open(o, &a->err);
    if (!a->sim->server)
        return -1;
    return a->certs_dir ? certs_kubeconfig(certs, a->sim, a->certs_dir, &a->err) : 0;
}

static int run(struct arguments *a)
{
    struct sim *s = a->sim;
    struct certs certs = {0};
    s->store = store_new(a->history);
    int failed = first_objects(a) || open_server(a, &certs);
    if (failed)
        log_error("%s", a->err.text);
    else
        sim_server_run(s->server);
    sim_server_close(s->server);
    delete_release(s);
    snapshot_release(&s->listed.all);
    store_free(s->store);
    certs_release(&certs);
    if (s->log)
        fclose(s->log);
    return failed ? EXIT_ACT : EXIT_DONE;
}

int main(int argc, char **argv)
{
    static const struct argp parser = {options,
                                       set_option,
                                       NULL,
                                       "A simulated Kubernetes API server, for tests: list, watch and the rest of what a client "
                                       "needs, in memory, on loopback only. POST /sim/... makes it misbehave.",
                                       sim_options_child,
                                       NULL,
                                       NULL};
    static struct sim sim;
    struct arguments a = {.sim = &sim, .history = HISTORY};
    a.common = (struct sim_options){&a.server, &sim.log};
    sim.set = (struct settings){.name = "sim", .eks.token_ms = 900000, .bookmark_ms = 60000};
    argp_err_exit_status = EXIT_ACT;
    argp_parse(&parser, argc, argv, 0, NULL, &a);
    if (!sim.set.token_count) {
        static char token[] = "sim-token";
        add_token(&sim.set, token);
    }
    log_open("sim-kube", LOG_LEVEL_INFO);
    return run(&a);
}
