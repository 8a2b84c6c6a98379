#!/bin/bash
# One cluster changes its paths first, the other later: no route that either still has is lost on the way, seen again and again meanwhile.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
# shop CLUSTER PATH...: Ingress shop has these paths
shop() {
    local cluster=$1; shift
    curl -sS --cacert "$dir/$cluster/ca.crt" -H 'Authorization: Bearer sim-token' "https://127.0.0.1:$(cat "$dir/$cluster.port")$ingresses/shop" |
        jq '.spec.rules[0].http.paths = [$ARGS.positional[] | {path: ., pathType: "Prefix", backend: {service: {name: "web", port: {number: 80}}}}]' --args "$@" |
        kube "$cluster" PUT $ingresses/shop >/dev/null
}
# The first path of each rule, with the clusters that have weight there: "/cart blue,green".
routes() {
    aws_state | jq -r '(.targetGroups | map({key: .name, value: (.tags["elbv2.k8s.aws/cluster"] | split("/") | last)}) | from_entries) as $cluster
        | [.loadBalancers[].listeners[].rules[] | "\([.conditions[] | select(.Field == "path-pattern").Values[0]][0]) \([.forward[] | select(.weight > 0) | $cluster[.group]] | sort | join(","))"] | sort | join("; ")'
}
routes_are() { [ "$(routes)" = "$1" ]; }
look() { while routes; do :; done >"$dir/seen.$1" 2>/dev/null; } # until it is killed
start_look() { look "$1" & looker=$!; children="$children $looker"; }
stop_look() { kill $looker; wait $looker 2>/dev/null; }
# without FILE PATTERN: how many looks had it not
without() { grep -v '^$' "$dir/seen.$1" | grep -vcE "$2"; }

start_stages blue green
until_true 30 routes_are '/* blue,green; /cart blue,green' && until_true 20 world_has '^target .* healthy' 4 && quiet; ok $? 'two clusters with the same paths'
start_look first
shop blue /basket /
until_true 30 routes_are '/* blue,green; /basket blue; /cart green' && quiet; ok $? 'blue has another one: each serves what it has'
stop_look
is "$(without first '/\* (blue,green|blue|green);')" 0 'what both have was served all the time'
is "$(without first '/cart (blue,green|blue|green)')" 0 'and what only green still has, too'
[ "$(wc -l <"$dir/seen.first")" -gt 5 ]; ok $? "(looked at $(wc -l <"$dir/seen.first") times)"
start_look second
shop green /basket /
until_true 30 routes_are '/* blue,green; /basket blue,green' && quiet; ok $? 'green follows'
stop_look
is "$(without second '/\* (blue,green|blue|green);?')" 0 'what both have was served all the time'
is "$(without second '/basket (blue,green|blue)')" 0 'and what blue has had before green'
# The other way round: green goes first, and its new path stands before the old ones.
start_look third
shop green /a /basket /
until_true 30 routes_are '/* blue,green; /a green; /basket blue,green' && quiet; shop blue /a /
until_true 30 routes_are '/* blue,green; /a blue,green; /basket green' && quiet; ok $? 'green first, and blue drops a path that green has'
stop_look
is "$(without third '/basket (blue,green|green|blue)')" 0 'which was served all the time'
is "$(without third '/\* (blue,green|blue|green);')" 0 'like what both have'
is "$(strays)" '' 'nothing twice, nothing unused'
done_testing
