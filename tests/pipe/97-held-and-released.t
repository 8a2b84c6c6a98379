#!/bin/bash
# What is missing in a list, and nobody saw deleted, is held: one sentence says what would be lost and the command that lets it go, and just
# this is let go by it.
. "$(dirname "$0")/70-pipeline-words.sh"
start_watch() { background "watch-$1" "$BIN/watch-k8s" --cluster "$1" --kubeconfig "$dir/$1/kubeconfig" --journal "$endpoint" --list-by pages; }
start_world blue green
add_ingress green lone 80 '' /lone
add_ingress green other 80 '' /other
start_stages blue green
until_true 30 world_has '^target .* healthy' 8 && quiet; ok $? 'two clusters; two load balancers are before green alone'
world >"$dir/before"
# unseen INGRESS: it goes while nobody looks, and the versions of that time are forgotten
unseen() {
    stop watch-green KILL
    remove_ingress green "$1"
    sim_kube green compact
    start_watch green
    until_true 30 count_over object.delete ".subject == \"green/default/ingress/$1\" and .data.reason == \"absent\"" 0
}
reason() { journal_read --type plan.held | jq -r "select(.subject | endswith(\"default/$1\")).data.reason" | tail -n 1; }
held() { [ -n "$(reason "$1")" ]; }
unseen lone; ok $? 'an Ingress is missing in a list'
until_true 30 held lone; quiet
like "$(reason lone)" "^the rules of green/default/ingress/lone would be deleted: it was missing in a list, and not seen deleted: 'shift-traffic release --ingress default/lone' lets it go$" 'the sentence'
like "$(traffic status)" "^held .*default/lone: the rules of green/default/ingress/lone would be deleted" 'status says it, too'
world >"$dir/after"
is "$(LC_ALL=C diff "$dir/before" "$dir/after")" '' 'and nothing is changed'
unseen shop; ok $? 'one that blue has, too, is missing'
until_true 30 world_has '^rule.*shop.example.com' 2 && until_true 30 world_has '^rule.*shop.example.com.*=100 .*=' 0; ok $? 'goes from green by itself'
unseen other; until_true 30 held other; quiet; ok $? 'another one is held'

command=$(reason lone | sed "s/.*'\(shift-traffic release [^']*\)'.*/\1/")
# shellcheck disable=SC2086
"$BIN"/$command --journal "$endpoint" >/dev/null; ok $? "the command: $command"
until_true 30 world_has 'default-lone' 0; ok $? 'lets it go, with its load balancer'
quiet; world_has '^rule.*other.example.com' 1; ok $? 'and nothing else'
is "$(traffic status | grep -c '^held .*lone')" 0 'status does not speak of it any more'
add_ingress green other 80 '' /other
quiet; is "$(traffic status | grep -c '^held')" 0 'what is there again is held no more'
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; is $? 0 'replayed, it is the same'
done_testing
