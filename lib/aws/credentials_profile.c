/* The profile's way: keys, a process, a role from another profile, from a source, or by a web identity. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/aws/credentials_inner.h"
#include "lib/aws/profile.h"

enum { LONGEST_CHAIN = 8 };

static int keys_of(struct credentials_fetch *f, const struct profile *p, struct err *err)
{
    const char *key = profile_get(p, "aws_access_key_id"), *secret = profile_get(p, "aws_secret_access_key");
    if (!key && !secret)
        return 0;
    if (!key || !secret)
        return err_set(err, ERR_CONFIG, "profile '%s' of '%s' has no %s", p->name, p->credentials_path,
                       key ? "aws_secret_access_key" : "aws_access_key_id");
    struct credentials c = {.access_key = xstrdup(key),
                            .secret_key = xstrdup(secret),
                            .session_token = xstrdup_or_null(profile_get(p, "aws_session_token")),
                            .from = xasprintf("profile '%s' of '%s'", p->name, p->credentials_path)};
    fetch_got(f, &c);
    return 1;
}

static int process_of(struct credentials_fetch *f, const struct profile *p, struct err *err)
{
    const char *command = profile_get(p, "credential_process");
    return command ? process_start(f, command, err) : 0;
}

static int sso_of(const struct profile *p, struct err *err)
{
    if (!profile_get(p, "sso_session") && !profile_get(p, "sso_start_url") && !profile_get(p, "login_session"))
        return 0;
    return err_set(err, ERR_CONFIG,
                   "profile '%s' signs in by %s, which needs a person with a browser and ends within hours; give a role,"
                   " a web identity or keys instead",
                   p->name, profile_get(p, "login_session") ? "aws login" : "SSO");
}

static int source_named(struct credentials_fetch *f, const struct profile *p, const char *source, struct err *err)
{
    int found = -2;
    if (strcmp(source, "Environment") == 0)
        found = link_environment(f, err);
    else if (strcmp(source, "EcsContainer") == 0)
        found = link_container(f, err);
    else if (strcmp(source, "Ec2InstanceMetadata") == 0)
        found = link_metadata(f, err);
    if (found == -2)
        return err_set(err, ERR_CONFIG, "profile '%s': credential_source '%s' is not one of Environment, EcsContainer, Ec2InstanceMetadata",
                       p->name, source);
    return found ? found : err_set(err, ERR_CONFIG, "profile '%s': its credential_source '%s' has no credentials", p->name, source);
}

static void push_role(struct credentials_fetch *f, const struct profile *p, char *arn)
{
    const char *name = profile_get(p, "role_session_name"), *duration = profile_get(p, "duration_seconds");
    own_str char *external = xstrdup_or_null(profile_get(p, "external_id"));
    own_str char *session = xstrdup_or_null(name);
    role_push(f,
              &(struct role){
                  .arn = arn, .external_id = external, .session_name = session, .duration_s = duration ? strtoll(duration, NULL, 10) : 0});
}

/* What role_arn of a profile leads to: 1 or -1, or 0 with *next the profile to go on with (heap text). */
static int role_of(struct credentials_fetch *f, const struct profile *p, char **next, struct err *err)
{
    const char *token = profile_get(p, "web_identity_token_file"), *source = profile_get(p, "source_profile"),
               *named = profile_get(p, "credential_source");
    own_str char *arn = xstrdup(profile_get(p, "role_arn"));
    if (token)
        return web_identity_start(
            f, &(struct web_identity){.token_file = token, .role_arn = arn, .session_name = profile_get(p, "role_session_name")}, err);
    if (profile_get(p, "mfa_serial"))
        return err_set(err, ERR_CONFIG, "profile '%s' asks for an MFA code (mfa_serial), which nobody is there to type", p->name);
    if (!source && !named)
        return err_set(err, ERR_CONFIG,
                       "profile '%s' has role_arn, but neither source_profile nor credential_source nor web_identity_token_file", p->name);
    if (f->roles_count == LONGEST_CHAIN)
        return err_set(err, ERR_CONFIG, "profile '%s': source_profile leads from profile to profile without an end", p->name);
    push_role(f, p, arn);
    if (named && !source)
        return source_named(f, p, named, err);
    if (strcmp(source, p->name) == 0) { /* a profile may name itself: its own keys are the source */
        int found = keys_of(f, p, err);
        return found ? found : err_set(err, ERR_CONFIG, "profile '%s' is its own source_profile and has no keys", p->name);
    }
    *next = xstrdup(source);
    return 0;
}

/* One profile; `from` names the one that leads here, NULL for the first. */
static int visit(struct credentials_fetch *f, const struct profile *p, const char *from, struct err *err)
{
    own_str char *next = NULL;
    int found = 0;
    if (profile_get(p, "role_arn")) {
        found = role_of(f, p, &next, err);
    } else {
        found = keys_of(f, p, err);
        found = found ? found : process_of(f, p, err);
        found = found ? found : sso_of(p, err);
    }
    if (found == 0 && next) {
        own_profile other = {0};
        return profile_load(&other, next, err) ? -1 : visit(f, &other, p->name, err);
    }
    if (found == 0 && from)
        return err_set(err, ERR_CONFIG, "profile '%s', the source_profile of '%s', %s", p->name, from,
                       p->found ? "has no credentials" : "is in neither of the shared files");
    return found;
}

int link_profile(struct credentials_fetch *f, struct err *err)
{
    own_profile p = {0};
    if (profile_load(&p, NULL, err))
        return -1;
    if (!p.found && credentials_env("AWS_PROFILE"))
        return err_set(err, ERR_CONFIG, "AWS_PROFILE names '%s', and neither '%s' nor '%s' has that profile", p.name, p.credentials_path,
                       p.config_path);
    return visit(f, &p, NULL, err);
}
