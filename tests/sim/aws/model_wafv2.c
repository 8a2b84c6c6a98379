/* Requests of AWS WAFV2, 2019-07-29. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model.h"

/* clang-format off */
static const struct model_shape s_nothing __attribute__((unused)) = {.kind = MODEL_STRUCTURE};
static const struct model_shape s_ResourceArn = {.kind = MODEL_TEXT, .least = 20, .has_least = true, .most = 2048, .has_most = true, .pattern = ".*\\S.*", .expression = ".*[^ ].*"};
static const struct model_member m_AssociateWebACLRequest[] = {
    {"WebACLArn", &s_ResourceArn, true},
    {"ResourceArn", &s_ResourceArn, true},
};
static const struct model_shape s_AssociateWebACLRequest = {.kind = MODEL_STRUCTURE, .members = m_AssociateWebACLRequest, .count = sizeof m_AssociateWebACLRequest / sizeof *m_AssociateWebACLRequest};
static const struct model_member m_DisassociateWebACLRequest[] = {
    {"ResourceArn", &s_ResourceArn, true},
};
static const struct model_shape s_DisassociateWebACLRequest = {.kind = MODEL_STRUCTURE, .members = m_DisassociateWebACLRequest, .count = sizeof m_DisassociateWebACLRequest / sizeof *m_DisassociateWebACLRequest};
static const struct model_member m_GetWebACLForResourceRequest[] = {
    {"ResourceArn", &s_ResourceArn, true},
};
static const struct model_shape s_GetWebACLForResourceRequest = {.kind = MODEL_STRUCTURE, .members = m_GetWebACLForResourceRequest, .count = sizeof m_GetWebACLForResourceRequest / sizeof *m_GetWebACLForResourceRequest};
static const char *const e_ResourceType[] = {"APPLICATION_LOAD_BALANCER", "API_GATEWAY", "APPSYNC", "COGNITO_USER_POOL", "APP_RUNNER_SERVICE", "VERIFIED_ACCESS_INSTANCE", "AMPLIFY", "AGENTCORE_GATEWAY", NULL};
static const struct model_shape s_ResourceType = {.kind = MODEL_TEXT, .words = e_ResourceType};
static const struct model_member m_ListResourcesForWebACLRequest[] = {
    {"WebACLArn", &s_ResourceArn, true},
    {"ResourceType", &s_ResourceType, false},
};
static const struct model_shape s_ListResourcesForWebACLRequest = {.kind = MODEL_STRUCTURE, .members = m_ListResourcesForWebACLRequest, .count = sizeof m_ListResourcesForWebACLRequest / sizeof *m_ListResourcesForWebACLRequest};
static const char *const e_Scope[] = {"CLOUDFRONT", "REGIONAL", NULL};
static const struct model_shape s_Scope = {.kind = MODEL_TEXT, .words = e_Scope};
static const struct model_shape s_NextMarker = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 256, .has_most = true, .pattern = ".*\\S.*", .expression = ".*[^ ].*"};
static const struct model_shape s_PaginationLimit = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 100, .has_most = true};
static const struct model_member m_ListWebACLsRequest[] = {
    {"Scope", &s_Scope, true},
    {"NextMarker", &s_NextMarker, false},
    {"Limit", &s_PaginationLimit, false},
};
static const struct model_shape s_ListWebACLsRequest = {.kind = MODEL_STRUCTURE, .members = m_ListWebACLsRequest, .count = sizeof m_ListWebACLsRequest / sizeof *m_ListWebACLsRequest};

const struct model_operation model_wafv2[] = {
    {"AssociateWebACL", &s_AssociateWebACLRequest},
    {"DisassociateWebACL", &s_DisassociateWebACLRequest},
    {"GetWebACLForResource", &s_GetWebACLForResourceRequest},
    {"ListResourcesForWebACL", &s_ListResourcesForWebACLRequest},
    {"ListWebACLs", &s_ListWebACLsRequest},
    {0},
};
