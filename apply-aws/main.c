/* apply-aws - makes the calls of plan-rules' batches, and says what AWS holds
 *
 * READS   plan.batch and aws.wanted (of plan-rules only), fleet.configured, and its own aws.observed, aws.gone, target.health,
 *         aws.synced, call.done, batch.done
 * WRITES  call.done, call.failed: one for each call, with AWS's request id
 *         aws.observed, aws.gone, target.health: the new whole value of all that a call or a reading changed
 *         batch.done: outcome done, failed or interrupted
 *         aws.synced: a whole reading ended
 *         for each aws.wanted: aws.observed of what was found, then the answer (with --journal; a pipe does not ask)
 * STATE   what AWS holds, by its own events; the batches without a batch.done. Nothing on disk: all of it is
 *         folded from the journal, and a restart with no batch under way reads nothing of AWS but target health.
 *         A batch that was under way at a crash is never resumed: what it touches is read, and it ends as
 *         interrupted, so that plan-rules decides anew.
 * OPTIONS --check           asks and changes nothing: who we are and by which link of the credential chain, which
 *                           reading operations work, the VPC, its subnets, quotas and their use (also of the fullest of our load
 *                           balancers and security groups; WARN above 80 %), a line each
 *         --observe         reads what AWS holds for the fleet, writes it as events and ends; with certificates, web ACLs and
 *                           trust stores, which a daemon is asked for
 *         --dry-run         calls nothing: each batch goes on as it came, each call is said on stderr
 *         --read-only       refuses every call that would change something
 *         --fleet FILE      without it the fleet comes as fleet.configured
 *         --region REGION, --endpoint-url URL   instead of the fleet's Region and its own names; with neither a fleet nor
 *                           AWS_REGION nor a profile's, a pipe asks EC2's instance metadata for the Region
 *         --budget RATE[:BURST], --call-time TIME, --health-every TIME, --sweep-every TIME
 *         --journal ENDPOINT; at tcp:// with --journal-key FILE and --journal-server-key FILE
 * EXIT    0 done; 100 a person must act (no credentials, a bad option); 111 a call failed in a pipe, or AWS
 *         could not be read
 * EXAMPLE build-podinfo --fleet fleet.yaml <(apply-aws --observe --fleet fleet.yaml) events | plan-rules | apply-aws
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/aws/credentials.h"

#include "apply-aws/answer.h"
#include "apply-aws/apply.h"
#include "apply-aws/budget.h"
#include "apply-aws/health.h"
#include "apply-aws/observe.h"
#include "apply-aws/provision.h"
#include "apply-aws/run.h"
#include "apply-aws/survey.h"
#include "apply-aws/sweep.h"

enum { AGAIN_MS = 10000, DEFAULT_RATE = 10, DEFAULT_BURST = 40 };

enum {
    OPT_ENDPOINT = 0x100,
    OPT_REGION,
    OPT_FLEET,
    OPT_OBSERVE,
    OPT_CHECK,
    OPT_DRY_RUN,
    OPT_READ_ONLY,
    OPT_HEALTH,
    OPT_SWEEP,
    OPT_BUDGET,
    OPT_CALL_TIME
};

static const struct argp_option options[] = {
    {"endpoint-url", OPT_ENDPOINT, "URL", 0, "Where every service is reached, instead of AWS_ENDPOINT_URL or the Region's own name", 0},
    {"region", OPT_REGION, "REGION", 0, "Instead of the fleet's Region", 0},
    {"fleet", OPT_FLEET, "FILE", 0, "The fleet's file; without it the fleet comes as fleet.configured", 0},
    {"observe", OPT_OBSERVE, 0, 0, "Read what AWS holds for the fleet, write it as events and end", 0},
    {"check", OPT_CHECK, 0, 0, "Say who we are, what we may read, what subnets and quotas there are, and end", 0},
    {"dry-run", OPT_DRY_RUN, 0, 0, "Call nothing: each batch goes on as it came, and each call is said on stderr", 0},
    {"read-only", OPT_READ_ONLY, 0, 0, "Refuse every call that would change something", 0},
    {"health-every", OPT_HEALTH, "TIME", 0, "How often target health is read with --journal while all is quiet (5s; 0: never)", 0},
    {"sweep-every", OPT_SWEEP, "TIME", 0, "How often at most one thing is read again with --journal to find drift (10s; 0: never)", 0},
    {"call-time", OPT_CALL_TIME, "TIME", 0, "How long one call may take with all its attempts (60s)", 0},
    {"budget", OPT_BUDGET, "RATE[:BURST]", 0,
     "At most so many ELBv2 calls a second, and so many at once, instead of the fleet's (10:40; 0: no limit)", 0},
    {0},
};

/* ---- options ---- */

static int parse_budget(struct settings *s, const char *text, struct err *err)
{
    char *end;
    long rate = strtol(text, &end, 10), burst = rate;
    if (end != text && *end == ':')
        burst = strtol(end + 1, &end, 10);
    if (end == text || *end || rate < 0 || burst < 0 || rate > 10000 || burst > 10000 || (rate > 0 && burst == 0))
        return err_set(err, ERR_CONFIG, "--budget '%s' is not of the form RATE[:BURST], like 10:40", text);
    s->budget_given = true;
    s->rate = (int)rate;
    s->burst = (int)burst;
    return 0;
}

static int take_option(void *state, int key, const char *arg, struct err *err)
{
    struct settings *s = &((struct apply *)state)->settings;
    switch (key) {
    case OPT_ENDPOINT:
        str_replace(&s->endpoint_url, arg);
        break;
    case OPT_REGION:
        str_replace(&s->region, arg);
        break;
    case OPT_FLEET:
        str_replace(&s->fleet_file, arg);
        break;
    case OPT_OBSERVE:
        s->observe = true;
        break;
    case OPT_CHECK:
        s->check = true;
        break;
    case OPT_DRY_RUN:
        s->dry_run = true;
        break;
    case OPT_READ_ONLY:
        s->read_only = true;
        break;
    case OPT_HEALTH:
        return duration_parse(&s->health_every_ms, arg, err);
    case OPT_SWEEP:
        return duration_parse(&s->sweep_every_ms, arg, err);
    case OPT_CALL_TIME:
        return duration_parse(&s->call_ms, arg, err);
    case OPT_BUDGET:
        return parse_budget(s, arg, err);
    }
    return 0;
}

static int open_apply(void *state, struct stage *s, struct err *err)
{
    struct apply *a = state;
    a->stage = s;
    const char *alone = a->settings.check ? "check" : a->settings.observe ? "observe" : NULL;
    if (!stage_in_pipe(s) && (a->settings.dry_run || alone))
        return err_set(err, ERR_CONFIG, "--%s does not go with --journal", alone ? alone : "dry-run");
    if (alone && !a->settings.fleet_file)
        return err_set(err, ERR_CONFIG, "--%s needs --fleet FILE: which VPC is to be read?", alone);
    if (a->settings.fleet_file &&
        (fleet_load(&a->fleet, a->settings.fleet_file, err) || fleet_load(&a->members, a->settings.fleet_file, err)))
        return -1;
    if (alone) { /* reads no events: a pipe on stdin belongs to another */
        int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (nothing >= 0 && dup2(nothing, STDIN_FILENO) == STDIN_FILENO && nothing != STDIN_FILENO)
            close(nothing);
    }
    return 0;
}

/* ---- the client, as soon as the Region is known ---- */

/* Heap text; NULL where nobody says. To a daemon the fleet will come; in a pipe it has come, or never does, and the machine is asked. */
static char *find_region(const struct apply *a, struct err *err)
{
    const char *told = a->settings.region ? a->settings.region : a->fleet.region;
    char *region = told ? xstrdup(told) : credentials_region();
    if (!region && stage_in_pipe(a->stage) && !(region = credentials_region_of_machine(err)))
        err_wrap(err, "no AWS Region: give --region, --fleet FILE or AWS_REGION");
    return region;
}

static bool open_client(struct apply *a)
{
    struct err err = {0};
    if (a->client)
        return true;
    own_str char *region = find_region(a, &err);
    if (err.kind != ERR_NONE)
        stage_fail(a->stage, &err);
    if (!region)
        return false;
    struct aws_settings settings = {.region = region,
                                    .endpoint_url = a->settings.endpoint_url,
                                    .call_ms = a->settings.call_ms,
                                    .rate = a->settings.rate,
                                    .burst = a->settings.burst};
    a->client = aws_client_new(stage_loop(a->stage), &settings, &err);
    if (!a->client)
        stage_fail(a->stage, &err);
    budget_set(a);
    return a->client != NULL;
}

/* ---- the first whole reading ---- */

/* A change of state: said when it begins or becomes another, and not at each attempt. */
static void log_problem(struct apply *a, const char *batch, const char *problem)
{
    if (problem && !str_equal(problem, a->problem))
        log_error("AWS cannot be read%s%s: %s", batch ? " for what was under way at the last end, batch=" : "", batch ? batch : "",
                  problem);
    else if (!problem && a->problem)
        log_info("AWS can be read again");
    str_replace(&a->problem, problem);
}

static void on_whole(void *context, const char *problem)
{
    struct apply *a = context;
    a->observing = false;
    if (!problem) {
        log_problem(a, NULL, NULL);
        say_synced(a, a->fleet.account);
    } else {
        log_problem(a, NULL, problem);
        if (!stage_in_pipe(a->stage))
            loop_timer_in(a->again, AGAIN_MS);
    }
    if (a->settings.observe)
        stage_exit(a->stage, problem ? EXIT_AGAIN : EXIT_DONE);
    else if (!problem)
        apply_go_on(a);
}

static void observe_whole(struct apply *a)
{
    struct observe_request request = {.scope = {.everything = true}, .done = on_whole, .context = a};
    a->observing = true;
    observe_start(a, &request);
}

/* ---- batches that were under way at a crash ---- */

static void on_looked_after(void *context, const char *problem)
{
    struct pending *p = context;
    struct apply *a = p->apply;
    if (problem) {
        log_problem(a, p->ref, problem);
        p->begun = false;
        loop_timer_in(a->again, AGAIN_MS);
        return;
    }
    log_problem(a, NULL, NULL);
    char outcome[] = "interrupted", reason[] = "apply-aws ended while the batch was under way; what it touches was read again";
    struct batch_result r = {.batch = p->ref, .unit = p->batch.unit, .outcome = outcome, .reason = reason};
    for (size_t i = 0; i < p->batch.calls_count; i++)
        strs_add(strs_has(&p->done, p->batch.calls[i].id) ? &r.done : &r.left, p->batch.calls[i].id);
    say_batch_done(a, &r);
    strs_release(&r.done);
    strs_release(&r.left);
    pending_remove(a, p);
    apply_go_on(a);
}

static void look_after(struct apply *a, struct pending *p)
{
    struct observe_request request = {.cause = p->ref, .done = on_looked_after, .context = p};
    p->begun = true;
    for (size_t i = 0; i < p->batch.calls_count; i++)
        scope_add_call(&request.scope, p->batch.calls[i].action, p->batch.calls[i].parameters);
    observe_start(a, &request);
}

/* ---- what can be begun ---- */

/* A unit has one batch under way; in a pipe they all go one after the other. */
static bool unit_is_busy(const struct apply *a, const char *unit)
{
    for (const struct pending *p = a->pending; p; p = p->next)
        if (p->begun && (stage_in_pipe(a->stage) || strcmp(p->batch.unit, unit) == 0))
            return true;
    return false;
}

static struct pending *next_startable(struct apply *a)
{
    for (struct pending *p = a->pending; p; p = p->next)
        if (!p->begun && !unit_is_busy(a, p->batch.unit))
            return p;
    return NULL;
}

static void say_dry_run(struct apply *a)
{
    for (const struct pending *p = a->pending; p; p = p->next)
        for (size_t i = 0; i < p->batch.calls_count; i++) {
            const struct call *c = &p->batch.calls[i];
            fprintf(stderr, "would call %s %s %s  # %s\n", c->service, c->action, c->parameters, c->reason ? c->reason : p->batch.unit);
        }
}

void apply_go_on(struct apply *a)
{
    struct pending *p;
    bool pipe = stage_in_pipe(a->stage);
    if (a->settings.observe || a->settings.check || a->settings.dry_run || (pipe && !a->input_ended))
        return;
    if ((a->pending || !pipe) && !open_client(a))
        return;
    if (!pipe && !a->synced && !a->observing && a->fleet.vpc_id)
        observe_whole(a);
    if (!pipe && (!a->synced || a->observing))
        return;
    health_start(a);
    answer_start(a);
    if (!pipe) {
        sweep_start(a);
        provision_watch(a);
        budget_start(a);
    }
    while ((p = next_startable(a))) {
        if (p->old)
            look_after(a, p);
        else
            run_start(a, p);
    }
    if (pipe && !a->pending)
        stage_exit(a->stage, a->failed ? EXIT_AGAIN : EXIT_DONE);
}

static void on_again(void *context)
{
    apply_go_on(context);
}

static void start(void *state, struct stage *s)
{
    struct apply *a = state;
    a->again = loop_timer_add(stage_loop(s), on_again, a);
    if (!stage_in_pipe(s)) {
        mem_trim(); /* what the fold of the past took */
        a->live = true;
        for (struct pending *p = a->pending; p; p = p->next)
            p->old = true;
    }
    if (!a->settings.observe && !a->settings.check)
        return;
    if (!open_client(a))
        return;
    if (a->settings.check)
        a->survey = survey_start(a);
    else
        observe_whole(a);
}

static void react(void *state, struct stage *s)
{
    struct apply *a = state;
    if (!stage_in_pipe(s))
        apply_go_on(a);
}

static void finish(void *state, struct stage *s)
{
    struct apply *a = state;
    a->live = a->input_ended = true;
    if (a->settings.dry_run)
        say_dry_run(a);
    if (a->settings.dry_run)
        stage_exit(s, EXIT_DONE);
    apply_go_on(a);
}

static void close_apply(void *state)
{
    struct apply *a = state;
    aws_client_free(a->client);
    answer_free_all(a);
    health_stop(a);
    sweep_stop(a);
    provision_stop(a);
    budget_stop(a);
    survey_free(a->survey);
    run_free_all(a);
    observe_cancel_all(a);
    while (a->pending)
        pending_remove(a, a->pending);
    world_release(&a->world);
    fleet_release(&a->fleet);
    fleet_release(&a->members);
    if (a->again)
        loop_timer_remove(a->again);
    free(a->last_call);
    free(a->problem);
    free(a->settings.endpoint_url);
    free(a->settings.region);
    free(a->settings.fleet_file);
}

static const char *const types[] = {"plan.batch", "fleet.configured", "aws.observed", "aws.gone",   "target.health",
                                    "aws.synced", "call.done",        "batch.done",   "aws.wanted", NULL};
static const char *const sources[] = {"plan-rules", "plan-rules/", ".", NULL};

int main(int argc, char **argv)
{
    static const struct stage_program program = {
        .name = "apply-aws",
        .manual = "Makes the AWS calls of plan-rules' batches and says what AWS holds: call.done or call.failed for each call, "
                  "aws.observed, aws.gone and target.health for all that changed, batch.done at the end of each batch.",
        .operands = "[FILE...]",
        .options = options,
        .option = take_option,
        .folds = types,
        .passes = types,
        .reads = sources,
        .open = open_apply,
        .fold = apply_fold,
        .start = start,
        .react = react,
        .finish = finish,
        .close = close_apply,
    };
    struct apply a = {.settings = {.health_every_ms = 5000, .sweep_every_ms = 10000, .rate = DEFAULT_RATE, .burst = DEFAULT_BURST}};
    return stage_run(&program, &a, argc, argv);
}
