#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/budget.h"
#include "lib/model/fleet_inner.h"

enum { DEPTH_MAX = 32 };

struct reader {
    yaml_document_t *doc;
    const char *path;
};

typedef int member_fn(const struct reader *r, void *into, yaml_node_t *value, struct err *err);

struct member {
    const char *name;
    member_fn *read;
    size_t at;  /* of the text, for read_text */
    bool words; /* a list of texts is let pass, and joined by commas */
};

static int wrong(const struct reader *r, const yaml_node_t *at, struct err *err, const char *sentence)
{
    return err_set(err, ERR_CONFIG, "fleet file '%s', line %zu: %s", r->path, at->start_mark.line + 1, sentence);
}

static yaml_node_t *node_at(const struct reader *r, int index)
{
    return yaml_document_get_node(r->doc, index);
}

static const char *scalar(const yaml_node_t *n)
{
    return n->type == YAML_SCALAR_NODE ? (const char *)n->data.scalar.value : NULL;
}

/* ---- one mapping by its table of members ---- */

struct table {
    const char *what; /* "a cluster" */
    const struct member *members;
    size_t count;
};

static const struct member *member_find(const struct table *t, const char *name)
{
    for (size_t i = 0; i < t->count; i++) {
        if (strcmp(t->members[i].name, name) == 0)
            return &t->members[i];
    }
    return NULL;
}

/* A list of texts as one text; NULL where it is none. */
static char *joined(const struct reader *r, const yaml_node_t *list)
{
    own_buf all = {0};
    if (list->type != YAML_SEQUENCE_NODE)
        return NULL;
    for (const yaml_node_item_t *i = list->data.sequence.items.start; i < list->data.sequence.items.top; i++) {
        const char *one = scalar(node_at(r, *i));
        if (!one)
            return NULL;
        buf_addf(&all, "%s%s", all.len ? "," : "", one);
    }
    return buf_take(&all);
}

static int read_text(const struct reader *r, void *into, yaml_node_t *value, const struct member *m, struct err *err)
{
    char *at = (char *)into + m->at;
    own_str char *list = m->words ? joined(r, value) : NULL;
    const char *is = list ? list : scalar(value);
    if (!is || !*is) {
        own_str char *sentence = xasprintf("'%s' must be a text", m->name);
        return wrong(r, value, err, sentence);
    }
    char **text = (char **)(void *)at;
    str_replace(text, is);
    return 0;
}

static bool key_before(const struct reader *r, const yaml_node_t *map, const yaml_node_pair_t *pair)
{
    const char *name = scalar(node_at(r, pair->key));
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < pair; p++) {
        if (str_equal(scalar(node_at(r, p->key)), name))
            return true;
    }
    return false;
}

static int read_pair(const struct reader *r, void *into, const yaml_node_t *map, const yaml_node_pair_t *pair, const struct table *t,
                     struct err *err);

static int read_map(const struct reader *r, void *into, const yaml_node_t *map, const struct table *t, struct err *err)
{
    if (map->type != YAML_MAPPING_NODE) {
        own_str char *sentence = xasprintf("%s must be a mapping of names to values", t->what);
        return wrong(r, map, err, sentence);
    }
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start; p < map->data.mapping.pairs.top; p++) {
        if (read_pair(r, into, map, p, t, err))
            return -1;
    }
    return 0;
}

static int read_pair(const struct reader *r, void *into, const yaml_node_t *map, const yaml_node_pair_t *pair, const struct table *t,
                     struct err *err)
{
    const yaml_node_t *key = node_at(r, pair->key);
    const char *name = scalar(key) ? scalar(key) : "";
    const struct member *m = member_find(t, name);
    own_str char *unknown = xasprintf("%s has no member '%s'", t->what, name);
    if (!m)
        return wrong(r, key, err, unknown);
    own_str char *twice = xasprintf("'%s' is there twice", name);
    if (key_before(r, map, pair))
        return wrong(r, key, err, twice);
    yaml_node_t *value = node_at(r, pair->value);
    return m->read ? m->read(r, into, value, err) : read_text(r, into, value, m, err);
}

/* ---- clusters ---- */

static int read_in_cluster(const struct reader *r, void *into, yaml_node_t *value, struct err *err)
{
    struct fleet_cluster *c = into;
    const char *text = scalar(value);
    if (!text || (strcmp(text, "true") != 0 && strcmp(text, "false") != 0))
        return wrong(r, value, err, "'in-cluster' must be true or false");
    c->in_cluster = strcmp(text, "true") == 0;
    return 0;
}

const char *const fleet_choice_names[FLEET_CHOICES] = {
    [FLEET_NAMESPACES] = "namespaces",           [FLEET_EXCLUDED] = "exclude-namespaces", [FLEET_SELECTOR] = "selector",
    [FLEET_INGRESS_CLASSES] = "ingress-classes", [FLEET_LEFT_OUT] = "leave-out",
};

static const struct member cluster_members[] = {
    {"name", NULL, offsetof(struct fleet_cluster, name), false},
    {"kubeconfig", NULL, offsetof(struct fleet_cluster, kubeconfig), false},
    {"context", NULL, offsetof(struct fleet_cluster, context), false},
    {"eks", NULL, offsetof(struct fleet_cluster, eks), false},
    {"accept-uid", NULL, offsetof(struct fleet_cluster, accept_uid), false},
    {"in-cluster", read_in_cluster, 0, false},
    {"namespaces", NULL, offsetof(struct fleet_cluster, choices[FLEET_NAMESPACES]), true},
    {"exclude-namespaces", NULL, offsetof(struct fleet_cluster, choices[FLEET_EXCLUDED]), true},
    {"selector", NULL, offsetof(struct fleet_cluster, choices[FLEET_SELECTOR]), true},
    {"ingress-classes", NULL, offsetof(struct fleet_cluster, choices[FLEET_INGRESS_CLASSES]), true},
    {"leave-out", NULL, offsetof(struct fleet_cluster, choices[FLEET_LEFT_OUT]), true},
};
static const struct table cluster_table = {"a cluster", cluster_members, COUNT_OF(cluster_members)};

static void cluster_release(struct fleet_cluster *c)
{
    free(c->name);
    free(c->kubeconfig);
    free(c->context);
    free(c->eks);
    free(c->accept_uid);
    for (size_t i = 0; i < FLEET_CHOICES; i++)
        free(c->choices[i]);
}

static int keep_cluster(const struct reader *r, struct fleet *f, struct fleet_cluster *c, const yaml_node_t *at, struct err *err)
{
    if (!c->name)
        return wrong(r, at, err, "a cluster needs a 'name'");
    if (!!c->kubeconfig + !!c->eks + c->in_cluster > 1)
        return wrong(r, at, err, "a cluster is reached by one of 'kubeconfig', 'eks' and 'in-cluster', not by several");
    struct err why = {0};
    struct fleet_cluster *kept = fleet_add_cluster(f, c->name, &why);
    if (!kept)
        return wrong(r, at, err, why.text);
    free(kept->name);
    *kept = *c;
    *c = (struct fleet_cluster){0};
    return 0;
}

static int read_cluster(const struct reader *r, struct fleet *f, yaml_node_t *node, struct err *err)
{
    struct fleet_cluster c = {.name = xstrdup_or_null(scalar(node))};
    int bad = (scalar(node) ? 0 : read_map(r, &c, node, &cluster_table, err)) || keep_cluster(r, f, &c, node, err);
    cluster_release(&c);
    return bad ? -1 : 0;
}

static int read_clusters(const struct reader *r, void *into, yaml_node_t *value, struct err *err)
{
    if (value->type != YAML_SEQUENCE_NODE)
        return wrong(r, value, err, "'clusters' must be a list");
    for (const yaml_node_item_t *i = value->data.sequence.items.start; i < value->data.sequence.items.top; i++) {
        if (read_cluster(r, into, node_at(r, *i), err))
            return -1;
    }
    return 0;
}

/* ---- options: any YAML, as JSON ---- */

static int add_value(const struct reader *r, struct json_out *o, const char *name, yaml_node_t *n, int depth, struct err *err);

static bool is_whole_number(const char *s)
{
    s += *s == '-';
    return *s && strspn(s, "0123456789") == strlen(s) && (s[0] != '0' || !s[1]) && strlen(s) <= 15;
}

static void add_scalar(struct json_out *o, const char *name, const yaml_node_t *n)
{
    const char *text = scalar(n);
    bool plain = n->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (plain && (strcmp(text, "true") == 0 || strcmp(text, "false") == 0))
        json_add_bool(o, name, *text == 't');
    else if (plain && (!*text || strcmp(text, "null") == 0 || strcmp(text, "~") == 0))
        json_add_null(o, name);
    else if (plain && is_whole_number(text))
        json_add_int(o, name, atoll(text));
    else
        json_add_str(o, name, text);
}

static int add_list(const struct reader *r, struct json_out *o, yaml_node_t *n, int depth, struct err *err)
{
    for (const yaml_node_item_t *i = n->data.sequence.items.start; i < n->data.sequence.items.top; i++) {
        if (add_value(r, o, NULL, node_at(r, *i), depth, err))
            return -1;
    }
    return 0;
}

static int add_map(const struct reader *r, struct json_out *o, yaml_node_t *n, int depth, struct err *err)
{
    for (const yaml_node_pair_t *p = n->data.mapping.pairs.start; p < n->data.mapping.pairs.top; p++) {
        const char *key = scalar(node_at(r, p->key));
        if (!key)
            return wrong(r, node_at(r, p->key), err, "the name of an option must be a text");
        if (key_before(r, n, p))
            return wrong(r, node_at(r, p->key), err, "an option is there twice");
        if (add_value(r, o, key, node_at(r, p->value), depth, err))
            return -1;
    }
    return 0;
}

static int add_value(const struct reader *r, struct json_out *o, const char *name, yaml_node_t *n, int depth, struct err *err)
{
    if (depth > DEPTH_MAX)
        return wrong(r, n, err, "options are nested too deeply");
    if (n->type == YAML_SCALAR_NODE) {
        add_scalar(o, name, n);
        return 0;
    }
    bool list = n->type == YAML_SEQUENCE_NODE;
    (list ? json_open_array : json_open_object)(o, name);
    int bad = (list ? add_list : add_map)(r, o, n, depth + 1, err);
    (list ? json_close_array : json_close_object)(o);
    return bad;
}

static int read_options(const struct reader *r, void *into, yaml_node_t *value, struct err *err)
{
    struct fleet *f = into;
    own_buf text = {0};
    struct json_out o = json_out(&text);
    if (scalar(value) && !*scalar(value))
        return 0; /* "options:" and nothing below it */
    if (value->type != YAML_MAPPING_NODE)
        return wrong(r, value, err, "'options' must be a mapping of names to values");
    if (add_value(r, &o, NULL, value, 0, err))
        return -1;
    f->options = json_parse(text.data, text.len, err);
    return f->options ? 0 : err_wrap(err, "fleet file '%s': options", r->path);
}

/* ---- the file ---- */

static const struct member fleet_members[] = {
    {"fleet", NULL, offsetof(struct fleet, name), false},
    {"region", NULL, offsetof(struct fleet, region), false},
    {"account", NULL, offsetof(struct fleet, account), false},
    {"vpcId", NULL, offsetof(struct fleet, vpc_id), false},
    {"clusters", read_clusters, 0, false},
    {"options", read_options, 0, false},
};
static const struct table fleet_table = {"the fleet file", fleet_members, COUNT_OF(fleet_members)};

static int check(const struct reader *r, const struct fleet *f, const yaml_node_t *root, struct err *err)
{
    struct err why = {0};
    if (!f->name)
        return wrong(r, root, err, "member 'fleet' is missing: the fleet's name");
    if (fleet_check_name("fleet", f->name, &why))
        return wrong(r, root, err, why.text);
    if (!f->region)
        return wrong(r, root, err, "member 'region' is missing: the AWS Region of the load balancers");
    if (!f->clusters_count)
        return wrong(r, root, err, "member 'clusters' is missing: at least one member cluster");
    struct budget_numbers numbers;
    if (budget_numbers_read(&numbers, fleet_option(f, "budget"), &why))
        return wrong(r, root, err, why.text);
    return 0;
}

static int read_document(const struct reader *r, struct fleet *f, struct err *err)
{
    yaml_node_t *root = yaml_document_get_root_node(r->doc);
    if (!root)
        return err_set(err, ERR_CONFIG, "fleet file '%s' is empty", r->path);
    if (read_map(r, f, root, &fleet_table, err))
        return -1;
    return check(r, f, root, err);
}

static int read_stream(FILE *file, const char *path, struct fleet *f, struct err *err)
{
    yaml_parser_t parser;
    yaml_document_t doc;
    int bad = 0;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_file(&parser, file);
    if (!yaml_parser_load(&parser, &doc)) {
        bad = err_set(err, ERR_CONFIG, "fleet file '%s', line %zu: is not YAML: %s", path, parser.problem_mark.line + 1,
                      parser.problem ? parser.problem : "cannot be read");
    } else {
        bad = read_document(&(struct reader){&doc, path}, f, err);
        yaml_document_delete(&doc);
    }
    yaml_parser_delete(&parser);
    return bad;
}

int fleet_load(struct fleet *f, const char *path, struct err *err)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return err_set(err, ERR_CONFIG, "fleet file '%s' cannot be opened: %s", path, strerror(errno));
    int bad = read_stream(file, path, f, err);
    fclose(file);
    if (bad)
        fleet_release(f);
    return bad;
}
