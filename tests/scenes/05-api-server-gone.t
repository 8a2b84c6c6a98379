#!/bin/bash
# green's API server is gone for ten minutes (a tenth of it); then it answers, but with empty lists; then with lists in which all is
# missing; then another cluster stands at its address. green's pods serve all the while: nothing of it may go, and blue goes on.
. "$(dirname "$0")/00-scene-words.sh"
start_watch() { background "watch-$1" "$BIN/watch-k8s" --cluster "$1" --kubeconfig "$dir/$1/kubeconfig" --journal "$endpoint" --stale-after 3s; }
GONE=${GONE:-60}
KUBE_OPTIONS="--no-watch-list --kubelet-ms $((GRACE * 1000))"
start_scene blue green
deployed blue
start_report blue
port=$(cat "$dir/green.port")
jq -nc '{apiVersion:"v1",kind:"Pod",metadata:{name:"moving",namespace:"elsewhere"},spec:{containers:[{name:"a",image:"a"}]}}' | kube green POST /api/v1/namespaces/elsewhere/pods >/dev/null
{ dump green; fetch green /api/v1/namespaces/elsewhere/pods | jq -c '.items[] | . + {apiVersion:"v1",kind:"Pod"}'; } >"$dir/objects"
jq -c 'select(.kind == "Namespace" or .metadata.namespace == "elsewhere")' "$dir/objects" >"$dir/nothing"
# Another cluster: its own kube-system, and pods of the same names elsewhere, where nobody listens.
sed "s/$green_net\\.\\([12]\\)\"/$green_net.10\\1\"/g" "$dir/objects" |
    jq -c 'if .kind == "Namespace" then .metadata.uid = "another-" + .metadata.name else . end' >"$dir/another"

mark=0 generation=0
mark_now() { mark=$(last_sequence); removed=$(of_green_removed); }
since() { journal_read --from "$mark" | jq -c "select(.sequence > \"$mark\")"; }
of_green_removed() { jq -r --arg net "$green_net." 'select(.action == "DeregisterTargets") | .parameters.Targets[]?.Id | select(startswith($net))' "$dir/aws.requests" | wc -l; }
stale() { since | jq -e -s 'any(.[]; .source == "watch-k8s/green" and .type == "cluster.stale")'; }
alive() { since | jq -e -s 'map(select(.source == "watch-k8s/green" and (.type | startswith("cluster.")) and .type != "cluster.listing")) | last | .type == "cluster.synced" or .type == "cluster.bookmark"'; }
doubted() { since | jq -e -s 'any(.[]; .source == "watch-k8s/green" and .type == "cluster.stale" and (.data.reason | test("another cluster answers")))'; }
# unharmed WHAT: green's targets and weights stay, and a whole deploy of blue goes through
unharmed() {
    generation=$((generation + 1))
    roll blue true $generation; ok $? "$1: blue is deployed anew"
    is "$(world | grep -c "^target .* $green_net\\..* healthy$") $(of_green_removed)" "2 $removed" 'nothing of green has gone'
    in_force blue=1 green=1; ok $? 'its weight neither'
}
start_load steady shop.example.com/cart shop.example.com/

mark_now
stop kube-green KILL
gone=$(date +%s)
until_true 60 stale; ok $? "green's API server is gone: stale"
unharmed gone
shares blue=50 green=50
while [ $(($(date +%s) - gone)) -lt "$GONE" ]; do sleep 0.5; done
unharmed "gone for $GONE s"

# Back, but empty in every answer.
kill -STOP "$(cat "$dir/watch-green.pid")"
back green "$port" "$dir/objects"
sim_kube green compact # what it knew before is no version any more: everything is listed
sim_kube green 'fault?kind=empty&count=100000&verb=list'
mark_now
kill -CONT "$(cat "$dir/watch-green.pid")"
sleep 5
unharmed 'it answers with empty lists only'
! alive >/dev/null; ok $? 'and is not believed'
sim_kube green faults/clear
until_true 60 alive; ok $? 'until they are whole'

# Lists with its own kube-system and hardly anything else, from a server that has gone back besides.
mark_now
stop kube-green KILL
kill -STOP "$(cat "$dir/watch-green.pid")"
back green "$port" "$dir/nothing"
sim_kube green compact
kill -CONT "$(cat "$dir/watch-green.pid")"
until_true 60 stale; ok $? 'all its objects are missing, in lists that are older than what was known: stale'
unharmed 'all missing'
mark_now
stop kube-green KILL
back green "$port" "$dir/objects"
until_true 60 alive; ok $? 'they are there again'
sleep 2

# Another cluster at the same address.
mark_now
stop kube-green KILL
until_true 60 stale; ok $? 'it dies once more'
kill -STOP "$(cat "$dir/watch-green.pid")"
back green "$port" "$dir/another"
: | kube green DELETE /api/v1/namespaces/kube-system >/dev/null # one that is there keeps its uid
grep kube-system "$dir/another" | curl -sS --cacert "$dir/green/ca.crt" --data-binary @- "https://127.0.0.1:$port/sim/load" >/dev/null
kill -CONT "$(cat "$dir/watch-green.pid")"
until_true 60 doubted; ok $? 'another cluster at its address: stale'
unharmed 'another cluster'
is "$(world | grep -c "^target .* $green_net.10[12]:")" 0 "and none of the other cluster's pods is registered"
mark_now
stop kube-green KILL
back green "$port" "$dir/objects"
until_true 90 alive; ok $? 'the right one again'
shares blue=50 green=50
no_errors steady 'an API server gone, empty, and another'
done_scene
