#!/bin/bash
# watch-k8s following a cluster: changes come as they happen, cuts are resumed, a forgotten version is listed anew, and
# nothing is called gone that was not seen to go.
. "$(dirname "$0")/00-tap.sh"
api() { local path=$1; shift; curl -s --max-time 20 --cacert "$dir/ca/ca.crt" -H 'Authorization: Bearer t1' "$@" "$url$path" -o "$dir/answer"; }
patch() { api "$pods/$1" -X PATCH -H 'Content-Type: application/merge-patch+json' -d "$2"; }
make_pod() { api "$pods" -X POST -d "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"$1\"},\"spec\":{\"nodeName\":\"n\"}}"; }
said_times() { [ "$(jq -c "select($1)" "$dir/out" | wc -l)" -ge "$2" ]; }
until_said() { wait_for 20 said_times "$1" "${2:-1}"; }   # PATTERN [TIMES]
since() { tail -n +$((mark + 1)) "$dir/out"; } # what was said after the mark
since_last() { [ "$(since | jq -r .type | grep cluster | grep -v bookmark | tail -n 1)" = "$1" ]; }
until_last() { wait_for 30 since_last "$1"; } # the newest word about the whole cluster
mark_now() { mark=$(wc -l < "$dir/out"); }
put_of() { echo ".type==\"object.put\" and .subject==\"blue/shop/pod/$1\""; }

cat > "$dir/objects" <<'J'
{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system"}}
{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"shop"},"spec":{"ingressClassName":"alb"}}
J
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --token t1 --load "$dir/objects" --bulk pods=20,namespace=shop,ingress=no \
    --port-file "$dir/port" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
url=https://127.0.0.1:$(cat "$dir/port") pods=/api/v1/namespaces/shop/pods
sed -i "s/token: .*/token: t1/" "$dir/ca/kubeconfig"
"$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/ca/kubeconfig" --stale-after 2s > "$dir/out" 2> "$dir/err" &
watch=$!
children="$children $watch"
until_said '.type=="cluster.bookmark"'; ok $? 'listed, and the watches stand'
is "$(jq -r 'select(.type=="cluster.bookmark").data.versions|keys[]' "$dir/out" | grep -c -e '^pods$' -e '^ingresses.networking.k8s.io$')" 2 'the bookmark names each resource'

is "$(awk '/^Max core file size/ {print $5, $6}' /proc/$watch/limits)" '0 0' 'what it holds is in no core dump'

# live
make_pod live; until_said "$(put_of live)"; ok $? 'a new pod'
patch live '{"metadata":{"annotations":{"of":"nobody"}}}'
patch live '{"spec":{"readinessGates":[{"conditionType":"x"}]}}'
until_said "$(put_of live)" 2; ok $? 'a change that counts'
is "$(jq -c "select($(put_of live)).data.object.spec.readinessGates" "$dir/out" | tr '\n' ' ')" 'null [{"conditionType":"x"}] ' 'and one that touches nothing we keep made no event'
api "$pods/live" -X DELETE; until_said '.type=="object.delete" and .subject=="blue/shop/pod/live"'; ok $? 'a delete'
is "$(jq -c 'select(.type=="object.delete")|[.data.reason,.data.object.kind,.data.object.metadata.name]' "$dir/out")" '[null,"Pod","live"]' 'which was watched, not found missing'

# a Secret, named later, and no more
api /api/v1/namespaces/shop/secrets -X POST -d '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s"},"data":{"k":"dmFsdWU="}}'
api /apis/networking.k8s.io/v1/namespaces/shop/ingresses/web -X PATCH -H 'Content-Type: application/merge-patch+json' \
    -d '{"metadata":{"annotations":{"alb.ingress.kubernetes.io/auth-idp-oidc":"{\"secretName\":\"s\"}"}}}'
until_said '.type=="object.put" and .subject=="blue/shop/secret/s"'; ok $? 'a Secret, once an Ingress names it'
api /api/v1/namespaces/shop/secrets/s -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"data":{"k":"bmV3"}}'
until_said '.type=="object.put" and .subject=="blue/shop/secret/s"' 2; ok $? 'another value shows as another hash'
is "$(jq -r 'select(.subject=="blue/shop/secret/s").data.object.data.k' "$dir/out" | sort -u | grep -cE '^[0-9a-f]{64}$')" 2 'two hashes'
api /apis/networking.k8s.io/v1/namespaces/shop/ingresses/web -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"metadata":{"annotations":null}}'
until_said '.type=="object.delete" and .subject=="blue/shop/secret/s"'; ok $? 'gone when nobody names it'

# cut and resumed
mark_now
api '/sim/watches/cut?how=abort' -X POST
make_pod after-cut; until_said "$(put_of after-cut)"; ok $? 'watches that were cut are resumed'
is "$(since | jq -r .type)" object.put 'and nothing is said again'

# a forgotten version
mark_now
api '/sim/fault?kind=delay&ms=300&verb=watch&count=20' -X POST
api '/sim/watches/cut?how=abort' -X POST
patch pod-000003 '{"spec":{"nodeName":"another"}}'
api "$pods/pod-000004?gracePeriodSeconds=0" -X DELETE
make_pod meanwhile
api /sim/compact -X POST
until_said "$(put_of meanwhile)"; ok $? 'after a 410 it lists anew'
until_last cluster.synced; ok $? 'and is whole again'
is "$(since | jq -c 'select(.type|startswith("object"))|[.type,.subject,.data.reason]' | sort | tr '\n' ' ')" \
    '["object.delete","blue/shop/pod/pod-000004","absent"] ["object.put","blue/shop/pod/meanwhile",null] ["object.put","blue/shop/pod/pod-000003",null] ' \
    'with the differences alone; what vanished is marked absent'
is "$(since | jq -r .type | grep cluster | sed -n '1p')" cluster.listing 'after cluster.listing'
api /sim/faults/clear -X POST

# an empty list, and half a list
mark_now
api '/sim/fault?kind=empty&verb=list&resource=pods&count=1000' -X POST
api '/sim/fault?kind=expire&verb=watch&resource=pods' -X POST
api '/sim/watches/cut?how=abort&resource=pods' -X POST
until_last cluster.stale; ok $? 'an empty list where pods were known: stale'
like "$(since | jq -r 'select(.type=="cluster.stale").data.reason')" "list of 'pods' is empty, and 21 were known" 'with the reason'
api /sim/faults/clear -X POST
api '/sim/fault?kind=cut&bytes=3000&verb=list&resource=pods&count=1' -X POST
until_last cluster.synced; ok $? 'a list in halves, then a whole one: synced again'
is "$(since | grep -c '"object\.')" 0 'nothing was removed, nothing said again'

# gone
mark_now
api '/sim/fault?kind=drop&count=100000' -X POST
api '/sim/watches/cut?how=reset' -X POST
until_last cluster.stale; ok $? 'a server that is gone: stale'
make_pod back
is "$(since | grep -c '"object\.')" 0 'nothing is removed'
api /sim/faults/clear -X POST
make_pod back
until_said "$(put_of back)"; ok $? 'it comes back: the watch goes on where it was'
until_last cluster.synced; ok $? 'and is synced'
is "$(since | jq -r 'select(.type|startswith("object")).subject')" blue/shop/pod/back 'with what changed alone'

# refused in between
mark_now
api '/sim/fault?kind=status&code=401&count=100000' -X POST
api '/sim/watches/cut?how=abort' -X POST
until_last cluster.stale; ok $? 'credentials refused after the first success: stale'
kill -0 $watch; is $? 0 'and it goes on'
kill $watch; wait $watch; is $? 111 'SIGTERM in a pipe: not the whole story'
is "$(jq -r .id "$dir/out" | uniq -d | wc -l) $(jq -r .source "$dir/out" | sort -u)" '0 watch-k8s/blue' 'ids run'
done_testing
