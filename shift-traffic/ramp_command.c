#include "shift-traffic/ramp_command.h"

#include <stdlib.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "shift-traffic/ramp.h"

static int check(const struct ramp_asked *a, struct err *err)
{
    if (!a->at->endpoint)
        return err_set(err, ERR_CONFIG, "'ramp' needs --journal ENDPOINT: it goes on by what is seen there");
    if (a->asked->force)
        return err_set(err, ERR_CONFIG, "--force has no meaning for 'ramp'");
    return 0;
}

static int parse_aborts(struct abort_if *aborts, const struct ramp_asked *a, struct err *err)
{
    for (size_t i = 0; i < a->aborts_count; i++)
        if (abort_if_parse(&aborts[i], a->aborts[i], err))
            return -1;
    return 0;
}

static int run(struct ramp_plan *plan, const struct ramp_asked *a, struct abort_if *aborts, struct err *err)
{
    struct traffic scope = {0};
    own_str char *user = word_user();
    if (ramp_steps_parse(&plan->steps, a->asked->operands + 1, a->asked->operands_count - 1, err) || parse_aborts(aborts, a, err) ||
        word_scope(&scope, a->asked, err))
        return -1;
    plan->user = user;
    plan->scope = scope.scope;
    plan->aborts = aborts;
    int code = ramp_run(plan, err);
    traffic_release(&scope);
    return code;
}

int ramp_command(const struct ramp_asked *a, struct err *err)
{
    struct ramp_plan plan = {
        .at = a->at,
        .reason = a->asked->reason,
        .aborts_count = a->aborts_count,
        .guard = a->guard,
        .wait = a->wait,
        .timeout_ms = a->timeout_ms,
    };
    if (check(a, err))
        return -1;
    struct abort_if *aborts = xcalloc(a->aborts_count + 1, sizeof *aborts);
    int code = run(&plan, a, aborts, err);
    ramp_steps_release(&plan.steps);
    free(aborts);
    return code;
}
