/* AWS Resource Groups Tagging API, 2017-01-26. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};
static const struct shape s_TagValueList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_TagFilter[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Values", "Values", "Values", &s_TagValueList, false},
};
static const struct shape s_TagFilter = {.kind = SHAPE_STRUCTURE, .members = m_TagFilter, .count = sizeof m_TagFilter / sizeof *m_TagFilter};
static const struct shape s_TagFilterList = {.kind = SHAPE_LIST, .item = &s_TagFilter};
static const struct shape s_ResourceTypeFilterList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_ResourceARNListForGet = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_GetResourcesInput[] = {
    {"PaginationToken", "PaginationToken", "PaginationToken", &shape_string, false},
    {"TagFilters", "TagFilters", "TagFilters", &s_TagFilterList, false},
    {"ResourcesPerPage", "ResourcesPerPage", "ResourcesPerPage", &shape_integer, false},
    {"TagsPerPage", "TagsPerPage", "TagsPerPage", &shape_integer, false},
    {"ResourceTypeFilters", "ResourceTypeFilters", "ResourceTypeFilters", &s_ResourceTypeFilterList, false},
    {"IncludeComplianceDetails", "IncludeComplianceDetails", "IncludeComplianceDetails", &shape_boolean, false},
    {"ExcludeCompliantResources", "ExcludeCompliantResources", "ExcludeCompliantResources", &shape_boolean, false},
    {"ResourceARNList", "ResourceARNList", "ResourceARNList", &s_ResourceARNListForGet, false},
};
static const struct shape s_GetResourcesInput = {.kind = SHAPE_STRUCTURE, .members = m_GetResourcesInput, .count = sizeof m_GetResourcesInput / sizeof *m_GetResourcesInput};
static const struct shape_member m_Tag[] = {
    {"Key", "Key", "Key", &shape_string, true},
    {"Value", "Value", "Value", &shape_string, true},
};
static const struct shape s_Tag = {.kind = SHAPE_STRUCTURE, .members = m_Tag, .count = sizeof m_Tag / sizeof *m_Tag};
static const struct shape s_TagList = {.kind = SHAPE_LIST, .item = &s_Tag};
static const struct shape s_TagKeyList = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_ComplianceDetails[] = {
    {"NoncompliantKeys", "NoncompliantKeys", "NoncompliantKeys", &s_TagKeyList, false},
    {"KeysWithNoncompliantValues", "KeysWithNoncompliantValues", "KeysWithNoncompliantValues", &s_TagKeyList, false},
    {"ComplianceStatus", "ComplianceStatus", "ComplianceStatus", &shape_boolean, false},
};
static const struct shape s_ComplianceDetails = {.kind = SHAPE_STRUCTURE, .members = m_ComplianceDetails, .count = sizeof m_ComplianceDetails / sizeof *m_ComplianceDetails};
static const struct shape_member m_ResourceTagMapping[] = {
    {"ResourceARN", "ResourceARN", "ResourceARN", &shape_string, false},
    {"Tags", "Tags", "Tags", &s_TagList, false},
    {"ComplianceDetails", "ComplianceDetails", "ComplianceDetails", &s_ComplianceDetails, false},
};
static const struct shape s_ResourceTagMapping = {.kind = SHAPE_STRUCTURE, .members = m_ResourceTagMapping, .count = sizeof m_ResourceTagMapping / sizeof *m_ResourceTagMapping};
static const struct shape s_ResourceTagMappingList = {.kind = SHAPE_LIST, .item = &s_ResourceTagMapping};
static const struct shape_member m_GetResourcesOutput[] = {
    {"PaginationToken", "PaginationToken", "PaginationToken", &shape_string, false},
    {"ResourceTagMappingList", "ResourceTagMappingList", "ResourceTagMappingList", &s_ResourceTagMappingList, false},
};
static const struct shape s_GetResourcesOutput = {.kind = SHAPE_STRUCTURE, .members = m_GetResourcesOutput, .count = sizeof m_GetResourcesOutput / sizeof *m_GetResourcesOutput};

static const struct operation operations[] = {
    {"GetResources", &s_GetResourcesInput, &s_GetResourcesOutput, NULL, "PaginationToken", "PaginationToken", NULL, NULL},
};

const struct service service_tagging = {
    .name = "tagging",
    .id = "RESOURCE_GROUPS_TAGGING_API",
    .version = "2017-01-26",
    .protocol = PROTOCOL_JSON,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
    .target = "ResourceGroupsTaggingAPI_20170126",
    .content_type = "application/x-amz-json-1.1",
};
