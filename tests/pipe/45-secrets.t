#!/bin/sh
# @secret/CLUSTER/NAMESPACE/NAME/KEY: read from its cluster when the call is made, sent to AWS, and in no event.
. "$(dirname "$0")/40-apply-words.sh"
start_aws
start_kube blue
secret=tr-s3cret-value client=client-4711
kube blue POST /api/v1/namespaces/shop/secrets >/dev/null <<JSON
{"apiVersion":"v1","kind":"Secret","metadata":{"name":"oidc","namespace":"shop"},"data":{"clientID":"$(printf %s "$client" | base64)","clientSecret":"$(printf '%s\n' "$secret" | base64)"}}
JSON
cat >"$dir/fleet.yaml" <<YAML
fleet: shop
region: us-west-2
vpcId: $vpc
clusters:
  - {name: blue, kubeconfig: $dir/blue/kubeconfig}
  - {name: green, kubeconfig: $dir/nowhere}
  - {name: gold, eks: gold-1}
YAML
observe >"$dir/before" 2>/dev/null
# login PORT REFERENCE: a listener behind a login
login() {
    printf '{"LoadBalancerArn":"@loadbalancer/k8s-web","Port":%s,"Protocol":"HTTPS","Certificates":[{"CertificateArn":"arn:aws:acm:us-west-2:123456789012:certificate/x"}],"DefaultActions":[{"Type":"authenticate-oidc","Order":1,"AuthenticateOidcConfig":{"Issuer":"https://id.example.com","AuthorizationEndpoint":"https://id.example.com/a","TokenEndpoint":"https://id.example.com/t","UserInfoEndpoint":"https://id.example.com/u","ClientId":"@secret/blue/shop/oidc/clientID","ClientSecret":"%s"}},{"Type":"fixed-response","Order":2,"FixedResponseConfig":{"StatusCode":"404"}}],"Tags":%s}' "$1" "$2" "$tags"
}
with_login() { # with_login PORT REFERENCE FLEET
    { configured; call 1 $elb CreateListener "$(login "$1" "$2")" | batch loadbalancer/default/web; } | apply --fleet "$3" "$dir/made" - >"$dir/out" 2>"$dir/err"
}
{ configured; call 1 $elb CreateLoadBalancer "{\"Name\":\"k8s-web\",\"SubnetMappings\":$(subnets_of "$dir/before"),\"Tags\":$tags}" | batch x; } | apply "$dir/before" - >"$dir/made" 2>/dev/null

with_login 443 @secret/blue/shop/oidc/clientSecret "$dir/fleet.yaml"; is $? 0 'the call is made'
is "$(jq -r 'select(.action=="CreateListener").parameters|.DefaultActions[0].AuthenticateOidcConfig|"\(.ClientId) \(.ClientSecret)"' "$dir/aws.requests")" "$client $secret" 'with what stands in the Secret'
is "$(jq -r 'select(.type=="call.done" and .data.action=="CreateListener").data.parameters.DefaultActions[0].AuthenticateOidcConfig.ClientSecret' "$dir/out")" @secret/blue/shop/oidc/clientSecret 'call.done has the reference'
is "$(cat "$dir/out" "$dir/err" | grep -c "$secret")" 0 'and nothing has the value'

why() { jq -r 'select(.type=="call.failed").data.error' "$dir/out"; }
with_login 444 @secret/blue/shop/oidc/nokey "$dir/fleet.yaml"; is $? 111 'a key that is not there'
is "$(why)" "Secret 'shop/oidc' in cluster 'blue' has no key 'nokey' that can be read" 'is named'
with_login 444 @secret/blue/shop/none/clientSecret "$dir/fleet.yaml"; is $? 111 'a Secret that is not there'
like "$(why)" "^Secret 'shop/none' in cluster 'blue' cannot be read: .*404" 'is named'
with_login 444 @secret/green/shop/oidc/clientSecret "$dir/fleet.yaml"; is $? 111 'a kubeconfig that is not there'
like "$(why)" "$dir/nowhere" 'is named'
with_login 444 @secret/red/shop/oidc/clientSecret "$dir/fleet.yaml"
like "$(why)" "'@secret/red/shop/oidc/clientSecret': cluster 'red' is in no file of --fleet" 'so is a cluster that nobody knows'
with_login 444 @secret/blue/shop "$dir/fleet.yaml"
like "$(why)" "'@secret/blue/shop' is not of the form @secret/CLUSTER/NAMESPACE/NAME/KEY" 'and a reference that is none'
sim "fault?kind=error&action=CreateListener&code=ValidationError&message=bad+$secret&count=1"
is "$(requests | grep -c CreateListener)" 1 'none of these was sent'
with_login 444 @secret/blue/shop/oidc/clientSecret "$dir/fleet.yaml"
is "$(cat "$dir/out" "$dir/err" | grep -c "$secret")" 0 'what AWS repeats of it is left out'
like "$(why)" 'may repeat what stands in a Secret' 'and that is said'

# a cluster by its name in EKS
start_kube gold --eks "gold-1:$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"
printf '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"oidc","namespace":"shop"},"data":{"clientSecret":"%s"}}' "$(printf golden-value | base64)" |
    kube gold POST /api/v1/namespaces/shop/secrets >/dev/null
AWS_ENDPOINT_URL_EKS=$aws_url; export AWS_ENDPOINT_URL_EKS
with_login 445 @secret/gold/shop/oidc/clientSecret "$dir/fleet.yaml"; is $? 111 'EKS does not know it'
like "$(why)" "^Secret 'shop/oidc' in cluster 'gold' cannot be read: .*DescribeCluster for EKS cluster 'gold-1' in us-west-2: " 'that is said'
curl -sS -X POST -G "$aws_url/sim/cluster" --data-urlencode name=gold-1 --data-urlencode "endpoint=https://127.0.0.1:$(cat "$dir/gold.port")" \
    --data-urlencode "ca=$(base64 -w0 "$dir/gold/ca.crt")" >/dev/null
with_login 445 @secret/gold/shop/oidc/clientSecret "$dir/fleet.yaml"; is $? 0 'it is found, and its Secret read'
is "$(jq -r 'select(.action=="CreateListener").parameters|.DefaultActions[0].AuthenticateOidcConfig.ClientSecret' "$dir/aws.requests" | tail -n 1)" golden-value 'and sent'
stop kube-blue
with_login 444 @secret/blue/shop/oidc/clientSecret "$dir/fleet.yaml"; is $? 111 'a cluster that is away'
like "$(why)" "^Secret 'shop/oidc' in cluster 'blue' cannot be read: " 'is named'
done_testing
