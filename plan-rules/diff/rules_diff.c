/* Step 5: the rules of one listener, matched by content. An inserted rule is one CreateRule, a deleted one one
 * DeleteRule, moved ones one SetRulePriorities, a changed one one ModifyRule; the others are not touched.
 *   a same conditions               the same rule
 *   b other conditions, same actions, between the same neighbours: the same rule, with new conditions
 *     where another rule has no room: other actions as well
 *   c left among the wanted         created at a free number between its neighbours
 *   d left among the observed       removed, if it is ours */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/priorities.h"
#include "plan-rules/diff/retain.h"
#include "plan-rules/diff/room.h"
#include "plan-rules/diff/same.h"
#include "plan-rules/diff/takeover.h"

struct seen_rule {
    const struct aws_item *item;
    struct rule now;
    int priority;
    char *key;
    bool matched;
    bool foreign; /* tagged for somebody else, or not readable: left alone */
    UT_hash_handle hh;
};

struct match {
    struct rule *want;
    char *key;
    struct seen_rule *have; /* NULL: to be created */
};

struct matching {
    struct seen_rule *seen; /* by priority */
    size_t seen_count;
    struct match *matches; /* in wanted order */
    size_t count;
    struct priority *numbers;
};

/* ---- what is there ---- */

static int by_priority(const void *a, const void *b)
{
    const struct seen_rule *x = a, *y = b;
    return x->priority - y->priority;
}

static void see(const struct diff *d, struct matching *m, const struct aws_item *item)
{
    struct seen_rule *s = &m->seen[m->seen_count];
    *s = (struct seen_rule){.item = item, .priority = atoi(aws_text(item, "Priority"))};
    if (s->priority <= 0)
        return; /* the default rule */
    m->seen_count++;
    bool readable = rule_decode(&s->now, item->value, NULL) == 0;
    bool tagged = pairs_get(&item->tags, "elbv2.k8s.aws/cluster") != NULL;
    s->foreign = !readable || (tagged && !owner_ours(&d->world->fleet, &item->tags));
    own_buf key = {0};
    same_conditions_key(&s->now, &key);
    s->key = buf_take(&key);
}

static void see_all(const struct diff *d, struct matching *m, const struct aws_item *listener)
{
    size_t count = 0;
    const struct aws_item *all = listener ? aws_children(&d->aws->rules, listener->id, &count) : NULL;
    m->seen = xcalloc(count + 1, sizeof *m->seen);
    for (size_t i = 0; i < count; i++)
        see(d, m, &all[i]);
    if (m->seen_count)
        qsort(m->seen, m->seen_count, sizeof *m->seen, by_priority);
}

/* ---- a, b: which is which ---- */

static void match_conditions(struct matching *m)
{
    struct seen_rule *index = NULL;
    for (size_t i = 0; i < m->seen_count; i++) {
        struct seen_rule *s = &m->seen[i], *other = NULL;
        HASH_FIND_STR(index, s->key, other);
        if (!other && !s->foreign)
            HASH_ADD_KEYPTR(hh, index, s->key, strlen(s->key), s);
    }
    for (size_t i = 0; i < m->count; i++) {
        own_buf key = {0};
        struct seen_rule *s = NULL;
        same_conditions_key(m->matches[i].want, &key);
        m->matches[i].key = buf_take(&key);
        HASH_FIND_STR(index, m->matches[i].key, s);
        if (!s || s->matched)
            continue;
        s->matched = true;
        m->matches[i].have = s;
    }
    HASH_CLEAR(hh, index);
}

/* The first free observed rule after `place` and before the next matched one. */
static struct seen_rule *free_after(struct matching *m, size_t place)
{
    if (place < m->seen_count && !m->seen[place].matched && !m->seen[place].foreign)
        return &m->seen[place];
    return NULL;
}

enum likeness { SAME_ACTIONS, ANY_ACTIONS };

static void match_neighbours(struct matching *m, enum likeness like)
{
    size_t place = 0;
    for (size_t i = 0; i < m->count; i++) {
        struct match *pair = &m->matches[i];
        if (pair->have) {
            place = (size_t)(pair->have - m->seen) + 1;
            continue;
        }
        struct seen_rule *s = free_after(m, place);
        if (!s || (like == SAME_ACTIONS && !same_actions(&pair->want->actions, &s->now.actions)))
            continue;
        s->matched = true;
        pair->have = s;
        place++;
    }
}

static size_t unmatched(const struct matching *m)
{
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++)
        count += m->matches[i].have == NULL;
    return count;
}

/* ---- c: numbers ---- */

static int number(struct matching *m)
{
    int *taken = xcalloc(m->seen_count + 1, sizeof *taken);
    size_t count = 0;
    for (size_t i = 0; i < m->seen_count; i++)
        if (!m->seen[i].matched)
            taken[count++] = m->seen[i].priority;
    m->numbers = xcalloc(m->count + 1, sizeof *m->numbers);
    for (size_t i = 0; i < m->count; i++)
        m->numbers[i].have = m->matches[i].have ? m->matches[i].have->priority : 0;
    int bad = priorities_assign(m->numbers, m->count, taken, count);
    free(taken);
    return bad;
}

static char *move(struct diff *d, const struct matching *m, const struct listener *l)
{
    size_t moved = 0;
    for (size_t i = 0; i < m->count; i++)
        moved += m->numbers[i].have && m->numbers[i].have != m->numbers[i].give;
    if (!moved)
        return NULL;
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "SetRulePriorities", LANE_RULES);
    json_open_array(o, "RulePriorities");
    for (size_t i = 0; i < m->count; i++) {
        const struct priority *p = &m->numbers[i];
        if (!p->have || p->have == p->give)
            continue;
        json_open_object(o, NULL);
        json_add_str(o, "RuleArn", m->matches[i].have->item->id);
        json_add_int(o, "Priority", p->give);
        json_close_object(o);
    }
    json_close_array(o);
    struct call *c = call_end(d->make, &l->because, "order of %zu rule%s of listener %d", moved, moved == 1 ? "" : "s", l->port);
    call_routes(d->make);
    return xstrdup(c->id);
}

/* ---- the calls ---- */

static void create(struct diff *d, const struct rule *r, int priority, const char *listener)
{
    own_str char *text = diff_rule_text(r);
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "CreateRule", LANE_RULES);
    json_add_str(o, "ListenerArn", listener);
    conditions_encode(r, o, "Conditions");
    json_add_int(o, "Priority", priority);
    actions_encode(&r->actions, o, "Actions");
    if (r->tags.count)
        pairs_encode_tags(&r->tags, o, "Tags");
    json_add_raw(o, "Transforms", r->transforms);
    call_end(d->make, &r->because, "rule for %s is wanted and not there", text);
    call_routes(d->make);
}

enum change { CHANGE_WEIGHTS, CHANGE_CONTENT };

static void end_modify(struct diff *d, const struct match *pair, enum change change)
{
    own_str char *text = diff_rule_text(pair->want);
    own_buf numbers = {0};
    if (change == CHANGE_CONTENT) {
        call_end(d->make, &pair->want->because, "rule for %s is wanted otherwise", text);
    } else {
        diff_weights_text(&pair->want->actions, &pair->have->now.actions, &numbers);
        call_end(d->make, &pair->want->because, "weight of %s for %s", buf_str(&numbers), text);
    }
    call_routes(d->make);
}

static void modify(struct diff *d, const struct match *pair)
{
    const struct rule *want = pair->want, *now = &pair->have->now;
    bool conditions = strcmp(pair->key, pair->have->key) == 0, actions = same_actions(&want->actions, &now->actions);
    bool transforms = same_transforms(want->transforms, now->transforms);
    if (conditions && actions && transforms)
        return;
    bool only_weights = conditions && transforms && same_but_weights(&want->actions, &now->actions);
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "ModifyRule", only_weights ? LANE_WEIGHTS : LANE_RULES);
    json_add_str(o, "RuleArn", pair->have->item->id);
    if (!conditions)
        conditions_encode(want, o, "Conditions");
    if (!actions)
        actions_encode(&want->actions, o, "Actions");
    if (!transforms && want->transforms)
        json_add_raw(o, "Transforms", want->transforms);
    else if (!transforms)
        json_add_bool(o, "ResetTransforms", true);
    end_modify(d, pair, only_weights ? CHANGE_WEIGHTS : CHANGE_CONTENT);
}

static void write_calls(struct diff *d, struct matching *m, const struct listener *l, const char *reference)
{
    own_str char *moved = move(d, m, l);
    for (size_t i = 0; i < m->count; i++) {
        struct match *pair = &m->matches[i];
        if (!pair->have) {
            create(d, pair->want, m->numbers[i].give, reference);
            call_needs(d->make, moved);
            continue;
        }
        retain_groups(d, &pair->want->actions, &pair->have->now.actions);
        takeover_keep(d, pair->have->item->id, &pair->want->actions);
        modify(d, pair);
        if (pairs_equal(&pair->want->tags, &pair->have->now.tags))
            continue;
        own_str char *text = diff_rule_text(pair->want);
        own_str char *what = xasprintf("rule %s", text);
        diff_tags(d, pair->have->item->id, &pair->want->tags, &pair->have->now.tags, what);
    }
}

static void release(struct matching *m)
{
    for (size_t i = 0; i < m->seen_count; i++) {
        rule_release(&m->seen[i].now);
        free(m->seen[i].key);
    }
    for (size_t i = 0; i < m->count; i++)
        free(m->matches[i].key);
    free(m->seen);
    free(m->matches);
    free(m->numbers);
}

void diff_rules(struct diff *d, const struct listener *want, const struct aws_item *have, const char *reference)
{
    struct matching m = {.count = want->rules_count};
    see_all(d, &m, have);
    m.matches = xcalloc(want->rules_count + 1, sizeof *m.matches);
    for (size_t i = 0; i < want->rules_count; i++)
        m.matches[i].want = &want->rules[i];
    match_conditions(&m);
    match_neighbours(&m, SAME_ACTIONS);
    if (room_is_short(d, unmatched(&m)))
        match_neighbours(&m, ANY_ACTIONS);
    if (number(&m) == 0)
        write_calls(d, &m, want, reference);
    for (size_t i = 0; i < m.seen_count; i++) {
        if (m.seen[i].matched || m.seen[i].foreign)
            continue;
        own_str char *text = diff_rule_text(&m.seen[i].now);
        doom(&d->rules, m.seen[i].item, "rule %d of listener %d, for %s", m.seen[i].priority, want->port, text);
    }
    release(&m);
}
