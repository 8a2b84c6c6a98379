/* What stands in front: the target groups of type alb, and the load balancer that is their target. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/targets.h"

/* ---- before it goes ---- */

/* The item, and of a load balancer each of its ports. */
struct leaving {
    const char *arn;
    int port; /* 0: any */
};

static struct leaving leaving_of(const struct aws_item *item)
{
    bool listener = *item->parent;
    return (struct leaving){listener ? item->parent : item->id, listener ? (int)json_int_or(json_get(item->value, "Port"), 0) : 0};
}

static bool is_it(const struct leaving *l, const struct world_health *h)
{
    return target_is_registered(h) && strcmp(h->record.id, l->arn) == 0 && (!l->port || l->port == h->record.port);
}

static void deregister(struct diff *d, const struct aws_item *group, const struct world_health *h, struct strs *calls)
{
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "DeregisterTargets", LANE_DEREGISTER);
    json_add_str(o, "TargetGroupArn", group->id);
    json_open_array(o, "Targets");
    json_open_object(o, NULL);
    json_add_str(o, "Id", h->record.id);
    json_add_int(o, "Port", h->record.port);
    json_close_object(o);
    json_close_array(o);
    strs_add(calls, call_end(d->make, &d->want->because, "port %d of the load balancer of %s goes, and target group %s leads to it",
                             h->record.port, d->want->id, aws_text(group, "TargetGroupName"))
                        ->id);
}

void diff_let_go(struct diff *d, const struct aws_item *item, struct strs *calls)
{
    const struct leaving l = leaving_of(item);
    size_t count;
    const struct aws_item *const *groups = aws_groups_of(d->aws, d->want->id, &count);
    for (size_t i = 0; i < count; i++) {
        struct targets_now now;
        if (!owner_front(&groups[i]->tags))
            continue;
        targets_now_open(&now, d->world, aws_text(groups[i], "TargetGroupName"));
        for (size_t k = 0; k < now.count; k++)
            if (is_it(&l, now.health[k]))
                deregister(d, groups[i], now.health[k], calls);
        targets_now_release(&now);
    }
}
