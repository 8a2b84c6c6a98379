/* Amazon Elastic Compute Cloud, 2016-11-15. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};
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
static const struct shape_member m_Tag[] = {
    {"Key", "Key", "key", &shape_string, false},
    {"Value", "Value", "value", &shape_string, false},
};
static const struct shape s_Tag = {.kind = SHAPE_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct shape s_TagList = {.kind = SHAPE_LIST, .item = &s_Tag, .item_name = "item"};
static const struct shape_member m_TagSpecification[] = {
    {"ResourceType", "ResourceType", "resourceType", &shape_string, false},
    {"Tags", "Tag", "Tag", &s_TagList, false},
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
static const struct shape s_AuthorizeSecurityGroupIngressRequest = {.kind = SHAPE_STRUCTURE, .members = m_AuthorizeSecurityGroupIngressRequest, .count = sizeof m_AuthorizeSecurityGroupIngressRequest / sizeof *m_AuthorizeSecurityGroupIngressRequest};
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
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
    {"SecurityGroupRuleArn", "SecurityGroupRuleArn", "securityGroupRuleArn", &shape_string, false},
};
static const struct shape s_SecurityGroupRule = {.kind = SHAPE_STRUCTURE, .members = m_SecurityGroupRule, .count = sizeof m_SecurityGroupRule / sizeof *m_SecurityGroupRule};
static const struct shape s_SecurityGroupRuleList = {.kind = SHAPE_LIST, .item = &s_SecurityGroupRule, .item_name = "item"};
static const struct shape_member m_AuthorizeSecurityGroupIngressResult[] = {
    {"Return", "Return", "return", &shape_boolean, false},
    {"SecurityGroupRules", "SecurityGroupRuleSet", "securityGroupRuleSet", &s_SecurityGroupRuleList, false},
};
static const struct shape s_AuthorizeSecurityGroupIngressResult = {.kind = SHAPE_STRUCTURE, .members = m_AuthorizeSecurityGroupIngressResult, .count = sizeof m_AuthorizeSecurityGroupIngressResult / sizeof *m_AuthorizeSecurityGroupIngressResult};
static const struct shape_member m_CreateSecurityGroupRequest[] = {
    {"Description", "GroupDescription", "GroupDescription", &shape_string, true},
    {"GroupName", "GroupName", "GroupName", &shape_string, true},
    {"VpcId", "VpcId", "VpcId", &shape_string, false},
    {"TagSpecifications", "TagSpecification", "TagSpecification", &s_TagSpecificationList, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
static const struct shape s_CreateSecurityGroupRequest = {.kind = SHAPE_STRUCTURE, .members = m_CreateSecurityGroupRequest, .count = sizeof m_CreateSecurityGroupRequest / sizeof *m_CreateSecurityGroupRequest};
static const struct shape_member m_CreateSecurityGroupResult[] = {
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
    {"SecurityGroupArn", "SecurityGroupArn", "securityGroupArn", &shape_string, false},
};
static const struct shape s_CreateSecurityGroupResult = {.kind = SHAPE_STRUCTURE, .members = m_CreateSecurityGroupResult, .count = sizeof m_CreateSecurityGroupResult / sizeof *m_CreateSecurityGroupResult};
static const struct shape s_ResourceIdList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_CreateTagsRequest[] = {
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Resources", "ResourceId", "ResourceId", &s_ResourceIdList, true},
    {"Tags", "Tag", "Tag", &s_TagList, true},
};
static const struct shape s_CreateTagsRequest = {.kind = SHAPE_STRUCTURE, .members = m_CreateTagsRequest, .count = sizeof m_CreateTagsRequest / sizeof *m_CreateTagsRequest};
static const struct shape_member m_DeleteSecurityGroupRequest[] = {
    {"GroupId", "GroupId", "GroupId", &shape_string, false},
    {"GroupName", "GroupName", "GroupName", &shape_string, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
static const struct shape s_DeleteSecurityGroupRequest = {.kind = SHAPE_STRUCTURE, .members = m_DeleteSecurityGroupRequest, .count = sizeof m_DeleteSecurityGroupRequest / sizeof *m_DeleteSecurityGroupRequest};
static const struct shape_member m_DeleteSecurityGroupResult[] = {
    {"Return", "Return", "return", &shape_boolean, false},
    {"GroupId", "GroupId", "groupId", &shape_string, false},
};
static const struct shape s_DeleteSecurityGroupResult = {.kind = SHAPE_STRUCTURE, .members = m_DeleteSecurityGroupResult, .count = sizeof m_DeleteSecurityGroupResult / sizeof *m_DeleteSecurityGroupResult};
static const struct shape_member m_DeleteTagsRequest[] = {
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Resources", "ResourceId", "resourceId", &s_ResourceIdList, true},
    {"Tags", "Tag", "tag", &s_TagList, false},
};
static const struct shape s_DeleteTagsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DeleteTagsRequest, .count = sizeof m_DeleteTagsRequest / sizeof *m_DeleteTagsRequest};
static const struct shape s_ZoneNameStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "ZoneName"};
static const struct shape s_ZoneIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "ZoneId"};
static const struct shape s_ValueStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_Filter[] = {
    {"Name", "Name", "Name", &shape_string, false},
    {"Values", "Value", "Value", &s_ValueStringList, false},
};
static const struct shape s_Filter = {.kind = SHAPE_STRUCTURE, .members = m_Filter, .count = sizeof m_Filter / sizeof *m_Filter};
static const struct shape s_FilterList = {.kind = SHAPE_LIST, .item = &s_Filter, .item_name = "Filter"};
static const struct shape_member m_DescribeAvailabilityZonesRequest[] = {
    {"ZoneNames", "ZoneName", "ZoneName", &s_ZoneNameStringList, false},
    {"ZoneIds", "ZoneId", "ZoneId", &s_ZoneIdStringList, false},
    {"AllAvailabilityZones", "AllAvailabilityZones", "AllAvailabilityZones", &shape_boolean, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Filters", "Filter", "Filter", &s_FilterList, false},
};
static const struct shape s_DescribeAvailabilityZonesRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeAvailabilityZonesRequest, .count = sizeof m_DescribeAvailabilityZonesRequest / sizeof *m_DescribeAvailabilityZonesRequest};
static const struct shape_member m_AvailabilityZoneMessage[] = {
    {"Message", "Message", "message", &shape_string, false},
};
static const struct shape s_AvailabilityZoneMessage = {.kind = SHAPE_STRUCTURE, .members = m_AvailabilityZoneMessage, .count = sizeof m_AvailabilityZoneMessage / sizeof *m_AvailabilityZoneMessage};
static const struct shape s_AvailabilityZoneMessageList = {.kind = SHAPE_LIST, .item = &s_AvailabilityZoneMessage, .item_name = "item"};
static const struct shape_member m_AvailabilityZoneGeography[] = {
    {"Name", "Name", "name", &shape_string, false},
};
static const struct shape s_AvailabilityZoneGeography = {.kind = SHAPE_STRUCTURE, .members = m_AvailabilityZoneGeography, .count = sizeof m_AvailabilityZoneGeography / sizeof *m_AvailabilityZoneGeography};
static const struct shape s_AvailabilityZoneGeographyList = {.kind = SHAPE_LIST, .item = &s_AvailabilityZoneGeography, .item_name = "item"};
static const struct shape_member m_AvailabilityZoneSubGeography[] = {
    {"Name", "Name", "name", &shape_string, false},
};
static const struct shape s_AvailabilityZoneSubGeography = {.kind = SHAPE_STRUCTURE, .members = m_AvailabilityZoneSubGeography, .count = sizeof m_AvailabilityZoneSubGeography / sizeof *m_AvailabilityZoneSubGeography};
static const struct shape s_AvailabilityZoneSubGeographyList = {.kind = SHAPE_LIST, .item = &s_AvailabilityZoneSubGeography, .item_name = "item"};
static const struct shape_member m_AvailabilityZone[] = {
    {"OptInStatus", "OptInStatus", "optInStatus", &shape_string, false},
    {"Messages", "MessageSet", "messageSet", &s_AvailabilityZoneMessageList, false},
    {"RegionName", "RegionName", "regionName", &shape_string, false},
    {"ZoneName", "ZoneName", "zoneName", &shape_string, false},
    {"ZoneId", "ZoneId", "zoneId", &shape_string, false},
    {"GroupName", "GroupName", "groupName", &shape_string, false},
    {"NetworkBorderGroup", "NetworkBorderGroup", "networkBorderGroup", &shape_string, false},
    {"ZoneType", "ZoneType", "zoneType", &shape_string, false},
    {"ParentZoneName", "ParentZoneName", "parentZoneName", &shape_string, false},
    {"ParentZoneId", "ParentZoneId", "parentZoneId", &shape_string, false},
    {"GroupLongName", "GroupLongName", "groupLongName", &shape_string, false},
    {"Geography", "GeographySet", "geographySet", &s_AvailabilityZoneGeographyList, false},
    {"SubGeography", "SubGeographySet", "subGeographySet", &s_AvailabilityZoneSubGeographyList, false},
    {"State", "ZoneState", "zoneState", &shape_string, false},
};
static const struct shape s_AvailabilityZone = {.kind = SHAPE_STRUCTURE, .members = m_AvailabilityZone, .count = sizeof m_AvailabilityZone / sizeof *m_AvailabilityZone};
static const struct shape s_AvailabilityZoneList = {.kind = SHAPE_LIST, .item = &s_AvailabilityZone, .item_name = "item"};
static const struct shape_member m_DescribeAvailabilityZonesResult[] = {
    {"AvailabilityZones", "AvailabilityZoneInfo", "availabilityZoneInfo", &s_AvailabilityZoneList, false},
};
static const struct shape s_DescribeAvailabilityZonesResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeAvailabilityZonesResult, .count = sizeof m_DescribeAvailabilityZonesResult / sizeof *m_DescribeAvailabilityZonesResult};
static const struct shape s_InstanceIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "InstanceId"};
static const struct shape_member m_DescribeInstancesRequest[] = {
    {"InstanceIds", "InstanceId", "InstanceId", &s_InstanceIdStringList, false},
    {"IncludeManagedResources", "IncludeManagedResources", "IncludeManagedResources", &shape_boolean, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Filters", "Filter", "Filter", &s_FilterList, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "maxResults", &shape_integer, false},
};
static const struct shape s_DescribeInstancesRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeInstancesRequest, .count = sizeof m_DescribeInstancesRequest / sizeof *m_DescribeInstancesRequest};
static const struct shape_member m_GroupIdentifier[] = {
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"GroupName", "GroupName", "groupName", &shape_string, false},
};
static const struct shape s_GroupIdentifier = {.kind = SHAPE_STRUCTURE, .members = m_GroupIdentifier, .count = sizeof m_GroupIdentifier / sizeof *m_GroupIdentifier};
static const struct shape s_GroupIdentifierList = {.kind = SHAPE_LIST, .item = &s_GroupIdentifier, .item_name = "item"};
static const struct shape_member m_OperatorResponse[] = {
    {"Managed", "Managed", "managed", &shape_boolean, false},
    {"Principal", "Principal", "principal", &shape_string, false},
    {"HiddenByDefault", "HiddenByDefault", "hiddenByDefault", &shape_boolean, false},
};
static const struct shape s_OperatorResponse = {.kind = SHAPE_STRUCTURE, .members = m_OperatorResponse, .count = sizeof m_OperatorResponse / sizeof *m_OperatorResponse};
static const struct shape_member m_EbsInstanceBlockDevice[] = {
    {"AttachTime", "AttachTime", "attachTime", &shape_timestamp, false},
    {"DeleteOnTermination", "DeleteOnTermination", "deleteOnTermination", &shape_boolean, false},
    {"Status", "Status", "status", &shape_string, false},
    {"VolumeId", "VolumeId", "volumeId", &shape_string, false},
    {"AssociatedResource", "AssociatedResource", "associatedResource", &shape_string, false},
    {"VolumeOwnerId", "VolumeOwnerId", "volumeOwnerId", &shape_string, false},
    {"Operator", "Operator", "operator", &s_OperatorResponse, false},
    {"EbsCardIndex", "EbsCardIndex", "ebsCardIndex", &shape_integer, false},
};
static const struct shape s_EbsInstanceBlockDevice = {.kind = SHAPE_STRUCTURE, .members = m_EbsInstanceBlockDevice, .count = sizeof m_EbsInstanceBlockDevice / sizeof *m_EbsInstanceBlockDevice};
static const struct shape_member m_InstanceBlockDeviceMapping[] = {
    {"DeviceName", "DeviceName", "deviceName", &shape_string, false},
    {"Ebs", "Ebs", "ebs", &s_EbsInstanceBlockDevice, false},
};
static const struct shape s_InstanceBlockDeviceMapping = {.kind = SHAPE_STRUCTURE, .members = m_InstanceBlockDeviceMapping, .count = sizeof m_InstanceBlockDeviceMapping / sizeof *m_InstanceBlockDeviceMapping};
static const struct shape s_InstanceBlockDeviceMappingList = {.kind = SHAPE_LIST, .item = &s_InstanceBlockDeviceMapping, .item_name = "item"};
static const struct shape_member m_IamInstanceProfile[] = {
    {"Arn", "Arn", "arn", &shape_string, false},
    {"Id", "Id", "id", &shape_string, false},
};
static const struct shape s_IamInstanceProfile = {.kind = SHAPE_STRUCTURE, .members = m_IamInstanceProfile, .count = sizeof m_IamInstanceProfile / sizeof *m_IamInstanceProfile};
static const struct shape_member m_ElasticGpuAssociation[] = {
    {"ElasticGpuId", "ElasticGpuId", "elasticGpuId", &shape_string, false},
    {"ElasticGpuAssociationId", "ElasticGpuAssociationId", "elasticGpuAssociationId", &shape_string, false},
    {"ElasticGpuAssociationState", "ElasticGpuAssociationState", "elasticGpuAssociationState", &shape_string, false},
    {"ElasticGpuAssociationTime", "ElasticGpuAssociationTime", "elasticGpuAssociationTime", &shape_string, false},
};
static const struct shape s_ElasticGpuAssociation = {.kind = SHAPE_STRUCTURE, .members = m_ElasticGpuAssociation, .count = sizeof m_ElasticGpuAssociation / sizeof *m_ElasticGpuAssociation};
static const struct shape s_ElasticGpuAssociationList = {.kind = SHAPE_LIST, .item = &s_ElasticGpuAssociation, .item_name = "item"};
static const struct shape_member m_ElasticInferenceAcceleratorAssociation[] = {
    {"ElasticInferenceAcceleratorArn", "ElasticInferenceAcceleratorArn", "elasticInferenceAcceleratorArn", &shape_string, false},
    {"ElasticInferenceAcceleratorAssociationId", "ElasticInferenceAcceleratorAssociationId", "elasticInferenceAcceleratorAssociationId", &shape_string, false},
    {"ElasticInferenceAcceleratorAssociationState", "ElasticInferenceAcceleratorAssociationState", "elasticInferenceAcceleratorAssociationState", &shape_string, false},
    {"ElasticInferenceAcceleratorAssociationTime", "ElasticInferenceAcceleratorAssociationTime", "elasticInferenceAcceleratorAssociationTime", &shape_timestamp, false},
};
static const struct shape s_ElasticInferenceAcceleratorAssociation = {.kind = SHAPE_STRUCTURE, .members = m_ElasticInferenceAcceleratorAssociation, .count = sizeof m_ElasticInferenceAcceleratorAssociation / sizeof *m_ElasticInferenceAcceleratorAssociation};
static const struct shape s_ElasticInferenceAcceleratorAssociationList = {.kind = SHAPE_LIST, .item = &s_ElasticInferenceAcceleratorAssociation, .item_name = "item"};
static const struct shape_member m_InstanceNetworkInterfaceAssociation[] = {
    {"CarrierIp", "CarrierIp", "carrierIp", &shape_string, false},
    {"CustomerOwnedIp", "CustomerOwnedIp", "customerOwnedIp", &shape_string, false},
    {"IpOwnerId", "IpOwnerId", "ipOwnerId", &shape_string, false},
    {"PublicDnsName", "PublicDnsName", "publicDnsName", &shape_string, false},
    {"PublicIp", "PublicIp", "publicIp", &shape_string, false},
};
static const struct shape s_InstanceNetworkInterfaceAssociation = {.kind = SHAPE_STRUCTURE, .members = m_InstanceNetworkInterfaceAssociation, .count = sizeof m_InstanceNetworkInterfaceAssociation / sizeof *m_InstanceNetworkInterfaceAssociation};
static const struct shape_member m_InstanceAttachmentEnaSrdUdpSpecification[] = {
    {"EnaSrdUdpEnabled", "EnaSrdUdpEnabled", "enaSrdUdpEnabled", &shape_boolean, false},
};
static const struct shape s_InstanceAttachmentEnaSrdUdpSpecification = {.kind = SHAPE_STRUCTURE, .members = m_InstanceAttachmentEnaSrdUdpSpecification, .count = sizeof m_InstanceAttachmentEnaSrdUdpSpecification / sizeof *m_InstanceAttachmentEnaSrdUdpSpecification};
static const struct shape_member m_InstanceAttachmentEnaSrdSpecification[] = {
    {"EnaSrdEnabled", "EnaSrdEnabled", "enaSrdEnabled", &shape_boolean, false},
    {"EnaSrdUdpSpecification", "EnaSrdUdpSpecification", "enaSrdUdpSpecification", &s_InstanceAttachmentEnaSrdUdpSpecification, false},
};
static const struct shape s_InstanceAttachmentEnaSrdSpecification = {.kind = SHAPE_STRUCTURE, .members = m_InstanceAttachmentEnaSrdSpecification, .count = sizeof m_InstanceAttachmentEnaSrdSpecification / sizeof *m_InstanceAttachmentEnaSrdSpecification};
static const struct shape_member m_InstanceNetworkInterfaceAttachment[] = {
    {"AttachTime", "AttachTime", "attachTime", &shape_timestamp, false},
    {"AttachmentId", "AttachmentId", "attachmentId", &shape_string, false},
    {"DeleteOnTermination", "DeleteOnTermination", "deleteOnTermination", &shape_boolean, false},
    {"DeviceIndex", "DeviceIndex", "deviceIndex", &shape_integer, false},
    {"Status", "Status", "status", &shape_string, false},
    {"NetworkCardIndex", "NetworkCardIndex", "networkCardIndex", &shape_integer, false},
    {"EnaSrdSpecification", "EnaSrdSpecification", "enaSrdSpecification", &s_InstanceAttachmentEnaSrdSpecification, false},
    {"EnaQueueCount", "EnaQueueCount", "enaQueueCount", &shape_integer, false},
};
static const struct shape s_InstanceNetworkInterfaceAttachment = {.kind = SHAPE_STRUCTURE, .members = m_InstanceNetworkInterfaceAttachment, .count = sizeof m_InstanceNetworkInterfaceAttachment / sizeof *m_InstanceNetworkInterfaceAttachment};
static const struct shape_member m_InstanceIpv6Address[] = {
    {"Ipv6Address", "Ipv6Address", "ipv6Address", &shape_string, false},
    {"IsPrimaryIpv6", "IsPrimaryIpv6", "isPrimaryIpv6", &shape_boolean, false},
};
static const struct shape s_InstanceIpv6Address = {.kind = SHAPE_STRUCTURE, .members = m_InstanceIpv6Address, .count = sizeof m_InstanceIpv6Address / sizeof *m_InstanceIpv6Address};
static const struct shape s_InstanceIpv6AddressList = {.kind = SHAPE_LIST, .item = &s_InstanceIpv6Address, .item_name = "item"};
static const struct shape_member m_InstancePrivateIpAddress[] = {
    {"Association", "Association", "association", &s_InstanceNetworkInterfaceAssociation, false},
    {"Primary", "Primary", "primary", &shape_boolean, false},
    {"PrivateDnsName", "PrivateDnsName", "privateDnsName", &shape_string, false},
    {"PrivateIpAddress", "PrivateIpAddress", "privateIpAddress", &shape_string, false},
};
static const struct shape s_InstancePrivateIpAddress = {.kind = SHAPE_STRUCTURE, .members = m_InstancePrivateIpAddress, .count = sizeof m_InstancePrivateIpAddress / sizeof *m_InstancePrivateIpAddress};
static const struct shape s_InstancePrivateIpAddressList = {.kind = SHAPE_LIST, .item = &s_InstancePrivateIpAddress, .item_name = "item"};
static const struct shape_member m_InstanceIpv4Prefix[] = {
    {"Ipv4Prefix", "Ipv4Prefix", "ipv4Prefix", &shape_string, false},
};
static const struct shape s_InstanceIpv4Prefix = {.kind = SHAPE_STRUCTURE, .members = m_InstanceIpv4Prefix, .count = sizeof m_InstanceIpv4Prefix / sizeof *m_InstanceIpv4Prefix};
static const struct shape s_InstanceIpv4PrefixList = {.kind = SHAPE_LIST, .item = &s_InstanceIpv4Prefix, .item_name = "item"};
static const struct shape_member m_InstanceIpv6Prefix[] = {
    {"Ipv6Prefix", "Ipv6Prefix", "ipv6Prefix", &shape_string, false},
};
static const struct shape s_InstanceIpv6Prefix = {.kind = SHAPE_STRUCTURE, .members = m_InstanceIpv6Prefix, .count = sizeof m_InstanceIpv6Prefix / sizeof *m_InstanceIpv6Prefix};
static const struct shape s_InstanceIpv6PrefixList = {.kind = SHAPE_LIST, .item = &s_InstanceIpv6Prefix, .item_name = "item"};
static const struct shape_member m_ConnectionTrackingSpecificationResponse[] = {
    {"TcpEstablishedTimeout", "TcpEstablishedTimeout", "tcpEstablishedTimeout", &shape_integer, false},
    {"UdpStreamTimeout", "UdpStreamTimeout", "udpStreamTimeout", &shape_integer, false},
    {"UdpTimeout", "UdpTimeout", "udpTimeout", &shape_integer, false},
};
static const struct shape s_ConnectionTrackingSpecificationResponse = {.kind = SHAPE_STRUCTURE, .members = m_ConnectionTrackingSpecificationResponse, .count = sizeof m_ConnectionTrackingSpecificationResponse / sizeof *m_ConnectionTrackingSpecificationResponse};
static const struct shape_member m_InstanceNetworkInterface[] = {
    {"Association", "Association", "association", &s_InstanceNetworkInterfaceAssociation, false},
    {"Attachment", "Attachment", "attachment", &s_InstanceNetworkInterfaceAttachment, false},
    {"Description", "Description", "description", &shape_string, false},
    {"Groups", "GroupSet", "groupSet", &s_GroupIdentifierList, false},
    {"Ipv6Addresses", "Ipv6AddressesSet", "ipv6AddressesSet", &s_InstanceIpv6AddressList, false},
    {"MacAddress", "MacAddress", "macAddress", &shape_string, false},
    {"NetworkInterfaceId", "NetworkInterfaceId", "networkInterfaceId", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"PrivateDnsName", "PrivateDnsName", "privateDnsName", &shape_string, false},
    {"PrivateIpAddress", "PrivateIpAddress", "privateIpAddress", &shape_string, false},
    {"PrivateIpAddresses", "PrivateIpAddressesSet", "privateIpAddressesSet", &s_InstancePrivateIpAddressList, false},
    {"SourceDestCheck", "SourceDestCheck", "sourceDestCheck", &shape_boolean, false},
    {"Status", "Status", "status", &shape_string, false},
    {"SubnetId", "SubnetId", "subnetId", &shape_string, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"InterfaceType", "InterfaceType", "interfaceType", &shape_string, false},
    {"Ipv4Prefixes", "Ipv4PrefixSet", "ipv4PrefixSet", &s_InstanceIpv4PrefixList, false},
    {"Ipv6Prefixes", "Ipv6PrefixSet", "ipv6PrefixSet", &s_InstanceIpv6PrefixList, false},
    {"ConnectionTrackingConfiguration", "ConnectionTrackingConfiguration", "connectionTrackingConfiguration", &s_ConnectionTrackingSpecificationResponse, false},
    {"Operator", "Operator", "operator", &s_OperatorResponse, false},
};
static const struct shape s_InstanceNetworkInterface = {.kind = SHAPE_STRUCTURE, .members = m_InstanceNetworkInterface, .count = sizeof m_InstanceNetworkInterface / sizeof *m_InstanceNetworkInterface};
static const struct shape s_InstanceNetworkInterfaceList = {.kind = SHAPE_LIST, .item = &s_InstanceNetworkInterface, .item_name = "item"};
static const struct shape_member m_StateReason[] = {
    {"Code", "Code", "code", &shape_string, false},
    {"Message", "Message", "message", &shape_string, false},
};
static const struct shape s_StateReason = {.kind = SHAPE_STRUCTURE, .members = m_StateReason, .count = sizeof m_StateReason / sizeof *m_StateReason};
static const struct shape_member m_CpuOptions[] = {
    {"CoreCount", "CoreCount", "coreCount", &shape_integer, false},
    {"ThreadsPerCore", "ThreadsPerCore", "threadsPerCore", &shape_integer, false},
    {"AmdSevSnp", "AmdSevSnp", "amdSevSnp", &shape_string, false},
    {"NestedVirtualization", "NestedVirtualization", "nestedVirtualization", &shape_string, false},
};
static const struct shape s_CpuOptions = {.kind = SHAPE_STRUCTURE, .members = m_CpuOptions, .count = sizeof m_CpuOptions / sizeof *m_CpuOptions};
static const struct shape_member m_CapacityReservationTargetResponse[] = {
    {"CapacityReservationId", "CapacityReservationId", "capacityReservationId", &shape_string, false},
    {"CapacityReservationResourceGroupArn", "CapacityReservationResourceGroupArn", "capacityReservationResourceGroupArn", &shape_string, false},
};
static const struct shape s_CapacityReservationTargetResponse = {.kind = SHAPE_STRUCTURE, .members = m_CapacityReservationTargetResponse, .count = sizeof m_CapacityReservationTargetResponse / sizeof *m_CapacityReservationTargetResponse};
static const struct shape_member m_CapacityReservationSpecificationResponse[] = {
    {"CapacityReservationPreference", "CapacityReservationPreference", "capacityReservationPreference", &shape_string, false},
    {"CapacityReservationTarget", "CapacityReservationTarget", "capacityReservationTarget", &s_CapacityReservationTargetResponse, false},
};
static const struct shape s_CapacityReservationSpecificationResponse = {.kind = SHAPE_STRUCTURE, .members = m_CapacityReservationSpecificationResponse, .count = sizeof m_CapacityReservationSpecificationResponse / sizeof *m_CapacityReservationSpecificationResponse};
static const struct shape_member m_HibernationOptions[] = {
    {"Configured", "Configured", "configured", &shape_boolean, false},
};
static const struct shape s_HibernationOptions = {.kind = SHAPE_STRUCTURE, .members = m_HibernationOptions, .count = sizeof m_HibernationOptions / sizeof *m_HibernationOptions};
static const struct shape_member m_LicenseConfiguration[] = {
    {"LicenseConfigurationArn", "LicenseConfigurationArn", "licenseConfigurationArn", &shape_string, false},
};
static const struct shape s_LicenseConfiguration = {.kind = SHAPE_STRUCTURE, .members = m_LicenseConfiguration, .count = sizeof m_LicenseConfiguration / sizeof *m_LicenseConfiguration};
static const struct shape s_LicenseList = {.kind = SHAPE_LIST, .item = &s_LicenseConfiguration, .item_name = "item"};
static const struct shape_member m_InstanceMetadataOptionsResponse[] = {
    {"State", "State", "state", &shape_string, false},
    {"HttpTokens", "HttpTokens", "httpTokens", &shape_string, false},
    {"HttpPutResponseHopLimit", "HttpPutResponseHopLimit", "httpPutResponseHopLimit", &shape_integer, false},
    {"HttpEndpoint", "HttpEndpoint", "httpEndpoint", &shape_string, false},
    {"HttpProtocolIpv6", "HttpProtocolIpv6", "httpProtocolIpv6", &shape_string, false},
    {"InstanceMetadataTags", "InstanceMetadataTags", "instanceMetadataTags", &shape_string, false},
};
static const struct shape s_InstanceMetadataOptionsResponse = {.kind = SHAPE_STRUCTURE, .members = m_InstanceMetadataOptionsResponse, .count = sizeof m_InstanceMetadataOptionsResponse / sizeof *m_InstanceMetadataOptionsResponse};
static const struct shape_member m_EnclaveOptions[] = {
    {"Enabled", "Enabled", "enabled", &shape_boolean, false},
};
static const struct shape s_EnclaveOptions = {.kind = SHAPE_STRUCTURE, .members = m_EnclaveOptions, .count = sizeof m_EnclaveOptions / sizeof *m_EnclaveOptions};
static const struct shape_member m_PrivateDnsNameOptionsResponse[] = {
    {"HostnameType", "HostnameType", "hostnameType", &shape_string, false},
    {"EnableResourceNameDnsARecord", "EnableResourceNameDnsARecord", "enableResourceNameDnsARecord", &shape_boolean, false},
    {"EnableResourceNameDnsAAAARecord", "EnableResourceNameDnsAAAARecord", "enableResourceNameDnsAAAARecord", &shape_boolean, false},
};
static const struct shape s_PrivateDnsNameOptionsResponse = {.kind = SHAPE_STRUCTURE, .members = m_PrivateDnsNameOptionsResponse, .count = sizeof m_PrivateDnsNameOptionsResponse / sizeof *m_PrivateDnsNameOptionsResponse};
static const struct shape_member m_InstanceMaintenanceOptions[] = {
    {"AutoRecovery", "AutoRecovery", "autoRecovery", &shape_string, false},
    {"RebootMigration", "RebootMigration", "rebootMigration", &shape_string, false},
};
static const struct shape s_InstanceMaintenanceOptions = {.kind = SHAPE_STRUCTURE, .members = m_InstanceMaintenanceOptions, .count = sizeof m_InstanceMaintenanceOptions / sizeof *m_InstanceMaintenanceOptions};
static const struct shape_member m_InstanceNetworkPerformanceOptions[] = {
    {"BandwidthWeighting", "BandwidthWeighting", "bandwidthWeighting", &shape_string, false},
};
static const struct shape s_InstanceNetworkPerformanceOptions = {.kind = SHAPE_STRUCTURE, .members = m_InstanceNetworkPerformanceOptions, .count = sizeof m_InstanceNetworkPerformanceOptions / sizeof *m_InstanceNetworkPerformanceOptions};
static const struct shape_member m_InstanceSecondaryInterfaceAttachment[] = {
    {"AttachTime", "AttachTime", "attachTime", &shape_timestamp, false},
    {"AttachmentId", "AttachmentId", "attachmentId", &shape_string, false},
    {"DeleteOnTermination", "DeleteOnTermination", "deleteOnTermination", &shape_boolean, false},
    {"DeviceIndex", "DeviceIndex", "deviceIndex", &shape_integer, false},
    {"Status", "Status", "status", &shape_string, false},
    {"NetworkCardIndex", "NetworkCardIndex", "networkCardIndex", &shape_integer, false},
};
static const struct shape s_InstanceSecondaryInterfaceAttachment = {.kind = SHAPE_STRUCTURE, .members = m_InstanceSecondaryInterfaceAttachment, .count = sizeof m_InstanceSecondaryInterfaceAttachment / sizeof *m_InstanceSecondaryInterfaceAttachment};
static const struct shape_member m_InstanceSecondaryInterfacePrivateIpAddress[] = {
    {"PrivateIpAddress", "PrivateIpAddress", "privateIpAddress", &shape_string, false},
};
static const struct shape s_InstanceSecondaryInterfacePrivateIpAddress = {.kind = SHAPE_STRUCTURE, .members = m_InstanceSecondaryInterfacePrivateIpAddress, .count = sizeof m_InstanceSecondaryInterfacePrivateIpAddress / sizeof *m_InstanceSecondaryInterfacePrivateIpAddress};
static const struct shape s_InstanceSecondaryInterfacePrivateIpAddressList = {.kind = SHAPE_LIST, .item = &s_InstanceSecondaryInterfacePrivateIpAddress, .item_name = "item"};
static const struct shape_member m_InstanceSecondaryInterface[] = {
    {"Attachment", "Attachment", "attachment", &s_InstanceSecondaryInterfaceAttachment, false},
    {"MacAddress", "MacAddress", "macAddress", &shape_string, false},
    {"SecondaryInterfaceId", "SecondaryInterfaceId", "secondaryInterfaceId", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"PrivateIpAddresses", "PrivateIpAddressSet", "privateIpAddressSet", &s_InstanceSecondaryInterfacePrivateIpAddressList, false},
    {"SourceDestCheck", "SourceDestCheck", "sourceDestCheck", &shape_boolean, false},
    {"Status", "Status", "status", &shape_string, false},
    {"SecondarySubnetId", "SecondarySubnetId", "secondarySubnetId", &shape_string, false},
    {"SecondaryNetworkId", "SecondaryNetworkId", "secondaryNetworkId", &shape_string, false},
    {"InterfaceType", "InterfaceType", "interfaceType", &shape_string, false},
};
static const struct shape s_InstanceSecondaryInterface = {.kind = SHAPE_STRUCTURE, .members = m_InstanceSecondaryInterface, .count = sizeof m_InstanceSecondaryInterface / sizeof *m_InstanceSecondaryInterface};
static const struct shape s_InstanceSecondaryInterfaceList = {.kind = SHAPE_LIST, .item = &s_InstanceSecondaryInterface, .item_name = "item"};
static const struct shape_member m_InstanceState[] = {
    {"Code", "Code", "code", &shape_integer, false},
    {"Name", "Name", "name", &shape_string, false},
};
static const struct shape s_InstanceState = {.kind = SHAPE_STRUCTURE, .members = m_InstanceState, .count = sizeof m_InstanceState / sizeof *m_InstanceState};
static const struct shape_member m_ProductCode[] = {
    {"ProductCodeId", "ProductCode", "productCode", &shape_string, false},
    {"ProductCodeType", "Type", "type", &shape_string, false},
};
static const struct shape s_ProductCode = {.kind = SHAPE_STRUCTURE, .members = m_ProductCode, .count = sizeof m_ProductCode / sizeof *m_ProductCode};
static const struct shape s_ProductCodeList = {.kind = SHAPE_LIST, .item = &s_ProductCode, .item_name = "item"};
static const struct shape_member m_Placement[] = {
    {"AvailabilityZoneId", "AvailabilityZoneId", "availabilityZoneId", &shape_string, false},
    {"Affinity", "Affinity", "affinity", &shape_string, false},
    {"GroupName", "GroupName", "groupName", &shape_string, false},
    {"PartitionNumber", "PartitionNumber", "partitionNumber", &shape_integer, false},
    {"HostId", "HostId", "hostId", &shape_string, false},
    {"Tenancy", "Tenancy", "tenancy", &shape_string, false},
    {"SpreadDomain", "SpreadDomain", "spreadDomain", &shape_string, false},
    {"HostResourceGroupArn", "HostResourceGroupArn", "hostResourceGroupArn", &shape_string, false},
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"AvailabilityZone", "AvailabilityZone", "availabilityZone", &shape_string, false},
};
static const struct shape s_Placement = {.kind = SHAPE_STRUCTURE, .members = m_Placement, .count = sizeof m_Placement / sizeof *m_Placement};
static const struct shape_member m_Monitoring[] = {
    {"State", "State", "state", &shape_string, false},
};
static const struct shape s_Monitoring = {.kind = SHAPE_STRUCTURE, .members = m_Monitoring, .count = sizeof m_Monitoring / sizeof *m_Monitoring};
static const struct shape_member m_Instance[] = {
    {"Architecture", "Architecture", "architecture", &shape_string, false},
    {"BlockDeviceMappings", "BlockDeviceMapping", "blockDeviceMapping", &s_InstanceBlockDeviceMappingList, false},
    {"ClientToken", "ClientToken", "clientToken", &shape_string, false},
    {"EbsOptimized", "EbsOptimized", "ebsOptimized", &shape_boolean, false},
    {"EnaSupport", "EnaSupport", "enaSupport", &shape_boolean, false},
    {"Hypervisor", "Hypervisor", "hypervisor", &shape_string, false},
    {"IamInstanceProfile", "IamInstanceProfile", "iamInstanceProfile", &s_IamInstanceProfile, false},
    {"InstanceLifecycle", "InstanceLifecycle", "instanceLifecycle", &shape_string, false},
    {"ElasticGpuAssociations", "ElasticGpuAssociationSet", "elasticGpuAssociationSet", &s_ElasticGpuAssociationList, false},
    {"ElasticInferenceAcceleratorAssociations", "ElasticInferenceAcceleratorAssociationSet", "elasticInferenceAcceleratorAssociationSet", &s_ElasticInferenceAcceleratorAssociationList, false},
    {"NetworkInterfaces", "NetworkInterfaceSet", "networkInterfaceSet", &s_InstanceNetworkInterfaceList, false},
    {"OutpostArn", "OutpostArn", "outpostArn", &shape_string, false},
    {"RootDeviceName", "RootDeviceName", "rootDeviceName", &shape_string, false},
    {"RootDeviceType", "RootDeviceType", "rootDeviceType", &shape_string, false},
    {"SecurityGroups", "GroupSet", "groupSet", &s_GroupIdentifierList, false},
    {"SourceDestCheck", "SourceDestCheck", "sourceDestCheck", &shape_boolean, false},
    {"SpotInstanceRequestId", "SpotInstanceRequestId", "spotInstanceRequestId", &shape_string, false},
    {"SriovNetSupport", "SriovNetSupport", "sriovNetSupport", &shape_string, false},
    {"StateReason", "StateReason", "stateReason", &s_StateReason, false},
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
    {"VirtualizationType", "VirtualizationType", "virtualizationType", &shape_string, false},
    {"CpuOptions", "CpuOptions", "cpuOptions", &s_CpuOptions, false},
    {"CapacityBlockId", "CapacityBlockId", "capacityBlockId", &shape_string, false},
    {"CapacityReservationId", "CapacityReservationId", "capacityReservationId", &shape_string, false},
    {"CapacityReservationSpecification", "CapacityReservationSpecification", "capacityReservationSpecification", &s_CapacityReservationSpecificationResponse, false},
    {"HibernationOptions", "HibernationOptions", "hibernationOptions", &s_HibernationOptions, false},
    {"Licenses", "LicenseSet", "licenseSet", &s_LicenseList, false},
    {"MetadataOptions", "MetadataOptions", "metadataOptions", &s_InstanceMetadataOptionsResponse, false},
    {"EnclaveOptions", "EnclaveOptions", "enclaveOptions", &s_EnclaveOptions, false},
    {"BootMode", "BootMode", "bootMode", &shape_string, false},
    {"PlatformDetails", "PlatformDetails", "platformDetails", &shape_string, false},
    {"UsageOperation", "UsageOperation", "usageOperation", &shape_string, false},
    {"UsageOperationUpdateTime", "UsageOperationUpdateTime", "usageOperationUpdateTime", &shape_timestamp, false},
    {"PrivateDnsNameOptions", "PrivateDnsNameOptions", "privateDnsNameOptions", &s_PrivateDnsNameOptionsResponse, false},
    {"Ipv6Address", "Ipv6Address", "ipv6Address", &shape_string, false},
    {"TpmSupport", "TpmSupport", "tpmSupport", &shape_string, false},
    {"MaintenanceOptions", "MaintenanceOptions", "maintenanceOptions", &s_InstanceMaintenanceOptions, false},
    {"CurrentInstanceBootMode", "CurrentInstanceBootMode", "currentInstanceBootMode", &shape_string, false},
    {"NetworkPerformanceOptions", "NetworkPerformanceOptions", "networkPerformanceOptions", &s_InstanceNetworkPerformanceOptions, false},
    {"Operator", "Operator", "operator", &s_OperatorResponse, false},
    {"SecondaryInterfaces", "SecondaryInterfaceSet", "secondaryInterfaceSet", &s_InstanceSecondaryInterfaceList, false},
    {"InstanceId", "InstanceId", "instanceId", &shape_string, false},
    {"ImageId", "ImageId", "imageId", &shape_string, false},
    {"State", "InstanceState", "instanceState", &s_InstanceState, false},
    {"PrivateDnsName", "PrivateDnsName", "privateDnsName", &shape_string, false},
    {"PublicDnsName", "DnsName", "dnsName", &shape_string, false},
    {"StateTransitionReason", "Reason", "reason", &shape_string, false},
    {"KeyName", "KeyName", "keyName", &shape_string, false},
    {"AmiLaunchIndex", "AmiLaunchIndex", "amiLaunchIndex", &shape_integer, false},
    {"ProductCodes", "ProductCodes", "productCodes", &s_ProductCodeList, false},
    {"InstanceType", "InstanceType", "instanceType", &shape_string, false},
    {"LaunchTime", "LaunchTime", "launchTime", &shape_timestamp, false},
    {"Placement", "Placement", "placement", &s_Placement, false},
    {"KernelId", "KernelId", "kernelId", &shape_string, false},
    {"RamdiskId", "RamdiskId", "ramdiskId", &shape_string, false},
    {"Platform", "Platform", "platform", &shape_string, false},
    {"Monitoring", "Monitoring", "monitoring", &s_Monitoring, false},
    {"SubnetId", "SubnetId", "subnetId", &shape_string, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"PrivateIpAddress", "PrivateIpAddress", "privateIpAddress", &shape_string, false},
    {"PublicIpAddress", "IpAddress", "ipAddress", &shape_string, false},
};
static const struct shape s_Instance = {.kind = SHAPE_STRUCTURE, .members = m_Instance, .count = sizeof m_Instance / sizeof *m_Instance};
static const struct shape s_InstanceList = {.kind = SHAPE_LIST, .item = &s_Instance, .item_name = "item"};
static const struct shape_member m_Reservation[] = {
    {"ReservationId", "ReservationId", "reservationId", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"RequesterId", "RequesterId", "requesterId", &shape_string, false},
    {"Groups", "GroupSet", "groupSet", &s_GroupIdentifierList, false},
    {"Instances", "InstancesSet", "instancesSet", &s_InstanceList, false},
};
static const struct shape s_Reservation = {.kind = SHAPE_STRUCTURE, .members = m_Reservation, .count = sizeof m_Reservation / sizeof *m_Reservation};
static const struct shape s_ReservationList = {.kind = SHAPE_LIST, .item = &s_Reservation, .item_name = "item"};
static const struct shape_member m_DescribeInstancesResult[] = {
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"Reservations", "ReservationSet", "reservationSet", &s_ReservationList, false},
};
static const struct shape s_DescribeInstancesResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeInstancesResult, .count = sizeof m_DescribeInstancesResult / sizeof *m_DescribeInstancesResult};
static const struct shape s_InternetGatewayIdList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_DescribeInternetGatewaysRequest[] = {
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"InternetGatewayIds", "InternetGatewayId", "internetGatewayId", &s_InternetGatewayIdList, false},
    {"Filters", "Filter", "Filter", &s_FilterList, false},
};
static const struct shape s_DescribeInternetGatewaysRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeInternetGatewaysRequest, .count = sizeof m_DescribeInternetGatewaysRequest / sizeof *m_DescribeInternetGatewaysRequest};
static const struct shape_member m_InternetGatewayAttachment[] = {
    {"State", "State", "state", &shape_string, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
};
static const struct shape s_InternetGatewayAttachment = {.kind = SHAPE_STRUCTURE, .members = m_InternetGatewayAttachment, .count = sizeof m_InternetGatewayAttachment / sizeof *m_InternetGatewayAttachment};
static const struct shape s_InternetGatewayAttachmentList = {.kind = SHAPE_LIST, .item = &s_InternetGatewayAttachment, .item_name = "item"};
static const struct shape_member m_InternetGateway[] = {
    {"Attachments", "AttachmentSet", "attachmentSet", &s_InternetGatewayAttachmentList, false},
    {"InternetGatewayId", "InternetGatewayId", "internetGatewayId", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
};
static const struct shape s_InternetGateway = {.kind = SHAPE_STRUCTURE, .members = m_InternetGateway, .count = sizeof m_InternetGateway / sizeof *m_InternetGateway};
static const struct shape s_InternetGatewayList = {.kind = SHAPE_LIST, .item = &s_InternetGateway, .item_name = "item"};
static const struct shape_member m_DescribeInternetGatewaysResult[] = {
    {"InternetGateways", "InternetGatewaySet", "internetGatewaySet", &s_InternetGatewayList, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
};
static const struct shape s_DescribeInternetGatewaysResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeInternetGatewaysResult, .count = sizeof m_DescribeInternetGatewaysResult / sizeof *m_DescribeInternetGatewaysResult};
static const struct shape s_NetworkInterfaceIdList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_DescribeNetworkInterfacesRequest[] = {
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"IncludeManagedResources", "IncludeManagedResources", "IncludeManagedResources", &shape_boolean, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"NetworkInterfaceIds", "NetworkInterfaceId", "NetworkInterfaceId", &s_NetworkInterfaceIdList, false},
    {"Filters", "Filter", "filter", &s_FilterList, false},
};
static const struct shape s_DescribeNetworkInterfacesRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeNetworkInterfacesRequest, .count = sizeof m_DescribeNetworkInterfacesRequest / sizeof *m_DescribeNetworkInterfacesRequest};
static const struct shape_member m_NetworkInterfaceAssociation[] = {
    {"AllocationId", "AllocationId", "allocationId", &shape_string, false},
    {"AssociationId", "AssociationId", "associationId", &shape_string, false},
    {"IpOwnerId", "IpOwnerId", "ipOwnerId", &shape_string, false},
    {"PublicDnsName", "PublicDnsName", "publicDnsName", &shape_string, false},
    {"PublicIp", "PublicIp", "publicIp", &shape_string, false},
    {"CustomerOwnedIp", "CustomerOwnedIp", "customerOwnedIp", &shape_string, false},
    {"CarrierIp", "CarrierIp", "carrierIp", &shape_string, false},
};
static const struct shape s_NetworkInterfaceAssociation = {.kind = SHAPE_STRUCTURE, .members = m_NetworkInterfaceAssociation, .count = sizeof m_NetworkInterfaceAssociation / sizeof *m_NetworkInterfaceAssociation};
static const struct shape_member m_AttachmentEnaSrdUdpSpecification[] = {
    {"EnaSrdUdpEnabled", "EnaSrdUdpEnabled", "enaSrdUdpEnabled", &shape_boolean, false},
};
static const struct shape s_AttachmentEnaSrdUdpSpecification = {.kind = SHAPE_STRUCTURE, .members = m_AttachmentEnaSrdUdpSpecification, .count = sizeof m_AttachmentEnaSrdUdpSpecification / sizeof *m_AttachmentEnaSrdUdpSpecification};
static const struct shape_member m_AttachmentEnaSrdSpecification[] = {
    {"EnaSrdEnabled", "EnaSrdEnabled", "enaSrdEnabled", &shape_boolean, false},
    {"EnaSrdUdpSpecification", "EnaSrdUdpSpecification", "enaSrdUdpSpecification", &s_AttachmentEnaSrdUdpSpecification, false},
};
static const struct shape s_AttachmentEnaSrdSpecification = {.kind = SHAPE_STRUCTURE, .members = m_AttachmentEnaSrdSpecification, .count = sizeof m_AttachmentEnaSrdSpecification / sizeof *m_AttachmentEnaSrdSpecification};
static const struct shape_member m_NetworkInterfaceAttachment[] = {
    {"AttachTime", "AttachTime", "attachTime", &shape_timestamp, false},
    {"AttachmentId", "AttachmentId", "attachmentId", &shape_string, false},
    {"DeleteOnTermination", "DeleteOnTermination", "deleteOnTermination", &shape_boolean, false},
    {"DeviceIndex", "DeviceIndex", "deviceIndex", &shape_integer, false},
    {"NetworkCardIndex", "NetworkCardIndex", "networkCardIndex", &shape_integer, false},
    {"InstanceId", "InstanceId", "instanceId", &shape_string, false},
    {"InstanceOwnerId", "InstanceOwnerId", "instanceOwnerId", &shape_string, false},
    {"Status", "Status", "status", &shape_string, false},
    {"EnaSrdSpecification", "EnaSrdSpecification", "enaSrdSpecification", &s_AttachmentEnaSrdSpecification, false},
    {"EnaQueueCount", "EnaQueueCount", "enaQueueCount", &shape_integer, false},
};
static const struct shape s_NetworkInterfaceAttachment = {.kind = SHAPE_STRUCTURE, .members = m_NetworkInterfaceAttachment, .count = sizeof m_NetworkInterfaceAttachment / sizeof *m_NetworkInterfaceAttachment};
static const struct shape_member m_ConnectionTrackingConfiguration[] = {
    {"TcpEstablishedTimeout", "TcpEstablishedTimeout", "tcpEstablishedTimeout", &shape_integer, false},
    {"UdpStreamTimeout", "UdpStreamTimeout", "udpStreamTimeout", &shape_integer, false},
    {"UdpTimeout", "UdpTimeout", "udpTimeout", &shape_integer, false},
};
static const struct shape s_ConnectionTrackingConfiguration = {.kind = SHAPE_STRUCTURE, .members = m_ConnectionTrackingConfiguration, .count = sizeof m_ConnectionTrackingConfiguration / sizeof *m_ConnectionTrackingConfiguration};
static const struct shape_member m_NetworkInterfaceIpv6Address[] = {
    {"Ipv6Address", "Ipv6Address", "ipv6Address", &shape_string, false},
    {"PublicIpv6DnsName", "PublicIpv6DnsName", "publicIpv6DnsName", &shape_string, false},
    {"IsPrimaryIpv6", "IsPrimaryIpv6", "isPrimaryIpv6", &shape_boolean, false},
};
static const struct shape s_NetworkInterfaceIpv6Address = {.kind = SHAPE_STRUCTURE, .members = m_NetworkInterfaceIpv6Address, .count = sizeof m_NetworkInterfaceIpv6Address / sizeof *m_NetworkInterfaceIpv6Address};
static const struct shape s_NetworkInterfaceIpv6AddressesList = {.kind = SHAPE_LIST, .item = &s_NetworkInterfaceIpv6Address, .item_name = "item"};
static const struct shape_member m_PublicIpDnsNameOptions[] = {
    {"DnsHostnameType", "DnsHostnameType", "dnsHostnameType", &shape_string, false},
    {"PublicIpv4DnsName", "PublicIpv4DnsName", "publicIpv4DnsName", &shape_string, false},
    {"PublicIpv6DnsName", "PublicIpv6DnsName", "publicIpv6DnsName", &shape_string, false},
    {"PublicDualStackDnsName", "PublicDualStackDnsName", "publicDualStackDnsName", &shape_string, false},
};
static const struct shape s_PublicIpDnsNameOptions = {.kind = SHAPE_STRUCTURE, .members = m_PublicIpDnsNameOptions, .count = sizeof m_PublicIpDnsNameOptions / sizeof *m_PublicIpDnsNameOptions};
static const struct shape_member m_NetworkInterfacePrivateIpAddress[] = {
    {"Association", "Association", "association", &s_NetworkInterfaceAssociation, false},
    {"Primary", "Primary", "primary", &shape_boolean, false},
    {"PrivateDnsName", "PrivateDnsName", "privateDnsName", &shape_string, false},
    {"PrivateIpAddress", "PrivateIpAddress", "privateIpAddress", &shape_string, false},
};
static const struct shape s_NetworkInterfacePrivateIpAddress = {.kind = SHAPE_STRUCTURE, .members = m_NetworkInterfacePrivateIpAddress, .count = sizeof m_NetworkInterfacePrivateIpAddress / sizeof *m_NetworkInterfacePrivateIpAddress};
static const struct shape s_NetworkInterfacePrivateIpAddressList = {.kind = SHAPE_LIST, .item = &s_NetworkInterfacePrivateIpAddress, .item_name = "item"};
static const struct shape_member m_Ipv4PrefixSpecification[] = {
    {"Ipv4Prefix", "Ipv4Prefix", "ipv4Prefix", &shape_string, false},
};
static const struct shape s_Ipv4PrefixSpecification = {.kind = SHAPE_STRUCTURE, .members = m_Ipv4PrefixSpecification, .count = sizeof m_Ipv4PrefixSpecification / sizeof *m_Ipv4PrefixSpecification};
static const struct shape s_Ipv4PrefixesList = {.kind = SHAPE_LIST, .item = &s_Ipv4PrefixSpecification, .item_name = "item"};
static const struct shape_member m_Ipv6PrefixSpecification[] = {
    {"Ipv6Prefix", "Ipv6Prefix", "ipv6Prefix", &shape_string, false},
};
static const struct shape s_Ipv6PrefixSpecification = {.kind = SHAPE_STRUCTURE, .members = m_Ipv6PrefixSpecification, .count = sizeof m_Ipv6PrefixSpecification / sizeof *m_Ipv6PrefixSpecification};
static const struct shape s_Ipv6PrefixesList = {.kind = SHAPE_LIST, .item = &s_Ipv6PrefixSpecification, .item_name = "item"};
static const struct shape s_AssociatedSubnetList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_NetworkInterface[] = {
    {"Association", "Association", "association", &s_NetworkInterfaceAssociation, false},
    {"Attachment", "Attachment", "attachment", &s_NetworkInterfaceAttachment, false},
    {"AvailabilityZone", "AvailabilityZone", "availabilityZone", &shape_string, false},
    {"ConnectionTrackingConfiguration", "ConnectionTrackingConfiguration", "connectionTrackingConfiguration", &s_ConnectionTrackingConfiguration, false},
    {"Description", "Description", "description", &shape_string, false},
    {"Groups", "GroupSet", "groupSet", &s_GroupIdentifierList, false},
    {"InterfaceType", "InterfaceType", "interfaceType", &shape_string, false},
    {"Ipv6Addresses", "Ipv6AddressesSet", "ipv6AddressesSet", &s_NetworkInterfaceIpv6AddressesList, false},
    {"MacAddress", "MacAddress", "macAddress", &shape_string, false},
    {"NetworkInterfaceId", "NetworkInterfaceId", "networkInterfaceId", &shape_string, false},
    {"OutpostArn", "OutpostArn", "outpostArn", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"PrivateDnsName", "PrivateDnsName", "privateDnsName", &shape_string, false},
    {"PublicDnsName", "PublicDnsName", "publicDnsName", &shape_string, false},
    {"PublicIpDnsNameOptions", "PublicIpDnsNameOptions", "publicIpDnsNameOptions", &s_PublicIpDnsNameOptions, false},
    {"PrivateIpAddress", "PrivateIpAddress", "privateIpAddress", &shape_string, false},
    {"PrivateIpAddresses", "PrivateIpAddressesSet", "privateIpAddressesSet", &s_NetworkInterfacePrivateIpAddressList, false},
    {"Ipv4Prefixes", "Ipv4PrefixSet", "ipv4PrefixSet", &s_Ipv4PrefixesList, false},
    {"Ipv6Prefixes", "Ipv6PrefixSet", "ipv6PrefixSet", &s_Ipv6PrefixesList, false},
    {"RequesterId", "RequesterId", "requesterId", &shape_string, false},
    {"RequesterManaged", "RequesterManaged", "requesterManaged", &shape_boolean, false},
    {"SourceDestCheck", "SourceDestCheck", "sourceDestCheck", &shape_boolean, false},
    {"Status", "Status", "status", &shape_string, false},
    {"SubnetId", "SubnetId", "subnetId", &shape_string, false},
    {"TagSet", "TagSet", "tagSet", &s_TagList, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"DenyAllIgwTraffic", "DenyAllIgwTraffic", "denyAllIgwTraffic", &shape_boolean, false},
    {"Ipv6Native", "Ipv6Native", "ipv6Native", &shape_boolean, false},
    {"Ipv6Address", "Ipv6Address", "ipv6Address", &shape_string, false},
    {"Operator", "Operator", "operator", &s_OperatorResponse, false},
    {"AssociatedSubnets", "AssociatedSubnetSet", "associatedSubnetSet", &s_AssociatedSubnetList, false},
    {"AvailabilityZoneId", "AvailabilityZoneId", "availabilityZoneId", &shape_string, false},
};
static const struct shape s_NetworkInterface = {.kind = SHAPE_STRUCTURE, .members = m_NetworkInterface, .count = sizeof m_NetworkInterface / sizeof *m_NetworkInterface};
static const struct shape s_NetworkInterfaceList = {.kind = SHAPE_LIST, .item = &s_NetworkInterface, .item_name = "item"};
static const struct shape_member m_DescribeNetworkInterfacesResult[] = {
    {"NetworkInterfaces", "NetworkInterfaceSet", "networkInterfaceSet", &s_NetworkInterfaceList, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
};
static const struct shape s_DescribeNetworkInterfacesResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeNetworkInterfacesResult, .count = sizeof m_DescribeNetworkInterfacesResult / sizeof *m_DescribeNetworkInterfacesResult};
static const struct shape s_RouteTableIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_DescribeRouteTablesRequest[] = {
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"RouteTableIds", "RouteTableId", "RouteTableId", &s_RouteTableIdStringList, false},
    {"Filters", "Filter", "Filter", &s_FilterList, false},
};
static const struct shape s_DescribeRouteTablesRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeRouteTablesRequest, .count = sizeof m_DescribeRouteTablesRequest / sizeof *m_DescribeRouteTablesRequest};
static const struct shape_member m_RouteTableAssociationState[] = {
    {"State", "State", "state", &shape_string, false},
    {"StatusMessage", "StatusMessage", "statusMessage", &shape_string, false},
};
static const struct shape s_RouteTableAssociationState = {.kind = SHAPE_STRUCTURE, .members = m_RouteTableAssociationState, .count = sizeof m_RouteTableAssociationState / sizeof *m_RouteTableAssociationState};
static const struct shape_member m_RouteTableAssociation[] = {
    {"Main", "Main", "main", &shape_boolean, false},
    {"RouteTableAssociationId", "RouteTableAssociationId", "routeTableAssociationId", &shape_string, false},
    {"RouteTableId", "RouteTableId", "routeTableId", &shape_string, false},
    {"SubnetId", "SubnetId", "subnetId", &shape_string, false},
    {"GatewayId", "GatewayId", "gatewayId", &shape_string, false},
    {"PublicIpv4Pool", "PublicIpv4Pool", "publicIpv4Pool", &shape_string, false},
    {"AssociationState", "AssociationState", "associationState", &s_RouteTableAssociationState, false},
};
static const struct shape s_RouteTableAssociation = {.kind = SHAPE_STRUCTURE, .members = m_RouteTableAssociation, .count = sizeof m_RouteTableAssociation / sizeof *m_RouteTableAssociation};
static const struct shape s_RouteTableAssociationList = {.kind = SHAPE_LIST, .item = &s_RouteTableAssociation, .item_name = "item"};
static const struct shape_member m_PropagatingVgw[] = {
    {"GatewayId", "GatewayId", "gatewayId", &shape_string, false},
};
static const struct shape s_PropagatingVgw = {.kind = SHAPE_STRUCTURE, .members = m_PropagatingVgw, .count = sizeof m_PropagatingVgw / sizeof *m_PropagatingVgw};
static const struct shape s_PropagatingVgwList = {.kind = SHAPE_LIST, .item = &s_PropagatingVgw, .item_name = "item"};
static const struct shape_member m_Route[] = {
    {"DestinationCidrBlock", "DestinationCidrBlock", "destinationCidrBlock", &shape_string, false},
    {"DestinationIpv6CidrBlock", "DestinationIpv6CidrBlock", "destinationIpv6CidrBlock", &shape_string, false},
    {"DestinationPrefixListId", "DestinationPrefixListId", "destinationPrefixListId", &shape_string, false},
    {"EgressOnlyInternetGatewayId", "EgressOnlyInternetGatewayId", "egressOnlyInternetGatewayId", &shape_string, false},
    {"GatewayId", "GatewayId", "gatewayId", &shape_string, false},
    {"InstanceId", "InstanceId", "instanceId", &shape_string, false},
    {"InstanceOwnerId", "InstanceOwnerId", "instanceOwnerId", &shape_string, false},
    {"NatGatewayId", "NatGatewayId", "natGatewayId", &shape_string, false},
    {"TransitGatewayId", "TransitGatewayId", "transitGatewayId", &shape_string, false},
    {"LocalGatewayId", "LocalGatewayId", "localGatewayId", &shape_string, false},
    {"CarrierGatewayId", "CarrierGatewayId", "carrierGatewayId", &shape_string, false},
    {"NetworkInterfaceId", "NetworkInterfaceId", "networkInterfaceId", &shape_string, false},
    {"Origin", "Origin", "origin", &shape_string, false},
    {"State", "State", "state", &shape_string, false},
    {"VpcPeeringConnectionId", "VpcPeeringConnectionId", "vpcPeeringConnectionId", &shape_string, false},
    {"CoreNetworkArn", "CoreNetworkArn", "coreNetworkArn", &shape_string, false},
    {"OdbNetworkArn", "OdbNetworkArn", "odbNetworkArn", &shape_string, false},
    {"IpAddress", "IpAddress", "ipAddress", &shape_string, false},
};
static const struct shape s_Route = {.kind = SHAPE_STRUCTURE, .members = m_Route, .count = sizeof m_Route / sizeof *m_Route};
static const struct shape s_RouteList = {.kind = SHAPE_LIST, .item = &s_Route, .item_name = "item"};
static const struct shape_member m_RouteTable[] = {
    {"Associations", "AssociationSet", "associationSet", &s_RouteTableAssociationList, false},
    {"PropagatingVgws", "PropagatingVgwSet", "propagatingVgwSet", &s_PropagatingVgwList, false},
    {"RouteTableId", "RouteTableId", "routeTableId", &shape_string, false},
    {"Routes", "RouteSet", "routeSet", &s_RouteList, false},
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
};
static const struct shape s_RouteTable = {.kind = SHAPE_STRUCTURE, .members = m_RouteTable, .count = sizeof m_RouteTable / sizeof *m_RouteTable};
static const struct shape s_RouteTableList = {.kind = SHAPE_LIST, .item = &s_RouteTable, .item_name = "item"};
static const struct shape_member m_DescribeRouteTablesResult[] = {
    {"RouteTables", "RouteTableSet", "routeTableSet", &s_RouteTableList, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
};
static const struct shape s_DescribeRouteTablesResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeRouteTablesResult, .count = sizeof m_DescribeRouteTablesResult / sizeof *m_DescribeRouteTablesResult};
static const struct shape s_GroupIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "groupId"};
static const struct shape s_GroupNameStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "GroupName"};
static const struct shape_member m_DescribeSecurityGroupsRequest[] = {
    {"GroupIds", "GroupId", "GroupId", &s_GroupIdStringList, false},
    {"GroupNames", "GroupName", "GroupName", &s_GroupNameStringList, false},
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Filters", "Filter", "Filter", &s_FilterList, false},
};
static const struct shape s_DescribeSecurityGroupsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSecurityGroupsRequest, .count = sizeof m_DescribeSecurityGroupsRequest / sizeof *m_DescribeSecurityGroupsRequest};
static const struct shape_member m_SecurityGroup[] = {
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"IpPermissionsEgress", "IpPermissionsEgress", "ipPermissionsEgress", &s_IpPermissionList, false},
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
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
static const struct shape s_DescribeSecurityGroupsResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSecurityGroupsResult, .count = sizeof m_DescribeSecurityGroupsResult / sizeof *m_DescribeSecurityGroupsResult};
static const struct shape s_SubnetIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "SubnetId"};
static const struct shape_member m_DescribeSubnetsRequest[] = {
    {"Filters", "Filter", "Filter", &s_FilterList, false},
    {"SubnetIds", "SubnetId", "SubnetId", &s_SubnetIdStringList, false},
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
static const struct shape s_DescribeSubnetsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSubnetsRequest, .count = sizeof m_DescribeSubnetsRequest / sizeof *m_DescribeSubnetsRequest};
static const struct shape_member m_SubnetCidrBlockState[] = {
    {"State", "State", "state", &shape_string, false},
    {"StatusMessage", "StatusMessage", "statusMessage", &shape_string, false},
};
static const struct shape s_SubnetCidrBlockState = {.kind = SHAPE_STRUCTURE, .members = m_SubnetCidrBlockState, .count = sizeof m_SubnetCidrBlockState / sizeof *m_SubnetCidrBlockState};
static const struct shape_member m_SubnetIpv6CidrBlockAssociation[] = {
    {"AssociationId", "AssociationId", "associationId", &shape_string, false},
    {"Ipv6CidrBlock", "Ipv6CidrBlock", "ipv6CidrBlock", &shape_string, false},
    {"Ipv6CidrBlockState", "Ipv6CidrBlockState", "ipv6CidrBlockState", &s_SubnetCidrBlockState, false},
    {"Ipv6AddressAttribute", "Ipv6AddressAttribute", "ipv6AddressAttribute", &shape_string, false},
    {"IpSource", "IpSource", "ipSource", &shape_string, false},
};
static const struct shape s_SubnetIpv6CidrBlockAssociation = {.kind = SHAPE_STRUCTURE, .members = m_SubnetIpv6CidrBlockAssociation, .count = sizeof m_SubnetIpv6CidrBlockAssociation / sizeof *m_SubnetIpv6CidrBlockAssociation};
static const struct shape s_SubnetIpv6CidrBlockAssociationSet = {.kind = SHAPE_LIST, .item = &s_SubnetIpv6CidrBlockAssociation, .item_name = "item"};
static const struct shape_member m_PrivateDnsNameOptionsOnLaunch[] = {
    {"HostnameType", "HostnameType", "hostnameType", &shape_string, false},
    {"EnableResourceNameDnsARecord", "EnableResourceNameDnsARecord", "enableResourceNameDnsARecord", &shape_boolean, false},
    {"EnableResourceNameDnsAAAARecord", "EnableResourceNameDnsAAAARecord", "enableResourceNameDnsAAAARecord", &shape_boolean, false},
};
static const struct shape s_PrivateDnsNameOptionsOnLaunch = {.kind = SHAPE_STRUCTURE, .members = m_PrivateDnsNameOptionsOnLaunch, .count = sizeof m_PrivateDnsNameOptionsOnLaunch / sizeof *m_PrivateDnsNameOptionsOnLaunch};
static const struct shape_member m_BlockPublicAccessStates[] = {
    {"InternetGatewayBlockMode", "InternetGatewayBlockMode", "internetGatewayBlockMode", &shape_string, false},
};
static const struct shape s_BlockPublicAccessStates = {.kind = SHAPE_STRUCTURE, .members = m_BlockPublicAccessStates, .count = sizeof m_BlockPublicAccessStates / sizeof *m_BlockPublicAccessStates};
static const struct shape_member m_Subnet[] = {
    {"AvailabilityZoneId", "AvailabilityZoneId", "availabilityZoneId", &shape_string, false},
    {"EnableLniAtDeviceIndex", "EnableLniAtDeviceIndex", "enableLniAtDeviceIndex", &shape_integer, false},
    {"MapCustomerOwnedIpOnLaunch", "MapCustomerOwnedIpOnLaunch", "mapCustomerOwnedIpOnLaunch", &shape_boolean, false},
    {"CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", "customerOwnedIpv4Pool", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"AssignIpv6AddressOnCreation", "AssignIpv6AddressOnCreation", "assignIpv6AddressOnCreation", &shape_boolean, false},
    {"Ipv6CidrBlockAssociationSet", "Ipv6CidrBlockAssociationSet", "ipv6CidrBlockAssociationSet", &s_SubnetIpv6CidrBlockAssociationSet, false},
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
    {"SubnetArn", "SubnetArn", "subnetArn", &shape_string, false},
    {"OutpostArn", "OutpostArn", "outpostArn", &shape_string, false},
    {"EnableDns64", "EnableDns64", "enableDns64", &shape_boolean, false},
    {"Ipv6Native", "Ipv6Native", "ipv6Native", &shape_boolean, false},
    {"PrivateDnsNameOptionsOnLaunch", "PrivateDnsNameOptionsOnLaunch", "privateDnsNameOptionsOnLaunch", &s_PrivateDnsNameOptionsOnLaunch, false},
    {"BlockPublicAccessStates", "BlockPublicAccessStates", "blockPublicAccessStates", &s_BlockPublicAccessStates, false},
    {"Type", "Type", "type", &shape_string, false},
    {"SubnetId", "SubnetId", "subnetId", &shape_string, false},
    {"State", "State", "state", &shape_string, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"CidrBlock", "CidrBlock", "cidrBlock", &shape_string, false},
    {"AvailableIpAddressCount", "AvailableIpAddressCount", "availableIpAddressCount", &shape_integer, false},
    {"AvailabilityZone", "AvailabilityZone", "availabilityZone", &shape_string, false},
    {"DefaultForAz", "DefaultForAz", "defaultForAz", &shape_boolean, false},
    {"MapPublicIpOnLaunch", "MapPublicIpOnLaunch", "mapPublicIpOnLaunch", &shape_boolean, false},
};
static const struct shape s_Subnet = {.kind = SHAPE_STRUCTURE, .members = m_Subnet, .count = sizeof m_Subnet / sizeof *m_Subnet};
static const struct shape s_SubnetList = {.kind = SHAPE_LIST, .item = &s_Subnet, .item_name = "item"};
static const struct shape_member m_DescribeSubnetsResult[] = {
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"Subnets", "SubnetSet", "subnetSet", &s_SubnetList, false},
};
static const struct shape s_DescribeSubnetsResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSubnetsResult, .count = sizeof m_DescribeSubnetsResult / sizeof *m_DescribeSubnetsResult};
static const struct shape_member m_DescribeTagsRequest[] = {
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Filters", "Filter", "Filter", &s_FilterList, false},
    {"MaxResults", "MaxResults", "maxResults", &shape_integer, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
};
static const struct shape s_DescribeTagsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTagsRequest, .count = sizeof m_DescribeTagsRequest / sizeof *m_DescribeTagsRequest};
static const struct shape_member m_TagDescription[] = {
    {"Key", "Key", "key", &shape_string, false},
    {"ResourceId", "ResourceId", "resourceId", &shape_string, false},
    {"ResourceType", "ResourceType", "resourceType", &shape_string, false},
    {"Value", "Value", "value", &shape_string, false},
};
static const struct shape s_TagDescription = {.kind = SHAPE_STRUCTURE, .members = m_TagDescription, .count = sizeof m_TagDescription / sizeof *m_TagDescription};
static const struct shape s_TagDescriptionList = {.kind = SHAPE_LIST, .item = &s_TagDescription, .item_name = "item"};
static const struct shape_member m_DescribeTagsResult[] = {
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"Tags", "TagSet", "tagSet", &s_TagDescriptionList, false},
};
static const struct shape s_DescribeTagsResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTagsResult, .count = sizeof m_DescribeTagsResult / sizeof *m_DescribeTagsResult};
static const struct shape s_VpcIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "VpcId"};
static const struct shape_member m_DescribeVpcsRequest[] = {
    {"Filters", "Filter", "Filter", &s_FilterList, false},
    {"VpcIds", "VpcId", "VpcId", &s_VpcIdStringList, false},
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
static const struct shape s_DescribeVpcsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeVpcsRequest, .count = sizeof m_DescribeVpcsRequest / sizeof *m_DescribeVpcsRequest};
static const struct shape_member m_VpcCidrBlockState[] = {
    {"State", "State", "state", &shape_string, false},
    {"StatusMessage", "StatusMessage", "statusMessage", &shape_string, false},
};
static const struct shape s_VpcCidrBlockState = {.kind = SHAPE_STRUCTURE, .members = m_VpcCidrBlockState, .count = sizeof m_VpcCidrBlockState / sizeof *m_VpcCidrBlockState};
static const struct shape_member m_VpcIpv6CidrBlockAssociation[] = {
    {"AssociationId", "AssociationId", "associationId", &shape_string, false},
    {"Ipv6CidrBlock", "Ipv6CidrBlock", "ipv6CidrBlock", &shape_string, false},
    {"Ipv6CidrBlockState", "Ipv6CidrBlockState", "ipv6CidrBlockState", &s_VpcCidrBlockState, false},
    {"NetworkBorderGroup", "NetworkBorderGroup", "networkBorderGroup", &shape_string, false},
    {"Ipv6Pool", "Ipv6Pool", "ipv6Pool", &shape_string, false},
    {"Ipv6AddressAttribute", "Ipv6AddressAttribute", "ipv6AddressAttribute", &shape_string, false},
    {"IpSource", "IpSource", "ipSource", &shape_string, false},
};
static const struct shape s_VpcIpv6CidrBlockAssociation = {.kind = SHAPE_STRUCTURE, .members = m_VpcIpv6CidrBlockAssociation, .count = sizeof m_VpcIpv6CidrBlockAssociation / sizeof *m_VpcIpv6CidrBlockAssociation};
static const struct shape s_VpcIpv6CidrBlockAssociationSet = {.kind = SHAPE_LIST, .item = &s_VpcIpv6CidrBlockAssociation, .item_name = "item"};
static const struct shape_member m_VpcCidrBlockAssociation[] = {
    {"AssociationId", "AssociationId", "associationId", &shape_string, false},
    {"CidrBlock", "CidrBlock", "cidrBlock", &shape_string, false},
    {"CidrBlockState", "CidrBlockState", "cidrBlockState", &s_VpcCidrBlockState, false},
};
static const struct shape s_VpcCidrBlockAssociation = {.kind = SHAPE_STRUCTURE, .members = m_VpcCidrBlockAssociation, .count = sizeof m_VpcCidrBlockAssociation / sizeof *m_VpcCidrBlockAssociation};
static const struct shape s_VpcCidrBlockAssociationSet = {.kind = SHAPE_LIST, .item = &s_VpcCidrBlockAssociation, .item_name = "item"};
static const struct shape_member m_VpcEncryptionControlExclusion[] = {
    {"State", "State", "state", &shape_string, false},
    {"StateMessage", "StateMessage", "stateMessage", &shape_string, false},
};
static const struct shape s_VpcEncryptionControlExclusion = {.kind = SHAPE_STRUCTURE, .members = m_VpcEncryptionControlExclusion, .count = sizeof m_VpcEncryptionControlExclusion / sizeof *m_VpcEncryptionControlExclusion};
static const struct shape_member m_VpcEncryptionControlExclusions[] = {
    {"InternetGateway", "InternetGateway", "internetGateway", &s_VpcEncryptionControlExclusion, false},
    {"EgressOnlyInternetGateway", "EgressOnlyInternetGateway", "egressOnlyInternetGateway", &s_VpcEncryptionControlExclusion, false},
    {"NatGateway", "NatGateway", "natGateway", &s_VpcEncryptionControlExclusion, false},
    {"VirtualPrivateGateway", "VirtualPrivateGateway", "virtualPrivateGateway", &s_VpcEncryptionControlExclusion, false},
    {"VpcPeering", "VpcPeering", "vpcPeering", &s_VpcEncryptionControlExclusion, false},
    {"Lambda", "Lambda", "lambda", &s_VpcEncryptionControlExclusion, false},
    {"VpcLattice", "VpcLattice", "vpcLattice", &s_VpcEncryptionControlExclusion, false},
    {"ElasticFileSystem", "ElasticFileSystem", "elasticFileSystem", &s_VpcEncryptionControlExclusion, false},
};
static const struct shape s_VpcEncryptionControlExclusions = {.kind = SHAPE_STRUCTURE, .members = m_VpcEncryptionControlExclusions, .count = sizeof m_VpcEncryptionControlExclusions / sizeof *m_VpcEncryptionControlExclusions};
static const struct shape_member m_VpcEncryptionControl[] = {
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"VpcEncryptionControlId", "VpcEncryptionControlId", "vpcEncryptionControlId", &shape_string, false},
    {"Mode", "Mode", "mode", &shape_string, false},
    {"State", "State", "state", &shape_string, false},
    {"StateMessage", "StateMessage", "stateMessage", &shape_string, false},
    {"ResourceExclusions", "ResourceExclusions", "resourceExclusions", &s_VpcEncryptionControlExclusions, false},
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
};
static const struct shape s_VpcEncryptionControl = {.kind = SHAPE_STRUCTURE, .members = m_VpcEncryptionControl, .count = sizeof m_VpcEncryptionControl / sizeof *m_VpcEncryptionControl};
static const struct shape_member m_Vpc[] = {
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"InstanceTenancy", "InstanceTenancy", "instanceTenancy", &shape_string, false},
    {"Ipv6CidrBlockAssociationSet", "Ipv6CidrBlockAssociationSet", "ipv6CidrBlockAssociationSet", &s_VpcIpv6CidrBlockAssociationSet, false},
    {"CidrBlockAssociationSet", "CidrBlockAssociationSet", "cidrBlockAssociationSet", &s_VpcCidrBlockAssociationSet, false},
    {"IsDefault", "IsDefault", "isDefault", &shape_boolean, false},
    {"EncryptionControl", "EncryptionControl", "encryptionControl", &s_VpcEncryptionControl, false},
    {"Tags", "TagSet", "tagSet", &s_TagList, false},
    {"BlockPublicAccessStates", "BlockPublicAccessStates", "blockPublicAccessStates", &s_BlockPublicAccessStates, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"State", "State", "state", &shape_string, false},
    {"CidrBlock", "CidrBlock", "cidrBlock", &shape_string, false},
    {"DhcpOptionsId", "DhcpOptionsId", "dhcpOptionsId", &shape_string, false},
};
static const struct shape s_Vpc = {.kind = SHAPE_STRUCTURE, .members = m_Vpc, .count = sizeof m_Vpc / sizeof *m_Vpc};
static const struct shape s_VpcList = {.kind = SHAPE_LIST, .item = &s_Vpc, .item_name = "item"};
static const struct shape_member m_DescribeVpcsResult[] = {
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"Vpcs", "VpcSet", "vpcSet", &s_VpcList, false},
};
static const struct shape s_DescribeVpcsResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeVpcsResult, .count = sizeof m_DescribeVpcsResult / sizeof *m_DescribeVpcsResult};
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
static const struct shape s_RevokeSecurityGroupIngressRequest = {.kind = SHAPE_STRUCTURE, .members = m_RevokeSecurityGroupIngressRequest, .count = sizeof m_RevokeSecurityGroupIngressRequest / sizeof *m_RevokeSecurityGroupIngressRequest};
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
static const struct shape s_RevokeSecurityGroupIngressResult = {.kind = SHAPE_STRUCTURE, .members = m_RevokeSecurityGroupIngressResult, .count = sizeof m_RevokeSecurityGroupIngressResult / sizeof *m_RevokeSecurityGroupIngressResult};

static const struct operation operations[] = {
    {"AuthorizeSecurityGroupIngress", &s_AuthorizeSecurityGroupIngressRequest, &s_AuthorizeSecurityGroupIngressResult, NULL, NULL, NULL, NULL, NULL},
    {"CreateSecurityGroup", &s_CreateSecurityGroupRequest, &s_CreateSecurityGroupResult, NULL, NULL, NULL, NULL, NULL},
    {"CreateTags", &s_CreateTagsRequest, NULL, NULL, NULL, NULL, NULL, NULL},
    {"DeleteSecurityGroup", &s_DeleteSecurityGroupRequest, &s_DeleteSecurityGroupResult, NULL, NULL, NULL, NULL, NULL},
    {"DeleteTags", &s_DeleteTagsRequest, NULL, NULL, NULL, NULL, NULL, NULL},
    {"DescribeAvailabilityZones", &s_DescribeAvailabilityZonesRequest, &s_DescribeAvailabilityZonesResult, NULL, NULL, NULL, NULL, NULL},
    {"DescribeInstances", &s_DescribeInstancesRequest, &s_DescribeInstancesResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeInternetGateways", &s_DescribeInternetGatewaysRequest, &s_DescribeInternetGatewaysResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeNetworkInterfaces", &s_DescribeNetworkInterfacesRequest, &s_DescribeNetworkInterfacesResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeRouteTables", &s_DescribeRouteTablesRequest, &s_DescribeRouteTablesResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeSecurityGroups", &s_DescribeSecurityGroupsRequest, &s_DescribeSecurityGroupsResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeSubnets", &s_DescribeSubnetsRequest, &s_DescribeSubnetsResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeTags", &s_DescribeTagsRequest, &s_DescribeTagsResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"DescribeVpcs", &s_DescribeVpcsRequest, &s_DescribeVpcsResult, NULL, "NextToken", "NextToken", NULL, NULL},
    {"RevokeSecurityGroupIngress", &s_RevokeSecurityGroupIngressRequest, &s_RevokeSecurityGroupIngressResult, NULL, NULL, NULL, NULL, NULL},
};

const struct service service_ec2 = {
    .name = "ec2",
    .id = "EC2",
    .version = "2016-11-15",
    .protocol = PROTOCOL_EC2,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
};
