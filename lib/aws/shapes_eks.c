/* Amazon Elastic Kubernetes Service, 2017-11-01. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DescribeClusterRequest[] = {
    {"name", "name", "name", &shape_string, true},
};
static const struct shape s_DescribeClusterRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeClusterRequest, .count = sizeof m_DescribeClusterRequest / sizeof *m_DescribeClusterRequest};
static const struct shape s_StringList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_VpcConfigResponse[] = {
    {"subnetIds", "subnetIds", "subnetIds", &s_StringList, false},
    {"securityGroupIds", "securityGroupIds", "securityGroupIds", &s_StringList, false},
    {"clusterSecurityGroupId", "clusterSecurityGroupId", "clusterSecurityGroupId", &shape_string, false},
    {"vpcId", "vpcId", "vpcId", &shape_string, false},
    {"endpointPublicAccess", "endpointPublicAccess", "endpointPublicAccess", &shape_boolean, false},
    {"endpointPrivateAccess", "endpointPrivateAccess", "endpointPrivateAccess", &shape_boolean, false},
    {"publicAccessCidrs", "publicAccessCidrs", "publicAccessCidrs", &s_StringList, false},
};
static const struct shape s_VpcConfigResponse = {.kind = SHAPE_STRUCTURE, .members = m_VpcConfigResponse, .count = sizeof m_VpcConfigResponse / sizeof *m_VpcConfigResponse};
static const struct shape_member m_OIDC[] = {
    {"issuer", "issuer", "issuer", &shape_string, false},
};
static const struct shape s_OIDC = {.kind = SHAPE_STRUCTURE, .members = m_OIDC, .count = sizeof m_OIDC / sizeof *m_OIDC};
static const struct shape_member m_Identity[] = {
    {"oidc", "oidc", "oidc", &s_OIDC, false},
};
static const struct shape s_Identity = {.kind = SHAPE_STRUCTURE, .members = m_Identity, .count = sizeof m_Identity / sizeof *m_Identity};
static const struct shape_member m_Certificate[] = {
    {"data", "data", "data", &shape_string, false},
};
static const struct shape s_Certificate = {.kind = SHAPE_STRUCTURE, .members = m_Certificate, .count = sizeof m_Certificate / sizeof *m_Certificate};
static const struct shape s_TagMap = {.kind = SHAPE_MAP, .item = &shape_string};
static const struct shape_member m_Cluster[] = {
    {"name", "name", "name", &shape_string, false},
    {"arn", "arn", "arn", &shape_string, false},
    {"version", "version", "version", &shape_string, false},
    {"endpoint", "endpoint", "endpoint", &shape_string, false},
    {"resourcesVpcConfig", "resourcesVpcConfig", "resourcesVpcConfig", &s_VpcConfigResponse, false},
    {"identity", "identity", "identity", &s_Identity, false},
    {"status", "status", "status", &shape_string, false},
    {"certificateAuthority", "certificateAuthority", "certificateAuthority", &s_Certificate, false},
    {"tags", "tags", "tags", &s_TagMap, false},
};
static const struct shape s_Cluster = {.kind = SHAPE_STRUCTURE, .members = m_Cluster, .count = sizeof m_Cluster / sizeof *m_Cluster};
static const struct shape_member m_DescribeClusterResponse[] = {
    {"cluster", "cluster", "cluster", &s_Cluster, false},
};
static const struct shape s_DescribeClusterResponse = {.kind = SHAPE_STRUCTURE, .members = m_DescribeClusterResponse, .count = sizeof m_DescribeClusterResponse / sizeof *m_DescribeClusterResponse};

static const struct operation operations[] = {
    {"DescribeCluster", &s_DescribeClusterRequest, &s_DescribeClusterResponse, NULL, NULL, NULL, "GET", "/clusters/{name}"},
};

const struct service service_eks = {
    .name = "eks",
    .id = "EKS",
    .version = "2017-11-01",
    .protocol = PROTOCOL_REST_JSON,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
};
