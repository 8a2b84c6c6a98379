/* Amazon Elastic Compute Cloud, 2016-11-15. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_ec2.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};

static const struct operation operations[] = {
    {"AuthorizeSecurityGroupIngress", &shapes_ec2_AuthorizeSecurityGroupIngressRequest, &shapes_ec2_AuthorizeSecurityGroupIngressResult, NULL, NULL, NULL, NULL, NULL},
    {"CreateSecurityGroup", &shapes_ec2_CreateSecurityGroupRequest, &shapes_ec2_CreateSecurityGroupResult, NULL, NULL, NULL, NULL, NULL},
    {"CreateTags", &shapes_ec2_CreateTagsRequest, NULL, NULL, NULL, NULL, NULL, NULL},
    {"DeleteSecurityGroup", &shapes_ec2_DeleteSecurityGroupRequest, &shapes_ec2_DeleteSecurityGroupResult, NULL, NULL, NULL, NULL, NULL},
    {"DeleteTags", &shapes_ec2_DeleteTagsRequest, NULL, NULL, NULL, NULL, NULL, NULL},
    {"DescribeAvailabilityZones", &shapes_ec2_DescribeAvailabilityZonesRequest, &shapes_ec2_DescribeAvailabilityZonesResult, NULL, NULL, NULL, NULL, NULL},
    {"DescribeInstances", &shapes_ec2_DescribeInstancesRequest, &shapes_ec2_DescribeInstancesResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeInternetGateways", &shapes_ec2_DescribeInternetGatewaysRequest, &shapes_ec2_DescribeInternetGatewaysResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeNetworkInterfaces", &shapes_ec2_DescribeNetworkInterfacesRequest, &shapes_ec2_DescribeNetworkInterfacesResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeRouteTables", &shapes_ec2_DescribeRouteTablesRequest, &shapes_ec2_DescribeRouteTablesResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeSecurityGroups", &shapes_ec2_DescribeSecurityGroupsRequest, &shapes_ec2_DescribeSecurityGroupsResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeSubnets", &shapes_ec2_DescribeSubnetsRequest, &shapes_ec2_DescribeSubnetsResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeTags", &shapes_ec2_DescribeTagsRequest, &shapes_ec2_DescribeTagsResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeVpcs", &shapes_ec2_DescribeVpcsRequest, &shapes_ec2_DescribeVpcsResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"RevokeSecurityGroupIngress", &shapes_ec2_RevokeSecurityGroupIngressRequest, &shapes_ec2_RevokeSecurityGroupIngressResult, NULL, NULL, NULL, NULL, NULL},
};

const struct service service_ec2 = {
    .name = "ec2",
    .id = "EC2",
    .version = "2016-11-15",
    .protocol = PROTOCOL_EC2,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
};
