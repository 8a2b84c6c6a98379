/* Step 2: target groups. What cannot be changed is replaced: the new one here, the old one among the removals. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/owner.h"

/* ---- health check: wanted members that AWS holds otherwise ---- */

static void add_count(struct json_out *o, const char *name, int value)
{
    if (value)
        json_add_int(o, name, value);
}

static void add_health(struct json_out *o, const struct target_group *g)
{
    json_add_bool(o, "HealthCheckEnabled", true);
    json_add_str(o, "HealthCheckProtocol", g->health_protocol);
    json_add_str(o, "HealthCheckPort", g->health_port);
    json_add_str(o, "HealthCheckPath", g->health_path);
    add_count(o, "HealthCheckIntervalSeconds", g->health_interval_s);
    add_count(o, "HealthCheckTimeoutSeconds", g->health_timeout_s);
    add_count(o, "HealthyThresholdCount", g->healthy_count);
    add_count(o, "UnhealthyThresholdCount", g->unhealthy_count);
    if (!g->matcher_http && !g->matcher_grpc)
        return;
    json_open_object(o, "Matcher");
    json_add_str(o, "HttpCode", g->matcher_http);
    json_add_str(o, "GrpcCode", g->matcher_grpc);
    json_close_object(o);
}

static bool within(const struct json *want, const struct json *have)
{
    json_each (member, want) {
        const struct json *now = json_get(have, json_name(member));
        if (json_kind(member) == JSON_OBJECT ? !within(member, now) : !json_equal(member, now))
            return false;
    }
    return true;
}

static bool same_health(const struct target_group *want, const struct json *have)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    add_health(&o, want);
    json_close_object(&o);
    own_json *parsed = json_parse(buf_str(&text), text.len, NULL);
    return within(parsed, have);
}

/* ---- one group ---- */

static void set_attributes(struct diff *d, const struct target_group *want, const char *arn, const struct json *have)
{
    struct pairs change = {0};
    diff_attributes(&want->attributes, have, &change);
    if (change.count) {
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "ModifyTargetGroupAttributes", LANE_RULES);
        json_add_str(o, "TargetGroupArn", arn);
        pairs_encode_tags(&change, o, "Attributes");
        call_end(d->make, &want->because, "attributes of target group %s", want->name);
    }
    pairs_release(&change);
}

static void create(struct diff *d, const struct target_group *g)
{
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "CreateTargetGroup", LANE_RULES);
    json_add_str(o, "Name", g->name);
    json_add_str(o, "Protocol", g->protocol);
    json_add_str(o, "ProtocolVersion", g->protocol_version);
    add_count(o, "Port", g->port);
    json_add_str(o, "VpcId", d->world->fleet.vpc_id);
    json_add_str(o, "TargetType", g->target_type);
    json_add_str(o, "IpAddressType", str_equal(g->ip_address_type, "ipv4") ? NULL : g->ip_address_type);
    add_count(o, "TargetControlPort", g->control_port);
    add_health(o, g);
    if (g->tags.count)
        pairs_encode_tags(&g->tags, o, "Tags");
    call_end(d->make, &g->because, "target group %s for %s%s%s is wanted and not there", g->name,
             g->resource_id ? g->resource_id : d->want->id, g->cluster ? " in " : "", g->cluster ? g->cluster : "");
    own_str char *reference = xasprintf("@targetgroup/%s", g->name);
    call_makes(d->make, reference);
    set_attributes(d, g, reference, NULL);
}

static void change(struct diff *d, const struct target_group *g, const struct aws_item *have)
{
    own_str char *what = xasprintf("target group %s", aws_text(have, "TargetGroupName"));
    diff_tags(d, have->id, &g->tags, &have->tags, what);
    if (!same_health(g, have->value)) {
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "ModifyTargetGroup", LANE_RULES);
        json_add_str(o, "TargetGroupArn", have->id);
        add_health(o, g);
        call_end(d->make, &g->because, "health check of target group %s", g->name);
    }
    set_attributes(d, g, have->id, json_get(have->value, "Attributes"));
}

static bool is_among(const struct aws_item *const *some, size_t count, const struct aws_item *item)
{
    for (size_t i = 0; i < count; i++)
        if (some[i] == item)
            return true;
    return false;
}

/* Those of the stack that are none of these. */
static void doom_others(struct diff *d, const struct aws_item *const *wanted, size_t wanted_count)
{
    size_t count;
    const struct aws_item *const *some = aws_groups_of(d->aws, d->want->id, &count);
    for (size_t i = 0; i < count; i++) {
        const struct aws_item *item = some[i];
        if (owner_ours(&d->world->fleet, &item->tags) && diff_is_side(d, item) && !is_among(wanted, wanted_count, item))
            doom(&d->groups, item, "target group %s", aws_text(item, "TargetGroupName"));
    }
}

/* Where it names somebody else's, only its targets are ours. */
void diff_target_groups(struct diff *d)
{
    const struct aws_item **wanted = xcalloc(d->want->target_groups_count + 1, sizeof *wanted);
    for (size_t i = 0; i < d->want->target_groups_count; i++) {
        const struct target_group *g = &d->want->target_groups[i];
        wanted[i] = diff_find_group(d->aws, g);
        if (wanted[i] && !g->arn)
            change(d, g, wanted[i]);
        else if (!g->arn)
            create(d, g);
    }
    doom_others(d, wanted, d->want->target_groups_count);
    free(wanted);
}
