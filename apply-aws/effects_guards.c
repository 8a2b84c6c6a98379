/* What stands before a load balancer: web ACLs and Shield. Both are known by the load balancer's ARN. */
#include "lib/base/mem.h"

#include "apply-aws/effects_inner.h"
#include "apply-aws/value.h"

void effects_associated(struct effect *e)
{
    const char *arn = effects_param(e, "ResourceArn");
    own_str char *value = value_association(arn, effects_param(e, "WebACLArn"));
    say_observed(e->apply, e->cause, &(struct observed){.service = "wafv2", .resource = "WebACLAssociation", .id = arn}, value);
}

void effects_disassociated(struct effect *e)
{
    say_gone(e->apply, e->cause, "wafv2", "WebACLAssociation", effects_param(e, "ResourceArn"));
}

void effects_protected(struct effect *e)
{
    const char *arn = effects_param(e, "ResourceArn");
    own_buf value = {0};
    struct json_out o = json_out(&value);
    e->made = xstrdup(json_str_or(json_get(e->answer, "ProtectionId"), ""));
    json_open_object(&o, NULL);
    json_add_str(&o, "Id", e->made);
    json_add_str(&o, "Name", effects_param(e, "Name"));
    json_add_str(&o, "ResourceArn", arn);
    json_close_object(&o);
    say_observed(e->apply, e->cause, &(struct observed){.service = "shield", .resource = "Protection", .id = arn}, buf_str(&value));
}

void effects_unprotected(struct effect *e)
{
    const struct thing *t = world_find(&e->apply->world, "Protection", "Id", effects_param(e, "ProtectionId"));
    own_str char *id = t ? xstrdup(t->id) : NULL;
    if (id)
        say_gone(e->apply, e->cause, "shield", "Protection", id);
}
