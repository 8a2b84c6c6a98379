/* From the picture to what the cluster has not been told yet. */
#include "report-k8s/picture_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/fleet.h"

/* Whom a note is about. */
struct about {
    const char *kind, *namespace, *name, *uid;
};

static struct picture_said *said(const struct picture *p, const struct note *n)
{
    struct picture_said *s = NULL;
    HASH_FIND_STR(p->said, n->key, s);
    return s && (!s->uid || !n->report.uid || strcmp(s->uid, n->report.uid) == 0) ? s : NULL;
}

void note_release(struct note *n)
{
    report_release(&n->report);
    free(n->key);
    free(n->cause);
    free(n->before);
    *n = (struct note){0};
}

/* Unless that was told last. */
static void add(const struct picture *p, struct notes *to, const struct about *about, const char *what, const char *value,
                const char *cause)
{
    struct note n = {.report = {.cluster = xstrdup(p->cluster), .kind = xstrdup(about->kind), .namespace = xstrdup(about->namespace)}};
    n.report.name = xstrdup(about->name);
    n.report.uid = xstrdup_or_null(about->uid);
    n.report.what = xstrdup(what);
    n.report.value = xstrdup(value);
    n.key = report_subject(&n.report);
    const struct picture_said *told = said(p, &n);
    n.before = told && !told->over ? xstrdup(told->value) : NULL;
    n.times = told && strcmp(told->value, value) == 0 ? told->times + 1 : 1;
    n.cause = xstrdup_or_null(cause);
    if (str_equal(n.before, value) || (!n.before && !*value)) {
        note_release(&n);
        return;
    }
    ARRAY_GROW(to->items, to->count, to->cap);
    to->items[to->count++] = n;
}

/* ---- Ingresses ---- */

/* A stack of this cluster alone: of an Ingress without a group, where each cluster has its own. */
static bool is_apart(const struct picture *p, const char *stack)
{
    return p->apart && strchr(stack, '/');
}

/* What is of this cluster alone is tagged with its name, all else with the fleet's. */
static bool owner_is(const struct picture *p, const struct picture_thing *t, const char *stack)
{
    if (!p->fleet || !t->owner)
        return true;
    own_str char *own = is_apart(p, stack) ? fleet_identity(p->fleet, p->cluster) : xstrdup(p->fleet);
    return strcmp(t->owner, own) == 0;
}

static const struct picture_thing *balancer_of(const struct picture *p, const char *stack, bool front)
{
    for (const struct picture_thing *t = p->things; t; t = t->hh.next)
        if (t->dns && t->front == front && str_equal(t->stack, stack) && owner_is(p, t, stack))
            return t;
    return NULL;
}

/* The host names, with a space between: of the load balancer, if there is one, and of the network one in front of it. */
static char *hosts_of(const struct picture *p, const struct picture_thing *balancer, const char *stack)
{
    const struct picture_thing *front = balancer ? balancer_of(p, stack, true) : NULL;
    if (!balancer)
        return xstrdup("");
    return front ? xasprintf("%s %s", balancer->dns, front->dns) : xstrdup(balancer->dns);
}

static const struct picture_unit *unit_of(const struct picture *p, const char *kind, const char *name)
{
    own_str char *key = xasprintf("%s/%s", kind, name);
    struct picture_unit *u = NULL;
    HASH_FIND_STR(p->units, key, u);
    return u;
}

/* As plan-rules calls it. */
static char *stack_id(const struct picture *p, const char *stack)
{
    return is_apart(p, stack) ? ingress_stack_apart(p->cluster, stack) : xstrdup(stack);
}

static bool settled(const struct picture *p, const char *kind, const char *stack)
{
    own_str char *id = stack_id(p, stack);
    const struct picture_unit *u = unit_of(p, kind, id);
    return u && u->settled;
}

/* What is held names a stack, a target group, or tells the target groups that it concerns. */
static bool tells_of_group(const struct picture_problem *b, const char *name)
{
    const char *unit = strchr(b->key, '/');
    return name && ((unit && strcmp(unit + 1, name) == 0) || strs_has(&b->groups, name));
}

static bool concerns(const struct picture *p, const struct picture_problem *b, const char *stack)
{
    const char *unit = strchr(b->key, '/');
    if (unit && strcmp(unit + 1, stack) == 0)
        return true;
    for (const struct picture_thing *t = p->things; t; t = t->hh.next)
        if (str_equal(t->stack, stack) && tells_of_group(b, t->name))
            return true;
    return false;
}

static bool is_held(const struct picture_problem *b)
{
    return str_starts(b->key, "held ");
}

static void add_held(const struct picture *p, struct notes *to, const char *stack, const struct about *about)
{
    for (const struct picture_problem *b = p->problems; b; b = b->hh.next)
        if (is_held(b) && concerns(p, b, stack)) {
            add(p, to, about, "event/held", b->reason, b->cause);
            return; /* one at a time */
        }
}

static const struct picture_problem *problem_of(const struct picture *p, const char *what, const char *whose)
{
    own_str char *key = xasprintf("%s %s", what, whose);
    struct picture_problem *b = NULL;
    HASH_FIND_STR(p->problems, key, b);
    return b;
}

static void add_rejected(const struct picture *p, struct notes *to, const char *subject, const struct about *about)
{
    const struct picture_problem *b = problem_of(p, "rejected", subject);
    if (b)
        add(p, to, about, "event/rejected", b->reason, b->cause);
}

static void add_ingress(const struct picture *p, struct notes *to, const struct picture_ingress *i)
{
    const struct about about = {"Ingress", i->namespace, i->name, i->uid};
    const struct picture_thing *balancer = balancer_of(p, i->stack, false);
    own_str char *hosts = hosts_of(p, balancer, i->stack);
    own_str char *subject = xasprintf("%s/%s/ingress/%s", p->cluster, i->namespace, i->name);
    own_str char *stack = stack_id(p, i->stack);
    add(p, to, &about, "status", hosts, balancer ? balancer->cause : NULL);
    add_rejected(p, to, subject, &about);
    add_held(p, to, stack, &about);
}

/* ---- TargetGroupBindings ---- */

/* Its targets, or what must let the load balancer in to them. */
static const struct picture_problem *held_for(const struct picture *p, const char *group)
{
    const struct picture_problem *b = p->problems;
    while (b && !(is_held(b) && tells_of_group(b, group)))
        b = b->hh.next;
    return b;
}

static const struct picture_problem *held_targets(const struct picture *p, const char *group)
{
    own_str char *unit = xasprintf("targets/%s", group);
    return problem_of(p, "held", unit);
}

/* plan-rules has folded all up to there, and has nothing left to do for the targets of that group. */
static bool targets_are_done(const struct picture *p, const char *group, uint64_t sequence)
{
    const struct picture_unit *u = group ? unit_of(p, "targets", group) : NULL;
    return group && p->seen >= sequence && !(u && u->open) && !held_targets(p, group);
}

static bool reconciled(const struct picture *p, const struct picture_binding *b)
{
    return targets_are_done(p, b->group, b->sequence) && !problem_of(p, "rejected", b->key);
}

static void add_binding(const struct picture *p, struct notes *to, const struct picture_binding *b)
{
    const struct object_name *id = &b->record.id;
    const struct about about = {"TargetGroupBinding", id->namespace, id->name, id->uid};
    const struct picture_problem *held = b->group ? held_for(p, b->group) : NULL;
    own_str char *generation = xasprintf("%lld", (long long)b->record.generation);
    if (b->record.generation && reconciled(p, b))
        add(p, to, &about, "status", generation, NULL);
    add_rejected(p, to, b->key, &about);
    if (held)
        add(p, to, &about, "event/held", held->reason, held->cause);
}

/* ---- finalizers ---- */

/* Its load balancers are planned by us, and are as they are wanted; or it is on its way out, and AWS has none any more. */
static bool ingress_is_ours(const struct picture *p, const struct finalizers *f)
{
    if (!f->stack)
        return false;
    if (!balancer_of(p, f->stack, false))
        return f->deleting && p->aws_known;
    return settled(p, "loadbalancer", f->stack) && (!balancer_of(p, f->stack, true) || settled(p, "frontend", f->stack));
}

/* One that the controller made goes with the stack of its group; of one that a person wrote the targets are ours, or nobody's. */
static bool binding_is_ours(const struct picture *p, const struct picture_finalizers *f)
{
    struct picture_binding *b = NULL;
    struct picture_thing *t = NULL;
    if (f->record.generated) {
        if (f->record.target_group)
            HASH_FIND_STR(p->things, f->record.target_group, t);
        return t && t->stack && owner_is(p, t, t->stack) && settled(p, "loadbalancer", t->stack);
    }
    if (!f->record.deleting) {
        HASH_FIND_STR(p->bindings, f->key, b);
        return b && reconciled(p, b);
    }
    own_str char *group = f->record.target_group ? picture_group_name(f->record.target_group) : NULL;
    return targets_are_done(p, group, f->sequence);
}

/* A word of the list that was told last. */
static bool among(const char *list, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = list; (at = strstr(at, word)); at += len)
        if ((at == list || at[-1] == ' ') && (!at[len] || at[len] == ' '))
            return true;
    return false;
}

/* Each is taken away once: who puts it back is still at work there. */
static bool is_news(const struct picture *p, const struct finalizers *f)
{
    own_str char *subject = finalizers_subject(f);
    own_str char *key = xasprintf("%s/finalizers", subject);
    struct picture_said *s = NULL;
    HASH_FIND_STR(p->said, key, s);
    bool told = s && (!s->uid || !f->id.uid || strcmp(s->uid, f->id.uid) == 0);
    for (size_t i = 0; i < f->all.count; i++)
        if (finalizer_is_known(f->all.items[i]) && !(told && among(s->value, f->all.items[i])))
            return true;
    return false;
}

static void add_finalizers(const struct picture *p, struct notes *to, const struct picture_finalizers *f)
{
    const struct object_name *id = &f->record.id;
    const struct about about = {f->record.kind, id->namespace, id->name, id->uid};
    bool ingress = strcmp(f->record.kind, "Ingress") == 0;
    own_buf list = {0};
    if (!str_equal(p->fleet, p->cluster) || !is_news(p, &f->record))
        return;
    if (!(ingress ? ingress_is_ours(p, &f->record) : binding_is_ours(p, f)))
        return;
    for (size_t i = 0; i < f->record.all.count; i++)
        buf_addf(&list, "%s%s", i ? " " : "", f->record.all.items[i]);
    add(p, to, &about, "finalizers", buf_str(&list), NULL);
}

/* ---- pods ---- */

/* The health that counts for a gate: of the group that it names, else the best of all, as a pod that serves behind one group
 * must not become unready because another one begins with it. One that leaves counts only where there is no other. NULL: not a target. */
static const struct picture_health *health_for(const struct picture *p, const struct picture_pod *pod, const char *gate)
{
    const struct picture_health *best = NULL;
    struct picture_target *t = NULL;
    HASH_FIND_STR(p->targets, pod->target, t);
    for (const struct picture_health *h = t ? t->health : NULL; h; h = h->next) {
        if (strcmp(h->group, gate + strlen(GATE_PREFIX)) == 0 && !health_is_leaving(h))
            return h;
        if (!best || health_is_leaving(best) || strcmp(h->state, "healthy") == 0)
            best = h;
    }
    return best;
}

/* What a gate is to say; NULL: what it says. free with free(). */
static char *gate_value(const struct picture *p, const struct picture_pod *pod, const char *gate, const char **cause)
{
    const struct picture_health *h = health_for(p, pod, gate);
    bool open = pod_gate_is_open(p, pod, gate);
    *cause = h ? h->cause : NULL;
    if (pod->gone)
        return xstrdup("True");
    if ((!h || health_is_leaving(h)) && pod_is_drained(p, pod, cause))
        return open ? NULL : xstrdup("True " GATE_DRAINED);
    if (!h || (open && strcmp(h->state, "initial") == 0)) /* health checks have not said anything yet */
        return NULL;
    return strcmp(h->state, "healthy") == 0 ? xstrdup("True") : xasprintf("False %s", h->reason ? h->reason : h->state);
}

static void add_pod(const struct picture *p, struct notes *to, const struct picture_pod *pod)
{
    const struct about about = {"Pod", pod->namespace, pod->name, pod->uid};
    for (size_t i = 0; i < pod->gates.count; i++) {
        const char *cause;
        own_str char *what = xasprintf("condition/%s", pod->gates.items[i]);
        own_str char *value = gate_value(p, pod, pod->gates.items[i], &cause);
        if (value)
            add(p, to, &about, what, value, cause);
    }
}

/* ---- all ---- */

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct note *)a)->key, ((const struct note *)b)->key);
}

/* A pod behind several ports has a note from each: the same one. */
static void drop_twins(struct notes *n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n->count; i++) {
        if (kept && strcmp(n->items[kept - 1].key, n->items[i].key) == 0)
            note_release(&n->items[i]);
        else
            n->items[kept++] = n->items[i];
    }
    n->count = kept;
}

void picture_notes(const struct picture *p, struct notes *to)
{
    for (const struct picture_ingress *i = p->ingresses; i; i = i->hh.next)
        add_ingress(p, to, i);
    for (const struct picture_binding *b = p->bindings; b; b = b->hh.next)
        add_binding(p, to, b);
    for (const struct picture_finalizers *f = p->finalizers; f; f = f->hh.next)
        add_finalizers(p, to, f);
    for (const struct picture_pod *pod = p->pods; pod; pod = pod->hh.next)
        add_pod(p, to, pod);
    if (to->count)
        qsort(to->items, to->count, sizeof *to->items, by_key);
    drop_twins(to);
}

void notes_release(struct notes *n)
{
    for (size_t i = 0; i < n->count; i++)
        note_release(&n->items[i]);
    free(n->items);
    *n = (struct notes){0};
}
