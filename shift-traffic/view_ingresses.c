/* The Ingresses of a view, as they are served: what weight each gives its cluster, and which of them a target group was made for. */
#include "shift-traffic/view_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/plan.h"
#include "lib/model/records.h"

static void ingress_drop(struct view *v, const char *key)
{
    struct view_ingress *i = NULL;
    HASH_FIND_STR(v->ingresses, key, i);
    if (!i)
        return;
    HASH_DEL(v->ingresses, i);
    strs_release(&i->services);
    free(i->key);
    free(i);
}

static void add_service(struct view_ingress *i, const struct backend *b)
{
    if (b->service && !strs_has(&i->services, b->service))
        strs_add(&i->services, b->service);
}

static void ingress_put(struct view *v, const char *key, const struct ingress *said)
{
    struct view_ingress *i = xcalloc(1, sizeof *i);
    const char *weight = pairs_get(&said->annotations, "headgate.io/cluster-weight");
    *i = (struct view_ingress){.key = xstrdup(key), .weight = weight ? atoi(weight) : WEIGHT_USUAL}; /* plan-rules has read it */
    if (said->has_default)
        add_service(i, &said->default_backend);
    for (size_t r = 0; r < said->rules_count; r++)
        for (size_t p = 0; p < said->rules[r].paths_count; p++)
            add_service(i, &said->rules[r].paths[p].backend);
    HASH_ADD_KEYPTR(hh, v->ingresses, i->key, strlen(i->key), i);
}

/* One that was only missing in a list is served on. */
static bool is_kept(const struct event *e)
{
    return str_equal(json_str(json_get(e->data, "reason")), "absent");
}

void view_fold_ingress(struct view *v, const struct event *e)
{
    struct ingress said = {0};
    bool gone = strcmp(e->type, "ingress.delete") == 0;
    if ((gone ? ingress_decode : ingress_accepted_decode)(&said, e->data, NULL))
        return;
    own_str char *key = xasprintf("%s/%s/%s", said.id.cluster, said.id.namespace, said.id.name);
    if (!gone || !is_kept(e))
        ingress_drop(v, key);
    if (!gone)
        ingress_put(v, key, &said);
    ingress_release(&said);
}

void view_release_ingresses(struct view *v)
{
    while (v->ingresses)
        ingress_drop(v, v->ingresses->key);
}

/* ---- whose target group is it ---- */

/* What stands behind the Ingress's name in a tag: SERVICE:PORT; NULL: it is another one's. */
static const char *behind(const struct view_ingress *i, const char *tag)
{
    const char *name = strchr(i->key, '/') + 1;
    size_t len = strlen(name);
    return strncmp(tag, name, len) == 0 && tag[len] == '-' ? tag + len + 1 : NULL;
}

static bool names_service(const struct view_ingress *i, const char *text)
{
    own_str char *service = xstrndup(text, strcspn(text, ":"));
    return strs_has(&i->services, service);
}

/* Both names may have dashes: who names the Service is right; of several, or none, the longest. */
const char *view_ingress_of(const struct view *v, const char *cluster, const char *tag)
{
    const struct view_ingress *found = NULL;
    bool sure = false;
    size_t len = strlen(cluster);
    for (const struct view_ingress *i = v->ingresses; i && tag; i = i->hh.next) {
        const char *rest = strncmp(i->key, cluster, len) == 0 && i->key[len] == '/' ? behind(i, tag) : NULL;
        bool names = rest && names_service(i, rest);
        if (!rest || (sure && !names) || (found && sure == names && strlen(found->key) > strlen(i->key)))
            continue;
        found = i;
        sure = names;
    }
    return found ? found->key + len + 1 : NULL;
}
