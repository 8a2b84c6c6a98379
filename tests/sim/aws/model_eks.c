/* Requests of Amazon Elastic Kubernetes Service, 2017-11-01. Made by make-model; not edited by hand. */
#include "tests/sim/aws/model.h"

/* clang-format off */
static const struct model_shape s_nothing __attribute__((unused)) = {.kind = MODEL_STRUCTURE};
static const struct model_shape s_String = {.kind = MODEL_TEXT};
static const struct model_member m_DescribeClusterRequest[] = {
    {"name", &s_String, true},
};
static const struct model_shape s_DescribeClusterRequest = {.kind = MODEL_STRUCTURE, .members = m_DescribeClusterRequest, .count = sizeof m_DescribeClusterRequest / sizeof *m_DescribeClusterRequest};

const struct model_operation model_eks[] = {
    {"DescribeCluster", &s_DescribeClusterRequest},
    {0},
};
