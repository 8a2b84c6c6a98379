/* Elastic Load Balancing, 2015-12-01: trust stores. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_elbv2.h"

/* clang-format off */
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
const struct shape shapes_elbv2_AddTrustStoreRevocationsInput = {.kind = SHAPE_STRUCTURE, .members = m_AddTrustStoreRevocationsInput, .count = sizeof m_AddTrustStoreRevocationsInput / sizeof *m_AddTrustStoreRevocationsInput};
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
const struct shape shapes_elbv2_AddTrustStoreRevocationsOutput = {.kind = SHAPE_STRUCTURE, .members = m_AddTrustStoreRevocationsOutput, .count = sizeof m_AddTrustStoreRevocationsOutput / sizeof *m_AddTrustStoreRevocationsOutput};
static const struct shape_member m_CreateTrustStoreInput[] = {
    {"Name", "Name", "Name", &shape_string, true},
    {"CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Bucket", &shape_string, true},
    {"CaCertificatesBundleS3Key", "CaCertificatesBundleS3Key", "CaCertificatesBundleS3Key", &shape_string, true},
    {"CaCertificatesBundleS3ObjectVersion", "CaCertificatesBundleS3ObjectVersion", "CaCertificatesBundleS3ObjectVersion", &shape_string, false},
    {"Tags", "Tags", "Tags", &shapes_elbv2_TagList, false},
};
const struct shape shapes_elbv2_CreateTrustStoreInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateTrustStoreInput, .count = sizeof m_CreateTrustStoreInput / sizeof *m_CreateTrustStoreInput};
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
const struct shape shapes_elbv2_CreateTrustStoreOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateTrustStoreOutput, .count = sizeof m_CreateTrustStoreOutput / sizeof *m_CreateTrustStoreOutput};
static const struct shape_member m_DeleteSharedTrustStoreAssociationInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, true},
};
const struct shape shapes_elbv2_DeleteSharedTrustStoreAssociationInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteSharedTrustStoreAssociationInput, .count = sizeof m_DeleteSharedTrustStoreAssociationInput / sizeof *m_DeleteSharedTrustStoreAssociationInput};
const struct shape shapes_elbv2_DeleteSharedTrustStoreAssociationOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DeleteTrustStoreInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
};
const struct shape shapes_elbv2_DeleteTrustStoreInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteTrustStoreInput, .count = sizeof m_DeleteTrustStoreInput / sizeof *m_DeleteTrustStoreInput};
const struct shape shapes_elbv2_DeleteTrustStoreOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DescribeTrustStoreAssociationsInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeTrustStoreAssociationsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreAssociationsInput, .count = sizeof m_DescribeTrustStoreAssociationsInput / sizeof *m_DescribeTrustStoreAssociationsInput};
static const struct shape_member m_TrustStoreAssociation[] = {
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, false},
};
static const struct shape s_TrustStoreAssociation = {.kind = SHAPE_STRUCTURE, .members = m_TrustStoreAssociation, .count = sizeof m_TrustStoreAssociation / sizeof *m_TrustStoreAssociation};
static const struct shape s_TrustStoreAssociations = {.kind = SHAPE_LIST, .item = &s_TrustStoreAssociation};
static const struct shape_member m_DescribeTrustStoreAssociationsOutput[] = {
    {"TrustStoreAssociations", "TrustStoreAssociations", "TrustStoreAssociations", &s_TrustStoreAssociations, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeTrustStoreAssociationsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreAssociationsOutput, .count = sizeof m_DescribeTrustStoreAssociationsOutput / sizeof *m_DescribeTrustStoreAssociationsOutput};
static const struct shape s_RevocationIds = {.kind = SHAPE_LIST, .item = &shape_integer};
static const struct shape_member m_DescribeTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"RevocationIds", "RevocationIds", "RevocationIds", &s_RevocationIds, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeTrustStoreRevocationsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreRevocationsInput, .count = sizeof m_DescribeTrustStoreRevocationsInput / sizeof *m_DescribeTrustStoreRevocationsInput};
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
const struct shape shapes_elbv2_DescribeTrustStoreRevocationsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoreRevocationsOutput, .count = sizeof m_DescribeTrustStoreRevocationsOutput / sizeof *m_DescribeTrustStoreRevocationsOutput};
static const struct shape s_TrustStoreArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_TrustStoreNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeTrustStoresInput[] = {
    {"TrustStoreArns", "TrustStoreArns", "TrustStoreArns", &s_TrustStoreArns, false},
    {"Names", "Names", "Names", &s_TrustStoreNames, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeTrustStoresInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoresInput, .count = sizeof m_DescribeTrustStoresInput / sizeof *m_DescribeTrustStoresInput};
static const struct shape_member m_DescribeTrustStoresOutput[] = {
    {"TrustStores", "TrustStores", "TrustStores", &s_TrustStores, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeTrustStoresOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTrustStoresOutput, .count = sizeof m_DescribeTrustStoresOutput / sizeof *m_DescribeTrustStoresOutput};
static const struct shape_member m_GetResourcePolicyInput[] = {
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, true},
};
const struct shape shapes_elbv2_GetResourcePolicyInput = {.kind = SHAPE_STRUCTURE, .members = m_GetResourcePolicyInput, .count = sizeof m_GetResourcePolicyInput / sizeof *m_GetResourcePolicyInput};
static const struct shape_member m_GetResourcePolicyOutput[] = {
    {"Policy", "Policy", "Policy", &shape_string, false},
};
const struct shape shapes_elbv2_GetResourcePolicyOutput = {.kind = SHAPE_STRUCTURE, .members = m_GetResourcePolicyOutput, .count = sizeof m_GetResourcePolicyOutput / sizeof *m_GetResourcePolicyOutput};
static const struct shape_member m_GetTrustStoreCaCertificatesBundleInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
};
const struct shape shapes_elbv2_GetTrustStoreCaCertificatesBundleInput = {.kind = SHAPE_STRUCTURE, .members = m_GetTrustStoreCaCertificatesBundleInput, .count = sizeof m_GetTrustStoreCaCertificatesBundleInput / sizeof *m_GetTrustStoreCaCertificatesBundleInput};
static const struct shape_member m_GetTrustStoreCaCertificatesBundleOutput[] = {
    {"Location", "Location", "Location", &shape_string, false},
};
const struct shape shapes_elbv2_GetTrustStoreCaCertificatesBundleOutput = {.kind = SHAPE_STRUCTURE, .members = m_GetTrustStoreCaCertificatesBundleOutput, .count = sizeof m_GetTrustStoreCaCertificatesBundleOutput / sizeof *m_GetTrustStoreCaCertificatesBundleOutput};
static const struct shape_member m_GetTrustStoreRevocationContentInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"RevocationId", "RevocationId", "RevocationId", &shape_integer, true},
};
const struct shape shapes_elbv2_GetTrustStoreRevocationContentInput = {.kind = SHAPE_STRUCTURE, .members = m_GetTrustStoreRevocationContentInput, .count = sizeof m_GetTrustStoreRevocationContentInput / sizeof *m_GetTrustStoreRevocationContentInput};
static const struct shape_member m_GetTrustStoreRevocationContentOutput[] = {
    {"Location", "Location", "Location", &shape_string, false},
};
const struct shape shapes_elbv2_GetTrustStoreRevocationContentOutput = {.kind = SHAPE_STRUCTURE, .members = m_GetTrustStoreRevocationContentOutput, .count = sizeof m_GetTrustStoreRevocationContentOutput / sizeof *m_GetTrustStoreRevocationContentOutput};
static const struct shape_member m_ModifyTrustStoreInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Bucket", "CaCertificatesBundleS3Bucket", &shape_string, true},
    {"CaCertificatesBundleS3Key", "CaCertificatesBundleS3Key", "CaCertificatesBundleS3Key", &shape_string, true},
    {"CaCertificatesBundleS3ObjectVersion", "CaCertificatesBundleS3ObjectVersion", "CaCertificatesBundleS3ObjectVersion", &shape_string, false},
};
const struct shape shapes_elbv2_ModifyTrustStoreInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTrustStoreInput, .count = sizeof m_ModifyTrustStoreInput / sizeof *m_ModifyTrustStoreInput};
static const struct shape_member m_ModifyTrustStoreOutput[] = {
    {"TrustStores", "TrustStores", "TrustStores", &s_TrustStores, false},
};
const struct shape shapes_elbv2_ModifyTrustStoreOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTrustStoreOutput, .count = sizeof m_ModifyTrustStoreOutput / sizeof *m_ModifyTrustStoreOutput};
static const struct shape_member m_RemoveTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", "TrustStoreArn", "TrustStoreArn", &shape_string, true},
    {"RevocationIds", "RevocationIds", "RevocationIds", &s_RevocationIds, true},
};
const struct shape shapes_elbv2_RemoveTrustStoreRevocationsInput = {.kind = SHAPE_STRUCTURE, .members = m_RemoveTrustStoreRevocationsInput, .count = sizeof m_RemoveTrustStoreRevocationsInput / sizeof *m_RemoveTrustStoreRevocationsInput};
const struct shape shapes_elbv2_RemoveTrustStoreRevocationsOutput = {.kind = SHAPE_STRUCTURE};
