/* NAME     watch-k8s - what one Kubernetes cluster says, as events
 * READS    a Kubernetes API server (list and watch); in the journal its own earlier events
 * WRITES   object.put object.delete object.rejected cluster.listing cluster.synced cluster.bookmark cluster.stale
 * STATE    of each object reported its name, uid, version and a hash; folded from the journal at the start
 * OPTIONS  --cluster NAME [--kubeconfig FILE] [--context NAME] | --cluster NAME --in-cluster
 *          | --cluster NAME --eks NAME | --cluster NAME --fleet FILE
 *          --once --check --list-by stream|pages --stale-after TIME --silent-after TIME --accept-uid UID --insecure-skip-tls-verify
 *          --namespace NS,… --exclude-namespace NS,… --selector LABELS --ingress-class NAME,… --leave-out RESOURCE,…
 *          --journal ENDPOINT
 *          --journal-key FILE --journal-server-key FILE: for a journal at tcp://
 * EXIT     0 done (--once: all was listed; --check: all is there) · 100 kubeconfig, certificate, credentials or
 *          rights, before the first success · 111 try again (--once: the server did not answer in time)
 * EXAMPLE  watch-k8s --cluster blue --once | jq -c '[.type, .subject]'
 *
 * Of objects only the fields in kinds.c are kept, and a change to none of them makes no event. Secrets are looked at
 * only where an Ingress or Service names them: key names and a keyed hash, never values. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "lib/model/fleet.h"

#include "lib/reach/reach.h"

#include "watch-k8s/check.h"
#include "watch-k8s/cluster.h"

enum {
    KEY_CLUSTER = 'c',
    KEY_KUBECONFIG = 'k',
    KEY_CONTEXT = 'x',
    KEY_FLEET = 'f',
    KEY_NAMESPACE = 'n',
    KEY_ONCE = 'o',
    KEY_IN_CLUSTER = 0x100,
    KEY_STALE_AFTER,
    KEY_SILENT_AFTER,
    KEY_ACCEPT_UID,
    KEY_INSECURE,
    KEY_CHECK,
    KEY_LIST_BY,
    KEY_EXCLUDE,
    KEY_SELECTOR,
    KEY_INGRESS_CLASS,
    KEY_LEAVE_OUT,
    KEY_EKS,
};

enum { STALE_MS = 30 * 1000, STALE_ONCE_MS = 10 * 1000, SILENT_LEAST_MS = 2000 };

struct program {
    struct cluster_settings set;
    struct reach_choice way;
    struct choice choice;
    bool chosen[FLEET_CHOICES]; /* on the command line */
    const char *fleet_path;
    struct fleet fleet;
    struct reach *reach;
    struct kube_access access;
    struct cluster *cluster;
    struct stage *stage;
    bool only_check;
    struct check *check;
};

static int choose_lists(struct program *p, const char *word, struct err *err)
{
    if (strcmp(word, "stream") != 0 && strcmp(word, "pages") != 0)
        return err_set(err, ERR_CONFIG, "option --list-by is '%s': it must be 'stream' or 'pages'", word);
    p->set.lists = strcmp(word, "pages") ? KUBE_LISTS_STREAMED : KUBE_LISTS_PAGED;
    return 0;
}

/* Less would cut watches that are well: every request takes a moment until its first word. */
static int choose_silence(struct program *p, const char *text, struct err *err)
{
    if (duration_parse(&p->set.silent_ms, text, err))
        return -1;
    if (p->set.silent_ms < SILENT_LEAST_MS)
        return err_set(err, ERR_CONFIG, "option --silent-after is '%s': it must be at least 2s", text);
    return 0;
}

static int choose(struct program *p, enum fleet_choice word, const char *text, struct err *err)
{
    p->chosen[word] = true;
    return choice_set(&p->choice, word, text, err);
}

static int option(void *state, int key, const char *arg, struct err *err)
{
    struct program *p = state;

    switch (key) {
    case KEY_CLUSTER:
        p->set.name = arg;
        break;
    case KEY_KUBECONFIG:
        p->way.kube.kubeconfig = arg;
        break;
    case KEY_CONTEXT:
        p->way.kube.context = arg;
        break;
    case KEY_FLEET:
        p->fleet_path = arg;
        break;
    case KEY_NAMESPACE:
        return choose(p, FLEET_NAMESPACES, arg, err);
    case KEY_EXCLUDE:
        return choose(p, FLEET_EXCLUDED, arg, err);
    case KEY_SELECTOR:
        return choose(p, FLEET_SELECTOR, arg, err);
    case KEY_INGRESS_CLASS:
        return choose(p, FLEET_INGRESS_CLASSES, arg, err);
    case KEY_LEAVE_OUT:
        return choose(p, FLEET_LEFT_OUT, arg, err);
    case KEY_ONCE:
        p->set.once = true;
        break;
    case KEY_IN_CLUSTER:
        p->way.kube.in_cluster = true;
        break;
    case KEY_EKS:
        p->way.eks = arg;
        break;
    case KEY_ACCEPT_UID:
        p->set.accept_uid = arg;
        break;
    case KEY_INSECURE:
        p->way.kube.insecure = true;
        break;
    case KEY_CHECK:
        p->only_check = true;
        break;
    case KEY_LIST_BY:
        return choose_lists(p, arg, err);
    case KEY_STALE_AFTER:
        return duration_parse(&p->set.stale_ms, arg, err);
    case KEY_SILENT_AFTER:
        return choose_silence(p, arg, err);
    default:
        return err_set(err, ERR_CONFIG, "option %d is not known", key);
    }
    return 0;
}

static int take_choices(struct program *p, const struct fleet_cluster *member, struct err *err)
{
    for (size_t i = 0; i < FLEET_CHOICES; i++)
        if (member->choices[i] && !p->chosen[i] && choice_set(&p->choice, (enum fleet_choice)i, member->choices[i], err))
            return err_wrap(err, "cluster '%s' in '%s'", p->set.name, p->fleet_path);
    return 0;
}

/* What the fleet file says of this member; the command line goes before it. */
static int ask_fleet(struct program *p, struct err *err)
{
    const struct fleet_cluster *member = reach_ask_fleet(&p->way, &p->fleet, p->fleet_path, p->set.name, err);

    if (!member)
        return -1;
    if (!p->set.accept_uid)
        p->set.accept_uid = member->accept_uid;
    return take_choices(p, member, err);
}

static int open_stage(void *state, struct stage *s, struct err *err)
{
    struct program *p = state;

    if (!p->set.name || !*p->set.name || strpbrk(p->set.name, "/ \t\n"))
        return err_set(err, ERR_CONFIG, "--cluster NAME is needed: a name without '/' and spaces, as in the fleet file");
    own_str char *source = xasprintf("watch-k8s/%s", p->set.name);
    stage_set_source(s, source);
    if (p->only_check && !stage_in_pipe(s))
        return err_set(err, ERR_CONFIG, "--check writes no events: leave --journal out");
    if (!p->set.stale_ms)
        p->set.stale_ms = p->set.once ? STALE_ONCE_MS : STALE_MS;
    p->set.choice = &p->choice;
    if ((p->fleet_path && ask_fleet(p, err)) || choice_check(&p->choice, err))
        return -1;
    p->reach = reach_new(stage_loop(s), &p->way, p->fleet.region, err);
    if (!p->reach)
        return -1;
    p->cluster = cluster_new(&p->set);
    return 0;
}

static int fold(void *state, struct stage *s, const struct event *e, struct err *err)
{
    (void)s;
    return cluster_fold(((struct program *)state)->cluster, e, err);
}

static void begin(struct program *p)
{
    if (p->only_check)
        p->check = check_start(p->stage, &p->access, &p->choice);
    else
        cluster_start(p->cluster, &p->access);
}

static void reached(void *context, struct kube_access *access, const struct err *err)
{
    struct program *p = context;

    if (!err) {
        p->access = *access;
        *access = (struct kube_access){0};
        if (!p->only_check)
            log_info("watching %s", p->access.where);
        begin(p);
    } else if (p->only_check) {
        stage_fail(p->stage, err);
    } else {
        cluster_unreached(p->cluster, err);
    }
}

static void start(void *state, struct stage *s)
{
    struct program *p = state;

    p->stage = s;
    if (!p->only_check)
        cluster_open(p->cluster, s);
    reach_start(p->reach, reached, p);
}

static void close_stage(void *state)
{
    struct program *p = state;

    check_free(p->check);
    cluster_free(p->cluster);
    reach_free(p->reach);
    kube_access_release(&p->access);
    fleet_release(&p->fleet);
    choice_release(&p->choice);
}

static const struct argp_option options[] = {
    {"cluster", KEY_CLUSTER, "NAME", 0, "Name of the cluster: it stands in every event, and the source is watch-k8s/NAME", 0},
    {"kubeconfig", KEY_KUBECONFIG, "FILE", 0, "Else $KUBECONFIG, else ~/.kube/config, else the cluster that this runs in", 0},
    {"context", KEY_CONTEXT, "NAME", 0, "Of the kubeconfig, else its current-context", 0},
    {"in-cluster", KEY_IN_CLUSTER, NULL, 0, "Use the service account of the pod that this runs in", 0},
    {"eks", KEY_EKS, "NAME", 0, "The EKS cluster of this name (or ARN): asked of AWS, with the credentials that apply-aws would find", 0},
    {"fleet", KEY_FLEET, "FILE", 0, "Take what is not said here from the member NAME of this fleet file", 0},
    {"namespace", KEY_NAMESPACE, "NS,…", 0, "Only these namespaces", 0},
    {"exclude-namespace", KEY_EXCLUDE, "NS,…", 0, "All namespaces but these", 0},
    {"selector", KEY_SELECTOR, "LABELS", 0, "Only Ingresses and TargetGroupBindings with these labels, as kubectl's -l", 0},
    {"ingress-class", KEY_INGRESS_CLASS, "NAME,…", 0, "Only Ingresses of these classes, and those that name none", 0},
    {"leave-out", KEY_LEAVE_OUT, "RESOURCE,…", 0,
     "Do not look at nodes (all targets are ip), secrets (no OIDC), targetgroupbindings or ingressclassparams", 0},
    {"once", KEY_ONCE, NULL, 0, "List everything, say cluster.synced and end", 0},
    {"check", KEY_CHECK, NULL, 0,
     "Try address, certificate, identity and rights without watching: one line each, exit code 100 when one is missing", 0},
    {"stale-after", KEY_STALE_AFTER, "TIME", 0, "Say cluster.stale when the server does not answer for so long (30s; 10s with --once)", 0},
    {"silent-after", KEY_SILENT_AFTER, "TIME", 0,
     "Take a watch up anew that brings nothing for so long, not even a bookmark: its connection is dead (75s)", 0},
    {"list-by", KEY_LIST_BY, "stream|pages", 0,
     "stream, the default: as the beginning of a watch, in pages where the server cannot; pages: never as a stream", 0},
    {"accept-uid", KEY_ACCEPT_UID, "UID", 0, "This uid of kube-system may follow the one that was known", 0},
    {"insecure-skip-tls-verify", KEY_INSECURE, NULL, 0, "Let pass what the kubeconfig says under that name", 0},
    {0},
};

static const char *const folds[] = {"object.put", "object.delete", "object.rejected", "cluster.", NULL};
static const char *const reads[] = {".", NULL};

static const struct stage_program program = {
    .name = "watch-k8s",
    .manual = "Says what one Kubernetes cluster says, as events: lists and watches, and reports the differences.\v"
              "Exit codes: 0 done, 100 a person must change something, 111 try again.",
    .options = options,
    .option = option,
    .folds = folds,
    .reads = reads,
    .remembers = true,
    .open = open_stage,
    .fold = fold,
    .start = start,
    .close = close_stage,
};

int main(int argc, char **argv)
{
    struct program p = {0};

    return stage_run(&program, &p, argc, argv);
}
