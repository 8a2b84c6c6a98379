/* Requests of AWS Certificate Manager, 2015-12-08. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model.h"

/* clang-format off */
static const struct model_shape s_nothing __attribute__((unused)) = {.kind = MODEL_STRUCTURE};
static const struct model_shape s_Arn = {.kind = MODEL_TEXT, .least = 20, .has_least = true, .most = 2048, .has_most = true};
static const struct model_shape s_TagKey = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true, .pattern = "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)", .expression = "words"};
static const struct model_shape s_TagValue = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 256, .has_most = true, .pattern = "([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)", .expression = "words"};
static const struct model_member m_Tag[] = {
    {"Key", &s_TagKey, true},
    {"Value", &s_TagValue, false},
};
static const struct model_shape s_Tag = {.kind = MODEL_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct model_shape s_TagList = {.kind = MODEL_LIST, .least = 1, .has_least = true, .most = 50, .has_most = true, .item = &s_Tag};
static const struct model_member m_AddTagsToCertificateRequest[] = {
    {"CertificateArn", &s_Arn, true},
    {"Tags", &s_TagList, true},
};
static const struct model_shape s_AddTagsToCertificateRequest = {.kind = MODEL_STRUCTURE, .members = m_AddTagsToCertificateRequest, .count = sizeof m_AddTagsToCertificateRequest / sizeof *m_AddTagsToCertificateRequest};
static const struct model_member m_DeleteCertificateRequest[] = {
    {"CertificateArn", &s_Arn, true},
};
static const struct model_shape s_DeleteCertificateRequest = {.kind = MODEL_STRUCTURE, .members = m_DeleteCertificateRequest, .count = sizeof m_DeleteCertificateRequest / sizeof *m_DeleteCertificateRequest};
static const struct model_member m_DescribeCertificateRequest[] = {
    {"CertificateArn", &s_Arn, true},
};
static const struct model_shape s_DescribeCertificateRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeCertificateRequest, .count = sizeof m_DescribeCertificateRequest / sizeof *m_DescribeCertificateRequest};
static const char *const e_CertificateStatus[] = {"PENDING_VALIDATION", "ISSUED", "INACTIVE", "EXPIRED", "VALIDATION_TIMED_OUT", "REVOKED", "FAILED", NULL};
static const struct model_shape s_CertificateStatus = {.kind = MODEL_TEXT, .words = e_CertificateStatus};
static const struct model_shape s_CertificateStatuses = {.kind = MODEL_LIST, .item = &s_CertificateStatus};
static const char *const e_CertificateKeyPairOrigin[] = {"AWS_MANAGED", "ACME", "CUSTOMER_PROVIDED", NULL};
static const struct model_shape s_CertificateKeyPairOrigin = {.kind = MODEL_TEXT, .words = e_CertificateKeyPairOrigin};
static const struct model_shape s_CertificateKeyPairOrigins = {.kind = MODEL_LIST, .least = 1, .has_least = true, .most = 3, .has_most = true, .item = &s_CertificateKeyPairOrigin};
static const char *const e_ExtendedKeyUsageName[] = {"TLS_WEB_SERVER_AUTHENTICATION", "TLS_WEB_CLIENT_AUTHENTICATION", "CODE_SIGNING", "EMAIL_PROTECTION", "TIME_STAMPING", "OCSP_SIGNING", "IPSEC_END_SYSTEM", "IPSEC_TUNNEL", "IPSEC_USER", "ANY", "NONE", "CUSTOM", NULL};
static const struct model_shape s_ExtendedKeyUsageName = {.kind = MODEL_TEXT, .words = e_ExtendedKeyUsageName};
static const struct model_shape s_ExtendedKeyUsageFilterList = {.kind = MODEL_LIST, .item = &s_ExtendedKeyUsageName};
static const char *const e_KeyUsageName[] = {"DIGITAL_SIGNATURE", "NON_REPUDIATION", "KEY_ENCIPHERMENT", "DATA_ENCIPHERMENT", "KEY_AGREEMENT", "CERTIFICATE_SIGNING", "CRL_SIGNING", "ENCIPHER_ONLY", "DECIPHER_ONLY", "ANY", "CUSTOM", NULL};
static const struct model_shape s_KeyUsageName = {.kind = MODEL_TEXT, .words = e_KeyUsageName};
static const struct model_shape s_KeyUsageFilterList = {.kind = MODEL_LIST, .item = &s_KeyUsageName};
static const char *const e_KeyAlgorithm[] = {"RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1", NULL};
static const struct model_shape s_KeyAlgorithm = {.kind = MODEL_TEXT, .words = e_KeyAlgorithm};
static const struct model_shape s_KeyAlgorithmList = {.kind = MODEL_LIST, .item = &s_KeyAlgorithm};
static const char *const e_CertificateExport[] = {"ENABLED", "DISABLED", NULL};
static const struct model_shape s_CertificateExport = {.kind = MODEL_TEXT, .words = e_CertificateExport};
static const char *const e_CertificateManagedBy[] = {"CLOUDFRONT", NULL};
static const struct model_shape s_CertificateManagedBy = {.kind = MODEL_TEXT, .words = e_CertificateManagedBy};
static const struct model_member m_Filters[] = {
    {"extendedKeyUsage", &s_ExtendedKeyUsageFilterList, false},
    {"keyUsage", &s_KeyUsageFilterList, false},
    {"keyTypes", &s_KeyAlgorithmList, false},
    {"exportOption", &s_CertificateExport, false},
    {"managedBy", &s_CertificateManagedBy, false},
};
static const struct model_shape s_Filters = {.kind = MODEL_STRUCTURE, .members = m_Filters, .count = sizeof m_Filters / sizeof *m_Filters};
static const struct model_shape s_NextToken = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 10000, .has_most = true};
static const struct model_shape s_MaxItems = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 1000, .has_most = true};
static const char *const e_SortBy[] = {"CREATED_AT", NULL};
static const struct model_shape s_SortBy = {.kind = MODEL_TEXT, .words = e_SortBy};
static const char *const e_SortOrder[] = {"ASCENDING", "DESCENDING", NULL};
static const struct model_shape s_SortOrder = {.kind = MODEL_TEXT, .words = e_SortOrder};
static const struct model_member m_ListCertificatesRequest[] = {
    {"CertificateStatuses", &s_CertificateStatuses, false},
    {"CertificateKeyPairOrigins", &s_CertificateKeyPairOrigins, false},
    {"Includes", &s_Filters, false},
    {"NextToken", &s_NextToken, false},
    {"MaxItems", &s_MaxItems, false},
    {"SortBy", &s_SortBy, false},
    {"SortOrder", &s_SortOrder, false},
};
static const struct model_shape s_ListCertificatesRequest = {.kind = MODEL_STRUCTURE, .members = m_ListCertificatesRequest, .count = sizeof m_ListCertificatesRequest / sizeof *m_ListCertificatesRequest};
static const struct model_member m_ListTagsForCertificateRequest[] = {
    {"CertificateArn", &s_Arn, true},
};
static const struct model_shape s_ListTagsForCertificateRequest = {.kind = MODEL_STRUCTURE, .members = m_ListTagsForCertificateRequest, .count = sizeof m_ListTagsForCertificateRequest / sizeof *m_ListTagsForCertificateRequest};
static const struct model_shape s_DomainNameString = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 253, .has_most = true};
static const char *const e_ValidationMethod[] = {"EMAIL", "DNS", "HTTP", NULL};
static const struct model_shape s_ValidationMethod = {.kind = MODEL_TEXT, .words = e_ValidationMethod};
static const struct model_shape s_DomainList = {.kind = MODEL_LIST, .least = 1, .has_least = true, .most = 100, .has_most = true, .item = &s_DomainNameString};
static const struct model_shape s_IdempotencyToken = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 32, .has_most = true};
static const struct model_member m_DomainValidationOption[] = {
    {"DomainName", &s_DomainNameString, true},
    {"ValidationDomain", &s_DomainNameString, true},
};
static const struct model_shape s_DomainValidationOption = {.kind = MODEL_STRUCTURE, .members = m_DomainValidationOption, .count = sizeof m_DomainValidationOption / sizeof *m_DomainValidationOption};
static const struct model_shape s_DomainValidationOptionList = {.kind = MODEL_LIST, .least = 1, .has_least = true, .most = 100, .has_most = true, .item = &s_DomainValidationOption};
static const char *const e_CertificateTransparencyLoggingPreference[] = {"ENABLED", "DISABLED", NULL};
static const struct model_shape s_CertificateTransparencyLoggingPreference = {.kind = MODEL_TEXT, .words = e_CertificateTransparencyLoggingPreference};
static const struct model_member m_CertificateOptions[] = {
    {"CertificateTransparencyLoggingPreference", &s_CertificateTransparencyLoggingPreference, false},
    {"Export", &s_CertificateExport, false},
    {"ValidationMethod", &s_ValidationMethod, false},
};
static const struct model_shape s_CertificateOptions = {.kind = MODEL_STRUCTURE, .members = m_CertificateOptions, .count = sizeof m_CertificateOptions / sizeof *m_CertificateOptions};
static const struct model_shape s_PcaArn = {.kind = MODEL_TEXT, .least = 20, .has_least = true, .most = 2048, .has_most = true};
static const struct model_member m_RequestCertificateRequest[] = {
    {"DomainName", &s_DomainNameString, true},
    {"ValidationMethod", &s_ValidationMethod, false},
    {"SubjectAlternativeNames", &s_DomainList, false},
    {"IdempotencyToken", &s_IdempotencyToken, false},
    {"DomainValidationOptions", &s_DomainValidationOptionList, false},
    {"Options", &s_CertificateOptions, false},
    {"CertificateAuthorityArn", &s_PcaArn, false},
    {"Tags", &s_TagList, false},
    {"KeyAlgorithm", &s_KeyAlgorithm, false},
    {"ManagedBy", &s_CertificateManagedBy, false},
};
static const struct model_shape s_RequestCertificateRequest = {.kind = MODEL_STRUCTURE, .members = m_RequestCertificateRequest, .count = sizeof m_RequestCertificateRequest / sizeof *m_RequestCertificateRequest};

const struct model_operation model_acm[] = {
    {"AddTagsToCertificate", &s_AddTagsToCertificateRequest},
    {"DeleteCertificate", &s_DeleteCertificateRequest},
    {"DescribeCertificate", &s_DescribeCertificateRequest},
    {"ListCertificates", &s_ListCertificatesRequest},
    {"ListTagsForCertificate", &s_ListTagsForCertificateRequest},
    {"RequestCertificate", &s_RequestCertificateRequest},
    {0},
};
