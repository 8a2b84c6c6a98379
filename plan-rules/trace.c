#include "plan-rules/trace.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/world.h"

enum { ENDED_MOST = 10000 }; /* of endpoints that are nobody's target */

static struct trace *find(const struct trace *traces, const char *key)
{
    struct trace *t = NULL;
    HASH_FIND_STR(traces, key, t);
    return t;
}

static void drop(struct trace **traces, struct trace *t)
{
    HASH_DEL(*traces, t);
    free(t->key);
    free(t->cause);
    free(t);
}

/* Puts it last, so that the table's order is that of the events. */
static void note(struct trace **traces, const char *key, const struct event *e, bool ended)
{
    struct trace *t = find(*traces, key);
    if (t)
        drop(traces, t);
    t = xcalloc(1, sizeof *t);
    t->key = xstrdup(key);
    t->cause = event_reference(e);
    t->at = event_clock(e);
    t->ended = ended;
    t->absent = ended && str_equal(json_str(json_get(e->data, "reason")), "absent");
    HASH_ADD_KEYPTR(hh, *traces, t->key, strlen(t->key), t);
}

struct registered {    /* ADDRESS:PORT that AWS has in some target group */
    const char *place; /* borrowed */
    UT_hash_handle hh;
};

static void registered_add(struct registered **all, const char *place)
{
    struct registered *r = NULL;
    HASH_FIND_STR(*all, place, r);
    if (r)
        return;
    r = xcalloc(1, sizeof *r);
    r->place = place;
    HASH_ADD_KEYPTR(hh, *all, place, strlen(place), r);
}

static struct registered *registered_all(const struct world *w)
{
    struct registered *all = NULL;
    for (const struct world_health_group *g = w->health; g; g = g->hh.next)
        for (const struct world_health *t = g->targets; t; t = t->hh.next)
            registered_add(&all, t->key + strlen(g->name) + 1);
    return all;
}

static void registered_release(struct registered **all)
{
    struct registered *r, *next;
    HASH_ITER (hh, *all, r, next) {
        HASH_DEL(*all, r);
        free(r);
    }
}

/* Endpoints that are registered nowhere have nothing left to explain. The others keep their trace until they are gone, however many
 * they are: it is the cause of their deregistration, and tells whether they were only missing in a list (diff/hold.c). */
static void forget_oldest(struct trace **endpoints, const struct world *w)
{
    struct registered *all = registered_all(w), *found;
    struct trace *t, *next;
    size_t idle = 0;
    HASH_ITER (hh, *endpoints, t, next) {
        HASH_FIND_STR(all, t->key, found);
        idle += t->ended && !found;
    }
    HASH_ITER (hh, *endpoints, t, next) {
        HASH_FIND_STR(all, t->key, found);
        if (idle <= ENDED_MOST / 2 || !t->ended || found)
            continue;
        drop(endpoints, t);
        idle--;
    }
    registered_release(&all);
}

/* ADDRESS:PORT stands behind the last slash of CLUSTER/NS/SERVICE:PORT/ADDRESS:PORT. */
static void fold_podinfo(struct trace **endpoints, const struct world *w, const struct event *e)
{
    const char *slash = strrchr(e->subject, '/');
    if (!slash)
        return;
    bool ended = strcmp(e->type, "podinfo.delete") == 0;
    note(endpoints, slash + 1, e, ended);
    if (ended && HASH_COUNT(*endpoints) % ENDED_MOST == 0)
        forget_oldest(endpoints, w);
}

/* A target that is registered no more needs no trace. */
static void fold_health(struct trace **endpoints, const struct event *e)
{
    const char *slash = strchr(e->subject, '/');
    struct trace *t = slash ? find(*endpoints, slash + 1) : NULL;
    if (t && t->ended && str_equal(json_str(json_get(e->data, "state")), "gone"))
        drop(endpoints, t);
}

/* ---- deleted Ingresses ---- */

/* ingress_stack_apart, of the Ingress CLUSTER/NS/ingress/NAME. */
static char *stack_apart(const char *stack, const char *ingress)
{
    own_str char *cluster = xstrndup(ingress, strcspn(ingress, "/"));
    return ingress_stack_apart(cluster, stack);
}

bool trace_stack_is(const struct ingress *i, const char *stack)
{
    own_str char *together = ingress_stack(i);
    own_str char *apart = ingress_stack_apart(i->id.cluster, together);
    return strcmp(stack, together) == 0 || str_equal(stack, apart);
}

/* Without the record, from CLUSTER/NS/ingress/NAME. */
static char *stack_of_subject(const char *subject)
{
    const char *ns = strchr(subject, '/');
    const char *kind = ns ? strstr(ns, "/ingress/") : NULL;
    return kind ? xasprintf("%.*s/%s", (int)(kind - ns - 1), ns + 1, kind + strlen("/ingress/")) : NULL;
}

static void note_ended(struct trace **traces, const char *stack, const char *ingress, const struct event *e)
{
    own_str char *this = xasprintf("ended %s %s", stack, ingress);
    own_str char *apart = stack_apart(stack, ingress);
    own_str char *this_apart = apart ? xasprintf("ended %s %s", apart, ingress) : NULL;
    note(traces, this, e, false);
    if (apart)
        note(traces, this_apart, e, false);
}

/* Under both ids that the stack may have: which of them counts is the fleet's option, which may come later. */
static void note_end(struct trace **traces, const char *stack, const char *ingress, const struct event *e)
{
    own_str char *newest = xasprintf("stack %s", stack);
    own_str char *apart = stack_apart(stack, ingress);
    own_str char *newest_apart = apart ? xasprintf("stack %s", apart) : NULL;
    note(traces, newest, e, false);
    if (apart)
        note(traces, newest_apart, e, false);
    note_ended(traces, stack, ingress, e);
}

/* An Ingress that joins another group has left its old one. */
static void fold_move(struct trace **traces, const struct world *w, const struct event *e)
{
    struct world_ingress *known = NULL;
    struct ingress now = {0};
    HASH_FIND_STR(w->ingresses, e->subject, known);
    if (known && ingress_decode(&now, e->data, NULL) == 0) {
        own_str char *from = ingress_stack(&known->record);
        own_str char *to = ingress_stack(&now);
        if (strcmp(from, to) != 0)
            note_end(traces, from, e->subject, e);
    }
    ingress_release(&now);
}

static void fold_ingress(struct trace **traces, const struct world *w, const struct event *e)
{
    if (str_equal(json_str(json_get(e->data, "reason")), "absent"))
        return;
    struct world_ingress *known = NULL;
    HASH_FIND_STR(w->ingresses, e->subject, known);
    own_str char *stack = known ? ingress_stack(&known->record) : stack_of_subject(e->subject);
    if (stack)
        note_end(traces, stack, e->subject, e);
}

/* "ended ID INGRESS" of this stack, or the same under the other id that it may have. */
static bool is_end_of(const char *key, const char *stack)
{
    if (!str_starts(key, "ended "))
        return false;
    const char *colon = strchr(stack, ':');
    own_str char *this = xasprintf("ended %s ", stack);
    own_str char *together = colon ? xasprintf("ended %s %.*s/", colon + 1, (int)(colon - stack), stack) : NULL;
    if (str_starts(key, this) || (together && str_starts(key, together)))
        return true;
    const char *apart = colon ? NULL : strchr(key, ':');
    return apart && str_starts(apart + 1, this + strlen("ended "));
}

/* Settled without the Ingresses that ended: later removals have other causes. */
static void fold_settled(struct trace **traces, const struct event *e)
{
    if (!str_starts(e->subject, "loadbalancer/"))
        return;
    struct trace *t, *next;
    HASH_ITER (hh, *traces, t, next)
        if (is_end_of(t->key, e->subject + strlen("loadbalancer/")))
            drop(traces, t);
}

/* ---- the operator ---- */

/* Released, a missing Ingress counts as seen deleted: by the operator. */
static void end_absent(struct trace **traces, const struct world *w, const struct event *e)
{
    const char *slash = strchr(e->subject, '/');
    for (const struct world_ingress *i = w->ingresses; i; i = i->hh.next) {
        own_str char *stack = ingress_stack(&i->record);
        if (i->absent.us && (strcmp(e->subject, "fleet") == 0 || (slash && trace_stack_is(&i->record, slash + 1))))
            note_end(traces, stack, i->key, e);
    }
}

/* What a forgotten cluster served ends by that. */
static void end_forgotten(struct trace **traces, const struct world *w, const struct event *e)
{
    const char *cluster = json_str(json_get(e->data, "cluster"));
    for (const struct world_ingress *i = w->ingresses; i; i = i->hh.next) {
        own_str char *stack = ingress_stack(&i->record);
        if (str_equal(i->record.id.cluster, cluster))
            note_ended(traces, stack, i->key, e);
    }
}

static void fold_traffic(struct trace **traces, const struct world *w, const struct event *e)
{
    own_str char *word = xasprintf("traffic %s", json_str_or(json_get(e->data, "scope"), e->subject));
    own_str char *release = xasprintf("release %s", e->subject);
    note(traces, word, e, false);
    if (strcmp(e->type, "traffic.forget") == 0)
        end_forgotten(traces, w, e);
    if (strcmp(e->type, "traffic.release") != 0)
        return;
    note(traces, release, e, false);
    end_absent(traces, w, e);
}

void trace_fold(struct traces *t, const struct world *w, const struct event *e)
{
    if (!e->subject)
        return;
    if (str_starts(e->type, "podinfo."))
        fold_podinfo(&t->endpoints, w, e);
    else if (strcmp(e->type, "target.health") == 0)
        fold_health(&t->endpoints, e);
    else if (strcmp(e->type, "ingress.put") == 0)
        fold_move(&t->words, w, e);
    else if (strcmp(e->type, "ingress.delete") == 0)
        fold_ingress(&t->words, w, e);
    else if (strcmp(e->type, "plan.settled") == 0)
        fold_settled(&t->words, e);
    else if (str_starts(e->type, "traffic."))
        fold_traffic(&t->words, w, e);
}

void trace_release(struct traces *traces)
{
    struct trace **tables[] = {&traces->endpoints, &traces->words};
    struct trace *t, *next;
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        HASH_ITER (hh, *tables[i], t, next)
            drop(tables[i], t);
}

/* ---- looking ---- */

const struct trace *trace_endpoint(const struct traces *traces, const char *address, int port)
{
    own_str char *key = xasprintf("%s:%d", address, port);
    return find(traces->endpoints, key);
}

const struct trace *trace_deleted_stack(const struct traces *traces, const char *stack)
{
    own_str char *key = xasprintf("stack %s", stack);
    return find(traces->words, key);
}

const struct trace *trace_deleted_last(const struct traces *traces)
{
    const struct trace *last = NULL;
    for (const struct trace *t = traces->words; t; t = t->hh.next)
        if (str_starts(t->key, "stack "))
            last = t;
    return last;
}

void trace_add_ended(const struct traces *traces, const char *stack, struct strs *to)
{
    own_str char *prefix = xasprintf("ended %s ", stack);
    for (const struct trace *t = traces->words; t; t = t->hh.next)
        if (str_starts(t->key, prefix))
            strs_add(to, t->cause);
}

void trace_add_traffic(const struct traces *traces, const char *group, const char *name, struct strs *to)
{
    own_str char *by_group = xasprintf("traffic group/%s", group);
    own_str char *by_ingress = xasprintf("traffic ingress/%s", name);
    const char *keys[] = {"traffic fleet", by_group, by_ingress};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        const struct trace *t = find(traces->words, keys[i]);
        if (t)
            strs_add(to, t->cause);
    }
}

bool trace_is_released(const struct traces *traces, const char *stack, struct moment since)
{
    own_str char *group = xasprintf("release group/%s", stack);
    own_str char *ingress = xasprintf("release ingress/%s", stack);
    const char *keys[] = {"release fleet", group, ingress};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        const struct trace *t = find(traces->words, keys[i]);
        if (t && t->at.us >= since.us)
            return true;
    }
    return false;
}
