/* A user's `exec` in a kubeconfig (client-go tools/clientcmd/api/v1 ExecConfig). */
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/kube/kubeconfig_inner.h"

enum { CA_LIMIT = 4 * 1024 * 1024 };

static const char extension[] = "client.authentication.k8s.io/exec";

/* ---- a YAML value as JSON ---- */

struct copy {
    struct json_out o;
    struct file *file;
    int depth; /* an alias may stand inside what it names */
};

enum { DEPTH_MAX = 64 };

static void add_scalar(struct copy *c, const char *name, const yaml_node_t *node)
{
    const char *text = (const char *)node->data.scalar.value;
    bool plain = node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    char *end = NULL;
    long long number = strtoll(text, &end, 10);

    if (plain && (!*text || !strcmp(text, "~") || !strcmp(text, "null")))
        json_add_null(&c->o, name);
    else if (plain && (!strcmp(text, "true") || !strcmp(text, "false")))
        json_add_bool(&c->o, name, *text == 't');
    else if (plain && !*end && strlen(text) < 16)
        json_add_int(&c->o, name, number);
    else
        json_add_str(&c->o, name, text);
}

static void add_value(struct copy *c, const char *name, const yaml_node_t *node);

static void add_mapping(struct copy *c, const char *name, const yaml_node_t *node)
{
    json_open_object(&c->o, name);
    for (yaml_node_pair_t *p = node->data.mapping.pairs.start; p < node->data.mapping.pairs.top; p++) {
        yaml_node_t *key = yaml_document_get_node(&c->file->doc, p->key);

        if (key->type == YAML_SCALAR_NODE)
            add_value(c, (const char *)key->data.scalar.value, yaml_document_get_node(&c->file->doc, p->value));
    }
    json_close_object(&c->o);
}

static void add_sequence(struct copy *c, const char *name, const yaml_node_t *node)
{
    json_open_array(&c->o, name);
    for (yaml_node_item_t *i = node->data.sequence.items.start; i < node->data.sequence.items.top; i++)
        add_value(c, NULL, yaml_document_get_node(&c->file->doc, *i));
    json_close_array(&c->o);
}

static void add_value(struct copy *c, const char *name, const yaml_node_t *node)
{
    c->depth++;
    if (c->depth > DEPTH_MAX)
        json_add_null(&c->o, name);
    else if (node->type == YAML_SCALAR_NODE)
        add_scalar(c, name, node);
    else if (node->type == YAML_MAPPING_NODE)
        add_mapping(c, name, node);
    else
        add_sequence(c, name, node);
    c->depth--;
}

/* ---- KUBERNETES_EXEC_INFO ---- */

/* The cluster's `extensions` entry that is meant for plugins. */
static yaml_node_t *plugin_config(const struct section *cluster)
{
    yaml_node_t *list = kubeconfig_node(cluster->file, cluster->map, "extensions");

    if (!list || list->type != YAML_SEQUENCE_NODE)
        return NULL;
    for (yaml_node_item_t *i = list->data.sequence.items.start; i < list->data.sequence.items.top; i++) {
        yaml_node_t *entry = yaml_document_get_node(&cluster->file->doc, *i);
        const char *name = kubeconfig_node_text(cluster->file, entry, "name");

        if (name && !strcmp(name, extension))
            return kubeconfig_node(cluster->file, entry, "extension");
    }
    return NULL;
}

static int add_ca(struct json_out *o, const struct section *cluster, struct err *err)
{
    const char *data = kubeconfig_text(cluster, "certificate-authority-data"), *path = kubeconfig_text(cluster, "certificate-authority");
    own_buf pem = {0}, base64 = {0};

    if (!data && path) {
        own_str char *full = kubeconfig_beside(cluster, path);

        if (buf_read_file(&pem, full, CA_LIMIT, err))
            return -1;
        base64_encode(&base64, pem.data, pem.len);
        data = buf_str(&base64);
    }
    json_add_str(o, "certificate-authority-data", data);
    return 0;
}

static int add_cluster(struct json_out *o, const struct section *cluster, struct err *err)
{
    yaml_node_t *config = plugin_config(cluster);

    json_open_object(o, "cluster");
    json_add_str(o, "server", kubeconfig_text(cluster, "server"));
    json_add_str(o, "tls-server-name", kubeconfig_text(cluster, "tls-server-name"));
    if (kubeconfig_is_true(kubeconfig_text(cluster, "insecure-skip-tls-verify")))
        json_add_bool(o, "insecure-skip-tls-verify", true);
    if (add_ca(o, cluster, err))
        return -1;
    json_add_str(o, "proxy-url", kubeconfig_text(cluster, "proxy-url"));
    if (kubeconfig_is_true(kubeconfig_text(cluster, "disable-compression")))
        json_add_bool(o, "disable-compression", true);
    if (config) {
        struct copy copy = {*o, cluster->file, 0};

        add_value(&copy, "config", config);
        *o = copy.o;
    }
    json_close_object(o);
    return 0;
}

/* told: the cluster that it is told of, or NULL. */
static int make_info(struct kube_exec *x, const struct section *told, struct err *err)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);

    json_open_object(&o, NULL);
    json_add_str(&o, "kind", "ExecCredential");
    json_add_str(&o, "apiVersion", x->api_version);
    json_open_object(&o, "spec");
    if (told && add_cluster(&o, told, err))
        return -1;
    json_add_bool(&o, "interactive", false);
    json_close_object(&o);
    json_close_object(&o);
    x->info = buf_take(&text);
    return 0;
}

/* ---- command, arguments, environment ---- */

/* A list's entries as text, by `make`; NULL-terminated. */
static int read_list(char ***to, const struct section *exec, const char *key, char *(*make)(struct file *f, yaml_node_t *entry),
                     struct err *err)
{
    yaml_node_t *list = kubeconfig_node(exec->file, exec->map, key);
    size_t count = 0;

    if (!list || (list->type == YAML_SCALAR_NODE && !kubeconfig_text(exec, key)))
        return 0;
    if (list->type != YAML_SEQUENCE_NODE)
        return err_set(err, ERR_CONFIG, "field '%s' of 'exec' of %s is no list", key, exec->name);
    *to = xcalloc((size_t)(list->data.sequence.items.top - list->data.sequence.items.start) + 1, sizeof **to);
    for (yaml_node_item_t *i = list->data.sequence.items.start; i < list->data.sequence.items.top; i++) {
        char *text = make(exec->file, yaml_document_get_node(&exec->file->doc, *i));

        if (!text)
            return err_set(err, ERR_CONFIG, "field '%s' of 'exec' of %s has an entry that cannot be read", key, exec->name);
        (*to)[count++] = text;
    }
    return 0;
}

static char *make_arg(struct file *f, yaml_node_t *entry)
{
    (void)f;
    return entry->type == YAML_SCALAR_NODE ? xstrdup((const char *)entry->data.scalar.value) : NULL;
}

static char *make_env(struct file *f, yaml_node_t *entry)
{
    const char *name = kubeconfig_node_text(f, entry, "name"), *value = kubeconfig_node_text(f, entry, "value");

    return name && !strchr(name, '=') ? xasprintf("%s=%s", name, value ? value : "") : NULL;
}

/* ---- all of it ---- */

static int check_version(const struct section *exec, const char *version, struct err *err)
{
    if (version && (!strcmp(version, "client.authentication.k8s.io/v1") || !strcmp(version, "client.authentication.k8s.io/v1beta1")))
        return 0;
    return err_set(err, ERR_CONFIG,
                   "'exec' of %s has apiVersion '%s': client.authentication.k8s.io/v1 and client.authentication.k8s.io/v1beta1 are served",
                   exec->name, version ? version : "");
}

static int check_mode(const struct section *exec, const char *version, struct err *err)
{
    const char *mode = kubeconfig_text(exec, "interactiveMode");

    if (!mode && str_ends(version, "/v1"))
        return err_set(err, ERR_CONFIG,
                       "'exec' of %s has no 'interactiveMode', which client.authentication.k8s.io/v1 asks for: write Never", exec->name);
    if (!mode || !strcmp(mode, "Never") || !strcmp(mode, "IfAvailable"))
        return 0;
    if (!strcmp(mode, "Always"))
        return err_set(err, ERR_CONFIG, "'exec' of %s has interactiveMode Always, and nobody sits here: use a command that asks nothing",
                       exec->name);
    return err_set(err, ERR_CONFIG, "'exec' of %s has interactiveMode '%s': Never, IfAvailable or Always", exec->name, mode);
}

static int read_exec(struct kube_exec *x, const struct section *exec, const struct section *cluster, struct err *err)
{
    const char *command = kubeconfig_text(exec, "command"), *version = kubeconfig_text(exec, "apiVersion");

    if (!command)
        return err_set(err, ERR_CONFIG, "'exec' of %s has no 'command'", exec->name);
    if (check_version(exec, version, err) || check_mode(exec, version, err))
        return -1;
    x->where = xstrdup(exec->name);
    x->command = strchr(command, '/') ? kubeconfig_beside(exec, command) : xstrdup(command);
    x->api_version = xstrdup(version);
    x->install_hint = xstrdup_or_null(kubeconfig_text(exec, "installHint"));
    if (read_list(&x->args, exec, "args", make_arg, err) || read_list(&x->env, exec, "env", make_env, err))
        return -1;
    return make_info(x, kubeconfig_is_true(kubeconfig_text(exec, "provideClusterInfo")) ? cluster : NULL, err);
}

int kubeconfig_exec(struct kube_exec **to, const struct section *user, const struct section *cluster, struct err *err)
{
    struct section exec = *user;

    exec.map = kubeconfig_node(user->file, user->map, "exec");
    if (!exec.map || (exec.map->type == YAML_SCALAR_NODE && !kubeconfig_text(user, "exec")))
        return 0;
    *to = xcalloc(1, sizeof **to);
    return read_exec(*to, &exec, cluster, err);
}
