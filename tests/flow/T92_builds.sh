#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: whole
#
# Goal: whoever builds the program, with whichever compiler, it prints the
# same bytes: of random products, and of the examples.
#
# Compares with the builds that lie beside this one and are not older than the
# sources: of clang, and of gcc at full speed.

# lib.sh sets t_*.
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/lib.sh"

others=
for name in clang release plain; do
	other=${RETRACE_BUILD:?}/../$name/retrace
	[ -x "$other" ] || continue
	[ "$(basename "$RETRACE_BUILD")" = "$name" ] && continue
	if [ -n "$(find "$t_top/core" "$t_top/cmd" -name '*.[ch]' \
		-newer "$other" | head -n 1)" ]; then
		echo "$t_name: $other is older than its sources: passed over"
		continue
	fi
	others="$others $other"
done
if [ -z "$others" ]; then
	echo "$t_name: skipped: no other build lies beside this one"
	exit 77
fi

# tell PROGRAM FILE ARGUMENT...: what it prints, but for its own digest, and
# how it ends, into files.
tell() {
	program=$1
	to=$2
	shift 2
	"$program" "$@" >"$to.raw" 2>"$to.err"
	echo "exit $?" >>"$to.err"
	sed '/"tool_sha256"/d' "$to.raw" >"$to.out"
}

# same ARGUMENT...: all builds print the same and end alike.
same() {
	tell "$RETRACE" here "$@"
	for other in $others; do
		tell "$other" there "$@"
		if [ -s here.out ] && cmp -s here.out there.out &&
			cmp -s here.err there.err; then
			t_pass
		else
			t_fail "retrace $*: $other differs"
			diff here.out there.out | head -n 20 >&2
			diff here.err there.err | head -n 20 >&2
		fi
	done
}

for seed in 1 1001 2001; do
	"$RETRACE_BUILD/tests/random_bom" "$seed" 60 >random.xml
	same check random.xml --all-items -o json
	same check random.xml --all-items --exact -o json
	same check random.xml --all-items -o csv
	same trace random.xml -o json
	same explain random.xml P0 -o json
	same explain random.xml P7 -o json
done
for product in drive-unit ferrite-motor; do
	product=$t_top/tests/examples/$product/$product.xml
	same check "$product" --all-items -o json
	same check "$product" --all-items --exact -o table
	same trace "$product" -o json
done
t_end
