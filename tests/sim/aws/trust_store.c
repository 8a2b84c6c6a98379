/* Trust stores of mutual TLS, and their revocation lists. What lies in S3 is believed, but for keys that begin with "missing"
 * or "invalid". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

enum { STORES_MAX = 20, REVOCATIONS_MAX = 30 };

static struct resource *find(struct call *c)
{
    const char *arn = node_str(c->in, "TrustStoreArn");
    struct resource *t = resource_find(c->aws, TRUST_STORE, arn);
    if (!t)
        call_fail(c, "TrustStoreNotFound", "Trust store '%s' not found", arn ? arn : "");
    return t;
}

/* ---- the bundle ---- */

static int check_bundle(struct call *c)
{
    const char *key = node_str_or(c->in, "CaCertificatesBundleS3Key", "");
    if (str_starts(key, "missing"))
        return call_fail(c, "CaCertificatesBundleNotFound", "The CA certificate bundle '%s' was not found in Amazon S3", key);
    if (str_starts(key, "invalid"))
        return call_fail(c, "InvalidCaCertificatesBundle", "The CA certificate bundle '%s' is not valid", key);
    return 0;
}

static void take_bundle(struct call *c, struct resource *t)
{
    static const char *const members[] = {"CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Key",
                                          "CaCertificatesBundleS3ObjectVersion"};
    for (size_t i = 0; i < COUNT_OF(members); i++)
        node_set(t->attributes, members[i], node_str(c->in, members[i]));
}

static void write_one(struct call *c, const struct resource *t)
{
    int64_t revoked = 0;
    node_each (m, t->certificates)
        revoked += node_int_or(m, "NumberOfRevokedEntries", 0);
    buf_add_str(&c->out, "<member>");
    node_xml_inner(&c->out, t->fields);
    xml_int(&c->out, "TotalRevokedEntries", revoked);
    buf_add_str(&c->out, "</member>");
}

static int write_changed(struct call *c, const struct resource *t)
{
    buf_add_str(&c->out, "<TrustStores>");
    write_one(c, t);
    buf_add_str(&c->out, "</TrustStores>");
    return 0;
}

HANDLER(CreateTrustStore)
{
    char id[17];
    const char *name = node_str(c->in, "Name");
    own_node *tags = node_new("", NULL);
    if (check_bundle(c) || tags_take(c, tags, node_get(c->in, "Tags")))
        return -1;
    if (resource_by_name(c->aws, TRUST_STORE, name))
        return call_fail(c, "DuplicateTrustStoreName", "A trust store with the same name '%s' exists", name);
    if (resource_count(c->aws, TRUST_STORE, NULL) >= STORES_MAX)
        return call_fail(c, "TooManyTrustStores", "The maximum number of trust stores '%d' has been reached", STORES_MAX);
    resource_id(id, "truststore", name, c->aws->made + 1);
    own_str char *arn = xasprintf("arn:aws:elasticloadbalancing:%s:%s:truststore/%s/%s", c->aws->set.region, c->aws->set.account, name, id);
    struct resource *t = resource_new(c->aws, TRUST_STORE, arn, NULL);
    node_set(t->fields, "Name", name);
    node_set(t->fields, "TrustStoreArn", arn);
    node_set(t->fields, "Status", "ACTIVE");
    node_set(t->fields, "NumberOfCaCertificates", "1");
    take_bundle(c, t);
    node_each (tag, tags)
        node_set(t->tags, tag->name, tag->value);
    return write_changed(c, t);
}

HANDLER(ModifyTrustStore)
{
    struct resource *t = find(c);
    if (!t || check_bundle(c))
        return -1;
    take_bundle(c, t);
    return write_changed(c, t);
}

HANDLER(DescribeTrustStores)
{
    return describe(c, &(struct paging){.kind = TRUST_STORE,
                                        .list = "TrustStores",
                                        .item = "TrustStoreNotFound",
                                        .arns = node_get(c->in, "TrustStoreArns"),
                                        .names = node_get(c->in, "Names"),
                                        .write = write_one});
}

static bool uses(const struct resource *listener, const struct resource *t)
{
    return str_equal(node_str(node_get(listener->fields, "MutualAuthentication"), "TrustStoreArn"), t->arn);
}

HANDLER(DeleteTrustStore)
{
    struct resource *t = find(c);
    if (!t)
        return -1;
    resource_each (l, c->aws, LISTENER, NULL)
        if (uses(l, t))
            return call_fail(c, "TrustStoreInUse", "Trust store '%s' is currently in use by a listener", t->arn);
    resource_remove(c->aws, t);
    return 0;
}

HANDLER(DescribeTrustStoreAssociations)
{
    struct resource *t = find(c);
    if (!t)
        return -1;
    buf_add_str(&c->out, "<TrustStoreAssociations>");
    resource_each (l, c->aws, LISTENER, NULL)
        if (uses(l, t)) {
            buf_add_str(&c->out, "<member>");
            xml_text(&c->out, "ResourceArn", l->parent->arn);
            buf_add_str(&c->out, "</member>");
        }
    buf_add_str(&c->out, "</TrustStoreAssociations>");
    return 0;
}

/* Of another account only; nobody shares here. */
HANDLER(DeleteSharedTrustStoreAssociation)
{
    const char *arn = node_str(c->in, "ResourceArn");
    struct resource *t = find(c), *lb = resource_find(c->aws, LOAD_BALANCER, arn);
    if (!t)
        return -1;
    if (lb)
        return call_fail(c, "DeleteAssociationSameAccount", "The association with '%s' is in the trust store's own account", arn);
    return call_fail(c, "TrustStoreAssociationNotFound", "The association of the trust store with '%s' was not found", arn);
}

HANDLER(GetTrustStoreCaCertificatesBundle)
{
    struct resource *t = find(c);
    if (!t)
        return -1;
    own_str char *location =
        xasprintf("https://%s.s3.%s.amazonaws.com/%s?X-Amz-Expires=600", node_str(t->attributes, "CaCertificatesBundleS3Bucket"),
                  c->aws->set.region, node_str(t->attributes, "CaCertificatesBundleS3Key"));
    xml_text(&c->out, "Location", location);
    return 0;
}

/* ---- revocations ---- */

static const struct node *revocation_find(const struct resource *t, const char *id)
{
    node_each (m, t->certificates)
        if (str_equal(node_str(m, "RevocationId"), id))
            return m;
    return NULL;
}

static void write_revocation(struct call *c, const struct resource *t, const struct node *r)
{
    buf_add_str(&c->out, "<member>");
    xml_text(&c->out, "TrustStoreArn", t->arn);
    xml_text(&c->out, "RevocationId", node_str(r, "RevocationId"));
    xml_text(&c->out, "RevocationType", node_str(r, "RevocationType"));
    xml_text(&c->out, "NumberOfRevokedEntries", node_str(r, "NumberOfRevokedEntries"));
    buf_add_str(&c->out, "</member>");
}

HANDLER(AddTrustStoreRevocations)
{
    struct resource *t = find(c);
    const struct node *contents = node_get(c->in, "RevocationContents");
    if (!t)
        return -1;
    node_each (m, contents) {
        const char *key = node_str_or(m, "S3Key", "");
        if (str_starts(key, "missing"))
            return call_fail(c, "RevocationContentNotFound", "The revocation file '%s' was not found in Amazon S3", key);
        if (str_starts(key, "invalid"))
            return call_fail(c, "InvalidRevocationContent", "The revocation file '%s' is not valid", key);
    }
    if (node_count(t->certificates) + node_count(contents) > REVOCATIONS_MAX)
        return call_fail(c, "TooManyTrustStoreRevocationEntries", "The trust store has too many revocation lists, at most %d",
                         REVOCATIONS_MAX);
    buf_add_str(&c->out, "<TrustStoreRevocations>");
    node_each (m, contents) {
        struct node *r = node_add(t->certificates, node_new("member", NULL));
        node_set_int(r, "RevocationId", ++t->capacity_units);
        node_set(r, "RevocationType", node_str_or(m, "RevocationType", "CRL"));
        node_set(r, "NumberOfRevokedEntries", "1");
        node_set(r, "S3Bucket", node_str(m, "S3Bucket"));
        node_set(r, "S3Key", node_str(m, "S3Key"));
        write_revocation(c, t, r);
    }
    buf_add_str(&c->out, "</TrustStoreRevocations>");
    return 0;
}

static int check_ids(struct call *c, const struct resource *t)
{
    node_each (m, node_get(c->in, "RevocationIds"))
        if (!revocation_find(t, m->value))
            return call_fail(c, "RevocationIdNotFound", "Revocation ID '%s' not found", m->value);
    return 0;
}

HANDLER(DescribeTrustStoreRevocations)
{
    struct resource *t = find(c);
    const struct node *ids = node_get(c->in, "RevocationIds");
    if (!t || check_ids(c, t))
        return -1;
    buf_add_str(&c->out, "<TrustStoreRevocations>");
    node_each (r, t->certificates)
        if (!ids || node_has(ids, node_str(r, "RevocationId")))
            write_revocation(c, t, r);
    buf_add_str(&c->out, "</TrustStoreRevocations>");
    return 0;
}

HANDLER(RemoveTrustStoreRevocations)
{
    struct resource *t = find(c);
    if (!t || check_ids(c, t))
        return -1;
    struct node *kept = node_new("Certificates", NULL);
    node_each (r, t->certificates)
        if (!node_has(node_get(c->in, "RevocationIds"), node_str(r, "RevocationId")))
            node_add(kept, node_clone(r));
    node_free(t->certificates);
    t->certificates = kept;
    return 0;
}

HANDLER(GetTrustStoreRevocationContent)
{
    struct resource *t = find(c);
    const struct node *r = t ? revocation_find(t, node_str(c->in, "RevocationId")) : NULL;
    if (!t)
        return -1;
    if (!r)
        return call_fail(c, "RevocationIdNotFound", "Revocation ID '%s' not found", node_str(c->in, "RevocationId"));
    own_str char *location = xasprintf("https://%s.s3.%s.amazonaws.com/%s?X-Amz-Expires=600", node_str_or(r, "S3Bucket", ""),
                                       c->aws->set.region, node_str_or(r, "S3Key", ""));
    xml_text(&c->out, "Location", location);
    return 0;
}

/* Nothing is shared, so that no resource has a policy. */
HANDLER(GetResourcePolicy)
{
    const char *arn = node_str(c->in, "ResourceArn");
    if (!resource_by_arn(c->aws, arn))
        return call_fail(c, "ResourceNotFound", "The resource '%s' was not found", arn);
    xml_text(&c->out, "Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    return 0;
}
