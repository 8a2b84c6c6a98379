#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/aws/credentials.h"
#include "lib/aws/profile.h"

/* 1: found; 0: nothing there, ask the next; -1: what is there cannot be used. */
typedef int source_fn(struct credentials *c, struct err *err);

static const char *env(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static int from_environment(struct credentials *c, struct err *err)
{
    const char *key = env("AWS_ACCESS_KEY_ID"), *secret = env("AWS_SECRET_ACCESS_KEY");
    if (!key && !secret)
        return 0;
    if (!key || !secret)
        return err_set(err, ERR_CONFIG, "the environment has %s but no %s", key ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY",
                       key ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID");
    *c = (struct credentials){.access_key = xstrdup(key),
                              .secret_key = xstrdup(secret),
                              .session_token = xstrdup_or_null(env("AWS_SESSION_TOKEN")),
                              .from = xstrdup("the environment")};
    return 1;
}

/* Ways that a profile can name and that we do not go yet: better said than passed over. */
static int refuse_unsupported(const struct profile *p, struct err *err)
{
    static const char *const ways[] = {"role_arn", "credential_process", "sso_session", "sso_start_url", "web_identity_token_file"};
    for (size_t i = 0; i < COUNT_OF(ways); i++)
        if (profile_get(p, ways[i]))
            return err_set(err, ERR_CONFIG,
                           "profile '%s' gets its credentials by '%s', which is not supported; give keys in the profile"
                           " or in the environment",
                           p->name, ways[i]);
    return 0;
}

static int from_shared_files(struct credentials *c, struct err *err)
{
    own_profile p = {0};
    if (profile_load(&p, err))
        return -1;
    const char *key = profile_get(&p, "aws_access_key_id"), *secret = profile_get(&p, "aws_secret_access_key");
    if (!p.found && env("AWS_PROFILE"))
        return err_set(err, ERR_CONFIG, "AWS_PROFILE names '%s', and neither '%s' nor '%s' has that profile", p.name, p.credentials_path,
                       p.config_path);
    if (!key && !secret)
        return refuse_unsupported(&p, err);
    if (!key || !secret)
        return err_set(err, ERR_CONFIG, "profile '%s' of '%s' has no %s", p.name, p.credentials_path,
                       key ? "aws_secret_access_key" : "aws_access_key_id");
    *c = (struct credentials){.access_key = xstrdup(key),
                              .secret_key = xstrdup(secret),
                              .session_token = xstrdup_or_null(profile_get(&p, "aws_session_token")),
                              .from = xasprintf("profile '%s' of '%s'", p.name, p.credentials_path)};
    return 1;
}

static source_fn *const sources[] = {from_environment, from_shared_files};

int credentials_find(struct credentials *c, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(sources); i++) {
        int found = sources[i](c, err);
        if (found)
            return found < 0 ? -1 : 0;
    }
    return err_set(err, ERR_CONFIG,
                   "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or put a profile into"
                   " ~/.aws/credentials");
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
    const char *region = env("AWS_REGION") ? env("AWS_REGION") : env("AWS_DEFAULT_REGION");
    if (region)
        return xstrdup(region);
    own_profile p = {0};
    return profile_load(&p, NULL) ? NULL : xstrdup_or_null(profile_get(&p, "region"));
}
