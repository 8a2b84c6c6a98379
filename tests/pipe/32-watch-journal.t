#!/bin/bash
# watch-k8s on the journal: killed and started again it goes on where it was, and says the differences, once.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal endpoint=ipc://$dir/sock
export HEADGATE_JOURNAL=$endpoint
api() { local path=$1; shift; curl -s --max-time 20 --cacert "$dir/ca/ca.crt" -H 'Authorization: Bearer t1' "$@" "$url$path" -o "$dir/answer"; }
make_pod() { api "$pods" -X POST -d "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"$1\"},\"spec\":{\"nodeName\":\"n\"}}"; }
all() { $journal read --source watch-k8s/blue | jq -c '[.type,.subject,.data.reason]'; }
new() { all | tail -n +$((mark + 1)) | grep -v -e bookmark -e stage.started; } # said since the mark
mark_now() { mark=$(all | wc -l); }
says() { all | tail -n +$((mark + 1)) | grep -q -- "$1"; }
start() { "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/ca/kubeconfig" --journal "$endpoint" "$@" 2>> "$dir/err" & watch=$!; children="$children $watch"; }
stop() { { kill -9 $watch; wait $watch; } 2> /dev/null; }

"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --token t1 --bulk pods=700,namespace=shop,services=1,slice=100 --without ingressclassparams \
    --port-file "$dir/port" 2> "$dir/sim.err" &
children=$!
api_load() { api /sim/load -X POST --data-binary @"$1"; }
wait_for 10 test -s "$dir/port"
url=https://127.0.0.1:$(cat "$dir/port") pods=/api/v1/namespaces/shop/pods
sed -i "s/token: .*/token: t1/" "$dir/ca/kubeconfig"
echo '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system"}}' > "$dir/ns"
api_load "$dir/ns"
$journal serve --directory "$dir/db" --listen "$endpoint" 2> "$dir/journal.log" & children="$children $!"
wait_for 10 $journal stat

mark=0
start; wait_for 20 says cluster.bookmark; ok $? 'listed into the journal'
is "$(all | grep -c /pod/)" 700 'every pod once'
make_pod after; wait_for 10 says /pod/after; ok $? 'and a change'
stop; mark_now
make_pod while-dead
api "$pods/pod-000005?gracePeriodSeconds=0" -X DELETE
start; wait_for 20 says /pod/pod-000005; ok $? 'killed with -9: the next one goes on'
make_pod alive; wait_for 10 says /pod/alive; ok $? 'and follows'
is "$(new | tr '\n' ' ')" '["object.put","blue/shop/pod/while-dead",null] ["object.put","blue/shop/pod/pod-000005",null] ["object.delete","blue/shop/pod/pod-000005",null] ["object.put","blue/shop/pod/alive",null] ' \
    'it resumed its watches: no list, and only what happened in between'
stop; mark_now
api "$pods/pod-000006?gracePeriodSeconds=0" -X DELETE
make_pod late
api /sim/compact -X POST
start; wait_for 20 says absent; ok $? 'killed, and its versions forgotten: it lists'
wait_for 10 says cluster.synced; ok $? 'and is whole'
is "$(new | grep object | sort | tr '\n' ' ')" '["object.delete","blue/shop/pod/pod-000006","absent"] ["object.put","blue/shop/pod/late",null] ' \
    'and says the differences; what vanished is marked absent'
stop; mark_now

# killed in the middle of a first list
api "/sim/fault?kind=delay&ms=400&verb=list&resource=pods&count=9" -X POST
rm -rf "$dir/db2"
endpoint=ipc://$dir/sock2 HEADGATE_JOURNAL=$endpoint
$journal serve --directory "$dir/db2" --listen "$endpoint" 2>> "$dir/journal.log" & children="$children $!"
wait_for 10 $journal stat
mark=0
start; wait_for 10 says /pod/; stop
start; wait_for 20 says cluster.synced; ok $? 'killed in the middle of a list: the next one ends it'
is "$(all | grep -c 'object.put.*/pod/') $(all | grep 'object.put.*/pod/' | sort -u | wc -l)" '702 702' 'every pod once all the same'
is "$(all | grep -c object.delete)" 0 'and nothing was removed'
stop

# another cluster behind the same address
uid=$($journal read --type cluster.synced | jq -r .data.uid)
mark_now
api /api/v1/namespaces/kube-system -X DELETE
echo '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system","uid":"another-uid"}}' > "$dir/ns"
api /sim/clear?resource=namespaces -X POST; api_load "$dir/ns"
api /api/v1/namespaces/kube-system; other=$(jq -r .metadata.uid "$dir/answer")
if [ "$uid" != "$other" ]; then
    start --stale-after 1s; wait_for 20 says cluster.stale; ok $? 'another uid of kube-system: stale'
    like "$(new | tail -n 1)" "another cluster answers: the uid of 'kube-system' is $other and was $uid" 'with the reason'
    stop
    start --accept-uid "$other"; wait_for 20 says cluster.synced; ok $? 'until the operator says that it is right'
else
    ok 1 'the simulator gave kube-system another uid'
fi
done_testing
