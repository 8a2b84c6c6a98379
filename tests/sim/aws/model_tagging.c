/* Requests of AWS Resource Groups Tagging API, 2017-01-26. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model.h"

/* clang-format off */
static const struct model_shape s_nothing __attribute__((unused)) = {.kind = MODEL_STRUCTURE};
static const struct model_shape s_PaginationToken = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 2048, .has_most = true};
static const struct model_shape s_TagKey = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true};
static const struct model_shape s_TagValue = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 256, .has_most = true};
static const struct model_shape s_TagValueList = {.kind = MODEL_LIST, .least = 0, .has_least = true, .most = 20, .has_most = true, .item = &s_TagValue};
static const struct model_member m_TagFilter[] = {
    {"Key", &s_TagKey, false},
    {"Values", &s_TagValueList, false},
};
static const struct model_shape s_TagFilter = {.kind = MODEL_STRUCTURE, .members = m_TagFilter, .count = sizeof m_TagFilter / sizeof *m_TagFilter};
static const struct model_shape s_TagFilterList = {.kind = MODEL_LIST, .least = 0, .has_least = true, .most = 50, .has_most = true, .item = &s_TagFilter};
static const struct model_shape s_ResourcesPerPage = {.kind = MODEL_INTEGER};
static const struct model_shape s_TagsPerPage = {.kind = MODEL_INTEGER};
static const struct model_shape s_AmazonResourceType = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 256, .has_most = true};
static const struct model_shape s_ResourceTypeFilterList = {.kind = MODEL_LIST, .item = &s_AmazonResourceType};
static const struct model_shape s_IncludeComplianceDetails = {.kind = MODEL_BOOLEAN};
static const struct model_shape s_ExcludeCompliantResources = {.kind = MODEL_BOOLEAN};
static const struct model_shape s_ResourceARN = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 1011, .has_most = true};
static const struct model_shape s_ResourceARNListForGet = {.kind = MODEL_LIST, .least = 1, .has_least = true, .most = 100, .has_most = true, .item = &s_ResourceARN};
static const struct model_member m_GetResourcesInput[] = {
    {"PaginationToken", &s_PaginationToken, false},
    {"TagFilters", &s_TagFilterList, false},
    {"ResourcesPerPage", &s_ResourcesPerPage, false},
    {"TagsPerPage", &s_TagsPerPage, false},
    {"ResourceTypeFilters", &s_ResourceTypeFilterList, false},
    {"IncludeComplianceDetails", &s_IncludeComplianceDetails, false},
    {"ExcludeCompliantResources", &s_ExcludeCompliantResources, false},
    {"ResourceARNList", &s_ResourceARNListForGet, false},
};
static const struct model_shape s_GetResourcesInput = {.kind = MODEL_STRUCTURE, .members = m_GetResourcesInput, .count = sizeof m_GetResourcesInput / sizeof *m_GetResourcesInput};

const struct model_operation model_tagging[] = {
    {"GetResources", &s_GetResourcesInput},
    {0},
};
