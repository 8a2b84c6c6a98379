/* Whether a file has the form of a kubeconfig, before anything is taken from it. kubectl decodes all of a file into its types and refuses
 * it when one does not fit; what it takes for a number or a truth value is YAML 1.1's. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/kube/kubeconfig_inner.h"

enum type { TEXT, FLAG, MAPPING, TEXTS, MAPPINGS };

struct field {
    const char *name;
    enum type type;
    const struct field *inside; /* of a mapping or a list of them */
};

static const struct field cluster[] = {{"server", TEXT, NULL},
                                       {"tls-server-name", TEXT, NULL},
                                       {"insecure-skip-tls-verify", FLAG, NULL},
                                       {"certificate-authority", TEXT, NULL},
                                       {"certificate-authority-data", TEXT, NULL},
                                       {"proxy-url", TEXT, NULL},
                                       {"disable-compression", FLAG, NULL},
                                       {0}};

static const struct field variable[] = {{"name", TEXT, NULL}, {"value", TEXT, NULL}, {0}};

static const struct field exec[] = {{"env", MAPPINGS, variable},     {"command", TEXT, NULL},
                                    {"args", TEXTS, NULL},           {"apiVersion", TEXT, NULL},
                                    {"installHint", TEXT, NULL},     {"provideClusterInfo", FLAG, NULL},
                                    {"interactiveMode", TEXT, NULL}, {0}};

static const struct field user[] = {{"client-certificate", TEXT, NULL},
                                    {"client-certificate-data", TEXT, NULL},
                                    {"client-key", TEXT, NULL},
                                    {"client-key-data", TEXT, NULL},
                                    {"token", TEXT, NULL},
                                    {"tokenFile", TEXT, NULL},
                                    {"username", TEXT, NULL},
                                    {"password", TEXT, NULL},
                                    {"exec", MAPPING, exec},
                                    {0}};

static const struct field context[] = {{"cluster", TEXT, NULL}, {"user", TEXT, NULL}, {"namespace", TEXT, NULL}, {0}};

/* The lists: of entries that have a name and, under the list's singular, these fields. */
static const struct {
    const char *list, *member;
    const struct field *fields;
} lists[] = {{"clusters", "cluster", cluster}, {"users", "user", user}, {"contexts", "context", context}};

/* ---- what a plain scalar is in YAML 1.1 ---- */

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (!strcmp(text, *words))
            return true;
    return false;
}

static bool is_plain(const yaml_node_t *node)
{
    return node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
}

static const char *scalar(const yaml_node_t *node)
{
    return (const char *)node->data.scalar.value;
}

static bool is_null(const yaml_node_t *node)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL", NULL};
    return node->type == YAML_SCALAR_NODE && is_plain(node) && is_one_of(scalar(node), words);
}

bool kubeconfig_is_true(const char *text)
{
    static const char *const words[] = {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE", NULL};
    return text && is_one_of(text, words);
}

static bool is_flag(const yaml_node_t *node)
{
    static const char *const words[] = {"n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE", NULL};
    return node->type == YAML_SCALAR_NODE && is_plain(node) && (kubeconfig_is_true(scalar(node)) || is_one_of(scalar(node), words));
}

static bool is_number(const char *text)
{
    size_t sign = *text == '-' || *text == '+';
    const char *digits = text + sign;
    char *end;

    if (!strncmp(digits, "0x", 2) || !strncmp(digits, "0b", 2))
        return digits[2] && !digits[2 + strspn(digits + 2, "0123456789abcdefABCDEF_")];
    if (!strpbrk(digits, "0123456789") || digits[strspn(digits, "0123456789.eE+-_")])
        return false;
    own_str char *without = xstrdup(digits);
    for (char *from = without, *to = without; (*to = *from); from++)
        to += *from != '_';
    (void)strtod(without, &end);
    return !*end && *without != '+' && *without != '-';
}

static bool is_text(const yaml_node_t *node)
{
    return node->type == YAML_SCALAR_NODE && (!is_plain(node) || (!is_flag(node) && !is_number(scalar(node))));
}

/* ---- looking ---- */

static int check_mapping(struct file *f, yaml_node_t *map, const struct field *fields, const char *where, struct err *err);

static int check_text(const yaml_node_t *node, const char *name, const char *where, struct err *err)
{
    if (is_null(node) || is_text(node))
        return 0;
    return err_set(err, ERR_CONFIG, "field '%s' of %s is no text: put numbers and words like 'yes' in quotes", name, where);
}

static int check_each(struct file *f, const yaml_node_t *list, const struct field *field, const char *where, struct err *err)
{
    if (list->type != YAML_SEQUENCE_NODE)
        return err_set(err, ERR_CONFIG, "field '%s' of %s is no list", field->name, where);
    for (yaml_node_item_t *i = list->data.sequence.items.start; i < list->data.sequence.items.top; i++) {
        yaml_node_t *node = yaml_document_get_node(&f->doc, *i);

        if (field->inside ? check_mapping(f, node, field->inside, where, err) : check_text(node, field->name, where, err))
            return -1;
    }
    return 0;
}

static int check_field(struct file *f, yaml_node_t *node, const struct field *field, const char *where, struct err *err)
{
    own_str char *inner = xasprintf("'%s' of %s", field->name, where);

    if (!node || is_null(node))
        return 0;
    switch (field->type) {
    case MAPPING:
        return check_mapping(f, node, field->inside, inner, err);
    case MAPPINGS:
        return check_each(f, node, field, inner, err);
    case TEXTS:
        return check_each(f, node, field, where, err);
    case FLAG:
        return is_flag(node) ? 0 : err_set(err, ERR_CONFIG, "field '%s' of %s is neither true nor false", field->name, where);
    case TEXT:
        break;
    }
    return check_text(node, field->name, where, err);
}

static int check_mapping(struct file *f, yaml_node_t *map, const struct field *fields, const char *where, struct err *err)
{
    if (is_null(map))
        return 0;
    if (map->type != YAML_MAPPING_NODE)
        return err_set(err, ERR_CONFIG, "%s is no mapping of fields", where);
    for (; fields->name; fields++)
        if (check_field(f, kubeconfig_node(f, map, fields->name), fields, where, err))
            return -1;
    return 0;
}

/* Its name must be that of no entry before it. */
static int check_name(struct file *f, const yaml_node_t *list, const yaml_node_item_t *entry, const char *name, struct err *err)
{
    for (yaml_node_item_t *i = list->data.sequence.items.start; i < entry; i++)
        if (str_equal(kubeconfig_node_text(f, yaml_document_get_node(&f->doc, *i), "name"), name))
            return err_set(err, ERR_CONFIG, "name '%s' stands twice in a list of kubeconfig '%s': kubectl takes neither", name, f->path);
    return 0;
}

static int check_list(struct file *f, const yaml_node_t *list, const char *member, const struct field *fields, struct err *err)
{
    const struct field entry[] = {{"name", TEXT, NULL}, {0}};

    for (yaml_node_item_t *i = list->data.sequence.items.start; i < list->data.sequence.items.top; i++) {
        yaml_node_t *node = yaml_document_get_node(&f->doc, *i), *map = kubeconfig_node(f, node, member);
        const char *name = kubeconfig_node_text(f, node, "name");
        own_str char *where = xasprintf("%s '%s' of '%s'", member, name ? name : "", f->path);

        if (check_mapping(f, node, entry, where, err) || (map && check_mapping(f, map, fields, where, err)) ||
            (name && check_name(f, list, i, name, err)))
            return -1;
    }
    return 0;
}

/* Whoever writes another kind of object into it by mistake is told so, and not that a context is missing. */
static int check_head(struct file *f, yaml_node_t *root, struct err *err)
{
    static const struct field head[] = {{"current-context", TEXT, NULL}, {"apiVersion", TEXT, NULL}, {"kind", TEXT, NULL}, {0}};
    const char *version = kubeconfig_node_text(f, root, "apiVersion"), *kind = kubeconfig_node_text(f, root, "kind");
    own_str char *where = xasprintf("kubeconfig '%s'", f->path);

    if ((version && strcmp(version, "v1") != 0) || (kind && strcmp(kind, "Config") != 0))
        return err_set(err, ERR_CONFIG, "kubeconfig '%s' says kind '%s' of apiVersion '%s': it must be Config of v1", f->path,
                       kind ? kind : "Config", version ? version : "v1");
    return check_mapping(f, root, head, where, err);
}

int kubeconfig_check_form(struct file *f, struct err *err)
{
    yaml_node_t *root = yaml_document_get_root_node(&f->doc);

    if (!root || is_null(root))
        return 0;
    if (root->type != YAML_MAPPING_NODE)
        return err_set(err, ERR_CONFIG, "kubeconfig '%s' is not a mapping with 'clusters', 'users' and 'contexts'", f->path);
    if (check_head(f, root, err))
        return -1;
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        yaml_node_t *list = kubeconfig_node(f, root, lists[i].list);

        if (!list || is_null(list))
            continue;
        if (list->type != YAML_SEQUENCE_NODE)
            return err_set(err, ERR_CONFIG, "field '%s' of kubeconfig '%s' is no list", lists[i].list, f->path);
        if (check_list(f, list, lists[i].member, lists[i].fields, err))
            return -1;
    }
    return 0;
}
