/* Amazon Elastic Compute Cloud, 2016-11-15: tags. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_ec2.h"

/* clang-format off */
static const struct shape_member m_Tag[] = {
    {"Key", "Key", "key", &shape_string, false},
    {"Value", "Value", "value", &shape_string, false},
};
static const struct shape s_Tag = {.kind = SHAPE_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
const struct shape shapes_ec2_TagList = {.kind = SHAPE_LIST, .item = &s_Tag, .item_name = "item"};
static const struct shape s_ResourceIdList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_CreateTagsRequest[] = {
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Resources", "ResourceId", "ResourceId", &s_ResourceIdList, true},
    {"Tags", "Tag", "Tag", &shapes_ec2_TagList, true},
};
const struct shape shapes_ec2_CreateTagsRequest = {.kind = SHAPE_STRUCTURE, .members = m_CreateTagsRequest, .count = sizeof m_CreateTagsRequest / sizeof *m_CreateTagsRequest};
static const struct shape_member m_DeleteTagsRequest[] = {
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Resources", "ResourceId", "resourceId", &s_ResourceIdList, true},
    {"Tags", "Tag", "tag", &shapes_ec2_TagList, false},
};
const struct shape shapes_ec2_DeleteTagsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DeleteTagsRequest, .count = sizeof m_DeleteTagsRequest / sizeof *m_DeleteTagsRequest};
static const struct shape s_ValueStringList = {.kind = SHAPE_LIST, .item = &shape_string, .item_name = "item"};
static const struct shape_member m_Filter[] = {
    {"Name", "Name", "Name", &shape_string, false},
    {"Values", "Value", "Value", &s_ValueStringList, false},
};
static const struct shape s_Filter = {.kind = SHAPE_STRUCTURE, .members = m_Filter, .count = sizeof m_Filter / sizeof *m_Filter};
const struct shape shapes_ec2_FilterList = {.kind = SHAPE_LIST, .item = &s_Filter, .item_name = "Filter"};
static const struct shape_member m_DescribeTagsRequest[] = {
    {"DryRun", "DryRun", "dryRun", &shape_boolean, false},
    {"Filters", "Filter", "Filter", &shapes_ec2_FilterList, false},
    {"MaxResults", "MaxResults", "maxResults", &shape_integer, false},
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
};
const struct shape shapes_ec2_DescribeTagsRequest = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTagsRequest, .count = sizeof m_DescribeTagsRequest / sizeof *m_DescribeTagsRequest};
static const struct shape_member m_TagDescription[] = {
    {"Key", "Key", "key", &shape_string, false},
    {"ResourceId", "ResourceId", "resourceId", &shape_string, false},
    {"ResourceType", "ResourceType", "resourceType", &shape_string, false},
    {"Value", "Value", "value", &shape_string, false},
};
static const struct shape s_TagDescription = {.kind = SHAPE_STRUCTURE, .members = m_TagDescription, .count = sizeof m_TagDescription / sizeof *m_TagDescription};
static const struct shape s_TagDescriptionList = {.kind = SHAPE_LIST, .item = &s_TagDescription, .item_name = "item"};
static const struct shape_member m_DescribeTagsResult[] = {
    {"NextToken", "NextToken", "nextToken", &shape_string, false},
    {"Tags", "TagSet", "tagSet", &s_TagDescriptionList, false},
};
const struct shape shapes_ec2_DescribeTagsResult = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTagsResult, .count = sizeof m_DescribeTagsResult / sizeof *m_DescribeTagsResult};
