#!/bin/bash
# An API server that cuts its answers off, and one that refuses (403): stale, nothing removed, then only the differences.
. "$(dirname "$0")/73-api-words.sh"

mark_now
sim_kube green 'fault?kind=cut&bytes=30&count=100000&verb=list'
forgets reset
unharmed 'cut off in the middle of TLS, and every answer since'
sim_kube green faults/clear
until_true 30 alive; ok $? 'until they come whole'
is "$(said)" '' 'and there is nothing to tell'

mark_now
sim_kube green 'deny?rule=list%20pods'; sim_kube green 'deny?rule=watch%20pods'
sim_kube green compact; sim_kube green 'watches/cut?how=abort'
unharmed 'refused with 403'
like "$(reason)" '(list|watch).*pods' 'verb and resource are named'
: | kube green DELETE $pods/web-b >/dev/null
sim_kube green allow
until_true 30 alive; ok $? 'until it is allowed'
until_true 10 since_has '.type == "podinfo.delete" and .data.address == "10.0.2.2"'; ok $? 'what went meanwhile is told'
until_true 10 world_has '^target .* 10.0.2.2:8080' 0; ok $? 'and leaves'
quiet; is "$(strays)" '' 'nothing twice, nothing unused'
done_testing
