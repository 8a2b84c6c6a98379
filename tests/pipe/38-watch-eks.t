#!/bin/bash
# watch-k8s by the name of an EKS cluster: DescribeCluster tells where, a presigned STS request signs in; refused, it is made anew.
. "$(dirname "$0")/00-tap.sh"
export AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY AWS_EC2_METADATA_DISABLED=true
export AWS_CONFIG_FILE=$dir/none AWS_SHARED_CREDENTIALS_FILE=$dir/none
unset AWS_REGION AWS_DEFAULT_REGION AWS_PROFILE AWS_SESSION_TOKEN
watch() { "$BIN/watch-k8s" --cluster blue --fleet "$dir/fleet.yaml" "$@" > "$dir/out" 2> "$dir/err"; }
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --bulk pods=3 --eks "blue-1:$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" --eks-token-ms 4000 \
    --port-file "$dir/port" --log "$dir/log" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
# EKS itself: one answer for each path, from a file; each request line goes to a log
cat > "$dir/eks.pl" <<'P'
use strict; use warnings; use IO::Socket::INET;
my ($dir) = @ARGV;
my $s = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 5, ReuseAddr => 1) or die;
open my $p, '>', "$dir/eks.new"; print $p $s->sockport; close $p; rename "$dir/eks.new", "$dir/eks.port";
$SIG{PIPE} = 'IGNORE';
while (my $c = $s->accept) {
    my ($line, $signed) = (scalar <$c> // '', '');
    while (my $h = <$c>) { $signed = $1 if $h =~ m{^Authorization:.*Credential=(\S+?),}i; last if $h =~ /^\r?$/ }
    my ($path) = $line =~ m{^GET (\S+)};
    open my $l, '>>', "$dir/eks.log"; print $l "$path $signed\n"; close $l;
    (my $name = $path // '') =~ s{.*/}{};
    my $body = ''; if (open my $f, '<', "$dir/eks-$name") { local $/; $body = <$f> }
    my $status = $body ne '' ? '200 OK' : '404 Not Found';
    my $error = $body ne '' ? '' : "X-Amzn-ErrorType: ResourceNotFoundException\r\n";
    $body ||= '{"message":"No cluster found for name: ' . $name . '."}';
    print $c "HTTP/1.1 $status\r\nContent-Type: application/json\r\n${error}Content-Length: " . length($body) . "\r\nConnection: close\r\n\r\n$body";
    close $c;
}
P
perl "$dir/eks.pl" "$dir" & children="$children $!"
wait_for 10 test -s "$dir/eks.port"
export AWS_ENDPOINT_URL_EKS=http://127.0.0.1:$(cat "$dir/eks.port")
describe() { printf '{"cluster":{"name":"blue-1","status":"ACTIVE","endpoint":"https://127.0.0.1:%s","certificateAuthority":{"data":"%s"}}}' "$(cat "$dir/port")" "$(base64 -w0 "$dir/ca/ca.crt")" > "$dir/eks-blue-1"; }
fleet() { printf 'fleet: shop\nregion: us-west-2\nvpcId: vpc-1\nclusters:\n  - {name: blue, eks: %s}\n' "$1" > "$dir/fleet.yaml"; }

fleet blue-1; describe
watch --once; is "$? $(grep -c /pod/ "$dir/out")" '0 3' 'listed'
like "$(cat "$dir/eks.log")" '^/clusters/blue-1 AKIDEXAMPLE/[0-9]{8}/us-west-2/eks/aws4_request$' 'DescribeCluster was asked, signed'
is "$(jq -r 'select(.verb=="list").user' "$dir/log" | sort -u)" eks 'the server knows us by the token'
like "$(cat "$dir/err")" "watching EKS cluster 'blue-1' in us-west-2" 'and we say whom we watch'
is "$(grep -c -e k8s-aws-v1 -e "$AWS_SECRET_ACCESS_KEY" "$dir/out" "$dir/err" | cut -d: -f2 | tr '\n' ' ')" '0 0 ' 'the token is nowhere'
watch --check; is "$? $(grep -c '^fail' "$dir/out") $(grep -c "^ok .*EKS cluster 'blue-1'" "$dir/out")" '0 0 1' '--check goes the same way'
fleet arn:aws:eks:us-west-2:111122223333:cluster/blue-1
watch --once; is "$?" 0 'by its ARN'

# without a fleet: the Region of the machine
"$BIN/sim-aws" --port-file "$dir/aws.port" --access-key "$AWS_ACCESS_KEY_ID" --secret-key "$AWS_SECRET_ACCESS_KEY" 2> "$dir/aws.err" & children="$children $!"
wait_for 10 test -s "$dir/aws.port"
named() { "$BIN/watch-k8s" --cluster blue --eks blue-1 --once > "$dir/out" 2> "$dir/err"; }
AWS_EC2_METADATA_DISABLED=false AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:$(cat "$dir/aws.port") named
is "$? $(grep -c "watching EKS cluster 'blue-1' in us-west-2" "$dir/err")" '0 1' 'by its name alone: instance metadata tells the Region'
named; like "$? $(cat "$dir/err")" "^100 .*the Region of EKS cluster 'blue-1' is not known" 'which it does not where that is switched off'

fleet nobody; watch --once; is "$?" 100 'a cluster that is not there'
like "$(tail -n 1 "$dir/err")" "DescribeCluster for EKS cluster 'nobody' in us-west-2: .*No cluster found" 'with a sentence'
fleet blue-1
echo '{"cluster":{"name":"blue-1","status":"CREATING"}}' > "$dir/eks-blue-1"
watch --once --stale-after 1s; is "$?" 111 'a cluster that is being made: try again'
like "$(cat "$dir/err")" 'no endpoint or no certificate yet: its status is CREATING' 'with a sentence'
describe
AWS_SECRET_ACCESS_KEY=wrong watch --once; is "$?" 100 'other keys'
like "$(tail -n 1 "$dir/err")" "credentials of EKS cluster 'blue-1' in us-west-2 were refused" 'are refused'
AWS_ACCESS_KEY_ID='' AWS_SECRET_ACCESS_KEY='' watch --once; like "$? $(tail -n 1 "$dir/err")" '^100 .*credentials' 'no keys at all'

# report-k8s finds it in the same way
cat > "$dir/events" <<'P'
{"specversion":"1.0","id":"1","source":"build-podinfo","type":"ingress.put","subject":"blue/shop/ingress/web","data":{"cluster":"blue","namespace":"shop","name":"web","className":"alb","rules":[]}}
{"specversion":"1.0","id":"1","source":"apply-aws","type":"aws.observed","subject":"lb","data":{"service":"elasticloadbalancing","resource":"LoadBalancer","id":"lb","value":{"DNSName":"web.elb.example","Tags":[{"Key":"ingress.k8s.aws/stack","Value":"shop/web"}]}}}
P
: > "$dir/log"
"$BIN/report-k8s" --cluster blue --fleet "$dir/fleet.yaml" < "$dir/events" > "$dir/out" 2> "$dir/err"; is "$? $(jq -r '.type + " " + (.data.what // "")' "$dir/out" | grep report)" '0 report.done status' 'report-k8s tells an EKS cluster'
is "$(jq -r 'select(.verb=="patch").user' "$dir/log")" eks 'signed in by the token'
fleet nobody; "$BIN/report-k8s" --cluster blue --fleet "$dir/fleet.yaml" < "$dir/events" > "$dir/out" 2> "$dir/err"; like "$? $(tail -n 1 "$dir/err")" "^100 .*No cluster found" 'and says when there is none'
fleet blue-1

# a token that has grown old is made anew, without a gap
"$BIN/watch-k8s" --cluster blue --fleet "$dir/fleet.yaml" > "$dir/live" 2> "$dir/live.err" & children="$children $!"
wait_for 20 grep -q bookmark "$dir/live"; ok $? 'watching'
: > "$dir/log"
cut() { curl -s --cacert "$dir/ca/ca.crt" -X POST "https://127.0.0.1:$(cat "$dir/port")/sim/watches/cut?how=abort" > /dev/null; }
refused() { jq -r .status "$dir/log" | grep -q 401; }
again() { refused && [ "$(jq -r 'select(.verb=="watch" and .status==200 and .user=="eks").uri' "$dir/log" | grep -c pods)" -ge 1 ]; }
sleep 4 # the age that the simulator was told; what follows waits for its effect
: > "$dir/log"; cut
wait_for 20 refused; ok $? 'after some seconds the server refuses it'
wait_for 20 again; ok $? 'and takes the next'
is "$(jq -r .type "$dir/live" | grep -c stale)" 0 'nobody notices'
done_testing
