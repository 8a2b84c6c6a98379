/* AWS WAFV2, 2019-07-29. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes.h"

/* clang-format off */
static const struct shape s_nothing __attribute__((unused)) = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_AssociateWebACLRequest[] = {
    {"WebACLArn", "WebACLArn", "WebACLArn", &shape_string, true},
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, true},
};
static const struct shape s_AssociateWebACLRequest = {.kind = SHAPE_STRUCTURE, .members = m_AssociateWebACLRequest, .count = sizeof m_AssociateWebACLRequest / sizeof *m_AssociateWebACLRequest};
static const struct shape s_AssociateWebACLResponse = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DisassociateWebACLRequest[] = {
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, true},
};
static const struct shape s_DisassociateWebACLRequest = {.kind = SHAPE_STRUCTURE, .members = m_DisassociateWebACLRequest, .count = sizeof m_DisassociateWebACLRequest / sizeof *m_DisassociateWebACLRequest};
static const struct shape s_DisassociateWebACLResponse = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_GetWebACLForResourceRequest[] = {
    {"ResourceArn", "ResourceArn", "ResourceArn", &shape_string, true},
};
static const struct shape s_GetWebACLForResourceRequest = {.kind = SHAPE_STRUCTURE, .members = m_GetWebACLForResourceRequest, .count = sizeof m_GetWebACLForResourceRequest / sizeof *m_GetWebACLForResourceRequest};
static const struct shape_member m_WebACL[] = {
    {"Name", "Name", "Name", &shape_string, true},
    {"Id", "Id", "Id", &shape_string, true},
    {"ARN", "ARN", "ARN", &shape_string, true},
};
static const struct shape s_WebACL = {.kind = SHAPE_STRUCTURE, .members = m_WebACL, .count = sizeof m_WebACL / sizeof *m_WebACL};
static const struct shape_member m_GetWebACLForResourceResponse[] = {
    {"WebACL", "WebACL", "WebACL", &s_WebACL, false},
};
static const struct shape s_GetWebACLForResourceResponse = {.kind = SHAPE_STRUCTURE, .members = m_GetWebACLForResourceResponse, .count = sizeof m_GetWebACLForResourceResponse / sizeof *m_GetWebACLForResourceResponse};
static const struct shape_member m_ListWebACLsRequest[] = {
    {"Scope", "Scope", "Scope", &shape_string, true},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
    {"Limit", "Limit", "Limit", &shape_integer, false},
};
static const struct shape s_ListWebACLsRequest = {.kind = SHAPE_STRUCTURE, .members = m_ListWebACLsRequest, .count = sizeof m_ListWebACLsRequest / sizeof *m_ListWebACLsRequest};
static const struct shape_member m_WebACLSummary[] = {
    {"Name", "Name", "Name", &shape_string, false},
    {"Id", "Id", "Id", &shape_string, false},
    {"Description", "Description", "Description", &shape_string, false},
    {"LockToken", "LockToken", "LockToken", &shape_string, false},
    {"ARN", "ARN", "ARN", &shape_string, false},
};
static const struct shape s_WebACLSummary = {.kind = SHAPE_STRUCTURE, .members = m_WebACLSummary, .count = sizeof m_WebACLSummary / sizeof *m_WebACLSummary};
static const struct shape s_WebACLSummaries = {.kind = SHAPE_LIST, .item = &s_WebACLSummary};
static const struct shape_member m_ListWebACLsResponse[] = {
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
    {"WebACLs", "WebACLs", "WebACLs", &s_WebACLSummaries, false},
};
static const struct shape s_ListWebACLsResponse = {.kind = SHAPE_STRUCTURE, .members = m_ListWebACLsResponse, .count = sizeof m_ListWebACLsResponse / sizeof *m_ListWebACLsResponse};

static const struct operation operations[] = {
    {"AssociateWebACL", &s_AssociateWebACLRequest, &s_AssociateWebACLResponse, NULL, NULL, NULL, NULL, NULL},
    {"DisassociateWebACL", &s_DisassociateWebACLRequest, &s_DisassociateWebACLResponse, NULL, NULL, NULL, NULL, NULL},
    {"GetWebACLForResource", &s_GetWebACLForResourceRequest, &s_GetWebACLForResourceResponse, NULL, NULL, NULL, NULL, NULL},
    {"ListWebACLs", &s_ListWebACLsRequest, &s_ListWebACLsResponse, NULL, "NextMarker", "NextMarker", NULL, NULL},
};

const struct service service_wafv2 = {
    .name = "wafv2",
    .id = "WAFV2",
    .version = "2019-07-29",
    .protocol = PROTOCOL_JSON,
    .operations = operations,
    .count = sizeof operations / sizeof *operations,
    .target = "AWSWAF_20190729",
    .content_type = "application/x-amz-json-1.1",
};
