#!/bin/sh
# A load balancer that the incumbent controller made, in a fleet named like its cluster, is taken over without a call; and
# plan-rules --diff says as a person would write it what differs.
cd "$(dirname "$0")/../.." || exit 1
. tests/pipe/00-tap.sh

events() { jq -c -f tests/vectors/events.jq "$1" | "$BIN/build-podinfo"; }
made() { "$BIN/plan-rules" --desired <"$1" | grep '^{"stack"' | jq -c -f tests/rules/adopt.jq; }
# What differs, without what the case itself rejects.
differs() { "$BIN/plan-rules" --diff 2>/dev/null | grep -v -e '^{' -e '^left out: '; }

# Every sixth case; those that begin with a load balancer or an operator's word are about something else, and of bindings
# the made state does not tell what is registered.
taken=0
for case in $(find tests/vectors/cases -name '*.json' | sort | awk 'NR % 6 == 1'); do
    name=$(basename "$case" .json)
    case $name in 231-*) continue ;; esac # rules bear tags of their own Ingress, which --desired does not print
    events "$case" >"$dir/events" 2>/dev/null
    ! grep -q -e elasticloadbalancing/loadbalancer -e '"traffic\.' -e '"binding.put"' "$dir/events" || continue
    made "$dir/events" >"$dir/made" 2>/dev/null
    [ -s "$dir/made" ] || continue
    taken=$((taken + 1))
    got=$(cat "$dir/events" "$dir/made" | differs)
    is "${got:-nothing to do}" 'nothing to do' "$name is taken over as it is"
done
[ "$taken" -ge 30 ]; ok $? "$taken cases were looked at"

# One weight, one target, one rule and one action are not as they should be.
events tests/vectors/cases/434-fleet-rich.json >"$dir/events"
made "$dir/events" | jq -c 'select(.data.id != "10.0.1.67" or .data.group == null)
    | if .data.resource == "Rule" and .data.value.Priority == "1" then (.data.value.Actions[0].ForwardConfig.TargetGroups[].Weight) |= (100 - .) else . end
    | if .data.resource == "Rule" and .data.value.Priority == "3" then .data.value.Actions[0].FixedResponseConfig.StatusCode = "404" else . end' >"$dir/made"
jq -c 'select(.data.resource == "Rule" and .data.value.Priority == "2") | .data.id += "9" | .data.value |= (.RuleArn += "9" | .Priority = "4"
    | .Conditions[0].HostHeaderConfig.Values = ["old.example.com"]) | .subject += "9"' "$dir/made" >"$dir/more"
cat >"$dir/expected" <<'END'
shop
  ~ weight 40 → 60 of k8s-default-web-99dab635a1, rule 1, host www.example.com, path /*
  ~ weight 60 → 40 of k8s-default-web-b585c80005, rule 1, host www.example.com, path /*
  ~ rule 3, host api.example.com, path /*: fixed-response 404 → fixed-response 410
  - rule 4, host old.example.com, path /v1 or /v1/*: 40 k8s-default-api-18e998b4a1, 0 k8s-default-api-3348ab225a
targets/k8s-default-web-99dab635a1
  + target 10.0.1.67:8080 of k8s-default-web-99dab635a1
END
is "$(cat "$dir/events" "$dir/made" "$dir/more" | "$BIN/plan-rules" --diff)" "$(cat "$dir/expected")" 'rules, weights and targets that differ, in words'
is "$(grep -v '"aws' "$dir/events" | "$BIN/plan-rules" --diff | cut -c1-29)" 'nothing was read of AWS: '"'app" 'without AWS there is nothing to compare with'
done_testing
