/* What stands before a load balancer: its web ACL and Shield's protection. A unit of its own, guards/STACK, so that what AWS refuses there
 * delays nothing else. What stands there is asked of AWS, since no reading tells it; what nobody asks for stays. */
#include "plan-rules/plan_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/member.h"
#include "plan-rules/diff/weights.h"

/* By these names a protection is known as ours: the AWS Load Balancer Controller, and before it aws-alb-ingress-controller, gives them. */
static const char *const protection_names[] = {"managed by aws-load-balancer-controller", "managed by aws-alb-ingress-controller"};

struct guarding {
    struct planner *p;
    struct part *part;
    const struct stack *s;
    const char *arn; /* "@loadbalancer/NAME" where a pipe makes it just now */
    enum diff_mode mode;
    struct batch_make make;
};

/* ---- what is known ---- */

enum standing {
    STANDING_UNKNOWN,
    STANDING_NOTHING,
    STANDING_THERE,
};

static void need(struct guarding *g, const char *service, const char *resource, const char *by, const char *value)
{
    struct compiler c = {.world = g->p->world, .needs = &g->part->guards};
    const struct asker who = {g->s->id, g->s->because.count ? g->s->because.items[0] : NULL, {0}};
    const struct ask q = {.service = service, .resource = resource, .by = by, .value = value, .either = true};
    ask_for(&c, &who, &q, NULL);
}

/* Observed or gone is newer than an answer that found nothing. In a pipe a load balancer that is not there yet has nothing. */
static enum standing look(struct guarding *g, const char *service, const char *resource, const struct json **value)
{
    own_str char *kind = observed_subject(service, resource, "");
    own_str char *question = xasprintf("%sresource/%s", kind, g->arn);
    kind[strlen(kind) - 1] = '\0';
    const struct world_observed *o = world_observed(g->p->world, kind, g->arn);
    const struct asked *a = asked_find(g->p->world, question);
    need(g, service, resource, "resource", g->arn);
    *value = o ? o->value : NULL;
    if (o)
        return STANDING_THERE;
    if (*g->arn == '@' || world_is_gone(g->p->world, kind, g->arn) || (a && a->answered.us))
        return STANDING_NOTHING;
    return STANDING_UNKNOWN;
}

/* Without a subscription there is no protection to be had, and none is asked for. */
static bool is_subscribed(struct guarding *g)
{
    const struct world_observed *o = world_observed(g->p->world, "shield/subscription", "any");
    need(g, "shield", "Subscription", "state", "any");
    return o && strcmp(json_str_or(json_get(o->value, "SubscriptionState"), ""), "ACTIVE") == 0;
}

/* ---- the web ACL ---- */

static void take_acl_off(struct guarding *g, enum standing now)
{
    if (now != STANDING_THERE || g->mode != DIFF_ALL)
        return;
    struct json_out *o = call_begin(&g->make, "wafv2", "DisassociateWebACL", LANE_RULES);
    json_add_str(o, "ResourceArn", g->arn);
    call_end(&g->make, &g->s->because, "web ACL none is wanted before load balancer %s", g->s->name);
}

static void plan_acl(struct guarding *g)
{
    const struct json *value;
    if (!g->s->web_acl_arn)
        return;
    enum standing now = look(g, "wafv2", "WebACLAssociation", &value);
    if (strcmp(g->s->web_acl_arn, "none") == 0) {
        take_acl_off(g, now);
        return;
    }
    if (now == STANDING_UNKNOWN || (now == STANDING_THERE && str_equal(json_str(json_get(value, "WebACLArn")), g->s->web_acl_arn)))
        return;
    struct json_out *o = call_begin(&g->make, "wafv2", "AssociateWebACL", LANE_RULES);
    json_add_str(o, "WebACLArn", g->s->web_acl_arn);
    json_add_str(o, "ResourceArn", g->arn);
    call_end(&g->make, &g->s->because, "web ACL %s is wanted before load balancer %s", g->s->web_acl_arn, g->s->name);
}

/* ---- Shield ---- */

static bool is_made_by_us(const struct json *protection)
{
    for (size_t i = 0; i < COUNT_OF(protection_names); i++)
        if (str_equal(json_str(json_get(protection, "Name")), protection_names[i]))
            return true;
    return false;
}

static void protect(struct guarding *g, enum standing now)
{
    if (now != STANDING_NOTHING || !is_subscribed(g))
        return;
    struct json_out *o = call_begin(&g->make, "shield", "CreateProtection", LANE_RULES);
    json_add_str(o, "Name", protection_names[0]);
    json_add_str(o, "ResourceArn", g->arn);
    call_end(&g->make, &g->s->because, "Shield's protection is wanted for load balancer %s", g->s->name);
}

static void unprotect(struct guarding *g, enum standing now, const struct json *protection)
{
    if (now != STANDING_THERE || g->mode != DIFF_ALL || !is_made_by_us(protection))
        return;
    struct json_out *o = call_begin(&g->make, "shield", "DeleteProtection", LANE_RULES);
    json_add_str(o, "ProtectionId", json_str_or(json_get(protection, "Id"), ""));
    call_end(&g->make, &g->s->because, "Shield's protection is not wanted for load balancer %s", g->s->name);
}

static void plan_shield(struct guarding *g)
{
    const struct json *value;
    if (g->s->shield < 0)
        return;
    enum standing now = look(g, "shield", "Protection", &value);
    if (g->s->shield)
        protect(g, now);
    else
        unprotect(g, now, value);
}

/* ---- all ---- */

void plan_guards(struct planner *p, struct part *part, const struct stack *s)
{
    own_str char *unit = xasprintf("guards/%s", s->id);
    own_str char *made_now = xasprintf("@loadbalancer/%s", s->name);
    const struct aws_item *there = diff_find_balancer(p->aws, s);
    struct guarding g = {.p = p, .part = part, .s = s, .arn = there ? there->id : made_now, .mode = plan_mode_of(p, s->id)};
    ask_needs_release(&part->guards);
    if ((!s->web_acl_arn && s->shield < 0) || (!there && !p->in_pipe))
        return;
    plan_acl(&g);
    plan_shield(&g);
    p->memo->asks = true;
    if (g.make.batch.calls_count && !weights_held(p->world, s->id) && plan_is_free(p, unit) &&
        !plan_repeats_too_soon(p, unit, &g.make.batch))
        plan_say_batch(p, unit, &g.make);
    batch_make_release(&g.make);
}
