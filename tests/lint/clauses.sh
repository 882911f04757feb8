#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Goal: every clause that a form must obey is obeyed somewhere, and every
# mark points to a clause that exists.  Joins
#	forms/FORM/clauses.tsv     id, level, quote, source, standing, read-on,
#	                           summary_zh
#	forms/FORM/exceptions.tsv  id, reason (a MUST that is not obeyed)
#	forms/FORM/rules.xml       clause="ID"
#	core/, cmd/                /* clause: FORM ID ... */
#	tests/                     test-of: FORM ID
#	tests/data/packs/FORM.tsv  ID in the first column: one case of test_packs
#	tests/data/outcomes/FORM.tsv  the same, of test_outcomes
# and prints the join.  Fails for a MUST that nothing carries out or that no
# test proves, unless exceptions.tsv has the reason; for a mark without clause,
# and for a row that lacks its source, standing, date or
# Chinese.

set -eu
cd "${RETRACE_TOP:-$(dirname "$0")/../..}"
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

found=
for tsv in forms/*/clauses.tsv; do
	[ -f "$tsv" ] && found=yes
done
if [ -z "$found" ]; then
	echo "clauses: skipped: no forms/*/clauses.tsv"
	exit 77
fi

# marks KEYWORD FOLDER...: "FORM <tab> ID <tab> FILE:LINE" of each mark.
marks() {
	keyword=$1
	shift
	grep -rnE "(^|[^A-Za-z-])$keyword: [a-z]" "$@" 2>/dev/null |
		grep -v '^tests/lint/' |
		sed -nE "s/^([^:]*:[0-9]+):.*$keyword: ([^ ]+) ([^ *]+).*/\2	\3	\1/p"
}

marks clause core cmd >"$tmp/code"
marks test-of tests >"$tmp/tests"
for cases in tests/data/packs/*.tsv tests/data/outcomes/*.tsv; do
	[ -f "$cases" ] || continue
	awk -F '\t' -v form="$(basename "$cases" .tsv)" \
		'!/^#/ && $1 != "clause" && NF > 1 {
			print form FS $1 FS FILENAME ":" FNR
		}' "$cases"
done >>"$tmp/tests"
for rules in forms/*/rules.xml; do
	[ -f "$rules" ] || continue
	form=$(basename "$(dirname "$rules")")
	grep -noE 'clause="[^"]*"' "$rules" | sed -E \
		"s/^([0-9]+):clause=\"(.*)\"/$form	\2	$(echo "$rules" |
			sed 's,/,\\/,g'):\1/"
done >>"$tmp/code"

awk -F '\t' '
	function say(text) {
		print "clauses: " text > "/dev/stderr"
		bad = 1
	}
	function form_of(file, part) {
		split(file, part, "/")
		return part[2]
	}
	FILENAME ~ /code$/ && FILENAME !~ /^forms/ {
		code[$1 FS $2] = code[$1 FS $2] " " $3
		mark[$1 FS $2] = $3
		next
	}
	FILENAME ~ /tests$/ && FILENAME !~ /^forms/ {
		test[$1 FS $2] = test[$1 FS $2] " " $3
		mark[$1 FS $2] = $3
		next
	}
	/^#/ || /^[ \t]*$/ || $1 == "id" { next }
	FILENAME ~ /exceptions\.tsv$/ {
		if (NF < 2 || $2 !~ /[^ ]/)
			say(FILENAME ":" FNR ": exception without a reason")
		else
			reason[form_of(FILENAME) FS $1] = $2
		mark[form_of(FILENAME) FS $1] = FILENAME ":" FNR
		next
	}
	{
		key = form_of(FILENAME) FS $1
		at = FILENAME ":" FNR
		if (NF != 7)
			say(at ": " NF " columns: expected 7")
		if ($7 !~ /[^\001-\177]/)
			say(at ": clause " $1 " has no summary_zh")
		if (key in level)
			say(at ": clause " $1 " for the second time")
		if ($2 !~ /^(MUST|SHOULD|INFO)$/)
			say(at ": level \"" $2 "\": MUST, SHOULD or INFO")
		if ($4 == "" || $5 == "")
			say(at ": clause " $1 " has no source or no standing")
		if ($6 !~ /^20[0-9][0-9]-[01][0-9]-[0-3][0-9]$/)
			say(at ": read-on \"" $6 "\": expected YYYY-MM-DD")
		level[key] = $2
		order[++n] = key
		place[key] = at
	}
	END {
		for (i = 1; i <= n; i++) {
			key = order[i]
			split(key, part, FS)
			printf "%-22s %-14s %-6s code:%s test:%s%s\n", part[1], \
			    part[2], level[key], \
			    code[key] == "" ? " -" : code[key], \
			    test[key] == "" ? " -" : test[key], \
			    key in reason ? " exception: " reason[key] : ""
			if (level[key] != "MUST")
				continue
			must++
			if (test[key] == "" && !(key in reason))
				say(place[key] ": MUST " part[2] \
				    " has no test and no exception with a" \
				    " reason")
			if (code[key] == "" && !(key in reason))
				say(place[key] ": MUST " part[2] \
				    " has no mark in the code or rules.xml" \
				    " and no exception with a reason")
		}
		for (key in mark)
			if (!(key in level)) {
				split(key, part, FS)
				say(mark[key] ": " part[1] " has no clause " \
				    part[2])
			}
		printf "%d clauses, %d MUST\n", n, must
		exit bad
	}' "$tmp/code" "$tmp/tests" forms/*/*s.tsv
