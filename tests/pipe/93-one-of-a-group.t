#!/bin/bash
# Weights of one Ingress inside of a named group: status tells them, a ramp waits for them, the guard reckons with them and with annotations.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
for name in blue green; do
    add_ingress $name one 80 team /one
    remove_ingress $name shop
done
add_ingress blue two 80 team /two
add_ingress green two 80 team /two '"headgate.io/cluster-weight":"25"'
start_stages blue green
until_true 30 world_has '^target .*healthy' 8 && quiet; ok $? 'two Ingresses of one group in two clusters'
in_force() { world_has "^rule.*$1.example.com.*=$2 .*=$3\$" 1; } # in_force INGRESS BLUE GREEN
until_true 20 in_force two 100 25; ok $? 'an annotation gives green a quarter of the weight in one of them'

# share INGRESS CLUSTER FILTER
share() { "$BIN/shift-traffic" status --json --journal "$endpoint" | jq -r ".rules[] | select(.match | startswith(\"$1.\")).shares[] | select(.cluster == \"$2\") | $3"; }
traffic weights green=0 --ingress default/one >/dev/null
until_true 20 in_force one 100 0; ok $? 'a word about the other'
in_force two 100 25; ok $? 'moves only that one'
is "$(share one green '[.ingress, .weight, .asked, .why] | join(" ")')" 'default/one 0 0 0 was asked for' 'status says that it was asked for'
is "$(share two green '[.ingress, .asked] | tostring')" '["default/two",null]' 'and of the one beside it that nobody asked'
timeout 60 "$BIN/shift-traffic" ramp green=0..100 step=50 every=100ms --wait --timeout 50s --ingress default/one --journal "$endpoint" >"$dir/lines" 2>"$dir/said"
is $? 0 'a ramp of one Ingress'
in_force one 100 100; ok $? 'with --wait AWS has its last weights when it ends'
like "$(jq -r '[.ramp, .reason // ""] | join(" ")' "$dir/lines" | tr '\n' ';')" 'waiting the weights are not in force yet;' 'which was waited for'
in_force two 100 25; ok $? 'still nothing else has moved'

# ---- the narrowest wins; words about a group, and about an Ingress of it
traffic weights blue=10 green=20 >/dev/null
until_true 20 in_force two 10 20; ok $? 'a word about the fleet moves the one that nobody spoke of'
until_true 20 in_force one 10 100; ok $? 'one about an Ingress is narrower, of which only green was spoken'
traffic weights blue=30 green=40 --group team >/dev/null
until_true 20 in_force two 30 40; ok $? 'one about the group is narrower than the fleet'
until_true 20 in_force one 30 100; ok $? 'and wider than the Ingress'
traffic weights blue=50 green=50 --group other >/dev/null
traffic hold --group team >/dev/null
traffic weights blue=60 green=40 --group team >/dev/null
quiet; in_force two 30 40; ok $? 'on hold, a group stays as it is'
traffic release --group team >/dev/null
until_true 20 in_force two 60 40; ok $? 'released, it is moved'
traffic drain green --group team >/dev/null
until_true 20 in_force two 60 0 && until_true 20 in_force one 60 0; ok $? 'drained of a group, a cluster has nothing of it'
until_true 20 world_has '^target .*10[.]0[.]2' 0; ok $? 'and its targets leave'
traffic resume green --group team >/dev/null
until_true 30 in_force two 60 40 && until_true 30 in_force one 60 100; ok $? 'resumed, all is as it was said'
traffic weights blue=100 --group team >/dev/null
traffic weights blue=100 green=100 --ingress default/one >/dev/null
until_true 20 in_force two 100 20 && until_true 20 in_force one 100 100; ok $? 'the newest word of a scope stands for all of it'
traffic weights blue=100 >/dev/null
until_true 20 in_force two 100 25; ok $? 'whom no word names, its annotation does'
quiet

# ---- the guard: one of green's two pods is not healthy
sim 'health?state=unhealthy&target=10.0.2.1'
until_true 20 world_has '^target .*10.0.2.1:8080 unhealthy' 2 && quiet
stop apply KILL # nothing moves any more: only words are said
traffic weights blue=1 --guard warn --print >"$dir/word" 2>/dev/null; ok $? '--print looks at nothing'
"$BIN/shift-traffic" weights blue=100 --guard wait --timeout 2s --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'a word that moves no rule towards green passes the guard'
"$BIN/shift-traffic" weights blue=0 green=75 --group team --guard wait --timeout 1s --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 111 'one that sends everything there does not'
like "$(cat "$dir/said")" 'green would get 100% of .*two.example.com .* with 1 of 3 healthy targets, and needs 2' 'by the rule that lacks most'
"$BIN/shift-traffic" weights blue=30 --ingress default/two --guard wait --timeout 1s --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'where an annotation gives green only 25, 30 for blue is not too little'
done_testing
