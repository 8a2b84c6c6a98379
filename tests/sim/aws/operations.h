/* Every operation that is simulated: its service, name, throttle class, and the function that does it. */
#ifndef SIM_AWS_OPERATIONS_H
#define SIM_AWS_OPERATIONS_H

struct call;

/* clang-format off */
#define OPERATIONS(X) \
    X(ELBV2, AddListenerCertificates, WRITE, AddListenerCertificates) \
    X(ELBV2, AddTags, WRITE, AddTags) \
    X(ELBV2, AddTrustStoreRevocations, TRUST_WRITE, AddTrustStoreRevocations) \
    X(ELBV2, CreateListener, WRITE, CreateListener) \
    X(ELBV2, CreateLoadBalancer, HEAVY, CreateLoadBalancer) \
    X(ELBV2, CreateRule, WRITE, CreateRule) \
    X(ELBV2, CreateTargetGroup, WRITE, CreateTargetGroup) \
    X(ELBV2, CreateTrustStore, TRUST_MAKE, CreateTrustStore) \
    X(ELBV2, DeleteListener, WRITE, DeleteListener) \
    X(ELBV2, DeleteLoadBalancer, WRITE, DeleteLoadBalancer) \
    X(ELBV2, DeleteRule, WRITE, DeleteRule) \
    X(ELBV2, DeleteSharedTrustStoreAssociation, TRUST_WRITE, DeleteSharedTrustStoreAssociation) \
    X(ELBV2, DeleteTargetGroup, WRITE, DeleteTargetGroup) \
    X(ELBV2, DeleteTrustStore, TRUST_WRITE, DeleteTrustStore) \
    X(ELBV2, DeregisterTargets, TARGETS, DeregisterTargets) \
    X(ELBV2, DescribeAccountLimits, READ, DescribeAccountLimits) \
    X(ELBV2, DescribeCapacityReservation, READ, DescribeCapacityReservation) \
    X(ELBV2, DescribeListenerAttributes, READ, DescribeListenerAttributes) \
    X(ELBV2, DescribeListenerCertificates, READ, DescribeListenerCertificates) \
    X(ELBV2, DescribeListeners, READ, DescribeListeners) \
    X(ELBV2, DescribeLoadBalancerAttributes, READ, DescribeLoadBalancerAttributes) \
    X(ELBV2, DescribeLoadBalancers, READ, DescribeLoadBalancers) \
    X(ELBV2, DescribeRules, READ, DescribeRules) \
    X(ELBV2, DescribeSSLPolicies, READ, DescribeSSLPolicies) \
    X(ELBV2, DescribeTags, READ, DescribeTags) \
    X(ELBV2, DescribeTargetGroupAttributes, READ, DescribeTargetGroupAttributes) \
    X(ELBV2, DescribeTargetGroups, READ, DescribeTargetGroups) \
    X(ELBV2, DescribeTargetHealth, READ, DescribeTargetHealth) \
    X(ELBV2, DescribeTrustStoreAssociations, TRUST_READ, DescribeTrustStoreAssociations) \
    X(ELBV2, DescribeTrustStoreRevocations, TRUST_READ, DescribeTrustStoreRevocations) \
    X(ELBV2, DescribeTrustStores, TRUST_READ, DescribeTrustStores) \
    X(ELBV2, GetResourcePolicy, TRUST_GET, GetResourcePolicy) \
    X(ELBV2, GetTrustStoreCaCertificatesBundle, TRUST_GET, GetTrustStoreCaCertificatesBundle) \
    X(ELBV2, GetTrustStoreRevocationContent, TRUST_GET, GetTrustStoreRevocationContent) \
    X(ELBV2, ModifyCapacityReservation, WRITE, ModifyCapacityReservation) \
    X(ELBV2, ModifyIpPools, WRITE, ModifyIpPools) \
    X(ELBV2, ModifyListener, WRITE, ModifyListener) \
    X(ELBV2, ModifyListenerAttributes, WRITE, ModifyListenerAttributes) \
    X(ELBV2, ModifyLoadBalancerAttributes, WRITE, ModifyLoadBalancerAttributes) \
    X(ELBV2, ModifyRule, WRITE, ModifyRule) \
    X(ELBV2, ModifyTargetGroup, WRITE, ModifyTargetGroup) \
    X(ELBV2, ModifyTargetGroupAttributes, WRITE, ModifyTargetGroupAttributes) \
    X(ELBV2, ModifyTrustStore, TRUST_WRITE, ModifyTrustStore) \
    X(ELBV2, RegisterTargets, TARGETS, RegisterTargets) \
    X(ELBV2, RemoveListenerCertificates, WRITE, RemoveListenerCertificates) \
    X(ELBV2, RemoveTags, WRITE, RemoveTags) \
    X(ELBV2, RemoveTrustStoreRevocations, TRUST_WRITE, RemoveTrustStoreRevocations) \
    X(ELBV2, SetIpAddressType, WRITE, SetIpAddressType) \
    X(ELBV2, SetRulePriorities, WRITE, SetRulePriorities) \
    X(ELBV2, SetSecurityGroups, WRITE, SetSecurityGroups) \
    X(ELBV2, SetSubnets, HEAVY, SetSubnets) \
    X(EC2, AuthorizeSecurityGroupIngress, NONE, AuthorizeSecurityGroupIngress) \
    X(EC2, CreateSecurityGroup, NONE, CreateSecurityGroup) \
    X(EC2, CreateTags, NONE, CreateTags) \
    X(EC2, DeleteSecurityGroup, NONE, DeleteSecurityGroup) \
    X(EC2, DeleteTags, NONE, DeleteTags) \
    X(EC2, DescribeAvailabilityZones, NONE, DescribeAvailabilityZones) \
    X(EC2, DescribeInstances, NONE, DescribeInstances) \
    X(EC2, DescribeInternetGateways, NONE, DescribeInternetGateways) \
    X(EC2, DescribeNetworkInterfaces, NONE, DescribeNetworkInterfaces) \
    X(EC2, DescribeRouteTables, NONE, DescribeRouteTables) \
    X(EC2, DescribeSecurityGroups, NONE, DescribeSecurityGroups) \
    X(EC2, DescribeSubnets, NONE, DescribeSubnets) \
    X(EC2, DescribeTags, NONE, ec2_DescribeTags) \
    X(EC2, DescribeVpcs, NONE, DescribeVpcs) \
    X(EC2, RevokeSecurityGroupIngress, NONE, RevokeSecurityGroupIngress) \
    X(STS, AssumeRole, NONE, AssumeRole) \
    X(STS, AssumeRoleWithWebIdentity, NONE, AssumeRoleWithWebIdentity) \
    X(STS, GetCallerIdentity, NONE, GetCallerIdentity) \
    X(ACM, AddTagsToCertificate, NONE, AddTagsToCertificate) \
    X(ACM, DeleteCertificate, NONE, DeleteCertificate) \
    X(ACM, DescribeCertificate, NONE, DescribeCertificate) \
    X(ACM, ListCertificates, NONE, ListCertificates) \
    X(ACM, ListTagsForCertificate, NONE, ListTagsForCertificate) \
    X(ACM, RequestCertificate, NONE, RequestCertificate) \
    X(WAFV2, AssociateWebACL, NONE, AssociateWebACL) \
    X(WAFV2, DisassociateWebACL, NONE, DisassociateWebACL) \
    X(WAFV2, GetWebACLForResource, NONE, GetWebACLForResource) \
    X(WAFV2, ListResourcesForWebACL, NONE, ListResourcesForWebACL) \
    X(WAFV2, ListWebACLs, NONE, ListWebACLs) \
    X(SHIELD, CreateProtection, NONE, CreateProtection) \
    X(SHIELD, DeleteProtection, NONE, DeleteProtection) \
    X(SHIELD, DescribeProtection, NONE, DescribeProtection) \
    X(SHIELD, GetSubscriptionState, NONE, GetSubscriptionState) \
    X(EKS, DescribeCluster, NONE, DescribeCluster) \
    X(TAGGING, GetResources, NONE, GetResources)
/* clang-format on */

#define DECLARED(service, name, throttle, function) int op_##function(struct call *c);
OPERATIONS(DECLARED)
#undef DECLARED

#define HANDLER(name) int op_##name(struct call *c)

#endif
