/* Actions of a rule, as maps of nginx and as answers in the server's location. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

static const char *group_word(const char *arn)
{
    const char *slash = strrchr(arn, '/');
    return slash ? slash + 1 : arn;
}

/* ---- forward ---- */

static int64_t total_weight(const struct node *tuples)
{
    int64_t total = 0;
    node_each (t, tuples)
        total += node_int_or(t, "Weight", 1);
    return total;
}

/* Shares of the requests by weight; nginx takes hundredths of a percent. */
static void write_split(struct scope *s, const char *name, const struct node *tuples)
{
    int64_t total = total_weight(tuples), given = 0;
    const struct node *last = NULL;
    buf_addf(s->maps, "split_clients $request_id $%s_%s_split {", s->prefix, name);
    node_each (t, tuples) {
        int64_t weight = node_int_or(t, "Weight", 1), share = weight * 10000 / total;
        if (weight == 0)
            continue;
        if (given + weight == total)
            last = t;
        else
            buf_addf(s->maps, "%lld.%02lld%% g%s;", (long long)(share / 100), (long long)(share % 100),
                     group_word(node_str(t, "TargetGroupArn")));
        given += weight;
    }
    buf_addf(s->maps, "* %s%s;}\n", last ? "g" : "none", last ? group_word(node_str(last, "TargetGroupArn")) : "");
}

/* A client that has the cookie of a group that the action still gives a weight stays with it. */
static void write_stickiness(struct scope *s, const char *name, const struct node *forward, struct route *out)
{
    const struct node *config = node_get(forward, "TargetGroupStickinessConfig");
    if (!str_equal(node_str(config, "Enabled"), "true"))
        return;
    buf_addf(s->maps, "map $cookie_AWSALBTG $%s_%s_tg {default $%s_%s_split;", s->prefix, name, s->prefix, name);
    node_each (t, node_get(forward, "TargetGroups")) {
        const char *word = group_word(node_str(t, "TargetGroupArn"));
        if (node_int_or(t, "Weight", 1) == 0)
            continue; /* of weight 0: receives nothing */
        buf_addf(s->maps, "g%s g%s;", word, word);
    }
    buf_add_str(s->maps, "}\n");
    snprintf(out->group, sizeof out->group, "$%s_%s_tg", s->prefix, name);
    snprintf(out->stuck, sizeof out->stuck, "AWSALBTG=$%s_%s_tg; Max-Age=%lld; Path=/", s->prefix, name,
             (long long)node_int_or(config, "DurationSeconds", 3600));
}

static void write_forward(struct scope *s, const char *name, const struct node *action, struct route *out)
{
    const struct node *forward = node_get(action, "ForwardConfig"), *tuples = node_get(forward, "TargetGroups");
    snprintf(out->act, sizeof out->act, "pass");
    if (total_weight(tuples) == 0)
        return;
    snprintf(out->group, sizeof out->group, "$%s_%s_split", s->prefix, name);
    write_split(s, name, tuples);
    write_stickiness(s, name, forward, out);
}

/* ---- answers of the load balancer's own ---- */

static void write_fixed(struct scope *s, const char *name, const struct node *action, struct route *out)
{
    const struct node *config = node_get(action, "FixedResponseConfig");
    snprintf(out->act, sizeof out->act, "fixed_%s", name);
    buf_addf(s->inside, "    if ($%s_act = %s) { rewrite ^ /.%s last; }\n", s->prefix, out->act, out->act);
    buf_addf(s->beside, "  location = /.%s { internal; default_type ", out->act);
    quote_text(s->beside, node_str_or(config, "ContentType", "text/plain"));
    buf_addf(s->beside, "; return %s ", node_str_or(config, "StatusCode", "503"));
    quote_text(s->beside, node_str_or(config, "MessageBody", ""));
    buf_add_str(s->beside, "; }\n");
}

/* #{host} and the like become nginx's variables. */
static void add_filled(struct buf *to, const char *text, const char *port)
{
    const char *const words[][2] = {{"#{protocol}", "${scheme}"},
                                    {"#{host}", "${alb_host}"},
                                    {"#{port}", port},
                                    {"#{path}", "${alb_path_rest}"},
                                    {"#{query}", "${args}"}};
    while (*text) {
        size_t i = 0;
        while (i < COUNT_OF(words) && !str_starts(text, words[i][0]))
            i++;
        if (i < COUNT_OF(words)) {
            buf_add_str(to, words[i][1]);
            text += strlen(words[i][0]);
            continue;
        }
        if (*text == '$')
            buf_add_str(to, "${alb_dollar}");
        else if (*text == '"' || *text == '\\')
            buf_addf(to, "\\%c", *text);
        else
            buf_add_char(to, *text);
        text++;
    }
}

static void write_redirect(struct scope *s, const char *name, const struct node *action, struct route *out)
{
    const struct node *config = node_get(action, "RedirectConfig");
    const char *port = node_str_or(s->listener, "Port", "80"), *query = node_str_or(config, "Query", "#{query}");
    const char *protocol = node_str_or(config, "Protocol", "#{protocol}");
    own_str char *lower = xstrdup(protocol);
    for (char *c = lower; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    snprintf(out->act, sizeof out->act, "%s", str_equal(node_str(config, "StatusCode"), "HTTP_302") ? "go302" : "go301");
    snprintf(out->to, sizeof out->to, "$%s_%s_to", s->prefix, name);
    buf_addf(s->maps, "map $scheme %s {default \"", out->to);
    add_filled(s->maps, lower, port);
    buf_add_str(s->maps, "://");
    add_filled(s->maps, node_str_or(config, "Host", "#{host}"), port);
    buf_add_char(s->maps, ':');
    add_filled(s->maps, node_str_or(config, "Port", "#{port}"), port);
    add_filled(s->maps, node_str_or(config, "Path", "/#{path}"), port);
    if (!strcmp(query, "#{query}")) {
        buf_add_str(s->maps, "${is_args}${args}");
    } else if (*query) {
        buf_add_char(s->maps, '?');
        add_filled(s->maps, query, port);
    }
    buf_add_str(s->maps, "\";}\n");
}

static const struct {
    const char *type;
    void (*write)(struct scope *s, const char *name, const struct node *action, struct route *out);
} routes[] = {{"forward", write_forward}, {"fixed-response", write_fixed}, {"redirect", write_redirect}};

/* ---- logins: who has the session's cookie, or a bearer token, passes ---- */

static void write_login(struct scope *s, const char *name, const struct node *action, struct route *out)
{
    bool jwt = str_equal(node_str(action, "Type"), "jwt-validation");
    const struct node *oidc = node_get(action, "AuthenticateOidcConfig"),
                      *config = oidc ? oidc : node_get(action, "AuthenticateCognitoConfig");
    const char *otherwise = node_str_or(config, "OnUnauthenticatedRequest", jwt ? "deny" : "authenticate");
    const char *cookie = node_str_or(config, "SessionCookieName", "AWSELBAuthSessionCookie");
    if (!strcmp(otherwise, "allow"))
        return;
    own_str char *known = xasprintf("(^|; ?)%s-0=.", cookie);
    buf_addf(s->maps, "map %s $%s_%s_in {default %s%s;", jwt ? "$http_authorization" : "$http_cookie", s->prefix, name,
             strcmp(otherwise, "deny") ? "login_" : "deny", strcmp(otherwise, "deny") ? name : "");
    quote_pattern(s->maps, "~", jwt ? "^Bearer .+\\..+\\." : known);
    buf_addf(s->maps, " %s;}\n", out->act);
    if (strcmp(otherwise, "deny") != 0) {
        own_str char *domain = xasprintf("https://%s/oauth2/authorize", node_str_or(config, "UserPoolDomain", ""));
        buf_addf(s->inside, "    if ($%s_act = \"login_%s\") { return 302 ", s->prefix, name);
        quote_text(s->inside, node_str_or(config, "AuthorizationEndpoint", domain));
        buf_add_str(s->inside, "; }\n");
    }
    snprintf(out->act, sizeof out->act, "$%s_%s_in", s->prefix, name);
}

/* ---- transforms: the first match of the expression is replaced ---- */

/* $1 of the rule is nginx's $2, behind what stands before the match. */
static void add_replacement(struct buf *to, const char *text)
{
    for (; *text; text++) {
        if (*text == '$' && text[1] >= '0' && text[1] <= '8')
            buf_addf(to, "$%c", *++text + 1);
        else if (*text == '"' || *text == '\\')
            buf_addf(to, "\\%c", *text);
        else
            buf_add_char(to, *text);
    }
}

static void write_rewrite(struct scope *s, const char *variable, const char *source, const struct node *config)
{
    const struct node *rewrites = node_get(config, "Rewrites"), *first = rewrites ? rewrites->first : NULL;
    own_str char *pattern = xasprintf("^(?<%s_a>.*?)%s(?<%s_z>.*)$", variable, node_str_or(first, "Regex", ""), variable);
    buf_addf(s->maps, "map %s $%s {default %s;", source, variable, source);
    quote_pattern(s->maps, "~", pattern);
    buf_addf(s->maps, " \"${%s_a}", variable);
    add_replacement(s->maps, node_str_or(first, "Replace", ""));
    buf_addf(s->maps, "${%s_z}\";}\n", variable);
}

static void write_transforms(struct scope *s, const char *name, const struct node *transforms, struct route *out)
{
    node_each (t, transforms) {
        bool host = str_equal(node_str(t, "Type"), "host-header-rewrite");
        own_str char *variable = xasprintf("%s_%s_%s", s->prefix, name, host ? "host" : "uri");
        write_rewrite(s, variable, host ? "$http_host" : "$request_uri",
                      node_get(t, host ? "HostHeaderRewriteConfig" : "UrlRewriteConfig"));
        snprintf(host ? out->host : out->uri, sizeof out->uri, "$%s", variable);
    }
}

void route_write(struct scope *s, const char *name, const struct node *rule, struct route *out)
{
    const struct node *actions = node_get(rule, "Actions");
    *out = (struct route){.act = "pass", .uri = "$request_uri", .host = "$http_host"};
    node_each (action, actions)
        for (size_t i = 0; i < COUNT_OF(routes); i++)
            if (str_equal(routes[i].type, node_str(action, "Type")))
                routes[i].write(s, name, action, out);
    node_each (action, actions)
        if (str_starts(node_str_or(action, "Type", ""), "authenticate") || str_equal(node_str(action, "Type"), "jwt-validation"))
            write_login(s, name, action, out);
    write_transforms(s, name, node_get(rule, "Transforms"), out);
}
