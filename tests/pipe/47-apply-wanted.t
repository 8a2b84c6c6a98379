#!/bin/sh
# What plan-rules asks of AWS (aws.wanted) is read and answered: certificates, web ACLs, Shield, EKS, subnets; and what a plan
# changes there is told. ELBv2 and EC2 are the simulator, the services that speak JSON say what lies in files.
. "$(dirname "$0")/40-apply-words.sh"
start_aws
mkdir "$dir/said"
background canned "$(dirname "$0")/../sim/canned" "$dir/said"; until_true 10 test -s "$dir/said/port"
json_url=http://127.0.0.1:$(cat "$dir/said/port")
say() { sy_name=$1 sy_first=$2; { echo "$sy_first"; cat; } >"$dir/said/.new"; mv "$dir/said/.new" "$dir/said/$sy_name"; }
yes='200 application/x-amz-json-1.1 x-amzn-requestid:r-1' no='400 application/x-amz-json-1.1'
arn=arn:aws:acm:us-west-2:123456789012:certificate
say ListCertificates "$yes" <<E2
{"CertificateSummaryList":[
 {"CertificateArn":"$arn/one","DomainName":"www.example.com","SubjectAlternativeNameSummaries":["www.example.com"]},
 {"CertificateArn":"$arn/other","DomainName":"other.example.org","SubjectAlternativeNameSummaries":["other.example.org"]},
 {"CertificateArn":"$arn/many","DomainName":"a.example.org","SubjectAlternativeNameSummaries":["a.example.org"],"HasAdditionalSubjectAlternativeNames":true}]}
E2
say DescribeCertificate "$yes" <<E2
{"Certificate":{"CertificateArn":"$arn/one","Status":"ISSUED","SubjectAlternativeNames":["www.example.com","*.example.com"]}}
E2
say ListWebACLs "$yes" <<E2
{"WebACLs":[{"ARN":"arn:acl/other","Id":"2","Name":"other","LockToken":"x"},{"ARN":"arn:acl/shop","Id":"1","Name":"shop","LockToken":"y"}]}
E2
echo '{}' | say GetWebACLForResource "$yes"
echo '{"__type":"ResourceNotFoundException","message":"no protection"}' | say DescribeProtection "$no"
echo '{"SubscriptionState":"ACTIVE"}' | say GetSubscriptionState "$yes"
echo '{"cluster":{"name":"blue","endpoint":"https://x.eks","certificateAuthority":{"data":"Zm9v"},"status":"ACTIVE"}}' | say _clusters_blue '200 application/json'
echo '{"message":"No cluster found for name: grey."}' | say _clusters_grey '404 application/json x-amzn-errortype:ResourceNotFoundException'
for service in ACM WAFV2 SHIELD EKS; do export AWS_ENDPOINT_URL_$service="$json_url"; done
export AWS_ENDPOINT_URL="$aws_url"
start_journal
append() { "$BIN/journal" append --journal "$endpoint" >/dev/null; }
start() { background apply "$BIN/apply-aws" --journal "$endpoint" --budget 0 --health-every 0; }
# ask SERVICE RESOURCE BY VALUE
ask() { event aws.wanted "$1/$2/$3/$4" "$(jq -cn --arg s "$1" --arg r "$2" --arg b "$3" --arg v "$4" '{service:$s,resource:$r,by:$b,value:$v}')" | append; }
# answers ID: what is said of a question: the ids found, or "gone"; one line each time
answers() {
    journal_read --source apply-aws | jq -r --arg id "$1" 'select(.data.resource=="Answer" and .data.id==$id) | if .type=="aws.gone" then "gone" else .data.value.Ids|join(" ") end'
}
answered() { [ "$(answers "$1" | wc -l)" -eq "${2:-1}" ]; }
value() { journal_read --type aws.observed | jq -c --arg r "$1" 'select(.data.resource==$r).data.value' | tail -n 1; }
configured | append
start
ask acm Certificate host www.example.com
until_true 20 answered certificate/host/www.example.com
is "$(answers certificate/host/www.example.com)" "$arn/one" 'a certificate is found by a host that it covers'
is "$(value Certificate)" "{\"CertificateArn\":\"$arn/one\",\"SubjectAlternativeNames\":[\"www.example.com\",\"*.example.com\"],\"Status\":\"ISSUED\"}" 'and told whole'
is "$(grep -c '^DescribeCertificate' "$dir/said/log")" 2 'those whose names in the list rule them out are not looked at'
ask acm Certificate host www.example.net; until_true 20 answered certificate/host/www.example.net
is "$(answers certificate/host/www.example.net)" gone 'where none covers it, that is the answer'
ask wafv2 WebACL name shop; ask wafv2 WebACLAssociation resource arn:lb; ask shield Protection resource arn:lb; ask shield Subscription state any
ask eks Cluster name blue; ask eks Cluster name grey; ask ec2 Subnet name no-such; ask elasticloadbalancing TrustStore name none
until_true 20 answered truststore/name/none
until_true 20 answered cluster/name/grey
is "$(answers webacl/name/shop)" arn:acl/shop 'a web ACL by its name'
is "$(answers webaclassociation/resource/arn:lb) $(answers protection/resource/arn:lb) $(answers subscription/state/any)" 'gone gone any' 'no ACL, no protection, but a subscription'
is "$(answers cluster/name/blue) $(value Cluster | jq -r .endpoint) $(answers cluster/name/grey)" 'blue https://x.eks gone' 'EKS clusters by name'
is "$(answers subnet/name/no-such)" gone 'subnets by their tag Name'
first=$(jq -r 'select(.type=="aws.observed" and .data.resource=="Subnet").data.id' <<E2 | head -n 1
$(journal_read --type aws.observed)
E2
)
ask ec2 Subnet id "$first"; until_true 20 answered "subnet/id/$first"
is "$(answers "subnet/id/$first")" "$first" 'and by id'
# where the security groups of targets are
sim 'interface?id=eni-a&instance=i-0000000000000000a&groups=sg-1,sg-2&address=10.0.4.1'
sim 'interface?id=eni-b&instance=i-0000000000000000a&groups=sg-2&address=10.0.4.2,10.0.4.3&device=1'
sim 'interface?id=eni-p&groups=sg-3&address=10.0.4.9'; sim 'interface?id=eni-6&groups=sg-6&address=2001:db8::6'
for question in 'Instance id i-0000000000000000a' 'Instance id i-0000000000000000b' 'NetworkInterface id eni-p' 'NetworkInterface id eni-x' \
    'NetworkInterface address 10.0.4.9/uid-1' 'NetworkInterface address 10.0.4.8/uid-1' 'NetworkInterface ipv6-address 2001:db8::6/uid-1'; do ask ec2 $question; done
until_true 20 answered networkinterface/ipv6-address/2001:db8::6/uid-1; until_true 20 answered networkinterface/address/10.0.4.8/uid-1
is "$(answers networkinterface/id/eni-p) $(answers networkinterface/id/eni-x) $(answers networkinterface/address/10.0.4.9/uid-1) $(answers networkinterface/address/10.0.4.8/uid-1) $(answers networkinterface/ipv6-address/2001:db8::6/uid-1)" \
    'eni-p gone eni-p gone eni-6' 'network interfaces by id, by the address of a pod, and none'
whole() { journal_read --type aws.observed | jq -c --arg id "$1" 'select(.data.id==$id).data.value' | tail -n 1; }
is "$(whole i-0000000000000000a)" '{"InstanceId":"i-0000000000000000a","NetworkInterfaces":[{"NetworkInterfaceId":"eni-a","Groups":[{"GroupId":"sg-1"},{"GroupId":"sg-2"}],"PrivateIpAddresses":[{"PrivateIpAddress":"10.0.4.1"}]},{"NetworkInterfaceId":"eni-b","Groups":[{"GroupId":"sg-2"}],"PrivateIpAddresses":[{"PrivateIpAddress":"10.0.4.2"},{"PrivateIpAddress":"10.0.4.3"}]}]}' \
    'an instance whose interfaces have other groups than each other: with addresses'
is "$(whole i-0000000000000000b | jq -c '.NetworkInterfaces[0]|[keys,.Groups]')" '[["Groups","NetworkInterfaceId"],[{"GroupId":"sg-0def0000000000001"}]]' 'without where all have the same'

# what many ask at once is read at once
calls() { grep -c "^$1" "$dir/said/log"; }
# many COUNT SERVICE RESOURCE BY PREFIX SUFFIX: so many questions in one append
many() {
    mn_first=$(cat "$dir/number"); echo $((mn_first + $1)) >"$dir/number"
    seq "$1" | jq -c --argjson n "$mn_first" --arg s "$2" --arg r "$3" --arg b "$4" --arg p "$5" --arg e "$6" '($n + . | tostring) as $id | "\($p)\(.)\($e)" as $v
        | {specversion:"1.0",id:("00000000000000000000"[:20-($id|length)] + $id),source:"plan-rules",type:"aws.wanted",subject:"\($s)/\($r)/\($b)/\($v)",
           time:"2026-11-22T08:00:00.000000Z",data:{service:$s,resource:$r,by:$b,value:$v}}' | append
}
all_answered() { [ "$(journal_read --source apply-aws | jq -r --arg p "$1" 'select(.data.resource=="Answer" and (.data.id|startswith($p))).data.id' | sort -u | wc -l)" -eq "$2" ]; }
lists=$(calls ListCertificates) looks=$(calls DescribeCertificate)
many 50 acm Certificate host host- .example.com
until_true 20 all_answered certificate/host/host- 50; ok $? 'fifty hosts at once: each has its answer'
[ $(($(calls ListCertificates) - lists)) -le 2 ]; ok $? "of $(($(calls ListCertificates) - lists)) lists"
[ $(($(calls DescribeCertificate) - looks)) -le 4 ]; ok $? "and each certificate that may cover one of them is looked at once a list: $(($(calls DescribeCertificate) - looks))"
before=$(requests | grep -c '^DescribeInstances$')
many 250 ec2 Instance id i-00000000000001 ''
until_true 20 all_answered instance/id/i-00000000000001 250; ok $? 'two hundred and fifty nodes at once too'
nodes=$(($(requests | grep -c '^DescribeInstances$') - before))
[ "$nodes" -le 4 ]; ok $? "of $nodes calls, two hundred in each at most"

# what a plan changes there
echo '{}' | say AssociateWebACL "$yes"; echo '{}' | say DisassociateWebACL "$yes"; echo '{"ProtectionId":"p-1"}' | say CreateProtection "$yes"; echo '{}' | say DeleteProtection "$yes"
done_is() { [ "$(journal_read --type batch.done | jq -r --arg u "$1" 'select(.data.unit==$u).data.outcome')" = "$2" ]; }
journal_read --type aws.observed >"$dir/world"
web_calls "$(subnets_of "$dir/world")" | batch loadbalancer/default/web | append
until_true 20 done_is loadbalancer/default/web done
lb=$(journal_read --type aws.observed | jq -r 'select(.data.resource=="LoadBalancer").data.id' | head -n 1)
{ call 1 wafv2 AssociateWebACL '{"WebACLArn":"arn:acl/shop","ResourceArn":"@loadbalancer/k8s-web"}'
  call 2 shield CreateProtection '{"Name":"managed by aws-load-balancer-controller","ResourceArn":"@loadbalancer/k8s-web"}'; } | batch guards | append
until_true 20 done_is guards done; ok $? 'a web ACL is associated, and protection made'
is "$(value WebACLAssociation) $(value Protection | jq -r .Id)" "{\"ResourceArn\":\"$lb\",\"WebACLArn\":\"arn:acl/shop\"} p-1" 'and both are told'
echo '{"__type":"WAFNonexistentItemException","message":"not there"}' | say DisassociateWebACL "$no"
{ call 1 wafv2 DisassociateWebACL '{"ResourceArn":"@loadbalancer/k8s-web"}'; call 2 shield DeleteProtection '{"ProtectionId":"p-1"}'; } | batch unguard | append
until_true 20 done_is unguard done; ok $? 'what is gone already counts as taken away'
is "$(journal_read --type aws.gone | jq -r 'select(.data.resource=="Protection" or .data.resource=="WebACLAssociation").data.resource' | sort -u | tr '\n' ' ')" 'Protection WebACLAssociation ' 'and that is told'

# what cannot be asked is asked again, and answered before a restart forgets it
echo '{"__type":"AccessDeniedException","message":"User: x is not authorized to perform: acm:ListCertificates"}' | say ListCertificates "$no"
ask acm Certificate host late.example.com
until_true 20 grep -q 'cannot be told yet.*acm:ListCertificates' "$dir/apply.log"; ok $? 'who may not ask is told which action is missing'
stop apply
echo '{"CertificateSummaryList":[]}' | say ListCertificates "$yes"
start; until_true 20 answered certificate/host/late.example.com; ok $? 'an open question is asked again after a restart'
lines=$(wc -l <"$dir/said/log"); stop apply; start; until_true 20 grep -q 'caught up' "$dir/apply.log"; sleep 0.3
is "$(wc -l <"$dir/said/log")" "$lines" 'one that was answered is not'
event aws.wanted x '{"service":"acm","resource":"Color","by":"host","value":"x"}' | append
until_true 20 sh -c "\"$BIN/journal\" read --journal \"$endpoint\" --type event.rejected | grep -q \"'Color' of 'acm' cannot be asked by 'host'\""; ok $? 'what nobody can ask is rejected with a sentence'
done_testing
