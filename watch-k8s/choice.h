/* What of a cluster is looked at: namespaces, labels, an ingress class, and which kinds can be done without. From the
 * command line or from the member's lines in the fleet file, in the same words. Zero chooses everything. */
#ifndef WATCH_CHOICE_H
#define WATCH_CHOICE_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"

#include "lib/model/fleet.h"
#include "lib/model/strs.h"

#include "watch-k8s/kinds.h"

struct err;

struct choice {
    struct strs namespaces;      /* only these; none: all */
    struct strs excluded;        /* but not these */
    struct strs ingress_classes; /* Ingresses of these, and those that name none */
    struct strs left_out;        /* plurals of kinds */
    char *selector;              /* of labels, for the kinds that ask for something */
};

/* One word of fleet.h's table of them; text as there. Replaces what was chosen by that word. ERR_CONFIG. */
int choice_set(struct choice *c, enum fleet_choice word, const char *text, struct err *err);
/* What goes not together. ERR_CONFIG. */
int choice_check(const struct choice *c, struct err *err);
void choice_release(struct choice *c);

/* The kind is followed at all. */
bool choice_wants(const struct choice *c, const struct kind *kind);
/* This object is; the server has looked at namespaces and labels already. */
bool choice_takes(const struct choice *c, const struct kind *kind, const struct json *object);
/* For a list or watch of that kind in all namespaces; NULL where nothing is left out. free with free(). */
char *choice_fields(const struct choice *c, const struct kind *kind);
/* The same for labels. Borrowed. */
const char *choice_labels(const struct choice *c, const struct kind *kind);
/* All of it as text; empty when everything is chosen. */
void choice_describe(const struct choice *c, struct buf *to);

#endif
