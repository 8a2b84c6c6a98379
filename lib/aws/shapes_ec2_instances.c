/* Amazon Elastic Compute Cloud, 2016-11-15: instances. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_ec2.h"

/* clang-format off */
static const struct shape s_InstanceIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "InstanceId"};
static const struct shape_member m_DescribeInstancesRequest[] = {
    {"InstanceIds", "InstanceId", "InstanceId", &s_InstanceIdStringList, false},
    {"IncludeManagedResources", "IncludeManagedResources", "IncludeManagedResources", &shape_boolean, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Filters", "Filter", "Filter", &shapes_ec2_FilterList, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "maxResults", &shape_integer, false},
};
const struct shape shapes_ec2_DescribeInstancesRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeInstancesRequest, .count = sizeof m_DescribeInstancesRequest / sizeof *m_DescribeInstancesRequest};
static const struct shape_member m_EbsInstanceBlockDevice[] = {
    {"AttachTime", "AttachTime", "attachTime", &shape_timestamp, false},
    {"DeleteOnTermination", "DeleteOnTermination", "deleteOnTermination", &shape_boolean, false},
    {"Status", "Status", "status", &shape_string, false},
    {"VolumeId", "VolumeId", "volumeId", &shape_string, false},
    {"AssociatedResource", "AssociatedResource", "associatedResource", &shape_string, false},
    {"VolumeOwnerId", "VolumeOwnerId", "volumeOwnerId", &shape_string, false},
    {"Operator", "Operator", "operator", &shapes_ec2_OperatorResponse, false},
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
    {"Groups", "GroupSet", "groupSet", &shapes_ec2_GroupIdentifierList, false},
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
    {"Operator", "Operator", "operator", &shapes_ec2_OperatorResponse, false},
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
    {"SecurityGroups", "GroupSet", "groupSet", &shapes_ec2_GroupIdentifierList, false},
    {"SourceDestCheck", "SourceDestCheck", "sourceDestCheck", &shape_boolean, false},
    {"SpotInstanceRequestId", "SpotInstanceRequestId", "spotInstanceRequestId", &shape_string, false},
    {"SriovNetSupport", "SriovNetSupport", "sriovNetSupport", &shape_string, false},
    {"StateReason", "StateReason", "stateReason", &s_StateReason, false},
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
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
    {"Operator", "Operator", "operator", &shapes_ec2_OperatorResponse, false},
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
    {"Groups", "GroupSet", "groupSet", &shapes_ec2_GroupIdentifierList, false},
    {"Instances", "InstancesSet", "instancesSet", &s_InstanceList, false},
};
static const struct shape s_Reservation = {.kind = SHAPE_STRUCTURE, .members = m_Reservation, .count = sizeof m_Reservation / sizeof *m_Reservation};
static const struct shape s_ReservationList = {.kind = SHAPE_LIST, .item = &s_Reservation, .item_name = "item"};
static const struct shape_member m_DescribeInstancesResult[] = {
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"Reservations", "ReservationSet", "reservationSet", &s_ReservationList, false},
};
const struct shape shapes_ec2_DescribeInstancesResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeInstancesResult, .count = sizeof m_DescribeInstancesResult / sizeof *m_DescribeInstancesResult};
