#!/bin/bash
# Who may do what at the journal: an endpoint for each role, keys over tcp://, appends and readings without a right refused and logged, the
# table read again on SIGHUP. Real sockets throughout.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
unset HEADGATE_JOURNAL HEADGATE_JOURNAL_KEY HEADGATE_JOURNAL_SERVER_KEY
me=$(id -gn)
ev() { # ev NUMBER SOURCE TYPE
    printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"%s","subject":"s"}\n' "$@"
}
ids() { jq -r '.source + "#" + (.id | tonumber | tostring)' | tr '\n' ' '; }
at() { echo "ipc://$dir/$1"; }
port=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport')
tcp=tcp://127.0.0.1:$port

# ---- keys ----
$journal keygen "$dir/server.key" >/dev/null; is $? 0 'keygen'
is "$(stat -c %a "$dir/server.key") $(stat -c %a "$dir/server.key.pub")" '600 644' 'the pair is for its owner only, the public part for everybody'
row=$($journal keygen "$dir/red.key")
like "$row" '^red key=.{40} append= read=$' 'it prints the row for the access file'
$journal keygen "$dir/red.key" 2>"$dir/err" >/dev/null; is $? 100 'a pair that is there is not written over'
like "$(cat "$dir/err")" 'is there already' 'with a sentence'
for name in eye stranger; do $journal keygen "$dir/$name.key" >/dev/null; done
public() { sed -n 's/^public=//p' "$dir/$1.key.pub"; }

table() { # table FILE SOURCES: the rows, red for those
    cat >"$1" <<ROWS
# who may do what
watch      listen=$(at watch)      mode=0660 group=$me  append=watch-k8s/      read=watch-k8s/   # any cluster
plan       listen=$(at plan)                            append=plan-rules      read=watch-k8s/,build-podinfo,plan-rules
operators  listen=$(at operators)  mode=0600            append=shift-traffic   read=*
admin      listen=$(at admin)                           append=*               read=*
remote     listen=$tcp
red        key=$(public red)   append=$2  read=$2
eye        key=$(public eye)   read=*
ROWS
}
table "$dir/access" watch-k8s/red
serve() { $journal serve --directory "$dir/db" --access "$dir/access" --key "$dir/server.key" 2>>"$dir/log" & hub=$!; children="$children $hub"; wait_for 20 $journal stat --journal "$(at admin)"; }
serve; ok $? 'serve with a table'
is "$(stat -c '%a %G' "$dir/watch"; stat -c %a "$dir/operators" "$dir/plan")" "660 $me
600
660" 'each socket has its mode and group'

# ---- a row each: what may be done, what not. ENDPOINT append|read SOURCE wanted-exit ----
export HEADGATE_JOURNAL_SERVER_KEY=$dir/server.key.pub
try() { # try NAME append|read SOURCE...: the exit code; its words in $dir/err
    case $1 in
    red | eye | stranger) where=$tcp; export HEADGATE_JOURNAL_KEY=$dir/$1.key ;;
    *) where=$(at "$1"); unset HEADGATE_JOURNAL_KEY ;;
    esac
    if [ "$2" = append ]; then ev 1 "$3" t.x | $journal append --journal "$where" >"$dir/out" 2>"$dir/err"; return; fi
    shift 2
    # shellcheck disable=SC2046
    $journal read --journal "$where" $(for s; do echo --source "$s"; done) >"$dir/out" 2>"$dir/err"
}
while read -r wanted name what sources; do
    # shellcheck disable=SC2086
    try "$name" "$what" $sources; code=$?
    is $code "$wanted" "$name: $what ${sources:-everything}: $wanted"
    [ "$wanted" = 0 ] || like "$(cat "$dir/err")" "'$name' may not $what .*(, only( as)? |nothing)" 'and says what it may'
done <<TABLE
0   watch      append watch-k8s/blue
0   watch      append watch-k8s/green
100 watch      append plan-rules
100 watch      append watch-k8s
0   watch      read   watch-k8s/blue
0   watch      read   watch-k8s/
100 watch      read   build-podinfo
100 watch      read   watch-k8s/blue plan-rules
100 watch      read
0   plan       append plan-rules
100 plan       append apply-aws
0   plan       read   watch-k8s/ plan-rules
100 plan       read   shift-traffic
0   operators  append shift-traffic
100 operators  append plan-rules
0   operators  read
0   admin      append anybody
0   admin      read
0   red        append watch-k8s/red
100 red        append watch-k8s/blue
0   red        read   watch-k8s/red
100 red        read   watch-k8s/
100 red        read
100 eye        append watch-k8s/red
0   eye        read
TABLE
is "$(unset HEADGATE_JOURNAL_KEY; $journal read --journal "$(at admin)" | ids)" 'watch-k8s/blue#1 watch-k8s/green#1 plan-rules#1 shift-traffic#1 anybody#1 watch-k8s/red#1 ' 'in the journal is what was allowed, and nothing else'
like "$(cat "$dir/log")" "not allowed: 'watch' may not append as 'plan-rules', only as 'watch-k8s/'.* endpoint=$(at watch)" 'the journal logs who was refused what, and where'
like "$(cat "$dir/log")" "not allowed: 'red' may not append as 'watch-k8s/blue'.* key=$(public red | sed 's/[^A-Za-z0-9]/./g')" 'with the key'
$journal stat --journal "$(at watch)" 2>"$dir/err"; is $? 100 'stat is for who may read everything'
is "$($journal stat --journal "$(at operators)" --json | jq -r '[.clients[].by] | index("operators") != null')" true 'stat tells by which row each client came'

# ---- over tcp:// ----
try stranger read; is $? 100 'a key that no row has: 100'
like "$(cat "$dir/err")" "journal '$tcp': the server does not admit our key" 'with a sentence'
like "$(cat "$dir/log")" "a client is not admitted, its key is in no row of the access file: endpoint=$tcp address=127.0.0.1 key=" 'and it is logged'
env -u HEADGATE_JOURNAL_KEY -u HEADGATE_JOURNAL_SERVER_KEY $journal read --journal "$tcp" 2>"$dir/err"; is $? 100 'tcp:// without keys: 100'
like "$(cat "$dir/err")" 'no CURVE keys are given' 'with a sentence'
$journal read --journal "$tcp" --journal-key "$dir/eye.key" --journal-server-key "$dir/red.key.pub" 2>"$dir/err" >/dev/null; is $? 111 "the server's key is another's: 111"
like "$(cat "$dir/err")" "is the server's public key the right one" 'with a sentence'
chmod 644 "$dir/eye.key"; $journal read --journal "$tcp" --journal-key "$dir/eye.key" --journal-server-key "$dir/server.key.pub" 2>"$dir/err"; is $? 100 'a key file that others may read: 100'
like "$(cat "$dir/err")" 'is open to others' 'with a sentence'
chmod 600 "$dir/eye.key"

# ---- a stage over tcp://, by its options ----
keys="--journal-key $dir/red.key --journal-server-key $dir/server.key.pub"
$BIN/sim-stage --journal "$tcp" $keys 2>"$dir/toy.log"; is $? 100 'a stage whose key is for another source stops with 100'
like "$(cat "$dir/toy.log")" "'red' may not append as 'toy', only as 'watch-k8s/red'" 'and says why'
table "$dir/access" toy,ticker
kill -HUP $hub
rows() { [ "$(grep -c 'access file=' "$dir/log")" -ge "$1" ]; }
wait_for 20 rows 2; ok $? 'SIGHUP reads the table again'
$BIN/sim-stage --journal "$tcp" $keys 2>"$dir/toy.log" & toy=$!; children="$children $toy"
admin_read() { env -u HEADGATE_JOURNAL_KEY $journal read --journal "$(at admin)" "$@"; }
started() { admin_read --source toy --type stage.started | grep -q version; }
wait_for 20 started; ok $? 'with the right it works over tcp://'

# ---- the table again ----
sed -i '/^red /d' "$dir/access"; kill -HUP $hub
wait $toy; is $? 100 'a stage whose row goes is told and stops'
like "$(cat "$dir/toy.log")" 'has no row in the access file any more' 'with a sentence'
echo "nonsense" >>"$dir/access"; kill -HUP $hub
wait_for 20 grep -q "access:[0-9]*: 'nonsense' needs either listen= or key=" "$dir/log"; ok $? 'a table that is wrong is told'
admin_read >/dev/null; is $? 0 'and the one before it stays in force'
sed -i -e '/^nonsense/d' -e '/^operators /d' "$dir/access"; echo "late listen=$(at late) read=*" >>"$dir/access"; kill -HUP $hub
wait_for 20 test -S "$dir/late"; $journal read --journal "$(at late)" >/dev/null; is $? 0 'a row that is new is listened for'
gone() { [ ! -S "$dir/operators" ]; }
wait_for 20 gone; ok $? 'one that goes is no longer there'
kill -TERM $hub; wait $hub; is $? 0 'stopped'

# ---- other users: who is not in the group cannot even connect ----
if [ "$(id -u)" = 0 ]; then
    chmod 755 "$dir"
    printf 'role listen=%s group=daemon read=*\nown listen=%s mode=0600 read=*\nadmin listen=%s append=* read=*\n' "$(at role)" "$(at own)" "$(at admin)" >"$dir/access"
    serve
    connect() { # connect UID GID SOCKET: as that user and group alone
        perl -MIO::Socket::UNIX -e '$) = "$ARGV[1] $ARGV[1]"; $( = $ARGV[1]; $< = $> = $ARGV[0]; print IO::Socket::UNIX->new(Peer => $ARGV[2]) ? "in" : "$!"' "$@"
    }
    daemon=$(getent group daemon | cut -d: -f3) nogroup=$(getent group nogroup | cut -d: -f3) nobody=$(id -u nobody)
    is "$(connect "$nobody" "$daemon" "$dir/role")" in 'a user of the group gets in'
    is "$(connect "$nobody" "$nogroup" "$dir/role")" 'Permission denied' 'another does not'
    is "$(connect "$nobody" "$daemon" "$dir/own")" 'Permission denied' 'and where the mode is 0600 nobody else does'
    kill -TERM $hub; wait $hub
fi

# ---- tables that are not taken ----
while IFS='|' read -r text why; do
    echo "$text" >"$dir/bad"
    $journal serve --directory "$dir/db2" --access "$dir/bad" 2>"$dir/err"; is $? 100 "refused: $text"
    grep -qF -- "$why" "$dir/err"; ok $? "because: $why"
done <<TABLE
a listen=ipc://$dir/x mode=0666|mode=0666 is none of 0600 and 0660
a listen=ipc://$dir/x group=no-such-group|is for group 'no-such-group', which there is not
a listen=ipc://$dir/x key=short|key=short is no public key
a listen=ipc://$dir/x append=a,,b|two in a row
a listen=tcp://127.0.0.1:1 read=*|rights there belong to keys
a listen=tcp://127.0.0.1:1|no CURVE keys are given
a colour=red|'colour=red' is none of
TABLE
echo "a listen=$(at x) read=*" >"$dir/bad"; chmod o+w "$dir/bad"
$journal serve --directory "$dir/db2" --access "$dir/bad" 2>"$dir/err"; is $? 100 'a table that anybody can write: 100'
done_testing
