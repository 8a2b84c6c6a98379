#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

static void read_taints(struct node *to, const struct json *spec)
{
    json_each (taint, json_get(spec, "taints")) {
        if (!json_str(json_get(taint, "key")))
            continue;
        ARRAY_GROW(to->taints, to->taints_count, to->taints_cap);
        to->taints[to->taints_count++] = (struct taint){
            .key = xstrdup(json_str(json_get(taint, "key"))),
            .effect = xstrdup_or_null(json_str(json_get(taint, "effect"))),
        };
    }
}

static const char *ready_of(const struct json *status)
{
    json_each (condition, json_get(status, "conditions")) {
        if (str_equal(json_str(json_get(condition, "type")), "Ready"))
            return json_str_or(json_get(condition, "status"), "");
    }
    return "";
}

static void read_node(struct node *to, const struct cluster *c, const struct object *o)
{
    const struct json *spec = json_get(o->object, "spec");
    read_name(&to->id, c, o);
    str_replace(&to->id.namespace, NULL); /* a node has none, whatever is said */
    to->provider_id = xstrdup_or_null(json_str(json_get(spec, "providerID")));
    pairs_decode(&to->labels, json_path(o->object, "metadata", "labels", NULL));
    pairs_sort(&to->labels);
    to->zone = xstrdup_or_null(pairs_get(&to->labels, "topology.kubernetes.io/zone"));
    to->ready = xstrdup(ready_of(json_get(o->object, "status")));
    to->created = read_created(o->object);
    read_taints(to, spec);
}

void node_put(struct cluster *c, const char *key, const struct object *o)
{
    struct node_entry *n = NULL;
    HASH_FIND_STR(c->nodes, key, n);
    if (!n) {
        n = xcalloc(1, sizeof *n);
        n->key = xstrdup(key);
        HASH_ADD_KEYPTR(hh, c->nodes, n->key, strlen(n->key), n);
    }
    struct node node = {0};
    own_buf data = {0};
    read_node(&node, c, o);
    node_encode(&node, &data);
    own_str char *subject = node_subject(&node);
    say_changed(c, &n->said, "node.put", subject, buf_str(&data));
    node_release(&node);
}

void node_remove(struct cluster *c, const char *key, const struct object *o)
{
    struct node_entry *n = NULL;
    HASH_FIND_STR(c->nodes, key, n);
    if (!n)
        return;
    if (o) {
        struct node name = {.id = {.cluster = c->name, .name = n->key}};
        own_str char *subject = node_subject(&name);
        own_buf data = {0};
        node_encode(&name, &data);
        say_gone(c, &n->said, "node.delete", subject, buf_str(&data));
    }
    HASH_DEL(c->nodes, n);
    free(n->key);
    free(n);
}
