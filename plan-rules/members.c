/* Whose word counts. The fleet file names the members; one that it names no more is a member on, behind the others, while a form of an
 * Ingress of it is on record that was served (ingress.accepted): absence is never implied. traffic.forget ends that. */
#include "plan-rules/fold.h"

#include <stdlib.h>

#include "lib/base/mem.h"

static bool is_forgotten(const struct world *w, const char *cluster)
{
    own_str char *key = xasprintf("forget fleet %s", cluster);
    return world_traffic(w, key) != NULL;
}

static void add_former(const struct world *w, struct strs *names)
{
    struct strs former = {0};
    for (const struct world_ingress *i = w->accepted; i; i = i->hh.next) {
        const char *cluster = i->record.id.cluster;
        if (fleet_index(&w->told, cluster) < 0 && !is_forgotten(w, cluster) && !strs_has(&former, cluster))
            strs_add(&former, cluster);
    }
    strs_sort_unique(&former);
    for (size_t i = 0; i < former.count; i++)
        strs_add(names, former.items[i]);
    strs_release(&former);
}

static void gather_forgotten(const struct world *w, struct strs *names)
{
    for (const struct world_traffic *t = w->traffic; t; t = t->hh.next)
        if (str_starts(t->key, "forget ") && t->record.cluster)
            strs_add(names, t->record.cluster);
    strs_sort_unique(names);
}

/* The events after which it can be another one. While there is a former member, any. */
static bool concerns(const struct world *w, const struct event *e)
{
    if (w->fleet.clusters_count > w->told.clusters_count || str_starts(e->type, "fleet.") || str_starts(e->type, "traffic."))
        return true;
    const char *slash = strcmp(e->type, "ingress.accepted") == 0 && e->subject ? strchr(e->subject, '/') : NULL;
    own_str char *cluster = slash ? xstrndup(e->subject, (size_t)(slash - e->subject)) : NULL;
    return cluster && fleet_index(&w->told, cluster) < 0;
}

void world_members(struct world *w, const struct event *e)
{
    struct strs names = {0}, forgotten = {0};
    if (!w->told.name || !concerns(w, e))
        return;
    for (size_t i = 0; i < w->told.clusters_count; i++)
        if (!is_forgotten(w, w->told.clusters[i].name))
            strs_add(&names, w->told.clusters[i].name);
    add_former(w, &names);
    gather_forgotten(w, &forgotten);
    if (fleet_set_members(&w->fleet, &names, &forgotten))
        w->touched.all = true;
    strs_release(&names);
    strs_release(&forgotten);
}
