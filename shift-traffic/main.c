/* NAME     shift-traffic - the operator's hand: who gets how much of the traffic
 * READS    with --fleet the fleet file; with --journal the journal: the newest fleet.configured, for status and --wait
 *          also what AWS holds and what plan-rules does about it
 * WRITES   one event, traffic.weights, .drain, .resume, .hold, .release or .forget, with the user's uid and the reason: to
 *          stdout, and with --journal into the journal first; status: a table or JSON to stdout
 * STATE    none
 * OPTIONS  weights CLUSTER=N...   how much of the traffic each cluster gets, 0 to 100
 *          drain CLUSTER          take all traffic from a cluster, then its targets; --force: even where
 *                                 nobody else can serve; --wait: until none of its targets is registered,
 *                                 and say on stderr what is waited for; --timeout 10m: not for longer
 *          resume CLUSTER         end a drain, or a forget
 *          hold | release         plan nothing until it is released; also lets go what a plan holds back
 *          forget CLUSTER         take out a cluster that exists no more, with its target groups; not while only
 *                                 it serves something, unless --force; --wait: until AWS holds nothing of it
 *          ramp CLUSTER=FROM..TO... step=10 every=2m   weights moved step by step, with JSON lines of progress;
 *                                 --abort-if 'healthy<80%', 'healthy<3', stale, held or failed: back to the
 *                                 weights from before; --wait: the pause begins when AWS has the step's
 *                                 weights, with --timeout aborted if that takes longer
 *          status                 weights, targets and why, by rule and cluster; --json; --watch: again
 *                                 each time it changes
 *          --guard warn|wait      weights, drain, ramp: while a cluster would get more than its healthy targets
 *                                 can take, say so, or wait (off; option capacity-guard of the fleet)
 *          --group G, --ingress NS/NAME   for this group or Ingress only, instead of the whole fleet
 *          --journal ENDPOINT     by default $HEADGATE_JOURNAL, which `headgate shift-traffic` sets to the
 *                                 installed journal; --print: only print
 *          --reason TEXT  --fleet FILE  --journal-key FILE  --journal-server-key FILE
 * EXIT     0 done, with --journal: stored, with --wait: the cluster can be switched off, or nothing of it is left;
 *          100 a ramp was aborted; what was asked for cannot be;
 *          111 no journal answers, or --wait: only this cluster can serve something, or it took too long; the drain stands
 * EXAMPLE  shift-traffic weights blue=90 green=10 --reason 'try the new nodes' | plan-rules --desired */

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/hub_options.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "shift-traffic/drained.h"
#include "shift-traffic/forget.h"
#include "shift-traffic/guard.h"
#include "shift-traffic/ramp_command.h"
#include "shift-traffic/send.h"
#include "shift-traffic/status.h"
#include "shift-traffic/word.h"

enum { KEY_WAIT = 0x100, KEY_TIMEOUT, KEY_JSON, KEY_WATCH, KEY_PRINT, KEY_ABORT_IF, KEY_GUARD };

struct settings {
    struct asked asked;
    bool wait;           /* --wait */
    const char *timeout; /* --timeout */
    const char **aborts; /* --abort-if */
    size_t aborts_count;
    const char *guard_text; /* --guard */
    enum guard guard;
    enum status_form form;
    enum status_how how;
    const char *fleet_file;
    struct hub_address journal;
};

static const struct argp_option options[] = {
    {"group", 'g', "GROUP", 0, "For the Ingresses of this group only", 0},
    {"ingress", 'i', "NS/NAME", 0, "For the Ingress of this name only, in whatever cluster", 0},
    {"reason", 'r', "TEXT", 0, "Why; it stands in the event and in what it leads to", 0},
    {"force", 'F', NULL, 0, "drain, forget: even where no other cluster can serve", 0},
    {"print", KEY_PRINT, NULL, 0, "Only print the event, whatever HEADGATE_JOURNAL says", 0},
    {"wait", KEY_WAIT, NULL, 0,
     "drain: until none of the cluster's targets is registered or draining; forget: until AWS holds nothing of it; ramp: until AWS has "
     "each step's weights",
     0},
    {"timeout", KEY_TIMEOUT, "DURATION", 0, "With --wait: give up after this long (30s, 10m, 2h); a drain stands, a ramp goes back", 0},
    {"abort-if", KEY_ABORT_IF, "CONDITION", 0, "ramp: go back to the weights from before when it holds; may be given several times", 0},
    {"guard", KEY_GUARD, "off|warn|wait", 0, "While a cluster would get more than its healthy targets can take: say so, or wait", 0},
    {"json", KEY_JSON, NULL, 0, "status: as one JSON object a line", 0},
    {"watch", KEY_WATCH, NULL, 0, "status: again each time it changes", 0},
    {"fleet", 'f', "FILE", 0, "Check the clusters' names against this fleet file", 0},
    {"journal", 'j', "ENDPOINT", 0, "Append the event to the journal at ENDPOINT (ipc:///run/headgate/journal, tcp://HOST:PORT)", 0},
    {0},
};

/* What the front command says, when this is run as `headgate shift-traffic`; NULL: none. */
static const char *usual_journal(void)
{
    const char *said = getenv("HEADGATE_JOURNAL");
    return said && *said ? said : NULL;
}

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct settings *s = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &s->journal;
        s->journal.endpoint = usual_journal();
        return 0;
    case 'g':
        s->asked.group = arg;
        return 0;
    case 'i':
        s->asked.ingress = arg;
        return 0;
    case 'r':
        s->asked.reason = arg;
        return 0;
    case 'F':
        s->asked.force = true;
        return 0;
    case KEY_PRINT:
        s->journal.endpoint = NULL;
        return 0;
    case KEY_WAIT:
        s->wait = true;
        return 0;
    case KEY_TIMEOUT:
        s->timeout = arg;
        return 0;
    case KEY_ABORT_IF:
        s->aborts[s->aborts_count++] = arg;
        return 0;
    case KEY_GUARD:
        s->guard_text = arg;
        return 0;
    case KEY_JSON:
        s->form = STATUS_JSON;
        return 0;
    case KEY_WATCH:
        s->how = STATUS_WATCH;
        return 0;
    case 'f':
        s->fleet_file = arg;
        return 0;
    case 'j':
        s->journal.endpoint = arg;
        return 0;
    case ARGP_KEY_ARG:
        s->asked.operands[s->asked.operands_count++] = arg;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int print_word(const struct word *w)
{
    own_buf line = {0};
    word_encode(w, 1, moment_now(), &line);
    fputs(buf_str(&line), stdout);
    return 0;
}

static int check_fleet(const struct word *w, const char *path, struct err *err)
{
    struct fleet fleet = {0};
    if (fleet_load(&fleet, path, err))
        return -1;
    int bad = word_check(w, &fleet, err);
    fleet_release(&fleet);
    return bad;
}

/* 1: a guard is asked for, and nothing was said. */
static int say(const struct settings *s, enum send_check check, struct err *err)
{
    struct word w;
    if (word_make(&w, &s->asked, err))
        return -1;
    int got = s->fleet_file ? check_fleet(&w, s->fleet_file, err) : 0;
    if (!got && s->journal.endpoint && w.any_cluster)
        got = forget_check(&s->journal, w.traffic.cluster, w.traffic.force, err);
    if (!got && s->journal.endpoint)
        got = send_word(&w, &s->journal, s->fleet_file ? SEND_CHECKED : check, err);
    else if (!got)
        got = print_word(&w);
    word_release(&w);
    if (!got && fflush(stdout))
        return err_set(err, ERR_AGAIN, "cannot write to stdout");
    return got;
}

/* ---- commands that look ---- */

static bool command_is(const struct settings *s, const char *name)
{
    return s->asked.operands_count && strcmp(s->asked.operands[0], name) == 0;
}

static bool moves_weight(const struct settings *s)
{
    return command_is(s, "weights") || command_is(s, "drain");
}

/* By the fleet's option, which may be to wait. */
static bool may_be_guarded(const struct settings *s)
{
    return moves_weight(s) && s->journal.endpoint && s->guard == GUARD_UNSAID;
}

static int check_waiting(const struct settings *s, int64_t *timeout_ms, struct err *err)
{
    if (s->timeout && !s->wait && s->guard != GUARD_WAIT && !may_be_guarded(s))
        return err_set(err, ERR_CONFIG, "--timeout is for --wait, and for a guard that waits");
    if (!s->wait)
        return s->timeout ? duration_parse(timeout_ms, s->timeout, err) : 0;
    if (!command_is(s, "drain") && !command_is(s, "forget") && !command_is(s, "ramp"))
        return err_set(err, ERR_CONFIG, "--wait has no meaning for '%s': only a drain, a forget or a ramp can be waited for",
                       s->asked.operands_count ? s->asked.operands[0] : "");
    if (!command_is(s, "ramp") && (s->asked.group || s->asked.ingress))
        return err_set(err, ERR_CONFIG, "--wait is for a whole cluster, without --group and --ingress");
    if (!s->journal.endpoint)
        return err_set(err, ERR_CONFIG, "--wait needs --journal: only there can be seen how far it is");
    return s->timeout ? duration_parse(timeout_ms, s->timeout, err) : 0;
}

static int status(const struct settings *s, struct err *err)
{
    if (s->asked.operands_count > 1 || s->asked.group || s->asked.ingress)
        return err_set(err, ERR_CONFIG, "'status' shows the whole fleet and takes no more words");
    if (!s->journal.endpoint)
        return err_set(err, ERR_CONFIG, "'status' needs --journal ENDPOINT");
    return status_run(&s->journal, s->form, s->how, err);
}

static int ramp(const struct settings *s, int64_t timeout_ms, struct err *err)
{
    return ramp_command(
        &(struct ramp_asked){
            .asked = &s->asked,
            .at = &s->journal,
            .aborts = s->aborts,
            .aborts_count = s->aborts_count,
            .guard = s->guard,
            .wait = s->wait,
            .timeout_ms = timeout_ms,
        },
        err);
}

/* EXIT_DONE: the word may be said. */
static int pass_guard(const struct settings *s, int64_t timeout_ms, struct err *err)
{
    struct word w;
    bool moves = moves_weight(s);
    if (s->guard_text && (!moves || !s->journal.endpoint))
        return err_set(err, ERR_CONFIG, "--guard is for 'weights', 'drain' and 'ramp', with --journal");
    if (!moves || !s->journal.endpoint)
        return EXIT_DONE;
    if (word_make(&w, &s->asked, err))
        return -1;
    int code = guard_passes(
        &(struct guard_pass){
            .at = &s->journal,
            .change = {w.traffic.scope, w.traffic.weights, w.traffic.weights_count, w.traffic.cluster},
            .said = s->guard,
            .fleet_file = s->fleet_file,
            .timeout_ms = timeout_ms,
        },
        err);
    word_release(&w);
    return code;
}

/* What it says once the guard has let it pass. Where only the journal can tell whether there is one, that is asked on the way. */
static int say_guarded(const struct settings *s, int64_t timeout_ms, struct err *err)
{
    bool ask = may_be_guarded(s) && !s->fleet_file;
    int got = ask ? say(s, SEND_UNGUARDED, err) : 1;
    if (got <= 0)
        return got < 0 ? -1 : EXIT_DONE;
    int code = pass_guard(s, timeout_ms, err);
    if (code != EXIT_DONE)
        return code;
    return say(s, SEND_CHECK_JOURNAL, err) ? -1 : EXIT_DONE;
}

/* Gives the exit code; -1: err says why not. */
static int run(const struct settings *s, struct err *err)
{
    int64_t timeout_ms = 0;
    if (command_is(s, "status"))
        return status(s, err);
    if (s->form == STATUS_JSON || s->how == STATUS_WATCH)
        return err_set(err, ERR_CONFIG, "--json and --watch are for 'status'");
    if (check_waiting(s, &timeout_ms, err))
        return -1;
    if (command_is(s, "ramp"))
        return ramp(s, timeout_ms, err);
    if (s->aborts_count)
        return err_set(err, ERR_CONFIG, "--abort-if is for 'ramp'");
    int code = say_guarded(s, timeout_ms, err);
    if (code != EXIT_DONE)
        return code;
    if (!s->wait)
        return EXIT_DONE;
    if (command_is(s, "forget"))
        return forget_wait(&s->journal, s->asked.operands[1], timeout_ms, err);
    return drained_wait(
        &(struct drain_wait){.at = &s->journal, .cluster = s->asked.operands[1], .timeout_ms = timeout_ms, .forced = s->asked.force}, err);
}

static void parse(struct settings *s, int argc, char **argv)
{
    own_str char *usage = word_usage();
    own_str char *doc =
        xasprintf("Moves traffic between clusters: says so in an event that plan-rules follows.\n\vCommands:\n%s\n"
                  "  %-22s %s\n  %-22s %s\n\n"
                  "Exit codes: 0 done (with --journal: stored; with --wait: drained), 100 it cannot be, 111 no journal answers "
                  "(with --wait: not drained, the drain stands).\n",
                  usage, "ramp CLUSTER=A..B...", "weights moved step by step", "status", "weights, targets and why, by rule and cluster");
    const struct argp_child children[] = {{&hub_keys_argp, 0, NULL, 0}, {0}};
    const struct argp argp = {.options = options, .parser = option, .args_doc = "COMMAND [CLUSTER...]", .doc = doc, .children = children};
    argp_program_version = "shift-traffic (headgate) " HEADGATE_VERSION;
    argp_err_exit_status = EXIT_ACT;
    argp_parse(&argp, argc, argv, 0, NULL, s);
}

int main(int argc, char **argv)
{
    struct settings s = {.asked.operands = xcalloc((size_t)argc, sizeof(char *)), .aborts = xcalloc((size_t)argc, sizeof(char *))};
    struct err err = {0};
    log_open("shift-traffic", LOG_LEVEL_INFO);
    parse(&s, argc, argv);
    int code = s.guard_text && guard_parse(&s.guard, s.guard_text, &err) ? -1 : run(&s, &err);
    if (code < 0)
        log_error("%s", err.text);
    free(s.asked.operands);
    free(s.aborts);
    return code < 0 ? err_exit_code(&err) : code;
}
