#!/bin/bash
# What watch-k8s is told to look at, and not: namespaces, labels, a class, kinds; what is not chosen any more is absent; a
# CRD is noticed when it comes.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal endpoint=ipc://$dir/sock
api() { local path=$1; shift; curl -s --max-time 20 --cacert "$dir/ca/ca.crt" -H 'Authorization: Bearer sim-token' "$@" "$url$path"; }
once() { "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/ca/kubeconfig" --once "$@" > "$dir/out" 2> "$dir/err"; }
put_are() { jq -r 'select(.type=="object.put").subject' "$dir/out" | sed 's,^blue/,,' | sort | tr '\n' ' '; }
refused() { like "$(tail -n 1 "$dir/err")" "$1" "$2"; }

for ns in a b c; do
    cat <<J
{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"$ns"}}
{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"$ns"},"spec":{"ports":[{"port":80}]}}
{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"alb","namespace":"$ns","labels":{"edge":"$ns"},"annotations":{"alb.ingress.kubernetes.io/auth-idp-oidc":"{\"secretName\":\"oidc\"}"}},"spec":{"ingressClassName":"alb"}}
{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"nginx","namespace":"$ns"},"spec":{"ingressClassName":"nginx"}}
{"apiVersion":"v1","kind":"Secret","metadata":{"name":"oidc","namespace":"$ns"},"data":{"clientID":"aWQ="}}
J
done > "$dir/objects"
cat >> "$dir/objects" <<'J'
{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"}}
{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"plain","namespace":"a"},"spec":{}}
{"apiVersion":"elbv2.k8s.aws/v1beta1","kind":"TargetGroupBinding","metadata":{"name":"t","namespace":"a"},"spec":{"targetGroupARN":"arn:x"}}
J
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --load "$dir/objects" --without ingressclassparams --port-file "$dir/port" --log "$dir/log" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
url=https://127.0.0.1:$(cat "$dir/port")

once --namespace a,b --leave-out nodes,secrets,targetgroupbindings --selector edge=b
is "$(put_are)" 'a/service/web b/ingress/alb b/service/web namespace/a namespace/b ' 'two namespaces, a label, three kinds left out'
is "$(jq -r .uri "$dir/log" | grep -c -e secrets -e nodes -e targetgroupbindings -e namespaces/c -e 'v1/pods')" 0 'and nothing else is asked for'
once --exclude-namespace a,c --leave-out nodes
is "$(put_are)" 'b/ingress/alb b/ingress/nginx b/secret/oidc b/service/web namespace/b namespace/default namespace/kube-system ' 'all namespaces but two'
once --ingress-class alb --namespace a --leave-out nodes
is "$(put_are)" 'a/ingress/alb a/ingress/plain a/secret/oidc a/service/web a/targetgroupbinding/t namespace/a ' 'Ingresses of a class, and those that name none'
cat > "$dir/fleet.yaml" <<F
fleet: shop
region: us-west-2
vpcId: vpc-1
clusters:
  - {name: blue, kubeconfig: $dir/ca/kubeconfig, namespaces: [b, c], leave-out: [nodes, secrets], selector: edge}
F
"$BIN/watch-k8s" --cluster blue --fleet "$dir/fleet.yaml" --once > "$dir/out" 2> "$dir/err"
is "$? $(put_are)" '0 b/ingress/alb b/service/web c/ingress/alb c/service/web namespace/b namespace/c ' 'chosen in the fleet file'
"$BIN/watch-k8s" --cluster blue --fleet "$dir/fleet.yaml" --once --namespace c > "$dir/out" 2> "$dir/err"
is "$(put_are)" 'c/ingress/alb c/service/web namespace/c ' 'the command line goes before it'
"$BIN/watch-k8s" --cluster blue --fleet "$dir/fleet.yaml" --check > "$dir/out" 2> "$dir/err"
is "$? $(grep -c "may list and watch" "$dir/out") $(grep -c "'services' in 'c'" "$dir/out") $(grep -c -e nodes -e secrets "$dir/out")" '0 13 1 0' '--check asks for the rights that this needs'

once --leave-out pods; is "$?" 100 'what everything depends on cannot be left out'
refused "'leave-out': 'pods' cannot be left out: what can is nodes, ingressclassparams, targetgroupbindings, secrets" 'with a sentence'
once --namespace a --exclude-namespace b; is "$?" 100 'which, or which not'
refused "'namespaces' and 'exclude-namespaces' are both given" 'with a sentence'
once --namespace 'A!'; refused "'namespaces': 'A!' is no name" 'a name that can be none'

# narrower after a restart
$journal serve --directory "$dir/db" --listen "$endpoint" 2> "$dir/journal.log" & children="$children $!"
wait_for 10 $journal stat --journal "$endpoint"
start() { "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/ca/kubeconfig" --journal "$endpoint" "$@" 2>> "$dir/err" & watch=$!; children="$children $watch"; }
stop() { { kill -9 $watch; wait $watch; } 2> /dev/null; }
all() { $journal read --journal "$endpoint" --source watch-k8s/blue | jq -c '[.type,.subject,.data.reason]'; }
new() { all | tail -n +$((mark + 1)) | grep object; }
says() { all | tail -n +$((mark + 1)) | grep -q -- "$1"; }
mark=0
start; wait_for 20 says bookmark; stop
mark=$(all | wc -l)
start --namespace a,b --ingress-class alb --leave-out nodes; wait_for 20 says bookmark; ok $? 'started again with less'
is "$(new | sort | tr '\n' ' ')" '["object.delete","blue/a/ingress/nginx","absent"] ["object.delete","blue/b/ingress/nginx","absent"] ["object.delete","blue/c/ingress/alb","absent"] ["object.delete","blue/c/ingress/nginx","absent"] ["object.delete","blue/c/secret/oidc",null] ["object.delete","blue/c/service/web","absent"] ["object.delete","blue/namespace/c","absent"] ["object.delete","blue/namespace/default","absent"] ["object.delete","blue/namespace/kube-system","absent"] ["object.delete","blue/node/n","absent"] ' \
    'what is not looked at any more is absent, and the rest is not said again'
mark=$(all | wc -l)
api /apis/networking.k8s.io/v1/namespaces/b/ingresses/alb -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"spec":{"ingressClassName":"nginx"}}' > /dev/null
wait_for 10 says object.delete; is "$(new | tail -n 1)$(wait_for 10 says secret && new | grep -c secret)" '["object.delete","blue/b/ingress/alb",null]1' 'an Ingress that goes over to another class is gone'
stop; mark=$(all | wc -l)
start --namespace a,b --ingress-class alb --leave-out nodes; wait_for 20 says bookmark
is "$(all | tail -n +$((mark + 1)) | grep -c -e object -e listing)" 0 'with the same choice the watches are resumed'

# a CRD that comes
mark=$(all | wc -l)
api '/sim/crd?resource=ingressclassparams&present=1' -X POST > /dev/null
api /apis/elbv2.k8s.aws/v1beta1/ingressclassparams -X POST -d '{"apiVersion":"elbv2.k8s.aws/v1beta1","kind":"IngressClassParams","metadata":{"name":"p"},"spec":{}}' > /dev/null
wait_for 60 says ingressclassparams/p; ok $? 'a CRD is noticed when it comes'
done_testing
