/* Signing in to an EKS cluster: a presigned GetCallerIdentity as bearer token (EKS: "Grant IAM users access to Kubernetes";
 * aws-iam-authenticator, "API Authorization from Outside a Cluster"). */
#ifndef AWS_EKS_H
#define AWS_EKS_H

#include "lib/base/buf.h"
#include "lib/base/moment.h"

struct credentials;
struct err;

/* The server takes a token for 15 minutes; it is renewed before. */
enum { EKS_TOKEN_MS = 14 * 60 * 1000 };

struct eks_cluster {
    char *name;
    char *region;
};

/* From "NAME" in that Region, or from a cluster's ARN. ERR_CONFIG. */
int eks_cluster_parse(struct eks_cluster *c, const char *text, const char *region, struct err *err);
void eks_cluster_release(struct eks_cluster *c);

/* Appends the token. Pure. ERR_CONFIG: the Region's name is none. */
int eks_token(struct buf *to, const struct eks_cluster *c, const struct credentials *who, struct moment at, struct err *err);

#endif
