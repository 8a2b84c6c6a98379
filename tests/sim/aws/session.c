/* Credentials that end: STS's roles, EC2's instance metadata (version 2 only) and the container endpoint of a pod. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/aws/aws.h"

static const char metadata_token[] = "SIMMETADATATOKEN==", metadata_role[] = "sim-machine";

static int64_t now_ms(const struct aws *a)
{
    return moment_now().us / 1000 + a->set.skew_s * 1000;
}

/* The oldest makes room. */
static const struct session *issue(struct aws *a, const char *account, const char *arn)
{
    uint64_t number = a->sessions_made++;
    struct session *s = &a->sessions[number % AWS_SESSIONS];
    snprintf(s->access_key, sizeof s->access_key, "ASIASIM%llu", (unsigned long long)number);
    snprintf(s->secret_key, sizeof s->secret_key, "session-secret-%llu", (unsigned long long)number);
    snprintf(s->token, sizeof s->token, "session/token+%llu==", (unsigned long long)number);
    snprintf(s->arn, sizeof s->arn, "%s", arn);
    snprintf(s->account, sizeof s->account, "%s", account);
    s->ends_ms = now_ms(a) + a->set.session_ms;
    return s;
}

const struct session *session_find(const struct aws *a, const char *access_key)
{
    for (size_t i = 0; i < AWS_SESSIONS; i++)
        if (a->sessions[i].access_key[0] && strcmp(a->sessions[i].access_key, access_key) == 0)
            return &a->sessions[i];
    return NULL;
}

const char *session_account(const struct session *s)
{
    return s->account;
}

bool session_is_over(const struct aws *a, const struct session *s)
{
    return now_ms(a) >= s->ends_ms;
}

void sessions_end(struct aws *a)
{
    for (size_t i = 0; i < AWS_SESSIONS; i++)
        a->sessions[i].ends_ms = 0;
}

static char *expiry(const struct session *s, char text[32])
{
    time_t t = (time_t)(s->ends_ms / 1000);
    struct tm tm;
    gmtime_r(&t, &tm);
    strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return text;
}

/* ---- STS ---- */

/* The role's own account where a key of it is known, else the first. */
static const char *role_account(const struct aws *root, const char *role, char account[16])
{
    int found = sscanf(role, "arn:aws:iam::%15[0-9]:", account);
    node_each (key, root->set.more_keys)
        if (found == 1 && str_starts(key->value, account) && key->value[strlen(account)] == ':')
            return account;
    return root->set.account;
}

static int write_session(struct call *c)
{
    char text[32];
    const char *role = node_str(c->in, "RoleArn"), *name = node_str(c->in, "RoleSessionName"), *slash = strrchr(role, '/');
    if (!str_starts(role, "arn:aws:iam::") || !slash)
        return call_invalid(c, "%s is invalid", role);
    char number[16];
    const char *account = role_account(c->aws->root, role, number);
    own_str char *arn = xasprintf("arn:aws:sts::%s:assumed-role%s/%s", account, slash, name);
    const struct session *s = issue(c->aws->root, account, arn);
    buf_add_str(&c->out, "<Credentials>");
    xml_text(&c->out, "AccessKeyId", s->access_key);
    xml_text(&c->out, "SecretAccessKey", s->secret_key);
    xml_text(&c->out, "SessionToken", s->token);
    xml_text(&c->out, "Expiration", expiry(s, text));
    buf_add_str(&c->out, "</Credentials><AssumedRoleUser>");
    xml_text(&c->out, "Arn", arn);
    xml_text(&c->out, "AssumedRoleId", "AROASIM:session");
    buf_add_str(&c->out, "</AssumedRoleUser>");
    return 0;
}

int op_AssumeRole(struct call *c)
{
    const char *wanted = c->aws->set.external_id, *role = node_str(c->in, "RoleArn");
    const char *who = c->session ? c->session->arn : "the account's user";
    if (strstr(role, "/denied") || (wanted[0] && !str_equal(node_str(c->in, "ExternalId"), wanted)))
        return call_fail(c, "AccessDenied", "User: %s is not authorized to perform: sts:AssumeRole on resource: %s", who, role);
    return write_session(c);
}

int op_AssumeRoleWithWebIdentity(struct call *c)
{
    if (strcmp(node_str(c->in, "WebIdentityToken"), c->aws->set.web_token) != 0)
        return call_fail(c, "InvalidIdentityToken", "The web identity token that was passed could not be validated by AWS.");
    return write_session(c);
}

/* ---- what a machine or a pod is given ---- */

static void reply(struct aws *a, struct sim_request *r, int status, const char *text)
{
    struct sim_answer answer = {.status = status,
                                .headers = {"Content-Type", status == 200 && *text == '{' ? "application/json" : "text/plain"}};
    buf_add_str(&answer.body, text);
    if (a->log) {
        fprintf(a->log, "{\"metadata\":\"%s %s\",\"status\":%d}\n", r->method, r->path, status);
        fflush(a->log);
    }
    sim_reply(r, &answer);
}

static void give(struct aws *a, struct sim_request *r, const char *role)
{
    own_buf body = {0};
    char text[32];
    own_str char *arn = xasprintf("arn:aws:sts::%s:assumed-role/%s/i-0123456789abcdef0", a->set.account, role);
    const struct session *s = issue(a, a->set.account, arn);
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    json_add_str(&o, "Code", "Success");
    json_add_str(&o, "AccessKeyId", s->access_key);
    json_add_str(&o, "SecretAccessKey", s->secret_key);
    json_add_str(&o, "Token", s->token);
    json_add_str(&o, "Expiration", expiry(s, text));
    json_close_object(&o);
    reply(a, r, 200, buf_str(&body));
}

static void answer_pod(struct aws *a, struct sim_request *r)
{
    if (str_equal(sim_header(r, "Authorization"), a->set.pod_token))
        give(a, r, "sim-pod");
    else
        reply(a, r, 401, "no token of a pod");
}

static void answer_machine(struct aws *a, struct sim_request *r)
{
    static const char roles[] = "/latest/meta-data/iam/security-credentials/";
    bool known = str_equal(sim_header(r, "X-aws-ec2-metadata-token"), metadata_token);
    if (strcmp(r->path, "/latest/api/token") == 0 && strcmp(r->method, "PUT") == 0)
        reply(a, r, sim_header(r, "X-aws-ec2-metadata-token-ttl-seconds") ? 200 : 400, metadata_token);
    else if (!known)
        reply(a, r, 401, "no token");
    else if (strcmp(r->path, roles) == 0)
        reply(a, r, 200, metadata_role);
    else if (str_starts(r->path, roles) && strcmp(r->path + strlen(roles), metadata_role) == 0)
        give(a, r, metadata_role);
    else if (strcmp(r->path, "/latest/meta-data/placement/region") == 0)
        reply(a, r, 200, a->set.region);
    else
        reply(a, r, 404, "nothing here");
}

bool answer_metadata(struct aws *a, struct sim_request *r)
{
    bool pod = strcmp(r->path, "/pod/credentials") == 0, machine = str_starts(r->path, "/latest/");
    if (pod)
        answer_pod(a, r);
    else if (machine)
        answer_machine(a, r);
    return pod || machine;
}
