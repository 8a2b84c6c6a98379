/* As in the API's own definitions (networking.k8s.io/v1, discovery.k8s.io/v1, v1, elbv2.k8s.aws/v1beta1): what is not read, is not here. */
#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/wants.h"

#define TEXT(name)                                                                                                                         \
    {                                                                                                                                      \
        name, WANT_TEXT, NULL                                                                                                              \
    }
#define WHOLE(name)                                                                                                                        \
    {                                                                                                                                      \
        name, WANT_WHOLE, NULL                                                                                                             \
    }
#define TRUTH(name)                                                                                                                        \
    {                                                                                                                                      \
        name, WANT_TRUTH, NULL                                                                                                             \
    }
#define EITHER(name)                                                                                                                       \
    {                                                                                                                                      \
        name, WANT_TEXT_OR_WHOLE, NULL                                                                                                     \
    }
#define TEXTS(name)                                                                                                                        \
    {                                                                                                                                      \
        name, WANT_TEXTS, NULL                                                                                                             \
    }
#define LABELS(name)                                                                                                                       \
    {                                                                                                                                      \
        name, WANT_LABELS, NULL                                                                                                            \
    }
#define OBJECT(name, of)                                                                                                                   \
    {                                                                                                                                      \
        name, WANT_OBJECT, of                                                                                                              \
    }
#define LIST(name, of)                                                                                                                     \
    {                                                                                                                                      \
        name, WANT_LIST, of                                                                                                                \
    }
#define END                                                                                                                                \
    {                                                                                                                                      \
        NULL, WANT_TEXT, NULL                                                                                                              \
    }

static const struct want metadata[] = {TEXT("creationTimestamp"),
                                       TEXT("deletionTimestamp"),
                                       TEXTS("finalizers"),
                                       LABELS("labels"),
                                       LABELS("annotations"),
                                       WHOLE("generation"),
                                       END};
#define METADATA OBJECT("metadata", metadata)

/* conditions of Pods and Nodes alike */
static const struct want condition[] = {TEXT("type"), TEXT("status"), END};
static const struct want conditions[] = {LIST("conditions", condition), END};

static const struct want port_ref[] = {TEXT("name"), WHOLE("number"), END};
static const struct want service_ref[] = {TEXT("name"), OBJECT("port", port_ref), END};
static const struct want backend[] = {OBJECT("service", service_ref), OBJECT("resource", NULL), END};
static const struct want http_path[] = {TEXT("path"), TEXT("pathType"), OBJECT("backend", backend), END};
static const struct want http[] = {LIST("paths", http_path), END};
static const struct want rule[] = {TEXT("host"), OBJECT("http", http), END};
static const struct want tls[] = {TEXTS("hosts"), END};
static const struct want ingress_spec[] = {TEXT("ingressClassName"), OBJECT("defaultBackend", backend), LIST("rules", rule),
                                           LIST("tls", tls), END};
static const struct want ingress[] = {METADATA, OBJECT("spec", ingress_spec), END};

static const struct want params_ref[] = {TEXT("apiGroup"), TEXT("kind"), TEXT("name"), END};
static const struct want class_spec[] = {TEXT("controller"), OBJECT("parameters", params_ref), END};
static const struct want class[] = {METADATA, OBJECT("spec", class_spec), END};

/* not namespaceSelector: one that is wrong admits nobody (selector.c) */
static const struct want group[] = {TEXT("name"), END};
static const struct want params_spec[] = {OBJECT("group", group), TEXT("scheme"),     TEXT("loadBalancerName"),
                                          TEXT("ipAddressType"),  TEXT("targetType"), END};
static const struct want params[] = {METADATA, OBJECT("spec", params_spec), END};

static const struct want service_port[] = {TEXT("name"), TEXT("protocol"), WHOLE("port"), EITHER("targetPort"), WHOLE("nodePort"), END};
static const struct want service_spec[] = {TEXT("type"), TEXT("clusterIP"), TEXTS("ipFamilies"), LIST("ports", service_port), END};
static const struct want service[] = {METADATA, OBJECT("spec", service_spec), END};

static const struct want endpoint_conditions[] = {TRUTH("ready"), TRUTH("serving"), TRUTH("terminating"), END};
static const struct want target_ref[] = {TEXT("kind"), TEXT("namespace"), TEXT("name"), TEXT("uid"), END};
static const struct want endpoint[] = {TEXTS("addresses"), OBJECT("conditions", endpoint_conditions), TEXT("zone"),
                                       OBJECT("targetRef", target_ref), END};
static const struct want slice_port[] = {TEXT("name"), WHOLE("port"), END};
static const struct want slice[] = {METADATA, TEXT("addressType"), LIST("endpoints", endpoint), LIST("ports", slice_port), END};

static const struct want container_port[] = {TEXT("name"), TEXT("protocol"), WHOLE("containerPort"), END};
static const struct want container[] = {TEXT("name"), TEXT("restartPolicy"), LIST("ports", container_port), END};
static const struct want gate[] = {TEXT("conditionType"), END};
static const struct want pod_spec[] = {TEXT("nodeName"), LIST("containers", container), LIST("initContainers", container),
                                       LIST("readinessGates", gate), END};
static const struct want pod_status[] = {TEXT("podIP"), LIST("conditions", condition), END};
static const struct want pod[] = {METADATA, OBJECT("spec", pod_spec), OBJECT("status", pod_status), END};

static const struct want taint[] = {TEXT("key"), TEXT("effect"), END};
static const struct want node_spec[] = {TEXT("providerID"), LIST("taints", taint), END};
static const struct want node[] = {METADATA, OBJECT("spec", node_spec), OBJECT("status", conditions), END};

static const struct want binding_ref[] = {TEXT("name"), EITHER("port"), END};
static const struct want binding_spec[] = {TEXT("targetGroupARN"), TEXT("targetGroupName"),           TEXT("targetType"),
                                           TEXT("ipAddressType"),  OBJECT("serviceRef", binding_ref), END};
static const struct want binding[] = {METADATA, OBJECT("spec", binding_spec), END};

static const struct want namespace[] = {METADATA, END};
static const struct want secret[] = {METADATA, LABELS("data"), END};

static const struct {
    const char *kind;
    const struct want *members;
} tables[] = {
    {"Pod", pod},   {"EndpointSlice", slice}, {"Service", service},           {"Ingress", ingress},     {"TargetGroupBinding", binding},
    {"Node", node}, {"IngressClass", class},  {"IngressClassParams", params}, {"Namespace", namespace}, {"Secret", secret},
};

const struct want *wants_of(const char *kind)
{
    for (size_t i = 0; i < COUNT_OF(tables); i++)
        if (strcmp(tables[i].kind, kind) == 0)
            return tables[i].members;
    return NULL;
}
