#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: shellcheck finds nothing in any script of the tree.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
for file in scripts/* .ci/* $(find tests cmake -type f); do
	[ -f "$file" ] || continue
	head -n 1 "$file" | tr -d '\0' | grep -q '^#!/bin/sh' &&
		printf '%s\0' "$file"
done | xargs -0 shellcheck
