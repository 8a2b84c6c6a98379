/* The guard before a word is said: looks at the journal, warns or waits. */
#include "shift-traffic/guard.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "shift-traffic/watching.h"

enum { LOOK_AGAIN_MS = 500 };

struct passing {
    const struct guard_pass *plan;
    enum guard guard;
    char *said; /* the newest objection */
};

/* ---- is it asked for ---- */

static void look_at_fleet(void *context, struct watching *w, const struct view *v)
{
    struct passing *p = context;
    p->guard = guard_of(p->plan->said, &v->fleet);
    watching_end(w, EXIT_DONE);
}

static int by_file(struct passing *p, struct err *err)
{
    struct fleet fleet = {0};
    if (fleet_load(&fleet, p->plan->fleet_file, err))
        return -1;
    p->guard = guard_of(p->plan->said, &fleet);
    fleet_release(&fleet);
    return 0;
}

static int find_guard(struct passing *p, struct err *err)
{
    static const char *const types[] = {"fleet.configured", NULL};
    p->guard = p->plan->said;
    if (p->guard != GUARD_UNSAID)
        return 0;
    if (p->plan->fleet_file)
        return by_file(p, err);
    return watching_run(&(struct watching_plan){.at = p->plan->at, .types = types, .look = look_at_fleet, .context = p}, err) < 0 ? -1 : 0;
}

/* ---- look ---- */

static void look(void *context, struct watching *w, const struct view *v)
{
    struct passing *p = context;
    char *objection = guard_objection(v, &p->plan->change);
    if (!objection) {
        watching_end(w, EXIT_DONE);
    } else if (p->guard == GUARD_WARN) {
        log_warn("%s", objection);
        watching_end(w, EXIT_DONE);
    } else if (!str_equal(objection, p->said)) {
        log_info("waiting: %s", objection);
    }
    free(p->said);
    p->said = objection;
}

static void give_up(void *context, const struct view *v)
{
    const struct passing *p = context;
    (void)v;
    log_warn("nothing was changed: %s", p->said ? p->said : "the journal was not read yet");
}

int guard_passes(const struct guard_pass *plan, struct err *err)
{
    struct passing p = {.plan = plan};
    if (find_guard(&p, err))
        return -1;
    if (p.guard == GUARD_OFF || p.guard == GUARD_UNSAID)
        return EXIT_DONE;
    int code = watching_run(
        &(struct watching_plan){
            .at = plan->at,
            .follow = p.guard == GUARD_WAIT,
            .again_ms = p.guard == GUARD_WAIT ? LOOK_AGAIN_MS : 0,
            .timeout_ms = plan->timeout_ms,
            .look = look,
            .timeout = give_up,
            .interrupt = give_up,
            .context = &p,
        },
        err);
    free(p.said);
    return code;
}
