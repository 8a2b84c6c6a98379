/* Is an Ingress ours? The steps are numbered as in docs/RULES.md's selection of Ingresses:
 *   1 it is being deleted: no
 *   2 it has the old annotation kubernetes.io/ingress.class: that alone decides, and brings no parameters
 *   3 its class is spec.ingressClassName, else the default class; two default classes are nobody's wish
 *   4 the class must be there
 *   5 it is ours if the class's controller is the ALB controller
 *   6 the class's parameters must be there and admit the namespace
 *   7 no field of the Ingress, of its class or of the parameters may be of a wrong type */
#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

#define CONTROLLER       "ingress.k8s.aws/alb"
#define CLASS_ANNOTATION "kubernetes.io/ingress.class"

static void decide(struct choice *out, enum verdict verdict)
{
    out->verdict = verdict;
}

static void reject(struct choice *out, const char *field, const char *value, char *reason)
{
    *out = (struct choice){.verdict = VERDICT_REJECTED, .field = field, .value = xstrdup_or_null(value), .reason = reason};
}

static const char *wanted_annotation(const struct cluster *c)
{
    return c->view->ingress_class ? c->view->ingress_class : "alb";
}

static bool annotation_ours(const struct cluster *c, const char *value)
{
    const char *wanted = wanted_annotation(c);
    return strcmp(value, wanted) == 0 || (!*wanted && strcmp(value, "alb") == 0);
}

/* A class or parameters that cannot be read whole: what is missing would be another load balancer. */
static bool whole(const char *kind, const char *name, const char *wrong, struct choice *out)
{
    const char *class = out->class->key;
    if (wrong)
        reject(out, "spec.ingressClassName", class, xasprintf("%s '%s' cannot be read: %s", kind, name, wrong));
    return !wrong;
}

static void choose_params(const struct cluster *c, const struct ingress_entry *i, struct choice *out)
{
    static const struct pairs none = {0};
    const struct class_entry *class = out->class;
    if (!whole("IngressClass", class->key, class->wrong, out) || !class->has_params)
        return;
    if (!str_equal(class->params_group, "elbv2.k8s.aws") || !str_equal(class->params_kind, "IngressClassParams") || !class->params_name) {
        reject(out, "spec.ingressClassName", class->key,
               xasprintf("parameters of IngressClass '%s' must be an IngressClassParams of elbv2.k8s.aws", class->key));
        return;
    }
    struct params_entry *params = NULL;
    HASH_FIND_STR(c->params, class->params_name, params);
    if (!params) {
        reject(out, "spec.ingressClassName", class->key,
               xasprintf("IngressClassParams '%s' of IngressClass '%s' does not exist", class->params_name, class->key));
        return;
    }
    if (!whole("IngressClassParams", params->key, params->wrong, out))
        return;
    struct namespace_entry *ns = NULL;
    HASH_FIND_STR(c->namespaces, i->record.id.namespace, ns);
    int admitted = selector_matches(json_get(params->spec, "namespaceSelector"), ns ? &ns->labels : &none);
    if (admitted < 0)
        reject(out, "spec.ingressClassName", class->key,
               xasprintf("namespaceSelector of IngressClassParams '%s' is no label selector", params->key));
    else if (!admitted)
        reject(
            out, "spec.ingressClassName", class->key,
            xasprintf("namespaceSelector of IngressClassParams '%s' does not admit namespace '%s'", params->key, i->record.id.namespace));
    else
        out->params = params;
}

static void choose_by_class(const struct cluster *c, const struct ingress_entry *i, struct choice *out)
{
    if (!str_equal(out->class->controller, CONTROLLER)) {
        decide(out, VERDICT_FOREIGN);
        return;
    }
    decide(out, VERDICT_OURS);
    choose_params(c, i, out);
}

/* The default classes: how many, the first by name, and whether one of them is ours. */
static size_t default_classes(const struct cluster *c, const struct class_entry **first, bool *ours)
{
    size_t count = 0;
    for (struct class_entry *k = c->classes; k; k = k->hh.next) {
        if (!k->is_default)
            continue;
        count++;
        *first = !*first || strcmp(k->key, (*first)->key) < 0 ? k : *first;
        *ours = *ours || str_equal(k->controller, CONTROLLER);
    }
    return count;
}

static void choose_default(const struct cluster *c, const struct ingress_entry *i, struct choice *out)
{
    const struct class_entry *first = NULL;
    bool ours = false;
    size_t count = default_classes(c, &first, &ours);
    out->class = first;
    if (count == 0)
        decide(out, *wanted_annotation(c) ? VERDICT_FOREIGN : VERDICT_OURS);
    else if (count == 1)
        choose_by_class(c, i, out);
    else if (ours)
        reject(out, "spec.ingressClassName", NULL,
               xasprintf("%zu IngressClasses are marked as default: keep one, or name the class in the Ingress", count));
    else
        decide(out, VERDICT_FOREIGN);
}

static void choose(const struct cluster *c, const struct ingress_entry *i, struct choice *out)
{
    const char *annotation = pairs_get(&i->record.annotations, CLASS_ANNOTATION);
    if (annotation) {
        decide(out, annotation_ours(c, annotation) ? VERDICT_OURS : VERDICT_FOREIGN);
    } else if (!i->class_name && i->wrong.reason) { /* it may be what named the class */
        decide(out, VERDICT_OURS);
    } else if (!i->class_name) {
        choose_default(c, i, out);
    } else {
        struct class_entry *class = NULL;
        HASH_FIND_STR(c->classes, i->class_name, class);
        out->class = class;
        if (class)
            choose_by_class(c, i, out);
        else
            reject(out, "spec.ingressClassName", i->class_name, xasprintf("IngressClass '%s' does not exist", i->class_name));
    }
}

/* Less than all of it could open more than was meant: a rule whose host is a number would be one for all hosts. */
static void refuse_wrong(const struct ingress_entry *i, struct choice *out)
{
    out->verdict = VERDICT_REJECTED;
    out->field = i->wrong.field;
    out->value = xstrdup_or_null(i->wrong.value);
    out->reason = xstrdup(i->wrong.reason);
}

void choice_make(const struct cluster *c, const struct ingress_entry *i, struct choice *out)
{
    *out = (struct choice){0};
    choose(c, i, out);
    out->would_be = out->verdict == VERDICT_OURS;
    if (i->deleting)
        decide(out, VERDICT_FOREIGN);
    else if (out->would_be && i->wrong.reason)
        refuse_wrong(i, out);
}

void choice_release(struct choice *choice)
{
    free(choice->value);
    free(choice->reason);
}
