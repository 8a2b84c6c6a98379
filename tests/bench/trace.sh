# Sourced by tests/bench/run.
#   trace       what an answer takes with TRACE_EVENTS events (1,000,000) in the journal: a pod and what came of it, the 20 newest events about a
#               target, one event by its sequence; yardstick: the command that asks for nothing but `stat`. Then the index: how far behind it
#               was when the last event was acknowledged, its size, and making it anew

ms_of() { # ms_of COMMAND...: median and longest of 31 runs, in ms; the command's own start is in it
    for mo_n in $(seq 31); do
        mo_began=$(date +%s%N); "$@" >/dev/null 2>&1 || return 1
        echo $(($(date +%s%N) - mo_began))
    done | sort -n | awk '{ t[NR] = $1 } END { printf "%.1f %.1f\n", t[16] / 1e6, t[31] / 1e6 }'
}
index_at() { "$BIN/journal" stat --json --journal "$endpoint" | jq .share.at; }
indexed() { [ "$(index_at)" = "$1" ]; }

trace() {
    count=${TRACE_EVENTS:-1000000}
    start_journal
    nice tests/bench/trace-events "$count" | "$BIN/journal" append --keep-ids --journal "$endpoint" | tail -n 1 >"$dir/last"
    behind=$((count - $(index_at)))
    began=$(date +%s%N)
    until_true 600 indexed "$count" || { echo 'bench: the index never came to the end' >&2; exit 1; }
    echo "bench: the index was $behind events behind when the last one was acknowledged, and took $((($(date +%s%N) - began) / 1000000)) ms more" >&2
    read -r y50 ymax < <(ms_of "$BIN/journal" stat --journal "$endpoint")
    for what in '--pod blue/shop/web-77 --last 1' '--target 10.0.3.17:8080' "$((count / 3))"; do
        # shellcheck disable=SC2086
        read -r p50 max < <(ms_of "$BIN/journal" trace --journal "$endpoint" $what)
        name=trace-$(echo "$what" | sed 's/^--//; s/ .*//; s/^[0-9].*/sequence/')
        figure "$name-p50" "$p50" ms stat-p50 "$y50"
        figure "$name-max" "$max" ms stat-max "$ymax"
    done
    figure trace-index-size $(($(stat -c %s "$dir/journal/trace.index") / count)) B/event database $(($(stat -c %s "$dir/journal/data.mdb") / count))
    stop journal
    began=$(date +%s%N)
    "$BIN/journal" index --rebuild --directory "$dir/journal" >/dev/null
    took=$(($(date +%s%N) - began))
    figure trace-index-anew $((count * 1000000000 / took)) events/s verify "$(verify_rate "$count")"
    rm -rf "$dir/journal"
}
verify_rate() { # events/s
    vr_began=$(date +%s%N)
    "$BIN/journal" verify --directory "$dir/journal" >/dev/null
    echo $(($1 * 1000000000 / ($(date +%s%N) - vr_began)))
}
