#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: base
#
# Goal: a check of a flow test that fails is seen, also where it stands behind a
# pipe, in a loop or in a shell of its own; and a test without checks fails.

# lib.sh sets t_*; inner shells expand what stands in single quotes.
# shellcheck disable=SC1091,SC2016,SC2154
. "$(dirname "$0")/lib.sh"

# ends CODE TEXT: a test with these lines.
ends() {
	printf '%s\n' '. "$LIB"' "$2" t_end >test.sh
	t_code=0
	LIB=$t_top/tests/flow/lib.sh sh test.sh >said 2>&1 || t_code=$?
	t_ok "$2: exit $t_code, expected $1" [ "$t_code" -eq "$1" ]
}
ends 0 'echo a >f; echo a | t_cmp f'
t_has said '1 checks passed, 0 failed'
ends 1 'echo a >f; echo b | t_cmp f; t_pass'
t_has said '1 checks passed, 1 failed'
ends 1 'printf "1\n2\n" | while read -r x; do t_ok "$x" [ "$x" -eq 1 ]; done'
t_has said '1 checks passed, 1 failed'
ends 1 '(t_fail lost); t_pass'
ends 1 ':'
t_end
