#!/bin/bash
# watch-k8s --check: one line for each thing that watching needs, and exit code 100 with what to do where one is missing.
. "$(dirname "$0")/00-tap.sh"
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --token t1:alice --without ingressclassparams --port-file "$dir/port" --log "$dir/log" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
url=https://127.0.0.1:$(cat "$dir/port")
sim() { curl -s --max-time 20 --cacert "$dir/ca/ca.crt" -X POST "$url/sim/$1" > /dev/null; }
sed 's/token: .*/token: t1/' "$dir/ca/kubeconfig" > "$dir/ca/kc"
check() { "$BIN/watch-k8s" --cluster blue --kubeconfig "$1" --check "${@:2}" > "$dir/out" 2> "$dir/err"; }
words() { awk '{print $1, $2}' "$dir/out" | uniq -c | tr -s ' ' | tr '\n' ';'; }

check "$dir/ca/kc"; is $? 0 'all is there'
is "$(words)" ' 1 ok address; 1 ok certificate; 1 ok version; 1 ok identity; 10 ok right; 1 note CRD; 1 ok CRD;' 'one line each'
like "$(cat "$dir/out")" "ok +identity +'alice'" 'who we are'
like "$(cat "$dir/out")" 'note +CRD +ingressclassparams.elbv2.k8s.aws is not installed' 'a custom resource that is not there is no fault'
is "$(jq -r .verb "$dir/log" | grep -c -e '^list' -e '^watch')" 0 'nothing was listed or watched'
sim 'deny?rule=watch%20pods'; sim 'deny?rule=list%20secrets'; sim 'deny?rule=*%20services'
check "$dir/ca/kc"; is $? 100 'rights are missing'
like "$(cat "$dir/out")" "fail +right +may not watch 'pods': .*docs/rbac.yaml" 'which one, and what to do'
like "$(cat "$dir/out")" "fail +right +may not list and watch 'services'" 'both verbs at once'
like "$(cat "$dir/out")" "note +right +may not list 'secrets'" 'what can be done without is said too'
is "$(grep -c ^fail "$dir/out")" 2 'the others go on'
sim allow
sed 's/token: .*/token: wrong/' "$dir/ca/kubeconfig" > "$dir/ca/bad"
check "$dir/ca/bad"; is $? 100 'a wrong token'
like "$(tail -n 1 "$dir/out")" 'fail +identity .*401' 'a wrong token: the line'
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$dir/k" -out "$dir/other.crt" -subj /CN=other -days 2 2> /dev/null
sed "s,certificate-authority: .*,certificate-authority: $dir/other.crt,; s,certificate-authority-data: .*,certificate-authority-data: $(base64 -w0 "$dir/other.crt")," "$dir/ca/kc" > "$dir/ca/ca2"
check "$dir/ca/ca2"; is $? 100 'another CA'
like "$(cat "$dir/out")" '^fail +certificate' 'another CA: the line'
sed "s,127.0.0.1:[0-9]*,127.0.0.1:1," "$dir/ca/kc" > "$dir/ca/down"
check "$dir/ca/down"; is $? 100 'nobody there'
like "$(cat "$dir/out")" '^fail +address' 'nobody there: the line'
check "$dir/ca/kc" --journal ipc:///nowhere; is $? 100 'with a journal it makes no sense'
done_testing
