#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: clang-tidy (.clang-tidy) finds nothing in core/ and cmd/.
# A file that passed is looked at again only when it, a header, the checks
# or its flags have changed.  The analyzer follows 10,000 states of a
# function: its own limit of 225,000 takes many times as long;
# with RETRACE_LONG it goes there.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
build=${RETRACE_BUILD:-build/debug}
if [ ! -f "$build/compile_commands.json" ]; then
	echo "tidy: skipped: $build/compile_commands.json is not there"
	exit 77
fi

states=${RETRACE_LONG:+225000}
states=${states:-10000}
stamps=$build/tidy/$states
mkdir -p "$stamps"
export build stamps states

# What every file depends on; newer than a stamp, it voids the stamp.
common=$(find core cmd -name '*.h'; echo .clang-tidy "$build/build.ninja")

# What is not yet compiled has no flags to check it with.
find core cmd -name '*.c' | sort | while read -r file; do
	grep -qF "$PWD/$file\"" "$build/compile_commands.json" || continue
	stamp=$stamps/$(echo "$file" | tr / _)
	# shellcheck disable=SC2086 # a list of names
	[ -e "$stamp" ] &&
		[ -z "$(find "$file" $common -newer "$stamp")" ] && continue
	printf '%s\0' "$file"
done >"$stamps/.todo"

# shellcheck disable=SC2016 # for the inner shell
xargs -0 -r -n 1 -P 2 sh -c '
	out=$(clang-tidy --quiet -p "$build" \
		--extra-arg=-Xclang --extra-arg=-analyzer-config \
		--extra-arg=-Xclang --extra-arg=max-nodes="$states" \
		"$1" 2>/dev/null) || {
		echo "$out" >&2
		exit 1
	}
	: >"$stamps/$(echo "$1" | tr / _)"' tidy <"$stamps/.todo"
