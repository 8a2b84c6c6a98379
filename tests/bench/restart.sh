# Sourced by run: what history costs (docs/JOURNAL.md, Compaction).
#   restart     HISTORY events (1,000,000) about PODS live pods (10,000) behind 20 load balancers, compacted; then journal and all stages are
#               started together, an Ingress is new, and the clock runs until its plan is in the journal. Yardstick: the same, not compacted
#   readers     what serve holds (its map not counted) while 1,000,000 events a minute are offered and of 100 readers 4 keep up

re_ingress() { # re_ingress NAME SERVICE...: one Ingress before these Services
    re_name=$1; shift
    re_paths=$(for re_service; do printf ',{"path":"/%s","pathType":"Prefix","backend":{"service":{"name":"%s","port":{"number":80}}}}' "$re_service" "$re_service"; done)
    printf '{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"%s","namespace":"%s","annotations":{"alb.ingress.kubernetes.io/scheme":"internet-facing","alb.ingress.kubernetes.io/target-type":"ip"}},"spec":{"ingressClassName":"alb","rules":[{"host":"%s.example.com","http":{"paths":[%s]}}]}}' \
        "$re_name" "$re_space" "$re_name" "${re_paths#,}" | kube blue POST /apis/networking.k8s.io/v1/namespaces/$re_space/ingresses >/dev/null
}
re_registered() { [ "$(journal_read --type call.done | grep -c '"action":"RegisterTargets"')" -ge 100 ]; }
re_head() { "$BIN/journal" stat --json --journal "$endpoint" | jq .head; }
re_answered() { # re_answered SEQUENCE: by build-podinfo
    "$BIN/journal" stat --json --journal "$endpoint" | jq -e --argjson to "$1" '[.sources[] | select(.source == "build-podinfo").upto][0] >= $to'
}
re_start() { # re_start NAME: everything at once, and a new Ingress; prints ms until it is planned
    re_began=$(date +%s%3N)
    background journal "$BIN/journal" serve --directory "$dir/journal" --listen "$endpoint"
    start_watch blue; start_podinfo; start_plan; start_apply
    re_ingress "$1" svc-0001
    until_true 120 sh -c "'$BIN/journal' read --journal '$endpoint' --type plan.batch --source plan-rules --subject 'loadbalancer/$re_space/$1' | grep -q ." || { echo "bench: '$1' was never planned" >&2; tail -n 3 "$dir"/*.log >&2; return 1; }
    re_planned=$(journal_read --type plan.batch --subject "loadbalancer/$re_space/$1" | head -n 1 | jq -r .recordedtime)
    echo $(($(date -d "$re_planned" +%s%3N) - re_began))
}
re_stop() { for re_stage in watch-blue podinfo plan apply journal; do stop $re_stage; done; }

restart() {
    re_pods=${PODS:-10000} re_space=default re_events=${HISTORY:-1000000}
    start_kube blue --bulk "pods=$re_pods,services=100,nodes=$((re_pods / 20))"; start_aws
    write_fleet blue

    re_space=$(curl -sS --cacert "$dir/blue/ca.crt" -H 'Authorization: Bearer sim-token' "https://127.0.0.1:$(cat "$dir/blue.port")/api/v1/services?limit=1" | jq -r '.items[0].metadata.namespace')
    for re_n in $(seq 0 19); do
        # shellcheck disable=SC2046
        re_ingress "app-$re_n" $(seq -f 'svc-%04g' $((re_n * 5)) $((re_n * 5 + 4)))
    done
    start_journal; start_watch blue; start_podinfo; start_plan; start_apply
    until_true 240 re_registered || { echo 'bench: the targets were never registered' >&2; tail -n 3 "$dir"/*.log >&2; return 1; }
    stop watch-blue
    re_left=$((re_events - $(re_head)))
    echo "bench: $(re_head) events of $re_pods pods behind 20 load balancers; now $re_left of history" >&2
    journal_read --type object.put --subject '*/pod/*' >"$dir/pods.lines" 2>/dev/null; [ -s "$dir/pods.lines" ] || journal_read --type object.put | grep '/pod/' >"$dir/pods.lines"
    # each pod's condition goes to and fro, and ends as it is: every other event is build-podinfo's
    perl -e 'my ($n) = @ARGV; my @l = <STDIN>; s/^\{"sequence":"[^"]*","recordedtime":"[^"]*",/{/ for @l; my $half = int($n / 2 / @l) * @l;
        for my $i (0 .. $half - 1) { my $l = $l[$i % @l]; my $round = int($i / @l); my $last = $half / @l - 1;
            $l =~ s/"type":"ContainersReady","status":"True"/"type":"ContainersReady","status":"False"/ if ($last - $round) % 2; print $l }' "$re_left" <"$dir/pods.lines" |
        "$BIN/journal" append --journal "$endpoint" >/dev/null
    re_last=$(journal_read --source watch-k8s/blue --type object.put | tail -n 1 | jq -r .sequence)
    until_true 600 re_answered $((10#$re_last)) || { echo 'bench: the history was never answered' >&2; return 1; }
    re_all=$(re_head)
    re_stop
    re_slow=$(re_start early) || return 1
    sleep 5; re_stop
    "$BIN/journal" compact --directory "$dir/journal" --keep 0s --linger 0s --journal "$endpoint" >"$dir/compacted" || return 1
    echo "bench: $(cat "$dir/compacted")" >&2
    figure compact-longest-hold "$(sed 's/.* longest=\([0-9]*\)ms.*/\1/' "$dir/compacted")" ms allowed 50
    re_fast=$(re_start late) || return 1
    figure "restart-$re_all-events" "$re_fast" ms not-compacted "$re_slow"
    re_stop; stop kube-blue; stop aws
    rm -rf "$dir/journal"
}

re_memory() { awk '/^RssAnon/ {print $2}' "/proc/$(cat "$dir/journal.pid")/status"; } # KiB, the map not counted
readers() {
    re_seconds=${SECONDS_OF_LOAD:-30}
    start_journal
    mkfifo "$dir/stuck"
    exec 8<>"$dir/stuck" # opened, and never read
    for re_n in $(seq 96); do background "stuck-$re_n" sh -c "exec '$BIN/journal' read --follow --journal '$endpoint' >'$dir/stuck'"; done
    for re_n in 1 2 3 4; do background "reader-$re_n" sh -c "exec '$BIN/journal' read --follow --journal '$endpoint' >'$dir/read.$re_n'"; done
    until_true 60 sh -c "[ \$('$BIN/journal' stat --json --journal '$endpoint' | jq '.clients | length') -ge 100 ]" || { echo 'bench: the readers never came' >&2; return 1; }
    re_most=0
    perl -MTime::HiRes=time,sleep -e '$| = 1; my ($seconds) = @ARGV; my ($n, $t) = (0, time); my $pad = "x" x 850;
        while ($n < $seconds * 16667) { for (1 .. 1667) { $n++; printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"load\",\"type\":\"t.x\",\"subject\":\"s/%d\",\"data\":\"%s\"}\n", $n, $n % 1000, $pad }
            my $wait = $t + $n / 16667 - time; sleep $wait if $wait > 0 } print STDERR int($n / (time - $t) * 60), "\n"' "$re_seconds" 2>"$dir/offered" |
        "$BIN/journal" append --journal "$endpoint" >/dev/null & re_load=$!
    children="$children $re_load"
    while kill -0 $re_load 2>/dev/null; do
        re_now=$(re_memory); [ "$re_now" -gt $re_most ] && re_most=$re_now
        sleep 0.1
    done
    re_end=$(re_head)
    re_kept_up() { for re_k in 1 2 3 4; do tail -n 1 "$dir/read.$re_k" | grep -q "\"sequence\":\"$(printf '%020d' "$re_end")\"" || return 1; done; }
    until_true 60 re_kept_up || { echo 'bench: the four readers did not keep up' >&2; return 1; }
    echo "bench: $(cat "$dir/offered") events a minute offered, $re_end stored" >&2
    figure serve-100-readers-peak "$re_most" KiB ceiling 32768
    exec 8>&-
    for re_n in $(seq 96); do stop "stuck-$re_n" KILL; done
    for re_n in 1 2 3 4; do stop "reader-$re_n" KILL; done
    stop journal KILL
    rm -rf "$dir/journal" "$dir"/read.*
}
