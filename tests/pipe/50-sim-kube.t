#!/bin/bash
# The simulated API server answers in the forms of a real one (kube-apiserver 1.36): lists and their pages,
# versions and their expiry, watches and their ends, refusals, and faults on demand.
. "$(dirname "$0")/00-tap.sh"
api() { local path=$1; shift; curl -s --max-time 20 --cacert "$dir/ca/ca.crt" -H 'Authorization: Bearer t1' "$@" "$url$path"; }
code() { api "$@" -o /dev/null -w '%{http_code}'; }
version() { api /sim/state | jq -r .resourceVersion; }
wait_watch() { for _ in $(seq 200); do [ "$(api /sim/state | jq '.watches|length')" = "$1" ] && return; sleep 0.02; done; }
wait_lines() { for _ in $(seq 200); do [ "$(wc -l < "$1")" -ge "$2" ] && return; sleep 0.02; done; }

cat > "$dir/objects" <<'J'
{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop"},"spec":{"ports":[{"port":80}]}}
{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"shop","finalizers":["ingress.k8s.aws/resources"]},"spec":{"ingressClassName":"alb"}}
{"apiVersion":"elbv2.k8s.aws/v1beta1","kind":"TargetGroupBinding","metadata":{"name":"tgb","namespace":"shop"},"spec":{"targetGroupARN":"arn:x"}}
J
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --token t1:alice --token t2:bob --deny 'list secrets' --deny 'watch secrets' \
    --load "$dir/objects" --bulk pods=5,namespace=shop,ingress=no --without ingressclassparams --port-file "$dir/port" 2> "$dir/err" &
children=$!
for _ in $(seq 200); do [ -s "$dir/port" ] && break; sleep 0.02; done
url=https://127.0.0.1:$(cat "$dir/port")
pods=/api/v1/namespaces/shop/pods

# who may
is "$(curl -s --cacert "$dir/ca/ca.crt" -H 'Authorization: Bearer no' "$url$pods")" \
    '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}' 'a wrong token: 401'
is "$(curl -s --cacert "$dir/ca/ca.crt" "$url/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices")" \
    '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"endpointslices.discovery.k8s.io is forbidden: User \"system:anonymous\" cannot list resource \"endpointslices\" in API group \"discovery.k8s.io\" in the namespace \"shop\"","reason":"Forbidden","details":{"group":"discovery.k8s.io","kind":"endpointslices"},"code":403}' \
    'no token: 403'
is "$(api /api/v1/secrets | jq -r .message)" 'secrets is forbidden: User "alice" cannot list resource "secrets" in API group "" at the cluster scope' 'a denied list: 403'
is "$(code /api/v1/secrets?watch=1)" 403 'a denied watch: 403'
is "$(curl -s --cacert "$dir/ca/ca.crt" --cert "$dir/ca/client.crt" --key "$dir/ca/client.key" "$url/api/v1/secrets" | jq -r .message | cut -d' ' -f1-5)" \
    'secrets is forbidden: User "client"' 'a client certificate names its user'
is "$(curl -s "$url/version" > /dev/null; echo $?)" 60 'without the CA there is no trust'
is "$(curl -s --cacert "$dir/ca/ca.crt" "$url/version" | jq -r .major)" 1 '/version'

# what there is not
is "$(api /apis/elbv2.k8s.aws/v1beta1/ingressclassparams)" '404 page not found' 'an absent CRD: plain 404'
is "$(api /apis/networking.k8s.io/v1/namespaces/shop/ingresses/none)" \
    '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"ingresses.networking.k8s.io \"none\" not found","reason":"NotFound","details":{"name":"none","group":"networking.k8s.io","kind":"ingresses"},"code":404}' 'an absent object: Status 404'
is "$(code "$pods" -X DELETE)" 405 'deleting a collection: 405'

# lists
is "$(api $pods | jq -c '[.kind,.apiVersion,(.items|length),(.items[0]|has("kind")),.items[0].metadata.name]')" '["PodList","v1",5,false,"pod-000000"]' 'items of built-in types carry no kind'
is "$(api /apis/elbv2.k8s.aws/v1beta1/targetgroupbindings | jq -c '[.kind,.items[0].kind,.items[0].apiVersion]')" '["TargetGroupBindingList","TargetGroupBinding","elbv2.k8s.aws/v1beta1"]' 'items of custom resources do'
page=$(api "$pods?limit=2")
token=$(jq -r .metadata.continue <<< "$page")
is "$(jq -c '[.metadata.remainingItemCount,[.items[].metadata.name]]' <<< "$page")" '[3,["pod-000000","pod-000001"]]' 'the first page'
api "$pods/pod-000002?gracePeriodSeconds=0" -X DELETE > /dev/null
is "$(api "$pods?limit=2&continue=$token" | jq -c '[.metadata.remainingItemCount,[.items[].metadata.name]]')" '[1,["pod-000002","pod-000003"]]' 'the second page shows the snapshot of the first'
is "$(jq -r .metadata.resourceVersion <<< "$page")" "$(api "$pods?limit=2&continue=$token" | jq -r .metadata.resourceVersion)" 'and carries its version'
is "$(api "$pods?limit=2&continue=$token&resourceVersion=5" | jq -r .message)" 'specifying resource version is not allowed when using continue' 'continue with a version: 400'
is "$(code "$pods?continue=abc")" 400 'a broken token: 400'
is "$(api "$pods?resourceVersion=99999999" | jq -c '[.code,.details.causes[0].reason]')" '[504,"ResourceVersionTooLarge"]' 'a version of the future: 504'
is "$(api "$pods?labelSelector=app%3Dsvc-0000,touched&limit=9" | jq -c '.items')" '[]' 'a label selector'
is "$(api "$pods?fieldSelector=metadata.name%3Dpod-000003" | jq -c '[.items[].metadata.name]')" '["pod-000003"]' 'a field selector'
is "$(api "$pods?limit=1" -H 'Accept: application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json' | jq -c '[.kind,.items[0].kind,(.items[0]|has("spec"))]')" \
    '["PartialObjectMetadataList","PartialObjectMetadata",false]' 'metadata only'
api /sim/compact -X POST > /dev/null
api $pods -X POST -d '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"extra"},"spec":{}}' > /dev/null
expired=$(api "$pods?limit=2&continue=$token")
is "$(jq -c '[.code,.reason]' <<< "$expired")" '[410,"Expired"]' 'an expired token: 410'
is "$(api "$pods?limit=2&continue=$(jq -r .metadata.continue <<< "$expired")" | jq -c '[.items[].metadata.name]')" '["pod-000003","pod-000004"]' 'its new token goes on with the newest state'
is "$(api "$pods?resourceVersion=101&resourceVersionMatch=Exact" | jq -r .message)" 'The resourceVersion for the provided list is too old.' 'an exact old version: 410'

# objects
is "$(code $pods -X POST -d '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"extra"},"spec":{}}')" 409 'made twice: 409'
before=$(version)
is "$(api "$pods/extra" -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"metadata":{"labels":{"a":"b","c":"d"}}}' | jq -c '[.metadata.labels,.metadata.generation]')" '[{"a":"b","c":"d"},1]' 'a merge patch adds'
is "$(api "$pods/extra" -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"metadata":{"labels":{"a":null}},"spec":{"nodeName":"x"}}' | jq -c '[.metadata.labels,.metadata.generation]')" '[{"c":"d"},2]' 'and removes; the generation counts the spec'
api "$pods/extra" -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"spec":{"nodeName":"x"}}' > /dev/null
is "$(version)" $((before + 2)) 'a patch that changes nothing makes no version'
is "$(api "$pods/extra" -X PATCH -H 'Content-Type: application/merge-patch+json' -d "{\"metadata\":{\"resourceVersion\":\"$before\"}}" | jq -r .reason)" Conflict 'an old version in a write: 409'
is "$(code "$pods/extra" -X PATCH -H 'Content-Type: text/plain' -d 'x')" 415 'another kind of patch: 415'
ingress=/apis/networking.k8s.io/v1/namespaces/shop/ingresses/web
is "$(api $ingress/status -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"spec":{"ingressClassName":"no"},"status":{"loadBalancer":{"ingress":[{"hostname":"h"}]}}}' | jq -c '[.spec.ingressClassName,.status.loadBalancer.ingress[0].hostname,.metadata.generation]')" '["alb","h",1]' 'the subresource changes the status alone'
is "$(api $ingress -X DELETE | jq -r '.metadata.deletionTimestamp|length')" 20 'a finalizer keeps a deleted object'
api $ingress -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"metadata":{"finalizers":null}}' > /dev/null
is "$(code $ingress)" 404 'until it is taken off'
is "$(api /api/v1/namespaces/shop/services/web -X DELETE | jq -c '[.status,.details.kind]')" '["Success","services"]' 'deleting answers Success'

# watches
start=$(version)
api "$pods?watch=1&resourceVersion=$start&allowWatchBookmarks=true&timeoutSeconds=30" -N > "$dir/w1" &
w1=$!
api "$pods?watch=1&resourceVersion=$start&labelSelector=c%3Dd" -N > "$dir/w2" &
w2=$!
wait_watch 2
api "$pods/extra" -X PATCH -H 'Content-Type: application/merge-patch+json' -d '{"metadata":{"labels":{"c":null}}}' > /dev/null
api "$pods/extra" -X DELETE > /dev/null
api /sim/bookmark -X POST > /dev/null
wait_lines "$dir/w1" 4
wait_lines "$dir/w2" 1
is "$(jq -c '[.type,.object.kind,.object.metadata.name]' "$dir/w1" | tr '\n' ' ')" '["MODIFIED","Pod","extra"] ["MODIFIED","Pod","extra"] ["DELETED","Pod","extra"] ["BOOKMARK","Pod",null] ' 'a watch tells changes, a pod goes in two steps, a bookmark on demand'
is "$(tail -n 1 "$dir/w1")" "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"$(version)\"},\"spec\":{\"containers\":null},\"status\":{}}}" 'the bookmark has a real one'"'s form"
is "$(jq -r .type "$dir/w2")" DELETED 'what stops matching a selector is DELETED'
api '/sim/watches/cut?how=abort' -X POST > /dev/null
wait $w1; is $? 18 'a watch that is cut ends in the middle'
wait $w2; is $? 18 'and so do the others'
is "$(api "$pods?watch=1&resourceVersion=$start&timeoutSeconds=1" | jq -r .type | tr '\n' ' ')" 'MODIFIED MODIFIED DELETED ' 'a watch resumes at a version and ends by its timeout'
is "$(api "$pods?watch=1&resourceVersion=1&timeoutSeconds=9")" \
    "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\"too old resource version: 1 ($(api /sim/state | jq -r .compacted))\",\"reason\":\"Expired\",\"code\":410}}" 'a forgotten version: one ERROR and the end'
is "$(code "$pods?watch=1&resourceVersion=abc")" 500 'a version that is no number: 500'
is "$(api "$pods?watch=1&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true" | jq -c '[.type,.object.metadata.annotations]' | sed -n 4,5p | tr '\n' ' ')" \
    '["ADDED",null] ["BOOKMARK",{"k8s.io/initial-events-end":"true"}] ' 'a streaming list ends in its bookmark'
is "$(code "$pods?watch=1&sendInitialEvents=true")" 422 'which needs resourceVersionMatch'

# faults
api '/sim/fault?kind=status&code=429&retry-after=2&count=1&verb=list&resource=pods' -X POST > /dev/null
is "$(code /api/v1/services) $(api $pods -i | tr -d '\r' | grep -E '^(HTTP|Retry)' | tr '\n' ' ')$(code $pods)" '200 HTTP/1.1 429 Too Many Requests Retry-After: 2 200' 'a 429 for the next list of pods, and only that'
api '/sim/fault?kind=cut&bytes=100' -X POST > /dev/null
is "$(api $pods > "$dir/cut"; echo $? "$(wc -c < "$dir/cut")")" '18 100' 'an answer cut after 100 bytes'
api '/sim/fault?kind=empty&resource=pods' -X POST > /dev/null
is "$(api $pods | jq -c .items) $(api $pods | jq -c '.items|length')" '[] 4' 'an empty list, once'
api '/sim/fault?kind=expire&verb=watch' -X POST > /dev/null
is "$(api "$pods?watch=1&resourceVersion=$(version)" | jq -c '[.type,.object.code]')" '["ERROR",410]' 'the next watch expires'
api '/sim/fault?kind=silent' -X POST > /dev/null
api $pods > "$dir/late" &
late=$!
sleep 0.2
is "$(wc -c < "$dir/late")" 0 'silence'
api /sim/speak -X POST > /dev/null
wait $late
is "$(jq -r .kind "$dir/late")" PodList 'until told to speak'
api '/sim/fault?kind=drop' -X POST > /dev/null
is "$(api $pods; echo $?)" 52 'a connection closed without an answer'
is "$(code '/sim/fault?kind=nonsense' -X POST)" 400 'an unknown fault is refused'
kill $children
wait $children
is "$? $(cat "$dir/err")" '0 ' 'SIGTERM ends it, without complaint'
done_testing
