/* Roles: AssumeRole with the credentials found so far, AssumeRoleWithWebIdentity with a token from a file. */
#include <ctype.h>
#include <string.h>
#include <stdlib.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/aws/client.h"
#include "lib/aws/credentials_inner.h"

enum { STS_MS = 20000, MAX_TOKEN = 64 * 1024 };

static const char session_name[] = "headgate";

void role_push(struct credentials_fetch *f, const struct role *copied)
{
    ARRAY_GROW(f->roles, f->roles_count, f->roles_cap);
    f->roles[f->roles_count++] = (struct role){.arn = xstrdup(copied->arn),
                                               .external_id = xstrdup_or_null(copied->external_id),
                                               .session_name = xstrdup_or_null(copied->session_name),
                                               .duration_s = copied->duration_s};
}

/* Said by nobody for sure, or said to come again. */
static enum err_kind kind_of(const struct aws_result *r)
{
    bool unsure = r->status == 0 || r->status >= 500 || r->status == 429 || r->maybe_done;
    return unsure && strcmp(r->code, "BadParameters") != 0 ? ERR_AGAIN : ERR_CONFIG;
}

static void on_assumed(void *context, const struct aws_result *r)
{
    struct credentials_fetch *f = context;
    struct credentials c = {0};
    struct err err = {0};
    if (r->code) {
        err_set(&err, kind_of(r), "cannot become %s: STS says %s: %s", f->role_name, r->code, r->message ? r->message : "");
        fetch_failed(f, &err);
        return;
    }
    own_json *tree = json_parse(r->answer, strlen(r->answer), &err);
    own_str char *text = tree ? json_text(json_get(tree, "Credentials")) : NULL;
    if (credentials_read_json(&c, text ? text : "", f->role_name, &err))
        fetch_failed(f, &err);
    else
        fetch_got(f, &c);
    if (text)
        explicit_bzero(text, strlen(text));
}

/* with: taken. */
static int ask(struct credentials_fetch *f, const char *action, const struct buf *parameters, struct credentials *with, struct err *err)
{
    if (!f->region) {
        credentials_release(with);
        return err_set(err, ERR_CONFIG, "cannot become %s: no AWS Region to ask STS in; set AWS_REGION", f->role_name);
    }
    f->sts = aws_client_with(f->loop, &(struct aws_settings){.region = f->region, .endpoint_url = f->endpoint_url}, with);
    aws_call(f->sts, &(struct aws_request){.service = "sts", .action = action, .parameters = buf_str(parameters), .deadline_ms = STS_MS},
             on_assumed, f);
    return 0;
}

void role_assume_last(struct credentials_fetch *f)
{
    struct role role = f->roles[--f->roles_count];
    own_buf parameters = {0};
    struct err err = {0};
    struct json_out o = json_out(&parameters);
    json_open_object(&o, NULL);
    json_add_str(&o, "RoleArn", role.arn);
    json_add_str(&o, "RoleSessionName", role.session_name ? role.session_name : session_name);
    json_add_str(&o, "ExternalId", role.external_id);
    if (role.duration_s)
        json_add_int(&o, "DurationSeconds", role.duration_s);
    json_close_object(&o);
    free(f->role_name);
    f->role_name = xasprintf("role '%s' by %s", role.arn, f->found.from);
    struct credentials with = f->found;
    f->found = (struct credentials){0};
    if (ask(f, "AssumeRole", &parameters, &with, &err))
        fetch_failed(f, &err);
    free(role.arn);
    free(role.external_id);
    free(role.session_name);
}

static int read_token(struct buf *to, const char *path, struct err *err)
{
    if (buf_read_file(to, path, MAX_TOKEN, err))
        return err_wrap(err, "cannot read the web identity token");
    while (to->len && isspace((unsigned char)to->data[to->len - 1]))
        to->data[--to->len] = '\0';
    return to->len ? 0 : err_set(err, ERR_CONFIG, "web identity token '%s' is empty", path);
}

int web_identity_start(struct credentials_fetch *f, const struct web_identity *w, struct err *err)
{
    own_buf token = {0}, parameters = {0};
    if (!w->role_arn)
        return err_set(err, ERR_CONFIG, "AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not");
    if (read_token(&token, w->token_file, err))
        return -1;
    struct json_out o = json_out(&parameters);
    json_open_object(&o, NULL);
    json_add_str(&o, "RoleArn", w->role_arn);
    json_add_str(&o, "RoleSessionName", w->session_name ? w->session_name : session_name);
    json_add_str(&o, "WebIdentityToken", buf_str(&token));
    json_close_object(&o);
    f->role_name = xasprintf("role '%s' by the web identity token '%s'", w->role_arn, w->token_file);
    struct credentials nobody = {.from = xstrdup("a web identity token")};
    int result = ask(f, "AssumeRoleWithWebIdentity", &parameters, &nobody, err) ? -1 : 1;
    explicit_bzero(token.data, token.len);
    explicit_bzero(parameters.data, parameters.len);
    return result;
}

int link_web_identity(struct credentials_fetch *f, struct err *err)
{
    const char *file = credentials_env("AWS_WEB_IDENTITY_TOKEN_FILE");
    struct web_identity w = {
        .token_file = file, .role_arn = credentials_env("AWS_ROLE_ARN"), .session_name = credentials_env("AWS_ROLE_SESSION_NAME")};
    return file ? web_identity_start(f, &w, err) : 0;
}
