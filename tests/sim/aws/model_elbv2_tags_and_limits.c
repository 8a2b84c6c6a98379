/* Requests of Elastic Load Balancing, 2015-12-01: tags and limits. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model_elbv2.h"

/* clang-format off */
const struct model_shape model_elbv2_ResourceArn = {.kind = MODEL_TEXT};
static const struct model_shape s_ResourceArns = {.kind = MODEL_LIST, .item = &model_elbv2_ResourceArn};
static const struct model_shape s_TagKey = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true, .pattern = "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", .expression = "words"};
static const struct model_shape s_TagValue = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 256, .has_most = true, .pattern = "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$", .expression = "words"};
static const struct model_member m_Tag[] = {
    {"Key", &s_TagKey, true},
    {"Value", &s_TagValue, false},
};
static const struct model_shape s_Tag = {.kind = MODEL_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
const struct model_shape model_elbv2_TagList = {.kind = MODEL_LIST, .least = 1, .has_least = true, .item = &s_Tag};
static const struct model_member m_AddTagsInput[] = {
    {"ResourceArns", &s_ResourceArns, true},
    {"Tags", &model_elbv2_TagList, true},
};
const struct model_shape model_elbv2_AddTagsInput = {.kind = MODEL_STRUCTURE, .members = m_AddTagsInput, .count = sizeof m_AddTagsInput / sizeof *m_AddTagsInput};
const struct model_shape model_elbv2_Marker = {.kind = MODEL_TEXT};
const struct model_shape model_elbv2_PageSize = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 400, .has_most = true};
static const struct model_member m_DescribeAccountLimitsInput[] = {
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeAccountLimitsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeAccountLimitsInput, .count = sizeof m_DescribeAccountLimitsInput / sizeof *m_DescribeAccountLimitsInput};
static const struct model_member m_DescribeTagsInput[] = {
    {"ResourceArns", &s_ResourceArns, true},
};
const struct model_shape model_elbv2_DescribeTagsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTagsInput, .count = sizeof m_DescribeTagsInput / sizeof *m_DescribeTagsInput};
static const struct model_shape s_TagKeys = {.kind = MODEL_LIST, .item = &s_TagKey};
static const struct model_member m_RemoveTagsInput[] = {
    {"ResourceArns", &s_ResourceArns, true},
    {"TagKeys", &s_TagKeys, true},
};
const struct model_shape model_elbv2_RemoveTagsInput = {.kind = MODEL_STRUCTURE, .members = m_RemoveTagsInput, .count = sizeof m_RemoveTagsInput / sizeof *m_RemoveTagsInput};
