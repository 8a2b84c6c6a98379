# Sourced by run: the figures of the journal and of the link to it. Five rounds, each figure beside its yardstick within
# the round, medians of the values and of the rounds' ratios. Data is on the disk of the build folder, sockets in $dir.
rounds=${ROUNDS:-5}
disk=$(mktemp -d "$PWD/build/bench.XXXXXX")
size=1024
yardstick() { "$BIN/bench-yardstick" "$@"; }
client() { "$BIN/bench-hub" "$@"; }

note() { echo "$1 $2" >>"$dir/rounds"; } # note KEY VALUE: of this round
median() { awk -v k="$1" '$1 == k {print $2}' "$dir/rounds" | sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
ratio() { # ratio KEY YARDSTICK: the median of the rounds' ratios
    awk -v a="$1" -v b="$2" '$1 == a {x[++n] = $2} $1 == b {y[++m] = $2} END {for (i = 1; i <= n; i++) if (y[i]) printf "%.3f\n", x[i] / y[i]}' "$dir/rounds" |
        sort -g | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'
}
tell() { figure "$1" "$(median "$1")" "$2" "$3" "$(median "$3")" "$(ratio "$1" "$3")"; } # tell KEY UNIT YARDSTICK
each_round() { rm -f "$dir/rounds"; for round in $(seq 1 "$rounds"); do "$@" || return 1; done; }

# serve NAME: a journal of its own at $dir/NAME.sock, with its data in $disk/NAME
serve() {
    background "$1" "$BIN/journal" serve --directory "$disk/$1" --listen "ipc://$dir/$1.sock"
    until_true 20 "$BIN/journal" stat --journal "ipc://$dir/$1.sock"
}
at() { echo "ipc://$dir/$1.sock"; }
drop() { for dr in "$@"; do stop "$dr" KILL; rm -rf "${disk:?}/$dr"; done; }

# ---- append: one producer as fast as it can ----
append_round() {
    serve a; note append "$(client append "$(at a)" 100000 $size 64)"; drop a
    note bare-lmdb "$(yardstick lmdb "$disk/lmdb" 100000 $size 256)"; rm -rf "$disk/lmdb"
    note sqlite-wal-full "$(yardstick sqlite "$disk/sqlite" 50000 $size 256)"; rm -f "$disk"/sqlite*
    mkdir -p "$disk/redis"; rm -f "$dir/redis.sock"; ln -sf "$(command -v redis-check-rdb)" "$dir/redis-server" # one program under several names
    background redis "$dir/redis-server" --port 0 --unixsocket "$dir/redis.sock" --dir "$disk/redis" --appendonly yes \
        --appendfsync always --save '' --auto-aof-rewrite-percentage 0
    until_true 10 test -S "$dir/redis.sock"
    note redis-streams "$(yardstick redis "$dir/redis.sock" 20480 $size 64)"; drop redis
}
append() {
    each_round append_round
    tell append events/s bare-lmdb; tell append events/s redis-streams; tell append events/s sqlite-wal-full
}

# ---- append of one, idle ----
two() { note "$1-p50" "$2"; note "$1-p99" "$3"; }
# A flush takes what the disk's other users leave: short rounds, three times as many, so that both have the same weather.
each_short_round() { rounds=$((rounds * 3)); each_round "$@"; er_code=$?; rounds=$((rounds / 3)); return $er_code; }
one_round() {
    # shellcheck disable=SC2046
    two one $(client one "$(at o)" 150 $size)
    # shellcheck disable=SC2046
    two commit-and-2-hops $(yardstick commits "$disk/lmdb" "ipc://$dir/hop.sock" 150 $size 1); rm -rf "$disk/lmdb"
}
one() { serve o; each_short_round one_round; drop o; for p in p50 p99; do tell one-$p us commit-and-2-hops-$p; done; }

# ---- four stages that take each event apart and say it again, on the hub and in a pipe ----
relays() {
    for n in 1 2 3 4; do RELAY=$n background "relay-$n" "$BIN/bench-relay" --journal "$(at "$1")"; done
    for n in 1 2 3 4; do until_true 10 relay_started "$1" "$n"; done
}
relay_started() { "$BIN/journal" read --journal "$(at "$1")" --source "relay-$2" | grep -q stage.started; }
relays_stop() { for n in 1 2 3 4; do stop "relay-$n" KILL; done; }
in_a_pipe() { RELAY=1 "$BIN/bench-relay" | RELAY=2 "$BIN/bench-relay" | RELAY=3 "$BIN/bench-relay" | RELAY=4 "$BIN/bench-relay"; }
per_second() { awk -v n="$1" -v from="$2" -v to="$3" 'BEGIN {printf "%.0f\n", n * 1e9 / (to - from)}'; } # nanoseconds

relay_round() {
    serve c; relays c; note relay-chain "$(client chain "$(at c)" 40000 $size relay-4)"; relays_stop; drop c
    from=$(date +%s%N); got=$(in_a_pipe <"$dir/lines" | wc -l); note relay-pipes "$(per_second 40000 "$from" "$(date +%s%N)")"
    [ "$got" -eq 40000 ]
}
relay() { client lines 40000 $size >"$dir/lines"; each_round relay_round && tell relay-chain events/s relay-pipes; }

lone_round() {
    # shellcheck disable=SC2046
    two lone $(client lone "$(at l)" 120 $size relay-4)
    # shellcheck disable=SC2046
    two 4-commits-and-8-hops $(yardstick commits "$disk/lmdb" "ipc://$dir/hop.sock" 120 $size 4); rm -rf "$disk/lmdb"
}
lone() { serve l; relays l; each_short_round lone_round; relays_stop; drop l; for p in p50 p99; do tell lone-$p us 4-commits-and-8-hops-$p; done; }

# ---- the whole chain: pod events in, batches out; an injector says what watch-k8s would, a reader takes what apply-aws would ----
pods=60000
chain_round() {
    serve w
    background podinfo "$BIN/build-podinfo" --journal "$(at w)"; background plan "$BIN/plan-rules" --fleet "$dir/fleet.yaml" --journal "$(at w)"
    "$BIN/journal" append --journal "$(at w)" <"$dir/before" >/dev/null
    background batches "$BIN/journal" read --journal "$(at w)" --source plan-rules --type plan.batch --follow
    from=$(date +%s%N)
    client inject "$(at w)" watch-k8s/blue "$dir/pods" >/dev/null; "$BIN/journal" append --journal "$(at w)" <"$dir/after" >/dev/null
    until_true 120 test -s "$dir/batches.out" || { tail -n 3 "$dir/plan.log" >&2; return 1; }
    note chain "$(per_second $pods "$from" "$(date +%s%N)")"
    stop podinfo KILL; stop plan KILL; stop batches KILL; drop w
    from=$(date +%s%N)
    "$BIN/build-podinfo" <"$dir/replay" | "$BIN/plan-rules" --assume-synced | "$BIN/apply-aws" --dry-run >"$dir/batches" 2>/dev/null
    note chain-pipes "$(per_second $pods "$from" "$(date +%s%N)")"
    grep -q '"type":"plan.batch"' "$dir/batches"
}
chain() {
    write_fleet blue; sed -i 's/options: {/&default-target-type: ip, /' "$dir/fleet.yaml"
    tests/bench/pods $pods >"$dir/replay"
    grep '"source":"watch-k8s/blue"' "$dir/replay" >"$dir/pods"
    grep '"source":"apply-aws"' "$dir/replay" | grep -v aws.synced >"$dir/before"; grep aws.synced "$dir/replay" >"$dir/after"
    each_round chain_round && tell chain events/s chain-pipes
}

# ---- reading, checking, space ----
reading_round() { note read "$(client read "$(at r)" 200000)"; note bare-cursor "$(yardstick cursor "$disk/r" 200000)"; }
reading() {
    serve r; client append "$(at r)" 200000 $size 64 >/dev/null
    each_round reading_round && tell read events/s bare-cursor; drop r
}
verify_round() {
    from=$(date +%s%N); "$BIN/journal" verify --directory "$disk/v" >/dev/null || return 1
    note verify "$(per_second 200000 "$from" "$(date +%s%N)")"; note sha-256-alone "$(yardstick sha 200000 $size)"
}
verify() {
    serve v; client append "$(at v)" 200000 $size 64 >/dev/null; stop v
    each_round verify_round && tell verify events/s sha-256-alone; rm -rf "$disk/v"
}
space() { # one append of 64 on its way at a time: so each transaction has 64
    serve s; client append "$(at s)" 64000 $size 64 1 >/dev/null
    figure space-batch-64 "$(stat -c %s "$disk/s/data.mdb")" bytes payload $((64000 * size)); drop s
}

# ---- a long history: 10 million smaller events (570 bytes) beneath, and 10,000 ----
growth_round() {
    note append-on-10-k "$(client append "$(at few)" 20000 $size 64)"; note append-on-10-M "$(client append "$(at many)" 20000 $size 64)"
    # shellcheck disable=SC2046
    two one-on-10-k $(client one "$(at few)" 200 $size)
    # shellcheck disable=SC2046
    two one-on-10-M $(client one "$(at many)" 200 $size)
}
growth() {
    serve few; client append "$(at few)" 10000 500 64 >/dev/null
    serve many; for million in $(seq 1 10); do client append "$(at many)" 1000000 500 64 >/dev/null || return 1; done
    each_round growth_round && tell append-on-10-M events/s append-on-10-k && tell one-on-10-M-p50 us one-on-10-k-p50; drop few many
}
