/* Amazon Elastic Compute Cloud, 2016-11-15: security groups. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_ec2.h"

/* clang-format off */
static const struct shape_member m_UserIdGroupPair[] = {
    {"Description", "Description", "description", &shape_string, false},
    {"UserId", "UserId", "userId", &shape_string, false},
    {"GroupName", "GroupName", "groupName", &shape_string, false},
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"VpcPeeringConnectionId", "VpcPeeringConnectionId", "vpcPeeringConnectionId", &shape_string, false},
    {"PeeringStatus", "PeeringStatus", "peeringStatus", &shape_string, false},
};
static const struct shape s_UserIdGroupPair = {.kind = SHAPE_STRUCTURE, .members = m_UserIdGroupPair, .count = sizeof m_UserIdGroupPair / sizeof *m_UserIdGroupPair};
static const struct shape s_UserIdGroupPairList = {.kind = SHAPE_LIST, .item = &s_UserIdGroupPair, .item_name = "item"};
static const struct shape_member m_IpRange[] = {
    {"Description", "Description", "description", &shape_string, false},
    {"CidrIp", "CidrIp", "cidrIp", &shape_string, false},
};
static const struct shape s_IpRange = {.kind = SHAPE_STRUCTURE, .members = m_IpRange, .count = sizeof m_IpRange / sizeof *m_IpRange};
static const struct shape s_IpRangeList = {.kind = SHAPE_LIST, .item = &s_IpRange, .item_name = "item"};
static const struct shape_member m_Ipv6Range[] = {
    {"Description", "Description", "description", &shape_string, false},
    {"CidrIpv6", "CidrIpv6", "cidrIpv6", &shape_string, false},
};
static const struct shape s_Ipv6Range = {.kind = SHAPE_STRUCTURE, .members = m_Ipv6Range, .count = sizeof m_Ipv6Range / sizeof *m_Ipv6Range};
static const struct shape s_Ipv6RangeList = {.kind = SHAPE_LIST, .item = &s_Ipv6Range, .item_name = "item"};
static const struct shape_member m_PrefixListId[] = {
    {"Description", "Description", "description", &shape_string, false},
    {"PrefixListId", "PrefixListId", "prefixListId", &shape_string, false},
};
static const struct shape s_PrefixListId = {.kind = SHAPE_STRUCTURE, .members = m_PrefixListId, .count = sizeof m_PrefixListId / sizeof *m_PrefixListId};
static const struct shape s_PrefixListIdList = {.kind = SHAPE_LIST, .item = &s_PrefixListId, .item_name = "item"};
static const struct shape_member m_IpPermission[] = {
    {"IpProtocol", "IpProtocol", "ipProtocol", &shape_string, false},
    {"FromPort", "FromPort", "fromPort", &shape_integer, false},
    {"ToPort", "ToPort", "toPort", &shape_integer, false},
    {"UserIdGroupPairs", "Groups", "groups", &s_UserIdGroupPairList, false},
    {"IpRanges", "IpRanges", "ipRanges", &s_IpRangeList, false},
    {"Ipv6Ranges", "Ipv6Ranges", "ipv6Ranges", &s_Ipv6RangeList, false},
    {"PrefixListIds", "PrefixListIds", "prefixListIds", &s_PrefixListIdList, false},
};
static const struct shape s_IpPermission = {.kind = SHAPE_STRUCTURE, .members = m_IpPermission, .count = sizeof m_IpPermission / sizeof *m_IpPermission};
static const struct shape s_IpPermissionList = {.kind = SHAPE_LIST, .item = &s_IpPermission, .item_name = "item"};
static const struct shape_member m_TagSpecification[] = {
    {"ResourceType", "ResourceType", "resourceType", &shape_string, false},
    {"Tags", "Tag", "Tag", &shapes_ec2_TagList, false},
};
static const struct shape s_TagSpecification = {.kind = SHAPE_STRUCTURE, .members = m_TagSpecification, .count = sizeof m_TagSpecification / sizeof *m_TagSpecification};
static const struct shape s_TagSpecificationList = {.kind = SHAPE_LIST, .item = &s_TagSpecification, .item_name = "item"};
static const struct shape_member m_AuthorizeSecurityGroupIngressRequest[] = {
    {"CidrIp", "CidrIp", "CidrIp", &shape_string, false},
    {"FromPort", "FromPort", "FromPort", &shape_integer, false},
    {"GroupId", "GroupId", "GroupId", &shape_string, false},
    {"GroupName", "GroupName", "GroupName", &shape_string, false},
    {"IpPermissions", "IpPermissions", "IpPermissions", &s_IpPermissionList, false},
    {"IpProtocol", "IpProtocol", "IpProtocol", &shape_string, false},
    {"SourceSecurityGroupName", "SourceSecurityGroupName", "SourceSecurityGroupName", &shape_string, false},
    {"SourceSecurityGroupOwnerId", "SourceSecurityGroupOwnerId", "SourceSecurityGroupOwnerId", &shape_string, false},
    {"ToPort", "ToPort", "ToPort", &shape_integer, false},
    {"TagSpecifications", "TagSpecification", "TagSpecification", &s_TagSpecificationList, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
const struct shape shapes_ec2_AuthorizeSecurityGroupIngressRequest = {.kind = SHAPE_STRUCTURE, .members = m_AuthorizeSecurityGroupIngressRequest, .count = sizeof m_AuthorizeSecurityGroupIngressRequest / sizeof *m_AuthorizeSecurityGroupIngressRequest};
static const struct shape_member m_ReferencedSecurityGroup[] = {
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"PeeringStatus", "PeeringStatus", "peeringStatus", &shape_string, false},
    {"UserId", "UserId", "userId", &shape_string, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"VpcPeeringConnectionId", "VpcPeeringConnectionId", "vpcPeeringConnectionId", &shape_string, false},
};
static const struct shape s_ReferencedSecurityGroup = {.kind = SHAPE_STRUCTURE, .members = m_ReferencedSecurityGroup, .count = sizeof m_ReferencedSecurityGroup / sizeof *m_ReferencedSecurityGroup};
static const struct shape_member m_SecurityGroupRule[] = {
    {"SecurityGroupRuleId", "SecurityGroupRuleId", "securityGroupRuleId", &shape_string, false},
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"GroupOwnerId", "GroupOwnerId", "groupOwnerId", &shape_string, false},
    {"IsEgress", "IsEgress", "isEgress", &shape_boolean, false},
    {"IpProtocol", "IpProtocol", "ipProtocol", &shape_string, false},
    {"FromPort", "FromPort", "fromPort", &shape_integer, false},
    {"ToPort", "ToPort", "toPort", &shape_integer, false},
    {"CidrIpv4", "CidrIpv4", "cidrIpv4", &shape_string, false},
    {"CidrIpv6", "CidrIpv6", "cidrIpv6", &shape_string, false},
    {"PrefixListId", "PrefixListId", "prefixListId", &shape_string, false},
    {"ReferencedGroupInfo", "ReferencedGroupInfo", "referencedGroupInfo", &s_ReferencedSecurityGroup, false},
    {"Description", "Description", "description", &shape_string, false},
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
    {"SecurityGroupRuleArn", "SecurityGroupRuleArn", "securityGroupRuleArn", &shape_string, false},
};
static const struct shape s_SecurityGroupRule = {.kind = SHAPE_STRUCTURE, .members = m_SecurityGroupRule, .count = sizeof m_SecurityGroupRule / sizeof *m_SecurityGroupRule};
static const struct shape s_SecurityGroupRuleList = {.kind = SHAPE_LIST, .item = &s_SecurityGroupRule, .item_name = "item"};
static const struct shape_member m_AuthorizeSecurityGroupIngressResult[] = {
    {"Return", "Return", "return", &shape_boolean, false},
    {"SecurityGroupRules", "SecurityGroupRuleSet", "securityGroupRuleSet", &s_SecurityGroupRuleList, false},
};
const struct shape shapes_ec2_AuthorizeSecurityGroupIngressResult = {.kind = SHAPE_STRUCTURE, .members = m_AuthorizeSecurityGroupIngressResult, .count = sizeof m_AuthorizeSecurityGroupIngressResult / sizeof *m_AuthorizeSecurityGroupIngressResult};
static const struct shape_member m_CreateSecurityGroupRequest[] = {
    {"Description", "GroupDescription", "GroupDescription", &shape_string, true},
    {"GroupName", "GroupName", "GroupName", &shape_string, true},
    {"VpcId", "VpcId", "VpcId", &shape_string, false},
    {"TagSpecifications", "TagSpecification", "TagSpecification", &s_TagSpecificationList, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
const struct shape shapes_ec2_CreateSecurityGroupRequest = {.kind = SHAPE_STRUCTURE, .members = m_CreateSecurityGroupRequest, .count = sizeof m_CreateSecurityGroupRequest / sizeof *m_CreateSecurityGroupRequest};
static const struct shape_member m_CreateSecurityGroupResult[] = {
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
    {"SecurityGroupArn", "SecurityGroupArn", "securityGroupArn", &shape_string, false},
};
const struct shape shapes_ec2_CreateSecurityGroupResult = {.kind = SHAPE_STRUCTURE, .members = m_CreateSecurityGroupResult, .count = sizeof m_CreateSecurityGroupResult / sizeof *m_CreateSecurityGroupResult};
static const struct shape_member m_DeleteSecurityGroupRequest[] = {
    {"GroupId", "GroupId", "GroupId", &shape_string, false},
    {"GroupName", "GroupName", "GroupName", &shape_string, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
const struct shape shapes_ec2_DeleteSecurityGroupRequest = {.kind = SHAPE_STRUCTURE, .members = m_DeleteSecurityGroupRequest, .count = sizeof m_DeleteSecurityGroupRequest / sizeof *m_DeleteSecurityGroupRequest};
static const struct shape_member m_DeleteSecurityGroupResult[] = {
    {"Return", "Return", "return", &shape_boolean, false},
    {"GroupId", "GroupId", "groupId", &shape_string, false},
};
const struct shape shapes_ec2_DeleteSecurityGroupResult = {.kind = SHAPE_STRUCTURE, .members = m_DeleteSecurityGroupResult, .count = sizeof m_DeleteSecurityGroupResult / sizeof *m_DeleteSecurityGroupResult};
static const struct shape s_GroupIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "groupId"};
static const struct shape s_GroupNameStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "GroupName"};
static const struct shape_member m_DescribeSecurityGroupsRequest[] = {
    {"GroupIds", "GroupId", "GroupId", &s_GroupIdStringList, false},
    {"GroupNames", "GroupName", "GroupName", &s_GroupNameStringList, false},
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Filters", "Filter", "Filter", &shapes_ec2_FilterList, false},
};
const struct shape shapes_ec2_DescribeSecurityGroupsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSecurityGroupsRequest, .count = sizeof m_DescribeSecurityGroupsRequest / sizeof *m_DescribeSecurityGroupsRequest};
static const struct shape_member m_SecurityGroup[] = {
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"IpPermissionsEgress", "IpPermissionsEgress", "ipPermissionsEgress", &s_IpPermissionList, false},
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"SecurityGroupArn", "SecurityGroupArn", "securityGroupArn", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"GroupName", "GroupName", "groupName", &shape_string, false},
    {"Description", "GroupDescription", "groupDescription", &shape_string, false},
    {"IpPermissions", "IpPermissions", "ipPermissions", &s_IpPermissionList, false},
};
static const struct shape s_SecurityGroup = {.kind = SHAPE_STRUCTURE, .members = m_SecurityGroup, .count = sizeof m_SecurityGroup / sizeof *m_SecurityGroup};
static const struct shape s_SecurityGroupList = {.kind = SHAPE_LIST, .item = &s_SecurityGroup, .item_name = "item"};
static const struct shape_member m_DescribeSecurityGroupsResult[] = {
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"SecurityGroups", "SecurityGroupInfo", "securityGroupInfo", &s_SecurityGroupList, false},
};
const struct shape shapes_ec2_DescribeSecurityGroupsResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSecurityGroupsResult, .count = sizeof m_DescribeSecurityGroupsResult / sizeof *m_DescribeSecurityGroupsResult};
static const struct shape s_SecurityGroupRuleIdList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_RevokeSecurityGroupIngressRequest[] = {
    {"CidrIp", "CidrIp", "CidrIp", &shape_string, false},
    {"FromPort", "FromPort", "FromPort", &shape_integer, false},
    {"GroupId", "GroupId", "GroupId", &shape_string, false},
    {"GroupName", "GroupName", "GroupName", &shape_string, false},
    {"IpPermissions", "IpPermissions", "IpPermissions", &s_IpPermissionList, false},
    {"IpProtocol", "IpProtocol", "IpProtocol", &shape_string, false},
    {"SourceSecurityGroupName", "SourceSecurityGroupName", "SourceSecurityGroupName", &shape_string, false},
    {"SourceSecurityGroupOwnerId", "SourceSecurityGroupOwnerId", "SourceSecurityGroupOwnerId", &shape_string, false},
    {"ToPort", "ToPort", "ToPort", &shape_integer, false},
    {"SecurityGroupRuleIds", "SecurityGroupRuleId", "SecurityGroupRuleId", &s_SecurityGroupRuleIdList, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
const struct shape shapes_ec2_RevokeSecurityGroupIngressRequest = {.kind = SHAPE_STRUCTURE, .members = m_RevokeSecurityGroupIngressRequest, .count = sizeof m_RevokeSecurityGroupIngressRequest / sizeof *m_RevokeSecurityGroupIngressRequest};
static const struct shape_member m_RevokedSecurityGroupRule[] = {
    {"SecurityGroupRuleId", "SecurityGroupRuleId", "securityGroupRuleId", &shape_string, false},
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"IsEgress", "IsEgress", "isEgress", &shape_boolean, false},
    {"IpProtocol", "IpProtocol", "ipProtocol", &shape_string, false},
    {"FromPort", "FromPort", "fromPort", &shape_integer, false},
    {"ToPort", "ToPort", "toPort", &shape_integer, false},
    {"CidrIpv4", "CidrIpv4", "cidrIpv4", &shape_string, false},
    {"CidrIpv6", "CidrIpv6", "cidrIpv6", &shape_string, false},
    {"PrefixListId", "PrefixListId", "prefixListId", &shape_string, false},
    {"ReferencedGroupId", "ReferencedGroupId", "referencedGroupId", &shape_string, false},
    {"Description", "Description", "description", &shape_string, false},
};
static const struct shape s_RevokedSecurityGroupRule = {.kind = SHAPE_STRUCTURE, .members = m_RevokedSecurityGroupRule, .count = sizeof m_RevokedSecurityGroupRule / sizeof *m_RevokedSecurityGroupRule};
static const struct shape s_RevokedSecurityGroupRuleList = {.kind = SHAPE_LIST, .item = &s_RevokedSecurityGroupRule, .item_name = "item"};
static const struct shape_member m_RevokeSecurityGroupIngressResult[] = {
    {"Return", "Return", "return", &shape_boolean, false},
    {"UnknownIpPermissions", "UnknownIpPermissionSet", "unknownIpPermissionSet", &s_IpPermissionList, false},
    {"RevokedSecurityGroupRules", "RevokedSecurityGroupRuleSet", "revokedSecurityGroupRuleSet", &s_RevokedSecurityGroupRuleList, false},
};
const struct shape shapes_ec2_RevokeSecurityGroupIngressResult = {.kind = SHAPE_STRUCTURE, .members = m_RevokeSecurityGroupIngressResult, .count = sizeof m_RevokeSecurityGroupIngressResult / sizeof *m_RevokeSecurityGroupIngressResult};
