#!/bin/bash
# An Ingress that becomes bad: plan.rejected says what, where and what would be right; its last good rules stay, all others
# are served, also after a restart; healed, it is served again.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue
remove_ingress blue shop
add_ingress blue a 80 team /a
add_ingress blue b 80 team /b
add_ingress blue alone 80 '' /alone
start_stages blue
until_true 20 world_has '^rule' 3; ok $? 'two Ingresses of a group, and one by itself'

newest() { journal_read --type plan.rejected | jq -r "select(.subject == \"blue/default/ingress/$1\") | [.data.kind, .data.namespace, .data.name, .data.field, .data.value, .data.reason] | map(. // \"\" | tostring) | join(\"; \")" | tail -n 1; }
rejections() { count plan.rejected ".subject == \"blue/default/ingress/$1\""; }
rejected_more() { [ "$(rejections "$1")" -gt "$2" ]; }
rule_of() { world | grep "^rule.*$1.example.com" | cut -d' ' -f4-; }
good=$(rule_of a)
round=0
# bad WHAT PATTERN PORT [ANNOTATION]: Ingress a becomes so; b changes nevertheless; a heals
bad() {
    bd_what=$1 bd_pattern=$2; shift; shift
    round=$((round + 1))
    bd_before=$(rejections a)
    put_ingress blue a "$1" team "/a" "${2:-}"
    until_true 10 rejected_more a "$bd_before"; ok $? "$bd_what: rejected"
    like "$(newest a)" "$bd_pattern" 'the record names it, and what would be right'
    put_ingress blue b 80 team "/b$round"
    put_ingress blue alone 80 '' "/alone$round"
    until_true 10 world_has "^rule.*b.example.com /b$round "; ok $? 'the other Ingress of the group changes'
    until_true 10 world_has "^rule.*alone.example.com /alone$round "; ok $? 'so does the other load balancer'
    is "$(rule_of a)" "$good" 'its last good rule stays'
}

note=alb.ingress.kubernetes.io
bad 'a port that the Service does not have' "^Ingress; default; a; spec.rules.backend.service.port; 81; Service 'default/web' has no port '81'; it has 80 \(http\)\$" 81
bad 'an annotation that is no JSON' "^Ingress; default; a; $note/conditions.web; \{oops; annotation '$note/conditions.web' must be JSON: .* at byte 1" 80 "\"$note/conditions.web\":\"{oops\""
# Over a restart of the planner, while it is bad.
seen=$(rejections a)
stop plan KILL 2>/dev/null; start_plan
put_ingress blue b 80 team /after-restart
until_true 10 world_has '^rule.*b.example.com /after-restart '; ok $? 'after a restart of plan-rules the other one changes'
quiet
is "$(rule_of a)" "$good" 'and the last good rule of the bad one is still there'
is "$(rejections a)" "$seen" 'and nothing is rejected again'
bad 'an unknown scheme' "^Ingress; default; a; $note/scheme; public; scheme must be 'internal' or 'internet-facing'\$" 80 "\"$note/scheme\":\"public\""

# The bad form goes unheeded also when the pod behind its last good rule changes.
slice web-b=10.0.1.2 web-c=10.0.1.3 | kube blue PUT $slices/web-1 >/dev/null
pod web-c 10.0.1.3 | kube blue POST $pods >/dev/null
: | kube blue DELETE $pods/web-a >/dev/null
team_group() { aws_state | jq -r '.targetGroups[] | select(.tags["ingress.k8s.aws/resource"] == "team/default/a-web:80" or .tags["ingress.k8s.aws/resource"] == "default/a-web:80").name'; }
group=$(team_group)
until_true 10 world_has "^target $group 10.0.1.3:8080 healthy"; ok $? "pods behind a bad Ingress's last good rule come"
until_true 10 world_has "^target $group 10.0.1.1" 0; ok $? 'and go'

put_ingress blue a 80 team /healed
until_true 10 world_has '^rule.*a.example.com /healed '; ok $? 'healed, it is served as it says'
is "$(count plan.rejected "$(printf '(.subject == "blue/default/ingress/a") and .sequence > "%s"' "$(journal_read --type ingress.accepted | tail -n 1 | jq -r .sequence)")")" 0 'and no rejection is newer than that'
quiet
is "$(strays)" '' 'nothing twice, nothing unused'

# An unknown Service: a fixed 503 as it stands, rejected where the fleet says so.
add_ingress blue c 80 team /c
until_true 10 world_has '^rule.*c.example.com /c '
good_c=$(rule_of c)
ingress c 80 team /c | sed 's/"web"/"nobody"/' | kube blue PUT $ingresses/c >/dev/null
until_true 10 world_has '^rule.*c.example.com /c .*-> 503'; ok $? 'a Service that does not exist answers 503'
put_ingress blue c 80 team /c
until_true 10 world_has '^rule.*c.example.com /c .*=1$'; ok $? 'until it is there'
sed -i 's/options: {/options: {tolerate-non-existent-backend-service: false, /' "$dir/fleet.yaml"
kill -HUP "$(cat "$dir/plan.pid")"
count_is_2() { [ "$(count fleet.configured)" -eq 2 ]; }
until_true 10 count_is_2; ok $? 'SIGHUP: the fleet file is read again'
before=$(rejections c)
ingress c 80 team /c | sed 's/"web"/"nobody"/' | kube blue PUT $ingresses/c >/dev/null
until_true 10 rejected_more c "$before"; ok $? 'where that is not tolerated it is rejected'
like "$(newest c)" "^Ingress; default; c; spec.rules.backend; nobody; Service 'default/nobody' does not exist\$" 'by its name'
quiet
is "$(rule_of c)" "$good_c" 'and its last good rule stays'
done_testing
