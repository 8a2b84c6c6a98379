#include "watch-k8s/choice.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#define INGRESS_CLASS "kubernetes.io/ingress.class"

static bool is_name(const char *text)
{
    return *text && strlen(text) <= 253 && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-.")] == '\0';
}

static int check_left_out(const char *plural, struct err *err)
{
    own_buf may = {0};

    for (size_t i = 0; i < watch_kinds_count; i++) {
        const struct kind *k = &watch_kinds[i];

        if (k->dispensable && !strcmp(k->plural, plural))
            return 0;
        if (k->dispensable)
            buf_addf(&may, "%s%s", may.len ? ", " : "", k->plural);
    }
    return err_set(err, ERR_CONFIG, "'%s' cannot be left out: what can is %s", plural, buf_str(&may));
}

static int check_name(const char *name, struct err *err)
{
    return is_name(name) ? 0 : err_set(err, ERR_CONFIG, "'%s' is no name of a Kubernetes object", name);
}

static int set_list(struct strs *to, const char *text, int (*check)(const char *one, struct err *err), struct err *err)
{
    own_str char *copy = xstrdup(text);
    char *rest = NULL;

    strs_release(to);
    for (char *one = strtok_r(copy, ", ", &rest); one; one = strtok_r(NULL, ", ", &rest)) {
        if (check(one, err))
            return -1;
        strs_add(to, one);
    }
    strs_sort_unique(to);
    return to->count ? 0 : err_set(err, ERR_CONFIG, "no name is given");
}

static int set_word(struct choice *c, enum fleet_choice word, const char *text, struct err *err)
{
    switch (word) {
    case FLEET_NAMESPACES:
        return set_list(&c->namespaces, text, check_name, err);
    case FLEET_EXCLUDED:
        return set_list(&c->excluded, text, check_name, err);
    case FLEET_INGRESS_CLASSES:
        return set_list(&c->ingress_classes, text, check_name, err);
    case FLEET_LEFT_OUT:
        return set_list(&c->left_out, text, check_left_out, err);
    case FLEET_SELECTOR:
        str_replace(&c->selector, text);
        return *text ? 0 : err_set(err, ERR_CONFIG, "it is empty");
    case FLEET_CHOICES:
        break;
    }
    return err_set(err, ERR_CONFIG, "no such choice");
}

int choice_set(struct choice *c, enum fleet_choice word, const char *text, struct err *err)
{
    return set_word(c, word, text, err) ? err_wrap(err, "'%s'", fleet_choice_names[word]) : 0;
}

int choice_check(const struct choice *c, struct err *err)
{
    if (c->namespaces.count && c->excluded.count)
        return err_set(err, ERR_CONFIG, "'%s' and '%s' are both given: say which are looked at, or which are not, not both",
                       fleet_choice_names[FLEET_NAMESPACES], fleet_choice_names[FLEET_EXCLUDED]);
    return 0;
}

void choice_release(struct choice *c)
{
    strs_release(&c->namespaces);
    strs_release(&c->excluded);
    strs_release(&c->ingress_classes);
    strs_release(&c->left_out);
    free(c->selector);
    *c = (struct choice){0};
}

bool choice_wants(const struct choice *c, const struct kind *kind)
{
    return !strs_has(&c->left_out, kind->plural);
}

bool choice_takes(const struct choice *c, const struct kind *kind, const struct json *object)
{
    const char *class;

    if (!c->ingress_classes.count || strcmp(kind->kind, "Ingress") != 0)
        return true;
    class = json_str(json_path(object, "metadata", "annotations", INGRESS_CLASS, NULL));
    if (!class)
        class = json_str(json_path(object, "spec", "ingressClassName", NULL));
    return !class || strs_has(&c->ingress_classes, class); /* one without may be of the default class */
}

char *choice_fields(const struct choice *c, const struct kind *kind)
{
    const char *field = kind->namespaced ? "metadata.namespace" : !strcmp(kind->kind, "Namespace") ? "metadata.name" : NULL;
    own_buf all = {0};

    for (size_t i = 0; field && i < c->excluded.count; i++)
        buf_addf(&all, "%s%s!=%s", i ? "," : "", field, c->excluded.items[i]);
    return all.len ? buf_take(&all) : NULL;
}

const char *choice_labels(const struct choice *c, const struct kind *kind)
{
    return kind->by_label ? c->selector : NULL;
}

void choice_describe(const struct choice *c, struct buf *to)
{
    const struct strs *lists[] = {&c->namespaces, &c->excluded, &c->ingress_classes, &c->left_out};

    for (size_t i = 0; i < COUNT_OF(lists); i++)
        for (size_t j = 0; j < lists[i]->count; j++)
            buf_addf(to, "%zu %s\n", i, lists[i]->items[j]);
    if (c->selector)
        buf_addf(to, "selector %s\n", c->selector);
}
