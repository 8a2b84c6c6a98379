/* Requests of Elastic Load Balancing, 2015-12-01: listeners. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model_elbv2.h"

/* clang-format off */
static const struct model_shape s_CertificateArn = {.kind = MODEL_TEXT};
static const struct model_shape s_Default = {.kind = MODEL_BOOLEAN};
static const struct model_member m_Certificate[] = {
    {"CertificateArn", &s_CertificateArn, false},
    {"IsDefault", &s_Default, false},
};
static const struct model_shape s_Certificate = {.kind = MODEL_STRUCTURE, .members = m_Certificate, .count = sizeof m_Certificate / sizeof *m_Certificate};
static const struct model_shape s_CertificateList = {.kind = MODEL_LIST, .item = &s_Certificate};
static const struct model_member m_AddListenerCertificatesInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, true},
    {"Certificates", &s_CertificateList, true},
};
const struct model_shape model_elbv2_AddListenerCertificatesInput = {.kind = MODEL_STRUCTURE, .members = m_AddListenerCertificatesInput, .count = sizeof m_AddListenerCertificatesInput / sizeof *m_AddListenerCertificatesInput};
const struct model_shape model_elbv2_TrustStoreArn = {.kind = MODEL_TEXT};
static const struct model_shape s_SslPolicyName = {.kind = MODEL_TEXT};
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
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, false},
    {"IgnoreClientCertificateExpiry", &s_IgnoreClientCertificateExpiry, false},
    {"TrustStoreAssociationStatus", &s_TrustStoreAssociationStatusEnum, false},
    {"AdvertiseTrustStoreCaNames", &s_AdvertiseTrustStoreCaNamesEnum, false},
};
static const struct model_shape s_MutualAuthenticationAttributes = {.kind = MODEL_STRUCTURE, .members = m_MutualAuthenticationAttributes, .count = sizeof m_MutualAuthenticationAttributes / sizeof *m_MutualAuthenticationAttributes};
static const struct model_member m_CreateListenerInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, true},
    {"Protocol", &model_elbv2_ProtocolEnum, false},
    {"Port", &model_elbv2_Port, false},
    {"SslPolicy", &s_SslPolicyName, false},
    {"Certificates", &s_CertificateList, false},
    {"DefaultActions", &model_elbv2_Actions, true},
    {"AlpnPolicy", &s_AlpnPolicyName, false},
    {"Tags", &model_elbv2_TagList, false},
    {"MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
const struct model_shape model_elbv2_CreateListenerInput = {.kind = MODEL_STRUCTURE, .members = m_CreateListenerInput, .count = sizeof m_CreateListenerInput / sizeof *m_CreateListenerInput};
static const char *const e_LoadBalancerTypeEnum[] = {"application", "network", "gateway", NULL};
const struct model_shape model_elbv2_LoadBalancerTypeEnum = {.kind = MODEL_TEXT, .words = e_LoadBalancerTypeEnum};
static const struct model_member m_DeleteListenerInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, true},
};
const struct model_shape model_elbv2_DeleteListenerInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteListenerInput, .count = sizeof m_DeleteListenerInput / sizeof *m_DeleteListenerInput};
static const struct model_member m_DescribeListenerAttributesInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, true},
};
const struct model_shape model_elbv2_DescribeListenerAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeListenerAttributesInput, .count = sizeof m_DescribeListenerAttributesInput / sizeof *m_DescribeListenerAttributesInput};
static const struct model_member m_DescribeListenerCertificatesInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, true},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeListenerCertificatesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeListenerCertificatesInput, .count = sizeof m_DescribeListenerCertificatesInput / sizeof *m_DescribeListenerCertificatesInput};
static const struct model_shape s_ListenerArns = {.kind = MODEL_LIST, .item = &model_elbv2_ListenerArn};
static const struct model_member m_DescribeListenersInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, false},
    {"ListenerArns", &s_ListenerArns, false},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeListenersInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeListenersInput, .count = sizeof m_DescribeListenersInput / sizeof *m_DescribeListenersInput};
static const struct model_shape s_SslPolicyNames = {.kind = MODEL_LIST, .item = &s_SslPolicyName};
static const struct model_member m_DescribeSSLPoliciesInput[] = {
    {"Names", &s_SslPolicyNames, false},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
    {"LoadBalancerType", &model_elbv2_LoadBalancerTypeEnum, false},
};
const struct model_shape model_elbv2_DescribeSSLPoliciesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeSSLPoliciesInput, .count = sizeof m_DescribeSSLPoliciesInput / sizeof *m_DescribeSSLPoliciesInput};
static const struct model_member m_ModifyListenerInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, true},
    {"Port", &model_elbv2_Port, false},
    {"Protocol", &model_elbv2_ProtocolEnum, false},
    {"SslPolicy", &s_SslPolicyName, false},
    {"Certificates", &s_CertificateList, false},
    {"DefaultActions", &model_elbv2_Actions, false},
    {"AlpnPolicy", &s_AlpnPolicyName, false},
    {"MutualAuthentication", &s_MutualAuthenticationAttributes, false},
};
const struct model_shape model_elbv2_ModifyListenerInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyListenerInput, .count = sizeof m_ModifyListenerInput / sizeof *m_ModifyListenerInput};
static const struct model_shape s_ListenerAttributeKey = {.kind = MODEL_TEXT, .most = 256, .has_most = true, .pattern = "^[a-zA-Z0-9._]+$", .expression = "^[a-zA-Z0-9._]+$"};
static const struct model_shape s_ListenerAttributeValue = {.kind = MODEL_TEXT};
static const struct model_member m_ListenerAttribute[] = {
    {"Key", &s_ListenerAttributeKey, false},
    {"Value", &s_ListenerAttributeValue, false},
};
static const struct model_shape s_ListenerAttribute = {.kind = MODEL_STRUCTURE, .members = m_ListenerAttribute, .count = sizeof m_ListenerAttribute / sizeof *m_ListenerAttribute};
static const struct model_shape s_ListenerAttributes = {.kind = MODEL_LIST, .item = &s_ListenerAttribute};
static const struct model_member m_ModifyListenerAttributesInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, true},
    {"Attributes", &s_ListenerAttributes, true},
};
const struct model_shape model_elbv2_ModifyListenerAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyListenerAttributesInput, .count = sizeof m_ModifyListenerAttributesInput / sizeof *m_ModifyListenerAttributesInput};
static const struct model_member m_RemoveListenerCertificatesInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, true},
    {"Certificates", &s_CertificateList, true},
};
const struct model_shape model_elbv2_RemoveListenerCertificatesInput = {.kind = MODEL_STRUCTURE, .members = m_RemoveListenerCertificatesInput, .count = sizeof m_RemoveListenerCertificatesInput / sizeof *m_RemoveListenerCertificatesInput};
