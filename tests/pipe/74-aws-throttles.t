#!/bin/bash
# AWS throttles, or hangs up before anything is done: each kind of change is made in another attempt, none twice with effect.
. "$(dirname "$0")/74-aws-words.sh"
life throttle
life drop-before
quiet; ok $? 'no batch is left open'
done_testing
