/* Step 8: tags. Tracking tags win over everything, the fleet's default tags over what users say
 * (under them with the gate EnableDefaultTagsLowPriority). */
#include "plan-rules/compile/build.h"

static void set_all(struct pairs *out, const struct pairs *from)
{
    for (size_t i = 0; i < from->count; i++)
        pairs_set(out, from->items[i].key, from->items[i].value);
}

void tags_make(const struct settings *s, const struct tracking *t, const struct pairs *user, struct pairs *out)
{
    if (s->default_tags_low)
        set_all(out, &s->default_tags);
    set_all(out, user);
    if (!s->default_tags_low)
        set_all(out, &s->default_tags);
    pairs_set(out, "elbv2.k8s.aws/cluster", t->identity);
    pairs_set(out, "ingress.k8s.aws/stack", t->gid);
    if (t->resource)
        pairs_set(out, "ingress.k8s.aws/resource", t->resource);
    pairs_sort(out);
}
