/* Requests of Elastic Load Balancing, 2015-12-01: trust stores. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model_elbv2.h"

/* clang-format off */
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
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
    {"RevocationContents", &s_RevocationContents, false},
};
const struct model_shape model_elbv2_AddTrustStoreRevocationsInput = {.kind = MODEL_STRUCTURE, .members = m_AddTrustStoreRevocationsInput, .count = sizeof m_AddTrustStoreRevocationsInput / sizeof *m_AddTrustStoreRevocationsInput};
static const struct model_shape s_TrustStoreName = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 32, .has_most = true, .pattern = "^([a-zA-Z0-9]+-)*[a-zA-Z0-9]+$", .expression = "^([a-zA-Z0-9]+-)*[a-zA-Z0-9]+$"};
static const struct model_member m_CreateTrustStoreInput[] = {
    {"Name", &s_TrustStoreName, true},
    {"CaCertificatesBundleS3Bucket", &s_S3Bucket, true},
    {"CaCertificatesBundleS3Key", &s_S3Key, true},
    {"CaCertificatesBundleS3ObjectVersion", &s_S3ObjectVersion, false},
    {"Tags", &model_elbv2_TagList, false},
};
const struct model_shape model_elbv2_CreateTrustStoreInput = {.kind = MODEL_STRUCTURE, .members = m_CreateTrustStoreInput, .count = sizeof m_CreateTrustStoreInput / sizeof *m_CreateTrustStoreInput};
static const struct model_member m_DeleteSharedTrustStoreAssociationInput[] = {
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
    {"ResourceArn", &model_elbv2_ResourceArn, true},
};
const struct model_shape model_elbv2_DeleteSharedTrustStoreAssociationInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteSharedTrustStoreAssociationInput, .count = sizeof m_DeleteSharedTrustStoreAssociationInput / sizeof *m_DeleteSharedTrustStoreAssociationInput};
static const struct model_member m_DeleteTrustStoreInput[] = {
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
};
const struct model_shape model_elbv2_DeleteTrustStoreInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteTrustStoreInput, .count = sizeof m_DeleteTrustStoreInput / sizeof *m_DeleteTrustStoreInput};
static const struct model_member m_DescribeTrustStoreAssociationsInput[] = {
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeTrustStoreAssociationsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTrustStoreAssociationsInput, .count = sizeof m_DescribeTrustStoreAssociationsInput / sizeof *m_DescribeTrustStoreAssociationsInput};
static const struct model_shape s_RevocationId = {.kind = MODEL_INTEGER};
static const struct model_shape s_RevocationIds = {.kind = MODEL_LIST, .item = &s_RevocationId};
static const struct model_member m_DescribeTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
    {"RevocationIds", &s_RevocationIds, false},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeTrustStoreRevocationsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTrustStoreRevocationsInput, .count = sizeof m_DescribeTrustStoreRevocationsInput / sizeof *m_DescribeTrustStoreRevocationsInput};
static const struct model_shape s_TrustStoreArns = {.kind = MODEL_LIST, .item = &model_elbv2_TrustStoreArn};
static const struct model_shape s_TrustStoreNames = {.kind = MODEL_LIST, .item = &s_TrustStoreName};
static const struct model_member m_DescribeTrustStoresInput[] = {
    {"TrustStoreArns", &s_TrustStoreArns, false},
    {"Names", &s_TrustStoreNames, false},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeTrustStoresInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTrustStoresInput, .count = sizeof m_DescribeTrustStoresInput / sizeof *m_DescribeTrustStoresInput};
static const struct model_member m_GetResourcePolicyInput[] = {
    {"ResourceArn", &model_elbv2_ResourceArn, true},
};
const struct model_shape model_elbv2_GetResourcePolicyInput = {.kind = MODEL_STRUCTURE, .members = m_GetResourcePolicyInput, .count = sizeof m_GetResourcePolicyInput / sizeof *m_GetResourcePolicyInput};
static const struct model_member m_GetTrustStoreCaCertificatesBundleInput[] = {
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
};
const struct model_shape model_elbv2_GetTrustStoreCaCertificatesBundleInput = {.kind = MODEL_STRUCTURE, .members = m_GetTrustStoreCaCertificatesBundleInput, .count = sizeof m_GetTrustStoreCaCertificatesBundleInput / sizeof *m_GetTrustStoreCaCertificatesBundleInput};
static const struct model_member m_GetTrustStoreRevocationContentInput[] = {
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
    {"RevocationId", &s_RevocationId, true},
};
const struct model_shape model_elbv2_GetTrustStoreRevocationContentInput = {.kind = MODEL_STRUCTURE, .members = m_GetTrustStoreRevocationContentInput, .count = sizeof m_GetTrustStoreRevocationContentInput / sizeof *m_GetTrustStoreRevocationContentInput};
static const struct model_member m_ModifyTrustStoreInput[] = {
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
    {"CaCertificatesBundleS3Bucket", &s_S3Bucket, true},
    {"CaCertificatesBundleS3Key", &s_S3Key, true},
    {"CaCertificatesBundleS3ObjectVersion", &s_S3ObjectVersion, false},
};
const struct model_shape model_elbv2_ModifyTrustStoreInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyTrustStoreInput, .count = sizeof m_ModifyTrustStoreInput / sizeof *m_ModifyTrustStoreInput};
static const struct model_member m_RemoveTrustStoreRevocationsInput[] = {
    {"TrustStoreArn", &model_elbv2_TrustStoreArn, true},
    {"RevocationIds", &s_RevocationIds, true},
};
const struct model_shape model_elbv2_RemoveTrustStoreRevocationsInput = {.kind = MODEL_STRUCTURE, .members = m_RemoveTrustStoreRevocationsInput, .count = sizeof m_RemoveTrustStoreRevocationsInput / sizeof *m_RemoveTrustStoreRevocationsInput};
