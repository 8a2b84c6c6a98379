/* AWS Certificate Manager, 2015-12-08. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_Tag[] = {
    {"Key", "Key", "Key", &shape_string, true},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_Tag = {.kind = SHAPE_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct shape s_TagList = {.kind = SHAPE_LIST, .item = &s_Tag};
static const struct shape_member m_AddTagsToCertificateRequest[] = {
    {"CertificateArn", "CertificateArn", "CertificateArn", &shape_string, true},
    {"Tags", "Tags", "Tags", &s_TagList, true},
};
static const struct shape s_AddTagsToCertificateRequest = {.kind = SHAPE_STRUCTURE, .members = m_AddTagsToCertificateRequest, .count = sizeof m_AddTagsToCertificateRequest / sizeof *m_AddTagsToCertificateRequest};
static const struct shape_member m_DeleteCertificateRequest[] = {
    {"CertificateArn", "CertificateArn", "CertificateArn", &shape_string, true},
};
static const struct shape s_DeleteCertificateRequest = {.kind = SHAPE_STRUCTURE, .members = m_DeleteCertificateRequest, .count = sizeof m_DeleteCertificateRequest / sizeof *m_DeleteCertificateRequest};
static const struct shape_member m_DescribeCertificateRequest[] = {
    {"CertificateArn", "CertificateArn", "CertificateArn", &shape_string, true},
};
static const struct shape s_DescribeCertificateRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeCertificateRequest, .count = sizeof m_DescribeCertificateRequest / sizeof *m_DescribeCertificateRequest};
static const struct shape s_DomainList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_CertificateDetail[] = {
    {"CertificateArn", "CertificateArn", "CertificateArn", &shape_string, false},
    {"DomainName", "DomainName", "DomainName", &shape_string, false},
    {"SubjectAlternativeNames", "SubjectAlternativeNames", "SubjectAlternativeNames", &s_DomainList, false},
    {"Status", "Status", "Status", &shape_string, false},
    {"NotAfter", "NotAfter", "NotAfter", &shape_timestamp, false},
    {"KeyAlgorithm", "KeyAlgorithm", "KeyAlgorithm", &shape_string, false},
    {"Type", "Type", "Type", &shape_string, false},
    {"CertificateAuthorityArn", "CertificateAuthorityArn", "CertificateAuthorityArn", &shape_string, false},
};
static const struct shape s_CertificateDetail = {.kind = SHAPE_STRUCTURE, .members = m_CertificateDetail, .count = sizeof m_CertificateDetail / sizeof *m_CertificateDetail};
static const struct shape_member m_DescribeCertificateResponse[] = {
    {"Certificate", "Certificate", "Certificate", &s_CertificateDetail, false},
};
static const struct shape s_DescribeCertificateResponse = {.kind = SHAPE_STRUCTURE, .members = m_DescribeCertificateResponse, .count = sizeof m_DescribeCertificateResponse / sizeof *m_DescribeCertificateResponse};
static const struct shape s_CertificateStatuses = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_ExtendedKeyUsageFilterList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_KeyUsageFilterList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_KeyAlgorithmList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_Filters[] = {
    {"extendedKeyUsage", "extendedKeyUsage", "extendedKeyUsage", &s_ExtendedKeyUsageFilterList, false},
    {"keyUsage", "keyUsage", "keyUsage", &s_KeyUsageFilterList, false},
    {"keyTypes", "keyTypes", "keyTypes", &s_KeyAlgorithmList, false},
    {"exportOption", "exportOption", "exportOption", &shape_string, false},
    {"managedBy", "managedBy", "managedBy", &shape_string, false},
};
static const struct shape s_Filters = {.kind = SHAPE_STRUCTURE, .members = m_Filters, .count = sizeof m_Filters / sizeof *m_Filters};
static const struct shape_member m_ListCertificatesRequest[] = {
    {"CertificateStatuses", "CertificateStatuses", "CertificateStatuses", &s_CertificateStatuses, false},
    {"Includes", "Includes", "Includes", &s_Filters, false},
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"MaxItems", "MaxItems", "MaxItems", &shape_integer, false},
    {"SortBy", "SortBy", "SortBy", &shape_string, false},
    {"SortOrder", "SortOrder", "SortOrder", &shape_string, false},
};
static const struct shape s_ListCertificatesRequest = {.kind = SHAPE_STRUCTURE, .members = m_ListCertificatesRequest, .count = sizeof m_ListCertificatesRequest / sizeof *m_ListCertificatesRequest};
static const struct shape s_KeyUsageNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_ExtendedKeyUsageNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_CertificateSummary[] = {
    {"CertificateArn", "CertificateArn", "CertificateArn", &shape_string, false},
    {"DomainName", "DomainName", "DomainName", &shape_string, false},
    {"SubjectAlternativeNameSummaries", "SubjectAlternativeNameSummaries", "SubjectAlternativeNameSummaries", &s_DomainList, false},
    {"HasAdditionalSubjectAlternativeNames", "HasAdditionalSubjectAlternativeNames", "HasAdditionalSubjectAlternativeNames", &shape_boolean, false},
    {"Status", "Status", "Status", &shape_string, false},
    {"Type", "Type", "Type", &shape_string, false},
    {"KeyAlgorithm", "KeyAlgorithm", "KeyAlgorithm", &shape_string, false},
    {"KeyUsages", "KeyUsages", "KeyUsages", &s_KeyUsageNames, false},
    {"ExtendedKeyUsages", "ExtendedKeyUsages", "ExtendedKeyUsages", &s_ExtendedKeyUsageNames, false},
    {"ExportOption", "ExportOption", "ExportOption", &shape_string, false},
    {"InUse", "InUse", "InUse", &shape_boolean, false},
    {"Exported", "Exported", "Exported", &shape_boolean, false},
    {"RenewalEligibility", "RenewalEligibility", "RenewalEligibility", &shape_string, false},
    {"NotBefore", "NotBefore", "NotBefore", &shape_timestamp, false},
    {"NotAfter", "NotAfter", "NotAfter", &shape_timestamp, false},
    {"CreatedAt", "CreatedAt", "CreatedAt", &shape_timestamp, false},
    {"IssuedAt", "IssuedAt", "IssuedAt", &shape_timestamp, false},
    {"ImportedAt", "ImportedAt", "ImportedAt", &shape_timestamp, false},
    {"RevokedAt", "RevokedAt", "RevokedAt", &shape_timestamp, false},
    {"ManagedBy", "ManagedBy", "ManagedBy", &shape_string, false},
};
static const struct shape s_CertificateSummary = {.kind = SHAPE_STRUCTURE, .members = m_CertificateSummary, .count = sizeof m_CertificateSummary / sizeof *m_CertificateSummary};
static const struct shape s_CertificateSummaryList = {.kind = SHAPE_LIST, .item = &s_CertificateSummary};
static const struct shape_member m_ListCertificatesResponse[] = {
    {"NextToken", "NextToken", "NextToken", &shape_string, false},
    {"CertificateSummaryList", "CertificateSummaryList", "CertificateSummaryList", &s_CertificateSummaryList, false},
};
static const struct shape s_ListCertificatesResponse = {.kind = SHAPE_STRUCTURE, .members = m_ListCertificatesResponse, .count = sizeof m_ListCertificatesResponse / sizeof *m_ListCertificatesResponse};
static const struct shape_member m_ListTagsForCertificateRequest[] = {
    {"CertificateArn", "CertificateArn", "CertificateArn", &shape_string, true},
};
static const struct shape s_ListTagsForCertificateRequest = {.kind = SHAPE_STRUCTURE, .members = m_ListTagsForCertificateRequest, .count = sizeof m_ListTagsForCertificateRequest / sizeof *m_ListTagsForCertificateRequest};
static const struct shape_member m_ListTagsForCertificateResponse[] = {
    {"Tags", "Tags", "Tags", &s_TagList, false},
};
static const struct shape s_ListTagsForCertificateResponse = {.kind = SHAPE_STRUCTURE, .members = m_ListTagsForCertificateResponse, .count = sizeof m_ListTagsForCertificateResponse / sizeof *m_ListTagsForCertificateResponse};
static const struct shape_member m_DomainValidationOption[] = {
    {"DomainName", "DomainName", "DomainName", &shape_string, true},
    {"ValidationDomain", "ValidationDomain", "ValidationDomain", &shape_string, true},
};
static const struct shape s_DomainValidationOption = {.kind = SHAPE_STRUCTURE, .members = m_DomainValidationOption, .count = sizeof m_DomainValidationOption / sizeof *m_DomainValidationOption};
static const struct shape s_DomainValidationOptionList = {.kind = SHAPE_LIST, .item = &s_DomainValidationOption};
static const struct shape_member m_CertificateOptions[] = {
    {"CertificateTransparencyLoggingPreference", "CertificateTransparencyLoggingPreference", "CertificateTransparencyLoggingPreference", &shape_string, false},
    {"Export", "Export", "Export", &shape_string, false},
};
static const struct shape s_CertificateOptions = {.kind = SHAPE_STRUCTURE, .members = m_CertificateOptions, .count = sizeof m_CertificateOptions / sizeof *m_CertificateOptions};
static const struct shape_member m_RequestCertificateRequest[] = {
    {"DomainName", "DomainName", "DomainName", &shape_string, true},
    {"ValidationMethod", "ValidationMethod", "ValidationMethod", &shape_string, false},
    {"SubjectAlternativeNames", "SubjectAlternativeNames", "SubjectAlternativeNames", &s_DomainList, false},
    {"IdempotencyToken", "IdempotencyToken", "IdempotencyToken", &shape_string, false},
    {"DomainValidationOptions", "DomainValidationOptions", "DomainValidationOptions", &s_DomainValidationOptionList, false},
    {"Options", "Options", "Options", &s_CertificateOptions, false},
    {"CertificateAuthorityArn", "CertificateAuthorityArn", "CertificateAuthorityArn", &shape_string, false},
    {"Tags", "Tags", "Tags", &s_TagList, false},
    {"KeyAlgorithm", "KeyAlgorithm", "KeyAlgorithm", &shape_string, false},
    {"ManagedBy", "ManagedBy", "ManagedBy", &shape_string, false},
};
static const struct shape s_RequestCertificateRequest = {.kind = SHAPE_STRUCTURE, .members = m_RequestCertificateRequest, .count = sizeof m_RequestCertificateRequest / sizeof *m_RequestCertificateRequest};
static const struct shape_member m_RequestCertificateResponse[] = {
    {"CertificateArn", "CertificateArn", "CertificateArn", &shape_string, false},
};
static const struct shape s_RequestCertificateResponse = {.kind = SHAPE_STRUCTURE, .members = m_RequestCertificateResponse, .count = sizeof m_RequestCertificateResponse / sizeof *m_RequestCertificateResponse};

static const struct operation operations[] = {
    {"AddTagsToCertificate", &s_AddTagsToCertificateRequest, NULL, NULL, NULL, NULL, NULL, NULL},
    {"DeleteCertificate", &s_DeleteCertificateRequest, NULL, NULL, NULL, NULL, NULL, NULL},
    {"DescribeCertificate", &s_DescribeCertificateRequest, &s_DescribeCertificateResponse, NULL, NULL, NULL, NULL, NULL},
    {"ListCertificates", &s_ListCertificatesRequest, &s_ListCertificatesResponse, NULL, "NextToken", "NextToken", NULL, NULL},
    {"ListTagsForCertificate", &s_ListTagsForCertificateRequest, &s_ListTagsForCertificateResponse, NULL, NULL, NULL, NULL, NULL},
    {"RequestCertificate", &s_RequestCertificateRequest, &s_RequestCertificateResponse, NULL, NULL, NULL, NULL, NULL},
};

const struct service service_acm = {
    .name = "acm",
    .id = "ACM",
    .version = "2015-12-08",
    .protocol = PROTOCOL_JSON,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
    .target = "CertificateManager",
    .content_type = "application/x-amz-json-1.1",
};
