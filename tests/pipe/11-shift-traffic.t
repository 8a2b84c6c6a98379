#!/bin/sh
# shift-traffic: words to events, in a pipe and into the journal.
. "$(dirname "$0")/00-tap.sh"
shift=$BIN/shift-traffic journal=$BIN/journal
data() { jq -c '[.type, .subject, (.data | del(.user))]'; }

is "$($shift weights blue=90 green=10 --reason 'new nodes' | data)" \
    '["traffic.weights","fleet",{"scope":"fleet","weights":[{"cluster":"blue","weight":90},{"cluster":"green","weight":10}],"reason":"new nodes"}]' 'weights'
is "$($shift weights blue=0 --group shop | data)" '["traffic.weights","group/shop",{"scope":"group/shop","weights":[{"cluster":"blue","weight":0}]}]' 'a weight of 0 stands in the event'
is "$($shift weights blue=5 --ingress ns/web | data)" '["traffic.weights","ingress/ns/web",{"scope":"ingress/ns/web","weights":[{"cluster":"blue","weight":5}]}]' 'of one Ingress'
is "$($shift drain green --force | data)" '["traffic.drain","fleet/green",{"scope":"fleet","cluster":"green","force":true}]' 'drain'
is "$($shift resume green | data)" '["traffic.resume","fleet/green",{"scope":"fleet","cluster":"green"}]' 'resume'
is "$($shift hold --group shop | data)" '["traffic.hold","group/shop",{"scope":"group/shop"}]' 'hold'
is "$($shift release | data)" '["traffic.release","fleet",{"scope":"fleet"}]' 'release'
like "$($shift hold | jq -r .data.user)" "^uid $(id -u)( |\$)" 'the event says who'
is "$($shift hold | jq -r .id)" 00000000000000000001 'a pipe is numbered from 1'

refused() { # refused SENTENCE ARGUMENT...
    sentence=$1; shift
    "$BIN/shift-traffic" "$@" > "$dir/out" 2> "$dir/err"
    code=$?
    like "$code $(cat "$dir/out" "$dir/err")" "^100 .*$sentence" "refused: $*"
}

refused "no command"
refused "'push' is no command" push
refused "'weights' needs at least one" weights
refused "'blue' is no weight" weights blue
refused "must be a whole number from 0 to 100" weights blue=101
refused "must be a whole number from 0 to 100" weights blue=-1
refused "must be a whole number from 0 to 100" weights blue=1.5
refused "cluster 'blue' is given two weights" weights blue=1 blue=2
refused "one cluster must be named" drain
refused "one cluster must be named" drain blue green
refused "has no meaning for 'resume'" resume blue --force
refused "one word too many" hold blue
refused "exclude each other" hold --group g --ingress a/b
refused "must be written NAMESPACE/NAME" hold --ingress web
refused "unrecognized option" hold --nonsense

printf 'fleet: shop\nregion: us-west-2\nclusters: [blue, green]\n' > "$dir/fleet.yaml"
$shift drain green --fleet "$dir/fleet.yaml" > /dev/null; ok $? 'a member of the fleet'
refused "cluster 'red' is no member of fleet 'shop': blue, green" drain red --fleet "$dir/fleet.yaml"
refused "cluster 'red' is no member" weights blue=1 red=2 --fleet "$dir/fleet.yaml"

# the journal
endpoint=ipc://$dir/sock
$journal serve --directory "$dir/db" --listen "$endpoint" 2>> "$dir/journal.log" &
children="$children $!"
export HEADGATE_JOURNAL=$endpoint
wait_for 10 $journal stat
$shift weights blue=90 green=10 --journal "$endpoint" > "$dir/said"; ok $? 'appended to a journal without a fleet'
is "$($journal read --source shift-traffic | data)" "$(data < "$dir/said")" 'what it prints is what is stored'
$BIN/build-podinfo --fleet "$dir/fleet.yaml" < /dev/null | $journal append > /dev/null
refused "cluster 'red' is no member of fleet 'shop'" drain red --journal "$endpoint"
$shift drain green --journal "$endpoint" > /dev/null; ok $? 'names are checked against the fleet in the journal'
is "$($journal read --source shift-traffic | jq -r .id | tr '\n' ' ')" '00000000000000000001 00000000000000000002 ' 'running numbers go on'
refused "fleet file" drain green --journal "$endpoint" --fleet "$dir/none"
done_testing
