#!/bin/sh
# A file that was cut or in which bits were turned, and a disk that fails: a sentence each time, nobody dies of it, nothing is
# passed over, and what is acknowledged is there.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0
export ASAN_OPTIONS
shim=$(cd "$BIN" && pwd)/power-shim.so
serve() { $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" "$@" 2>>"$dir/log" & hub=$!; children="$children $hub"; wait_for 10 $journal stat; }
stop() { kill -TERM $hub; wait $hub; }
events() { # events SOURCE COUNT
    awk -v s="$1" -v n="$2" 'BEGIN { for (i = 1; i <= n; i++) { p = ""; for (k = 0; k < i % 40; k++) p = p "0123456789abcdef"; if (i % 50 == 0) for (k = 0; k < 5; k++) p = p p; printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"t.x\",\"data\":\"%s\"}\n", i, s, p } }'
}

# a disk that fails
LD_PRELOAD=$shim POWER_FAULT=$dir/fault serve; ok $? 'serve'
events a 100 | $journal append >/dev/null; is $? 0 'while the disk is good'
for fault in EIO short EROFS EDQUOT ENOSPC; do
    echo $fault >"$dir/fault"
    events "$fault" 3 | $journal append >"$dir/out" 2>"$dir/err"; is "$? $(wc -l <"$dir/out" | tr -d ' ')" '111 0' "$fault: appends are refused"
    like "$(cat "$dir/err")" "the journal in '$dir/db' cannot be written: " 'with a sentence'
    is "$($journal read | wc -l | tr -d ' ')" "$($journal stat --json | jq .head)" 'readers are served'
    rm "$dir/fault"
    events "$fault" 3 | $journal append >/dev/null; is $? 0 'and when it is over it goes on'
done
like "$(tail -n 3 "$dir/log")" 'appends are taken again sequence=115' 'which is logged'
stop; is $? 0 'it has lived through all of it'
like "$($journal verify --directory "$dir/db")" '^good sequence=115 ' 'the chain holds'

# a file that was cut
serve; events b 400 | $journal append >/dev/null; stop
whole=$(stat -c %s "$dir/db/data.mdb")
cp -r "$dir/db" "$dir/kept"
for part in 9 5 2; do
    truncate -s $((whole * part / 10 / 4096 * 4096)) "$dir/db/data.mdb"
    $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>"$dir/err"; is $? 100 "cut to $part tenths: serve ends with 100"
    like "$(cat "$dir/err")" "the database in '$dir/db' is damaged: " 'with a sentence'
    $journal verify --directory "$dir/db" >/dev/null 2>"$dir/err"; is $? 100 'verify too'
    cp "$dir/kept/data.mdb" "$dir/db/data.mdb"
done

# bits that were turned: heads of pages, and anywhere
cat >"$dir/turn.pl" <<'P'
my ($file, $seed) = @ARGV; srand($seed);
open my $f, '+<:raw', $file or die; my $pages = (-s $file) / 4096;
for (1 .. 1 + int rand 3) {
    my $at = 4096 * int(rand $pages) + int(rand($seed % 2 ? 64 : 4096)); my $c;
    seek $f, $at, 0; read $f, $c, 1; seek $f, $at, 0; print $f chr(ord($c) ^ (1 << int rand 8));
}
P
died=0 silent=0 seen=0 served=0
$journal verify --directory "$dir/kept" >"$dir/whole"
seed=1
while [ $seed -le 60 ]; do
    rm -rf "$dir/db"; cp -r "$dir/kept" "$dir/db"; perl "$dir/turn.pl" "$dir/db/data.mdb" $seed
    $journal verify --directory "$dir/db" >"$dir/out" 2>"$dir/err"; code=$?
    case $code in
    0) cmp -s "$dir/out" "$dir/whole" || { grep -q ' sequence=0 ' "$dir/out" || silent=$((silent + 1)); } ;;
    1 | 100) seen=$((seen + 1)); [ -s "$dir/out" ] || [ -s "$dir/err" ] || silent=$((silent + 1)) ;;
    *) died=$((died + 1)); echo "# seed $seed: verify ended with $code" ;;
    esac
    if [ $((seed % 3)) -eq 0 ]; then
        $journal serve --directory "$dir/db" --listen "ipc://$dir/s$seed" 2>"$dir/err" & hub=$!; children="$children $hub"
        answered() { grep -q 'serving endpoint' "$dir/err" || ! kill -0 $hub 2>/dev/null; }
        wait_for 10 answered
        if kill -0 $hub 2>/dev/null; then
            served=$((served + 1))
            $journal read --journal "ipc://$dir/s$seed" >"$dir/out" 2>/dev/null; code=$?
            [ $code -eq 100 ] || [ "$(wc -l <"$dir/out")" -ge 514 ] || silent=$((silent + 1))
        fi
        kill -TERM $hub 2>/dev/null; wait $hub; code=$?
        [ $code -eq 0 ] || [ $code -eq 100 ] || { died=$((died + 1)); echo "# seed $seed: serve ended with $code: $(tail -n 1 "$dir/err")"; }
    fi
    seed=$((seed + 1))
done
echo "# of 60 files with bits turned verify found $seen, the others were turned where nothing is in use; 20 were offered to serve, it served $served"
is "$died" 0 'nobody dies of a turned bit'
is "$silent" 0 'and nothing is passed over in silence'
[ "$seen" -ge 20 ]; ok $? 'most are found'
done_testing
