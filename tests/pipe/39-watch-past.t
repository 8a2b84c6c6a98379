#!/bin/bash
# A server that was set back to an older state: its lists are not believed, nothing is removed, and where it has caught up all is well.
. "$(dirname "$0")/00-tap.sh"
. "$(dirname "$0")/../sim/harness.sh"
serve() { # serve PORT PODS: the same cluster (the same uid of kube-system), with so many pods
    rm -f "$dir/port"
    "$BIN/sim-kube" --make-certs "$dir/ca" --name blue --token t1 --bulk "pods=$2,namespace=shop,services=1,ingress=no" --port "$1" --port-file "$dir/port" 2>> "$dir/sim.err" &
    server=$!; children="$children $server"
    wait_for 10 test -s "$dir/port"
}
serve 0 300; port=$(cat "$dir/port")
printf 'clusters: [{name: k, cluster: {server: "https://127.0.0.1:%s", certificate-authority: ca/ca.crt}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nusers: [{name: u, user: {token: t1}}]\ncurrent-context: c\n' "$port" > "$dir/kc"
"$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/kc" --stale-after 2s --list-by pages > "$dir/out" 2> "$dir/err" & children="$children $!"
wait_for 20 grep -q '"type":"cluster.bookmark"' "$dir/out"; is "$? $(grep -c 'object.put.*/pod/' "$dir/out")" '0 300' 'a cluster is known'
kill -9 $server; wait $server 2> /dev/null
serve "$port" 20
wait_for 90 grep -q '"type":"cluster.stale".*from the past' "$dir/out"; ok $? 'an older state of it: stale, with the reason'
is "$(grep -c '"type":"object.delete"' "$dir/out")" 0 'nothing is removed'
kill -9 $server; wait $server 2> /dev/null
lines=$(wc -l < "$dir/out")
serve "$port" 301
wait_for 60 eval 'tail -n +$((lines + 1)) "$dir/out" | grep -q "\"type\":\"cluster.synced\""'; ok $? 'a newer one: whole again'
is "$(tail -n +$((lines + 1)) "$dir/out" | jq -r 'select(.type | test("^object.(put|delete)")) | select(.subject | test("/pod/")) | .type + " " + .subject')" 'object.put blue/shop/pod/pod-000300' 'and what is new comes, nothing else of pods'
done_testing
