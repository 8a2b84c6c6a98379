#!/bin/sh
# Who apply-aws is to AWS: each link of the chain against its simulator, and credentials that end while it works.
. "$(dirname "$0")/40-apply-words.sh"
start_aws
user_key=$AWS_ACCESS_KEY_ID user_secret=$AWS_SECRET_ACCESS_KEY
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_REGION
export HOME="$dir/home" AWS_CONFIG_FILE="$dir/config" AWS_SHARED_CREDENTIALS_FILE="$dir/credentials"
printf '[long]\naws_access_key_id = %s\naws_secret_access_key = %s\n' "$user_key" "$user_secret" >"$dir/credentials"
cat >"$dir/config" <<CONFIG
[profile outer]
role_arn = arn:aws:iam::123456789012:role/outer
source_profile = middle
external_id = xid
[profile middle]
role_arn = arn:aws:iam::123456789012:role/path/middle
source_profile = long
external_id = xid
role_session_name = night
[profile denied]
role_arn = arn:aws:iam::123456789012:role/denied
source_profile = long
[profile printed]
credential_process = cat $dir/printed
[profile machine]
role_arn = arn:aws:iam::123456789012:role/outer
credential_source = Ec2InstanceMetadata
external_id = xid
[profile browser]
sso_session = us
[profile console]
login_session = arn:aws:iam::123456789012:user/somebody
CONFIG
# asked NAME=VALUE...: reads AWS as that; its log is in $dir/err
asked() { env "$@" "$BIN/apply-aws" --endpoint-url "$aws_url" --budget 0 --observe --fleet "$dir/fleet.yaml" >"$dir/seen" 2>"$dir/err"; }
found() { sed -n 's/.*AWS credentials found from="\(.*\)" region.*/\1/p' "$dir/err"; }
synced() { jq -r 'select(.type=="aws.synced").type' "$dir/seen"; }
# works LINK NAME=VALUE...
works() {
    wo_link=$1; shift
    asked "$@"; is "$? $(synced) $(found)" "0 aws.synced $wo_link" "${wo_link%% \'*}"
}
# refused CODE SENTENCE NAME=VALUE...
refused() {
    re_code=$1 re_text=$2; shift 2
    asked "$@"; is "$?" "$re_code" "refused with $re_code"
    like "$(cat "$dir/err")" "$re_text" "and told: $re_text"
}

# ---- the profile ----
sim 'set?external-id=xid'
works "role 'arn:aws:iam::123456789012:role/outer' by role 'arn:aws:iam::123456789012:role/path/middle' by profile 'long' of '$dir/credentials'" AWS_PROFILE=outer
is "$(jq -r 'select(.action=="AssumeRole")|[.parameters.RoleSessionName,.parameters.ExternalId]|join(" ")' "$dir/aws.requests" | tr '\n' ',')" 'night xid,headgate xid,' 'the inner role first'
refused 100 "cannot become role '.*:role/denied' by profile 'long' .*: STS says AccessDenied" AWS_PROFILE=denied
refused 100 "profile 'browser' signs in by SSO" AWS_PROFILE=browser
refused 100 "profile 'console' signs in by aws login" AWS_PROFILE=console
sim 'fault?kind=error&action=AssumeRole&count=50'
printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}' "$user_key" "$user_secret" >"$dir/printed"
works "credential_process 'cat $dir/printed'" AWS_PROFILE=printed
sim faults/clear

# ---- web identity: the token is read anew each time ----
printf 'first-token\n' >"$dir/token"
sim 'set?web-token=first-token'
role="AWS_ROLE_ARN=arn:aws:iam::123456789012:role/pod"
works "role 'arn:aws:iam::123456789012:role/pod' by the web identity token '$dir/token'" AWS_WEB_IDENTITY_TOKEN_FILE="$dir/token" $role
sim 'set?web-token=second-token'
refused 100 'STS says InvalidIdentityToken' AWS_WEB_IDENTITY_TOKEN_FILE="$dir/token" $role
refused 100 'AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not' AWS_WEB_IDENTITY_TOKEN_FILE="$dir/token"
refused 100 "cannot read the web identity token: .*/nowhere" AWS_WEB_IDENTITY_TOKEN_FILE=/nowhere $role
printf 'second-token' >"$dir/token"
works "role 'arn:aws:iam::123456789012:role/pod' by the web identity token '$dir/token'" AWS_WEB_IDENTITY_TOKEN_FILE="$dir/token" $role

# ---- the container endpoint ----
printf 'pod-token\n' >"$dir/pod-token"
sim 'set?pod-token=pod-token'
works "the container endpoint '$aws_url/pod/credentials'" AWS_CONTAINER_CREDENTIALS_FULL_URI="$aws_url/pod/credentials" AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE="$dir/pod-token"
refused 100 "answered HTTP 401 instead of credentials" AWS_CONTAINER_CREDENTIALS_FULL_URI="$aws_url/pod/credentials" AWS_CONTAINER_AUTHORIZATION_TOKEN=wrong
refused 100 "'http://example.com/c' is neither https nor on loopback" AWS_CONTAINER_CREDENTIALS_FULL_URI=http://example.com/c

# ---- instance metadata ----
on="AWS_EC2_METADATA_DISABLED=false AWS_EC2_METADATA_SERVICE_ENDPOINT=$aws_url/"
works "instance metadata, role 'sim-machine'" $on
is "$(jq -r 'select(.metadata)|"\(.metadata) \(.status)"' "$dir/aws.requests" | tail -3 | tr '\n' ',')" \
    'PUT /latest/api/token 200,GET /latest/meta-data/iam/security-credentials/ 200,GET /latest/meta-data/iam/security-credentials/sim-machine 200,' 'by version 2'
works "role 'arn:aws:iam::123456789012:role/outer' by instance metadata, role 'sim-machine'" AWS_PROFILE=machine $on
refused 100 'no AWS credentials: .*instance metadata: switched off by AWS_EC2_METADATA_DISABLED' A=b
refused 100 'no AWS credentials: .*instance metadata: .*127.0.0.1' AWS_EC2_METADATA_DISABLED=false AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:1

# ---- the Region of the machine, where nobody else says one ----
# regionless NAME=VALUE...: a call in a pipe without a fleet
regionless() {
    call 1 $elb CreateTargetGroup "{\"Name\":\"tg-here\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\",\"Tags\":$tags}" | batch targets/tg-here |
        env -u AWS_DEFAULT_REGION "$@" "$BIN/apply-aws" --endpoint-url "$aws_url" --budget 0 >"$dir/seen" 2>"$dir/err"
}
region() { sed -n 's/.*AWS credentials found .*region=\([^ ]*\) .*/\1/p' "$dir/err"; }
regionless $on; is "$? $(region) $(jq -r 'select(.type=="batch.done").data.outcome' "$dir/seen")" '0 us-west-2 done' 'told by instance metadata'
is "$(jq -r 'select(.metadata)|"\(.metadata) \(.status)"' "$dir/aws.requests" | tail -5 | head -2 | tr '\n' ',')" \
    'PUT /latest/api/token 200,GET /latest/meta-data/placement/region 200,' 'by version 2, before the credentials'
regionless $on AWS_REGION=eu-west-1; is "$(region)" eu-west-1 'the environment comes first'
regionless AWS_ACCESS_KEY_ID="$user_key" AWS_SECRET_ACCESS_KEY="$user_secret"; is $? 100 'not where it is switched off'
like "$(cat "$dir/err")" 'no AWS Region: give --region, --fleet FILE or AWS_REGION: instance metadata: switched off by AWS_EC2_METADATA_DISABLED' 'and told'
regionless AWS_EC2_METADATA_DISABLED=false AWS_EC2_METADATA_SERVICE_ENDPOINT=http://127.0.0.1:1; is $? 100 'nor where nobody answers'
like "$(cat "$dir/err")" 'no AWS Region: .*instance metadata: .*127.0.0.1' 'and told'

# ---- credentials that end ----
start_journal
sessions() { jq -r 'select(.metadata|strings|test("credentials/sim"))|.status' "$dir/aws.requests" | wc -l; }
export $on
sim 'set?session-ms=4000'
before=$(sessions)
background apply "$BIN/apply-aws" --endpoint-url "$aws_url" --fleet "$dir/fleet.yaml" --journal "$endpoint" --health-every 0 --budget 0
until_true 10 sh -c "$BIN/journal read --journal $endpoint --source apply-aws | grep -q aws.synced"; ok $? 'a daemon reads AWS with a session of 4 s'
more_sessions() { [ "$(sessions)" -ge $((before + 4)) ]; }
until_true 20 more_sessions; ok $? 'which is read anew again and again'
is "$(grep -c credentials "$dir/apply.log")" 1 'without a word'
is "$(grep -c '"code":"ExpiredToken"\|"code":"RequestExpired"' "$dir/aws.requests")" 0 'and before AWS has to say that it is over'
stop apply
sim 'set?session-ms=3600000'
background apply "$BIN/apply-aws" --endpoint-url "$aws_url" --fleet "$dir/fleet.yaml" --journal "$endpoint" --health-every 0 --budget 0
found_twice() { [ "$(grep -c 'credentials found' "$dir/apply.log")" -eq 2 ]; }
until_true 10 found_twice
sim sessions/end
{ configured; call 1 $elb CreateTargetGroup "{\"Name\":\"tg-blue\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\",\"Tags\":$tags}" | batch targets/tg-blue; } |
    "$BIN/journal" append --journal "$endpoint" >/dev/null
until_true 10 sh -c "$BIN/journal read --journal $endpoint --source apply-aws --type batch.done | grep -q '\"done\"'"; ok $? 'a session that is over in the middle of work is read anew at once'
is "$(grep -c '"code":"ExpiredToken"' "$dir/aws.requests")" 1 'when AWS says so'
like "$(cat "/proc/$(cat "$dir/apply.pid")/limits")" 'Max core file size +0 +0' 'a core dump would hold keys: there is none'
stop apply
journal_read >"$dir/all"
is "$(cat "$dir/all" "$dir/apply.log" "$dir/err" | grep -c "$user_secret\|session-secret\|session/token\|second-token\|pod-token=\|SIMMETADATATOKEN")" 0 'no secret in the journal or the log'
done_testing
