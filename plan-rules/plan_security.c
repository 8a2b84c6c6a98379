/* The rules in the security groups of nodes and pods: what the doors want together, against what AWS holds. Each of these groups is a
 * unit, "targetsecurity/ID". Only rules whose description says that this fleet made them are ever taken away; where somebody
 * else lets the very same in, that is enough. */
#include "plan-rules/plan_inner.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/permission.h"

#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/weights.h"
#include "plan-rules/quotas.h"

enum { MOST_CLUSTERS = 64 };

static const char unit_prefix[] = "targetsecurity/";

/* All of it while it is planned. */
struct security {
    struct planner *p;
    struct door_rules want;
    struct security_group doubts; /* what may still be needed, by whomever */
    bool doubted;
    struct pairs problems; /* of a target group, or a security group: its name and a sentence */
};

/* One security group. */
struct guarded {
    const char *id;
    struct security_group want, held, add, away;
    struct strs because;
};

static void guarded_release(struct guarded *g)
{
    security_group_release(&g->want);
    security_group_release(&g->held);
    security_group_release(&g->add);
    security_group_release(&g->away);
    strs_release(&g->because);
}

/* ---- targets that leave ---- */

static bool has_target(const struct target_group *g, const struct world_health *h)
{
    for (size_t i = 0; i < g->targets_count; i++)
        if (g->targets[i].port == h->record.port && strcmp(g->targets[i].id, h->record.id) == 0)
            return true;
    return false;
}

/* Those that a part wants of a target group that AWS has: of one that people bound, from several clusters. */
static size_t wanted_groups(const struct planner *p, const struct part *part, const struct aws_item *item, const struct target_group **out)
{
    size_t count = 0;
    for (size_t i = 0; part && i < part->wanted.count; i++)
        for (size_t k = 0; k < part->wanted.items[i].target_groups_count && count < MOST_CLUSTERS; k++)
            if (diff_find_group(p->aws, &part->wanted.items[i].target_groups[k]) == item)
                out[count++] = &part->wanted.items[i].target_groups[k];
    return count;
}

static void doubt_leaving_of(struct security *s, const struct world_health_group *h)
{
    const struct target_group *wanted[MOST_CLUSTERS];
    const struct aws_item *item = aws_group_named(s->p->aws, h->name);
    struct part_group *g = NULL;
    HASH_FIND_STR(s->p->memo->groups, h->name, g);
    if (!item || (!g && !owner_ours(&s->p->world->fleet, &item->tags)))
        return;
    size_t count = wanted_groups(s->p, g ? g->part : NULL, item, wanted);
    for (const struct world_health *t = h->targets; t; t = t->hh.next) {
        bool stays = count && !wanted[0]->openings_count; /* nothing is let in for them */
        for (size_t i = 0; i < count && !stays; i++)
            stays = has_target(wanted[i], t);
        if (stays)
            continue;
        struct permission *any = security_group_add_permission(&s->doubts);
        any->from_port = any->to_port = t->record.port;
    }
}

/* Requests may be on their way to them: who is let in to their ports stays. */
static void doubt_leaving(struct security *s)
{
    for (const struct world_health_group *h = s->p->world->health; h; h = h->hh.next)
        doubt_leaving_of(s, h);
}

/* Only where something would be taken away. */
static void gather_doubts(struct security *s)
{
    if (s->doubted)
        return;
    s->doubted = true;
    for (size_t i = 0; i < s->p->memo->count; i++) {
        const struct part *part = s->p->memo->order[i];
        for (size_t k = 0; k < part->doors_count; k++)
            for (size_t n = 0; n < part->doors[k].doubts.permissions_count; n++)
                permission_copy(security_group_add_permission(&s->doubts), &part->doors[k].doubts.permissions[n]);
    }
    doubt_leaving(s);
}

/* One whose source is not known is of any. */
static bool is_doubtful(struct security *s, const struct permission *p)
{
    gather_doubts(s);
    for (size_t i = 0; i < s->doubts.permissions_count; i++) {
        const struct permission *d = &s->doubts.permissions[i];
        bool any = !d->group && !d->cidr && !d->cidr_v6;
        bool source = str_equal(d->group, p->group) && str_equal(d->cidr, p->cidr) && str_equal(d->cidr_v6, p->cidr_v6);
        if ((any || source) && d->from_port <= p->to_port && d->to_port >= p->from_port)
            return true;
    }
    return false;
}

/* ---- one security group ---- */

static void add_because(struct guarded *g, const char *cause)
{
    if (cause && !strs_has(&g->because, cause))
        strs_add(&g->because, cause);
}

static void read_wanted(struct security *s, struct guarded *g)
{
    own_str char *mark = permission_mark(s->p->world->fleet.name);
    for (size_t i = 0; i < s->want.count; i++) {
        const struct door_rule *r = &s->want.items[i];
        if (strcmp(r->group, g->id) != 0)
            continue;
        struct permission *p = security_group_add_permission(&g->want);
        permission_copy(p, &r->what);
        str_replace(&p->description, mark);
        if (!permissions_have(&g->held, p)) {
            permission_copy(security_group_add_permission(&g->add), p);
            add_because(g, r->cause);
        }
    }
}

static void read_away(struct security *s, struct guarded *g)
{
    for (size_t i = 0; i < g->held.permissions_count && s->p->mode == DIFF_ALL; i++) {
        const struct permission *p = &g->held.permissions[i];
        if (!permission_is_marked(p, s->p->world->fleet.name) || permissions_have(&g->want, p))
            continue;
        if (is_doubtful(s, p))
            s->p->memo->doors.waits = true;
        else
            permission_copy(security_group_add_permission(&g->away), p);
    }
}

/* IPv4 and IPv6 are counted apart; a group counts for both. */
static bool fits(const struct security *s, const struct guarded *g, bool without_away)
{
    struct quotas limit;
    size_t v4 = 0, v6 = 0;
    const struct security_group *both[] = {&g->held, &g->add};
    for (size_t i = 0; i < COUNT_OF(both); i++)
        for (size_t k = 0; k < both[i]->permissions_count; k++) {
            const struct permission *p = &both[i]->permissions[k];
            if (without_away && permissions_have(&g->away, p))
                continue;
            v4 += !p->cidr_v6;
            v6 += !p->cidr;
        }
    quotas_read(&limit, s->p->world);
    return v4 <= limit.of[QUOTA_SOURCES] && v6 <= limit.of[QUOTA_SOURCES_V6];
}

static const char *source_of(const struct permission *p)
{
    return p->group ? p->group : p->cidr ? p->cidr : p->cidr_v6 ? p->cidr_v6 : "";
}

static const char *write_call(struct batch_make *make, const struct guarded *g, const struct security_group *some, const char *action)
{
    const struct permission *first = &some->permissions[0];
    bool lets = strcmp(action, "AuthorizeSecurityGroupIngress") == 0;
    struct json_out *o = call_begin(make, SERVICE_EC2, action, LANE_RULES);
    json_add_str(o, "GroupId", g->id);
    permissions_encode(some, o, "IpPermissions");
    own_str char *ports = first->from_port == first->to_port ? xasprintf("port %d", first->from_port)
                                                             : xasprintf("ports %d to %d", first->from_port, first->to_port);
    own_str char *more = some->permissions_count > 1 ? xasprintf(" and %zu more", some->permissions_count - 1) : xstrdup("");
    return call_end(make, lets ? &g->because : NULL, "targets behind %s: %s from %s to %s%s", g->id, lets ? "let in" : "no longer let in",
                    source_of(first), ports, more)
        ->id;
}

/* Let in before shut out; where both do not fit together, the other way round. */
static void write_calls(const struct security *s, const struct guarded *g, struct batch_make *make)
{
    bool room = fits(s, g, false);
    own_str char *first = NULL;
    if (!room && g->away.permissions_count)
        first = xstrdup(write_call(make, g, &g->away, "RevokeSecurityGroupIngress"));
    if (g->add.permissions_count) {
        const char *id = write_call(make, g, &g->add, "AuthorizeSecurityGroupIngress");
        if (first)
            call_needs(make, first);
        else
            first = xstrdup(id);
    }
    if (room && g->away.permissions_count) {
        write_call(make, g, &g->away, "RevokeSecurityGroupIngress");
        if (first)
            call_needs(make, first);
    }
}

static void plan_guarded(struct security *s, const struct guarded *g)
{
    own_str char *unit = xasprintf("%s%s", unit_prefix, g->id);
    const struct trace *end = trace_deleted_last(&s->p->world->traces);
    struct strs otherwise = {0};
    struct batch_make make = {.otherwise = &otherwise};
    if (end || s->p->world->fleet_cause)
        strs_add(&otherwise, end ? end->cause : s->p->world->fleet_cause);
    if (plan_is_free(s->p, unit))
        write_calls(s, g, &make);
    if (make.batch.calls_count && !plan_repeats_too_soon(s->p, unit, &make.batch))
        plan_say_batch(s->p, unit, &make);
    batch_make_release(&make);
    strs_release(&otherwise);
}

static struct ask_need *need_group(struct security *s, const char *id)
{
    const struct ask q = {.service = "ec2", .resource = "SecurityGroup", .by = "id", .value = id};
    return ask_needs_get(&s->p->memo->doors.needs, NULL, &q);
}

/* A group that nobody has read yet. */
static void ask_for_group(struct security *s, const char *id)
{
    const struct ask_need *n = need_group(s, id);
    const struct asked *a = asked_find(s->p->world, n->subject);
    if (a && a->answered.us && !a->found)
        pairs_set(&s->problems, id, "the VPC has no such security group, and a target's network interface names it");
}

static void plan_one(struct security *s, const char *id)
{
    const struct aws_item *item = aws_find(&s->p->aws->security_groups, "", id);
    struct guarded g = {.id = id};
    if (!item) {
        ask_for_group(s, id);
        return;
    }
    permissions_decode(&g.held, json_get(item->value, "IpPermissions"));
    read_wanted(s, &g);
    read_away(s, &g);
    if (g.add.permissions_count && !fits(s, &g, true)) {
        own_str char *problem = xasprintf("security group %s has no room for %zu more rules: quota %s, which %s", id,
                                          g.add.permissions_count, quota_words[QUOTA_SOURCES].name, quota_words[QUOTA_SOURCES].raise);
        pairs_set(&s->problems, id, problem);
        /* nobody reads it by himself while no rule of ours is in it: whether there is room now is asked */
        need_group(s, id)->lacking = true;
    } else if (g.add.permissions_count || g.away.permissions_count) {
        plan_guarded(s, &g);
    }
    guarded_release(&g);
}

/* ---- problems ---- */

/* A wider rule does too. */
static bool lets_in(const struct security_group *held, const struct permission *want)
{
    for (size_t i = 0; i < held->permissions_count; i++) {
        struct permission as_wide = held->permissions[i]; /* a view */
        if (as_wide.from_port <= want->from_port && as_wide.to_port >= want->to_port) {
            as_wide.from_port = want->from_port;
            as_wide.to_port = want->to_port;
            if (permission_equal(&as_wide, want))
                return true;
        }
    }
    return false;
}

static bool is_shut(const struct door *d, const char *group, const struct security_group *held)
{
    for (size_t i = 0; i < d->rules.count; i++)
        if (strcmp(d->rules.items[i].group, group) == 0 && !lets_in(held, &d->rules.items[i].what))
            return true;
    return false;
}

/* The target groups whose targets cannot be reached: that of this name; those that this security group must still let in. */
static void gather_concerned(const struct security *s, const char *key, struct strs *groups)
{
    const struct aws_item *item = aws_find(&s->p->aws->security_groups, "", key);
    struct security_group held = {0};
    if (item)
        permissions_decode(&held, json_get(item->value, "IpPermissions"));
    for (size_t i = 0; i < s->p->memo->count; i++) {
        const struct part *part = s->p->memo->order[i];
        for (size_t k = 0; k < part->doors_count; k++)
            if (strcmp(part->doors[k].name, key) == 0 || is_shut(&part->doors[k], key, &held))
                strs_add(groups, part->doors[k].name);
    }
    security_group_release(&held);
    strs_sort_unique(groups);
}

static void tell_problems(struct security *s)
{
    struct strs over = {0};
    pairs_sort(&s->problems);
    for (size_t i = 0; i < s->problems.count; i++) {
        own_str char *unit = xasprintf("%s%s", unit_prefix, s->problems.items[i].key);
        struct strs groups = {0};
        gather_concerned(s, s->problems.items[i].key, &groups);
        plan_say_held(s->p, unit, s->problems.items[i].value, &groups);
        strs_release(&groups);
    }
    for (const struct unit *u = s->p->world->units; u; u = u->hh.next)
        if (u->held && str_starts(u->name, unit_prefix) && !pairs_get(&s->problems, u->name + strlen(unit_prefix)))
            strs_add(&over, u->name);
    strs_sort_unique(&over);
    for (size_t i = 0; i < over.count; i++)
        plan_say_state(s->p, "plan.settled", over.items[i], NULL);
    strs_release(&over);
}

/* ---- all ---- */

static void gather(struct security *s)
{
    for (size_t i = 0; i < s->p->memo->count; i++) {
        const struct part *part = s->p->memo->order[i];
        door_rules_add(&s->want, &part->doors_want);
        for (size_t k = 0; k < part->doors_count; k++) {
            if (part->doors[k].problem)
                pairs_set(&s->problems, part->doors[k].name, part->doors[k].problem);
        }
    }
    door_rules_close(&s->want, &s->p->world->fleet);
}

/* Those that something is wanted of, and those where a rule of ours is. */
static void add_ids(const struct security *s, struct strs *ids)
{
    for (size_t i = 0; i < s->want.count; i++)
        strs_add(ids, s->want.items[i].group);
    for (size_t i = 0; i < s->p->aws->security_groups.count; i++) {
        const struct aws_item *item = &s->p->aws->security_groups.items[i];
        struct security_group held = {0};
        permissions_decode(&held, json_get(item->value, "IpPermissions"));
        for (size_t k = 0; k < held.permissions_count; k++)
            if (permission_is_marked(&held.permissions[k], s->p->world->fleet.name))
                strs_add(ids, item->id);
        security_group_release(&held);
    }
    strs_sort_unique(ids);
}

void plan_security(struct planner *p)
{
    struct security s = {.p = p};
    struct strs ids = {0};
    if (weights_held(p->world, NULL))
        return;
    ask_needs_release(&p->memo->doors.needs);
    gather(&s);
    add_ids(&s, &ids);
    for (size_t i = 0; i < ids.count; i++)
        plan_one(&s, ids.items[i]);
    tell_problems(&s);
    strs_release(&ids);
    door_rules_release(&s.want);
    security_group_release(&s.doubts);
    pairs_release(&s.problems);
}
