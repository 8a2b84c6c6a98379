#include "lib/aws/eks.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/aws/credentials.h"
#include "lib/aws/endpoint.h"
#include "lib/aws/sigv4.h"

enum { URL_EXPIRES_S = 60 };

/* arn:PARTITION:eks:REGION:ACCOUNT:cluster/NAME */
static int parse_arn(struct eks_cluster *c, const char *arn, struct err *err)
{
    own_str char *copy = xstrdup(arn);
    char *rest = copy, *part[6] = {0};
    for (size_t i = 0; i < COUNT_OF(part); i++)
        part[i] = i < 5 ? strsep(&rest, ":") : rest;
    if (!part[5] || strcmp(part[2], "eks") != 0 || !*part[3] || !str_starts(part[5], "cluster/") || !part[5][8])
        return err_set(err, ERR_CONFIG, "'%s' is no ARN of an EKS cluster, one is like 'arn:aws:eks:us-west-2:111122223333:cluster/blue'",
                       arn);
    c->region = xstrdup(part[3]);
    c->name = xstrdup(part[5] + 8);
    return 0;
}

int eks_cluster_parse(struct eks_cluster *c, const char *text, const char *region, struct err *err)
{
    if (str_starts(text, "arn:"))
        return parse_arn(c, text, err);
    if (!region)
        return err_set(err, ERR_CONFIG, "the Region of EKS cluster '%s' is not known: set AWS_REGION, or give the cluster's ARN", text);
    c->name = xstrdup(text);
    c->region = xstrdup(region);
    return 0;
}

void eks_cluster_release(struct eks_cluster *c)
{
    free(c->name);
    free(c->region);
    *c = (struct eks_cluster){0};
}

/* base64 with '-' and '_', without '=' (RFC 4648, section 5). */
static void add_base64url(struct buf *to, const struct buf *text)
{
    own_buf standard = {0};
    base64_encode(&standard, text->data, text->len);
    for (size_t i = 0; i < standard.len && standard.data[i] != '='; i++)
        buf_add_char(to, standard.data[i] == '+' ? '-' : standard.data[i] == '/' ? '_' : standard.data[i]);
}

int eks_token(struct buf *to, const struct eks_cluster *c, const struct credentials *who, struct moment at, struct err *err)
{
    own_buf host = {0}, url = {0};
    if (endpoint_sts_host(&host, c->region, err))
        return -1;
    struct sigv4_header headers[] = {{"Host", buf_str(&host)}, {"x-k8s-aws-id", c->name}};
    struct sigv4_request r = {
        .method = "GET", .path = "/", .query = "Action=GetCallerIdentity&Version=2011-06-15", .headers = headers, .headers_count = 2};
    struct sigv4_keys keys = {.access_key = who->access_key,
                              .secret_key = who->secret_key,
                              .session_token = who->session_token,
                              .region = c->region,
                              .service = "sts"};
    buf_addf(&url, "https://%s/?", buf_str(&host));
    sigv4_presign(&url, &r, &keys, at, URL_EXPIRES_S);
    buf_add_str(to, "k8s-aws-v1.");
    add_base64url(to, &url);
    return 0;
}
