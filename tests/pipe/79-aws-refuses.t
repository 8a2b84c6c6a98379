#!/bin/bash
# AWS refuses a call again and again, or the credentials for a while: reported, planned again, never done twice with effect; the
# other load balancer goes on.
. "$(dirname "$0")/74-aws-words.sh"
# One load balancer's call is refused again and again.
from=$(wc -l <"$dir/aws.requests")
sim 'fault?kind=error&code=OperationNotPermitted&status=400&message=not%20now&count=100000&action=CreateTargetGroup'
add_ingress blue a 80 '' /a
until_true 20 count_over call.failed '.data.action == "CreateTargetGroup" and .data.errorCode == "OperationNotPermitted"' 0; ok $? 'a call that is refused again and again is on record'
other_goes_on 'meanwhile'
until_true 20 count_over batch.done '.subject == "loadbalancer/default/a" and .data.outcome == "failed"' 1; ok $? 'it is planned again'
sim faults/clear
until_true 30 made; ok $? 'and done once AWS lets it'
is "$(twice "$from")" '' 'nothing was made a second time'
is "$(strays)" '' 'nothing twice, nothing unused'

# A rule is refused again and again: the targets behind the same load balancer, and all of the other one, go on.
sim 'fault?kind=error&code=OperationNotPermitted&status=400&message=not%20now&count=100000&action=CreateRule'
sim 'fault?kind=error&code=OperationNotPermitted&status=400&message=not%20now&count=100000&action=ModifyRule'
ingress a 80 '' /a | jq '.spec.rules[0].http.paths += [.spec.rules[0].http.paths[0] | .path = "/more"]' | kube blue PUT $ingresses/a >/dev/null
refused=$(count batch.done '.subject == "loadbalancer/default/a" and .data.outcome == "failed"')
until_true 20 count_over batch.done '.subject == "loadbalancer/default/a" and .data.outcome == "failed"' "$refused"; ok $? 'a rule is refused'
pod web-d 10.0.1.4 | kube blue POST $pods >/dev/null
slice web-b=10.0.1.2 web-d=10.0.1.4 | kube blue PUT $slices/web-1 >/dev/null
until_true 20 world_has '^target .*10.0.1.4:8080 healthy' 2; ok $? 'a pod that comes is registered behind both load balancers meanwhile'
until_true 20 world_has '^target .*10.0.1.1:8080' 0; ok $? 'and one that goes is deregistered from both'
until_true 30 count_over batch.done '.subject == "loadbalancer/default/a" and .data.outcome == "failed"' $((refused + 1)); ok $? 'while the rule is tried again, and refused again'
sim faults/clear
until_true 60 world_has '^rule.*a.example.com /more ' 1; ok $? 'it is made once AWS lets it'
slice web-a=10.0.1.1 web-b=10.0.1.2 | kube blue PUT $slices/web-1 >/dev/null
until_true 20 world_has '^target .*healthy' 4

# Credentials are refused for a while, for everything.
from=$(wc -l <"$dir/aws.requests")
failed=$(count call.failed)
sim 'fault?kind=error&code=ExpiredToken&status=403&message=the%20security%20token%20included%20in%20the%20request%20is%20expired&count=100000'
put_ingress blue a 80 '' /a2
pod web-c 10.0.1.3 | kube blue POST $pods >/dev/null
slice web-a=10.0.1.1 web-b=10.0.1.2 web-c=10.0.1.3 | kube blue PUT $slices/web-1 >/dev/null
until_true 20 count_over call.failed 'true' "$failed"; ok $? 'credentials refused: on record'
like "$(journal_read --type call.failed | tail -n 1 | jq -r '.data.errorCode + ": " + .data.error')" '^ExpiredToken: .*expired' 'with the reason'
stop apply KILL; start_apply
until_true 10 count_over stage.started '.source == "apply-aws"' 1
sim faults/clear
until_true 40 world_has '^rule.*a.example.com /a2 ' 1 && until_true 30 world_has '^target .*10.0.1.3:8080 healthy' 2; ok $? 'taken again, over a restart too: all of it is done'
is "$(twice "$from")" '' 'nothing was made a second time'
quiet; is "$(strays)" '' 'nothing twice, nothing unused'
done_testing
