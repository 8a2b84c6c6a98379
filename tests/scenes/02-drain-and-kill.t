#!/bin/bash
# Drain green, wait for the word, kill all of green: pods, API server, watcher. Bring it back and resume.
. "$(dirname "$0")/00-scene-words.sh"
start_scene blue green
of_green() { aws_state | jq '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith("/green")) | .targets[]] | length'; }
start_load steady shop.example.com/cart shop.example.com/
"$BIN/shift-traffic" drain green --wait --reason upgrade --journal "$endpoint" >/dev/null 2>"$dir/said"
is $? 0 'drain green --wait: it can be switched off'
grep -v '^$' "$dir/said" | tail -n 6 | while read -r line; do tell "$line"; done
is "$(of_green)" 0 'no target of green is registered'
dump green >"$dir/objects"
port=$(cat "$dir/green.port")
kill_pod green web-a; kill_pod green web-b; stop kube-green KILL; stop watch-green KILL
is "$(for n in 1 2; do curl -s --max-time 1 "http://$green_net.$n:8080/"; done; curl -sk --max-time 1 "https://127.0.0.1:$port/")" '' 'green is dead'
sleep 6 # longer than anybody asks before he thinks that something is wrong
shares blue=1 green=0
back green "$port" "$dir/objects"
run_web green
start_watch green
until_true 30 count_over cluster.synced '.subject == "green"' 1; ok $? 'green is back'
shares blue=1 green=0
traffic resume green >/dev/null; ok $? 'resume green'
until_true 60 in_force blue=1 green=1 && until_true 30 settled; ok $? 'its weight is back'
shares blue=50 green=50
no_errors steady 'a cluster drained, killed and brought back'
done_scene
