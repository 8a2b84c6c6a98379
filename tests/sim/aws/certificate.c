/* ACM's certificates, EKS's clusters, and resources by their tags. */
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

enum { PAGE = 100 };

/* ---- certificates ---- */

struct resource *certificate_add(struct aws *a, const char *arn, const char *names)
{
    char *rest = NULL;
    own_str char *copy = xstrdup(names);
    struct resource *r = resource_find(a, CERTIFICATE, arn);
    r = r ? r : resource_new(a, CERTIFICATE, arn, NULL);
    node_free(r->fields);
    r->fields = node_new("member", NULL);
    node_set(r->fields, "CertificateArn", arn);
    struct node *all = node_new("SubjectAlternativeNames", NULL);
    for (char *name = strtok_r(copy, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
        if (!node_str(r->fields, "DomainName"))
            node_set(r->fields, "DomainName", name);
        node_add(all, node_new("member", name));
    }
    node_add(r->fields, all);
    return r;
}

static struct resource *find(struct call *c)
{
    const char *arn = node_str(c->in, "CertificateArn");
    struct resource *r = resource_find(c->aws, CERTIFICATE, arn);
    if (!r)
        call_fail(c, "ResourceNotFoundException", "Could not find certificate %s.", arn);
    return r;
}

static bool in_use(const struct aws *a, const char *arn)
{
    resource_each (l, a, LISTENER, NULL) {
        if (node_get(l->certificates, arn))
            return true;
        node_each (m, node_get(l->fields, "Certificates"))
            if (str_equal(node_str(m, "CertificateArn"), arn))
                return true;
    }
    return false;
}

HANDLER(RequestCertificate)
{
    char id[17];
    own_buf names = {0};
    const char *domain = node_str(c->in, "DomainName");
    buf_add_str(&names, domain);
    node_each (m, node_get(c->in, "SubjectAlternativeNames"))
        if (strcmp(m->value, domain) != 0)
            buf_addf(&names, ",%s", m->value);
    resource_id(id, "certificate", domain, c->aws->made + 1);
    own_str char *arn =
        xasprintf("arn:aws:acm:%s:%s:certificate/%.8s-0000-0000-0000-0000%.8s", c->aws->set.region, c->aws->set.account, id, id + 8);
    struct resource *r = certificate_add(c->aws, arn, buf_str(&names));
    node_each (tag, node_get(c->in, "Tags"))
        node_set(r->tags, node_str_or(tag, "Key", ""), node_str_or(tag, "Value", ""));
    struct json_out o = json_out(&c->out);
    json_add_str(&o, "CertificateArn", arn);
    return 0;
}

HANDLER(DescribeCertificate)
{
    struct resource *r = find(c);
    if (!r)
        return -1;
    struct json_out o = json_out(&c->out);
    json_open_object(&o, "Certificate");
    json_add_str(&o, "CertificateArn", r->arn);
    json_add_str(&o, "DomainName", node_str(r->fields, "DomainName"));
    node_json(&o, "SubjectAlternativeNames", node_get(r->fields, "SubjectAlternativeNames"));
    json_add_str(&o, "Status", "ISSUED");
    json_add_str(&o, "Type", "AMAZON_ISSUED");
    json_add_str(&o, "KeyAlgorithm", "EC-prime256v1");
    json_open_array(&o, "InUseBy");
    resource_each (lb, c->aws, LOAD_BALANCER, NULL)
        resource_each (l, c->aws, LISTENER, lb)
            node_each (m, node_get(l->fields, "Certificates"))
                if (str_equal(node_str(m, "CertificateArn"), r->arn))
                    json_add_str(&o, NULL, lb->arn);
    json_close_array(&o);
    json_close_object(&o);
    return 0;
}

HANDLER(ListCertificates)
{
    const struct node *statuses = node_get(c->in, "CertificateStatuses");
    int64_t size = node_int_or(c->in, "MaxItems", PAGE), shown = 0, marker = strtoll(node_str_or(c->in, "NextToken", "0"), NULL, 10),
            next = 0;
    struct json_out o = json_out(&c->out);
    json_open_array(&o, "CertificateSummaryList");
    resource_each (r, c->aws, CERTIFICATE, NULL) {
        if ((int64_t)r->number < marker || (statuses && !node_has(statuses, "ISSUED")))
            continue;
        if (shown++ == size) {
            next = (int64_t)r->number;
            break;
        }
        json_open_object(&o, NULL);
        json_add_str(&o, "CertificateArn", r->arn);
        json_add_str(&o, "DomainName", node_str(r->fields, "DomainName"));
        node_json(&o, "SubjectAlternativeNameSummaries", node_get(r->fields, "SubjectAlternativeNames"));
        json_add_bool(&o, "HasAdditionalSubjectAlternativeNames", false);
        json_add_str(&o, "Status", "ISSUED");
        json_add_str(&o, "Type", "AMAZON_ISSUED");
        json_add_str(&o, "KeyAlgorithm", "EC-prime256v1");
        json_add_bool(&o, "InUse", in_use(c->aws, r->arn));
        json_close_object(&o);
    }
    json_close_array(&o);
    own_str char *token = next ? xasprintf("%lld", (long long)next) : NULL;
    json_add_str(&o, "NextToken", token);
    return 0;
}

static void write_tags(struct json_out *o, const char *name, const struct node *tags)
{
    json_open_array(o, name);
    node_each (t, tags) {
        json_open_object(o, NULL);
        json_add_str(o, "Key", t->name);
        json_add_str(o, "Value", t->value);
        json_close_object(o);
    }
    json_close_array(o);
}

HANDLER(ListTagsForCertificate)
{
    struct resource *r = find(c);
    if (!r)
        return -1;
    struct json_out o = json_out(&c->out);
    write_tags(&o, "Tags", r->tags);
    return 0;
}

HANDLER(AddTagsToCertificate)
{
    struct resource *r = find(c);
    if (!r)
        return -1;
    node_each (tag, node_get(c->in, "Tags"))
        node_set(r->tags, node_str_or(tag, "Key", ""), node_str_or(tag, "Value", ""));
    return 0;
}

HANDLER(DeleteCertificate)
{
    struct resource *r = find(c);
    if (!r)
        return -1;
    if (in_use(c->aws, r->arn))
        return call_fail(c, "ResourceInUseException", "Certificate %s in account %s is in use.", r->arn, c->aws->set.account);
    resource_remove(c->aws, r);
    return 0;
}

/* ---- EKS: clusters that a test has named ---- */

HANDLER(DescribeCluster)
{
    const char *name = node_str(c->in, "name");
    const struct node *cluster = node_get(c->aws->root->clusters, name);
    if (!cluster) {
        call_fail(c, "ResourceNotFoundException", "No cluster found for name: %s.", name);
        c->status = 404;
        return -1;
    }
    struct json_out o = json_out(&c->out);
    own_str char *arn = xasprintf("arn:aws:eks:%s:%s:cluster/%s", c->aws->set.region, c->aws->set.account, name);
    json_open_object(&o, "cluster");
    json_add_str(&o, "name", name);
    json_add_str(&o, "arn", arn);
    json_add_str(&o, "version", "1.33");
    json_add_str(&o, "status", "ACTIVE");
    json_add_str(&o, "endpoint", node_str(cluster, "endpoint"));
    json_open_object(&o, "certificateAuthority");
    json_add_str(&o, "data", node_str(cluster, "ca"));
    json_close_object(&o);
    json_open_object(&o, "resourcesVpcConfig");
    json_add_str(&o, "vpcId", c->aws->set.vpc);
    json_close_object(&o);
    json_close_object(&o);
    return 0;
}

/* ---- resources by their tags ---- */

static bool value_passes(const struct node *values, const char *is)
{
    return node_count(values) == 0 || node_has(values, is);
}

static bool tags_pass(const struct node *filters, const struct node *tags)
{
    node_each (f, filters) {
        const char *is = node_str(tags, node_str_or(f, "Key", ""));
        if (!is || !value_passes(node_get(f, "Values"), is))
            return false;
    }
    return true;
}

/* "elasticloadbalancing" or "elasticloadbalancing:targetgroup"; of a load balancer's ARN the type is its first word. */
static bool type_passes(const struct node *types, const char *arn)
{
    const char *service = arn + strlen("arn:aws:"), *rest = arn;
    for (int i = 0; i < 5; i++)
        rest = strchr(rest, ':') + 1;
    own_str char *only = xstrndup(service, strcspn(service, ":"));
    own_str char *whole = xasprintf("%s:%.*s", only, (int)strcspn(rest, "/"), rest);
    return node_count(types) == 0 || node_has(types, only) || node_has(types, whole);
}

static void write_mapping(struct json_out *o, const char *arn, const struct node *tags)
{
    json_open_object(o, NULL);
    json_add_str(o, "ResourceARN", arn);
    write_tags(o, "Tags", tags);
    json_close_object(o);
}

HANDLER(GetResources)
{
    const struct node *filters = node_get(c->in, "TagFilters"), *types = node_get(c->in, "ResourceTypeFilters");
    int64_t size = node_int_or(c->in, "ResourcesPerPage", PAGE), from = strtoll(node_str_or(c->in, "PaginationToken", "0"), NULL, 10),
            shown = 0;
    uint64_t next = 0;
    struct json_out o = json_out(&c->out);
    json_open_array(&o, "ResourceTagMappingList");
    resource_each (r, c->aws, RESOURCE_KINDS, NULL) {
        if ((int64_t)r->number < from || node_count(r->tags) == 0 || !tags_pass(filters, r->tags) || !type_passes(types, r->arn))
            continue;
        if (shown++ == size) {
            next = r->number;
            break;
        }
        write_mapping(&o, r->arn, r->tags);
    }
    for (struct security_group *g = c->aws->groups; g && !next; g = g->next) {
        own_str char *arn = xasprintf("arn:aws:ec2:%s:%s:security-group/%s", c->aws->set.region, c->aws->set.account, g->id);
        if (node_count(g->tags) && tags_pass(filters, g->tags) && type_passes(types, arn))
            write_mapping(&o, arn, g->tags);
    }
    json_close_array(&o);
    own_str char *token = next ? xasprintf("%llu", (unsigned long long)next) : xstrdup("");
    json_add_str(&o, "PaginationToken", token);
    return 0;
}
