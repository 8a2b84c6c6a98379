/* Requests of Elastic Load Balancing, 2015-12-01: rules. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model_elbv2.h"

/* clang-format off */
const struct model_shape model_elbv2_ListenerArn = {.kind = MODEL_TEXT};
static const char *const e_ActionTypeEnum[] = {"forward", "authenticate-oidc", "authenticate-cognito", "redirect", "fixed-response", "jwt-validation", NULL};
static const struct model_shape s_ActionTypeEnum = {.kind = MODEL_TEXT, .words = e_ActionTypeEnum};
const struct model_shape model_elbv2_TargetGroupArn = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionIssuer = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionAuthorizationEndpoint = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionTokenEndpoint = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionUserInfoEndpoint = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionClientId = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionClientSecret = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionSessionCookieName = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionScope = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionSessionTimeout = {.kind = MODEL_INTEGER};
static const struct model_shape s_AuthenticateOidcActionAuthenticationRequestParamValue = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateOidcActionAuthenticationRequestExtraParams = {.kind = MODEL_MAP, .item = &s_AuthenticateOidcActionAuthenticationRequestParamValue};
static const char *const e_AuthenticateOidcActionConditionalBehaviorEnum[] = {"deny", "allow", "authenticate", NULL};
static const struct model_shape s_AuthenticateOidcActionConditionalBehaviorEnum = {.kind = MODEL_TEXT, .words = e_AuthenticateOidcActionConditionalBehaviorEnum};
static const struct model_shape s_AuthenticateOidcActionUseExistingClientSecret = {.kind = MODEL_BOOLEAN};
static const struct model_member m_AuthenticateOidcActionConfig[] = {
    {"Issuer", &s_AuthenticateOidcActionIssuer, true},
    {"AuthorizationEndpoint", &s_AuthenticateOidcActionAuthorizationEndpoint, true},
    {"TokenEndpoint", &s_AuthenticateOidcActionTokenEndpoint, true},
    {"UserInfoEndpoint", &s_AuthenticateOidcActionUserInfoEndpoint, true},
    {"ClientId", &s_AuthenticateOidcActionClientId, true},
    {"ClientSecret", &s_AuthenticateOidcActionClientSecret, false},
    {"SessionCookieName", &s_AuthenticateOidcActionSessionCookieName, false},
    {"Scope", &s_AuthenticateOidcActionScope, false},
    {"SessionTimeout", &s_AuthenticateOidcActionSessionTimeout, false},
    {"AuthenticationRequestExtraParams", &s_AuthenticateOidcActionAuthenticationRequestExtraParams, false},
    {"OnUnauthenticatedRequest", &s_AuthenticateOidcActionConditionalBehaviorEnum, false},
    {"UseExistingClientSecret", &s_AuthenticateOidcActionUseExistingClientSecret, false},
};
static const struct model_shape s_AuthenticateOidcActionConfig = {.kind = MODEL_STRUCTURE, .members = m_AuthenticateOidcActionConfig, .count = sizeof m_AuthenticateOidcActionConfig / sizeof *m_AuthenticateOidcActionConfig};
static const struct model_shape s_AuthenticateCognitoActionUserPoolArn = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionUserPoolClientId = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionUserPoolDomain = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionSessionCookieName = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionScope = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionSessionTimeout = {.kind = MODEL_INTEGER};
static const struct model_shape s_AuthenticateCognitoActionAuthenticationRequestParamValue = {.kind = MODEL_TEXT};
static const struct model_shape s_AuthenticateCognitoActionAuthenticationRequestExtraParams = {.kind = MODEL_MAP, .item = &s_AuthenticateCognitoActionAuthenticationRequestParamValue};
static const char *const e_AuthenticateCognitoActionConditionalBehaviorEnum[] = {"deny", "allow", "authenticate", NULL};
static const struct model_shape s_AuthenticateCognitoActionConditionalBehaviorEnum = {.kind = MODEL_TEXT, .words = e_AuthenticateCognitoActionConditionalBehaviorEnum};
static const struct model_member m_AuthenticateCognitoActionConfig[] = {
    {"UserPoolArn", &s_AuthenticateCognitoActionUserPoolArn, true},
    {"UserPoolClientId", &s_AuthenticateCognitoActionUserPoolClientId, true},
    {"UserPoolDomain", &s_AuthenticateCognitoActionUserPoolDomain, true},
    {"SessionCookieName", &s_AuthenticateCognitoActionSessionCookieName, false},
    {"Scope", &s_AuthenticateCognitoActionScope, false},
    {"SessionTimeout", &s_AuthenticateCognitoActionSessionTimeout, false},
    {"AuthenticationRequestExtraParams", &s_AuthenticateCognitoActionAuthenticationRequestExtraParams, false},
    {"OnUnauthenticatedRequest", &s_AuthenticateCognitoActionConditionalBehaviorEnum, false},
};
static const struct model_shape s_AuthenticateCognitoActionConfig = {.kind = MODEL_STRUCTURE, .members = m_AuthenticateCognitoActionConfig, .count = sizeof m_AuthenticateCognitoActionConfig / sizeof *m_AuthenticateCognitoActionConfig};
static const struct model_shape s_ActionOrder = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 50000, .has_most = true};
static const struct model_shape s_RedirectActionProtocol = {.kind = MODEL_TEXT, .pattern = "^(HTTPS?|#\\{protocol\\})$", .expression = "^(HTTPS?|#\\{protocol\\})$"};
static const struct model_shape s_RedirectActionPort = {.kind = MODEL_TEXT};
static const struct model_shape s_RedirectActionHost = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true};
static const struct model_shape s_RedirectActionPath = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 128, .has_most = true};
static const struct model_shape s_RedirectActionQuery = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 128, .has_most = true};
static const char *const e_RedirectActionStatusCodeEnum[] = {"HTTP_301", "HTTP_302", NULL};
static const struct model_shape s_RedirectActionStatusCodeEnum = {.kind = MODEL_TEXT, .words = e_RedirectActionStatusCodeEnum};
static const struct model_member m_RedirectActionConfig[] = {
    {"Protocol", &s_RedirectActionProtocol, false},
    {"Port", &s_RedirectActionPort, false},
    {"Host", &s_RedirectActionHost, false},
    {"Path", &s_RedirectActionPath, false},
    {"Query", &s_RedirectActionQuery, false},
    {"StatusCode", &s_RedirectActionStatusCodeEnum, true},
};
static const struct model_shape s_RedirectActionConfig = {.kind = MODEL_STRUCTURE, .members = m_RedirectActionConfig, .count = sizeof m_RedirectActionConfig / sizeof *m_RedirectActionConfig};
static const struct model_shape s_FixedResponseActionMessage = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 1024, .has_most = true};
static const struct model_shape s_FixedResponseActionStatusCode = {.kind = MODEL_TEXT, .pattern = "^(2|4|5)\\d\\d$", .expression = "^(2|4|5)[0-9][0-9]$"};
static const struct model_shape s_FixedResponseActionContentType = {.kind = MODEL_TEXT, .least = 0, .has_least = true, .most = 32, .has_most = true};
static const struct model_member m_FixedResponseActionConfig[] = {
    {"MessageBody", &s_FixedResponseActionMessage, false},
    {"StatusCode", &s_FixedResponseActionStatusCode, true},
    {"ContentType", &s_FixedResponseActionContentType, false},
};
static const struct model_shape s_FixedResponseActionConfig = {.kind = MODEL_STRUCTURE, .members = m_FixedResponseActionConfig, .count = sizeof m_FixedResponseActionConfig / sizeof *m_FixedResponseActionConfig};
static const struct model_shape s_TargetGroupWeight = {.kind = MODEL_INTEGER};
static const struct model_member m_TargetGroupTuple[] = {
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, false},
    {"Weight", &s_TargetGroupWeight, false},
};
static const struct model_shape s_TargetGroupTuple = {.kind = MODEL_STRUCTURE, .members = m_TargetGroupTuple, .count = sizeof m_TargetGroupTuple / sizeof *m_TargetGroupTuple};
static const struct model_shape s_TargetGroupList = {.kind = MODEL_LIST, .item = &s_TargetGroupTuple};
static const struct model_shape s_TargetGroupStickinessEnabled = {.kind = MODEL_BOOLEAN};
static const struct model_shape s_TargetGroupStickinessDurationSeconds = {.kind = MODEL_INTEGER};
static const struct model_member m_TargetGroupStickinessConfig[] = {
    {"Enabled", &s_TargetGroupStickinessEnabled, false},
    {"DurationSeconds", &s_TargetGroupStickinessDurationSeconds, false},
};
static const struct model_shape s_TargetGroupStickinessConfig = {.kind = MODEL_STRUCTURE, .members = m_TargetGroupStickinessConfig, .count = sizeof m_TargetGroupStickinessConfig / sizeof *m_TargetGroupStickinessConfig};
static const struct model_member m_ForwardActionConfig[] = {
    {"TargetGroups", &s_TargetGroupList, false},
    {"TargetGroupStickinessConfig", &s_TargetGroupStickinessConfig, false},
};
static const struct model_shape s_ForwardActionConfig = {.kind = MODEL_STRUCTURE, .members = m_ForwardActionConfig, .count = sizeof m_ForwardActionConfig / sizeof *m_ForwardActionConfig};
static const struct model_shape s_JwtValidationActionJwksEndpoint = {.kind = MODEL_TEXT};
static const struct model_shape s_JwtValidationActionIssuer = {.kind = MODEL_TEXT};
static const char *const e_JwtValidationActionAdditionalClaimFormatEnum[] = {"single-string", "string-array", "space-separated-values", NULL};
static const struct model_shape s_JwtValidationActionAdditionalClaimFormatEnum = {.kind = MODEL_TEXT, .words = e_JwtValidationActionAdditionalClaimFormatEnum};
static const struct model_shape s_JwtValidationActionAdditionalClaimName = {.kind = MODEL_TEXT};
static const struct model_shape s_JwtValidationActionAdditionalClaimValue = {.kind = MODEL_TEXT};
static const struct model_shape s_JwtValidationActionAdditionalClaimValues = {.kind = MODEL_LIST, .item = &s_JwtValidationActionAdditionalClaimValue};
static const struct model_member m_JwtValidationActionAdditionalClaim[] = {
    {"Format", &s_JwtValidationActionAdditionalClaimFormatEnum, true},
    {"Name", &s_JwtValidationActionAdditionalClaimName, true},
    {"Values", &s_JwtValidationActionAdditionalClaimValues, true},
};
static const struct model_shape s_JwtValidationActionAdditionalClaim = {.kind = MODEL_STRUCTURE, .members = m_JwtValidationActionAdditionalClaim, .count = sizeof m_JwtValidationActionAdditionalClaim / sizeof *m_JwtValidationActionAdditionalClaim};
static const struct model_shape s_JwtValidationActionAdditionalClaims = {.kind = MODEL_LIST, .item = &s_JwtValidationActionAdditionalClaim};
static const struct model_member m_JwtValidationActionConfig[] = {
    {"JwksEndpoint", &s_JwtValidationActionJwksEndpoint, true},
    {"Issuer", &s_JwtValidationActionIssuer, true},
    {"AdditionalClaims", &s_JwtValidationActionAdditionalClaims, false},
};
static const struct model_shape s_JwtValidationActionConfig = {.kind = MODEL_STRUCTURE, .members = m_JwtValidationActionConfig, .count = sizeof m_JwtValidationActionConfig / sizeof *m_JwtValidationActionConfig};
static const struct model_member m_Action[] = {
    {"Type", &s_ActionTypeEnum, true},
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, false},
    {"AuthenticateOidcConfig", &s_AuthenticateOidcActionConfig, false},
    {"AuthenticateCognitoConfig", &s_AuthenticateCognitoActionConfig, false},
    {"Order", &s_ActionOrder, false},
    {"RedirectConfig", &s_RedirectActionConfig, false},
    {"FixedResponseConfig", &s_FixedResponseActionConfig, false},
    {"ForwardConfig", &s_ForwardActionConfig, false},
    {"JwtValidationConfig", &s_JwtValidationActionConfig, false},
};
static const struct model_shape s_Action = {.kind = MODEL_STRUCTURE, .members = m_Action, .count = sizeof m_Action / sizeof *m_Action};
const struct model_shape model_elbv2_Actions = {.kind = MODEL_LIST, .item = &s_Action};
static const struct model_shape s_ConditionFieldName = {.kind = MODEL_TEXT, .most = 64, .has_most = true};
static const struct model_shape s_StringValue = {.kind = MODEL_TEXT};
static const struct model_shape s_ListOfString = {.kind = MODEL_LIST, .item = &s_StringValue};
static const struct model_member m_HostHeaderConditionConfig[] = {
    {"Values", &s_ListOfString, false},
    {"RegexValues", &s_ListOfString, false},
};
static const struct model_shape s_HostHeaderConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_HostHeaderConditionConfig, .count = sizeof m_HostHeaderConditionConfig / sizeof *m_HostHeaderConditionConfig};
static const struct model_member m_PathPatternConditionConfig[] = {
    {"Values", &s_ListOfString, false},
    {"RegexValues", &s_ListOfString, false},
};
static const struct model_shape s_PathPatternConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_PathPatternConditionConfig, .count = sizeof m_PathPatternConditionConfig / sizeof *m_PathPatternConditionConfig};
static const struct model_shape s_HttpHeaderConditionName = {.kind = MODEL_TEXT};
static const struct model_member m_HttpHeaderConditionConfig[] = {
    {"HttpHeaderName", &s_HttpHeaderConditionName, false},
    {"Values", &s_ListOfString, false},
    {"RegexValues", &s_ListOfString, false},
};
static const struct model_shape s_HttpHeaderConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_HttpHeaderConditionConfig, .count = sizeof m_HttpHeaderConditionConfig / sizeof *m_HttpHeaderConditionConfig};
static const struct model_member m_QueryStringKeyValuePair[] = {
    {"Key", &s_StringValue, false},
    {"Value", &s_StringValue, false},
};
static const struct model_shape s_QueryStringKeyValuePair = {.kind = MODEL_STRUCTURE, .members = m_QueryStringKeyValuePair, .count = sizeof m_QueryStringKeyValuePair / sizeof *m_QueryStringKeyValuePair};
static const struct model_shape s_QueryStringKeyValuePairList = {.kind = MODEL_LIST, .item = &s_QueryStringKeyValuePair};
static const struct model_member m_QueryStringConditionConfig[] = {
    {"Values", &s_QueryStringKeyValuePairList, false},
};
static const struct model_shape s_QueryStringConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_QueryStringConditionConfig, .count = sizeof m_QueryStringConditionConfig / sizeof *m_QueryStringConditionConfig};
static const struct model_member m_HttpRequestMethodConditionConfig[] = {
    {"Values", &s_ListOfString, false},
};
static const struct model_shape s_HttpRequestMethodConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_HttpRequestMethodConditionConfig, .count = sizeof m_HttpRequestMethodConditionConfig / sizeof *m_HttpRequestMethodConditionConfig};
static const char *const e_SourceIpAddressTypeEnum[] = {"ipv4", "ipv6", NULL};
static const struct model_shape s_SourceIpAddressTypeEnum = {.kind = MODEL_TEXT, .words = e_SourceIpAddressTypeEnum};
static const struct model_member m_SourceIpConditionConfig[] = {
    {"Values", &s_ListOfString, false},
    {"IpAddressType", &s_SourceIpAddressTypeEnum, false},
};
static const struct model_shape s_SourceIpConditionConfig = {.kind = MODEL_STRUCTURE, .members = m_SourceIpConditionConfig, .count = sizeof m_SourceIpConditionConfig / sizeof *m_SourceIpConditionConfig};
static const struct model_member m_RuleCondition[] = {
    {"Field", &s_ConditionFieldName, false},
    {"Values", &s_ListOfString, false},
    {"HostHeaderConfig", &s_HostHeaderConditionConfig, false},
    {"PathPatternConfig", &s_PathPatternConditionConfig, false},
    {"HttpHeaderConfig", &s_HttpHeaderConditionConfig, false},
    {"QueryStringConfig", &s_QueryStringConditionConfig, false},
    {"HttpRequestMethodConfig", &s_HttpRequestMethodConditionConfig, false},
    {"SourceIpConfig", &s_SourceIpConditionConfig, false},
    {"RegexValues", &s_ListOfString, false},
};
static const struct model_shape s_RuleCondition = {.kind = MODEL_STRUCTURE, .members = m_RuleCondition, .count = sizeof m_RuleCondition / sizeof *m_RuleCondition};
static const struct model_shape s_RuleConditionList = {.kind = MODEL_LIST, .item = &s_RuleCondition};
static const struct model_shape s_RulePriority = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 50000, .has_most = true};
static const char *const e_TransformTypeEnum[] = {"host-header-rewrite", "url-rewrite", NULL};
static const struct model_shape s_TransformTypeEnum = {.kind = MODEL_TEXT, .words = e_TransformTypeEnum};
static const struct model_member m_RewriteConfig[] = {
    {"Regex", &s_StringValue, true},
    {"Replace", &s_StringValue, true},
};
static const struct model_shape s_RewriteConfig = {.kind = MODEL_STRUCTURE, .members = m_RewriteConfig, .count = sizeof m_RewriteConfig / sizeof *m_RewriteConfig};
static const struct model_shape s_RewriteConfigList = {.kind = MODEL_LIST, .item = &s_RewriteConfig};
static const struct model_member m_HostHeaderRewriteConfig[] = {
    {"Rewrites", &s_RewriteConfigList, false},
};
static const struct model_shape s_HostHeaderRewriteConfig = {.kind = MODEL_STRUCTURE, .members = m_HostHeaderRewriteConfig, .count = sizeof m_HostHeaderRewriteConfig / sizeof *m_HostHeaderRewriteConfig};
static const struct model_member m_UrlRewriteConfig[] = {
    {"Rewrites", &s_RewriteConfigList, false},
};
static const struct model_shape s_UrlRewriteConfig = {.kind = MODEL_STRUCTURE, .members = m_UrlRewriteConfig, .count = sizeof m_UrlRewriteConfig / sizeof *m_UrlRewriteConfig};
static const struct model_member m_RuleTransform[] = {
    {"Type", &s_TransformTypeEnum, true},
    {"HostHeaderRewriteConfig", &s_HostHeaderRewriteConfig, false},
    {"UrlRewriteConfig", &s_UrlRewriteConfig, false},
};
static const struct model_shape s_RuleTransform = {.kind = MODEL_STRUCTURE, .members = m_RuleTransform, .count = sizeof m_RuleTransform / sizeof *m_RuleTransform};
static const struct model_shape s_RuleTransformList = {.kind = MODEL_LIST, .item = &s_RuleTransform};
static const struct model_member m_CreateRuleInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, true},
    {"Conditions", &s_RuleConditionList, true},
    {"Priority", &s_RulePriority, true},
    {"Actions", &model_elbv2_Actions, true},
    {"Tags", &model_elbv2_TagList, false},
    {"Transforms", &s_RuleTransformList, false},
};
const struct model_shape model_elbv2_CreateRuleInput = {.kind = MODEL_STRUCTURE, .members = m_CreateRuleInput, .count = sizeof m_CreateRuleInput / sizeof *m_CreateRuleInput};
static const struct model_shape s_RuleArn = {.kind = MODEL_TEXT};
static const struct model_member m_DeleteRuleInput[] = {
    {"RuleArn", &s_RuleArn, true},
};
const struct model_shape model_elbv2_DeleteRuleInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteRuleInput, .count = sizeof m_DeleteRuleInput / sizeof *m_DeleteRuleInput};
static const struct model_shape s_RuleArns = {.kind = MODEL_LIST, .item = &s_RuleArn};
static const struct model_member m_DescribeRulesInput[] = {
    {"ListenerArn", &model_elbv2_ListenerArn, false},
    {"RuleArns", &s_RuleArns, false},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeRulesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeRulesInput, .count = sizeof m_DescribeRulesInput / sizeof *m_DescribeRulesInput};
static const struct model_shape s_ResetTransforms = {.kind = MODEL_BOOLEAN};
static const struct model_member m_ModifyRuleInput[] = {
    {"RuleArn", &s_RuleArn, true},
    {"Conditions", &s_RuleConditionList, false},
    {"Actions", &model_elbv2_Actions, false},
    {"Transforms", &s_RuleTransformList, false},
    {"ResetTransforms", &s_ResetTransforms, false},
};
const struct model_shape model_elbv2_ModifyRuleInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyRuleInput, .count = sizeof m_ModifyRuleInput / sizeof *m_ModifyRuleInput};
static const struct model_member m_RulePriorityPair[] = {
    {"RuleArn", &s_RuleArn, false},
    {"Priority", &s_RulePriority, false},
};
static const struct model_shape s_RulePriorityPair = {.kind = MODEL_STRUCTURE, .members = m_RulePriorityPair, .count = sizeof m_RulePriorityPair / sizeof *m_RulePriorityPair};
static const struct model_shape s_RulePriorityList = {.kind = MODEL_LIST, .item = &s_RulePriorityPair};
static const struct model_member m_SetRulePrioritiesInput[] = {
    {"RulePriorities", &s_RulePriorityList, true},
};
const struct model_shape model_elbv2_SetRulePrioritiesInput = {.kind = MODEL_STRUCTURE, .members = m_SetRulePrioritiesInput, .count = sizeof m_SetRulePrioritiesInput / sizeof *m_SetRulePrioritiesInput};
