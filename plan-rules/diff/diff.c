#include "plan-rules/diff/diff.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/room.h"

/* ---- which observed resource is meant ---- */

static bool text_is(const struct aws_item *item, const char *member, const char *want)
{
    const char *have = aws_text(item, member);
    return !want || !*have || strcmp(have, want) == 0;
}

/* What no Modify call can change (facts of CreateTargetGroup): another group must replace it. */
static bool must_replace(const struct aws_item *item, const struct target_group *want)
{
    return !text_is(item, "TargetType", want->target_type) || !text_is(item, "Protocol", want->protocol) ||
           !text_is(item, "ProtocolVersion", want->protocol_version) ||
           json_int_or(json_get(item->value, "TargetControlPort"), 0) != want->control_port;
}

const struct aws_item *diff_find_group(const struct aws *aws, const struct target_group *want)
{
    if (want->arn)
        return aws_find(&aws->groups, "", want->arn);
    own_str char *stack = owner_stack(aws->fleet, &want->tags);
    const char *resource = owner_resource(&want->tags);
    size_t count;
    const struct aws_item *const *some = aws_groups_for(aws, stack ? stack : "", resource ? resource : "", &count);
    for (size_t i = 0; i < count; i++)
        if (owner_same(&some[i]->tags, &want->tags) && !must_replace(some[i], want))
            return some[i];
    return NULL;
}

const struct aws_item *diff_find_security_group(const struct aws *aws, const struct security_group *want)
{
    for (size_t i = 0; i < aws->security_groups.count; i++)
        if (owner_same(&aws->security_groups.items[i].tags, &want->tags))
            return &aws->security_groups.items[i];
    return NULL;
}

const struct aws_item *diff_find_balancer(const struct aws *aws, const struct stack *want)
{
    for (size_t i = 0; want->has_load_balancer && !want->anew && i < aws->balancers.count; i++) {
        const struct aws_item *item = &aws->balancers.items[i];
        if (owner_same(&item->tags, &want->tags) && text_is(item, "Scheme", want->scheme) && text_is(item, "Type", stack_type(want)))
            return item;
    }
    return NULL;
}

/* ---- references ---- */

static void resolve_actions(struct actions *a, const struct pairs *known)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < a->items[i].groups_count; k++) {
            const char *arn = pairs_get(known, a->items[i].groups[k].group);
            if (arn)
                str_replace(&a->items[i].groups[k].group, arn);
        }
}

static void resolve_listeners(struct stack *want, const struct pairs *known)
{
    for (size_t i = 0; i < want->listeners_count; i++) {
        struct listener *l = &want->listeners[i];
        resolve_actions(&l->default_actions, known);
        for (size_t k = 0; k < l->rules_count; k++)
            resolve_actions(&l->rules[k].actions, known);
    }
}

static void resolve_security(struct stack *want, const struct pairs *known)
{
    for (size_t i = 0; i < want->security_groups.count; i++) {
        const char *id = pairs_get(known, want->security_groups.items[i]);
        if (id)
            str_replace(&want->security_groups.items[i], id);
    }
    for (size_t i = 0; i < want->groups_count; i++)
        for (size_t k = 0; k < want->groups[i].permissions_count; k++) {
            struct permission *p = &want->groups[i].permissions[k];
            const char *id = p->group ? pairs_get(known, p->group) : NULL;
            if (id)
                str_replace(&p->group, id);
        }
}

static void know_security(const struct stack *want, const struct aws *aws, struct pairs *known)
{
    for (size_t i = 0; i < want->groups_count; i++) {
        const struct security_group *g = &want->groups[i];
        const struct aws_item *item = g->id ? NULL : diff_find_security_group(aws, g);
        own_str char *reference = xasprintf("@securitygroup/%s", g->name ? g->name : "");
        if (item || g->id)
            pairs_set(known, reference, item ? item->id : g->id);
    }
}

void diff_resolve(struct stack *want, const struct aws *aws)
{
    struct pairs known = {0};
    for (size_t i = 0; i < want->target_groups_count; i++) {
        const struct target_group *g = &want->target_groups[i];
        const struct aws_item *item = g->arn ? NULL : diff_find_group(aws, g);
        own_str char *reference = xasprintf("@targetgroup/%s", g->name ? g->name : "");
        if (item)
            pairs_set(&known, reference, item->id);
    }
    know_security(want, aws, &known);
    resolve_listeners(want, &known);
    resolve_security(want, &known);
    pairs_release(&known);
}

void diff_resolve_front(const struct stack *want, const struct aws *aws)
{
    struct pairs known = {0};
    know_security(want, aws, &known);
    resolve_security(want->front, &known);
    pairs_release(&known);
}

/* ---- shared by the parts ---- */

bool diff_is_side(const struct diff *d, const struct aws_item *item)
{
    return owner_front(&item->tags) == d->want->network;
}

void doom(struct dooms *list, const struct aws_item *item, const char *what, ...)
{
    char text[256];
    va_list args;
    va_start(args, what);
    vsnprintf(text, sizeof text, what, args);
    va_end(args);
    ARRAY_GROW(list->items, list->count, list->cap);
    list->items[list->count++] = (struct doomed){.item = item, .what = xstrdup(text)};
}

static void dooms_release(struct dooms *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].what);
    free(list->items);
}

void diff_attributes(const struct pairs *want, const struct json *have, struct pairs *out)
{
    struct pairs now = {0};
    pairs_decode_tags(&now, have);
    for (size_t i = 0; i < want->count; i++)
        if (!str_equal(pairs_get(&now, want->items[i].key), want->items[i].value))
            pairs_set(out, want->items[i].key, want->items[i].value);
    pairs_sort(out);
    pairs_release(&now);
}

void diff_tags(struct diff *d, const char *arn, const struct pairs *want, const struct pairs *have, const char *what)
{
    struct pairs add = {0};
    struct strs away = {0}, one = {0};
    enum owner_resource of = str_starts(what, "rule ") ? OWNER_RULE : OWNER_OTHER;
    owner_tags_diff(&d->world->fleet, of, want, have, &add, &away);
    strs_add(&one, arn);
    if (add.count) {
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "AddTags", LANE_TAGS);
        strs_encode(&one, o, "ResourceArns");
        pairs_encode_tags(&add, o, "Tags");
        call_end(d->make, &d->want->because, "tags of %s", what);
    }
    if (away.count && d->mode == DIFF_ALL) {
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "RemoveTags", LANE_TAGS);
        strs_encode(&one, o, "ResourceArns");
        strs_encode(&away, o, "TagKeys");
        call_end(d->make, &d->want->because, "tags of %s that are not wanted any more", what);
    }
    pairs_release(&add);
    strs_release(&away);
    strs_release(&one);
}

static void add_values(struct buf *to, const char *word, const struct strs *values)
{
    for (size_t i = 0; i < values->count; i++)
        buf_addf(to, "%s%s", i ? " or " : word, values->items[i]);
}

char *diff_rule_text(const struct rule *r)
{
    own_buf text = {0};
    for (size_t i = 0; i < r->conditions_count; i++) {
        const struct condition *c = &r->conditions[i];
        own_buf word = {0};
        buf_addf(&word, "%s%s%s%s ", i ? ", " : "", c->field, c->header_name ? " " : "", c->header_name ? c->header_name : "");
        add_values(&text, buf_str(&word), &c->values);
        add_values(&text, buf_str(&word), &c->regex_values);
        for (size_t k = 0; k < c->query.count; k++)
            buf_addf(&text, "%s%s=%s", k ? " or " : buf_str(&word), c->query.items[k].key, c->query.items[k].value);
    }
    char *all = text.len ? buf_take(&text) : xstrdup("everything");
    text_cut(all, 160);
    return all;
}

void diff_weights_text(const struct actions *want, const struct actions *have, struct buf *to)
{
    if (!want->count || !have->count)
        return;
    const struct action *a = &want->items[want->count - 1], *b = &have->items[have->count - 1];
    for (size_t i = 0; i < a->groups_count; i++)
        for (size_t k = 0; k < b->groups_count; k++) {
            const struct group_weight *g = &a->groups[i], *h = &b->groups[k];
            if (strcmp(g->group, h->group) == 0 && g->weight != h->weight)
                buf_addf(to, "%s%s from %d to %d", to->len ? ", " : "", g->cluster ? g->cluster : g->group, h->weight, g->weight);
        }
}

void diff_stack(struct diff *d)
{
    d->make->otherwise = &d->want->because;
    d->balancer = diff_find_balancer(d->aws, d->want);
    d->balancer_reference = d->balancer ? xstrdup(d->balancer->id) : xasprintf("@loadbalancer/%s", d->want->name ? d->want->name : "");
    if (!d->want->network) /* its security groups are the other part's, or somebody else's */
        diff_security_groups(d);
    diff_target_groups(d);
    if (d->want->has_load_balancer) {
        diff_balancer(d);
        room_open(d);
        diff_listeners(d);
        room_make(d);
    }
    diff_removals(d);
}

void diff_release(struct diff *d)
{
    free(d->balancer_reference);
    strs_release(&d->retained);
    dooms_release(&d->rules);
    dooms_release(&d->certificates);
    dooms_release(&d->listeners);
    dooms_release(&d->balancers);
    dooms_release(&d->groups);
    dooms_release(&d->security_groups);
}
