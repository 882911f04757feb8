# SPDX-License-Identifier: Apache-2.0
#
# lib - what flow tests share.  Source it first:
#
#	. "$(dirname "$0")/lib.sh"
#
# It enters an empty folder that goes when the test ends, fixes clock and
# language, and at the end says how many checks passed.  A check that fails is
# reported and the test goes on; t_end gives the exit code.

: "${RETRACE:?the program under test}"
t_top=${RETRACE_TOP:-$(cd "$(dirname "$0")/../.." && pwd)}
t_name=$(basename "$0" .sh)
t_dir=$(mktemp -d)
t_checks=$t_dir.checks # a file: a check may stand behind a pipe
: >"$t_checks"
trap 'rm -rf "$t_dir" "$t_checks"' EXIT
cd "$t_dir" || exit 1
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1769904000 # 2026-02-01
unset NO_COLOR COLUMNS RETRACE_LOG RETRACE_PASSPHRASE RETRACE_LOG_PASSPHRASE

t_pass() {
	echo passed >>"$t_checks"
}

t_fail() {
	echo "$t_name: $*" >&2
	echo failed >>"$t_checks"
}

# t_ok WHAT COMMAND...: the command succeeds; t.out and t.err stay.
t_ok() {
	t_what=$1
	shift
	if "$@" >t.said 2>&1; then
		t_pass
	else
		t_fail "$t_what: exit $?"
		cat t.said >&2
	fi
}

# t_exit CODE ARGUMENT...: retrace ends with that code; its output is in
# t.out, its messages in t.err.
t_exit() {
	t_code=$1
	shift
	t_got=0
	"$RETRACE" "$@" >t.out 2>t.err || t_got=$?
	if [ "$t_got" -eq "$t_code" ]; then
		t_pass
	else
		t_fail "retrace $*: exit $t_got, expected $t_code"
		cat t.out t.err >&2
	fi
}

# t_cmp FILE: the file holds exactly what comes on standard input.
t_cmp() {
	if diff -u - "$1" >t.diff; then
		t_pass
	else
		t_fail "$1 differs (-: expected)"
		cat t.diff >&2
	fi
}

# t_has FILE TEXT: a line of the file contains the text.
t_has() {
	if grep -qF -- "$2" "$1"; then
		t_pass
	else
		t_fail "$1 does not say: $2"
		cat "$1" >&2
	fi
}

# t_json FILE FILTER: jq finds the filter true.
t_json() {
	if jq -e "$2" "$1" >/dev/null 2>&1; then
		t_pass
	else
		t_fail "$1: not true: $2"
		head -c 2000 "$1" >&2
	fi
}

# t_one_reading: announcement No. 61 by the value of the elements alone, in the
# folder no61.
t_one_reading() {
	mkdir no61
	sed -e '/<reading/,/\/>/d' -e '/<\/value-share>/d' \
		-e 's/clause="1.i.limit">/clause="1.i.limit"\/>/' \
		"$t_top/forms/cn-mofcom-61-2025/rules.xml" >no61/rules.xml
	cp "$t_top/forms/cn-mofcom-61-2025/clauses.tsv" no61
}

t_end() {
	t_passed=$(grep -c passed "$t_checks")
	t_failed=$(grep -c failed "$t_checks")
	echo "$t_name: $t_passed checks passed, $t_failed failed"
	[ "$t_failed" -eq 0 ] && [ "$t_passed" -gt 0 ]
	exit
}
