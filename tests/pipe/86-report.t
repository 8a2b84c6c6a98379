#!/bin/bash
# What a cluster is told: Ingress status, readiness gates, Events; once each, and later where it cannot be told now.
. "$(dirname "$0")/70-pipeline-words.sh"
gate=target-health.elbv2.k8s.aws/a-gate
gated() { pod "$1" "$2" | jq --arg g $gate '.spec.readinessGates = [{conditionType: $g}]'; }
fetch() { curl -sS --cacert "$dir/blue/ca.crt" -H "Authorization: Bearer sim-token" "https://127.0.0.1:$(cat "$dir/blue.port")$1"; }
host() { fetch "$ingresses/$1" | jq -r '.status.loadBalancer.ingress[0].hostname // "none"'; }
host_is() { [ "$(host "$1")" = "$2" ]; }
dns() { aws_state | jq -r '.loadBalancers[0].dnsName // "no load balancer"'; }
condition() { fetch "$pods/$1" | jq -c --arg g $gate '[.status.conditions[] | select(.type == $g) | .status, .reason] | join(" ")'; }
condition_is() { [ "$(condition "$1")" = "\"$2\"" ]; }
events() { fetch /apis/events.k8s.io/v1/namespaces/default/events | jq -r '.items[] | [.type, .reason, .regarding.kind, .regarding.name, .note] | join(" ")'; }
events_have() { events | grep -Eq "$1"; }

start_world blue
gated web-g 10.0.1.3 | kube blue POST $pods >/dev/null
slice web-a=10.0.1.1 web-b=10.0.1.2 web-g=10.0.1.3 | kube blue PUT $slices/web-1 >/dev/null
start_stages blue
start_report
until_true 20 world_has '^target .*healthy' 3 && quiet; ok $? 'a cluster is served'

# ---- status
until_true 10 host_is shop "$(dns)"; ok $? 'the Ingress says where it is served'
like "$(host shop)" '^k8s-default-shop-.*elb' 'by the name of the load balancer'
# ---- gate
until_true 10 condition_is web-g 'True '; ok $? 'the gate of a pod is open when its target is healthy'
is "$(fetch $pods/web-g | jq -c '[.status.conditions[].type] | sort')" "$(pod web-g 10.0.1.3 | jq -c --arg g $gate '[.status.conditions[].type, $g] | sort')" 'its other conditions stay'
before=$(fetch $pods/web-g | jq -r --arg g $gate '.status.conditions[] | select(.type == $g).lastTransitionTime')
like "$before" '^20..-..-..T..:..:..Z$' 'since when, too'
# ---- Events
put_ingress blue shop 81 '' /shop
until_true 10 events_have '^Warning Rejected Ingress shop .*81'; ok $? 'what is rejected is an Event on the Ingress'
put_ingress blue shop 80 '' /cart
quiet
rejected=$(count report.done '.data.what == "event/rejected"')
is "$rejected" 1 'once'
# ---- nothing twice
done_before=$(count report.done)
stop report KILL; start_report
until_true 10 grep -q 'caught up' "$dir/report.log"; quiet
is "$(count report.done)" "$done_before" 'a restart tells nothing again'
put_ingress blue shop 81 '' /shop
until_true 10 count_is report.done '.data.what == "event/rejected"' 2; ok $? 'the same mistake again is news'
put_ingress blue shop 80 '' /cart; quiet

# ---- it cannot be told
sim_kube blue "fault?kind=status&code=403&verb=patch&resource=ingresses&times=1"
add_ingress blue two 80 '' /two
until_true 20 count_over report.failed '.data.what == "status" and (.data.error | test("403"))' 0; ok $? 'a refusal is on record, with the right that is missing'
until_true 10 world_has '^target .*healthy' 6; ok $? 'and nothing else waits for it'
stop report TERM; start_report
until_true 20 host_is two "$(aws_state | jq -r '.loadBalancers[] | select(.name | test("-two-")).dnsName')"; ok $? 'it is told when it can be'
remove_ingress blue two
until_true 20 world_has '^loadbalancer' 1; ok $? 'an Ingress goes'
gated web-h 10.0.1.4 | kube blue POST $pods >/dev/null
slice web-a=10.0.1.1 web-b=10.0.1.2 web-g=10.0.1.3 web-h=10.0.1.4 | kube blue PUT $slices/web-1 >/dev/null
until_true 20 condition_is web-h 'True '; ok $? 'a new pod with a gate is registered before it is ready, and told when it is healthy'
"$BIN/journal" trace --journal "$endpoint" "report-k8s/blue#$(journal_read --source report-k8s/blue | jq -r 'select(.subject // "" | test("web-h")).id' | tail -n 1)" >"$dir/trace"
like "$(cat "$dir/trace")" 'target.health' 'its trace leads to what AWS said'

# ---- in a pipe
journal_read >"$dir/all"
"$BIN/report-k8s" --cluster blue --dry-run <"$dir/all" >"$dir/dry"; ok $? 'a recorded journal, --dry-run'
is "$(cat "$dir/dry")" '' 'has nothing to tell that was not told'
grep -v '"report-k8s' "$dir/all" | "$BIN/report-k8s" --cluster blue --dry-run >"$dir/dry"
like "$(cat "$dir/dry")" '^PATCH /apis/networking.k8s.io/v1/namespaces/default/ingresses/shop/status \{"status":\{"loadBalancer":\{"ingress":\[\{"hostname":"k8s-default-shop' 'else the requests'
grep -v '"report-k8s' "$dir/all" | "$BIN/report-k8s" --cluster blue --kubeconfig "$dir/blue/kubeconfig" >"$dir/piped" 2>"$dir/piped.err"; is $? 0 'sent from a pipe'
is "$(jq -r 'select(.type == "report.done").data.what' "$dir/piped" | sort |  uniq -c | awk '{print $1, $2}' | tr '\n' ' ')" "2 condition/$gate 1 status " 'each is reported'
# ---- a pod that no load balancer sends anything to any more
sim 'health?target=10.0.1.4&state=unhealthy&reason=Target.Timeout'
until_true 20 condition_is web-h 'False Target.Timeout'; ok $? 'a gate shuts'
remove_ingress blue shop
until_true 20 condition_is web-h 'True '; ok $? 'and opens when nobody waits for that pod any more: else it never became ready'
is "$(condition web-g)" '"True "' 'the others stay as they are'
"$BIN/journal" verify --directory "$dir/journal" >/dev/null 2>&1; ok $? 'the hash chain is whole'
done_testing
