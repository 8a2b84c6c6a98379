#!/bin/bash
# A disk that is really full, and one that is really read-only: a file system of 8 MiB in memory, where one may be mounted; else a limit on
# the size of files. And a database that a newer version made.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
mkdir "$dir/disk"
if [ -z "${REAL_DISK:-}" ]; then
    for how in 'unshare -m' 'unshare -Urm'; do
        $how sh -c "mount -t tmpfs -o size=8m none '$dir/disk'" 2>/dev/null && REAL_DISK=tmpfs && break
    done
    if [ -n "${REAL_DISK:-}" ]; then # from the top, where it may be mounted
        export REAL_DISK
        rm -rf "$dir"
        exec $how bash "$0"
    fi
fi
echo "# ${REAL_DISK:-no mount is allowed here: a limit on the size of files instead}"
[ "${REAL_DISK:-}" != tmpfs ] || mount -t tmpfs -o size=8m none "$dir/disk"
limit=; [ "${REAL_DISK:-}" = tmpfs ] || limit='prlimit --fsize=8388608'
serve() { $limit $journal serve --directory "$dir/disk/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/log" & hub=$!; children="$children $hub"; wait_for 10 $journal stat; }
events() { # events SOURCE FIRST COUNT BYTES
    perl -e 'my ($s, $first, $n, $b) = @ARGV; printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"object.put\",\"subject\":\"blue/d/configmap/c%d\",\"data\":\"%s\"}\n", $_, $s, $_ % 20, "x" x $b for $first .. $first + $n - 1' "$@"
}
serve; ok $? 'serve'
events a 1 20000 700 | $journal append --keep-ids >"$dir/acked" 2>"$dir/err"; is $? 111 'more than fits: 111'
like "$(cat "$dir/err")" "the journal in '$dir/disk/db' (is full|cannot be written)" 'with a sentence'
wait_for 5 $journal stat; ok $? 'serve lives'
is "$($journal read | wc -l)" "$(wc -l <"$dir/acked")" 'what was acknowledged is there, and nothing else'
[ "${REAL_DISK:-}" != tmpfs ] || like "$(tail -n 20 "$dir/log")" 'the journal runs out of room' 'there was a warning before'
until ! printf '{"specversion":"1.0","id":"x","source":"watch-k8s/blue","type":"object.put","subject":"blue/d/pod/p","data":"%s"}\n' "$(head -c 60000 /dev/zero | tr '\0' y)" | $journal append >/dev/null 2>"$dir/err"; do :; done
like "$(cat "$dir/err")" "cannot be written|is full" 'at the very end what moves traffic does not get in either'
kill -0 $hub; ok $? 'and serve lives on'
is "$($journal read | wc -l)" "$($journal stat --json | jq .head)" 'nothing half-written'
if [ "${REAL_DISK:-}" = tmpfs ]; then
    mount -o remount,size=12m "$dir/disk"
    events b 1 50 700 | $journal append >/dev/null 2>>"$dir/err"; is $? 0 'room is made, and it goes on'
    $journal compact --directory "$dir/disk/db" --keep 0s --linger 0s >"$dir/compacted" 2>>"$dir/err"; is $? 0 'compact, on the disk that was full'
    events c 1 4000 700 | $journal append >/dev/null 2>>"$dir/err"; is $? 0 'and there is room for as much again'
    kill -TERM $hub; wait $hub
    mount -o remount,ro "$dir/disk"
    $journal serve --directory "$dir/disk/db" --listen "$HEADGATE_JOURNAL" 2>"$dir/err"; is $? 100 'a read-only file system: 100'
    like "$(cat "$dir/err")" "cannot open '.*': Read-only file system" 'with a sentence'
    $journal compact --directory "$dir/disk/db" >/dev/null 2>"$dir/err"; is $? 100 'compact too'
    like "$($journal verify --directory "$dir/disk/db" 2>"$dir/err")" '^good ' 'verify reads it all the same'
    mount -o remount,rw "$dir/disk"
else
    kill -TERM $hub; wait $hub; limit=
    serve; events b 1 50 700 | $journal append >/dev/null; is $? 0 'room is made, and it goes on'
    kill -TERM $hub; wait $hub
fi
like "$($journal verify --directory "$dir/disk/db")" '^good ' 'the chain holds'

# a newer version made it
perl -e 'open my $f, "+<:raw", $ARGV[0] or die; local $/; my $all = <$f>; my $n = 0;
    while ($all =~ /format(?=(....))/sg) { my $at = pos $all; next if unpack("V", $1) != 3; seek $f, $at, 0; print $f pack "V", 99; $n++ } exit !$n' "$dir/disk/db/data.mdb"; ok $? 'a database that says it is of a later format'
for command in serve verify compact; do
    $journal $command --directory "$dir/disk/db" >/dev/null 2>"$dir/err"; is $? 100 "$command: 100"
    like "$(cat "$dir/err")" 'has format 99, this version reads [0-9]+ to [0-9]+: use the version that wrote it' 'and says why'
done
if [ "${REAL_DISK:-}" = tmpfs ]; then umount "$dir/disk"; fi
done_testing
