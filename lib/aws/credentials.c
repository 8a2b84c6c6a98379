#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/aws/client.h"
#include "lib/aws/credentials_inner.h"
#include "lib/aws/profile.h"

/* In the order of the SDKs' default chain. */
static link_fn *const links[] = {link_environment, link_profile, link_web_identity, link_container, link_metadata};

const char *credentials_env(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

int link_environment(struct credentials_fetch *f, struct err *err)
{
    const char *key = credentials_env("AWS_ACCESS_KEY_ID"), *secret = credentials_env("AWS_SECRET_ACCESS_KEY");
    if (!key && !secret)
        return 0;
    if (!key || !secret)
        return err_set(err, ERR_CONFIG, "the environment has %s but no %s", key ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY",
                       key ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID");
    struct credentials c = {.access_key = xstrdup(key),
                            .secret_key = xstrdup(secret),
                            .session_token = xstrdup_or_null(credentials_env("AWS_SESSION_TOKEN")),
                            .from = xstrdup("the environment")};
    fetch_got(f, &c);
    return 1;
}

/* ---- the walk ---- */

static void fetch_free(struct credentials_fetch *f)
{
    process_end(f);
    aws_client_free(f->sts);
    http_free(f->http);
    loop_timer_remove(f->timer);
    credentials_release(&f->found);
    for (size_t i = 0; i < f->roles_count; i++) {
        free(f->roles[i].arn);
        free(f->roles[i].external_id);
        free(f->roles[i].session_name);
    }
    free(f->roles);
    if (f->body.data)
        explicit_bzero(f->body.data, f->body.len);
    buf_release(&f->body);
    free(f->region);
    free(f->endpoint_url);
    free(f->token);
    free(f->role_name);
    free(f->command);
    free(f);
}

void fetch_got(struct credentials_fetch *f, struct credentials *c)
{
    credentials_release(&f->found);
    f->found = *c;
    *c = (struct credentials){0};
    loop_timer_in(f->timer, 0);
}

void fetch_failed(struct credentials_fetch *f, const struct err *err)
{
    f->err = *err;
    loop_timer_in(f->timer, 0);
}

/* From the loop: here nobody below is in the middle of anything. */
static void on_step(void *context)
{
    struct credentials_fetch *f = context;
    aws_client_free(f->sts);
    f->sts = NULL;
    process_end(f);
    if (f->err.kind == ERR_NONE && f->roles_count) {
        role_assume_last(f);
        return;
    }
    credentials_done_fn *done = f->done;
    done(f->context, &f->found, f->err.kind == ERR_NONE ? NULL : &f->err);
    fetch_free(f);
}

static void walk(struct credentials_fetch *f)
{
    struct err err = {0};
    for (size_t i = 0; i < COUNT_OF(links); i++) {
        int found = links[i](f, &err);
        if (found > 0)
            return;
        if (found < 0) {
            fetch_failed(f, &err);
            return;
        }
    }
}

/* A core dump would hold the keys; so would what a debugger of another process reads. */
static void leave_no_dump(void)
{
    prctl(PR_SET_DUMPABLE, 0);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

static struct credentials_fetch *fetch_new(struct loop *loop, credentials_done_fn *done, void *context)
{
    struct credentials_fetch *f = xcalloc(1, sizeof *f);
    f->loop = loop;
    f->done = done;
    f->context = context;
    f->timer = loop_timer_add(loop, on_step, f);
    f->http = http_new(loop, "headgate/" HEADGATE_VERSION);
    return f;
}

struct credentials_fetch *credentials_fetch(struct loop *loop, const struct credentials_place *where, credentials_done_fn *done,
                                            void *context)
{
    struct credentials_fetch *f = fetch_new(loop, done, context);
    f->region = where && where->region ? xstrdup(where->region) : credentials_region();
    f->endpoint_url = xstrdup_or_null(where ? where->endpoint_url : NULL);
    leave_no_dump();
    walk(f);
    return f;
}

void credentials_fetch_cancel(struct credentials_fetch *f)
{
    if (f)
        fetch_free(f);
}

struct found {
    struct loop *loop;
    struct credentials *to;
    struct err *err;
    int result;
};

static void on_found(void *context, struct credentials *found, const struct err *err)
{
    struct found *w = context;
    w->result = err ? err_set(w->err, err->kind, "%s", err->text) : 0;
    if (!err) {
        *w->to = *found;
        *found = (struct credentials){0};
    }
    loop_stop(w->loop, 0);
}

int credentials_find(struct credentials *c, const struct credentials_place *where, struct err *err)
{
    struct found w = {.loop = loop_new(), .to = c, .err = err};
    credentials_fetch(w.loop, where, on_found, &w);
    loop_run(w.loop);
    loop_free(w.loop);
    return w.result;
}

/* ---- the thing itself ---- */

static int read_expiry(struct credentials *c, const char *text, const char *what, struct err *err)
{
    return text && moment_parse(&c->expires, text, err) ? err_wrap(err, "%s: Expiration", what) : 0;
}

int credentials_read_json(struct credentials *c, const char *text, const char *what, struct err *err)
{
    own_json *tree = json_parse(text, strlen(text), err);
    if (!tree)
        return err_set(err, ERR_AGAIN, "%s: what it gave is not JSON", what); /* the text may hold a secret: not shown */
    const char *key = json_str(json_get(tree, "AccessKeyId")), *secret = json_str(json_get(tree, "SecretAccessKey"));
    const char *token = json_str(json_get(tree, "Token")), *code = json_str(json_get(tree, "Code"));
    if (code && strcmp(code, "Success") != 0)
        return err_set(err, ERR_AGAIN, "%s: answered with code '%s'", what, code);
    if (!key || !secret || !*key || !*secret)
        return err_set(err, ERR_AGAIN, "%s: what it gave has no %s", what, key && *key ? "SecretAccessKey" : "AccessKeyId");
    if (read_expiry(c, json_str(json_get(tree, "Expiration")), what, err))
        return -1;
    c->access_key = xstrdup(key);
    c->secret_key = xstrdup(secret);
    c->session_token = xstrdup_or_null(token ? token : json_str(json_get(tree, "SessionToken")));
    c->from = xstrdup(what);
    return 0;
}

int64_t credentials_refresh_ms(const struct credentials *c, struct moment now)
{
    enum { EARLY_MS = 15 * 60 * 1000, OVER_MS = 60 * 1000 };
    if (!c->expires.us)
        return -1;
    int64_t left = (c->expires.us - now.us) / 1000;
    if (left <= 0)
        return OVER_MS; /* instance metadata does that when it has nothing newer: the old ones are used, and asked for again */
    int64_t early = left / 4 < EARLY_MS ? left / 4 : EARLY_MS;
    return left - early < 1000 ? 1000 : left - early;
}

static void wipe(char *text)
{
    if (text)
        explicit_bzero(text, strlen(text));
    free(text);
}

void credentials_release(struct credentials *c)
{
    wipe(c->access_key);
    wipe(c->secret_key);
    wipe(c->session_token);
    free(c->from);
    *c = (struct credentials){0};
}

char *credentials_region(void)
{
    const char *region = credentials_env("AWS_REGION") ? credentials_env("AWS_REGION") : credentials_env("AWS_DEFAULT_REGION");
    if (region)
        return xstrdup(region);
    own_profile p = {0};
    return profile_load(&p, NULL, NULL) ? NULL : xstrdup_or_null(profile_get(&p, "region"));
}

struct found_region {
    struct loop *loop;
    const struct credentials_fetch *by;
    struct err *err;
    char *region;
};

static void on_region(void *context, struct credentials *none, const struct err *err)
{
    struct found_region *w = context;
    (void)none;
    if (err)
        err_set(w->err, err->kind, "%s", err->text);
    else
        w->region = xstrdup(w->by->region);
    loop_stop(w->loop, 0);
}

char *credentials_region_of_machine(struct err *err)
{
    struct found_region w = {.loop = loop_new(), .err = err};
    struct credentials_fetch *f = fetch_new(w.loop, on_region, &w);
    w.by = f;
    f->for_region = true;
    link_metadata(f, err);
    loop_run(w.loop);
    loop_free(w.loop);
    return w.region;
}
