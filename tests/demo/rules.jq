# Event lines of `apply-aws --observe`, slurped -> the load balancer's rules as tab-separated rows:
# host, path, cluster, group, weight, healthy/registered.
def values($field): [.Conditions[]? | select(.Field == $field) |
    (.HostHeaderConfig.Values // .PathPatternConfig.Values // .Values // [])[]] | join(", ");
[.[] | select(.type == "aws.observed").data] as $seen
| [.[] | select(.type == "target.health").data] as $health
| ($seen | map(select(.resource == "TargetGroup").value) | map({key: .TargetGroupArn, value: .}) | from_entries) as $groups
| $seen | map(select(.resource == "Rule").value) | sort_by(.Priority | tonumber? // 99999)[]
| select(.Priority != "default") as $rule
| .Actions[-1].ForwardConfig.TargetGroups[]?
| . as $tuple | $groups[.TargetGroupArn] as $group
| [$health[] | select(.groupArn == $tuple.TargetGroupArn and .state != "draining" and .state != "gone")] as $targets
| [($rule | values("host-header")), ($rule | values("path-pattern")),
   ([$group.Tags[]? | select(.Key == "elbv2.k8s.aws/cluster").Value] | first | split("/") | last),
   $group.TargetGroupName, (.Weight // 1),
   "\([$targets[] | select(.state == "healthy")] | length)/\($targets | length)"] | @tsv
