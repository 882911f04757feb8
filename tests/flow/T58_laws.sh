#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: a verdict is what the pages say it is.  Random products, with origins by
# stage and in shares, under random laws: the verdict that fractions outside the
# program come to; see laws.py.

# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"
top=${t_top:?}

command -v python3 >/dev/null || {
	echo 'T58_laws: python3 is not there: not checked'
	exit 77
}
export RETRACE_TOP="$top"
t_ok "each verdict is the one of the page" \
	python3 "$top/tests/flow/laws.py" 1 "${LAWS:-12}"
t_has t.said 'verdicts compared, 0 otherwise'

# The test can fail: what is told of a country counts for nothing.
cp "$top/tests/flow/laws.py" "$top/tests/flow/fillings.py" .
sed 's/low, high = inside, 1 - outside/low, high = F(0), 1 - outside/' \
	"$top/tests/flow/origins.py" >origins.py
if python3 laws.py 1 8 >said 2>&1; then
	t_fail "a wrong answer is not told"
else
	t_pass
fi
t_end
