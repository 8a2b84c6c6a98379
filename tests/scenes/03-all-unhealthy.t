#!/bin/bash
# All of green's pods become unhealthy at once and without warning: errors stop as soon as health checks, the reading of health, the
# patience that was asked for (unhealthy-after) and the load balancer's own ten seconds allow. Each part is told beside what was seen.
. "$(dirname "$0")/00-scene-words.sh"
start_scene blue green
# state_of CLUSTER STATE: so many targets of it are in this state
state_of() { aws_state | jq --arg c "/$1" --arg s "$2" '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith($c)) | .targets[] | select(.state == $s)] | length'; }
both_are() { [ "$(state_of green "$1")" = 2 ]; }
# heard STATE SINCE: when the journal has had this state of two targets of green, in seconds
heard() {
    journal_read --type target.health | jq -rs --arg s "$1" --arg net "$green_net." --arg from "$2" '
        [.[] | select((.recordedtime | sub("\\.[0-9]+Z"; "Z") | fromdate) >= ($from | tonumber | floor) and .data.state == $s and (.data.id | startswith($net)))]
        | if length < 2 then "" else (.[1].recordedtime | (sub("\\.[0-9]+Z"; "Z") | fromdate) + ("0" + capture("(?<f>\\.[0-9]+)Z").f | tonumber)) end'
}
was_heard() { [ -n "$(heard unhealthy "$1")" ]; }
modified() { jq -r --argjson from "$1" 'select(.action == "ModifyRule" and .status == 200 and .time_ns / 1e9 >= $from) | .time_ns / 1e9' "$dir/aws.requests"; }
part() { # part WHAT ALLOWED FROM UNTIL
    tell "$(awk -v w="$1" -v a="$2" -v f="$3" -v u="$4" 'BEGIN { printf "%-58s at most %4.1f s, seen %4.1f s", w, a, u - f }')"
}
now() { date +%s.%N; }

start_load steady shop.example.com/cart shop.example.com/
sleep 2
began=$(now)
pod_down "$green_net.1"; pod_down "$green_net.2"
until_true 30 both_are unhealthy; ok $? 'the load balancer finds them unhealthy'
unhealthy=$(now)
until_true 30 was_heard "$began"; ok $? 'the journal has it'
until_true 60 in_force blue=1 green=0 && until_true 30 settled; ok $? 'the weight of green falls to 0'
sleep 1
last=$(awk -F'\t' '$7 != "" { t = $1 + $2 / 1000 } END { printf "%.3f", t }' "$dir/load-steady.log")
heard=$(heard unhealthy "$began") first=$(modified "$began" | head -n 1) final=$(modified "$began" | tail -n 1)
part 'health checks: twice 15 s and the last timeout, a tenth' 3.5 "$began" "$unhealthy"
part 'health is read, every 5 s, a tenth' 0.5 "$unhealthy" "$heard"
part 'unhealthy-after, 30 s, a tenth' 3 "$heard" "$first"
part 'the budget of writes, for two rules' 0.5 "$first" "$final"
part 'the load balancer takes up edits, 10 s, a tenth' 1 "$final" "$last"
part 'errors, from the first moment to the last' 8.5 "$began" "$last"
is "$(awk -v b="$began" -v l="$last" 'BEGIN { print (l > b && l - b < 8.5 + 10) }')" 1 'errors stopped in that time (and 10 s for a busy machine)'
shares blue=1 green=0
pod_up "$green_net.1"; pod_up "$green_net.2"
back=$(now)
until_true 60 in_force blue=1 green=1 && until_true 30 settled; ok $? 'healthy again, its weight comes back'
tell "back after $(awk -v b="$back" -v n="$(now)" 'BEGIN { printf "%.1f s", n - b }')"
shares blue=50 green=50
stop_load steady 3
is "$(errors_since steady "$(awk -v l="$last" 'BEGIN { printf "%.3f", l + 0.1 }')")" 0 'no error since'
[ "$(errors steady)" -gt 0 ]; ok $? 'there were errors: a pod that answers 503 before anybody has asked it loses requests'
is "$(jq -r --arg net "$green_net." 'select(.status != 200 and (.target | startswith($net) | not)) | .target' "$dir/plane/access.log" | head -n 1)" '' 'all of them by pods of green'
done_scene
