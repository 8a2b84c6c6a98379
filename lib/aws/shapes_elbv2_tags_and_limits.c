/* Elastic Load Balancing, 2015-12-01: tags and limits. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_elbv2.h"

/* clang-format off */
static const struct shape s_ResourceArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_Tag[] = {
    {"Key", "Key", "Key", &shape_string, true},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_Tag = {.kind = SHAPE_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
const struct shape shapes_elbv2_TagList = {.kind = SHAPE_LIST, .item = &s_Tag};
static const struct shape_member m_AddTagsInput[] = {
    {"ResourceArns", "ResourceArns", "ResourceArns", &s_ResourceArns, true},
    {"Tags", "Tags", "Tags", &shapes_elbv2_TagList, true},
};
const struct shape shapes_elbv2_AddTagsInput = {.kind = SHAPE_STRUCTURE, .members = m_AddTagsInput, .count = sizeof m_AddTagsInput / sizeof *m_AddTagsInput};
const struct shape shapes_elbv2_AddTagsOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DescribeAccountLimitsInput[] = {
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeAccountLimitsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeAccountLimitsInput, .count = sizeof m_DescribeAccountLimitsInput / sizeof *m_DescribeAccountLimitsInput};
static const struct shape_member m_Limit[] = {
    {"Name", "Name", "Name", &shape_string, false},
    {"Max", "Max", "Max", &shape_string, false},
};
static const struct shape s_Limit = {.kind = SHAPE_STRUCTURE, .members = m_Limit, .count = sizeof m_Limit / sizeof *m_Limit};
static const struct shape s_Limits = {.kind = SHAPE_LIST, .item = &s_Limit};
static const struct shape_member m_DescribeAccountLimitsOutput[] = {
    {"Limits", "Limits", "Limits", &s_Limits, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeAccountLimitsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeAccountLimitsOutput, .count = sizeof m_DescribeAccountLimitsOutput / sizeof *m_DescribeAccountLimitsOutput};
static const struct shape_member m_DescribeTagsInput[] = {
    {"ResourceArns", "ResourceArns", "ResourceArns", &s_ResourceArns, true},
};
const struct shape shapes_elbv2_DescribeTagsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTagsInput, .count = sizeof m_DescribeTagsInput / sizeof *m_DescribeTagsInput};
static const struct shape_member m_TagDescription[] = {
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, false},
    {"Tags", "Tags", "Tags", &shapes_elbv2_TagList, false},
};
static const struct shape s_TagDescription = {.kind = SHAPE_STRUCTURE, .members = m_TagDescription, .count = sizeof m_TagDescription / sizeof *m_TagDescription};
static const struct shape s_TagDescriptions = {.kind = SHAPE_LIST, .item = &s_TagDescription};
static const struct shape_member m_DescribeTagsOutput[] = {
    {"TagDescriptions", "TagDescriptions", "TagDescriptions", &s_TagDescriptions, false},
};
const struct shape shapes_elbv2_DescribeTagsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTagsOutput, .count = sizeof m_DescribeTagsOutput / sizeof *m_DescribeTagsOutput};
static const struct shape s_TagKeys = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_RemoveTagsInput[] = {
    {"ResourceArns", "ResourceArns", "ResourceArns", &s_ResourceArns, true},
    {"TagKeys", "TagKeys", "TagKeys", &s_TagKeys, true},
};
const struct shape shapes_elbv2_RemoveTagsInput = {.kind = SHAPE_STRUCTURE, .members = m_RemoveTagsInput, .count = sizeof m_RemoveTagsInput / sizeof *m_RemoveTagsInput};
const struct shape shapes_elbv2_RemoveTagsOutput = {.kind = SHAPE_STRUCTURE};
