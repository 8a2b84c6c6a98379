#!/bin/bash
# AWS's token buckets are kept to beforehand: what there is no token for is not sent, deregistrations pass what waits, and it ends as it would without.
. "$(dirname "$0")/70-pipeline-words.sh"
services=/api/v1/namespaces/default/services

# backend NAME ADDRESS: a Service with one pod
backend() {
    jq -n --arg name "$1" '{apiVersion:"v1",kind:"Service",metadata:{name:$name,namespace:"default"},spec:{type:"ClusterIP",clusterIP:"10.96.0.10",ipFamilies:["IPv4"],selector:{app:$name},ports:[{name:"http",port:80,targetPort:8080,protocol:"TCP"}]}}' | kube blue POST $services >/dev/null
    pod "$1-a" "$2" | kube blue POST $pods >/dev/null
    backend_slice "$1" "$1-a=$2" | kube blue POST $slices >/dev/null
}
backend_slice() { bs_name=$1; shift; slice "$@" | jq --arg name "$bs_name" '.metadata.name = $name + "-1" | .metadata.uid = "uid-" + $name | .metadata.labels["kubernetes.io/service-name"] = $name'; }
route() { ingress "$1" 80 "$2" | jq --arg name "$1" '.spec.rules[0].http.paths[0].backend.service.name = $name' | kube blue POST $ingresses >/dev/null; }
refused() { jq -r 'select(.status >= 400 and (tostring | test("Throttling"))) | .action' "$dir/aws.requests" | wc -l; }
called() { requests | grep -c "^$1\$"; }
many=24

start_aws --buckets
start_kube blue
load_web blue 10.0.1
write_fleet blue
sed -i "s/budget: off/budget: {targets: '2:9', writes: '3:20'}/" "$dir/fleet.yaml"
for n in $(seq 1 $many); do backend "b$n" "10.1.0.$n"; route "b$n" "g$((n % 3))"; done
start_journal
start_stages blue

all_healthy() { world_has '^target k8s-.* healthy$' $((${1:-0} + many + 2)); }
until_true 120 all_healthy; ok $? 'everything is made, at the rate that AWS gives'
quiet 60
is "$(called CreateRule)" $((many + 2)) 'each rule by one call'
is "$(called CreateTargetGroup)" $((many + 1)) 'each target group by one call'
is "$(refused)" 0 'AWS refused nothing for the rate'
is "$(count plan.batch '[.data.calls[] | select(.service == "elasticloadbalancing")] | length > 20')" 0 'no batch has more calls than the bucket holds'
ok "$([ "$(count plan.batch '.data.milliTokens.writes != null')" -gt 1 ]; echo $?)" 'what is left of the buckets is on record'

# ---- every Service gets a second pod at once; while their registrations wait, a pod goes ----
before=$(called RegisterTargets)
for n in $(seq 1 $many); do pod "b$n-b" "10.2.0.$n" | kube blue POST $pods >/dev/null; done
for n in $(seq 1 $many); do backend_slice "b$n" "b$n-a=10.1.0.$n" "b$n-b=10.2.0.$n" | kube blue PUT "$slices/b$n-1" >/dev/null; done
some_registered() { [ "$(called RegisterTargets)" -ge $((before + 1)) ]; }
until_true 30 some_registered
for n in 21 22 23; do
    : | kube blue DELETE "$pods/b$n-a" >/dev/null
    backend_slice "b$n" "b$n-b=10.2.0.$n" | kube blue PUT "$slices/b$n-1" >/dev/null
done
deregistered() { [ "$(called DeregisterTargets)" -ge 3 ]; }
until_true 30 deregistered; ok $? 'pods that are gone are deregistered'
echo "# $(($(called RegisterTargets) - before)) of $many registrations went before"
ended() { all_healthy $((many - 3)); }
until_true 60 ended; ok $? 'and all are registered in the end'
behind() { requests | awk '/^DeregisterTargets$/ { out++ } /^RegisterTargets$/ && out >= 3 { behind++ } END { print behind + 0 }'; }
ok "$([ "$(behind)" -gt 0 ]; echo $?)" "they passed the registrations that waited ($(behind))"
quiet 60
is "$(refused)" 0 'AWS still refused nothing'
is "$(strays)" '' 'nothing stands twice, nothing is unused'
is "$(twice)" '' 'nothing was made twice'

# ---- the same is decided again, and without a budget the same comes out ----
limited=$(world)
stop_stages TERM blue; stop journal
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; ok $? 'the plans follow from the journal'
stop aws; rm -f "$dir/aws.requests"
mv "$dir/journal" "$dir/journal.limited"
sed -i 's/budget: {[^}]*}/budget: off/' "$dir/fleet.yaml"
start_aws; start_journal; start_stages blue
until_true 60 ended; quiet 30
is "$(world | sed 's/ \(initial\|healthy\)$//')" "$(printf '%s\n' "$limited" | sed 's/ \(initial\|healthy\)$//')" 'without a budget AWS holds the same'
stop_stages TERM blue; stop journal
rm -rf "$dir/journal"; mv "$dir/journal.limited" "$dir/journal"
done_testing
