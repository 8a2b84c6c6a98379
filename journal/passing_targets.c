/* Which targets wait to leave: their endpoint is gone, or a batch takes them out, and AWS has not been told yet. */

/* system */
#include <stdlib.h>
#include <string.h>

#include <uthash.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "journal/figures.h"
#include "journal/passing_parts.h"

/* ADDRESS:PORT, as many clusters and Services may have it. */
struct target {
    char *name;
    unsigned endpoints;
    struct moment gone; /* since it has none; zero: it never had one, or has one */
    struct moment put;  /* the newest word that it is there */
    UT_hash_handle hh;
};

/* An endpoint that is there, by the subject of its podinfo. */
struct endpoint {
    char *subject;
    UT_hash_handle hh;
};

/* GROUP/ADDRESS:PORT that is registered. */
struct seat {
    char *name;
    struct moment leaving; /* since a batch takes it out; zero: none does */
    UT_hash_handle hh;
};

struct targets {
    struct target *targets;
    struct endpoint *endpoints;
    struct seat *seats;
};

static void *make(void)
{
    return xcalloc(1, sizeof(struct targets));
}

/* ---- endpoints ---- */

static struct target *target_get(struct targets *s, const char *name)
{
    struct target *t;
    HASH_FIND_STR(s->targets, name, t);
    if (t)
        return t;
    t = xcalloc(1, sizeof *t);
    t->name = xstrdup(name);
    HASH_ADD_KEYPTR(hh, s->targets, t->name, strlen(t->name), t);
    return t;
}

static void take_put(struct targets *s, struct endpoint *known, const struct record *r, struct target *t)
{
    t->put = r->recorded;
    if (known)
        return;
    known = xcalloc(1, sizeof *known);
    known->subject = xstrdup(r->subject);
    HASH_ADD_KEYPTR(hh, s->endpoints, known->subject, strlen(known->subject), known);
    t->endpoints++;
    t->gone = (struct moment){0};
}

static void take_delete(struct targets *s, struct endpoint *known, struct moment now, struct target *t)
{
    if (!known)
        return;
    HASH_DEL(s->endpoints, known);
    free(known->subject);
    free(known);
    if (--t->endpoints == 0)
        t->gone = now;
}

/* Subject CLUSTER/NS/SERVICE:PORT/ADDRESS:TARGETPORT. */
static void take_podinfo(struct targets *s, const struct record *r)
{
    const char *name = r->subject ? strrchr(r->subject, '/') : NULL;
    struct endpoint *known;
    if (!name)
        return;
    HASH_FIND_STR(s->endpoints, r->subject, known);
    struct target *t = target_get(s, name + 1);
    if (strcmp(r->type, "podinfo.put") == 0)
        take_put(s, known, r, t);
    else
        take_delete(s, known, r->recorded, t);
}

/* ---- seats ---- */

static void seat_take(struct targets *s, const char *name)
{
    struct seat *seat;
    HASH_FIND_STR(s->seats, name, seat);
    if (seat)
        seat->leaving = (struct moment){0};
    if (seat)
        return;
    seat = xcalloc(1, sizeof *seat);
    seat->name = xstrdup(name);
    HASH_ADD_KEYPTR(hh, s->seats, seat->name, strlen(seat->name), seat);
}

/* AWS says that it is there, which does not undo that it is to leave. */
static void seat_seen(struct targets *s, const char *name)
{
    struct seat *seat;
    HASH_FIND_STR(s->seats, name, seat);
    if (!seat)
        seat_take(s, name);
}

static void seat_leave(struct targets *s, const char *name)
{
    struct seat *seat;
    HASH_FIND_STR(s->seats, name, seat);
    if (!seat)
        return;
    HASH_DEL(s->seats, seat);
    free(seat->name);
    free(seat);
}

static void take_health(struct targets *s, struct passed *p)
{
    static const char *const out[] = {"draining", "gone", "unused"};
    const char *state = json_str_or(json_get(passed_data(p), "state"), "gone");
    bool leaves = false;
    for (size_t i = 0; i < COUNT_OF(out); i++)
        leaves |= strcmp(state, out[i]) == 0;
    if (leaves)
        seat_leave(s, p->record->subject);
    else
        seat_seen(s, p->record->subject);
}

typedef void seat_fn(struct targets *s, const char *name, struct moment now);

static void seat_registered(struct targets *s, const char *name, struct moment now)
{
    (void)now;
    seat_take(s, name);
}

static void seat_deregistered(struct targets *s, const char *name, struct moment now)
{
    (void)now;
    seat_leave(s, name);
}

static void seat_planned_out(struct targets *s, const char *name, struct moment now)
{
    struct seat *seat;
    HASH_FIND_STR(s->seats, name, seat);
    if (seat && !seat->leaving.us)
        seat->leaving = now;
}

static void each_seat(struct targets *s, struct passed *p, const struct json *call, seat_fn *fn)
{
    const char *group = passed_subject(p, "targets/");
    json_each (target, json_path(call, "parameters", "Targets", NULL)) {
        own_str char *name = xasprintf("%s/%s:%lld", group ? group : "", json_str_or(json_get(target, "Id"), ""),
                                       (long long)json_int_or(json_get(target, "Port"), 0));
        fn(s, name, p->record->recorded);
    }
}

static void take_call(struct targets *s, struct passed *p)
{
    const struct json *call = passed_data(p);
    const char *action = json_str_or(json_get(call, "action"), "");
    if (strcmp(action, "RegisterTargets") == 0)
        each_seat(s, p, call, seat_registered);
    else if (strcmp(action, "DeregisterTargets") == 0)
        each_seat(s, p, call, seat_deregistered);
}

static void take_batch(struct targets *s, struct passed *p)
{
    json_each (call, json_get(passed_data(p), "calls"))
        if (str_equal(json_str(json_get(call, "action")), "DeregisterTargets"))
            each_seat(s, p, call, seat_planned_out);
}

static void take(void *state, struct passed *p)
{
    const char *type = p->record->type;
    if (str_starts(type, "podinfo."))
        take_podinfo(state, p->record);
    else if (p->record->subject && strcmp(type, "target.health") == 0)
        take_health(state, p);
    else if (strcmp(type, "call.done") == 0 && passed_subject(p, "targets/"))
        take_call(state, p);
    else if (strcmp(type, "plan.batch") == 0 && passed_subject(p, "targets/"))
        take_batch(state, p);
}

/* ---- the page ---- */

/* Since when a seat waits to be left; zero: it does not. */
static struct moment waits_since(const struct targets *s, const struct seat *seat)
{
    const char *name = strchr(seat->name, '/');
    struct target *t = NULL;
    if (name)
        HASH_FIND_STR(s->targets, name + 1, t);
    if (t && t->gone.us && (!seat->leaving.us || t->gone.us < seat->leaving.us))
        return t->gone;
    bool back = t && t->endpoints && t->put.us > seat->leaving.us; /* the batch was given up */
    return back ? (struct moment){0} : seat->leaving;
}

static void page(const void *state, struct moment now, struct buf *to)
{
    const struct targets *s = state;
    unsigned waiting = 0;
    double oldest = 0;
    for (const struct seat *seat = s->seats; seat; seat = seat->hh.next) {
        struct moment since = waits_since(s, seat);
        waiting += since.us != 0;
        if (since.us && passing_seconds(since, now) > oldest)
            oldest = passing_seconds(since, now);
    }
    figure_alone(to, "headgate_deregistrations_waiting", "gauge Targets whose endpoint is gone, and that AWS still has.", waiting);
    figure_alone(to, "headgate_deregistration_oldest_seconds", "gauge For how long the oldest of them waits.", oldest);
}

static void drop(void *state)
{
    struct targets *s = state;
    struct target *t, *t_next;
    struct endpoint *e, *e_next;
    HASH_ITER (hh, s->targets, t, t_next) {
        HASH_DEL(s->targets, t);
        free(t->name);
        free(t);
    }
    HASH_ITER (hh, s->endpoints, e, e_next) {
        HASH_DEL(s->endpoints, e);
        free(e->subject);
        free(e);
    }
    while (s->seats)
        seat_leave(s, s->seats->name);
    free(s);
}

const struct passing_part passing_targets = {make, take, page, drop};
