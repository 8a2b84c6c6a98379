#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/fleet.h"
#include "lib/model/fleet_inner.h"

enum { NAME_MAX_LEN = 100 };

/* EKS: CreateCluster, member name. The fleet's name obeys the same, as names and tags are made of both. */
static bool name_valid(const char *name)
{
    size_t len = strlen(name);
    if (len == 0 || len > NAME_MAX_LEN || !isalnum((unsigned char)*name))
        return false;
    return strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == len;
}

int fleet_check_name(const char *what, const char *name, struct err *err)
{
    if (name_valid(name))
        return 0;
    return err_set(err, ERR_INPUT, "%s '%s' must be 1 to %d letters, digits, '-', '_' or '.', and begin with a letter or digit", what, name,
                   NAME_MAX_LEN);
}

struct fleet_cluster *fleet_add_cluster(struct fleet *f, const char *name, struct err *err)
{
    if (fleet_check_name("cluster", name, err))
        return NULL;
    if (fleet_index(f, name) >= 0) {
        err_set(err, ERR_INPUT, "cluster '%s' is there twice", name);
        return NULL;
    }
    ARRAY_GROW(f->clusters, f->clusters_count, f->clusters_cap);
    struct fleet_cluster *c = &f->clusters[f->clusters_count++];
    *c = (struct fleet_cluster){.name = xstrdup(name)};
    return c;
}

static int decode_clusters(struct fleet *f, const struct json *names, struct err *err)
{
    if (json_kind(names) != JSON_ARRAY)
        return err_set(err, ERR_INPUT, "member 'clusters' must be a list of names");
    json_each (name, names) {
        if (!json_str(name))
            return err_set(err, ERR_INPUT, "member 'clusters' must be a list of names");
        if (!fleet_add_cluster(f, json_str(name), err))
            return -1;
    }
    return 0;
}

static int decode_options(struct fleet *f, const struct json *options, struct err *err)
{
    if (!options || json_kind(options) == JSON_NULL)
        return 0;
    if (json_kind(options) != JSON_OBJECT)
        return err_set(err, ERR_INPUT, "member 'options' must be an object");
    own_str char *text = json_text(options);
    f->options = json_parse(text, strlen(text), err);
    return f->options ? 0 : -1;
}

static int decode(struct fleet *f, const struct json *data, struct err *err)
{
    const char *name = json_str(json_get(data, "fleet"));
    if (!name)
        return err_set(err, ERR_INPUT, "member 'fleet' is missing");
    if (fleet_check_name("fleet", name, err))
        return -1;
    f->name = xstrdup(name);
    f->region = xstrdup_or_null(json_str(json_get(data, "region")));
    f->account = xstrdup_or_null(json_str(json_get(data, "account")));
    f->vpc_id = xstrdup_or_null(json_str(json_get(data, "vpcId")));
    if (decode_clusters(f, json_get(data, "clusters"), err))
        return -1;
    return decode_options(f, json_get(data, "options"), err);
}

int fleet_decode(struct fleet *f, const struct json *data, struct err *err)
{
    if (!decode(f, data, err))
        return 0;
    fleet_release(f);
    return -1;
}

void fleet_encode(const struct fleet *f, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "fleet", f->name);
    json_add_str(&o, "region", f->region);
    json_add_str(&o, "account", f->account);
    json_add_str(&o, "vpcId", f->vpc_id);
    json_open_array(&o, "clusters");
    for (size_t i = 0; i < f->clusters_count; i++)
        json_add_str(&o, NULL, f->clusters[i].name);
    json_close_array(&o);
    json_add_node(&o, "options", f->options);
    json_close_object(&o);
}

static void release_clusters(struct fleet *f)
{
    for (size_t i = 0; i < f->clusters_count; i++) {
        struct fleet_cluster *c = &f->clusters[i];
        free(c->name);
        free(c->kubeconfig);
        free(c->context);
        free(c->eks);
        free(c->accept_uid);
        for (size_t j = 0; j < FLEET_CHOICES; j++)
            free(c->choices[j]);
    }
    free(f->clusters);
    f->clusters = NULL;
    f->clusters_count = f->clusters_cap = 0;
}

void fleet_release(struct fleet *f)
{
    release_clusters(f);
    free(f->name);
    free(f->region);
    free(f->account);
    free(f->vpc_id);
    strs_release(&f->forgotten);
    json_free(f->options);
    *f = (struct fleet){0};
}

static bool has_members(const struct fleet *f, const struct strs *clusters, const struct strs *forgotten)
{
    bool same = f->clusters_count == clusters->count && f->forgotten.count == forgotten->count;
    for (size_t i = 0; same && i < clusters->count; i++)
        same = strcmp(f->clusters[i].name, clusters->items[i]) == 0;
    for (size_t i = 0; same && i < forgotten->count; i++)
        same = strcmp(f->forgotten.items[i], forgotten->items[i]) == 0;
    return same;
}

bool fleet_set_members(struct fleet *f, const struct strs *clusters, const struct strs *forgotten)
{
    if (has_members(f, clusters, forgotten))
        return false;
    release_clusters(f);
    strs_release(&f->forgotten);
    for (size_t i = 0; i < clusters->count; i++) {
        ARRAY_GROW(f->clusters, f->clusters_count, f->clusters_cap);
        f->clusters[f->clusters_count++] = (struct fleet_cluster){.name = xstrdup(clusters->items[i])};
    }
    for (size_t i = 0; i < forgotten->count; i++)
        strs_add(&f->forgotten, forgotten->items[i]);
    return true;
}

int fleet_index(const struct fleet *f, const char *cluster)
{
    for (size_t i = 0; i < f->clusters_count; i++) {
        if (strcmp(f->clusters[i].name, cluster) == 0)
            return (int)i;
    }
    return -1;
}

const struct fleet_cluster *fleet_load_member(struct fleet *f, const char *path, const char *cluster, struct err *err)
{
    if (fleet_load(f, path, err))
        return NULL;
    int at = fleet_index(f, cluster);
    if (at >= 0)
        return &f->clusters[at];
    err_set(err, ERR_CONFIG, "cluster '%s' is no member of the fleet in '%s'", cluster, path);
    return NULL;
}

const struct json *fleet_option(const struct fleet *f, const char *name)
{
    return json_get(f->options, name);
}

const char *fleet_option_str(const struct fleet *f, const char *name, const char *fallback)
{
    return json_str_or(fleet_option(f, name), fallback);
}

bool fleet_option_bool(const struct fleet *f, const char *name, bool fallback)
{
    return json_bool_or(fleet_option(f, name), fallback);
}

bool fleet_keeps_apart(const struct fleet *f)
{
    return strcmp(fleet_option_str(f, "implicit-groups", ""), "per-cluster") == 0;
}

char *fleet_identity(const char *fleet, const char *cluster)
{
    return strcmp(fleet, cluster) == 0 ? xstrdup(cluster) : xasprintf("%s/%s", fleet, cluster);
}

int fleet_option_percent(const struct fleet *f, const char *name, int fallback)
{
    const struct json *value = fleet_option(f, name);
    const char *text = json_str(value);
    int64_t percent = text ? strtoll(text, NULL, 10) : json_int_or(value, fallback);
    return percent < 0 || percent > 100 ? fallback : (int)percent;
}
