#include "apply-aws/answer.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/model/wanted.h"
#include "lib/aws/retry.h"

#include "apply-aws/observe.h"
#include "apply-aws/value.h"
#include "apply-aws/words.h"

enum { AGAIN_LEAST_MS = 5000, AGAIN_MOST_MS = 600000 };

struct kind;

struct question {
    struct apply *apply;
    char *ref; /* of the aws.wanted */
    struct wanted wanted;
    char *answer_id;
    const struct kind *kind;
    struct strs found; /* ids */
    size_t reads;      /* under way */
    char *problem;     /* why it could not be asked */
    int64_t again_ms;  /* how long to wait after the next failure */
    struct loop_timer *timer;
    struct question *prev, *next;
};

/* One way to ask. In parameters @value stands for what is asked, @head for what stands there before a slash, @vpc for the fleet's VPC. */
struct kind {
    const char *service, *resource, *by;
    const char *action, *parameters;
    const char *member;                                              /* of the answer: a list or one thing; NULL: the answer itself */
    const char *inner;                                               /* of each of that list: another list, of the things; NULL: none */
    const char *id;                                                  /* of a thing; NULL: what is asked */
    bool (*fits)(const struct question *q, const struct json *item); /* NULL: all do */
    char *(*value)(const struct json *item);                         /* NULL: as it is */
    char *(*about)(const struct question *q, const struct json *item);
    void (*look)(struct question *q, const struct json *item); /* instead of telling it at once: reads more */
    void (*start)(struct question *q);                         /* instead of action: reads in a way of its own */
};

static void question_free(struct question *q)
{
    DL_DELETE(q->apply->questions, q);
    loop_timer_remove(q->timer);
    wanted_release(&q->wanted);
    strs_release(&q->found);
    free(q->ref);
    free(q->answer_id);
    free(q->problem);
    free(q);
}

void answer_free_all(struct apply *a)
{
    while (a->questions)
        question_free(a->questions);
}

/* ---- telling ---- */

static void tell(struct question *q, const char *id, const char *value)
{
    struct observed what = {.service = q->kind->service, .resource = q->kind->resource, .id = id, .asof = q->apply->last_call};
    own_json *tree = json_parse(value, strlen(value), NULL);
    if (!json_equal(tree, world_get(&q->apply->world, what.service, what.resource, id)))
        say_observed(q->apply, q->ref, &what, value);
    strs_add(&q->found, id);
}

static void tell_item(struct question *q, const struct json *item)
{
    const char *id = q->kind->id ? json_str(json_get(item, q->kind->id)) : q->wanted.value;
    own_str char *value = q->kind->value ? q->kind->value(item) : q->kind->about ? q->kind->about(q, item) : json_text(item);
    if (id && value)
        tell(q, id, value);
}

/* What was there under the very id that was asked for, and is not any more. */
static void tell_gone(struct question *q)
{
    const struct kind *k = q->kind;
    if (!k->id && world_get(&q->apply->world, k->service, k->resource, q->wanted.value))
        say_gone(q->apply, q->ref, k->service, k->resource, q->wanted.value);
}

static void say_answer(struct question *q)
{
    own_buf value = {0};
    strs_sort_unique(&q->found);
    wanted_answer_encode(&q->found, &value);
    if (!q->found.count)
        tell_gone(q);
    if (q->found.count)
        say_observed(q->apply, q->ref, &(struct observed){.service = q->kind->service, .resource = WANTED_ANSWER, .id = q->answer_id},
                     buf_str(&value));
    else
        say_gone(q->apply, q->ref, q->kind->service, WANTED_ANSWER, q->answer_id);
}

static void wait_and_ask_again(struct question *q)
{
    log_warn("what was asked cannot be told yet question=%s/%s: %s", q->kind->service, q->answer_id, q->problem);
    loop_timer_in(q->timer, q->again_ms);
    q->again_ms = q->again_ms * 2 < AGAIN_MOST_MS ? q->again_ms * 2 : AGAIN_MOST_MS;
    free(q->problem);
    q->problem = NULL;
    strs_release(&q->found);
}

static void end_read(struct question *q)
{
    if (--q->reads)
        return;
    if (q->problem) {
        wait_and_ask_again(q);
        return;
    }
    say_answer(q);
    question_free(q);
}

/* ---- reading ---- */

/* What cannot be the name of anything names nothing. */
static bool is_no_name(const struct question *q, const char *code)
{
    bool is_sent = q->kind->parameters && strstr(q->kind->parameters, "@value");
    return is_sent && (strstr(code, "Validation") || strstr(code, "InvalidParameter") || str_ends(code, ".Malformed"));
}

static void judge(struct question *q, const char *action, const struct aws_result *r)
{
    if (!r->code || retry_is_not_found(r->code) || is_no_name(q, r->code) || q->problem)
        return;
    const struct denied d = {q->kind->service, action, NULL, r->code, r->message};
    q->problem = retry_is_denied(r->code) ? words_denied(&d) : xasprintf("%s: %s: %s", action, r->code, r->message ? r->message : "");
}

static void take(struct question *q, const struct json *item)
{
    const struct kind *k = q->kind;
    if (json_kind(item) != JSON_OBJECT || (k->fits && !k->fits(q, item)))
        return;
    if (k->look)
        k->look(q, item);
    else
        tell_item(q, item);
}

static void on_page(void *context, const char *answer)
{
    struct question *q = context;
    const struct kind *k = q->kind;
    own_json *tree = json_parse(answer, strlen(answer), NULL);
    const struct json *found = k->member ? json_get(tree, k->member) : tree;
    bool list = json_kind(found) == JSON_ARRAY;
    for (const struct json *item = list ? json_first(found) : found; item; item = list ? json_next(item) : NULL) {
        if (!k->inner)
            take(q, item);
        json_each (thing, k->inner ? json_get(item, k->inner) : NULL)
            take(q, thing);
    }
}

static void on_read(void *context, const struct aws_result *r)
{
    struct question *q = context;
    judge(q, q->kind->action, r);
    end_read(q);
}

static char *quoted(const char *text)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_add_str(&o, NULL, text);
    return buf_take(&out);
}

/* parameters with their words filled in, as JSON texts. */
static char *fill_in(const struct question *q)
{
    const char *vpc = q->apply->fleet.vpc_id ? q->apply->fleet.vpc_id : "";
    own_str char *head = xstrndup(q->wanted.value, strcspn(q->wanted.value, "/"));
    const char *const words[][2] = {{"@value", q->wanted.value}, {"@head", head}, {"@vpc", vpc}};
    own_buf out = {0};
    for (const char *at = q->kind->parameters; *at;) {
        size_t which = 0;
        while (which < COUNT_OF(words) && !str_starts(at, words[which][0]))
            which++;
        own_str char *text = which < COUNT_OF(words) ? quoted(words[which][1]) : xstrndup(at, 1);
        buf_add_str(&out, text);
        at += which < COUNT_OF(words) ? strlen(words[which][0]) : 1;
    }
    return buf_take(&out);
}

static void ask(void *context)
{
    static const struct aws_page_handlers handlers = {on_page, on_read, NULL};
    struct question *q = context;
    own_str char *parameters = q->kind->start ? NULL : fill_in(q);
    q->reads = 1;
    if (q->kind->start) {
        q->kind->start(q);
        return;
    }
    aws_read_pages(q->apply->client,
                   &(struct aws_request){.service = q->kind->service, .action = q->kind->action, .parameters = parameters}, &handlers, q);
}

/* ---- certificates: the list says some names, DescribeCertificate all ---- */

static bool any_covers(const struct json *names, const char *host)
{
    json_each (name, names)
        if (json_str(name) && certificate_name_covers(json_str(name), host))
            return true;
    return false;
}

static bool may_cover(const struct question *q, const struct json *summary)
{
    const struct json *names = json_get(summary, "SubjectAlternativeNameSummaries");
    bool more = json_bool_or(json_get(summary, "HasAdditionalSubjectAlternativeNames"), false);
    return !names || more || any_covers(names, q->wanted.value) ||
           certificate_name_covers(json_str_or(json_get(summary, "DomainName"), ""), q->wanted.value);
}

static void on_certificate(void *context, const struct aws_result *r)
{
    struct question *q = context;
    own_json *tree = r->answer ? json_parse(r->answer, strlen(r->answer), NULL) : NULL;
    const struct json *certificate = json_get(tree, "Certificate");
    judge(q, "DescribeCertificate", r);
    if (any_covers(json_get(certificate, "SubjectAlternativeNames"), q->wanted.value))
        tell_item(q, certificate);
    end_read(q);
}

static void look_at_certificate(struct question *q, const struct json *summary)
{
    own_str char *arn = json_text(json_get(summary, "CertificateArn"));
    own_str char *parameters = xasprintf("{\"CertificateArn\":%s}", arn ? arn : "\"\"");
    q->reads++;
    aws_call(q->apply->client, &(struct aws_request){.service = "acm", .action = "DescribeCertificate", .parameters = parameters},
             on_certificate, q);
}

/* ---- web ACLs and Shield ---- */

static bool has_name(const struct question *q, const struct json *item)
{
    return str_equal(json_str(json_get(item, "Name")), q->wanted.value);
}

static char *association_value(const struct question *q, const struct json *item)
{
    return value_association(q->wanted.value, json_str_or(json_get(item, "ARN"), ""));
}

/* ---- a target group of whomever: with its tags, attributes and targets ---- */

static void on_group(void *context, const char *problem)
{
    struct question *q = context;
    if (problem)
        q->problem = xstrdup(problem);
    else if (world_by_arn(&q->apply->world, q->wanted.value))
        strs_add(&q->found, q->wanted.value);
    end_read(q);
}

static void start_group(struct question *q)
{
    struct observe_request request = {.cause = q->ref, .done = on_group, .context = q};
    own_str char *name = arn_name(q->wanted.value);
    if (name)
        strs_add(&request.scope.target_groups, name);
    observe_start(q->apply, &request);
}

/* By its name alone: nothing is known of it yet. */
static void on_group_named(void *context, const char *problem)
{
    struct question *q = context;
    const struct thing *t = world_find(&q->apply->world, "TargetGroup", "TargetGroupName", q->wanted.value);
    if (problem)
        q->problem = xstrdup(problem);
    else if (t)
        strs_add(&q->found, t->id);
    end_read(q);
}

static void start_group_named(struct question *q)
{
    struct observe_request request = {.cause = q->ref, .done = on_group_named, .context = q};
    strs_add(&request.scope.target_groups, q->wanted.value);
    observe_start(q->apply, &request);
}

#define KEY_TYPES "[\"RSA_1024\",\"RSA_2048\",\"RSA_3072\",\"RSA_4096\",\"EC_prime256v1\",\"EC_secp384r1\",\"EC_secp521r1\"]"
/* What EC2 has in the fleet's VPC, by a filter of its Describe call; word is @value, or @head for ADDRESS/POD-UID. */
/* clang-format off */
#define IN_VPC(what, member_id, word_by, filter, word) \
    .service = "ec2", .resource = what, .by = word_by, .action = "Describe" what "s", .id = member_id, .member = what "s", \
    .parameters = "{\"Filters\":[{\"Name\":\"vpc-id\",\"Values\":[@vpc]},{\"Name\":\"" filter "\",\"Values\":[" word "]}]}"
/* clang-format on */

static const struct kind kinds[] = {
    {.service = "acm",
     .resource = "Certificate",
     .by = "host",
     .action = "ListCertificates",
     .id = "CertificateArn",
     .parameters = "{\"CertificateStatuses\":[\"ISSUED\"],\"Includes\":{\"keyTypes\":" KEY_TYPES "}}",
     .member = "CertificateSummaryList",
     .fits = may_cover,
     .look = look_at_certificate},
    {.service = "wafv2",
     .resource = "WebACL",
     .by = "name",
     .action = "ListWebACLs",
     .id = "ARN",
     .parameters = "{\"Scope\":\"REGIONAL\",\"Limit\":100}",
     .member = "WebACLs",
     .fits = has_name,
     .value = value_acl},
    {.service = "wafv2",
     .resource = "WebACLAssociation",
     .by = "resource",
     .action = "GetWebACLForResource",
     .parameters = "{\"ResourceArn\":@value}",
     .member = "WebACL",
     .about = association_value},
    {.service = "shield",
     .resource = "Protection",
     .by = "resource",
     .action = "DescribeProtection",
     .parameters = "{\"ResourceArn\":@value}",
     .member = "Protection"},
    {.service = "shield", .resource = "Subscription", .by = "state", .action = "GetSubscriptionState", .parameters = "{}"},
    {.service = "elasticloadbalancing",
     .resource = "TrustStore",
     .by = "name",
     .action = "DescribeTrustStores",
     .id = "TrustStoreArn",
     .parameters = "{\"Names\":[@value]}",
     .member = "TrustStores"},
    {.service = "elasticloadbalancing", .resource = "TargetGroup", .by = "id", .start = start_group},
    {.service = "elasticloadbalancing", .resource = "TargetGroup", .by = "name", .start = start_group_named},
    {IN_VPC("Subnet", "SubnetId", "name", "tag:Name", "@value")},
    {IN_VPC("Subnet", "SubnetId", "id", "subnet-id", "@value")},
    {.service = "ec2",
     .resource = "Subnet",
     .by = "vpc",
     .action = "DescribeSubnets",
     .id = "SubnetId",
     .parameters = "{\"Filters\":[{\"Name\":\"vpc-id\",\"Values\":[@value]}]}",
     .member = "Subnets"},
    {IN_VPC("SecurityGroup", "GroupId", "name", "tag:Name", "@value")},
    {IN_VPC("SecurityGroup", "GroupId", "id", "group-id", "@value")},
    {.service = "ec2",
     .resource = "Instance",
     .by = "id",
     .action = "DescribeInstances",
     .id = "InstanceId",
     .parameters = "{\"InstanceIds\":[@value]}",
     .member = "Reservations",
     .inner = "Instances",
     .value = value_instance},
    {IN_VPC("NetworkInterface", "NetworkInterfaceId", "id", "network-interface-id", "@value"), .value = value_interface},
    {IN_VPC("NetworkInterface", "NetworkInterfaceId", "address", "addresses.private-ip-address", "@head"), .value = value_interface},
    {IN_VPC("NetworkInterface", "NetworkInterfaceId", "ipv6-address", "ipv6-addresses.ipv6-address", "@head"), .value = value_interface},
    {.service = "eks",
     .resource = "Cluster",
     .by = "name",
     .action = "DescribeCluster",
     .parameters = "{\"name\":@value}",
     .member = "cluster"},
};

static const struct kind *kind_of(const struct wanted *w)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].service, w->service) == 0 && strcmp(kinds[i].resource, w->resource) == 0 && strcmp(kinds[i].by, w->by) == 0)
            return &kinds[i];
    return NULL;
}

/* ---- questions ---- */

static struct question *find(struct apply *a, const char *service, const char *answer_id)
{
    struct question *q = a->questions;
    while (q && !(strcmp(q->answer_id, answer_id) == 0 && strcmp(q->wanted.service, service) == 0))
        q = q->next;
    return q;
}

void answer_fold_said(struct apply *a, const char *service, const char *answer_id)
{
    struct question *q = find(a, service, answer_id);
    if (q && !q->reads)
        question_free(q);
}

int answer_fold_wanted(struct apply *a, const struct event *e, struct err *err)
{
    struct question *q = xcalloc(1, sizeof *q);
    if (wanted_decode(&q->wanted, e->data, err)) {
        free(q);
        return -1;
    }
    *q = (struct question){.apply = a, .wanted = q->wanted, .kind = kind_of(&q->wanted), .again_ms = AGAIN_LEAST_MS};
    q->answer_id = wanted_answer_id(&q->wanted);
    struct question *open = find(a, q->wanted.service, q->answer_id);
    bool known = q->kind != NULL;
    if (!known)
        err_set(err, ERR_INPUT, "'%s' of '%s' cannot be asked by '%s'", q->wanted.resource, q->wanted.service, q->wanted.by);
    q->ref = event_reference(e);
    DL_APPEND(a->questions, q);
    if (!known || open)
        question_free(q);
    return known ? 0 : -1;
}

void answer_start(struct apply *a)
{
    struct question *q, *next;
    DL_FOREACH_SAFE(a->questions, q, next)
    {
        if (q->timer)
            continue;
        q->timer = loop_timer_add(stage_loop(a->stage), ask, q);
        ask(q);
    }
}
