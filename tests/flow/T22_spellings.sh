#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: bom
#
# Goal: the same product is the same, however it is written.  Random products
# as tables in many hands, languages and forms come to the amounts that
# fractions outside the program come to; see spellings.py.

# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"
top=${t_top:?}

command -v python3 >/dev/null || {
	echo 'T22_spellings: python3 is not there: not checked'
	exit 77
}
export RETRACE_TOP="$top"
t_ok "each is read as it was meant" \
	python3 "$top/tests/flow/spellings.py" 1 "${SPELLINGS:-100}"
t_has t.said 'products written and read, 0 read otherwise'

# The test can fail: a product of which one number is another.
sed 's/quantity \/ u\.per/quantity/' "$top/tests/flow/spellings.py" >other.py
mkdir other && cd other || exit 1
if python3 ../other.py 1 20 >../said 2>&1; then
	t_fail "a wrong answer is not told"
else
	t_pass
fi
cd ..
t_end
