/* Every operation that is simulated, one row each, with the parameters that it takes.
 *
 * A spec names parameters with a space between: NAME text, NAME# integer, NAME? boolean, NAME[] list of text,
 * NAME[…] list of structures, NAME{…} structure, NAME% map; a * in front says that it must be there. */
#include "tests/sim/aws/aws.h"

#define TAGS       "Tags[*Key Value]"
#define ATTRIBUTES "*Attributes[Key Value]"
#define OIDC                                                                                                                               \
    "AuthenticateOidcConfig{*Issuer *AuthorizationEndpoint *TokenEndpoint *UserInfoEndpoint *ClientId ClientSecret SessionCookieName "     \
    "Scope SessionTimeout# AuthenticationRequestExtraParams% OnUnauthenticatedRequest UseExistingClientSecret?}"
#define COGNITO                                                                                                                            \
    "AuthenticateCognitoConfig{*UserPoolArn *UserPoolClientId *UserPoolDomain SessionCookieName Scope SessionTimeout# "                    \
    "AuthenticationRequestExtraParams% OnUnauthenticatedRequest}"
#define ACTION                                                                                                                             \
    "*Type TargetGroupArn " OIDC " " COGNITO " Order# RedirectConfig{Protocol Port Host Path Query *StatusCode} "                          \
    "FixedResponseConfig{MessageBody *StatusCode ContentType} "                                                                            \
    "ForwardConfig{TargetGroups[TargetGroupArn Weight#] TargetGroupStickinessConfig{Enabled? DurationSeconds#}} "                          \
    "JwtValidationConfig{*JwksEndpoint *Issuer AdditionalClaims[*Format *Name *Values[]]}"
#define CONDITION                                                                                                                          \
    "Field Values[] RegexValues[] HostHeaderConfig{Values[] RegexValues[]} PathPatternConfig{Values[] RegexValues[]} "                     \
    "HttpHeaderConfig{HttpHeaderName Values[] RegexValues[]} QueryStringConfig{Values[Key Value]} HttpRequestMethodConfig{Values[]} "      \
    "SourceIpConfig{Values[] IpAddressType}"
#define REWRITES     "{Rewrites[*Regex *Replace]}"
#define TRANSFORM    "*Type HostHeaderRewriteConfig" REWRITES " UrlRewriteConfig" REWRITES
#define CERTIFICATES "Certificates[CertificateArn IsDefault?]"
#define MTLS                                                                                                                               \
    "MutualAuthentication{Mode TrustStoreArn IgnoreClientCertificateExpiry? TrustStoreAssociationStatus AdvertiseTrustStoreCaNames}"
#define MAPPINGS "SubnetMappings[SubnetId AllocationId PrivateIPv4Address IPv6Address SourceNatIpv6Prefix]"
#define HEALTH_CHECK                                                                                                                       \
    "HealthCheckProtocol HealthCheckPort HealthCheckPath HealthCheckEnabled? HealthCheckIntervalSeconds# "                                 \
    "HealthCheckTimeoutSeconds# HealthyThresholdCount# UnhealthyThresholdCount# Matcher{HttpCode GrpcCode}"
#define PAGE    "Marker PageSize#"
#define TARGETS "*Id Port# AvailabilityZone QuicServerId"
#define FILTERS "Filter[Name Value[]] MaxResults# NextToken DryRun?"
#define PERMISSIONS                                                                                                                        \
    "IpPermissions[IpProtocol FromPort# ToPort# IpRanges[CidrIp Description] Ipv6Ranges[CidrIpv6 Description] "                            \
    "PrefixListIds[PrefixListId Description] Groups[GroupId GroupName UserId VpcId Description]]"
#define TAG_SPECIFICATION "TagSpecification[ResourceType Tag[Key Value]]"

#define ELB_READ(name, spec)                                                                                                               \
    {                                                                                                                                      \
        ELBV2, #name, THROTTLE_READ, spec, op_##name                                                                                       \
    }
#define ELB_WRITE(name, spec)                                                                                                              \
    {                                                                                                                                      \
        ELBV2, #name, THROTTLE_WRITE, spec, op_##name                                                                                      \
    }
#define EC2_ANY(name, spec)                                                                                                                \
    {                                                                                                                                      \
        EC2, #name, THROTTLE_NONE, spec, op_##name                                                                                         \
    }

/* clang-format off */
const struct operation operations[] = {
    {ELBV2, "CreateLoadBalancer", THROTTLE_HEAVY,
     "*Name Subnets[] " MAPPINGS " SecurityGroups[] Scheme " TAGS " Type IpAddressType CustomerOwnedIpv4Pool "
     "EnablePrefixForIpv6SourceNat IpamPools{Ipv4IpamPoolId}", op_CreateLoadBalancer},
    ELB_READ(DescribeLoadBalancers, "LoadBalancerArns[] Names[] " PAGE),
    ELB_WRITE(DeleteLoadBalancer, "*LoadBalancerArn"),
    ELB_READ(DescribeLoadBalancerAttributes, "*LoadBalancerArn"),
    ELB_WRITE(ModifyLoadBalancerAttributes, "*LoadBalancerArn " ATTRIBUTES),
    ELB_WRITE(SetSecurityGroups, "*LoadBalancerArn *SecurityGroups[] EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic"),
    {ELBV2, "SetSubnets", THROTTLE_HEAVY,
     "*LoadBalancerArn Subnets[] " MAPPINGS " IpAddressType EnablePrefixForIpv6SourceNat", op_SetSubnets},
    ELB_WRITE(SetIpAddressType, "*LoadBalancerArn *IpAddressType"),
    ELB_READ(DescribeCapacityReservation, "*LoadBalancerArn"),
    ELB_WRITE(ModifyCapacityReservation, "*LoadBalancerArn MinimumLoadBalancerCapacity{CapacityUnits#} ResetCapacityReservation?"),
    ELB_WRITE(CreateListener, "*LoadBalancerArn Protocol Port# SslPolicy " CERTIFICATES " *DefaultActions[" ACTION "] AlpnPolicy[] " TAGS " " MTLS),
    ELB_READ(DescribeListeners, "LoadBalancerArn ListenerArns[] " PAGE),
    ELB_WRITE(ModifyListener, "*ListenerArn Port# Protocol SslPolicy " CERTIFICATES " DefaultActions[" ACTION "] AlpnPolicy[] " MTLS),
    ELB_WRITE(DeleteListener, "*ListenerArn"),
    ELB_READ(DescribeListenerAttributes, "*ListenerArn"),
    ELB_WRITE(ModifyListenerAttributes, "*ListenerArn " ATTRIBUTES),
    ELB_WRITE(AddListenerCertificates, "*ListenerArn *" CERTIFICATES),
    ELB_WRITE(RemoveListenerCertificates, "*ListenerArn *" CERTIFICATES),
    ELB_READ(DescribeListenerCertificates, "*ListenerArn " PAGE),
    ELB_WRITE(CreateRule, "*ListenerArn *Conditions[" CONDITION "] *Priority# *Actions[" ACTION "] " TAGS " Transforms[" TRANSFORM "]"),
    ELB_READ(DescribeRules, "ListenerArn RuleArns[] " PAGE),
    ELB_WRITE(ModifyRule, "*RuleArn Conditions[" CONDITION "] Actions[" ACTION "] Transforms[" TRANSFORM "] ResetTransforms?"),
    ELB_WRITE(DeleteRule, "*RuleArn"),
    ELB_WRITE(SetRulePriorities, "*RulePriorities[RuleArn Priority#]"),
    ELB_WRITE(CreateTargetGroup,
              "*Name Protocol ProtocolVersion Port# VpcId " HEALTH_CHECK " TargetType " TAGS " IpAddressType TargetControlPort#"),
    ELB_READ(DescribeTargetGroups, "LoadBalancerArn TargetGroupArns[] Names[] " PAGE),
    ELB_WRITE(ModifyTargetGroup, "*TargetGroupArn " HEALTH_CHECK),
    ELB_WRITE(DeleteTargetGroup, "*TargetGroupArn"),
    ELB_READ(DescribeTargetGroupAttributes, "*TargetGroupArn"),
    ELB_WRITE(ModifyTargetGroupAttributes, "*TargetGroupArn " ATTRIBUTES),
    {ELBV2, "RegisterTargets", THROTTLE_TARGETS, "*TargetGroupArn *Targets[" TARGETS "]", op_RegisterTargets},
    {ELBV2, "DeregisterTargets", THROTTLE_TARGETS, "*TargetGroupArn *Targets[" TARGETS "]", op_DeregisterTargets},
    ELB_READ(DescribeTargetHealth, "*TargetGroupArn Targets[" TARGETS "] Include[]"),
    ELB_WRITE(AddTags, "*ResourceArns[] *" TAGS),
    ELB_WRITE(RemoveTags, "*ResourceArns[] *TagKeys[]"),
    ELB_READ(DescribeTags, "*ResourceArns[]"),
    ELB_READ(DescribeAccountLimits, PAGE),
    EC2_ANY(DescribeSubnets, "SubnetId[] " FILTERS),
    EC2_ANY(DescribeVpcs, "VpcId[] " FILTERS),
    EC2_ANY(DescribeRouteTables, "RouteTableId[] " FILTERS),
    EC2_ANY(DescribeAvailabilityZones, "ZoneName[] ZoneId[] AllAvailabilityZones? " FILTERS),
    EC2_ANY(DescribeInstances, "InstanceId[] " FILTERS),
    EC2_ANY(DescribeSecurityGroups, "GroupId[] GroupName[] " FILTERS),
    EC2_ANY(CreateSecurityGroup, "*GroupName *GroupDescription VpcId " TAG_SPECIFICATION " DryRun?"),
    EC2_ANY(DeleteSecurityGroup, "*GroupId DryRun?"),
    EC2_ANY(AuthorizeSecurityGroupIngress, "*GroupId " PERMISSIONS " " TAG_SPECIFICATION " DryRun?"),
    EC2_ANY(RevokeSecurityGroupIngress, "*GroupId " PERMISSIONS " DryRun?"),
    EC2_ANY(CreateTags, "*ResourceId[] *Tag[Key Value] DryRun?"),
    EC2_ANY(DeleteTags, "*ResourceId[] Tag[Key Value] DryRun?"),
    {STS, "GetCallerIdentity", THROTTLE_NONE, "", op_GetCallerIdentity},
    {STS, "AssumeRole", THROTTLE_NONE, "*RoleArn *RoleSessionName DurationSeconds# ExternalId", op_AssumeRole},
    {STS, "AssumeRoleWithWebIdentity", THROTTLE_NONE, "*RoleArn *RoleSessionName *WebIdentityToken DurationSeconds#",
     op_AssumeRoleWithWebIdentity},
};
/* clang-format on */
const size_t operation_count = sizeof operations / sizeof *operations;
