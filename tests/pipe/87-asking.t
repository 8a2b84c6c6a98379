#!/bin/bash
# What plan-rules must know of AWS it asks, once; only the Ingress concerned waits: an HTTPS listener whose certificate is found by its
# host, one that is issued later, a host that no certificate covers, names that AWS does not have; nothing is asked twice over a restart.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue
sed -i 's/^options: {/&ask-again: 2s, ask-patience: 2s, /' "$dir/fleet.yaml"
acm=arn:aws:acm:us-west-2:111122223333:certificate
https='"alb.ingress.kubernetes.io/listen-ports":"[{\"HTTPS\":443}]"'
certificate() { sim "certificate?arn=$acm/$1&names=$2"; } # certificate NAME HOSTS
asked() { count aws.wanted ".subject == \"$1\""; }
answered() { journal_read --source apply-aws | jq -c "select(.data.resource == \"Answer\" and .data.id == \"$1\")" | wc -l; }
answered_more() { [ "$(answered "$1")" -gt "$2" ]; }
certificates() { aws_state | jq -r '[.loadBalancers[].listeners[] | select(.port == 443) | ((.certificates[].CertificateArn), (.sni | keys[])) | sub(".*/"; "")] | unique | join(" ")'; }
certificates_are() { [ "$(certificates)" = "$1" ]; }
rejected() { count_over plan.rejected ".subject == \"blue/default/ingress/$1\"" "${2:-0}"; }
reason() { journal_read --type plan.rejected | jq -r "select(.subject == \"blue/default/ingress/$1\").data.reason" | tail -n 1; }

certificate wild '*.example.com'
add_ingress blue safe 80 team /safe "$https"
start_stages blue
until_true 30 world_has '^rule.*:443 .*safe.example.com'; ok $? 'an HTTPS listener whose certificate is found by its host'
is "$(certificates)" wild 'is served with it'
is "$(asked acm/certificate/host/safe.example.com) $(answered certificate/host/safe.example.com)" '1 1' 'after one question and one answer'
is "$(asked acm/certificate/host/shop.example.com)" 0 'for an Ingress without HTTPS nothing is asked'
quiet; ok $? 'all is settled'

# fifty hosts at once
calls() { jq -r '.action // empty' "$dir/aws.requests" | grep -c "^$1\$"; }
lists=$(calls ListCertificates) looks=$(calls DescribeCertificate)
ingress wide 80 wide /wide "$https" | jq -c '.spec.rules[0] as $r | .spec.rules = [range(50) as $n | $r | .host = "wide-\($n).example.com"]' | kube blue POST $ingresses >/dev/null
until_true 40 world_has '^rule.*:443 .*wide-49.example.com'; ok $? 'an Ingress of fifty hosts'
is "$(count aws.wanted '.subject | startswith("acm/certificate/host/wide-")') $(journal_read --type aws.wanted | jq -r 'select(.subject | startswith("acm/certificate/host/wide-")).data.horizon' | sort -u | wc -l)" '50 1' 'asks for each, all in one look'
lists=$(($(calls ListCertificates) - lists)) looks=$(($(calls DescribeCertificate) - looks))
[ "$lists" -le 2 ] && [ "$looks" -le 2 ]; ok $? "and AWS was asked for $lists lists and $looks certificates"
remove_ingress blue wide; until_true 40 eval '! world_has "wide-49"'; quiet

# a host that nothing covers; its neighbour in the group and the others are served
ingress other 80 team /other "$https" | jq '.spec.rules[0].host = "other.example.net"' | kube blue POST $ingresses >/dev/null
until_true 20 rejected other; ok $? 'a host that no certificate covers: rejected'
like "$(reason other)" "no issued certificate in ACM covers host 'other.example.net': request one" 'with a sentence that says what to do'
add_ingress blue more 80 team /more "$https"
until_true 20 world_has '^rule.*more.example.com /more'; ok $? 'the others of its group are served'
world_has 'other.example.net'; is $? 1 'and it is not'
first=$(answered certificate/host/other.example.net)
until_true 20 answered_more certificate/host/other.example.net "$first"; ok $? 'it is asked again'
is "$(count plan.rejected '.subject == "blue/default/ingress/other"')" 1 'and rejected once only'
certificate late other.example.net
until_true 30 world_has '^rule.*other.example.net /other'; ok $? 'a certificate that is issued later is found'
until_true 20 certificates_are 'late wild'; ok $? 'and stands beside the other'
quiet; ok $? 'all is settled'
is "$(asked acm/certificate/host/safe.example.com)" 1 'what was found is not asked again for long'

# changed: asked at once, and its last good form stays until the answer is there
before=$(world)
ingress safe 80 team /safe "$https" | jq '.spec.rules[0].host = "safe.example.org"' | kube blue PUT $ingresses/safe >/dev/null
until_true 20 rejected safe; ok $? 'an Ingress that asks for another host'
is "$(world)" "$before" 'is served in its last good form'
put_ingress blue safe 80 team /safe "$https"
until_true 20 count_is ingress.accepted '.subject == "blue/default/ingress/safe"' 1; quiet

# names that AWS does not have yet
add_ingress blue fenced 80 fenced /fenced '"alb.ingress.kubernetes.io/wafv2-acl-name":"fence"'
add_ingress blue grouped 80 grouped /grouped '"alb.ingress.kubernetes.io/security-groups":"no-such-group"'
add_ingress blue netted 80 netted /netted '"alb.ingress.kubernetes.io/subnets":"no-such-a, no-such-b"'
add_ingress blue trusted 80 trusted /trusted "$https,"'"alb.ingress.kubernetes.io/mutual-authentication":"[{\"port\":443,\"mode\":\"verify\",\"trustStore\":\"no-such-store\"}]"'
for name in fenced grouped netted trusted; do until_true 20 rejected $name; ok $? "$name: rejected when the answer is there"; done
like "$(reason fenced)" "no regional web ACL named 'fence'" 'a web ACL'
like "$(reason grouped)" "no security group of the VPC has the tag Name 'no-such-group'" 'a security group'
like "$(reason netted)" "there is no subnet 'no-such-a' in VPC" 'a subnet'
like "$(reason trusted)" "no trust store named 'no-such-store'" 'a trust store'
sim 'webacl?arn=arn:aws:wafv2:us-west-2:111122223333:regional/webacl/fence/1'
until_true 20 world_has '^rule.*fenced.example.com'; ok $? 'a web ACL that is made later is found'

# an answer that does not come
stop apply
add_ingress blue mute 80 '' /mute "$https"
until_true 20 rejected mute; ok $? 'who gets no answer is told after a while'
like "$(reason mute)" "'acm/certificate/host/mute.example.com'.*has not answered yet: apply-aws must run" 'what is asked, and what to look at'
start_apply
until_true 30 world_has '^rule.*mute.example.com'; ok $? 'and is served when it comes'
for name in grouped netted trusted; do remove_ingress blue $name; done
quiet 40; ok $? 'all is settled'

# restarts ask nothing anew, also behind a compacted journal
wanted=$(count aws.wanted)
stop_stages KILL blue; start_stages blue; until_true 20 grep -q 'caught up' "$dir/plan.log"; quiet 40
is "$(count aws.wanted)" "$wanted" 'after a restart of all stages nothing is asked again'
stop_stages TERM blue
stop journal
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; is $? 0 'the plans follow again from the journal'
done_testing
