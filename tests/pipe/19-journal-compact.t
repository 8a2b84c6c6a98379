#!/bin/bash
# journal compact: the newest of each key stays, the chain stays proved, every missing number is accounted for; appends go on meanwhile,
# killed at any instant it leaves a whole journal, and the space is used again.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
serve() { $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/log" & hub=$!; children="$children $hub"; wait_for 10 $journal stat; }
stop() { kill -TERM $hub; wait $hub; }
compact() { $journal compact --directory "$dir/db" --keep 0s "$@" 2>>"$dir/compact.log"; }
verify() { $journal verify --directory "$dir/db" "$@"; }
pods() { # pods FIRST COUNT [SOURCE]: events of 40 pods, of which three come and go, some large
    perl -e 'my ($first, $count, $s) = @ARGV; for ($first .. $first + $count - 1) { my $p = $_ % 40;
        printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"object.%s\",\"subject\":\"blue/d/pod/p%d\",\"data\":{\"n\":%d,\"pad\":\"%s\"}}\n",
            $_, $s, ($p < 3 && $_ % 3 ? "delete" : "put"), $p, $_, "x" x ($_ % 50 ? 200 : 5000) }' "$1" "$2" "${3:-watch-k8s/blue}"
}
# the newest event of each subject, in order, without the journal's own
newest() { grep -v '"source":"journal"' "$1" | perl -ne '/"subject":"([^"]*)"/ and $n{$1} = [$., $_]; END { print map { $_->[1] } sort { $a->[0] <=> $b->[0] } values %n }'; }

$journal compact --directory "$dir/none" >/dev/null 2>"$dir/err"; is $? 100 'no journal: 100'
mkdir "$dir/none"; $journal compact --directory "$dir/none" >/dev/null 2>"$dir/err"; is $? 100 'an empty directory: 100'
like "$(cat "$dir/err")" "directory '$dir/none' holds no journal" 'with a sentence'
serve
pods 1 4000 | $journal append >/dev/null
$journal read >"$dir/before"; $journal read --raw >"$dir/raw"
verify | sed 's/^good/head/' >"$dir/anchors"
out=$(compact --keep 1h); is "$?" 0 'nothing is old'
like "$out" '^compacted cut=0 removed=0 kept=0 ' 'nothing goes'
like "$(compact --dry-run --until 3000)" '^would compact cut=3000 removed=29[0-9][0-9] kept=' '--dry-run tells'
is "$($journal stat --json | jq .head)" 4000 'and does nothing'
out=$(compact --until 3000); is "$?" 0 'compact --until, while it is served'
$journal read >"$dir/after"
newest "$dir/before" >"$dir/want"; newest "$dir/after" >"$dir/got"
cmp -s "$dir/want" "$dir/got"; ok $? 'the newest of each subject is there, byte for byte'
is "$(jq -c 'select((.sequence | tonumber) > 3000 and .source != "journal")' "$dir/after" | wc -l)" 1000 'all behind it too'
[ "$(wc -l <"$dir/after")" -lt 1100 ]; ok $? 'the others are gone'
$journal read --raw | grep -v '"journal.compacted"' >"$dir/raw.after"
is "$(LC_ALL=C comm -13 "$dir/raw" "$dir/raw.after" | wc -l)" 0 'what stays has the bytes as they came'
like "$(verify --anchor "$dir/anchors")" '^good sequence=4001 .* removed=[0-9]* cut=3000 anchors=1$' 'the chain holds, also against a head noted before'
is "$(sed -n 's/.* removed=\([0-9]*\) .*/\1/p' <<<"$out")" "$(verify | sed 's/.* removed=\([0-9]*\) .*/\1/')" 'every missing number is accounted for'
echo "sequence=5 hash=$(printf '%064d' 0)" >>"$dir/anchors"
like "$(verify --anchor "$dir/anchors")" ' anchors=1 anchors-removed=1$' 'a head that was noted of an event that is gone is told as such'
like "$($journal read --type journal. | jq -c .data)" '^.{1}"cut":3000,"removed":29[0-9]*,"missing":29[0-9]*,"ranges":[0-9]*,"sha256":"[0-9a-f]{64}".$' 'journal.compacted tells of it'
is "$($journal read --from 2 --until 2500 | wc -l)" "$(jq -c 'select((.sequence | tonumber) <= 2500)' "$dir/after" | wc -l)" 'a reading that begins and ends where nothing is left'
is "$(jq -r 'select(.sequence == "00000000000000003000").id' "$dir/before")" "$($journal read --from 3000 --until 3000 | jq -r .id)" 'sequences are what they were'

$journal read --until 100 >/dev/null 2>"$dir/err"
like "$(cat "$dir/err")" 'was compacted up to sequence 3000: what was at 100 can be told only of what is left' 'read --until before the cut warns'
is "$($journal read --since 1h | wc -l)" "$(wc -l <"$dir/after")" 'read --since a moment of the compacted part'
like "$($journal stat)" 'compacted up to 3000, 29[0-9][0-9] events were taken out' 'stat tells'
like "$($journal trace watch-k8s/blue#2999 2>&1)" 'watch-k8s/blue#2999' 'trace of what is there'

# an old tombstone goes with all it ended
compact --linger 0s >/dev/null; is $? 0 'ends that are old'
$journal read | jq -r '.type + " " + .subject' | LC_ALL=C sort | uniq -c >"$dir/types"
[ "$(grep -c 'object.delete' "$dir/types")" -le 1 ]; ok $? 'go, but for the newest'
is "$(grep -c ' [2-9] object.put' "$dir/types")" 0 'one of each subject'

# resent numbers whose lines are gone
pods 1 4000 | $journal append --keep-ids >"$dir/again"; is "$?" 0 'what is sent again is acknowledged'
is "$($journal stat --json | jq '[.sources[] | select(.source == "watch-k8s/blue").last][0]')" 4000 'and not stored'

# space is used again
size=$(stat -c %s "$dir/db/data.mdb")
for round in 1 2 3 4; do
    pods $((round * 4000 + 1)) 4000 | $journal append --keep-ids >/dev/null; compact --linger 0s >/dev/null
done
grown=$(stat -c %s "$dir/db/data.mdb")
echo "# $size bytes after the first 4,000 events, $grown after 20,000"
[ "$grown" -lt $((size * 3 / 2)) ]; ok $? 'the space is used again'
like "$(verify)" '^good ' 'the chain holds'
bash -c 'exec 9>"$1"; flock 9; sleep 2' x "$dir/db/compacting.lock" & children="$children $!"
locked() { ! flock -n "$dir/db/compacting.lock" true; }
wait_for 5 locked; compact >/dev/null; is $? 111 'one at a time'
wait_for 10 flock -n "$dir/db/compacting.lock" true

# under load, killed at any instant
pods 20001 60000 | perl -ne '$| = 1; print; select undef, undef, undef, .01 unless $. % 40' | $journal append --keep-ids >"$dir/acked" 2>>"$dir/append.log" & load=$!
children="$children $load"
broken=0 killed=0 round=0
exec {never}<> <(:) # read -t of it waits, without a process that has to start first
while [ $round -lt 25 ] || { [ $killed -lt 5 ] && [ $round -lt 80 ] && kill -0 $load 2>/dev/null; }; do
    round=$((round + 1))
    "$BIN/journal" compact --directory "$dir/db" --keep 0s --linger 0s >>"$dir/compacted" 2>>"$dir/compact.log" & it=$!
    printf -v instant '0.%03d' $((RANDOM % 40 + 1))
    read -rt $instant -u $never
    kill -9 $it 2>/dev/null; wait $it 2>/dev/null; [ $? -eq 137 ] && killed=$((killed + 1))
    verify >"$dir/out" 2>>"$dir/err" || { broken=$((broken + 1)); echo "# round $round: $(cat "$dir/out")"; }
done
[ $round -gt 25 ] || kill -0 $load 2>/dev/null; ok $? 'all the while there is load'
is "$broken" 0 "killed $killed times of $round: the journal is whole each time"
[ $killed -ge 5 ]; ok $? 'at many instants'
kill -9 $hub; wait $hub 2>/dev/null; serve; is $? 0 'serve too is killed, and starts'
out=$(compact); is "$?" 0 'a compaction to its end, under load'
echo "# $out"
kill $load 2>/dev/null; wait $load 2>/dev/null
like "$(verify)" '^good sequence=[0-9]* hash=[0-9a-f]* removed=[0-9]* cut=[0-9]*$' 'seals what those before took out'
$journal read --source watch-k8s/blue >"$dir/after"
last=$(tail -n 1 "$dir/acked" | jq -r .id)
is "$(jq -r --arg id "$last" 'select(.id == $id).id' "$dir/after")" "$last" 'what was acknowledged last is there'
stop
compact >/dev/null; is $? 0 'compact while nobody serves it'
like "$(verify)" '^good ' 'the chain holds'

# what was removed is covered by the chain: another range, and verify tells
perl -e 'open my $f, "+<:raw", $ARGV[0] or die; local $/; my $all = <$f>; my $r = pack "H*", $ARGV[1]; my $at = index $all, $r; die if $at < 0;
    while ($at >= 0) { seek $f, $at, 0; print $f chr(ord(substr $all, $at, 1) ^ 1); $at = index $all, $r, $at + 1 }' "$dir/db/data.mdb" \
    "$(verify | sed 's/.*hash=\([0-9a-f]*\).*/\1/')" 2>/dev/null
verify >"$dir/out" 2>&1; is $? 1 'a turned bit in the newest hash is told'
done_testing
