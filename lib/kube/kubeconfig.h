/* Kubeconfig files, apiVersion v1 (client-go tools/clientcmd/api/v1): a list of them merged as kubectl does,
 * where the first file that has a name, or a current-context, wins. */
#ifndef KUBE_KUBECONFIG_H
#define KUBE_KUBECONFIG_H

#include "lib/kube/access.h"

struct err;

/* The files to read, separated by ':': `chosen`, else $KUBECONFIG, else ~/.kube/config where it exists.
 * NULL when there is none. free with free(). */
char *kubeconfig_paths(const char *chosen);

/* Fills a (zeroed) from the chosen context. Of several paths those that do not exist are left out.
 * Relative paths inside a file are relative to its folder. */
int kubeconfig_load(struct kube_access *a, const char *paths, const struct kube_choice *choice, struct err *err);

#endif
