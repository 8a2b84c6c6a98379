/* Elastic Load Balancing, 2015-12-01. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_Certificate[] = {
    {"CertificateArn", "CertificateArn", "CertificateArn", &shape_string, false},
    {"IsDefault", "IsDefault", "IsDefault", &shape_boolean, false},
};
static const struct shape s_Certificate = {.kind = SHAPE_STRUCTURE, .members = m_Certificate, .count = sizeof m_Certificate / sizeof *m_Certificate};
static const struct shape s_CertificateList = {.kind = SHAPE_LIST, .item = &s_Certificate};
static const struct shape_member m_AddListenerCertificatesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, true},
};
static const struct shape s_AddListenerCertificatesInput = {.kind = SHAPE_STRUCTURE, .members = m_AddListenerCertificatesInput, .count = sizeof m_AddListenerCertificatesInput / sizeof *m_AddListenerCertificatesInput};
static const struct shape_member m_AddListenerCertificatesOutput[] = {
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
};
static const struct shape s_AddListenerCertificatesOutput = {.kind = SHAPE_STRUCTURE, .members = m_AddListenerCertificatesOutput, .count = sizeof m_AddListenerCertificatesOutput / sizeof *m_AddListenerCertificatesOutput};
static const struct shape s_ResourceArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_Tag[] = {
    {"Key", "Key", "Key", &shape_string, true},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_Tag = {.kind = SHAPE_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct shape s_TagList = {.kind = SHAPE_LIST, .item = &s_Tag};
static const struct shape_member m_AddTagsInput[] = {
    {"ResourceArns", "ResourceArns", "ResourceArns", &s_ResourceArns, true},
    {"Tags", "Tags", "Tags", &s_TagList, true},
};
static const struct shape s_AddTagsInput = {.kind = SHAPE_STRUCTURE, .members = m_AddTagsInput, .count = sizeof m_AddTagsInput / sizeof *m_AddTagsInput};
static const struct shape s_AddTagsOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_RevocationContent[] = {
    {"S3Bucket", "S3Bucket", "S3Bucket", &shape_string, false},
    {"S3Key", "S3Key", "S3Key", &shape_string, false},
    {"S3ObjectVersion", "S3ObjectVersion", "S3ObjectVersion", &shape_string, false},
    {"RevocationType", "RevocationType", "RevocationType", &shape_string, false},
};
static const struct shape s_RevocationContent = {.kind = SHAPE_STRUCTURE, .members = m_RevocationContent, .count = sizeof m_RevocationContent / sizeof *m_RevocationContent};
static const struct shape s_RevocationContents = {.kind = SHAPE_LIST, .item = &s_RevocationContent};
static const struct shape_member m_AddTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"RevocationContents", "RevocationContents", "RevocationContents", &s_RevocationContents, false},
};
static const struct shape s_AddTrustStoreRevocationsInput = {.kind = SHAPE_STRUCTURE, .members = m_AddTrustStoreRevocationsInput, .count = sizeof m_AddTrustStoreRevocationsInput / sizeof *m_AddTrustStoreRevocationsInput};
static const struct shape_member m_TrustStoreRevocation[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, false},
    {"RevocationId", "RevocationId", "RevocationId", &shape_integer, false},
    {"RevocationType", "RevocationType", "RevocationType", &shape_string, false},
    {"NumberOfRevokedEntries", "NumberOfRevokedEntries", "NumberOfRevokedEntries", &shape_integer, false},
};
static const struct shape s_TrustStoreRevocation = {.kind = SHAPE_STRUCTURE, .members = m_TrustStoreRevocation, .count = sizeof m_TrustStoreRevocation / sizeof *m_TrustStoreRevocation};
static const struct shape s_TrustStoreRevocations = {.kind = SHAPE_LIST, .item = &s_TrustStoreRevocation};
static const struct shape_member m_AddTrustStoreRevocationsOutput[] = {
    {"TrustStoreRevocations", "TrustStoreRevocations", "TrustStoreRevocations", &s_TrustStoreRevocations, false},
};
static const struct shape s_AddTrustStoreRevocationsOutput = {.kind = SHAPE_STRUCTURE, .members = m_AddTrustStoreRevocationsOutput, .count = sizeof m_AddTrustStoreRevocationsOutput / sizeof *m_AddTrustStoreRevocationsOutput};
static const struct shape s_AuthenticateOidcActionAuthenticationRequestExtraParams = {.kind = SHAPE_MAP, .item = &shape_string};
static const struct shape_member m_AuthenticateOidcActionConfig[] = {
    {"Issuer", "Issuer", "Issuer", &shape_string, true},
    {"AuthorizationEndpoint", "AuthorizationEndpoint", "AuthorizationEndpoint", &shape_string, true},
    {"TokenEndpoint", "TokenEndpoint", "TokenEndpoint", &shape_string, true},
    {"UserInfoEndpoint", "UserInfoEndpoint", "UserInfoEndpoint", &shape_string, true},
    {"ClientId", "ClientId", "ClientId", &shape_string, true},
    {"ClientSecret", "ClientSecret", "ClientSecret", &shape_string, false},
    {"SessionCookieName", "SessionCookieName", "SessionCookieName", &shape_string, false},
    {"Scope", "Scope", "Scope", &shape_string, false},
    {"SessionTimeout", "SessionTimeout", "SessionTimeout", &shape_integer, false},
    {"AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", &s_AuthenticateOidcActionAuthenticationRequestExtraParams, false},
    {"OnUnauthenticatedRequest", "OnUnauthenticatedRequest", "OnUnauthenticatedRequest", &shape_string, false},
    {"UseExistingClientSecret", "UseExistingClientSecret", "UseExistingClientSecret", &shape_boolean, false},
};
static const struct shape s_AuthenticateOidcActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_AuthenticateOidcActionConfig, .count = sizeof m_AuthenticateOidcActionConfig / sizeof *m_AuthenticateOidcActionConfig};
static const struct shape s_AuthenticateCognitoActionAuthenticationRequestExtraParams = {.kind = SHAPE_MAP, .item = &shape_string};
static const struct shape_member m_AuthenticateCognitoActionConfig[] = {
    {"UserPoolArn", "UserPoolArn", "UserPoolArn", &shape_string, true},
    {"UserPoolClientId", "UserPoolClientId", "UserPoolClientId", &shape_string, true},
    {"UserPoolDomain", "UserPoolDomain", "UserPoolDomain", &shape_string, true},
    {"SessionCookieName", "SessionCookieName", "SessionCookieName", &shape_string, false},
    {"Scope", "Scope", "Scope", &shape_string, false},
    {"SessionTimeout", "SessionTimeout", "SessionTimeout", &shape_integer, false},
    {"AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", &s_AuthenticateCognitoActionAuthenticationRequestExtraParams, false},
    {"OnUnauthenticatedRequest", "OnUnauthenticatedRequest", "OnUnauthenticatedRequest", &shape_string, false},
};
static const struct shape s_AuthenticateCognitoActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_AuthenticateCognitoActionConfig, .count = sizeof m_AuthenticateCognitoActionConfig / sizeof *m_AuthenticateCognitoActionConfig};
static const struct shape_member m_RedirectActionConfig[] = {
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"Port", "Port", "Port", &shape_string, false},
    {"Host", "Host", "Host", &shape_string, false},
    {"Path", "Path", "Path", &shape_string, false},
    {"Query", "Query", "Query", &shape_string, false},
    {"StatusCode", "StatusCode", "StatusCode", &shape_string, true},
};
static const struct shape s_RedirectActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_RedirectActionConfig, .count = sizeof m_RedirectActionConfig / sizeof *m_RedirectActionConfig};
static const struct shape_member m_FixedResponseActionConfig[] = {
    {"MessageBody", "MessageBody", "MessageBody", &shape_string, false},
    {"StatusCode", "StatusCode", "StatusCode", &shape_string, true},
    {"ContentType", "ContentType", "ContentType", &shape_string, false},
};
static const struct shape s_FixedResponseActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_FixedResponseActionConfig, .count = sizeof m_FixedResponseActionConfig / sizeof *m_FixedResponseActionConfig};
static const struct shape_member m_TargetGroupTuple[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, false},
    {"Weight", "Weight", "Weight", &shape_integer, false},
};
static const struct shape s_TargetGroupTuple = {.kind = SHAPE_STRUCTURE, .members = m_TargetGroupTuple, .count = sizeof m_TargetGroupTuple / sizeof *m_TargetGroupTuple};
static const struct shape s_TargetGroupList = {.kind = SHAPE_LIST, .item = &s_TargetGroupTuple};
static const struct shape_member m_TargetGroupStickinessConfig[] = {
    {"Enabled", "Enabled", "Enabled", &shape_boolean, false},
    {"DurationSeconds", "DurationSeconds", "DurationSeconds", &shape_integer, false},
};
static const struct shape s_TargetGroupStickinessConfig = {.kind = SHAPE_STRUCTURE, .members = m_TargetGroupStickinessConfig, .count = sizeof m_TargetGroupStickinessConfig / sizeof *m_TargetGroupStickinessConfig};
static const struct shape_member m_ForwardActionConfig[] = {
    {"TargetGroups", "TargetGroups", "TargetGroups", &s_TargetGroupList, false},
    {"TargetGroupStickinessConfig", "TargetGroupStickinessConfig", "TargetGroupStickinessConfig", &s_TargetGroupStickinessConfig, false},
};
static const struct shape s_ForwardActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_ForwardActionConfig, .count = sizeof m_ForwardActionConfig / sizeof *m_ForwardActionConfig};
static const struct shape s_JwtValidationActionAdditionalClaimValues = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_JwtValidationActionAdditionalClaim[] = {
    {"Format", "Format", "Format", &shape_string, true},
    {"Name", "Name", "Name", &shape_string, true},
    {"Values", "Values", "Values", &s_JwtValidationActionAdditionalClaimValues, true},
};
static const struct shape s_JwtValidationActionAdditionalClaim = {.kind = SHAPE_STRUCTURE, .members = m_JwtValidationActionAdditionalClaim, .count = sizeof m_JwtValidationActionAdditionalClaim / sizeof *m_JwtValidationActionAdditionalClaim};
static const struct shape s_JwtValidationActionAdditionalClaims = {.kind = SHAPE_LIST, .item = &s_JwtValidationActionAdditionalClaim};
static const struct shape_member m_JwtValidationActionConfig[] = {
    {"JwksEndpoint", "JwksEndpoint", "JwksEndpoint", &shape_string, true},
    {"Issuer", "Issuer", "Issuer", &shape_string, true},
    {"AdditionalClaims", "AdditionalClaims", "AdditionalClaims", &s_JwtValidationActionAdditionalClaims, false},
};
static const struct shape s_JwtValidationActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_JwtValidationActionConfig, .count = sizeof m_JwtValidationActionConfig / sizeof *m_JwtValidationActionConfig};
static const struct shape_member m_Action[] = {
    {"Type", "Type", "Type", &shape_string, true},
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, false},
    {"AuthenticateOidcConfig", "AuthenticateOidcConfig", "AuthenticateOidcConfig", &s_AuthenticateOidcActionConfig, false},
    {"AuthenticateCognitoConfig", "AuthenticateCognitoConfig", "AuthenticateCognitoConfig", &s_AuthenticateCognitoActionConfig, false},
    {"Order", "Order", "Order", &shape_integer, false},
    {"RedirectConfig", "RedirectConfig", "RedirectConfig", &s_RedirectActionConfig, false},
    {"FixedResponseConfig", "FixedResponseConfig", "FixedResponseConfig", &s_FixedResponseActionConfig, false},
    {"ForwardConfig", "ForwardConfig", "ForwardConfig", &s_ForwardActionConfig, false},
    {"JwtValidationConfig", "JwtValidationConfig", "JwtValidationConfig", &s_JwtValidationActionConfig, false},
};
static const struct shape s_Action = {.kind = SHAPE_STRUCTURE, .members = m_Action, .count = sizeof m_Action / sizeof *m_Action};
static const struct shape s_Actions = {.kind = SHAPE_LIST, .item = &s_Action};
static const struct shape s_AlpnPolicyName = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_MutualAuthenticationAttributes[] = {
    {"Mode", "Mode", "Mode", &shape_string, false},
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, false},
    {"IgnoreClientCertificateExpiry", "IgnoreClientCertificateExpiry", "IgnoreClientCertificateExpiry", &shape_boolean, false},
    {"TrustStoreAssociationStatus", "TrustStoreAssociationStatus", "TrustStoreAssociationStatus", &shape_string, false},
    {"AdvertiseTrustStoreCaNames", "AdvertiseTrustStoreCaNames", "AdvertiseTrustStoreCaNames", &shape_string, false},
};
static const struct shape s_MutualAuthenticationAttributes = {.kind = SHAPE_STRUCTURE, .members = m_MutualAuthenticationAttributes, .count = sizeof m_MutualAuthenticationAttributes / sizeof *m_MutualAuthenticationAttributes};
static const struct shape_member m_CreateListenerInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"Port", "Port", "Port", &shape_integer, false},
    {"SslPolicy", "SslPolicy", "SslPolicy", &shape_string, false},
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
    {"DefaultActions", "DefaultActions", "DefaultActions", &s_Actions, true},
    {"AlpnPolicy", "AlpnPolicy", "AlpnPolicy", &s_AlpnPolicyName, false},
    {"Tags", "Tags", "Tags", &s_TagList, false},
    {"MutualAuthentication", "MutualAuthentication", "MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
static const struct shape s_CreateListenerInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateListenerInput, .count = sizeof m_CreateListenerInput / sizeof *m_CreateListenerInput};
static const struct shape_member m_Listener[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, false},
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, false},
    {"Port", "Port", "Port", &shape_integer, false},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
    {"SslPolicy", "SslPolicy", "SslPolicy", &shape_string, false},
    {"DefaultActions", "DefaultActions", "DefaultActions", &s_Actions, false},
    {"AlpnPolicy", "AlpnPolicy", "AlpnPolicy", &s_AlpnPolicyName, false},
    {"MutualAuthentication", "MutualAuthentication", "MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
static const struct shape s_Listener = {.kind = SHAPE_STRUCTURE, .members = m_Listener, .count = sizeof m_Listener / sizeof *m_Listener};
static const struct shape s_Listeners = {.kind = SHAPE_LIST, .item = &s_Listener};
static const struct shape_member m_CreateListenerOutput[] = {
    {"Listeners", "Listeners", "Listeners", &s_Listeners, false},
};
static const struct shape s_CreateListenerOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateListenerOutput, .count = sizeof m_CreateListenerOutput / sizeof *m_CreateListenerOutput};
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
    {"Tags", "Tags", "Tags", &s_TagList, false},
    {"Type", "Type", "Type", &shape_string, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", "CustomerOwnedIpv4Pool", &shape_string, false},
    {"EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", &shape_string, false},
    {"IpamPools", "IpamPools", "IpamPools", &s_IpamPools, false},
};
static const struct shape s_CreateLoadBalancerInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateLoadBalancerInput, .count = sizeof m_CreateLoadBalancerInput / sizeof *m_CreateLoadBalancerInput};
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
static const struct shape s_CreateLoadBalancerOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateLoadBalancerOutput, .count = sizeof m_CreateLoadBalancerOutput / sizeof *m_CreateLoadBalancerOutput};
static const struct shape s_ListOfString = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_HostHeaderConditionConfig[] = {
    {"Values", "Values", "Values", &s_ListOfString, false},
    {"RegexValues", "RegexValues", "RegexValues", &s_ListOfString, false},
};
static const struct shape s_HostHeaderConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_HostHeaderConditionConfig, .count = sizeof m_HostHeaderConditionConfig / sizeof *m_HostHeaderConditionConfig};
static const struct shape_member m_PathPatternConditionConfig[] = {
    {"Values", "Values", "Values", &s_ListOfString, false},
    {"RegexValues", "RegexValues", "RegexValues", &s_ListOfString, false},
};
static const struct shape s_PathPatternConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_PathPatternConditionConfig, .count = sizeof m_PathPatternConditionConfig / sizeof *m_PathPatternConditionConfig};
static const struct shape_member m_HttpHeaderConditionConfig[] = {
    {"HttpHeaderName", "HttpHeaderName", "HttpHeaderName", &shape_string, false},
    {"Values", "Values", "Values", &s_ListOfString, false},
    {"RegexValues", "RegexValues", "RegexValues", &s_ListOfString, false},
};
static const struct shape s_HttpHeaderConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_HttpHeaderConditionConfig, .count = sizeof m_HttpHeaderConditionConfig / sizeof *m_HttpHeaderConditionConfig};
static const struct shape_member m_QueryStringKeyValuePair[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_QueryStringKeyValuePair = {.kind = SHAPE_STRUCTURE, .members = m_QueryStringKeyValuePair, .count = sizeof m_QueryStringKeyValuePair / sizeof *m_QueryStringKeyValuePair};
static const struct shape s_QueryStringKeyValuePairList = {.kind = SHAPE_LIST, .item = &s_QueryStringKeyValuePair};
static const struct shape_member m_QueryStringConditionConfig[] = {
    {"Values", "Values", "Values", &s_QueryStringKeyValuePairList, false},
};
static const struct shape s_QueryStringConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_QueryStringConditionConfig, .count = sizeof m_QueryStringConditionConfig / sizeof *m_QueryStringConditionConfig};
static const struct shape_member m_HttpRequestMethodConditionConfig[] = {
    {"Values", "Values", "Values", &s_ListOfString, false},
};
static const struct shape s_HttpRequestMethodConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_HttpRequestMethodConditionConfig, .count = sizeof m_HttpRequestMethodConditionConfig / sizeof *m_HttpRequestMethodConditionConfig};
static const struct shape_member m_SourceIpConditionConfig[] = {
    {"Values", "Values", "Values", &s_ListOfString, false},
};
static const struct shape s_SourceIpConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_SourceIpConditionConfig, .count = sizeof m_SourceIpConditionConfig / sizeof *m_SourceIpConditionConfig};
static const struct shape_member m_RuleCondition[] = {
    {"Field", "Field", "Field", &shape_string, false},
    {"Values", "Values", "Values", &s_ListOfString, false},
    {"HostHeaderConfig", "HostHeaderConfig", "HostHeaderConfig", &s_HostHeaderConditionConfig, false},
    {"PathPatternConfig", "PathPatternConfig", "PathPatternConfig", &s_PathPatternConditionConfig, false},
    {"HttpHeaderConfig", "HttpHeaderConfig", "HttpHeaderConfig", &s_HttpHeaderConditionConfig, false},
    {"QueryStringConfig", "QueryStringConfig", "QueryStringConfig", &s_QueryStringConditionConfig, false},
    {"HttpRequestMethodConfig", "HttpRequestMethodConfig", "HttpRequestMethodConfig", &s_HttpRequestMethodConditionConfig, false},
    {"SourceIpConfig", "SourceIpConfig", "SourceIpConfig", &s_SourceIpConditionConfig, false},
    {"RegexValues", "RegexValues", "RegexValues", &s_ListOfString, false},
};
static const struct shape s_RuleCondition = {.kind = SHAPE_STRUCTURE, .members = m_RuleCondition, .count = sizeof m_RuleCondition / sizeof *m_RuleCondition};
static const struct shape s_RuleConditionList = {.kind = SHAPE_LIST, .item = &s_RuleCondition};
static const struct shape_member m_RewriteConfig[] = {
    {"Regex", "Regex", "Regex", &shape_string, true},
    {"Replace", "Replace", "Replace", &shape_string, true},
};
static const struct shape s_RewriteConfig = {.kind = SHAPE_STRUCTURE, .members = m_RewriteConfig, .count = sizeof m_RewriteConfig / sizeof *m_RewriteConfig};
static const struct shape s_RewriteConfigList = {.kind = SHAPE_LIST, .item = &s_RewriteConfig};
static const struct shape_member m_HostHeaderRewriteConfig[] = {
    {"Rewrites", "Rewrites", "Rewrites", &s_RewriteConfigList, false},
};
static const struct shape s_HostHeaderRewriteConfig = {.kind = SHAPE_STRUCTURE, .members = m_HostHeaderRewriteConfig, .count = sizeof m_HostHeaderRewriteConfig / sizeof *m_HostHeaderRewriteConfig};
static const struct shape_member m_UrlRewriteConfig[] = {
    {"Rewrites", "Rewrites", "Rewrites", &s_RewriteConfigList, false},
};
static const struct shape s_UrlRewriteConfig = {.kind = SHAPE_STRUCTURE, .members = m_UrlRewriteConfig, .count = sizeof m_UrlRewriteConfig / sizeof *m_UrlRewriteConfig};
static const struct shape_member m_RuleTransform[] = {
    {"Type", "Type", "Type", &shape_string, true},
    {"HostHeaderRewriteConfig", "HostHeaderRewriteConfig", "HostHeaderRewriteConfig", &s_HostHeaderRewriteConfig, false},
    {"UrlRewriteConfig", "UrlRewriteConfig", "UrlRewriteConfig", &s_UrlRewriteConfig, false},
};
static const struct shape s_RuleTransform = {.kind = SHAPE_STRUCTURE, .members = m_RuleTransform, .count = sizeof m_RuleTransform / sizeof *m_RuleTransform};
static const struct shape s_RuleTransformList = {.kind = SHAPE_LIST, .item = &s_RuleTransform};
static const struct shape_member m_CreateRuleInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Conditions", "Conditions", "Conditions", &s_RuleConditionList, true},
    {"Priority", "Priority", "Priority", &shape_integer, true},
    {"Actions", "Actions", "Actions", &s_Actions, true},
    {"Tags", "Tags", "Tags", &s_TagList, false},
    {"Transforms", "Transforms", "Transforms", &s_RuleTransformList, false},
};
static const struct shape s_CreateRuleInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateRuleInput, .count = sizeof m_CreateRuleInput / sizeof *m_CreateRuleInput};
static const struct shape_member m_Rule[] = {
    {"RuleArn", "RuleArn", "RuleArn", &shape_string, false},
    {"Priority", "Priority", "Priority", &shape_string, false},
    {"Conditions", "Conditions", "Conditions", &s_RuleConditionList, false},
    {"Actions", "Actions", "Actions", &s_Actions, false},
    {"IsDefault", "IsDefault", "IsDefault", &shape_boolean, false},
    {"Transforms", "Transforms", "Transforms", &s_RuleTransformList, false},
};
static const struct shape s_Rule = {.kind = SHAPE_STRUCTURE, .members = m_Rule, .count = sizeof m_Rule / sizeof *m_Rule};
static const struct shape s_Rules = {.kind = SHAPE_LIST, .item = &s_Rule};
static const struct shape_member m_CreateRuleOutput[] = {
    {"Rules", "Rules", "Rules", &s_Rules, false},
};
static const struct shape s_CreateRuleOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateRuleOutput, .count = sizeof m_CreateRuleOutput / sizeof *m_CreateRuleOutput};
static const struct shape_member m_Matcher[] = {
    {"HttpCode", "HttpCode", "HttpCode", &shape_string, false},
    {"GrpcCode", "GrpcCode", "GrpcCode", &shape_string, false},
};
static const struct shape s_Matcher = {.kind = SHAPE_STRUCTURE, .members = m_Matcher, .count = sizeof m_Matcher / sizeof *m_Matcher};
static const struct shape_member m_CreateTargetGroupInput[] = {
    {"Name", "Name", "Name", &shape_string, true},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"ProtocolVersion", "ProtocolVersion", "ProtocolVersion", &shape_string, false},
    {"Port", "Port", "Port", &shape_integer, false},
    {"VpcId", "VpcId", "VpcId", &shape_string, false},
    {"HealthCheckProtocol", "HealthCheckProtocol", "HealthCheckProtocol", &shape_string, false},
    {"HealthCheckPort", "HealthCheckPort", "HealthCheckPort", &shape_string, false},
    {"HealthCheckEnabled", "HealthCheckEnabled", "HealthCheckEnabled", &shape_boolean, false},
    {"HealthCheckPath", "HealthCheckPath", "HealthCheckPath", &shape_string, false},
    {"HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", &shape_integer, false},
    {"HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", &shape_integer, false},
    {"HealthyThresholdCount", "HealthyThresholdCount", "HealthyThresholdCount", &shape_integer, false},
    {"UnhealthyThresholdCount", "UnhealthyThresholdCount", "UnhealthyThresholdCount", &shape_integer, false},
    {"Matcher", "Matcher", "Matcher", &s_Matcher, false},
    {"TargetType", "TargetType", "TargetType", &shape_string, false},
    {"Tags", "Tags", "Tags", &s_TagList, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"TargetControlPort", "TargetControlPort", "TargetControlPort", &shape_integer, false},
};
static const struct shape s_CreateTargetGroupInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateTargetGroupInput, .count = sizeof m_CreateTargetGroupInput / sizeof *m_CreateTargetGroupInput};
static const struct shape s_LoadBalancerArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_TargetGroup[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, false},
    {"TargetGroupName", "TargetGroupName", "TargetGroupName", &shape_string, false},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"Port", "Port", "Port", &shape_integer, false},
    {"VpcId", "VpcId", "VpcId", &shape_string, false},
    {"HealthCheckProtocol", "HealthCheckProtocol", "HealthCheckProtocol", &shape_string, false},
    {"HealthCheckPort", "HealthCheckPort", "HealthCheckPort", &shape_string, false},
    {"HealthCheckEnabled", "HealthCheckEnabled", "HealthCheckEnabled", &shape_boolean, false},
    {"HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", &shape_integer, false},
    {"HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", &shape_integer, false},
    {"HealthyThresholdCount", "HealthyThresholdCount", "HealthyThresholdCount", &shape_integer, false},
    {"UnhealthyThresholdCount", "UnhealthyThresholdCount", "UnhealthyThresholdCount", &shape_integer, false},
    {"HealthCheckPath", "HealthCheckPath", "HealthCheckPath", &shape_string, false},
    {"Matcher", "Matcher", "Matcher", &s_Matcher, false},
    {"LoadBalancerArns", "LoadBalancerArns", "LoadBalancerArns", &s_LoadBalancerArns, false},
    {"TargetType", "TargetType", "TargetType", &shape_string, false},
    {"ProtocolVersion", "ProtocolVersion", "ProtocolVersion", &shape_string, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"TargetControlPort", "TargetControlPort", "TargetControlPort", &shape_integer, false},
};
static const struct shape s_TargetGroup = {.kind = SHAPE_STRUCTURE, .members = m_TargetGroup, .count = sizeof m_TargetGroup / sizeof *m_TargetGroup};
static const struct shape s_TargetGroups = {.kind = SHAPE_LIST, .item = &s_TargetGroup};
static const struct shape_member m_CreateTargetGroupOutput[] = {
    {"TargetGroups", "TargetGroups", "TargetGroups", &s_TargetGroups, false},
};
static const struct shape s_CreateTargetGroupOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateTargetGroupOutput, .count = sizeof m_CreateTargetGroupOutput / sizeof *m_CreateTargetGroupOutput};
static const struct shape_member m_CreateTrustStoreInput[] = {
    {"Name", "Name", "Name", &shape_string, true},
    {"CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Bucket", &shape_string, true},
    {"CaCertificatesBundleS3Key", "CaCertificatesBundleS3Key", "CaCertificatesBundleS3Key", &shape_string, true},
    {"CaCertificatesBundleS3ObjectVersion", "CaCertificatesBundleS3ObjectVersion", "CaCertificatesBundleS3ObjectVersion", &shape_string, false},
    {"Tags", "Tags", "Tags", &s_TagList, false},
};
static const struct shape s_CreateTrustStoreInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateTrustStoreInput, .count = sizeof m_CreateTrustStoreInput / sizeof *m_CreateTrustStoreInput};
static const struct shape_member m_TrustStore[] = {
    {"Name", "Name", "Name", &shape_string, false},
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, false},
    {"Status", "Status", "Status", &shape_string, false},
    {"NumberOfCaCertificates", "NumberOfCaCertificates", "NumberOfCaCertificates", &shape_integer, false},
    {"TotalRevokedEntries", "TotalRevokedEntries", "TotalRevokedEntries", &shape_integer, false},
};
static const struct shape s_TrustStore = {.kind = SHAPE_STRUCTURE, .members = m_TrustStore, .count = sizeof m_TrustStore / sizeof *m_TrustStore};
static const struct shape s_TrustStores = {.kind = SHAPE_LIST, .item = &s_TrustStore};
static const struct shape_member m_CreateTrustStoreOutput[] = {
    {"TrustStores", "TrustStores", "TrustStores", &s_TrustStores, false},
};
static const struct shape s_CreateTrustStoreOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateTrustStoreOutput, .count = sizeof m_CreateTrustStoreOutput / sizeof *m_CreateTrustStoreOutput};
static const struct shape_member m_DeleteListenerInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
};
static const struct shape s_DeleteListenerInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteListenerInput, .count = sizeof m_DeleteListenerInput / sizeof *m_DeleteListenerInput};
static const struct shape s_DeleteListenerOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DeleteLoadBalancerInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
};
static const struct shape s_DeleteLoadBalancerInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteLoadBalancerInput, .count = sizeof m_DeleteLoadBalancerInput / sizeof *m_DeleteLoadBalancerInput};
static const struct shape s_DeleteLoadBalancerOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DeleteRuleInput[] = {
    {"RuleArn", "RuleArn", "RuleArn", &shape_string, true},
};
static const struct shape s_DeleteRuleInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteRuleInput, .count = sizeof m_DeleteRuleInput / sizeof *m_DeleteRuleInput};
static const struct shape s_DeleteRuleOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DeleteSharedTrustStoreAssociationInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, true},
};
static const struct shape s_DeleteSharedTrustStoreAssociationInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteSharedTrustStoreAssociationInput, .count = sizeof m_DeleteSharedTrustStoreAssociationInput / sizeof *m_DeleteSharedTrustStoreAssociationInput};
static const struct shape s_DeleteSharedTrustStoreAssociationOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DeleteTargetGroupInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
};
static const struct shape s_DeleteTargetGroupInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteTargetGroupInput, .count = sizeof m_DeleteTargetGroupInput / sizeof *m_DeleteTargetGroupInput};
static const struct shape s_DeleteTargetGroupOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DeleteTrustStoreInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
};
static const struct shape s_DeleteTrustStoreInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteTrustStoreInput, .count = sizeof m_DeleteTrustStoreInput / sizeof *m_DeleteTrustStoreInput};
static const struct shape s_DeleteTrustStoreOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_TargetDescription[] = {
    {"Id", "Id", "Id", &shape_string, true},
    {"Port", "Port", "Port", &shape_integer, false},
    {"AvailabilityZone", "AvailabilityZone", "AvailabilityZone", &shape_string, false},
    {"QuicServerId", "QuicServerId", "QuicServerId", &shape_string, false},
};
static const struct shape s_TargetDescription = {.kind = SHAPE_STRUCTURE, .members = m_TargetDescription, .count = sizeof m_TargetDescription / sizeof *m_TargetDescription};
static const struct shape s_TargetDescriptions = {.kind = SHAPE_LIST, .item = &s_TargetDescription};
static const struct shape_member m_DeregisterTargetsInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"Targets", "Targets", "Targets", &s_TargetDescriptions, true},
};
static const struct shape s_DeregisterTargetsInput = {.kind = SHAPE_STRUCTURE, .members = m_DeregisterTargetsInput, .count = sizeof m_DeregisterTargetsInput / sizeof *m_DeregisterTargetsInput};
static const struct shape s_DeregisterTargetsOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DescribeAccountLimitsInput[] = {
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeAccountLimitsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeAccountLimitsInput, .count = sizeof m_DescribeAccountLimitsInput / sizeof *m_DescribeAccountLimitsInput};
static const struct shape_member m_Limit[] = {
    {"Name", "Name", "Name", &shape_string, false},
    {"Max", "Max", "Max", &shape_string, false},
};
static const struct shape s_Limit = {.kind = SHAPE_STRUCTURE, .members = m_Limit, .count = sizeof m_Limit / sizeof *m_Limit};
static const struct shape s_Limits = {.kind = SHAPE_LIST, .item = &s_Limit};
static const struct shape_member m_DescribeAccountLimitsOutput[] = {
    {"Limits", "Limits", "Limits", &s_Limits, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeAccountLimitsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeAccountLimitsOutput, .count = sizeof m_DescribeAccountLimitsOutput / sizeof *m_DescribeAccountLimitsOutput};
static const struct shape_member m_DescribeCapacityReservationInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
};
static const struct shape s_DescribeCapacityReservationInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeCapacityReservationInput, .count = sizeof m_DescribeCapacityReservationInput / sizeof *m_DescribeCapacityReservationInput};
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
static const struct shape s_DescribeCapacityReservationOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeCapacityReservationOutput, .count = sizeof m_DescribeCapacityReservationOutput / sizeof *m_DescribeCapacityReservationOutput};
static const struct shape_member m_DescribeListenerAttributesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
};
static const struct shape s_DescribeListenerAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenerAttributesInput, .count = sizeof m_DescribeListenerAttributesInput / sizeof *m_DescribeListenerAttributesInput};
static const struct shape_member m_ListenerAttribute[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_ListenerAttribute = {.kind = SHAPE_STRUCTURE, .members = m_ListenerAttribute, .count = sizeof m_ListenerAttribute / sizeof *m_ListenerAttribute};
static const struct shape s_ListenerAttributes = {.kind = SHAPE_LIST, .item = &s_ListenerAttribute};
static const struct shape_member m_DescribeListenerAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_ListenerAttributes, false},
};
static const struct shape s_DescribeListenerAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenerAttributesOutput, .count = sizeof m_DescribeListenerAttributesOutput / sizeof *m_DescribeListenerAttributesOutput};
static const struct shape_member m_DescribeListenerCertificatesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeListenerCertificatesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenerCertificatesInput, .count = sizeof m_DescribeListenerCertificatesInput / sizeof *m_DescribeListenerCertificatesInput};
static const struct shape_member m_DescribeListenerCertificatesOutput[] = {
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeListenerCertificatesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenerCertificatesOutput, .count = sizeof m_DescribeListenerCertificatesOutput / sizeof *m_DescribeListenerCertificatesOutput};
static const struct shape s_ListenerArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeListenersInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, false},
    {"ListenerArns", "ListenerArns", "ListenerArns", &s_ListenerArns, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeListenersInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenersInput, .count = sizeof m_DescribeListenersInput / sizeof *m_DescribeListenersInput};
static const struct shape_member m_DescribeListenersOutput[] = {
    {"Listeners", "Listeners", "Listeners", &s_Listeners, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeListenersOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenersOutput, .count = sizeof m_DescribeListenersOutput / sizeof *m_DescribeListenersOutput};
static const struct shape_member m_DescribeLoadBalancerAttributesInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
};
static const struct shape s_DescribeLoadBalancerAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeLoadBalancerAttributesInput, .count = sizeof m_DescribeLoadBalancerAttributesInput / sizeof *m_DescribeLoadBalancerAttributesInput};
static const struct shape_member m_LoadBalancerAttribute[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_LoadBalancerAttribute = {.kind = SHAPE_STRUCTURE, .members = m_LoadBalancerAttribute, .count = sizeof m_LoadBalancerAttribute / sizeof *m_LoadBalancerAttribute};
static const struct shape s_LoadBalancerAttributes = {.kind = SHAPE_LIST, .item = &s_LoadBalancerAttribute};
static const struct shape_member m_DescribeLoadBalancerAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_LoadBalancerAttributes, false},
};
static const struct shape s_DescribeLoadBalancerAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeLoadBalancerAttributesOutput, .count = sizeof m_DescribeLoadBalancerAttributesOutput / sizeof *m_DescribeLoadBalancerAttributesOutput};
static const struct shape s_LoadBalancerNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeLoadBalancersInput[] = {
    {"LoadBalancerArns", "LoadBalancerArns", "LoadBalancerArns", &s_LoadBalancerArns, false},
    {"Names", "Names", "Names", &s_LoadBalancerNames, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeLoadBalancersInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeLoadBalancersInput, .count = sizeof m_DescribeLoadBalancersInput / sizeof *m_DescribeLoadBalancersInput};
static const struct shape_member m_DescribeLoadBalancersOutput[] = {
    {"LoadBalancers", "LoadBalancers", "LoadBalancers", &s_LoadBalancers, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeLoadBalancersOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeLoadBalancersOutput, .count = sizeof m_DescribeLoadBalancersOutput / sizeof *m_DescribeLoadBalancersOutput};
static const struct shape s_RuleArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeRulesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, false},
    {"RuleArns", "RuleArns", "RuleArns", &s_RuleArns, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeRulesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeRulesInput, .count = sizeof m_DescribeRulesInput / sizeof *m_DescribeRulesInput};
static const struct shape_member m_DescribeRulesOutput[] = {
    {"Rules", "Rules", "Rules", &s_Rules, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeRulesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeRulesOutput, .count = sizeof m_DescribeRulesOutput / sizeof *m_DescribeRulesOutput};
static const struct shape s_SslPolicyNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeSSLPoliciesInput[] = {
    {"Names", "Names", "Names", &s_SslPolicyNames, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
    {"LoadBalancerType", "LoadBalancerType", "LoadBalancerType", &shape_string, false},
};
static const struct shape s_DescribeSSLPoliciesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSSLPoliciesInput, .count = sizeof m_DescribeSSLPoliciesInput / sizeof *m_DescribeSSLPoliciesInput};
static const struct shape s_SslProtocols = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_Cipher[] = {
    {"Name", "Name", "Name", &shape_string, false},
    {"Priority", "Priority", "Priority", &shape_integer, false},
};
static const struct shape s_Cipher = {.kind = SHAPE_STRUCTURE, .members = m_Cipher, .count = sizeof m_Cipher / sizeof *m_Cipher};
static const struct shape s_Ciphers = {.kind = SHAPE_LIST, .item = &s_Cipher};
static const struct shape_member m_SslPolicy[] = {
    {"SslProtocols", "SslProtocols", "SslProtocols", &s_SslProtocols, false},
    {"Ciphers", "Ciphers", "Ciphers", &s_Ciphers, false},
    {"Name", "Name", "Name", &shape_string, false},
    {"SupportedLoadBalancerTypes", "SupportedLoadBalancerTypes", "SupportedLoadBalancerTypes", &s_ListOfString, false},
};
static const struct shape s_SslPolicy = {.kind = SHAPE_STRUCTURE, .members = m_SslPolicy, .count = sizeof m_SslPolicy / sizeof *m_SslPolicy};
static const struct shape s_SslPolicies = {.kind = SHAPE_LIST, .item = &s_SslPolicy};
static const struct shape_member m_DescribeSSLPoliciesOutput[] = {
    {"SslPolicies", "SslPolicies", "SslPolicies", &s_SslPolicies, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeSSLPoliciesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSSLPoliciesOutput, .count = sizeof m_DescribeSSLPoliciesOutput / sizeof *m_DescribeSSLPoliciesOutput};
static const struct shape_member m_DescribeTagsInput[] = {
    {"ResourceArns", "ResourceArns", "ResourceArns", &s_ResourceArns, true},
};
static const struct shape s_DescribeTagsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTagsInput, .count = sizeof m_DescribeTagsInput / sizeof *m_DescribeTagsInput};
static const struct shape_member m_TagDescription[] = {
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, false},
    {"Tags", "Tags", "Tags", &s_TagList, false},
};
static const struct shape s_TagDescription = {.kind = SHAPE_STRUCTURE, .members = m_TagDescription, .count = sizeof m_TagDescription / sizeof *m_TagDescription};
static const struct shape s_TagDescriptions = {.kind = SHAPE_LIST, .item = &s_TagDescription};
static const struct shape_member m_DescribeTagsOutput[] = {
    {"TagDescriptions", "TagDescriptions", "TagDescriptions", &s_TagDescriptions, false},
};
static const struct shape s_DescribeTagsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTagsOutput, .count = sizeof m_DescribeTagsOutput / sizeof *m_DescribeTagsOutput};
static const struct shape_member m_DescribeTargetGroupAttributesInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
};
static const struct shape s_DescribeTargetGroupAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetGroupAttributesInput, .count = sizeof m_DescribeTargetGroupAttributesInput / sizeof *m_DescribeTargetGroupAttributesInput};
static const struct shape_member m_TargetGroupAttribute[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_TargetGroupAttribute = {.kind = SHAPE_STRUCTURE, .members = m_TargetGroupAttribute, .count = sizeof m_TargetGroupAttribute / sizeof *m_TargetGroupAttribute};
static const struct shape s_TargetGroupAttributes = {.kind = SHAPE_LIST, .item = &s_TargetGroupAttribute};
static const struct shape_member m_DescribeTargetGroupAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_TargetGroupAttributes, false},
};
static const struct shape s_DescribeTargetGroupAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetGroupAttributesOutput, .count = sizeof m_DescribeTargetGroupAttributesOutput / sizeof *m_DescribeTargetGroupAttributesOutput};
static const struct shape s_TargetGroupArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_TargetGroupNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeTargetGroupsInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, false},
    {"TargetGroupArns", "TargetGroupArns", "TargetGroupArns", &s_TargetGroupArns, false},
    {"Names", "Names", "Names", &s_TargetGroupNames, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeTargetGroupsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetGroupsInput, .count = sizeof m_DescribeTargetGroupsInput / sizeof *m_DescribeTargetGroupsInput};
static const struct shape_member m_DescribeTargetGroupsOutput[] = {
    {"TargetGroups", "TargetGroups", "TargetGroups", &s_TargetGroups, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeTargetGroupsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetGroupsOutput, .count = sizeof m_DescribeTargetGroupsOutput / sizeof *m_DescribeTargetGroupsOutput};
static const struct shape s_ListOfDescribeTargetHealthIncludeOptions = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeTargetHealthInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"Targets", "Targets", "Targets", &s_TargetDescriptions, false},
    {"Include", "Include", "Include", &s_ListOfDescribeTargetHealthIncludeOptions, false},
};
static const struct shape s_DescribeTargetHealthInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetHealthInput, .count = sizeof m_DescribeTargetHealthInput / sizeof *m_DescribeTargetHealthInput};
static const struct shape_member m_TargetHealth[] = {
    {"State", "State", "State", &shape_string, false},
    {"Reason", "Reason", "Reason", &shape_string, false},
    {"Description", "Description", "Description", &shape_string, false},
};
static const struct shape s_TargetHealth = {.kind = SHAPE_STRUCTURE, .members = m_TargetHealth, .count = sizeof m_TargetHealth / sizeof *m_TargetHealth};
static const struct shape_member m_AnomalyDetection[] = {
    {"Result", "Result", "Result", &shape_string, false},
    {"MitigationInEffect", "MitigationInEffect", "MitigationInEffect", &shape_string, false},
};
static const struct shape s_AnomalyDetection = {.kind = SHAPE_STRUCTURE, .members = m_AnomalyDetection, .count = sizeof m_AnomalyDetection / sizeof *m_AnomalyDetection};
static const struct shape_member m_AdministrativeOverride[] = {
    {"State", "State", "State", &shape_string, false},
    {"Reason", "Reason", "Reason", &shape_string, false},
    {"Description", "Description", "Description", &shape_string, false},
};
static const struct shape s_AdministrativeOverride = {.kind = SHAPE_STRUCTURE, .members = m_AdministrativeOverride, .count = sizeof m_AdministrativeOverride / sizeof *m_AdministrativeOverride};
static const struct shape_member m_TargetHealthDescription[] = {
    {"Target", "Target", "Target", &s_TargetDescription, false},
    {"HealthCheckPort", "HealthCheckPort", "HealthCheckPort", &shape_string, false},
    {"TargetHealth", "TargetHealth", "TargetHealth", &s_TargetHealth, false},
    {"AnomalyDetection", "AnomalyDetection", "AnomalyDetection", &s_AnomalyDetection, false},
    {"AdministrativeOverride", "AdministrativeOverride", "AdministrativeOverride", &s_AdministrativeOverride, false},
};
static const struct shape s_TargetHealthDescription = {.kind = SHAPE_STRUCTURE, .members = m_TargetHealthDescription, .count = sizeof m_TargetHealthDescription / sizeof *m_TargetHealthDescription};
static const struct shape s_TargetHealthDescriptions = {.kind = SHAPE_LIST, .item = &s_TargetHealthDescription};
static const struct shape_member m_DescribeTargetHealthOutput[] = {
    {"TargetHealthDescriptions", "TargetHealthDescriptions", "TargetHealthDescriptions", &s_TargetHealthDescriptions, false},
};
static const struct shape s_DescribeTargetHealthOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetHealthOutput, .count = sizeof m_DescribeTargetHealthOutput / sizeof *m_DescribeTargetHealthOutput};
static const struct shape_member m_DescribeTrustStoreAssociationsInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeTrustStoreAssociationsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreAssociationsInput, .count = sizeof m_DescribeTrustStoreAssociationsInput / sizeof *m_DescribeTrustStoreAssociationsInput};
static const struct shape_member m_TrustStoreAssociation[] = {
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, false},
};
static const struct shape s_TrustStoreAssociation = {.kind = SHAPE_STRUCTURE, .members = m_TrustStoreAssociation, .count = sizeof m_TrustStoreAssociation / sizeof *m_TrustStoreAssociation};
static const struct shape s_TrustStoreAssociations = {.kind = SHAPE_LIST, .item = &s_TrustStoreAssociation};
static const struct shape_member m_DescribeTrustStoreAssociationsOutput[] = {
    {"TrustStoreAssociations", "TrustStoreAssociations", "TrustStoreAssociations", &s_TrustStoreAssociations, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeTrustStoreAssociationsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreAssociationsOutput, .count = sizeof m_DescribeTrustStoreAssociationsOutput / sizeof *m_DescribeTrustStoreAssociationsOutput};
static const struct shape s_RevocationIds = {.kind = SHAPE_LIST, .item = &shape_integer};
static const struct shape_member m_DescribeTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"RevocationIds", "RevocationIds", "RevocationIds", &s_RevocationIds, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeTrustStoreRevocationsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreRevocationsInput, .count = sizeof m_DescribeTrustStoreRevocationsInput / sizeof *m_DescribeTrustStoreRevocationsInput};
static const struct shape_member m_DescribeTrustStoreRevocation[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, false},
    {"RevocationId", "RevocationId", "RevocationId", &shape_integer, false},
    {"RevocationType", "RevocationType", "RevocationType", &shape_string, false},
    {"NumberOfRevokedEntries", "NumberOfRevokedEntries", "NumberOfRevokedEntries", &shape_integer, false},
};
static const struct shape s_DescribeTrustStoreRevocation = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreRevocation, .count = sizeof m_DescribeTrustStoreRevocation / sizeof *m_DescribeTrustStoreRevocation};
static const struct shape s_DescribeTrustStoreRevocationResponse = {.kind = SHAPE_LIST, .item = &s_DescribeTrustStoreRevocation};
static const struct shape_member m_DescribeTrustStoreRevocationsOutput[] = {
    {"TrustStoreRevocations", "TrustStoreRevocations", "TrustStoreRevocations", &s_DescribeTrustStoreRevocationResponse, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeTrustStoreRevocationsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreRevocationsOutput, .count = sizeof m_DescribeTrustStoreRevocationsOutput / sizeof *m_DescribeTrustStoreRevocationsOutput};
static const struct shape s_TrustStoreArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_TrustStoreNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeTrustStoresInput[] = {
    {"TrustStoreArns", "TrustStoreArns", "TrustStoreArns", &s_TrustStoreArns, false},
    {"Names", "Names", "Names", &s_TrustStoreNames, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
static const struct shape s_DescribeTrustStoresInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoresInput, .count = sizeof m_DescribeTrustStoresInput / sizeof *m_DescribeTrustStoresInput};
static const struct shape_member m_DescribeTrustStoresOutput[] = {
    {"TrustStores", "TrustStores", "TrustStores", &s_TrustStores, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
static const struct shape s_DescribeTrustStoresOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoresOutput, .count = sizeof m_DescribeTrustStoresOutput / sizeof *m_DescribeTrustStoresOutput};
static const struct shape_member m_GetResourcePolicyInput[] = {
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, true},
};
static const struct shape s_GetResourcePolicyInput = {.kind = SHAPE_STRUCTURE, .members = m_GetResourcePolicyInput, .count = sizeof m_GetResourcePolicyInput / sizeof *m_GetResourcePolicyInput};
static const struct shape_member m_GetResourcePolicyOutput[] = {
    {"Policy", "Policy", "Policy", &shape_string, false},
};
static const struct shape s_GetResourcePolicyOutput = {.kind = SHAPE_STRUCTURE, .members = m_GetResourcePolicyOutput, .count = sizeof m_GetResourcePolicyOutput / sizeof *m_GetResourcePolicyOutput};
static const struct shape_member m_GetTrustStoreCaCertificatesBundleInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
};
static const struct shape s_GetTrustStoreCaCertificatesBundleInput = {.kind = SHAPE_STRUCTURE, .members = m_GetTrustStoreCaCertificatesBundleInput, .count = sizeof m_GetTrustStoreCaCertificatesBundleInput / sizeof *m_GetTrustStoreCaCertificatesBundleInput};
static const struct shape_member m_GetTrustStoreCaCertificatesBundleOutput[] = {
    {"Location", "Location", "Location", &shape_string, false},
};
static const struct shape s_GetTrustStoreCaCertificatesBundleOutput = {.kind = SHAPE_STRUCTURE, .members = m_GetTrustStoreCaCertificatesBundleOutput, .count = sizeof m_GetTrustStoreCaCertificatesBundleOutput / sizeof *m_GetTrustStoreCaCertificatesBundleOutput};
static const struct shape_member m_GetTrustStoreRevocationContentInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"RevocationId", "RevocationId", "RevocationId", &shape_integer, true},
};
static const struct shape s_GetTrustStoreRevocationContentInput = {.kind = SHAPE_STRUCTURE, .members = m_GetTrustStoreRevocationContentInput, .count = sizeof m_GetTrustStoreRevocationContentInput / sizeof *m_GetTrustStoreRevocationContentInput};
static const struct shape_member m_GetTrustStoreRevocationContentOutput[] = {
    {"Location", "Location", "Location", &shape_string, false},
};
static const struct shape s_GetTrustStoreRevocationContentOutput = {.kind = SHAPE_STRUCTURE, .members = m_GetTrustStoreRevocationContentOutput, .count = sizeof m_GetTrustStoreRevocationContentOutput / sizeof *m_GetTrustStoreRevocationContentOutput};
static const struct shape_member m_ModifyCapacityReservationInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", &s_MinimumLoadBalancerCapacity, false},
    {"ResetCapacityReservation", "ResetCapacityReservation", "ResetCapacityReservation", &shape_boolean, false},
};
static const struct shape s_ModifyCapacityReservationInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyCapacityReservationInput, .count = sizeof m_ModifyCapacityReservationInput / sizeof *m_ModifyCapacityReservationInput};
static const struct shape_member m_ModifyCapacityReservationOutput[] = {
    {"LastModifiedTime", "LastModifiedTime", "LastModifiedTime", &shape_timestamp, false},
    {"DecreaseRequestsRemaining", "DecreaseRequestsRemaining", "DecreaseRequestsRemaining", &shape_integer, false},
    {"MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", "MinimumLoadBalancerCapacity", &s_MinimumLoadBalancerCapacity, false},
    {"CapacityReservationState", "CapacityReservationState", "CapacityReservationState", &s_ZonalCapacityReservationStates, false},
};
static const struct shape s_ModifyCapacityReservationOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyCapacityReservationOutput, .count = sizeof m_ModifyCapacityReservationOutput / sizeof *m_ModifyCapacityReservationOutput};
static const struct shape s_RemoveIpamPools = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_ModifyIpPoolsInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"IpamPools", "IpamPools", "IpamPools", &s_IpamPools, false},
    {"RemoveIpamPools", "RemoveIpamPools", "RemoveIpamPools", &s_RemoveIpamPools, false},
};
static const struct shape s_ModifyIpPoolsInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyIpPoolsInput, .count = sizeof m_ModifyIpPoolsInput / sizeof *m_ModifyIpPoolsInput};
static const struct shape_member m_ModifyIpPoolsOutput[] = {
    {"IpamPools", "IpamPools", "IpamPools", &s_IpamPools, false},
};
static const struct shape s_ModifyIpPoolsOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyIpPoolsOutput, .count = sizeof m_ModifyIpPoolsOutput / sizeof *m_ModifyIpPoolsOutput};
static const struct shape_member m_ModifyListenerInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Port", "Port", "Port", &shape_integer, false},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"SslPolicy", "SslPolicy", "SslPolicy", &shape_string, false},
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
    {"DefaultActions", "DefaultActions", "DefaultActions", &s_Actions, false},
    {"AlpnPolicy", "AlpnPolicy", "AlpnPolicy", &s_AlpnPolicyName, false},
    {"MutualAuthentication", "MutualAuthentication", "MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
static const struct shape s_ModifyListenerInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyListenerInput, .count = sizeof m_ModifyListenerInput / sizeof *m_ModifyListenerInput};
static const struct shape_member m_ModifyListenerOutput[] = {
    {"Listeners", "Listeners", "Listeners", &s_Listeners, false},
};
static const struct shape s_ModifyListenerOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyListenerOutput, .count = sizeof m_ModifyListenerOutput / sizeof *m_ModifyListenerOutput};
static const struct shape_member m_ModifyListenerAttributesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Attributes", "Attributes", "Attributes", &s_ListenerAttributes, true},
};
static const struct shape s_ModifyListenerAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyListenerAttributesInput, .count = sizeof m_ModifyListenerAttributesInput / sizeof *m_ModifyListenerAttributesInput};
static const struct shape_member m_ModifyListenerAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_ListenerAttributes, false},
};
static const struct shape s_ModifyListenerAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyListenerAttributesOutput, .count = sizeof m_ModifyListenerAttributesOutput / sizeof *m_ModifyListenerAttributesOutput};
static const struct shape_member m_ModifyLoadBalancerAttributesInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"Attributes", "Attributes", "Attributes", &s_LoadBalancerAttributes, true},
};
static const struct shape s_ModifyLoadBalancerAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyLoadBalancerAttributesInput, .count = sizeof m_ModifyLoadBalancerAttributesInput / sizeof *m_ModifyLoadBalancerAttributesInput};
static const struct shape_member m_ModifyLoadBalancerAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_LoadBalancerAttributes, false},
};
static const struct shape s_ModifyLoadBalancerAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyLoadBalancerAttributesOutput, .count = sizeof m_ModifyLoadBalancerAttributesOutput / sizeof *m_ModifyLoadBalancerAttributesOutput};
static const struct shape_member m_ModifyRuleInput[] = {
    {"RuleArn", "RuleArn", "RuleArn", &shape_string, true},
    {"Conditions", "Conditions", "Conditions", &s_RuleConditionList, false},
    {"Actions", "Actions", "Actions", &s_Actions, false},
    {"Transforms", "Transforms", "Transforms", &s_RuleTransformList, false},
    {"ResetTransforms", "ResetTransforms", "ResetTransforms", &shape_boolean, false},
};
static const struct shape s_ModifyRuleInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyRuleInput, .count = sizeof m_ModifyRuleInput / sizeof *m_ModifyRuleInput};
static const struct shape_member m_ModifyRuleOutput[] = {
    {"Rules", "Rules", "Rules", &s_Rules, false},
};
static const struct shape s_ModifyRuleOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyRuleOutput, .count = sizeof m_ModifyRuleOutput / sizeof *m_ModifyRuleOutput};
static const struct shape_member m_ModifyTargetGroupInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"HealthCheckProtocol", "HealthCheckProtocol", "HealthCheckProtocol", &shape_string, false},
    {"HealthCheckPort", "HealthCheckPort", "HealthCheckPort", &shape_string, false},
    {"HealthCheckPath", "HealthCheckPath", "HealthCheckPath", &shape_string, false},
    {"HealthCheckEnabled", "HealthCheckEnabled", "HealthCheckEnabled", &shape_boolean, false},
    {"HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", &shape_integer, false},
    {"HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", &shape_integer, false},
    {"HealthyThresholdCount", "HealthyThresholdCount", "HealthyThresholdCount", &shape_integer, false},
    {"UnhealthyThresholdCount", "UnhealthyThresholdCount", "UnhealthyThresholdCount", &shape_integer, false},
    {"Matcher", "Matcher", "Matcher", &s_Matcher, false},
};
static const struct shape s_ModifyTargetGroupInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTargetGroupInput, .count = sizeof m_ModifyTargetGroupInput / sizeof *m_ModifyTargetGroupInput};
static const struct shape_member m_ModifyTargetGroupOutput[] = {
    {"TargetGroups", "TargetGroups", "TargetGroups", &s_TargetGroups, false},
};
static const struct shape s_ModifyTargetGroupOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTargetGroupOutput, .count = sizeof m_ModifyTargetGroupOutput / sizeof *m_ModifyTargetGroupOutput};
static const struct shape_member m_ModifyTargetGroupAttributesInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"Attributes", "Attributes", "Attributes", &s_TargetGroupAttributes, true},
};
static const struct shape s_ModifyTargetGroupAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTargetGroupAttributesInput, .count = sizeof m_ModifyTargetGroupAttributesInput / sizeof *m_ModifyTargetGroupAttributesInput};
static const struct shape_member m_ModifyTargetGroupAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_TargetGroupAttributes, false},
};
static const struct shape s_ModifyTargetGroupAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTargetGroupAttributesOutput, .count = sizeof m_ModifyTargetGroupAttributesOutput / sizeof *m_ModifyTargetGroupAttributesOutput};
static const struct shape_member m_ModifyTrustStoreInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Bucket", &shape_string, true},
    {"CaCertificatesBundleS3Key", "CaCertificatesBundleS3Key", "CaCertificatesBundleS3Key", &shape_string, true},
    {"CaCertificatesBundleS3ObjectVersion", "CaCertificatesBundleS3ObjectVersion", "CaCertificatesBundleS3ObjectVersion", &shape_string, false},
};
static const struct shape s_ModifyTrustStoreInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTrustStoreInput, .count = sizeof m_ModifyTrustStoreInput / sizeof *m_ModifyTrustStoreInput};
static const struct shape_member m_ModifyTrustStoreOutput[] = {
    {"TrustStores", "TrustStores", "TrustStores", &s_TrustStores, false},
};
static const struct shape s_ModifyTrustStoreOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTrustStoreOutput, .count = sizeof m_ModifyTrustStoreOutput / sizeof *m_ModifyTrustStoreOutput};
static const struct shape_member m_RegisterTargetsInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"Targets", "Targets", "Targets", &s_TargetDescriptions, true},
};
static const struct shape s_RegisterTargetsInput = {.kind = SHAPE_STRUCTURE, .members = m_RegisterTargetsInput, .count = sizeof m_RegisterTargetsInput / sizeof *m_RegisterTargetsInput};
static const struct shape s_RegisterTargetsOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_RemoveListenerCertificatesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, true},
};
static const struct shape s_RemoveListenerCertificatesInput = {.kind = SHAPE_STRUCTURE, .members = m_RemoveListenerCertificatesInput, .count = sizeof m_RemoveListenerCertificatesInput / sizeof *m_RemoveListenerCertificatesInput};
static const struct shape s_RemoveListenerCertificatesOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape s_TagKeys = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_RemoveTagsInput[] = {
    {"ResourceArns", "ResourceArns", "ResourceArns", &s_ResourceArns, true},
    {"TagKeys", "TagKeys", "TagKeys", &s_TagKeys, true},
};
static const struct shape s_RemoveTagsInput = {.kind = SHAPE_STRUCTURE, .members = m_RemoveTagsInput, .count = sizeof m_RemoveTagsInput / sizeof *m_RemoveTagsInput};
static const struct shape s_RemoveTagsOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_RemoveTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"RevocationIds", "RevocationIds", "RevocationIds", &s_RevocationIds, true},
};
static const struct shape s_RemoveTrustStoreRevocationsInput = {.kind = SHAPE_STRUCTURE, .members = m_RemoveTrustStoreRevocationsInput, .count = sizeof m_RemoveTrustStoreRevocationsInput / sizeof *m_RemoveTrustStoreRevocationsInput};
static const struct shape s_RemoveTrustStoreRevocationsOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_SetIpAddressTypeInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, true},
};
static const struct shape s_SetIpAddressTypeInput = {.kind = SHAPE_STRUCTURE, .members = m_SetIpAddressTypeInput, .count = sizeof m_SetIpAddressTypeInput / sizeof *m_SetIpAddressTypeInput};
static const struct shape_member m_SetIpAddressTypeOutput[] = {
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
};
static const struct shape s_SetIpAddressTypeOutput = {.kind = SHAPE_STRUCTURE, .members = m_SetIpAddressTypeOutput, .count = sizeof m_SetIpAddressTypeOutput / sizeof *m_SetIpAddressTypeOutput};
static const struct shape_member m_RulePriorityPair[] = {
    {"RuleArn", "RuleArn", "RuleArn", &shape_string, false},
    {"Priority", "Priority", "Priority", &shape_integer, false},
};
static const struct shape s_RulePriorityPair = {.kind = SHAPE_STRUCTURE, .members = m_RulePriorityPair, .count = sizeof m_RulePriorityPair / sizeof *m_RulePriorityPair};
static const struct shape s_RulePriorityList = {.kind = SHAPE_LIST, .item = &s_RulePriorityPair};
static const struct shape_member m_SetRulePrioritiesInput[] = {
    {"RulePriorities", "RulePriorities", "RulePriorities", &s_RulePriorityList, true},
};
static const struct shape s_SetRulePrioritiesInput = {.kind = SHAPE_STRUCTURE, .members = m_SetRulePrioritiesInput, .count = sizeof m_SetRulePrioritiesInput / sizeof *m_SetRulePrioritiesInput};
static const struct shape_member m_SetRulePrioritiesOutput[] = {
    {"Rules", "Rules", "Rules", &s_Rules, false},
};
static const struct shape s_SetRulePrioritiesOutput = {.kind = SHAPE_STRUCTURE, .members = m_SetRulePrioritiesOutput, .count = sizeof m_SetRulePrioritiesOutput / sizeof *m_SetRulePrioritiesOutput};
static const struct shape_member m_SetSecurityGroupsInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"SecurityGroups", "SecurityGroups", "SecurityGroups", &s_SecurityGroups, true},
    {"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", &shape_string, false},
};
static const struct shape s_SetSecurityGroupsInput = {.kind = SHAPE_STRUCTURE, .members = m_SetSecurityGroupsInput, .count = sizeof m_SetSecurityGroupsInput / sizeof *m_SetSecurityGroupsInput};
static const struct shape_member m_SetSecurityGroupsOutput[] = {
    {"SecurityGroupIds", "SecurityGroupIds", "SecurityGroupIds", &s_SecurityGroups, false},
    {"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", &shape_string, false},
};
static const struct shape s_SetSecurityGroupsOutput = {.kind = SHAPE_STRUCTURE, .members = m_SetSecurityGroupsOutput, .count = sizeof m_SetSecurityGroupsOutput / sizeof *m_SetSecurityGroupsOutput};
static const struct shape_member m_SetSubnetsInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, true},
    {"Subnets", "Subnets", "Subnets", &s_Subnets, false},
    {"SubnetMappings", "SubnetMappings", "SubnetMappings", &s_SubnetMappings, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", &shape_string, false},
};
static const struct shape s_SetSubnetsInput = {.kind = SHAPE_STRUCTURE, .members = m_SetSubnetsInput, .count = sizeof m_SetSubnetsInput / sizeof *m_SetSubnetsInput};
static const struct shape_member m_SetSubnetsOutput[] = {
    {"AvailabilityZones", "AvailabilityZones", "AvailabilityZones", &s_AvailabilityZones, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", "EnablePrefixForIpv6SourceNat", &shape_string, false},
};
static const struct shape s_SetSubnetsOutput = {.kind = SHAPE_STRUCTURE, .members = m_SetSubnetsOutput, .count = sizeof m_SetSubnetsOutput / sizeof *m_SetSubnetsOutput};

static const struct operation operations[] = {
    {"AddListenerCertificates", &s_AddListenerCertificatesInput, &s_AddListenerCertificatesOutput, "AddListenerCertificatesResult", NULL, NULL, NULL, NULL},
    {"AddTags", &s_AddTagsInput, &s_AddTagsOutput, "AddTagsResult", NULL, NULL, NULL, NULL},
    {"AddTrustStoreRevocations", &s_AddTrustStoreRevocationsInput, &s_AddTrustStoreRevocationsOutput, "AddTrustStoreRevocationsResult", NULL, NULL, NULL, NULL},
    {"CreateListener", &s_CreateListenerInput, &s_CreateListenerOutput, "CreateListenerResult", NULL, NULL, NULL, NULL},
    {"CreateLoadBalancer", &s_CreateLoadBalancerInput, &s_CreateLoadBalancerOutput, "CreateLoadBalancerResult", NULL, NULL, NULL, NULL},
    {"CreateRule", &s_CreateRuleInput, &s_CreateRuleOutput, "CreateRuleResult", NULL, NULL, NULL, NULL},
    {"CreateTargetGroup", &s_CreateTargetGroupInput, &s_CreateTargetGroupOutput, "CreateTargetGroupResult", NULL, NULL, NULL, NULL},
    {"CreateTrustStore", &s_CreateTrustStoreInput, &s_CreateTrustStoreOutput, "CreateTrustStoreResult", NULL, NULL, NULL, NULL},
    {"DeleteListener", &s_DeleteListenerInput, &s_DeleteListenerOutput, "DeleteListenerResult", NULL, NULL, NULL, NULL},
    {"DeleteLoadBalancer", &s_DeleteLoadBalancerInput, &s_DeleteLoadBalancerOutput, "DeleteLoadBalancerResult", NULL, NULL, NULL, NULL},
    {"DeleteRule", &s_DeleteRuleInput, &s_DeleteRuleOutput, "DeleteRuleResult", NULL, NULL, NULL, NULL},
    {"DeleteSharedTrustStoreAssociation", &s_DeleteSharedTrustStoreAssociationInput, &s_DeleteSharedTrustStoreAssociationOutput, "DeleteSharedTrustStoreAssociationResult", NULL, NULL, NULL, NULL},
    {"DeleteTargetGroup", &s_DeleteTargetGroupInput, &s_DeleteTargetGroupOutput, "DeleteTargetGroupResult", NULL, NULL, NULL, NULL},
    {"DeleteTrustStore", &s_DeleteTrustStoreInput, &s_DeleteTrustStoreOutput, "DeleteTrustStoreResult", NULL, NULL, NULL, NULL},
    {"DeregisterTargets", &s_DeregisterTargetsInput, &s_DeregisterTargetsOutput, "DeregisterTargetsResult", NULL, NULL, NULL, NULL},
    {"DescribeAccountLimits", &s_DescribeAccountLimitsInput, &s_DescribeAccountLimitsOutput, "DescribeAccountLimitsResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeCapacityReservation", &s_DescribeCapacityReservationInput, &s_DescribeCapacityReservationOutput, "DescribeCapacityReservationResult", NULL, NULL, NULL, NULL},
    {"DescribeListenerAttributes", &s_DescribeListenerAttributesInput, &s_DescribeListenerAttributesOutput, "DescribeListenerAttributesResult", NULL, NULL, NULL, NULL},
    {"DescribeListenerCertificates", &s_DescribeListenerCertificatesInput, &s_DescribeListenerCertificatesOutput, "DescribeListenerCertificatesResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeListeners", &s_DescribeListenersInput, &s_DescribeListenersOutput, "DescribeListenersResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeLoadBalancerAttributes", &s_DescribeLoadBalancerAttributesInput, &s_DescribeLoadBalancerAttributesOutput, "DescribeLoadBalancerAttributesResult", NULL, NULL, NULL, NULL},
    {"DescribeLoadBalancers", &s_DescribeLoadBalancersInput, &s_DescribeLoadBalancersOutput, "DescribeLoadBalancersResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeRules", &s_DescribeRulesInput, &s_DescribeRulesOutput, "DescribeRulesResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeSSLPolicies", &s_DescribeSSLPoliciesInput, &s_DescribeSSLPoliciesOutput, "DescribeSSLPoliciesResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeTags", &s_DescribeTagsInput, &s_DescribeTagsOutput, "DescribeTagsResult", NULL, NULL, NULL, NULL},
    {"DescribeTargetGroupAttributes", &s_DescribeTargetGroupAttributesInput, &s_DescribeTargetGroupAttributesOutput, "DescribeTargetGroupAttributesResult", NULL, NULL, NULL, NULL},
    {"DescribeTargetGroups", &s_DescribeTargetGroupsInput, &s_DescribeTargetGroupsOutput, "DescribeTargetGroupsResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeTargetHealth", &s_DescribeTargetHealthInput, &s_DescribeTargetHealthOutput, "DescribeTargetHealthResult", NULL, NULL, NULL, NULL},
    {"DescribeTrustStoreAssociations", &s_DescribeTrustStoreAssociationsInput, &s_DescribeTrustStoreAssociationsOutput, "DescribeTrustStoreAssociationsResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeTrustStoreRevocations", &s_DescribeTrustStoreRevocationsInput, &s_DescribeTrustStoreRevocationsOutput, "DescribeTrustStoreRevocationsResult", "Marker", "NextMarker", NULL, NULL},
    {"DescribeTrustStores", &s_DescribeTrustStoresInput, &s_DescribeTrustStoresOutput, "DescribeTrustStoresResult", "Marker", "NextMarker", NULL, NULL},
    {"GetResourcePolicy", &s_GetResourcePolicyInput, &s_GetResourcePolicyOutput, "GetResourcePolicyResult", NULL, NULL, NULL, NULL},
    {"GetTrustStoreCaCertificatesBundle", &s_GetTrustStoreCaCertificatesBundleInput, &s_GetTrustStoreCaCertificatesBundleOutput, "GetTrustStoreCaCertificatesBundleResult", NULL, NULL, NULL, NULL},
    {"GetTrustStoreRevocationContent", &s_GetTrustStoreRevocationContentInput, &s_GetTrustStoreRevocationContentOutput, "GetTrustStoreRevocationContentResult", NULL, NULL, NULL, NULL},
    {"ModifyCapacityReservation", &s_ModifyCapacityReservationInput, &s_ModifyCapacityReservationOutput, "ModifyCapacityReservationResult", NULL, NULL, NULL, NULL},
    {"ModifyIpPools", &s_ModifyIpPoolsInput, &s_ModifyIpPoolsOutput, "ModifyIpPoolsResult", NULL, NULL, NULL, NULL},
    {"ModifyListener", &s_ModifyListenerInput, &s_ModifyListenerOutput, "ModifyListenerResult", NULL, NULL, NULL, NULL},
    {"ModifyListenerAttributes", &s_ModifyListenerAttributesInput, &s_ModifyListenerAttributesOutput, "ModifyListenerAttributesResult", NULL, NULL, NULL, NULL},
    {"ModifyLoadBalancerAttributes", &s_ModifyLoadBalancerAttributesInput, &s_ModifyLoadBalancerAttributesOutput, "ModifyLoadBalancerAttributesResult", NULL, NULL, NULL, NULL},
    {"ModifyRule", &s_ModifyRuleInput, &s_ModifyRuleOutput, "ModifyRuleResult", NULL, NULL, NULL, NULL},
    {"ModifyTargetGroup", &s_ModifyTargetGroupInput, &s_ModifyTargetGroupOutput, "ModifyTargetGroupResult", NULL, NULL, NULL, NULL},
    {"ModifyTargetGroupAttributes", &s_ModifyTargetGroupAttributesInput, &s_ModifyTargetGroupAttributesOutput, "ModifyTargetGroupAttributesResult", NULL, NULL, NULL, NULL},
    {"ModifyTrustStore", &s_ModifyTrustStoreInput, &s_ModifyTrustStoreOutput, "ModifyTrustStoreResult", NULL, NULL, NULL, NULL},
    {"RegisterTargets", &s_RegisterTargetsInput, &s_RegisterTargetsOutput, "RegisterTargetsResult", NULL, NULL, NULL, NULL},
    {"RemoveListenerCertificates", &s_RemoveListenerCertificatesInput, &s_RemoveListenerCertificatesOutput, "RemoveListenerCertificatesResult", NULL, NULL, NULL, NULL},
    {"RemoveTags", &s_RemoveTagsInput, &s_RemoveTagsOutput, "RemoveTagsResult", NULL, NULL, NULL, NULL},
    {"RemoveTrustStoreRevocations", &s_RemoveTrustStoreRevocationsInput, &s_RemoveTrustStoreRevocationsOutput, "RemoveTrustStoreRevocationsResult", NULL, NULL, NULL, NULL},
    {"SetIpAddressType", &s_SetIpAddressTypeInput, &s_SetIpAddressTypeOutput, "SetIpAddressTypeResult", NULL, NULL, NULL, NULL},
    {"SetRulePriorities", &s_SetRulePrioritiesInput, &s_SetRulePrioritiesOutput, "SetRulePrioritiesResult", NULL, NULL, NULL, NULL},
    {"SetSecurityGroups", &s_SetSecurityGroupsInput, &s_SetSecurityGroupsOutput, "SetSecurityGroupsResult", NULL, NULL, NULL, NULL},
    {"SetSubnets", &s_SetSubnetsInput, &s_SetSubnetsOutput, "SetSubnetsResult", NULL, NULL, NULL, NULL},
};

const struct service service_elbv2 = {
    .name = "elasticloadbalancing",
    .id = "ELASTIC_LOAD_BALANCING_V2",
    .version = "2015-12-01",
    .protocol = PROTOCOL_QUERY,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
};
