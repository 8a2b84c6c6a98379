/* AWS Security Token Service, 2011-06-15. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_PolicyDescriptorType[] = {
    {"arn", "arn", "arn", &shape_string, false},
};
static const struct shape s_PolicyDescriptorType = {.kind = SHAPE_STRUCTURE, .members = m_PolicyDescriptorType, .count = sizeof m_PolicyDescriptorType / sizeof *m_PolicyDescriptorType};
static const struct shape s_policyDescriptorListType = {.kind = SHAPE_LIST, .item = &s_PolicyDescriptorType};
static const struct shape_member m_Tag[] = {
    {"Key", "Key", "Key", &shape_string, true},
    {"Value", "Value", "Value", &shape_string, true},
};
static const struct shape s_Tag = {.kind = SHAPE_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct shape s_tagListType = {.kind = SHAPE_LIST, .item = &s_Tag};
static const struct shape s_tagKeyListType = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_ProvidedContext[] = {
    {"ProviderArn", "ProviderArn", "ProviderArn", &shape_string, false},
    {"ContextAssertion", "ContextAssertion", "ContextAssertion", &shape_string, false},
};
static const struct shape s_ProvidedContext = {.kind = SHAPE_STRUCTURE, .members = m_ProvidedContext, .count = sizeof m_ProvidedContext / sizeof *m_ProvidedContext};
static const struct shape s_ProvidedContextsListType = {.kind = SHAPE_LIST, .item = &s_ProvidedContext};
static const struct shape_member m_AssumeRoleRequest[] = {
    {"RoleArn", "RoleArn", "RoleArn", &shape_string, true},
    {"RoleSessionName", "RoleSessionName", "RoleSessionName", &shape_string, true},
    {"PolicyArns", "PolicyArns", "PolicyArns", &s_policyDescriptorListType, false},
    {"Policy", "Policy", "Policy", &shape_string, false},
    {"DurationSeconds", "DurationSeconds", "DurationSeconds", &shape_integer, false},
    {"Tags", "Tags", "Tags", &s_tagListType, false},
    {"TransitiveTagKeys", "TransitiveTagKeys", "TransitiveTagKeys", &s_tagKeyListType, false},
    {"ExternalId", "ExternalId", "ExternalId", &shape_string, false},
    {"SerialNumber", "SerialNumber", "SerialNumber", &shape_string, false},
    {"TokenCode", "TokenCode", "TokenCode", &shape_string, false},
    {"SourceIdentity", "SourceIdentity", "SourceIdentity", &shape_string, false},
    {"ProvidedContexts", "ProvidedContexts", "ProvidedContexts", &s_ProvidedContextsListType, false},
};
static const struct shape s_AssumeRoleRequest = {.kind = SHAPE_STRUCTURE, .members = m_AssumeRoleRequest, .count = sizeof m_AssumeRoleRequest / sizeof *m_AssumeRoleRequest};
static const struct shape_member m_Credentials[] = {
    {"AccessKeyId", "AccessKeyId", "AccessKeyId", &shape_string, true},
    {"SecretAccessKey", "SecretAccessKey", "SecretAccessKey", &shape_string, true},
    {"SessionToken", "SessionToken", "SessionToken", &shape_string, true},
    {"Expiration", "Expiration", "Expiration", &shape_timestamp, true},
};
static const struct shape s_Credentials = {.kind = SHAPE_STRUCTURE, .members = m_Credentials, .count = sizeof m_Credentials / sizeof *m_Credentials};
static const struct shape_member m_AssumedRoleUser[] = {
    {"AssumedRoleId", "AssumedRoleId", "AssumedRoleId", &shape_string, true},
    {"Arn", "Arn", "Arn", &shape_string, true},
};
static const struct shape s_AssumedRoleUser = {.kind = SHAPE_STRUCTURE, .members = m_AssumedRoleUser, .count = sizeof m_AssumedRoleUser / sizeof *m_AssumedRoleUser};
static const struct shape_member m_AssumeRoleResponse[] = {
    {"Credentials", "Credentials", "Credentials", &s_Credentials, false},
    {"AssumedRoleUser", "AssumedRoleUser", "AssumedRoleUser", &s_AssumedRoleUser, false},
    {"PackedPolicySize", "PackedPolicySize", "PackedPolicySize", &shape_integer, false},
    {"SourceIdentity", "SourceIdentity", "SourceIdentity", &shape_string, false},
};
static const struct shape s_AssumeRoleResponse = {.kind = SHAPE_STRUCTURE, .members = m_AssumeRoleResponse, .count = sizeof m_AssumeRoleResponse / sizeof *m_AssumeRoleResponse};
static const struct shape_member m_AssumeRoleWithWebIdentityRequest[] = {
    {"RoleArn", "RoleArn", "RoleArn", &shape_string, true},
    {"RoleSessionName", "RoleSessionName", "RoleSessionName", &shape_string, true},
    {"WebIdentityToken", "WebIdentityToken", "WebIdentityToken", &shape_string, true},
    {"ProviderId", "ProviderId", "ProviderId", &shape_string, false},
    {"PolicyArns", "PolicyArns", "PolicyArns", &s_policyDescriptorListType, false},
    {"Policy", "Policy", "Policy", &shape_string, false},
    {"DurationSeconds", "DurationSeconds", "DurationSeconds", &shape_integer, false},
};
static const struct shape s_AssumeRoleWithWebIdentityRequest = {.kind = SHAPE_STRUCTURE, .members = m_AssumeRoleWithWebIdentityRequest, .count = sizeof m_AssumeRoleWithWebIdentityRequest / sizeof *m_AssumeRoleWithWebIdentityRequest};
static const struct shape_member m_AssumeRoleWithWebIdentityResponse[] = {
    {"Credentials", "Credentials", "Credentials", &s_Credentials, false},
    {"SubjectFromWebIdentityToken", "SubjectFromWebIdentityToken", "SubjectFromWebIdentityToken", &shape_string, false},
    {"AssumedRoleUser", "AssumedRoleUser", "AssumedRoleUser", &s_AssumedRoleUser, false},
    {"PackedPolicySize", "PackedPolicySize", "PackedPolicySize", &shape_integer, false},
    {"Provider", "Provider", "Provider", &shape_string, false},
    {"Audience", "Audience", "Audience", &shape_string, false},
    {"SourceIdentity", "SourceIdentity", "SourceIdentity", &shape_string, false},
};
static const struct shape s_AssumeRoleWithWebIdentityResponse = {.kind = SHAPE_STRUCTURE, .members = m_AssumeRoleWithWebIdentityResponse, .count = sizeof m_AssumeRoleWithWebIdentityResponse / sizeof *m_AssumeRoleWithWebIdentityResponse};
static const struct shape s_GetCallerIdentityRequest = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_GetCallerIdentityResponse[] = {
    {"UserId", "UserId", "UserId", &shape_string, false},
    {"Account", "Account", "Account", &shape_string, false},
    {"Arn", "Arn", "Arn", &shape_string, false},
};
static const struct shape s_GetCallerIdentityResponse = {.kind = SHAPE_STRUCTURE, .members = m_GetCallerIdentityResponse, .count = sizeof m_GetCallerIdentityResponse / sizeof *m_GetCallerIdentityResponse};

static const struct operation operations[] = {
    {"AssumeRole", &s_AssumeRoleRequest, &s_AssumeRoleResponse, "AssumeRoleResult", NULL, NULL, NULL, NULL},
    {"AssumeRoleWithWebIdentity", &s_AssumeRoleWithWebIdentityRequest, &s_AssumeRoleWithWebIdentityResponse, "AssumeRoleWithWebIdentityResult", NULL, NULL, NULL, NULL},
    {"GetCallerIdentity", &s_GetCallerIdentityRequest, &s_GetCallerIdentityResponse, "GetCallerIdentityResult", NULL, NULL, NULL, NULL},
};

const struct service service_sts = {
    .name = "sts",
    .id = "STS",
    .version = "2011-06-15",
    .protocol = PROTOCOL_QUERY,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
};
