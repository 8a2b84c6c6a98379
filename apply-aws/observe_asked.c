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
    bool own = strcmp(action, "DescribeCertificate") == 0 || strcmp(action, "DescribeInstances") == 0;
    for (size_t i = 0; i < COUNT_OF(lists); i++)
        own = own || strcmp(lists[i].read.action, action) == 0;
    return own;
}
