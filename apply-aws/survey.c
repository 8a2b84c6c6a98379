#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/model/strs.h"
#include "lib/aws/endpoint.h"
#include "lib/aws/retry.h"

#include "apply-aws/observe.h"
#include "apply-aws/survey_inner.h"

enum { WARN_PERCENT = 80 };

struct probe;

struct survey {
    struct apply *apply;
    const struct probe *probe; /* under way */
    char *account;
    struct json *limits; /* DescribeAccountLimits' Limits, a list */
    size_t counted, networks, for_internet, for_internal;
    struct strs zones;
    bool must_act, again;
    bool refused; /* an operation did not work: what needs all of them is not tried */
};

typedef void page_fn(struct survey *s, const struct json *answer);
typedef void told_fn(struct survey *s);

/* One question. In parameters @vpc stands for the fleet's VPC, @fleet for its name and @arn for one of a load balancer, listener or
 * target group that is not there: who may not ask is told so before anything is looked for. What changes something is asked
 * only where AWS has a way of asking without doing it (EC2's DryRun). */
struct probe {
    const char *service, *action, *parameters;
    page_fn *page; /* each page of the answer; may be NULL */
    told_fn *told; /* a line of its own after it; may be NULL */
};

static void say(struct survey *s, const char *verdict, const char *about, const char *text)
{
    own_str char *line = xasprintf("%-5s %-12s %s", verdict, about, text);
    stage_print(s->apply->stage, line);
}

static void say_ok(struct survey *s, const char *about, const char *text)
{
    say(s, "ok", about, text);
}

static void say_act(struct survey *s, const char *about, const char *text)
{
    s->must_act = true;
    say(s, "FAIL", about, text);
}

static const char *vpc_of(const struct survey *s)
{
    return s->apply->fleet.vpc_id ? s->apply->fleet.vpc_id : "(no vpcId)";
}

/* ---- who we are ---- */

static void on_identity(struct survey *s, const struct json *answer)
{
    const char *account = json_str_or(json_get(answer, "Account"), "?"), *wanted = s->apply->fleet.account;
    own_str char *text = xasprintf("%s in account %s", json_str_or(json_get(answer, "Arn"), "?"), account);
    say_ok(s, "identity", text);
    str_replace(&s->account, account);
    own_str char *other = xasprintf("the fleet is of account %s, these credentials are of %s; give others, or correct the fleet's file",
                                    wanted ? wanted : "", account);
    if (wanted && strcmp(wanted, account) != 0)
        say_act(s, "account", other);
}

/* ---- what there is ---- */

static void on_vpcs(struct survey *s, const struct json *answer)
{
    s->counted += json_count(json_get(answer, "Vpcs"));
}

static void tell_vpc(struct survey *s)
{
    const char *vpc = vpc_of(s), *region = aws_client_region(s->apply->client);
    own_str char *there = xasprintf("%s in %s", vpc, region);
    own_str char *lacking = xasprintf("%s is not in %s, or not of this account; correct vpcId or region in the fleet's file", vpc, region);
    if (s->counted)
        say_ok(s, "VPC", there);
    else
        say_act(s, "VPC", lacking);
}

static bool has_tag(const struct json *item, const char *key)
{
    json_each (tag, json_get(item, "Tags"))
        if (str_equal(json_str(json_get(tag, "Key")), key))
            return true;
    return false;
}

static void on_subnets(struct survey *s, const struct json *answer)
{
    json_each (subnet, json_get(answer, "Subnets")) {
        const char *zone = json_str(json_get(subnet, "AvailabilityZone"));
        s->counted++;
        s->for_internet += has_tag(subnet, "kubernetes.io/role/elb");
        s->for_internal += has_tag(subnet, "kubernetes.io/role/internal-elb");
        if (zone && !strs_has(&s->zones, zone))
            strs_add(&s->zones, zone);
    }
}

static void tell_subnets(struct survey *s)
{
    own_str char *text = xasprintf("%zu in %zu zones; tagged for internet-facing load balancers: %zu, for internal ones: %zu", s->counted,
                                   s->zones.count, s->for_internet, s->for_internal);
    if (s->zones.count >= 2)
        say_ok(s, "subnets", text);
    else
        say_act(s, "subnets", "an Application Load Balancer needs subnets in two zones, and the VPC has fewer; make another one");
    if (s->for_internet + s->for_internal == 0)
        say(s, "note", "subnets",
            "none is tagged kubernetes.io/role/elb or kubernetes.io/role/internal-elb: each Ingress must name its subnets");
}

/* ---- quotas ---- */

static void on_limits(struct survey *s, const struct json *answer)
{
    own_str char *text = json_text(json_get(answer, "Limits"));
    json_free(s->limits);
    s->limits = text ? json_parse(text, strlen(text), NULL) : NULL;
}

static int64_t limit_of(const struct survey *s, const struct use *u)
{
    json_each (limit, s->limits)
        if (u->quota && str_equal(json_str(json_get(limit, "Name")), u->quota))
            return strtoll(json_str_or(json_get(limit, "Max"), "0"), NULL, 10);
    return u->usual;
}

/* What is only usual may be more here: it is never used up for sure. */
void survey_say_use(struct survey *s, const struct use *u)
{
    int64_t max = limit_of(s, u), used = (int64_t)u->used;
    own_buf text = {0};
    buf_addf(&text, "%s: %lld", u->what, (long long)used);
    if (max)
        buf_addf(&text, " of %lld%s", (long long)max, u->quota ? "" : ", or more where AWS was asked");
    if (u->whose)
        buf_addf(&text, " (%s)", u->whose);
    bool full = max && used >= max && u->quota, soon = max && used * 100 > max * WARN_PERCENT;
    if (full || soon)
        buf_addf(&text, "; ask AWS for more (Service Quotas), or remove some%s", full ? "" : ", before it is used up");
    if (full)
        say_act(s, "quota", buf_str(&text));
    else
        say(s, soon ? "WARN" : "ok", "quota", buf_str(&text));
}

static void tell_use(struct survey *s, const char *what, const char *quota)
{
    survey_say_use(s, &(struct use){.what = what, .quota = quota, .used = s->counted});
}

static void on_balancers(struct survey *s, const struct json *answer)
{
    json_each (lb, json_get(answer, "LoadBalancers")) {
        s->counted += str_equal(json_str(json_get(lb, "Type")), "application");
        s->networks += str_equal(json_str(json_get(lb, "Type")), "network");
    }
}

static void tell_balancers(struct survey *s)
{
    tell_use(s, "application load balancers", "application-load-balancers");
    survey_say_use(s, &(struct use){.what = "network load balancers", .quota = "network-load-balancers", .used = s->networks});
}

static void on_groups(struct survey *s, const struct json *answer)
{
    s->counted += json_count(json_get(answer, "TargetGroups"));
}

static void tell_groups(struct survey *s)
{
    tell_use(s, "target groups", "target-groups");
}

/* ---- the probes, one after the other ---- */

#define OF_VPC "{\"Filters\":[{\"Name\":\"vpc-id\",\"Values\":[\"@vpc\"]}]}"
#define ELB    "elasticloadbalancing"

static const struct probe probes[] = {
    {"sts", "GetCallerIdentity", "{}", on_identity, NULL},
    {"ec2", "DescribeVpcs", OF_VPC, on_vpcs, tell_vpc},
    {"ec2", "DescribeSubnets", OF_VPC, on_subnets, tell_subnets},
    {"ec2", "DescribeRouteTables", OF_VPC, NULL, NULL},
    {"ec2", "DescribeSecurityGroups", OF_VPC, NULL, NULL},
    {"ec2", "DescribeAvailabilityZones", "{}", NULL, NULL},
    {"ec2", "CreateSecurityGroup",
     "{\"DryRun\":true,\"GroupName\":\"headgate-check\",\"Description\":\"asked by apply-aws "
     "--check\",\"VpcId\":\"@vpc\",\"TagSpecifications\":"
     "[{\"ResourceType\":\"security-group\",\"Tags\":[{\"Key\":\"elbv2.k8s.aws/cluster\",\"Value\":\"@fleet\"}]}]}",
     NULL, NULL},
    {"ec2", "DescribeInstances", "{\"Filters\":[{\"Name\":\"instance-id\",\"Values\":[\"i-0123456789abcdef0\"]}]}", NULL, NULL},
    {"ec2", "DescribeNetworkInterfaces", "{\"Filters\":[{\"Name\":\"network-interface-id\",\"Values\":[\"eni-0123456789abcdef0\"]}]}", NULL,
     NULL},
    {ELB, "DescribeAccountLimits", "{}", on_limits, NULL},
    {ELB, "DescribeLoadBalancers", "{}", on_balancers, tell_balancers},
    {ELB, "DescribeTargetGroups", "{}", on_groups, tell_groups},
    {ELB, "DescribeTags", "{\"ResourceArns\":[\"@arn:loadbalancer/app/headgate-check/0123456789abcdef\"]}", NULL, NULL},
    {ELB, "DescribeLoadBalancerAttributes", "{\"LoadBalancerArn\":\"@arn:loadbalancer/app/headgate-check/0123456789abcdef\"}", NULL, NULL},
    {ELB, "DescribeListeners", "{\"LoadBalancerArn\":\"@arn:loadbalancer/app/headgate-check/0123456789abcdef\"}", NULL, NULL},
    {ELB, "DescribeListenerAttributes", "{\"ListenerArn\":\"@arn:listener/app/headgate-check/0123456789abcdef/0123456789abcdef\"}", NULL,
     NULL},
    {ELB, "DescribeListenerCertificates", "{\"ListenerArn\":\"@arn:listener/app/headgate-check/0123456789abcdef/0123456789abcdef\"}", NULL,
     NULL},
    {ELB, "DescribeRules", "{\"ListenerArn\":\"@arn:listener/app/headgate-check/0123456789abcdef/0123456789abcdef\"}", NULL, NULL},
    {ELB, "DescribeTargetGroupAttributes", "{\"TargetGroupArn\":\"@arn:targetgroup/headgate-check/0123456789abcdef\"}", NULL, NULL},
    {ELB, "DescribeTargetHealth", "{\"TargetGroupArn\":\"@arn:targetgroup/headgate-check/0123456789abcdef\"}", NULL, NULL},
};

/* Every `word` in text replaced; heap text. */
static char *replaced(const char *text, const char *word, const char *by)
{
    own_buf out = {0};
    const char *at;
    for (; (at = strstr(text, word)); text = at + strlen(word)) {
        buf_add(&out, text, (size_t)(at - text));
        buf_add_str(&out, by);
    }
    buf_add_str(&out, text);
    return buf_take(&out);
}

static char *parameters_of(const struct survey *s)
{
    const char *region = aws_client_region(s->apply->client);
    own_str char *arn =
        xasprintf("arn:%s:elasticloadbalancing:%s:%s:", endpoint_partition(region), region, s->account ? s->account : "000000000000");
    own_str char *with_vpc = replaced(s->probe->parameters, "@vpc", vpc_of(s));
    own_str char *with_fleet = replaced(with_vpc, "@fleet", s->apply->fleet.name ? s->apply->fleet.name : "");
    return replaced(with_fleet, "@arn:", arn);
}

/* AWS looked for it, or would have done it: so we may. */
static bool is_looked_for(const struct aws_result *r)
{
    return !r->code || retry_is_not_found(r->code) || strcmp(r->code, "DryRunOperation") == 0;
}

static void judge(struct survey *s, const struct aws_result *r)
{
    const struct probe *p = s->probe;
    own_str char *name = xasprintf("%s:%s", p->service, p->action);
    own_str char *why = xasprintf("%s: %s: %s", name, r->code ? r->code : "", r->message ? r->message : "");
    own_str char *denied = xasprintf("%s; allow %s as docs/iam-policy.json does", why, name);
    s->refused |= !is_looked_for(r);
    if (is_looked_for(r)) {
        say_ok(s, "may call", name);
    } else if (retry_is_denied(r->code)) {
        say_act(s, "may call", denied);
    } else if (r->status == 0 || r->status >= 500 || retry_is_throttling(r->code, r->status)) {
        s->again = true;
        say(s, "LATER", "may call", why);
    } else {
        say_act(s, "may call", why);
    }
}

/* ---- how full ours are: a whole reading, once all that it needs works ---- */

static void end(struct survey *s)
{
    stage_exit(s->apply->stage, s->must_act ? EXIT_ACT : s->again ? EXIT_AGAIN : EXIT_DONE);
}

static void on_whole(void *context, const char *problem)
{
    struct survey *s = context;
    s->again |= problem != NULL;
    if (problem)
        say(s, "LATER", "quota", problem);
    else
        survey_tell_uses(s, s->apply);
    end(s);
}

static void read_whole(struct survey *s)
{
    if (s->refused) {
        say(s, "note", "quota", "what load balancers and security groups use is counted once all of the above works");
        end(s);
        return;
    }
    observe_start(s->apply, &(struct observe_request){.scope = {.everything = true}, .done = on_whole, .context = s});
}

static void next(struct survey *s);

static void on_page(void *context, const char *answer)
{
    struct survey *s = context;
    own_json *tree = json_parse(answer, strlen(answer), NULL);
    if (s->probe->page)
        s->probe->page(s, tree);
}

static void on_probed(void *context, const struct aws_result *r)
{
    struct survey *s = context;
    judge(s, r);
    if (!r->code && s->probe->told)
        s->probe->told(s);
    /* the first says who we are: refused there, all the others would be */
    s->probe = s->probe == probes && r->code ? probes + COUNT_OF(probes) : s->probe + 1;
    next(s);
}

static void next(struct survey *s)
{
    static const struct aws_page_handlers handlers = {on_page, on_probed, NULL};
    if (s->probe == probes + COUNT_OF(probes)) {
        read_whole(s);
        return;
    }
    s->counted = 0;
    own_str char *parameters = parameters_of(s);
    struct aws_request ask = {.service = s->probe->service, .action = s->probe->action, .parameters = parameters, .deadline_ms = 15000};
    aws_read_pages(s->apply->client, &ask, &handlers, s);
}

struct survey *survey_start(struct apply *a)
{
    struct survey *s = xcalloc(1, sizeof *s);
    *s = (struct survey){.apply = a, .probe = probes};
    own_str char *region = xasprintf("%s (partition %s)", aws_client_region(a->client), endpoint_partition(aws_client_region(a->client)));
    say_ok(s, "credentials", aws_client_identity(a->client));
    say_ok(s, "region", region);
    next(s);
    return s;
}

void survey_free(struct survey *s)
{
    if (!s)
        return;
    json_free(s->limits);
    strs_release(&s->zones);
    free(s->account);
    free(s);
}
