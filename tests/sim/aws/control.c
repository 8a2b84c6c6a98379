/* /sim/...: what a test asks for. Not signed: the server listens on loopback only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

static int64_t number(struct sim_request *r, const char *name, int64_t fallback)
{
    const char *text = sim_query(r, name);
    return text ? strtoll(text, NULL, 10) : fallback;
}

static void reply(struct sim_request *r, int status, struct buf *body)
{
    struct sim_answer a = {.status = status, .body = *body, .headers = {"Content-Type", "application/json"}};
    buf_add_char(&a.body, '\n');
    sim_reply(r, &a);
}

static void done(struct sim_request *r, const char *name, int64_t value)
{
    struct buf body = {0};
    buf_addf(&body, "{\"%s\":%lld}", name, (long long)value);
    reply(r, 200, &body);
}

static void refuse(struct sim_request *r, const char *why)
{
    struct buf body = {0};
    buf_addf(&body, "{\"error\":\"%s\"}", why);
    reply(r, 400, &body);
}

/* ---- faults ---- */

static const struct {
    const char *word;
    enum fault_kind kind;
    const char *code, *message;
} words[] = {
    {"throttle", FAULT_ERROR, "Throttling", "Rate exceeded"},
    {"error", FAULT_ERROR, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure."},
    {"drop-before", FAULT_DROP_BEFORE, "", ""},
    {"drop-after", FAULT_DROP_AFTER, "", ""},
    {"delay", FAULT_DELAY, "", ""},
};

const struct fault *fault_take(struct aws *a, enum fault_kind kind, const char *action)
{
    for (size_t i = 0; i < a->fault_count; i++) {
        struct fault *f = &a->faults[i];
        if (f->kind != kind || f->count < 1 || (f->action[0] && strcmp(f->action, action) != 0))
            continue;
        f->count--;
        return f;
    }
    return NULL;
}

static void forget_spent(struct aws *a)
{
    size_t kept = 0;
    for (size_t i = 0; i < a->fault_count; i++)
        if (a->faults[i].count > 0)
            a->faults[kept++] = a->faults[i];
    a->fault_count = kept;
}

static void add_fault(struct aws *a, struct sim_request *r)
{
    const char *kind = sim_query(r, "kind"), *action = sim_query(r, "action"), *code = sim_query(r, "code"),
               *message = sim_query(r, "message");
    struct fault f = {.count = number(r, "count", 1), .status = number(r, "status", 0), .delay_ms = number(r, "ms", 100)};
    forget_spent(a);
    for (size_t i = 0; kind && i < COUNT_OF(words); i++) {
        if (strcmp(words[i].word, kind) != 0)
            continue;
        f.kind = words[i].kind;
        snprintf(f.code, sizeof f.code, "%s", code ? code : words[i].code);
        snprintf(f.message, sizeof f.message, "%s", message ? message : words[i].message);
    }
    snprintf(f.action, sizeof f.action, "%s", action ? action : "");
    if (f.kind == FAULT_NONE || f.count < 1 || a->fault_count == AWS_MAX_FAULTS) {
        refuse(r, "kind is one of throttle error drop-before drop-after delay; count is at least 1");
        return;
    }
    a->faults[a->fault_count++] = f;
    done(r, "count", f.count);
}

static void clear_faults(struct aws *a, struct sim_request *r)
{
    a->fault_count = 0;
    done(r, "faults", 0);
}

/* ---- the world ---- */

static bool named(const struct resource *g, const char *group)
{
    return !group || str_equal(g->arn, group) || str_equal(node_str(g->fields, "TargetGroupName"), group);
}

static int64_t force(struct resource *g, struct sim_request *r, const char *state)
{
    int64_t count = 0, port = number(r, "port", 0);
    const char *id = sim_query(r, "target"), *reason = sim_query(r, "reason");
    for (size_t i = 0; i < g->target_count; i++) {
        struct target *t = &g->targets[i];
        if ((id && strcmp(id, t->id) != 0) || (port && port != t->port))
            continue;
        str_replace(&t->forced, state);
        str_replace(&t->reason, state ? reason : NULL);
        count++;
    }
    return count;
}

/* state=auto leaves it to time again. */
static void set_health(struct aws *a, struct sim_request *r)
{
    int64_t count = 0;
    const char *state = sim_query(r, "state"), *group = sim_query(r, "group");
    if (!state) {
        refuse(r, "say state=healthy, unhealthy, initial, unavailable or auto");
        return;
    }
    resource_each (g, a, TARGET_GROUP, NULL)
        if (named(g, group))
            count += force(g, r, strcmp(state, "auto") ? state : NULL);
    plane_touch(a->plane);
    done(r, "targets", count);
}

static void set_word(struct sim_request *r, const char *name, char *to, size_t size)
{
    const char *word = sim_query(r, name);
    if (word)
        snprintf(to, size, "%s", word);
}

static void set(struct aws *a, struct sim_request *r)
{
    a->set.provision_ms = number(r, "provision-ms", a->set.provision_ms);
    a->set.healthy_ms = number(r, "healthy-ms", a->set.healthy_ms);
    a->set.drain_ms = number(r, "drain-ms", a->set.drain_ms);
    a->set.rule_window_ms = number(r, "rule-window-ms", a->set.rule_window_ms);
    a->set.page_size = number(r, "page-size", a->set.page_size);
    a->set.skew_s = number(r, "skew-s", a->set.skew_s);
    a->set.buckets = number(r, "buckets", a->set.buckets) != 0;
    a->set.shield = number(r, "shield", a->set.shield) != 0;
    a->set.session_ms = number(r, "session-ms", a->set.session_ms);
    set_word(r, "web-token", a->set.web_token, sizeof a->set.web_token);
    set_word(r, "pod-token", a->set.pod_token, sizeof a->set.pod_token);
    set_word(r, "external-id", a->set.external_id, sizeof a->set.external_id);
    done(r, "set", 1);
}

static void set_limit(struct aws *a, struct sim_request *r)
{
    const char *name = sim_query(r, "name");
    int64_t max = number(r, "max", -1);
    if (!name || max < 0 || limit_set(a, name, max))
        refuse(r, "say name= one of DescribeAccountLimits' names and max=");
    else
        done(r, "max", max);
}

/* A certificate of ACM and its names; the data plane shows them. */
static void set_certificate(struct aws *a, struct sim_request *r)
{
    const char *arn = sim_query(r, "arn"), *names = sim_query(r, "names");
    if (!arn || !names) {
        refuse(r, "say arn= of a certificate and names= with commas between");
        return;
    }
    node_set(a->certificate_names, arn, names);
    if (str_starts(arn, "arn:aws:acm:"))
        certificate_add(a, arn, names);
    plane_touch(a->plane);
    done(r, "names", 1);
}

static void add_web_acl(struct aws *a, struct sim_request *r)
{
    const char *arn = sim_query(r, "arn");
    if (!arn || !strstr(arn, ":regional/webacl/")) {
        refuse(r, "say arn= of a web ACL, with :regional/webacl/NAME/ID");
        return;
    }
    node_set(a->web_acls, arn, "");
    done(r, "webAcls", (int64_t)node_count(a->web_acls));
}

static void add_cluster(struct aws *a, struct sim_request *r)
{
    const char *name = sim_query(r, "name"), *endpoint = sim_query(r, "endpoint"), *ca = sim_query(r, "ca");
    if (!name || !endpoint) {
        refuse(r, "say name= and endpoint= of an EKS cluster, and ca= in base64");
        return;
    }
    struct node *cluster = node_new(name, NULL);
    node_set(cluster, "endpoint", endpoint);
    node_set(cluster, "ca", ca ? ca : "");
    node_put(a->clusters, cluster);
    done(r, "clusters", (int64_t)node_count(a->clusters));
}

static void state(struct aws *a, struct sim_request *r)
{
    struct buf body = {0};
    state_write(a, &body);
    reply(r, 200, &body);
}

/* Every session that was given out is over. */
static void end_sessions(struct aws *a, struct sim_request *r)
{
    sessions_end(a);
    done(r, "sessions", (int64_t)a->sessions_made);
}

static const struct {
    const char *path;
    void (*answer)(struct aws *a, struct sim_request *r);
} controls[] = {
    {"/sim/state", state},
    {"/sim/health", set_health},
    {"/sim/set", set},
    {"/sim/limit", set_limit},
    {"/sim/certificate", set_certificate},
    {"/sim/webacl", add_web_acl},
    {"/sim/cluster", add_cluster},
    {"/sim/fault", add_fault},
    {"/sim/faults/clear", clear_faults},
    {"/sim/sessions/end", end_sessions},
};

void answer_control(struct aws *a, struct sim_request *r)
{
    for (size_t i = 0; i < COUNT_OF(controls); i++) {
        if (!strcmp(controls[i].path, r->path)) {
            controls[i].answer(a, r);
            return;
        }
    }
    struct buf body = {0};
    buf_add_str(&body, "{\"error\":\"no such control\"}");
    reply(r, 404, &body);
}
