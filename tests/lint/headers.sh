#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: every header compiles alone, and twice in a row: it includes what it
# uses and guards itself.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
bad=0

cflags=$(pkg-config --cflags libxml-2.0 sqlite3 libcrypto gmp jansson \
	smartcols p11-kit-1)
for header in core/*/*.h core/*/*/*.h cmd/*.h; do
	[ -e "$header" ] || continue
	# shellcheck disable=SC2086 # a list of flags
	printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
		gcc -std=c17 -D_GNU_SOURCE= -Wall -Wextra -Wshadow -Wconversion \
			-Werror -fsyntax-only -I. $cflags -x c - || {
		echo "headers: $header does not stand alone" >&2
		bad=1
	}
done
exit $bad
