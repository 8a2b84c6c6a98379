#!/bin/bash
# AWS carries a call out and hangs up, or answers 500: each kind of change is made, none twice with effect.
. "$(dirname "$0")/74-aws-words.sh"
life drop-after
life 'error&status=500'
quiet; ok $? 'no batch is left open'
is "$(count call.failed)" 0 'and none of it had to be planned again'
done_testing
