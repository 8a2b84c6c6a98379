/* What AWS said, into the tables: resources by kind and id, and the health of targets. */
#include "plan-rules/fold.h"

#include <ctype.h>

#include "lib/base/err.h"

#include "lib/model/wanted.h"

static struct world_kind *kind_slot(struct world *w, const struct observed *o)
{
    own_str char *name = xasprintf("%s/%s", o->service, o->resource);
    for (char *c = name; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    struct world_kind *k = NULL;
    HASH_FIND_STR(w->kinds, name, k);
    if (k)
        return k;
    k = xcalloc(1, sizeof *k);
    k->name = xstrdup(name);
    HASH_ADD_KEYPTR(hh, w->kinds, k->name, strlen(k->name), k);
    return k;
}

bool world_is_gone(const struct world *w, const char *kind, const char *id)
{
    struct world_kind *k = NULL;
    struct world_observed *found = NULL;
    HASH_FIND_STR(w->kinds, kind, k);
    if (k)
        HASH_FIND_STR(k->items, id, found);
    return found && !found->value;
}

static struct world_observed *observed_slot(struct world_kind *k, const char *id)
{
    struct world_observed *o = NULL;
    HASH_FIND_STR(k->items, id, o);
    if (o)
        return o;
    o = xcalloc(1, sizeof *o);
    o->id = xstrdup(id);
    HASH_ADD_KEYPTR(hh, k->items, o->id, strlen(o->id), o);
    return o;
}

/* The number behind the '#' of SOURCE#ID, 0 where there is none. */
static uint64_t reference_number(const char *reference)
{
    const char *hash = reference ? strrchr(reference, '#') : NULL;
    uint64_t number = 0;
    return hash && event_number_parse(hash + 1, &number) == 0 ? number : 0;
}

/* What stands behind SERVICE/RESOURCE/ in the subject; NULL where it has another form. */
static const char *subject_id(const char *subject)
{
    const char *slash = subject ? strchr(subject, '/') : NULL;
    slash = slash ? strchr(slash + 1, '/') : NULL;
    return slash ? slash + 1 : NULL;
}

/* ---- what stands before targets ---- */

/* Who is let in does not say what a group is: only those who plan its rules care. */
static bool only_rules(const struct json *before, const struct json *after)
{
    size_t members = 0, rules = 0;
    json_each (member, before) {
        members += strcmp(json_name(member), "IpPermissions") != 0;
    }
    json_each (member, after) {
        const char *name = json_name(member);
        if (strcmp(name, "IpPermissions") == 0)
            continue;
        if (!json_equal(member, json_get(before, name)))
            return false;
        rules++;
    }
    return before && after && members == rules;
}

/* Gives whether it says something to nobody else. */
static bool note_doors(struct world *w, const char *kind, const struct world_observed *o, const struct json *before)
{
    bool group = strcmp(kind, "ec2/securitygroup") == 0;
    bool place = strcmp(kind, "ec2/instance") == 0 || strcmp(kind, "ec2/networkinterface") == 0;
    bool rules = group && only_rules(before, o->value);
    if (group) {
        own_str char *word = xasprintf("%s %s", rules ? "rules" : "group", o->id);
        touched_add(&w->touched, TOUCHED_DOORS, word);
    }
    if ((group && !rules) || place)
        touched_add(&w->touched, TOUCHED_DOORS, before ? "all" : "asked");
    return place;
}

/* A read that was sent before a call that touched the resource says nothing new about it. */
int fold_aws_observed(struct world *w, const struct event *e, struct err *err)
{
    struct observed seen = {0};
    if (observed_decode(&seen, e->data, err))
        return -1;
    const char *id = seen.id ? seen.id : subject_id(e->subject);
    if (!id)
        return err_set(err, ERR_INPUT, "'%s' names no resource: neither member 'id' nor a subject SERVICE/RESOURCE/ID", e->type);
    if (strcmp(seen.resource, WANTED_ANSWER) == 0) {
        seen.id = id;
        asked_fold_answer(w, e, &seen);
        return 0;
    }
    struct world_observed *o = observed_slot(kind_slot(w, &seen), id);
    uint64_t asof = reference_number(seen.asof);
    if (seen.asof && asof < o->asof)
        return 0;
    own_str char *text = strcmp(e->type, "aws.gone") == 0 ? NULL : json_text(seen.value);
    own_json *before = o->value;
    const char *kind = kind_slot(w, &seen)->name;
    o->value = text ? json_parse(text, strlen(text), err) : NULL;
    o->asof = asof > o->asof ? asof : o->asof;
    free(o->cause);
    o->cause = event_reference(e);
    own_str char *word = xasprintf("%s %s", kind, id);
    if (!note_doors(w, kind, o, before))
        touched_add(&w->touched, TOUCHED_AWS, word);
    return 0;
}

int fold_aws_synced(struct world *w, const struct event *e, struct err *err)
{
    struct synced s = {0};
    if (synced_decode(&s, e->data, err))
        return -1;
    w->touched.all = w->touched.all || !w->aws_synced;
    w->aws_synced = true;
    return 0;
}

static struct world_health_group *health_group(struct world *w, const char *name)
{
    struct world_health_group *g = NULL;
    HASH_FIND_STR(w->health, name, g);
    if (g)
        return g;
    g = xcalloc(1, sizeof *g);
    g->name = xstrdup(name);
    HASH_ADD_KEYPTR(hh, w->health, g->name, strlen(g->name), g);
    return g;
}

static void health_gone(struct world *w, const char *group, const char *key)
{
    struct world_health_group *g = health_group(w, group);
    DROP(health, g->targets, key, target_health_release);
    if (g->targets)
        return;
    HASH_DEL(w->health, g);
    free(g->name);
    free(g->arn);
    free(g);
}

/* Said of each target, kept once. */
static void share_with_group(struct target_health *record, struct world_health_group *g)
{
    free(g->arn);
    g->arn = record->group_arn;
    record->group_arn = NULL;
    str_replace(&record->group_name, NULL);
    str_replace(&record->zone, NULL);
}

int fold_target_health(struct world *w, const struct event *e, struct err *err)
{
    struct target_health record = {0};
    if (target_health_decode(&record, e->data, err)) {
        target_health_release(&record);
        return -1;
    }
    own_str char *key = target_health_subject(&record);
    touched_add(&w->touched, TOUCHED_HEALTH, record.group_name);
    if (strcmp(record.state, "gone") == 0) {
        health_gone(w, record.group_name, key);
        target_health_release(&record);
        return 0;
    }
    struct world_health *known = NULL;
    struct world_health_group *g = health_group(w, record.group_name);
    HASH_FIND_STR(g->targets, key, known);
    bool same = known && str_equal(known->record.state, record.state) &&
                target_health_unchecked(&known->record) == target_health_unchecked(&record);
    share_with_group(&record, g);
    struct world_health *h = SLOT(health, g->targets, key, e, target_health_release);
    h->record = record;
    if (!same)
        h->since = event_clock(e);
    return 0;
}
