#!/bin/bash
# In a shell pipe nobody answers: apply-aws --observe reads certificates, web ACLs and trust stores beforehand, and what is not among
# them is rejected with a sentence.
. "$(dirname "$0")/70-pipeline-words.sh"
export AWS_ENDPOINT_URL
start_aws
AWS_ENDPOINT_URL=$aws_url
start_kube blue
load_web blue 10.0.1
write_fleet blue
fleet=$dir/fleet.yaml
PATH=$BIN:$PATH
https='"alb.ingress.kubernetes.io/listen-ports":"[{\"HTTPS\":443}]"'
pipe() { # pipe COMMAND...: what stands after plan-rules
    build-podinfo --fleet "$fleet" <(apply-aws --fleet "$fleet" --observe 2>"$dir/observe.err") \
        <(watch-k8s --fleet "$fleet" --cluster blue --once 2>>"$dir/blue.err") 2>"$dir/podinfo.err" |
        plan-rules 2>"$dir/plan.err" | "$@" >"$dir/out" 2>"$dir/apply.err"
    statuses="${PIPESTATUS[*]}"
}
reason() { jq -r "select(.type == \"plan.rejected\" and .subject == \"blue/default/ingress/$1\").data.reason" "$dir/out"; }

add_ingress blue safe 80 '' /safe "$https"
add_ingress blue fenced 80 '' /fenced '"alb.ingress.kubernetes.io/wafv2-acl-name":"fence"'
pipe apply-aws
is "$statuses" '0 0 0' 'a pipe with a host that no certificate covers'
like "$(reason safe)" "no issued certificate in ACM covers host 'safe.example.com'.*apply-aws --observe" 'rejects that Ingress, and says what reads certificates'
like "$(reason fenced)" "no regional web ACL named 'fence'" 'and one whose web ACL is not there'
world_has '^rule.*shop.example.com'; ok $? 'the others are served'
is "$(jq -r 'select(.type == "aws.wanted").type' "$dir/out")" '' 'nothing is asked'

sim 'certificate?arn=arn:aws:acm:us-west-2:111122223333:certificate/wild&names=*.example.com'
sim 'webacl?arn=arn:aws:wafv2:us-west-2:111122223333:regional/webacl/fence/1'
pipe apply-aws
is "$statuses" '0 0 0' 'once both are there'
world_has '^rule.*:443 .*safe.example.com'; ok $? 'the certificate is found by the host'
world_has '^rule.*fenced.example.com'; ok $? 'and the web ACL by its name'
before=$(changes)
pipe apply-aws
is "$(changes)" "$before" 'a second run changes nothing'

# who may not read them
for action in ListCertificates ListWebACLs DescribeTrustStores; do sim "fault?kind=error&code=AccessDeniedException&status=400&message=no&action=$action&count=9"; done
pipe apply-aws --dry-run
is "$statuses" '0 0 0' 'where AWS does not let us read them'
like "$(cat "$dir/observe.err")" 'what it would tell stays unknown:.*acm:ListCertificates' 'the missing right is named'
like "$(reason safe)" "no issued certificate" 'what is unknown is rejected'
done_testing
