#!/bin/sh
# A reader that stops holds up nobody and costs no memory; a journal without room says so and goes on.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1 # so that the figure means something under a sanitizer too
export ASAN_OPTIONS
serve() { $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" "$@" 2>>"$dir/log" & hub=$!; children="$children $hub"; wait_for 10 $journal stat; }
events() { # events SOURCE COUNT BYTES
    awk -v s="$1" -v n="$2" -v b="$3" 'BEGIN { while (length(p) < b) p = p "x"; for (i = 1; i <= n; i++) printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"t.x\",\"data\":{\"p\":\"%s\"}}\n", i, s, p }'
}
memory() { awk '/^RssAnon/ { print $2 }' "/proc/$hub/status"; } # KiB, the database's map not counted

serve; ok $? 'serve'
events warm 20000 1000 | $journal append >/dev/null
before=$(memory)
mkfifo "$dir/stuck"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    $journal read --follow >"$dir/stuck" & children="$children $!"
done
exec 9<"$dir/stuck" # opened, and never read
readers() { [ "$($journal stat --json | jq '[.clients[] | select(.lag > 0)] | length')" -ge 16 ]; }
wait_for 10 readers; ok $? 'sixteen readers are stuck'
events load 60000 1000 | $journal append | wc -l >"$dir/stored"
is "$(tr -d ' ' <"$dir/stored")" 60000 'appends go on'
is "$($journal read --source load --follow --until 80000 | wc -l | tr -d ' ')" 60000 'other readers get everything'
after=$(memory)
echo "# anonymous memory of serve: $before KiB before, $after KiB after"
# 16 readers of 4 MiB credit each would be 64 MiB; 60 MB were appended
[ $((after - before)) -lt 40000 ]; ok $? 'memory of serve stays bounded'
wait_for 10 readers; ok $? 'and they are still stuck'
kill -TERM $hub; wait $hub; is $? 0 'it stops at once all the same'
exec 9<&-
rm -rf "$dir/db"

# no room
serve --max-size 2M
events full 4000 1000 | $journal append >"$dir/out" 2>"$dir/err"; is $? 111 'a full journal refuses with 111'
like "$(cat "$dir/err")" "is full: of its limit of 2097152 bytes \(--max-size.*\) the last 65536 are kept for what moves traffic" 'and says so'
is "$(grep -c 'the journal runs out of room: .* left=[0-9]* limit=2097152' "$dir/log")" 1 'there was a warning, once'
is "$($journal read | wc -l)" "$(wc -l <"$dir/out")" 'what was not acknowledged is not there, what was is'
is "$($journal stat --json | jq .head)" "$(wc -l <"$dir/out" | tr -d ' ')" 'nothing half-written, and it still serves'
# what was refused was a whole append; now one event after the other, large ones and then small ones, to the very last room
fill() { # fill SOURCE BYTES: until one is refused
    pad=$(head -c "$2" /dev/zero | tr '\0' x)
    for n in $(seq 1 2000); do
        printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"filler","data":"%s"}\n' "$n" "$1" "$pad" | $journal append >/dev/null 2>&1 || return 0
    done
    return 1
}
fill large 1000 && fill small 10; ok $? 'filled to the last event that gets in'
for e in 'shift-traffic traffic.drain shop/blue' 'build-podinfo podinfo.put blue/shop/web' 'apply-aws target.health targets/web' 'watch-k8s/blue object.put blue/shop/pod/web-1'; do
    set -- $e
    printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"%s","subject":"%s"}\n' 1 "$@" | $journal append >/dev/null; is $? 0 "the reserve: $2 of $3 gets in"
done
for e in 'plan-rules ingress.accepted blue/shop/web' 'watch-k8s/blue object.put blue/shop/configmap/web'; do
    set -- $e
    printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"%s","subject":"%s"}\n' 1 "$@" | $journal append >/dev/null 2>&1; is $? 111 "$2 of $3 does not"
done
kill -TERM $hub; wait $hub
like "$($journal verify --directory "$dir/db")" '^good ' 'the chain holds'
serve --max-size 64M
events full2 100 1000 | $journal append >/dev/null; is $? 0 'with more room it goes on'
done_testing
