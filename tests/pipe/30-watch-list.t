#!/bin/bash
# watch-k8s --once: a whole list comes out once, in pages, whatever happens on the way; and who cannot list is told why.
. "$(dirname "$0")/00-tap.sh"
api() { local path=$1; shift; curl -s --max-time 20 --cacert "$dir/ca/ca.crt" -H 'Authorization: Bearer t1' "$@" "$url$path"; }
once() { "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/ca/kubeconfig" --once "$@" > "$dir/out" 2> "$dir/err"; }
puts() { jq -r 'select(.type=="object.put").subject' "$dir/out"; }
kinds() { puts | sed 's,^blue/,,; s,^[^/]*/\([^/]*\)/[^/]*$,\1,; s,/.*,,' | sort | uniq -c | tr -s ' ' | tr '\n' ';'; }

cat > "$dir/objects" <<'J'
{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system"}}
{"apiVersion":"v1","kind":"Secret","metadata":{"name":"oidc","namespace":"shop"},"data":{"clientID":"aWQ=","clientSecret":"dmVyeXNlY3JldA=="}}
{"apiVersion":"v1","kind":"Secret","metadata":{"name":"unnamed","namespace":"shop"},"data":{"x":"eA=="}}
{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"auth","namespace":"shop","annotations":{"alb.ingress.kubernetes.io/auth-idp-oidc":"{\"secretName\":\"oidc\"}","other/annotation":"x"}},"spec":{"ingressClassName":"alb"}}
{"apiVersion":"elbv2.k8s.aws/v1beta1","kind":"TargetGroupBinding","metadata":{"name":"tgb","namespace":"shop"},"spec":{"targetGroupARN":"arn:x"}}
J
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --token t1:alice --token t2:bob --load "$dir/objects" \
    --bulk pods=1203,namespace=shop,services=2,nodes=3,slice=100,ingress=no --without ingressclassparams --port-file "$dir/port" \
    --log "$dir/log" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
url=https://127.0.0.1:$(cat "$dir/port")
sed "s/token: .*/token: t1/" "$dir/ca/kubeconfig" > "$dir/kc" && mv "$dir/kc" "$dir/ca/kubeconfig"

once; is $? 0 'everything is listed'
is "$(jq -r .type "$dir/out" | sed -n '1p;$p' | tr '\n' ' ')" 'cluster.listing cluster.synced ' 'between cluster.listing and cluster.synced'
is "$(puts | grep -c /pod/) $(puts | sort -u | grep -c /pod/)" '1203 1203' 'every pod once'
is "$(jq -r 'select(.verb=="list").uri' "$dir/log" | grep -c '^/api/v1/pods?limit=500')" 3 'in three pages'
is "$(puts | grep /secret/)" blue/shop/secret/oidc 'of the Secrets only the one that an Ingress names'
is "$(grep -c -e dmVyeXNlY3JldA -e verysecret "$dir/out" "$dir/err" | cut -d: -f2 | tr '\n' ' ')" '0 0 ' 'whose value is nowhere'
is "$(jq -c 'select(.subject=="blue/shop/secret/oidc").data.object.data|keys' "$dir/out")" '["clientID","clientSecret"]' 'its keys are named'
is "$(jq -c 'select(.subject=="blue/shop/ingress/auth").data.object.metadata.annotations|keys' "$dir/out")" '["alb.ingress.kubernetes.io/auth-idp-oidc"]' 'objects are cut down'
is "$(puts | grep targetgroupbinding)" blue/shop/targetgroupbinding/tgb 'a custom resource that is there'
is "$(jq -r 'select(.type=="cluster.synced").data.uid' "$dir/out")" "$(api /api/v1/namespaces/kube-system | jq -r .metadata.uid)" 'and the cluster says which one it is'
sort -k2 "$dir/out" | jq -c '[.subject,.data]' | sort > "$dir/whole"

# trouble on the way: the same comes out
api '/sim/fault?kind=cut&bytes=20000&verb=list&resource=pods' -X POST > /dev/null
api '/sim/fault?kind=status&code=503&count=1&verb=list&resource=services' -X POST > /dev/null
once; is $? 0 'an answer cut off and a 503 are repeated'
is "$(jq -c '[.subject,.data]' "$dir/out" | sort | cmp - "$dir/whole" && echo same)" same 'and the same objects come out, once, none removed'
like "$(cat "$dir/err")" "was cut|failed" 'with a sentence about it'
api '/sim/fault?kind=status&code=429&retry-after=1&count=1&verb=list&resource=pods' -X POST > /dev/null
once; is "$? $(puts | grep -c /pod/)" '0 1203' 'a 429 with Retry-After is waited for'
begun() { jq -r 'select(.verb=="list").uri' "$dir/log" | grep -c '^/api/v1/pods?limit=500$'; }
before=$(begun)
api '/sim/fault?kind=expire&skip=1&count=1&verb=list&resource=pods' -X POST > /dev/null
once; is "$? $(jq -c '[.subject,.data]' "$dir/out" | sort | cmp - "$dir/whole" && echo same) $(($(begun) - before))" '0 same 2' 'a continue token that has expired: the list begins anew, and each comes once'
api '/sim/fault?kind=cut&bytes=2000&count=99&verb=list&resource=pods' -X POST > /dev/null
once --stale-after 1s; is $? 111 'a list that never comes whole: try again'
is "$(jq -r .type "$dir/out" | grep -c -e cluster.synced -e object.delete) $(jq -r .type "$dir/out" | tail -n 1)" '0 cluster.stale' 'is no cluster.synced, but cluster.stale'
api /sim/faults/clear -X POST > /dev/null

once --namespace other; is "$(kinds)" ' 3 node;' 'one namespace only'

# who may not
fails() { # fails STATUS PATTERN NAME [OPTION...]: one sentence, and never more than a beginning
    local status=$1 pattern=$2 name=$3; shift 3
    once "$@"; is $? "$status" "$name: exit code $status"
    like "$(cat "$dir/err")" "$pattern" "$name: the sentence"
    is "$(grep -c cluster.synced "$dir/out")" 0 "$name: nothing is called whole"
}
sed 's/token: t1/token: wrong/' "$dir/ca/kubeconfig" > "$dir/badtoken"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$dir/other.key" -out "$dir/other.crt" -subj /CN=other -days 2 2> /dev/null
sed "s,certificate-authority: .*,certificate-authority: $dir/other.crt,; s,certificate-authority-data: .*,certificate-authority-data: $(base64 -w0 "$dir/other.crt")," \
    "$dir/ca/kubeconfig" > "$dir/wrongca"
sed 's,server: .*,server: https://127.0.0.1:1,' "$dir/ca/kubeconfig" > "$dir/nobody"
fails 100 "kubeconfig|cannot.*'$dir/none'|'$dir/none'" 'no such kubeconfig' --kubeconfig "$dir/none"
fails 100 "context 'nope' is not in kubeconfig '.*kubeconfig'" 'an unknown context' --context nope
fails 100 "credentials of context .* were refused \(401" 'a wrong token' --kubeconfig "$dir/badtoken"
fails 100 "TLS certificate of '127.0.0.1' was not accepted: .*certificate" 'a CA that is not the server'"'s" --kubeconfig "$dir/wrongca"
fails 111 "request to '127.0.0.1' failed" 'nobody there' --kubeconfig "$dir/nobody" --stale-after 1s
is "$(jq -r .type "$dir/out")" cluster.stale 'nobody there: says cluster.stale'
api '/sim/deny?rule=list%20endpointslices' -X POST > /dev/null
fails 100 "may not list 'endpointslices.discovery.k8s.io' .*403.*grant" 'a right that is missing'
api /sim/allow -X POST > /dev/null
api '/sim/deny?rule=list%20secrets' -X POST > /dev/null
once; is "$?" 0 'without the right to see Secrets the rest comes'
like "$(cat "$dir/err")" "goes on without: may not list 'secrets'" 'and a sentence says which right is missing'
"$BIN/watch-k8s" --once > /dev/null 2> "$dir/err"; is "$?" 100 'no --cluster'
like "$(cat "$dir/err")" '^<?.*--cluster NAME is needed' 'no --cluster: the sentence'
cat > "$dir/fleet.yaml" <<F
fleet: shop
region: us-west-2
vpcId: vpc-1
clusters:
- {name: blue, kubeconfig: $dir/ca/kubeconfig}
- {name: green, kubeconfig: $dir/none}
F
"$BIN/watch-k8s" --cluster blue --fleet "$dir/fleet.yaml" --once 2> /dev/null | grep -q cluster.synced; is $? 0 'the fleet file says how to reach a member'
"$BIN/watch-k8s" --cluster red --fleet "$dir/fleet.yaml" --once 2> "$dir/err"; is $? 100 'who is no member'
like "$(cat "$dir/err")" "cluster 'red' is no member of the fleet" 'who is no member: the sentence'
done_testing
