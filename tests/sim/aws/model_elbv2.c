/* Requests of Elastic Load Balancing, 2015-12-01. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model.h"

/* clang-format off */
static const struct model_shape s_nothing __attribute__((unused)) = {.kind = MODEL_STRUCTURE};
static const struct model_shape s_ListenerArn = {.kind = MODEL_TEXT};
static const struct model_shape s_CertificateArn = {.kind = MODEL_TEXT};
static const struct model_shape s_Default = {.kind = MODEL_BOOLEAN};
static const struct model_member m_Certificate[] = {
    {"CertificateArn", &s_CertificateArn, false},
    {"IsDefault", &s_Default, false},
};
static const struct model_shape s_Certificate = {.kind = MODEL_STRUCTURE, .members = m_Certificate, .count = sizeof m_Certificate / sizeof *m_Certificate};
static const struct model_shape s_CertificateList = {.kind = MODEL_LIST, .item = &s_Certificate};
static const struct model_member m_AddListenerCertificatesInput[] = {
    {"ListenerArn", &s_ListenerArn, true},
    {"Certificates", &s_CertificateList, true},
};
static const struct model_shape s_AddListenerCertificatesInput = {.kind = MODEL_STRUCTURE, .members = m_AddListenerCertificatesInput, .count = sizeof m_AddListenerCertificatesInput / sizeof *m_AddListenerCertificatesInput};
static const struct model_shape s_ResourceArn = {.kind = MODEL_TEXT};
static const struct model_shape s_ResourceArns = {.kind = MODEL_LIST, .item = &s_ResourceArn};
static const struct model_shape s_TagKey = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true, .pattern = "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", .expression = "words"};
static const struct model_shape s_TagValue = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 256, .has_most = true, .pattern = "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", .expression = "words"};
static const struct model_member m_Tag[] = {
    {"Key", &s_TagKey, true},
    {"Value", &s_TagValue, false},
};
static const struct model_shape s_Tag = {.kind = MODEL_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct model_shape s_TagList = {.kind = MODEL_LIST, .least = 1, .has_least = true, .item = &s_Tag};
static const struct model_member m_AddTagsInput[] = {
    {"ResourceArns", &s_ResourceArns, true},
    {"Tags", &s_TagList, true},
};
static const struct model_shape s_AddTagsInput = {.kind = MODEL_STRUCTURE, .members = m_AddTagsInput, .count = sizeof m_AddTagsInput / sizeof *m_AddTagsInput};
static const struct model_shape s_TrustStoreArn = {.kind = MODEL_TEXT};
static const struct model_shape s_S3Bucket = {.kind = MODEL_TEXT};
static const struct model_shape s_S3Key = {.kind = MODEL_TEXT};
static const struct model_shape s_S3ObjectVersion = {.kind = MODEL_TEXT};
static const char *const e_RevocationType[] = {"CRL", NULL};
static const struct model_shape s_RevocationType = {.kind = MODEL_TEXT, .words = e_RevocationType};
static const struct model_member m_RevocationContent[] = {
    {"S3Bucket", &s_S3Bucket, false},
    {"S3Key", &s_S3Key, false},
    {"S3ObjectVersion", &s_S3ObjectVersion, false},
    {"RevocationType", &s_RevocationType, false},
};
static const struct model_shape s_RevocationContent = {.kind = MODEL_STRUCTURE, .members = m_RevocationContent, .count = sizeof m_RevocationContent / sizeof *m_RevocationContent};
static const struct model_shape s_RevocationContents = {.kind = MODEL_LIST, .item = &s_RevocationContent};
static const struct model_member m_AddTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
    {"RevocationContents", &s_RevocationContents, false},
};
static const struct model_shape s_AddTrustStoreRevocationsInput = {.kind = MODEL_STRUCTURE, .members = m_AddTrustStoreRevocationsInput, .count = sizeof m_AddTrustStoreRevocationsInput / sizeof *m_AddTrustStoreRevocationsInput};
static const struct model_shape s_LoadBalancerArn = {.kind = MODEL_TEXT};
static const char *const e_ProtocolEnum[] = {"HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC", NULL};
static const struct model_shape s_ProtocolEnum = {.kind = MODEL_TEXT, .words = e_ProtocolEnum};
static const struct model_shape s_Port = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 65535, .has_most = true};
static const struct model_shape s_SslPolicyName = {.kind = MODEL_TEXT};
static const char *const e_ActionTypeEnum[] = {"forward", "authenticate-oidc", "authenticate-cognito", "redirect", "fixed-response", "jwt-validation", NULL};
static const struct model_shape s_ActionTypeEnum = {.kind = MODEL_TEXT, .words = e_ActionTypeEnum};
static const struct model_shape s_TargetGroupArn = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionIssuer = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionAuthorizationEndpoint = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionTokenEndpoint = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionUserInfoEndpoint = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionClientId = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionClientSecret = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionSessionCookieName = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionScope = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionSessionTimeout = {.kind = MODEL_INTEGER};
static const struct model_shape s_AuthenticateOidcActionAuthenticationRequestParamValue = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionAuthenticationRequestExtraParams = {.kind = MODEL_MAP, .item = &s_AuthenticateOidcActionAuthenticationRequestParamValue};
static const char *const e_AuthenticateOidcActionConditionalBehaviorEnum[] = {"deny", "allow", "authenticate", NULL};
static const struct model_shape s_AuthenticateOidcActionConditionalBehaviorEnum = {.kind = MODEL_TEXT, .words = e_AuthenticateOidcActionConditionalBehaviorEnum};
static const struct model_shape s_AuthenticateOidcActionUseExistingClientSecret = {.kind = MODEL_BOOLEAN};
static const struct model_member m_AuthenticateOidcActionConfig[] = {
    {"Issuer", &s_AuthenticateOidcActionIssuer, true},
    {"AuthorizationEndpoint", &s_AuthenticateOidcActionAuthorizationEndpoint, true},
    {"TokenEndpoint", &s_AuthenticateOidcActionTokenEndpoint, true},
    {"UserInfoEndpoint", &s_AuthenticateOidcActionUserInfoEndpoint, true},
    {"ClientId", &s_AuthenticateOidcActionClientId, true},
    {"ClientSecret", &s_AuthenticateOidcActionClientSecret, false},
    {"SessionCookieName", &s_AuthenticateOidcActionSessionCookieName, false},
    {"Scope", &s_AuthenticateOidcActionScope, false},
    {"SessionTimeout", &s_AuthenticateOidcActionSessionTimeout, false},
    {"AuthenticationRequestExtraParams", &s_AuthenticateOidcActionAuthenticationRequestExtraParams, false},
    {"OnUnauthenticatedRequest", &s_AuthenticateOidcActionConditionalBehaviorEnum, false},
    {"UseExistingClientSecret", &s_AuthenticateOidcActionUseExistingClientSecret, false},
};
static const struct model_shape s_AuthenticateOidcActionConfig = {.kind = MODEL_STRUCTURE, .members = m_AuthenticateOidcActionConfig, .count = sizeof m_AuthenticateOidcActionConfig / sizeof *m_AuthenticateOidcActionConfig};
static const struct model_shape s_AuthenticateCognitoActionUserPoolArn = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionUserPoolClientId = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionUserPoolDomain = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionSessionCookieName = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionScope = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionSessionTimeout = {.kind = MODEL_INTEGER};
static const struct model_shape s_AuthenticateCognitoActionAuthenticationRequestParamValue = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionAuthenticationRequestExtraParams = {.kind = MODEL_MAP, .item = &s_AuthenticateCognitoActionAuthenticationRequestParamValue};
static const char *const e_AuthenticateCognitoActionConditionalBehaviorEnum[] = {"deny", "allow", "authenticate", NULL};
static const struct model_shape s_AuthenticateCognitoActionConditionalBehaviorEnum = {.kind = MODEL_TEXT, .words = e_AuthenticateCognitoActionConditionalBehaviorEnum};
static const struct model_member m_AuthenticateCognitoActionConfig[] = {
    {"UserPoolArn", &s_AuthenticateCognitoActionUserPoolArn, true},
    {"UserPoolClientId", &s_AuthenticateCognitoActionUserPoolClientId, true},
    {"UserPoolDomain", &s_AuthenticateCognitoActionUserPoolDomain, true},
    {"SessionCookieName", &s_AuthenticateCognitoActionSessionCookieName, false},
    {"Scope", &s_AuthenticateCognitoActionScope, false},
    {"SessionTimeout", &s_AuthenticateCognitoActionSessionTimeout, false},
    {"AuthenticationRequestExtraParams", &s_AuthenticateCognitoActionAuthenticationRequestExtraParams, false},
    {"OnUnauthenticatedRequest", &s_AuthenticateCognitoActionConditionalBehaviorEnum, false},
};
static const struct model_shape s_AuthenticateCognitoActionConfig = {.kind = MODEL_STRUCTURE, .members = m_AuthenticateCognitoActionConfig, .count = sizeof m_AuthenticateCognitoActionConfig / sizeof *m_AuthenticateCognitoActionConfig};
static const struct model_shape s_ActionOrder = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 50000, .has_most = true};
static const struct model_shape s_RedirectActionProtocol = {.kind = MODEL_TEXT, .pattern = "^(HTTPS?|#\\{protocol\\})$", .expression = "^(HTTPS?|#\\{protocol\\})$"};
static const struct model_shape s_RedirectActionPort = {.kind = MODEL_TEXT};
static const struct model_shape s_RedirectActionHost = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true};
static const struct model_shape s_RedirectActionPath = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true};
static const struct model_shape s_RedirectActionQuery = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 128, .has_most = true};
static const char *const e_RedirectActionStatusCodeEnum[] = {"HTTP_301", "HTTP_302", NULL};
static const struct model_shape s_RedirectActionStatusCodeEnum = {.kind = MODEL_TEXT, .words = e_RedirectActionStatusCodeEnum};
static const struct model_member m_RedirectActionConfig[] = {
    {"Protocol", &s_RedirectActionProtocol, false},
    {"Port", &s_RedirectActionPort, false},
    {"Host", &s_RedirectActionHost, false},
    {"Path", &s_RedirectActionPath, false},
    {"Query", &s_RedirectActionQuery, false},
    {"StatusCode", &s_RedirectActionStatusCodeEnum, true},
};
static const struct model_shape s_RedirectActionConfig = {.kind = MODEL_STRUCTURE, .members = m_RedirectActionConfig, .count = sizeof m_RedirectActionConfig / sizeof *m_RedirectActionConfig};
static const struct model_shape s_FixedResponseActionMessage = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 1024, .has_most = true};
static const struct model_shape s_FixedResponseActionStatusCode = {.kind = MODEL_TEXT, .pattern = "^(2|4|5)\\d\\d$", .expression = "^(2|4|5)[0-9][0-9]$"};
static const struct model_shape s_FixedResponseActionContentType = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 32, .has_most = true};
static const struct model_member m_FixedResponseActionConfig[] = {
    {"MessageBody", &s_FixedResponseActionMessage, false},
    {"StatusCode", &s_FixedResponseActionStatusCode, true},
    {"ContentType", &s_FixedResponseActionContentType, false},
};
static const struct model_shape s_FixedResponseActionConfig = {.kind = MODEL_STRUCTURE, .members = m_FixedResponseActionConfig, .count = sizeof m_FixedResponseActionConfig / sizeof *m_FixedResponseActionConfig};
static const struct model_shape s_TargetGroupWeight = {.kind = MODEL_INTEGER};
static const struct model_member m_TargetGroupTuple[] = {
    {"TargetGroupArn", &s_TargetGroupArn, false},
    {"Weight", &s_TargetGroupWeight, false},
};
static const struct model_shape s_TargetGroupTuple = {.kind = MODEL_STRUCTURE, .members = m_TargetGroupTuple, .count = sizeof m_TargetGroupTuple / sizeof *m_TargetGroupTuple};
static const struct model_shape s_TargetGroupList = {.kind = MODEL_LIST, .item = &s_TargetGroupTuple};
static const struct model_shape s_TargetGroupStickinessEnabled = {.kind = MODEL_BOOLEAN};
static const struct model_shape s_TargetGroupStickinessDurationSeconds = {.kind = MODEL_INTEGER};
static const struct model_member m_TargetGroupStickinessConfig[] = {
    {"Enabled", &s_TargetGroupStickinessEnabled, false},
    {"DurationSeconds", &s_TargetGroupStickinessDurationSeconds, false},
};
static const struct model_shape s_TargetGroupStickinessConfig = {.kind = MODEL_STRUCTURE, .members = m_TargetGroupStickinessConfig, .count = sizeof m_TargetGroupStickinessConfig / sizeof *m_TargetGroupStickinessConfig};
static const struct model_member m_ForwardActionConfig[] = {
    {"TargetGroups", &s_TargetGroupList, false},
    {"TargetGroupStickinessConfig", &s_TargetGroupStickinessConfig, false},
};
static const struct model_shape s_ForwardActionConfig = {.kind = MODEL_STRUCTURE, .members = m_ForwardActionConfig, .count = sizeof m_ForwardActionConfig / sizeof *m_ForwardActionConfig};
static const struct model_shape s_JwtValidationActionJwksEndpoint = {.kind = MODEL_TEXT};
static const struct model_shape s_JwtValidationActionIssuer = {.kind = MODEL_TEXT};
static const char *const e_JwtValidationActionAdditionalClaimFormatEnum[] = {"single-string", "string-array", "space-separated-values", NULL};
static const struct model_shape s_JwtValidationActionAdditionalClaimFormatEnum = {.kind = MODEL_TEXT, .words = e_JwtValidationActionAdditionalClaimFormatEnum};
static const struct model_shape s_JwtValidationActionAdditionalClaimName = {.kind = MODEL_TEXT};
static const struct model_shape s_JwtValidationActionAdditionalClaimValue = {.kind = MODEL_TEXT};
static const struct model_shape s_JwtValidationActionAdditionalClaimValues = {.kind = MODEL_LIST, .item = &s_JwtValidationActionAdditionalClaimValue};
static const struct model_member m_JwtValidationActionAdditionalClaim[] = {
    {"Format", &s_JwtValidationActionAdditionalClaimFormatEnum, true},
    {"Name", &s_JwtValidationActionAdditionalClaimName, true},
    {"Values", &s_JwtValidationActionAdditionalClaimValues, true},
};
static const struct model_shape s_JwtValidationActionAdditionalClaim = {.kind = MODEL_STRUCTURE, .members = m_JwtValidationActionAdditionalClaim, .count = sizeof m_JwtValidationActionAdditionalClaim / sizeof *m_JwtValidationActionAdditionalClaim};
static const struct model_shape s_JwtValidationActionAdditionalClaims = {.kind = MODEL_LIST, .item = &s_JwtValidationActionAdditionalClaim};
static const struct model_member m_JwtValidationActionConfig[] = {
    {"JwksEndpoint", &s_JwtValidationActionJwksEndpoint, true},
    {"Issuer", &s_JwtValidationActionIssuer, true},
    {"AdditionalClaims", &s_JwtValidationActionAdditionalClaims, false},
};
static const struct model_shape s_JwtValidationActionConfig = {.kind = MODEL_STRUCTURE, .members = m_JwtValidationActionConfig, .count = sizeof m_JwtValidationActionConfig / sizeof *m_JwtValidationActionConfig};
static const struct model_member m_Action[] = {
    {"Type", &s_ActionTypeEnum, true},
    {"TargetGroupArn", &s_TargetGroupArn, false},
    {"AuthenticateOidcConfig", &s_AuthenticateOidcActionConfig, false},
    {"AuthenticateCognitoConfig", &s_AuthenticateCognitoActionConfig, false},
    {"Order", &s_ActionOrder, false},
    {"RedirectConfig", &s_RedirectActionConfig, false},
    {"FixedResponseConfig", &s_FixedResponseActionConfig, false},
    {"ForwardConfig", &s_ForwardActionConfig, false},
    {"JwtValidationConfig", &s_JwtValidationActionConfig, false},
};
static const struct model_shape s_Action = {.kind = MODEL_STRUCTURE, .members = m_Action, .count = sizeof m_Action / sizeof *m_Action};
static const struct model_shape s_Actions = {.kind = MODEL_LIST, .item = &s_Action};
static const struct model_shape s_AlpnPolicyValue = {.kind = MODEL_TEXT};
static const struct model_shape s_AlpnPolicyName = {.kind = MODEL_LIST, .item = &s_AlpnPolicyValue};
static const struct model_shape s_Mode = {.kind = MODEL_TEXT};
static const struct model_shape s_IgnoreClientCertificateExpiry = {.kind = MODEL_BOOLEAN};
static const char *const e_TrustStoreAssociationStatusEnum[] = {"active", "removed", NULL};
static const struct model_shape s_TrustStoreAssociationStatusEnum = {.kind = MODEL_TEXT, .words = e_TrustStoreAssociationStatusEnum};
static const char *const e_AdvertiseTrustStoreCaNamesEnum[] = {"on", "off", NULL};
static const struct model_shape s_AdvertiseTrustStoreCaNamesEnum = {.kind = MODEL_TEXT, .words = e_AdvertiseTrustStoreCaNamesEnum};
static const struct model_member m_MutualAuthenticationAttributes[] = {
    {"Mode", &s_Mode, false},
    {"TrustStoreArn", &s_TrustStoreArn, false},
    {"IgnoreClientCertificateExpiry", &s_IgnoreClientCertificateExpiry, false},
    {"TrustStoreAssociationStatus", &s_TrustStoreAssociationStatusEnum, false},
    {"AdvertiseTrustStoreCaNames", &s_AdvertiseTrustStoreCaNamesEnum, false},
};
static const struct model_shape s_MutualAuthenticationAttributes = {.kind = MODEL_STRUCTURE, .members = m_MutualAuthenticationAttributes, .count = sizeof m_MutualAuthenticationAttributes / sizeof *m_MutualAuthenticationAttributes};
static const struct model_member m_CreateListenerInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
    {"Protocol", &s_ProtocolEnum, false},
    {"Port", &s_Port, false},
    {"SslPolicy", &s_SslPolicyName, false},
    {"Certificates", &s_CertificateList, false},
    {"DefaultActions", &s_Actions, true},
    {"AlpnPolicy", &s_AlpnPolicyName, false},
    {"Tags", &s_TagList, false},
    {"MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
static const struct model_shape s_CreateListenerInput = {.kind = MODEL_STRUCTURE, .members = m_CreateListenerInput, .count = sizeof m_CreateListenerInput / sizeof *m_CreateListenerInput};
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
static const char *const e_LoadBalancerTypeEnum[] = {"application", "network", "gateway", NULL};
static const struct model_shape s_LoadBalancerTypeEnum = {.kind = MODEL_TEXT, .words = e_LoadBalancerTypeEnum};
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
    {"Tags", &s_TagList, false},
    {"Type", &s_LoadBalancerTypeEnum, false},
    {"IpAddressType", &s_IpAddressType, false},
    {"CustomerOwnedIpv4Pool", &s_CustomerOwnedIpv4Pool, false},
    {"EnablePrefixForIpv6SourceNat", &s_EnablePrefixForIpv6SourceNatEnum, false},
    {"IpamPools", &s_IpamPools, false},
};
static const struct model_shape s_CreateLoadBalancerInput = {.kind = MODEL_STRUCTURE, .members = m_CreateLoadBalancerInput, .count = sizeof m_CreateLoadBalancerInput / sizeof *m_CreateLoadBalancerInput};
static const struct model_shape s_ConditionFieldName = {.kind = MODEL_TEXT, .most = 64, .has_most = true};
static const struct model_shape s_StringValue = {.kind = MODEL_TEXT};
static const struct model_shape s_ListOfString = {.kind = MODEL_LIST, .item = &s_StringValue};
static const struct model_member m_HostHeaderConditionConfig[] = {
    {"Values", &s_ListOfString, false},
    {"RegexValues", &s_ListOfString, false},
};
static const struct model_shape s_HostHeaderConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_HostHeaderConditionConfig, .count = sizeof m_HostHeaderConditionConfig / sizeof *m_HostHeaderConditionConfig};
static const struct model_member m_PathPatternConditionConfig[] = {
    {"Values", &s_ListOfString, false},
    {"RegexValues", &s_ListOfString, false},
};
static const struct model_shape s_PathPatternConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_PathPatternConditionConfig, .count = sizeof m_PathPatternConditionConfig / sizeof *m_PathPatternConditionConfig};
static const struct model_shape s_HttpHeaderConditionName = {.kind = MODEL_TEXT};
static const struct model_member m_HttpHeaderConditionConfig[] = {
    {"HttpHeaderName", &s_HttpHeaderConditionName, false},
    {"Values", &s_ListOfString, false},
    {"RegexValues", &s_ListOfString, false},
};
static const struct model_shape s_HttpHeaderConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_HttpHeaderConditionConfig, .count = sizeof m_HttpHeaderConditionConfig / sizeof *m_HttpHeaderConditionConfig};
static const struct model_member m_QueryStringKeyValuePair[] = {
    {"Key", &s_StringValue, false},
    {"Value", &s_StringValue, false},
};
static const struct model_shape s_QueryStringKeyValuePair = {.kind = MODEL_STRUCTURE, .members = m_QueryStringKeyValuePair, .count = sizeof m_QueryStringKeyValuePair / sizeof *m_QueryStringKeyValuePair};
static const struct model_shape s_QueryStringKeyValuePairList = {.kind = MODEL_LIST, .item = &s_QueryStringKeyValuePair};
static const struct model_member m_QueryStringConditionConfig[] = {
    {"Values", &s_QueryStringKeyValuePairList, false},
};
static const struct model_shape s_QueryStringConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_QueryStringConditionConfig, .count = sizeof m_QueryStringConditionConfig / sizeof *m_QueryStringConditionConfig};
static const struct model_member m_HttpRequestMethodConditionConfig[] = {
    {"Values", &s_ListOfString, false},
};
static const struct model_shape s_HttpRequestMethodConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_HttpRequestMethodConditionConfig, .count = sizeof m_HttpRequestMethodConditionConfig / sizeof *m_HttpRequestMethodConditionConfig};
static const char *const e_SourceIpAddressTypeEnum[] = {"ipv4", "ipv6", NULL};
static const struct model_shape s_SourceIpAddressTypeEnum = {.kind = MODEL_TEXT, .words = e_SourceIpAddressTypeEnum};
static const struct model_member m_SourceIpConditionConfig[] = {
    {"Values", &s_ListOfString, false},
    {"IpAddressType", &s_SourceIpAddressTypeEnum, false},
};
static const struct model_shape s_SourceIpConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_SourceIpConditionConfig, .count = sizeof m_SourceIpConditionConfig / sizeof *m_SourceIpConditionConfig};
static const struct model_member m_RuleCondition[] = {
    {"Field", &s_ConditionFieldName, false},
    {"Values", &s_ListOfString, false},
    {"HostHeaderConfig", &s_HostHeaderConditionConfig, false},
    {"PathPatternConfig", &s_PathPatternConditionConfig, false},
    {"HttpHeaderConfig", &s_HttpHeaderConditionConfig, false},
    {"QueryStringConfig", &s_QueryStringConditionConfig, false},
    {"HttpRequestMethodConfig", &s_HttpRequestMethodConditionConfig, false},
    {"SourceIpConfig", &s_SourceIpConditionConfig, false},
    {"RegexValues", &s_ListOfString, false},
};
static const struct model_shape s_RuleCondition = {.kind = MODEL_STRUCTURE, .members = m_RuleCondition, .count = sizeof m_RuleCondition / sizeof *m_RuleCondition};
static const struct model_shape s_RuleConditionList = {.kind = MODEL_LIST, .item = &s_RuleCondition};
static const struct model_shape s_RulePriority = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 50000, .has_most = true};
static const char *const e_TransformTypeEnum[] = {"host-header-rewrite", "url-rewrite", NULL};
static const struct model_shape s_TransformTypeEnum = {.kind = MODEL_TEXT, .words = e_TransformTypeEnum};
static const struct model_member m_RewriteConfig[] = {
    {"Regex", &s_StringValue, true},
    {"Replace", &s_StringValue, true},
};
static const struct model_shape s_RewriteConfig = {.kind = MODEL_STRUCTURE, .members = m_RewriteConfig, .count = sizeof m_RewriteConfig / sizeof *m_RewriteConfig};
static const struct model_shape s_RewriteConfigList = {.kind = MODEL_LIST, .item = &s_RewriteConfig};
static const struct model_member m_HostHeaderRewriteConfig[] = {
    {"Rewrites", &s_RewriteConfigList, false},
};
static const struct model_shape s_HostHeaderRewriteConfig = {.kind = MODEL_STRUCTURE, .members = m_HostHeaderRewriteConfig, .count = sizeof m_HostHeaderRewriteConfig / sizeof *m_HostHeaderRewriteConfig};
static const struct model_member m_UrlRewriteConfig[] = {
    {"Rewrites", &s_RewriteConfigList, false},
};
static const struct model_shape s_UrlRewriteConfig = {.kind = MODEL_STRUCTURE, .members = m_UrlRewriteConfig, .count = sizeof m_UrlRewriteConfig / sizeof *m_UrlRewriteConfig};
static const struct model_member m_RuleTransform[] = {
    {"Type", &s_TransformTypeEnum, true},
    {"HostHeaderRewriteConfig", &s_HostHeaderRewriteConfig, false},
    {"UrlRewriteConfig", &s_UrlRewriteConfig, false},
};
static const struct model_shape s_RuleTransform = {.kind = MODEL_STRUCTURE, .members = m_RuleTransform, .count = sizeof m_RuleTransform / sizeof *m_RuleTransform};
static const struct model_shape s_RuleTransformList = {.kind = MODEL_LIST, .item = &s_RuleTransform};
static const struct model_member m_CreateRuleInput[] = {
    {"ListenerArn", &s_ListenerArn, true},
    {"Conditions", &s_RuleConditionList, true},
    {"Priority", &s_RulePriority, true},
    {"Actions", &s_Actions, true},
    {"Tags", &s_TagList, false},
    {"Transforms", &s_RuleTransformList, false},
};
static const struct model_shape s_CreateRuleInput = {.kind = MODEL_STRUCTURE, .members = m_CreateRuleInput, .count = sizeof m_CreateRuleInput / sizeof *m_CreateRuleInput};
static const struct model_shape s_TargetGroupName = {.kind = MODEL_TEXT};
static const struct model_shape s_ProtocolVersion = {.kind = MODEL_TEXT};
static const struct model_shape s_VpcId = {.kind = MODEL_TEXT};
static const struct model_shape s_HealthCheckPort = {.kind = MODEL_TEXT};
static const struct model_shape s_HealthCheckEnabled = {.kind = MODEL_BOOLEAN};
static const struct model_shape s_Path = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 1024, .has_most = true};
static const struct model_shape s_HealthCheckIntervalSeconds = {.kind = MODEL_INTEGER, .least = 5, .has_least = true, .most = 300, .has_most = true};
static const struct model_shape s_HealthCheckTimeoutSeconds = {.kind = MODEL_INTEGER, .least = 2, .has_least = true, .most = 120, .has_most = true};
static const struct model_shape s_HealthCheckThresholdCount = {.kind = MODEL_INTEGER, .least = 2, .has_least = true, .most = 10, .has_most = true};
static const struct model_shape s_HttpCode = {.kind = MODEL_TEXT};
static const struct model_shape s_GrpcCode = {.kind = MODEL_TEXT};
static const struct model_member m_Matcher[] = {
    {"HttpCode", &s_HttpCode, false},
    {"GrpcCode", &s_GrpcCode, false},
};
static const struct model_shape s_Matcher = {.kind = MODEL_STRUCTURE, .members = m_Matcher, .count = sizeof m_Matcher / sizeof *m_Matcher};
static const char *const e_TargetTypeEnum[] = {"instance", "ip", "lambda", "alb", NULL};
static const struct model_shape s_TargetTypeEnum = {.kind = MODEL_TEXT, .words = e_TargetTypeEnum};
static const char *const e_TargetGroupIpAddressTypeEnum[] = {"ipv4", "ipv6", NULL};
static const struct model_shape s_TargetGroupIpAddressTypeEnum = {.kind = MODEL_TEXT, .words = e_TargetGroupIpAddressTypeEnum};
static const struct model_shape s_TargetControlPort = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 65535, .has_most = true};
static const struct model_member m_CreateTargetGroupInput[] = {
    {"Name", &s_TargetGroupName, true},
    {"Protocol", &s_ProtocolEnum, false},
    {"ProtocolVersion", &s_ProtocolVersion, false},
    {"Port", &s_Port, false},
    {"VpcId", &s_VpcId, false},
    {"HealthCheckProtocol", &s_ProtocolEnum, false},
    {"HealthCheckPort", &s_HealthCheckPort, false},
    {"HealthCheckEnabled", &s_HealthCheckEnabled, false},
    {"HealthCheckPath", &s_Path, false},
    {"HealthCheckIntervalSeconds", &s_HealthCheckIntervalSeconds, false},
    {"HealthCheckTimeoutSeconds", &s_HealthCheckTimeoutSeconds, false},
    {"HealthyThresholdCount", &s_HealthCheckThresholdCount, false},
    {"UnhealthyThresholdCount", &s_HealthCheckThresholdCount, false},
    {"Matcher", &s_Matcher, false},
    {"TargetType", &s_TargetTypeEnum, false},
    {"Tags", &s_TagList, false},
    {"IpAddressType", &s_TargetGroupIpAddressTypeEnum, false},
    {"TargetControlPort", &s_TargetControlPort, false},
};
static const struct model_shape s_CreateTargetGroupInput = {.kind = MODEL_STRUCTURE, .members = m_CreateTargetGroupInput, .count = sizeof m_CreateTargetGroupInput / sizeof *m_CreateTargetGroupInput};
static const struct model_shape s_TrustStoreName = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 32, .has_most = true, .pattern = "^([a-zA-Z0-9]+-)*[a-zA-Z0-9]+$", .expression = "^([a-zA-Z0-9]+-)*[a-zA-Z0-9]+$"};
static const struct model_member m_CreateTrustStoreInput[] = {
    {"Name", &s_TrustStoreName, true},
    {"CaCertificatesBundleS3Bucket", &s_S3Bucket, true},
    {"CaCertificatesBundleS3Key", &s_S3Key, true},
    {"CaCertificatesBundleS3ObjectVersion", &s_S3ObjectVersion, false},
    {"Tags", &s_TagList, false},
};
static const struct model_shape s_CreateTrustStoreInput = {.kind = MODEL_STRUCTURE, .members = m_CreateTrustStoreInput, .count = sizeof m_CreateTrustStoreInput / sizeof *m_CreateTrustStoreInput};
static const struct model_member m_DeleteListenerInput[] = {
    {"ListenerArn", &s_ListenerArn, true},
};
static const struct model_shape s_DeleteListenerInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteListenerInput, .count = sizeof m_DeleteListenerInput / sizeof *m_DeleteListenerInput};
static const struct model_member m_DeleteLoadBalancerInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
};
static const struct model_shape s_DeleteLoadBalancerInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteLoadBalancerInput, .count = sizeof m_DeleteLoadBalancerInput / sizeof *m_DeleteLoadBalancerInput};
static const struct model_shape s_RuleArn = {.kind = MODEL_TEXT};
static const struct model_member m_DeleteRuleInput[] = {
    {"RuleArn", &s_RuleArn, true},
};
static const struct model_shape s_DeleteRuleInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteRuleInput, .count = sizeof m_DeleteRuleInput / sizeof *m_DeleteRuleInput};
static const struct model_member m_DeleteSharedTrustStoreAssociationInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
    {"ResourceArn", &s_ResourceArn, true},
};
static const struct model_shape s_DeleteSharedTrustStoreAssociationInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteSharedTrustStoreAssociationInput, .count = sizeof m_DeleteSharedTrustStoreAssociationInput / sizeof *m_DeleteSharedTrustStoreAssociationInput};
static const struct model_member m_DeleteTargetGroupInput[] = {
    {"TargetGroupArn", &s_TargetGroupArn, true},
};
static const struct model_shape s_DeleteTargetGroupInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteTargetGroupInput, .count = sizeof m_DeleteTargetGroupInput / sizeof *m_DeleteTargetGroupInput};
static const struct model_member m_DeleteTrustStoreInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
};
static const struct model_shape s_DeleteTrustStoreInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteTrustStoreInput, .count = sizeof m_DeleteTrustStoreInput / sizeof *m_DeleteTrustStoreInput};
static const struct model_shape s_TargetId = {.kind = MODEL_TEXT};
static const struct model_shape s_ZoneName = {.kind = MODEL_TEXT};
static const struct model_shape s_QuicServerId = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 256, .has_most = true};
static const struct model_member m_TargetDescription[] = {
    {"Id", &s_TargetId, true},
    {"Port", &s_Port, false},
    {"AvailabilityZone", &s_ZoneName, false},
    {"QuicServerId", &s_QuicServerId, false},
};
static const struct model_shape s_TargetDescription = {.kind = MODEL_STRUCTURE, .members = m_TargetDescription, .count = sizeof m_TargetDescription / sizeof *m_TargetDescription};
static const struct model_shape s_TargetDescriptions = {.kind = MODEL_LIST, .item = &s_TargetDescription};
static const struct model_member m_DeregisterTargetsInput[] = {
    {"TargetGroupArn", &s_TargetGroupArn, true},
    {"Targets", &s_TargetDescriptions, true},
};
static const struct model_shape s_DeregisterTargetsInput = {.kind = MODEL_STRUCTURE, .members = m_DeregisterTargetsInput, .count = sizeof m_DeregisterTargetsInput / sizeof *m_DeregisterTargetsInput};
static const struct model_shape s_Marker = {.kind = MODEL_TEXT};
static const struct model_shape s_PageSize = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 400, .has_most = true};
static const struct model_member m_DescribeAccountLimitsInput[] = {
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeAccountLimitsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeAccountLimitsInput, .count = sizeof m_DescribeAccountLimitsInput / sizeof *m_DescribeAccountLimitsInput};
static const struct model_member m_DescribeCapacityReservationInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
};
static const struct model_shape s_DescribeCapacityReservationInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeCapacityReservationInput, .count = sizeof m_DescribeCapacityReservationInput / sizeof *m_DescribeCapacityReservationInput};
static const struct model_member m_DescribeListenerAttributesInput[] = {
    {"ListenerArn", &s_ListenerArn, true},
};
static const struct model_shape s_DescribeListenerAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeListenerAttributesInput, .count = sizeof m_DescribeListenerAttributesInput / sizeof *m_DescribeListenerAttributesInput};
static const struct model_member m_DescribeListenerCertificatesInput[] = {
    {"ListenerArn", &s_ListenerArn, true},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeListenerCertificatesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeListenerCertificatesInput, .count = sizeof m_DescribeListenerCertificatesInput / sizeof *m_DescribeListenerCertificatesInput};
static const struct model_shape s_ListenerArns = {.kind = MODEL_LIST, .item = &s_ListenerArn};
static const struct model_member m_DescribeListenersInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, false},
    {"ListenerArns", &s_ListenerArns, false},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeListenersInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeListenersInput, .count = sizeof m_DescribeListenersInput / sizeof *m_DescribeListenersInput};
static const struct model_member m_DescribeLoadBalancerAttributesInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
};
static const struct model_shape s_DescribeLoadBalancerAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeLoadBalancerAttributesInput, .count = sizeof m_DescribeLoadBalancerAttributesInput / sizeof *m_DescribeLoadBalancerAttributesInput};
static const struct model_shape s_LoadBalancerArns = {.kind = MODEL_LIST, .item = &s_LoadBalancerArn};
static const struct model_shape s_LoadBalancerNames = {.kind = MODEL_LIST, .item = &s_LoadBalancerName};
static const struct model_member m_DescribeLoadBalancersInput[] = {
    {"LoadBalancerArns", &s_LoadBalancerArns, false},
    {"Names", &s_LoadBalancerNames, false},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeLoadBalancersInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeLoadBalancersInput, .count = sizeof m_DescribeLoadBalancersInput / sizeof *m_DescribeLoadBalancersInput};
static const struct model_shape s_RuleArns = {.kind = MODEL_LIST, .item = &s_RuleArn};
static const struct model_member m_DescribeRulesInput[] = {
    {"ListenerArn", &s_ListenerArn, false},
    {"RuleArns", &s_RuleArns, false},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeRulesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeRulesInput, .count = sizeof m_DescribeRulesInput / sizeof *m_DescribeRulesInput};
static const struct model_shape s_SslPolicyNames = {.kind = MODEL_LIST, .item = &s_SslPolicyName};
static const struct model_member m_DescribeSSLPoliciesInput[] = {
    {"Names", &s_SslPolicyNames, false},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
    {"LoadBalancerType", &s_LoadBalancerTypeEnum, false},
};
static const struct model_shape s_DescribeSSLPoliciesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeSSLPoliciesInput, .count = sizeof m_DescribeSSLPoliciesInput / sizeof *m_DescribeSSLPoliciesInput};
static const struct model_member m_DescribeTagsInput[] = {
    {"ResourceArns", &s_ResourceArns, true},
};
static const struct model_shape s_DescribeTagsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTagsInput, .count = sizeof m_DescribeTagsInput / sizeof *m_DescribeTagsInput};
static const struct model_member m_DescribeTargetGroupAttributesInput[] = {
    {"TargetGroupArn", &s_TargetGroupArn, true},
};
static const struct model_shape s_DescribeTargetGroupAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTargetGroupAttributesInput, .count = sizeof m_DescribeTargetGroupAttributesInput / sizeof *m_DescribeTargetGroupAttributesInput};
static const struct model_shape s_TargetGroupArns = {.kind = MODEL_LIST, .item = &s_TargetGroupArn};
static const struct model_shape s_TargetGroupNames = {.kind = MODEL_LIST, .item = &s_TargetGroupName};
static const struct model_member m_DescribeTargetGroupsInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, false},
    {"TargetGroupArns", &s_TargetGroupArns, false},
    {"Names", &s_TargetGroupNames, false},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeTargetGroupsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTargetGroupsInput, .count = sizeof m_DescribeTargetGroupsInput / sizeof *m_DescribeTargetGroupsInput};
static const char *const e_DescribeTargetHealthInputIncludeEnum[] = {"AnomalyDetection", "All", NULL};
static const struct model_shape s_DescribeTargetHealthInputIncludeEnum = {.kind = MODEL_TEXT, .words = e_DescribeTargetHealthInputIncludeEnum};
static const struct model_shape s_ListOfDescribeTargetHealthIncludeOptions = {.kind = MODEL_LIST, .item = &s_DescribeTargetHealthInputIncludeEnum};
static const struct model_member m_DescribeTargetHealthInput[] = {
    {"TargetGroupArn", &s_TargetGroupArn, true},
    {"Targets", &s_TargetDescriptions, false},
    {"Include", &s_ListOfDescribeTargetHealthIncludeOptions, false},
};
static const struct model_shape s_DescribeTargetHealthInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTargetHealthInput, .count = sizeof m_DescribeTargetHealthInput / sizeof *m_DescribeTargetHealthInput};
static const struct model_member m_DescribeTrustStoreAssociationsInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeTrustStoreAssociationsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTrustStoreAssociationsInput, .count = sizeof m_DescribeTrustStoreAssociationsInput / sizeof *m_DescribeTrustStoreAssociationsInput};
static const struct model_shape s_RevocationId = {.kind = MODEL_INTEGER};
static const struct model_shape s_RevocationIds = {.kind = MODEL_LIST, .item = &s_RevocationId};
static const struct model_member m_DescribeTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
    {"RevocationIds", &s_RevocationIds, false},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeTrustStoreRevocationsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTrustStoreRevocationsInput, .count = sizeof m_DescribeTrustStoreRevocationsInput / sizeof *m_DescribeTrustStoreRevocationsInput};
static const struct model_shape s_TrustStoreArns = {.kind = MODEL_LIST, .item = &s_TrustStoreArn};
static const struct model_shape s_TrustStoreNames = {.kind = MODEL_LIST, .item = &s_TrustStoreName};
static const struct model_member m_DescribeTrustStoresInput[] = {
    {"TrustStoreArns", &s_TrustStoreArns, false},
    {"Names", &s_TrustStoreNames, false},
    {"Marker", &s_Marker, false},
    {"PageSize", &s_PageSize, false},
};
static const struct model_shape s_DescribeTrustStoresInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTrustStoresInput, .count = sizeof m_DescribeTrustStoresInput / sizeof *m_DescribeTrustStoresInput};
static const struct model_member m_GetResourcePolicyInput[] = {
    {"ResourceArn", &s_ResourceArn, true},
};
static const struct model_shape s_GetResourcePolicyInput = {.kind = MODEL_STRUCTURE, .members = m_GetResourcePolicyInput, .count = sizeof m_GetResourcePolicyInput / sizeof *m_GetResourcePolicyInput};
static const struct model_member m_GetTrustStoreCaCertificatesBundleInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
};
static const struct model_shape s_GetTrustStoreCaCertificatesBundleInput = {.kind = MODEL_STRUCTURE, .members = m_GetTrustStoreCaCertificatesBundleInput, .count = sizeof m_GetTrustStoreCaCertificatesBundleInput / sizeof *m_GetTrustStoreCaCertificatesBundleInput};
static const struct model_member m_GetTrustStoreRevocationContentInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
    {"RevocationId", &s_RevocationId, true},
};
static const struct model_shape s_GetTrustStoreRevocationContentInput = {.kind = MODEL_STRUCTURE, .members = m_GetTrustStoreRevocationContentInput, .count = sizeof m_GetTrustStoreRevocationContentInput / sizeof *m_GetTrustStoreRevocationContentInput};
static const struct model_shape s_CapacityUnits = {.kind = MODEL_INTEGER};
static const struct model_member m_MinimumLoadBalancerCapacity[] = {
    {"CapacityUnits", &s_CapacityUnits, false},
};
static const struct model_shape s_MinimumLoadBalancerCapacity = {.kind = MODEL_STRUCTURE, .members = m_MinimumLoadBalancerCapacity, .count = sizeof m_MinimumLoadBalancerCapacity / sizeof *m_MinimumLoadBalancerCapacity};
static const struct model_shape s_ResetCapacityReservation = {.kind = MODEL_BOOLEAN};
static const struct model_member m_ModifyCapacityReservationInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
    {"MinimumLoadBalancerCapacity", &s_MinimumLoadBalancerCapacity, false},
    {"ResetCapacityReservation", &s_ResetCapacityReservation, false},
};
static const struct model_shape s_ModifyCapacityReservationInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyCapacityReservationInput, .count = sizeof m_ModifyCapacityReservationInput / sizeof *m_ModifyCapacityReservationInput};
static const char *const e_RemoveIpamPoolEnum[] = {"ipv4", NULL};
static const struct model_shape s_RemoveIpamPoolEnum = {.kind = MODEL_TEXT, .words = e_RemoveIpamPoolEnum};
static const struct model_shape s_RemoveIpamPools = {.kind = MODEL_LIST, .item = &s_RemoveIpamPoolEnum};
static const struct model_member m_ModifyIpPoolsInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
    {"IpamPools", &s_IpamPools, false},
    {"RemoveIpamPools", &s_RemoveIpamPools, false},
};
static const struct model_shape s_ModifyIpPoolsInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyIpPoolsInput, .count = sizeof m_ModifyIpPoolsInput / sizeof *m_ModifyIpPoolsInput};
static const struct model_member m_ModifyListenerInput[] = {
    {"ListenerArn", &s_ListenerArn, true},
    {"Port", &s_Port, false},
    {"Protocol", &s_ProtocolEnum, false},
    {"SslPolicy", &s_SslPolicyName, false},
    {"Certificates", &s_CertificateList, false},
    {"DefaultActions", &s_Actions, false},
    {"AlpnPolicy", &s_AlpnPolicyName, false},
    {"MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
static const struct model_shape s_ModifyListenerInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyListenerInput, .count = sizeof m_ModifyListenerInput / sizeof *m_ModifyListenerInput};
static const struct model_shape s_ListenerAttributeKey = {.kind = MODEL_TEXT, .most = 256, .has_most = true, .pattern = "^[a-zA-Z0-9._]+$", .expression = "^[a-zA-Z0-9._]+$"};
static const struct model_shape s_ListenerAttributeValue = {.kind = MODEL_TEXT};
static const struct model_member m_ListenerAttribute[] = {
    {"Key", &s_ListenerAttributeKey, false},
    {"Value", &s_ListenerAttributeValue, false},
};
static const struct model_shape s_ListenerAttribute = {.kind = MODEL_STRUCTURE, .members = m_ListenerAttribute, .count = sizeof m_ListenerAttribute / sizeof *m_ListenerAttribute};
static const struct model_shape s_ListenerAttributes = {.kind = MODEL_LIST, .item = &s_ListenerAttribute};
static const struct model_member m_ModifyListenerAttributesInput[] = {
    {"ListenerArn", &s_ListenerArn, true},
    {"Attributes", &s_ListenerAttributes, true},
};
static const struct model_shape s_ModifyListenerAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyListenerAttributesInput, .count = sizeof m_ModifyListenerAttributesInput / sizeof *m_ModifyListenerAttributesInput};
static const struct model_shape s_LoadBalancerAttributeKey = {.kind = MODEL_TEXT, .most = 256, .has_most = true, .pattern = "^[a-zA-Z0-9._]+$", .expression = "^[a-zA-Z0-9._]+$"};
static const struct model_shape s_LoadBalancerAttributeValue = {.kind = MODEL_TEXT, .most = 1024, .has_most = true};
static const struct model_member m_LoadBalancerAttribute[] = {
    {"Key", &s_LoadBalancerAttributeKey, false},
    {"Value", &s_LoadBalancerAttributeValue, false},
};
static const struct model_shape s_LoadBalancerAttribute = {.kind = MODEL_STRUCTURE, .members = m_LoadBalancerAttribute, .count = sizeof m_LoadBalancerAttribute / sizeof *m_LoadBalancerAttribute};
static const struct model_shape s_LoadBalancerAttributes = {.kind = MODEL_LIST, .most = 20, .has_most = true, .item = &s_LoadBalancerAttribute};
static const struct model_member m_ModifyLoadBalancerAttributesInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
    {"Attributes", &s_LoadBalancerAttributes, true},
};
static const struct model_shape s_ModifyLoadBalancerAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyLoadBalancerAttributesInput, .count = sizeof m_ModifyLoadBalancerAttributesInput / sizeof *m_ModifyLoadBalancerAttributesInput};
static const struct model_shape s_ResetTransforms = {.kind = MODEL_BOOLEAN};
static const struct model_member m_ModifyRuleInput[] = {
    {"RuleArn", &s_RuleArn, true},
    {"Conditions", &s_RuleConditionList, false},
    {"Actions", &s_Actions, false},
    {"Transforms", &s_RuleTransformList, false},
    {"ResetTransforms", &s_ResetTransforms, false},
};
static const struct model_shape s_ModifyRuleInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyRuleInput, .count = sizeof m_ModifyRuleInput / sizeof *m_ModifyRuleInput};
static const struct model_member m_ModifyTargetGroupInput[] = {
    {"TargetGroupArn", &s_TargetGroupArn, true},
    {"HealthCheckProtocol", &s_ProtocolEnum, false},
    {"HealthCheckPort", &s_HealthCheckPort, false},
    {"HealthCheckPath", &s_Path, false},
    {"HealthCheckEnabled", &s_HealthCheckEnabled, false},
    {"HealthCheckIntervalSeconds", &s_HealthCheckIntervalSeconds, false},
    {"HealthCheckTimeoutSeconds", &s_HealthCheckTimeoutSeconds, false},
    {"HealthyThresholdCount", &s_HealthCheckThresholdCount, false},
    {"UnhealthyThresholdCount", &s_HealthCheckThresholdCount, false},
    {"Matcher", &s_Matcher, false},
};
static const struct model_shape s_ModifyTargetGroupInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyTargetGroupInput, .count = sizeof m_ModifyTargetGroupInput / sizeof *m_ModifyTargetGroupInput};
static const struct model_shape s_TargetGroupAttributeKey = {.kind = MODEL_TEXT, .most = 256, .has_most = true, .pattern = "^[a-zA-Z0-9._]+$", .expression = "^[a-zA-Z0-9._]+$"};
static const struct model_shape s_TargetGroupAttributeValue = {.kind = MODEL_TEXT};
static const struct model_member m_TargetGroupAttribute[] = {
    {"Key", &s_TargetGroupAttributeKey, false},
    {"Value", &s_TargetGroupAttributeValue, false},
};
static const struct model_shape s_TargetGroupAttribute = {.kind = MODEL_STRUCTURE, .members = m_TargetGroupAttribute, .count = sizeof m_TargetGroupAttribute / sizeof *m_TargetGroupAttribute};
static const struct model_shape s_TargetGroupAttributes = {.kind = MODEL_LIST, .item = &s_TargetGroupAttribute};
static const struct model_member m_ModifyTargetGroupAttributesInput[] = {
    {"TargetGroupArn", &s_TargetGroupArn, true},
    {"Attributes", &s_TargetGroupAttributes, true},
};
static const struct model_shape s_ModifyTargetGroupAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyTargetGroupAttributesInput, .count = sizeof m_ModifyTargetGroupAttributesInput / sizeof *m_ModifyTargetGroupAttributesInput};
static const struct model_member m_ModifyTrustStoreInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
    {"CaCertificatesBundleS3Bucket", &s_S3Bucket, true},
    {"CaCertificatesBundleS3Key", &s_S3Key, true},
    {"CaCertificatesBundleS3ObjectVersion", &s_S3ObjectVersion, false},
};
static const struct model_shape s_ModifyTrustStoreInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyTrustStoreInput, .count = sizeof m_ModifyTrustStoreInput / sizeof *m_ModifyTrustStoreInput};
static const struct model_member m_RegisterTargetsInput[] = {
    {"TargetGroupArn", &s_TargetGroupArn, true},
    {"Targets", &s_TargetDescriptions, true},
};
static const struct model_shape s_RegisterTargetsInput = {.kind = MODEL_STRUCTURE, .members = m_RegisterTargetsInput, .count = sizeof m_RegisterTargetsInput / sizeof *m_RegisterTargetsInput};
static const struct model_member m_RemoveListenerCertificatesInput[] = {
    {"ListenerArn", &s_ListenerArn, true},
    {"Certificates", &s_CertificateList, true},
};
static const struct model_shape s_RemoveListenerCertificatesInput = {.kind = MODEL_STRUCTURE, .members = m_RemoveListenerCertificatesInput, .count = sizeof m_RemoveListenerCertificatesInput / sizeof *m_RemoveListenerCertificatesInput};
static const struct model_shape s_TagKeys = {.kind = MODEL_LIST, .item = &s_TagKey};
static const struct model_member m_RemoveTagsInput[] = {
    {"ResourceArns", &s_ResourceArns, true},
    {"TagKeys", &s_TagKeys, true},
};
static const struct model_shape s_RemoveTagsInput = {.kind = MODEL_STRUCTURE, .members = m_RemoveTagsInput, .count = sizeof m_RemoveTagsInput / sizeof *m_RemoveTagsInput};
static const struct model_member m_RemoveTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", &s_TrustStoreArn, true},
    {"RevocationIds", &s_RevocationIds, true},
};
static const struct model_shape s_RemoveTrustStoreRevocationsInput = {.kind = MODEL_STRUCTURE, .members = m_RemoveTrustStoreRevocationsInput, .count = sizeof m_RemoveTrustStoreRevocationsInput / sizeof *m_RemoveTrustStoreRevocationsInput};
static const struct model_member m_SetIpAddressTypeInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
    {"IpAddressType", &s_IpAddressType, true},
};
static const struct model_shape s_SetIpAddressTypeInput = {.kind = MODEL_STRUCTURE, .members = m_SetIpAddressTypeInput, .count = sizeof m_SetIpAddressTypeInput / sizeof *m_SetIpAddressTypeInput};
static const struct model_member m_RulePriorityPair[] = {
    {"RuleArn", &s_RuleArn, false},
    {"Priority", &s_RulePriority, false},
};
static const struct model_shape s_RulePriorityPair = {.kind = MODEL_STRUCTURE, .members = m_RulePriorityPair, .count = sizeof m_RulePriorityPair / sizeof *m_RulePriorityPair};
static const struct model_shape s_RulePriorityList = {.kind = MODEL_LIST, .item = &s_RulePriorityPair};
static const struct model_member m_SetRulePrioritiesInput[] = {
    {"RulePriorities", &s_RulePriorityList, true},
};
static const struct model_shape s_SetRulePrioritiesInput = {.kind = MODEL_STRUCTURE, .members = m_SetRulePrioritiesInput, .count = sizeof m_SetRulePrioritiesInput / sizeof *m_SetRulePrioritiesInput};
static const char *const e_EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum[] = {"on", "off", NULL};
static const struct model_shape s_EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum = {.kind = MODEL_TEXT, .words = e_EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum};
static const struct model_member m_SetSecurityGroupsInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
    {"SecurityGroups", &s_SecurityGroups, true},
    {"EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", &s_EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum, false},
};
static const struct model_shape s_SetSecurityGroupsInput = {.kind = MODEL_STRUCTURE, .members = m_SetSecurityGroupsInput, .count = sizeof m_SetSecurityGroupsInput / sizeof *m_SetSecurityGroupsInput};
static const struct model_member m_SetSubnetsInput[] = {
    {"LoadBalancerArn", &s_LoadBalancerArn, true},
    {"Subnets", &s_Subnets, false},
    {"SubnetMappings", &s_SubnetMappings, false},
    {"IpAddressType", &s_IpAddressType, false},
    {"EnablePrefixForIpv6SourceNat", &s_EnablePrefixForIpv6SourceNatEnum, false},
};
static const struct model_shape s_SetSubnetsInput = {.kind = MODEL_STRUCTURE, .members = m_SetSubnetsInput, .count = sizeof m_SetSubnetsInput / sizeof *m_SetSubnetsInput};

const struct model_operation model_elbv2[] = {
    {"AddListenerCertificates", &s_AddListenerCertificatesInput},
    {"AddTags", &s_AddTagsInput},
    {"AddTrustStoreRevocations", &s_AddTrustStoreRevocationsInput},
    {"CreateListener", &s_CreateListenerInput},
    {"CreateLoadBalancer", &s_CreateLoadBalancerInput},
    {"CreateRule", &s_CreateRuleInput},
    {"CreateTargetGroup", &s_CreateTargetGroupInput},
    {"CreateTrustStore", &s_CreateTrustStoreInput},
    {"DeleteListener", &s_DeleteListenerInput},
    {"DeleteLoadBalancer", &s_DeleteLoadBalancerInput},
    {"DeleteRule", &s_DeleteRuleInput},
    {"DeleteSharedTrustStoreAssociation", &s_DeleteSharedTrustStoreAssociationInput},
    {"DeleteTargetGroup", &s_DeleteTargetGroupInput},
    {"DeleteTrustStore", &s_DeleteTrustStoreInput},
    {"DeregisterTargets", &s_DeregisterTargetsInput},
    {"DescribeAccountLimits", &s_DescribeAccountLimitsInput},
    {"DescribeCapacityReservation", &s_DescribeCapacityReservationInput},
    {"DescribeListenerAttributes", &s_DescribeListenerAttributesInput},
    {"DescribeListenerCertificates", &s_DescribeListenerCertificatesInput},
    {"DescribeListeners", &s_DescribeListenersInput},
    {"DescribeLoadBalancerAttributes", &s_DescribeLoadBalancerAttributesInput},
    {"DescribeLoadBalancers", &s_DescribeLoadBalancersInput},
    {"DescribeRules", &s_DescribeRulesInput},
    {"DescribeSSLPolicies", &s_DescribeSSLPoliciesInput},
    {"DescribeTags", &s_DescribeTagsInput},
    {"DescribeTargetGroupAttributes", &s_DescribeTargetGroupAttributesInput},
    {"DescribeTargetGroups", &s_DescribeTargetGroupsInput},
    {"DescribeTargetHealth", &s_DescribeTargetHealthInput},
    {"DescribeTrustStoreAssociations", &s_DescribeTrustStoreAssociationsInput},
    {"DescribeTrustStoreRevocations", &s_DescribeTrustStoreRevocationsInput},
    {"DescribeTrustStores", &s_DescribeTrustStoresInput},
    {"GetResourcePolicy", &s_GetResourcePolicyInput},
    {"GetTrustStoreCaCertificatesBundle", &s_GetTrustStoreCaCertificatesBundleInput},
    {"GetTrustStoreRevocationContent", &s_GetTrustStoreRevocationContentInput},
    {"ModifyCapacityReservation", &s_ModifyCapacityReservationInput},
    {"ModifyIpPools", &s_ModifyIpPoolsInput},
    {"ModifyListener", &s_ModifyListenerInput},
    {"ModifyListenerAttributes", &s_ModifyListenerAttributesInput},
    {"ModifyLoadBalancerAttributes", &s_ModifyLoadBalancerAttributesInput},
    {"ModifyRule", &s_ModifyRuleInput},
    {"ModifyTargetGroup", &s_ModifyTargetGroupInput},
    {"ModifyTargetGroupAttributes", &s_ModifyTargetGroupAttributesInput},
    {"ModifyTrustStore", &s_ModifyTrustStoreInput},
    {"RegisterTargets", &s_RegisterTargetsInput},
    {"RemoveListenerCertificates", &s_RemoveListenerCertificatesInput},
    {"RemoveTags", &s_RemoveTagsInput},
    {"RemoveTrustStoreRevocations", &s_RemoveTrustStoreRevocationsInput},
    {"SetIpAddressType", &s_SetIpAddressTypeInput},
    {"SetRulePriorities", &s_SetRulePrioritiesInput},
    {"SetSecurityGroups", &s_SetSecurityGroupsInput},
    {"SetSubnets", &s_SetSubnetsInput},
    {0},
};
