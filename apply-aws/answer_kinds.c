/* The ways to ask, one row each: what AWS is asked, and which of the questions something that it has answers. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "apply-aws/answer_inner.h"
#include "apply-aws/observe.h"
#include "apply-aws/value.h"

enum {
    MOST_VALUES = 200, /* of a filter of EC2 (API Reference, DescribeInstances: Filter.N) */
    ANY_NUMBER = 10000 /* a list of all answers as many as there are */
};

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

static bool covers(const struct question *q, const struct json *certificate)
{
    return any_covers(json_get(certificate, "SubjectAlternativeNames"), q->wanted.value);
}

static void on_certificate(void *context, const struct aws_result *result)
{
    struct reading *r = context;
    own_json *tree = result->answer ? json_parse(result->answer, strlen(result->answer), NULL) : NULL;
    reading_judge(r, "DescribeCertificate", result);
    reading_tell(r, json_get(tree, "Certificate"), covers);
    reading_end_one(r);
}

/* Once for all hosts that it may cover. */
static void look_at_certificate(struct reading *r, const struct json *summary)
{
    own_str char *arn = json_text(json_get(summary, "CertificateArn"));
    own_str char *parameters = xasprintf("{\"CertificateArn\":%s}", arn ? arn : "\"\"");
    r->reads++;
    aws_call(r->apply->client, &(struct aws_request){.service = "acm", .action = "DescribeCertificate", .parameters = parameters},
             on_certificate, r);
}

/* ---- by name ---- */

static bool has_name(const struct question *q, const struct json *item)
{
    return str_equal(json_str(json_get(item, "Name")), q->wanted.value);
}

static bool is_tagged(const struct question *q, const struct json *item)
{
    json_each (tag, json_get(item, "Tags"))
        if (str_equal(json_str(json_get(tag, "Key")), "Name"))
            return str_equal(json_str(json_get(tag, "Value")), q->wanted.value);
    return false;
}

static char *association_value(const struct question *q, const struct json *item)
{
    return value_association(q->wanted.value, json_str_or(json_get(item, "ARN"), ""));
}

/* ---- by id, by address ---- */

static bool has_id(const struct question *q, const struct json *item)
{
    return str_equal(json_str(json_get(item, q->kind->id)), q->wanted.value);
}

/* The value is ADDRESS/POD-UID. An IPv6 address has several spellings. */
static bool has_address(const struct question *q, const struct json *item, const char *list, const char *member)
{
    bool v6 = strcmp(list, "Ipv6Addresses") == 0;
    own_str char *head = xstrndup(q->wanted.value, strcspn(q->wanted.value, "/"));
    struct in6_addr wanted, has;
    json_each (one, json_get(item, list)) {
        const char *text = json_str_or(json_get(one, member), "");
        bool same_v6 = v6 && inet_pton(AF_INET6, head, &wanted) == 1 && inet_pton(AF_INET6, text, &has) == 1 &&
                       memcmp(&wanted, &has, sizeof wanted) == 0;
        if (same_v6 || strcmp(text, head) == 0)
            return true;
    }
    return false;
}

static bool has_v4(const struct question *q, const struct json *item)
{
    return has_address(q, item, "PrivateIpAddresses", "PrivateIpAddress");
}

static bool has_v6(const struct question *q, const struct json *item)
{
    return has_address(q, item, "Ipv6Addresses", "Ipv6Address");
}

/* ---- a target group of whomever: with its tags, attributes and targets ---- */

static void end_group(struct reading *r, const char *problem, const char *id)
{
    if (problem)
        r->problem = xstrdup(problem);
    else if (id)
        strs_add(&r->items[0]->found, id);
    reading_end_one(r);
}

static void on_group(void *context, const char *problem)
{
    struct reading *r = context;
    const char *arn = r->items[0]->wanted.value;
    end_group(r, problem, world_by_arn(&r->apply->world, arn) ? arn : NULL);
}

static void start_group(struct reading *r)
{
    struct observe_request request = {.cause = r->items[0]->ref, .done = on_group, .context = r};
    own_str char *name = arn_name(r->items[0]->wanted.value);
    if (name)
        strs_add(&request.scope.target_groups, name);
    observe_start(r->apply, &request);
}

/* By its name alone: nothing is known of it yet. */
static void on_group_named(void *context, const char *problem)
{
    struct reading *r = context;
    const struct thing *t = world_find(&r->apply->world, "TargetGroup", "TargetGroupName", r->items[0]->wanted.value);
    end_group(r, problem, t ? t->id : NULL);
}

static void start_group_named(struct reading *r)
{
    struct observe_request request = {.cause = r->items[0]->ref, .done = on_group_named, .context = r};
    strs_add(&request.scope.target_groups, r->items[0]->wanted.value);
    observe_start(r->apply, &request);
}

/* ---- the table ---- */

#define KEY_TYPES "[\"RSA_1024\",\"RSA_2048\",\"RSA_3072\",\"RSA_4096\",\"EC_prime256v1\",\"EC_secp384r1\",\"EC_secp521r1\"]"
/* What EC2 has in the fleet's VPC, by a filter of its Describe call; words is @values, or @heads for ADDRESS/POD-UID. */
/* clang-format off */
#define IN_VPC(what, member_id, word_by, filter, words) \
    .service = "ec2", .resource = what, .by = word_by, .action = "Describe" what "s", .id = member_id, .member = what "s", \
    .parameters = "{\"Filters\":[{\"Name\":\"vpc-id\",\"Values\":[@vpc]},{\"Name\":\"" filter "\",\"Values\":[" words "]}]}", \
    .together = MOST_VALUES
/* clang-format on */

static const struct kind kinds[] = {
    {.service = "acm",
     .resource = "Certificate",
     .by = "host",
     .action = "ListCertificates",
     .id = "CertificateArn",
     .parameters = "{\"CertificateStatuses\":[\"ISSUED\"],\"Includes\":{\"keyTypes\":" KEY_TYPES "}}",
     .together = ANY_NUMBER,
     .member = "CertificateSummaryList",
     .fits = may_cover,
     .look = look_at_certificate},
    {.service = "wafv2",
     .resource = "WebACL",
     .by = "name",
     .action = "ListWebACLs",
     .id = "ARN",
     .parameters = "{\"Scope\":\"REGIONAL\",\"Limit\":100}",
     .together = ANY_NUMBER,
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
    {IN_VPC("Subnet", "SubnetId", "name", "tag:Name", "@values"), .fits = is_tagged},
    {IN_VPC("Subnet", "SubnetId", "id", "subnet-id", "@values"), .fits = has_id},
    {.service = "ec2",
     .resource = "Subnet",
     .by = "vpc",
     .action = "DescribeSubnets",
     .id = "SubnetId",
     .parameters = "{\"Filters\":[{\"Name\":\"vpc-id\",\"Values\":[@value]}]}",
     .member = "Subnets"},
    {IN_VPC("SecurityGroup", "GroupId", "name", "tag:Name", "@values"), .fits = is_tagged},
    {IN_VPC("SecurityGroup", "GroupId", "id", "group-id", "@values"), .fits = has_id},
    {.service = "ec2",
     .resource = "Instance",
     .by = "id",
     .action = "DescribeInstances",
     .id = "InstanceId",
     .parameters = "{\"Filters\":[{\"Name\":\"instance-id\",\"Values\":[@values]}]}", /* of InstanceIds one that is gone would refuse all */
     .together = MOST_VALUES,
     .member = "Reservations",
     .inner = "Instances",
     .fits = has_id,
     .value = value_instance},
    {IN_VPC("NetworkInterface", "NetworkInterfaceId", "id", "network-interface-id", "@values"), .fits = has_id, .value = value_interface},
    {IN_VPC("NetworkInterface", "NetworkInterfaceId", "address", "addresses.private-ip-address", "@heads"), .fits = has_v4,
     .value = value_interface},
    {IN_VPC("NetworkInterface", "NetworkInterfaceId", "ipv6-address", "ipv6-addresses.ipv6-address", "@heads"), .fits = has_v6,
     .value = value_interface},
    {.service = "eks",
     .resource = "Cluster",
     .by = "name",
     .action = "DescribeCluster",
     .parameters = "{\"name\":@value}",
     .member = "cluster"},
};

const struct kind *kind_of(const struct wanted *w)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].service, w->service) == 0 && strcmp(kinds[i].resource, w->resource) == 0 && strcmp(kinds[i].by, w->by) == 0)
            return &kinds[i];
    return NULL;
}

size_t kind_count(void)
{
    return COUNT_OF(kinds);
}

size_t kind_number(const struct kind *k)
{
    return (size_t)(k - kinds);
}
