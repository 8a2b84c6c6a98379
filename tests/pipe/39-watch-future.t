#!/bin/bash
# A server that was restored from a backup, so that we are ahead of it: watches of what is its future are answered by silence. That is noticed,
# while watch-k8s runs and at its next start; the cluster is stale, with the reason, and nothing is removed.
. "$(dirname "$0")/00-tap.sh"
. "$(dirname "$0")/../sim/harness.sh"
serve() { # serve PORT PODS: the same cluster (the same uid of kube-system), with so many pods
    rm -f "$dir/port"
    "$BIN/sim-kube" --make-certs "$dir/ca" --name "${name:-blue}" --token t1 --bulk "pods=$2,namespace=shop,services=1,ingress=no" --port "$1" --port-file "$dir/port" \
        --log "$dir/requests" 2>> "$dir/sim.err" &
    server=$!; children="$children $server"
    wait_for 10 test -s "$dir/port"
}
restore() { kill -9 $server; wait $server 2> /dev/null; serve "$port" "$1"; }
all() { journal_read --source watch-k8s/blue; }
since() { all | tail -n +$((mark + 1)); }
mark_now() { mark=$(all | wc -l); }
says() { since | grep -q "$1"; }
start() { background watch-blue "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/kc" --journal "$endpoint" "$@"; }

serve 0 300; port=$(cat "$dir/port")
printf 'clusters: [{name: k, cluster: {server: "https://127.0.0.1:%s", certificate-authority: ca/ca.crt}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nusers: [{name: u, user: {token: t1}}]\ncurrent-context: c\n' "$port" > "$dir/kc"
start_journal
mark=0
start
wait_for 20 says '"type":"cluster.bookmark"'; is "$? $(since | grep -c 'object.put.*/pod/')" '0 300' 'a cluster is known'
stop watch-blue KILL
restore 20
mark_now; : > "$dir/requests"
start --stale-after 2s
wait_for 60 says '"type":"cluster.stale".*from the past: its version is'; ok $? 'at the next start: stale, with the reason'
is "$(jq -r 'select(.watch == null).uri' "$dir/requests" | grep -vc kube-system)" 0 'before anything else is asked for'
is "$(since | grep -c -e '"type":"object' -e '"type":"cluster.synced"')" 0 'nothing is removed, and the cluster was not called whole'
restore 301
wait_for 60 says '"type":"cluster.synced"'; ok $? 'a server that has caught up: whole again'
is "$(since | jq -r 'select(.type | test("^object.(put|delete)")) | select(.subject | test("/pod/")) | .type + " " + .subject')" \
    'object.put blue/shop/pod/pod-000300' 'and what is new comes, nothing else of pods'

mark_now; : > "$dir/requests"
stop watch-blue KILL
start --stale-after 20s # longer than the server is away: nobody calls it stale before
wait_for 20 grep -q 'pods?watch.*resourceVersion' "$dir/requests"
restore 20
wait_for 60 grep -q "from the server's future resource=pods" "$dir/watch-blue.log"; ok $? 'while it runs: watches that were taken up again are found to be from the future'
like "$(grep -m 1 "future resource=pods" "$dir/watch-blue.log")" 'version=[0-9]+ server=[0-9]+' 'with both versions'
is "$(jq -r 'select(.verb=="list").uri' "$dir/requests" | grep -c '^/api/v1/pods?limit=1$')" 1 'by one question for one object'
wait_for 60 says '"type":"cluster.stale".*from the past: its version is'; ok $? 'its lists are not believed: stale, with the reason'
is "$(since | grep -c -e object.delete)" 0 'nothing is removed'

# another cluster, which has not come so far either: it is told by its uid, and is believed at once when the operator says so
stop watch-blue KILL
kill -9 $server; wait $server 2> /dev/null
name=green; serve "$port" 20
start --stale-after 2s
wait_for 60 grep -q 'another cluster answers' "$dir/watch-blue.log"; ok $? 'another cluster: that is the reason'
other=$(sed -n "s/.*kube-system' is \([0-9a-f-]*\) and was.*/\1/p" "$dir/watch-blue.log" | head -n 1)
stop watch-blue KILL
mark_now
start --accept-uid "$other"
wait_for 30 says '"type":"cluster.synced"'; ok $? 'accepted: whole'
is "$(since | grep -c 'object.delete.*/pod/.*absent')" 281 'and what it has not is said to be absent'
done_testing
