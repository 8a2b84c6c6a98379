#!/bin/bash
# A cluster's API server is killed, and then shows another certificate: the cluster is stale on record, nothing is removed, the
# other one goes on, and afterwards only the differences are told.
. "$(dirname "$0")/73-api-words.sh"

mark_now
stop kube-green KILL
unharmed 'the server is killed'
like "$(reason)" "(list|watch) of '.*' at context 'admin@green' of '.*': request to '127.0.0.1' failed: ." 'with the reason'
again
until_true 30 alive; ok $? 'it comes back'
is "$(said)" '' 'and there is nothing to tell'

mark_now
stop kube-green KILL
mv "$dir/green" "$dir/right"; mkdir "$dir/green"
again
mv "$dir/green" "$dir/wrong"; mv "$dir/right" "$dir/green"
unharmed 'another certificate'
until_true 90 grep -q 'no answer: .*certificate' "$dir/watch-green.log"; ok $? 'with the reason'
stop kube-green KILL
again
until_true 90 alive; ok $? 'with the right one it is believed again'
is "$(said)" '' 'and there is nothing to tell'

quiet; is "$(strays)" '' 'nothing twice, nothing unused'
done_testing
