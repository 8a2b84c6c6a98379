# Sourced by the tests of an API server that misbehaves: two clusters, of which green's server does. Nothing of green may go.
. "$(dirname "$0")/70-pipeline-words.sh"
start_watch() { background "watch-$1" "$BIN/watch-k8s" --cluster "$1" --kubeconfig "$dir/$1/kubeconfig" --journal "$endpoint" --stale-after 1s; }
start_kube() { # as the harness does, without the form of list that is a watch
    rm -f "$dir/$1.port"; sk_name=$1; shift
    background "kube-$sk_name" "$BIN/sim-kube" --name "$sk_name" --make-certs "$dir/$sk_name" --port-file "$dir/$sk_name.port" --no-watch-list "$@"
    until_true 20 test -s "$dir/$sk_name.port"
}
start_world blue green
start_stages blue green
until_true 20 world_has '^target .* healthy' 4 && until_true 10 world_has '^rule.*=100 .*=100' 2; ok $? 'both clusters serve'
quiet
port=$(cat "$dir/green.port")

mark=0
mark_now() { mark=$(last_sequence); removed=$(removals); }
since() { journal_read | jq -c "select(.sequence > \"$mark\")"; }
since_has() { since | jq -e -s "any(.[]; $1)"; }
stale() { since_has '.source == "build-podinfo" and .type == "cluster.stale" and .subject == "green"'; }
# alive: vouched for again, behind the newest word that it is stale
alive() {
    [ "$(since | jq -r 'select(.source == "watch-k8s/green" and (.type | startswith("cluster."))).type' | grep -v listing | tail -n 1 | grep -c -e synced -e bookmark)" -eq 1 ]
}
# What green said of its objects since the mark.
said() { since | jq -r 'select(.source == "watch-k8s/green" and (.type | startswith("object."))) | [.type, .subject, .data.reason // ""] | join(" ")' | grep -v /elsewhere | sed 's/ *$//' | sort -u; }
reason() { since | jq -r 'select(.source == "watch-k8s/green" and .type == "cluster.stale").data.reason' | head -n 1; }
removals() { requests | grep -Ec '^(Delete|Deregister|Remove|Revoke)'; }
new_blue=10
# unharmed WHAT: stale on record, nothing removed, and blue goes on meanwhile
unharmed() {
    until_true 15 stale; ok $? "$1: stale"
    new_blue=$((new_blue + 1))
    pod web-n$new_blue 10.0.1.$new_blue | kube blue POST $pods >/dev/null
    blue_pods="$blue_pods web-n$new_blue=10.0.1.$new_blue"
    slice web-a=10.0.1.1 web-b=10.0.1.2 $blue_pods | kube blue PUT $slices/web-1 >/dev/null
    until_true 10 world_has "^target .*10.0.1.$new_blue:8080 "; ok $? 'blue goes on'
    is "$(world | grep -c '^target .* 10.0.2.*healthy$') $(world | grep -c '^rule.*=100 .*=100$') $(removals)" "2 2 $removed" 'of green nothing is removed'
    is "$(said)" '' 'nor said to be gone'
}
kinds='/api/v1/namespaces /api/v1/nodes /apis/networking.k8s.io/v1/ingressclasses /apis/networking.k8s.io/v1/ingresses /api/v1/services /apis/discovery.k8s.io/v1/endpointslices /api/v1/pods'
# forgets HOW: watches end so, and their versions are known no more (410)
forgets() {
    sim_kube green 'mute?on=1'
    sim_kube green 'touch?namespace=elsewhere&count=3'
    sim_kube green compact
    sim_kube green "watches/cut?how=$1"
    sim_kube green 'mute?on=0'
}
dump() { # all objects of green, one a line
    for path in $kinds; do
        : | kube green GET "$path" | jq -c '. as $list | .items[] | . + {apiVersion: $list.apiVersion, kind: ($list.kind | rtrimstr("List"))}'
    done
}
# Started again with the same objects. Its versions begin anew, which those of a real one do not: changes that nobody keeps move them on.
again() {
    start_kube green --port "$port" --load "$dir/objects"
    sim_kube green 'touch?namespace=elsewhere&count=300'
}

pod moving 10.0.9.9 | sed 's/"default"/"elsewhere"/' | kube green POST /api/v1/namespaces/elsewhere/pods >/dev/null
dump >"$dir/objects"
