#include "shift-traffic/ramp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "shift-traffic/in_force.h"
#include "shift-traffic/send.h"
#include "shift-traffic/watching.h"

enum { LOOK_AGAIN_MS = 250, REFUSALS_MOST = 5, ANSWER_MS = 1000 /* plan-rules has answered by then */ };

struct ramp {
    const struct ramp_plan *plan;
    bool begun;
    struct traffic before; /* the operator's weights in this scope; none where he had said none */
    struct traffic now;    /* those of the last step that was sent */
    bool sent, seen;       /* one was, and was read back */
    int nth;               /* step that stands; -1: none yet */
    int64_t since_ms;      /* when it was sent */
    int64_t pause_ms;      /* when its pause began; 0: not yet */
    char *trouble;         /* it aborts because of this */
    char *waits_for;       /* said last; NULL: nothing */
    char *warned;          /* the guard's newest warning */
    int refusals;          /* in a row */
    struct err *err;
};

/* ---- what is said ---- */

static void add_weights(const struct ramp *r, struct json_out *o)
{
    const struct ramp_steps *s = &r->plan->steps;
    json_open_object(o, "weights");
    for (size_t i = 0; r->nth >= 0 && i < s->count; i++)
        json_add_int(o, s->moves[i].cluster, ramp_steps_weight(s, &s->moves[i], r->nth));
    json_close_object(o);
}

static void add_targets(const struct ramp *r, const struct view *v, struct json_out *o)
{
    json_open_object(o, "targets");
    for (size_t i = 0; v && i < r->plan->steps.count; i++) {
        struct cluster_targets t = cluster_targets(v, r->plan->steps.moves[i].cluster);
        json_open_object(o, r->plan->steps.moves[i].cluster);
        json_add_int(o, "healthy", t.healthy);
        json_add_int(o, "registered", t.registered);
        json_close_object(o);
    }
    json_close_object(o);
}

static void say(const struct ramp *r, const struct view *v, const char *what, const char *reason)
{
    own_buf line = {0};
    char time[MOMENT_TEXT];
    struct json_out o = json_out(&line);
    json_open_object(&o, NULL);
    json_add_str(&o, "time", moment_format(moment_now(), time));
    json_add_str(&o, "ramp", what);
    json_add_int(&o, "step", r->nth < 0 ? 0 : r->nth);
    json_add_int(&o, "of", ramp_steps_last(&r->plan->steps));
    add_weights(r, &o);
    add_targets(r, v, &o);
    json_add_str(&o, "reason", reason);
    json_close_object(&o);
    printf("%s\n", buf_str(&line));
    fflush(stdout);
}

/* Once for each thing that it waits for. */
static void say_waiting(struct ramp *r, const struct view *v, const char *reason)
{
    if (str_equal(r->waits_for, reason))
        return;
    str_replace(&r->waits_for, reason);
    say(r, v, "waiting", reason);
}

/* ---- weights ---- */

static void add_weight(struct traffic *t, const char *cluster, int weight)
{
    for (size_t i = 0; i < t->weights_count; i++)
        if (strcmp(t->weights[i].cluster, cluster) == 0) {
            t->weights[i].weight = weight;
            return;
        }
    ARRAY_GROW(t->weights, t->weights_count, t->weights_cap);
    t->weights[t->weights_count++] = (struct cluster_weight){xstrdup(cluster), weight};
}

static void copy_weights(struct traffic *to, const struct traffic *from)
{
    for (size_t i = 0; from && i < from->weights_count; i++)
        add_weight(to, from->weights[i].cluster, from->weights[i].weight);
}

static bool same_weights(const struct traffic *a, const struct traffic *b)
{
    if (!a || a->weights_count != b->weights_count)
        return false;
    for (size_t i = 0; i < a->weights_count; i++)
        if (strcmp(a->weights[i].cluster, b->weights[i].cluster) != 0 || a->weights[i].weight != b->weights[i].weight)
            return false;
    return true;
}

/* The scope's weights with those of this step among them: what the ramp does not name stays as it was said. */
static struct traffic weights_at(const struct ramp *r, int nth)
{
    const struct ramp_steps *s = &r->plan->steps;
    struct traffic t = {.scope = xstrdup(r->plan->scope), .user = xstrdup_or_null(r->plan->user)};
    copy_weights(&t, &r->before);
    for (size_t i = 0; i < s->count; i++)
        add_weight(&t, s->moves[i].cluster, ramp_steps_weight(s, &s->moves[i], nth));
    t.reason =
        xasprintf("ramp, step %d of %d%s%s", nth, ramp_steps_last(s), r->plan->reason ? ": " : "", r->plan->reason ? r->plan->reason : "");
    return t;
}

/* 1: not now, the journal does not answer, or somebody else has said something at this very moment. -1: it cannot be. */
static int send(struct ramp *r, const struct view *v, const struct traffic *t)
{
    struct err err = {0};
    const struct word word = {.type = "traffic.weights", .traffic = *t};
    if (send_word(&word, r->plan->at, SEND_SILENT, &err) == 0) {
        str_replace(&r->waits_for, NULL);
        r->refusals = 0;
        return 0;
    }
    if (err.kind == ERR_AGAIN || ++r->refusals < REFUSALS_MOST) {
        say_waiting(r, v, err.text);
        return 1;
    }
    *r->err = err;
    return -1;
}

/* ---- the end ---- */

static void end(struct ramp *r, struct watching *w, const struct view *v, const char *what, const char *reason)
{
    bool done = strcmp(what, "done") == 0;
    say(r, v, what, reason);
    if (reason)
        log_warn("ramp %s: %s", what, reason);
    watching_end(w, done ? EXIT_DONE : EXIT_ACT);
}

/* Back to the weights from before, as soon as the journal takes them. */
static void go_back(struct ramp *r, struct watching *w, const struct view *v)
{
    struct traffic back = {.scope = xstrdup(r->plan->scope), .user = xstrdup_or_null(r->plan->user)};
    back.reason = xasprintf("ramp aborted: %s", r->trouble);
    copy_weights(&back, &r->before);
    int bad = r->sent ? send(r, v, &back) : 0;
    if (bad < 0)
        watching_end(w, -1);
    else if (!bad)
        end(r, w, v, "aborted", r->trouble);
    traffic_release(&back);
}

static void on_interrupt(void *context, const struct view *v)
{
    struct ramp *r = context;
    say(r, v, "stopped", "interrupted: the weights of this step stay");
    log_warn("ramp stopped by a signal: %s; 'shift-traffic status' shows the weights that stay",
             r->sent ? "no further step" : "no step was done");
}

/* ---- what is seen ---- */

static char *trouble_of(const struct ramp *r, const struct view *v)
{
    const struct ramp_steps *s = &r->plan->steps;
    bool rises = false;
    char *why = NULL;
    for (size_t i = 0; i < s->count; i++)
        rises = rises || s->moves[i].to > s->moves[i].from;
    for (size_t i = 0; !why && i < r->plan->aborts_count; i++)
        for (size_t k = 0; !why && k < s->count; k++)
            if (!rises || s->moves[k].to > s->moves[k].from)
                why = abort_if_holds(&r->plan->aborts[i], v, s->moves[k].cluster);
    return why;
}

/* Somebody else has said something about it since. */
static const char *overruled(struct ramp *r, const struct view *v)
{
    const struct traffic *word = view_word(v, "weights", r->plan->scope);
    for (size_t i = 0; i < r->plan->steps.count; i++)
        if (view_drain(v, NULL, r->plan->steps.moves[i].cluster))
            return "a cluster of it is drained";
    if (!r->sent || same_weights(word, &r->now)) {
        r->seen = r->sent;
        return NULL;
    }
    return r->seen ? "somebody else has set weights, and these stay" : NULL;
}

static bool has_answer(const struct ramp *r, const struct view *v)
{
    return !r->sent || (r->seen && mono_ms() - r->since_ms >= ANSWER_MS && in_force(v, r->plan->scope));
}

/* The step is not where its pause begins. */
static bool awaits(struct ramp *r, const struct view *v)
{
    if (!r->plan->wait || r->pause_ms || has_answer(r, v)) {
        r->pause_ms = r->pause_ms ? r->pause_ms : mono_ms();
        return false;
    }
    say_waiting(r, v, "the weights are not in force yet");
    if (r->plan->timeout_ms && mono_ms() - r->since_ms > r->plan->timeout_ms)
        r->trouble = xasprintf("step %d was not in force in time", r->nth);
    return true;
}

/* ---- steps ---- */

/* Too few are healthy to take the step: it waits, or only says so. */
static bool guard_stops(struct ramp *r, const struct view *v, const struct traffic *next)
{
    enum guard guard = guard_of(r->plan->guard, &v->fleet);
    const struct view_change change = {.scope = next->scope, .weights = next->weights, .weights_count = next->weights_count};
    own_str char *objection = guard == GUARD_OFF ? NULL : guard_objection(v, &change);
    if (objection && guard == GUARD_WAIT) {
        say_waiting(r, v, objection);
        return true;
    }
    if (objection && !str_equal(objection, r->warned)) {
        log_warn("%s", objection);
        say(r, v, "warning", objection);
        str_replace(&r->warned, objection);
    }
    return false;
}

static void step(struct ramp *r, struct watching *w, const struct view *v)
{
    struct traffic next = weights_at(r, r->nth + 1);
    int bad = guard_stops(r, v, &next) ? 1 : send(r, v, &next);
    if (bad) {
        traffic_release(&next);
        if (bad < 0)
            watching_end(w, -1);
        return;
    }
    traffic_release(&r->now);
    r->now = next;
    r->sent = true;
    r->seen = false;
    r->nth++;
    r->since_ms = mono_ms();
    r->pause_ms = 0;
    say(r, v, "step", NULL);
}

static bool is_at_start(const struct ramp *r, const struct view *v)
{
    struct traffic start = weights_at(r, 0);
    bool same = same_weights(view_word(v, "weights", r->plan->scope), &start);
    traffic_release(&start);
    return same;
}

static int begin(struct ramp *r, const struct view *v)
{
    const struct ramp_steps *s = &r->plan->steps;
    if (!v->fleet.name)
        return err_set(r->err, ERR_CONFIG, "no fleet is configured yet: start plan-rules with --fleet FILE");
    for (size_t i = 0; i < s->count; i++) {
        if (fleet_index(&v->fleet, s->moves[i].cluster) < 0)
            return err_set(r->err, ERR_CONFIG, "cluster '%s' is no member of fleet '%s'", s->moves[i].cluster, v->fleet.name);
        if (view_drain(v, NULL, s->moves[i].cluster))
            return err_set(r->err, ERR_CONFIG, "%s is drained: 'shift-traffic resume %s' first", s->moves[i].cluster, s->moves[i].cluster);
    }
    copy_weights(&r->before, view_word(v, "weights", r->plan->scope));
    r->begun = true;
    if (is_at_start(r, v)) {
        r->nth = 0;
        r->pause_ms = mono_ms() - s->every_ms; /* it stands there already */
    }
    say(r, v, "begun", NULL);
    return 0;
}

/* With conditions the last step is watched as long as the others. */
static bool pause_is_over(const struct ramp *r)
{
    bool last = r->nth == ramp_steps_last(&r->plan->steps);
    return r->nth < 0 || (last && !r->plan->aborts_count) || mono_ms() - r->pause_ms >= r->plan->steps.every_ms;
}

static void go_on(struct ramp *r, struct watching *w, const struct view *v)
{
    if (r->nth >= 0 && awaits(r, v))
        return;
    if (!pause_is_over(r))
        return;
    if (r->nth == ramp_steps_last(&r->plan->steps))
        end(r, w, v, "done", NULL);
    else
        step(r, w, v);
}

static void look(void *context, struct watching *w, const struct view *v)
{
    struct ramp *r = context;
    if (!r->begun && begin(r, v)) {
        watching_end(w, -1);
        return;
    }
    const char *other = r->trouble ? NULL : overruled(r, v);
    if (other) {
        end(r, w, v, "stopped", other);
        return;
    }
    if (!r->trouble)
        r->trouble = trouble_of(r, v);
    if (!r->trouble)
        go_on(r, w, v);
    if (r->trouble)
        go_back(r, w, v);
}

int ramp_run(const struct ramp_plan *plan, struct err *err)
{
    struct ramp r = {.plan = plan, .nth = -1, .err = err};
    int code = watching_run(
        &(struct watching_plan){
            .at = plan->at,
            .follow = true,
            .again_ms = LOOK_AGAIN_MS,
            .look = look,
            .interrupt = on_interrupt,
            .context = &r,
        },
        err);
    traffic_release(&r.before);
    traffic_release(&r.now);
    free(r.trouble);
    free(r.waits_for);
    free(r.warned);
    return code;
}
