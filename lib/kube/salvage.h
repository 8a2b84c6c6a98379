/* Names out of an object that the JSON reader refuses (a member twice, invalid UTF-8, too deep…). */
#ifndef KUBE_SALVAGE_H
#define KUBE_SALVAGE_H

#include <stddef.h>

/* Some text inside an object's text; borrowed. */
struct salvage {
    const char *text; /* NULL: not found */
    size_t len;
};

/* The value of an object's first member of that name. */
struct salvage salvage_member(struct salvage object, const char *name);
/* The content of a string that can be a Kubernetes name (letters, digits, '-', '.', ':'), or NULL; free with free(). */
char *salvage_name(struct salvage string);

#endif
