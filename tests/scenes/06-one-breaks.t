#!/bin/bash
# One Ingress of a group of forty breaks, in both clusters, in each way that tests/vectors know of; the 39 others go on changing; it heals.
. "$(dirname "$0")/00-scene-words.sh"
start_scene blue green
vectors=$(dirname "$0")/../vectors/cases
prefix=alb.ingress.kubernetes.io
# one NUMBER [PATH]: Ingress iN of the group, with its own path and perhaps another
one() {
    ingress "i$1" 80 team "/i$1" | quick | jq --arg p "${2:-}" 'if $p == "" then . else .spec.rules[0].http.paths += [.spec.rules[0].http.paths[0] | .path = $p] end'
}
put_both() { for cluster in blue green; do kube $cluster PUT "$ingresses/$1" <"$dir/put" >/dev/null || return 1; done; }
for n in $(seq 40); do
    one "$n" >"$dir/put"
    for cluster in blue green; do kube $cluster POST $ingresses <"$dir/put" >/dev/null; done
done
until_true 120 world_has '^rule .* i[0-9]*.example.com /i' 40 && until_true 60 world_has '^target .* healthy' 164; ok $? 'forty Ingresses of two clusters are one load balancer'
at=$(aws_state | jq -r '.loadBalancers[] | select(.tags["ingress.k8s.aws/stack"] == "team").serving[] | select(.port == 80).endpoint')
until_true 60 in_force blue=1 green=1 && until_true 60 settled && quiet 60; ok $? 'with both behind each rule'

# ---- the ways: annotations of a rejected Ingress of a vector on ours; where that is good here, its spec, too
journal_read >"$dir/base"
for file in "$vectors"/*.json; do
    jq -c --arg way "$(basename "$file" .json)" '. as $c | select((.rejected | length) == 1 and (.clusters | length) == 1) | .rejected[0] | select(.kind == "Ingress") | . as $r
        | $c.clusters[$r.cluster][] | select(.kind == "Ingress" and .metadata.name == $r.name and .metadata.namespace == $r.namespace)
        | {way: $way, annotations: (.metadata.annotations // {}), spec}' "$file"
done >"$dir/found"
rejected_so() { # the Ingress in $dir/put would be rejected, alone
    { cat "$dir/base"; jq -c --arg t "$(date -u +%Y-%m-%dT%H:%M:%S.000000Z)" '{specversion:"1.0",id:"00000000000000099999",source:"watch-k8s/blue",type:"object.put",subject:"blue/default/ingress/i7",time:$t,
        data:{cluster:"blue",object:.}}' "$dir/put"; } | "$BIN/build-podinfo" 2>/dev/null | "$BIN/plan-rules" --desired 2>/dev/null |
        jq -e -s 'any(.[]; (.type // "" | test("rejected")) and .subject == "blue/default/ingress/i7" and .sequence == null)' >/dev/null
}
mkdir "$dir/ways"
while read -r line; do
    way=$(jq -r .way <<<"$line")
    one 7 | jq --argjson w "$line" --arg g "$prefix/group.name" '.metadata.annotations += $w.annotations | if ($w.annotations[$g] // "" | test("^[a-z0-9.-]*$")) then .metadata.annotations[$g] = "team" else . end' >"$dir/put"
    rejected_so || { jq --argjson w "$line" '.spec = ($w.spec | .rules = [.rules[]? | .host = "i7.example.com"] | .ingressClassName = (.ingressClassName // "alb"))' "$dir/put" >"$dir/put2"; mv "$dir/put2" "$dir/put"; rejected_so; } &&
        cp "$dir/put" "$dir/ways/$way"
done <"$dir/found"
count_ways=$(find "$dir/ways" -type f | wc -l)
tell "$count_ways ways of the $(wc -l <"$dir/found") in the vectors break an Ingress of this group"
[ "$count_ways" -ge 30 ]; ok $? 'many ways to break it'

# shellcheck disable=SC2046
start_load steady $(for n in $(seq 40); do echo "i$n.example.com/i$n"; done)
rejections() { journal_read --type plan.rejected --type object.rejected | jq -c 'select(.subject == "blue/default/ingress/i7")' | wc -l; }
more_rejected() { [ "$(rejections)" -gt "$1" ]; }
rule_of() { world | grep 'rule .* i7.example.com' | cut -d' ' -f4-; }
good=$(rule_of) round=0 quietly=''
for way in "$dir"/ways/*; do
    round=$((round + 1)) other=$((round % 40 + 1))
    [ $other -ne 7 ] || other=8
    before=$(rejections)
    cp "$way" "$dir/put"; put_both i7
    one $other "/more$round" >"$dir/put"; put_both i$other
    until_true 20 world_has "^rule .* i$other.example.com /more$round " || quietly="$quietly $(basename "$way"): another did not change;"
    until_true 20 more_rejected "$before" || quietly="$quietly $(basename "$way"): not rejected;"
    [ "$(rule_of)" = "$good" ] || quietly="$quietly $(basename "$way"): its last good rule has changed;"
    one 7 >"$dir/put"; put_both i7
done
is "$quietly" '' "$round times broken: said each time, the others went on, its last good rule stayed"
one 7 /healed >"$dir/put"; put_both i7
until_true 30 world_has '^rule .* i7.example.com /healed '; ok $? 'healed, it changes again'
quiet 60
is "$(strays)" '' 'nothing twice, nothing unused'
no_errors steady 'one of forty broken in every way'
done_scene
