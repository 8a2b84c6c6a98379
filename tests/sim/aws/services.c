/* The services that are simulated: how requests name them, and how they answer. */
#include <string.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

const struct service_form services[SERVICES] = {
    [ELBV2] = {"elasticloadbalancing", FORM_QUERY, "2015-12-01", "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/", NULL,
               model_elbv2},
    [EC2] = {"ec2", FORM_EC2, "2016-11-15", "http://ec2.amazonaws.com/doc/2016-11-15/", NULL, model_ec2},
    [STS] = {"sts", FORM_QUERY, "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", NULL, model_sts},
    [ACM] = {"acm", FORM_JSON, "CertificateManager", NULL, "ValidationException", model_acm},
    [WAFV2] = {"wafv2", FORM_JSON, "AWSWAF_20190729", NULL, "WAFInvalidParameterException", model_wafv2},
    [SHIELD] = {"shield", FORM_JSON, "AWSShield_20160616", NULL, "InvalidParameterException", model_shield},
    [EKS] = {"eks", FORM_REST, "2017-11-01", NULL, "InvalidParameterException", model_eks},
    [TAGGING] = {"tagging", FORM_JSON, "ResourceGroupsTaggingAPI_20170126", NULL, "InvalidParameterException", model_tagging},
};

bool speaks_json(enum service service)
{
    return services[service].form == FORM_JSON || services[service].form == FORM_REST;
}

/* JSON services have other words for what goes wrong before an operation is reached. */
static const struct {
    const char *query, *json;
} words[] = {
    {"InvalidClientTokenId", "UnrecognizedClientException"},
    {"SignatureDoesNotMatch", "InvalidSignatureException"},
    {"MissingAuthenticationToken", "MissingAuthenticationTokenException"},
    {"IncompleteSignature", "IncompleteSignatureException"},
    {"ExpiredToken", "ExpiredTokenException"},
    {"Throttling", "ThrottlingException"},
    {"InvalidAction", "UnknownOperationException"},
    {"MalformedQueryString", "SerializationException"},
    {"AccessDenied", "AccessDeniedException"},
};

const char *code_for(enum service service, const char *code)
{
    if (!speaks_json(service))
        return code;
    if (strcmp(code, "ValidationError") == 0)
        return services[service].invalid;
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(words[i].query, code) == 0)
            return words[i].json;
    return code;
}

/* ---- which one is asked ---- */

static bool by_target(struct call *c, const char *target)
{
    for (size_t i = 0; i < SERVICES; i++) {
        size_t len = strlen(services[i].version);
        if (services[i].form != FORM_JSON || strncmp(services[i].version, target, len) != 0 || target[len] != '.')
            continue;
        c->service = (enum service)i;
        c->action = xstrdup(target + len + 1);
        return true;
    }
    return false;
}

static void by_version(struct call *c)
{
    const char *version = node_str_or(c->in, "Version", "");
    for (size_t i = 0; i < SERVICES; i++)
        if (!speaks_json((enum service)i) && strcmp(services[i].version, version) == 0)
            c->service = (enum service)i;
    c->known_version = strcmp(services[c->service].version, version) == 0;
    c->action = xstrdup_or_null(node_str(c->in, "Action"));
    node_remove(c->in, "Action");
    node_remove(c->in, "Version");
}

/* ---- JSON bodies ---- */

static struct node *from_json(const char *name, const struct json *j)
{
    struct node *n = node_new(name, NULL);
    if (json_kind(j) == JSON_OBJECT || json_kind(j) == JSON_ARRAY) {
        json_each (child, j)
            if (json_kind(child) != JSON_NULL)
                node_add(n, from_json(json_name(child) ? json_name(child) : "member", child));
        return n;
    }
    own_str char *text = json_str(j) ? xstrdup(json_str(j)) : json_text(j);
    str_replace(&n->value, text);
    return n;
}

static struct node *body_json(struct call *c, struct err *err)
{
    const char *text = c->r->body.len ? buf_str(&c->r->body) : "{}";
    own_json *j = json_parse(text, strlen(text), err);
    return j ? from_json("", j) : NULL;
}

int read_request(struct call *c, struct err *err)
{
    const char *target = sim_header(c->r, "X-Amz-Target");
    static const char clusters[] = "/clusters/";
    if (target && by_target(c, target)) {
        c->known_version = true;
        c->in = body_json(c, err);
    } else if (str_starts(c->r->path, clusters) && strcmp(c->r->method, "GET") == 0) {
        c->service = EKS;
        c->known_version = true;
        c->action = xstrdup("DescribeCluster");
        c->in = node_new("", NULL);
        node_set(c->in, "name", c->r->path + strlen(clusters));
    } else {
        c->in = node_from_form(buf_str(&c->r->body), c->r->body.len, err);
        if (c->in)
            by_version(c);
    }
    if (c->in)
        return 0;
    c->in = node_new("", NULL);
    return -1;
}
