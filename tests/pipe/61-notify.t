#!/bin/sh
# What the service manager hears: ready when there is something to be had, alive while the loop turns, stopping; and the stop itself, under load.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
# listener NAME: what is sent to $dir/NAME.sock, one message after the other, into $dir/NAME.said
listener() {
    perl -MIO::Socket::UNIX -MSocket -e '$| = 1; my $s = IO::Socket::UNIX->new(Type => SOCK_DGRAM, Local => $ARGV[0]) or die "$!";
        while (defined $s->recv(my $m, 4096)) { print "$m\n" }' "$dir/$1.sock" >"$dir/$1.said" & children="$children $!"
    wait_for 10 test -S "$dir/$1.sock"
}
# under NAME COMMAND...: started as the service manager would, with half a second between signs of life
under() {
    u_name=$1; shift
    NOTIFY_SOCKET=$dir/$u_name.sock WATCHDOG_USEC=500000 "$@" >/dev/null 2>>"$dir/$u_name.log" & pid=$!
    children="$children $pid"
}
said() { grep -q "$2" "$dir/$1.said"; }
signs() { grep -c WATCHDOG=1 "$dir/$1.said"; }
more_signs() { [ "$(signs "$1")" -ge "$2" ]; }

listener stage; under stage "$BIN/build-podinfo" --journal "$HEADGATE_JOURNAL"; stage=$pid
wait_for 10 said stage 'STATUS=waiting for the journal'; ok $? 'a stage says what it waits for'
wait_for 10 more_signs stage 3; ok $? 'and lives'
said stage READY=1; is $? 1 'it is not ready while there is no journal'
listener serve; under serve $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL"; hub=$pid
wait_for 10 said serve 'READY=1'; ok $? 'the journal is ready'
like "$(cat "$dir/serve.said")" "STATUS=serving at $HEADGATE_JOURNAL" 'and says where'
wait_for 10 said stage 'READY=1'; ok $? 'the stage is ready once it has caught up'
wait_for 10 more_signs serve 3; ok $? 'the journal lives'
kill -STOP $hub; now=$(signs serve); sleep 0.3; now=$(signs serve)
sleep 0.6; is "$(signs serve)" "$now" 'a loop that does not turn gives no sign'
kill -CONT $hub; wait_for 10 more_signs serve $((now + 1)); ok $? 'until it turns again'

# load from both sides, and then the stop
events() { awk -v s="$1" 'BEGIN { for (i = 1; i <= 3000000; i++) printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"t.x\",\"data\":{\"n\":%d}}\n", i, s, i }'; }
for source in one two; do
    mkfifo "$dir/$source.in"
    events $source >"$dir/$source.in" 2>/dev/null & children="$children $!"
    $journal append --keep-ids <"$dir/$source.in" >"$dir/$source.stored" 2>>"$dir/append.log" & children="$children $!"; producers="${producers:-} $!"
done
$journal read --follow >/dev/null 2>>"$dir/read.log" & children="$children $!"
loaded() { [ "$(wc -l <"$dir/one.stored")" -gt 20000 ] && [ "$(wc -l <"$dir/two.stored")" -gt 20000 ]; }
wait_for 30 loaded; ok $? 'two producers at full speed, and a reader'
before=$(date +%s%N)
kill -TERM $hub; wait $hub; code=$?; is $code 0 'SIGTERM under load: 0'
[ $code -eq 0 ] || sed 's/^/# /' "$dir/serve.log" >&2
took=$((($(date +%s%N) - before) / 1000000))
echo "# it took $took ms"
[ $took -lt 5000 ]; ok $? 'at once' # a second is the promise; this machine may be busy
said serve STOPPING=1; ok $? 'it said that it stops'
like "$($journal verify --directory "$dir/db")" '^good ' 'the chain holds'
for p in $producers; do kill -KILL "$p"; wait "$p" 2>/dev/null; done
$journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/serve.log" & hub=$!; children="$children $hub"
wait_for 10 $journal stat
for source in one two; do
    stored=$(wc -l <"$dir/$source.stored")
    head -n "$stored" "$dir/$source.stored" >"$dir/whole"
    $journal read --raw --source $source 2>/dev/null | head -n "$stored" | cmp - "$dir/whole"; ok $? "all that was acknowledged of '$source' is there"
done
kill -TERM $stage; wait $stage; is $? 0 'the stage stops'
wait_for 10 said stage STOPPING=1; ok $? 'and has said so'
done_testing
