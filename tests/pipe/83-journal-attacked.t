#!/bin/sh
# What no ZeroMQ client would send: messages without end, frames of any size, raw bytes, connections left half open. The journal's memory stays
# flat, others are served all the while, and nothing of it is stored.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
attack() { timeout 30 perl "$(dirname "$0")/zmtp.perl" "$@" 2>>"$dir/attack.log" </dev/null; }
unset HEADGATE_JOURNAL_KEY HEADGATE_JOURNAL_SERVER_KEY
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=1 # so that the figure means something under a sanitizer too
export ASAN_OPTIONS
port=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport')
for name in server one; do $journal keygen "$dir/$name.key" >/dev/null; done
cat >"$dir/access" <<ROWS
all listen=ipc://$dir/sock append=* read=*
tcp listen=tcp://127.0.0.1:$port
one key=$(sed -n 's/^public=//p' "$dir/one.key.pub") read=*
ROWS
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
$journal serve --directory "$dir/db" --access "$dir/access" --key "$dir/server.key" 2>"$dir/log" & hub=$!; children="$children $hub"
wait_for 20 $journal stat; ok $? 'serve'
ev() { printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"t.x"}\n' "$@"; }
memory() { awk '/^RssAnon/ { print $2 }' "/proc/$hub/status"; } # KiB, the database's map not counted
most=30000
! grep -qa __asan_init "$journal" || most=900000 # a sanitizer's allocator gives nothing back: there it is only bounded
flat() { [ $(($(memory) - before)) -lt $most ]; }

# a client that appends and one that reads, throughout
mkfifo "$dir/lines"; $journal append <"$dir/lines" >"$dir/stored" 2>>"$dir/append.log" & writer=$!; children="$children $writer"
exec 8>"$dir/lines"
$journal read --follow --source steady >"$dir/read" 2>>"$dir/read.log" 8>&- & children="$children $!"
n=0
steady() { n=$((n + 1)); ev "$n" steady >&8; wait_for 20 read_to; }
read_to() { [ "$(wc -l <"$dir/read")" -ge "$n" ]; }
steady; ok $? 'a client appends, another reads'
before=$(memory)

while read -r what where times sent; do
    case $where in tcp) to=127.0.0.1:$port ;; *) to=$dir/sock ;; esac
    out=$(attack "$what" "$to" "$times")
    [ "${out:-0}" -le "$sent" ]; ok $? "$what at $where: $out of $times got out, $sent at most"
    wait_for 20 flat; ok $? 'memory is as before'
    steady; ok $? 'and the others are served'
done <<TABLE
parts-of-a-stranger ipc 300 3
parts               ipc 300 80
parts               ipc 300 80
small-parts         ipc 300 150
no-parts            ipc 300 20
huge                ipc 4   4
too-huge            ipc 20  20
many-frames         ipc 200 200
raw                 ipc 200 200
after-greeting      ipc 200 200
commands            ipc 100 100
raw                 tcp 200 200
after-greeting      tcp 200 200
parts-of-a-stranger tcp 300 3
halves              ipc 300 300
halves              tcp 300 300
TABLE
echo "# anonymous memory of serve: $before KiB before, $(memory) KiB after"
is "$($journal read | jq -r .source | sort -u)" steady 'nothing else is in the journal'
is "$($journal read --journal "tcp://127.0.0.1:$port" --journal-key "$dir/one.key" --journal-server-key "$dir/server.key.pub" | wc -l | tr -d ' ')" "$n" 'clients with a key are served at tcp://'
wait_for 20 grep -q 'connections were ended for what they sent' "$dir/log"; ok $? 'the log tells that connections were ended'
exec 8>&-; wait $writer; is $? 0 'the client that appends ends as it should'
is "$(wc -l <"$dir/stored" | tr -d ' ')" "$n" 'with all its events acknowledged'
is "$(cat "$dir/append.log" "$dir/read.log")" '' 'and neither had lost its connection'

# more connections than there are descriptors: some wait, nobody is harmed
kill -TERM $hub; wait $hub; is $? 0 'stopped'
(ulimit -n 128; exec $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>"$dir/log2") & hub=$!; children="$children $hub"
wait_for 20 $journal stat; ok $? 'served again, with few descriptors'
attack halves "$dir/sock" 400 >/dev/null
wait_for 20 $journal stat; ok $? 'after 400 connections at once it serves'
kill -TERM $hub; wait $hub; is $? 0 'and stops as it should'
like "$($journal verify --directory "$dir/db")" '^good ' 'the chain holds'
done_testing
