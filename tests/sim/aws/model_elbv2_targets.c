/* Requests of Elastic Load Balancing, 2015-12-01: targets. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model_elbv2.h"

/* clang-format off */
const struct model_shape model_elbv2_LoadBalancerArn = {.kind = MODEL_TEXT};
static const char *const e_ProtocolEnum[] = {"HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC", NULL};
const struct model_shape model_elbv2_ProtocolEnum = {.kind = MODEL_TEXT, .words = e_ProtocolEnum};
const struct model_shape model_elbv2_Port = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 65535, .has_most = true};
static const struct model_shape s_TargetGroupName = {.kind = MODEL_TEXT};
static const struct model_shape s_ProtocolVersion = {.kind = MODEL_TEXT};
static const struct model_shape s_VpcId = {.kind = MODEL_TEXT};
static const struct model_shape s_HealthCheckPort = {.kind = MODEL_TEXT};
static const struct model_shape s_HealthCheckEnabled = {.kind = MODEL_BOOLEAN};
static const struct model_shape s_Path = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 1024, .has_most = true};
static const struct model_shape s_HealthCheckIntervalSeconds = {.kind = MODEL_INTEGER, .least = 5, .has_least = true, .most = 300, .has_most = true};
static const struct model_shape s_HealthCheckTimeoutSeconds = {.kind = MODEL_INTEGER, .least = 2, .has_least = true, .most = 120, .has_most = true};
static const struct model_shape s_HealthCheckThresholdCount = {.kind = MODEL_INTEGER, .least = 2, .has_least = true, .most = 10, .has_most = true};
static const struct model_shape s_HttpCode = {.kind = MODEL_TEXT};
static const struct model_shape s_GrpcCode = {.kind = MODEL_TEXT};
static const struct model_member m_Matcher[] = {
    {"HttpCode", &s_HttpCode, false},
    {"GrpcCode", &s_GrpcCode, false},
};
static const struct model_shape s_Matcher = {.kind = MODEL_STRUCTURE, .members = m_Matcher, .count = sizeof m_Matcher / sizeof *m_Matcher};
static const char *const e_TargetTypeEnum[] = {"instance", "ip", "lambda", "alb", NULL};
static const struct model_shape s_TargetTypeEnum = {.kind = MODEL_TEXT, .words = e_TargetTypeEnum};
static const char *const e_TargetGroupIpAddressTypeEnum[] = {"ipv4", "ipv6", NULL};
static const struct model_shape s_TargetGroupIpAddressTypeEnum = {.kind = MODEL_TEXT, .words = e_TargetGroupIpAddressTypeEnum};
static const struct model_shape s_TargetControlPort = {.kind = MODEL_INTEGER, .least = 1, .has_least = true, .most = 65535, .has_most = true};
static const struct model_member m_CreateTargetGroupInput[] = {
    {"Name", &s_TargetGroupName, true},
    {"Protocol", &model_elbv2_ProtocolEnum, false},
    {"ProtocolVersion", &s_ProtocolVersion, false},
    {"Port", &model_elbv2_Port, false},
    {"VpcId", &s_VpcId, false},
    {"HealthCheckProtocol", &model_elbv2_ProtocolEnum, false},
    {"HealthCheckPort", &s_HealthCheckPort, false},
    {"HealthCheckEnabled", &s_HealthCheckEnabled, false},
    {"HealthCheckPath", &s_Path, false},
    {"HealthCheckIntervalSeconds", &s_HealthCheckIntervalSeconds, false},
    {"HealthCheckTimeoutSeconds", &s_HealthCheckTimeoutSeconds, false},
    {"HealthyThresholdCount", &s_HealthCheckThresholdCount, false},
    {"UnhealthyThresholdCount", &s_HealthCheckThresholdCount, false},
    {"Matcher", &s_Matcher, false},
    {"TargetType", &s_TargetTypeEnum, false},
    {"Tags", &model_elbv2_TagList, false},
    {"IpAddressType", &s_TargetGroupIpAddressTypeEnum, false},
    {"TargetControlPort", &s_TargetControlPort, false},
};
const struct model_shape model_elbv2_CreateTargetGroupInput = {.kind = MODEL_STRUCTURE, .members = m_CreateTargetGroupInput, .count = sizeof m_CreateTargetGroupInput / sizeof *m_CreateTargetGroupInput};
static const struct model_member m_DeleteTargetGroupInput[] = {
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, true},
};
const struct model_shape model_elbv2_DeleteTargetGroupInput = {.kind = MODEL_STRUCTURE, .members = m_DeleteTargetGroupInput, .count = sizeof m_DeleteTargetGroupInput / sizeof *m_DeleteTargetGroupInput};
static const struct model_shape s_TargetId = {.kind = MODEL_TEXT};
static const struct model_shape s_ZoneName = {.kind = MODEL_TEXT};
static const struct model_shape s_QuicServerId = {.kind = MODEL_TEXT, .least = 1, .has_least = true, .most = 256, .has_most = true};
static const struct model_member m_TargetDescription[] = {
    {"Id", &s_TargetId, true},
    {"Port", &model_elbv2_Port, false},
    {"AvailabilityZone", &s_ZoneName, false},
    {"QuicServerId", &s_QuicServerId, false},
};
static const struct model_shape s_TargetDescription = {.kind = MODEL_STRUCTURE, .members = m_TargetDescription, .count = sizeof m_TargetDescription / sizeof *m_TargetDescription};
static const struct model_shape s_TargetDescriptions = {.kind = MODEL_LIST, .item = &s_TargetDescription};
static const struct model_member m_DeregisterTargetsInput[] = {
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, true},
    {"Targets", &s_TargetDescriptions, true},
};
const struct model_shape model_elbv2_DeregisterTargetsInput = {.kind = MODEL_STRUCTURE, .members = m_DeregisterTargetsInput, .count = sizeof m_DeregisterTargetsInput / sizeof *m_DeregisterTargetsInput};
static const struct model_member m_DescribeTargetGroupAttributesInput[] = {
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, true},
};
const struct model_shape model_elbv2_DescribeTargetGroupAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTargetGroupAttributesInput, .count = sizeof m_DescribeTargetGroupAttributesInput / sizeof *m_DescribeTargetGroupAttributesInput};
static const struct model_shape s_TargetGroupArns = {.kind = MODEL_LIST, .item = &model_elbv2_TargetGroupArn};
static const struct model_shape s_TargetGroupNames = {.kind = MODEL_LIST, .item = &s_TargetGroupName};
static const struct model_member m_DescribeTargetGroupsInput[] = {
    {"LoadBalancerArn", &model_elbv2_LoadBalancerArn, false},
    {"TargetGroupArns", &s_TargetGroupArns, false},
    {"Names", &s_TargetGroupNames, false},
    {"Marker", &model_elbv2_Marker, false},
    {"PageSize", &model_elbv2_PageSize, false},
};
const struct model_shape model_elbv2_DescribeTargetGroupsInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTargetGroupsInput, .count = sizeof m_DescribeTargetGroupsInput / sizeof *m_DescribeTargetGroupsInput};
static const char *const e_DescribeTargetHealthInputIncludeEnum[] = {"AnomalyDetection", "All", NULL};
static const struct model_shape s_DescribeTargetHealthInputIncludeEnum = {.kind = MODEL_TEXT, .words = e_DescribeTargetHealthInputIncludeEnum};
static const struct model_shape s_ListOfDescribeTargetHealthIncludeOptions = {.kind = MODEL_LIST, .item = &s_DescribeTargetHealthInputIncludeEnum};
static const struct model_member m_DescribeTargetHealthInput[] = {
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, true},
    {"Targets", &s_TargetDescriptions, false},
    {"Include", &s_ListOfDescribeTargetHealthIncludeOptions, false},
};
const struct model_shape model_elbv2_DescribeTargetHealthInput = {.kind = MODEL_STRUCTURE, .members = m_DescribeTargetHealthInput, .count = sizeof m_DescribeTargetHealthInput / sizeof *m_DescribeTargetHealthInput};
static const struct model_member m_ModifyTargetGroupInput[] = {
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, true},
    {"HealthCheckProtocol", &model_elbv2_ProtocolEnum, false},
    {"HealthCheckPort", &s_HealthCheckPort, false},
    {"HealthCheckPath", &s_Path, false},
    {"HealthCheckEnabled", &s_HealthCheckEnabled, false},
    {"HealthCheckIntervalSeconds", &s_HealthCheckIntervalSeconds, false},
    {"HealthCheckTimeoutSeconds", &s_HealthCheckTimeoutSeconds, false},
    {"HealthyThresholdCount", &s_HealthCheckThresholdCount, false},
    {"UnhealthyThresholdCount", &s_HealthCheckThresholdCount, false},
    {"Matcher", &s_Matcher, false},
};
const struct model_shape model_elbv2_ModifyTargetGroupInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyTargetGroupInput, .count = sizeof m_ModifyTargetGroupInput / sizeof *m_ModifyTargetGroupInput};
static const struct model_shape s_TargetGroupAttributeKey = {.kind = MODEL_TEXT, .most = 256, .has_most = true, .pattern = "^[a-zA-Z0-9._]+$", .expression = "^[a-zA-Z0-9._]+$"};
static const struct model_shape s_TargetGroupAttributeValue = {.kind = MODEL_TEXT};
static const struct model_member m_TargetGroupAttribute[] = {
    {"Key", &s_TargetGroupAttributeKey, false},
    {"Value", &s_TargetGroupAttributeValue, false},
};
static const struct model_shape s_TargetGroupAttribute = {.kind = MODEL_STRUCTURE, .members = m_TargetGroupAttribute, .count = sizeof m_TargetGroupAttribute / sizeof *m_TargetGroupAttribute};
static const struct model_shape s_TargetGroupAttributes = {.kind = MODEL_LIST, .item = &s_TargetGroupAttribute};
static const struct model_member m_ModifyTargetGroupAttributesInput[] = {
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, true},
    {"Attributes", &s_TargetGroupAttributes, true},
};
const struct model_shape model_elbv2_ModifyTargetGroupAttributesInput = {.kind = MODEL_STRUCTURE, .members = m_ModifyTargetGroupAttributesInput, .count = sizeof m_ModifyTargetGroupAttributesInput / sizeof *m_ModifyTargetGroupAttributesInput};
static const struct model_member m_RegisterTargetsInput[] = {
    {"TargetGroupArn", &model_elbv2_TargetGroupArn, true},
    {"Targets", &s_TargetDescriptions, true},
};
const struct model_shape model_elbv2_RegisterTargetsInput = {.kind = MODEL_STRUCTURE, .members = m_RegisterTargetsInput, .count = sizeof m_RegisterTargetsInput / sizeof *m_RegisterTargetsInput};
