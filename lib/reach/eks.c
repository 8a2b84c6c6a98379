#include "lib/reach/eks.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/aws/client.h"
#include "lib/aws/credentials.h"
#include "lib/aws/eks.h"

enum { WAIT_MIN_MS = 1000, WAIT_MAX_MS = 30 * 1000 };

struct eks {
    struct loop *loop;
    struct loop_timer *timer; /* of the next try, or of the client's end */
    struct eks_cluster cluster;
    char *where;
    reached_fn *reached;
    void *context;
    struct credentials_fetch *fetch; /* for DescribeCluster */
    struct aws_client *client;
    int64_t wait_ms;
    bool found;
};

/* ---- signing in ---- */

struct signing {
    struct eks *eks;
    struct credentials_fetch *fetch;
    kube_exec_fn *fn;
    void *to;
};

static void on_signer(void *context, struct credentials *found, const struct err *err)
{
    struct signing *s = context;
    struct moment now = moment_now(), ends = moment_add_ms(now, EKS_TOKEN_MS);
    struct err why = {0};
    own_buf token = {0};
    struct kube_credential got = {0};

    if (err)
        why = *err;
    else if (!found->access_key)
        err_set(&why, ERR_CONFIG, "%s cannot be signed in to: AWS credentials are needed", s->eks->where);
    else if (!eks_token(&token, &s->eks->cluster, found, now, &why))
        got = (struct kube_credential){.token = buf_take(&token),
                                       .expires = found->expires.us && found->expires.us < ends.us ? found->expires : ends};
    s->fn(s->to, why.kind ? NULL : &got, why.kind ? &why : NULL);
    kube_credential_release(&got);
    free(s);
}

static void *sign_start(void *context, kube_exec_fn *fn, void *to, struct err *err)
{
    struct eks *e = context;
    struct signing *s = xcalloc(1, sizeof *s);

    (void)err;
    *s = (struct signing){.eks = e, .fn = fn, .to = to};
    s->fetch = credentials_fetch(e->loop, &(struct credentials_place){.region = e->cluster.region}, on_signer, s);
    return s;
}

static void sign_cancel(void *run)
{
    struct signing *s = run;

    if (!s)
        return;
    credentials_fetch_cancel(s->fetch);
    free(s);
}

/* ---- where it is ---- */

/* From DescribeCluster's answer. */
static int read_access(const struct eks *e, struct kube_access *a, const struct json *cluster, struct err *err)
{
    const char *endpoint = json_str(json_get(cluster, "endpoint"));
    const char *data = json_str(json_path(cluster, "certificateAuthority", "data", NULL));
    own_buf pem = {0};

    if (!endpoint || !data)
        return err_set(err, ERR_AGAIN, "%s has no endpoint or no certificate yet: its status is %s", e->where,
                       json_str_or(json_get(cluster, "status"), "not told"));
    if (!str_starts(endpoint, "https://"))
        return err_set(err, ERR_CONFIG, "endpoint '%s' of %s is not usable: only https:// is served", endpoint, e->where);
    if (base64_decode(&pem, data, strlen(data), err) || kube_check_pem(buf_str(&pem), "CERTIFICATE", "the certificate", e->where, err))
        return err_wrap(err, "%s", e->where);
    a->where = xstrdup(e->where);
    a->server = xstrndup(endpoint, strlen(endpoint) - str_ends(endpoint, "/"));
    a->ca_pem = buf_take(&pem);
    a->signer = (struct kube_signer){.context = (void *)(uintptr_t)e, .start = sign_start, .cancel = sign_cancel};
    return 0;
}

static void again(struct eks *e, const struct err *err)
{
    e->wait_ms = e->wait_ms ? e->wait_ms * 2 : WAIT_MIN_MS;
    if (e->wait_ms > WAIT_MAX_MS)
        e->wait_ms = WAIT_MAX_MS;
    loop_timer_in(e->timer, e->wait_ms + random_below((uint32_t)e->wait_ms));
    e->reached(e->context, NULL, err);
}

/* A person must act on these; all else may pass. */
static bool needs_person(const struct aws_result *r)
{
    return r->status / 100 == 4 && r->status != 429 && !strstr(r->code, "Throttl") && !strstr(r->code, "Expired");
}

static void on_described(void *context, const struct aws_result *r)
{
    struct eks *e = context;
    struct err err = {0};
    struct kube_access access = {0};
    own_json *answer = r->answer ? json_parse(r->answer, strlen(r->answer), NULL) : NULL;

    if (r->code)
        err_set(&err, needs_person(r) ? ERR_CONFIG : ERR_AGAIN, "DescribeCluster for %s: %s", e->where, r->message ? r->message : r->code);
    else
        read_access(e, &access, json_get(answer, "cluster"), &err);
    if (err.kind) {
        kube_access_release(&access);
        again(e, &err);
        return;
    }
    e->found = true;
    loop_timer_in(e->timer, 0); /* the client is not needed any more */
    e->reached(e->context, &access, NULL);
    kube_access_release(&access);
}

static void on_credentials(void *context, struct credentials *found, const struct err *err)
{
    struct eks *e = context;
    own_buf parameters = {0};
    struct json_out o = json_out(&parameters);

    e->fetch = NULL;
    if (err) {
        again(e, err);
        return;
    }
    aws_client_free(e->client);
    e->client = aws_client_with(e->loop, &(struct aws_settings){.region = e->cluster.region}, found);
    json_open_object(&o, NULL);
    json_add_str(&o, "name", e->cluster.name);
    json_close_object(&o);
    aws_call(e->client, &(struct aws_request){.service = "eks", .action = "DescribeCluster", .parameters = buf_str(&parameters)},
             on_described, e);
}

static void due(void *context)
{
    struct eks *e = context;

    if (e->found) {
        aws_client_free(e->client);
        e->client = NULL;
        return;
    }
    e->fetch = credentials_fetch(e->loop, &(struct credentials_place){.region = e->cluster.region}, on_credentials, e);
}

void eks_reach(struct eks *e, reached_fn *reached, void *context)
{
    e->reached = reached;
    e->context = context;
    loop_timer_in(e->timer, 0);
}

struct eks *eks_new(struct loop *loop, const char *text, const char *region, struct err *err)
{
    struct eks *e = xcalloc(1, sizeof *e);

    e->loop = loop;
    e->timer = loop_timer_add(loop, due, e);
    if (eks_cluster_parse(&e->cluster, text, region, err)) {
        eks_free(e);
        return NULL;
    }
    e->where = xasprintf("EKS cluster '%s' in %s", e->cluster.name, e->cluster.region);
    return e;
}

void eks_free(struct eks *e)
{
    if (!e)
        return;
    credentials_fetch_cancel(e->fetch);
    aws_client_free(e->client);
    loop_timer_remove(e->timer);
    eks_cluster_release(&e->cluster);
    free(e->where);
    free(e);
}
