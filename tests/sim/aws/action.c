/* Actions of listeners and rules: checked, and brought into the form that Describe shows. */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

/* Where the actions are to stand. */
struct place {
    const struct resource *lb;
    const char *protocol;
};

/* ---- which groups ---- */

static const struct node *tuples(const struct node *action)
{
    return node_get(node_get(action, "ForwardConfig"), "TargetGroups");
}

bool actions_use(const struct node *actions, const char *group_arn)
{
    node_each (action, actions)
        node_each (t, tuples(action))
            if (str_equal(node_str(t, "TargetGroupArn"), group_arn))
                return true;
    return false;
}

static const struct node *actions_of(const struct resource *r)
{
    return r->kind == LISTENER ? node_get(r->fields, "DefaultActions") : r->kind == RULE ? node_get(r->fields, "Actions") : NULL;
}

struct use { /* a target group, and the load balancer of the first action that names it */
    const char *arn;
    struct resource *lb;
    UT_hash_handle hh;
};

static struct resource *use_of(const struct use *all, const char *arn)
{
    struct use *u = NULL;
    HASH_FIND_STR(all, arn, u);
    return u ? u->lb : NULL;
}

static void note_uses(struct use **all, const struct resource *r)
{
    node_each (action, actions_of(r))
        node_each (t, tuples(action)) {
            const char *arn = node_str(t, "TargetGroupArn");
            if (!arn || use_of(*all, arn))
                continue;
            struct use *u = xcalloc(1, sizeof *u);
            *u = (struct use){.arn = arn, .lb = r->kind == LISTENER ? r->parent : r->parent->parent};
            HASH_ADD_KEYPTR(hh, *all, u->arn, strlen(u->arn), u);
        }
}

/* Of all groups in one go: who asks for one asks for the others next. */
static void find_users(const struct aws *a, struct resource *asked)
{
    struct use *all = NULL, *u, *next;
    resource_each (r, a, RESOURCE_KINDS, NULL)
        note_uses(&all, r);
    resource_each (group, a, TARGET_GROUP, NULL) {
        group->user = use_of(all, group->arn);
        group->user_version = a->version + 1;
    }
    asked->user = use_of(all, asked->arn); /* it may be a copy */
    asked->user_version = a->version + 1;
    HASH_ITER (hh, all, u, next) {
        HASH_DEL(all, u);
        free(u);
    }
}

struct resource *group_user(const struct aws *a, struct resource *group)
{
    if (group->user_version != a->version + 1)
        find_users(a, group);
    return group->user;
}

/* ---- forward ---- */

static int check_group(struct call *c, const struct node *tuple, const struct place *p)
{
    const char *arn = node_str(tuple, "TargetGroupArn");
    struct resource *group = resource_find(c->aws, TARGET_GROUP, arn);
    const struct resource *user;
    if (!group)
        return call_fail(c, "TargetGroupNotFound", "Target groups '%s' not found", arn ? arn : "");
    const char *protocol = node_str_or(group->fields, "Protocol", "");
    if (str_starts(protocol, "HTTP") == load_balancer_is_network(p->lb))
        return call_fail(c, "IncompatibleProtocols", "The target group protocol '%s' is not compatible with the load balancer '%s'",
                         protocol, p->lb->arn);
    if (!str_equal(node_str(group->fields, "VpcId"), node_str(p->lb->fields, "VpcId")))
        return call_fail(c, "InvalidConfigurationRequest", "The target group '%s' and the load balancer are in different VPCs", arn);
    user = group_user(c->aws, group);
    if (user && user != p->lb)
        return call_fail(c, "TargetGroupAssociationLimit",
                         "The following target groups cannot be associated with more than one load balancer: %s", arn);
    return 0;
}

/* Duration only shows where stickiness was asked for. */
static void stickiness_default(struct node *forward)
{
    if (node_get(forward, "TargetGroupStickinessConfig"))
        return;
    struct node *s = node_new("TargetGroupStickinessConfig", NULL);
    node_set(s, "Enabled", "false");
    node_put(forward, s);
}

static struct node *tuple_new(const char *arn)
{
    struct node *tuple = node_new("member", NULL);
    node_set(tuple, "TargetGroupArn", arn);
    return tuple;
}

/* Both ways to name the groups become one: ForwardConfig always, TargetGroupArn where there is one group only. */
static int take_forward(struct call *c, struct node *action, const struct place *p)
{
    const char *single = node_str(action, "TargetGroupArn");
    struct node *forward = node_clone(node_get(action, "ForwardConfig"));
    forward = forward ? forward : node_new("ForwardConfig", NULL);
    if (!node_get(forward, "TargetGroups") && single)
        node_add(node_add(forward, node_new("TargetGroups", NULL)), tuple_new(single));
    stickiness_default(forward);
    node_put(action, forward);
    const struct node *groups = tuples(action);
    size_t count = node_count(groups);
    if (count == 0)
        return call_invalid(c, "A target group ARN must be specified for an action of type 'forward'");
    int64_t most = limit_get(c->aws, load_balancer_is_network(p->lb) ? "target-groups-per-action-on-network-load-balancer"
                                                                     : "target-groups-per-action-on-application-load-balancer");
    if ((int64_t)count > most)
        return call_fail(c, "TooManyTargetGroups", "The maximum number of target groups per action '%lld' has been reached",
                         (long long)most);
    if (single && (count > 1 || !str_equal(node_str(groups->first, "TargetGroupArn"), single)))
        return call_invalid(c, "TargetGroupArn and ForwardConfig must name the same one target group");
    for (struct node *t = groups->first; t; t = t->next) {
        if (check_group(c, t, p))
            return -1;
        if (!node_get(t, "Weight"))
            node_set(t, "Weight", "1");
    }
    node_set(action, "TargetGroupArn", count == 1 ? node_str(groups->first, "TargetGroupArn") : NULL);
    return 0;
}

/* ---- the others ---- */

static int take_redirect(struct call *c, struct node *action, const struct place *p)
{
    static const char *const whole[][2] = {
        {"Protocol", "#{protocol}"}, {"Port", "#{port}"}, {"Host", "#{host}"}, {"Path", "/#{path}"}, {"Query", "#{query}"}};
    struct node *redirect = node_clone(node_get(action, "RedirectConfig"));
    bool changes = false;
    (void)p;
    if (!redirect)
        return call_invalid(c, "A RedirectConfig must be specified for an action of type 'redirect'");
    node_put(action, redirect);
    const char *status = node_str_or(redirect, "StatusCode", "");
    if (strcmp(status, "HTTP_301") != 0 && strcmp(status, "HTTP_302") != 0)
        return call_invalid(c, "Redirect status code '%s' must be HTTP_301 or HTTP_302", status);
    for (size_t i = 0; i < COUNT_OF(whole); i++) {
        const char *value = node_str(redirect, whole[i][0]);
        changes |= i < 4 && value && strcmp(value, whole[i][1]) != 0;
        if (!value)
            node_set(redirect, whole[i][0], whole[i][1]);
    }
    const char *protocol = node_str(redirect, "Protocol");
    if (strcmp(protocol, "HTTP") != 0 && strcmp(protocol, "HTTPS") != 0 && strcmp(protocol, "#{protocol}") != 0)
        return call_invalid(c, "Redirect protocol '%s' must be HTTP, HTTPS or #{protocol}", protocol);
    return changes ? 0 : call_fail(c, "InvalidLoadBalancerAction", "The redirect configuration is not valid because it creates a loop.");
}

static int take_fixed(struct call *c, struct node *action, const struct place *p)
{
    static const char *const types[] = {"text/plain", "text/css", "text/html", "application/javascript", "application/json"};
    const struct node *fixed = node_get(action, "FixedResponseConfig");
    (void)p;
    if (!fixed)
        return call_invalid(c, "A FixedResponseConfig must be specified for an action of type 'fixed-response'");
    const char *status = node_str_or(fixed, "StatusCode", ""), *type = node_str(fixed, "ContentType");
    if (strlen(status) != 3 || !strchr("245", status[0]) || strspn(status, "0123456789") != 3)
        return call_invalid(c, "Fixed response status code '%s' must be 2XX, 4XX or 5XX", status);
    if (strlen(node_str_or(fixed, "MessageBody", "")) > 1024)
        return call_invalid(c, "The message body of a fixed response can have at most 1024 characters");
    for (size_t i = 0; type && i < COUNT_OF(types); i++)
        if (!strcmp(types[i], type))
            type = NULL;
    return type ? call_invalid(c, "Fixed response content type '%s' is not allowed", type) : 0;
}

/* What AWS fills in, and the secret that it never shows. */
static int take_auth(struct call *c, struct node *action, const struct place *p)
{
    static const char *const whole[][2] = {{"SessionCookieName", "AWSELBAuthSessionCookie"},
                                           {"Scope", "openid"},
                                           {"SessionTimeout", "604800"},
                                           {"OnUnauthenticatedRequest", "authenticate"}};
    bool oidc = !strcmp(node_str(action, "Type"), "authenticate-oidc");
    struct node *config = node_clone(node_get(action, oidc ? "AuthenticateOidcConfig" : "AuthenticateCognitoConfig"));
    if (!config || !str_equal(p->protocol, "HTTPS")) {
        node_free(config);
        return call_invalid(c, "Action type '%s' needs its configuration and a listener of protocol HTTPS", node_str(action, "Type"));
    }
    node_put(action, config);
    for (size_t i = 0; i < COUNT_OF(whole); i++)
        if (!node_get(config, whole[i][0]))
            node_set(config, whole[i][0], whole[i][1]);
    node_remove(config, "ClientSecret");
    return 0;
}

static int take_jwt(struct call *c, struct node *action, const struct place *p)
{
    return node_get(action, "JwtValidationConfig") && str_equal(p->protocol, "HTTPS")
               ? 0
               : call_invalid(c, "Action type 'jwt-validation' needs its configuration and a listener of protocol HTTPS");
}

static const struct {
    const char *type;
    int (*take)(struct call *c, struct node *action, const struct place *p);
    bool routes; /* must be the last one */
} types[] = {
    {"forward", take_forward, true},         {"redirect", take_redirect, true},          {"fixed-response", take_fixed, true},
    {"authenticate-oidc", take_auth, false}, {"authenticate-cognito", take_auth, false}, {"jwt-validation", take_jwt, false},
};

static int take_one(struct call *c, struct node *action, const struct place *p)
{
    const char *type = node_str_or(action, "Type", "");
    if (load_balancer_is_network(p->lb) && strcmp(type, "forward") != 0)
        return call_fail(c, "InvalidLoadBalancerAction", "Action type '%s' is not for network load balancers", type);
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        if (strcmp(types[i].type, type) != 0)
            continue;
        if (types[i].routes != !action->next)
            return call_fail(c, "InvalidLoadBalancerAction",
                             "Exactly one forward, redirect or fixed-response action must be there, and last");
        return types[i].take(c, action, p);
    }
    return call_invalid(
        c, "Action type '%s' must be one of forward, redirect, fixed-response, authenticate-oidc, authenticate-cognito, jwt-validation",
        type);
}

/* In the order of Order. */
static void sort(struct node *list)
{
    struct node *sorted = NULL;
    while (list->first) {
        struct node *n = list->first, **at = &sorted;
        list->first = n->next;
        while (*at && node_int_or(*at, "Order", 0) <= node_int_or(n, "Order", 0))
            at = &(*at)->next;
        n->next = *at;
        *at = n;
    }
    list->first = sorted;
}

/* ---- the load balancer's limits with these actions in it ---- */

static int64_t new_groups(struct call *c, const struct node *actions, int64_t *targets)
{
    int64_t count = 0;
    node_each (action, actions)
        node_each (t, tuples(action)) {
            struct resource *group = resource_find(c->aws, TARGET_GROUP, node_str(t, "TargetGroupArn"));
            if (!group || group_user(c->aws, group))
                continue;
            count++;
            *targets += (int64_t)group->target_count;
        }
    return count;
}

static int check_limits(struct call *c, const struct node *actions, const struct resource *lb)
{
    int64_t used = 0, targets = load_balancer_targets(c->aws, lb);
    resource_each (group, c->aws, TARGET_GROUP, NULL)
        used += group_user(c->aws, group) == lb;
    int64_t fresh = new_groups(c, actions, &targets);
    int64_t max_groups = limit_get(c->aws, "target-groups-per-application-load-balancer");
    int64_t max_targets = limit_get(c->aws, "targets-per-application-load-balancer");
    if (load_balancer_is_network(lb))
        return 0;
    if (fresh && used + fresh > max_groups)
        return call_fail(c, "TooManyUniqueTargetGroupsPerLoadBalancer",
                         "The maximum number of unique target groups per load balancer '%lld' has been reached", (long long)max_groups);
    if (fresh && targets > max_targets)
        return call_fail(c, "TooManyTargets", "The maximum number of targets per load balancer '%lld' has been reached",
                         (long long)max_targets);
    return 0;
}

struct node *actions_take(struct call *c, const struct node *list, const struct resource *lb, const char *protocol)
{
    struct place p = {lb, protocol};
    struct node *actions = node_clone(list);
    bool failed = node_count(actions) == 0;
    if (failed)
        call_invalid(c, "At least one action must be specified");
    else
        sort(actions);
    for (struct node *a = failed ? NULL : actions->first; a && !failed; a = a->next)
        failed = take_one(c, a, &p) != 0;
    if (!failed && check_limits(c, actions, lb) == 0)
        return actions;
    node_free(actions);
    return NULL;
}
