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

static void add_fault(struct aws *a, struct sim_request *r)
{
    const char *wrong = fault_add(a, r);
    if (wrong)
        refuse(r, wrong);
    else
        done(r, "faults", (int64_t)a->fault_count);
}

static void clear_faults(struct aws *a, struct sim_request *r)
{
    a->fault_count = 0;
    world_each(w, a) stale_forget(w);
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
    world_each(w, a) resource_each (g, w, TARGET_GROUP, NULL) if (named(g, group)) count +=
        force(g, r, strcmp(state, "auto") ? state : NULL);
    plane_touch(a->plane);
    done(r, "targets", count);
}

static void set_word(struct sim_request *r, const char *name, char *to, size_t size)
{
    const char *word = sim_query(r, name);
    if (word)
        snprintf(to, size, "%s", word);
}

static void set_one(struct aws *a, struct sim_request *r)
{
    a->set.provision_ms = number(r, "provision-ms", a->set.provision_ms);
    a->set.healthy_ms = number(r, "healthy-ms", a->set.healthy_ms);
    a->set.drain_ms = number(r, "drain-ms", a->set.drain_ms);
    a->set.rule_window_ms = number(r, "rule-window-ms", a->set.rule_window_ms);
    a->set.page_size = number(r, "page-size", a->set.page_size);
    a->set.skew_s = number(r, "skew-s", a->set.skew_s);
    a->set.seed = number(r, "seed", a->set.seed);
    a->set.buckets = number(r, "buckets", a->set.buckets) != 0;
    a->set.bucket_percent = number(r, "bucket-percent", a->set.bucket_percent);
    a->set.shield = number(r, "shield", a->set.shield) != 0;
    a->set.session_ms = number(r, "session-ms", a->set.session_ms);
    set_word(r, "web-token", a->set.web_token, sizeof a->set.web_token);
    set_word(r, "pod-token", a->set.pod_token, sizeof a->set.pod_token);
    set_word(r, "external-id", a->set.external_id, sizeof a->set.external_id);
}

/* In every account and Region. */
static void set(struct aws *a, struct sim_request *r)
{
    world_each(w, a) set_one(w, r);
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

/* A network interface: of an instance, or a branch of one that a pod has to itself. */
static void add_interface(struct aws *a, struct sim_request *r)
{
    static const char *const members[] = {"address", "instance", "device", "groups"};
    const char *id = sim_query(r, "id");
    if (!id || !str_starts(id, "eni-") || !sim_query(r, "groups")) {
        refuse(r, "say id=eni-... and groups= with commas between; and address=, instance= and device=");
        return;
    }
    struct node *interface = node_new(id, NULL);
    for (size_t i = 0; i < COUNT_OF(members); i++)
        if (sim_query(r, members[i]))
            node_set(interface, members[i], sim_query(r, members[i]));
    node_put(a->interfaces, interface);
    done(r, "interfaces", (int64_t)node_count(a->interfaces));
}

/* Of the first account and Region, or of the one named. */
static void state(struct aws *a, struct sim_request *r)
{
    struct buf body = {0};
    const char *account = sim_query(r, "account"), *region = sim_query(r, "region");
    state_write(world_of(a, account ? account : a->set.account, region ? region : a->set.region), &body);
    reply(r, 200, &body);
}

static void page(struct aws *a, struct sim_request *r)
{
    struct sim_answer answer = {.status = 200, .headers = {"Content-Type", "text/html; charset=utf-8"}};
    page_write(a, &answer.body);
    sim_reply(r, &answer);
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
    {"/state", state},
    {"/", page},
    {"/sim/health", set_health},
    {"/sim/set", set},
    {"/sim/limit", set_limit},
    {"/sim/certificate", set_certificate},
    {"/sim/webacl", add_web_acl},
    {"/sim/cluster", add_cluster},
    {"/sim/interface", add_interface},
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
