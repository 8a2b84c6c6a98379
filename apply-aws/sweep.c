#include "apply-aws/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/model/permission.h"

#include "apply-aws/observe.h"
#include "apply-aws/value.h"

enum {
    MS_PER_READ = 2000, /* half a read a second */
    AGAIN_A_STEP = 5,   /* where many things differ at once, they are read again a few at a time */
    INSTANCES_AT_ONCE = 100,
};

/* Seen once as text; "" where it was missing. */
struct seen {
    char *subject, *text;
    UT_hash_handle hh;
};

struct sweep {
    struct apply *apply;
    struct loop_timer *timer;
    struct scope urgent; /* to be read once more */
    struct seen *seen;
    char *turn; /* the subject that was read last; NULL: the round begins with what lies around */
    bool lists; /* what lies around was read, the lists come next */
    size_t reads;
    char *problem; /* said once */
};

static void forget(struct sweep *s, struct seen *seen)
{
    HASH_DEL(s->seen, seen);
    free(seen->subject);
    free(seen->text);
    free(seen);
}

/* ---- what was seen ---- */

static void add_once(struct strs *list, const char *text)
{
    if (text && *text && !strs_has(list, text))
        strs_add(list, text);
}

static void look_again(struct sweep *s, const struct observed *what)
{
    own_str char *name = arn_name(what->id);
    if (strcmp(what->resource, "SecurityGroup") == 0)
        add_once(&s->urgent.security_groups, what->id);
    else if (strcmp(what->resource, "Instance") == 0)
        add_once(&s->urgent.instances, what->id);
    else if (strcmp(what->resource, "TargetGroup") == 0)
        add_once(&s->urgent.target_groups, name);
    else if (name)
        add_once(&s->urgent.load_balancers, name);
    else
        s->urgent.surroundings = true;
}

/* Whether it was seen so before; text NULL: it is as it is known. */
static bool confirms(struct sweep *s, const struct observed *what, const char *text)
{
    own_str char *subject = observed_subject(what->service, what->resource, what->id);
    struct seen *seen;
    HASH_FIND_STR(s->seen, subject, seen);
    bool twice = seen && text && strcmp(seen->text, text) == 0;
    if (seen)
        forget(s, seen);
    if (!text || twice)
        return twice;
    seen = xcalloc(1, sizeof *seen);
    *seen = (struct seen){.subject = xstrdup(subject), .text = xstrdup(text)};
    HASH_ADD_KEYPTR(hh, s->seen, seen->subject, strlen(seen->subject), seen);
    look_again(s, what);
    return false;
}

bool sweep_confirms(struct apply *a, const struct observed *what, const struct json *value)
{
    own_str char *text = value ? json_text(value) : NULL;
    const struct json *known = world_get(&a->world, what->service, what->resource, what->id);
    bool drift = confirms(a->sweep, what, text);
    if (drift && !known)
        log_info("made by someone else resource=%s id=%s", what->resource, what->id);
    else if (drift && !value_completes(value, known))
        log_info("changed by someone else resource=%s id=%s", what->resource, what->id);
    return drift;
}

bool sweep_confirms_missing(struct apply *a, const struct observed *what)
{
    bool drift = confirms(a->sweep, what, "");
    if (drift)
        log_info("removed by someone else resource=%s id=%s", what->resource, what->id);
    return drift;
}

void sweep_count(struct apply *a, size_t reads)
{
    if (a->sweep)
        a->sweep->reads = reads;
}

/* ---- what is read next ---- */

/* The source of a rule is a group of ours: whoever made the rule, it lets our load balancers in. */
static bool is_from_ours(const struct apply *a, const struct permission *p)
{
    return p->group && apply_is_ours(a, json_get(world_get(&a->world, "ec2", "SecurityGroup", p->group), "Tags"));
}

/* Somebody else's, in which rules of ours are, or such that take the place of ours. */
static bool has_our_rules(const struct apply *a, const struct thing *t)
{
    struct security_group held = {0};
    bool any = false;
    permissions_decode(&held, json_get(world_value(&a->world, t), "IpPermissions"));
    for (size_t i = 0; i < held.permissions_count; i++)
        any = any || permission_is_marked(&held.permissions[i], a->fleet.name) || is_from_ours(a, &held.permissions[i]);
    security_group_release(&held);
    return any;
}

static bool is_instance(const struct thing *t)
{
    return strcmp(t->resource, "Instance") == 0;
}

static bool is_swept(const struct apply *a, const struct thing *t)
{
    bool security = strcmp(t->resource, "SecurityGroup") == 0;
    bool kind = strcmp(t->resource, "LoadBalancer") == 0 || strcmp(t->resource, "TargetGroup") == 0 || security;
    return is_instance(t) || (kind && apply_is_ours(a, json_get(world_value(&a->world, t), "Tags"))) || (security && has_our_rules(a, t));
}

/* The next thing of ours in the order of subjects; NULL: the round is over. */
static const struct thing *next_thing(const struct sweep *s)
{
    const struct thing *next = NULL;
    for (const struct thing *t = s->apply->world.things; t; t = t->hh.next)
        if (strcmp(t->subject, s->turn) > 0 && (!next || strcmp(t->subject, next->subject) < 0) && is_swept(s->apply, t))
            next = t;
    return next;
}

static void scope_thing(struct scope *scope, const struct thing *t)
{
    own_str char *name = arn_name(t->id);
    if (strcmp(t->resource, "SecurityGroup") == 0)
        add_once(&scope->security_groups, t->id);
    else if (is_instance(t))
        add_once(&scope->instances, t->id);
    else
        add_once(strcmp(t->resource, "TargetGroup") == 0 ? &scope->target_groups : &scope->load_balancers, name);
}

/* One thing; of instances as many as one call tells, since there are many. */
static void scope_things(struct sweep *s, struct scope *scope, const struct thing *first)
{
    const struct thing *t = first;
    do {
        scope_thing(scope, t);
        str_replace(&s->turn, t->subject);
    } while (is_instance(first) && scope->instances.count < INSTANCES_AT_ONCE && (t = next_thing(s)) && is_instance(t));
}

/* A round: what lies around, the lists, then each thing of ours. */
static void next_scope(struct sweep *s, struct scope *scope)
{
    const struct thing *t = s->turn ? next_thing(s) : NULL;
    if (t) {
        scope_things(s, scope, t);
    } else if (!s->lists) {
        scope->surroundings = s->lists = true;
    } else {
        scope->lists = true;
        s->lists = false;
        str_replace(&s->turn, "");
    }
}

static bool is_empty(const struct scope *s)
{
    return !s->surroundings && !s->load_balancers.count && !s->target_groups.count && !s->security_groups.count && !s->instances.count;
}

static void again(struct sweep *s)
{
    int64_t wait = (int64_t)s->reads * MS_PER_READ, least = s->apply->settings.sweep_every_ms;
    loop_timer_in(s->timer, least < 10000 ? least : wait > least ? wait : least); /* shorter ones are for tests */
}

static void on_read(void *context, const char *problem)
{
    struct sweep *s = context;
    if (problem && !str_equal(problem, s->problem))
        log_warn("the search for drift could not read: %s", problem);
    str_replace(&s->problem, problem);
    again(s);
}

static void take_some(struct strs *from, struct strs *to)
{
    while (from->count && to->count < AGAIN_A_STEP) {
        own_str char *name = from->items[--from->count];
        strs_add(to, name);
    }
}

static void take_urgent(struct sweep *s, struct scope *scope)
{
    take_some(&s->urgent.load_balancers, &scope->load_balancers);
    take_some(&s->urgent.target_groups, &scope->target_groups);
    take_some(&s->urgent.security_groups, &scope->security_groups);
    take_some(&s->urgent.instances, &scope->instances);
    scope->surroundings = s->urgent.surroundings;
    s->urgent.surroundings = false;
}

static void step(void *context)
{
    struct sweep *s = context;
    struct observe_request request = {.done = on_read, .context = s, .drift = true};
    if (!is_empty(&s->urgent))
        take_urgent(s, &request.scope);
    else
        next_scope(s, &request.scope);
    s->reads = 0;
    observe_start(s->apply, &request);
}

void sweep_start(struct apply *a)
{
    if (a->sweep || !a->settings.sweep_every_ms)
        return;
    a->sweep = xcalloc(1, sizeof *a->sweep);
    a->sweep->apply = a;
    a->sweep->timer = loop_timer_add(stage_loop(a->stage), step, a->sweep);
    loop_timer_in(a->sweep->timer, a->settings.sweep_every_ms);
}

void sweep_stop(struct apply *a)
{
    struct sweep *s = a->sweep;
    struct seen *seen, *next;
    if (!s)
        return;
    HASH_ITER (hh, s->seen, seen, next)
        forget(s, seen);
    loop_timer_remove(s->timer);
    scope_release(&s->urgent);
    free(s->turn);
    free(s->problem);
    free(s);
    a->sweep = NULL;
}
