/* Elastic Load Balancing, 2015-12-01: balancers. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_elbv2.h"

/* clang-format off */
static const struct shape s_Subnets = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_SubnetMapping[] = {
    {"SubnetId", "SubnetId", "SubnetId", &shape_string, false},
    {"AllocationId", "AllocationId", "AllocationId", &shape_string, false},
    {"PrivateIPv4Address", "PrivateIPv4Address", "PrivateIPv4Address", &shape_string, false},
    {"IPv6Address", "IPv6Address", "IPv6Address", &shape_string, false},
    {"SourceNatIpv6Prefix", "SourceNatIpv6Prefix", "SourceNatIpv6Prefix", &shape_string, false},
};
static const struct shape s_SubnetMapping = {.kind = SHAPE_STRUCTURE, .members = m_SubnetMapping, .count = sizeof m_SubnetMapping / sizeof *m_SubnetMapping};
static const struct shape s_SubnetMappings = {.kind = SHAPE_LIST, .item = &s_SubnetMapping};
static const struct shape s_SecurityGroups = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_IpamPools[] = {
    {"Ipv4IpamPoolId", "Ipv4IpamPoolId", "Ipv4IpamPoolId", &shape_string, false},
};
static const struct shape s_IpamPools = {.kind = SHAPE_STRUCTURE, .members = m_IpamPools, .count = sizeof m_IpamPools / sizeof *m_IpamPools};
static const struct shape_member m_CreateLoadBalancerInput[] = {
    {"Name", "Name", "Name", &shape_string, true},
    {"Subnets", "Subnets", "Subnets", &s_Subnets, false},
    {"SubnetMappings", "SubnetMappings", "SubnetMappings", &s_SubnetMappings, false},
    {"SecurityGroups", "SecurityGroups", "SecurityGroups", &s_SecurityGroups, false},
    {"Scheme", "Scheme", "Scheme", &shape_string, false},
    {"Tags", "Tags", "Tags", &shapes_elbv2_TagList, false},
    {"Type", "Type", "Type", &shape_string, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", &shape_string, false},
    {"EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", &shape_string, false},
    {"IpamPools", "IpamPools", "IpamPools", &s_IpamPools, false},
};
const struct shape shapes_elbv2_CreateLoadBalancerInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateLoadBalancerInput, .count = sizeof m_CreateLoadBalancerInput / sizeof *m_CreateLoadBalancerInput};
static const struct shape_member m_LoadBalancerState[] = {
    {"Code", "Code", "Code", &shape_string, false},
    {"Reason", "Reason", "Reason", &shape_string, false},
};
static const struct shape s_LoadBalancerState = {.kind = SHAPE_STRUCTURE, .members = m_LoadBalancerState, .count = sizeof m_LoadBalancerState / sizeof *m_LoadBalancerState};
static const struct shape_member m_LoadBalancerAddress[] = {
    {"IpAddress", "IpAddress", "IpAddress", &shape_string, false},
    {"AllocationId", "AllocationId", "AllocationId", &shape_string, false},
    {"PrivateIPv4Address", "PrivateIPv4Address", "PrivateIPv4Address", &shape_string, false},
    {"IPv6Address", "IPv6Address", "IPv6Address", &shape_string, false},
};
static const struct shape s_LoadBalancerAddress = {.kind = SHAPE_STRUCTURE, .members = m_LoadBalancerAddress, .count = sizeof m_LoadBalancerAddress / sizeof *m_LoadBalancerAddress};
static const struct shape s_LoadBalancerAddresses = {.kind = SHAPE_LIST, .item = &s_LoadBalancerAddress};
static const struct shape s_SourceNatIpv6Prefixes = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_AvailabilityZone[] = {
    {"ZoneName", "ZoneName", "ZoneName", &shape_string, false},
    {"SubnetId", "SubnetId", "SubnetId", &shape_string, false},
    {"OutpostId", "OutpostId", "OutpostId", &shape_string, false},
    {"LoadBalancerAddresses", "LoadBalancerAddresses", "LoadBalancerAddresses", &s_LoadBalancerAddresses, false},
    {"SourceNatIpv6Prefixes", "SourceNatIpv6Prefixes", "SourceNatIpv6Prefixes", &s_SourceNatIpv6Prefixes, false},
};
static const struct shape s_AvailabilityZone = {.kind = SHAPE_STRUCTURE, .members = m_AvailabilityZone, .count = sizeof m_AvailabilityZone / sizeof *m_AvailabilityZone};
static const struct shape s_AvailabilityZones = {.kind = SHAPE_LIST, .item = &s_AvailabilityZone};
static const struct shape_member m_LoadBalancer[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, false},
    {"DNSName", "DNSName", "DNSName", &shape_string, false},
    {"CanonicalHostedZoneId", "CanonicalHostedZoneId", "CanonicalHostedZoneId", &shape_string, false},
    {"CreatedTime", "CreatedTime", "CreatedTime", &shape_timestamp, false},
    {"LoadBalancerName", "LoadBalancerName", "LoadBalancerName", &shape_string, false},
    {"Scheme", "Scheme", "Scheme", &shape_string, false},
    {"VpcId", "VpcId", "VpcId", &shape_string, false},
    {"State", "State", "State", &s_LoadBalancerState, false},
    {"Type", "Type", "Type", &shape_string, false},
    {"AvailabilityZones", "AvailabilityZones", "AvailabilityZones", &s_AvailabilityZones, false},
    {"SecurityGroups", "SecurityGroups", "SecurityGroups", &s_SecurityGroups, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", &shape_string, false},
    {"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", &shape_string, false},
    {"EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", &shape_string, false},
    {"IpamPools", "IpamPools", "IpamPools", &s_IpamPools, false},
};
static const struct shape s_LoadBalancer = {.kind = SHAPE_STRUCTURE, .members = m_LoadBalancer, .count = sizeof m_LoadBalancer / sizeof *m_LoadBalancer};
static const struct shape s_LoadBalancers = {.kind = SHAPE_LIST, .item = &s_LoadBalancer};
static const struct shape_member m_CreateLoadBalancerOutput[] = {
    {"LoadBalancers", "LoadBalancers", "LoadBalancers", &s_LoadBalancers, false},
};
const struct shape shapes_elbv2_CreateLoadBalancerOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateLoadBalancerOutput, .count = sizeof m_CreateLoadBalancerOutput / sizeof *m_CreateLoadBalancerOutput};
static const struct shape_member m_DeleteLoadBalancerInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
};
const struct shape shapes_elbv2_DeleteLoadBalancerInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteLoadBalancerInput, .count = sizeof m_DeleteLoadBalancerInput / sizeof *m_DeleteLoadBalancerInput};
const struct shape shapes_elbv2_DeleteLoadBalancerOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DescribeCapacityReservationInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
};
const struct shape shapes_elbv2_DescribeCapacityReservationInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeCapacityReservationInput, .count = sizeof m_DescribeCapacityReservationInput / sizeof *m_DescribeCapacityReservationInput};
static const struct shape_member m_MinimumLoadBalancerCapacity[] = {
    {"CapacityUnits", "CapacityUnits", "CapacityUnits", &shape_integer, false},
};
static const struct shape s_MinimumLoadBalancerCapacity = {.kind = SHAPE_STRUCTURE, .members = m_MinimumLoadBalancerCapacity, .count = sizeof m_MinimumLoadBalancerCapacity / sizeof *m_MinimumLoadBalancerCapacity};
static const struct shape_member m_CapacityReservationStatus[] = {
    {"Code", "Code", "Code", &shape_string, false},
    {"Reason", "Reason", "Reason", &shape_string, false},
};
static const struct shape s_CapacityReservationStatus = {.kind = SHAPE_STRUCTURE, .members = m_CapacityReservationStatus, .count = sizeof m_CapacityReservationStatus / sizeof *m_CapacityReservationStatus};
static const struct shape_member m_ZonalCapacityReservationState[] = {
    {"State", "State", "State", &s_CapacityReservationStatus, false},
    {"AvailabilityZone", "AvailabilityZone", "AvailabilityZone", &shape_string, false},
    {"EffectiveCapacityUnits", "EffectiveCapacityUnits", "EffectiveCapacityUnits", &shape_double, false},
};
static const struct shape s_ZonalCapacityReservationState = {.kind = SHAPE_STRUCTURE, .members = m_ZonalCapacityReservationState, .count = sizeof m_ZonalCapacityReservationState / sizeof *m_ZonalCapacityReservationState};
static const struct shape s_ZonalCapacityReservationStates = {.kind = SHAPE_LIST, .item = &s_ZonalCapacityReservationState};
static const struct shape_member m_DescribeCapacityReservationOutput[] = {
    {"LastModifiedTime", "LastModifiedTime", "LastModifiedTime", &shape_timestamp, false},
    {"DecreaseRequestsRemaining", "DecreaseRequestsRemaining", "DecreaseRequestsRemaining", &shape_integer, false},
    {"MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", &s_MinimumLoadBalancerCapacity, false},
    {"CapacityReservationState", "CapacityReservationState", "CapacityReservationState", &s_ZonalCapacityReservationStates, false},
};
const struct shape shapes_elbv2_DescribeCapacityReservationOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeCapacityReservationOutput, .count = sizeof m_DescribeCapacityReservationOutput / sizeof *m_DescribeCapacityReservationOutput};
static const struct shape_member m_DescribeLoadBalancerAttributesInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
};
const struct shape shapes_elbv2_DescribeLoadBalancerAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeLoadBalancerAttributesInput, .count = sizeof m_DescribeLoadBalancerAttributesInput / sizeof *m_DescribeLoadBalancerAttributesInput};
static const struct shape_member m_LoadBalancerAttribute[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_LoadBalancerAttribute = {.kind = SHAPE_STRUCTURE, .members = m_LoadBalancerAttribute, .count = sizeof m_LoadBalancerAttribute / sizeof *m_LoadBalancerAttribute};
static const struct shape s_LoadBalancerAttributes = {.kind = SHAPE_LIST, .item = &s_LoadBalancerAttribute};
static const struct shape_member m_DescribeLoadBalancerAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_LoadBalancerAttributes, false},
};
const struct shape shapes_elbv2_DescribeLoadBalancerAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeLoadBalancerAttributesOutput, .count = sizeof m_DescribeLoadBalancerAttributesOutput / sizeof *m_DescribeLoadBalancerAttributesOutput};
static const struct shape s_LoadBalancerNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeLoadBalancersInput[] = {
    {"LoadBalancerArns", "LoadBalancerArns", "LoadBalancerArns", &shapes_elbv2_LoadBalancerArns, false},
    {"Names", "Names", "Names", &s_LoadBalancerNames, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeLoadBalancersInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeLoadBalancersInput, .count = sizeof m_DescribeLoadBalancersInput / sizeof *m_DescribeLoadBalancersInput};
static const struct shape_member m_DescribeLoadBalancersOutput[] = {
    {"LoadBalancers", "LoadBalancers", "LoadBalancers", &s_LoadBalancers, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeLoadBalancersOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeLoadBalancersOutput, .count = sizeof m_DescribeLoadBalancersOutput / sizeof *m_DescribeLoadBalancersOutput};
static const struct shape_member m_ModifyCapacityReservationInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", &s_MinimumLoadBalancerCapacity, false},
    {"ResetCapacityReservation", "ResetCapacityReservation", "ResetCapacityReservation", &shape_boolean, false},
};
const struct shape shapes_elbv2_ModifyCapacityReservationInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyCapacityReservationInput, .count = sizeof m_ModifyCapacityReservationInput / sizeof *m_ModifyCapacityReservationInput};
static const struct shape_member m_ModifyCapacityReservationOutput[] = {
    {"LastModifiedTime", "LastModifiedTime", "LastModifiedTime", &shape_timestamp, false},
    {"DecreaseRequestsRemaining", "DecreaseRequestsRemaining", "DecreaseRequestsRemaining", &shape_integer, false},
    {"MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", &s_MinimumLoadBalancerCapacity, false},
    {"CapacityReservationState", "CapacityReservationState", "CapacityReservationState", &s_ZonalCapacityReservationStates, false},
};
const struct shape shapes_elbv2_ModifyCapacityReservationOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyCapacityReservationOutput, .count = sizeof m_ModifyCapacityReservationOutput / sizeof *m_ModifyCapacityReservationOutput};
static const struct shape s_RemoveIpamPools = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_ModifyIpPoolsInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"IpamPools", "IpamPools", "IpamPools", &s_IpamPools, false},
    {"RemoveIpamPools", "RemoveIpamPools", "RemoveIpamPools", &s_RemoveIpamPools, false},
};
const struct shape shapes_elbv2_ModifyIpPoolsInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyIpPoolsInput, .count = sizeof m_ModifyIpPoolsInput / sizeof *m_ModifyIpPoolsInput};
static const struct shape_member m_ModifyIpPoolsOutput[] = {
    {"IpamPools", "IpamPools", "IpamPools", &s_IpamPools, false},
};
const struct shape shapes_elbv2_ModifyIpPoolsOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyIpPoolsOutput, .count = sizeof m_ModifyIpPoolsOutput / sizeof *m_ModifyIpPoolsOutput};
static const struct shape_member m_ModifyLoadBalancerAttributesInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"Attributes", "Attributes", "Attributes", &s_LoadBalancerAttributes, true},
};
const struct shape shapes_elbv2_ModifyLoadBalancerAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyLoadBalancerAttributesInput, .count = sizeof m_ModifyLoadBalancerAttributesInput / sizeof *m_ModifyLoadBalancerAttributesInput};
static const struct shape_member m_ModifyLoadBalancerAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_LoadBalancerAttributes, false},
};
const struct shape shapes_elbv2_ModifyLoadBalancerAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyLoadBalancerAttributesOutput, .count = sizeof m_ModifyLoadBalancerAttributesOutput / sizeof *m_ModifyLoadBalancerAttributesOutput};
static const struct shape_member m_SetIpAddressTypeInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, true},
};
const struct shape shapes_elbv2_SetIpAddressTypeInput = {.kind = SHAPE_STRUCTURE, .members = m_SetIpAddressTypeInput, .count = sizeof m_SetIpAddressTypeInput / sizeof *m_SetIpAddressTypeInput};
static const struct shape_member m_SetIpAddressTypeOutput[] = {
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
};
const struct shape shapes_elbv2_SetIpAddressTypeOutput = {.kind = SHAPE_STRUCTURE, .members = m_SetIpAddressTypeOutput, .count = sizeof m_SetIpAddressTypeOutput / sizeof *m_SetIpAddressTypeOutput};
static const struct shape_member m_SetSecurityGroupsInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"SecurityGroups", "SecurityGroups", "SecurityGroups", &s_SecurityGroups, true},
    {"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", &shape_string, false},
};
const struct shape shapes_elbv2_SetSecurityGroupsInput = {.kind = SHAPE_STRUCTURE, .members = m_SetSecurityGroupsInput, .count = sizeof m_SetSecurityGroupsInput / sizeof *m_SetSecurityGroupsInput};
static const struct shape_member m_SetSecurityGroupsOutput[] = {
    {"SecurityGroupIds", "SecurityGroupIds", "SecurityGroupIds", &s_SecurityGroups, false},
    {"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", &shape_string, false},
};
const struct shape shapes_elbv2_SetSecurityGroupsOutput = {.kind = SHAPE_STRUCTURE, .members = m_SetSecurityGroupsOutput, .count = sizeof m_SetSecurityGroupsOutput / sizeof *m_SetSecurityGroupsOutput};
static const struct shape_member m_SetSubnetsInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"Subnets", "Subnets", "Subnets", &s_Subnets, false},
    {"SubnetMappings", "SubnetMappings", "SubnetMappings", &s_SubnetMappings, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", &shape_string, false},
};
const struct shape shapes_elbv2_SetSubnetsInput = {.kind = SHAPE_STRUCTURE, .members = m_SetSubnetsInput, .count = sizeof m_SetSubnetsInput / sizeof *m_SetSubnetsInput};
static const struct shape_member m_SetSubnetsOutput[] = {
    {"AvailabilityZones", "AvailabilityZones", "AvailabilityZones", &s_AvailabilityZones, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", &shape_string, false},
};
const struct shape shapes_elbv2_SetSubnetsOutput = {.kind = SHAPE_STRUCTURE, .members = m_SetSubnetsOutput, .count = sizeof m_SetSubnetsOutput / sizeof *m_SetSubnetsOutput};
