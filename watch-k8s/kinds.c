#include "watch-k8s/kinds.h"

#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/mem.h"

#define ALL     "every reader"
#define PODINFO "build-podinfo"
#define PLAN    "plan-rules"
#define REPORT  "report-k8s"

/* tests/pipe/12-fields.t holds each of them to having a reader. metadata's fields stand in each table, so that each can be read
 * by itself. */
static const struct keep ingress[] = {
    {"metadata name", ALL},
    {"metadata namespace", ALL},
    {"metadata uid", REPORT " (which object a status belongs to)"},
    {"metadata creationTimestamp", PLAN " (order of equals)"},
    {"metadata deletionTimestamp", PODINFO " (a deleted Ingress belongs to no group)"},
    {"metadata finalizers", REPORT " (those that another controller left)"},
    {"metadata annotations alb.ingress.kubernetes.io/*", PLAN},
    {"metadata annotations headgate.io/*", PLAN},
    {"metadata annotations kubernetes.io/ingress.class", PODINFO " (is it ours)"},
    {"spec", PLAN " (class, default backend, rules, tls)"},
    {NULL, NULL},
};

static const struct keep ingress_class[] = {
    {"metadata name", ALL},
    {"metadata uid", ALL},
    {"metadata annotations ingressclass.kubernetes.io/is-default-class", PODINFO " (Ingresses without a class)"},
    {"spec controller", PODINFO " (is it ours)"},
    {"spec parameters", PODINFO " (IngressClassParams)"},
    {NULL, NULL},
};

static const struct keep ingress_class_params[] = {
    {"metadata name", ALL},
    {"metadata uid", ALL},
    {"spec", PLAN " (overrides annotations)"},
    {NULL, NULL},
};

static const struct keep service[] = {
    {"metadata name", ALL},
    {"metadata namespace", ALL},
    {"metadata uid", ALL},
    {"metadata annotations alb.ingress.kubernetes.io/*", PLAN " (target group settings of one Service)"},
    {"metadata annotations headgate.io/*", PLAN},
    {"metadata annotations service.beta.kubernetes.io/*", PLAN},
    {"spec type", PODINFO " (instance targets need a node port)"},
    {"spec clusterIP", PODINFO " (headless)"},
    {"spec ipFamilies", PLAN " (address type of the target group)"},
    {"spec ports [] name", PODINFO},
    {"spec ports [] protocol", PODINFO},
    {"spec ports [] port", PODINFO},
    {"spec ports [] targetPort", PODINFO},
    {"spec ports [] nodePort", PLAN " (instance targets)"},
    {NULL, NULL},
};

static const struct keep endpoint_slice[] = {
    {"metadata name", ALL},
    {"metadata namespace", ALL},
    {"metadata uid", ALL},
    {"metadata labels kubernetes.io/service-name", PODINFO " (the Service)"},
    {"addressType", PODINFO},
    {"endpoints [] addresses", PODINFO},
    {"endpoints [] conditions", PODINFO " (ready, serving, terminating)"},
    {"endpoints [] zone", PODINFO},
    {"endpoints [] targetRef kind", PODINFO},
    {"endpoints [] targetRef namespace", PODINFO},
    {"endpoints [] targetRef name", PODINFO},
    {"endpoints [] targetRef uid", PODINFO},
    {"ports [] name", PODINFO},
    {"ports [] port", PODINFO},
    {NULL, NULL},
};

static const struct keep pod[] = {
    {"metadata name", ALL},
    {"metadata namespace", ALL},
    {"metadata uid", PODINFO " (a pod replaced under the same name)"},
    {"metadata creationTimestamp", PODINFO},
    {"metadata deletionTimestamp", PODINFO},
    {"metadata annotations vpc.amazonaws.com/pod-eni", PODINFO " (ENI infos)"},
    {"spec nodeName", PODINFO},
    {"spec containers [] name", PODINFO},
    {"spec containers [] ports [] name", PODINFO " (named target ports)"},
    {"spec containers [] ports [] containerPort", PODINFO},
    {"spec containers [] ports [] protocol", PODINFO},
    {"spec initContainers [] name", PODINFO},
    {"spec initContainers [] restartPolicy", PODINFO " (sidecars have ports that count)"},
    {"spec initContainers [] ports [] name", PODINFO},
    {"spec initContainers [] ports [] containerPort", PODINFO},
    {"spec initContainers [] ports [] protocol", PODINFO},
    {"spec readinessGates", PODINFO ", " REPORT},
    {"status podIP", PODINFO},
    {"status conditions [] type", PODINFO},
    {"status conditions [] status", PODINFO},
    {NULL, NULL},
};

static const struct keep node[] = {
    {"metadata name", ALL},
    {"metadata uid", ALL},
    {"metadata creationTimestamp", PODINFO},
    {"metadata labels", PODINFO " (target-node-labels, zone, exclusion)"},
    {"spec providerID", PODINFO " (instance id)"},
    {"spec taints [] key", PODINFO},
    {"spec taints [] effect", PODINFO},
    {"status conditions [] type", PODINFO},
    {"status conditions [] status", PODINFO},
    {NULL, NULL},
};

static const struct keep namespace[] = {
    {"metadata name", ALL},
    {"metadata uid", "watch-k8s (kube-system tells which cluster this is)"},
    {"metadata labels", PODINFO " (namespaceSelector of IngressClassParams)"},
    {NULL, NULL},
};

/* `data` holds a keyed hash of each value by the time this table is asked: cut_secret */
static const struct keep secret[] = {
    {"metadata name", ALL},
    {"metadata namespace", ALL},
    {"metadata uid", ALL},
    {"metadata labels", PLAN " (required-secrets-label)"},
    {"data", PLAN " (which keys there are, and that a value changed)"},
    {NULL, NULL},
};

static const struct keep binding[] = {
    {"metadata name", ALL},
    {"metadata namespace", ALL},
    {"metadata uid", ALL},
    {"metadata creationTimestamp", PODINFO},
    {"metadata deletionTimestamp", PODINFO},
    {"metadata generation", REPORT " (status.observedGeneration)"},
    {"metadata finalizers", REPORT " (those that another controller left)"},
    {"metadata labels", PODINFO " (made by another controller, or by a person)"},
    {"metadata annotations headgate.io/*", PLAN},
    {"metadata annotations alb.ingress.kubernetes.io/*", PLAN},
    {"spec", PODINFO},
    {NULL, NULL},
};

const struct kind watch_kinds[] = {
    {"Namespace", "v1", "namespaces", "namespaces", .keep = namespace},
    {"Node", "v1", "nodes", "nodes", .dispensable = true, .keep = node},
    {"IngressClass", "networking.k8s.io/v1", "ingressclasses", "ingressclasses.networking.k8s.io", .keep = ingress_class},
    {"IngressClassParams", "elbv2.k8s.aws/v1beta1", "ingressclassparams", "ingressclassparams.elbv2.k8s.aws", .optional = true,
     .dispensable = true, .keep = ingress_class_params},
    {"Ingress", "networking.k8s.io/v1", "ingresses", "ingresses.networking.k8s.io", .namespaced = true, .by_label = true, .keep = ingress},
    {"Service", "v1", "services", "services", .namespaced = true, .keep = service},
    {"EndpointSlice", "discovery.k8s.io/v1", "endpointslices", "endpointslices.discovery.k8s.io", .namespaced = true,
     .keep = endpoint_slice},
    {"Pod", "v1", "pods", "pods", .namespaced = true, .keep = pod},
    {"TargetGroupBinding", "elbv2.k8s.aws/v1beta1", "targetgroupbindings", "targetgroupbindings.elbv2.k8s.aws", .namespaced = true,
     .optional = true, .by_label = true, .dispensable = true, .keep = binding},
    {"Secret", "v1", "secrets", "secrets", .namespaced = true, .optional = true, .by_name = true, .dispensable = true, .keep = secret},
};

const size_t watch_kinds_count = COUNT_OF(watch_kinds);

char *kinds_digest(const char *chosen, char out[KINDS_DIGEST])
{
    own_buf all = {0};
    uint8_t hash[SHA256_BYTES];

    for (size_t i = 0; i < watch_kinds_count; i++) {
        buf_addf(&all, "%s %s\n", watch_kinds[i].group_version, watch_kinds[i].kind);
        for (const struct keep *k = watch_kinds[i].keep; k->path; k++)
            buf_addf(&all, " %s\n", k->path);
    }
    buf_add_str(&all, chosen);
    sha256(all.data, all.len, hash);
    return hex_encode(hash, (KINDS_DIGEST - 1) / 2, out);
}
