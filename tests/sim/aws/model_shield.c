/* Requests of AWS Shield, 2016-06-02. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model.h"

/* clang-format off */
static const struct model_shape s_nothing __attribute__((unused)) = {.kind = MODEL_STRUCTURE};
static const struct model_shape s_ProtectionName = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true};
static const struct model_shape s_ResourceArn = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 2048, .has_most = true, .pattern = "^arn:aws.*", .expression = "^arn:aws.*"};
static const struct model_shape s_TagKey = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true};
static const struct model_shape s_TagValue = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 256, .has_most = true};
static const struct model_member m_Tag[] = {
    {"Key", &s_TagKey, false},
    {"Value", &s_TagValue, false},
};
static const struct model_shape s_Tag = {.kind = MODEL_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct model_shape s_TagList = {.kind = MODEL_LIST, .least = 0, .has_least = true, .most = 200, .has_most = true, .item = &s_Tag};
static const struct model_member m_CreateProtectionRequest[] = {
    {"Name", &s_ProtectionName, true},
    {"ResourceArn", &s_ResourceArn, true},
    {"Tags", &s_TagList, false},
};
static const struct model_shape s_CreateProtectionRequest = {.kind = MODEL_STRUCTURE, .members = m_CreateProtectionRequest, .count = sizeof m_CreateProtectionRequest / sizeof *m_CreateProtectionRequest};
static const struct model_shape s_ProtectionId = {.kind = MODEL_TEXT, .least = 36, .has_least = true, .most = 36, .has_most = true};
static const struct model_member m_DeleteProtectionRequest[] = {
    {"ProtectionId", &s_ProtectionId, true},
};
static const struct model_shape s_DeleteProtectionRequest = {.kind = MODEL_STRUCTURE, .members = m_DeleteProtectionRequest, .count = sizeof m_DeleteProtectionRequest / sizeof *m_DeleteProtectionRequest};
static const struct model_member m_DescribeProtectionRequest[] = {
    {"ProtectionId", &s_ProtectionId, false},
    {"ResourceArn", &s_ResourceArn, false},
};
static const struct model_shape s_DescribeProtectionRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeProtectionRequest, .count = sizeof m_DescribeProtectionRequest / sizeof *m_DescribeProtectionRequest};
static const struct model_shape s_GetSubscriptionStateRequest = {.kind = MODEL_STRUCTURE};

const struct model_operation model_shield[] = {
    {"CreateProtection", &s_CreateProtectionRequest},
    {"DeleteProtection", &s_DeleteProtectionRequest},
    {"DescribeProtection", &s_DescribeProtectionRequest},
    {"GetSubscriptionState", &s_GetSubscriptionStateRequest},
    {0},
};
