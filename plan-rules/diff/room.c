#include "plan-rules/diff/room.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

/* ---- what stands ---- */

static size_t rules_of(const struct diff *d, const char *listener)
{
    size_t count, numbered = 0;
    const struct aws_item *all = aws_children(&d->aws->rules, listener, &count);
    for (size_t i = 0; i < count; i++)
        numbered += atoi(aws_text(&all[i], "Priority")) > 0;
    return numbered;
}

static size_t certificates_of(const struct json *listener)
{
    size_t count = json_count(json_get(listener, "Certificates"));
    return count ? count - 1 : 0;
}

static void add_references(struct strs *to, const struct actions *list)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].groups_count; k++)
            strs_add(to, list->items[i].groups[k].group);
}

static void add_wanted(const struct stack *want, struct strs *to)
{
    for (size_t i = 0; i < want->listeners_count; i++) {
        const struct listener *l = &want->listeners[i];
        add_references(to, &l->default_actions);
        for (size_t k = 0; k < l->rules_count; k++)
            add_references(to, &l->rules[k].actions);
    }
    strs_sort_unique(to);
}

static void add_observed(const struct aws_item *item, struct strs *to)
{
    struct actions list = {0};
    if (actions_decode(&list, room_actions(item->value), NULL) == 0)
        add_references(to, &list);
    actions_release(&list);
}

static void add_standing(const struct diff *d, struct strs *to)
{
    size_t listeners = 0, rules;
    const struct aws_item *l = d->balancer ? aws_children(&d->aws->listeners, d->balancer->id, &listeners) : NULL;
    for (size_t i = 0; i < listeners; i++) {
        const struct aws_item *r = aws_children(&d->aws->rules, l[i].id, &rules);
        add_observed(&l[i], to);
        for (size_t k = 0; k < rules; k++)
            add_observed(&r[k], to);
    }
    strs_sort_unique(to);
}

static void measure_groups(struct diff *d)
{
    struct strs groups = {0};
    size_t limit = d->limit.of[QUOTA_GROUPS];
    add_wanted(d->want, &groups);
    d->spare = groups.count < limit ? limit - groups.count : 0;
    add_standing(d, &groups);
    d->tight = groups.count > limit;
    strs_release(&groups);
}

bool room_takes(struct diff *d, size_t groups)
{
    if (groups > d->spare)
        return false;
    d->spare -= groups;
    return true;
}

void room_open(struct diff *d)
{
    size_t count = 0;
    const struct aws_item *all = d->balancer ? aws_children(&d->aws->listeners, d->balancer->id, &count) : NULL;
    quotas_read(&d->limit, d->world);
    measure_groups(d);
    d->standing = (struct quotas){0};
    d->standing.of[QUOTA_LISTENERS] = count;
    for (size_t i = 0; i < count; i++) {
        d->standing.of[QUOTA_RULES] += rules_of(d, all[i].id);
        d->standing.of[QUOTA_CERTIFICATES] += certificates_of(all[i].value);
    }
}

static size_t count_calls(const struct diff *d, const char *action)
{
    size_t count = 0;
    for (size_t i = 0; i < d->make->batch.calls_count; i++)
        count += strcmp(d->make->batch.calls[i].action, action) == 0;
    return count;
}

bool room_is_short(const struct diff *d, size_t creations)
{
    return d->mode == DIFF_ALL && d->standing.of[QUOTA_RULES] + count_calls(d, "CreateRule") + creations > d->limit.of[QUOTA_RULES];
}

/* ---- the least missed first ---- */

static const struct json *condition_of(const struct json *conditions, const char *field)
{
    json_each (c, conditions)
        if (str_equal(json_str(json_get(c, "Field")), field))
            return c;
    return NULL;
}

static bool shares_value(const struct json *a, const struct json *b)
{
    json_each (member, a) {
        const struct json *values = json_get(member, "Values"), *others = json_get(json_get(b, json_name(member)), "Values");
        json_each (v, values)
            json_each (o, others)
                if (json_equal(v, o))
                    return true;
    }
    return false;
}

/* Some request may meet both: each kind of condition that both have shares a value. */
static bool overlap(const struct json *a, const struct json *b)
{
    json_each (c, a) {
        const struct json *other = condition_of(b, json_str_or(json_get(c, "Field"), ""));
        if (other && !shares_value(c, other))
            return false;
    }
    return true;
}

/* A rule that is to be created would answer what this one answers. */
static bool is_succeeded(const struct diff *d, const struct aws_item *rule)
{
    for (size_t i = 0; i < d->make->batch.calls_count; i++) {
        const struct call *c = &d->make->batch.calls[i];
        if (strcmp(c->action, "CreateRule") != 0)
            continue;
        own_json *p = json_parse(c->parameters, strlen(c->parameters), NULL);
        if (overlap(json_get(rule->value, "Conditions"), json_get(p, "Conditions")))
            return true;
    }
    return false;
}

/* Of equal ones the last, whom others stand before. */
static size_t least_missed(const struct diff *d, const struct dooms *list)
{
    size_t best = list->count - 1;
    if (list != &d->rules)
        return best;
    for (size_t i = list->count; i > 0; i--) {
        best = i - 1;
        if (!is_succeeded(d, list->items[best].item))
            return best;
    }
    return list->count - 1;
}

/* ---- first out, then in ---- */

static const struct {
    enum quota quota;
    const char *creates;
    size_t list; /* of the doomed, in struct diff */
} kinds[] = {
    {QUOTA_LISTENERS, "CreateListener", offsetof(struct diff, listeners)},
    {QUOTA_RULES, "CreateRule", offsetof(struct diff, rules)},
    {QUOTA_CERTIFICATES, "AddListenerCertificates", offsetof(struct diff, certificates)},
};

static struct dooms *list_of(struct diff *d, size_t kind)
{
    return (struct dooms *)(void *)((char *)d + kinds[kind].list);
}

/* With a listener go its rules and certificates. */
static void leave(struct diff *d, size_t kind, const struct doomed *gone)
{
    d->standing.of[kinds[kind].quota]--;
    if (kinds[kind].quota != QUOTA_LISTENERS)
        return;
    d->standing.of[QUOTA_RULES] -= rules_of(d, gone->item->id);
    d->standing.of[QUOTA_CERTIFICATES] -= certificates_of(gone->item->value);
}

static char *remove_one(struct diff *d, size_t kind)
{
    struct dooms *list = list_of(d, kind);
    size_t at = least_missed(d, list);
    struct doomed one = list->items[at];
    memmove(list->items + at, list->items + at + 1, (list->count - at - 1) * sizeof *list->items);
    list->count--;
    char *id = xstrdup(diff_remove(d, kinds[kind].quota, &one)->id);
    leave(d, kind, &one);
    free(one.what);
    return id;
}

/* The n-th creation that finds no room needs the n-th deletion. */
static void make_room(struct diff *d, size_t kind)
{
    size_t creations = count_calls(d, kinds[kind].creates), seen = 0, limit = d->limit.of[kinds[kind].quota];
    size_t standing = d->standing.of[kinds[kind].quota], last = d->make->batch.calls_count;
    size_t room = limit > standing ? limit - standing : 0;
    for (size_t i = 0; i < last && creations > room; i++) {
        if (strcmp(d->make->batch.calls[i].action, kinds[kind].creates) != 0 || seen++ < room)
            continue;
        if (!list_of(d, kind)->count)
            return;
        own_str char *first = remove_one(d, kind);
        struct call *c = &d->make->batch.calls[i];
        if (!strs_has(&c->needs, first))
            strs_add(&c->needs, first);
    }
}

void room_make(struct diff *d)
{
    if (d->mode != DIFF_ALL || !d->balancer)
        return;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        make_room(d, i);
    room_order_groups(d);
}
