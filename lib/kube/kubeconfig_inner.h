/* What kubeconfig.c, kubeconfig_form.c and kubeconfig_exec.c share: YAML, looked at. */
#ifndef KUBE_KUBECONFIG_INNER_H
#define KUBE_KUBECONFIG_INNER_H

#include <stdbool.h>
#include <yaml.h>

#include "lib/kube/exec.h"

struct err;

struct file {
    const char *path; /* borrowed */
    yaml_document_t doc;
};

/* One mapping of one file, as a place that sentences can name. */
struct section {
    struct file *file;
    yaml_node_t *map;
    char *name; /* "user 'x' of '/path'" */
};

/* The member of a mapping, or NULL. */
yaml_node_t *kubeconfig_node(struct file *f, yaml_node_t *map, const char *key);
/* The scalar's text; NULL where it is absent, null or empty. */
const char *kubeconfig_node_text(struct file *f, yaml_node_t *map, const char *key);
const char *kubeconfig_text(const struct section *s, const char *key);
/* A flag's words in YAML 1.1; NULL is false. */
bool kubeconfig_is_true(const char *text);
/* The fields that are read have their types, and no name stands twice. */
int kubeconfig_check_form(struct file *f, struct err *err);
/* The path, relative to the file's folder; free with free(). */
char *kubeconfig_beside(const struct section *s, const char *path);

/* The user's `exec`, where there is one: *to stays NULL otherwise. cluster is what the plugin may be told of. */
int kubeconfig_exec(struct kube_exec **to, const struct section *user, const struct section *cluster, struct err *err);

#endif
