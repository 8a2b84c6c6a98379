/* Requests of Amazon Elastic Compute Cloud, 2016-11-15. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model.h"

/* clang-format off */
static const struct model_shape s_nothing __attribute__((unused)) = {.kind = MODEL_STRUCTURE};
static const struct model_shape s_String = {.kind = MODEL_TEXT};
static const struct model_shape s_Integer = {.kind = MODEL_INTEGER};
static const struct model_shape s_SecurityGroupId = {.kind = MODEL_TEXT};
static const struct model_shape s_SecurityGroupName = {.kind = MODEL_TEXT};
static const struct model_member m_UserIdGroupPair[] = {
    {"Description", &s_String, false},
    {"UserId", &s_String, false},
    {"GroupName", &s_String, false},
    {"GroupId", &s_String, false},
    {"VpcId", &s_String, false},
    {"VpcPeeringConnectionId", &s_String, false},
    {"PeeringStatus", &s_String, false},
};
static const struct model_shape s_UserIdGroupPair = {.kind = MODEL_STRUCTURE, .members = m_UserIdGroupPair, .count = sizeof m_UserIdGroupPair / sizeof *m_UserIdGroupPair};
static const struct model_shape s_UserIdGroupPairList = {.kind = MODEL_LIST, .item = &s_UserIdGroupPair};
static const struct model_member m_IpRange[] = {
    {"Description", &s_String, false},
    {"CidrIp", &s_String, false},
};
static const struct model_shape s_IpRange = {.kind = MODEL_STRUCTURE, .members = m_IpRange, .count = sizeof m_IpRange / sizeof *m_IpRange};
static const struct model_shape s_IpRangeList = {.kind = MODEL_LIST, .item = &s_IpRange};
static const struct model_member m_Ipv6Range[] = {
    {"Description", &s_String, false},
    {"CidrIpv6", &s_String, false},
};
static const struct model_shape s_Ipv6Range = {.kind = MODEL_STRUCTURE, .members = m_Ipv6Range, .count = sizeof m_Ipv6Range / sizeof *m_Ipv6Range};
static const struct model_shape s_Ipv6RangeList = {.kind = MODEL_LIST, .item = &s_Ipv6Range};
static const struct model_member m_PrefixListId[] = {
    {"Description", &s_String, false},
    {"PrefixListId", &s_String, false},
};
static const struct model_shape s_PrefixListId = {.kind = MODEL_STRUCTURE, .members = m_PrefixListId, .count = sizeof m_PrefixListId / sizeof *m_PrefixListId};
static const struct model_shape s_PrefixListIdList = {.kind = MODEL_LIST, .item = &s_PrefixListId};
static const struct model_member m_IpPermission[] = {
    {"IpProtocol", &s_String, false},
    {"FromPort", &s_Integer, false},
    {"ToPort", &s_Integer, false},
    {"Groups", &s_UserIdGroupPairList, false},
    {"IpRanges", &s_IpRangeList, false},
    {"Ipv6Ranges", &s_Ipv6RangeList, false},
    {"PrefixListIds", &s_PrefixListIdList, false},
};
static const struct model_shape s_IpPermission = {.kind = MODEL_STRUCTURE, .members = m_IpPermission, .count = sizeof m_IpPermission / sizeof *m_IpPermission};
static const struct model_shape s_IpPermissionList = {.kind = MODEL_LIST, .item = &s_IpPermission};
static const struct model_shape s_ResourceType = {.kind = MODEL_TEXT};
static const struct model_member m_Tag[] = {
    {"Key", &s_String, false},
    {"Value", &s_String, false},
};
static const struct model_shape s_Tag = {.kind = MODEL_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct model_shape s_TagList = {.kind = MODEL_LIST, .item = &s_Tag};
static const struct model_member m_TagSpecification[] = {
    {"ResourceType", &s_ResourceType, false},
    {"Tag", &s_TagList, false},
};
static const struct model_shape s_TagSpecification = {.kind = MODEL_STRUCTURE, .members = m_TagSpecification, .count = sizeof m_TagSpecification / sizeof *m_TagSpecification};
static const struct model_shape s_TagSpecificationList = {.kind = MODEL_LIST, .item = &s_TagSpecification};
static const struct model_shape s_Boolean = {.kind = MODEL_BOOLEAN};
static const struct model_member m_AuthorizeSecurityGroupIngressRequest[] = {
    {"CidrIp", &s_String, false},
    {"FromPort", &s_Integer, false},
    {"GroupId", &s_SecurityGroupId, false},
    {"GroupName", &s_SecurityGroupName, false},
    {"IpPermissions", &s_IpPermissionList, false},
    {"IpProtocol", &s_String, false},
    {"SourceSecurityGroupName", &s_String, false},
    {"SourceSecurityGroupOwnerId", &s_String, false},
    {"ToPort", &s_Integer, false},
    {"TagSpecification", &s_TagSpecificationList, false},
    {"DryRun", &s_Boolean, false},
};
static const struct model_shape s_AuthorizeSecurityGroupIngressRequest = {.kind = MODEL_STRUCTURE, .members = m_AuthorizeSecurityGroupIngressRequest, .count = sizeof m_AuthorizeSecurityGroupIngressRequest / sizeof *m_AuthorizeSecurityGroupIngressRequest};
static const struct model_shape s_VpcId = {.kind = MODEL_TEXT};
static const struct model_member m_CreateSecurityGroupRequest[] = {
    {"GroupDescription", &s_String, true},
    {"GroupName", &s_String, true},
    {"VpcId", &s_VpcId, false},
    {"TagSpecification", &s_TagSpecificationList, false},
    {"DryRun", &s_Boolean, false},
};
static const struct model_shape s_CreateSecurityGroupRequest = {.kind = MODEL_STRUCTURE, .members = m_CreateSecurityGroupRequest, .count = sizeof m_CreateSecurityGroupRequest / sizeof *m_CreateSecurityGroupRequest};
static const struct model_shape s_TaggableResourceId = {.kind = MODEL_TEXT};
static const struct model_shape s_ResourceIdList = {.kind = MODEL_LIST, .item = &s_TaggableResourceId};
static const struct model_member m_CreateTagsRequest[] = {
    {"DryRun", &s_Boolean, false},
    {"ResourceId", &s_ResourceIdList, true},
    {"Tag", &s_TagList, true},
};
static const struct model_shape s_CreateTagsRequest = {.kind = MODEL_STRUCTURE, .members = m_CreateTagsRequest, .count = sizeof m_CreateTagsRequest / sizeof *m_CreateTagsRequest};
static const struct model_member m_DeleteSecurityGroupRequest[] = {
    {"GroupId", &s_SecurityGroupId, false},
    {"GroupName", &s_SecurityGroupName, false},
    {"DryRun", &s_Boolean, false},
};
static const struct model_shape s_DeleteSecurityGroupRequest = {.kind = MODEL_STRUCTURE, .members = m_DeleteSecurityGroupRequest, .count = sizeof m_DeleteSecurityGroupRequest / sizeof *m_DeleteSecurityGroupRequest};
static const struct model_member m_DeleteTagsRequest[] = {
    {"DryRun", &s_Boolean, false},
    {"ResourceId", &s_ResourceIdList, true},
    {"Tag", &s_TagList, false},
};
static const struct model_shape s_DeleteTagsRequest = {.kind = MODEL_STRUCTURE, .members = m_DeleteTagsRequest, .count = sizeof m_DeleteTagsRequest / sizeof *m_DeleteTagsRequest};
static const struct model_shape s_ZoneNameStringList = {.kind = MODEL_LIST, .item = &s_String};
static const struct model_shape s_ZoneIdStringList = {.kind = MODEL_LIST, .item = &s_String};
static const struct model_shape s_ValueStringList = {.kind = MODEL_LIST, .item = &s_String};
static const struct model_member m_Filter[] = {
    {"Name", &s_String, false},
    {"Value", &s_ValueStringList, false},
};
static const struct model_shape s_Filter = {.kind = MODEL_STRUCTURE, .members = m_Filter, .count = sizeof m_Filter / sizeof *m_Filter};
static const struct model_shape s_FilterList = {.kind = MODEL_LIST, .item = &s_Filter};
static const struct model_member m_DescribeAvailabilityZonesRequest[] = {
    {"ZoneName", &s_ZoneNameStringList, false},
    {"ZoneId", &s_ZoneIdStringList, false},
    {"AllAvailabilityZones", &s_Boolean, false},
    {"DryRun", &s_Boolean, false},
    {"Filter", &s_FilterList, false},
};
static const struct model_shape s_DescribeAvailabilityZonesRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeAvailabilityZonesRequest, .count = sizeof m_DescribeAvailabilityZonesRequest / sizeof *m_DescribeAvailabilityZonesRequest};
static const struct model_shape s_InstanceId = {.kind = MODEL_TEXT};
static const struct model_shape s_InstanceIdStringList = {.kind = MODEL_LIST, .item = &s_InstanceId};
static const struct model_member m_DescribeInstancesRequest[] = {
    {"InstanceId", &s_InstanceIdStringList, false},
    {"IncludeManagedResources", &s_Boolean, false},
    {"DryRun", &s_Boolean, false},
    {"Filter", &s_FilterList, false},
    {"NextToken", &s_String, false},
    {"MaxResults", &s_Integer, false},
};
static const struct model_shape s_DescribeInstancesRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeInstancesRequest, .count = sizeof m_DescribeInstancesRequest / sizeof *m_DescribeInstancesRequest};
static const struct model_shape s_DescribeInternetGatewaysMaxResults = {.kind = MODEL_INTEGER, .least = 5, .has_least = true, .most = 1000, .has_most = true};
static const struct model_shape s_InternetGatewayId = {.kind = MODEL_TEXT};
static const struct model_shape s_InternetGatewayIdList = {.kind = MODEL_LIST, .item = &s_InternetGatewayId};
static const struct model_member m_DescribeInternetGatewaysRequest[] = {
    {"NextToken", &s_String, false},
    {"MaxResults", &s_DescribeInternetGatewaysMaxResults, false},
    {"DryRun", &s_Boolean, false},
    {"InternetGatewayId", &s_InternetGatewayIdList, false},
    {"Filter", &s_FilterList, false},
};
static const struct model_shape s_DescribeInternetGatewaysRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeInternetGatewaysRequest, .count = sizeof m_DescribeInternetGatewaysRequest / sizeof *m_DescribeInternetGatewaysRequest};
static const struct model_shape s_DescribeNetworkInterfacesMaxResults = {.kind = MODEL_INTEGER, .least = 5, .has_least = true, .most = 1000, .has_most = true};
static const struct model_shape s_NetworkInterfaceId = {.kind = MODEL_TEXT};
static const struct model_shape s_NetworkInterfaceIdList = {.kind = MODEL_LIST, .item = &s_NetworkInterfaceId};
static const struct model_member m_DescribeNetworkInterfacesRequest[] = {
    {"NextToken", &s_String, false},
    {"MaxResults", &s_DescribeNetworkInterfacesMaxResults, false},
    {"IncludeManagedResources", &s_Boolean, false},
    {"DryRun", &s_Boolean, false},
    {"NetworkInterfaceId", &s_NetworkInterfaceIdList, false},
    {"Filter", &s_FilterList, false},
};
static const struct model_shape s_DescribeNetworkInterfacesRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeNetworkInterfacesRequest, .count = sizeof m_DescribeNetworkInterfacesRequest / sizeof *m_DescribeNetworkInterfacesRequest};
static const struct model_shape s_DescribeRouteTablesMaxResults = {.kind = MODEL_INTEGER, .least = 5, .has_least = true, .most = 100, .has_most = true};
static const struct model_shape s_RouteTableId = {.kind = MODEL_TEXT};
static const struct model_shape s_RouteTableIdStringList = {.kind = MODEL_LIST, .item = &s_RouteTableId};
static const struct model_member m_DescribeRouteTablesRequest[] = {
    {"NextToken", &s_String, false},
    {"MaxResults", &s_DescribeRouteTablesMaxResults, false},
    {"DryRun", &s_Boolean, false},
    {"RouteTableId", &s_RouteTableIdStringList, false},
    {"Filter", &s_FilterList, false},
};
static const struct model_shape s_DescribeRouteTablesRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeRouteTablesRequest, .count = sizeof m_DescribeRouteTablesRequest / sizeof *m_DescribeRouteTablesRequest};
static const struct model_shape s_GroupIdStringList = {.kind = MODEL_LIST, .item = &s_SecurityGroupId};
static const struct model_shape s_GroupNameStringList = {.kind = MODEL_LIST, .item = &s_SecurityGroupName};
static const struct model_shape s_DescribeSecurityGroupsMaxResults = {.kind = MODEL_INTEGER, .least = 5, .has_least = true, .most = 1000, .has_most = true};
static const struct model_member m_DescribeSecurityGroupsRequest[] = {
    {"GroupId", &s_GroupIdStringList, false},
    {"GroupName", &s_GroupNameStringList, false},
    {"NextToken", &s_String, false},
    {"MaxResults", &s_DescribeSecurityGroupsMaxResults, false},
    {"DryRun", &s_Boolean, false},
    {"Filter", &s_FilterList, false},
};
static const struct model_shape s_DescribeSecurityGroupsRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeSecurityGroupsRequest, .count = sizeof m_DescribeSecurityGroupsRequest / sizeof *m_DescribeSecurityGroupsRequest};
static const struct model_shape s_SubnetId = {.kind = MODEL_TEXT};
static const struct model_shape s_SubnetIdStringList = {.kind = MODEL_LIST, .item = &s_SubnetId};
static const struct model_shape s_DescribeSubnetsMaxResults = {.kind = MODEL_INTEGER, .least = 5, .has_least = true, .most = 1000, .has_most = true};
static const struct model_member m_DescribeSubnetsRequest[] = {
    {"Filter", &s_FilterList, false},
    {"SubnetId", &s_SubnetIdStringList, false},
    {"NextToken", &s_String, false},
    {"MaxResults", &s_DescribeSubnetsMaxResults, false},
    {"DryRun", &s_Boolean, false},
};
static const struct model_shape s_DescribeSubnetsRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeSubnetsRequest, .count = sizeof m_DescribeSubnetsRequest / sizeof *m_DescribeSubnetsRequest};
static const struct model_member m_DescribeTagsRequest[] = {
    {"DryRun", &s_Boolean, false},
    {"Filter", &s_FilterList, false},
    {"MaxResults", &s_Integer, false},
    {"NextToken", &s_String, false},
};
static const struct model_shape s_DescribeTagsRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeTagsRequest, .count = sizeof m_DescribeTagsRequest / sizeof *m_DescribeTagsRequest};
static const struct model_shape s_VpcIdStringList = {.kind = MODEL_LIST, .item = &s_VpcId};
static const struct model_shape s_DescribeVpcsMaxResults = {.kind = MODEL_INTEGER, .least = 5, .has_least = true, .most = 1000, .has_most = true};
static const struct model_member m_DescribeVpcsRequest[] = {
    {"Filter", &s_FilterList, false},
    {"VpcId", &s_VpcIdStringList, false},
    {"NextToken", &s_String, false},
    {"MaxResults", &s_DescribeVpcsMaxResults, false},
    {"DryRun", &s_Boolean, false},
};
static const struct model_shape s_DescribeVpcsRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeVpcsRequest, .count = sizeof m_DescribeVpcsRequest / sizeof *m_DescribeVpcsRequest};
static const struct model_shape s_SecurityGroupRuleIdList = {.kind = MODEL_LIST, .item = &s_String};
static const struct model_member m_RevokeSecurityGroupIngressRequest[] = {
    {"CidrIp", &s_String, false},
    {"FromPort", &s_Integer, false},
    {"GroupId", &s_SecurityGroupId, false},
    {"GroupName", &s_SecurityGroupName, false},
    {"IpPermissions", &s_IpPermissionList, false},
    {"IpProtocol", &s_String, false},
    {"SourceSecurityGroupName", &s_String, false},
    {"SourceSecurityGroupOwnerId", &s_String, false},
    {"ToPort", &s_Integer, false},
    {"SecurityGroupRuleId", &s_SecurityGroupRuleIdList, false},
    {"DryRun", &s_Boolean, false},
};
static const struct model_shape s_RevokeSecurityGroupIngressRequest = {.kind = MODEL_STRUCTURE, .members = m_RevokeSecurityGroupIngressRequest, .count = sizeof m_RevokeSecurityGroupIngressRequest / sizeof *m_RevokeSecurityGroupIngressRequest};

const struct model_operation model_ec2[] = {
    {"AuthorizeSecurityGroupIngress", &s_AuthorizeSecurityGroupIngressRequest},
    {"CreateSecurityGroup", &s_CreateSecurityGroupRequest},
    {"CreateTags", &s_CreateTagsRequest},
    {"DeleteSecurityGroup", &s_DeleteSecurityGroupRequest},
    {"DeleteTags", &s_DeleteTagsRequest},
    {"DescribeAvailabilityZones", &s_DescribeAvailabilityZonesRequest},
    {"DescribeInstances", &s_DescribeInstancesRequest},
    {"DescribeInternetGateways", &s_DescribeInternetGatewaysRequest},
    {"DescribeNetworkInterfaces", &s_DescribeNetworkInterfacesRequest},
    {"DescribeRouteTables", &s_DescribeRouteTablesRequest},
    {"DescribeSecurityGroups", &s_DescribeSecurityGroupsRequest},
    {"DescribeSubnets", &s_DescribeSubnetsRequest},
    {"DescribeTags", &s_DescribeTagsRequest},
    {"DescribeVpcs", &s_DescribeVpcsRequest},
    {"RevokeSecurityGroupIngress", &s_RevokeSecurityGroupIngressRequest},
    {0},
};
