#!/bin/bash
# What AWS gives back is not what it was given: it fills in defaults. Made once, read back, planned again: nothing is left
# to do. The simulated AWS fills in a redirect's members as AWS does.
. "$(dirname "$0")/40-apply-words.sh"
start_aws --account 111122223333 --vpc "$vpc" --healthy-ms 0
say() { event "$1" "$2" "$3" watch-k8s/blue; }
object() { jq -c '{cluster:"blue",object:.}'; }
ingress() {
    cat <<'JSON'
{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"default","uid":"uid-web","annotations":{
  "alb.ingress.kubernetes.io/scheme":"internet-facing","alb.ingress.kubernetes.io/target-type":"ip",
  "alb.ingress.kubernetes.io/actions.moved":"{\"type\":\"redirect\",\"redirectConfig\":{\"path\":\"/new\",\"statusCode\":\"HTTP_301\"}}",
  "alb.ingress.kubernetes.io/actions.closed":"{\"type\":\"fixed-response\",\"fixedResponseConfig\":{\"statusCode\":\"410\"}}"}},
 "spec":{"ingressClassName":"alb","rules":[{"host":"www.example.com","http":{"paths":[
  {"path":"/moved","pathType":"Exact","backend":{"service":{"name":"moved","port":{"name":"use-annotation"}}}},
  {"path":"/closed","pathType":"Exact","backend":{"service":{"name":"closed","port":{"name":"use-annotation"}}}},
  {"path":"/","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]}}
JSON
}
{
    configured
    say cluster.listing blue '{"cluster":"blue"}'
    say object.put blue/ingressclass/alb "$(echo '{"apiVersion":"networking.k8s.io/v1","kind":"IngressClass","metadata":{"name":"alb"},"spec":{"controller":"ingress.k8s.aws/alb"}}' | object)"
    say object.put blue/default/service/web "$(echo '{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"default","uid":"uid-s"},"spec":{"type":"ClusterIP","ports":[{"name":"http","port":80,"targetPort":8080,"protocol":"TCP"}]}}' | object)"
    say object.put blue/default/pod/web-a "$(pod web-a 10.0.0.5 | object)"
    say object.put blue/default/endpointslice/web-1 "$(slice web-a=10.0.0.5 | object)"
    say object.put blue/default/ingress/web "$(ingress | object)"
    say cluster.synced blue '{"cluster":"blue"}'
} >"$dir/clusters"
plan() { cat "$dir/clusters" "$dir/aws" | "$BIN/build-podinfo" | "$BIN/plan-rules"; }

observe >"$dir/aws"
plan | apply >"$dir/made" 2>"$dir/err"
is "$? $(jq -r 'select(.type=="batch.done").data.outcome' "$dir/made" | sort -u)" '0 done' 'an Ingress with a redirect and a fixed response is made'
is "$(jq -rs '[.[]|select(.type=="call.done" and .data.action=="CreateRule")]|length' "$dir/made")" 3 'three rules'

observe >"$dir/aws"
is "$(jq -cs '[.[]|select(.data.resource=="Rule").data.value.Actions[].RedirectConfig|select(.)]' "$dir/aws")" \
    '[{"Protocol":"#{protocol}","Port":"#{port}","Host":"#{host}","Path":"/new","Query":"#{query}","StatusCode":"HTTP_301"}]' 'AWS gives the redirect back with its defaults'
plan >"$dir/again"
is "$? $(jq -rc 'select(.type=="plan.batch").data.calls[]|[.action,.reason]' "$dir/again")" '0 ' 'read back and planned again: nothing is left to do'
done_testing
