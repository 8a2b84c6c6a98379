#include "watch-k8s/check.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/kube/kube.h"

#include "watch-k8s/kinds.h"

enum { TOTAL_MS = 15 * 1000, ANSWER_MAX = 4 * 1024 * 1024, OLDEST_MINOR = 27 };

/* One question after the other: version, identity, two rights of each kind, custom resources. */
struct check {
    struct stage *stage;
    struct kube *kube;
    struct kube_request *request;
    struct loop_timer *timer;
    const struct choice *choice;
    char *server;
    bool insecure, bad;
    size_t kind;  /* asked about */
    size_t place; /* and in which of the chosen namespaces */
    bool may_list;
    struct buf answer;
    void (*answered)(struct check *c, const struct json *answer, const struct kube_end *end);
};

/* ---- one line ---- */

enum result { RESULT_OK, RESULT_NOTE, RESULT_FAIL };

static void say(struct check *c, enum result result, const char *what, const char *text)
{
    static const char *const words[] = {"ok", "note", "fail"};
    own_str char *line = xasprintf("%-4s  %-11s  %s", words[result], what, text);

    c->bad = c->bad || result == RESULT_FAIL;
    stage_print(c->stage, line);
}

static void finish(struct check *c)
{
    stage_exit(c->stage, c->bad ? EXIT_ACT : EXIT_DONE);
}

/* ---- one question ---- */

static int on_data(void *context, const char *bytes, size_t len, struct err *err)
{
    struct check *c = context;

    if (c->answer.len + len > ANSWER_MAX)
        return err_set(err, ERR_AGAIN, "the answer is longer than %d bytes", ANSWER_MAX);
    buf_add(&c->answer, bytes, len);
    return 0;
}

static void on_done(void *context, const struct kube_end *end)
{
    struct check *c = context;
    own_json *answer = end->err.kind ? NULL : json_parse(buf_str(&c->answer), c->answer.len, NULL);

    c->request = NULL;
    c->answered(c, answer, end);
}

static void ask(struct check *c, const struct kube_call *call,
                void (*answered)(struct check *c, const struct json *answer, const struct kube_end *end))
{
    static const struct kube_handlers handlers = {NULL, on_data, on_done};
    struct kube_end end = {.retry_after_ms = -1};
    struct kube_call with = *call;

    with.total_ms = TOTAL_MS;
    buf_clear(&c->answer);
    c->answered = answered;
    c->request = kube_get(c->kube, &with, &handlers, c, &end.err);
    if (!c->request)
        answered(c, NULL, &end);
}

/* ---- custom resources ---- */

static bool listed(const struct json *answer, const struct kind *kind)
{
    json_each (r, json_get(answer, "resources"))
        if (str_equal(json_str(json_get(r, "name")), kind->plural))
            return true;
    return false;
}

static void custom_answered(struct check *c, const struct json *answer, const struct kube_end *end)
{
    if (end->err.kind && end->status != 404) {
        say(c, RESULT_FAIL, "CRD", end->err.text);
        finish(c);
        return;
    }
    for (size_t i = 0; i < watch_kinds_count; i++) {
        const struct kind *kind = &watch_kinds[i];
        bool is_there = listed(answer, kind);
        own_str char *text =
            xasprintf(is_there ? "%s is installed" : "%s is not installed: it is looked for again while watching", kind->name);

        if (kind->optional && !kind->by_name)
            say(c, is_there ? RESULT_OK : RESULT_NOTE, "CRD", text);
    }
    finish(c);
}

/* ---- rights ---- */

static void ask_right(struct check *c, const char *verb);

/* The namespace that is asked about; NULL: all. */
static const char *place(const struct check *c)
{
    const struct strs *only = &c->choice->namespaces;

    return watch_kinds[c->kind].namespaced && only->count ? only->items[c->place] : NULL;
}

static void next_kind(struct check *c)
{
    if (place(c) && ++c->place < c->choice->namespaces.count) {
        ask_right(c, "list");
        return;
    }
    c->place = 0;
    c->kind++;
    while (c->kind < watch_kinds_count && !choice_wants(c->choice, &watch_kinds[c->kind]))
        c->kind++;
    if (c->kind < watch_kinds_count)
        ask_right(c, "list");
    else
        ask(c, &(struct kube_call){.path = "/apis/elbv2.k8s.aws/v1beta1", .verb = "get", .resource = "apis/elbv2.k8s.aws/v1beta1"},
            custom_answered);
}

/* "'pods'", "'pods' in 'shop'"; free with free() */
static char *asked_about(const struct check *c)
{
    const char *name = watch_kinds[c->kind].name, *in = place(c);

    return in ? xasprintf("'%s' in '%s'", name, in) : xasprintf("'%s'", name);
}

static void say_missing(struct check *c, const char *verbs)
{
    const struct kind *kind = &watch_kinds[c->kind];
    own_str char *what = asked_about(c);
    own_str char *text =
        kind->optional
            ? xasprintf("may not %s %s: goes on without; docs/rbac.yaml has the rule for who needs them", verbs, what)
            : xasprintf("may not %s %s: let the user be in group 'headgate' and apply docs/rbac.yaml, or grant these verbs", verbs, what);

    say(c, kind->optional ? RESULT_NOTE : RESULT_FAIL, "right", text);
}

static bool is_allowed(const struct json *answer)
{
    return json_bool_or(json_path(answer, "status", "allowed", NULL), false);
}

static void watch_answered(struct check *c, const struct json *answer, const struct kube_end *end)
{
    bool may_watch = is_allowed(answer);
    own_str char *what = asked_about(c);
    own_str char *text = xasprintf("may list and watch %s", what);

    if (end->err.kind)
        say(c, RESULT_FAIL, "right", end->err.text);
    else if (c->may_list && may_watch)
        say(c, RESULT_OK, "right", text);
    else
        say_missing(c, c->may_list ? "watch" : may_watch ? "list" : "list and watch");
    next_kind(c);
}

static void list_answered(struct check *c, const struct json *answer, const struct kube_end *end)
{
    if (end->err.kind) {
        say(c, RESULT_FAIL, "right", end->err.text);
        next_kind(c);
        return;
    }
    c->may_list = is_allowed(answer);
    ask_right(c, "watch");
}

static void ask_right(struct check *c, const char *verb)
{
    const struct kind *kind = &watch_kinds[c->kind];
    const char *slash = strchr(kind->group_version, '/');
    own_buf body = {0};
    struct json_out o = json_out(&body);

    json_open_object(&o, NULL);
    json_add_str(&o, "apiVersion", "authorization.k8s.io/v1");
    json_add_str(&o, "kind", "SelfSubjectAccessReview");
    json_open_object(&o, "spec");
    json_open_object(&o, "resourceAttributes");
    json_add_str(&o, "namespace", place(c));
    json_add_str(&o, "verb", verb);
    json_add_strn(&o, "group", kind->group_version, slash ? (size_t)(slash - kind->group_version) : 0);
    json_add_str(&o, "resource", kind->plural);
    json_close_object(&o);
    json_close_object(&o);
    json_close_object(&o);
    ask(c,
        &(struct kube_call){.path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                            .verb = "create",
                            .resource = "selfsubjectaccessreviews.authorization.k8s.io",
                            .body = buf_str(&body)},
        !strcmp(verb, "list") ? list_answered : watch_answered);
}

/* ---- who we are ---- */

static void say_user(struct check *c, const struct json *user)
{
    const char *name = json_str_or(json_get(user, "username"), "");
    own_buf text = {0};

    buf_addf(&text, "'%s'", name);
    json_each (g, json_get(user, "groups"))
        buf_addf(&text, "%s%s", json_first(json_get(user, "groups")) == g ? " of " : ", ", json_str_or(g, ""));
    if (!strcmp(name, "system:anonymous"))
        buf_add_str(&text, ": the kubeconfig gives no credentials that count, give its user a token, a client certificate or an 'exec'");
    say(c, strcmp(name, "system:anonymous") ? RESULT_OK : RESULT_FAIL, "identity", buf_str(&text));
}

static void identity_answered(struct check *c, const struct json *answer, const struct kube_end *end)
{
    if (end->status == 404 || end->status == 403) {
        say(c, RESULT_NOTE, "identity", "the server does not tell who we are: it does from 1.28 on");
    } else if (end->err.kind) {
        say(c, RESULT_FAIL, "identity", end->err.text);
        finish(c);
        return;
    } else {
        say_user(c, json_path(answer, "status", "userInfo", NULL));
    }
    ask_right(c, "list");
}

/* ---- is it there ---- */

static void say_version(struct check *c, const struct json *answer)
{
    const char *version = json_str(json_get(answer, "gitVersion"));
    long minor = strtol(json_str_or(json_get(answer, "minor"), "0"), NULL, 10);
    own_str char *old = xasprintf("%s: older than 1.%d, not tried", version ? version : "", OLDEST_MINOR);

    if (!version)
        say(c, RESULT_NOTE, "version", "the server does not tell");
    else
        say(c, minor && minor < OLDEST_MINOR ? RESULT_NOTE : RESULT_OK, "version", minor && minor < OLDEST_MINOR ? old : version);
}

static void version_answered(struct check *c, const struct json *answer, const struct kube_end *end)
{
    static const char review[] = "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SelfSubjectReview\"}";
    own_str char *where = xasprintf("%s answers (%s)", c->server, kube_where(c->kube));

    if (!end->status) {
        say(c, RESULT_FAIL, end->err.kind == ERR_CONFIG ? "certificate" : "address", end->err.text);
        finish(c);
        return;
    }
    say(c, RESULT_OK, "address", where);
    say(c, c->insecure ? RESULT_NOTE : RESULT_OK, "certificate",
        c->insecure ? "is not looked at, as was asked for" : "is good: its CA, its name and its time");
    say_version(c, answer);
    ask(c,
        &(struct kube_call){.path = "/apis/authentication.k8s.io/v1/selfsubjectreviews",
                            .verb = "create",
                            .resource = "selfsubjectreviews.authentication.k8s.io",
                            .body = review},
        identity_answered);
}

static void begin(void *context)
{
    struct check *c = context;

    ask(c, &(struct kube_call){.path = "/version", .verb = "get", .resource = "version"}, version_answered);
}

struct check *check_start(struct stage *s, struct kube_access *access, const struct choice *choice)
{
    struct check *c = xcalloc(1, sizeof *c);

    c->stage = s;
    c->choice = choice;
    c->server = xstrdup(access->server);
    c->insecure = access->insecure;
    c->kube = kube_new(stage_loop(s), access, "headgate-watch/" HEADGATE_VERSION);
    c->timer = loop_timer_add(stage_loop(s), begin, c);
    loop_timer_in(c->timer, 0);
    return c;
}

void check_free(struct check *c)
{
    if (!c)
        return;
    kube_cancel(c->request);
    loop_timer_remove(c->timer);
    kube_free(c->kube);
    buf_release(&c->answer);
    free(c->server);
    free(c);
}
