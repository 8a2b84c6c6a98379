#include "tests/unit/diff_places.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

void model_instance(struct model *m, const char *id, int groups)
{
    static const char *const lists[] = {"{\"GroupId\":\"sg-n0\"}", "{\"GroupId\":\"sg-n1\"}",
                                        "{\"GroupId\":\"sg-n0\"},{\"GroupId\":\"sg-n1\"}"};
    own_str char *subject = xasprintf("ec2/instance/%s", id);
    own_str char *data = xasprintf("{\"service\":\"ec2\",\"resource\":\"Instance\",\"id\":\"%s\",\"value\":{\"InstanceId\":\"%s\","
                                   "\"NetworkInterfaces\":[{\"NetworkInterfaceId\":\"eni-1\",\"Groups\":[%s]}]}}",
                                   id, id, lists[groups]);
    model_say(m, "apply-aws", "aws.observed", subject, data);
}

void model_node_group(struct model *m, int name, int rules, int tags)
{
    static const char *const tagged[] = {"", "", "{\"Key\":\"kubernetes.io/cluster/blue\",\"Value\":\"owned\"}"};
    static const char *const ranges[] = {"", "{\"CidrIp\":\"10.0.0.0/8\"}",
                                         "{\"CidrIp\":\"10.0.0.0/8\",\"Description\":\"headgate.io/fleet=prod\"}"};
    own_str char *subject = xasprintf("ec2/securitygroup/sg-n%d", name);
    own_str char *permission = xasprintf("{\"IpProtocol\":\"tcp\",\"FromPort\":9,\"ToPort\":9,\"IpRanges\":[%s]}", ranges[rules]);
    own_str char *data =
        xasprintf("{\"service\":\"ec2\",\"resource\":\"SecurityGroup\",\"id\":\"sg-n%d\",\"value\":{\"GroupId\":\"sg-n%d\","
                  "\"VpcId\":\"vpc-1\",\"IpPermissions\":[%s],\"Tags\":[%s]}}",
                  name, name, rules ? permission : "", tagged[tags]);
    model_say(m, "apply-aws", "aws.observed", subject, data);
}

void model_subnet(struct model *m, const char *id, const char *zone)
{
    own_str char *subject = xasprintf("ec2/subnet/%s", id);
    own_str char *data = xasprintf("{\"service\":\"ec2\",\"resource\":\"Subnet\",\"value\":{\"SubnetId\":\"%s\",\"VpcId\":\"vpc-1\","
                                   "\"AvailabilityZone\":\"%s\",\"AvailableIpAddressCount\":250,\"Tags\":[{\"Key\":"
                                   "\"kubernetes.io/role/internal-elb\",\"Value\":\"1\"}]}}",
                                   id, zone);
    model_say(m, "apply-aws", "aws.observed", subject, data);
}

/* What a call is about is there still: another unit may have removed it meanwhile. */
static bool is_there(const struct model *m, const struct json *parameters)
{
    static const char *const kinds[][2] = {{"TargetGroupArn", "elasticloadbalancing/targetgroup"},
                                           {"LoadBalancerArn", "elasticloadbalancing/loadbalancer"},
                                           {"ListenerArn", "elasticloadbalancing/listener"},
                                           {"RuleArn", "elasticloadbalancing/rule"},
                                           {"GroupId", "ec2/securitygroup"}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        const char *id = json_str(json_get(parameters, kinds[i][0]));
        if (id && *id != '@' && !world_observed(&m->world, kinds[i][1], id))
            return false;
    }
    bool all = true;
    json_each (one, json_get(parameters, "RulePriorities"))
        all = all && is_there(m, one);
    return all;
}

bool model_can(const struct model *m, const struct batch *b)
{
    for (size_t i = 0; i < b->calls_count; i++) {
        own_json *parameters = json_parse(b->calls[i].parameters, strlen(b->calls[i].parameters), NULL);
        if (!is_there(m, parameters))
            return false;
    }
    return true;
}

void model_pod(struct model *m, const char *cluster, int service, int pod, const char *how)
{
    int blue = cluster[0] == 'b', ready = strcmp(how, "ready") == 0;
    own_str char *backend = xasprintf("%s/a/s%d:80", cluster, service), *address = xasprintf("10.%d.0.%d", blue, pod);
    own_str char *subject = xasprintf("%s/%s:8080", backend, address);
    own_str char *data =
        xasprintf("{\"cluster\":\"%s\",\"namespace\":\"a\",\"service\":\"s%d\",\"portName\":\"http\",\"port\":80,\"address\":\"%s\","
                  "\"family\":\"ipv4\",\"targetPort\":8080,\"ready\":%s,\"pod\":\"p%d\"}",
                  cluster, service, address, ready ? "true" : "false", pod);
    if (!ready && !world_pod(&m->world, backend, address, 8080))
        return;
    if (ready || strcmp(how, "unready") == 0)
        model_say(m, "build-podinfo", "podinfo.put", subject, data);
    else
        model_say(m, "build-podinfo", "podinfo.delete", subject, *how ? "{\"reason\":\"absent\"}" : "{}");
}
