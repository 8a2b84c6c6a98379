#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

#define ACTION_PREFIX   "alb.ingress.kubernetes.io/actions."
#define OIDC_ANNOTATION "alb.ingress.kubernetes.io/auth-idp-oidc"
#define USE_ANNOTATION  "use-annotation"

/* ---- whom it refers to ---- */

static void ref_backend(struct refs *to, const struct ingress *i, const struct backend *b)
{
    bool action = b->port_is_name && strcmp(b->port, USE_ANNOTATION) == 0;
    if (b->service && b->port && !action)
        refs_add(to, i->id.namespace, b->service, b->port);
}

/* Services inside actions.NAME; JSON that is none is for the plan to complain about. */
static void ref_action(struct refs *to, const struct ingress *i, const char *text)
{
    own_json *action = json_parse_go(text, strlen(text), NULL);
    json_each (group, json_get_fold(json_get_fold(action, "forwardConfig"), "targetGroups")) {
        const char *service = json_str(json_get_fold(group, "serviceName"));
        own_str char *port = read_text(json_get_fold(group, "servicePort"));
        if (service && port)
            refs_add(to, i->id.namespace, service, port);
    }
}

static void ref_all(struct refs *to, const struct ingress *i)
{
    if (i->has_default)
        ref_backend(to, i, &i->default_backend);
    for (size_t r = 0; r < i->rules_count; r++) {
        for (size_t p = 0; p < i->rules[r].paths_count; p++)
            ref_backend(to, i, &i->rules[r].paths[p].backend);
    }
    for (size_t a = 0; a < i->annotations.count; a++) {
        if (str_starts(i->annotations.items[a].key, ACTION_PREFIX))
            ref_action(to, i, i->annotations.items[a].value);
    }
}

/* ---- which Secrets it names, itself or through its Services ---- */

static void name_secret(struct strs *to, const struct pairs *annotations)
{
    const char *text = pairs_get(annotations, OIDC_ANNOTATION);
    if (!text)
        return;
    own_json *idp = json_parse_go(text, strlen(text), NULL);
    const char *name = json_str(json_get_fold(idp, "secretName"));
    if (name)
        strs_add(to, name);
}

static void name_secrets(struct strs *to, const struct cluster *c, const struct ingress_entry *i)
{
    name_secret(to, &i->record.annotations);
    for (size_t r = 0; r < i->refs.count; r++) {
        struct service_entry *s = NULL;
        HASH_FIND_STR(c->services, i->refs.items[r].service, s);
        if (s && s->known)
            name_secret(to, &s->record.annotations);
    }
    strs_sort_unique(to);
}

static void drop_secrets(struct ingress *i)
{
    for (size_t s = 0; s < i->secrets_count; s++) {
        free(i->secrets[s].name);
        pairs_release(&i->secrets[s].keys);
        pairs_release(&i->secrets[s].labels);
    }
    i->secrets_count = 0;
}

static void add_secret(struct ingress *i, const struct secret_info *info)
{
    ARRAY_GROW(i->secrets, i->secrets_count, i->secrets_cap);
    struct secret_info *to = &i->secrets[i->secrets_count++];
    *to = (struct secret_info){.name = xstrdup(info->name)};
    pairs_copy(&to->keys, &info->keys);
    pairs_copy(&to->labels, &info->labels);
}

static void attach_secrets(const struct cluster *c, struct ingress_entry *i)
{
    struct strs names = {0};
    name_secrets(&names, c, i);
    drop_secrets(&i->record);
    for (size_t n = 0; n < names.count; n++) {
        own_str char *key = xasprintf("%s/%s", i->record.id.namespace, names.items[n]);
        struct secret_entry *s = NULL;
        HASH_FIND_STR(c->secrets, key, s);
        if (s)
            add_secret(&i->record, &s->info);
    }
    strs_release(&names);
}

/* ---- what is said of it ---- */

static void say_ingress_gone(struct cluster *c, struct ingress_entry *i)
{
    struct ingress name = {.id = i->record.id};
    own_str char *subject = ingress_subject(&i->record);
    own_buf data = {0};
    ingress_encode(&name, &data);
    i->said.there = i->said.there || i->rejected;
    say_gone(c, &i->said, "ingress.delete", subject, buf_str(&data));
    str_replace(&i->rejected, NULL);
}

static void be_foreign(struct cluster *c, struct ingress_entry *i)
{
    struct refs none = {0};
    say_ingress_gone(c, i);
    refs_replace(c, &i->refs, &none);
}

static void follow_refs(struct cluster *c, struct ingress_entry *i)
{
    struct refs now = {0};
    ref_all(&now, &i->record);
    refs_replace(c, &i->refs, &now);
}

/* Said again when only what it is warned of has changed: that ends the earlier warning. */
static void say_with_warning(struct cluster *c, struct ingress_entry *i, const char *subject, const char *data)
{
    struct warning w;
    warning_make(&w, ANNOTATION_INGRESS, &i->record.annotations, &i->strange);
    if (!str_equal(w.reason, i->warned))
        i->said.there = false;
    str_replace(&i->warned, w.reason);
    if (say_changed(c, &i->said, "ingress.put", subject, data))
        warn_of(c, ANNOTATION_INGRESS, &i->record.id, &w);
    warning_release(&w);
}

static void be_ours(struct cluster *c, struct ingress_entry *i)
{
    own_str char *subject = ingress_subject(&i->record);
    own_buf data = {0};
    follow_refs(c, i);
    attach_secrets(c, i);
    ingress_encode(&i->record, &data);
    if (i->rejected)
        i->said.there = false; /* said again, so that everybody knows that it is good again */
    str_replace(&i->rejected, NULL);
    say_with_warning(c, i, subject, buf_str(&data));
}

/* What was served before stays: no delete is said, and the endpoints go on. */
static void be_rejected(struct cluster *c, struct ingress_entry *i, const struct choice *choice)
{
    static char kind[] = "Ingress";
    if (c->phase != CLUSTER_SYNCED)
        return;
    follow_refs(c, i);
    if (str_equal(i->rejected, choice->reason))
        return;
    own_str char *field = xstrdup(choice->field);
    struct rejection r = {
        .cluster = c->name,
        .kind = kind,
        .namespace = i->record.id.namespace,
        .name = i->record.id.name,
        .field = field,
        .value = choice->value,
        .reason = choice->reason,
    };
    own_str char *subject = rejection_subject(&r);
    own_buf data = {0};
    rejection_encode(&r, &data);
    str_replace(&i->rejected, choice->reason);
    c->view->say(c->view->context, "object.rejected", subject, buf_str(&data));
}

static void take_class(struct ingress_entry *i, const struct choice *choice)
{
    str_replace(&i->record.class_name, choice->class ? choice->class->key : NULL);
    str_replace(&i->record.class_params_name, choice->params ? choice->params->key : NULL);
    free(i->record.class_params);
    i->record.class_params = choice->params ? json_text(choice->params->spec) : NULL;
}

/* Also of one that is being deleted: it waits for them. */
static void say_finalizers(struct cluster *c, const struct ingress_entry *i, bool ours)
{
    static char kind[] = "Ingress";
    own_str char *stack = ingress_stack(&i->record);
    struct finalizers f = {.id = i->record.id, .kind = kind, .deleting = i->deleting, .stack = stack};
    if (ours)
        f.all = i->finalizers;
    hold_say(c, &f);
}

static void review(struct cluster *c, struct ingress_entry *i)
{
    struct choice choice;
    choice_make(c, i, &choice);
    if (choice.would_be)
        take_class(i, &choice);
    if (choice.verdict == VERDICT_FOREIGN)
        be_foreign(c, i);
    else if (choice.verdict == VERDICT_OURS)
        be_ours(c, i);
    else
        be_rejected(c, i, &choice);
    say_finalizers(c, i, choice.would_be);
    choice_release(&choice);
}

static int by_key(const struct ingress_entry *a, const struct ingress_entry *b)
{
    return strcmp(a->key, b->key);
}

void ingress_review_all(struct cluster *c)
{
    HASH_SORT(c->ingresses, by_key);
    for (struct ingress_entry *i = c->ingresses; i; i = i->hh.next)
        review(c, i);
}

void ingress_review_namespace(struct cluster *c, const char *namespace)
{
    HASH_SORT(c->ingresses, by_key);
    for (struct ingress_entry *i = c->ingresses; i; i = i->hh.next) {
        if (strcmp(i->record.id.namespace, namespace) == 0)
            review(c, i);
    }
}

static bool refers(const struct ingress_entry *i, const char *service)
{
    for (size_t r = 0; r < i->refs.count; r++) {
        if (strcmp(i->refs.items[r].service, service) == 0)
            return true;
    }
    return false;
}

void ingress_review_users(struct cluster *c, const char *service)
{
    HASH_SORT(c->ingresses, by_key);
    for (struct ingress_entry *i = c->ingresses; i; i = i->hh.next) {
        if (refers(i, service))
            review(c, i);
    }
}

/* ---- the object ---- */

void ingress_put(struct cluster *c, const char *key, const struct object *o)
{
    struct ingress_entry *i = NULL;
    HASH_FIND_STR(c->ingresses, key, i);
    if (!i) {
        i = xcalloc(1, sizeof *i);
        i->key = xstrdup(key);
        HASH_ADD_KEYPTR(hh, c->ingresses, i->key, strlen(i->key), i);
    }
    ingress_release(&i->record);
    read_name(&i->record.id, c, o);
    i->record.created = read_created(o->object);
    pairs_release(&i->strange);
    read_annotations(&i->record.annotations, &i->strange, o->object);
    read_ingress_spec(&i->record, json_get(o->object, "spec"));
    str_replace(&i->class_name, json_str(json_path(o->object, "spec", "ingressClassName", NULL)));
    i->deleting = read_deleting(o->object);
    wrong_copy(&i->wrong, &c->wrong);
    read_finalizers(&i->finalizers, o->object);
    review(c, i);
}

void ingress_remove(struct cluster *c, const char *key, const struct object *o)
{
    struct ingress_entry *i = NULL;
    HASH_FIND_STR(c->ingresses, key, i);
    if (!i)
        return;
    if (o) {
        be_foreign(c, i);
        say_finalizers(c, i, false);
    }
    HASH_DEL(c->ingresses, i);
    ingress_release(&i->record);
    refs_release(&i->refs);
    strs_release(&i->finalizers);
    free(i->class_name);
    wrong_release(&i->wrong);
    pairs_release(&i->strange);
    free(i->warned);
    free(i->rejected);
    free(i->key);
    free(i);
}
