/* Amazon Elastic Compute Cloud, 2016-11-15: what its files share. Made by make-shapes; not edited by hand. */
#ifndef LIB_AWS_SHAPES_EC2_H
#define LIB_AWS_SHAPES_EC2_H

#include "lib/aws/shapes.h"

/* clang-format off */
extern const struct shape shapes_ec2_AuthorizeSecurityGroupIngressRequest;
extern const struct shape shapes_ec2_AuthorizeSecurityGroupIngressResult;
extern const struct shape shapes_ec2_CreateSecurityGroupRequest;
extern const struct shape shapes_ec2_CreateSecurityGroupResult;
extern const struct shape shapes_ec2_CreateTagsRequest;
extern const struct shape shapes_ec2_DeleteSecurityGroupRequest;
extern const struct shape shapes_ec2_DeleteSecurityGroupResult;
extern const struct shape shapes_ec2_DeleteTagsRequest;
extern const struct shape shapes_ec2_DescribeAvailabilityZonesRequest;
extern const struct shape shapes_ec2_DescribeAvailabilityZonesResult;
extern const struct shape shapes_ec2_DescribeInstancesRequest;
extern const struct shape shapes_ec2_DescribeInstancesResult;
extern const struct shape shapes_ec2_DescribeInternetGatewaysRequest;
extern const struct shape shapes_ec2_DescribeInternetGatewaysResult;
extern const struct shape shapes_ec2_DescribeNetworkInterfacesRequest;
extern const struct shape shapes_ec2_DescribeNetworkInterfacesResult;
extern const struct shape shapes_ec2_DescribeRouteTablesRequest;
extern const struct shape shapes_ec2_DescribeRouteTablesResult;
extern const struct shape shapes_ec2_DescribeSecurityGroupsRequest;
extern const struct shape shapes_ec2_DescribeSecurityGroupsResult;
extern const struct shape shapes_ec2_DescribeSubnetsRequest;
extern const struct shape shapes_ec2_DescribeSubnetsResult;
extern const struct shape shapes_ec2_DescribeTagsRequest;
extern const struct shape shapes_ec2_DescribeTagsResult;
extern const struct shape shapes_ec2_DescribeVpcsRequest;
extern const struct shape shapes_ec2_DescribeVpcsResult;
extern const struct shape shapes_ec2_FilterList;
extern const struct shape shapes_ec2_GroupIdentifierList;
extern const struct shape shapes_ec2_OperatorResponse;
extern const struct shape shapes_ec2_RevokeSecurityGroupIngressRequest;
extern const struct shape shapes_ec2_RevokeSecurityGroupIngressResult;
extern const struct shape shapes_ec2_TagList;

#endif
