/* Requests of AWS Security Token Service, 2011-06-15. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model.h"

/* clang-format off */
static const struct model_shape s_nothing __attribute__((unused)) = {.kind = MODEL_STRUCTURE};
static const struct model_shape s_arnType = {.kind = MODEL_TEXT, .least = 20, .has_least = true, .most = 2048, .has_most = true};
static const struct model_shape s_roleSessionNameType = {.kind = MODEL_TEXT, .least = 2, .has_least = true, .most = 64, .has_most = true};
static const struct model_member m_PolicyDescriptorType[] = {
    {"arn", &s_arnType, false},
};
static const struct model_shape s_PolicyDescriptorType = {.kind = MODEL_STRUCTURE, .members = m_PolicyDescriptorType, .count = sizeof m_PolicyDescriptorType / sizeof *m_PolicyDescriptorType};
static const struct model_shape s_policyDescriptorListType = {.kind = MODEL_LIST, .item = &s_PolicyDescriptorType};
static const struct model_shape s_unrestrictedSessionPolicyDocumentType = {.kind = MODEL_TEXT, .least = 1, .has_least = true};
static const struct model_shape s_roleDurationSecondsType = {.kind = MODEL_INTEGER, .least = 900, .has_least = true, .most = 43200, .has_most = true};
static const struct model_shape s_tagKeyType = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true, .pattern = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+", .expression = "words"};
static const struct model_shape s_tagValueType = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 256, .has_most = true, .pattern = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*", .expression = "words"};
static const struct model_member m_Tag[] = {
    {"Key", &s_tagKeyType, true},
    {"Value", &s_tagValueType, true},
};
static const struct model_shape s_Tag = {.kind = MODEL_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct model_shape s_tagListType = {.kind = MODEL_LIST, .most = 50, .has_most = true, .item = &s_Tag};
static const struct model_shape s_tagKeyListType = {.kind = MODEL_LIST, .most = 50, .has_most = true, .item = &s_tagKeyType};
static const struct model_shape s_externalIdType = {.kind = MODEL_TEXT, .least = 2, .has_least = true, .most = 1224, .has_most = true};
static const struct model_shape s_serialNumberType = {.kind = MODEL_TEXT, .least = 9, .has_least = true, .most = 256, .has_most = true};
static const struct model_shape s_tokenCodeType = {.kind = MODEL_TEXT, .least = 6, .has_least = true, .most = 6, .has_most = true, .pattern = "[\\d]*", .expression = "[[0-9]]*"};
static const struct model_shape s_sourceIdentityType = {.kind = MODEL_TEXT, .least = 2, .has_least = true, .most = 64, .has_most = true};
static const struct model_shape s_contextAssertionType = {.kind = MODEL_TEXT, .least = 4, .has_least = true, .most = 2048, .has_most = true};
static const struct model_member m_ProvidedContext[] = {
    {"ProviderArn", &s_arnType, false},
    {"ContextAssertion", &s_contextAssertionType, false},
};
static const struct model_shape s_ProvidedContext = {.kind = MODEL_STRUCTURE, .members = m_ProvidedContext, .count = sizeof m_ProvidedContext / sizeof *m_ProvidedContext};
static const struct model_shape s_ProvidedContextsListType = {.kind = MODEL_LIST, .least = 1, .has_least = true, .most = 5, .has_most = true, .item = &s_ProvidedContext};
static const struct model_shape s_minimumSessionTokenSizeType = {.kind = MODEL_INTEGER, .least = 0, .has_least = true, .most = 4096, .has_most = true};
static const struct model_member m_AssumeRoleRequest[] = {
    {"RoleArn", &s_arnType, true},
    {"RoleSessionName", &s_roleSessionNameType, true},
    {"PolicyArns", &s_policyDescriptorListType, false},
    {"Policy", &s_unrestrictedSessionPolicyDocumentType, false},
    {"DurationSeconds", &s_roleDurationSecondsType, false},
    {"Tags", &s_tagListType, false},
    {"TransitiveTagKeys", &s_tagKeyListType, false},
    {"ExternalId", &s_externalIdType, false},
    {"SerialNumber", &s_serialNumberType, false},
    {"TokenCode", &s_tokenCodeType, false},
    {"SourceIdentity", &s_sourceIdentityType, false},
    {"ProvidedContexts", &s_ProvidedContextsListType, false},
    {"MinimumSessionTokenSize", &s_minimumSessionTokenSizeType, false},
};
static const struct model_shape s_AssumeRoleRequest = {.kind = MODEL_STRUCTURE, .members = m_AssumeRoleRequest, .count = sizeof m_AssumeRoleRequest / sizeof *m_AssumeRoleRequest};
static const struct model_shape s_clientTokenType = {.kind = MODEL_TEXT, .least = 4, .has_least = true, .most = 20000, .has_most = true};
static const struct model_shape s_urlType = {.kind = MODEL_TEXT, .least = 4, .has_least = true, .most = 2048, .has_most = true};
static const struct model_shape s_sessionPolicyDocumentType = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 2048, .has_most = true};
static const struct model_member m_AssumeRoleWithWebIdentityRequest[] = {
    {"RoleArn", &s_arnType, true},
    {"RoleSessionName", &s_roleSessionNameType, true},
    {"WebIdentityToken", &s_clientTokenType, true},
    {"ProviderId", &s_urlType, false},
    {"PolicyArns", &s_policyDescriptorListType, false},
    {"Policy", &s_sessionPolicyDocumentType, false},
    {"DurationSeconds", &s_roleDurationSecondsType, false},
    {"MinimumSessionTokenSize", &s_minimumSessionTokenSizeType, false},
};
static const struct model_shape s_AssumeRoleWithWebIdentityRequest = {.kind = MODEL_STRUCTURE, .members = m_AssumeRoleWithWebIdentityRequest, .count = sizeof m_AssumeRoleWithWebIdentityRequest / sizeof *m_AssumeRoleWithWebIdentityRequest};
static const struct model_shape s_GetCallerIdentityRequest = {.kind = MODEL_STRUCTURE};

const struct model_operation model_sts[] = {
    {"AssumeRole", &s_AssumeRoleRequest},
    {"AssumeRoleWithWebIdentity", &s_AssumeRoleWithWebIdentityRequest},
    {"GetCallerIdentity", &s_GetCallerIdentityRequest},
    {0},
};
