/* Elastic Load Balancing, 2015-12-01: rules. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_elbv2.h"

/* clang-format off */
static const struct shape s_AuthenticateOidcActionAuthenticationRequestExtraParams = {.kind = SHAPE_MAP, .item = &shape_string};
static const struct shape_member m_AuthenticateOidcActionConfig[] = {
    {"Issuer", "Issuer", "Issuer", &shape_string, true},
    {"AuthorizationEndpoint", "AuthorizationEndpoint", "AuthorizationEndpoint", &shape_string, true},
    {"TokenEndpoint", "TokenEndpoint", "TokenEndpoint", &shape_string, true},
    {"UserInfoEndpoint", "UserInfoEndpoint", "UserInfoEndpoint", &shape_string, true},
    {"ClientId", "ClientId", "ClientId", &shape_string, true},
    {"ClientSecret", "ClientSecret", "ClientSecret", &shape_string, false},
    {"SessionCookieName", "SessionCookieName", "SessionCookieName", &shape_string, false},
    {"Scope", "Scope", "Scope", &shape_string, false},
    {"SessionTimeout", "SessionTimeout", "SessionTimeout", &shape_integer, false},
    {"AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", &s_AuthenticateOidcActionAuthenticationRequestExtraParams, false},
    {"OnUnauthenticatedRequest", "OnUnauthenticatedRequest", "OnUnauthenticatedRequest", &shape_string, false},
    {"UseExistingClientSecret", "UseExistingClientSecret", "UseExistingClientSecret", &shape_boolean, false},
};
static const struct shape s_AuthenticateOidcActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_AuthenticateOidcActionConfig, .count = sizeof m_AuthenticateOidcActionConfig / sizeof *m_AuthenticateOidcActionConfig};
static const struct shape s_AuthenticateCognitoActionAuthenticationRequestExtraParams = {.kind = SHAPE_MAP, .item = &shape_string};
static const struct shape_member m_AuthenticateCognitoActionConfig[] = {
    {"UserPoolArn", "UserPoolArn", "UserPoolArn", &shape_string, true},
    {"UserPoolClientId", "UserPoolClientId", "UserPoolClientId", &shape_string, true},
    {"UserPoolDomain", "UserPoolDomain", "UserPoolDomain", &shape_string, true},
    {"SessionCookieName", "SessionCookieName", "SessionCookieName", &shape_string, false},
    {"Scope", "Scope", "Scope", &shape_string, false},
    {"SessionTimeout", "SessionTimeout", "SessionTimeout", &shape_integer, false},
    {"AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", "AuthenticationRequestExtraParams", &s_AuthenticateCognitoActionAuthenticationRequestExtraParams, false},
    {"OnUnauthenticatedRequest", "OnUnauthenticatedRequest", "OnUnauthenticatedRequest", &shape_string, false},
};
static const struct shape s_AuthenticateCognitoActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_AuthenticateCognitoActionConfig, .count = sizeof m_AuthenticateCognitoActionConfig / sizeof *m_AuthenticateCognitoActionConfig};
static const struct shape_member m_RedirectActionConfig[] = {
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"Port", "Port", "Port", &shape_string, false},
    {"Host", "Host", "Host", &shape_string, false},
    {"Path", "Path", "Path", &shape_string, false},
    {"Query", "Query", "Query", &shape_string, false},
    {"StatusCode", "StatusCode", "StatusCode", &shape_string, true},
};
static const struct shape s_RedirectActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_RedirectActionConfig, .count = sizeof m_RedirectActionConfig / sizeof *m_RedirectActionConfig};
static const struct shape_member m_FixedResponseActionConfig[] = {
    {"MessageBody", "MessageBody", "MessageBody", &shape_string, false},
    {"StatusCode", "StatusCode", "StatusCode", &shape_string, true},
    {"ContentType", "ContentType", "ContentType", &shape_string, false},
};
static const struct shape s_FixedResponseActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_FixedResponseActionConfig, .count = sizeof m_FixedResponseActionConfig / sizeof *m_FixedResponseActionConfig};
static const struct shape_member m_TargetGroupTuple[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, false},
    {"Weight", "Weight", "Weight", &shape_integer, false},
};
static const struct shape s_TargetGroupTuple = {.kind = SHAPE_STRUCTURE, .members = m_TargetGroupTuple, .count = sizeof m_TargetGroupTuple / sizeof *m_TargetGroupTuple};
static const struct shape s_TargetGroupList = {.kind = SHAPE_LIST, .item = &s_TargetGroupTuple};
static const struct shape_member m_TargetGroupStickinessConfig[] = {
    {"Enabled", "Enabled", "Enabled", &shape_boolean, false},
    {"DurationSeconds", "DurationSeconds", "DurationSeconds", &shape_integer, false},
};
static const struct shape s_TargetGroupStickinessConfig = {.kind = SHAPE_STRUCTURE, .members = m_TargetGroupStickinessConfig, .count = sizeof m_TargetGroupStickinessConfig / sizeof *m_TargetGroupStickinessConfig};
static const struct shape_member m_ForwardActionConfig[] = {
    {"TargetGroups", "TargetGroups", "TargetGroups", &s_TargetGroupList, false},
    {"TargetGroupStickinessConfig", "TargetGroupStickinessConfig", "TargetGroupStickinessConfig", &s_TargetGroupStickinessConfig, false},
};
static const struct shape s_ForwardActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_ForwardActionConfig, .count = sizeof m_ForwardActionConfig / sizeof *m_ForwardActionConfig};
static const struct shape s_JwtValidationActionAdditionalClaimValues = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_JwtValidationActionAdditionalClaim[] = {
    {"Format", "Format", "Format", &shape_string, true},
    {"Name", "Name", "Name", &shape_string, true},
    {"Values", "Values", "Values", &s_JwtValidationActionAdditionalClaimValues, true},
};
static const struct shape s_JwtValidationActionAdditionalClaim = {.kind = SHAPE_STRUCTURE, .members = m_JwtValidationActionAdditionalClaim, .count = sizeof m_JwtValidationActionAdditionalClaim / sizeof *m_JwtValidationActionAdditionalClaim};
static const struct shape s_JwtValidationActionAdditionalClaims = {.kind = SHAPE_LIST, .item = &s_JwtValidationActionAdditionalClaim};
static const struct shape_member m_JwtValidationActionConfig[] = {
    {"JwksEndpoint", "JwksEndpoint", "JwksEndpoint", &shape_string, true},
    {"Issuer", "Issuer", "Issuer", &shape_string, true},
    {"AdditionalClaims", "AdditionalClaims", "AdditionalClaims", &s_JwtValidationActionAdditionalClaims, false},
};
static const struct shape s_JwtValidationActionConfig = {.kind = SHAPE_STRUCTURE, .members = m_JwtValidationActionConfig, .count = sizeof m_JwtValidationActionConfig / sizeof *m_JwtValidationActionConfig};
static const struct shape_member m_Action[] = {
    {"Type", "Type", "Type", &shape_string, true},
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, false},
    {"AuthenticateOidcConfig", "AuthenticateOidcConfig", "AuthenticateOidcConfig", &s_AuthenticateOidcActionConfig, false},
    {"AuthenticateCognitoConfig", "AuthenticateCognitoConfig", "AuthenticateCognitoConfig", &s_AuthenticateCognitoActionConfig, false},
    {"Order", "Order", "Order", &shape_integer, false},
    {"RedirectConfig", "RedirectConfig", "RedirectConfig", &s_RedirectActionConfig, false},
    {"FixedResponseConfig", "FixedResponseConfig", "FixedResponseConfig", &s_FixedResponseActionConfig, false},
    {"ForwardConfig", "ForwardConfig", "ForwardConfig", &s_ForwardActionConfig, false},
    {"JwtValidationConfig", "JwtValidationConfig", "JwtValidationConfig", &s_JwtValidationActionConfig, false},
};
static const struct shape s_Action = {.kind = SHAPE_STRUCTURE, .members = m_Action, .count = sizeof m_Action / sizeof *m_Action};
const struct shape shapes_elbv2_Actions = {.kind = SHAPE_LIST, .item = &s_Action};
const struct shape shapes_elbv2_ListOfString = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_HostHeaderConditionConfig[] = {
    {"Values", "Values", "Values", &shapes_elbv2_ListOfString, false},
    {"RegexValues", "RegexValues", "RegexValues", &shapes_elbv2_ListOfString, false},
};
static const struct shape s_HostHeaderConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_HostHeaderConditionConfig, .count = sizeof m_HostHeaderConditionConfig / sizeof *m_HostHeaderConditionConfig};
static const struct shape_member m_PathPatternConditionConfig[] = {
    {"Values", "Values", "Values", &shapes_elbv2_ListOfString, false},
    {"RegexValues", "RegexValues", "RegexValues", &shapes_elbv2_ListOfString, false},
};
static const struct shape s_PathPatternConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_PathPatternConditionConfig, .count = sizeof m_PathPatternConditionConfig / sizeof *m_PathPatternConditionConfig};
static const struct shape_member m_HttpHeaderConditionConfig[] = {
    {"HttpHeaderName", "HttpHeaderName", "HttpHeaderName", &shape_string, false},
    {"Values", "Values", "Values", &shapes_elbv2_ListOfString, false},
    {"RegexValues", "RegexValues", "RegexValues", &shapes_elbv2_ListOfString, false},
};
static const struct shape s_HttpHeaderConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_HttpHeaderConditionConfig, .count = sizeof m_HttpHeaderConditionConfig / sizeof *m_HttpHeaderConditionConfig};
static const struct shape_member m_QueryStringKeyValuePair[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_QueryStringKeyValuePair = {.kind = SHAPE_STRUCTURE, .members = m_QueryStringKeyValuePair, .count = sizeof m_QueryStringKeyValuePair / sizeof *m_QueryStringKeyValuePair};
static const struct shape s_QueryStringKeyValuePairList = {.kind = SHAPE_LIST, .item = &s_QueryStringKeyValuePair};
static const struct shape_member m_QueryStringConditionConfig[] = {
    {"Values", "Values", "Values", &s_QueryStringKeyValuePairList, false},
};
static const struct shape s_QueryStringConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_QueryStringConditionConfig, .count = sizeof m_QueryStringConditionConfig / sizeof *m_QueryStringConditionConfig};
static const struct shape_member m_HttpRequestMethodConditionConfig[] = {
    {"Values", "Values", "Values", &shapes_elbv2_ListOfString, false},
};
static const struct shape s_HttpRequestMethodConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_HttpRequestMethodConditionConfig, .count = sizeof m_HttpRequestMethodConditionConfig / sizeof *m_HttpRequestMethodConditionConfig};
static const struct shape_member m_SourceIpConditionConfig[] = {
    {"Values", "Values", "Values", &shapes_elbv2_ListOfString, false},
};
static const struct shape s_SourceIpConditionConfig = {.kind = SHAPE_STRUCTURE, .members = m_SourceIpConditionConfig, .count = sizeof m_SourceIpConditionConfig / sizeof *m_SourceIpConditionConfig};
static const struct shape_member m_RuleCondition[] = {
    {"Field", "Field", "Field", &shape_string, false},
    {"Values", "Values", "Values", &shapes_elbv2_ListOfString, false},
    {"HostHeaderConfig", "HostHeaderConfig", "HostHeaderConfig", &s_HostHeaderConditionConfig, false},
    {"PathPatternConfig", "PathPatternConfig", "PathPatternConfig", &s_PathPatternConditionConfig, false},
    {"HttpHeaderConfig", "HttpHeaderConfig", "HttpHeaderConfig", &s_HttpHeaderConditionConfig, false},
    {"QueryStringConfig", "QueryStringConfig", "QueryStringConfig", &s_QueryStringConditionConfig, false},
    {"HttpRequestMethodConfig", "HttpRequestMethodConfig", "HttpRequestMethodConfig", &s_HttpRequestMethodConditionConfig, false},
    {"SourceIpConfig", "SourceIpConfig", "SourceIpConfig", &s_SourceIpConditionConfig, false},
    {"RegexValues", "RegexValues", "RegexValues", &shapes_elbv2_ListOfString, false},
};
static const struct shape s_RuleCondition = {.kind = SHAPE_STRUCTURE, .members = m_RuleCondition, .count = sizeof m_RuleCondition / sizeof *m_RuleCondition};
static const struct shape s_RuleConditionList = {.kind = SHAPE_LIST, .item = &s_RuleCondition};
static const struct shape_member m_RewriteConfig[] = {
    {"Regex", "Regex", "Regex", &shape_string, true},
    {"Replace", "Replace", "Replace", &shape_string, true},
};
static const struct shape s_RewriteConfig = {.kind = SHAPE_STRUCTURE, .members = m_RewriteConfig, .count = sizeof m_RewriteConfig / sizeof *m_RewriteConfig};
static const struct shape s_RewriteConfigList = {.kind = SHAPE_LIST, .item = &s_RewriteConfig};
static const struct shape_member m_HostHeaderRewriteConfig[] = {
    {"Rewrites", "Rewrites", "Rewrites", &s_RewriteConfigList, false},
};
static const struct shape s_HostHeaderRewriteConfig = {.kind = SHAPE_STRUCTURE, .members = m_HostHeaderRewriteConfig, .count = sizeof m_HostHeaderRewriteConfig / sizeof *m_HostHeaderRewriteConfig};
static const struct shape_member m_UrlRewriteConfig[] = {
    {"Rewrites", "Rewrites", "Rewrites", &s_RewriteConfigList, false},
};
static const struct shape s_UrlRewriteConfig = {.kind = SHAPE_STRUCTURE, .members = m_UrlRewriteConfig, .count = sizeof m_UrlRewriteConfig / sizeof *m_UrlRewriteConfig};
static const struct shape_member m_RuleTransform[] = {
    {"Type", "Type", "Type", &shape_string, true},
    {"HostHeaderRewriteConfig", "HostHeaderRewriteConfig", "HostHeaderRewriteConfig", &s_HostHeaderRewriteConfig, false},
    {"UrlRewriteConfig", "UrlRewriteConfig", "UrlRewriteConfig", &s_UrlRewriteConfig, false},
};
static const struct shape s_RuleTransform = {.kind = SHAPE_STRUCTURE, .members = m_RuleTransform, .count = sizeof m_RuleTransform / sizeof *m_RuleTransform};
static const struct shape s_RuleTransformList = {.kind = SHAPE_LIST, .item = &s_RuleTransform};
static const struct shape_member m_CreateRuleInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, true},
    {"Conditions", "Conditions", "Conditions", &s_RuleConditionList, true},
    {"Priority", "Priority", "Priority", &shape_integer, true},
    {"Actions", "Actions", "Actions", &shapes_elbv2_Actions, true},
    {"Tags", "Tags", "Tags", &shapes_elbv2_TagList, false},
    {"Transforms", "Transforms", "Transforms", &s_RuleTransformList, false},
};
const struct shape shapes_elbv2_CreateRuleInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateRuleInput, .count = sizeof m_CreateRuleInput / sizeof *m_CreateRuleInput};
static const struct shape_member m_Rule[] = {
    {"RuleArn", "RuleArn", "RuleArn", &shape_string, false},
    {"Priority", "Priority", "Priority", &shape_string, false},
    {"Conditions", "Conditions", "Conditions", &s_RuleConditionList, false},
    {"Actions", "Actions", "Actions", &shapes_elbv2_Actions, false},
    {"IsDefault", "IsDefault", "IsDefault", &shape_boolean, false},
    {"Transforms", "Transforms", "Transforms", &s_RuleTransformList, false},
};
static const struct shape s_Rule = {.kind = SHAPE_STRUCTURE, .members = m_Rule, .count = sizeof m_Rule / sizeof *m_Rule};
static const struct shape s_Rules = {.kind = SHAPE_LIST, .item = &s_Rule};
static const struct shape_member m_CreateRuleOutput[] = {
    {"Rules", "Rules", "Rules", &s_Rules, false},
};
const struct shape shapes_elbv2_CreateRuleOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateRuleOutput, .count = sizeof m_CreateRuleOutput / sizeof *m_CreateRuleOutput};
static const struct shape_member m_DeleteRuleInput[] = {
    {"RuleArn", "RuleArn", "RuleArn", &shape_string, true},
};
const struct shape shapes_elbv2_DeleteRuleInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteRuleInput, .count = sizeof m_DeleteRuleInput / sizeof *m_DeleteRuleInput};
const struct shape shapes_elbv2_DeleteRuleOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape s_RuleArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeRulesInput[] = {
    {"ListenerArn", "ListenerArn", "ListenerArn", &shape_string, false},
    {"RuleArns", "RuleArns", "RuleArns", &s_RuleArns, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeRulesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeRulesInput, .count = sizeof m_DescribeRulesInput / sizeof *m_DescribeRulesInput};
static const struct shape_member m_DescribeRulesOutput[] = {
    {"Rules", "Rules", "Rules", &s_Rules, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeRulesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeRulesOutput, .count = sizeof m_DescribeRulesOutput / sizeof *m_DescribeRulesOutput};
static const struct shape_member m_ModifyRuleInput[] = {
    {"RuleArn", "RuleArn", "RuleArn", &shape_string, true},
    {"Conditions", "Conditions", "Conditions", &s_RuleConditionList, false},
    {"Actions", "Actions", "Actions", &shapes_elbv2_Actions, false},
    {"Transforms", "Transforms", "Transforms", &s_RuleTransformList, false},
    {"ResetTransforms", "ResetTransforms", "ResetTransforms", &shape_boolean, false},
};
const struct shape shapes_elbv2_ModifyRuleInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyRuleInput, .count = sizeof m_ModifyRuleInput / sizeof *m_ModifyRuleInput};
static const struct shape_member m_ModifyRuleOutput[] = {
    {"Rules", "Rules", "Rules", &s_Rules, false},
};
const struct shape shapes_elbv2_ModifyRuleOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyRuleOutput, .count = sizeof m_ModifyRuleOutput / sizeof *m_ModifyRuleOutput};
static const struct shape_member m_RulePriorityPair[] = {
    {"RuleArn", "RuleArn", "RuleArn", &shape_string, false},
    {"Priority", "Priority", "Priority", &shape_integer, false},
};
static const struct shape s_RulePriorityPair = {.kind = SHAPE_STRUCTURE, .members = m_RulePriorityPair, .count = sizeof m_RulePriorityPair / sizeof *m_RulePriorityPair};
static const struct shape s_RulePriorityList = {.kind = SHAPE_LIST, .item = &s_RulePriorityPair};
static const struct shape_member m_SetRulePrioritiesInput[] = {
    {"RulePriorities", "RulePriorities", "RulePriorities", &s_RulePriorityList, true},
};
const struct shape shapes_elbv2_SetRulePrioritiesInput = {.kind = SHAPE_STRUCTURE, .members = m_SetRulePrioritiesInput, .count = sizeof m_SetRulePrioritiesInput / sizeof *m_SetRulePrioritiesInput};
static const struct shape_member m_SetRulePrioritiesOutput[] = {
    {"Rules", "Rules", "Rules", &s_Rules, false},
};
const struct shape shapes_elbv2_SetRulePrioritiesOutput = {.kind = SHAPE_STRUCTURE, .members = m_SetRulePrioritiesOutput, .count = sizeof m_SetRulePrioritiesOutput / sizeof *m_SetRulePrioritiesOutput};
