#include "report-k8s/picture_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

/* ---- Ingresses ---- */

static void ingress_drop(struct picture *p, const char *key)
{
    struct picture_ingress *i = NULL;
    HASH_FIND_STR(p->ingresses, key, i);
    if (!i)
        return;
    HASH_DEL(p->ingresses, i);
    free(i->key);
    free(i->namespace);
    free(i->name);
    free(i->uid);
    free(i->stack);
    free(i);
}

static void ingress_keep(struct picture *p, const struct ingress *said, const char *key)
{
    struct picture_ingress *i = xcalloc(1, sizeof *i);
    *i = (struct picture_ingress){.key = xstrdup(key), .stack = ingress_stack(said)};
    i->namespace = xstrdup(said->id.namespace);
    i->name = xstrdup(said->id.name);
    i->uid = xstrdup_or_null(said->id.uid);
    HASH_ADD_KEYPTR(hh, p->ingresses, i->key, strlen(i->key), i);
}

int fold_ingress(struct picture *p, const struct event *e, struct err *err)
{
    struct ingress said = {0};
    if (ingress_decode(&said, e->data, err))
        return -1;
    if (strcmp(said.id.cluster, p->cluster) == 0) {
        own_str char *key = xasprintf("%s/%s", said.id.namespace, said.id.name);
        ingress_drop(p, key);
        if (strcmp(e->type, "ingress.put") == 0) {
            ingress_keep(p, &said, key);
        } else {
            own_str char *rejected = xasprintf("rejected %s", e->subject);
            problem_drop(p, rejected);
            said_forget_object(p, "ingress", said.id.namespace, said.id.name);
        }
    }
    ingress_release(&said);
    return 0;
}

/* ---- TargetGroupBindings ---- */

char *picture_group_name(const char *arn)
{
    const char *name = strstr(arn, ":targetgroup/");
    return name ? xstrndup(name + strlen(":targetgroup/"), strcspn(name + strlen(":targetgroup/"), "/")) : NULL;
}

static void binding_drop(struct picture *p, const char *key)
{
    struct picture_binding *b = NULL;
    HASH_FIND_STR(p->bindings, key, b);
    if (!b)
        return;
    HASH_DEL(p->bindings, b);
    binding_release(&b->record);
    free(b->key);
    free(b->group);
    free(b);
}

/* Takes what *said holds. */
static void binding_keep(struct picture *p, struct binding *said, const struct event *e)
{
    struct picture_binding *b = xcalloc(1, sizeof *b);
    own_json *spec = said->spec ? json_parse(said->spec, strlen(said->spec), NULL) : NULL;
    *b = (struct picture_binding){.key = xstrdup(e->subject), .record = *said, .sequence = e->sequence};
    const char *arn = json_str(json_get(spec, "targetGroupARN"));
    b->group = arn ? picture_group_name(arn) : xstrdup_or_null(json_str(json_get(spec, "targetGroupName")));
    *said = (struct binding){0};
    HASH_ADD_KEYPTR(hh, p->bindings, b->key, strlen(b->key), b);
}

int fold_binding(struct picture *p, const struct event *e, struct err *err)
{
    struct binding said = {0};
    if (binding_decode(&said, e->data, err))
        return -1;
    if (strcmp(said.id.cluster, p->cluster) == 0) {
        own_str char *rejected = xasprintf("rejected %s", e->subject);
        problem_drop(p, rejected); /* this form is judged anew */
        binding_drop(p, e->subject);
        if (strcmp(e->type, "binding.put") == 0)
            binding_keep(p, &said, e);
        else
            said_forget_object(p, "targetgroupbinding", said.id.namespace, said.id.name);
    }
    binding_release(&said);
    return 0;
}

/* ---- finalizers ---- */

static void finalizers_drop(struct picture *p, const char *key)
{
    struct picture_finalizers *f = NULL;
    HASH_FIND_STR(p->finalizers, key, f);
    if (!f)
        return;
    HASH_DEL(p->finalizers, f);
    finalizers_release(&f->record);
    free(f->key);
    free(f);
}

int fold_finalizers(struct picture *p, const struct event *e, struct err *err)
{
    struct finalizers said = {0};
    if (finalizers_decode(&said, e->data, err))
        return -1;
    bool ours = strcmp(said.id.cluster, p->cluster) == 0;
    if (ours)
        finalizers_drop(p, e->subject);
    if (!ours || strcmp(e->type, "finalizers.put") != 0) {
        finalizers_release(&said);
        return 0;
    }
    struct picture_finalizers *f = xcalloc(1, sizeof *f);
    *f = (struct picture_finalizers){.key = xstrdup(e->subject), .record = said, .sequence = e->sequence};
    HASH_ADD_KEYPTR(hh, p->finalizers, f->key, strlen(f->key), f);
    return 0;
}

void objects_release(struct picture *p)
{
    while (p->ingresses)
        ingress_drop(p, p->ingresses->key);
    while (p->bindings)
        binding_drop(p, p->bindings->key);
    while (p->finalizers)
        finalizers_drop(p, p->finalizers->key);
    pods_release(p);
}
