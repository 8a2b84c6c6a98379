#!/bin/bash
# Lists that come as the beginning of a watch; where that fails, the same in pages, compressed.
. "$(dirname "$0")/00-tap.sh"
api() { local path=$1; shift; curl -s --max-time 20 --cacert "$dir/ca/ca.crt" -H 'Authorization: Bearer sim-token' "$@" "$url$path"; }
watch() { # watch NAME [OPTION...]
    name=$1; shift
    "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/ca/kubeconfig" "$@" > "$dir/$name" 2> "$dir/$name.err" &
    watch_pid=$!
    children="$children $watch_pid"
}
end() { kill $watch_pid; wait $watch_pid 2> /dev/null; }
said() { [ "$(jq -r .type "$dir/$1" | grep -c "$2")" -ge "${3:-1}" ]; }
asked() { jq -r "select(.verb==\"$1\").uri" "$dir/log" | grep -c "$2"; }
objects() { jq -c 'select(.type=="object.put")|[.subject,.data]' "$dir/$1" | sort; }

"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --bulk pods=1203,services=2,nodes=3 --port-file "$dir/port" --log "$dir/log" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
url=https://127.0.0.1:$(cat "$dir/port")

watch pages --list-by pages
wait_for 20 said pages bookmark; ok $? 'lists in pages'
is "$(asked list '/pods?limit=500') $(asked watch 'pods.*sendInitialEvents')" '3 0' 'three requests for 1203 pods'
end; : > "$dir/log"
watch stream
wait_for 20 said stream bookmark; ok $? 'lists as the beginning of a watch'
is "$(asked list '/pods') $(asked watch 'pods.*sendInitialEvents') $(asked watch pods)" '0 1 1' 'one request for all of them, which goes on'
is "$(objects stream | cmp - <(objects pages) && objects stream | grep -c /pod/)" 1203 'the same objects'
is "$(jq -r .type "$dir/stream" | grep cluster | tr '\n' ' ')" 'cluster.listing cluster.synced cluster.bookmark ' 'whole once'
mark=$(wc -l < "$dir/stream")
api '/api/v1/namespaces/bulk/pods/pod-000007?gracePeriodSeconds=0' -X DELETE > /dev/null
wait_for 10 said stream object.delete; ok $? 'and the watch goes on from there'

# found missing in a stream
api '/sim/fault?kind=expire&verb=watch&resource=pods' -X POST > /dev/null
api '/sim/fault?kind=delay&ms=2500&verb=watch&resource=pods' -X POST > /dev/null
api '/sim/watches/cut?how=abort&resource=pods' -X POST > /dev/null
api '/api/v1/namespaces/bulk/pods/pod-000008?gracePeriodSeconds=0' -X DELETE > /dev/null
wait_for 20 said stream cluster.synced 2; ok $? 'its version forgotten: listed anew'
is "$(tail -n +$((mark + 1)) "$dir/stream" | jq -c 'select(.type=="object.delete")|[.type,.subject,.data.reason]' | tr '\n' ' ')" \
    '["object.delete","blue/bulk/pod/pod-000007",null] ["object.delete","blue/bulk/pod/pod-000008","absent"] ' 'with what vanished as absent'
like "$(asked watch 'pods.*sendInitialEvents=true&resourceVersionMatch=NotOlderThan&resourceVersion=')" '^[12]$' 'and nothing older than what was seen was asked for'
end

# a stream that breaks off: pages, with nothing twice
: > "$dir/log"
api '/sim/fault?kind=cut&bytes=50000&verb=watch&resource=pods' -X POST > /dev/null
watch cut
wait_for 20 said cut bookmark; ok $? 'a stream that was cut before its end'
is "$(asked list '/pods?limit=500')" 3 'is followed by pages'
is "$(objects cut | grep -c /pod/) $(objects cut | cmp - <(objects pages | grep -v -e /pod/pod-000007 -e /pod/pod-000008) && echo same)" '1201 same' 'and nothing is lost, or there twice'
end

# a stream whose end is swallowed
: > "$dir/log"
api '/sim/bookmarks?on=false' -X POST > /dev/null
watch silent --stale-after 60s
wait_for 30 said silent cluster.synced; ok $? 'a stream that never says that it is whole'
like "$(cat "$dir/silent.err")" 'resource=pods reason="a streamed list did not come to its end"' 'is given up, with a sentence'
is "$(objects silent | cmp - <(objects cut) && echo same)" same 'and pages give the same'
end
api '/sim/bookmarks?on=true' -X POST > /dev/null

# compressed
is "$(api '/api/v1/pods?limit=500' -H 'Accept-Encoding: gzip' -o "$dir/gz" -w '%header{content-encoding}') $(gzip -dc "$dir/gz" | jq '.items|length')" 'gzip 500' 'the simulator compresses long answers'
is "$(api '/api/v1/nodes' -H 'Accept-Encoding: gzip' -w '%header{content-encoding}' -o /dev/null)" '' 'and no short ones'

# a server that cannot
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --no-watch-list --bulk pods=10 --port-file "$dir/port2" --log "$dir/log2" 2> "$dir/sim2.err" &
children="$children $!"
wait_for 10 test -s "$dir/port2"
watch old
wait_for 20 said old bookmark; ok $? 'a server that cannot stream'
is "$(objects old | grep -c /pod/) $(jq -r 'select(.status==422).uri' "$dir/log2" | grep -c pods) $(jq -r 'select(.verb=="list").uri' "$dir/log2" | grep -c /pods?limit)" '10 1 1' 'is asked once, and then in pages'
end
done_testing
