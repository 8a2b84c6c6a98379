#!/bin/sh
# journal export and import: a journal elsewhere has the same sequences, times, hashes and bytes, and goes on; what is cut, changed or wrong is
# refused with a sentence, and nothing is left of it.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
serve() { $journal serve --directory "$1" --listen "ipc://$dir/sock" 2>>"$dir/log" & hub=$!; children="$children $hub"; wait_for 10 $journal stat; }
stop() { kill -TERM $hub; wait $hub; }
export HEADGATE_JOURNAL=ipc://$dir/sock
export_it() { $journal export --directory "$@" 2>"$dir/err"; }
# refused NAME SENTENCE: the export in $dir/bad is not taken, and nothing is there then
refused() {
    rm -rf "$dir/refused"
    $journal import --directory "$dir/refused" <"$dir/bad" >/dev/null 2>"$dir/err"; is $? "${3:-100}" "$1: refused"
    like "$(cat "$dir/err")" "$2" 'with a sentence'
    is "$(ls "$dir/refused")" 'serving.lock' 'and nothing is left'
}
export_it "$dir/none"; is $? 100 'no journal: 100'
serve "$dir/db"
export_it "$dir/db" >"$dir/empty"; is $? 0 'an empty journal'
is "$(wc -l <"$dir/empty")" 2 'is a head and an end'
$journal import --directory "$dir/of-empty" <"$dir/empty" >/dev/null; is $? 0 'and can be imported'

for i in 1 2 3 4 5 6; do
    awk -v s="s/$i" 'BEGIN { for (n = 1; n <= 300; n++) printf " {\"specversion\":\"1.0\" , \"id\":\"%020d\",\"source\":\"%s\",\"type\":\"object.put\",\"subject\":\"c/pod/p%d\",\"data\":{\"x\":1.50,\"n\":%d}}\n", n, s, n % 7, n }' | $journal append --keep-ids >/dev/null
done
$journal read --raw >"$dir/raw"; $journal read >"$dir/all"
$journal stat --json | jq -c '.sources' >"$dir/sources"
$journal verify --directory "$dir/db" >"$dir/verified"
export_it "$dir/db" >"$dir/plain"; is $? 0 'export while it is served'
export_it "$dir/db" --zstd >"$dir/packed"; is $? 0 'and compressed'
[ "$(wc -c <"$dir/packed")" -lt $(($(wc -c <"$dir/plain") / 2)) ]; ok $? 'which is smaller'
is "$(jq -c . "$dir/plain" | wc -l)" "$(wc -l <"$dir/plain")" 'each line is a JSON object'
zstd -dc <"$dir/packed" 2>/dev/null | cmp - "$dir/plain"; ok $? 'others can unpack it'
sed 's/^good/noted/' "$dir/verified" >"$dir/anchors"
stop

for from in plain packed; do
    like "$($journal import --directory "$dir/$from.db" "$dir/$from" 2>"$dir/err")" "^imported sequence=1800 hash=[0-9a-f]{64}\$" "import of the $from export"
    is "$($journal verify --directory "$dir/$from.db" --anchor "$dir/anchors")" "$(cat "$dir/verified") anchors=1" 'the chain holds, and the anchor'
    is "$(ls "$dir/$from.db")" "$(printf 'data.mdb\nlock.mdb\nserving.lock')" 'nothing else is left there'
done
serve "$dir/packed.db"
$journal read --raw | cmp - "$dir/raw"; ok $? 'the same bytes'
$journal read | cmp - "$dir/all"; ok $? 'the same sequences and times'
is "$($journal stat --json | jq -c .sources)" "$(cat "$dir/sources")" 'the same is remembered of each source'
[ "$($journal stat --json | jq -r .journal)" != "$(head -n 1 "$dir/plain" | jq -r .journal)" ]; ok $? 'it is a journal of its own'
sed -n 5p "$dir/raw" | $journal append --keep-ids >/dev/null; is $? 0 'what is there is acknowledged'
sed -n 5p "$dir/raw" | sed 's/1\.50/1.51/' | $journal append --keep-ids >/dev/null 2>&1; is $? 111 'with other content it is refused'
printf '{"specversion":"1.0","id":"%020d","source":"s/1","type":"t.x"}\n' 301 | $journal append --keep-ids >/dev/null; is $? 0 'and a source goes on at its number'
is "$($journal stat --json | jq .head)" 1801 'one behind'

# of a compacted journal
$journal compact --directory "$dir/packed.db" --keep 0s >/dev/null 2>"$dir/err"; is $? 0 'compact'
$journal read --raw >"$dir/left"
export_it "$dir/packed.db" >"$dir/compacted"; is $? 0 'export of what is left'
stop
$journal import --directory "$dir/compacted.db" <"$dir/compacted" >/dev/null 2>"$dir/err"; is $? 0 'import'
is "$($journal verify --directory "$dir/compacted.db")" "$($journal verify --directory "$dir/packed.db")" 'verify has the same to say of both'
serve "$dir/compacted.db"; $journal read --raw | cmp - "$dir/left"; ok $? 'and they are the same'
is "$($journal stat --json | jq -c .compaction.removed)" "$(($(sed -n '$p' "$dir/compacted" | jq .end) > 0 ? 1802 - $(wc -l <"$dir/left") : 0))" 'what was taken out is accounted for'

# only where nothing is
$journal import --directory "$dir/compacted.db" <"$dir/plain" >/dev/null 2>"$dir/err"; is $? 100 'a journal that is served'
like "$(cat "$dir/err")" "is in use: a journal is served from it" 'is told'
stop
$journal import --directory "$dir/compacted.db" <"$dir/plain" >/dev/null 2>"$dir/err"; is $? 100 'a journal with events'
like "$(cat "$dir/err")" "holds a journal with events, up to sequence 1802: import makes a whole one, where none is" 'is told'
$journal import --directory "$dir/of-empty" <"$dir/plain" >/dev/null; is $? 0 'an empty journal is replaced'

# what is wrong
head -n 900 "$dir/plain" >"$dir/bad"; refused 'cut between lines' 'the export is cut: it ends behind sequence 893 of 1800, without its end'
head -c 100000 "$dir/plain" >"$dir/bad"; refused 'cut within a line' 'the export is cut: '
head -c 3000 "$dir/packed" >"$dir/bad"; refused 'cut and compressed' 'what was compressed ends in the middle|export is cut'
: >"$dir/bad"; refused 'nothing at all' 'the export is cut'
sed '700s/1\.50/1.51/' "$dir/plain" >"$dir/bad"; refused 'a byte was changed' 'line 700 of the export: sequence 693 is not what was hashed'
sed '700d' "$dir/plain" >"$dir/bad"; refused 'a line was taken out' 'line 700 of the export: sequence 694 does not follow 692'
sed '3s/"last":[0-9]*/"last":7/' "$dir/plain" >"$dir/bad"; refused 'a source was changed' 'its digest is another than its end says'
sed '3d' "$dir/plain" >"$dir/bad"; refused 'a source was taken out' 'its digest is another'
cat "$dir/plain" "$dir/plain" >"$dir/bad"; refused 'two of them' 'something stands behind its end'
sed '1s/"export":1/"export":9/' "$dir/plain" >"$dir/bad"; refused 'of a newer version' 'the export has format 9, this version reads 1: use the version that wrote it'
cat "$dir/raw" >"$dir/bad"; refused 'no export' 'line 1 of the export: it (is no line of an export of a journal|does not begin with the head of an export)'
echo hello >"$dir/bad"; refused 'no JSON' 'line 1 of the export: not JSON'
$journal import --directory "$dir/x" "$dir/nowhere" 2>"$dir/err"; is $? 100 'no such file'
like "$(cat "$dir/err")" "cannot open '$dir/nowhere'" 'is told'
rm -rf "$dir/killed"; mkdir -p "$dir/killed/importing"; head -c 8192 /dev/urandom >"$dir/killed/importing/data.mdb"
$journal import --directory "$dir/killed" <"$dir/plain" >/dev/null 2>"$dir/err"; is $? 0 'what an import left that was killed is in nobody'\''s way'

# a person who waits
mkfifo "$dir/slow"; { head -n 500 "$dir/plain"; sleep 1.7; tail -n +501 "$dir/plain"; } >"$dir/slow" & children="$children $!"
if has_terminal; then
    script -qec "$journal import --directory $dir/slow.db $dir/slow" /dev/null >"$dir/screen"
    like "$(tr '\r' '\n' <"$dir/screen")" '^importing  [0-9]+ of 1800  [0-9]+ %  [0-9]+ s left' 'on a terminal it shows how far it is'
else
    skip 'no terminal can be made here'
fi
mkfifo "$dir/slow2"; { head -n 500 "$dir/plain"; sleep 1.2; tail -n +501 "$dir/plain"; } >"$dir/slow2" & children="$children $!"
$journal import --directory "$dir/slow2.db" "$dir/slow2" >/dev/null 2>"$dir/err"
is "$(cat "$dir/err")" '' 'and nowhere else'
done_testing
