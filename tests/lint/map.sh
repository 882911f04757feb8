#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: core/README.md is a map of what is there.  Under the heading of each
# stage, and of each folder of it, it names every .c and .h that lies there,
# without ending, in backquotes; and each name that it gives there in
# backquotes is such a file.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

awk '
	/^## / {
		stage = $2 ~ /\/$/ ? $2 : ""
		folder = stage
	}
	/^### / { folder = stage $2 }
	/^- / && stage != "" {
		n = split($0, part, "`")
		for (i = 2; i <= n; i += 2)
			print folder part[i]
	}' core/README.md | sort -u >"$tmp/named"
find core -mindepth 2 -name '*.[ch]' | sed 's,^core/,,; s,\.[ch]$,,' |
	sort -u >"$tmp/there"
cmp -s "$tmp/named" "$tmp/there" || {
	echo "map: core/README.md (<) and the files of core (>) differ:" >&2
	diff "$tmp/named" "$tmp/there" | grep '^[<>]' >&2
	exit 1
}
