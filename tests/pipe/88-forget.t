#!/bin/bash
# A cluster that is gone for good: what the fleet file does not name any more is served on until it is forgotten; what only it can serve
# is not lost by a slip; forgotten, nothing of it is left, and it can come back.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
add_ingress green lone 80 '' /lone
start_stages blue green
until_true 30 world_has '^target .* healthy' 6 && quiet; ok $? 'two clusters; one load balancer is before green alone'
groups_of() { aws_state | jq --arg c "/$1" '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith($c))] | length'; }
groups_are() { [ "$(groups_of "$1")" = "$2" ]; }
shift=$BIN/shift-traffic

# ---- out of the fleet file, and nothing else
stop watch-green KILL 2>/dev/null
stop kube-green KILL 2>/dev/null
world >"$dir/before"
write_fleet blue
kill -HUP "$(cat "$dir/plan.pid")"
until_true 20 count_over plan.held '.subject == "cluster/green"' 0; ok $? 'taken out of the fleet file: it is told'
like "$(journal_read --type plan.held | jq -r 'select(.subject == "cluster/green").data.reason')" "does not name green any more, and what it serves stays: 'shift-traffic forget green'" 'in a sentence with the word for it'
quiet; world >"$dir/after"
is "$(LC_ALL=C diff "$dir/before" "$dir/after")" '' 'and nothing is changed'
like "$(traffic status)" 'held cluster/green: ' 'status shows it'

# ---- what only it can serve
$shift forget green --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 100 'forget refuses while only it serves something'
like "$(cat "$dir/said")" 'only green serves these rules:' 'tells what'
like "$(cat "$dir/said")" 'k8s-default-lone-.* :80 lone.example.com' 'rule by rule'
like "$(cat "$dir/said")" 'green is not forgotten: .*--force' 'and the way through'
$shift forget red --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 100 'a cluster that nobody knows'
like "$(cat "$dir/said")" "nothing is known of a cluster 'red'" 'is refused'
$shift forget green --group x --journal "$endpoint" >/dev/null 2>&1; is $? 100 'only of the whole fleet'
is "$(count traffic.forget)" 0 'none of these is an event'
add_ingress blue lone 80 '' /lone
until_true 20 world_has '^rule.*lone.*=100 .*=100' 1 && quiet; ok $? 'blue serves it too'
timeout 90 "$shift" forget green --wait --reason 'the account is closed' --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'then it is forgotten'
like "$(cat "$dir/said")" 'green is forgotten: AWS holds nothing of it' 'it says when nothing is left'
is "$(groups_of green)" 0 'no target group of it'
world_has '^rule .*=' 3 && world_has '^target .*10\.0\.1\.. healthy|^target .*10\.0\.1\..:8080 healthy' 4; ok $? 'blue serves all three rules'
is "$(strays)" '' 'nothing unused'
routing=$(jq -r 'select(.action == "ModifyRule" and .status == 200).time_ns' "$dir/aws.requests" | tail -n 1)
gone=$(jq -r 'select(.action == "DeleteTargetGroup" and .status == 200).time_ns' "$dir/aws.requests" | head -n 1)
[ $((gone - routing)) -ge 1000000000 ]; ok $? 'groups went a settle time after the rules let go of them'
cause=$(journal_read --type call.done | jq -r 'select(.data.action == "DeleteTargetGroup") | .source + "#" + .id' | head -n 1)
like "$("$BIN/journal" trace --journal "$endpoint" "$cause")" 'traffic.forget' 'their trace leads to the word'

# ---- back
start_kube green; load_web green 10.0.2
write_fleet blue green
kill -HUP "$(cat "$dir/plan.pid")"
start_watch green
like_held() { journal_read --type plan.held | jq -r 'select(.subject == "cluster/green").data.reason' | grep -q "is forgotten, and the fleet file names it"; }
until_true 20 like_held; ok $? 'named again, it is told that it is forgotten'
quiet; is "$(groups_of green)" 0 'and it is'
traffic resume green >/dev/null
until_true 30 world_has '^rule.*shop.*=100 .*=100' 2; ok $? 'resume lets it in again'
count_over plan.settled '.subject == "cluster/green"' 0; ok $? 'nothing is the matter any more'

# ---- by force
remove_ingress blue lone
add_ingress green lone 80 '' /lone
until_true 30 world_has '^rule.*lone' 1 && quiet
timeout 90 "$shift" forget green --force --wait --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'by force what only it serves goes too'
until_true 20 world_has lone 0; ok $? 'with its load balancer'
quiet
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; is $? 0 'replayed, it is the same'
done_testing
