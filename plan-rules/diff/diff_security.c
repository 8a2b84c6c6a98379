/* Step 1: security groups. Authorize comes before revoke, so that nothing that is still wanted is shut out. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/permission.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/owner.h"

/* ---- permissions ---- */

/* Those of `from` that `without` lacks; the texts stay with `from`: free the array only. */
static struct security_group missing(const struct security_group *from, const struct security_group *without)
{
    struct security_group some = {0};
    for (size_t i = 0; i < from->permissions_count; i++)
        if (!permissions_have(without, &from->permissions[i]))
            *security_group_add_permission(&some) = from->permissions[i];
    return some;
}

static struct call *change_permissions(struct diff *d, const char *action, const char *id, const struct security_group *some)
{
    struct json_out *o = call_begin(d->make, SERVICE_EC2, action, LANE_RULES);
    json_add_str(o, "GroupId", id);
    permissions_encode(some, o, "IpPermissions");
    const struct permission *p = &some->permissions[0];
    const char *who = p->cidr ? p->cidr : p->cidr_v6 ? p->cidr_v6 : p->prefix_list ? p->prefix_list : p->group;
    own_str char *more = some->permissions_count > 1 ? xasprintf(" and %zu more", some->permissions_count - 1) : xstrdup("");
    return call_end(d->make, &d->want->because, "%s to port %d from %s%s", str_starts(action, "Auth") ? "let in" : "no longer let in",
                    p->from_port, who, more);
}

/* IPv4 and IPv6 are counted apart; a prefix list counts as IPv4. */
static bool fit_together(const struct diff *d, const struct security_group *have, const struct security_group *add)
{
    struct quotas limit;
    size_t v4 = 0, v6 = 0;
    const struct security_group *both[] = {have, add};
    for (size_t i = 0; i < COUNT_OF(both); i++)
        for (size_t k = 0; k < both[i]->permissions_count; k++)
            *(both[i]->permissions[k].cidr_v6 ? &v6 : &v4) += 1;
    quotas_read(&limit, d->world);
    return v4 <= limit.of[QUOTA_SOURCES] && v6 <= limit.of[QUOTA_SOURCES_V6];
}

/* Let in before shut out; where both do not fit together, the other way round. */
static void diff_permissions(struct diff *d, const struct security_group *want, const struct security_group *have, const char *id)
{
    struct security_group add = missing(want, have), away = missing(have, want);
    own_str char *first = NULL;
    bool fit = fit_together(d, have, &add), shuts = away.permissions_count && d->mode == DIFF_ALL;
    if (!fit && shuts)
        first = xstrdup(change_permissions(d, "RevokeSecurityGroupIngress", id, &away)->id);
    if (add.permissions_count) {
        const struct call *c = change_permissions(d, "AuthorizeSecurityGroupIngress", id, &add);
        if (first)
            call_needs(d->make, first);
        else
            first = xstrdup(c->id);
    }
    if (fit && shuts) {
        change_permissions(d, "RevokeSecurityGroupIngress", id, &away);
        call_needs(d->make, first);
    }
    free(add.permissions);
    free(away.permissions);
}

/* ---- one group ---- */

static void create(struct diff *d, const struct security_group *want)
{
    struct json_out *o = call_begin(d->make, SERVICE_EC2, "CreateSecurityGroup", LANE_RULES);
    json_add_str(o, "GroupName", want->name);
    json_add_str(o, "Description", want->description);
    json_add_str(o, "VpcId", d->world->fleet.vpc_id);
    json_open_array(o, "TagSpecifications");
    json_open_object(o, NULL);
    json_add_str(o, "ResourceType", "security-group");
    pairs_encode_tags(&want->tags, o, "Tags");
    json_close_object(o);
    json_close_array(o);
    call_end(d->make, &d->want->because, "security group %s is wanted and not there", want->name);
    own_str char *reference = xasprintf("@securitygroup/%s", want->name);
    call_makes(d->make, reference);
    if (want->permissions_count)
        diff_permissions(d, want, &(struct security_group){0}, reference);
}

static void change_tags(struct diff *d, const struct security_group *want, const struct aws_item *have)
{
    struct pairs add = {0};
    struct strs away = {0}, one = {0};
    owner_tags_diff(&d->world->fleet, OWNER_OTHER, &want->tags, &have->tags, &add, &away);
    strs_add(&one, have->id);
    if (add.count) {
        struct json_out *o = call_begin(d->make, SERVICE_EC2, "CreateTags", LANE_TAGS);
        strs_encode(&one, o, "Resources");
        pairs_encode_tags(&add, o, "Tags");
        call_end(d->make, &d->want->because, "tags of security group %s", have->id);
    }
    if (away.count && d->mode == DIFF_ALL) {
        struct json_out *o = call_begin(d->make, SERVICE_EC2, "DeleteTags", LANE_TAGS);
        strs_encode(&one, o, "Resources");
        json_open_array(o, "Tags");
        for (size_t i = 0; i < away.count; i++) {
            json_open_object(o, NULL);
            json_add_str(o, "Key", away.items[i]);
            json_close_object(o);
        }
        json_close_array(o);
        call_end(d->make, &d->want->because, "tags of security group %s that are not wanted any more", have->id);
    }
    pairs_release(&add);
    strs_release(&away);
    strs_release(&one);
}

void diff_security_group(struct diff *d, const struct security_group *want)
{
    const struct aws_item *have = diff_find_security_group(d->aws, want);
    if (!have) {
        create(d, want);
        return;
    }
    change_tags(d, want, have);
    if (want->shared)
        return; /* lets nobody in: others name it as their source */
    struct security_group now = {0};
    permissions_decode(&now, json_get(have->value, "IpPermissions"));
    diff_permissions(d, want, &now, have->id);
    security_group_release(&now);
}

static bool is_wanted(const struct diff *d, const struct aws_item *item)
{
    for (size_t i = 0; i < d->want->groups_count; i++)
        if (diff_find_security_group(d->aws, &d->want->groups[i]) == item)
            return true;
    return false;
}

void diff_security_groups(struct diff *d)
{
    for (size_t i = 0; i < d->want->groups_count; i++)
        if (!d->want->groups[i].id && !d->want->groups[i].shared)
            diff_security_group(d, &d->want->groups[i]);
    for (size_t i = 0; i < d->aws->security_groups.count; i++) {
        const struct aws_item *item = &d->aws->security_groups.items[i];
        if (owner_ours(&d->world->fleet, &item->tags) && str_equal(item->stack, d->want->id) && !is_wanted(d, item))
            doom(&d->security_groups, item, "security group %s", item->id);
    }
}
