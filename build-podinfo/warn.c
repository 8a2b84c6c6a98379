/* What is said of annotations that have no effect, or whose value cannot be, and of Services that nothing can stand behind. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

static void check_all(struct buf *to, const struct pairs *on, enum annotation_place place, const char **first)
{
    for (size_t i = 0; on && i < on->count; i++) {
        const char *key = on->items[i].key;
        own_buf wrong = {0};
        if (str_starts(key, ANNOTATION_PREFIX))
            annotation_check(key + strlen(ANNOTATION_PREFIX), on->items[i].value, place, &wrong);
        if (!wrong.len)
            continue;
        buf_addf(to, "%s%s", to->len ? "; " : "", buf_str(&wrong));
        *first = *first ? *first : key;
    }
}

bool warning_make(struct warning *w, enum annotation_place place, const struct pairs *on, const struct pairs *strange)
{
    const char *first = NULL;
    struct buf reason = {0};
    check_all(&reason, on, place, &first);
    check_all(&reason, strange, place, &first);
    *w = (struct warning){.field = xstrdup_or_null(first), .reason = first ? buf_take(&reason) : NULL};
    return first != NULL;
}

void warning_release(struct warning *w)
{
    free(w->field);
    free(w->reason);
    *w = (struct warning){0};
}

void warn_of(struct cluster *c, enum annotation_place place, const struct object_name *id, const struct warning *w)
{
    static char ingress[] = "Ingress", service[] = "Service";
    own_buf data = {0};
    if (!w->reason)
        return;
    struct rejection r = {
        .cluster = c->name,
        .kind = place == ANNOTATION_INGRESS ? ingress : service,
        .namespace = id->namespace,
        .name = id->name,
        .field = w->field,
        .reason = w->reason,
    };
    own_str char *object = rejection_subject(&r);
    own_str char *subject = xasprintf("%s/warning", object);
    rejection_encode(&r, &data);
    c->view->say(c->view->context, "object.warning", subject, buf_str(&data));
}

void reject_alias(struct cluster *c, const struct service *s)
{
    static char
        kind[] = "Service",
        field[] = "spec.type",
        reason[] =
            "a Service of type ExternalName is a name in DNS: it has no endpoints, and a load balancer no targets for it; use a Service "
            "with a selector, or one whose EndpointSlices somebody writes";
    struct rejection r = {.cluster = c->name, .kind = kind, .namespace = s->id.namespace, .name = s->id.name, .field = field};
    own_buf data = {0};
    r.value = s->type;
    r.reason = reason;
    if (strcmp(s->type, "ExternalName") != 0)
        return;
    own_str char *subject = rejection_subject(&r);
    rejection_encode(&r, &data);
    c->view->say(c->view->context, "object.rejected", subject, buf_str(&data));
}
