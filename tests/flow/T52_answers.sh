#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stage: rules
#
# Goal: what answers are told to do, they do.  Where several amounts decide
# together, a share among rare earths or all that goes out, answers are written
# into random products and judged; see answers.py.

# shellcheck disable=SC1091
. "$(dirname "$0")/lib.sh"
top=${t_top:?}

command -v python3 >/dev/null || {
	echo 'T52_answers: python3 is not there: not checked'
	exit 77
}
t_ok "what is told of answers is what they do" \
	python3 "$top/tests/flow/answers.py" 9 "${ANSWERS:-2}"
t_has t.said 'verdicts after answers, 0 otherwise'

# The test can fail: what may be triggered is not told.
sed "s/for w in ('clear', 'triggered')/for w in ('clear',)/" \
	"$top/tests/flow/answers.py" >answers.py
if python3 answers.py 9 2 >said 2>&1; then
	t_fail "a wrong answer is not told"
else
	t_pass
fi
t_end
