#!/bin/bash
# kill -9 of every process, the journal too, at random moments while Ingresses and pods change, AWS slow and answers lost: at
# the end AWS holds what a run without kills gives, nothing was made twice, and a restart calls nothing. SEED tells the order.
. "$(dirname "$0")/70-pipeline-words.sh"
SEED=${SEED:-7}
RANDOM=$SEED
echo "# SEED=$SEED"
clusters='blue green'
start_apply() {
    background apply "$BIN/apply-aws" --fleet "$dir/fleet.yaml" --endpoint-url "$aws_url" --journal "$endpoint" --health-every 300ms --budget 0
}
# life STEP: one change of the clusters, the same in each run
set_slice() { cluster=$1; shift; slice "$@" | kube "$cluster" PUT $slices/web-1 >/dev/null; }
life() {
    case $1 in
    1) add_ingress blue a 80 team /a; add_ingress green a 80 team /a ;;
    2) pod web-c 10.0.1.3 | kube blue POST $pods >/dev/null; set_slice blue web-a=10.0.1.1 web-b=10.0.1.2 web-c=10.0.1.3 ;;
    3) add_ingress green b 80 team /b ;;
    4) : | kube green DELETE $pods/web-a >/dev/null; set_slice green web-b=10.0.2.2 ;;
    5) traffic weights blue=80 green=20 >/dev/null ;;
    6) put_ingress blue a 80 team /a2; put_ingress green a 80 team /a2 ;;
    7) add_ingress blue alone 80 '' /alone ;;
    8) pod web-d 10.0.2.4 | kube green POST $pods >/dev/null; set_slice green web-b=10.0.2.2 web-d=10.0.2.4 ;;
    9) remove_ingress green b ;;
    10) remove_ingress blue alone ;;
    11) : | kube blue DELETE $pods/web-b >/dev/null; set_slice blue web-a=10.0.1.1 web-c=10.0.1.3 ;;
    esac
}
steps=11
wanted='rule k8s-team-38eda08010:80 0 a.example.com /a2 /a2/* -> '
settled_world() { world | sed 's/ [a-z]*$//; s/^group/&/' ; }
pause() { sleep "0.$(printf %02d $((RANDOM % 30)))"; }

# ---- without kills ----
start_world $clusters
start_stages $clusters
for step in $(seq $steps); do until_true 10 life "$step"; done
at_the_end() { # both Ingresses that are left, all pods that are left, nothing that drains
    world_has '^loadbalancer' 2 && world_has '^rule.*a.example.com /a2 .*=80 .*=20' 1 && world_has '^rule.*shop.example.com .*=80 .*=20' 2 &&
        world_has '^target' 8 && world_has '^target .* healthy' 8 && world_has '^securitygroup' 3 && [ -z "$(strays)" ]
}
until_true 30 at_the_end; ok $? 'a run without kills'
world >"$dir/wanted"
stop_stages TERM $clusters; stop journal; stop aws; stop kube-blue; stop kube-green
rm -rf "$dir/journal" "$dir"/aws.* "$dir"/*.port

# ---- with kills ----
start_world $clusters
sim 'fault?kind=delay&ms=40&count=400'
start_stages $clusters
names=(watch-blue watch-green podinfo plan apply apply journal)
kills=0
kill_one() {
    victim=${names[RANDOM % ${#names[@]}]}
    stop "$victim" KILL
    kills=$((kills + 1))
    [ $((RANDOM % 3)) -gt 0 ] || pause
    case $victim in watch-*) start_watch "${victim#watch-}" ;; journal) background journal "$BIN/journal" serve --directory "$dir/journal" --listen "$endpoint" ;; *) "start_$victim" ;; esac
}
actions=(CreateRule CreateTargetGroup CreateLoadBalancer CreateListener ModifyRule RegisterTargets DeregisterTargets CreateSecurityGroup)
for step in $(seq $steps); do
    sim "fault?kind=drop-after&count=1&action=${actions[RANDOM % ${#actions[@]}]}"
    until_true 10 life "$step"
    pause; kill_one
    pause; kill_one
done 2>/dev/null
until_true 60 at_the_end; ok $? "killed with -9 $kills times: the same in the end"
is "$(world)" "$(cat "$dir/wanted")" 'line by line'
is "$(strays)" '' 'nothing twice, nothing unused'
is "$(twice)" '' 'and nothing was made a second time'
quiet 30; ok $? 'no batch is left open'
before=$(changes)
stop_stages KILL $clusters; stop journal KILL
"$BIN/journal" verify --directory "$dir/journal" >"$dir/verify" 2>&1; ok $? 'the hash chain is whole'
start_journal; start_stages $clusters
settled() { [ "$(count stage.started)" -gt $((kills + 5)) ]; }
quiet 20
is "$(changes)" "$before" 'a restart of everything changes nothing'
# AWS as the journal has it is AWS as it is, but for what is only read when it is asked for.
"$BIN/apply-aws" --fleet "$dir/fleet.yaml" --endpoint-url "$aws_url" --observe 2>>"$dir/observe.log" >"$dir/observed"
journal_read >"$dir/all"
subjects() { jq -rs 'map(select((.type == "aws.observed" or .type == "aws.gone") and (.data.resource | IN("Answer", "Instance", "Subscription") | not))) | reduce .[] as $e ({}; .[$e.subject] = $e.type) | to_entries[] | select(.value == "aws.observed").key' "$1" | LC_ALL=C sort; }
is "$(subjects "$dir/all")" "$(subjects "$dir/observed")" 'and the journal knows each thing that AWS holds, and no other'
done_testing
