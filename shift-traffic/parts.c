#include "shift-traffic/parts.h"

#include <string.h>

static struct part *part_of(struct parts *p, const char *cluster)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->items[i].cluster, cluster) == 0)
            return &p->items[i];
    if (p->count == PARTS_MOST)
        return NULL;
    p->items[p->count] = (struct part){.cluster = cluster};
    return &p->items[p->count++];
}

void parts_of(struct parts *p, const struct view *v, const struct route *r)
{
    *p = (struct parts){0};
    for (size_t i = 0; i < r->shares_count; i++) {
        const struct route_share *s = &r->shares[i];
        struct part *part = s->cluster ? part_of(p, s->cluster) : NULL;
        if (!part)
            continue;
        part->weight += s->weight;
        part->healthy += s->healthy;
        part->ingress = s->ingress;
        part->wanted = s->wanted;
        part->said = part->said || s->asked >= 0 || view_drain(v, &(struct view_place){r->stack, s->ingress}, s->cluster);
    }
}
