#!/bin/sh
# build-podinfo: what it says does not depend on the order of a list, on repetition, or on other clusters.
. "$(dirname "$0")/00-tap.sh"
golden=$(cd "$(dirname "$0")/../golden" && pwd)
podinfo=$BIN/build-podinfo

# The newest record of each subject that is still there, sorted; records only, without the envelope.
newest() {
    jq -c 'select(.type | test("^(podinfo|service|ingress|node|binding|object)\\.")) | [.subject, (.type | sub("^[a-z]+\\."; "")), .data]' |
        jq -sc 'reduce .[] as [$s, $t, $d] ({}; if $t == "delete" then del(.[$s]) else .[$s] = [$t, $d] end) | to_entries | sort_by(.key) | .[]'
}
first() { sed '/"cluster.synced"/q' "$golden/$1/in.ndjson"; } # up to the first cluster.synced
around() { # around NAME COMMAND...: the objects of a list put through a command that changes their order
    first "$1" | grep -v '"object\.' | sed '/"cluster.synced"/d'
    name=$1; shift
    first "$name" | grep '"object\.' | "$@"
    first "$name" | grep '"cluster.synced"'
}
for name in podinfo-life podinfo-slices podinfo-class podinfo-references; do
    first $name | $podinfo | newest > "$dir/straight"
    around $name tac | $podinfo | newest > "$dir/back"
    is "$(cat "$dir/back")" "$(cat "$dir/straight")" "$name: a list read backwards says the same"
    around $name awk 'NR % 2 {print; next} {later[++n] = $0} END {for (i = n; i; i--) print later[i]}' | $podinfo | newest > "$dir/mixed"
    is "$(cat "$dir/mixed")" "$(cat "$dir/straight")" "$name: a list read in another order says the same"
done

# Everything a second time: nothing is said again.
in=$golden/podinfo-life/in.ndjson
{ first podinfo-life; first podinfo-life | grep '"object.put"'; } | $podinfo > "$dir/twice"
first podinfo-life | $podinfo > "$dir/once"
is "$(wc -l < "$dir/twice")" "$(wc -l < "$dir/once")" 'what has not changed is not said again'
$podinfo < "$in" > "$dir/a"; $podinfo < "$in" > "$dir/b"
cmp -s "$dir/a" "$dir/b"; ok $? 'the same input gives the same bytes'

# Two clusters with the same names keep apart.
{ first podinfo-life; first podinfo-life | sed 's/blue/green/g'; } | $podinfo | newest > "$dir/two"
is "$(grep -c '"key":"green/' "$dir/two")" "$(grep -c '"key":"blue/' "$dir/two")" 'clusters with the same names keep apart'

# A pipe that ends in the middle of a list: nobody is rejected for what may have come.
first podinfo-class | sed '/"cluster.synced"/d' | grep -v '"IngressClass"' | $podinfo > "$dir/cut"
is "$(grep -c rejected "$dir/cut")" 0 'a list cut short rejects nobody'
grep '"object.put"' "$golden/podinfo-class/in.ndjson" | head -n 2 | $podinfo > "$dir/hand"
is "$(jq -r 'select(.type=="object.rejected").data.name' "$dir/hand" | tr '\n' ' ')" 'nobody web ' 'objects made by hand are taken as whole at the end of input'

# --fleet
printf 'fleet: shop\nregion: us-west-2\nclusters: [blue, {name: green, eks: green}]\noptions: {ingress-class: gate}\n' > "$dir/fleet.yaml"
sed '/fleet.configured/d' "$golden/podinfo-class/in.ndjson" | $podinfo --fleet "$dir/fleet.yaml" > "$dir/fleet"
is "$(head -n 1 "$dir/fleet" | jq -c '[.type,.subject,.data.clusters]')" '["fleet.configured","shop",["blue","green"]]' '--fleet tells the fleet first'
is "$(grep -c '"ingress.put","subject":"blue/shop/ingress/old"' "$dir/fleet")" 0 'and its options count from the beginning'
$podinfo --fleet "$dir/none.yaml" < /dev/null > /dev/null 2> "$dir/err"; is "$?" 100 'a fleet file that is missing: a person must act'
like "$(cat "$dir/err")" "fleet file '.*none.yaml' cannot be opened" 'and the sentence names it'

# Bad data goes on record, the stage goes on.
{ printf '{"specversion":"1.0","id":"1","source":"x","type":"object.put","data":{"cluster":"blue","object":{"kind":"Pod","metadata":{"name":"p"}}}}\n'
  printf '{"specversion":"1.0","id":"2","source":"x","type":"object.put","data":{"object":{}}}\n'; first podinfo-life; } | $podinfo > "$dir/bad" 2>/dev/null
is "$(jq -r 'select(.type=="event.rejected").data.reason' "$dir/bad" | tr '\n' ';')" "Pod 'p' of cluster 'blue' has no namespace;member 'cluster' is missing;" 'objects that cannot be are rejected with a sentence'
is "$(grep -c '"podinfo.put"' "$dir/bad")" 1 'and the others go on'

# A big Service: one pod's change is one event.
big() {
    printf '{"specversion":"1.0","id":"%d","source":"watch-k8s/blue","type":"%s","subject":"x","time":"2026-11-22T08:00:00.000000Z","data":{"cluster":"blue"%s}}\n' "$@"
}
{
    first podinfo-life | grep -E '"IngressClass"|"kind":"Service"|"kind":"Ingress"'
    for s in 1 2 3 4 5; do
        endpoints=$(seq 0 99 | sed "s|.*|{\"addresses\":[\"10.1.$s.&\"],\"targetRef\":{\"kind\":\"Pod\",\"namespace\":\"shop\",\"name\":\"p-$s-&\"}}|" | paste -sd,)
        big 1 object.put ",\"object\":{\"kind\":\"EndpointSlice\",\"metadata\":{\"name\":\"s$s\",\"namespace\":\"shop\",\"labels\":{\"kubernetes.io/service-name\":\"web\"}},\"addressType\":\"IPv4\",\"endpoints\":[$endpoints],\"ports\":[{\"name\":\"http\",\"port\":8080}]}"
        for p in $(seq 0 99); do
            big 1 object.put ",\"object\":{\"kind\":\"Pod\",\"metadata\":{\"name\":\"p-$s-$p\",\"namespace\":\"shop\"},\"status\":{\"podIP\":\"10.1.$s.$p\"}}"
        done
    done
} > "$dir/many"
change=$(big 9 object.put ',"object":{"kind":"Pod","metadata":{"name":"p-3-7","namespace":"shop"},"status":{"podIP":"10.1.3.7","conditions":[{"type":"Ready","status":"True"}]}}')
is "$($podinfo < "$dir/many" | grep -c '"podinfo.put"')" 500 'a Service of 500 pods'
is "$({ cat "$dir/many"; echo "$change"; } | $podinfo | grep -c '"podinfo.put"')" 501 'one pod of it changes: one event'
done_testing
