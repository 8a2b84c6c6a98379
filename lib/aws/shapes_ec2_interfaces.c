/* Amazon Elastic Compute Cloud, 2016-11-15: interfaces. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_ec2.h"

/* clang-format off */
static const struct shape_member m_GroupIdentifier[] = {
    {"GroupId", "GroupId", "groupId", &shape_string, false},
    {"GroupName", "GroupName", "groupName", &shape_string, false},
};
static const struct shape s_GroupIdentifier = {.kind = SHAPE_STRUCTURE, .members = m_GroupIdentifier, .count = sizeof m_GroupIdentifier / sizeof *m_GroupIdentifier};
const struct shape shapes_ec2_GroupIdentifierList = {.kind = SHAPE_LIST, .item = &s_GroupIdentifier, .item_name = "item"};
static const struct shape_member m_OperatorResponse[] = {
    {"Managed", "Managed", "managed", &shape_boolean, false},
    {"Principal", "Principal", "principal", &shape_string, false},
    {"HiddenByDefault", "HiddenByDefault", "hiddenByDefault", &shape_boolean, false},
};
const struct shape shapes_ec2_OperatorResponse = {.kind = SHAPE_STRUCTURE, .members = m_OperatorResponse, .count = sizeof m_OperatorResponse / sizeof *m_OperatorResponse};
static const struct shape s_NetworkInterfaceIdList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_DescribeNetworkInterfacesRequest[] = {
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"IncludeManagedResources", "IncludeManagedResources", "IncludeManagedResources", &shape_boolean, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"NetworkInterfaceIds", "NetworkInterfaceId", "NetworkInterfaceId", &s_NetworkInterfaceIdList, false},
    {"Filters", "Filter", "filter", &shapes_ec2_FilterList, false},
};
const struct shape shapes_ec2_DescribeNetworkInterfacesRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeNetworkInterfacesRequest, .count = sizeof m_DescribeNetworkInterfacesRequest / sizeof *m_DescribeNetworkInterfacesRequest};
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
    {"Groups", "GroupSet", "groupSet", &shapes_ec2_GroupIdentifierList, false},
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
    {"TagSet", "TagSet", "tagSet", &shapes_ec2_TagList, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"DenyAllIgwTraffic", "DenyAllIgwTraffic", "denyAllIgwTraffic", &shape_boolean, false},
    {"Ipv6Native", "Ipv6Native", "ipv6Native", &shape_boolean, false},
    {"Ipv6Address", "Ipv6Address", "ipv6Address", &shape_string, false},
    {"Operator", "Operator", "operator", &shapes_ec2_OperatorResponse, false},
    {"AssociatedSubnets", "AssociatedSubnetSet", "associatedSubnetSet", &s_AssociatedSubnetList, false},
    {"AvailabilityZoneId", "AvailabilityZoneId", "availabilityZoneId", &shape_string, false},
};
static const struct shape s_NetworkInterface = {.kind = SHAPE_STRUCTURE, .members = m_NetworkInterface, .count = sizeof m_NetworkInterface / sizeof *m_NetworkInterface};
static const struct shape s_NetworkInterfaceList = {.kind = SHAPE_LIST, .item = &s_NetworkInterface, .item_name = "item"};
static const struct shape_member m_DescribeNetworkInterfacesResult[] = {
    {"NetworkInterfaces", "NetworkInterfaceSet", "networkInterfaceSet", &s_NetworkInterfaceList, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
};
const struct shape shapes_ec2_DescribeNetworkInterfacesResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeNetworkInterfacesResult, .count = sizeof m_DescribeNetworkInterfacesResult / sizeof *m_DescribeNetworkInterfacesResult};
