# SPDX-License-Identifier: Apache-2.0
#
# hostile - retrace on input that is made to hurt: little memory, little time.
# Source it behind lib.sh:
#
#	. "$t_top/tests/flow/hostile.sh"
#
# $big [bytes] and $many are as much as such input has.
# shellcheck shell=sh disable=SC2034,SC2154

seconds=30 # of a processor: others may run beside it
big=100000000
many=1000000
memory=1500000 # [KiB]
# A sanitised build reserves terabytes of addresses, and is slower.
if grep -q __asan_init "$RETRACE"; then
	memory=unlimited
	big=20000000
	many=50000
fi

# limited ARGUMENT...: retrace in little memory and time; t_got is its code.
limited() {
	t_got=0
	(
		# shellcheck disable=SC3045 # dash and bash have it
		ulimit -v "$memory" && ulimit -t "$seconds"
		exec "$RETRACE" "$@" >t.out 2>t.err
	) || t_got=$?
}
# stopped FILE MESSAGE: convert ends in time with 65, and one of its first
# messages begins so and says what was expected; no more messages than a
# person reads, and nothing is written.
stopped() {
	limited convert "$1" --save none.xml
	t_ok "$1: exit $t_got, expected 65" [ "$t_got" -eq 65 ]
	t_ok "$1: nothing is written" [ ! -e none.xml ]
	t_ok "$1: no result" [ ! -s t.out ]
	t_ok "$1: bounded" [ "$(wc -l <t.err)" -le 1001 ]
	head -n 2 t.err | cut -c 1-1000 >first
	t_has first "$2"
	t_has first "expected "
	rm -f none.xml
}
# refused FILE PLACE WHAT: the same at a place in the file.
refused() {
	stopped "$1" "$1:$2: $3"
}
# repeat TEXT TIMES
repeat() {
	yes "$1" | tr -d '\n' | head -c $((${#1} * $2))
}
