/* The security policies that exist for HTTPS listeners. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

/* Ciphers in AWS's order of preference; each policy has those whose letter it names. */
static const struct {
    char letter;
    const char *name;
} ciphers[] = {
    {'3', "TLS_AES_128_GCM_SHA256"},
    {'3', "TLS_AES_256_GCM_SHA384"},
    {'3', "TLS_CHACHA20_POLY1305_SHA256"},
    {'g', "ECDHE-ECDSA-AES128-GCM-SHA256"},
    {'g', "ECDHE-RSA-AES128-GCM-SHA256"},
    {'c', "ECDHE-ECDSA-AES128-SHA256"},
    {'c', "ECDHE-RSA-AES128-SHA256"},
    {'s', "ECDHE-ECDSA-AES128-SHA"},
    {'s', "ECDHE-RSA-AES128-SHA"},
    {'g', "ECDHE-ECDSA-AES256-GCM-SHA384"},
    {'g', "ECDHE-RSA-AES256-GCM-SHA384"},
    {'c', "ECDHE-ECDSA-AES256-SHA384"},
    {'c', "ECDHE-RSA-AES256-SHA384"},
    {'s', "ECDHE-RSA-AES256-SHA"},
    {'s', "ECDHE-ECDSA-AES256-SHA"},
    {'r', "AES128-GCM-SHA256"},
    {'r', "AES128-SHA256"},
    {'o', "AES128-SHA"},
    {'r', "AES256-GCM-SHA384"},
    {'r', "AES256-SHA256"},
    {'o', "AES256-SHA"},
};

static const struct {
    const char *name, *protocols, *letters;
} policies[] = {
    {"ELBSecurityPolicy-2016-08", "TLSv1 TLSv1.1 TLSv1.2", "gcsro"},
    {"ELBSecurityPolicy-TLS13-1-2-2021-06", "TLSv1.2 TLSv1.3", "3gc"},
    {"ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "TLSv1.2 TLSv1.3", "3g"},
    {"ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", "TLSv1.2 TLSv1.3", "3gcr"},
    {"ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", "TLSv1.2 TLSv1.3", "3gcsro"},
    {"ELBSecurityPolicy-TLS13-1-1-2021-06", "TLSv1.1 TLSv1.2 TLSv1.3", "3gcsro"},
    {"ELBSecurityPolicy-TLS13-1-0-2021-06", "TLSv1 TLSv1.1 TLSv1.2 TLSv1.3", "3gcsro"},
    {"ELBSecurityPolicy-TLS13-1-3-2021-06", "TLSv1.3", "3"},
    {"ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04", "TLSv1.2 TLSv1.3", "3gc"},
    {"ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04", "TLSv1.2 TLSv1.3", "3g"},
    {"ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04", "TLSv1.3", "3"},
    {"ELBSecurityPolicy-TLS13-1-2-PQ-2025-09", "TLSv1.2 TLSv1.3", "3gc"},
    {"ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "TLSv1.2 TLSv1.3", "3g"},
    {"ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", "TLSv1.3", "3"},
    {"ELBSecurityPolicy-TLS-1-2-2017-01", "TLSv1.2", "gcr"},
    {"ELBSecurityPolicy-TLS-1-2-Ext-2018-06", "TLSv1.2", "gcsro"},
    {"ELBSecurityPolicy-TLS-1-1-2017-01", "TLSv1.1 TLSv1.2", "gcsro"},
    {"ELBSecurityPolicy-2015-05", "TLSv1 TLSv1.1 TLSv1.2", "gcsro"},
    {"ELBSecurityPolicy-TLS-1-0-2015-04", "TLSv1 TLSv1.1 TLSv1.2", "gcsro"},
    {"ELBSecurityPolicy-FS-2018-06", "TLSv1 TLSv1.1 TLSv1.2", "gcs"},
    {"ELBSecurityPolicy-FS-1-1-2019-08", "TLSv1.1 TLSv1.2", "gcs"},
    {"ELBSecurityPolicy-FS-1-2-2019-08", "TLSv1.2", "gcs"},
    {"ELBSecurityPolicy-FS-1-2-Res-2019-08", "TLSv1.2", "gc"},
    {"ELBSecurityPolicy-FS-1-2-Res-2020-10", "TLSv1.2", "g"},
};

bool ssl_policy_exists(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(policies); i++)
        if (strcmp(policies[i].name, name) == 0)
            return true;
    return false;
}

static void write_one(struct buf *to, size_t i)
{
    int64_t priority = 0;
    char *rest = NULL;
    own_str char *protocols = xstrdup(policies[i].protocols);
    buf_add_str(to, "<member><SslProtocols>");
    for (char *p = strtok_r(protocols, " ", &rest); p; p = strtok_r(NULL, " ", &rest))
        xml_text(to, "member", p);
    buf_add_str(to, "</SslProtocols><Ciphers>");
    for (size_t k = 0; k < COUNT_OF(ciphers); k++)
        if (strchr(policies[i].letters, ciphers[k].letter)) {
            buf_add_str(to, "<member>");
            xml_text(to, "Name", ciphers[k].name);
            xml_int(to, "Priority", ++priority);
            buf_add_str(to, "</member>");
        }
    buf_add_str(to, "</Ciphers>");
    xml_text(to, "Name", policies[i].name);
    buf_add_str(to,
                "<SupportedLoadBalancerTypes><member>application</member><member>network</member></SupportedLoadBalancerTypes></member>");
}

HANDLER(DescribeSSLPolicies)
{
    const struct node *names = node_get(c->in, "Names");
    int64_t size = node_int_or(c->in, "PageSize", 400), from = strtoll(node_str_or(c->in, "Marker", "0"), NULL, 10), shown = 0;
    node_each (m, names)
        if (!ssl_policy_exists(m->value))
            return call_fail(c, "SSLPolicyNotFound", "The SSL policy '%s' was not found", m->value);
    buf_add_str(&c->out, "<SslPolicies>");
    size_t i = from > 0 ? (size_t)from : 0;
    for (; i < COUNT_OF(policies) && shown < size; i++)
        if (!names || node_has(names, policies[i].name)) {
            write_one(&c->out, i);
            shown++;
        }
    buf_add_str(&c->out, "</SslPolicies>");
    if (i < COUNT_OF(policies) && !names)
        xml_int(&c->out, "NextMarker", (int64_t)i);
    return 0;
}
