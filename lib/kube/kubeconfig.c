#include "lib/kube/kubeconfig.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/kube/kubeconfig_inner.h"

enum {
    FILES_MAX = 32,
    FILE_LIMIT = 4 * 1024 * 1024,
    HTTPS_LEN = 8, /* "https://" */
};

struct files {
    struct file items[FILES_MAX];
    size_t count;
};

/* ---- YAML, looked at ---- */

yaml_node_t *kubeconfig_node(struct file *f, yaml_node_t *map, const char *key)
{
    yaml_node_t *last = NULL; /* of several, as kubectl */

    if (!map || map->type != YAML_MAPPING_NODE)
        return NULL;
    for (yaml_node_pair_t *p = map->data.mapping.pairs.start; p < map->data.mapping.pairs.top; p++) {
        yaml_node_t *k = yaml_document_get_node(&f->doc, p->key);

        if (k->type == YAML_SCALAR_NODE && !strcmp((const char *)k->data.scalar.value, key))
            last = yaml_document_get_node(&f->doc, p->value);
    }
    return last;
}

/* The scalar's text; NULL where it is absent, null or empty. */
const char *kubeconfig_node_text(struct file *f, yaml_node_t *map, const char *key)
{
    yaml_node_t *node = kubeconfig_node(f, map, key);
    const char *text;

    if (!node || node->type != YAML_SCALAR_NODE)
        return NULL;
    text = (const char *)node->data.scalar.value;
    if (node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && (!strcmp(text, "~") || !strcmp(text, "null")))
        return NULL;
    return *text ? text : NULL;
}

const char *kubeconfig_text(const struct section *s, const char *key)
{
    return kubeconfig_node_text(s->file, s->map, key);
}

/* ---- files ---- */

static int parse_file(struct file *f, const struct buf *text, struct err *err)
{
    yaml_parser_t parser;
    int ok;

    if (!yaml_parser_initialize(&parser))
        abort();
    yaml_parser_set_input_string(&parser, (const unsigned char *)buf_str(text), text->len);
    ok = yaml_parser_load(&parser, &f->doc);
    if (!ok)
        err_set(err, ERR_CONFIG, "kubeconfig '%s' is no YAML: line %zu: %s", f->path, parser.problem_mark.line + 1,
                parser.problem ? parser.problem : "not readable");
    yaml_parser_delete(&parser);
    return ok ? 0 : -1;
}

static int load_file(struct files *all, const char *path, struct err *err)
{
    struct file *f = &all->items[all->count];
    own_buf text = {0};

    if (buf_read_file(&text, path, FILE_LIMIT, err))
        return -1;
    f->path = path;
    if (parse_file(f, &text, err))
        return -1;
    all->count++;
    return kubeconfig_check_form(f, err);
}

/* list is cut at its ':'s in place. */
static int load_files(struct files *all, char *list, struct err *err)
{
    bool several = strchr(list, ':') != NULL;
    char *rest = NULL;

    for (char *path = strtok_r(list, ":", &rest); path; path = strtok_r(NULL, ":", &rest)) {
        if (all->count == FILES_MAX)
            return err_set(err, ERR_CONFIG, "KUBECONFIG names more than %d files", FILES_MAX);
        if (several && access(path, F_OK) && errno == ENOENT)
            continue;
        if (load_file(all, path, err))
            return -1;
    }
    if (!all->count)
        return err_set(err, ERR_CONFIG, "none of the files in KUBECONFIG exists");
    return 0;
}

static void files_release(struct files *all)
{
    for (size_t i = 0; i < all->count; i++)
        yaml_document_delete(&all->items[i].doc);
}

char *kubeconfig_paths(const char *chosen)
{
    const char *list = getenv("KUBECONFIG"), *home = getenv("HOME");

    if (chosen)
        return xstrdup(chosen);
    if (list && *list)
        return xstrdup(list);
    if (!home || !*home)
        return NULL;
    own_str char *usual = xasprintf("%s/.kube/config", home);
    return access(usual, F_OK) ? NULL : xstrdup(usual);
}

/* ---- sections ---- */

/* The entry `name` of the list `list`: [{name, MEMBER: {…}}]. */
static yaml_node_t *find_in(struct file *f, const char *list, const char *member, const char *name)
{
    yaml_node_t *items = kubeconfig_node(f, yaml_document_get_root_node(&f->doc), list);

    if (!items || items->type != YAML_SEQUENCE_NODE)
        return NULL;
    for (yaml_node_item_t *i = items->data.sequence.items.start; i < items->data.sequence.items.top; i++) {
        yaml_node_t *entry = yaml_document_get_node(&f->doc, *i);
        const char *is = kubeconfig_node_text(f, entry, "name");

        if (is && !strcmp(is, name))
            return kubeconfig_node(f, entry, member);
    }
    return NULL;
}

/* member is also the singular of the list's name: "context" of "contexts". */
static int find_section(struct section *s, struct files *all, const char *member, const char *name, struct err *err)
{
    own_str char *list = xasprintf("%ss", member);
    own_str char *paths = NULL;

    for (size_t i = 0; i < all->count; i++) {
        struct file *f = &all->items[i];
        yaml_node_t *map = find_in(f, list, member, name);
        char *before = paths;

        if (map) {
            *s = (struct section){f, map, xasprintf("%s '%s' of '%s'", member, name, f->path)};
            return 0;
        }
        paths = before ? xasprintf("%s:%s", before, f->path) : xstrdup(f->path);
        free(before);
    }
    return err_set(err, ERR_CONFIG, "%s '%s' is not in kubeconfig '%s'", member, name, paths);
}

static const char *current_context(struct files *all)
{
    for (size_t i = 0; i < all->count; i++) {
        const char *name = kubeconfig_node_text(&all->items[i], yaml_document_get_root_node(&all->items[i].doc), "current-context");

        if (name)
            return name;
    }
    return NULL;
}

char *kubeconfig_beside(const struct section *s, const char *path)
{
    const char *slash = strrchr(s->file->path, '/');

    if (path[0] == '/' || !slash)
        return xstrdup(path);
    return xasprintf("%.*s/%s", (int)(slash - s->file->path), s->file->path, path);
}

/* KEY-data (base64) wins over KEY (a path). *to stays NULL where neither is there. */
static int read_pem(const struct section *s, const char *key, const char *block, char **to, struct err *err)
{
    own_str char *data_key = xasprintf("%s-data", key);
    const char *data = kubeconfig_text(s, data_key), *path = kubeconfig_text(s, key);
    const char *field = data ? data_key : key;
    own_buf pem = {0};

    if (!data && !path)
        return 0;
    if (data && base64_decode(&pem, data, strlen(data), err)) {
        err->kind = ERR_CONFIG;
        return err_wrap(err, "field '%s' of %s", field, s->name);
    }
    if (!data) {
        own_str char *full = kubeconfig_beside(s, path);

        if (buf_read_file(&pem, full, FILE_LIMIT, err))
            return err_wrap(err, "field '%s' of %s", field, s->name);
    }
    own_str char *what = xasprintf("field '%s'", field);
    if (kube_check_pem(buf_str(&pem), block, what, s->name, err))
        return -1;
    *to = buf_take(&pem);
    return 0;
}

static int read_cluster(struct kube_access *a, const struct section *s, bool insecure, struct err *err)
{
    const char *server = kubeconfig_text(s, "server");
    size_t len;

    if (!server)
        return err_set(err, ERR_CONFIG, "%s has no 'server'", s->name);
    if (!str_starts(server, "https://"))
        return err_set(err, ERR_CONFIG, "field 'server' of %s is '%s': only https:// is served", s->name, server);
    for (len = strlen(server); len > HTTPS_LEN && server[len - 1] == '/'; len--)
        ;
    if (len == HTTPS_LEN)
        return err_set(err, ERR_CONFIG, "field 'server' of %s is '%s': it names no host", s->name, server);
    a->server = xstrndup(server, len);
    a->server_name = xstrdup_or_null(kubeconfig_text(s, "tls-server-name"));
    a->proxy = xstrdup_or_null(kubeconfig_text(s, "proxy-url"));
    a->uncompressed = kubeconfig_is_true(kubeconfig_text(s, "disable-compression"));
    a->insecure = kubeconfig_is_true(kubeconfig_text(s, "insecure-skip-tls-verify"));
    if (a->insecure && !insecure)
        return err_set(err, ERR_CONFIG,
                       "%s asks for 'insecure-skip-tls-verify': give the cluster's CA in 'certificate-authority', or say "
                       "--insecure-skip-tls-verify yourself",
                       s->name);
    return read_pem(s, "certificate-authority", "CERTIFICATE", &a->ca_pem, err);
}

static int refuse_unknown(const struct section *s, struct err *err)
{
    static const char *const kinds[] = {"auth-provider", "username", "password", "as", "as-uid", "as-groups", "as-user-extra"};

    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (kubeconfig_node(s->file, s->map, kinds[i]))
            return err_set(err, ERR_CONFIG,
                           "%s signs in by '%s', which is not served: use a token, 'tokenFile', a client certificate or 'exec'", s->name,
                           kinds[i]);
    return 0;
}

static int read_user(struct kube_access *a, const struct section *s, struct err *err)
{
    const char *token_file = kubeconfig_text(s, "tokenFile");

    if (refuse_unknown(s, err))
        return -1;
    a->token = xstrdup_or_null(kubeconfig_text(s, "token"));
    if (token_file)
        a->token_file = kubeconfig_beside(s, token_file);
    if (a->token && strpbrk(a->token, "\r\n"))
        return err_set(err, ERR_CONFIG, "field 'token' of %s has more than one line", s->name);
    if (read_pem(s, "client-certificate", "CERTIFICATE", &a->client_cert_pem, err))
        return -1;
    if (read_pem(s, "client-key", "PRIVATE KEY", &a->client_key_pem, err))
        return -1;
    if (!a->client_cert_pem != !a->client_key_pem)
        return err_set(err, ERR_CONFIG, "%s has 'client-certificate' or 'client-key' without the other", s->name);
    return 0;
}

/* A token that is there is used before any plugin, as client-go does. */
static int read_sign_in(struct kube_access *a, const struct section *user, const struct section *cluster, struct err *err)
{
    if (read_user(a, user, err))
        return -1;
    return a->token || a->token_file ? 0 : kubeconfig_exec(&a->exec, user, cluster, err);
}

static int read_context(struct kube_access *a, struct files *all, const struct section *context, bool insecure, struct err *err)
{
    const char *cluster_name = kubeconfig_text(context, "cluster"), *user_name = kubeconfig_text(context, "user");
    struct section cluster = {0}, user = {0};
    int failed;

    if (!cluster_name)
        return err_set(err, ERR_CONFIG, "%s names no 'cluster'", context->name);
    failed = find_section(&cluster, all, "cluster", cluster_name, err) || read_cluster(a, &cluster, insecure, err);
    if (!failed && user_name)
        failed = find_section(&user, all, "user", user_name, err) || read_sign_in(a, &user, &cluster, err);
    free(cluster.name);
    free(user.name);
    a->namespace = xstrdup_or_null(kubeconfig_text(context, "namespace"));
    return failed ? -1 : 0;
}

static int choose(struct kube_access *a, struct files *all, const struct kube_choice *choice, struct err *err)
{
    const char *name = choice->context ? choice->context : current_context(all);
    struct section context = {0};

    if (!name)
        return err_set(err, ERR_CONFIG, "kubeconfig '%s' has no 'current-context': give --context", all->items[0].path);
    if (find_section(&context, all, "context", name, err))
        return -1;
    a->where = context.name;
    return read_context(a, all, &context, choice->insecure, err);
}

int kubeconfig_load(struct kube_access *a, const char *paths, const struct kube_choice *choice, struct err *err)
{
    own_str char *list = xstrdup(paths);
    struct files all = {.count = 0};
    int failed = load_files(&all, list, err) || choose(a, &all, choice, err);

    files_release(&all);
    if (failed)
        kube_access_release(a);
    return failed ? -1 : 0;
}
