/* Requests of Elastic Load Balancing, 2015-12-01: balancers. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model_elbv2.h"

/* clang-format off */
static const struct model_shape s_LoadBalancerName = {.kind = MODEL_TEXT};
static const struct model_shape s_SubnetId = {.kind = MODEL_TEXT};
static const struct model_shape s_Subnets = {.kind = MODEL_LIST, .item = &s_SubnetId};
static const struct model_shape s_AllocationId = {.kind = MODEL_TEXT};
static const struct model_shape s_PrivateIPv4Address = {.kind = MODEL_TEXT};
static const struct model_shape s_IPv6Address = {.kind = MODEL_TEXT};
static const struct model_shape s_SourceNatIpv6Prefix = {.kind = MODEL_TEXT};
static const struct model_member m_SubnetMapping[] = {
    {"SubnetId", &s_SubnetId, false},
    {"AllocationId", &s_AllocationId, false},
    {"PrivateIPv4Address", &s_PrivateIPv4Address, false},
    {"IPv6Address", &s_IPv6Address, false},
    {"SourceNatIpv6Prefix", &s_SourceNatIpv6Prefix, false},
};
static const struct model_shape s_SubnetMapping = {.kind = MODEL_STRUCTURE, .members = m_SubnetMapping, .count = sizeof m_SubnetMapping / sizeof *m_SubnetMapping};
static const struct model_shape s_SubnetMappings = {.kind = MODEL_LIST, .item = &s_SubnetMapping};
static const struct model_shape s_SecurityGroupId = {.kind = MODEL_TEXT};
static const struct model_shape s_SecurityGroups = {.kind = MODEL_LIST, .item = &s_SecurityGroupId};
static const char *const e_LoadBalancerSchemeEnum[] = {"internet-facing", "internal", NULL};
static const struct model_shape s_LoadBalancerSchemeEnum = {.kind = MODEL_TEXT, .words = e_LoadBalancerSchemeEnum};
static const char *const e_IpAddressType[] = {"ipv4", "dualstack", "dualstack-without-public-ipv4", NULL};
static const struct model_shape s_IpAddressType = {.kind = MODEL_TEXT, .words = e_IpAddressType};
static const struct model_shape s_CustomerOwnedIpv4Pool = {.kind = MODEL_TEXT, .most = 256, .has_most = true, .pattern = "^(ipv4pool-coip-)[a-zA-Z0-9]+$", .expression = "^(ipv4pool-coip-)[a-zA-Z0-9]+$"};
static const char *const e_EnablePrefixForIpv6SourceNatEnum[] = {"on", "off", NULL};
static const struct model_shape s_EnablePrefixForIpv6SourceNatEnum = {.kind = MODEL_TEXT, .words = e_EnablePrefixForIpv6SourceNatEnum};
static const struct model_shape s_IpamPoolId = {.kind = MODEL_TEXT, .most = 1000, .has_most = true, .pattern = "^(ipam-pool-)[a-zA-Z0-9]+$", .expression = "^(ipam-pool-)[a-zA-Z0-9]+$"};
static const struct model_member m_IpamPools[] = {
    {"Ipv4IpamPoolId", &s_IpamPoolId, false},
};
static const struct model_shape s_IpamPools = {.kind = MODEL_STRUCTURE, .members = m_IpamPools, .count = sizeof m_IpamPools / sizeof *m_IpamPools};
static const struct model_member m_CreateLoadBalancerInput[] = {
    {"Name", &s_LoadBalancerName, true},
    {"Subnets", &s_Subnets, false},
    {"SubnetMappings", &s_SubnetMappings, false},
    {"SecurityGroups", &s_SecurityGroups, false},
    {"Scheme", &s_LoadBalancerSchemeEnum, false},
    {"Tags", &model_elbv2_TagList, false},
    {"Type", &model_elbv2_LoadBalancerTypeEnum, false},
    {"IpAddressType", &s_IpAddressType, false},
    {"CustomerOwnedIpv4Pool", &s_CustomerOwnedIpv4Pool, false},
    {"EnablePrefixForIpv6SourceNat", &s_EnablePrefixForIpv6SourceNatEnum, false},
    {"IpamPools", &s_IpamPools, false},
};
const struct model_shape model_elbv2_CreateLoadBalancerInput = {.kind = MODEL_STRUCTURE, .members = m_CreateLoadBalancerInput, .count = sizeof m_CreateLoadBalancerInput / sizeof *m_CreateLoadBalancerInput};
static const struct model_member m_DeleteLoadBalancerInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
};
const struct model_shape model_elbv2_DeleteLoadBalancerInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteLoadBalancerInput, .count = sizeof m_DeleteLoadBalancerInput / sizeof *m_DeleteLoadBalancerInput};
static const struct model_member m_DescribeCapacityReservationInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
};
const struct model_shape model_elbv2_DescribeCapacityReservationInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeCapacityReservationInput, .count = sizeof m_DescribeCapacityReservationInput / sizeof *m_DescribeCapacityReservationInput};
static const struct model_member m_DescribeLoadBalancerAttributesInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
};
const struct model_shape model_elbv2_DescribeLoadBalancerAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeLoadBalancerAttributesInput, .count = sizeof m_DescribeLoadBalancerAttributesInput / sizeof *m_DescribeLoadBalancerAttributesInput};
static const struct model_shape s_LoadBalancerArns = {.kind = MODEL_LIST, .item = &model_elbv2_LoadBalancerArn};
static const struct model_shape s_LoadBalancerNames = {.kind = MODEL_LIST, .item = &s_LoadBalancerName};
static const struct model_member m_DescribeLoadBalancersInput[] = {
    {"LoadBalancerArns", &s_LoadBalancerArns, false},
    {"Names", &s_LoadBalancerNames, false},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeLoadBalancersInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeLoadBalancersInput, .count = sizeof m_DescribeLoadBalancersInput / sizeof *m_DescribeLoadBalancersInput};
static const struct model_shape s_CapacityUnits = {.kind = MODEL_INTEGER};
static const struct model_member m_MinimumLoadBalancerCapacity[] = {
    {"CapacityUnits", &s_CapacityUnits, false},
};
static const struct model_shape s_MinimumLoadBalancerCapacity = {.kind = MODEL_STRUCTURE, .members = m_MinimumLoadBalancerCapacity, .count = sizeof m_MinimumLoadBalancerCapacity / sizeof *m_MinimumLoadBalancerCapacity};
static const struct model_shape s_ResetCapacityReservation = {.kind = MODEL_BOOLEAN};
static const struct model_member m_ModifyCapacityReservationInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
    {"MinimumLoadBalancerCapacity", &s_MinimumLoadBalancerCapacity, false},
    {"ResetCapacityReservation", &s_ResetCapacityReservation, false},
};
const struct model_shape model_elbv2_ModifyCapacityReservationInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyCapacityReservationInput, .count = sizeof m_ModifyCapacityReservationInput / sizeof *m_ModifyCapacityReservationInput};
static const char *const e_RemoveIpamPoolEnum[] = {"ipv4", NULL};
static const struct model_shape s_RemoveIpamPoolEnum = {.kind = MODEL_TEXT, .words = e_RemoveIpamPoolEnum};
static const struct model_shape s_RemoveIpamPools = {.kind = MODEL_LIST, .item = &s_RemoveIpamPoolEnum};
static const struct model_member m_ModifyIpPoolsInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
    {"IpamPools", &s_IpamPools, false},
    {"RemoveIpamPools", &s_RemoveIpamPools, false},
};
const struct model_shape model_elbv2_ModifyIpPoolsInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyIpPoolsInput, .count = sizeof m_ModifyIpPoolsInput / sizeof *m_ModifyIpPoolsInput};
static const struct model_shape s_LoadBalancerAttributeKey = {.kind = MODEL_TEXT, .most = 256, .has_most = true, .pattern = "^[a-zA-Z0-9._]+$", .expression = "^[a-zA-Z0-9._]+$"};
static const struct model_shape s_LoadBalancerAttributeValue = {.kind = MODEL_TEXT, .most = 1024, .has_most = true};
static const struct model_member m_LoadBalancerAttribute[] = {
    {"Key", &s_LoadBalancerAttributeKey, false},
    {"Value", &s_LoadBalancerAttributeValue, false},
};
static const struct model_shape s_LoadBalancerAttribute = {.kind = MODEL_STRUCTURE, .members = m_LoadBalancerAttribute, .count = sizeof m_LoadBalancerAttribute / sizeof *m_LoadBalancerAttribute};
static const struct model_shape s_LoadBalancerAttributes = {.kind = MODEL_LIST, .most = 20, .has_most = true, .item = &s_LoadBalancerAttribute};
static const struct model_member m_ModifyLoadBalancerAttributesInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
    {"Attributes", &s_LoadBalancerAttributes, true},
};
const struct model_shape model_elbv2_ModifyLoadBalancerAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyLoadBalancerAttributesInput, .count = sizeof m_ModifyLoadBalancerAttributesInput / sizeof *m_ModifyLoadBalancerAttributesInput};
static const struct model_member m_SetIpAddressTypeInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
    {"IpAddressType", &s_IpAddressType, true},
};
const struct model_shape model_elbv2_SetIpAddressTypeInput = {.kind = MODEL_STRUCTURE, .members = m_SetIpAddressTypeInput, .count = sizeof m_SetIpAddressTypeInput / sizeof *m_SetIpAddressTypeInput};
static const char *const e_EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum[] = {"on", "off", NULL};
static const struct model_shape s_EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum = {.kind = MODEL_TEXT, .words = e_EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum};
static const struct model_member m_SetSecurityGroupsInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
    {"SecurityGroups", &s_SecurityGroups, true},
    {"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", &s_EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum, false},
};
const struct model_shape model_elbv2_SetSecurityGroupsInput = {.kind = MODEL_STRUCTURE, .members = m_SetSecurityGroupsInput, .count = sizeof m_SetSecurityGroupsInput / sizeof *m_SetSecurityGroupsInput};
static const struct model_member m_SetSubnetsInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
    {"Subnets", &s_Subnets, false},
    {"SubnetMappings", &s_SubnetMappings, false},
    {"IpAddressType", &s_IpAddressType, false},
    {"EnablePrefixForIpv6SourceNat", &s_EnablePrefixForIpv6SourceNatEnum, false},
};
const struct model_shape model_elbv2_SetSubnetsInput = {.kind = MODEL_STRUCTURE, .members = m_SetSubnetsInput, .count = sizeof m_SetSubnetsInput / sizeof *m_SetSubnetsInput};
