#!/bin/bash
# An API server that hangs up, forgets its versions (410) and lists nothing: stale, nothing removed, then only the differences.
. "$(dirname "$0")/73-api-words.sh"

mark_now
sim_kube green 'fault?kind=drop&count=100000&verb=list'
sim_kube green 'fault?kind=drop&count=100000&verb=watch'
sim_kube green 'watches/cut?how=abort'
: | kube green DELETE $pods/web-a >/dev/null
pod web-c 10.0.2.3 | kube green POST $pods >/dev/null
slice web-b=10.0.2.2 web-c=10.0.2.3 | kube green PUT $slices/web-1 >/dev/null
unharmed 'it hangs up on every request'
sim_kube green compact
sim_kube green faults/clear
until_true 30 alive; ok $? 'until it answers, and knows the old versions no more (410)'
until_true 10 world_has '^target .* 10.0.2.3:8080 healthy'; ok $? 'what is new there is registered'
until_true 10 world_has '^target .* 10.0.2.1:8080' 0; ok $? 'what is gone there leaves'
is "$(said | tr '\n' ';')" 'object.delete green/default/pod/web-a absent;object.put green/default/endpointslice/web-1;object.put green/default/pod/web-c;' 'and only the differences were told'

mark_now
sim_kube green 'fault?kind=empty&count=100000&verb=list'
forgets end
unharmed 'its versions forgotten, and every list empty'
sim_kube green faults/clear
until_true 30 alive; ok $? 'until they are whole'
is "$(said)" '' 'and there is nothing to tell'

quiet; is "$(strays)" '' 'nothing twice, nothing unused'
done_testing
