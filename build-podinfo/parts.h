/* Between build-podinfo's files: each noun's put and remove, and what they need of each other. */
#ifndef PODINFO_PARTS_H
#define PODINFO_PARTS_H

#include "lib/model/annotations.h"

#include "build-podinfo/view.h"

/* One row of fold's table: what an object of a kind does to its cluster. key is NS/NAME or NAME. To remove
 * with o NULL forgets without a word. */
typedef void object_fn(struct cluster *c, const char *key, const struct object *o);

object_fn class_put, class_remove, params_put, params_remove, namespace_put, namespace_remove, secret_put, secret_remove, ingress_put,
    ingress_remove, binding_put, binding_remove, service_put, service_remove, slice_put, slice_remove, pod_put, pod_remove, node_put,
    node_remove;

/* As ARRAY_GROW, from one element on: for arrays that are there once for each endpoint and mostly hold one. */
#define ARRAY_GROW_TIGHT(array, count, cap)                                                                                                \
    do {                                                                                                                                   \
        if ((count) == (cap)) {                                                                                                            \
            (cap) = (cap) ? (cap)*2 : 1;                                                                                                   \
            (array) = xrealloc((array), (cap) * sizeof *(array));                                                                          \
        }                                                                                                                                  \
    } while (0)

/* ---- saying (say.c) ---- */
/* Says TYPE unless the same was said last. True when it was said. */
bool say_changed(struct cluster *c, struct said *said, const char *type, const char *subject, const char *data);
/* Says TYPE when something had been said. */
void say_gone(struct cluster *c, struct said *said, const char *type, const char *subject, const char *data);
uint64_t say_hash(const char *data);

/* ---- finalizers that another controller left (hold.c) ---- */
/* Says finalizers.put while there are some of those that we know, finalizers.delete when there are none any more. */
void hold_say(struct cluster *c, const struct finalizers *f);
void holds_forget(struct cluster *c); /* without a word */

/* ---- warning (warn.c) ---- */
struct warning {
    char *field; /* the first annotation that it is about */
    char *reason;
};

/* What is to be said of these annotations, and of the strange ones (or NULL); false: nothing. */
bool warning_make(struct warning *w, enum annotation_place place, const struct pairs *on, const struct pairs *strange);
void warning_release(struct warning *w);
/* After each ingress.put or service.put, which ends what was warned of before. Says nothing where there is nothing to say. */
void warn_of(struct cluster *c, enum annotation_place place, const struct object_name *id, const struct warning *w);
/* Of a Service that is an alias (ExternalName): object.rejected. */
void reject_alias(struct cluster *c, const struct service *s);

/* ---- fields of a wrong type (fits.c) ---- */
/* The object without them, and which they are in *wrong; free with json_free(). NULL: it has none. */
struct json *object_trim(const struct object *o, struct wrong *wrong);
/* object.warning: they count as not there. */
void wrong_warn(struct cluster *c, const struct object *o);
void wrong_copy(struct wrong *to, const struct wrong *from); /* what *to held goes */
void wrong_release(struct wrong *wrong);

/* ---- reading (read.c) ---- */
/* Text that is a value's own: a string as it is, a number in digits, else NULL. free with free(). */
char *read_text(const struct json *value);
/* Those annotations of ours and the incumbent's that plans are made of, sorted; and in *strange, if it is not NULL, those under its prefix
 * that nobody knows: they are warned of, and a change of one changes no record. */
void read_annotations(struct pairs *to, struct pairs *strange, const struct json *object);
void read_name(struct object_name *to, const struct cluster *c, const struct object *o);
struct moment read_created(const struct json *object);
bool read_deleting(const struct json *object);
void read_finalizers(struct strs *to, const struct json *object);
/* spec.rules, spec.defaultBackend and spec.tls of an Ingress. */
void read_ingress_spec(struct ingress *to, const struct json *spec);

/* ---- which Ingresses are ours (choice.c) ---- */
enum verdict { VERDICT_FOREIGN, VERDICT_OURS, VERDICT_REJECTED };

struct choice {
    enum verdict verdict;
    bool would_be;                     /* ours, were it not being deleted */
    const struct class_entry *class;   /* NULL: by the old annotation */
    const struct params_entry *params; /* or NULL */
    const char *field;                 /* of a rejection: what is wrong, what stands there */
    char *value;
    char *reason;
};

void choice_make(const struct cluster *c, const struct ingress_entry *i, struct choice *out);
void choice_release(struct choice *choice);
/* 1 matches, 0 does not, -1 no valid label selector (metav1.LabelSelector). NULL selects all. */
int selector_matches(const struct json *selector, const struct pairs *labels);

/* ---- Ingresses again, when what they depend on has changed (ingress.c) ---- */
void ingress_review_all(struct cluster *c);
void ingress_review_namespace(struct cluster *c, const char *namespace);
/* Those that refer to the Service NS/NAME. */
void ingress_review_users(struct cluster *c, const char *service);

/* ---- references (service.c) ---- */
void refs_add(struct refs *r, const char *namespace, const char *service, const char *port);
/* Makes `now` the references of somebody who had `held`: takes *now, which is empty afterwards. */
void refs_replace(struct cluster *c, struct refs *held, struct refs *now);
void refs_release(struct refs *r);

struct service_entry *service_entry_get(struct cluster *c, const char *key); /* made when missing */
/* Frees it when nothing holds it any more. */
void service_entry_tidy(struct service_entry *s);
bool service_port_used(const struct service_entry *s, const struct service_port *p);

/* ---- places (place.c) ---- */
void places_build(struct service_entry *s); /* of all its slices; nothing is said yet */
void places_refresh(struct service_entry *s);
void place_mention(struct service_entry *s, const struct slice_entry *slice, size_t at);
void place_forget(struct service_entry *s, const struct slice_entry *slice, size_t at);
/* Says what has changed of an address; frees the place when nothing is left of it. */
void place_refresh(struct service_entry *s, const char *address);
void places_drop(struct service_entry *s); /* after the last reference went */

struct pod_entry *pod_entry_get(struct cluster *c, const char *key); /* made when missing */
void pod_entry_tidy(struct cluster *c, struct pod_entry *p);

#endif
