/* What a daemon is asked for one by one (answer.h), and a pipe, where nobody asks, reads beforehand: --observe. Where AWS does not let
 * us, it stays unknown; most fleets need none of it. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "apply-aws/observe_inner.h"
#include "apply-aws/value.h"

#define KEY_TYPES "[\"RSA_1024\",\"RSA_2048\",\"RSA_3072\",\"RSA_4096\",\"EC_prime256v1\",\"EC_secp384r1\",\"EC_secp521r1\"]"

/* ---- certificates: the list has most names, DescribeCertificate all, and who issued it ---- */

static void put_certificate(struct read *r, const struct json *summary)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_add_node(&o, "CertificateArn", json_get(summary, "CertificateArn"));
    json_add_node(&o, "SubjectAlternativeNames", json_get(summary, "SubjectAlternativeNameSummaries"));
    json_add_str(&o, "Status", "ISSUED");
    json_close_object(&o);
    own_json *item = json_parse(buf_str(&out), out.len, NULL);
    found_put(r->observation, "acm", "Certificate", item);
}

static void take_certificate(struct read *r, const struct json *answer)
{
    if (json_get(answer, "Certificate"))
        found_put(r->observation, "acm", "Certificate", json_get(answer, "Certificate"));
}

static void take_certificates(struct read *r, const struct json *answer)
{
    static const struct read whole = {
        .service = "acm", .action = "DescribeCertificate", .resource = "Certificate", .take = take_certificate};
    bool by_authority = fleet_option(&r->observation->apply->fleet, "allowed-certificate-authority-arns") != NULL;
    json_each (summary, json_get(answer, "CertificateSummaryList")) {
        own_str char *arn = json_text(json_get(summary, "CertificateArn"));
        own_str char *parameters = xasprintf("{\"CertificateArn\":%s}", arn ? arn : "\"\"");
        if (by_authority || !json_get(summary, "SubjectAlternativeNameSummaries") ||
            json_bool_or(json_get(summary, "HasAdditionalSubjectAlternativeNames"), false))
            observe_read(r->observation, &whole, parameters);
        else
            put_certificate(r, summary);
    }
}

/* ---- by name ---- */

static void take_acls(struct read *r, const struct json *answer)
{
    json_each (acl, json_get(answer, "WebACLs")) {
        own_str char *value = value_acl(acl);
        own_json *item = json_parse(value, strlen(value), NULL);
        found_put(r->observation, "wafv2", "WebACL", item);
    }
}

static void take_trust_stores(struct read *r, const struct json *answer)
{
    json_each (store, json_get(answer, "TrustStores"))
        found_put(r->observation, "elasticloadbalancing", "TrustStore", store);
}

/* ---- what stands before a load balancer: told at once, that there is nothing too ---- */

static void tell_guard(struct read *r, const char *resource, const char *value)
{
    struct apply *a = r->observation->apply;
    struct observed what = {.service = r->service, .resource = resource, .id = r->of, .asof = r->observation->asof};
    if (value)
        say_observed(a, r->observation->cause, &what, value);
    else
        say_missing(a, r->observation->cause, &what);
}

static void take_association(struct read *r, const struct json *answer)
{
    const char *acl = json_str(json_path(answer, "WebACL", "ARN", NULL));
    own_str char *value = acl ? value_association(r->of, acl) : NULL;
    tell_guard(r, "WebACLAssociation", value);
}

static void take_protection(struct read *r, const struct json *answer)
{
    own_str char *value = json_text(json_get(answer, "Protection"));
    tell_guard(r, "Protection", value);
}

static void take_subscription(struct read *r, const struct json *answer)
{
    own_str char *value = json_text(answer);
    struct observed what = {.service = "shield", .resource = "Subscription", .id = "any", .asof = r->observation->asof};
    say_observed(r->observation->apply, r->observation->cause, &what, value);
}

static bool has_acls(const struct observation *o)
{
    const struct found *f = o->found;
    while (f && strcmp(f->resource, "WebACL") != 0)
        f = f->hh.next;
    return f != NULL;
}

static void read_association(struct observation *o, const char *balancer)
{
    own_str char *arn = xstrdup(balancer);
    struct read r = {.observation = o,
                     .service = "wafv2",
                     .action = "GetWebACLForResource",
                     .take = take_association,
                     .none = take_association,
                     .of = arn};
    own_str char *parameters = xasprintf("{\"ResourceArn\":\"%s\"}", arn);
    if (!fleet_option_bool(&o->apply->fleet, "enable-wafv2", true) || strs_has(&o->unread, "WebACL"))
        return;
    if (has_acls(o))
        observe_read(o, &r, parameters);
    else
        take_association(&r, NULL);
}

static void read_protection(struct observation *o, const char *balancer)
{
    own_str char *arn = xstrdup(balancer);
    struct read r = {.service = "shield", .action = "DescribeProtection", .take = take_protection, .none = take_protection, .of = arn};
    own_str char *parameters = xasprintf("{\"ResourceArn\":\"%s\"}", arn);
    const struct json *subscription = world_get(&o->apply->world, "shield", "Subscription", "any");
    if (str_equal(json_str(json_get(subscription, "SubscriptionState")), "ACTIVE"))
        observe_read(o, &r, parameters);
}

void observe_read_guards(struct observation *o, const char *balancer)
{
    read_association(o, balancer);
    read_protection(o, balancer);
}

/* ---- the table ---- */

static const struct {
    struct read read;
    const char *parameters;
    const char *option; /* of the fleet; false: nobody needs it */
} lists[] = {
    {{.service = "acm", .action = "ListCertificates", .resource = "Certificate", .take = take_certificates},
     "{\"CertificateStatuses\":[\"ISSUED\"],\"Includes\":{\"keyTypes\":" KEY_TYPES "}}",
     NULL},
    {{.service = "wafv2", .action = "ListWebACLs", .resource = "WebACL", .take = take_acls},
     "{\"Scope\":\"REGIONAL\",\"Limit\":100}",
     "enable-wafv2"},
    {{.service = "shield", .action = "GetSubscriptionState", .resource = "Subscription", .take = take_subscription}, "{}", "enable-shield"},
    {{.service = "elasticloadbalancing", .action = "DescribeTrustStores", .resource = "TrustStore", .take = take_trust_stores}, "{}", NULL},
};

void observe_read_asked(struct observation *o)
{
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        if (!lists[i].option || fleet_option_bool(&o->apply->fleet, lists[i].option, true))
            observe_read(o, &lists[i].read, lists[i].parameters);
}

bool observe_only_asked(const char *action)
{
    static const char *const besides[] = {"DescribeCertificate", "DescribeInstances", "GetWebACLForResource", "DescribeProtection"};
    bool own = false;
    for (size_t i = 0; i < COUNT_OF(besides); i++)
        own = own || strcmp(besides[i], action) == 0;
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        own = own || strcmp(lists[i].read.action, action) == 0;
    return own;
}
