#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: .clang-format decides, in every .c and .h.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
find core cmd tests -name '*.[ch]' -print0 |
	xargs -0 -r clang-format --dry-run -Werror
