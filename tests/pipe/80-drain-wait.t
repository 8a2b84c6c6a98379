#!/bin/bash
# The operator looks and waits: status, drain --wait, what only one cluster can serve.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
start_stages blue green
until_true 20 world_has '^target .*healthy' 4 && quiet; ok $? 'two clusters serve the same rules'
look() { "$BIN/shift-traffic" status --json --journal "$endpoint"; }
# share CLUSTER MEMBER: of the one rule
share() { look | jq -c ".rules[0].shares[] | select(.cluster == \"$1\").$2"; }
share_is() { [ "$(share "$1" "$2")" = "$3" ]; }

# ---- status
"$BIN/shift-traffic" status --journal "$endpoint" >"$dir/table"; ok $? 'status is shown'
like "$(cat "$dir/table")" '^load balancer k8s-default-shop-.* \(default/shop\)$' 'with the load balancer'
like "$(cat "$dir/table")" '^  :80 shop.example.com /cart' 'the rules'
like "$(cat "$dir/table")" '^ +blue +weight 100 +healthy 2/2$' 'and a cluster of it'
is "$(look | jq -c '[.fleet, .awsRead, [.clusters[].name], (.rules | length), [.rules[0].shares[] | [.cluster, .weight, .healthy, .registered, .draining]]]')" \
    '["shop",true,["blue","green"],2,[["blue",100,2,2,0],["green",100,2,2,0]]]' 'the same as JSON'
traffic weights blue=90 green=0 --reason 'a careful start' >/dev/null
until_true 10 share_is green weight 0; ok $? 'a weight by hand is seen in force'
is "$(share blue asked) $(share green asked) $(share green why)" '90 0 "0 was asked for"' 'with what was asked for, and why'
"$BIN/shift-traffic" status --watch --journal "$endpoint" >"$dir/watched" 2>/dev/null & watcher=$!
children="$children $watcher"
traffic weights blue=90 green=10 >/dev/null
watched() { grep -Eq '^ +green +weight 10 ' "$dir/watched"; }
until_true 10 watched; ok $? 'status --watch shows the next weight by itself'
kill -INT $watcher; wait $watcher; is $? 0 'and ends by Ctrl-C'
for wrong in 'status blue' 'status --group team' 'weights blue=1 --wait' 'resume green --timeout 1s' 'weights blue=1 --json' 'drain green --wait --group team' 'drain green --wait --timeout soon'; do
    # shellcheck disable=SC2086
    "$BIN/shift-traffic" $wrong --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 100 "refused: $wrong: $(cut -c1-90 "$dir/said")"
done
"$BIN/shift-traffic" drain green --wait >/dev/null 2>"$dir/said"; is $? 100 'nobody can wait without a journal'
is "$(count traffic.drain)" 0 'and none of these is an event'

before=$(count traffic.weights)
HEADGATE_JOURNAL=$endpoint "$BIN/headgate" shift-traffic weights blue=90 green=20 >/dev/null 2>&1; ok $? 'as a command of headgate it finds the journal by itself'
is "$(HEADGATE_JOURNAL=$endpoint "$BIN/headgate" shift-traffic weights blue=1 green=1 --print | jq -c '.data.weights[0]')" '{"cluster":"blue","weight":1}' '--print only prints'
is "$(count traffic.weights)" $((before + 1)) 'one of the two is on record'
until_true 10 share_is green weight 20; ok $? 'and in force'
traffic weights blue=90 green=10 >/dev/null
until_true 10 share_is green weight 10; ok $? 'and back'

# ---- drain --wait
timeout 60 "$BIN/shift-traffic" drain green --wait --reason upgrade --fleet "$dir/fleet.yaml" --journal "$endpoint" >"$dir/event" 2>"$dir/said"
is $? 0 'drain --wait ends when the cluster is drained'
is "$(aws_state | jq '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith("/green")) | .targets[]] | length')" 0 'then AWS has no target of it'
is "$(jq -r .type "$dir/event")" traffic.drain 'the event stands on stdout'
like "$(cat "$dir/said")" 'waiting: .*registered' 'what was waited for on stderr'
like "$(cat "$dir/said")" 'green is drained: .*can be switched off' 'and the word that it is safe'
like "$(share green why)" 'drained by uid .*: upgrade' 'status tells why nothing goes there'
timeout 20 "$BIN/shift-traffic" drain green --wait --journal "$endpoint" >/dev/null 2>&1; is $? 0 'a drained cluster is drained at once'

# ---- it takes too long
traffic resume green >/dev/null
until_true 20 share_is green weight 10 && quiet; ok $? 'resumed'
stop apply KILL
timeout 30 "$BIN/shift-traffic" drain green --wait --timeout 1s --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 111 '--timeout gives up'
like "$(cat "$dir/said")" 'not drained in time; the drain stands .*resume green.*registered' 'and says what stands'
: >"$dir/said" # nothing of the one before
"$BIN/shift-traffic" drain green --wait --journal "$endpoint" >/dev/null 2>"$dir/said" & waiter=$!
children="$children $waiter"
said_waiting() { grep -q 'waiting:' "$dir/said"; }
until_true 10 said_waiting; kill -INT $waiter; wait $waiter; is $? 111 'Ctrl-C too'
like "$(cat "$dir/said")" 'no longer waiting; the drain stands' 'and says so'
start_apply
timeout 60 "$BIN/shift-traffic" drain green --wait --journal "$endpoint" >/dev/null 2>&1; is $? 0 'the drain went on by itself'

# ---- what only green can serve
add_ingress green lone 80 '' /lone
until_true 20 world_has '^rule.*lone.example.com' 1; ok $? 'an Ingress of green alone'
of_green() { aws_state | jq '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith("/green")) | .targets[]] | length'; }
green_has() { [ "$(of_green)" = "$1" ]; }
traffic resume green >/dev/null
until_true 20 green_has 4 && quiet; ok $? 'resumed, all its pods are targets'
timeout 90 "$BIN/shift-traffic" drain green --wait --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 111 'a drain that must keep something says so'
like "$(cat "$dir/said")" 'only green can serve these rules, .*--force' 'with what takes it too'
like "$(cat "$dir/said")" 'shift-traffic:   k8s-default-lone-.* :80 lone.example.com' 'and the rule'
is "$(of_green)" 2 'all others are gone'
timeout 60 "$BIN/shift-traffic" drain green --force --wait --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 '--force takes it too'
is "$(of_green)" 0 'then no target of green is left'
done_testing
