/* Elastic Load Balancing, 2015-12-01: targets. Made by make-shapes; not edited by hand. */
#include "lib/aws/shapes_elbv2.h"

/* clang-format off */
static const struct shape_member m_Matcher[] = {
    {"HttpCode", "HttpCode", "HttpCode", &shape_string, false},
    {"GrpcCode", "GrpcCode", "GrpcCode", &shape_string, false},
};
static const struct shape s_Matcher = {.kind = SHAPE_STRUCTURE, .members = m_Matcher, .count = sizeof m_Matcher / sizeof *m_Matcher};
static const struct shape_member m_CreateTargetGroupInput[] = {
    {"Name", "Name", "Name", &shape_string, true},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"ProtocolVersion", "ProtocolVersion", "ProtocolVersion", &shape_string, false},
    {"Port", "Port", "Port", &shape_integer, false},
    {"VpcId", "VpcId", "VpcId", &shape_string, false},
    {"HealthCheckProtocol", "HealthCheckProtocol", "HealthCheckProtocol", &shape_string, false},
    {"HealthCheckPort", "HealthCheckPort", "HealthCheckPort", &shape_string, false},
    {"HealthCheckEnabled", "HealthCheckEnabled", "HealthCheckEnabled", &shape_boolean, false},
    {"HealthCheckPath", "HealthCheckPath", "HealthCheckPath", &shape_string, false},
    {"HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", &shape_integer, false},
    {"HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", &shape_integer, false},
    {"HealthyThresholdCount", "HealthyThresholdCount", "HealthyThresholdCount", &shape_integer, false},
    {"UnhealthyThresholdCount", "UnhealthyThresholdCount", "UnhealthyThresholdCount", &shape_integer, false},
    {"Matcher", "Matcher", "Matcher", &s_Matcher, false},
    {"TargetType", "TargetType", "TargetType", &shape_string, false},
    {"Tags", "Tags", "Tags", &shapes_elbv2_TagList, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"TargetControlPort", "TargetControlPort", "TargetControlPort", &shape_integer, false},
};
const struct shape shapes_elbv2_CreateTargetGroupInput = {.kind = SHAPE_STRUCTURE, .members = m_CreateTargetGroupInput, .count = sizeof m_CreateTargetGroupInput / sizeof *m_CreateTargetGroupInput};
const struct shape shapes_elbv2_LoadBalancerArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_TargetGroup[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, false},
    {"TargetGroupName", "TargetGroupName", "TargetGroupName", &shape_string, false},
    {"Protocol", "Protocol", "Protocol", &shape_string, false},
    {"Port", "Port", "Port", &shape_integer, false},
    {"VpcId", "VpcId", "VpcId", &shape_string, false},
    {"HealthCheckProtocol", "HealthCheckProtocol", "HealthCheckProtocol", &shape_string, false},
    {"HealthCheckPort", "HealthCheckPort", "HealthCheckPort", &shape_string, false},
    {"HealthCheckEnabled", "HealthCheckEnabled", "HealthCheckEnabled", &shape_boolean, false},
    {"HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", &shape_integer, false},
    {"HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", &shape_integer, false},
    {"HealthyThresholdCount", "HealthyThresholdCount", "HealthyThresholdCount", &shape_integer, false},
    {"UnhealthyThresholdCount", "UnhealthyThresholdCount", "UnhealthyThresholdCount", &shape_integer, false},
    {"HealthCheckPath", "HealthCheckPath", "HealthCheckPath", &shape_string, false},
    {"Matcher", "Matcher", "Matcher", &s_Matcher, false},
    {"LoadBalancerArns", "LoadBalancerArns", "LoadBalancerArns", &shapes_elbv2_LoadBalancerArns, false},
    {"TargetType", "TargetType", "TargetType", &shape_string, false},
    {"ProtocolVersion", "ProtocolVersion", "ProtocolVersion", &shape_string, false},
    {"IpAddressType", "IpAddressType", "IpAddressType", &shape_string, false},
    {"TargetControlPort", "TargetControlPort", "TargetControlPort", &shape_integer, false},
};
static const struct shape s_TargetGroup = {.kind = SHAPE_STRUCTURE, .members = m_TargetGroup, .count = sizeof m_TargetGroup / sizeof *m_TargetGroup};
static const struct shape s_TargetGroups = {.kind = SHAPE_LIST, .item = &s_TargetGroup};
static const struct shape_member m_CreateTargetGroupOutput[] = {
    {"TargetGroups", "TargetGroups", "TargetGroups", &s_TargetGroups, false},
};
const struct shape shapes_elbv2_CreateTargetGroupOutput = {.kind = SHAPE_STRUCTURE, .members = m_CreateTargetGroupOutput, .count = sizeof m_CreateTargetGroupOutput / sizeof *m_CreateTargetGroupOutput};
static const struct shape_member m_DeleteTargetGroupInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
};
const struct shape shapes_elbv2_DeleteTargetGroupInput = {.kind = SHAPE_STRUCTURE, .members = m_DeleteTargetGroupInput, .count = sizeof m_DeleteTargetGroupInput / sizeof *m_DeleteTargetGroupInput};
const struct shape shapes_elbv2_DeleteTargetGroupOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_TargetDescription[] = {
    {"Id", "Id", "Id", &shape_string, true},
    {"Port", "Port", "Port", &shape_integer, false},
    {"AvailabilityZone", "AvailabilityZone", "AvailabilityZone", &shape_string, false},
    {"QuicServerId", "QuicServerId", "QuicServerId", &shape_string, false},
};
static const struct shape s_TargetDescription = {.kind = SHAPE_STRUCTURE, .members = m_TargetDescription, .count = sizeof m_TargetDescription / sizeof *m_TargetDescription};
static const struct shape s_TargetDescriptions = {.kind = SHAPE_LIST, .item = &s_TargetDescription};
static const struct shape_member m_DeregisterTargetsInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"Targets", "Targets", "Targets", &s_TargetDescriptions, true},
};
const struct shape shapes_elbv2_DeregisterTargetsInput = {.kind = SHAPE_STRUCTURE, .members = m_DeregisterTargetsInput, .count = sizeof m_DeregisterTargetsInput / sizeof *m_DeregisterTargetsInput};
const struct shape shapes_elbv2_DeregisterTargetsOutput = {.kind = SHAPE_STRUCTURE};
static const struct shape_member m_DescribeTargetGroupAttributesInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
};
const struct shape shapes_elbv2_DescribeTargetGroupAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetGroupAttributesInput, .count = sizeof m_DescribeTargetGroupAttributesInput / sizeof *m_DescribeTargetGroupAttributesInput};
static const struct shape_member m_TargetGroupAttribute[] = {
    {"Key", "Key", "Key", &shape_string, false},
    {"Value", "Value", "Value", &shape_string, false},
};
static const struct shape s_TargetGroupAttribute = {.kind = SHAPE_STRUCTURE, .members = m_TargetGroupAttribute, .count = sizeof m_TargetGroupAttribute / sizeof *m_TargetGroupAttribute};
static const struct shape s_TargetGroupAttributes = {.kind = SHAPE_LIST, .item = &s_TargetGroupAttribute};
static const struct shape_member m_DescribeTargetGroupAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_TargetGroupAttributes, false},
};
const struct shape shapes_elbv2_DescribeTargetGroupAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetGroupAttributesOutput, .count = sizeof m_DescribeTargetGroupAttributesOutput / sizeof *m_DescribeTargetGroupAttributesOutput};
static const struct shape s_TargetGroupArns = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape s_TargetGroupNames = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeTargetGroupsInput[] = {
    {"LoadBalancerArn", "LoadBalancerArn", "LoadBalancerArn", &shape_string, false},
    {"TargetGroupArns", "TargetGroupArns", "TargetGroupArns", &s_TargetGroupArns, false},
    {"Names", "Names", "Names", &s_TargetGroupNames, false},
    {"Marker", "Marker", "Marker", &shape_string, false},
    {"PageSize", "PageSize", "PageSize", &shape_integer, false},
};
const struct shape shapes_elbv2_DescribeTargetGroupsInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetGroupsInput, .count = sizeof m_DescribeTargetGroupsInput / sizeof *m_DescribeTargetGroupsInput};
static const struct shape_member m_DescribeTargetGroupsOutput[] = {
    {"TargetGroups", "TargetGroups", "TargetGroups", &s_TargetGroups, false},
    {"NextMarker", "NextMarker", "NextMarker", &shape_string, false},
};
const struct shape shapes_elbv2_DescribeTargetGroupsOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetGroupsOutput, .count = sizeof m_DescribeTargetGroupsOutput / sizeof *m_DescribeTargetGroupsOutput};
static const struct shape s_ListOfDescribeTargetHealthIncludeOptions = {.kind = SHAPE_LIST, .item = &shape_string};
static const struct shape_member m_DescribeTargetHealthInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"Targets", "Targets", "Targets", &s_TargetDescriptions, false},
    {"Include", "Include", "Include", &s_ListOfDescribeTargetHealthIncludeOptions, false},
};
const struct shape shapes_elbv2_DescribeTargetHealthInput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetHealthInput, .count = sizeof m_DescribeTargetHealthInput / sizeof *m_DescribeTargetHealthInput};
static const struct shape_member m_TargetHealth[] = {
    {"State", "State", "State", &shape_string, false},
    {"Reason", "Reason", "Reason", &shape_string, false},
    {"Description", "Description", "Description", &shape_string, false},
};
static const struct shape s_TargetHealth = {.kind = SHAPE_STRUCTURE, .members = m_TargetHealth, .count = sizeof m_TargetHealth / sizeof *m_TargetHealth};
static const struct shape_member m_AnomalyDetection[] = {
    {"Result", "Result", "Result", &shape_string, false},
    {"MitigationInEffect", "MitigationInEffect", "MitigationInEffect", &shape_string, false},
};
static const struct shape s_AnomalyDetection = {.kind = SHAPE_STRUCTURE, .members = m_AnomalyDetection, .count = sizeof m_AnomalyDetection / sizeof *m_AnomalyDetection};
static const struct shape_member m_AdministrativeOverride[] = {
    {"State", "State", "State", &shape_string, false},
    {"Reason", "Reason", "Reason", &shape_string, false},
    {"Description", "Description", "Description", &shape_string, false},
};
static const struct shape s_AdministrativeOverride = {.kind = SHAPE_STRUCTURE, .members = m_AdministrativeOverride, .count = sizeof m_AdministrativeOverride / sizeof *m_AdministrativeOverride};
static const struct shape_member m_TargetHealthDescription[] = {
    {"Target", "Target", "Target", &s_TargetDescription, false},
    {"HealthCheckPort", "HealthCheckPort", "HealthCheckPort", &shape_string, false},
    {"TargetHealth", "TargetHealth", "TargetHealth", &s_TargetHealth, false},
    {"AnomalyDetection", "AnomalyDetection", "AnomalyDetection", &s_AnomalyDetection, false},
    {"AdministrativeOverride", "AdministrativeOverride", "AdministrativeOverride", &s_AdministrativeOverride, false},
};
static const struct shape s_TargetHealthDescription = {.kind = SHAPE_STRUCTURE, .members = m_TargetHealthDescription, .count = sizeof m_TargetHealthDescription / sizeof *m_TargetHealthDescription};
static const struct shape s_TargetHealthDescriptions = {.kind = SHAPE_LIST, .item = &s_TargetHealthDescription};
static const struct shape_member m_DescribeTargetHealthOutput[] = {
    {"TargetHealthDescriptions", "TargetHealthDescriptions", "TargetHealthDescriptions", &s_TargetHealthDescriptions, false},
};
const struct shape shapes_elbv2_DescribeTargetHealthOutput = {.kind = SHAPE_STRUCTURE, .members = m_DescribeTargetHealthOutput, .count = sizeof m_DescribeTargetHealthOutput / sizeof *m_DescribeTargetHealthOutput};
static const struct shape_member m_ModifyTargetGroupInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"HealthCheckProtocol", "HealthCheckProtocol", "HealthCheckProtocol", &shape_string, false},
    {"HealthCheckPort", "HealthCheckPort", "HealthCheckPort", &shape_string, false},
    {"HealthCheckPath", "HealthCheckPath", "HealthCheckPath", &shape_string, false},
    {"HealthCheckEnabled", "HealthCheckEnabled", "HealthCheckEnabled", &shape_boolean, false},
    {"HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", "HealthCheckIntervalSeconds", &shape_integer, false},
    {"HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", "HealthCheckTimeoutSeconds", &shape_integer, false},
    {"HealthyThresholdCount", "HealthyThresholdCount", "HealthyThresholdCount", &shape_integer, false},
    {"UnhealthyThresholdCount", "UnhealthyThresholdCount", "UnhealthyThresholdCount", &shape_integer, false},
    {"Matcher", "Matcher", "Matcher", &s_Matcher, false},
};
const struct shape shapes_elbv2_ModifyTargetGroupInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTargetGroupInput, .count = sizeof m_ModifyTargetGroupInput / sizeof *m_ModifyTargetGroupInput};
static const struct shape_member m_ModifyTargetGroupOutput[] = {
    {"TargetGroups", "TargetGroups", "TargetGroups", &s_TargetGroups, false},
};
const struct shape shapes_elbv2_ModifyTargetGroupOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTargetGroupOutput, .count = sizeof m_ModifyTargetGroupOutput / sizeof *m_ModifyTargetGroupOutput};
static const struct shape_member m_ModifyTargetGroupAttributesInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"Attributes", "Attributes", "Attributes", &s_TargetGroupAttributes, true},
};
const struct shape shapes_elbv2_ModifyTargetGroupAttributesInput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTargetGroupAttributesInput, .count = sizeof m_ModifyTargetGroupAttributesInput / sizeof *m_ModifyTargetGroupAttributesInput};
static const struct shape_member m_ModifyTargetGroupAttributesOutput[] = {
    {"Attributes", "Attributes", "Attributes", &s_TargetGroupAttributes, false},
};
const struct shape shapes_elbv2_ModifyTargetGroupAttributesOutput = {.kind = SHAPE_STRUCTURE, .members = m_ModifyTargetGroupAttributesOutput, .count = sizeof m_ModifyTargetGroupAttributesOutput / sizeof *m_ModifyTargetGroupAttributesOutput};
static const struct shape_member m_RegisterTargetsInput[] = {
    {"TargetGroupArn", "TargetGroupArn", "TargetGroupArn", &shape_string, true},
    {"Targets", "Targets", "Targets", &s_TargetDescriptions, true},
};
const struct shape shapes_elbv2_RegisterTargetsInput = {.kind = SHAPE_STRUCTURE, .members = m_RegisterTargetsInput, .count = sizeof m_RegisterTargetsInput / sizeof *m_RegisterTargetsInput};
const struct shape shapes_elbv2_RegisterTargetsOutput = {.kind = SHAPE_STRUCTURE};
