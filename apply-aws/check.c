#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/model/elb.h"
#include "lib/model/strs.h"
#include "lib/aws/retry.h"

#include "apply-aws/check.h"
#include "apply-aws/value.h"

struct check;

struct kind {
    const char *action;
    const char *service, *read; /* the Describe call */
    const char *list, *id;      /* of its answer */
    char *(*ask)(const struct json *parameters);
    bool (*is_it)(const struct json *parameters, const struct json *item);
};

struct check {
    struct apply *apply;
    const struct kind *kind;
    struct json *parameters;
    struct json *item; /* found */
    check_done_fn *done;
    void *context;
};

static void check_free(void *context)
{
    struct check *c = context;
    json_free(c->parameters);
    json_free(c->item);
    free(c);
}

static void finish(struct check *c, const struct check_result *r)
{
    c->done(c->context, r);
    check_free(c);
}

/* ---- what to read, and which of it is meant ---- */

static char *ask_by_name(const struct json *p)
{
    own_str char *name = json_text(json_get(p, "Name"));
    return xasprintf("{\"Names\":[%s]}", name ? name : "\"\"");
}

static char *ask_by_balancer(const struct json *p)
{
    own_str char *arn = json_text(json_get(p, "LoadBalancerArn"));
    return xasprintf("{\"LoadBalancerArn\":%s}", arn ? arn : "\"\"");
}

static char *ask_by_listener(const struct json *p)
{
    own_str char *arn = json_text(json_get(p, "ListenerArn"));
    return xasprintf("{\"ListenerArn\":%s}", arn ? arn : "\"\"");
}

static char *ask_security_group(const struct json *p)
{
    own_str char *name = json_text(json_get(p, "GroupName"));
    own_str char *vpc = json_text(json_get(p, "VpcId"));
    own_str char *in_vpc = vpc ? xasprintf(",{\"Name\":\"vpc-id\",\"Values\":[%s]}", vpc) : xstrdup("");
    return xasprintf("{\"Filters\":[{\"Name\":\"group-name\",\"Values\":[%s]}%s]}", name ? name : "\"\"", in_vpc);
}

static char *ask_group_id(const struct json *p)
{
    own_str char *id = json_text(json_get(p, "GroupId"));
    return xasprintf("{\"GroupIds\":[%s]}", id ? id : "\"\"");
}

static char *ask_by_resource(const struct json *p)
{
    own_str char *arn = json_text(json_get(p, "ResourceArn"));
    return xasprintf("{\"ResourceArn\":%s}", arn ? arn : "\"\"");
}

static bool first_one(const struct json *p, const struct json *item)
{
    (void)p, (void)item;
    return true;
}

static bool same_port(const struct json *p, const struct json *item)
{
    return json_int_or(json_get(p, "Port"), -1) == json_int_or(json_get(item, "Port"), -2);
}

static bool same_priority(const struct json *p, const struct json *item)
{
    return json_int_or(json_get(p, "Priority"), -1) == atoll(json_str_or(json_get(item, "Priority"), "-2"));
}

static const struct kind kinds[] = {
    {"CreateLoadBalancer", "elasticloadbalancing", "DescribeLoadBalancers", "LoadBalancers", "LoadBalancerArn", ask_by_name, first_one},
    {"CreateTargetGroup", "elasticloadbalancing", "DescribeTargetGroups", "TargetGroups", "TargetGroupArn", ask_by_name, first_one},
    {"CreateListener", "elasticloadbalancing", "DescribeListeners", "Listeners", "ListenerArn", ask_by_balancer, same_port},
    {"CreateRule", "elasticloadbalancing", "DescribeRules", "Rules", "RuleArn", ask_by_listener, same_priority},
    {"CreateSecurityGroup", "ec2", "DescribeSecurityGroups", "SecurityGroups", "GroupId", ask_security_group, first_one},
    {"AuthorizeSecurityGroupIngress", "ec2", "DescribeSecurityGroups", "SecurityGroups", "GroupId", ask_group_id, first_one},
    {"RevokeSecurityGroupIngress", "ec2", "DescribeSecurityGroups", "SecurityGroups", "GroupId", ask_group_id, first_one},
    {"CreateTrustStore", "elasticloadbalancing", "DescribeTrustStores", "TrustStores", "TrustStoreArn", ask_by_name, first_one},
    {"CreateProtection", "shield", "DescribeProtection", "Protection", "Id", ask_by_resource, first_one},
};

static const struct kind *kind_of(const char *action)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].action, action) == 0)
            return &kinds[i];
    return NULL;
}

bool check_can(const char *action)
{
    return kind_of(action) != NULL;
}

/* ---- is it what was asked for? ---- */

static bool has_tags(const struct json *held, const struct json *wanted)
{
    struct pairs have = {0}, want = {0};
    bool all = true;
    pairs_decode_tags(&have, held);
    pairs_decode_tags(&want, wanted);
    for (size_t i = 0; i < want.count; i++)
        all &= str_equal(pairs_get(&have, want.items[i].key), want.items[i].value);
    pairs_release(&have);
    pairs_release(&want);
    return all;
}

static char *condition_words(const struct rule *rule)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    conditions_encode(rule, &o, NULL);
    return buf_take(&out);
}

/* What AWS fills in by itself counts as asked for: weight 1, no stickiness. */
static bool same_forward(const struct action *asked, const struct action *held)
{
    bool same =
        asked->groups_count == held->groups_count && (asked->has_stickiness && asked->sticky) == (held->has_stickiness && held->sticky);
    for (size_t i = 0; same && i < asked->groups_count; i++) {
        const struct group_weight *x = &asked->groups[i], *y = &held->groups[i];
        int x_weight = x->has_weight ? x->weight : 1, y_weight = y->has_weight ? y->weight : 1;
        same = str_equal(x->group, y->group) && (x_weight == y_weight || asked->groups_count == 1);
    }
    return same;
}

/* Members that AWS adds, or does not show (a client's secret), are passed over. */
static bool same_config(const char *asked, const char *held)
{
    own_json *x = json_parse(asked ? asked : "{}", asked ? strlen(asked) : 2, NULL);
    own_json *y = json_parse(held ? held : "{}", held ? strlen(held) : 2, NULL);
    json_each (member, x) {
        const struct json *other = json_get(y, json_name(member));
        const char *text = json_str(member);
        if (text && str_starts(text, "@secret/"))
            continue;
        if (other && !json_equal(member, other))
            return false;
    }
    return true;
}

static bool same_actions(const struct actions *asked, const struct actions *held)
{
    bool same = asked->count == held->count;
    for (size_t i = 0; same && i < asked->count; i++) {
        const struct action *x = &asked->items[i], *y = &held->items[i];
        same = str_equal(x->type, y->type) && (strcmp(x->type, "forward") == 0 ? same_forward(x, y) : same_config(x->config, y->config));
    }
    return same;
}

static bool same_rule(const struct json *asked, const struct json *held)
{
    struct rule x = {0}, y = {0};
    bool same = !rule_decode(&x, asked, NULL) && !rule_decode(&y, held, NULL) && same_actions(&x.actions, &y.actions);
    own_str char *x_words = condition_words(&x);
    own_str char *y_words = condition_words(&y);
    rule_release(&x);
    rule_release(&y);
    return same && strcmp(x_words, y_words) == 0;
}

/* The first plain member that differs, or NULL. Members that answers name otherwise are passed over. */
static const char *difference(const struct check *c)
{
    json_each (asked, c->parameters) {
        const struct json *held = json_get(c->item, json_name(asked));
        bool plain = json_kind(asked) == JSON_STRING || json_kind(asked) == JSON_NUMBER || json_kind(asked) == JSON_BOOL;
        if (plain && json_kind(held) == json_kind(asked) && !json_equal(asked, held))
            return json_name(asked);
    }
    bool rule = strcmp(c->kind->action, "CreateRule") == 0;
    return rule && !same_rule(c->parameters, c->item) ? "Conditions or Actions" : NULL;
}

static void found(struct check *c)
{
    own_str char *item = json_text(c->item);
    own_str char *answer = xasprintf("{\"%s\":[%s]}", c->kind->list, item);
    const char *other = difference(c);
    own_str char *text = other ? xasprintf("exists already with another '%s'", other) : NULL;
    finish(c, &(struct check_result){.verdict = other ? CHECK_FOREIGN : CHECK_THERE, .answer = answer, .text = text});
}

static void on_tags(void *context, const struct aws_result *r)
{
    struct check *c = context;
    own_json *answer = r->answer ? json_parse(r->answer, strlen(r->answer), NULL) : NULL;
    const struct json *held = json_get(json_first(json_get(answer, "TagDescriptions")), "Tags");
    if (r->code)
        finish(c, &(struct check_result){.verdict = CHECK_UNKNOWN, .text = r->message});
    else if (!has_tags(held, json_get(c->parameters, "Tags")))
        finish(c, &(struct check_result){.verdict = CHECK_FOREIGN, .text = "exists already and does not carry our tags"});
    else
        found(c);
}

static void read_tags(struct check *c)
{
    own_str char *arn = json_text(json_get(c->item, c->kind->id));
    own_str char *parameters = xasprintf("{\"ResourceArns\":[%s]}", arn ? arn : "\"\"");
    struct aws_request r = {.service = c->kind->service, .action = "DescribeTags", .parameters = parameters};
    aws_when_dropped(aws_call(c->apply->client, &r, on_tags, c), check_free);
}

/* ---- security groups: the tags and permissions come with them ---- */

static void judge_security_group(struct check *c)
{
    size_t total, present = value_permissions_present(json_get(c->item, "IpPermissions"), json_get(c->parameters, "IpPermissions"), &total);
    bool making = strcmp(c->kind->action, "CreateSecurityGroup") == 0;
    bool removing = strcmp(c->kind->action, "RevokeSecurityGroupIngress") == 0;
    const struct json *wanted = json_get(json_first(json_get(c->parameters, "TagSpecifications")), "Tags");
    own_str char *id = json_text(json_get(c->item, "GroupId"));
    own_str char *answer = xasprintf("{\"GroupId\":%s}", id);
    struct check_result r = {.verdict = CHECK_THERE, .answer = answer};
    if (making && !has_tags(json_get(c->item, "Tags"), wanted))
        r = (struct check_result){.verdict = CHECK_FOREIGN, .text = "exists already and does not carry our tags"};
    else if (!making && present == (removing ? total : 0) && total)
        r.verdict = CHECK_ABSENT;
    else if (!making && present != (removing ? 0 : total))
        r = (struct check_result){.verdict = CHECK_FOREIGN, .text = "some of the permissions are there and some are not"};
    finish(c, &r);
}

/* Who protects it does not matter: it is protected. */
static void found_protection(struct check *c)
{
    own_str char *id = json_text(json_get(c->item, "Id"));
    own_str char *answer = xasprintf("{\"ProtectionId\":%s}", id ? id : "\"\"");
    finish(c, &(struct check_result){.verdict = CHECK_THERE, .answer = answer});
}

/* ---- the first read ---- */

static void on_page(void *context, const char *answer)
{
    struct check *c = context;
    own_json *tree = json_parse(answer, strlen(answer), NULL);
    const struct json *list = json_get(tree, c->kind->list);
    bool one = json_kind(list) == JSON_OBJECT; /* not a list */
    for (const struct json *item = one ? list : json_first(list); item; item = one ? NULL : json_next(item))
        if (!c->item && c->kind->is_it(c->parameters, item)) {
            own_str char *text = json_text(item);
            c->item = json_parse(text, strlen(text), NULL);
        }
}

static void on_read(void *context, const struct aws_result *r)
{
    struct check *c = context;
    bool gone = retry_is_not_found(r->code);
    if (r->code && !gone)
        finish(c, &(struct check_result){.verdict = CHECK_UNKNOWN, .text = r->message});
    else if (!c->item)
        finish(c, &(struct check_result){.verdict = CHECK_ABSENT});
    else if (strcmp(c->kind->service, "ec2") == 0)
        judge_security_group(c);
    else if (strcmp(c->kind->service, "shield") == 0)
        found_protection(c);
    else
        read_tags(c);
}

void check_start(struct apply *a, const char *action, const char *parameters, check_done_fn *done, void *context)
{
    static const struct aws_page_handlers handlers = {on_page, on_read, check_free};
    struct check *c = xcalloc(1, sizeof *c);
    *c = (struct check){.apply = a,
                        .kind = kind_of(action),
                        .parameters = json_parse(parameters, strlen(parameters), NULL),
                        .done = done,
                        .context = context};
    own_str char *ask = c->kind->ask(c->parameters);
    aws_read_pages(a->client, &(struct aws_request){.service = c->kind->service, .action = c->kind->read, .parameters = ask}, &handlers, c);
}
