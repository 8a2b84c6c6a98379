/* AWS Shield, 2016-06-02. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_Tag[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_Tag = {.kind = SHAPE_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct shape s_TagList = {.kind = SHAPE_LIST, .item = &s_Tag};
static const struct shape_member m_CreateProtectionRequest[] = {
    {"Name", "Name", "Name", &shape_string, true},
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, true},
    {"Tags", "Tags", "Tags", &s_TagList, false},
};
static const struct shape s_CreateProtectionRequest = {.kind = SHAPE_STRUCTURE, .members = m_CreateProtectionRequest, .count = sizeof m_CreateProtectionRequest / sizeof *m_CreateProtectionRequest};
static const struct shape_member m_CreateProtectionResponse[] = {
    {"ProtectionId", "ProtectionId", "ProtectionId", &shape_string, false},
};
static const struct shape s_CreateProtectionResponse = {.kind = SHAPE_STRUCTURE, .members = m_CreateProtectionResponse, .count = sizeof m_CreateProtectionResponse / sizeof *m_CreateProtectionResponse};
static const struct shape_member m_DeleteProtectionRequest[] = {
    {"ProtectionId", "ProtectionId", "ProtectionId", &shape_string, true},
};
static const struct shape s_DeleteProtectionRequest = {.kind = SHAPE_STRUCTURE, .members = m_DeleteProtectionRequest, .count = sizeof m_DeleteProtectionRequest / sizeof *m_DeleteProtectionRequest};
static const struct shape s_DeleteProtectionResponse = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DescribeProtectionRequest[] = {
    {"ProtectionId", "ProtectionId", "ProtectionId", &shape_string, false},
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, false},
};
static const struct shape s_DescribeProtectionRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeProtectionRequest, .count = sizeof m_DescribeProtectionRequest / sizeof *m_DescribeProtectionRequest};
static const struct shape_member m_Protection[] = {
    {"Id", "Id", "Id", &shape_string, false},
    {"Name", "Name", "Name", &shape_string, false},
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, false},
    {"ProtectionArn", "ProtectionArn", "ProtectionArn", &shape_string, false},
};
static const struct shape s_Protection = {.kind = SHAPE_STRUCTURE, .members = m_Protection, .count = sizeof m_Protection / sizeof *m_Protection};
static const struct shape_member m_DescribeProtectionResponse[] = {
    {"Protection", "Protection", "Protection", &s_Protection, false},
};
static const struct shape s_DescribeProtectionResponse = {.kind = SHAPE_STRUCTURE, .members = m_DescribeProtectionResponse, .count = sizeof m_DescribeProtectionResponse / sizeof *m_DescribeProtectionResponse};
static const struct shape s_GetSubscriptionStateRequest = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_GetSubscriptionStateResponse[] = {
    {"SubscriptionState", "SubscriptionState", "SubscriptionState", &shape_string, true},
};
static const struct shape s_GetSubscriptionStateResponse = {.kind = SHAPE_STRUCTURE, .members = m_GetSubscriptionStateResponse, .count = sizeof m_GetSubscriptionStateResponse / sizeof *m_GetSubscriptionStateResponse};

static const struct operation operations[] = {
    {"CreateProtection", &s_CreateProtectionRequest, &s_CreateProtectionResponse, NULL, NULL, NULL, NULL, NULL},
    {"DeleteProtection", &s_DeleteProtectionRequest, &s_DeleteProtectionResponse, NULL, NULL, NULL, NULL, NULL},
    {"DescribeProtection", &s_DescribeProtectionRequest, &s_DescribeProtectionResponse, NULL, NULL, NULL, NULL, NULL},
    {"GetSubscriptionState", &s_GetSubscriptionStateRequest, &s_GetSubscriptionStateResponse, NULL, NULL, NULL, NULL, NULL},
};

const struct service service_shield = {
    .name = "shield",
    .id = "SHIELD",
    .version = "2016-06-02",
    .protocol = PROTOCOL_JSON,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
    .target = "AWSShield_20160616",
    .content_type = "application/x-amz-json-1.1",
};
