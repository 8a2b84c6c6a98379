/* What selects Ingresses: IngressClass, IngressClassParams, Namespace; and the Secrets that they name. */
#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

/* The entry of a key, made when it is missing. */
#define ENTRY(type, head, name, out)                                                                                                       \
    do {                                                                                                                                   \
        HASH_FIND_STR(head, name, out);                                                                                                    \
        if (!(out)) {                                                                                                                      \
            (out) = xcalloc(1, sizeof *(out));                                                                                             \
            (out)->key = xstrdup(name);                                                                                                    \
            HASH_ADD_KEYPTR(hh, head, (out)->key, strlen((out)->key), out);                                                                \
        }                                                                                                                                  \
    } while (0)

/* ---- IngressClass ---- */

static void class_clear(struct class_entry *k)
{
    free(k->controller);
    free(k->params_group);
    free(k->params_kind);
    free(k->params_name);
    free(k->wrong);
    *k = (struct class_entry){.key = k->key, .hh = k->hh};
}

void class_put(struct cluster *c, const char *key, const struct object *o)
{
    struct class_entry *k;
    ENTRY(class_entry, c->classes, key, k);
    class_clear(k);
    k->wrong = xstrdup_or_null(c->wrong.reason);
    const struct json *spec = json_get(o->object, "spec"), *params = json_get(spec, "parameters");
    const char *mark = json_str(json_path(o->object, "metadata", "annotations", "ingressclass.kubernetes.io/is-default-class", NULL));
    k->is_default = str_equal(mark, "true");
    k->controller = xstrdup_or_null(json_str(json_get(spec, "controller")));
    k->has_params = json_kind(params) == JSON_OBJECT;
    k->params_group = xstrdup_or_null(json_str(json_get(params, "apiGroup")));
    k->params_kind = xstrdup_or_null(json_str(json_get(params, "kind")));
    k->params_name = xstrdup_or_null(json_str(json_get(params, "name")));
    ingress_review_all(c);
}

void class_remove(struct cluster *c, const char *key, const struct object *o)
{
    (void)o;
    struct class_entry *k = NULL;
    HASH_FIND_STR(c->classes, key, k);
    if (!k)
        return;
    HASH_DEL(c->classes, k);
    class_clear(k);
    free(k->key);
    free(k);
    if (o)
        ingress_review_all(c);
}

/* ---- IngressClassParams ---- */

void params_put(struct cluster *c, const char *key, const struct object *o)
{
    struct params_entry *p;
    ENTRY(params_entry, c->params, key, p);
    own_str char *text = json_text(json_get(o->object, "spec"));
    json_free(p->spec);
    p->spec = text ? json_parse(text, strlen(text), NULL) : NULL;
    str_replace(&p->wrong, c->wrong.reason);
    ingress_review_all(c);
}

void params_remove(struct cluster *c, const char *key, const struct object *o)
{
    struct params_entry *p = NULL;
    HASH_FIND_STR(c->params, key, p);
    if (!p)
        return;
    HASH_DEL(c->params, p);
    json_free(p->spec);
    free(p->wrong);
    free(p->key);
    free(p);
    if (o)
        ingress_review_all(c);
}

/* ---- Namespace ---- */

void namespace_put(struct cluster *c, const char *key, const struct object *o)
{
    struct namespace_entry *n;
    struct pairs labels = {0};
    ENTRY(namespace_entry, c->namespaces, key, n);
    pairs_decode(&labels, json_path(o->object, "metadata", "labels", NULL));
    bool same = pairs_equal(&labels, &n->labels);
    pairs_release(&n->labels);
    n->labels = labels;
    if (!same)
        ingress_review_namespace(c, key);
}

void namespace_remove(struct cluster *c, const char *key, const struct object *o)
{
    struct namespace_entry *n = NULL;
    HASH_FIND_STR(c->namespaces, key, n);
    if (!n)
        return;
    HASH_DEL(c->namespaces, n);
    pairs_release(&n->labels);
    free(n->key);
    free(n);
    if (o)
        ingress_review_namespace(c, key);
}

/* ---- Secret: key names and keyed hashes ---- */

static void secret_clear(struct secret_entry *s)
{
    free(s->info.name);
    pairs_release(&s->info.keys);
    pairs_release(&s->info.labels);
    s->info = (struct secret_info){0};
}

void secret_put(struct cluster *c, const char *key, const struct object *o)
{
    struct secret_entry *s;
    ENTRY(secret_entry, c->secrets, key, s);
    secret_clear(s);
    s->info.name = xstrdup(o->name);
    pairs_decode(&s->info.keys, json_get(o->object, "data"));
    pairs_decode(&s->info.labels, json_path(o->object, "metadata", "labels", NULL));
    pairs_sort(&s->info.keys);
    pairs_sort(&s->info.labels);
    ingress_review_namespace(c, o->namespace ? o->namespace : "");
}

void secret_remove(struct cluster *c, const char *key, const struct object *o)
{
    struct secret_entry *s = NULL;
    HASH_FIND_STR(c->secrets, key, s);
    if (!s)
        return;
    HASH_DEL(c->secrets, s);
    secret_clear(s);
    free(s->key);
    free(s);
    if (o)
        ingress_review_namespace(c, o->namespace ? o->namespace : "");
}
