#!/bin/sh
# What was changed behind the journal's back is seen: when it is served, by verify, and by heads noted earlier.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
serve() { $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" "$@" 2>>"$dir/log" & hub=$!; children="$children $hub"; wait_for 10 $journal stat; }
stop() { kill -TERM $hub; wait $hub; }
events() { # events SOURCE FIRST LAST WORD
    awk -v s="$1" -v a="$2" -v z="$3" -v w="$4" 'BEGIN { for (i = a; i <= z; i++) printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"t.%s\",\"data\":\"%s-%07d\"}\n", i, s, w, w, i }'
}
heads() { grep -c ' *head sequence=' "$dir/log"; }
change() { LC_ALL=C sed -i "s/$1/$2/g" "$dir/db/data.mdb"; } # every copy of the page

# heads
serve --head-every 1
events a 1 100 one | $journal append >/dev/null
noted() { [ "$(heads)" -ge "$1" ]; }
wait_for 10 noted 1; ok $? 'serve logs its head'
events a 101 200 two | $journal append >/dev/null
wait_for 10 noted 2; ok $? 'and again when it has moved'
sleep 1.2; is "$(heads)" 2 'and not when it has not'
stop
like "$($journal verify --directory "$dir/db" --anchor "$dir/log")" '^good sequence=200 hash=[0-9a-f]{64} anchors=3$' 'verify --anchor: the log itself is the file of anchors'
sed -n 's/.*head //p' "$dir/log" | head -n 1 >"$dir/first"
like "$($journal verify --directory "$dir/db" --anchor "$dir/first")" '^good sequence=200 .* anchors=1$' 'one head is enough'
$journal verify --directory "$dir/db" --anchor /dev/null 2>"$dir/err"; is $? 100 'a file without a head: 100'
like "$(cat "$dir/err")" "'/dev/null' notes no head" 'with a sentence'

# the bytes as received
printf '%s\n' '{"specversion":"1.0", "id":"00000000000000000001","source":"raw","type":"t.raw","sequence":"00000000000000000099","data":{"n":1.50,"u":"\u00e9"}}' >"$dir/bytes"
serve --head-every 0; $journal append --keep-ids <"$dir/bytes" >/dev/null
$journal read --raw --type t.raw >"$dir/out"; cmp -s "$dir/out" "$dir/bytes"; ok $? 'read --raw: byte for byte'
is "$($journal read --raw | wc -l | tr -d ' ')" 201 'and all of them'
stop

# another past, its chain whole
cp -r "$dir/db" "$dir/kept"
rm -rf "$dir/db"; serve; events a 1 300 other | $journal append >/dev/null; stop
like "$($journal verify --directory "$dir/db")" '^good sequence=300 ' 'a past made anew has a chain that holds'
$journal verify --directory "$dir/db" --anchor "$dir/first" >"$dir/out"; is $? 1 'the heads noted earlier tell'
like "$(cat "$dir/out")" '^broken sequence=99 .*: sequence 100 is not the one that was noted: hash [0-9a-f]{64}$' 'and name the place'
rm -rf "$dir/db"; serve; events a 1 50 one | $journal append >/dev/null; stop
like "$($journal verify --directory "$dir/db" --anchor "$dir/first")" '^broken sequence=50 .*: sequence 100 was noted and is not there$' 'a journal that was cut'

# one record is changed
rm -rf "$dir/db"; mv "$dir/kept" "$dir/db"
change 'two-0000150' 'two-0000158'
serve
$journal read >"$dir/out" 2>"$dir/err"; is $? 100 'a reader is refused at a bad record'
is "$(wc -l <"$dir/out" | tr -d ' ')" 149 'after all that is good before it'
like "$(cat "$dir/err")" 'the journal is damaged, .*: sequence 150 is not what was hashed' 'with a sentence'
like "$(cat "$dir/log")" 'sequence 150 is not what was hashed' 'that is logged too'
is "$($journal read --type t.one | wc -l | tr -d ' ')" 100 'who does not read it is served'
is "$($journal read --from 151 | wc -l | tr -d ' ')" 51 'and what comes after it'
events b 1 10 more | $journal append >/dev/null; is $? 0 'appends go on'
stop
like "$($journal verify --directory "$dir/db")" '^broken sequence=149 .*: sequence 150 is not what was hashed$' 'verify says the same'

# a record is filed under another name
rm -rf "$dir/db"; serve; events a 1 20 one | $journal append >/dev/null; stop
perl -0777 -pi -e 's/a\0t\.one\0\0(?=\{"specversion":"1\.0","id":"00000000000000000007")/a\0t.two\0\0/g' "$dir/db/data.mdb"
like "$($journal verify --directory "$dir/db")" '^broken sequence=6 .*: sequence 7 stands under another source, type or subject than its line says$' 'a record under a false type'
done_testing
