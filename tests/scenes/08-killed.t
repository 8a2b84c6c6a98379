#!/bin/bash
# apply-aws, plan-rules, build-podinfo, watch-k8s and the journal are killed with -9 at random instants while weights move and every pod
# of both clusters is replaced again and again. SCENE8_SECONDS=600 for the full ten minutes, SEED for another order.
. "$(dirname "$0")/00-scene-words.sh"
KILLING=${SCENE8_SECONDS:-120} SEED=${SEED:-8}
RANDOM=$SEED
KUBE_OPTIONS="--kubelet-ms $((GRACE * 1000))"
start_scene blue green
deployed blue; deployed green
start_report blue; start_report green
start_load steady shop.example.com/cart shop.example.com/

until_enough() { while [ ! -e "$dir/enough" ]; do "$@" || { echo "$*" >>"$dir/failed"; return; }; done; }
moves=('blue=50 green=50' 'blue=90 green=10' 'blue=0 green=100' 'blue=30 green=70')
move=0
move_on() {
    move=$((move + 1))
    # shellcheck disable=SC2206
    local to=(${moves[move % 4]})
    until_true 60 traffic weights "${to[@]}" && until_true 120 in_force "${to[@]}" && echo "${to[@]}" >>"$dir/moved"
}
generation=0
deploy_on() {
    generation=$((generation + 1))
    roll_both true $generation && echo $generation >>"$dir/rolled"
}
until_enough move_on & mover=$!
until_enough deploy_on & deployer=$!

names=(watch-blue watch-green podinfo plan plan apply apply journal)
kills=0 end=$(($(date +%s) + KILLING))
kill_one() {
    local victim=${names[RANDOM % ${#names[@]}]}
    stop "$victim" KILL
    kills=$((kills + 1))
    [ $((RANDOM % 3)) -gt 0 ] || sleep "0.$((RANDOM % 10))"
    case $victim in watch-*) start_watch "${victim#watch-}" ;; journal) background journal "$BIN/journal" serve --directory "$dir/journal" --listen "$endpoint" ;; *) "start_$victim" ;; esac
}
while [ "$(date +%s)" -lt $end ]; do
    sleep "$((RANDOM % 2)).$((RANDOM % 10))"
    kill_one
done
touch "$dir/enough"
wait $mover; wait $deployer
is "$(cat "$dir/failed" 2>/dev/null)" '' "killed $kills times in $KILLING s: $(wc -l <"$dir/moved") moves of weight and $(wc -l <"$dir/rolled") deploys of every pod went through"
until_true 60 world_has '^target .* healthy' 4 && quiet 60; ok $? 'all is quiet in the end'
no_errors steady "$kills kills"

# ---- nothing was done twice with effect, judged by what AWS was asked
is "$(twice)" '' 'nothing was made twice'
is "$(strays)" '' 'nothing stands twice or unused'
# A pod's address comes into each target group once for each life of it, and leaves once.
jq -r 'select(.status == 200 and (.action == "RegisterTargets" or .action == "DeregisterTargets")) | .action as $a | .parameters | .TargetGroupArn as $g | .Targets[] | [$g, .Id, $a] | @tsv' "$dir/aws.requests" |
    awk -F'\t' '{ k = $1 " " $2; if (last[k] != $3) n[k " " $3]++; last[k] = $3 } END { for (k in n) print n[k], k }' >"$dir/turns"
lives() { jq -rs --arg ip "$1" '[.[] | select(.type == "object.put" and .data.object.status.podIP? == $ip) | .data.object.metadata.uid] | unique | length' "$dir/puts"; }
journal_read --type object.put >"$dir/puts"
is "$(while read -r turns _ ip action; do [ "$turns" -le "$(lives "$ip")" ] || echo "$ip $action $turns times"; done <"$dir/turns" | head -n 5)" '' 'no target came or left twice in its life'
for name in apply plan podinfo watch-blue watch-green report-blue report-green; do stop $name; done
stop journal
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; ok $? 'journal verify --replay: all that was said follows from what was heard'
tell "$(grep '^replayed' "$dir/verify" | tr '\n' ' ')"
done_scene
