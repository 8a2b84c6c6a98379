/* What is to be let in to the targets, as far as it is known: the doors of each target group, and what must be asked of AWS for
 * them (plan_ask.c does). The rules themselves are planned in plan_security.c. */
#include "plan-rules/plan_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/targets.h"

/* ---- who is let in ---- */

/* The id of a group that a stack wants by name; NULL: AWS has none yet. */
static const char *source_id(const struct planner *p, const struct stack *s, const char *reference)
{
    for (size_t i = 0; i < s->groups_count; i++) {
        const struct security_group *g = &s->groups[i];
        own_str char *own = xasprintf("@securitygroup/%s", g->name ? g->name : "");
        if (strcmp(own, reference) != 0)
            continue;
        const struct aws_item *item = g->id ? NULL : diff_find_security_group(p->aws, g);
        return g->id ? g->id : item ? item->id : NULL;
    }
    return NULL;
}

/* False: it is not there yet, and comes with an event that lets the door be made again. */
static bool name_source(const struct planner *p, const struct stack *s, struct permission *what)
{
    if (!what->group || *what->group != '@')
        return true;
    const char *id = source_id(p, s, what->group);
    if (id)
        str_replace(&what->group, id);
    return id || p->in_pipe;
}

static void name_sources(const struct planner *p, struct door *d)
{
    bool all = true;
    for (size_t i = 0; i < d->rules.count; i++)
        all = name_source(p, d->stack, &d->rules.items[i].what) && all;
    for (size_t i = 0; i < d->doubts.permissions_count; i++)
        name_source(p, d->stack, &d->doubts.permissions[i]);
    if (!all)
        door_rules_release(&d->rules);
}

/* ---- the doors of a part ---- */

/* Gives whether it wants something else than before. */
static bool make_door(const struct planner *p, struct door *d)
{
    struct door old = *d;
    *d = (struct door){.name = old.name, .stack = old.stack, .of = old.of};
    old.name = NULL;
    door_make(d, p->world, d->of);
    name_sources(p, d);
    bool other = !door_equal(d, &old);
    door_release(&old);
    return other;
}

static void add_doors(const struct planner *p, struct part *part, const struct stack *s)
{
    for (size_t i = 0; i < s->target_groups_count; i++) {
        const struct target_group *g = &s->target_groups[i];
        if (!g->openings_count)
            continue;
        part->doors = xrealloc(part->doors, (part->doors_count + 1) * sizeof *part->doors);
        struct door *d = &part->doors[part->doors_count++];
        *d = (struct door){.name = target_group_seen_name(g, diff_find_group(p->aws, g)), .stack = s, .of = g};
        make_door(p, d);
    }
}

static void lay_together(const struct planner *p, struct part *part)
{
    struct door_rules want = {0};
    for (size_t i = 0; i < part->doors_count; i++)
        door_rules_add(&want, &part->doors[i].rules);
    door_rules_close(&want, &p->world->fleet);
    p->memo->doors.dirty = p->memo->doors.dirty || !door_rules_equal(&want, &part->doors_want);
    door_rules_release(&part->doors_want); /* also where only the causes are others */
    part->doors_want = want;
}

static void make_doors(struct planner *p, struct part *part)
{
    for (size_t i = 0; i < part->wanted.count; i++)
        add_doors(p, part, &part->wanted.items[i]);
    part->doors_made = true;
    p->memo->doors.dirty = true;
    lay_together(p, part);
}

static bool is_due(const struct planner *p, const struct part *part, const struct door *d)
{
    const struct memo_doors *all = &p->memo->doors;
    struct part_group *g = NULL;
    if (all->all || (all->asked && d->needs.count))
        return true;
    if (part->doors_due)
        HASH_FIND_STR(p->memo->groups, d->name, g);
    return g && g->again;
}

static void make_some_doors(struct planner *p, struct part *part)
{
    bool any = false;
    for (size_t i = 0; i < part->doors_count; i++) {
        if (!is_due(p, part, &part->doors[i]))
            continue;
        bool other = make_door(p, &part->doors[i]);
        p->memo->doors.dirty = p->memo->doors.dirty || other;
        any = true;
    }
    if (any)
        lay_together(p, part);
}

/* ---- all ---- */

static void refresh(struct planner *p)
{
    struct memo_doors *d = &p->memo->doors;
    for (size_t i = 0; i < p->memo->count; i++) {
        struct part *part = p->memo->order[i];
        if (part->doors_made && !part->doors_due && !d->all && !d->asked)
            continue;
        if (part->doors_made)
            make_some_doors(p, part);
        else
            make_doors(p, part);
        part->doors_due = false;
    }
    d->all = d->asked = false;
}

void plan_doors(struct planner *p)
{
    struct memo_doors *d = &p->memo->doors;
    refresh(p);
    if (!d->dirty && !(d->wake.us && d->wake.us <= p->world->now.us)) {
        settle_earlier(&p->wake, d->wake);
        return;
    }
    struct moment all = p->wake;
    d->dirty = d->waits = false;
    p->wake = d->wake = (struct moment){0};
    plan_security(p);
    p->memo->asks = true;
    settle_earlier(&d->wake, p->wake);
    p->wake = all;
    settle_earlier(&p->wake, d->wake);
}
