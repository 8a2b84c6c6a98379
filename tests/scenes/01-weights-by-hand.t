#!/bin/bash
# 50/50, 90/10, 0/100, 50/50 by hand.
. "$(dirname "$0")/00-scene-words.sh"
start_scene blue green
start_load steady shop.example.com/cart shop.example.com/
for step in 'blue=50 green=50' 'blue=90 green=10' 'blue=0 green=100' 'blue=50 green=50'; do
    # shellcheck disable=SC2086
    shifted $step; ok $? "$step is in force"
    # shellcheck disable=SC2086
    shares $step
done
no_errors steady 'weights moved by hand'
done_scene
