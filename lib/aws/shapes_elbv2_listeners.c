/* Elastic Load Balancing, 2015-12-01: listeners. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_elbv2.h"

/* clang-format off */
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
const struct shape shapes_elbv2_AddListenerCertificatesInput = {.kind = SHAPE_STRUCTURE, .members = m_AddListenerCertificatesInput, .count = sizeof m_AddListenerCertificatesInput / sizeof *m_AddListenerCertificatesInput};
static const struct shape_member m_AddListenerCertificatesOutput[] = {
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
};
const struct shape shapes_elbv2_AddListenerCertificatesOutput = {.kind = SHAPE_STRUCTURE, .members = m_AddListenerCertificatesOutput, .count = sizeof m_AddListenerCertificatesOutput / sizeof *m_AddListenerCertificatesOutput};
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
    {"DefaultActions", "DefaultActions", "DefaultActions", &shapes_elbv2_Actions, true},
    {"AlpnPolicy", "AlpnPolicy", "AlpnPolicy", &s_AlpnPolicyName, false},
    {"Tags", "Tags", "Tags", &shapes_elbv2_TagList, false},
    {"MutualAuthentication", "MutualAuthentication", "MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
const struct shape shapes_elbv2_CreateListenerInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateListenerInput, .count = sizeof m_CreateListenerInput / sizeof *m_CreateListenerInput};
static const struct shape_member m_Listener[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, false},
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, false},
    {"Port", "Port", "Port", &shape_integer, false},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
    {"SslPolicy", "SslPolicy", "SslPolicy", &shape_string, false},
    {"DefaultActions", "DefaultActions", "DefaultActions", &shapes_elbv2_Actions, false},
    {"AlpnPolicy", "AlpnPolicy", "AlpnPolicy", &s_AlpnPolicyName, false},
    {"MutualAuthentication", "MutualAuthentication", "MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
static const struct shape s_Listener = {.kind = SHAPE_STRUCTURE, .members = m_Listener, .count = sizeof m_Listener / sizeof *m_Listener};
static const struct shape s_Listeners = {.kind = SHAPE_LIST, .item = &s_Listener};
static const struct shape_member m_CreateListenerOutput[] = {
    {"Listeners", "Listeners", "Listeners", &s_Listeners, false},
};
const struct shape shapes_elbv2_CreateListenerOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateListenerOutput, .count = sizeof m_CreateListenerOutput / sizeof *m_CreateListenerOutput};
static const struct shape_member m_DeleteListenerInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
};
const struct shape shapes_elbv2_DeleteListenerInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteListenerInput, .count = sizeof m_DeleteListenerInput / sizeof *m_DeleteListenerInput};
const struct shape shapes_elbv2_DeleteListenerOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DescribeListenerAttributesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
};
const struct shape shapes_elbv2_DescribeListenerAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenerAttributesInput, .count = sizeof m_DescribeListenerAttributesInput / sizeof *m_DescribeListenerAttributesInput};
static const struct shape_member m_ListenerAttribute[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_ListenerAttribute = {.kind = SHAPE_STRUCTURE, .members = m_ListenerAttribute, .count = sizeof m_ListenerAttribute / sizeof *m_ListenerAttribute};
static const struct shape s_ListenerAttributes = {.kind = SHAPE_LIST, .item = &s_ListenerAttribute};
static const struct shape_member m_DescribeListenerAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_ListenerAttributes, false},
};
const struct shape shapes_elbv2_DescribeListenerAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenerAttributesOutput, .count = sizeof m_DescribeListenerAttributesOutput / sizeof *m_DescribeListenerAttributesOutput};
static const struct shape_member m_DescribeListenerCertificatesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeListenerCertificatesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenerCertificatesInput, .count = sizeof m_DescribeListenerCertificatesInput / sizeof *m_DescribeListenerCertificatesInput};
static const struct shape_member m_DescribeListenerCertificatesOutput[] = {
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeListenerCertificatesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenerCertificatesOutput, .count = sizeof m_DescribeListenerCertificatesOutput / sizeof *m_DescribeListenerCertificatesOutput};
static const struct shape s_ListenerArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeListenersInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, false},
    {"ListenerArns", "ListenerArns", "ListenerArns", &s_ListenerArns, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeListenersInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenersInput, .count = sizeof m_DescribeListenersInput / sizeof *m_DescribeListenersInput};
static const struct shape_member m_DescribeListenersOutput[] = {
    {"Listeners", "Listeners", "Listeners", &s_Listeners, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeListenersOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeListenersOutput, .count = sizeof m_DescribeListenersOutput / sizeof *m_DescribeListenersOutput};
static const struct shape s_SslPolicyNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeSSLPoliciesInput[] = {
    {"Names", "Names", "Names", &s_SslPolicyNames, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
    {"LoadBalancerType", "LoadBalancerType", "LoadBalancerType", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeSSLPoliciesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSSLPoliciesInput, .count = sizeof m_DescribeSSLPoliciesInput / sizeof *m_DescribeSSLPoliciesInput};
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
    {"SupportedLoadBalancerTypes", "SupportedLoadBalancerTypes", "SupportedLoadBalancerTypes", &shapes_elbv2_ListOfString, false},
};
static const struct shape s_SslPolicy = {.kind = SHAPE_STRUCTURE, .members = m_SslPolicy, .count = sizeof m_SslPolicy / sizeof *m_SslPolicy};
static const struct shape s_SslPolicies = {.kind = SHAPE_LIST, .item = &s_SslPolicy};
static const struct shape_member m_DescribeSSLPoliciesOutput[] = {
    {"SslPolicies", "SslPolicies", "SslPolicies", &s_SslPolicies, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeSSLPoliciesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeSSLPoliciesOutput, .count = sizeof m_DescribeSSLPoliciesOutput / sizeof *m_DescribeSSLPoliciesOutput};
static const struct shape_member m_ModifyListenerInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Port", "Port", "Port", &shape_integer, false},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"SslPolicy", "SslPolicy", "SslPolicy", &shape_string, false},
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, false},
    {"DefaultActions", "DefaultActions", "DefaultActions", &shapes_elbv2_Actions, false},
    {"AlpnPolicy", "AlpnPolicy", "AlpnPolicy", &s_AlpnPolicyName, false},
    {"MutualAuthentication", "MutualAuthentication", "MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
const struct shape shapes_elbv2_ModifyListenerInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyListenerInput, .count = sizeof m_ModifyListenerInput / sizeof *m_ModifyListenerInput};
static const struct shape_member m_ModifyListenerOutput[] = {
    {"Listeners", "Listeners", "Listeners", &s_Listeners, false},
};
const struct shape shapes_elbv2_ModifyListenerOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyListenerOutput, .count = sizeof m_ModifyListenerOutput / sizeof *m_ModifyListenerOutput};
static const struct shape_member m_ModifyListenerAttributesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Attributes", "Attributes", "Attributes", &s_ListenerAttributes, true},
};
const struct shape shapes_elbv2_ModifyListenerAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyListenerAttributesInput, .count = sizeof m_ModifyListenerAttributesInput / sizeof *m_ModifyListenerAttributesInput};
static const struct shape_member m_ModifyListenerAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_ListenerAttributes, false},
};
const struct shape shapes_elbv2_ModifyListenerAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyListenerAttributesOutput, .count = sizeof m_ModifyListenerAttributesOutput / sizeof *m_ModifyListenerAttributesOutput};
static const struct shape_member m_RemoveListenerCertificatesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Certificates", "Certificates", "Certificates", &s_CertificateList, true},
};
const struct shape shapes_elbv2_RemoveListenerCertificatesInput = {.kind = SHAPE_STRUCTURE, .members = m_RemoveListenerCertificatesInput, .count = sizeof m_RemoveListenerCertificatesInput / sizeof *m_RemoveListenerCertificatesInput};
const struct shape shapes_elbv2_RemoveListenerCertificatesOutput = {.kind = SHAPE_STRUCTURE};
