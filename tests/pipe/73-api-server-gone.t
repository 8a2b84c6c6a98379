#!/bin/bash
# A cluster's API server is killed, then shows another certificate, then is another cluster's: the cluster is stale on record, nothing is removed, the
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

# Another cluster at the address that takes up the watches where they were: it is asked who it is, and not heard.
mark_now
stop kube-green KILL
until_true 15 stale; ok $? 'killed once more'
kill -STOP "$(cat "$dir/watch-green.pid")"
again
: | kube green DELETE /api/v1/namespaces/kube-system >/dev/null
echo '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system","uid":"another"}}' |
    curl -sS --cacert "$dir/green/ca.crt" --data-binary @- "https://127.0.0.1:$port/sim/load" >/dev/null
: | kube green DELETE $pods/web-a >/dev/null
kill -CONT "$(cat "$dir/watch-green.pid")"
doubted() { since_has '.type == "cluster.stale" and (.data.reason // "" | test("another cluster answers: .*another"))'; }
until_true 60 doubted; ok $? 'another cluster answers: said'
unharmed 'another cluster'
stop kube-green KILL
again
until_true 90 alive; ok $? 'the right one again'
is "$(said)" '' 'and there is nothing to tell'

quiet; is "$(strays)" '' 'nothing twice, nothing unused'
done_testing
