#!/bin/bash
# A connection that died without a word: its watch is found by its silence and taken up anew where it was; no list is asked for, nothing is lost.
. "$(dirname "$0")/00-tap.sh"
api() { local path=$1; shift; curl -s --max-time 20 --cacert "$dir/ca/ca.crt" -H 'Authorization: Bearer sim-token' "$@" "$url$path" -o "$dir/answer"; }
said() { [ "$(jq -c "select($1)" "$dir/out" | wc -l)" -gt 0 ]; } # jq -e takes an empty file for a yes
until_said() { wait_for 60 said "$1"; }
since() { tail -n +$((mark + 1)) "$dir/out"; }
asked() { tail -n +$((mark_log + 1)) "$dir/log" | jq -r "select(.verb==\"$1\").uri" | grep -c "$2"; }

"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --bulk pods=20,namespace=shop,ingress=no --port-file "$dir/port" --log "$dir/log" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
url=https://127.0.0.1:$(cat "$dir/port") pods=/api/v1/namespaces/shop/pods

"$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/ca/kubeconfig" --silent-after 1s 2> "$dir/err" < /dev/null > /dev/null; is $? 100 'less than 2s would cut watches that are well'
like "$(cat "$dir/err")" "silent-after is '1s': it must be at least 2s" 'and is refused with a sentence'

"$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/ca/kubeconfig" --silent-after 5s > "$dir/out" 2> "$dir/err" &
children="$children $!"
until_said '.type=="cluster.bookmark"'; ok $? 'listed, and the watches stand'
mark=$(wc -l < "$dir/out") mark_log=$(wc -l < "$dir/log")
api '/sim/watches/cut?how=silence' -X POST; like "$(cat "$dir/answer")" '"watches":[1-9]' 'every watch is silent for ever'
api "$pods/pod-000003" -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"spec":{"nodeName":"another"}}'
api "$pods/pod-000004?gracePeriodSeconds=0" -X DELETE
api "$pods" -X POST -d '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"unheard"},"spec":{"nodeName":"n"}}'
until_said '.type=="object.put" and .subject=="blue/shop/pod/unheard"'; ok $? 'what happened meanwhile comes all the same'
is "$(since | jq -c 'select(.type|startswith("object"))|[.type,.subject,.data.reason]' | tr '\n' ' ')" \
    '["object.put","blue/shop/pod/pod-000003",null] ["object.put","blue/shop/pod/pod-000004",null] ["object.delete","blue/shop/pod/pod-000004",null] ["object.put","blue/shop/pod/unheard",null] ' \
    'all of it, once, and the pod that is ended as one whose end was watched'
is "$(asked list limit=500) $(asked watch sendInitialEvents)" '0 0' 'and no list was asked for'
ok "$(($(asked watch '/pods?') > 0 ? 0 : 1))" 'but the watch anew'
is "$(since | jq -r .type | grep -c -e cluster.listing -e cluster.stale)" 0 'nobody was told of a list, or that the cluster is stale'
done_testing
