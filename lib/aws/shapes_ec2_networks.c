/* Amazon Elastic Compute Cloud, 2016-11-15: networks. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_ec2.h"

/* clang-format off */
static const struct shape s_ZoneNameStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "ZoneName"};
static const struct shape s_ZoneIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "ZoneId"};
static const struct shape_member m_DescribeAvailabilityZonesRequest[] = {
    {"ZoneNames", "ZoneName", "ZoneName", &s_ZoneNameStringList, false},
    {"ZoneIds", "ZoneId", "ZoneId", &s_ZoneIdStringList, false},
    {"AllAvailabilityZones", "AllAvailabilityZones", "AllAvailabilityZones", &shape_boolean, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Filters", "Filter", "Filter", &shapes_ec2_FilterList, false},
};
const struct shape shapes_ec2_DescribeAvailabilityZonesRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeAvailabilityZonesRequest, .count = sizeof m_DescribeAvailabilityZonesRequest / sizeof *m_DescribeAvailabilityZonesRequest};
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
const struct shape shapes_ec2_DescribeAvailabilityZonesResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeAvailabilityZonesResult, .count = sizeof m_DescribeAvailabilityZonesResult / sizeof *m_DescribeAvailabilityZonesResult};
static const struct shape s_InternetGatewayIdList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_DescribeInternetGatewaysRequest[] = {
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"InternetGatewayIds", "InternetGatewayId", "internetGatewayId", &s_InternetGatewayIdList, false},
    {"Filters", "Filter", "Filter", &shapes_ec2_FilterList, false},
};
const struct shape shapes_ec2_DescribeInternetGatewaysRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeInternetGatewaysRequest, .count = sizeof m_DescribeInternetGatewaysRequest / sizeof *m_DescribeInternetGatewaysRequest};
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
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
};
static const struct shape s_InternetGateway = {.kind = SHAPE_STRUCTURE, .members = m_InternetGateway, .count = sizeof m_InternetGateway / sizeof *m_InternetGateway};
static const struct shape s_InternetGatewayList = {.kind = SHAPE_LIST, .item = &s_InternetGateway, .item_name = "item"};
static const struct shape_member m_DescribeInternetGatewaysResult[] = {
    {"InternetGateways", "InternetGatewaySet", "internetGatewaySet", &s_InternetGatewayList, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
};
const struct shape shapes_ec2_DescribeInternetGatewaysResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeInternetGatewaysResult, .count = sizeof m_DescribeInternetGatewaysResult / sizeof *m_DescribeInternetGatewaysResult};
static const struct shape s_RouteTableIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_DescribeRouteTablesRequest[] = {
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"RouteTableIds", "RouteTableId", "RouteTableId", &s_RouteTableIdStringList, false},
    {"Filters", "Filter", "Filter", &shapes_ec2_FilterList, false},
};
const struct shape shapes_ec2_DescribeRouteTablesRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeRouteTablesRequest, .count = sizeof m_DescribeRouteTablesRequest / sizeof *m_DescribeRouteTablesRequest};
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
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
    {"VpcId", "VpcId", "vpcId", &shape_string, false},
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
};
static const struct shape s_RouteTable = {.kind = SHAPE_STRUCTURE, .members = m_RouteTable, .count = sizeof m_RouteTable / sizeof *m_RouteTable};
static const struct shape s_RouteTableList = {.kind = SHAPE_LIST, .item = &s_RouteTable, .item_name = "item"};
static const struct shape_member m_DescribeRouteTablesResult[] = {
    {"RouteTables", "RouteTableSet", "routeTableSet", &s_RouteTableList, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
};
const struct shape shapes_ec2_DescribeRouteTablesResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeRouteTablesResult, .count = sizeof m_DescribeRouteTablesResult / sizeof *m_DescribeRouteTablesResult};
static const struct shape s_SubnetIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "SubnetId"};
static const struct shape_member m_DescribeSubnetsRequest[] = {
    {"Filters", "Filter", "Filter", &shapes_ec2_FilterList, false},
    {"SubnetIds", "SubnetId", "SubnetId", &s_SubnetIdStringList, false},
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
const struct shape shapes_ec2_DescribeSubnetsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSubnetsRequest, .count = sizeof m_DescribeSubnetsRequest / sizeof *m_DescribeSubnetsRequest};
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
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
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
const struct shape shapes_ec2_DescribeSubnetsResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSubnetsResult, .count = sizeof m_DescribeSubnetsResult / sizeof *m_DescribeSubnetsResult};
static const struct shape s_VpcIdStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "VpcId"};
static const struct shape_member m_DescribeVpcsRequest[] = {
    {"Filters", "Filter", "Filter", &shapes_ec2_FilterList, false},
    {"VpcIds", "VpcId", "VpcId", &s_VpcIdStringList, false},
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxResults", "MaxResults", "MaxResults", &shape_integer, false},
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
};
const struct shape shapes_ec2_DescribeVpcsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeVpcsRequest, .count = sizeof m_DescribeVpcsRequest / sizeof *m_DescribeVpcsRequest};
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
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
};
static const struct shape s_VpcEncryptionControl = {.kind = SHAPE_STRUCTURE, .members = m_VpcEncryptionControl, .count = sizeof m_VpcEncryptionControl / sizeof *m_VpcEncryptionControl};
static const struct shape_member m_Vpc[] = {
    {"OwnerId", "OwnerId", "ownerId", &shape_string, false},
    {"InstanceTenancy", "InstanceTenancy", "instanceTenancy", &shape_string, false},
    {"Ipv6CidrBlockAssociationSet", "Ipv6CidrBlockAssociationSet", "ipv6CidrBlockAssociationSet", &s_VpcIpv6CidrBlockAssociationSet, false},
    {"CidrBlockAssociationSet", "CidrBlockAssociationSet", "cidrBlockAssociationSet", &s_VpcCidrBlockAssociationSet, false},
    {"IsDefault", "IsDefault", "isDefault", &shape_boolean, false},
    {"EncryptionControl", "EncryptionControl", "encryptionControl", &s_VpcEncryptionControl, false},
    {"Tags", "TagSet", "tagSet", &shapes_ec2_TagList, false},
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
const struct shape shapes_ec2_DescribeVpcsResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeVpcsResult, .count = sizeof m_DescribeVpcsResult / sizeof *m_DescribeVpcsResult};
