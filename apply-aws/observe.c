#include <stdlib.h>
#include <string.h>
#include <utlist.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/aws/retry.h"

#include "apply-aws/observe_inner.h"
#include "apply-aws/sweep.h"
#include "apply-aws/value.h"
#include "apply-aws/words.h"

enum { TAGS_PER_CALL = 20, ASKED_MS = 15000 };

static const char elb[] = "elasticloadbalancing";

/* ---- reads ---- */

static void next_phase(struct observation *o);

static void read_free(struct read *r)
{
    free(r->of);
    free(r);
}

/* The endpoint has no such operation: an emulator, or a Region that is behind. */
static bool is_lacking(const struct aws_result *r)
{
    static const char *const codes[] = {"InvalidAction", "NotImplemented", "UnknownOperationException", "InternalFailure.NotImplemented"};
    for (size_t i = 0; i < COUNT_OF(codes); i++)
        if (str_equal(r->code, codes[i]))
            return true;
    return r->status == 501 || r->status == 404 || r->status == 405;
}

/* What can be planned without; all other readings are needed whole. */
static bool is_beside_the_point(const char *action)
{
    static const char *const actions[] = {"DescribeAccountLimits",          "DescribeAvailabilityZones", "DescribeListenerAttributes",
                                          "DescribeLoadBalancerAttributes", "DescribeRouteTables",       "DescribeTargetGroupAttributes"};
    for (size_t i = 0; i < COUNT_OF(actions); i++)
        if (strcmp(actions[i], action) == 0)
            return true;
    return false;
}

static void on_page(void *context, const char *answer)
{
    struct read *r = context;
    own_json *tree = json_parse(answer, strlen(answer), NULL);
    r->take(r, tree);
}

static void judge(struct read *r, const struct aws_result *result)
{
    struct observation *o = r->observation;
    if (retry_is_not_found(result->code)) { /* it is gone since, or a name stands for nothing */
        if (r->none)
            r->none(r, NULL);
        return;
    }
    if (is_lacking(result)) {
        log_warn("%s is not offered, what it would tell stays unknown service=%s", r->action, r->service);
        if (r->resource && !strs_has(&o->unread, r->resource))
            strs_add(&o->unread, r->resource);
        return;
    }
    const struct denied d = {r->service, r->action, NULL, result->code, result->message};
    own_str char *denied = retry_is_denied(result->code) ? words_denied(&d) : NULL;
    if ((denied && is_beside_the_point(r->action)) || observe_only_asked(r->action)) {
        log_warn("what it would tell stays unknown: %s", denied ? denied : result->message ? result->message : result->code);
        if (r->resource && !strs_has(&o->unread, r->resource))
            strs_add(&o->unread, r->resource);
        return;
    }
    if (!o->problem)
        o->problem = denied ? xstrdup(denied) : xasprintf("%s: %s: %s", r->action, result->code, result->message);
}

static void on_read(void *context, const struct aws_result *result)
{
    struct read *r = context;
    struct observation *o = r->observation;
    if (result->code)
        judge(r, result);
    read_free(r);
    if (--o->reads == 0)
        next_phase(o);
}

static void on_dropped(void *context)
{
    read_free(context);
}

void observe_read(struct observation *o, const struct read *what, const char *parameters)
{
    static const struct aws_page_handlers handlers = {on_page, on_read, on_dropped};
    struct read *r = xmalloc(sizeof *r);
    *r = *what;
    r->observation = o;
    r->of = xstrdup_or_null(what->of);
    o->reads++;
    o->total++;
    struct aws_request ask = {.service = r->service, .action = r->action, .parameters = parameters};
    ask.deadline_ms = observe_only_asked(r->action) ? ASKED_MS : 0;
    aws_read_pages(o->apply->client, &ask, &handlers, r);
}

/* {"NAME": "text"} */
static char *one_parameter(const char *name, const char *text)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_add_str(&o, name, text);
    json_close_object(&o);
    return buf_take(&out);
}

/* {"NAME": ["text"]} */
static char *one_in_list(const char *name, const char *text)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_open_array(&o, name);
    json_add_str(&o, NULL, text);
    json_close_array(&o);
    json_close_object(&o);
    return buf_take(&out);
}

static void add_filter(struct json_out *o, const char *name, const char *value)
{
    json_open_object(o, NULL);
    json_add_str(o, "Name", name);
    json_open_array(o, "Values");
    json_add_str(o, NULL, value);
    json_close_array(o);
    json_close_object(o);
}

static char *filters(const char *vpc, const char *name, const char *value)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_open_array(&o, "Filters");
    if (vpc)
        add_filter(&o, "vpc-id", vpc);
    if (name)
        add_filter(&o, name, value);
    json_close_array(&o);
    json_close_object(&o);
    return buf_take(&out);
}

/* ---- the phases ---- */

static void read_surroundings(struct observation *o)
{
    static const struct read reads[] = {
        {.service = "ec2", .action = "DescribeVpcs", .resource = "Vpc", .take = observe_take_list},
        {.service = "ec2", .action = "DescribeSubnets", .resource = "Subnet", .take = observe_take_list},
        {.service = "ec2", .action = "DescribeRouteTables", .resource = "RouteTable", .take = observe_take_list},
    };
    own_str char *by_vpc = filters(o->apply->fleet.vpc_id, NULL, NULL);
    for (size_t i = 0; i < COUNT_OF(reads); i++)
        observe_read(o, &reads[i], by_vpc);
    observe_read(
        o,
        &(struct read){.service = "ec2", .action = "DescribeAvailabilityZones", .resource = "AvailabilityZone", .take = observe_take_list},
        NULL);
    observe_read(
        o, &(struct read){.service = elb, .action = "DescribeAccountLimits", .resource = "AccountLimits", .take = observe_take_limits},
        NULL);
}

static void read_lists(struct observation *o)
{
    observe_read(
        o, &(struct read){.service = elb, .action = "DescribeLoadBalancers", .resource = "LoadBalancer", .take = observe_take_list}, NULL);
    observe_read(o, &(struct read){.service = elb, .action = "DescribeTargetGroups", .resource = "TargetGroup", .take = observe_take_list},
                 NULL);
}

static void read_security_groups(struct observation *o)
{
    own_str char *by_vpc = filters(o->apply->fleet.vpc_id, NULL, NULL);
    observe_read(
        o, &(struct read){.service = "ec2", .action = "DescribeSecurityGroups", .resource = "SecurityGroup", .take = observe_take_list},
        by_vpc);
}

static const struct read instances = {
    .service = "ec2", .action = "DescribeInstances", .resource = "Instance", .take = observe_take_instances};

/* In a pipe all of the VPC: nobody asks for one there. */
static void read_all_instances(struct observation *o)
{
    own_str char *by_vpc = filters(o->apply->fleet.vpc_id, NULL, NULL);
    observe_read(o, &instances, by_vpc);
}

/* By a filter: one that is gone makes no other one unknown. */
static void read_instances(struct observation *o)
{
    own_buf out = {0};
    struct json_out j = json_out(&out);
    json_open_object(&j, NULL);
    json_open_array(&j, "Filters");
    json_open_object(&j, NULL);
    json_add_str(&j, "Name", "instance-id");
    strs_encode(&o->scope.instances, &j, "Values");
    json_close_object(&j);
    json_close_array(&j);
    json_close_object(&j);
    if (o->scope.instances.count)
        observe_read(o, &instances, buf_str(&out));
}

static void read_named(struct observation *o)
{
    static const struct read balancers = {
        .service = elb, .action = "DescribeLoadBalancers", .resource = "LoadBalancer", .take = observe_take_list};
    static const struct read groups = {
        .service = elb, .action = "DescribeTargetGroups", .resource = "TargetGroup", .take = observe_take_list};
    static const struct read securities = {
        .service = "ec2", .action = "DescribeSecurityGroups", .resource = "SecurityGroup", .take = observe_take_list};
    const struct scope *s = &o->scope;
    for (size_t i = 0; i < s->load_balancers.count; i++) {
        own_str char *by_name = one_in_list("Names", s->load_balancers.items[i]);
        observe_read(o, &balancers, by_name);
    }
    for (size_t i = 0; i < s->target_groups.count; i++) {
        own_str char *by_name = one_in_list("Names", s->target_groups.items[i]);
        observe_read(o, &groups, by_name);
    }
    for (size_t i = 0; i < s->security_groups.count; i++) {
        const char *name = s->security_groups.items[i];
        own_str char *by_name = filters(o->apply->fleet.vpc_id, str_starts(name, "sg-") ? "group-id" : "group-name", name);
        observe_read(o, &securities, by_name);
    }
}

static void read_top(struct observation *o)
{
    if (!o->apply->fleet.account && o->scope.everything)
        observe_read(o, &(struct read){.service = "sts", .action = "GetCallerIdentity", .take = observe_take_account}, NULL);
    if (o->scope.everything || o->scope.surroundings)
        read_surroundings(o);
    if (o->scope.everything || o->scope.lists)
        read_lists(o);
    if (o->scope.everything)
        read_security_groups(o);
    if (o->scope.everything && o->apply->settings.observe) {
        observe_read_asked(o);
        read_all_instances(o);
    }
    read_named(o);
    read_instances(o);
}

static bool is_tagged_kind(const struct found *f, bool inner)
{
    bool is_inner = strcmp(f->resource, "Listener") == 0 || strcmp(f->resource, "Rule") == 0;
    return strcmp(f->service, elb) == 0 && strcmp(f->resource, "AccountLimits") != 0 && is_inner == inner;
}

static void read_tags(struct observation *o, bool inner)
{
    static const struct read tags = {.service = elb, .action = "DescribeTags", .take = observe_take_tags};
    struct found *f = o->found;
    while (f) {
        own_buf out = {0};
        struct json_out j = json_out(&out);
        int count = 0;
        json_open_object(&j, NULL);
        json_open_array(&j, "ResourceArns");
        for (; f && count < TAGS_PER_CALL; f = f->hh.next)
            if (is_tagged_kind(f, inner)) {
                json_add_str(&j, NULL, f->id);
                count++;
            }
        json_close_array(&j);
        json_close_object(&j);
        if (count)
            observe_read(o, &tags, buf_str(&out));
    }
}

static void read_outer_tags(struct observation *o)
{
    read_tags(o, false);
}

static void read_about(struct observation *o, const char *action, const char *member, const struct read *what)
{
    own_str char *parameters = one_parameter(member, what->of);
    struct read r = *what;
    r.service = elb;
    r.action = action;
    observe_read(o, &r, parameters);
}

static void read_inside(struct observation *o)
{
    for (struct found *f = o->found; f && !o->scope.lists; f = f->hh.next) {
        own_json *value = json_parse(f->value, strlen(f->value), NULL);
        bool named = !o->scope.everything && !o->drift && strcmp(f->resource, "TargetGroup") == 0; /* one given by its ARN */
        if (!named && !apply_is_ours(o->apply, json_get(value, "Tags")))
            continue;
        if (strcmp(f->resource, "LoadBalancer") == 0) {
            read_about(o, "DescribeListeners", "LoadBalancerArn",
                       &(struct read){.of = f->id, .resource = "Listener", .take = observe_take_list});
            if (o->scope.everything && o->apply->settings.observe)
                observe_read_guards(o, f->id);
            read_about(o, "DescribeLoadBalancerAttributes", "LoadBalancerArn",
                       &(struct read){.of = f->id, .take = observe_take_attributes});
        }
        if (strcmp(f->resource, "TargetGroup") == 0) {
            read_about(o, "DescribeTargetGroupAttributes", "TargetGroupArn", &(struct read){.of = f->id, .take = observe_take_attributes});
            read_about(o, "DescribeTargetHealth", "TargetGroupArn", &(struct read){.of = f->id, .take = observe_take_health});
        }
    }
}

static void read_listeners(struct observation *o)
{
    for (struct found *f = o->found; f; f = f->hh.next) {
        if (strcmp(f->resource, "Listener") != 0)
            continue;
        own_json *value = json_parse(f->value, strlen(f->value), NULL);
        read_about(o, "DescribeRules", "ListenerArn", &(struct read){.of = f->id, .resource = "Rule", .take = observe_take_rules});
        read_about(o, "DescribeListenerAttributes", "ListenerArn", &(struct read){.of = f->id, .take = observe_take_attributes});
        if (json_count(json_get(value, "Certificates")))
            read_about(o, "DescribeListenerCertificates", "ListenerArn", &(struct read){.of = f->id, .take = observe_take_certificates});
    }
}

static void read_inner_tags(struct observation *o)
{
    read_tags(o, true);
}

static void observation_free(struct observation *o);

static void end(struct observation *o)
{
    observe_done_fn *done = o->done;
    void *context = o->context;
    char *problem = o->problem;
    o->problem = NULL;
    struct apply *a = o->apply;
    if (!problem)
        observe_tell(o);
    if (o->drift)
        sweep_count(a, o->total);
    DL_DELETE(a->observations, o);
    observation_free(o);
    if (!a->observations)
        world_forget_dropped(&a->world);
    done(context, problem);
    free(problem);
}

static void next_phase(struct observation *o)
{
    static void (*const phases[])(struct observation *) = {read_top, read_outer_tags, read_inside, read_listeners, read_inner_tags};
    while (o->reads == 0 && o->phase < COUNT_OF(phases) && !o->problem)
        phases[o->phase++](o);
    if (o->reads == 0)
        end(o);
}

void observe_start(struct apply *a, struct observe_request *request)
{
    struct observation *o = xcalloc(1, sizeof *o);
    *o = (struct observation){.apply = a,
                              .scope = request->scope,
                              .cause = xstrdup_or_null(request->cause),
                              .asof = xstrdup_or_null(a->last_call),
                              .drift = request->drift,
                              .since = a->world.clock,
                              .done = request->done,
                              .context = request->context};
    request->scope = (struct scope){0};
    DL_APPEND(a->observations, o);
    next_phase(o);
}

static void observation_free(struct observation *o)
{
    struct found *f, *next_found;
    HASH_ITER (hh, o->found, f, next_found) {
        HASH_DEL(o->found, f);
        free(f->id);
        free(f->value);
        free(f);
    }
    struct found_health *h, *next_health;
    LL_FOREACH_SAFE(o->health, h, next_health)
    {
        free(h->arn);
        free(h->answer);
        free(h);
    }
    scope_release(&o->scope);
    strs_release(&o->unread);
    free(o->cause);
    free(o->asof);
    free(o->problem);
    free(o);
}

void observe_cancel_all(struct apply *a)
{
    struct observation *o, *next;
    DL_FOREACH_SAFE(a->observations, o, next)
    {
        DL_DELETE(a->observations, o);
        observation_free(o);
    }
}
